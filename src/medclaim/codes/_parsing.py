"""How a text becomes a code, and how one that does not is explained."""

from importlib import import_module
from typing import TYPE_CHECKING

from medclaim._text import Pattern, ascii_twin, first_non_ascii, swap_confused
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from medclaim.codes._system import CodeSystem, CodeValue


def nearest(cls: "type[CodeValue]", text: str | None) -> str | None:
    """``text`` in its conventional form if it is a value of ``cls``: what an error may suggest.

    ``None`` for identifiers of people: an error about one never holds any of it.
    """
    if text is None or cls.IS_PERSONAL or not cls._SUGGESTS or not cls.is_valid(text):
        return None
    return str(cls(text))


def position_in(text: str, index: int, marks: str = "") -> int:
    """The 1-based place in ``text`` of what is at ``index`` once blanks and ``marks`` are gone.

    >>> position_in("  E11.9", 3, "."), position_in("E11.9", 3, ".")
    (7, 5)
    """
    start = len(text) - len(text.lstrip(" \t"))
    kept = [place for place in range(start, len(text)) if text[place] not in marks]
    return kept[index] + 1


def trimmed(cls: "type[CodeValue]", text: str) -> str:
    """``text`` in upper case without ASCII blanks around; raises on empty and on non-ASCII."""
    stripped = text.strip(" \t")
    if not stripped:
        raise InvalidCode(cls.KIND, Reason.EMPTY, "is empty")
    at = first_non_ascii(stripped)
    if at is not None:
        raise InvalidCode(
            cls.KIND,
            Reason.NOT_ASCII,
            "holds a character that is not printable ASCII",
            position=position_in(text, at),
            suggestion=nearest(cls, ascii_twin(stripped)),
        )
    return stripped.upper()


def without_marks(
    cls: "type[CodeValue]",
    text: str,
    code: str,
    mark: str,
    places: tuple[int, ...],
    expected: str,
) -> str:
    """``code`` without its conventional punctuation, which stands at all ``places`` or nowhere.

    ``code`` is ``text`` trimmed; ``expected`` is the whole sentence for the error.
    """
    if mark not in code:
        return code
    found = tuple(index for index, character in enumerate(code) if character == mark)
    bare = code.replace(mark, "")
    if found == places and not code.endswith(mark):
        return bare
    stray = [index for index in found if index not in places]
    if not stray and code.endswith(mark):
        stray = [found[-1]]
    other = written_as(cls, code, bare)
    raise InvalidCode(
        cls.KIND,
        Reason.PUNCTUATION,
        f"{expected}; it has the form of {other}" if other else expected,
        position=position_in(text, stray[0]) if stray else None,
        # The same characters with the mark moved may be another disease.
        suggestion=None if other else nearest(cls, bare),
    )


_WITH_MODIFIER = Pattern("([0-9A-Z]{5})[ -]?([0-9A-Z]{2})")


def without_modifier(cls: "type[CodeValue]", text: str) -> str:
    """The billing form of a procedure code; says so where a modifier stands with it."""
    code = trimmed(cls, text)
    if cls._PATTERN.fullmatch(code):
        return code
    found = _WITH_MODIFIER.fullmatch(code)
    if found and cls._PATTERN.fullmatch(found[1]):
        raise InvalidCode(
            cls.KIND,
            Reason.LENGTH,
            "its modifier is a value of its own: use Modifier",
            position=position_in(text, 5),
            suggestion=nearest(cls, found[1]),
        )
    raise reject(cls, text, code)


def taken_for(cls: "type[CodeValue]") -> "Iterator[CodeSystem]":
    """The systems whose codes are taken for those of ``cls``."""
    for key in cls._TAKEN_FOR:
        # Systems do not import each other; only a wrong text asks.
        yield import_module(f"medclaim.codes.{key}").SYSTEM


def looks_like(cls: "type[CodeValue]", code: str) -> str | None:
    """The name of the system that ``code`` has the form of, marks left out."""
    bare = code.replace(".", "").replace("-", "")
    for system in taken_for(cls):
        other = system.value_class
        if (other._LOOK or other._PATTERN).fullmatch(bare):
            return system.name
    return None


def written_as(cls: "type[CodeValue]", code: str, bare: str) -> str | None:
    """The name of the system whose conventional form ``code`` is; ``bare`` is it without marks."""
    for system in taken_for(cls):
        other = system.value_class
        if (other._LOOK or other._PATTERN).fullmatch(bare) and str(other.read(bare)) == code:
            return system.name
    return None


def reject(
    cls: "type[CodeValue]",
    text: str,
    code: str,
    *,
    marks: str = "",
    before: int = 0,
) -> InvalidCode:
    """The error for a code that the grammar of ``cls`` refused: the first character at fault.

    ``code`` is ``text`` trimmed, without ``marks`` and without the ``before`` characters in front;
    positions count in ``text``.
    """
    alphabets = cls._ALPHABETS
    other = looks_like(cls, code)
    expected = cls._EXPECTED + (f"; it has the form of {other}" if other else "")
    for index, (character, alphabet) in enumerate(zip(code, alphabets, strict=False)):
        if character not in alphabet:
            # Identifiers of people: no part of them, not even one character, in an error.
            shown = kind_of(character) if cls.IS_PERSONAL else describe(character)
            # Another system's code is no misspelt one: Z50.00 for 250.00 would be another disease.
            twin = None if other else swap_confused(code, alphabets[: len(code)])
            return InvalidCode(
                cls.KIND,
                Reason.CHARACTER,
                f"{shown} cannot stand here; it should be {expected}",
                position=position_in(text, before + index, marks),
                suggestion=nearest(cls, twin),
            )
    too_long = len(code) > len(alphabets)
    if cls._SHORTEST is not None and cls._SHORTEST <= len(code) <= len(alphabets):
        return InvalidCode(cls.KIND, Reason.STRUCTURE, f"has another form; it should be {expected}")
    return InvalidCode(
        cls.KIND,
        Reason.LENGTH,
        f"has {len(code)} character{'s' * (len(code) != 1)}; it should be {expected}",
        position=position_in(text, before + len(alphabets), marks) if too_long else None,
    )


def with_zeros(text: str, least: int, width: int) -> str:
    """``text``, its leading zeros put back if it is a number of at least ``least`` digits.

    >>> with_zeros(" 1", 1, 2), with_zeros("1A", 1, 2), with_zeros("45", 3, 4)
    ('01', '1A', '45')
    """
    digits = text.strip(" \t")
    is_number = digits.isascii() and digits.isdigit() and least <= len(digits) < width
    return digits.zfill(width) if is_number else text


def kind_of(character: str) -> str:
    """What an ASCII character is, without showing it."""
    return "a letter" if character.isalpha() else "a digit" if character.isdigit() else "a sign"


def describe(character: str) -> str:
    """What an ASCII character is, shown when it is a letter or a digit.

    >>> describe("O"), describe("0"), describe("#")
    ('letter O', 'digit 0', 'a sign')
    """
    return f"{kind_of(character)[2:]} {character}" if character.isalnum() else "a sign"
