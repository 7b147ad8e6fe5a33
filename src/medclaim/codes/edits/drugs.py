"""Drugs on a line: discarded amounts, and how they were given."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, for_medicare, warning
from medclaim._text import words
from medclaim.codes.edits._said import coded, name_of, outside, path_of, texts_of
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.modifier import FAMILIES
from medclaim.codes.tables import Tables
from medclaim.codes.visit import MEDICARE_INDICATORS, CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, Rule, Severity

WASTE_MISSING = Rule(
    id="C074",
    name="jw-jz-missing",
    summary="A single-dose drug billed to Medicare says what was discarded (JW) or that none was (JZ).",
    authority="Medicare Claims Processing Manual, chapter 17, section 40; MLN Matters MM13056",
    severity=Severity.ERROR,
    answer=("CO-4/N822", "CO-16"),
    snip_type=7,
)
WASTE_BOTH = Rule(
    id="C075",
    name="jw-jz-both",
    summary="A line says either that an amount was discarded (JW) or that none was (JZ).",
    authority="HCPCS level II modifier definitions (CMS); Medicare Claims Processing Manual, "
    "chapter 17, section 40",
    severity=Severity.ERROR,
    answer=("CO-4/N519",),
    snip_type=6,
)
JW_ALONE = error(
    "C076",
    "jw-companion-line",
    "Discarded units (JW) stand beside a line of what was given.",
    "Medicare Claims Processing Manual, chapter 17, section 40; MLN Matters MM13056 (two lines). An "
    "error for Medicare, else a warning",
    "CO-107",
)
WASTE_OF_MANY = warning(
    "C077",
    "jw-multidose",
    "JW and JZ stand only with drugs in single-dose containers.",
    "Medicare Claims Processing Manual, chapter 17, section 40; a drug may be newer than the list",
    "CO-4/N519",
)
INITIAL_TWICE = warning(
    "C081",
    "infusion-initial-twice",
    "One infusion or injection of a day is the initial one, unless there were two accesses.",
    "NCCI Policy Manual, chapter XI, section B; a second access or visit is said by 59",
    "CO-236",
    "CO-97",
)

_REQUIRED_FROM = date(2023, 7, 1)
_WASTE = FAMILIES["drug waste"]
_APART = FAMILIES["distinct service"]
_INITIAL = words("96360 96365 96374 96409 96413")
_WHO = (Kind.PROFESSIONAL, Kind.INSTITUTIONAL)


@coding_edit(
    WASTE_MISSING,
    needs=("single_dose_drugs",),
    kinds=_WHO,
    triggers=[f"filing_indicator:{payer}" for payer in MEDICARE_INDICATORS],
)
def waste_not_said(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A single-dose drug for Medicare with neither JW nor JZ."""
    drugs = tables.single_dose_drugs
    if drugs is None or not visit.is_medicare:
        return
    for procedure in visit.procedures:
        code, day = procedure.code, procedure.first_day
        if type(code) is not HcpcsCode or day is None or day < _REQUIRED_FROM:
            continue
        is_listed = drugs.holds(code.text, day)
        if is_listed is None:
            yield from outside((WASTE_MISSING,), "single_dose_drugs")
        if not is_listed:
            continue
        if not any(modifier.text in _WASTE for modifier in procedure.modifiers):
            yield WASTE_MISSING.at(
                f"{procedure.line}.modifiers",
                f"{code} comes in single-dose containers: JW for the discarded amount, "
                "or JZ when none was discarded",
            )


@coding_edit(WASTE_BOTH, triggers=("JW",))
def waste_said_twice(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """JW and JZ on one line."""
    for procedure in visit.procedures:
        if {modifier.text for modifier in procedure.modifiers} >= _WASTE:
            yield WASTE_BOTH.at(
                f"{procedure.line}.modifiers",
                "JW and JZ stand on one line: JW goes on a line of its own with the discarded units",
            )


@coding_edit(JW_ALONE, kinds=_WHO, triggers=("JW",))
def waste_alone(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A line of discarded units without one of given units."""
    given = {
        (procedure.code, procedure.first_day)
        for procedure in visit.procedures
        if "JW" not in texts_of(procedure)
    }
    for procedure in visit.procedures:
        if "JW" in texts_of(procedure) and (procedure.code, procedure.first_day) not in given:
            yield for_medicare(JW_ALONE, visit).at(
                procedure.path,
                f"discarded units of {name_of(procedure.code)}, and none given on that day",
            )


@coding_edit(WASTE_OF_MANY, needs=("single_dose_drugs",), kinds=_WHO, triggers=_WASTE)
def waste_of_many(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """JW or JZ on a drug that comes in containers of several doses."""
    drugs = tables.single_dose_drugs
    for procedure in coded(visit) if drugs is not None else ():
        said, day = texts_of(procedure) & _WASTE, procedure.first_day
        if not said or drugs is None or day is None:
            continue
        is_listed = drugs.holds(procedure.code.text, day)
        if is_listed is None:
            yield from outside((WASTE_OF_MANY,), "single_dose_drugs")
        elif not is_listed:
            yield WASTE_OF_MANY.at(
                path_of(procedure, said),
                f"{procedure.code} is not among the drugs in single-dose containers: it takes no "
                f"{min(said)}",
            )


@coding_edit(INITIAL_TWICE, kinds=_WHO, triggers=_INITIAL)
def initial_infusions(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Two initial infusions or injections of a day and provider."""
    first: dict[tuple[date | None, str | None], CodedProcedure] = {}
    for procedure in coded(visit):
        if procedure.code.text not in _INITIAL or texts_of(procedure) & _APART:
            continue
        one = first.setdefault((procedure.first_day, procedure.provider), procedure)
        if one is not procedure:
            yield INITIAL_TWICE.at(
                procedure.path,
                f"{one.code} and {procedure.code} are both initial: further ones of an access have "
                "codes of their own",
                related=(one.path,),
            )
