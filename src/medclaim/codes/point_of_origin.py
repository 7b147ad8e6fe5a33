"""Point of origin: from where the patient came.

Grammar: one letter or digit, not 0.

Source: NUBC, UB-04 form locator 15 (structure). The list and its wording are NUBC's and no part of
this library.

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

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class PointOfOrigin(CodeValue):
    """A point of origin for admission or visit (X12 CL102). Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "point of origin"
    _PATTERN = Pattern("[1-9A-Z]")
    _ALPHABETS = (ALPHANUMERIC[1:],)
    _EXPECTED = "one letter or a digit from 1 to 9"


SYSTEM = CodeSystem(
    key="point_of_origin",
    name="point of origin",
    source="NUBC",
    value_class=PointOfOrigin,
    uri="https://www.nubc.org/CodeSystem/PointOfOrigin",
)
