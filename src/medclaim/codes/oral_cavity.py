"""Areas of the oral cavity.

Grammar: 00 (whole mouth), 01 and 02 (upper and lower arch), 10, 20, 30 and 40 (the quadrants);
older claims also hold the sextants 03 to 08, 09, L and R.

Source: ADA, CDT, area of the oral cavity (X12 SV304); ISO 3950.

>>> OralCavityArea("10").is_quadrant, OralCavityArea("01").is_arch, OralCavityArea("L").is_current
(True, True, False)
>>> OralCavityArea("50")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: oral cavity: digit 5 cannot stand here; it should be 00 to 09, 10, 20, 30, 40, L or R (position 1)
>>> OralCavityArea("15")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: oral cavity: has another form; it should be 00 to 09, 10, 20, 30, 40, L or R
>>> OralCavityArea("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: oral cavity: has 1 character; it should be 00 to 09, 10, 20, 30, 40, L or R
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.tooth import ToothNumber


@final
class OralCavityArea(CodeValue):
    """An area of the oral cavity. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "oral cavity"
    _PATTERN = Pattern("0[0-9]|[1-4]0|[LR]")
    _ALPHABETS = ("01234LR", DIGITS)
    _EXPECTED = "00 to 09, 10, 20, 30, 40, L or R"
    _SHORTEST = 2

    @property
    def is_quadrant(self) -> bool:
        """Whether it is one of the four quadrants."""
        return self.text in ("10", "20", "30", "40")

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole mouth (00)."""
        return self.text == "00"

    @property
    def is_sextant(self) -> bool:
        """Whether it is one of the six parts that older claims name (03 to 08)."""
        return "03" <= self.text <= "08"

    def holds(self, tooth: ToothNumber) -> bool | None:
        """Whether a tooth stands in the area; ``None`` for an area that is no longer sent.

        >>> OralCavityArea("10").holds(ToothNumber("3")), OralCavityArea("02").holds(ToothNumber("3"))
        (True, False)
        """
        if not self.is_current:
            return None
        if self.is_arch:
            return (tooth.quadrant in ("10", "20")) is (self.text == "01")
        return self.is_whole or tooth.quadrant == self.text

    @property
    def is_arch(self) -> bool:
        """Whether it is the upper or the lower arch."""
        return self.text in ("01", "02")

    @property
    def is_current(self) -> bool:
        """Whether it is still to be sent; the others are only read."""
        return self.text in words("00 01 02 10 20 30 40")


SYSTEM = CodeSystem(
    key="oral_cavity",
    name="oral cavity",
    source="American Dental Association",
    value_class=OralCavityArea,
    uri="http://terminology.hl7.org/CodeSystem/ADAAreaOralCavitySystem",
)
