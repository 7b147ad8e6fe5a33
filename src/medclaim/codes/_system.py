"""The shape every code system has: one value class, one description."""

from typing import Any, ClassVar, Self

import attrs

from medclaim._text import ascii_twin, first_non_ascii, swap_confused
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Malformed, Reason


@attrs.frozen(kw_only=True)
class CodeSystem:
    """What a code system is called, who keeps it, and the class of its values.

    ``key`` is the module's name, ``name`` the field's own name, ``source`` the body that publishes
    the system, ``uri`` the FHIR code system address (``None`` where there is none).
    ``is_personal`` marks identifiers of people, whose text never appears in a ``repr`` or an error.
    """

    key: str
    name: str
    source: str
    value_class: "type[CodeValue]"
    uri: str | None = None
    is_personal: bool = False


def _canonical_of(text: object, value: "CodeValue") -> str:
    cls = type(value)
    if type(text) is not str:
        if isinstance(text, cls):
            return text.text
        raise TypeError(f"{cls.__name__} takes a str, not {type(text).__name__}")
    return cls._canonical(text)


@attrs.frozen(order=True, repr=False, str=False)
class CodeValue:
    """One code or identifier: valid, canonical, immutable.

    The constructor is the parser. ``text`` is the form a claim carries, ``str()`` the conventional
    one. Values are hashable, picklable and ordered within their own class; values of two classes
    are never equal. Raises :class:`InvalidCode` for a text outside the grammar and ``TypeError``
    for anything that is not a ``str``.
    """

    # A converter, not a validator: validators can be switched off process-wide.
    text: str = attrs.field(converter=attrs.Converter(_canonical_of, takes_self=True))  # type: ignore[misc]

    KIND: ClassVar[str] = "code"
    IS_PERSONAL: ClassVar[bool] = False

    @staticmethod
    def _canonical(text: str) -> str:
        """The billing form of ``text``; raises :class:`InvalidCode`."""
        raise TypeError("CodeValue is abstract: use the class of a code system")

    @classmethod
    def is_valid(cls, value: object) -> bool:
        """Whether the constructor takes ``value``; never raises."""
        try:
            cls(value)  # type: ignore[arg-type]
        except (InvalidCode, TypeError):
            return False
        return True

    @classmethod
    def read(cls, text: str) -> Self | Malformed:
        """The value if ``text`` is already the billing form, else a :class:`Malformed`.

        Never repairs, and never raises on a ``str``; ``TypeError`` otherwise.
        """
        if type(text) is not str:
            raise TypeError(f"{cls.__name__}.read takes a str, not {type(text).__name__}")
        try:
            canonical = cls._canonical(text)
        except InvalidCode as error:
            return Malformed(
                kind=cls.KIND,
                text=text,
                reason=error.reason,
                position=error.position,
                suggestion=error.suggestion,
            )
        if canonical != text:
            return Malformed(
                kind=cls.KIND,
                text=text,
                reason=Reason.NOT_BILLING_FORM,
                suggestion=None if cls.IS_PERSONAL else canonical,
            )
        value = object.__new__(cls)
        object.__setattr__(value, "text", canonical)
        return value

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'...' if self.IS_PERSONAL else repr(str(self))})"


def trimmed(kind: str, text: str, *, personal: bool = False) -> str:
    """``text`` in upper case without ASCII blanks around; raises on empty and on non-ASCII.

    >>> trimmed("CPT", " 99213 ")
    '99213'
    """
    stripped = text.strip(" \t")
    if not stripped:
        raise InvalidCode(kind, Reason.EMPTY, "is empty")
    at = first_non_ascii(stripped)
    if at is not None:
        twin = None if personal else ascii_twin(stripped)
        raise InvalidCode(
            kind,
            Reason.NOT_ASCII,
            "holds a character that is not printable ASCII",
            position=text.index(stripped[0]) + at + 1,
            suggestion=twin,
        )
    return stripped.upper()


def reject(
    kind: str,
    text: str,
    alphabets: tuple[str, ...],
    *,
    shortest: int | None = None,
    expected: str,
    personal: bool = False,
    **details: Any,
) -> InvalidCode:
    """The error for a trimmed text that the grammar refused: the first character at fault.

    ``alphabets[i]`` holds what may stand at index ``i``; a code may be as short as ``shortest``
    characters (all of them when ``None``). ``expected`` completes "should be ...".

    >>> reject("CPT", "9921O", ("0123456789",) * 5, expected="five digits").suggestion
    '99210'
    """
    shortest = len(alphabets) if shortest is None else shortest
    for index, (character, alphabet) in enumerate(zip(text, alphabets, strict=False)):
        if character not in alphabet:
            swapped = None if personal else swap_confused(text, alphabets[: len(text)])
            if len(text) < shortest or len(text) > len(alphabets):
                swapped = None
            what = "letter" if character.isalpha() else "digit" if character.isdigit() else "sign"
            shown = f"{what} {character}" if not personal and what != "sign" else f"a {what}"
            return InvalidCode(
                kind,
                Reason.CHARACTER,
                f"{shown} cannot stand here; it should be {expected}",
                position=index + 1,
                suggestion=swapped,
            )
    return InvalidCode(
        kind,
        Reason.LENGTH,
        f"has {len(text)} characters; it should be {expected}",
        position=None if len(text) < shortest else len(alphabets) + 1,
    )
