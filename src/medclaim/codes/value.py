"""Value codes: amounts, counts and measures that bear on a bill's payment.

Grammar: two letters or digits. The 837 sends what stands with one as an amount, whatever it is: the
code says whether it is money.

Source: NUBC, UB-04 form locators 39 to 41 (structure); CMS, Claims Processing Manual, chapter 25,
section 75.3, and the data dictionary of its claim files (what each code counts, in our words). The
list and its wording are NUBC's and no part of this library.

>>> ValueCode("a2").measure, ValueCode("80").measure, ValueCode("54").measure, ValueCode("A0").measure
('money', 'days', 'grams', 'ZIP code')
>>> ValueCode("1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: value code: has 1 character; it should be two letters or digits
>>> ValueCode("0-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: value code: a sign cannot stand here; it should be two letters or digits (position 2)
"""

from typing import ClassVar, Literal, final

from medclaim._text import ALPHANUMERIC, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

_MONEY = words(
    "01 02 04 05 06 08 09 10 11 12 13 14 15 16 21 22 23 25 26 27 28 29 30 31 33 34 35 41 42 43 44 47 "
    "66 A1 B1 C1 A2 B2 C2 A3 B3 C3 A4 A5 A6 A7 B7 C7 AA BA CA AB BB CB D3 FC FD"
)
# What the others count or name, by the unit.
_MEASURES = {
    "pints of blood": "37 38 39",
    "hour of the day": "45",
    "days": "46 80 81 82 83",
    "grams per deciliter": "48",
    "percent": "49 59 69",
    "visits": "50 51 52 53",
    "grams": "54",
    "hours": "56 57 67",
    "units": "68",
    "patients": "32",
    "CBSA": "61 G8",
    "county": "85",
    "ZIP code": "A0",
    "kilograms": "A8",
    "centimeters": "A9",
    "trial number": "D4",
    "Kt/V": "D5",
    "minutes": "D6",
}
_Rank = Literal["primary", "secondary", "tertiary"]
_RANKS: dict[str, _Rank] = {"A": "primary", "B": "secondary", "C": "tertiary"}
_StayDays = Literal["covered", "noncovered", "coinsurance", "lifetime reserve"]
_DAYS: dict[str, _StayDays] = {
    "80": "covered",
    "81": "noncovered",
    "82": "coinsurance",
    "83": "lifetime reserve",
}


@final
class ValueCode(CodeValue):
    """A UB-04 value code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "value code"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"

    @property
    def measure(self) -> str | None:
        """What the number with it counts: ``"money"``, a unit, or what it names.

        ``None`` for a code of which the manuals say nothing here: ask the licensed list.
        """
        if self.text in _MONEY:
            return "money"
        return next((unit for unit, codes in _MEASURES.items() if self.text in codes.split()), None)

    @property
    def is_money(self) -> bool | None:
        """Whether dollars and cents stand with it; ``None`` where it is not known.

        >>> ValueCode("09").is_money, ValueCode("50").is_money, ValueCode("Z9").is_money
        (True, False, None)
        """
        measure = self.measure
        return None if measure is None else measure == "money"

    @property
    def days(self) -> _StayDays | None:
        """Which days of an inpatient stay it counts (80 to 83).

        >>> ValueCode("82").days
        'coinsurance'
        """
        return _DAYS.get(self.text)

    @property
    def payer_rank(self) -> _Rank | None:
        """Which payer a code of three series is about: A, B or C before 1, 2, 3, 7, A or B.

        >>> ValueCode("B1").payer_rank, ValueCode("A8").payer_rank
        ('secondary', None)
        """
        return _RANKS.get(self.text[0]) if self.text[1] in "1237AB" else None


SYSTEM = CodeSystem(
    key="value",
    name="value code",
    source="NUBC",
    value_class=ValueCode,
    is_licensed=True,
)
