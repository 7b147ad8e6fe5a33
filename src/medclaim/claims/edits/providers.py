"""Who bills, renders, refers, supervises, and where: the providers of a claim against each other."""

from collections.abc import Iterator

from medclaim._rules import claim_rule
from medclaim.claims.claim import Claim, DentalClaim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context, code_text
from medclaim.claims.parties import BillingProvider, Organization, Person, Provider
from medclaim.codes.ssn import Ssn
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

BILLING_PERSON = claim_rule(
    "D026",
    "billing-person-on-837i",
    "The billing provider of an institutional claim is an organization.",
    "005010X223A2, 2010AA NM102 (2 only)",
    "A7:775@85",
    snip_type=2,
)
BILLING_SSN = claim_rule(
    "D027",
    "billing-taxid-type-837i",
    "The billing provider of an institutional claim gives an EIN as its tax identifier.",
    "005010X223A2, 2010AA REF (EI only)",
    "A7:745",
    snip_type=2,
)
PAY_TO_SAME = claim_rule(
    "D029",
    "payto-same-as-billing",
    "A pay-to address is another than the billing provider's.",
    "005010X222A1, 2010AB (required where payment goes to another address, else not sent); what a "
    "payer does with it is unconfirmed",
    severity=Severity.WARNING,
)
RENDERING_IS_BILLING = claim_rule(
    "D030",
    "billing-multiple-ids-equal",
    "A rendering provider is named only where it is not the billing provider.",
    "005010X222A1, 2310B (required where it is not the billing provider, else not sent)",
    severity=Severity.INFORMATION,
)
RENDERING_ORGANIZATION = claim_rule(
    "D085",
    "rendering-org-not-allowed",
    "Who rendered a service is a person, but for laboratories, suppliers and ambulances.",
    "payers' practice, unconfirmed: 005010X222A1, 2310B NM102 takes both",
    "A7:775@82",
    severity=Severity.WARNING,
    snip_type=7,
)
REFERRING_PERSON = claim_rule(
    "D087",
    "referring-must-be-person",
    "Who referred a patient is a person.",
    "005010X222A1, 2310A and 2420F, and 005010X223A2, 2310F and 2420D: NM102 (1 only)",
    "A7:741@DN",
    snip_type=2,
)
REFERRING_OF_LINE = claim_rule(
    "D088",
    "referring-line-only",
    "A line names who referred only where the claim names another.",
    "one clearinghouse's edit; 005010X222A1, 2420F (required where it differs from 2310A)",
    "A8:562@DN",
    severity=Severity.WARNING,
)
SUPERVISING_IS_RENDERING = claim_rule(
    "D089",
    "supervising-equals-rendering",
    "Who supervised is another than who rendered.",
    "one clearinghouse's edit",
    "A7:562@DQ",
    severity=Severity.WARNING,
)

_BOTH = (Kind.PROFESSIONAL, Kind.DENTAL)
# The first characters of laboratory codes, and of those of supplies, equipment and ambulances.
WITHOUT_A_PERSON = tuple("8ABEKLPV")
_REFERRERS = ("referring_provider", "primary_care_provider")


@edit(BILLING_PERSON, BILLING_SSN, PAY_TO_SAME)
def billing_provider(claim: Claim, context: Context) -> Iterator[Finding]:
    """A person or an SSN where only organizations bill, a pay-to address that says nothing new."""
    billing = claim.billing_provider
    if type(claim) is InstitutionalClaim:
        if type(billing.name) is Person:
            yield BILLING_PERSON.at("billing_provider.name", "is a person: name an organization")
        if type(billing.tax_id) is Ssn:
            yield BILLING_SSN.at("billing_provider.tax_id", "is an SSN: give the EIN")
    if billing.pay_to is not None and billing.pay_to.address == billing.address:
        yield PAY_TO_SAME.at(
            "billing_provider.pay_to",
            "is the billing provider's own address: leave it out",
            related=("billing_provider.address",),
        )


