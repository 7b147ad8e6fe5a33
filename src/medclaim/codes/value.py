"""Value codes: amounts that bear on a bill's payment.

Grammar: two letters or digits.

Source: NUBC, UB-04 form locators 39 to 41 (structure). The list and its wording are NUBC's and no part of
this library.

>>> ValueCode("a2").text
'A2'
>>> ValueCode("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: value code: has 1 character; it should be two letters or digits
>>> ValueCode("0-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: value code: a sign cannot stand here; it should be two letters or digits (position 2)
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class ValueCode(CodeValue):
    """A UB-04 value code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "value code"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"


SYSTEM = CodeSystem(
    key="value",
    name="value code",
    source="NUBC",
    value_class=ValueCode,
)
