"""Facts that must be there, or agree, because of other facts (SNIP type 4)."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim._rules import for_medicare
from medclaim.claims.claim import Claim, DentalClaim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context, code_text, service_days
from medclaim.claims.edits.providers import WITHOUT_A_PERSON
from medclaim.claims.parties import Organization
from medclaim.codes.bill_type import BillType
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.dates import last_day
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

_GUIDE = "005010X222A1"

BIRTH_DATE = Rule(
    id="D049",
    name="patient-dob-future",
    summary="The patient was born before the claim was made, and less than 150 years ago.",
    authority="claim adjustment reason code 14; Medicare Code Editor edit 14 (age above 124)",
    severity=Severity.ERROR,
    answer=("A7:158@QC", "CO-14"),
    snip_type=4,
)
AGE = Rule(
    id="B037",
    name="age-invalid",
    summary="A patient is born before the service, and in an institution is at most 124 years old.",
    authority="claim adjustment reason code 14 (birth after service); Medicare Code Editor edit 14 "
    "and integrated outpatient code editor edit 25 (age above 124), which bind Medicare's claims: "
    "a warning elsewhere",
    severity=Severity.ERROR,
    answer=("CO-14", "A7:158@QC"),
    snip_type=4,
)
TOTAL_ZERO = Rule(
    id="D064",
    name="total-charge-zero",
    summary="A claim for payment charges something.",
    authority="one clearinghouse's edit; the guide itself allows zero in CLM02, and notices (81A, 32A) "
    "and postoperative visits that are only reported (99024) charge nothing",
    severity=Severity.WARNING,
    answer=("A7:402", "A7:178"),
    snip_type=4,
)
ORIGINAL_MISSING = Rule(
    id="D069",
    name="replacement-without-icn",
    summary="A replacement or void names the payer's number of the claim it is about.",
    authority=f"{_GUIDE}, 2300 REF F8 (required with CLM05-3 7 or 8)",
    severity=Severity.ERROR,
    answer=("A6:464", "CO-16/M47"),
    snip_type=4,
)
SIGNATURE = Rule(
    id="D075",
    name="provider-signature-missing",
    summary="The provider's signature is on file.",
    authority=f"{_GUIDE}, 2300 CLM06; remittance remark MA81",
    severity=Severity.WARNING,
    answer=("CO-16/MA81",),
    snip_type=4,
)
FUTURE_SERVICE = Rule(
    id="D078",
    name="service-date-future",
    summary="A service is billed on its day or later.",
    authority="claim adjustment reason code 110: billing date predates service date",
    severity=Severity.ERROR,
    answer=("A7:510", "A7:187", "CO-110"),
    snip_type=4,
)
RENDERING_MISSING = Rule(
    id="D084",
    name="rendering-missing",
    summary="A claim billed by an organization says who rendered the service, unless it did so itself.",
    authority=f"{_GUIDE}, 2310B (required when not the billing provider, as a surgery center, a "
    "laboratory, a supplier or an ambulance is of what it does itself)",
    severity=Severity.WARNING,
    answer=("A6:562@82", "CO-16/N290"),
    snip_type=4,
)

# The claims whose CLM says one place of service.
_OF_A_PLACE = (Kind.PROFESSIONAL, Kind.DENTAL)
_ABOUT_ANOTHER = frozenset({"7", "8"})
_POSTOPERATIVE = "99024"
_OLDEST = 150
_OLDEST_EDITED = 124
# How the taxonomy codes begin of surgery centers, laboratories, suppliers and transport.
_RENDERING_ITSELF = ("261QA1903", "29", "33", "34")


@edit(SIGNATURE, kinds=_OF_A_PLACE)
def provider_signature(
    claim: ProfessionalClaim | DentalClaim, context: Context
) -> Iterator[Finding]:
    """A claim not signed for."""
    if claim.provider_signature != "Y":
        yield SIGNATURE.at("provider_signature", "not Y: the provider's signature is not on file")


@edit(TOTAL_ZERO, ORIGINAL_MISSING)
def claim_header(claim: Claim, context: Context) -> Iterator[Finding]:
    """A claim for nothing, and a correction of no claim in particular."""
    total = claim.total_charge
    if (
        type(total) is Decimal
        and not total
        and claim.claim_or_encounter == "CH"
        and not _asks_for_nothing(claim)
    ):
        yield TOTAL_ZERO.at("total_charge", "the claim asks for nothing: encounters are sent as RP")
    if claim.frequency_code in _ABOUT_ANOTHER and claim.payer_claim_control_number is None:
        yield ORIGINAL_MISSING.at(
            "payer_claim_control_number",
            "a replacement or void names the payer's control number of the original claim",
            related=("bill_type" if claim.KIND is Kind.INSTITUTIONAL else "frequency_code",),
        )


def _asks_for_nothing(claim: Claim) -> bool:
    """Whether it is a notice (an election, an admission), or reports visits paid with the surgery."""
    if type(claim) is InstitutionalClaim:
        return type(claim.bill_type) is BillType and claim.bill_type.is_notice
    codes = {code_text(line.procedure_code) for line in claim.lines}
    return codes == {_POSTOPERATIVE}


def _birth_path(claim: Claim) -> str:
    return "subscriber.birth_date" if claim.patient is None else "patient.birth_date"


@edit(BIRTH_DATE, AGE)
def impossible_age(claim: Claim, context: Context) -> Iterator[Finding]:
    """A patient not born yet at the service, or older than anybody."""
    age = context.visit.age
    if age is None:
        birth, first = context.visit.birth_date, context.visit.first_day
        if birth is not None and first is not None:
            yield AGE.at(_birth_path(claim), "lies after the first day of service")
    elif age >= _OLDEST:
        yield BIRTH_DATE.at(_birth_path(claim), f"{_OLDEST} years or more before the service")
    elif age > _OLDEST_EDITED and claim.KIND is Kind.INSTITUTIONAL:
        rule = for_medicare(AGE, context)
        yield rule.at(_birth_path(claim), f"more than {_OLDEST_EDITED} years before the service")


@edit(BIRTH_DATE, needs=("submitted_on",))
def born_after_submission(claim: Claim, context: Context) -> Iterator[Finding]:
    """A patient not born yet when the claim is sent."""
    birth, today = context.visit.birth_date, context.submitted_on
    if birth is not None and today is not None and birth > today:
        yield BIRTH_DATE.at(_birth_path(claim), "lies after the day of submission")


@edit(FUTURE_SERVICE, needs=("submitted_on",))
def service_after_submission(claim: Claim, context: Context) -> Iterator[Finding]:
    """A service that has not taken place when the claim is sent."""
    today = context.submitted_on
    if today is None or context.visit.last_day is None or context.visit.last_day <= today:
        return
    for path, days in service_days(claim):
        day = last_day(days)
        if day is not None and day > today:
            yield FUTURE_SERVICE.at(path, "lies after the day of submission")


@edit(RENDERING_MISSING, kinds=(Kind.PROFESSIONAL,))
def rendering_provider(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """An organization bills and nobody is named who rendered the services."""
    if claim.rendering_provider is not None:
        return
    billing = claim.billing_provider
    if type(billing.name) is not Organization:
        return
    taxonomy = billing.taxonomy
    if type(taxonomy) is TaxonomyCode and taxonomy.text.startswith(_RENDERING_ITSELF):
        return
    if all(line.rendering_provider is not None for line in claim.lines):
        return
    codes = [procedure.code.text for procedure in context.visit.procedures]
    # A test may be read by a person, so only a laboratory's taxonomy says that it is its own.
    if codes and all(code.startswith(WITHOUT_A_PERSON) and code[0] != "8" for code in codes):
        return
    yield RENDERING_MISSING.at(
        "rendering_provider",
        "an organization bills and no rendering provider is named: leave it so only where the "
        "organization itself rendered the services",
    )
