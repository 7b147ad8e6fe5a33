"""SSN: the social security number, or the taxpayer number (ITIN) of a person who has none.

Grammar: nine digits, written with dashes after the third and the fifth. Area 000, 666 and 9xx, group
00 and serial 0000 were never issued; a 9xx number with an ITIN's group is one.

Source: SSA, Social Security Number Randomization; IRS, Internal Revenue Manual 3.21.263 (ITIN).

>>> Ssn("219-09-9998")
Ssn(...)
>>> Ssn("219-09-9998").text == "219099998", Ssn("900-70-0000").is_itin
(True, True)
>>> Ssn("666-12-3456")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: SSN: no number with this area (first three digits) was issued (position 1)
>>> Ssn("21-9099998")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: SSN: the dashes belong after the third and the fifth digit; it has the form of EIN (position 3)
>>> Ssn("21909999O")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: SSN: a letter cannot stand here; it should be nine digits (position 9)
>>> Ssn("2190999")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: SSN: has 7 characters; it should be nine digits
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import position_in, reject, trimmed, without_marks
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

_ITIN = Pattern("9[0-9]{2}(?:5[0-9]|6[0-5]|7[0-9]|8[0-8]|9[0-2]|9[4-9])[0-9]{4}")


def _never_issued(digits: str) -> tuple[int, str] | None:
    if digits[:3] in ("000", "666") or digits[0] == "9":
        return 0, "area (first three digits)"
    if digits[3:5] == "00":
        return 3, "group (digits 4 and 5)"
    if digits[5:] == "0000":
        return 5, "serial (last four digits)"
    return None


@final
class Ssn(CodeValue):
    """A social security number or an ITIN: personal, so its ``repr`` and its errors hide it.

    ``text`` has no dashes, ``str()`` has them. Raises ``InvalidCode``.
    """

    __slots__ = ()
    KIND: ClassVar[str] = "SSN"
    IS_PERSONAL: ClassVar[bool] = True
    _PATTERN = Pattern("[0-9]{9}")
    _ALPHABETS = (DIGITS,) * 9
    _EXPECTED = "nine digits"
    _TAKEN_FOR = ("mbi", "npi", "ein")

    @classmethod
    def _canonical(cls, text: str) -> str:
        bare = text
        if not cls._PATTERN.fullmatch(bare):
            code = trimmed(cls, text)
            bare = without_marks(
                cls,
                text,
                code,
                "-",
                (3, 6),
                "the dashes belong after the third and the fifth digit",
            )
            if not cls._PATTERN.fullmatch(bare):
                raise reject(cls, text, bare, marks="-")
        fault = _never_issued(bare)
        if fault is not None and not _ITIN.fullmatch(bare):
            index, part = fault
            raise InvalidCode(
                cls.KIND,
                Reason.NOT_ISSUED,
                f"no number with this {part} was issued",
                position=position_in(text, index, "-"),
            )
        return bare

    def __str__(self) -> str:
        return f"{self.text[:3]}-{self.text[3:5]}-{self.text[5:]}"

    @property
    def is_specimen(self) -> bool:
        """Whether it was printed as an example and is nobody's: 078-05-1120, 219-09-9999, 123-45-6789.

        >>> Ssn("078-05-1120").is_specimen, Ssn("219-09-9998").is_specimen
        (True, False)
        """
        return self.text in ("078051120", "219099999", "123456789")

    @property
    def is_itin(self) -> bool:
        """Whether it is an individual taxpayer identification number, not an SSN."""
        return self.text[0] == "9"


SYSTEM = CodeSystem(
    key="ssn",
    name="SSN",
    source="SSA and IRS",
    value_class=Ssn,
    uri="http://hl7.org/fhir/sid/us-ssn",
    is_personal=True,
)
