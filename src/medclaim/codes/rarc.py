"""RARC: remittance advice remark codes, what a payer adds to a reason.

Grammar: M and one to three digits, MA and two or three, or N and one to four; only MA has a leading
zero (MA01).

Source: X12 and CMS, external code list 411 (structure). The list and its wording are no part of
this library.

>>> RarcCode("ma63").series, RarcCode("N382").series
('MA', 'N')
>>> RarcCode("MO1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: RARC: letter O cannot stand here; it should be M, MA or N, then its number (position 2)
>>> RarcCode("N")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: RARC: has 1 character; it should be M, MA or N, then its number
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class RarcCode(CodeValue):
    """A remittance advice remark code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "RARC"
    _PATTERN = Pattern("M[1-9][0-9]{0,2}|MA(?:0[1-9]|[1-9][0-9]{1,2})|N[1-9][0-9]{0,3}")
    _ALPHABETS = ("MN", DIGITS + "A", DIGITS, DIGITS, DIGITS, DIGITS)
    _EXPECTED = "M, MA or N, then its number"
    _SHORTEST = 2
    _TAKEN_FOR = ("carc", "claim_status_category")

    @property
    def series(self) -> str:
        """The letters before the number: M, MA or N."""
        return self.text.rstrip(DIGITS)


SYSTEM = CodeSystem(
    key="rarc",
    name="RARC",
    source="X12 and CMS",
    value_class=RarcCode,
    uri="https://x12.org/codes/remittance-advice-remark-codes",
    is_licensed=True,
)
