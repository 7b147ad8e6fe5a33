"""ICD-9-CM procedures (volume 3): for hospital inpatients discharged up to 2015-09-30.

Grammar: two digits, a point, one or two digits.

Source: CMS, ICD-9-CM volume 3, version 32 (FY2015), the last edition.

>>> code = Icd9PcsCode("36.15")
>>> code.text, str(code), code.category
('3615', '36.15', '36')
>>> Icd9PcsCode("3.615")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-9-CM procedure: the point belongs after the second digit (position 2); did you mean 36.15?
>>> Icd9PcsCode("361.5")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-9-CM procedure: the point belongs after the second digit; it has the form of ICD-9-CM (position 4)
>>> Icd9PcsCode("3G.15")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-9-CM procedure: letter G cannot stand here; it should be three or four digits (position 2)
>>> Icd9PcsCode("36")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: ICD-9-CM procedure: has 2 characters; it should be three or four digits
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import reject, trimmed, without_marks
from medclaim.codes._system import CodeSystem, CodeValue


@final
class Icd9PcsCode(CodeValue):
    """An ICD-9-CM procedure code.

    ``text`` has no point (``3615``), ``str()`` has it (``36.15``). Raises ``InvalidCode``.
    """

    __slots__ = ()
    KIND: ClassVar[str] = "ICD-9-CM procedure"
    _PATTERN = Pattern("[0-9]{3,4}")
    _ALPHABETS = (DIGITS,) * 4
    _EXPECTED = "three or four digits"
    _TAKEN_FOR = ("icd10pcs", "cpt", "icd9cm")

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        rule = "the point belongs after the second digit"
        bare = without_marks(cls, text, code, ".", (2,), rule)
        if not cls._PATTERN.fullmatch(bare):
            raise reject(cls, text, bare, marks=".")
        return bare

    def __str__(self) -> str:
        return f"{self.text[:2]}.{self.text[2:]}"

    @property
    def category(self) -> str:
        """The two digits before the point."""
        return self.text[:2]


SYSTEM = CodeSystem(
    key="icd9pcs",
    name="ICD-9-CM procedure",
    source="CMS",
    value_class=Icd9PcsCode,
    uri="http://www.cms.gov/Medicare/Coding/ICD9",
)
