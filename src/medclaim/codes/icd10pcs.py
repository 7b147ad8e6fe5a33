"""ICD-10-PCS: procedures on hospital inpatients discharged from 2015-10-01 on.

Grammar: seven characters, each a digit or a letter other than I and O; the first names the section.
There is no point and no shorter code.

Source: CMS, ICD-10-PCS Official Guidelines, section A (conventions), FY2025 to FY2027.

>>> code = Icd10PcsCode("0dtj4zz")
>>> code.text, code.section, code.section_name, code.table
('0DTJ4ZZ', '0', 'medical and surgical', '0DT')
>>> Icd10PcsCode("ODTJ4ZZ")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-10-PCS: letter O cannot stand here; it should be seven digits or letters, never I or O, the first a section (position 1); did you mean 0DTJ4ZZ?
>>> Icd10PcsCode("0DTJ4Z")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-10-PCS: has 6 characters; it should be seven digits or letters, never I or O, the first a section
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue

# Guideline A3: I and O would be taken for 1 and 0.
_VALUES = DIGITS + "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SECTIONS = {
    "0": "medical and surgical",
    "1": "obstetrics",
    "2": "placement",
    "3": "administration",
    "4": "measurement and monitoring",
    "5": "extracorporeal or systemic assistance and performance",
    "6": "extracorporeal or systemic therapies",
    "7": "osteopathic",
    "8": "other procedures",
    "9": "chiropractic",
    "B": "imaging",
    "C": "nuclear medicine",
    "D": "radiation therapy",
    "F": "physical rehabilitation and diagnostic audiology",
    "G": "mental health",
    "H": "substance abuse treatment",
    "X": "new technology",
}


@final
class Icd10PcsCode(CodeValue):
    """An ICD-10-PCS procedure code. Raises ``InvalidCode``.

    In section 0 the seven characters are section, body system, operation, body part, approach,
    device and qualifier; other sections name some of them otherwise.

    >>> code = Icd10PcsCode("0SR9019")
    >>> code.body_system, code.operation, code.body_part, code.approach, code.device, code.qualifier
    ('S', 'R', '9', '0', '1', '9')
    """

    __slots__ = ()
    KIND: ClassVar[str] = "ICD-10-PCS"
    _PATTERN = Pattern("[0-9BCDFGHX][0-9A-HJ-NP-Z]{6}")
    _ALPHABETS = ("0123456789BCDFGHX",) + (_VALUES,) * 6
    _EXPECTED = "seven digits or letters, never I or O, the first a section"
    _TAKEN_FOR = ("icd9pcs", "icd10cm")

    @property
    def section(self) -> str:
        """The first character."""
        return self.text[0]

    @property
    def section_name(self) -> str:
        """What the section is called."""
        return _SECTIONS[self.text[0]]

    @property
    def table(self) -> str:
        """The first three characters: the table the code is built from."""
        return self.text[:3]

    @property
    def body_system(self) -> str:
        """The second character."""
        return self.text[1]

    @property
    def operation(self) -> str:
        """The third character, the root operation or type."""
        return self.text[2]

    @property
    def body_part(self) -> str:
        """The fourth character."""
        return self.text[3]

    @property
    def approach(self) -> str:
        """The fifth character."""
        return self.text[4]

    @property
    def device(self) -> str:
        """The sixth character."""
        return self.text[5]

    @property
    def qualifier(self) -> str:
        """The seventh character."""
        return self.text[6]


SYSTEM = CodeSystem(
    key="icd10pcs",
    name="ICD-10-PCS",
    source="CMS",
    value_class=Icd10PcsCode,
    uri="http://www.cms.gov/Medicare/Coding/ICD10",
)
