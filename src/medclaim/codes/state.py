"""States and provinces, as addresses name them.

Grammar: two letters. The Postal Service's list is closed; another country's two letters are
well-formed.

Source: USPS, Publication 28, appendix B; Canada Post, addressing guidelines.

>>> StateCode("tn").is_us, StateCode("ON").is_us, StateCode("ON").is_canadian
(True, False, True)
>>> StateCode("T")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: state: has 1 character; it should be two letters
>>> StateCode("0H")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: state: digit 0 cannot stand here; it should be two letters (position 1); did you mean OH?
"""

from typing import ClassVar, final

from medclaim._text import LETTERS, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

_STATES = words(
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM "
    "NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
_TERRITORIES = words("AS GU MP PR VI FM MH PW")
_MILITARY = words("AA AE AP")
_PROVINCES = words("AB BC MB NB NL NS NT NU ON PE QC SK YT")


@final
class StateCode(CodeValue):
    """A state, territory or province. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "state"
    _PATTERN = Pattern("[A-Z]{2}")
    _ALPHABETS = (LETTERS,) * 2
    _EXPECTED = "two letters"

    @property
    def is_us(self) -> bool:
        """Whether the Postal Service delivers there: states, DC, territories, armed forces."""
        return self.text in _STATES or self.is_territory or self.is_military

    @property
    def is_assigned(self) -> bool:
        """Whether the US or Canada gives it a meaning; other countries' own are not known here.

        >>> StateCode("PR").is_assigned, StateCode("ZZ").is_assigned
        (True, False)
        """
        return self.is_us or self.is_canadian

    @property
    def is_territory(self) -> bool:
        """Whether it is a territory or a freely associated state."""
        return self.text in _TERRITORIES

    @property
    def is_military(self) -> bool:
        """Whether it is an armed forces region, not a place on the map."""
        return self.text in _MILITARY

    @property
    def is_canadian(self) -> bool:
        """Whether it is a Canadian province or territory."""
        return self.text in _PROVINCES


SYSTEM = CodeSystem(
    key="state",
    name="state",
    source="USPS",
    value_class=StateCode,
    uri="https://www.usps.com/",
)
