"""Coded facts outside their lists (SNIP type 5)."""

from collections.abc import Iterator

from medclaim._text import Pattern, words
from medclaim.claims.claim import Claim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.lines import InstitutionalLine, ProfessionalLine
from medclaim.claims.parties import SELF, Address
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import name_of
from medclaim.codes.edits.structure import EIN_STRUCTURE
from medclaim.codes.ein import Ein
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity
from medclaim.malformed import Malformed

_GUIDE = "005010X222A1"

PO_BOX = Rule(
    id="D024",
    name="billing-address-po-box",
    summary="The billing provider's address is a street address; a PO box goes to the pay-to address.",
    authority=f"{_GUIDE}, 2010AA N3 note: no post office box or lock box; so ACP Internist of "
    "2011-11-22 on CMS's move to 5010",
    severity=Severity.ERROR,
    answer=("A7:503@85",),
    snip_type=5,
)
FILING_INDICATOR = Rule(
    id="D038",
    name="filing-indicator-invalid",
    summary="The kind of payer is one of the guide's claim filing indicators.",
    authority=f"{_GUIDE}, 2000B SBR09",
    severity=Severity.ERROR,
    answer=("A7:480",),
    snip_type=5,
)
RELATIONSHIP = Rule(
    id="D046",
    name="relationship-invalid",
    summary="A relationship is one of the guide's: 18 for the subscriber, others for a patient.",
    authority=f"{_GUIDE}, 2000B SBR02 and 2000C PAT01",
    severity=Severity.ERROR,
    answer=("A7:156", "CO-16/MA60"),
    snip_type=5,
)
SEX = Rule(
    id="D050",
    name="patient-sex-invalid",
    summary="The patient's sex is F, M or U.",
    authority=f"{_GUIDE}, 2010BA and 2010CA DMG03",
    severity=Severity.ERROR,
    answer=("A7:157@QC",),
    snip_type=5,
)
FREQUENCY = Rule(
    id="D068",
    name="frequency-invalid",
    summary="A claim is an original (1), a replacement (7) or a void (8), as the payer takes them.",
    authority="one clearinghouse's edit; some payers take 6",
    severity=Severity.WARNING,
    answer=("A7:535",),
    snip_type=5,
)
ASSIGNMENT = Rule(
    id="D072",
    name="assignment-missing",
    summary="Assignment is A, B or C, on a dental claim A or C.",
    authority=f"{_GUIDE} and 005010X224A2, 2300 CLM07",
    severity=Severity.ERROR,
    answer=("A7:589",),
    snip_type=5,
)
BENEFITS = Rule(
    id="D073",
    name="benefits-assignment-invalid",
    summary="Benefits assignment is N, W or Y.",
    authority=f"{_GUIDE}, 2300 CLM08",
    severity=Severity.ERROR,
    answer=("A7:360",),
    snip_type=5,
)
RELEASE = Rule(
    id="D074",
    name="release-of-info-invalid",
    summary="Release of information is I or Y.",
    authority=f"{_GUIDE}, 2300 CLM09",
    severity=Severity.ERROR,
    answer=("A7:333", "CO-16/MA58"),
    snip_type=5,
)
UNIT_BASIS = Rule(
    id="D100",
    name="unit-basis-invalid",
    summary="A professional line counts units (UN) or minutes (MJ), an institutional one units or days (DA).",
    authority=f"{_GUIDE}, 2400 SV103; 005010X223A2, 2400 SV204",
    severity=Severity.ERROR,
    answer=("A7:659",),
    snip_type=5,
)
MINUTES_ELSEWHERE = Rule(
    id="C067",
    name="minutes-on-non-anesthesia",
    summary="Only anesthesia is counted in minutes (MJ).",
    authority=f"{_GUIDE}, 2400 SV103; the guide names no codes, so it only warns",
    severity=Severity.WARNING,
    answer=("A7:659",),
    snip_type=5,
)
_EIN_PREFIX = EIN_STRUCTURE.weighing(Severity.WARNING)

_FILING_INDICATORS = words("11 12 13 14 15 16 17 AM BL CH CI DS FI HM LM MA MB MC OF TV VA WC ZZ")
_RELATIONSHIPS = words("01 19 20 21 39 40 53 G8")
_SEXES = words("F M U")
_UNITS = {Kind.PROFESSIONAL: ("UN", "MJ"), Kind.INSTITUTIONAL: ("UN", "DA")}
_FREQUENCIES = ("1", "7", "8")
_ASSIGNMENTS = {
    Kind.PROFESSIONAL: ("A", "B", "C"),
    Kind.INSTITUTIONAL: ("A", "B", "C"),
    Kind.DENTAL: ("A", "C"),
}
_BOX = Pattern(
    r"(?:.*[ ,])?(?:P\.? ?O\.? ?(?:BOX|DRAWER)|POST OFFICE (?:BOX|DRAWER)|LOCK ?BOX|PMB)"
    r"(?:[ ,.#0-9].*)?"
)


