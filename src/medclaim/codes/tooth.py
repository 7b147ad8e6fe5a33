"""Tooth numbers of the universal system, the one a claim may use.

Grammar: 1 to 32 (permanent) or A to T (primary), no leading zero; an extra tooth beside one adds 50
to its number (51 to 82) or S to its letter (AS to TS).

Source: ADA, Universal/National Tooth Designation System (X12 list JP).

>>> tooth = ToothNumber("30")
>>> tooth.is_primary, tooth.is_anterior, tooth.quadrant
(False, False, '40')
>>> ToothNumber("as").text, ToothNumber("AS").regular, ToothNumber("51").regular
('AS', 'A', '1')
>>> ToothNumber("03")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: tooth: has no leading zero; it should be 1 to 32, 51 to 82, A to T or AS to TS (position 1); did you mean 3?
>>> ToothNumber("33")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: tooth: no tooth has this number; it should be 1 to 32, 51 to 82, A to T or AS to TS; ISO 3950 counts otherwise
>>> ToothNumber("U")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: tooth: letter U cannot stand here; it should be 1 to 32, 51 to 82, A to T or AS to TS (position 1)
>>> ToothNumber("123")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: tooth: has 3 characters; it should be 1 to 32, 51 to 82, A to T or AS to TS (position 3)
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, LETTERS, Pattern, words
from medclaim.codes._parsing import nearest, position_in, reject, trimmed
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

_PRIMARY = LETTERS[:20]
# Quadrant and place in it: what most of the world writes.
_ISO_3950 = Pattern("[1-4][1-8]|[5-8][1-5]")
_ANTERIOR = words("6 7 8 9 10 11 22 23 24 25 26 27 C D E F G H M N O P Q R")


@final
class ToothNumber(CodeValue):
    """A tooth, permanent or primary, or an extra one beside it. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "tooth"
    _PATTERN = Pattern("[1-9]|[12][0-9]|3[0-2]|5[1-9]|[67][0-9]|8[0-2]|[A-T]S?")
    _ALPHABETS = (DIGITS[1:] + _PRIMARY, DIGITS + "S")
    _EXPECTED = "1 to 32, 51 to 82, A to T or AS to TS"

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        if cls._PATTERN.fullmatch(code):
            return code
        if len(code) == 2 and code[0] == "0":
            raise InvalidCode(
                cls.KIND,
                Reason.STRUCTURE,
                f"has no leading zero; it should be {cls._EXPECTED}",
                position=position_in(text, 0),
                suggestion=nearest(cls, code[1:]),
            )
        if len(code) == 2 and code.isdigit():
            other = "; ISO 3950 counts otherwise" if _ISO_3950.fullmatch(code) else ""
            raise InvalidCode(
                cls.KIND,
                Reason.STRUCTURE,
                f"no tooth has this number; it should be {cls._EXPECTED}{other}",
            )
        raise reject(cls, text, code)

    @property
    def is_primary(self) -> bool:
        """Whether it is a primary (deciduous) tooth."""
        return self.text[0] in _PRIMARY

    @property
    def is_supernumerary(self) -> bool:
        """Whether it is an extra tooth beside a regular one."""
        if self.is_primary:
            return len(self.text) == 2
        return int(self.text) > 50

    @property
    def regular(self) -> str:
        """The regular tooth: itself, or the one an extra tooth stands beside."""
        if not self.is_supernumerary:
            return self.text
        return self.text[0] if self.is_primary else str(int(self.text) - 50)

    @property
    def is_anterior(self) -> bool:
        """Whether it is an incisor or canine: no O or B surface; the others have no I or F."""
        return self.regular in _ANTERIOR

    @property
    def quadrant(self) -> str:
        """The area of the oral cavity it stands in: 10, 20, 30 or 40."""
        regular = self.regular
        if self.is_primary:
            return str(_PRIMARY.index(regular) // 5 * 10 + 10)
        return str((int(regular) - 1) // 8 * 10 + 10)

    @property
    def iso_3950(self) -> str:
        """What ISO 3950 calls the regular tooth: a quadrant and a place counted from the middle.

        >>> ToothNumber("1").iso_3950, ToothNumber("9").iso_3950, ToothNumber("30").iso_3950
        ('18', '21', '46')
        >>> ToothNumber("A").iso_3950, ToothNumber("K").iso_3950
        ('55', '75')
        """
        regular, size = self.regular, 5 if self.is_primary else 8
        index = _PRIMARY.index(regular) if self.is_primary else int(regular) - 1
        quadrant, place = divmod(index, size)
        # The count begins at the back on the right, so upper right and lower left run inwards.
        from_middle = size - place if quadrant % 2 == 0 else place + 1
        return f"{quadrant + (5 if self.is_primary else 1)}{from_middle}"


SYSTEM = CodeSystem(
    key="tooth",
    name="tooth",
    source="American Dental Association",
    value_class=ToothNumber,
    uri="http://terminology.hl7.org/CodeSystem/ADAUniversalToothDesignationSystem",
)
