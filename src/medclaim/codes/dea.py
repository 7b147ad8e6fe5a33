"""DEA number: the registration of who may prescribe or handle controlled substances.

Grammar: two letters (the second may be 9), six digits and a check digit. The first letter says the
kind of registrant, the second is mostly the first of a last name.

Source: DEA Office of Diversion Control, registration number format.

>>> DeaNumber("ab1234563").text, DeaNumber("AB1234563").is_practitioner
('AB1234563', True)
>>> DeaNumber("AB1234567")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: DEA number: the check digit does not fit the six digits before it (position 9)
>>> DeaNumber("AB12345O3")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: DEA number: letter O cannot stand here; it should be two letters, six digits, a check digit (position 8)
>>> DeaNumber("AB123456")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: DEA number: has 8 characters; it should be two letters, six digits, a check digit
"""

from typing import ClassVar, final

from medclaim._check_digits import dea_digit
from medclaim._text import DIGITS, LETTERS, Pattern
from medclaim.codes._parsing import position_in
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason


@final
class DeaNumber(CodeValue):
    """A DEA registration number. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "DEA number"
    _PATTERN = Pattern("[A-Z][A-Z9][0-9]{7}")
    _ALPHABETS = (LETTERS, LETTERS + "9") + (DIGITS,) * 7
    _EXPECTED = "two letters, six digits, a check digit"
    _TAKEN_FOR = ("npi", "upin")

    @classmethod
    def _canonical(cls, text: str) -> str:
        code = super()._canonical(text)
        if dea_digit(code[2:8]) != int(code[8]):
            # No suggestion: any of the digits may be the wrong one.
            raise InvalidCode(
                cls.KIND,
                Reason.CHECK_DIGIT,
                "the check digit does not fit the six digits before it",
                position=position_in(text, 8),
            )
        return code

    @property
    def is_practitioner(self) -> bool:
        """Whether a practitioner, hospital or pharmacy (A, B, F, G) holds it, not a mid-level one (M)."""
        return self.text[0] in "ABFG"

    @property
    def is_mid_level(self) -> bool:
        """Whether a mid-level practitioner holds it (M)."""
        return self.text[0] == "M"


SYSTEM = CodeSystem(
    key="dea",
    name="DEA number",
    source="DEA",
    value_class=DeaNumber,
    uri="http://terminology.hl7.org/NamingSystem/uSDEANumber",
)
