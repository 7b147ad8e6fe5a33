"""NCCI medically unlikely edits: the units of a line, and of a day by one provider.

The units of a line over several days are shared out among them (NCCI Policy Manual, chapter I,
section V), and so count on each of them beside those of other lines.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from heapq import heappop, heappush
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from medclaim.codes.edits._said import coded, for_ncci, furnished_by, outside, texts_of
from medclaim.codes.modifiers import MUE_SPLITTING
from medclaim.codes.mue import MueLimit, MueTable
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, NotChecked, Rule, Severity

_MANUAL = "NCCI Policy Manual for Medicare Services, chapter I, section V"
_WHOSE = "An error for Medicare and Medicaid, else a warning"
_SHARED = (
    "A warning where some lines are of several days: the manual shares their units out, and does not "
    "say that the shares add up"
)

LINE = Rule(
    id="C008",
    name="mue-line",
    summary="A line of a code with MAI 1 has at most the units of its limit.",
    authority=f"{_MANUAL}; NCCI MUE edits. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-151/N362", "A7:476"),
    snip_type=6,
)
DAY_ABSOLUTE = Rule(
    id="C009",
    name="mue-day-absolute",
    summary="The units of a day of a code with MAI 2 never exceed its limit.",
    authority=f"{_MANUAL}; MLN Matters MM8853. {_WHOSE}. {_SHARED}",
    severity=Severity.ERROR,
    answer=("CO-151/N362",),
    snip_type=6,
)
DAY_CLINICAL = Rule(
    id="C010",
    name="mue-day-clinical",
    summary="The units of a day of a code with MAI 3 exceed its limit only on appeal.",
    authority=f"{_MANUAL}; MLN Matters MM8853. {_WHOSE}. {_SHARED}",
    severity=Severity.ERROR,
    answer=("CO-151/N362",),
    snip_type=6,
)
SPLIT = Rule(
    id="C011",
    name="mue-split-without-modifier",
    summary="Units of a code with MAI 1 on several lines say by a modifier why.",
    authority=f"{_MANUAL} (the same code on separate lines). {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-18", "OA-18/N522"),
    snip_type=6,
)
MEDICAID_LINE = Rule(
    id="C012",
    name="mue-medicaid-line",
    summary="A line has at most the units of a Medicaid limit, which has no MAI.",
    authority="Medicaid NCCI Policy Manual, chapter I; Medicaid NCCI MUE edits. An error for "
    "Medicare and Medicaid, else a warning",
    severity=Severity.ERROR,
    answer=("CO-151/N362",),
    snip_type=6,
)
_RULES = (LINE, DAY_ABSOLUTE, DAY_CLINICAL, SPLIT, MEDICAID_LINE)
_OF_DAY = (DAY_ABSOLUTE, DAY_CLINICAL)


@coding_edit(*_RULES, needs=("mue",), kinds=(Kind.PROFESSIONAL,), across=_OF_DAY)
def practitioner_units(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """More units than the practitioners' table allows."""
    if tables.mue is not None and not visit.is_of_supplier:
        yield from _units(visit, tables.mue, "mue")


