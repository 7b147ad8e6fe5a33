"""Condition codes: conditions that bear on a bill's payment.

Grammar: two letters or digits.

Source: NUBC, UB-04 form locators 18 to 28 (structure). The list and its wording are NUBC's and no part of
this library.

>>> ConditionCode("a6").text
'A6'
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

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class ConditionCode(CodeValue):
    """A UB-04 condition code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "condition code"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"


SYSTEM = CodeSystem(
    key="condition",
    name="condition code",
    source="NUBC",
    value_class=ConditionCode,
)
