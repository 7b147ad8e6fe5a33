"""HCPCS level II: supplies, drugs, transport and services that CPT has no code for.

Grammar: one letter, then four digits. D codes are CDT's; F, I, N and O are not in use; W, X, Y and Z
were left to state Medicaid agencies, so they are well-formed and nationally unassigned.

Source: CMS, HCPCS level II coding procedures and quarterly files (public domain).

>>> code = HcpcsCode("j1885")
>>> code.text, code.family, code.is_local
('J1885', 'drugs other than oral', False)
>>> HcpcsCode("D0120")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: HCPCS: D codes are dental procedures: use CDT (position 1)
>>> HcpcsCode("J188S")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: HCPCS: letter S cannot stand here; it should be a letter other than D F I N O, then four digits (position 5); did you mean J1885?
>>> HcpcsCode("J18")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: HCPCS: has 3 characters; it should be a letter other than D F I N O, then four digits
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern, words
from medclaim.codes._parsing import position_in, trimmed, without_modifier
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

# A range says family, never validity.
_FAMILIES = {
    "B": "enteral and parenteral therapy",
    "C": "hospital outpatient payment",
    "E": "durable medical equipment",
    "G": "procedures and professional services, temporary",
    "H": "behavioral health and substance use treatment",
    "K": "durable medical equipment, temporary",
    "M": "medical services and quality measures",
    "R": "diagnostic radiology transport",
    "S": "private payers, temporary",
    "T": "state Medicaid agencies",
    "U": "coronavirus laboratory tests",
}
# The last number of each, where a letter has several.
_RANGED = {
    "A": ((999, "transport"), (8999, "supplies"), (9999, "administrative and miscellaneous")),
    "J": ((8500, "drugs other than oral"), (9999, "chemotherapy drugs")),
    "L": ((4999, "orthotics"), (9999, "prosthetics")),
    "P": (
        (8999, "pathology and laboratory"),
        (9599, "blood products"),
        (9999, "specimen collection"),
    ),
    "Q": (
        (4000, "temporary"),
        (4051, "casts and splints"),
        (4099, "temporary"),
        (4999, "skin substitutes"),
        (5099, "place of hospice or home care"),
        (5999, "biosimilars"),
        (9999, "temporary"),
    ),
    "V": ((2999, "vision"), (9999, "hearing")),
}

# "Not otherwise classified" and the like: a line with one needs a description. Not the whole list.
UNLISTED = words(
    "A4649 A9999 B9998 B9999 E1399 J3490 J3590 J7999 J9999 K0108 L8499 Q0507 Q0508 Q0509 T1999"
)


@final
class HcpcsCode(CodeValue):
    """A HCPCS level II code other than a dental one.

    Raises ``InvalidCode``.

    >>> HcpcsCode("A0428").family, HcpcsCode("W0012").is_local, HcpcsCode("J3490").is_unlisted
    ('transport', True, True)
    """

    __slots__ = ()
    KIND: ClassVar[str] = "HCPCS"
    _PATTERN = Pattern("[A-CEGHJ-MP-Z][0-9]{4}")
    _ALPHABETS = ("ABCEGHJKLMPQRSTUVWXYZ",) + (DIGITS,) * 4
    _EXPECTED = "a letter other than D F I N O, then four digits"
    _TAKEN_FOR = ("cpt",)

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        if len(code) == 5 and code[0] == "D" and code[1:].isdigit():
            raise InvalidCode(
                cls.KIND,
                Reason.STRUCTURE,
                "D codes are dental procedures: use CDT",
                position=position_in(text, 0),
            )
        return without_modifier(cls, text)

    @property
    def is_local(self) -> bool:
        """Whether it begins with W, X, Y or Z: a state's own code, in no national list."""
        return self.text[0] in "WXYZ"

    @property
    def family(self) -> str:
        """What codes with its letter (and, for A, J, L, P, Q and V, its number) are for."""
        letter = self.text[0]
        if self.is_local:
            return "local"
        if letter in _RANGED:
            number = int(self.text[1:])
            return next(name for last, name in _RANGED[letter] if number <= last)
        return _FAMILIES[letter]

    @property
    def is_unlisted(self) -> bool | None:
        """``True`` for the usual codes of what has no code, ``None`` where only a list could tell."""
        return True if self.text in UNLISTED else None


SYSTEM = CodeSystem(
    key="hcpcs",
    name="HCPCS",
    source="CMS",
    value_class=HcpcsCode,
    uri="https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
)