@coding_edit(*_RULES, needs=("mue_outpatient",), kinds=(Kind.INSTITUTIONAL,), across=_OF_DAY)
def outpatient_units(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """More units than the outpatient hospitals' table allows."""
    if tables.mue_outpatient is not None and not visit.is_inpatient:
        yield from _units(visit, tables.mue_outpatient, "mue_outpatient")


@coding_edit(*_RULES, kinds=(Kind.PROFESSIONAL,), triggers=("supplier",), across=_OF_DAY)
def supplier_units(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """More units than the table of suppliers of equipment allows, which few users need to have."""
    if not visit.is_of_supplier:
        return
    if tables.mue_dme is not None:
        yield from _units(visit, tables.mue_dme, "mue_dme")
    else:
        for rule in _RULES:
            yield NotChecked(rule=rule, lacks=("mue_dme",))


def _units(visit: CodedVisit, table: MueTable, name: str) -> Iterator[Outcome]:
    if _is_within(visit, table):
        return
    groups: dict[tuple[str, str | None], list[CodedProcedure]] = {}
    for procedure in coded(visit):
        key = procedure.code.text, furnished_by(procedure, visit)
        groups.setdefault(key, []).append(procedure)
    for (code, _), lines in groups.items():
        for day in _days(lines):
            if not table.knows(day.day):
                yield from outside(_RULES, name)
                continue
            limit = table.limit(code, day.day)
            if limit is None:
                continue
            if limit.is_per_line:
                yield from _beyond_of_line(visit, limit, day)
            elif day.units > limit.value:
                yield _beyond_of_day(visit, limit, day)


class _Day(NamedTuple):
    """A day of a code and provider: the lines that begin on it, those that go on, the units of all."""

    day: date
    begun: list[CodedProcedure]
    going_on: list[tuple[date, int, CodedProcedure]]
    units: Decimal


def _days(lines: Sequence[CodedProcedure]) -> Iterator[_Day]:
    """The days on which a line begins: on no other are there more units than on one of these."""
    going_on: list[tuple[date, int, CodedProcedure]] = []
    units, number = Decimal(), 0
    for day, some in groupby(sorted(lines, key=_first), _first):
        while going_on and going_on[0][0] < day:
            units -= _a_day(heappop(going_on)[2])
        begun = list(some)
        units += sum(map(_a_day, begun), Decimal())
        yield _Day(day, begun, going_on, units)
        for line in begun:
            # The number keeps lines of one last day in their order.
            heappush(going_on, (line.last_day or day, number, line))
            number += 1


def _first(line: CodedProcedure) -> date:
    assert line.first_day is not None
    return line.first_day


def _is_within(visit: CodedVisit, table: MueTable) -> bool:
    """Whether every code stands once, on one day, with no more units than its limit: then all is said."""
    limits = table.limits(visit.service_days[0]) if len(visit.service_days) == 1 else None
    if limits is None:
        return False
    seen: set[str] = set()
    for procedure in visit.procedures:
        code, units = procedure.code.text, procedure.units
        if procedure.first_day is None or code in seen:
            return False
        seen.add(code)
        limit = limits.get(code)
        if limit is not None and units is not None and units > limit.value:
            return False
    return True


def _beyond_of_line(visit: CodedVisit, limit: MueLimit, day: _Day) -> Iterator[Finding]:
    rule = MEDICAID_LINE if limit.adjudication_indicator is None else LINE
    for line in day.begun:
        units = _a_day(line)
        if units > limit.value:
            yield for_ncci(rule, visit).at(
                f"{line.line}.units",
                f"{line.code}: {units} units; at most {limit.value} on a line",
            )
    first, *others = day.begun
    if rule is LINE and sum(map(_a_day, day.begun), Decimal()) > limit.value:
        for line in others:
            if MUE_SPLITTING.isdisjoint(texts_of(line)):
                yield for_ncci(SPLIT, visit).at(
                    f"{line.line}.modifiers",
                    f"{line.code} stands on {len(day.begun)} lines: a modifier must say why",
                    related=(first.path,),
                )


def _beyond_of_day(visit: CodedVisit, limit: MueLimit, day: _Day) -> Finding:
    lines = [line for _, _, line in sorted(day.going_on, key=itemgetter(1))] + day.begun
    others, last = lines[:-1], lines[-1]
    rule = for_ncci(DAY_ABSOLUTE if limit.adjudication_indicator == 2 else DAY_CLINICAL, visit)
    if len({(line.first_day, line.last_day) for line in lines}) > 1:
        rule = rule.weighing(Severity.WARNING)
    return rule.at(
        f"{last.line}.units",
        f"{last.code}: {day.units} units on one day; at most {limit.value} are paid",
        related=[f"{line.line}.units" for line in others],
    )


def _a_day(line: CodedProcedure) -> Decimal:
    """The units of a day: those of a line over several days are shared out among them."""
    units, first, last = line.units, line.first_day, line.last_day
    if units is None:
        return Decimal()
    days = (last - first).days + 1 if first is not None and last is not None else 1
    if days <= 1:
        return units
    return (units / days).quantize(Decimal(1), rounding=ROUND_HALF_UP)
