"""Procedure modifiers: two characters that say how a service was different.

Grammar: two letters or digits. 21-99 and the physical status and performance modifiers are CPT's;
the rest are HCPCS level II's, the ambulance origin-destination pairs among them.

Source: CMS, HCPCS level II modifiers and NCCI Policy Manual, chapter I (the bypass set); AMA, CPT
appendix A (structure only).

>>> Modifier("25").system, Modifier("rt").side, Modifier("XS").is_ncci_associated
('CPT', 'right', True)
>>> Modifier("2-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: modifier: a sign cannot stand here; it should be two letters or digits (position 2)
>>> Modifier("255")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: modifier: has 3 characters; it should be two letters or digits (position 3)
"""

from itertools import combinations, product
from typing import ClassVar, Literal, final

from medclaim._text import ALPHANUMERIC, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

_LEFT_FINGERS, _RIGHT_FINGERS = words("FA F1 F2 F3 F4"), words("F5 F6 F7 F8 F9")
_LEFT_TOES, _RIGHT_TOES = words("TA T1 T2 T3 T4"), words("T5 T6 T7 T8 T9")
LEFT = words("LT E1 E2") | _LEFT_FINGERS | _LEFT_TOES
RIGHT = words("RT E3 E4") | _RIGHT_FINGERS | _RIGHT_TOES
ANATOMIC = LEFT | RIGHT | words("LC LD LM RC RI")

# NCCI Policy Manual, chapter I, section E: exactly these bypass an edit whose indicator is 1.
NCCI_ASSOCIATED = ANATOMIC | words("24 25 27 57 58 59 78 79 91 XE XP XS XU")

# Each family is what one kind of rule looks at, so a modifier may be in several.
FAMILIES: dict[str, frozenset[str]] = {
    "anatomic": ANATOMIC,
    "laterality": words("LT RT 50"),
    "global surgery": words("24 25 54 55 56 57 58 78 79"),
    "distinct service": words("59 XE XP XS XU"),
    "repeat": words("76 77 91"),
    "surgeons": words("62 66 80 81 82 AS"),
    "component": words("26 TC"),
    "physical status": words("P1 P2 P3 P4 P5 P6"),
    "anesthesia provider": words("AA AD QK QX QY QZ"),
    "anesthesia care": words("G8 G9 QS 23 47"),
    "performance measure": words("1P 2P 3P 8P"),
    "therapy discipline": words("GN GO GP"),
    "therapy assistant": words("CO CQ"),
    "telehealth": words("93 95 FQ FR G0 GQ GT"),
    "beneficiary notice": words("GA GK GL GU GX GY GZ"),
    "drug waste": words("JW JZ"),
    "drug discount": words("JG TB"),
    "equipment": words("NU RR UE KH KI KJ RA RB LL MS NR BP BR BU"),
    "wrong surgery": words("PA PB PC"),
    "functional limitation": words("CH CI CJ CK CL CM CN"),
    "functional level": words("K0 K1 K2 K3 K4"),
    "teaching physician": words("GC GE"),
    "state's own": words("U1 U2 U3 U4 U5 U6 U7 U8 U9 UA UB UC UD"),
    "patients served": words("UN UP UQ UR US"),
}

# What changes the price stands before what only informs (a payers' convention).
PRICING = words(
    "22 26 50 51 52 53 54 55 56 62 66 73 74 78 80 81 82 AS TC AA AD QK QX QY QZ JG TB NU RR UE PN "
    "PO FB FC CO CQ"
)

_ANY_TWO_OF = (
    "26 TC|LT RT|XE XP XS XU|76 77|80 81 82 AS|62 66|54 55|54 56|52 53|73 74|53 73|53 74|58 78 79|"
    "AA AD QK QX QY QZ|P1 P2 P3 P4 P5 P6|GN GO GP|CO CQ|GA GZ|GY GZ|JW JZ|JG TB|NU RR UE|KH KI KJ|"
    "RA RB|93 95|95 GT|GT GQ|Q5 Q6|PO PN|GV GW|GC GE|FX FY|Q7 Q8 Q9|V1 V2 V3|UN UP UQ UR US"
)
_ONE_WITH = (
    ("50", ANATOMIC - words("LC LD LM RC RI")),
    ("59", words("XE XP XS XU")),
    ("62", words("80 81 82 AS")),
    ("GX", words("EY GA GL GZ KB QL TQ")),
)


