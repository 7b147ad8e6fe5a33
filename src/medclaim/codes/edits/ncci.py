"""NCCI procedure-to-procedure edits between the lines of a day by one provider.

Lines of other days, of other rendering providers or of no readable day are not compared. Whether a
modifier lifts an edit is the table's to say (:mod:`medclaim.codes.ptp`).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from medclaim.codes.edits._said import (
    VISITS,
    coded,
    for_ncci,
    furnished_by,
    is_visit,
    outside,
    path_of,
    texts_of,
)
from medclaim.codes.fee_schedule import FeeSchedule
from medclaim.codes.modifier import ANATOMIC, NCCI_ASSOCIATED
from medclaim.codes.ptp import PtpTable, PtpVerdict, is_bypassed
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, Rule, Severity

_MANUAL = "NCCI Policy Manual for Medicare Services, chapter I"
_WHOSE = "An error for Medicare and Medicaid, else a warning"

NO_BYPASS = Rule(
    id="C001",
    name="ptp-no-bypass",
    summary="Two codes of an edit with indicator 0 are never paid together.",
    authority=f"{_MANUAL}, section A; NCCI PTP edits. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-236/M80", "A7:454"),
    snip_type=6,
)
NEEDS_MODIFIER = Rule(
    id="C002",
    name="ptp-needs-modifier",
    summary="Two codes of an edit with indicator 1 need an NCCI-associated modifier.",
    authority=f"{_MANUAL}, section E; NCCI PTP edits. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-236/M80",),
    snip_type=6,
)
BYPASSED = Rule(
    id="C003",
    name="ptp-bypassed",
    summary="A modifier that lifts an edit is supported by the record.",
    authority=f"{_MANUAL}, section E; MLN Matters MM11168 (on either code from 2019-07-01)",
    severity=Severity.INFORMATION,
    snip_type=6,
)
WRONG_MODIFIER = Rule(
    id="C004",
    name="ptp-wrong-bypass-modifier",
    summary="A modifier that is not NCCI-associated lifts no edit.",
    authority=f"{_MANUAL}, section E (the list of modifiers). {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-236/N519",),
    snip_type=6,
)
SAME_SIDE = Rule(
    id="C005",
    name="ptp-anatomic-same-side",
    summary="Anatomic modifiers lift an edit where they name two places, not one.",
    authority=f"{_MANUAL}, section E (different anatomic sites); payers differ",
    severity=Severity.WARNING,
    answer=("CO-236",),
    snip_type=6,
)
VISIT_WITH_XXX = Rule(
    id="C021",
    name="em-same-day-XXX-no-25",
    summary="A visit beside an XXX procedure that an edit pairs it with carries modifier 25.",
    authority=f"{_MANUAL}, section D; NCCI PTP edits. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-236",),
    snip_type=6,
)
_RULES = (NO_BYPASS, NEEDS_MODIFIER, BYPASSED, WRONG_MODIFIER, SAME_SIDE)

# What people put where an NCCI-associated modifier should be.
_MISTAKEN = frozenset({"50", "51", "52", "76", "77", "KX"})
_Group = dict[str, list[CodedProcedure]]


@coding_edit(*_RULES, needs=("ptp",), kinds=(Kind.PROFESSIONAL,), across=_RULES)
def practitioner_pairs(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Pairs that are not paid together, by the practitioners' table."""
    if tables.ptp is not None:
        yield from _pairs(visit, tables.ptp, "ptp", tables.fee_schedule)


