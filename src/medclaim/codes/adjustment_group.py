"""Claim adjustment group: who bears an amount that a payer did not pay.

Grammar: one of CO (contract), CR (correction, before 5010), OA (other), PI (payer's own), PR
(patient). A claim adjustment reason code stands with it, each in a place of its own.

Source: X12, data element 1033; the 835 and 837 guides name those in use.

>>> AdjustmentGroup("pr").is_patients, AdjustmentGroup("CR").is_current
(True, False)
>>> AdjustmentGroup("CO45")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: adjustment group: has 4 characters; it should be one of CO CR OA PI PR (position 3)
>>> AdjustmentGroup("C0")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: adjustment group: digit 0 cannot stand here; it should be one of CO CR OA PI PR (position 2); did you mean CO?
"""

from typing import ClassVar, final

from medclaim._text import Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class AdjustmentGroup(CodeValue):
    """A claim adjustment group code (X12 CAS01). Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "adjustment group"
    _PATTERN = Pattern("C[OR]|OA|P[IR]")
    _ALPHABETS = ("COP", "ORAI")
    _EXPECTED = "one of CO CR OA PI PR"
    _SHORTEST = 2
    _TAKEN_FOR = ("carc", "rarc")

    @property
    def is_patients(self) -> bool:
        """Whether the patient owes it (PR)."""
        return self.text == "PR"

    @property
    def is_contractual(self) -> bool:
        """Whether the provider writes it off under contract or law (CO)."""
        return self.text == "CO"

    @property
    def is_current(self) -> bool:
        """Whether the 5010 guides take it: all but CR."""
        return self.text != "CR"


SYSTEM = CodeSystem(
    key="adjustment_group",
    name="adjustment group",
    source="X12",
    value_class=AdjustmentGroup,
)