def _exclusive() -> frozenset[frozenset[str]]:
    pairs = {
        frozenset(pair)
        for group in _ANY_TWO_OF.split("|")
        for pair in combinations(group.split(), 2)
    }
    pairs |= {frozenset(pair) for one, others in _ONE_WITH for pair in product((one,), others)}
    return frozenset(pairs)


# Two modifiers that may not stand on one line, as unordered pairs.
EXCLUSIVE_PAIRS: frozenset[frozenset[str]] = _exclusive()

# A modifier that says nothing without another one on the line.
REQUIRES: dict[str, str] = {"CQ": "GP", "CO": "GO"}

# Medicare Claims Processing Manual, chapter 15, section 30: X is a stop on the way, never an origin.
AMBULANCE_ORIGINS = "DEGHIJNPRS"
AMBULANCE_DESTINATIONS = "DEGHIJNPRX"


@final
class Modifier(CodeValue):
    """A CPT or HCPCS modifier. Raises ``InvalidCode``.

    >>> Modifier("26").excludes(Modifier("TC")), Modifier("25").families
    (True, ('global surgery',))
    >>> Modifier("RH").origin, Modifier("RH").destination, Modifier("XH").is_ambulance_pair
    ('R', 'H', False)
    """

    __slots__ = ()
    KIND: ClassVar[str] = "modifier"
    _PATTERN = Pattern("[0-9A-Z]{2}")
    _ALPHABETS = (ALPHANUMERIC,) * 2
    _EXPECTED = "two letters or digits"
    _TAKEN_FOR = ("cpt", "hcpcs")

    @property
    def system(self) -> Literal["CPT", "HCPCS"] | None:
        """Who keeps it; ``None`` for 00 to 20, which nobody assigned.

        >>> [Modifier(text).system for text in ("59", "P3", "8P", "GT", "07")]
        ['CPT', 'CPT', 'CPT', 'HCPCS', None]
        """
        if self.text.isdigit():
            return "CPT" if self.text >= "21" else None
        is_cpt = self.text in FAMILIES["physical status"] | FAMILIES["performance measure"]
        return "CPT" if is_cpt else "HCPCS"

    @property
    def families(self) -> tuple[str, ...]:
        """The names of the ``FAMILIES`` it is in; most modifiers are in none."""
        return tuple(name for name, members in FAMILIES.items() if self.text in members)

    @property
    def is_anatomic(self) -> bool:
        """Whether it names a body part: a side, an eyelid, a digit, a coronary artery."""
        return self.text in ANATOMIC

    @property
    def is_ncci_associated(self) -> bool:
        """Whether it bypasses an NCCI procedure-to-procedure edit that allows it."""
        return self.text in NCCI_ASSOCIATED

    @property
    def is_pricing(self) -> bool:
        """Whether it changes the price, and so stands before those that only inform."""
        return self.text in PRICING

    @property
    def side(self) -> Literal["left", "right"] | None:
        """The side of the body it says or implies."""
        return "left" if self.text in LEFT else "right" if self.text in RIGHT else None

    @property
    def is_ambulance_pair(self) -> bool:
        """Whether it can be an origin and a destination; on another service it may mean otherwise."""
        return self.text[0] in AMBULANCE_ORIGINS and self.text[1] in AMBULANCE_DESTINATIONS

    @property
    def origin(self) -> str | None:
        """The origin letter, where it can be an ambulance pair."""
        return self.text[0] if self.is_ambulance_pair else None

    @property
    def destination(self) -> str | None:
        """The destination letter, where it can be an ambulance pair."""
        return self.text[1] if self.is_ambulance_pair else None

    def excludes(self, other: "Modifier") -> bool:
        """Whether both may not stand on one line."""
        return frozenset((self.text, other.text)) in EXCLUSIVE_PAIRS


SYSTEM = CodeSystem(
    key="modifier",
    name="modifier",
    source="American Medical Association and CMS",
    value_class=Modifier,
)
