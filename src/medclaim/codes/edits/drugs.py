"""Drugs on a line: discarded amounts."""

from collections.abc import Iterator
from datetime import date

from medclaim.codes.edits._said import outside
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.tables import Tables
from medclaim.codes.visit import MEDICARE_INDICATORS, CodedVisit
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

_REQUIRED_FROM = date(2023, 7, 1)
_WASTE = frozenset({"JW", "JZ"})


@coding_edit(
    WASTE_MISSING,
    needs=("single_dose_drugs",),
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
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
