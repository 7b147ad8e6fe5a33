"""Where on the body: the side that is missing, and the site that a procedure cannot have."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from medclaim._rules import warning
from medclaim._text import words
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import coded, outside, path_of, texts_of
from medclaim.codes.fee_schedule import FeeSchedule
from medclaim.codes.modifier import ANATOMIC
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding

SIDE_MISSING = warning(
    "C051",
    "side-missing",
    "A procedure on one of a pair says which: LT, RT or 50.",
    "knowledge, unconfirmed: payers ask for it, and name no list; the pairs are those of the fee "
    "schedule's bilateral indicator 1",
    "CO-4/N822",
)
SITE = warning(
    "C052",
    "anatomic-modifier-misuse",
    "The modifiers of eyelids, digits and coronary arteries stand with procedures on them.",
    "HCPCS level II modifier definitions (CMS); no published list says which code takes which",
    "CO-4/N519",
)


class _Site(NamedTuple):
    """Modifiers of a site, and the CPT numbers of what is done there, from the first to the last."""

    name: str
    modifiers: frozenset[str]
    numbers: tuple[tuple[int, int], ...]


_OF_PAIRS = "1"
_SKIN = (10004, 17999)
_SITES = (
    _Site(
        "an eyelid", words("E1 E2 E3 E4"), (_SKIN, (64600, 64999), (65091, 68899), (92002, 92499))
    ),
    _Site(
        "a finger or toe",
        words("FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9"),
        (_SKIN, (20000, 29999), (35000, 37799), (64400, 64999), (73000, 73999), (76000, 77086)),
    ),
    _Site(
        "a coronary artery",
        words("LC LD LM RC RI"),
        ((33140, 33999), (75571, 75580), (92920, 92998), (93454, 93572)),
    ),
)
_OF_SITES = frozenset().union(*(site.modifiers for site in _SITES))
_SAID = ANATOMIC | {"50"}


class _Pairs:
    """The codes of one of a pair, in whatever edition: what makes the edit worth running."""

    __slots__ = ("_schedule",)

    def __init__(self, schedule: FeeSchedule) -> None:
        self._schedule = schedule

    def __contains__(self, code: object) -> bool:
        found = self._schedule.ever(code) if type(code) is str else ()
        return any(says.bilateral == _OF_PAIRS for says in found)


def _pairs(tables: Tables) -> Container[str]:
    return () if tables.fee_schedule is None else _Pairs(tables.fee_schedule)


@coding_edit(SIDE_MISSING, needs=("fee_schedule",), kinds=(Kind.PROFESSIONAL,), triggers=_pairs)
def sides(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A procedure on one of a pair without its side."""
    schedule, pairs = tables.fee_schedule, _pairs(tables)
    for procedure in coded(visit) if schedule is not None else ():
        text, day = procedure.code.text, procedure.first_day
        if schedule is None or day is None or text not in pairs or texts_of(procedure) & _SAID:
            continue
        says = schedule.indicators(text, day)
        if says is not None and says.bilateral == _OF_PAIRS:
            yield SIDE_MISSING.at(
                f"{procedure.line}.modifiers", f"{text} is done on one of two: say LT, RT or 50"
            )
        elif says is None and not schedule.knows(day):
            yield from outside((SIDE_MISSING,), FeeSchedule.NAME)


@coding_edit(SITE, kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL), triggers=_OF_SITES)
def sites(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A site that the procedure is not done on."""
    for procedure in visit.procedures:
        code, texts = procedure.code, texts_of(procedure)
        if type(code) is not CptCode or not code.text.isdigit():
            continue
        number = int(code.text)
        for site in _SITES:
            said = texts & site.modifiers
            if said and not any(first <= number <= last for first, last in site.numbers):
                yield SITE.at(
                    path_of(procedure, said),
                    f"{code} is not done on {site.name}: it takes no {min(said)}",
                )
