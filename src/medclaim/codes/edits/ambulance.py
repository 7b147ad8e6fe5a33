"""Ambulance transport: from where to where."""

from collections.abc import Iterator

from medclaim._text import words
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity

PAIR_MISSING = Rule(
    id="C108",
    name="ambulance-modifier-missing",
    summary="An ambulance trip says its origin and destination in one modifier.",
    authority="Medicare Claims Processing Manual, chapter 15, section 30. An error for Medicare, "
    "else a warning",
    severity=Severity.ERROR,
    answer=("CO-4/N822", "A6:266"),
    snip_type=6,
)
_ELSEWHERE = PAIR_MISSING.weighing(Severity.WARNING)

# Of A0021-A0999, those that are a trip or its miles; supplies and waiting time have no direction.
_TRIPS = words(
    "A0225 A0380 A0390 A0425 A0426 A0427 A0428 A0429 A0430 A0431 A0432 A0433 A0434 A0435 A0436 A0888"
)


@coding_edit(PAIR_MISSING, kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL), triggers=_TRIPS)
def origin_and_destination(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A trip without an origin-destination modifier."""
    rule = PAIR_MISSING if visit.is_medicare else _ELSEWHERE
    for procedure in visit.procedures:
        if procedure.code.text in _TRIPS and not any(
            modifier.is_ambulance_pair for modifier in procedure.modifiers
        ):
            yield rule.at(
                f"{procedure.line}.modifiers",
                f"{procedure.code} needs a modifier of origin and destination, such as RH for "
                "residence to hospital",
            )