@edit(PO_BOX, EIN_STRUCTURE)
def billing_provider(claim: Claim, context: Context) -> Iterator[Finding]:
    """A PO box as billing address, a tax id that nobody was given."""
    yield from _boxes(claim.billing_provider.address)
    tax_id = claim.billing_provider.tax_id
    if type(tax_id) is Ein and (tax_id.is_placeholder or not tax_id.has_assigned_prefix):
        what = (
            "the EIN is a filler, not a number anybody was given"
            if tax_id.is_placeholder
            else "the EIN's first two digits are not an assigned prefix"
        )
        yield _EIN_PREFIX.at("billing_provider.tax_id", what)


def _boxes(address: Address) -> Iterator[Finding]:
    for field, line in (("line_1", address.line_1), ("line_2", address.line_2)):
        if type(line) is not str:
            continue
        upper = line.upper()
        if ("BOX" in upper or "DRAWER" in upper or "PMB" in upper) and _BOX.fullmatch(upper):
            yield PO_BOX.at(
                f"billing_provider.address.{field}",
                "a PO or lock box: give the street address here and the box as pay-to address",
            )


@edit(FILING_INDICATOR, RELATIONSHIP, SEX)
def people(claim: Claim, context: Context) -> Iterator[Finding]:
    """Kinds of payer, relationships and sexes outside their lists."""
    holder, patient = claim.subscriber, claim.patient
    indicator = holder.filing_indicator
    if type(indicator) is str and indicator not in _FILING_INDICATORS:
        yield FILING_INDICATOR.at("subscriber.filing_indicator", "is no claim filing indicator")
    if type(holder.relationship) is str and holder.relationship != SELF:
        yield RELATIONSHIP.at(
            "subscriber.relationship", "is 18 where the patient is the subscriber, else left out"
        )
    if type(holder.sex) is str and holder.sex not in _SEXES:
        yield SEX.at("subscriber.sex", "is none of F, M and U")
    if patient is None:
        return
    if type(patient.relationship) is not str or patient.relationship not in _RELATIONSHIPS:
        yield RELATIONSHIP.at(
            "patient.relationship", "is none of the guide's: 01 spouse, 19 child, G8 other ..."
        )
    if type(patient.sex) is not str or patient.sex not in _SEXES:
        yield SEX.at("patient.sex", "is none of F, M and U")


@edit(FREQUENCY, kinds=(Kind.PROFESSIONAL, Kind.DENTAL))
def frequency_code(claim: Claim, context: Context) -> Iterator[Finding]:
    """A claim that is neither an original nor about one; a bill has more places in its series."""
    policy = context.policy
    known = _FREQUENCIES if policy is None else (*_FREQUENCIES, *policy.frequency_codes)
    if claim.frequency_code not in known:
        yield FREQUENCY.at("frequency_code", f"is none of {', '.join(sorted(set(known)))}")


@edit(ASSIGNMENT, BENEFITS, RELEASE)
def claim_codes(claim: Claim, context: Context) -> Iterator[Finding]:
    """The one-letter facts of a claim outside their lists."""
    assignments = _ASSIGNMENTS[claim.KIND]
    if claim.assignment_code not in assignments:
        yield ASSIGNMENT.at("assignment_code", f"is none of {', '.join(assignments)}")
    if claim.benefits_assigned not in ("Y", "N", "W"):
        yield BENEFITS.at("benefits_assigned", "is none of N, W and Y")
    if claim.release_of_information not in ("Y", "I"):
        yield RELEASE.at("release_of_information", "is neither I nor Y")


@edit(UNIT_BASIS, MINUTES_ELSEWHERE, kinds=_UNITS)
def unit_basis(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """A unit of a line that its kind of claim, or its service, does not count in."""
    known = _UNITS[claim.KIND]
    lines: tuple[ProfessionalLine | InstitutionalLine, ...] = claim.lines
    for index, line in enumerate(lines):
        basis = line.unit_basis
        if basis == "UN":
            continue
        if basis not in known:
            yield UNIT_BASIS.at(f"lines[{index}].unit_basis", f"is neither {' nor '.join(known)}")
        elif basis == "MJ" and type(line.procedure_code) is not Malformed:
            code = line.procedure_code
            if type(code) is not CptCode or not code.is_anesthesia:
                yield MINUTES_ELSEWHERE.at(
                    f"lines[{index}].unit_basis",
                    f"{name_of(code)} is no anesthesia: it is counted in UN",
                )
