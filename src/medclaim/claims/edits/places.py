"""Where the services of a professional claim were rendered: the service facility, 2310C and 2420C."""

from collections.abc import Iterator

from medclaim._rules import claim_rule
from medclaim._text import words
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.edits.context import Context, code_text
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

FACILITY_MISSING = claim_rule(
    "D090",
    "service-facility-missing",
    "Services in a hospital or another's facility say which, unless it is the billing provider's.",
    "005010X222A1, 2310C (required where the location is not the billing provider's; X12 requests "
    "for interpretation 1210 and 1845); Medicare Claims Processing Manual, chapter 26, section 10.4, "
    "item 32. A warning, since the billing provider may be at that address; advice in a hospital's "
    "outpatient departments (19, 22), where its own practices are",
    "A6:126@77",
    "CO-16/MA114",
    "CO-16/N292",
    severity=Severity.WARNING,
)
FACILITY_IS_BILLING = claim_rule(
    "D091",
    "service-facility-equals-billing",
    "A service facility is named only where it is not the billing provider.",
    "005010X222A1, 2310C (situational rule and note 1, as X12 quotes them in request for "
    "interpretation 1845)",
    severity=Severity.INFORMATION,
)
FACILITY_NPI = claim_rule(
    "D092",
    "service-facility-npi-missing",
    "To Medicare, the laboratory or supplier that did a referred or purchased service has an NPI.",
    "unconfirmed: Medicare Claims Processing Manual, chapter 26, section 10.4, item 32a (where "
    "Medicare's policy asks for it)",
    "A6:562@77",
    "CO-16/N293",
    severity=Severity.WARNING,
    snip_type=7,
)

_PROFESSIONAL = (Kind.PROFESSIONAL,)
# Hospitals, surgery centers, nursing facilities, hospices, psychiatric and rehabilitation facilities.
_OTHERS_FACILITIES = words("19 21 22 23 24 31 32 34 51 56 61")
# The practices that a hospital owns bill from its own departments.
_DEPARTMENTS = frozenset({"19", "22"})
_OF_A_DEPARTMENT = FACILITY_MISSING.weighing(Severity.INFORMATION)
# How the taxonomy codes of facilities and laboratories begin: they bill for what they did themselves.
_OWN_FACILITY = ("261", "27", "28", "29", "31", "32")
_REFERRED = "90"


@edit(
    FACILITY_MISSING,
    kinds=_PROFESSIONAL,
    triggers=tuple(f"place_of_service:{place}" for place in _OTHERS_FACILITIES),
)
def facility_missing(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Services at a place that is hardly the billing provider's own, and no word of which."""
    if claim.service_facility is not None:
        return
    taxonomy = claim.billing_provider.taxonomy
    if type(taxonomy) is TaxonomyCode and taxonomy.text.startswith(_OWN_FACILITY):
        return
    lines = {f"lines[{index}]": line for index, line in enumerate(claim.lines)}
    for procedure in context.visit.procedures:
        place = procedure.place_of_service
        if place is None or place.text not in _OTHERS_FACILITIES:
            continue
        if lines[procedure.line].service_facility is None:
            own = f"{procedure.line}." if procedure.has_own_place else ""
            rule = _OF_A_DEPARTMENT if place.text in _DEPARTMENTS else FACILITY_MISSING
            yield rule.at(
                "service_facility",
                f"place {place.text} is mostly another's: name the facility, unless the billing "
                "provider's own address is the place",
                related=(f"{own}place_of_service",),
            )
            return


@edit(FACILITY_IS_BILLING, kinds=_PROFESSIONAL, triggers=("service_facility",))
def facility_is_billing(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """The billing provider's own address or NPI once more."""
    facility, billing = claim.service_facility, claim.billing_provider
    if facility is None:
        return
    if facility.address == billing.address:
        yield FACILITY_IS_BILLING.at(
            "service_facility",
            "is at the billing provider's address: leave it out",
            related=("billing_provider.address",),
        )
    elif facility.npi is not None and facility.npi == billing.npi:
        yield FACILITY_IS_BILLING.at(
            "service_facility.npi",
            "is the billing provider's NPI: a part of the billing provider is named without one",
            related=("billing_provider.npi",),
        )


@edit(FACILITY_NPI, kinds=_PROFESSIONAL, triggers=(_REFERRED, "lines.purchased_service"))
def facility_npi(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A laboratory or supplier that Medicare is told of by name alone."""
    if not context.is_medicare:
        return
    for index, line in enumerate(claim.lines):
        is_referred = any(code_text(m) == _REFERRED for m in line.modifiers)
        if not is_referred and line.purchased_service is None:
            continue
        facility = line.service_facility or claim.service_facility
        if facility is not None and facility.npi is None:
            own = f"lines[{index}]." if line.service_facility is not None else ""
            yield FACILITY_NPI.at(
                f"{own}service_facility.npi",
                "the service was referred or purchased: give the NPI of who did it",
                related=(f"lines[{index}]",),
            )
