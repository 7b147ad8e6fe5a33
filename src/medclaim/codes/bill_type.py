"""Type of bill: which kind of facility bills for what, and the bill's place in its series.

Grammar: four characters: 0, the facility (1 to 8), the classification (1 to 9), the frequency (a
letter or digit). The 837I sends the middle two (CLM05-1) and the last (CLM05-3) apart. Three
characters are taken with their leading zero.

Source: NUBC, UB-04 form locator 4 (structure); CMS, Claims Processing Manual, chapter 25, section
75.1 (the meaning of each position, in our words). The list and its wording are NUBC's and no part of
this library.

>>> bill = BillType("131")
>>> bill.text, bill.facility_code, bill.frequency_code, bill.is_inpatient
('0131', '13', '1', False)
>>> BillType("1311")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: type of bill: digit 1 cannot stand here; it should be 0, a facility 1 to 8, a classification 1 to 9, a frequency (position 1)
>>> BillType("01311")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: type of bill: has 5 characters; it should be 0, a facility 1 to 8, a classification 1 to 9, a frequency (position 5)
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

_FACILITIES = {
    "1": "hospital",
    "2": "skilled nursing facility",
    "3": "home health agency",
    "4": "religious nonmedical hospital",
    "5": "religious nonmedical extended care",
    "6": "intermediate care",
    "7": "clinic or dialysis center",
    "8": "special facility",
}
# Frequencies: a bill of its own, one of a series, one that changes another, a notice.
_INTERIM = words("2 3 4")
_ADJUSTMENTS = words("7 8 F G H I J K M P Q")
_NOTICES = words("A B C D E")

_UNPADDED = Pattern("[ \t]*[1-8][1-9][0-9A-Za-z][ \t]*")


@final
class BillType(CodeValue):
    """A type of bill. Raises ``InvalidCode``.

    >>> BillType("0117").is_replacement, BillType("0111").is_inpatient
    (True, True)
    """

    __slots__ = ()
    KIND: ClassVar[str] = "type of bill"
    _PATTERN = Pattern("0[1-8][1-9][0-9A-Z]")
    _ALPHABETS = ("0", "12345678", "123456789", ALPHANUMERIC)
    _EXPECTED = "0, a facility 1 to 8, a classification 1 to 9, a frequency"
    _TAKEN_FOR = ("pos",)

    @classmethod
    def _canonical(cls, text: str) -> str:
        if _UNPADDED.fullmatch(text):
            return "0" + text.strip(" \t").upper()
        return super()._canonical(text)

    @property
    def facility_code(self) -> str:
        """Facility and classification: what CLM05-1 of an institutional claim holds."""
        return self.text[1:3]

    @property
    def facility(self) -> str:
        """The second character: hospital, skilled nursing, home health, ..."""
        return self.text[1]

    @property
    def facility_name(self) -> str:
        """What kind of facility the second character says.

        >>> BillType("0329").facility_name, BillType("0813").facility_name
        ('home health agency', 'special facility')
        """
        return _FACILITIES[self.facility]

    @property
    def classification(self) -> str:
        """The third character; what it means depends on the facility (clinics and special ones)."""
        return self.text[2]

    @property
    def frequency_code(self) -> str:
        """The last character: what CLM05-3 holds."""
        return self.text[3]

    @property
    def is_inpatient(self) -> bool:
        """Whether it bills an inpatient stay: inpatient part A, intermediate, subacute, swing bed.

        Inpatients billed under part B (012x, 022x) are not among them, nor are clinics and hospices.
        """
        return self.facility in "12456" and self.classification in "15678"

    @property
    def is_hospice(self) -> bool:
        """Whether a hospice bills, free-standing or of a hospital (081x, 082x)."""
        return self.facility_code in ("81", "82")

    @property
    def is_home_health(self) -> bool:
        """Whether a home health agency bills (03xx)."""
        return self.facility == "3"

    @property
    def is_dialysis(self) -> bool:
        """Whether a renal dialysis facility bills (072x)."""
        return self.facility_code == "72"

    @property
    def is_critical_access_outpatient(self) -> bool:
        """Whether a critical access hospital bills outpatients (085x)."""
        return self.facility_code == "85"

    @property
    def is_interim(self) -> bool:
        """Whether it is one of a series: the first (2), a later (3) or the last (4).

        >>> BillType("0112").is_interim, BillType("0111").is_interim
        (True, False)
        """
        return self.frequency_code in _INTERIM

    @property
    def is_late_charges(self) -> bool:
        """Whether it adds charges to a bill already sent (5)."""
        return self.frequency_code == "5"

    @property
    def is_non_payment(self) -> bool:
        """Whether it asks for no payment (0)."""
        return self.frequency_code == "0"

    @property
    def is_adjustment(self) -> bool:
        """Whether it changes or cancels an earlier bill: the provider's (7, 8, Q) or a payer's."""
        return self.frequency_code in _ADJUSTMENTS

    @property
    def is_notice(self) -> bool:
        """Whether it announces an election, its end or a change, and charges nothing (A to E)."""
        return self.frequency_code in _NOTICES

    @property
    def is_replacement(self) -> bool:
        """Whether it replaces an earlier claim (frequency 7)."""
        return self.frequency_code == "7"

    @property
    def is_void(self) -> bool:
        """Whether it cancels an earlier claim (frequency 8)."""
        return self.frequency_code == "8"


SYSTEM = CodeSystem(
    key="bill_type",
    name="type of bill",
    source="NUBC",
    value_class=BillType,
    uri="https://www.nubc.org/CodeSystem/TypeOfBill",
    is_licensed=True,
)
