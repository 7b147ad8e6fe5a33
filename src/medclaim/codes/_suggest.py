"""Why a code is not billable, at which character, and what would be right: a phrase, and codes."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from medclaim.codes._codec import Roll
from medclaim.codes._verdict import Status, Why

if TYPE_CHECKING:
    from medclaim.codes._succession import Succession

MOST = 6

# Letters that stand for no digit in any code set here, and letters that may stand for themselves.
_NEVER_MEANT = str.maketrans("OIL", "011")
_SOMETIMES_MEANT = {"S": "5", "Z": "2", "B": "8"}


class Case(NamedTuple):
    """A code that is not billable on the day of ``bit``, and the list that says so.

    ``show`` gives the conventional form of a text; ``succession`` loads what replaced what, where
    an official list of that is known.
    """

    text: str
    status: Status
    bit: int
    roll: Roll
    show: Callable[[str], str]
    is_icd10cm: bool = False
    succession: "Callable[[], Succession] | None" = None

    def billable(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Those of ``texts`` that are billable on the day."""
        return tuple([text for text in texts if self.roll.mask(text) & self.bit])

    def named(self, texts: Sequence[str]) -> str:
        """The first few codes, written conventionally, with a last "or"."""
        return either([self.show(text) for text in texts[:MOST]])


class Hint(NamedTuple):
    """Why, the index of the character at fault in the billing form, a phrase and the codes it names."""

    why: Why
    at: int | None = None
    phrase: str | None = None
    texts: tuple[str, ...] = ()


Attempt = Callable[[Case], Hint | None]


def suggest(case: Case) -> Hint:
    """What is wrong with a code, and up to six codes billable on that day that it may have meant.

    The phrase keeps to the written form: characters missing, misplaced, superfluous or confused,
    a code divided since or not yet divided, what the official conversion table says took its place.
    It never weighs one diagnosis against another.
    """
    for attempt in _ATTEMPTS[case.status]:
        hint = attempt(case)
        if hint:
            return hint._replace(texts=hint.texts[:MOST])
    return Hint(Why[case.status.name])


def either(words: Sequence[str]) -> str:
    """The words with commas and a last "or".

    >>> either(["A", "D", "S"])
    'A, D or S'
    """
    return " or ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _incomplete(case: Case) -> Hint:
    below = case.billable(case.roll.under(case.text))
    at = len(case.text)
    if len(below) <= MOST:
        one = f"one of its {len(below)} billable codes, " if len(below) > 1 else ""
        return Hint(Why.INCOMPLETE, at, f"use {one}{case.named(below)}", below)
    example = case.show(below[0])
    phrase = f"use one of its {len(below)} billable codes, such as {example}"
    return Hint(Why.INCOMPLETE, at, phrase, below)


def _completed(case: Case, stem: str) -> tuple[str, ...]:
    """The billable codes that a seventh character makes of a stem of six."""
    if not case.is_icd10cm or stem in case.roll.stems:
        return ()
    return case.billable(row for row in case.roll.under(stem) if len(row) == 7)


def _seventh_missing(case: Case) -> Hint | None:
    # Guidelines I.A.5: a code shorter than six characters is filled with X before the seventh.
    text = case.text
    stem = text.ljust(6, "X")
    codes = _completed(case, stem) if len(text) < 7 else ()
    if not codes:
        return None
    filled = " after the placeholder" if stem != text else ""
    letters = either([code[6] for code in codes])
    phrase = f"add a seventh character{filled}: {letters}, as in {case.show(codes[0])}"
    return Hint(Why.SEVENTH_MISSING, len(text), phrase, codes)


def _seventh_not_allowed(case: Case) -> Hint | None:
    codes = _completed(case, case.text[:6]) if len(case.text) == 7 else ()
    if not codes:
        return None
    letters = either([code[6] for code in codes])
    phrase = f"the seventh character is {letters}, not {case.text[6]}"
    return Hint(Why.SEVENTH_NOT_ALLOWED, 6, phrase, codes)


def _confused(case: Case) -> Hint | None:
    text = case.text
    swaps = [text[:1] + text[1:].translate(_NEVER_MEANT)]
    # A seventh character S or B means what it says.
    places = [at for at in range(1, min(len(text), 6)) if text[at] in _SOMETIMES_MEANT]
    swaps += [text[:at] + _SOMETIMES_MEANT[text[at]] + text[at + 1 :] for at in places]
    for swapped in swaps:
        if swapped != text and case.roll.is_row(swapped, case.bit):
            at = next(at for at, one in enumerate(text) if one != swapped[at])
            phrase = f"did you mean the digit in {case.show(swapped)}?"
            return Hint(Why.CONFUSED, at, phrase, case.billable([swapped]))
    return None


