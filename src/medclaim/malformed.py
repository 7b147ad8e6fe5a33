"""What a claim holds where a text could not be typed: the text itself, kept, hidden and explained."""

from enum import StrEnum
from typing import final

import attrs


class Reason(StrEnum):
    """Why one text is not a value: the closed set of reasons.

    >>> Reason.CHECK_DIGIT
    <Reason.CHECK_DIGIT: 'check digit'>
    """

    MISSING = "missing"
    EMPTY = "empty"
    NOT_ASCII = "not ASCII"
    LENGTH = "length"
    CHARACTER = "character"
    PUNCTUATION = "punctuation"
    COMPONENTS = "components"
    STRUCTURE = "structure"
    CHECK_DIGIT = "check digit"
    NOT_ISSUED = "not issued"
    NOT_BILLING_FORM = "not the billing form"


@final
@attrs.frozen(kw_only=True)
class Malformed:
    """A text that stands where a value should, exactly as it stood.

    ``kind`` names what it should have been (``"ICD-10-CM"``, ``"date"``); ``position`` is the
    1-based character at fault and ``suggestion`` the nearest right text, each ``None`` when there
    is none. ``repr`` hides the text, since it may be anything a person typed. Where one element of an
    837 holds several components and should hold one text, the reason is ``COMPONENTS`` and the
    position that of the first separator, which stands in the text as the interchange wrote it.

    >>> Malformed(kind="NPI", text="1234567890", reason=Reason.CHECK_DIGIT, position=10)
    Malformed(kind='NPI', reason=<Reason.CHECK_DIGIT: 'check digit'>, position=10, suggestion=None)
    """

    kind: str
    text: str = attrs.field(default="", repr=False)
    reason: Reason
    position: int | None = None
    suggestion: str | None = None

    @classmethod
    def missing(cls, kind: str) -> "Malformed":
        """The stand-in for a required fact that a text lacks.

        >>> Malformed.missing("NPI").reason.value
        'missing'
        """
        return cls(kind=kind, reason=Reason.MISSING)

    @property
    def is_missing(self) -> bool:
        """Whether nothing stood there at all."""
        return self.reason is Reason.MISSING

    def explain(self) -> str:
        """One sentence for a finding: what is wrong, where, what would be right; never the text.

        >>> Malformed(kind="NPI", text="1", reason=Reason.LENGTH).explain()
        'NPI: length'
        """
        at = f" at position {self.position}" if self.position else ""
        hint = f"; did you mean {self.suggestion}?" if self.suggestion else ""
        return f"{self.kind}: {self.reason.value}{at}{hint}"
