"""ICD-10-CM: diagnosis codes for services from 2015-10-01 on.

Grammar: a category of three characters (letter, then two digits or letters), a point, and up to
four more. Position 2 is a digit in every edition before FY2026 and position 3 is a letter in a few
categories (``C4A``, ``Z3A``); position 7, where a category asks for one, is the seventh character.
Whether a well-formed code exists on a day is the table's answer, not the grammar's.

Source: NCHS, ICD-10-CM Tabular List and Official Guidelines, section I.A (structure, placeholder,
seventh characters), FY2025 to FY2027.

>>> code = Icd10CmCode("e11.9")
>>> code.text, str(code), code.category
('E119', 'E11.9', 'E11')
>>> Icd10CmCode("E1.19")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-10-CM: the point belongs after the third character (position 3); did you mean E11.9?
>>> Icd10CmCode("250.00")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-10-CM: digit 2 cannot stand here; it should be a letter, then two to six letters or digits; it has the form of ICD-9-CM (position 1)
>>> Icd10CmCode("E1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-10-CM: has 2 characters; it should be a letter, then two to six letters or digits
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, LETTERS, Pattern
from medclaim.codes._parsing import reject, trimmed, without_marks
from medclaim.codes._system import CodeSystem, CodeValue


def conventional(text: str) -> str:
    """The billing form with its point after the third character.

    >>> conventional("E119"), conventional("I10")
    ('E11.9', 'I10')
    """
    return f"{text[:3]}.{text[3:]}" if len(text) > 3 else text


@final
class Icd10CmCode(CodeValue):
    """An ICD-10-CM diagnosis code, category or subcategory.

    ``text`` has no point (``E119``), ``str()`` has it (``E11.9``). Raises ``InvalidCode``.

    >>> Icd10CmCode("S72.001A").seventh_character, Icd10CmCode("H21.1X1").placeholders
    ('A', (5,))
    """

    __slots__ = ()
    KIND: ClassVar[str] = "ICD-10-CM"
    # Guidelines I.A.2: three to seven characters, the first a letter.
    _PATTERN = Pattern("[A-Z][0-9A-Z]{2,6}")
    _ALPHABETS = (LETTERS,) + (ALPHANUMERIC,) * 6
    _EXPECTED = "a letter, then two to six letters or digits"
    _TAKEN_FOR = ("icd9cm", "icd10pcs", "icd9pcs")
    # The alphabets of the editions up to FY2027; they grow.
    _LOOK = Pattern("[A-Z][0-9A][0-9AB][0-9A-Z]{0,4}")

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        # The common written form first; whatever else it could be is found out below.
        bare = text[:3] + text[4:]
        if text[3:4] == "." and len(text) > 4 and cls._PATTERN.fullmatch(bare):
            return bare
        code = trimmed(cls, text)
        # The point is punctuation of the tabular list; a claim never carries it.
        bare = without_marks(
            cls, text, code, ".", (3,), "the point belongs after the third character"
        )
        if not cls._PATTERN.fullmatch(bare):
            raise reject(cls, text, bare, marks=".")
        return bare

    def __str__(self) -> str:
        return conventional(self.text)

    @property
    def category(self) -> str:
        """The first three characters."""
        return self.text[:3]

    @property
    def seventh_character(self) -> str | None:
        """The seventh character, ``None`` in a shorter code.

        A seven-character code need not be an extension: the table's ``seventh_characters`` tells.
        """
        return self.text[6] if len(self.text) == 7 else None

    @property
    def placeholders(self) -> tuple[int, ...]:
        """The 1-based positions, from 4 to 6, that hold the placeholder X."""
        return tuple(i + 1 for i, c in enumerate(self.text[3:6], 3) if c == "X")


SYSTEM = CodeSystem(
    key="icd10cm",
    name="ICD-10-CM",
    source="NCHS (CDC) and CMS",
    value_class=Icd10CmCode,
    uri="http://hl7.org/fhir/sid/icd-10-cm",
)
