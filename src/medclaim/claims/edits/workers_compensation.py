"""What property and casualty payers ask: the claim's number, the day, the cause (SNIP type 7)."""

from collections.abc import Iterator

from medclaim.claims.claim import Claim, DentalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.parties import SELF, Patient, Subscriber
from medclaim.claims.shapes import fits_any
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

CLAIM_NUMBER = Rule(
    id="E080",
    name="wc-claim-number-missing",
    summary="A workers' compensation or auto claim gives the payer's number of the injury.",
    authority="005010X222A1, 2010BA and 2010CA REF Y4 (situational: where the services are "
    "known to be of a property and casualty claim)",
    severity=Severity.WARNING,
    answer=("A6:629", "CO-16"),
    snip_type=7,
)
NUMBER_SHAPE = Rule(
    id="E089",
    name="feca-number",
    summary="The number of an injury has a form that its payer issues.",
    authority="unconfirmed: Office of Workers' Compensation Programs, a case number has nine digits; "
    "others as the policy says",
    severity=Severity.WARNING,
    answer=("A7:164",),
    snip_type=7,
)
INJURY_DATE = Rule(
    id="E081",
    name="wc-date-of-injury-missing",
    summary="A workers' compensation claim says the day of the injury.",
    authority="005010X222A1, 2300 DTP 439 (situational; its note asks for it with employment only "
    "where there was an accident)",
    severity=Severity.WARNING,
    answer=("A6:727", "A6:749"),
    snip_type=7,
)
EMPLOYER = Rule(
    id="E082",
    name="wc-employer-missing",
    summary="The subscriber of a workers' compensation claim is the employer.",
    authority="unconfirmed: IAIABC companion guides",
    severity=Severity.WARNING,
    answer=("A6:166",),
    snip_type=7,
)
EMPLOYMENT = Rule(
    id="E083",
    name="wc-related-cause",
    summary="A workers' compensation claim says that the condition is related to employment.",
    authority="005010X222A1, 2300 CLM11 EM (situational: where the condition is related to "
    "employment); what a payer does without it is unconfirmed",
    severity=Severity.WARNING,
    answer=("A6:364",),
    snip_type=7,
)
AUTO_CAUSE = Rule(
    id="E088",
    name="auto-pip",
    summary="A claim to an automobile insurer says that an auto accident is the cause.",
    authority="005010X222A1, 2300 CLM11 AA (situational: where an auto accident is the cause); "
    "what a payer does without it is unconfirmed",
    severity=Severity.WARNING,
    answer=("A6:364",),
    snip_type=7,
)

_WORKERS = "WC"
_AUTO = "AM"
_OF_A_PLACE = (Kind.PROFESSIONAL, Kind.DENTAL)


def _indicators(*indicators: str) -> tuple[str, ...]:
    return tuple(f"filing_indicator:{indicator}" for indicator in indicators)


@edit(CLAIM_NUMBER, triggers=_indicators(_WORKERS, _AUTO))
def casualty_claim_number(claim: Claim, context: Context) -> Iterator[Finding]:
    """No number of the property and casualty claim, neither the subscriber's nor the patient's."""
    if context.visit.payer not in (_WORKERS, _AUTO):
        return
    who = claim.subscriber if claim.patient is None else claim.patient
    holder = claim.subscriber
    if who.property_casualty_claim_number is None and holder.property_casualty_claim_number is None:
        where = "subscriber" if claim.patient is None else "patient"
        yield CLAIM_NUMBER.at(
            f"{where}.property_casualty_claim_number",
            "the payer's number of the injury is missing",
        )


@edit(
    NUMBER_SHAPE,
    needs=("payer",),
    triggers=("payer:workers' compensation", "payer:auto"),
)
def injury_number(claim: Claim, context: Context) -> Iterator[Finding]:
    """A number of the injury in no form that the payer is known to issue."""
    policy = context.policy
    if policy is None or not policy.injury_number_shapes:
        return
    holders: list[tuple[str, Subscriber | Patient | None]] = [
        ("subscriber", claim.subscriber),
        ("patient", claim.patient),
    ]
    for where, who in holders:
        number = None if who is None else who.property_casualty_claim_number
        if type(number) is str and not fits_any(policy.injury_number_shapes, number):
            yield NUMBER_SHAPE.at(
                f"{where}.property_casualty_claim_number",
                f"is in no form that {policy.name} is known to issue",
            )


@edit(EMPLOYER, triggers=_indicators(_WORKERS))
def employer(claim: Claim, context: Context) -> Iterator[Finding]:
    """A workers' compensation claim whose subscriber is the patient."""
    if context.visit.payer == _WORKERS and claim.subscriber.relationship == SELF:
        yield EMPLOYER.at(
            "subscriber",
            "is the employer, and the injured worker the patient",
            related=("subscriber.relationship",),
        )


@edit(INJURY_DATE, EMPLOYMENT, kinds=_OF_A_PLACE, triggers=_indicators(_WORKERS))
def injury_at_work(claim: ProfessionalClaim | DentalClaim, context: Context) -> Iterator[Finding]:
    """A claim for an injury at work that says neither so nor when."""
    if context.visit.payer != _WORKERS:
        return
    causes = claim.related_causes
    if causes is None or "EM" not in causes.codes:
        yield EMPLOYMENT.at("related_causes", "employment (EM) is not said to be the cause")
    if claim.dates is None or claim.dates.accident is None:
        yield INJURY_DATE.at("dates.accident", "the day of the injury is missing")


@edit(AUTO_CAUSE, kinds=_OF_A_PLACE, triggers=_indicators(_AUTO))
def auto_accident(claim: ProfessionalClaim | DentalClaim, context: Context) -> Iterator[Finding]:
    """A claim to an automobile insurer without the accident; its day and state D103 and D104 ask for."""
    if context.visit.payer != _AUTO:
        return
    causes = claim.related_causes
    if causes is None or "AA" not in causes.codes:
        yield AUTO_CAUSE.at("related_causes", "an auto accident (AA) is not said to be the cause")
