"""Occurrence span codes: events over a span of dates that bear on a bill's payment.

Grammar: two letters or digits.

Source: NUBC, UB-04 form locators 35 and 36 (structure: 70 to 99 and M0 to Z9; the rest date a single
day); CMS, Claims Processing Manual, chapter 25, section 75.3. The list and its wording are NUBC's
and no part of this library.

>>> OccurrenceSpanCode("m0").text, OccurrenceSpanCode("11").is_in_range
('M0', False)
>>> OccurrenceSpanCode("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: occurrence span code: has 1 character; it should be two letters or digits
>>> OccurrenceSpanCode("0-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: occurrence span code: a sign cannot stand here; it should be two letters or digits (position 2)
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class OccurrenceSpanCode(CodeValue):
    """A UB-04 occurrence span code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "occurrence span code"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"

    @property
    def is_in_range(self) -> bool:
        """Whether it is of the numbers kept for spans of days: 70 to 99 and M0 to Z9."""
        return "70" <= self.text <= "99" or self.text[0] >= "M"

    @property
    def is_leave_or_noncovered(self) -> bool:
        """Whether its days are a leave of absence or a level of care not covered (74).

        >>> OccurrenceSpanCode("74").is_leave_or_noncovered
        True
        """
        return self.text == "74"


SYSTEM = CodeSystem(
    key="occurrence_span",
    name="occurrence span code",
    source="NUBC",
    value_class=OccurrenceSpanCode,
    is_licensed=True,
)
