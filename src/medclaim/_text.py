"""Text as it may stand in a code or on a claim: ASCII, trimmed, and explained when it is neither."""

import re
from collections.abc import Callable

# Letters of other alphabets that print like an ASCII capital; people paste them from documents.
_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXISJABEZHIKMNOPTYX")

# What a tired hand or a scanner confuses, both ways.
_CONFUSED = {
    "O": "0",
    "0": "O",
    "I": "1",
    "1": "I",
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "Z": "2",
    "2": "Z",
    "L": "1",
}

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ALPHANUMERIC = DIGITS + LETTERS


class Pattern:
    """A regular expression, compiled when it is first asked: most are never asked in one process.

    >>> bool(Pattern("[0-9]{2}").fullmatch("11")), bool(Pattern("[0-9]{2}").fullmatch("1"))
    (True, False)
    """

    __slots__ = ("fullmatch", "source")
    fullmatch: Callable[[str], re.Match[str] | None]

    def __init__(self, source: str) -> None:
        self.source = source

    def __getattr__(self, name: str) -> Callable[[str], re.Match[str] | None]:
        # Only reached while the slot is empty; afterwards a look-up costs no more than any other.
        if name != "fullmatch":
            raise AttributeError(name)
        self.fullmatch = re.compile(self.source, re.ASCII).fullmatch
        return self.fullmatch


def words(text: str) -> frozenset[str]:
    """The words of a text as a set: how the small code lists of this library are written.

    >>> sorted(words("GN GO GP"))
    ['GN', 'GO', 'GP']
    """
    return frozenset(text.split())


def ascii_twin(text: str) -> str | None:
    """The ASCII text that looks like this one, or ``None`` if there is none.

    >>> ascii_twin("Ｅ１１９"), ascii_twin("Е119"), ascii_twin("é")
    ('E119', 'E119', None)
    """
    # Only a wrong text needs it.
    import unicodedata

    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    twin = unicodedata.normalize("NFKC", "".join(digits)).upper().translate(_LOOK_ALIKES)
    return twin if twin.isascii() and twin.isprintable() else None


def first_non_ascii(text: str) -> int | None:
    """The index of the first character outside printable ASCII, or ``None``.

    >>> first_non_ascii("E11９"), first_non_ascii("E119")
    (3, None)
    """
    if text.isascii() and text.isprintable():
        return None
    for index, character in enumerate(text):
        if not " " <= character <= "~":
            return index
    return None


def swap_confused(text: str, alphabets: tuple[str, ...]) -> str | None:
    """The text with each character outside its alphabet exchanged for the one it is confused with.

    ``alphabets[i]`` holds the characters allowed at index ``i``; ``None`` when a character has no
    such twin, or when the lengths differ.

    >>> swap_confused("O001F", (DIGITS,) * 4 + ("F",))
    '0001F'
    """
    if len(text) != len(alphabets):
        return None
    swapped = []
    for character, alphabet in zip(text, alphabets, strict=True):
        if character not in alphabet:
            character = _CONFUSED.get(character, "")
            if not character or character not in alphabet:
                return None
        swapped.append(character)
    return "".join(swapped)


def is_printable(text: str) -> bool:
    """Whether every character may be shown and sent: no control, format or separator character.

    >>> is_printable("O'Brien-Sample"), is_printable("two\\nlines")
    (True, False)
    """
    return text.isprintable()
