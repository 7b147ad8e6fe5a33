"""Discharge status: where the patient went, or that the patient stayed or died.

Grammar: two digits.

Source: NUBC, UB-04 form locator 17 (structure); CMS, Claims Processing Manual, chapter 25, section
75.1, and MLN Matters SE1411 (what Medicare reads from a code). The list and its wording are NUBC's
and no part of this library.

>>> DischargeStatus("30").is_still_patient, DischargeStatus("20").is_death
(True, True)
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

# What each code with a planned readmission says without it.
_PLANNED = dict(
    zip(
        (str(number) for number in range(81, 96)),
        ["01", "02", "03", "04", "05", "06", "21", "43", "61", "62", "63", "64", "65", "66", "70"],
        strict=True,
    )
)


@final
class DischargeStatus(CodeValue):
    """A patient discharge status (X12 CL103). Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "discharge status"
    _PATTERN = Pattern("[0-9]{2}")
    _ALPHABETS = (DIGITS,) * 2
    _EXPECTED = "two digits"

    @property
    def is_still_patient(self) -> bool:
        """Whether the patient has not left (30): an interim bill."""
        return self.text == "30"

    @property
    def is_death(self) -> bool:
        """Whether the patient died: 20, and a hospice's 40, 41 and 42."""
        return self.text in ("20", "40", "41", "42")

    @property
    def is_against_advice(self) -> bool:
        """Whether the patient left against medical advice (07)."""
        return self.text == "07"

    @property
    def has_planned_readmission(self) -> bool:
        """Whether an acute readmission is planned: 81 to 95, since 2013-10-01."""
        return self.text in _PLANNED

    @property
    def without_readmission(self) -> "DischargeStatus":
        """The code that says the same without a planned readmission; itself outside 81 to 95.

        >>> DischargeStatus("86").without_readmission, DischargeStatus("01").without_readmission
        (DischargeStatus('06'), DischargeStatus('01'))
        """
        return DischargeStatus(_PLANNED.get(self.text, self.text))


SYSTEM = CodeSystem(
    key="discharge_status",
    name="discharge status",
    source="NUBC",
    value_class=DischargeStatus,
    uri="https://www.nubc.org/CodeSystem/PatDischargeStatus",
    is_licensed=True,
)
