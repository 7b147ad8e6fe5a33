"""What the physician fee schedule's indicators forbid: components, both sides, second surgeons, status.

The indicators say what Medicare pays. Where it pays less and does not deny, the rule is a warning.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from medclaim._rules import error, for_medicare
from medclaim._text import words
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import coded, outside, path_of, texts_of
from medclaim.codes.fee_schedule import FeeIndicators
from medclaim.codes.modifier import FAMILIES
from medclaim.codes.tables import Tables
from medclaim.codes.visit import MEDICARE_INDICATORS, CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, Rule, Severity

_LAYOUT = "Medicare Claims Processing Manual, chapter 23, addendum (MPFSDB record layout)"
_WHOSE = "An error for Medicare, else a warning"


def _rule(
    id: str, name: str, summary: str, field: str, *answer: str, severity: Severity = Severity.ERROR
) -> Rule:
    whose = f". {_WHOSE}" if severity is Severity.ERROR else ""
    return error(id, name, summary, f"{_LAYOUT}, {field}{whose}", *answer, severity=severity)


ADD_ON_WITH_50 = _rule(
    "C019",
    "addon-with-50",
    "An add-on code (global days ZZZ) carries 50 only where its bilateral indicator is 1 or 3.",
    "bilateral surgery; payers differ",
    "CO-4",
    severity=Severity.WARNING,
)
NOT_BILATERAL = _rule(
    "C046",
    "bilateral-not-allowed",
    "A code with bilateral indicator 0 or 9 carries no modifier 50.",
    "bilateral surgery 0 and 9 (one side is paid, or the line is denied)",
    "CO-4/N519",
    severity=Severity.WARNING,
)
INHERENTLY_BILATERAL = _rule(
    "C047",
    "bilateral-inherent",
    "A code with bilateral indicator 2 is of both sides already and carries no modifier 50.",
    "bilateral surgery 2 (paid as if without it, or denied)",
    "CO-4",
    severity=Severity.WARNING,
)
BILATERAL_UNITS = Rule(
    id="C048",
    name="bilateral-50-units",
    summary="A bilateral procedure (indicator 1) is one line with modifier 50 and one unit.",
    authority=f"Medicare Claims Processing Manual, chapter 12, section 40.7. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-16/M53",),
    snip_type=6,
)
TWO_SIDES_TWO_LINES = Rule(
    id="C049",
    name="bilateral-lt-rt-two-lines",
    summary="Medicare prefers one line with modifier 50 to one each with LT and RT.",
    authority="Medicare Claims Processing Manual, chapter 12, section 40.7; other payers differ",
    severity=Severity.INFORMATION,
    snip_type=6,
)
ASSISTANT_NEVER = _rule(
    "C053",
    "assistant-not-payable",
    "A code with assistant indicator 1 is never paid to an assistant at surgery.",
    "assistant at surgery 1",
    "CO-54",
)
ASSISTANT_DOCUMENTED = _rule(
    "C054",
    "assistant-documentation",
    "A code with assistant indicator 0 is paid to an assistant only with documentation.",
    "assistant at surgery 0",
    "CO-54",
    "CO-252/M29",
    severity=Severity.WARNING,
)
ASSISTANT_MEANINGLESS = _rule(
    "C055",
    "assistant-na",
    "A code with assistant indicator 9 has no assistant at surgery.",
    "assistant at surgery 9",
    "CO-4/N519",
)
COSURGEONS = _rule(
    "C058",
    "cosurgeon-indicator",
    "A code with co-surgeon indicator 0 or 9 carries no modifier 62.",
    "co-surgeons 0 and 9",
    "CO-54",
)
TEAM = _rule(
    "C059",
    "team-indicator",
    "A code with team indicator 0 or 9 carries no modifier 66.",
    "team surgeons 0 and 9",
    "CO-54",
)
COMPONENT = _rule(
    "C061",
    "pctc-26-tc-not-allowed",
    "Modifiers 26 and TC stand only with codes that have such a component.",
    "PC/TC indicator",
    "CO-4/N519",
)
PROFESSIONAL_ONLY = _rule(
    "C062",
    "pctc-facility-global",
    "In a hospital a physician bills the professional component of a diagnostic test: 26.",
    "PC/TC indicator 1; chapter 13, section 20",
    "CO-5",
    "CO-16/M77",
)
TECHNICAL_IN_HOSPITAL = Rule(
    id="C063",
    name="pctc-tc-in-facility",
    summary="In a hospital the hospital bills the technical component.",
    authority=f"Medicare Claims Processing Manual, chapter 13, section 20.2. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-109", "CO-58"),
    snip_type=6,
)
INCIDENT_IN_HOSPITAL = _rule(
    "C064",
    "pctc-indicator-3-4-pos",
    "Technical and incident-to codes (PC/TC 3 and 5) are not paid to a physician in a hospital.",
    "PC/TC indicator 3 and 5",
    "CO-58",
)
NOT_PAYABLE = _rule(
    "C130",
    "pfs-status-not-payable",
    "Medicare pays no code of status B (bundled), I (not valid for Medicare) or N (non-covered).",
    "status code; statuses E and X are paid by other schedules and are no part of this",
    "CO-97",
    "CO-16/M51",
    "PR-96/N425",
)

_HOSPITAL = words("19 21 22 23")
_ASSISTANTS = words("80 81 82 AS")
_SURGEONS = FAMILIES["surgeons"]
# GY, GX and GZ say that the payer is expected to deny.
_EXPECTS_DENIAL = words("GY GX GZ")
_ASSISTANT_RULES = {
    "0": ASSISTANT_DOCUMENTED,
    "1": ASSISTANT_NEVER,
    "9": ASSISTANT_MEANINGLESS,
}
# By PC/TC indicator, which of the two modifiers the code cannot carry.
_NO_COMPONENT = {
    **dict.fromkeys("0234579", words("26 TC")),
    **dict.fromkeys("68", words("TC")),
}
_STATUS = {
    "B": "is always bundled into other services",
    "I": "is not valid for Medicare: another code says it",
    "N": "is not covered",
}
_ONE = Decimal(1)
_SIDES = words("LT RT")

_SURGEON_RULES = (*_ASSISTANT_RULES.values(), COSURGEONS, TEAM)
_SIDE_RULES = (
    ADD_ON_WITH_50,
    NOT_BILATERAL,
    INHERENTLY_BILATERAL,
    BILATERAL_UNITS,
    TWO_SIDES_TWO_LINES,
)
_COMPONENT_RULES = (COMPONENT, PROFESSIONAL_ONLY, TECHNICAL_IN_HOSPITAL, INCIDENT_IN_HOSPITAL)


def _known(
    visit: CodedVisit,
    tables: Tables,
    rules: tuple[Rule, ...],
    modifiers: frozenset[str] = frozenset(),
    places: frozenset[str] = frozenset(),
) -> Iterator[tuple[CodedProcedure, FeeIndicators] | Outcome]:
    """Each procedure with its indicators; where the schedule is of other days, what is not checked.

    Of those only that have one of some modifiers or are done in one of some places, where any are
    named: the rules have nothing to say of others, whatever the schedule holds.
    """
    schedule = tables.fee_schedule
    if schedule is None:
        return
    for procedure in coded(visit):
        if (modifiers or places) and not _concerns(procedure, modifiers, places):
            continue
        day = procedure.first_day
        assert day is not None
        found = schedule.indicators(procedure.code.text, day)
        if found is not None:
            yield procedure, found
        elif not schedule.knows(day):
            yield from outside(rules, "fee_schedule")


def _concerns(procedure: CodedProcedure, modifiers: frozenset[str], places: frozenset[str]) -> bool:
    place = procedure.place_of_service
    return (place is not None and place.text in places) or any(
        modifier.text in modifiers for modifier in procedure.modifiers
    )


@coding_edit(
    *_SIDE_RULES, needs=("fee_schedule",), kinds=(Kind.PROFESSIONAL,), triggers=("50", "LT", "RT")
)
def both_sides(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Modifier 50 where the schedule knows of no two sides, and sides on lines of their own."""
    left: dict[tuple[str, date | None, str | None], list[tuple[CodedProcedure, str]]] = {}
    for found in _known(visit, tables, _SIDE_RULES, _SIDES | {"50"}):
        if not isinstance(found, tuple):
            yield found
            continue
        procedure, says = found
        said = texts_of(procedure)
        if "50" in said:
            yield from _with_50(visit, procedure, says)
        elif len(said & _SIDES) == 1 and says.bilateral == "1":
            key = (procedure.code.text, procedure.first_day, procedure.provider)
            left.setdefault(key, []).append((procedure, min(said & _SIDES)))
    if visit.is_medicare:
        for lines in left.values():
            if {side for _, side in lines} == _SIDES:
                first, *others = (procedure for procedure, _ in lines)
                yield TWO_SIDES_TWO_LINES.at(
                    path_of(first, _SIDES),
                    f"{first.code} is billed by sides: Medicare takes one line with 50",
                    related=[other.path for other in others],
                )


