"""Condition codes: conditions that bear on a bill's payment.

Grammar: two letters or digits.

Source: NUBC, UB-04 form locators 18 to 28 (structure); CMS, Claims Processing Manual, chapter 1,
section 130.1.2.1 (claim change reasons) and chapter 34 (reopenings), chapter 25, section 75.2. The
list and its wording are NUBC's and no part of this library.

>>> ConditionCode("d9").is_change_reason, ConditionCode("R1").is_reopening_reason
(True, True)
>>> ConditionCode("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: condition code: has 1 character; it should be two letters or digits
>>> ConditionCode("0-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: condition code: a sign cannot stand here; it should be two letters or digits (position 2)
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, DIGITS, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

_DIALYSIS = words("70 71 72 73 74 75 76 80 84 86 87")


@final
class ConditionCode(CodeValue):
    """A UB-04 condition code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "condition code"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"

    @property
    def is_change_reason(self) -> bool:
        """Whether it says why a claim is changed or cancelled (D0 to D9, E0)."""
        return (self.text[0] == "D" and self.text[1] in DIGITS) or self.text == "E0"

    @property
    def is_reopening_reason(self) -> bool:
        """Whether it says why a decided claim is to be opened again (R1 to R9)."""
        return self.text[0] == "R" and self.text[1] in DIGITS[1:]

    @property
    def is_quality_review(self) -> bool:
        """Whether it tells what a quality improvement organization decided (C1 to C7)."""
        return self.text[0] == "C" and self.text[1] in "1234567"

    @property
    def is_dialysis(self) -> bool:
        """Whether it says where or how dialysis was done (70 to 76, 80, 84, 86, 87).

        >>> ConditionCode("74").is_dialysis, ConditionCode("77").is_dialysis
        (True, False)
        """
        return self.text in _DIALYSIS


SYSTEM = CodeSystem(
    key="condition",
    name="condition code",
    source="NUBC",
    value_class=ConditionCode,
    is_licensed=True,
)
