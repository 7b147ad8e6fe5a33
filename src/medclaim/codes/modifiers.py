"""The modifiers of one line together: order, repeats, contradictions, and what each may stand with.

Source: X12 837 (SV101-3 to SV101-6: at most four); NCCI Policy Manual, chapter I, section E; Medicare
Claims Processing Manual, chapter 12, sections 30.6, 40 and 50, and chapter 15, section 30; AMA, CPT
appendix A (structure only). The order is payers' custom, which no standard states.

>>> line = [Modifier(text) for text in ("RT", "59", "26")]
>>> in_order(line)
(Modifier('26'), Modifier('59'), Modifier('RT'))
>>> conflicts([Modifier("26"), Modifier("TC")]), repeated([Modifier("RT"), Modifier("RT")])
(((Modifier('26'), Modifier('TC')),), (Modifier('RT'),))
>>> fits(Modifier("25"), CptCode("99213")), fits(Modifier("25"), CptCode("70450"))
(True, False)
"""

from collections.abc import Iterable
from enum import IntEnum
from itertools import combinations

from medclaim._text import words
from medclaim.codes.cpt import CptCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.modifier import ANATOMIC, FAMILIES, REQUIRES, Modifier
from medclaim.codes.procedure import CodedProcedure

# What a line of an 837, a CMS-1500 and a UB-04 has room for.
MOST = 4

# NCCI Policy Manual, chapter I, section V: units on lines of their own are counted by line.
MUE_SPLITTING = ANATOMIC | FAMILIES["distinct service"] | FAMILIES["repeat"]

_PAYMENT = words("24 25 57 58 59 76 77 79 91 XE XP XS XU GA GX GY GZ KX JW JZ")


class Rank(IntEnum):
    """How early a modifier stands on its line.

    >>> rank(Modifier("26")) < rank(Modifier("59")) < rank(Modifier("RT"))
    True
    """

    PRICING = 0
    PAYMENT = 1
    INFORMATION = 2


def rank(modifier: Modifier) -> Rank:
    """Whether it changes the price, decides whether the line is paid, or only informs."""
    if modifier.is_pricing:
        return Rank.PRICING
    return Rank.PAYMENT if modifier.text in _PAYMENT else Rank.INFORMATION


def in_order(modifiers: Iterable[Modifier]) -> tuple[Modifier, ...]:
    """The same modifiers, pricing before payment before information; equals stay as they stood."""
    return tuple(sorted(modifiers, key=rank))


def repeated(modifiers: Iterable[Modifier]) -> tuple[Modifier, ...]:
    """Each modifier that stands more than once, in the order of its second place."""
    seen, found = set[Modifier](), dict[Modifier, None]()
    for modifier in modifiers:
        if modifier in seen:
            found[modifier] = None
        seen.add(modifier)
    return tuple(found)


def conflicts(modifiers: Iterable[Modifier]) -> tuple[tuple[Modifier, Modifier], ...]:
    """The pairs that may not stand on one line, in the order of the line."""
    return tuple((one, two) for one, two in combinations(modifiers, 2) if one.excludes(two))


def lacking(modifiers: Iterable[Modifier]) -> tuple[tuple[Modifier, Modifier], ...]:
    """Each modifier that says nothing without another, with the one that is not there.

    >>> lacking([Modifier("CQ")]), lacking([Modifier("CQ"), Modifier("GP")])
    (((Modifier('CQ'), Modifier('GP')),), ())
    """
    present = tuple(modifiers)
    texts = {modifier.text for modifier in present}
    return tuple(
        (modifier, Modifier(partner))
        for modifier in present
        if (partner := REQUIRES.get(modifier.text)) and partner not in texts
    )


def bypasses_ncci(modifiers: Iterable[Modifier]) -> bool:
    """Whether one of them bypasses a procedure-to-procedure edit whose indicator is 1.

    >>> bypasses_ncci([Modifier("50"), Modifier("76")]), bypasses_ncci([Modifier("XS")])
    (False, True)
    """
    return any(modifier.is_ncci_associated for modifier in modifiers)


# What a modifier is for, by the kinds of code below: those it is only for, or never for.
_ONLY_WITH = (
    (words("24 25 57"), words("visit"), words("anesthesia surgery radiology laboratory measure")),
    (FAMILIES["physical status"], words("anesthesia"), words("visit surgery radiology laboratory measure")),
    (FAMILIES["performance measure"], words("measure"), words("visit anesthesia surgery radiology laboratory medicine technology")),
    (words("90 91 92"), words("laboratory"), words("visit anesthesia surgery radiology measure")),
)  # fmt: skip
_NEVER_WITH = (
    # The visit's own are 24, 25 and 57; there is nothing to share, halve or assist at.
    (words("26 TC 54 55 56 58 59 62 66 78 79 80 81 82 AS XE XP XS XU"), words("visit")),
    # The surgeon's own anesthesia stands on the surgeon's code; a part of it has no price.
    (words("26 47 TC"), words("anesthesia")),
    # Infants under four kilograms: the price of these has nothing to do with size.
    (words("63"), words("visit anesthesia radiology laboratory measure")),
)
_KINDS = {
    "anesthesia": "anesthesia",
    "surgery": "surgery",
    "radiology": "radiology",
    "pathology and laboratory": "laboratory",
    "medicine": "medicine",
    "evaluation and management": "visit",
}


def _kind(code: CodedProcedure) -> str | None:
    if type(code) is CptCode:
        if code.category in ("II", "III"):
            return "measure" if code.category == "II" else "technology"
        # What only adds to an anesthesia service takes none of its modifiers.
        return None if code.is_qualifying_circumstance else _KINDS.get(code.section or "")
    if type(code) is HcpcsCode:
        return "transport" if code.family == "transport" else None
    return None


def fits(modifier: Modifier, code: CodedProcedure) -> bool | None:
    """Whether the modifier may stand with the code, as far as published rules tell by its section.

    ``None`` where they do not: the fee schedule's indicators or a payer decide.

    >>> fits(Modifier("P3"), CptCode("00142")), fits(Modifier("1P"), CptCode("99213"))
    (True, False)
    >>> fits(Modifier("RH"), HcpcsCode("A0428")), fits(Modifier("LT"), CptCode("27447"))
    (True, None)
    """
    kind, text = _kind(code), modifier.text
    if kind is None:
        return None
    if kind == "transport":
        return True if modifier.is_ambulance_pair else None
    for modifiers, fitting, foreign in _ONLY_WITH:
        if text in modifiers:
            return True if kind in fitting else False if kind in foreign else None
    if any(text in modifiers and kind in foreign for modifiers, foreign in _NEVER_WITH):
        return False
    return None
