"""Visits and procedures of one day: the global surgical package."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from medclaim.codes.cpt import CptCode
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity


class FeeSchedule(Protocol):
    """What these edits ask of a physician fee schedule."""

    def global_days(self, code: str, on: date) -> str | None:
        """The global days indicator (``000``, ``010``, ``090``, ``XXX`` ...), ``None`` if unknown."""


class WithFeeSchedule(Protocol):
    """Tables that may hold a fee schedule."""

    @property
    def fee_schedule(self) -> FeeSchedule | None:
        """The physician fee schedule, or ``None``."""


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
_ELSEWHERE = VISIT_WITHOUT_25.weighing(Severity.WARNING)

_MINOR = frozenset({"000", "010"})
# 24 and 57 also say why the visit is paid beside the procedure.
_SEPARATE = frozenset({"24", "25", "57"})


@coding_edit(VISIT_WITHOUT_25, needs=("fee_schedule",), kinds=(Kind.PROFESSIONAL,), triggers="9")
def visit_with_minor_procedure(visit: CodedVisit, tables: WithFeeSchedule) -> Iterator[Finding]:
    """A visit without modifier 25 on the day of a procedure with 0 or 10 global days."""
    schedule = tables.fee_schedule
    visits = [p for p in visit.procedures if _is_visit(p)]
    if schedule is None or not visits:
        return
    minor = [
        p
        for p in visit.procedures
        if p.first_day and schedule.global_days(p.code.text, p.first_day) in _MINOR
    ]
    rule = VISIT_WITHOUT_25 if visit.is_medicare else _ELSEWHERE
    for seen in visits:
        for done in minor:
            if seen.first_day == done.first_day and seen.provider == done.provider:
                yield rule.at(
                    f"{seen.line}.modifiers",
                    f"{seen.code} is on the day of {done.code}, a procedure whose package includes "
                    "the visit: modifier 25 says when it was significant and separate",
                    related=(done.path,),
                )
                break


def _is_visit(procedure: CodedProcedure) -> bool:
    code = procedure.code
    return (
        type(code) is CptCode
        and code.is_evaluation_and_management
        and not any(modifier.text in _SEPARATE for modifier in procedure.modifiers)
    )
