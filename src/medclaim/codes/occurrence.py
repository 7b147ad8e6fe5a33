"""Occurrence codes: events with a date that bear on a bill's payment.

Grammar: two letters or digits.

Source: NUBC, UB-04 form locators 31 to 34 (structure: 01 to 69 and A0 to L9; the rest are span
codes); CMS, Claims Processing Manual, chapter 25, section 75.3. The list and its wording are NUBC's
and no part of this library.

>>> OccurrenceCode("a1").text, OccurrenceCode("04").is_accident, OccurrenceCode("74").is_in_range
('A1', True, False)
>>> OccurrenceCode("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: occurrence code: has 1 character; it should be two letters or digits
>>> OccurrenceCode("0-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: occurrence code: a sign cannot stand here; it should be two letters or digits (position 2)
"""

from typing import ClassVar, Literal, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue

_Rank = Literal["primary", "secondary", "tertiary"]
_RANKS: dict[str, _Rank] = {"A": "primary", "B": "secondary", "C": "tertiary"}


@final
class OccurrenceCode(CodeValue):
    """A UB-04 occurrence code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "occurrence code"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"

    @property
    def is_in_range(self) -> bool:
        """Whether it is of the numbers kept for single days: 01 to 69 and A0 to L9.

        The others are span codes: well-formed here, and never an occurrence code.
        """
        return "01" <= self.text <= "69" or "A" <= self.text[0] <= "L"

    @property
    def is_accident(self) -> bool:
        """Whether it dates an accident or crime, for which another payer may be first (01 to 06)."""
        return "01" <= self.text <= "06"

    @property
    def payer_rank(self) -> _Rank | None:
        """Which payer a code of three series is about: A, B or C and a digit; else ``None``.

        >>> OccurrenceCode("B2").payer_rank, OccurrenceCode("11").payer_rank
        ('secondary', None)
        """
        return _RANKS.get(self.text[0]) if self.text[1] in "123" else None


SYSTEM = CodeSystem(
    key="occurrence",
    name="occurrence code",
    source="NUBC",
    value_class=OccurrenceCode,
    is_licensed=True,
)
