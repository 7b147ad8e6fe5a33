"""NCCI medically unlikely edits: the units of a line, and of a day by one provider."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from medclaim.codes.edits._said import coded, for_ncci, outside, texts_of
from medclaim.codes.modifiers import MUE_SPLITTING
from medclaim.codes.mue import MueLimit, MueTable
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, Rule, Severity

_MANUAL = "NCCI Policy Manual for Medicare Services, chapter I, section V"
_WHOSE = "An error for Medicare and Medicaid, else a warning"

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
    authority=f"{_MANUAL}; MLN Matters MM8853. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-151/N362",),
    snip_type=6,
)
DAY_CLINICAL = Rule(
    id="C010",
    name="mue-day-clinical",
    summary="The units of a day of a code with MAI 3 exceed its limit only on appeal.",
    authority=f"{_MANUAL}; MLN Matters MM8853. {_WHOSE}",
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


@coding_edit(*_RULES, needs=("mue",), kinds=(Kind.PROFESSIONAL,))
def practitioner_units(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """More units than the practitioners' table allows."""
    if tables.mue is not None:
        yield from _units(visit, tables.mue, "mue")


@coding_edit(*_RULES, needs=("mue_outpatient",), kinds=(Kind.INSTITUTIONAL,))
def outpatient_units(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """More units than the outpatient hospitals' table allows."""
    if tables.mue_outpatient is not None and not visit.is_inpatient:
        yield from _units(visit, tables.mue_outpatient, "mue_outpatient")


def _units(visit: CodedVisit, table: MueTable, name: str) -> Iterator[Outcome]:
    if _is_within(visit, table):
        return
    groups: dict[tuple[str, str | None, date, date | None], list[CodedProcedure]] = {}
    for procedure in coded(visit):
        day = procedure.first_day
        assert day is not None
        key = (procedure.code.text, procedure.provider, day, procedure.last_day)
        groups.setdefault(key, []).append(procedure)
    for (code, _, day, _), lines in groups.items():
        if not table.knows(day):
            yield from outside(_RULES, name)
            continue
        limit = table.limit(code, day)
        if limit is not None:
            yield from _beyond(visit, limit, lines)


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


def _beyond(
    visit: CodedVisit, limit: MueLimit, lines: Sequence[CodedProcedure]
) -> Iterator[Finding]:
    if limit.is_per_line:
        rule = MEDICAID_LINE if limit.adjudication_indicator is None else LINE
        for line in lines:
            units = a_day(line)
            if units > limit.value:
                yield for_ncci(rule, visit).at(
                    f"{line.line}.units",
                    f"{line.code}: {units} units; at most {limit.value} on a line",
                )
        if rule is LINE:
            yield from _split(visit, limit, lines)
        return
    total = sum(map(a_day, lines), Decimal())
    if total > limit.value:
        last = lines[-1]
        yield for_ncci(day_rule(limit), visit).at(
            f"{last.line}.units",
            f"{last.code}: {total} units on one day; at most {limit.value} are paid",
            related=[f"{line.line}.units" for line in lines[:-1]],
        )


def day_rule(limit: MueLimit) -> Rule:
    """The rule on the units of a day that a limit is of."""
    return DAY_ABSOLUTE if limit.adjudication_indicator == 2 else DAY_CLINICAL


def _split(
    visit: CodedVisit, limit: MueLimit, lines: Sequence[CodedProcedure]
) -> Iterator[Finding]:
    if sum(map(a_day, lines), Decimal()) <= limit.value:
        return
    for line in lines[1:]:
        if MUE_SPLITTING.isdisjoint(texts_of(line)):
            yield for_ncci(SPLIT, visit).at(
                f"{line.line}.modifiers",
                f"{line.code} stands on {len(lines)} lines: a modifier must say why",
                related=(lines[0].path,),
            )


def a_day(line: CodedProcedure) -> Decimal:
    """The units of a day: those of a line over several days are shared out among them."""
    units, first, last = line.units, line.first_day, line.last_day
    if units is None:
        return Decimal()
    days = (last - first).days + 1 if first is not None and last is not None else 1
    if days <= 1:
        return units
    return (units / days).quantize(Decimal(1), rounding=ROUND_HALF_UP)
