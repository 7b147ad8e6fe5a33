"""Health care provider taxonomy: what a provider is and does.

Grammar: ten characters: three digits, six letters or digits, and X (kept for later use).

Source: NUCC, Health Care Provider Taxonomy code set, structure. The list is NUCC's and no part of
this library.

>>> code = TaxonomyCode("207rc0000x")
>>> code.text, code.grouping, code.classification, code.specialization, code.section
('207RC0000X', '20', '207R', 'C0000', 'individual')
>>> TaxonomyCode("2O7R00000X")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: taxonomy: letter O cannot stand here; it should be three digits, six letters or digits, then X (position 2); did you mean 207R00000X?
>>> TaxonomyCode("207R00000")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: taxonomy: has 9 characters; it should be three digits, six letters or digits, then X
"""

from typing import ClassVar, Literal, final

from medclaim._text import ALPHANUMERIC, DIGITS, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

_INDIVIDUALS = words("10 11 12 13 14 15 16 17 18 20 21 22 23 24 36 37 39 40")
_ORGANIZATIONS = words("25 26 27 28 29 30 31 32 33 34 38")


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
    _TAKEN_FOR = ("npi",)

    @property
    def grouping(self) -> str:
        """The first two characters: the kind of provider."""
        return self.text[:2]

    @property
    def section(self) -> Literal["individual", "group", "non-individual"] | None:
        """Who its grouping is for: a person, a group of them, or an organization.

        ``None`` for a grouping the code set does not use.

        >>> TaxonomyCode("282N00000X").section, TaxonomyCode("193200000X").section
        ('non-individual', 'group')
        """
        if self.grouping == "19":
            return "group"
        if self.grouping in _INDIVIDUALS:
            return "individual"
        return "non-individual" if self.grouping in _ORGANIZATIONS else None

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
    is_licensed=True,
)
