"""Visits and procedures of one claim: the global surgical package before and on the day.

What falls into the days after a procedure needs earlier claims and is no coding edit.
"""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import for_medicare
from medclaim.codes.edits._said import VISITS, coded, is_visit, outside, path_of, texts_of
from medclaim.codes.fee_schedule import FeeSchedule
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, Rule, Severity

VISIT_WITHOUT_25 = Rule(
    id="C020",
    name="em-same-day-minor-no-25",
    summary="A visit on the day of a minor procedure by the same provider carries modifier 25.",
    authority="Medicare Claims Processing Manual, chapter 12, sections 30.6.6.B and 40.2; NCCI "
    "Policy Manual, chapter I, section D. An error for Medicare, else a warning",
    severity=Severity.ERROR,
    answer=("CO-97/N19",),
    snip_type=6,
)
VISIT_WITHOUT_57 = Rule(
    id="C022",
    name="em-major-surgery-no-57",
    summary="A visit that decided on major surgery, on its day or the day before, carries 57.",
    authority="Medicare Claims Processing Manual, chapter 12, section 40.2.A.4; whether the visit "
    "was the decision is not on the claim",
    severity=Severity.WARNING,
    answer=("CO-97",),
    snip_type=6,
)
MINOR_WITH_57 = Rule(
    id="C023",
    name="em-57-on-minor",
    summary="The decision on a minor procedure is said by 25, not by 57.",
    authority="Medicare Claims Processing Manual, chapter 12, section 40.2.A.4; payers differ",
    severity=Severity.WARNING,
    answer=("CO-4/N519",),
    snip_type=6,
)
LONE_25 = Rule(
    id="C024",
    name="em-25-alone",
    summary="A visit carries 25 only beside another service of its day.",
    authority="CPT, appendix A (25 is of a day with another service); the other service may be on "
    "another claim",
    severity=Severity.WARNING,
    snip_type=6,
)

_MINOR = frozenset({"000", "010"})
_MAJOR = "090"
# Each says why the visit is paid beside the procedure.
_SEPARATE = frozenset({"24", "25", "57"})
_RULES = (VISIT_WITHOUT_25, VISIT_WITHOUT_57, MINOR_WITH_57)


@coding_edit(
    *_RULES, needs=("fee_schedule",), kinds=(Kind.PROFESSIONAL,), triggers=VISITS, across=_RULES
)
def visit_with_procedure(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A visit on the day of a procedure, or the day before a major one, without what says why."""
    schedule = tables.fee_schedule
    procedures = list(coded(visit))
    visits = [procedure for procedure in procedures if is_visit(procedure)]
    if schedule is None or not visits:
        return
    if not all(schedule.knows(_day(procedure)) for procedure in procedures):
        yield from outside(_RULES, "fee_schedule")
    beside: dict[tuple[str | None, int, bool], list[CodedProcedure]] = {}
    for done in procedures:
        days = _days(schedule, done)
        if days in _MINOR or days == _MAJOR:
            key = done.provider, _day(done).toordinal(), days == _MAJOR
            beside.setdefault(key, []).append(done)
    for seen in visits if beside else ():
        who, day = seen.provider, _day(seen).toordinal()
        minor = beside.get((who, day, False), [])
        major = beside.get((who, day, True), []) + beside.get((who, day + 1, True), [])
        yield from _unexplained(visit, seen, minor, major)


def _unexplained(
    visit: CodedVisit,
    seen: CodedProcedure,
    minor: list[CodedProcedure],
    major: list[CodedProcedure],
) -> Iterator[Finding]:
    said = texts_of(seen)
    if not said & _SEPARATE:
        if minor:
            yield for_medicare(VISIT_WITHOUT_25, visit).at(
                f"{seen.line}.modifiers",
                f"{seen.code} is on the day of {minor[0].code}, a procedure whose package includes "
                "the visit: modifier 25 says when it was significant and separate",
                related=(minor[0].path,),
            )
        if major:
            yield VISIT_WITHOUT_57.at(
                f"{seen.line}.modifiers",
                f"{seen.code} is on the day of {major[0].code} or the day before, a procedure whose "
                "package includes the visit: modifier 57 says when surgery was decided there",
                related=(major[0].path,),
            )
    elif "57" in said and "25" not in said and minor and not major:
        yield MINOR_WITH_57.at(
            path_of(seen, ("57",)),
            f"{minor[0].code} is a minor procedure: 25 and not 57 says that the visit was separate",
            related=(minor[0].path,),
        )


@coding_edit(LONE_25, kinds=(Kind.PROFESSIONAL,), triggers=("25",))
def separate_from_nothing(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A visit with modifier 25 that is the only service of its day."""
    # Where a line cannot be read, it may be the other service; of one day there mostly is one.
    procedures = visit.procedures
    if len(procedures) != len(visit.lines):
        return
    if len(visit.service_days) == 1 and len(procedures) > 1:
        return
    for seen in coded(visit):
        if is_visit(seen) and "25" in texts_of(seen):
            beside = (p for p in procedures if p is not seen)
            if all(p.first_day is not None and p.first_day != seen.first_day for p in beside):
                yield LONE_25.at(
                    path_of(seen, ("25",)), f"{seen.code} is the only service of its day"
                )


def _day(procedure: CodedProcedure) -> date:
    assert procedure.first_day is not None
    return procedure.first_day


def _days(schedule: FeeSchedule, procedure: CodedProcedure) -> str | None:
    return schedule.global_days(procedure.code.text, _day(procedure))