def _with_50(
    visit: CodedVisit, procedure: CodedProcedure, says: FeeIndicators
) -> Iterator[Finding]:
    path, code, units = path_of(procedure, ("50",)), procedure.code, procedure.units
    if says.bilateral in ("0", "2", "9") and says.global_days == "ZZZ":
        yield ADD_ON_WITH_50.at(path, f"{code} is an add-on code that takes no 50")
    elif says.bilateral in ("0", "9"):
        yield NOT_BILATERAL.at(
            path, f"{code} has bilateral indicator {says.bilateral}: it takes no 50"
        )
    elif says.bilateral == "2":
        yield INHERENTLY_BILATERAL.at(path, f"{code} is of both sides already: it takes no 50")
    elif says.bilateral == "1" and units is not None and units > _ONE:
        yield for_medicare(BILATERAL_UNITS, visit).at(
            f"{procedure.line}.units", f"{code} with 50 is one unit, not {units}"
        )


@coding_edit(
    *_SURGEON_RULES,
    needs=("fee_schedule",),
    kinds=(Kind.PROFESSIONAL,),
    triggers=_SURGEONS,
)
def more_surgeons(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """An assistant, a co-surgeon or a team where the schedule pays none."""
    for found in _known(visit, tables, _SURGEON_RULES, _SURGEONS):
        if not isinstance(found, tuple):
            yield found
            continue
        procedure, says = found
        said = texts_of(procedure)
        rule = _ASSISTANT_RULES.get(says.assistant)
        if said & _ASSISTANTS and rule is not None:
            yield _weighed(rule, visit).at(
                path_of(procedure, _ASSISTANTS),
                f"{procedure.code} has assistant indicator {says.assistant}: "
                + ("an assistant is paid only with documentation", "no assistant is paid")[
                    says.assistant != "0"
                ],
            )
        for modifier, indicator, rule in (
            ("62", says.cosurgeons, COSURGEONS),
            ("66", says.team, TEAM),
        ):
            if modifier in said and indicator in ("0", "9"):
                yield for_medicare(rule, visit).at(
                    path_of(procedure, (modifier,)),
                    f"{procedure.code} takes no {modifier}: its indicator is {indicator}",
                )


def _weighed(rule: Rule, visit: CodedVisit) -> Rule:
    return for_medicare(rule, visit) if rule.severity is Severity.ERROR else rule


@coding_edit(
    *_COMPONENT_RULES,
    needs=("fee_schedule",),
    kinds=(Kind.PROFESSIONAL,),
    triggers=(*FAMILIES["component"], *[f"place_of_service:{place}" for place in _HOSPITAL]),
)
def components(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Components that a code does not have, and technical services billed from a hospital."""
    for found in _known(visit, tables, _COMPONENT_RULES, FAMILIES["component"], _HOSPITAL):
        if not isinstance(found, tuple):
            yield found
            continue
        procedure, says = found
        code, said = procedure.code, texts_of(procedure) & FAMILIES["component"]
        missing = said & _NO_COMPONENT.get(says.components, frozenset())
        if missing:
            modifier = min(missing)
            yield for_medicare(COMPONENT, visit).at(
                path_of(procedure, missing),
                f"{code} has PC/TC indicator {says.components}: it takes no {modifier}",
            )
        elif procedure.place_of_service is not None:
            place = procedure.place_of_service.text
            if place in _HOSPITAL:
                yield from _in_hospital(visit, procedure, says, place)


def _in_hospital(
    visit: CodedVisit, procedure: CodedProcedure, says: FeeIndicators, place: str
) -> Iterator[Finding]:
    code, said = procedure.code, texts_of(procedure)
    if says.components == "1" and "TC" in said:
        yield for_medicare(TECHNICAL_IN_HOSPITAL, visit).at(
            path_of(procedure, ("TC",)),
            f"the hospital bills the technical part of {code} ({place})",
        )
    elif says.components == "1" and "26" not in said:
        yield for_medicare(PROFESSIONAL_ONLY, visit).at(
            f"{procedure.line}.modifiers",
            f"{code} in place of service {place}: the professional part is billed with 26",
        )
    elif says.components in ("3", "5"):
        yield for_medicare(INCIDENT_IN_HOSPITAL, visit).at(
            procedure.path,
            f"{code} has PC/TC indicator {says.components}: in place of service {place} only the "
            "hospital is paid for it",
        )


@coding_edit(
    NOT_PAYABLE,
    needs=("fee_schedule",),
    kinds=(Kind.PROFESSIONAL,),
    triggers=[f"filing_indicator:{payer}" for payer in MEDICARE_INDICATORS],
)
def status(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A code of a status that Medicare pays nobody for."""
    if not visit.is_medicare:
        return
    for found in _known(visit, tables, (NOT_PAYABLE,)):
        if not isinstance(found, tuple):
            yield found
            continue
        procedure, says = found
        # Performance measures and other reporting codes are sent to be counted, not paid.
        is_reported = type(procedure.code) is CptCode and procedure.code.category == "II"
        if says.status in _STATUS and not is_reported:
            if says.status == "N" and texts_of(procedure) & _EXPECTS_DENIAL:
                continue
            yield NOT_PAYABLE.at(
                procedure.path,
                f"{procedure.code} has status {says.status}: it {_STATUS[says.status]}",
            )
