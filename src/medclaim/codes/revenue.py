"""Revenue codes: the accommodation or ancillary service an institutional line charges for.

Grammar: four digits, the first 0 to 3; three digits are taken with their leading zero. The first
three digits are the category, the fourth its detail.

Source: NUBC, UB-04 form locator 42 (structure); CMS, Claims Processing Manual, chapter 25. The list
and its wording are NUBC's and no part of this library.

>>> code = RevenueCode("450")
>>> code.text, code.category, code.detail
('0450', '045', '0')
>>> RevenueCode("4500")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: revenue code: digit 4 cannot stand here; it should be four digits, the first 0 to 3 (position 1)
>>> RevenueCode("04500")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: revenue code: has 5 characters; it should be four digits, the first 0 to 3; it has the form of CPT (position 5)
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import with_zeros
from medclaim.codes._system import CodeSystem, CodeValue


@final
class RevenueCode(CodeValue):
    """A revenue code. Raises ``InvalidCode``.

    >>> RevenueCode("0001").is_total, RevenueCode("0120").is_room_and_board
    (True, True)
    """

    __slots__ = ()
    KIND: ClassVar[str] = "revenue code"
    _PATTERN = Pattern("[0-3][0-9]{3}")
    _ALPHABETS = ("0123", DIGITS, DIGITS, DIGITS)
    _EXPECTED = "four digits, the first 0 to 3"
    _TAKEN_FOR = ("cpt", "hcpcs")

    @classmethod
    def _canonical(cls, text: str) -> str:
        return super()._canonical(with_zeros(text, 3, 4))

    @property
    def category(self) -> str:
        """The first three digits, written ``045x`` in the manuals."""
        return self.text[:3]

    @property
    def detail(self) -> str:
        """The fourth digit; 0 is the category in general, 9 what it has no digit for."""
        return self.text[3]

    @property
    def is_total(self) -> bool:
        """Whether it is the total of a paper bill (0001), which an electronic claim never sends."""
        return self.text == "0001"

    @property
    def is_rate_code(self) -> bool:
        """Whether its line carries a HIPPS code: 0022, 0023 and 0024.

        >>> RevenueCode("0023").is_rate_code, RevenueCode("0021").is_rate_code
        (True, False)
        """
        return self.text in ("0022", "0023", "0024")

    @property
    def is_leave_of_absence(self) -> bool:
        """Whether its units are days in which the bed was held (018x)."""
        return self.category == "018"

    @property
    def is_professional_fee(self) -> bool:
        """Whether it charges for a professional's own service (096x to 098x)."""
        return self.category in ("096", "097", "098")

    @property
    def is_room_and_board(self) -> bool:
        """Whether its units are days in a bed: 010x to 021x without leave (018x), and 100x."""
        return ("010" <= self.category <= "021" and self.category != "018") or (
            self.category == "100"
        )


SYSTEM = CodeSystem(
    key="revenue",
    name="revenue code",
    source="NUBC",
    value_class=RevenueCode,
    uri="https://www.nubc.org/CodeSystem/RevenueCodes",
    is_licensed=True,
)
