"""Place of service: where a professional or dental service was given.

Grammar: two digits; a single digit is taken with its leading zero.

Source: CMS, Place of Service Codes for Professional Claims (names in our own words).

>>> office = PlaceOfService("11")
>>> office.name, office.is_assigned, office.is_facility
('office', True, False)
>>> PlaceOfService("1")
PlaceOfService('01')
>>> PlaceOfService("1I")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: place of service: letter I cannot stand here; it should be two digits (position 2); did you mean 11?
>>> PlaceOfService("110")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: place of service: has 3 characters; it should be two digits (position 3)
"""

from typing import TYPE_CHECKING, ClassVar, final

from medclaim._text import DIGITS, Pattern, words
from medclaim.codes._parsing import with_zeros
from medclaim.codes._system import CodeSystem, CodeValue

if TYPE_CHECKING:
    from datetime import date

_NAMES = {
    "01": "pharmacy",
    "02": "telehealth, not in the patient's home",
    "03": "school",
    "04": "homeless shelter",
    "05": "Indian Health Service, free-standing",
    "06": "Indian Health Service, provider-based",
    "07": "tribal 638, free-standing",
    "08": "tribal 638, provider-based",
    "09": "prison or correctional facility",
    "10": "telehealth, in the patient's home",
    "11": "office",
    "12": "home",
    "13": "assisted living facility",
    "14": "group home",
    "15": "mobile unit",
    "16": "temporary lodging",
    "17": "walk-in retail health clinic",
    "18": "place of employment",
    "19": "off-campus outpatient hospital",
    "20": "urgent care facility",
    "21": "inpatient hospital",
    "22": "on-campus outpatient hospital",
    "23": "emergency room",
    "24": "ambulatory surgical center",
    "25": "birthing center",
    "26": "military treatment facility",
    "27": "outreach site or street",
    "31": "skilled nursing facility",
    "32": "nursing facility",
    "33": "custodial care facility",
    "34": "hospice",
    "41": "ambulance, land",
    "42": "ambulance, air or water",
    "49": "independent clinic",
    "50": "federally qualified health center",
    "51": "inpatient psychiatric facility",
    "52": "psychiatric facility, partial hospitalization",
    "53": "community mental health center",
    "54": "intermediate care facility, intellectual disability",
    "55": "residential substance abuse treatment",
    "56": "psychiatric residential treatment",
    "57": "non-residential substance abuse treatment",
    "58": "non-residential opioid treatment",
    "60": "mass immunization center",
    "61": "comprehensive inpatient rehabilitation",
    "62": "comprehensive outpatient rehabilitation",
    "65": "end-stage renal disease treatment",
    "66": "PACE center",
    "71": "public health clinic",
    "72": "rural health clinic",
    "81": "independent laboratory",
    "99": "other",
}
# Where Medicare's physician fee schedule pays the facility rate.
_FACILITIES = words("02 19 21 22 23 24 26 31 34 41 42 51 52 53 56 61")
# The later additions, as CMS dates them; the others began in 2005 or before, or have no date.
_SINCE = {
    "02": "2017-01-01",
    "09": "2006-07-01",
    "10": "2022-01-01",
    "16": "2008-04-01",
    "17": "2010-05-01",
    "19": "2016-01-01",
    "27": "2023-10-01",
    "58": "2020-01-01",
    "66": "2024-08-01",
}
# The texts that are no place of service on some day, or on none.
NOT_ALWAYS_IN_USE = tuple(
    text for n in range(100) if (text := f"{n:02}") not in _NAMES or text in _SINCE
)


@final
class PlaceOfService(CodeValue):
    """A place of service code, assigned or not. Raises ``InvalidCode``.

    >>> PlaceOfService("66").valid_from, PlaceOfService("11").valid_from
    (datetime.date(2024, 8, 1), None)
    >>> PlaceOfService("02").is_telehealth, PlaceOfService("41").is_ambulance
    (True, True)
    """

    __slots__ = ()
    KIND: ClassVar[str] = "place of service"
    _PATTERN = Pattern("[0-9]{2}")
    _ALPHABETS = (DIGITS,) * 2
    _EXPECTED = "two digits"
    _TAKEN_FOR = ("bill_type",)

    @classmethod
    def _canonical(cls, text: str) -> str:
        return super()._canonical(with_zeros(text, 1, 2))

    @property
    def is_assigned(self) -> bool:
        """Whether CMS has given the code a meaning."""
        return self.text in _NAMES

    @property
    def name(self) -> str | None:
        """What it means, in our words; ``None`` when unassigned."""
        return _NAMES.get(self.text)

    @property
    def is_facility(self) -> bool:
        """Whether Medicare's physician fee schedule pays the facility rate there."""
        return self.text in _FACILITIES

    @property
    def is_telehealth(self) -> bool:
        """Whether the patient was seen over a distance (02, and 10 at home)."""
        return self.text in ("02", "10")

    @property
    def is_ambulance(self) -> bool:
        """Whether it is an ambulance, by land (41) or by air or water (42)."""
        return self.text in ("41", "42")

    @property
    def valid_from(self) -> "date | None":
        """The first day of a code that CMS has added since 2006, ``None`` for the others.

        CMS has taken no code back since: what is assigned has no last day.
        """
        # Importing it costs as much as all the code systems of claims, and few ask.
        from datetime import date

        since = _SINCE.get(self.text)
        return None if since is None else date.fromisoformat(since)

    def is_effective(self, on: "date") -> bool:
        """Whether the code is assigned and in use on a day.

        >>> from datetime import date
        >>> PlaceOfService("10").is_effective(date(2021, 12, 31))
        False
        """
        since = self.valid_from
        return self.is_assigned and (since is None or since <= on)


SYSTEM = CodeSystem(
    key="pos",
    name="place of service",
    source="CMS",
    value_class=PlaceOfService,
    uri="https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
)
