"""Occurrence codes: events with a date that bear on a bill's payment.

Grammar: two letters or digits.

Source: NUBC, UB-04 form locators 31 to 34 (structure). The list and its wording are NUBC's and no part of
this library.

>>> OccurrenceCode("a1").text
'A1'
>>> OccurrenceCode("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: occurrence code: has 1 character; it should be two letters or digits
>>> OccurrenceCode("0-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: occurrence code: a sign cannot stand here; it should be two letters or digits (position 2)
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class OccurrenceCode(CodeValue):
    """A UB-04 occurrence code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "occurrence code"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"


SYSTEM = CodeSystem(
    key="occurrence",
    name="occurrence code",
    source="NUBC",
    value_class=OccurrenceCode,
)
