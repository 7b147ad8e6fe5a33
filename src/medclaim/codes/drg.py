"""MS-DRG: the group Medicare pays an inpatient stay by.

Grammar: three digits; shorter numbers are taken with their leading zeros.

Source: CMS, MS-DRG Definitions Manual, versions 40 to 44 (which numbers a major diagnostic category
has).

>>> MsDrg("65").text, MsDrg("470").major_diagnostic_category, MsDrg("999").is_ungroupable
('065', '08', True)
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

# The last number of each run of one category, in order.
_RUNS = (
    "019- 103-01 125-02 159-03 208-04 325-05 358-06 362-05 399-06 404-08 425-07 430-08 446-07 566-08 "
    "607-09 645-10 700-11 730-12 761-13 788-14 795-15 798-14 804-16 807-14 816-16 819-14 830-17 833-14 "
    "850-17 872-18 887-19 897-20 923-21 935-22 951-23 965-24 977-25 999-"
)


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
    def major_diagnostic_category(self) -> str | None:
        """The two digits of the category its number lies in, which need not be an assigned group.

        ``None`` where a group takes stays of any category: 001 to 019 and 981 to 999.

        >>> MsDrg("293").major_diagnostic_category, MsDrg("003").major_diagnostic_category
        ('05', None)
        """
        runs = (run.split("-") for run in _RUNS.split())
        return next(category for last, category in runs if self.text <= last) or None

    @property
    def is_pre_category(self) -> bool:
        """Whether the procedure alone decides, before any category: transplants and the like."""
        return "001" <= self.text <= "019"

    @property
    def is_unrelated_procedure(self) -> bool:
        """Whether its procedure has nothing to do with the principal diagnosis (981 to 989)."""
        return "981" <= self.text <= "989"

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
