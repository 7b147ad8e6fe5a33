"""What a payer's arrangements ask: when to send a claim, what to report, who has to refer (SNIP type 7)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from medclaim._rules import claim_rule
from medclaim.claims.claim import Claim, ProfessionalClaim, lines_of
from medclaim.claims.cob import OtherSubscriber
from medclaim.claims.edits.context import Context
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.codes.visit import MEDICARE_INDICATORS
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

CROSSOVER = claim_rule(
    "E048",
    "medicaid-crossover-dup",
    "What Medicare crosses over is sent by oneself only when the payer's wait is over.",
    "CMS, Coordination of Benefits Agreement (MLN Matters SE0909: leave time for the crossover); how "
    "many days the payer says",
    "A3:770",
    "A3:771",
    severity=Severity.WARNING,
    snip_type=7,
)
WITHIN_DAYS = claim_rule(
    "E064",
    "commercial-duplicate-window",
    "A service is not one that was sent before, within the days in which the payer takes two for one.",
    "payer policy",
    "OA-18",
    "A3:54",
    severity=Severity.WARNING,
    snip_type=7,
)
VA_REFERRAL = claim_rule(
    "E090",
    "va-referral",
    "Care in the community for a veteran is billed with the VA's referral or authorization.",
    "unconfirmed: VA Community Care Network billing (emergency care may go without)",
    "CO-197",
    severity=Severity.WARNING,
    snip_type=7,
)
SURGERY_CENTER = claim_rule(
    "E096",
    "asc-modifier",
    "A surgery center bills Medicare without SG, and two sides without modifier 50.",
    "Medicare Claims Processing Manual, chapter 14 (since 2008 SG is not needed; 50 is not "
    "recognized); knowledge, unconfirmed for other payers",
    severity=Severity.INFORMATION,
    snip_type=7,
)
CAPITATION = claim_rule(
    "E099",
    "capitation-zero",
    "A capitated encounter is reported as one (RP) and keeps its charges.",
    "005010X222A1, BHT06 RP; one clearinghouse's edit",
    "CO-24",
    severity=Severity.INFORMATION,
    snip_type=7,
)

_CAPITATED = "05"
_REPORTED = "RP"
# NUCC: the taxonomy of an ambulatory surgical clinic.
_CENTERS = frozenset({"261QA1903X"})
_CENTER_PLACE = "24"


@edit(CROSSOVER, needs=("submitted_on", "payer.crossover_days"), triggers=("other_subscribers",))
def crossed_over(claim: Claim, context: Context) -> Iterator[Finding]:
    """A claim sent to the payer after Medicare that Medicare may have sent already."""
    today, policy = context.submitted_on, context.policy
    if today is None or policy is None or policy.crossover_days is None or context.is_medicare:
        return
    for index, other in enumerate(claim.other_subscribers):
        day = _decided(claim, other) if other.filing_indicator in MEDICARE_INDICATORS else None
        if day is not None and 0 <= (today - day).days < policy.crossover_days:
            yield CROSSOVER.at(
                f"other_subscribers[{index}]",
                f"Medicare decided {(today - day).days} days ago: {policy.name} asks to wait "
                f"{policy.crossover_days} for what crosses over",
            )


def _decided(claim: Claim, other: OtherSubscriber) -> date | None:
    """The last day on which another payer decided, of the claim or a line of it."""
    days = [other.payer.adjudication_date] + [
        decided.adjudication_date
        for line in lines_of(claim)
        for decided in line.adjudications
        if decided.payer_id == other.payer.payer_id
    ]
    return max((day for day in days if type(day) is date), default=None)


@edit(WITHIN_DAYS, needs=("history", "payer.duplicate_days"))
def sent_within_days(claim: Claim, context: Context) -> Iterator[Finding]:
    """A service that an earlier claim has, with the same modifiers, by the same biller, days before."""
    history, policy = context.history, context.policy
    if history is None or policy is None or policy.duplicate_days is None:
        return
    npi = getattr(claim.billing_provider.npi, "text", None)
    earlier = [past for past in history.services(claim) if past.billing_npi == npi]
    for procedure in context.visit.procedures if earlier else ():
        day = procedure.first_day
        if day is None:
            continue
        for past in earlier:
            before = past.procedure
            if before.code != procedure.code or before.modifiers != procedure.modifiers:
                continue
            if before.first_day and abs((day - before.first_day).days) <= policy.duplicate_days:
                yield WITHIN_DAYS.at(
                    procedure.path,
                    f"was sent before, of {before.first_day}: {policy.name} takes two within "
                    f"{policy.duplicate_days} days for one",
                )
                break


@edit(VA_REFERRAL, triggers=("filing_indicator:VA",))
def referred_by_va(claim: Claim, context: Context) -> Iterator[Finding]:
    """A veteran's care in the community without a number of the VA's."""
    if context.visit.payer != "VA":
        return
    if claim.referral_number is None and claim.prior_authorization is None:
        yield VA_REFERRAL.at(
            "prior_authorization", "neither a referral nor an authorization of the VA's is given"
        )


@edit(SURGERY_CENTER, kinds=(Kind.PROFESSIONAL,), triggers=("SG", "50"))
def surgery_center(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A surgery center's own bill to Medicare, with modifiers that are not its."""
    taxonomy = claim.billing_provider.taxonomy
    is_center = type(taxonomy) is TaxonomyCode and taxonomy.text in _CENTERS
    for procedure in context.visit.procedures if context.is_medicare else ():
        place = procedure.place_of_service
        if place is None or place.text != _CENTER_PLACE:
            continue
        for modifier, path in zip(procedure.modifiers, procedure.modifier_paths, strict=True):
            if modifier.text == "SG":
                yield SURGERY_CENTER.at(path, "Medicare needs no SG of a surgery center")
            elif modifier.text == "50" and is_center:
                yield SURGERY_CENTER.at(
                    path, "of a center two sides are two lines, or one of two units"
                )


@edit(CAPITATION)
def capitated(claim: Claim, context: Context) -> Iterator[Finding]:
    """An encounter without its charges, or a capitated claim sent to be paid."""
    if claim.claim_or_encounter == _REPORTED:
        charge = claim.total_charge
        if type(charge) is Decimal and not charge:
            yield CAPITATION.at("total_charge", "an encounter reports what would be charged")
    elif claim.contract is not None and claim.contract.type_code == _CAPITATED:
        yield CAPITATION.at(
            "claim_or_encounter",
            "a capitated contract (05): report the encounter (RP)",
            related=("contract.type_code",),
        )
