"""MS-DRG: the group Medicare pays an inpatient stay by.

Grammar: three digits; shorter numbers are taken with their leading zeros.

Source: CMS, MS-DRG Definitions Manual.

>>> MsDrg("65").text, MsDrg("470").is_ungroupable, MsDrg("999").is_ungroupable
('065', False, True)
>>> MsDrg("47O")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: MS-DRG: letter O cannot stand here; it should be three digits (position 3); did you mean 470?
>>> MsDrg("0470")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: MS-DRG: has 4 characters; it should be three digits (position 4)
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import with_zeros
from medclaim.codes._system import CodeSystem, CodeValue


@final
class MsDrg(CodeValue):
    """A Medicare severity diagnosis related group. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "MS-DRG"
    _PATTERN = Pattern("[0-9]{3}")
    _ALPHABETS = (DIGITS,) * 3
    _EXPECTED = "three digits"

    @classmethod
    def _canonical(cls, text: str) -> str:
        return super()._canonical(with_zeros(text, 1, 3))

    @property
    def is_ungroupable(self) -> bool:
        """Whether it stands for a stay that could not be grouped (999)."""
        return self.text == "999"

    @property
    def is_invalid_principal(self) -> bool:
        """Whether it stands for a principal diagnosis that cannot be one (998)."""
        return self.text == "998"


SYSTEM = CodeSystem(
    key="drg",
    name="MS-DRG",
    source="CMS",
    value_class=MsDrg,
    uri="https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/MS-DRG-Classifications-and-Software",
)