@edit(RENDERING_IS_BILLING, kinds=_BOTH, triggers=("rendering_provider",))
def rendering_is_billing(
    claim: ProfessionalClaim | DentalClaim, context: Context
) -> Iterator[Finding]:
    """Who bills, named once more as the one who rendered the services."""
    rendering, billing = claim.rendering_provider, claim.billing_provider
    if _is_same(rendering, billing):
        yield RENDERING_IS_BILLING.at(
            "rendering_provider",
            "is the billing provider, who then need not be named again",
            related=("billing_provider",),
        )


@edit(
    RENDERING_ORGANIZATION,
    kinds=(Kind.PROFESSIONAL,),
    triggers=("rendering_provider", "lines.rendering_provider"),
)
def rendering_organization(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """An organization said to have rendered what a person does."""
    found = claim.rendering_provider
    if found is not None and type(found.name) is Organization:
        codes = [procedure.code.text for procedure in context.visit.procedures]
        if not all(code.startswith(WITHOUT_A_PERSON) for code in codes):
            yield _organization("rendering_provider")
    for index, line in enumerate(claim.lines):
        found = line.rendering_provider
        if found is None or type(found.name) is not Organization:
            continue
        if not code_text(line.procedure_code).startswith(WITHOUT_A_PERSON):
            yield _organization(f"lines[{index}].rendering_provider")


def _organization(path: str) -> Finding:
    return RENDERING_ORGANIZATION.at(
        f"{path}.name", "is an organization: many payers ask for the person who did it"
    )


@edit(
    REFERRING_PERSON,
    REFERRING_OF_LINE,
    triggers=(*_REFERRERS, *(f"lines.{role}" for role in _REFERRERS)),
)
def referring_providers(claim: Claim, context: Context) -> Iterator[Finding]:
    """A referral by an organization, or by one whom only a line names."""
    for role in _REFERRERS:
        base: Provider | None = getattr(claim, role, None)
        yield from _person(role, base)
        for index, line in enumerate(claim.lines):
            found: Provider | None = getattr(line, role, None)
            path = f"lines[{index}].{role}"
            yield from _person(path, found)
            if found is not None and base is None and role == "referring_provider":
                yield REFERRING_OF_LINE.at(
                    path,
                    "the claim names nobody who referred: name the one of most lines there, and on "
                    "a line only another",
                    related=(role,),
                )


def _person(path: str, provider: Provider | None) -> Iterator[Finding]:
    if provider is not None and type(provider.name) is Organization:
        yield REFERRING_PERSON.at(f"{path}.name", "is an organization: name a person")


@edit(
    SUPERVISING_IS_RENDERING,
    kinds=_BOTH,
    triggers=("supervising_provider", "lines.supervising_provider"),
)
def supervising_providers(
    claim: ProfessionalClaim | DentalClaim, context: Context
) -> Iterator[Finding]:
    """Somebody said to have supervised himself."""
    rendering = claim.rendering_provider
    if _is_same(claim.supervising_provider, rendering):
        yield _supervised("", "")
    for index, line in enumerate(claim.lines):
        supervising = getattr(line, "supervising_provider", None)
        own = getattr(line, "rendering_provider", None)
        if _is_same(supervising, own or rendering):
            path = f"lines[{index}]."
            yield _supervised(path, path if own else "")


def _supervised(path: str, of_rendering: str) -> Finding:
    return SUPERVISING_IS_RENDERING.at(
        f"{path}supervising_provider",
        "is the rendering provider too: leave out, or name who supervised",
        related=(f"{of_rendering}rendering_provider",),
    )


def _is_same(one: Provider | None, other: Provider | BillingProvider | None) -> bool:
    """Whether two have one NPI, be it well-formed or not, and one name."""
    if one is None or other is None or one.npi is None:
        return False
    return one.npi == other.npi and one.name == other.name
