"""Tooth surfaces.

Grammar: one letter: B (cheek side, back teeth), D (distal), F (lip side, front teeth), I (biting
edge, front teeth), L (tongue side), M (mesial), O (chewing surface, back teeth). Several surfaces
are several codes.

Source: ADA, CDT, tooth surface names (X12 TOO03).

>>> ToothSurface("m").text, ToothSurface("O").fits_anterior, ToothSurface("O").fits_posterior
('M', False, True)
>>> ToothSurface("MO")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: tooth surface: has 2 characters; it should be one of B D F I L M O (position 2)
>>> ToothSurface("0")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: tooth surface: digit 0 cannot stand here; it should be one of B D F I L M O (position 1); did you mean O?
"""

from typing import ClassVar, final

from medclaim._text import Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class ToothSurface(CodeValue):
    """A surface of a tooth. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "tooth surface"
    _PATTERN = Pattern("[BDFILMO]")
    _ALPHABETS = ("BDFILMO",)
    _EXPECTED = "one of B D F I L M O"

    @property
    def fits_anterior(self) -> bool:
        """Whether a front tooth has it."""
        return self.text not in "BO"

    @property
    def is_proximal(self) -> bool:
        """Whether it faces a neighbouring tooth: mesial or distal.

        >>> ToothSurface("M").is_proximal, ToothSurface("L").is_proximal
        (True, False)
        """
        return self.text in "MD"

    @property
    def fits_posterior(self) -> bool:
        """Whether a back tooth has it."""
        return self.text not in "FI"


SYSTEM = CodeSystem(
    key="surface",
    name="tooth surface",
    source="American Dental Association",
    value_class=ToothSurface,
    uri="http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBSurfaceCodes",
)
