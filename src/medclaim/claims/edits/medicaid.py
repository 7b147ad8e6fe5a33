"""What Medicaid asks: to pay last, and the consent to a sterilization (SNIP type 7)."""

from collections.abc import Iterator

from medclaim._text import words
from medclaim.claims.claim import Claim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context, line_of
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

LAST_RESORT = Rule(
    id="E040",
    name="medicaid-is-payer-of-last-resort",
    summary="Medicaid pays after every other coverage that is known.",
    authority="42 CFR 433.139(b); a warning, since 433.139(b)(3) has states pay some claims first",
    severity=Severity.WARNING,
    answer=("CO-22",),
    snip_type=7,
)
CONSENT = Rule(
    id="E046",
    name="medicaid-sterilization-consent",
    summary="A sterilization is billed to Medicaid with the patient's consent form.",
    authority="42 CFR 441.253 and 441.256 (consent documented); how it is sent is each state's, "
    "so it only warns",
    severity=Severity.WARNING,
    answer=("CO-252", "A6:785"),
    snip_type=7,
)
_MEDICAID = "MC"
_STERILIZATIONS = words("55250 58600 58605 58611 58615 58670 58671")


@edit(LAST_RESORT, triggers=("filing_indicator:MC",))
def last_resort(claim: Claim, context: Context) -> Iterator[Finding]:
    """A claim that asks Medicaid first though another coverage stands on it."""
    if context.visit.payer != _MEDICAID or claim.subscriber.responsibility != "P":
        return
    for index, other in enumerate(claim.other_subscribers):
        if other.filing_indicator != _MEDICAID:
            yield LAST_RESORT.at(
                "subscriber.responsibility",
                "Medicaid is asked first (P), but another payer is on the claim",
                related=(f"other_subscribers[{index}]",),
            )
            return


@edit(CONSENT, kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL), triggers=_STERILIZATIONS)
def sterilization_consent(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """A sterilization billed to Medicaid with nothing attached."""
    if context.visit.payer != _MEDICAID or claim.attachments:
        return
    for procedure in context.visit.procedures:
        if procedure.code.text in _STERILIZATIONS and not line_of(claim, procedure).attachments:
            yield CONSENT.at(procedure.path, "no attachment holds the signed consent form (PWK CK)")