def _placeholder(case: Case) -> Hint | None:
    text = case.text
    if not case.is_icd10cm or len(text) < 5:
        return None
    stem, last = text[:-1], text[-1]
    moved = text[:3] + text[3:-1].replace("X", "")
    for short, why in ((stem, Why.PLACEHOLDER_MISSING), (moved, Why.PLACEHOLDER_MISPLACED)):
        code = short.ljust(6, "X") + last
        if code != text and code[:6] not in case.roll.stems and case.roll.mask(code) & case.bit:
            at = len(stem) if why is Why.PLACEHOLDER_MISSING else text.index("X", 3)
            phrase = f"the seventh character comes after the placeholder X: {case.show(code)}"
            return Hint(why, at, phrase, (code,))
    if len(text) < 7 and case.roll.header(stem) & case.bit:
        rows = (row for row in case.roll.under(stem) if len(row) == 7 and row[6] == last)
        codes = case.billable(rows)
        if codes:
            phrase = f"characters are missing before the seventh, {last}: {case.named(codes)}"
            return Hint(Why.CHARACTERS_MISSING, len(stem), phrase, codes)
    return None


def _divided(case: Case) -> Hint | None:
    # T81.4XXA was divided into T81.40XA to T81.49XA: a placeholder gave way to a character.
    text = case.text
    at = text.find("X", 3, 6)
    if not case.is_icd10cm or at < 0 or len(text) < 7:
        return None
    rows = (row for row in case.roll.under(text[:at]) if len(row) == 7 and row[6] == text[6])
    codes = case.billable(rows)
    if not codes:
        return None
    return Hint(Why.ENDED, None, f"it was divided: {case.named(codes)}", codes)


def _replaced(case: Case) -> Hint | None:
    codes = case.billable(case.succession().after(case.text)) if case.succession else ()
    if not codes:
        return None
    some = f"{len(codes)} codes, such as " if len(codes) > MOST else ""
    phrase = f"the conversion table has {some}{case.named(codes)} in its place"
    return Hint(Why.ENDED, None, phrase, codes)


def _undivided(case: Case) -> Hint | None:
    text = case.text
    codes = [text[:at].ljust(6, "X") + text[6:] for at in (5, 4, 3)] if len(text) == 7 else []
    return _coded_then(case, [code for code in codes if code != text and case.is_icd10cm])


def _shorter(case: Case) -> Hint | None:
    return _coded_then(case, [case.text[:end] for end in range(len(case.text) - 1, 2, -1)])


def _coded_then(case: Case, texts: list[str]) -> Hint | None:
    codes = case.billable(texts)[:1]
    if not codes:
        return None
    phrase = f"on that day it was coded {case.show(codes[0])}"
    return Hint(Why[case.status.name], None, phrase, codes)


def _before(case: Case) -> Hint | None:
    codes = case.billable(case.succession().before(case.text)) if case.succession else ()
    if not codes:
        return None
    # No "or": two codes may have said together what one says now.
    named = ", ".join(map(case.show, codes[:MOST]))
    return Hint(Why.NOT_YET, None, f"the conversion table has {named} before it", codes)


def _too_long(case: Case) -> Hint | None:
    text = case.text
    for end in range(len(text) - 1, 2, -1):
        if case.roll.mask(text[:end]) & case.bit:
            phrase = f"{case.show(text[:end])} is complete and takes no further character"
            return Hint(Why.TOO_LONG, end, phrase, (text[:end],))
    return None


def _built_otherwise(case: Case) -> Hint | None:
    # A code of tables and rows is built a character at a time, each out of those its row allows.
    text, roll = case.text, case.roll
    if roll.has_headers:
        return None
    for at, character in enumerate(text):
        values = roll.following(text[:at], case.bit)
        if character not in values:
            codes = case.billable(text[:at] + value + text[at + 1 :] for value in values)
            phrase = f"after {text[:at]} comes {either(values)}" if at else None
            return Hint(Why.UNASSIGNED, at, phrase, codes)
    return None


def _nowhere(case: Case) -> Hint:
    text, roll = case.text, case.roll
    for end in range(len(text) - 1, max(roll.width, 1) - 1, -1):
        if roll.header(text[:end]) & case.bit:
            rows = (row for row in roll.under(text[:end]) if roll.is_row(row, case.bit))
            found = sorted({row[end] for row in rows})
            phrase = f"after {case.show(text[:end])} comes {either(found)}"
            return Hint(Why.UNASSIGNED, end, None if text[end] in found else phrase)
    family = roll.family(text) or roll.categories
    at = bisect_left(family, text)
    near = family[max(at - 1, 0) : at + 1]
    return Hint(Why.UNASSIGNED, max((_shared(text, row) for row in near), default=0))


def _shared(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


_ATTEMPTS: dict[Status, tuple[Attempt, ...]] = {
    Status.HEADER: (_seventh_missing, _incomplete),
    Status.ENDED: (_divided, _replaced, _undivided, _shorter),
    Status.NOT_YET: (_undivided, _shorter, _before),
    Status.UNASSIGNED: (
        _built_otherwise,
        _confused,
        _placeholder,
        _seventh_missing,
        _seventh_not_allowed,
        _too_long,
        _nowhere,
    ),
}
