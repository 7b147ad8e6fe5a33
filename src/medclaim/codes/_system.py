"""The shape every code system has: one value class, one description."""

from typing import ClassVar, Self

import attrs

from medclaim._text import Pattern
from medclaim.codes._parsing import reject, trimmed
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Malformed, Reason


@attrs.frozen(kw_only=True)
class CodeSystem:
    """What a code system is called, who keeps it, and the class of its values.

    ``key`` is the module's name, ``name`` the field's own name, ``source`` the body that publishes
    the system, ``uri`` the FHIR code system address (``None`` where there is none).
    ``is_personal`` marks identifiers of people, whose text never appears in a ``repr`` or an error;
    ``is_licensed`` a list that is somebody's property and no part of this library: bring your own
    copy as a table.
    """

    key: str
    name: str
    source: str
    value_class: "type[CodeValue]"
    uri: str | None = None
    is_personal: bool = False
    is_licensed: bool = False


@attrs.frozen(order=True, repr=False, str=False)
class CodeValue:
    """One code or identifier: valid, canonical, immutable.

    The constructor is the parser. ``text`` is the form a claim carries, ``str()`` the conventional
    one. Values are hashable, picklable and ordered within their own class; values of two classes
    are never equal. Raises :class:`InvalidCode` for a text outside the grammar and ``TypeError``
    for anything that is not a ``str``.
    """

    text: str

    KIND: ClassVar[str] = "code"
    IS_PERSONAL: ClassVar[bool] = False

    # The grammar: the pattern of the billing form; what may stand at each index, for the error;
    # what completes "it should be ..."; from which length on a text is not too short, only wrong
    # (``None``: shorter than the longest is too short).
    _PATTERN: ClassVar[Pattern] = Pattern("(?!)")
    _ALPHABETS: ClassVar[tuple[str, ...]] = ()
    _EXPECTED: ClassVar[str] = ""
    _SHORTEST: ClassVar[int | None] = None
    # The keys of the systems whose codes are taken for this one's, and how one of this one's looks
    # where that is narrower than the grammar: for an error, never for an answer.
    _TAKEN_FOR: ClassVar[tuple[str, ...]] = ()
    _LOOK: ClassVar[Pattern | None] = None
    # Whether an error may suggest a text: not where a wrong one may be a person's number.
    _SUGGESTS: ClassVar[bool] = True

    # Not a validator: validators can be switched off process-wide.
    def __init__(self, text: str) -> None:
        cls = type(self)
        if type(text) is str:
            canonical = cls._canonical(text)
        elif isinstance(text, cls):
            canonical = text.text
        elif isinstance(text, str):
            canonical = cls._canonical(str.__str__(text))
        else:
            raise TypeError(f"{cls.__name__} takes a str, not {type(text).__name__}")
        _set_text(self, canonical)

    @classmethod
    def _canonical(cls, text: str) -> str:
        """The billing form of ``text``; raises :class:`InvalidCode`."""
        if cls._PATTERN.fullmatch(text):
            return text
        if cls is CodeValue:
            raise TypeError("CodeValue is abstract: use the class of a code system")
        code = trimmed(cls, text)
        if not cls._PATTERN.fullmatch(code):
            raise reject(cls, text, code)
        return code

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
        if not isinstance(text, str):
            raise TypeError(f"{cls.__name__}.read takes a str, not {type(text).__name__}")
        text = str.__str__(text)
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
        _set_text(value, canonical)
        return value

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({'...' if self.IS_PERSONAL else repr(str(self))})"

    def _repr_html_(self) -> str:
        from medclaim._html import facts

        if self.IS_PERSONAL:
            return facts(self.KIND, [("code", "...")])
        shown = str(self)
        billing = self.text if self.text != shown else None
        return facts(self.KIND, [("code", shown), ("billing form", billing)])


# The slot itself: a value is frozen, and this is quicker than ``object.__setattr__``.
_set_text = CodeValue.__dict__["text"].__set__
