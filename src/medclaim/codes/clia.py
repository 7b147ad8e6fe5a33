"""CLIA number: the certificate of a laboratory.

Grammar: ten characters: two digits (the state), D, seven digits.

Source: CMS, Clinical Laboratory Improvement Amendments, certificate number format.

>>> CliaNumber("05d0642827").text, CliaNumber("05D0642827").state_number
('05D0642827', '05')
>>> CliaNumber("0500642827")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CLIA: digit 0 cannot stand here; it should be two digits, D, seven digits (position 3)
>>> CliaNumber("05D064282")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CLIA: has 9 characters; it should be two digits, D, seven digits
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class CliaNumber(CodeValue):
    """A CLIA certificate number. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "CLIA"
    _PATTERN = Pattern("[0-9]{2}D[0-9]{7}")
    _ALPHABETS = (DIGITS,) * 2 + ("D",) + (DIGITS,) * 7
    _EXPECTED = "two digits, D, seven digits"

    @property
    def state_number(self) -> str:
        """The first two digits: CMS's number of the state that surveys the laboratory."""
        return self.text[:2]


SYSTEM = CodeSystem(
    key="clia",
    name="CLIA",
    source="CMS",
    value_class=CliaNumber,
    uri="urn:oid:2.16.840.1.113883.4.7",
)
