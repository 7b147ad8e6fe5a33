"""What falls into the days after an earlier procedure: its global period (history).

A period is counted from the day after the procedure: 10 days (11 with its own) or 90 (92 with its
own and the one before). Only services of the same rendering provider are compared: whether others of
a group are of the same specialty is not on a claim.
"""

from collections.abc import Iterator

from medclaim._rules import for_medicare
from medclaim.claims.claim import Claim
from medclaim.claims.edits.context import Context
from medclaim.codes.edits._said import coded, is_visit, outside, texts_of
from medclaim.codes.visit import CodedProcedure
from medclaim.edit import Kind, Outcome, edit
from medclaim.findings import Rule, Severity

VISIT_IN_PERIOD = Rule(
    id="C025",
    name="em-in-global-no-24",
    summary="A visit in the days after a procedure by the same surgeon carries modifier 24.",
    authority="Medicare Claims Processing Manual, chapter 12, section 40.2. An error for Medicare, "
    "else a warning",
    severity=Severity.ERROR,
    answer=("CO-97/N525",),
    snip_type=6,
)
PROCEDURE_IN_PERIOD = Rule(
    id="C026",
    name="procedure-in-global-no-modifier",
    summary="A procedure in the days after another by the same surgeon carries 58, 78 or 79.",
    authority="Medicare Claims Processing Manual, chapter 12, section 40.2. An error for Medicare, "
    "else a warning",
    severity=Severity.ERROR,
    answer=("CO-97/N525",),
    snip_type=6,
)
_RULES = (VISIT_IN_PERIOD, PROCEDURE_IN_PERIOD)
_DAYS = {"010": 10, "090": 90}
_SURGICAL = frozenset({"000", "010", "090"})
# 57: the visit decided on another major procedure.
_VISIT_APART = frozenset({"24", "57"})
_PROCEDURE_APART = frozenset({"58", "78", "79"})


@edit(*_RULES, needs=("fee_schedule", "history"), kinds=(Kind.PROFESSIONAL,))
def days_after_surgery(claim: Claim, context: Context) -> Iterator[Outcome]:
    """Visits and procedures that an earlier procedure's package includes."""
    schedule, history = context.tables.fee_schedule, context.history
    if schedule is None or history is None:
        return
    earlier = [service.procedure for service in history.services(claim)]
    for procedure in coded(context.visit):
        day = procedure.first_day
        assert day is not None
        is_seen = is_visit(procedure)
        if not is_seen and schedule.global_days(procedure.code.text, day) not in _SURGICAL:
            if not schedule.knows(day):
                yield from outside(_RULES, "fee_schedule")
            continue
        if texts_of(procedure) & (_VISIT_APART if is_seen else _PROCEDURE_APART):
            continue
        for past in earlier:
            if procedure.provider is None or past.provider != procedure.provider:
                continue
            done = past.last_day or past.first_day
            assert done is not None
            gap = (day - done).days
            if not 0 < gap <= max(_DAYS.values()):
                continue
            if not schedule.knows(done):
                yield from outside(_RULES, "fee_schedule")
            elif gap <= _period(schedule.global_days(past.code.text, done), past):
                rule = VISIT_IN_PERIOD if is_seen else PROCEDURE_IN_PERIOD
                asked = "24" if is_seen else "58, 78 or 79"
                yield for_medicare(rule, context.visit).at(
                    f"{procedure.line}.modifiers",
                    f"{procedure.code} is {_said(gap)} after {past.code}, whose package includes "
                    f"it: {asked} says when it was apart",
                )
                break


def _period(global_days: str | None, past: CodedProcedure) -> int:
    # 54: another provider has the days after it.
    return 0 if "54" in texts_of(past) else _DAYS.get(global_days or "", 0)


def _said(days: int) -> str:
    return f"{days} day{'s' * (days != 1)}"
