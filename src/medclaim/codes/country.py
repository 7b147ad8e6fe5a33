"""Countries, as addresses name them.

Grammar: two letters.

Source: ISO 3166-1 alpha-2, the form the 837 guides ask for (X12 code source 5).

>>> CountryCode("us").text
'US'
>>> CountryCode("U")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: country: has 1 character; it should be two letters
>>> CountryCode("U1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: country: digit 1 cannot stand here; it should be two letters (position 2); did you mean UI?
"""

from typing import ClassVar, final

from medclaim._text import LETTERS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class CountryCode(CodeValue):
    """A two-letter country code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "country"
    _PATTERN = Pattern("[A-Z]{2}")
    _ALPHABETS = (LETTERS,) * 2
    _EXPECTED = "two letters"


SYSTEM = CodeSystem(
    key="country",
    name="country",
    source="ISO",
    value_class=CountryCode,
    uri="urn:iso:std:iso:3166",
)
