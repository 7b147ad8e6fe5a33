"""Discharge status: where the patient went, or that the patient stayed or died.

Grammar: two digits.

Source: NUBC, UB-04 form locator 17 (structure). The list and its wording are NUBC's and no part of
this library.

>>> DischargeStatus("30").text
'30'
>>> DischargeStatus("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: discharge status: has 1 character; it should be two digits
>>> DischargeStatus("3O")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: discharge status: letter O cannot stand here; it should be two digits (position 2); did you mean 30?
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class DischargeStatus(CodeValue):
    """A patient discharge status (X12 CL103). Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "discharge status"
    _PATTERN = Pattern("[0-9]{2}")
    _ALPHABETS = (DIGITS,) * 2
    _EXPECTED = "two digits"


SYSTEM = CodeSystem(
    key="discharge_status",
    name="discharge status",
    source="NUBC",
    value_class=DischargeStatus,
    uri="https://www.nubc.org/CodeSystem/PatDischargeStatus",
)
