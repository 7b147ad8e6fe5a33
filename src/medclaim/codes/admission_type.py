"""Admission type: how urgent an admission or visit was.

Grammar: one digit, not 0.

Source: NUBC, UB-04 form locator 14 (structure). The list and its wording are NUBC's and no part of
this library.

>>> AdmissionType("1").text
'1'
>>> AdmissionType("0")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: admission type: digit 0 cannot stand here; it should be one digit from 1 to 9 (position 1)
>>> AdmissionType("11")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: admission type: has 2 characters; it should be one digit from 1 to 9 (position 2)
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class AdmissionType(CodeValue):
    """A priority or type of admission (X12 CL101). Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "admission type"
    _PATTERN = Pattern("[1-9]")
    _ALPHABETS = (DIGITS[1:],)
    _EXPECTED = "one digit from 1 to 9"


SYSTEM = CodeSystem(
    key="admission_type",
    name="admission type",
    source="NUBC",
    value_class=AdmissionType,
    uri="https://www.nubc.org/CodeSystem/PriorityTypeOfAdmitOrVisit",
)
