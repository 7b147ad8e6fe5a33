"""Point of origin: from where the patient came.

Grammar: one letter or digit, not 0.

Source: NUBC, UB-04 form locator 15 (structure); CMS, Claims Processing Manual, chapter 25, section
75.1 (the two meanings of 5 and 6). The list and its wording are NUBC's and no part of this library.

>>> PointOfOrigin("d").text
'D'
>>> PointOfOrigin("0")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: point of origin: digit 0 cannot stand here; it should be one letter or a digit from 1 to 9 (position 1); did you mean O?
>>> PointOfOrigin("1D")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: point of origin: has 2 characters; it should be one letter or a digit from 1 to 9 (position 2)
"""

from typing import ClassVar, Literal, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.admission_type import AdmissionType


@final
class PointOfOrigin(CodeValue):
    """A point of origin for admission or visit (X12 CL102). Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "point of origin"
    _PATTERN = Pattern("[1-9A-Z]")
    _ALPHABETS = (ALPHANUMERIC[1:],)
    _EXPECTED = "one letter or a digit from 1 to 9"

    def birthplace(self, admission_type: AdmissionType) -> Literal["here", "elsewhere"] | None:
        """Where a newborn (admission type 4) was born: 5 in this hospital, 6 outside it.

        ``None`` for any other admission, where the same codes mean a transfer, and for a code that
        names no birthplace.

        >>> PointOfOrigin("5").birthplace(AdmissionType("4"))
        'here'
        >>> PointOfOrigin("5").birthplace(AdmissionType("1")) is None
        True
        """
        if not admission_type.is_newborn:
            return None
        return "here" if self.text == "5" else "elsewhere" if self.text == "6" else None

    def is_transfer(self, admission_type: AdmissionType) -> bool:
        """Whether the patient came from another facility or unit (4, 5, 6, D, E, F).

        A newborn's 5 and 6 say a birthplace instead.
        """
        return self.text in "456DEF" and not (admission_type.is_newborn and self.text in "56")


SYSTEM = CodeSystem(
    key="point_of_origin",
    name="point of origin",
    source="NUBC",
    value_class=PointOfOrigin,
    uri="https://www.nubc.org/CodeSystem/PointOfOrigin",
    is_licensed=True,
)
