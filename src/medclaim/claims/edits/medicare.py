"""What original Medicare asks: its part, assignment, the year, whose form it is (SNIP type 7)."""

from collections.abc import Iterator
from datetime import date

from medclaim._text import words
from medclaim.claims.claim import Claim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.codes.revenue import RevenueCode
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

CLAIM_TYPE = Rule(
    id="E007",
    name="claim-type-vs-payer",
    summary="A professional claim goes to Medicare Part B, an institutional one as Part A.",
    authority="005010X222A1 and 005010X223A2, 2000B SBR09; how a contractor answers is unconfirmed",
    severity=Severity.WARNING,
    answer=("CO-109", "A7:116"),
    snip_type=7,
)
ASSIGNMENT = Rule(
    id="E018",
    name="medicare-assignment-mandatory",
    summary="Drugs and ambulance services are billed to Medicare Part B on assignment.",
    authority="Medicare Claims Processing Manual, chapter 1, section 30.3.1; a warning, since an "
    "unassigned claim is processed as an assigned one",
    severity=Severity.WARNING,
    answer=("CO-111",),
    snip_type=7,
)
SNF_CONSOLIDATED = Rule(
    id="E029",
    name="medicare-snf-consolidated",
    summary="Therapy and technical components in a covered skilled nursing stay are the facility's "
    "to bill.",
    authority="Medicare Claims Processing Manual, chapter 6 (consolidated billing); unconfirmed: that "
    "place 31 alone tells contractors of such a stay",
    severity=Severity.WARNING,
    answer=("CO-190", "OA-109"),
    snip_type=7,
)
SPLIT_YEAR = Rule(
    id="E033",
    name="medicare-split-year",
    summary="A professional claim to Medicare has services of one calendar year.",
    authority="contractors' practice (knowledge, unconfirmed)",
    severity=Severity.WARNING,
    answer=("CO-268", "A7:773"),
    snip_type=7,
)
CLINIC_ON_PROFESSIONAL = Rule(
    id="E093",
    name="rhc-fqhc-ub",
    summary="Services of a rural health clinic or federally qualified health center are billed on "
    "an institutional claim.",
    authority="Medicare Claims Processing Manual, chapter 9 (what is no clinic service is billed on "
    "a professional claim, so it only warns; unconfirmed how a contractor answers)",
    severity=Severity.WARNING,
    answer=("CO-109",),
    snip_type=7,
)
CLINIC_VISIT = Rule(
    id="E094",
    name="rhc-cg",
    summary="A rural health clinic's bill marks the line of its visit with CG.",
    authority="MLN Matters SE1611, from 2016-10-01 on (not for care management or virtual "
    "communication alone, so it only warns)",
    severity=Severity.WARNING,
    answer=("CO-16",),
    snip_type=7,
)
CENTER_VISIT = Rule(
    id="E095",
    name="fqhc-g-codes",
    summary="A federally qualified health center's bill has a payment code, G0466 to G0470.",
    authority="section 1834(o) of the Social Security Act; Medicare Claims Processing Manual, "
    "chapter 9, section 60.2 (not for a bill of "
    "services paid apart, so it only warns)",
    severity=Severity.WARNING,
    answer=("CO-16",),
    snip_type=7,
)

_CENTER_CODES = words("G0466 G0467 G0468 G0469 G0470")
_CLINICS = words("50 72")
_SKILLED_NURSING = "31"
# The technical component, and the plans of therapy.
_BUNDLED = words("TC GN GO GP")
# When the clinics had to use CG, and when the last center had come under the payment system.
_MARKED_FROM = date(2016, 10, 1)
_CENTER_CODES_FROM = date(2016, 1, 1)


@edit(CLAIM_TYPE, triggers=("filing_indicator:MA", "filing_indicator:MB"))
def medicare_part(claim: Claim, context: Context) -> Iterator[Finding]:
    """A claim of one kind for the part of Medicare that takes the other."""
    right = "MA" if claim.KIND is Kind.INSTITUTIONAL else "MB"
    if context.visit.payer in ("MA", "MB") and context.visit.payer != right:
        yield CLAIM_TYPE.at(
            "subscriber.filing_indicator", f"a claim of this kind goes to Medicare as {right}"
        )


@edit(ASSIGNMENT, kinds=(Kind.PROFESSIONAL,), triggers=("J", "A04"))
def assignment_mandatory(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Services that Part B pays on assignment only, on a claim without it."""
    if context.visit.payer != "MB" or claim.assignment_code != "C":
        return
    for procedure in context.visit.procedures:
        if procedure.code.text.startswith(("J", "A04")):
            yield ASSIGNMENT.at(
                "assignment_code",
                "drugs and ambulance services are paid on assignment (A) only",
                related=(procedure.path,),
            )
            return


@edit(
    SNF_CONSOLIDATED,
    kinds=(Kind.PROFESSIONAL,),
    triggers=("place_of_service:31",),
)
def in_a_skilled_nursing_stay(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Services in a skilled nursing stay that Part A has paid the facility for."""
    if context.visit.payer != "MB":
        return
    for procedure in context.visit.procedures:
        place = procedure.place_of_service
        if place is None or place.text != _SKILLED_NURSING:
            continue
        for modifier, path in zip(procedure.modifiers, procedure.modifier_paths, strict=True):
            if modifier.text in _BUNDLED:
                yield SNF_CONSOLIDATED.at(
                    path,
                    f"place 31 and {modifier}: in a stay that Part A covers the facility bills this",
                    related=(procedure.path,),
                )
                break


@edit(SPLIT_YEAR, kinds=(Kind.PROFESSIONAL,), triggers=("filing_indicator:MB",))
def one_year(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Services of two years on one claim."""
    days = context.visit.service_days if context.visit.payer == "MB" else ()
    if days and days[0].year != days[-1].year:
        yield SPLIT_YEAR.at("lines", "the services are of two calendar years: split the claim")


@edit(
    CLINIC_ON_PROFESSIONAL,
    kinds=(Kind.PROFESSIONAL,),
    triggers=("place_of_service:50", "place_of_service:72"),
)
def clinic_on_professional(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A clinic's own services on a professional claim to Part B."""
    place = context.visit.place_of_service
    if context.visit.payer == "MB" and place is not None and place.text in _CLINICS:
        yield CLINIC_ON_PROFESSIONAL.at(
            "place_of_service",
            "a clinic's or center's own services go on an institutional claim (071x, 077x)",
        )


@edit(
    CLINIC_VISIT,
    CENTER_VISIT,
    kinds=(Kind.INSTITUTIONAL,),
    triggers=("bill_type:71", "bill_type:77"),
)
def clinic_visit(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A clinic's or center's bill to Medicare that does not say which line is the visit."""
    visit = context.visit
    day = visit.first_day
    if not context.is_medicare or visit.bill_type is None or day is None:
        return
    if visit.bill_type[1:3] == "77":
        if day >= _CENTER_CODES_FROM and not any(
            procedure.code.text in _CENTER_CODES for procedure in visit.procedures
        ):
            yield CENTER_VISIT.at("lines", "no line has one of G0466 to G0470")
        return
    if visit.bill_type[1:3] != "71" or day < _MARKED_FROM:
        return
    visits = [
        index
        for index, line in enumerate(claim.lines)
        if type(line.revenue_code) is RevenueCode and line.revenue_code.category == "052"
    ]
    marked = any(m.text == "CG" for p in visit.procedures for m in p.modifiers)
    if visits and not marked:
        yield CLINIC_VISIT.at(f"lines[{visits[0]}].modifiers", "no line of the bill has CG")
