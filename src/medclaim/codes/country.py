"""Countries, as addresses name them.

Grammar: two letters. Two letters that name no country are well-formed and unassigned.

Source: ISO 3166-1 alpha-2, the form the 837 guides ask for (X12 code source 5); the 249 codes as of
2024.

>>> CountryCode("us").is_assigned, CountryCode("UK").is_assigned, CountryCode("PR").is_us
(True, False, True)
>>> CountryCode("U")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: country: has 1 character; it should be two letters
>>> CountryCode("U1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: country: digit 1 cannot stand here; it should be two letters (position 2); did you mean UI?
"""

from typing import ClassVar, final

from medclaim._text import LETTERS, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

_ASSIGNED = words(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM "
    "ZW"
)
# A claim writes a territory as a state of the US; ISO has a code of its own for each.
_US = words("US AS GU MP PR UM VI FM MH PW")


@final
class CountryCode(CodeValue):
    """A two-letter country code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "country"
    _PATTERN = Pattern("[A-Z]{2}")
    _ALPHABETS = (LETTERS,) * 2
    _EXPECTED = "two letters"

    @property
    def is_assigned(self) -> bool:
        """Whether ISO gives the two letters to a country or area."""
        return self.text in _ASSIGNED

    @property
    def is_us(self) -> bool:
        """Whether it is the United States, a territory or a freely associated state of them."""
        return self.text in _US

    @property
    def has_postal_states(self) -> bool:
        """Whether an address there names a state or province by two letters: US and Canada."""
        return self.is_us or self.text == "CA"


SYSTEM = CodeSystem(
    key="country",
    name="country",
    source="ISO",
    value_class=CountryCode,
    uri="urn:iso:std:iso:3166",
)
