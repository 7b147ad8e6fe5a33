"""What Medicaid asks: to pay last, and the consent to a sterilization, why an abortion (SNIP type 7)."""

from collections.abc import Iterator

from medclaim._text import words
from medclaim.claims.claim import Claim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.bill_codes import texts
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
ABORTION = Rule(
    id="E047",
    name="medicaid-abortion-conditions",
    summary="An abortion is billed to Medicaid with the reason for which federal funds pay.",
    authority="42 CFR 441.202 and 441.203 (federal funds only where a physician certifies danger to "
    "life; rape and incest by the yearly appropriations); a state may pay alone, so it only warns",
    severity=Severity.WARNING,
    answer=("CO-272",),
    snip_type=7,
)
_MEDICAID = "MC"
_ABORTIONS = words("59840 59841 59850 59851 59852 59855 59856 59857 59866")
# Condition codes AA to AH say why an abortion was done, G7 that it was one that federal funds pay.
_REASONS = words("AA AB AC AD AE AF AG AH")
_CERTIFIED = "G7"
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


@edit(ABORTION, kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL), triggers=_ABORTIONS)
def abortion_reason(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """An abortion billed to Medicaid that does not say why it was done."""
    if context.visit.payer != _MEDICAID or texts(claim.condition_codes) & _REASONS:
        return
    for procedure in context.visit.procedures:
        if procedure.code.text in _ABORTIONS and not any(
            modifier.text == _CERTIFIED for modifier in procedure.modifiers
        ):
            yield ABORTION.at(
                procedure.path, "neither modifier G7 nor a condition code AA to AH gives the reason"
            )
