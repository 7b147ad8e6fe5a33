"""What a subscriber's coverage says of itself: insurance type, group (SNIP type 4)."""

from collections.abc import Iterator

from medclaim._rules import claim_rule
from medclaim.claims.claim import Claim, ProfessionalClaim
from medclaim.claims.cob import OtherSubscriber
from medclaim.claims.edits.context import Context
from medclaim.codes.visit import MEDICARE_INDICATORS
from medclaim.edit import edit
from medclaim.findings import Finding, Rule, Severity

INSURANCE_TYPE = claim_rule(
    "D039",
    "insurance-type-missing-msp",
    "Where Medicare pays after another, a professional claim says why: an insurance type.",
    "First Coast, electronic filing of Medicare Part B secondary payer claims, and CGS, MSP claims: "
    "billing reminders (such a claim is rejected); 005010X222A1, 2000B SBR05. For a Medicare that is "
    "only named, one clearinghouse's edit: a warning",
    "A6:578",
    "CO-16/MA83",
)
TYPE_OF_PRIMARY = claim_rule(
    "D040",
    "insurance-type-when-primary",
    "The payer that pays first has no insurance type.",
    "one clearinghouse's edit; 005010X222A1, 2000B and 2320 SBR05 (required where Medicare is not "
    "primary, else not sent)",
    "A7:578",
    severity=Severity.WARNING,
)
GROUP_NAME = claim_rule(
    "D053",
    "group-number-vs-name",
    "A group's name is given only where it has no number.",
    "005010X222A1, 2000B SBR04 (situational: where SBR03 is not used); from knowledge",
    "A7:163",
    severity=Severity.INFORMATION,
)
_OF_OTHER = INSURANCE_TYPE.weighing(Severity.WARNING)

_FIRST = "P"
_LATER = frozenset("STABCDEFGH")


@edit(INSURANCE_TYPE, TYPE_OF_PRIMARY, GROUP_NAME)
def insurance(claim: Claim, context: Context) -> Iterator[Finding]:
    """An insurance type that is missing or out of place, a group said twice."""
    holder = claim.subscriber
    if holder.group_name is not None and holder.group_number is not None:
        yield GROUP_NAME.at(
            "subscriber.group_name",
            "the group's number says it: leave the name out",
            related=("subscriber.group_number",),
        )
    if type(claim) is not ProfessionalClaim:
        return
    turn = holder.responsibility
    if holder.insurance_type is None:
        if turn in _LATER and context.is_medicare:
            yield _missing(INSURANCE_TYPE, "subscriber")
    elif turn == _FIRST:
        yield _out_of_place("subscriber")
    for index, other in enumerate(claim.other_subscribers):
        yield from _of_other(f"other_subscribers[{index}]", other)


def _of_other(path: str, other: OtherSubscriber) -> Iterator[Finding]:
    if other.insurance_type is None:
        if other.responsibility in _LATER and other.filing_indicator in MEDICARE_INDICATORS:
            yield _missing(_OF_OTHER, path)
    elif other.responsibility == _FIRST:
        yield _out_of_place(path)


def _missing(rule: Rule, path: str) -> Finding:
    return rule.at(
        f"{path}.insurance_type",
        "Medicare pays after another: say why (12 working aged, 43 disabled, 47 liability ...)",
        related=(f"{path}.responsibility",),
    )


def _out_of_place(path: str) -> Finding:
    return TYPE_OF_PRIMARY.at(
        f"{path}.insurance_type",
        "the first payer has none: it says why Medicare pays after another",
        related=(f"{path}.responsibility",),
    )