@coding_edit(*_RULES, needs=("ptp_outpatient",), kinds=(Kind.INSTITUTIONAL,), across=_RULES)
def outpatient_pairs(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Pairs that are not paid together, by the outpatient hospitals' table."""
    if tables.ptp_outpatient is not None and not visit.is_inpatient:
        yield from _pairs(visit, tables.ptp_outpatient, "ptp_outpatient", None)


@coding_edit(
    VISIT_WITH_XXX,
    needs=("ptp", "fee_schedule"),
    kinds=(Kind.PROFESSIONAL,),
    triggers=VISITS,
    across=(VISIT_WITH_XXX,),
)
def visit_with_procedure_of_no_days(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A visit without modifier 25 paired with a procedure whose global days are XXX."""
    table, schedule = tables.ptp, tables.fee_schedule
    if table is None or schedule is None:
        return
    for day, group in _groups(visit):
        if not table.knows(day):
            yield from outside((VISIT_WITH_XXX,), "ptp")
            continue
        for found in table.among(group, day):
            if not _is_visit_with_xxx(found, group, schedule, day):
                continue
            for two, one in _failing(found, group, day):
                seen, done = (one, two) if is_visit(one) else (two, one)
                yield for_ncci(VISIT_WITH_XXX, visit).at(
                    f"{seen.line}.modifiers",
                    f"{seen.code} is paired with {done.code}: modifier 25 says when the visit was "
                    "significant and separate",
                    related=(done.path,),
                )


def _groups(visit: CodedVisit) -> Iterator[tuple[date, _Group]]:
    """The procedures of each day and provider by their code."""
    if len(visit.procedures) < 2:
        return
    groups: dict[tuple[date, str | None], _Group] = {}
    for procedure in coded(visit):
        assert procedure.first_day is not None
        by = furnished_by(procedure, visit)
        group = groups.setdefault((procedure.first_day, by), {})
        group.setdefault(procedure.code.text, []).append(procedure)
    for (day, _), group in groups.items():
        if len(group) > 1:
            yield day, group


def _pairs(
    visit: CodedVisit, table: PtpTable, name: str, schedule: FeeSchedule | None
) -> Iterator[Outcome]:
    if len(visit.service_days) == 1:
        # Whoever did it: where no two codes have an edit, no line need be looked at.
        [day] = visit.service_days
        if table.knows(day) and not table.among({p.code.text for p in visit.procedures}, day):
            return
    for day, group in _groups(visit):
        if not table.knows(day):
            yield from outside(_RULES, name)
            continue
        for found in table.among(group, day):
            if schedule is not None and _is_visit_with_xxx(found, group, schedule, day):
                # That it lacks 25 is said by a rule of its own.
                yield from _lifted(found, group, day)
                continue
            for two, one in _failing(found, group, day):
                yield _refused(visit, found, one, two)
            yield from _lifted(found, group, day)


def _failing(
    found: PtpVerdict, group: _Group, day: date
) -> Iterator[tuple[CodedProcedure, CodedProcedure]]:
    """Each line of column 2 that some line of column 1 stands against, with the first such line."""
    against = _against(found, group, day)
    if against is not None:
        for two in group[found.column2]:
            if not is_bypassed(found, (), texts_of(two), day):
                yield two, against


def _against(found: PtpVerdict, group: _Group, day: date) -> CodedProcedure | None:
    """The first line of column 1 that does not lift the edit by itself, whatever column 2 carries."""
    for one in group[found.column1]:
        if not is_bypassed(found, texts_of(one), (), day):
            return one
    return None


def _lifted(found: PtpVerdict, group: _Group, day: date) -> Iterator[Finding]:
    """What is to be said of each line of column 2 that modifiers lift the edit for."""
    against, one = _against(found, group, day), group[found.column1][0]
    for two in group[found.column2]:
        if against is not None and not is_bypassed(found, (), texts_of(two), day):
            continue
        counted = (texts_of(one) | texts_of(two)) & NCCI_ASSOCIATED
        where = two if texts_of(two) & counted else one
        path = path_of(where, counted)
        if counted <= ANATOMIC and texts_of(one) & counted == texts_of(two) & counted:
            yield SAME_SIDE.at(
                path,
                f"{found.column1} and {found.column2} carry the same {_said(counted)}: it names one "
                "place, not two",
                related=(one.path, two.path),
            )
        else:
            yield BYPASSED.at(
                path,
                f"{_said(counted)} lifts the edit between {found.column1} and {found.column2}: "
                "the record must show why",
                related=(one.path, two.path),
            )


def _refused(
    visit: CodedVisit, found: PtpVerdict, one: CodedProcedure, two: CodedProcedure
) -> Finding:
    assert found.edit is not None
    pair = f"{found.column2} is not paid beside {found.column1}"
    if found.edit.modifier_indicator == 0:
        return for_ncci(NO_BYPASS, visit).at(
            two.path, f"{pair}, whatever the modifier", related=(one.path,)
        )
    mistaken = (texts_of(one) | texts_of(two)) & _MISTAKEN
    if mistaken and not (texts_of(one) | texts_of(two)) & NCCI_ASSOCIATED:
        where = two if texts_of(two) & mistaken else one
        return for_ncci(WRONG_MODIFIER, visit).at(
            path_of(where, mistaken),
            f"{pair}: {_said(mistaken)} does not lift the edit",
            related=(one.path, two.path),
        )
    return for_ncci(NEEDS_MODIFIER, visit).at(
        two.path,
        f"{pair} without a modifier that says how it was distinct",
        related=(one.path,),
    )


def _is_visit_with_xxx(found: PtpVerdict, group: _Group, schedule: FeeSchedule, day: date) -> bool:
    if found.edit is None or found.edit.modifier_indicator != 1:
        return False
    one, two = group[found.column1][0], group[found.column2][0]
    if is_visit(one) is is_visit(two):
        return False
    done = two if is_visit(one) else one
    return schedule.global_days(done.code.text, day) == "XXX"


def _said(texts: Iterable[str]) -> str:
    return " and ".join(sorted(texts))
