"""UPIN: the physician number that the NPI replaced.

Grammar: a letter and five digits, or three letters and three digits. None was given out after
2007-06-29; a claim of before carries it, as do old files.

Source: CMS, UPIN directory format; 45 CFR 162.404 (the NPI in its place).

>>> Upin("a12345").text, Upin("OTH000").is_surrogate
('A12345', True)
>>> Upin("1234567893")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: UPIN: digit 1 cannot stand here; it should be a letter and five digits, or three letters and three digits; it has the form of NPI (position 1)
>>> Upin("A1234")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: UPIN: has 5 characters; it should be a letter and five digits, or three letters and three digits
>>> Upin("AB1234")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: UPIN: has another form; it should be a letter and five digits, or three letters and three digits
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, DIGITS, LETTERS, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue


@final
class Upin(CodeValue):
    """A unique physician identification number, no longer given out. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "UPIN"
    _PATTERN = Pattern("[A-Z](?:[0-9]{5}|[A-Z]{2}[0-9]{3})")
    _ALPHABETS = (LETTERS, ALPHANUMERIC, ALPHANUMERIC, DIGITS, DIGITS, DIGITS)
    _EXPECTED = "a letter and five digits, or three letters and three digits"
    _SHORTEST = 6
    _TAKEN_FOR = ("npi", "ein")

    @property
    def is_surrogate(self) -> bool:
        """Whether it stood for somebody who had none: a resident, a retired or a military one, ..."""
        return self.text[:3] in words("OTH RES RET VAD PHS NPP SLF INT") and self.text[3:] == "000"


SYSTEM = CodeSystem(
    key="upin",
    name="UPIN",
    source="CMS",
    value_class=Upin,
)
