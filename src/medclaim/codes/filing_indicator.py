"""Claim filing indicator: what kind of plan a payer is.

Grammar: one or two letters or digits.

Source: X12, data element 1032 (structure); the 837 guides name those in use.

>>> FilingIndicator("mb").is_medicare, FilingIndicator("MC").is_medicaid
(True, True)
>>> FilingIndicator("MBX")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: claim filing indicator: has 3 characters; it should be one or two letters or digits (position 3)
>>> FilingIndicator("M-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: claim filing indicator: a sign cannot stand here; it should be one or two letters or digits (position 2)
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class FilingIndicator(CodeValue):
    """A claim filing indicator (X12 SBR09). Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "claim filing indicator"
    _PATTERN = Pattern("[0-9A-Z]{1,2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "one or two letters or digits"

    @property
    def is_medicare(self) -> bool:
        """Whether original Medicare pays: part A (MA) or part B (MB)."""
        return self.text in ("MA", "MB")

    @property
    def is_medicare_advantage(self) -> bool:
        """Whether a Medicare risk plan pays (16)."""
        return self.text == "16"

    @property
    def is_medicaid(self) -> bool:
        """Whether a state Medicaid program pays (MC)."""
        return self.text == "MC"

    @property
    def is_workers_compensation(self) -> bool:
        """Whether workers' compensation pays (WC)."""
        return self.text == "WC"


SYSTEM = CodeSystem(
    key="filing_indicator",
    name="claim filing indicator",
    source="X12",
    value_class=FilingIndicator,
)
