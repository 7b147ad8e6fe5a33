"""ICD-9-CM diagnoses (volumes 1 and 2): for services up to 2015-09-30.

Grammar: three digits and up to two more; or V, two digits and up to two more; or E, three digits
and up to one more. The point of the printed form stands after the third character, after the
fourth of an E code.

Source: NCHS and CMS, ICD-9-CM, version 32 (FY2015), the last edition.

>>> code = Icd9CmCode("250.00")
>>> code.text, str(code), str(Icd9CmCode("E8120")), str(Icd9CmCode("V270"))
('25000', '250.00', 'E812.0', 'V27.0')
>>> Icd9CmCode("25.000")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-9-CM: the point belongs after the third character (position 3); did you mean 250.00?
>>> Icd9CmCode("25O00")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-9-CM: letter O cannot stand here; it should be three to five digits, or V and two to four, or E and three to four (position 3); did you mean 250.00?
>>> Icd9CmCode("25")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-9-CM: has 2 characters; it should be three to five digits, or V and two to four, or E and three to four
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import reject, trimmed, without_marks
from medclaim.codes._system import CodeSystem, CodeValue


@final
class Icd9CmCode(CodeValue):
    """An ICD-9-CM diagnosis code, category or subcategory.

    ``text`` has no point (``25000``), ``str()`` has it (``250.00``). Raises ``InvalidCode``.

    >>> Icd9CmCode("E812.0").category, Icd9CmCode("E812.0").is_e_code, Icd9CmCode("V27.0").is_v_code
    ('E812', True, True)
    """

    __slots__ = ()
    KIND: ClassVar[str] = "ICD-9-CM"
    # Volume 1: main classification, then the supplementary ones of factors (V) and causes (E).
    _PATTERN = Pattern("[0-9]{3,5}|V[0-9]{2,4}|E[0-9]{3,4}")
    _ALPHABETS = (DIGITS + "EV",) + (DIGITS,) * 4
    _EXPECTED = "three to five digits, or V and two to four, or E and three to four"
    _TAKEN_FOR = ("icd10cm", "icd10pcs", "icd9pcs")

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        # The common written form first; whatever else it could be is found out below.
        at = 4 if text[:1] == "E" else 3
        bare = text[:at] + text[at + 1 :]
        if text[at : at + 1] == "." and len(text) > at + 1 and cls._PATTERN.fullmatch(bare):
            return bare
        code = trimmed(cls, text)
        is_e_code = code.startswith("E")
        # The point is punctuation of the tabular list; a claim never carries it.
        bare = without_marks(
            cls,
            text,
            code,
            ".",
            (4,) if is_e_code else (3,),
            f"the point belongs after the {'fourth' if is_e_code else 'third'} character",
        )
        if not cls._PATTERN.fullmatch(bare):
            raise reject(cls, text, bare, marks=".")
        return bare

    def __str__(self) -> str:
        at = len(self.category)
        return f"{self.text[:at]}.{self.text[at:]}" if len(self.text) > at else self.text

    @property
    def category(self) -> str:
        """The characters before the point: three, four in an E code."""
        return self.text[:4] if self.is_e_code else self.text[:3]

    @property
    def is_v_code(self) -> bool:
        """Whether it is of the supplementary classification of factors (V01-V91)."""
        return self.text[0] == "V"

    @property
    def is_e_code(self) -> bool:
        """Whether it is of the supplementary classification of external causes (E000-E999)."""
        return self.text[0] == "E"


SYSTEM = CodeSystem(
    key="icd9cm",
    name="ICD-9-CM",
    source="NCHS (CDC) and CMS",
    value_class=Icd9CmCode,
    uri="http://hl7.org/fhir/sid/icd-9-cm",
)
