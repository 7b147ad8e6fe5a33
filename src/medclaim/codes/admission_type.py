"""Admission type: how urgent an admission or visit was.

Grammar: one digit, not 0.

Source: NUBC, UB-04 form locator 14 (structure); CMS, Claims Processing Manual, chapter 25, section
75.1. The list and its wording are NUBC's and no part of this library.

>>> AdmissionType("1").is_emergency, AdmissionType("4").is_newborn, AdmissionType("6").is_reserved
(True, True, True)
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

    @property
    def is_emergency(self) -> bool:
        """Whether the patient could not wait (1)."""
        return self.text == "1"

    @property
    def is_newborn(self) -> bool:
        """Whether the patient was born on admission (4): a point of origin then means a birthplace."""
        return self.text == "4"

    @property
    def is_trauma(self) -> bool:
        """Whether a trauma center answered a trauma call (5)."""
        return self.text == "5"

    @property
    def is_reserved(self) -> bool:
        """Whether the manual keeps the code for later (6 to 8): well-formed, without a meaning."""
        return self.text in "678"


SYSTEM = CodeSystem(
    key="admission_type",
    name="admission type",
    source="NUBC",
    value_class=AdmissionType,
    uri="https://www.nubc.org/CodeSystem/PriorityTypeOfAdmitOrVisit",
    is_licensed=True,
)
