"""NPI: the National Provider Identifier.

Grammar: ten digits, the first 1 or 2, the last a Luhn check digit computed with the prefix 80840.

Source: 45 CFR 162.406; CMS, NPI Check Digit (2004).

>>> Npi("1234567893").text
'1234567893'
>>> Npi("1234567890")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NPI: the check digit does not fit the nine digits before it (position 10)
>>> Npi("3234567893")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NPI: digit 3 cannot stand here; it should be ten digits, the first 1 or 2 (position 1)
>>> Npi("123456789")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: NPI: has 9 characters; it should be ten digits, the first 1 or 2; it has the form of EIN
"""

from typing import ClassVar, final

from medclaim._check_digits import npi_remainder
from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import position_in
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason


@final
class Npi(CodeValue):
    """A National Provider Identifier. Raises ``InvalidCode``.

    The number says nothing about its holder: a person or an organization.
    """

    __slots__ = ()
    KIND: ClassVar[str] = "NPI"
    _PATTERN = Pattern("[12][0-9]{9}")
    _ALPHABETS = ("12",) + (DIGITS,) * 9
    _EXPECTED = "ten digits, the first 1 or 2"
    _TAKEN_FOR = ("ein", "taxonomy")

    @classmethod
    def is_valid(cls, value: object) -> bool:
        """Whether the constructor takes ``value``; never raises."""
        # Nearly all are asked in the billing form: no value is made and no error explained.
        if type(value) is str and len(value) == 10 and value[0] in "12":
            try:
                return not npi_remainder(value)
            except KeyError:
                return False
        return super().is_valid(value)

    @classmethod
    def _canonical(cls, text: str) -> str:
        code = super()._canonical(text)
        if npi_remainder(code):
            # No suggestion: any of the ten digits may be the wrong one.
            raise InvalidCode(
                cls.KIND,
                Reason.CHECK_DIGIT,
                "the check digit does not fit the nine digits before it",
                position=position_in(text, 9),
            )
        return code


SYSTEM = CodeSystem(
    key="npi",
    name="NPI",
    source="CMS",
    value_class=Npi,
    uri="http://hl7.org/fhir/sid/us-npi",
)
