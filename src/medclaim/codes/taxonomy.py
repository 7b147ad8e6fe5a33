"""Health care provider taxonomy: what a provider is and does.

Grammar: ten characters: three digits, six letters or digits, and X (kept for later use).

Source: NUCC, Health Care Provider Taxonomy code set, structure. The list is NUCC's and no part of
this library.

>>> code = TaxonomyCode("207rc0000x")
>>> code.text, code.grouping, code.classification, code.specialization
('207RC0000X', '20', '207R', 'C0000')
>>> TaxonomyCode("2O7R00000X")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: taxonomy: letter O cannot stand here; it should be three digits, six letters or digits, then X (position 2); did you mean 207R00000X?
>>> TaxonomyCode("207R00000")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: taxonomy: has 9 characters; it should be three digits, six letters or digits, then X
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class TaxonomyCode(CodeValue):
    """A provider taxonomy code. Raises ``InvalidCode``.

    >>> TaxonomyCode("208D00000X").specialization is None
    True
    """

    __slots__ = ()
    KIND: ClassVar[str] = "taxonomy"
    _PATTERN = Pattern("[0-9]{3}[0-9A-Z]{6}X")
    _ALPHABETS = (DIGITS,) * 3 + (ALPHANUMERIC,) * 6 + ("X",)
    _EXPECTED = "three digits, six letters or digits, then X"

    @property
    def grouping(self) -> str:
        """The first two characters: the kind of provider."""
        return self.text[:2]

    @property
    def classification(self) -> str:
        """The first four characters: the grouping and the classification within it."""
        return self.text[:4]

    @property
    def specialization(self) -> str | None:
        """Characters 5 to 9, ``None`` when they are all zero: no area of specialization."""
        part = self.text[4:9]
        return None if part == "00000" else part


SYSTEM = CodeSystem(
    key="taxonomy",
    name="taxonomy",
    source="NUCC",
    value_class=TaxonomyCode,
    uri="http://nucc.org/provider-taxonomy",
)
