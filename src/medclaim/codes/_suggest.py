"""What would be right instead of a code that is not billable: a phrase, and the codes it names."""

from collections.abc import Callable, Iterable, Sequence

from medclaim.codes._codec import Roll

MOST = 6

Hint = tuple[str | None, tuple[str, ...]]


def suggest(roll: Roll, show: Callable[[str], str], text: str, bit: int, *, icd10cm: bool) -> Hint:
    """A phrase for ``text`` on the day of ``bit``, and up to six codes billable on that day.

    The phrase keeps to the written form: characters missing, misplaced, superfluous or confused,
    a code divided since or not yet divided. It never weighs one diagnosis against another.
    """
    if roll.header(text) & bit:
        return _complete(roll, show, text, bit, icd10cm=icd10cm)
    attempts: list[Callable[[Roll, Callable[[str], str], str, int], Hint]] = [_confused]
    if icd10cm:
        attempts += [_unpadded, _padded_stem, _divided, _undivided]
    attempts.append(_too_long)
    for attempt in attempts:
        phrase, codes = attempt(roll, show, text, bit)
        if phrase:
            return phrase, codes
    return None, ()


def either(words: Sequence[str]) -> str:
    """The words with commas and a last "or".

    >>> either(["A", "D", "S"])
    'A, D or S'
    """
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _billable(roll: Roll, texts: Iterable[str], bit: int) -> tuple[str, ...]:
    return tuple(text for text in texts if roll.mask(text) & bit)


def _complete(
    roll: Roll, show: Callable[[str], str], text: str, bit: int, *, icd10cm: bool
) -> Hint:
    if icd10cm:
        hint = _padded_stem(roll, show, text, bit)
        if hint[0]:
            return hint
    below = _billable(roll, roll.under(text), bit)
    if len(below) <= MOST:
        named = either([show(code) for code in below])
        one = f"one of its {len(below)} billable codes, " if len(below) > 1 else ""
        return f"use {one}{named}", below
    return f"use one of its {len(below)} billable codes, such as {show(below[0])}", below[:MOST]


def _padded_stem(roll: Roll, show: Callable[[str], str], text: str, bit: int) -> Hint:
    # Guidelines I.A.5: a code shorter than six characters is filled with X before the seventh.
    stem = text.ljust(6, "X")
    if len(text) > 6 or stem in roll.stems:
        return None, ()
    codes = _billable(roll, (row for row in roll.under(stem) if len(row) == 7), bit)
    if not codes:
        return None, ()
    filled = " after the placeholder" if stem != text else ""
    letters = either([code[6] for code in codes])
    shown = f", as in {show(codes[0])}"
    return f"add a seventh character{filled}: {letters}{shown}", codes[:MOST]


def _confused(roll: Roll, show: Callable[[str], str], text: str, bit: int) -> Hint:
    swapped = text[:1] + text[1:].replace("O", "0").replace("I", "1")
    if swapped == text or not (roll.mask(swapped) | roll.header(swapped)) & bit:
        return None, ()
    return f"did you mean the digit in {show(swapped)}?", _billable(roll, (swapped,), bit)


def _unpadded(roll: Roll, show: Callable[[str], str], text: str, bit: int) -> Hint:
    if len(text) < 5:
        return None, ()
    for stem in (text[:-1], text[:3] + text[3:-1].replace("X", "")):
        code = stem.ljust(6, "X") + text[-1]
        if code != text and code[:6] not in roll.stems and roll.mask(code) & bit:
            return f"the seventh character comes after the placeholder X: {show(code)}", (code,)
    stem, last = text[:-1], text[-1]
    if len(text) < 7 and roll.header(stem) & bit:
        rows = (row for row in roll.under(stem) if len(row) == 7 and row[6] == last)
        codes = _billable(roll, rows, bit)
        if codes:
            named = either([show(code) for code in codes[:MOST]])
            return f"characters are missing before the seventh, {last}: {named}", codes[:MOST]
    return None, ()


def _divided(roll: Roll, show: Callable[[str], str], text: str, bit: int) -> Hint:
    # T81.4XXA was divided into T81.40XA to T81.49XA: a placeholder gave way to a character.
    at = text.find("X", 3, 6)
    if at < 0 or len(text) < 7 or not roll.mask(text):
        return None, ()
    rows = (row for row in roll.under(text[:at]) if len(row) == 7 and row[6] == text[6])
    codes = _billable(roll, rows, bit)
    if not codes:
        return None, ()
    named = either([show(code) for code in codes[:MOST]])
    return f"it was divided: {named}", codes[:MOST]


def _undivided(roll: Roll, show: Callable[[str], str], text: str, bit: int) -> Hint:
    if len(text) == 7:
        for at in (5, 4, 3):
            code = text[:at].ljust(6, "X") + text[6]
            if code != text and roll.mask(code) & bit:
                return f"on that day it was coded {show(code)}", (code,)
    return None, ()


def _too_long(roll: Roll, show: Callable[[str], str], text: str, bit: int) -> Hint:
    for end in range(len(text) - 1, 2, -1):
        if roll.mask(text[:end]) & bit:
            code = text[:end]
            if roll.mask(text):
                return f"on that day it was coded {show(code)}", (code,)
            return f"{show(code)} is complete and takes no further character", (code,)
    return None, ()
