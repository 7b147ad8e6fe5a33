"""MBI: the Medicare Beneficiary Identifier.

Grammar: eleven characters: a digit 1-9, a letter, a letter or digit, a digit, a letter, a letter or
digit, a digit, two letters, two digits; never S, L, O, I, B or Z. The card prints dashes after the
fourth and the seventh.

Source: CMS, Understanding the Medicare Beneficiary Identifier (MBI) Format.

>>> Mbi("1EG4-TE5-MK73")
Mbi(...)
>>> Mbi("1eg4 te5 mk73").text == "1EG4TE5MK73"
True
>>> Mbi("1EG4TE5MK7")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: MBI: has 10 characters; it should be eleven letters and digits as on the Medicare card
>>> Mbi("1SG4TE5MK73")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: MBI: a letter cannot stand here; it should be eleven letters and digits as on the Medicare card (position 2)
>>> Mbi("1EG-4TE5MK73")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: MBI: the dashes belong after the fourth and the seventh character (position 4)
>>> Mbi("000-00-0000A")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: MBI: looks like a HICN, which Medicare stopped taking on 2020-01-01: ask for the new card
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import reject, trimmed, without_marks
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

# Position by position, with the letters that cannot be taken for a digit.
_LETTERS = "ACDEFGHJKMNPQRTUVWXY"
_EITHER = DIGITS + _LETTERS

# What the MBI replaced: an SSN with a beneficiary code, or a Railroad Retirement Board number.
_HICN = Pattern("[0-9]{9}[A-Z][0-9A-Z]?")
_RRB = Pattern("[A-Z]{1,3}(?:[0-9]{6}|[0-9]{9})")


@final
class Mbi(CodeValue):
    """A Medicare Beneficiary Identifier: personal, so its ``repr`` and its errors hide it.

    ``text`` has no dashes, ``str()`` has them as on the card. Raises ``InvalidCode``.
    """

    __slots__ = ()
    KIND: ClassVar[str] = "MBI"
    IS_PERSONAL: ClassVar[bool] = True
    _PATTERN = Pattern(
        f"[1-9][{_LETTERS}][{_EITHER}][0-9][{_LETTERS}][{_EITHER}][0-9][{_LETTERS}]{{2}}[0-9]{{2}}"
    )
    _ALPHABETS = (
        "123456789",
        _LETTERS,
        _EITHER,
        DIGITS,
        _LETTERS,
        _EITHER,
        DIGITS,
        _LETTERS,
        _LETTERS,
        DIGITS,
        DIGITS,
    )
    _EXPECTED = "eleven letters and digits as on the Medicare card"
    _TAKEN_FOR = ("ssn",)

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        squeezed = code.replace("-", "").replace(" ", "")
        if _HICN.fullmatch(squeezed) or _RRB.fullmatch(squeezed):
            what = "HICN" if squeezed[0] in DIGITS else "Railroad Retirement Board number"
            raise InvalidCode(
                cls.KIND,
                Reason.STRUCTURE,
                f"looks like a {what}, which Medicare stopped taking on 2020-01-01: "
                "ask for the new card",
            )
        mark = "-" if "-" in code else " "
        rule = "the dashes belong after the fourth and the seventh character"
        bare = without_marks(cls, text, code, mark, (4, 8), rule)
        if not cls._PATTERN.fullmatch(bare):
            raise reject(cls, text, bare, marks=mark)
        return bare

    def __str__(self) -> str:
        return f"{self.text[:4]}-{self.text[4:7]}-{self.text[7:]}"


SYSTEM = CodeSystem(
    key="mbi",
    name="MBI",
    source="CMS",
    value_class=Mbi,
    uri="http://hl7.org/fhir/sid/us-mbi",
    is_personal=True,
)
