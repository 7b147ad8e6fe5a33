"""The drug that a line names: a real product, a unit and a quantity that can be (SNIP type 5)."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim._text import words
from medclaim.claims.claim import InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context, line_of
from medclaim.claims.lines import InstitutionalLine, ProfessionalLine
from medclaim.codes.cpt import CptCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.ndc import NdcCode
from medclaim.dates import first_day
from medclaim.edit import Kind, Outcome, edit
from medclaim.findings import Finding, NotChecked, Rule, Severity

PLACEHOLDER = Rule(
    id="A037",
    name="ndc-all-zero-or-placeholder",
    summary="A National Drug Code names a product; one digit eleven times names none.",
    authority="payers' practice (knowledge, unconfirmed)",
    severity=Severity.WARNING,
    answer=("A7:218", "CO-16/M119"),
    snip_type=5,
)
UNIT = Rule(
    id="A039",
    name="ndc-unit-invalid",
    summary="A drug is counted in F2, GR, ME, ML or UN.",
    authority="005010X222A1 and 005010X223A2, 2410 CTP05-1",
    severity=Severity.ERROR,
    answer=("A7:659", "A7:218"),
    snip_type=5,
)
NOT_MARKETED = Rule(
    id="A038",
    name="ndc-unknown-or-inactive",
    summary="A drug is in the directory and on the market on the day of service.",
    authority="FDA, National Drug Code Directory, as the user's table holds it; one clearinghouse's "
    "edit, and a package of before may be used up later, so it only warns",
    severity=Severity.WARNING,
    answer=("A7:218", "CO-16/M119"),
    snip_type=5,
)
QUANTITY = Rule(
    id="A040",
    name="ndc-quantity-invalid",
    summary="The quantity of a drug is more than zero.",
    authority="one clearinghouse's edit; the guides ask for a quantity (2410 CTP04) and set no least",
    severity=Severity.WARNING,
    answer=("A7:724", "CO-16/M53"),
    snip_type=5,
)
NDC_MISSING = Rule(
    id="C079",
    name="ndc-required",
    summary="A drug given by a physician is billed to Medicaid with its National Drug Code.",
    authority="section 1927(a)(7) of the Social Security Act; 42 CFR 447.520: states ask for the NDC. "
    "A state may except drugs, and pay a hospital otherwise: a warning on a bill",
    severity=Severity.ERROR,
    answer=("A6:218", "CO-16/M119"),
    snip_type=7,
)
_MEDICAID = "MC"
# Immune globulins; J codes but for what is no drug alone; biosimilars.
_DRUGS = ("J0", "J1", "J2", "J3", "J9", "Q51", "902", "9037", "9038", "90396", "90399")
_UNITS = words("F2 GR ME ML UN")


@edit(
    PLACEHOLDER,
    UNIT,
    QUANTITY,
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
    triggers=("lines.drug",),
)
def drug_of_line(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """A filler for a drug's code, a unit that drugs are not counted in, a quantity of nothing."""
    lines: tuple[ProfessionalLine | InstitutionalLine, ...] = claim.lines
    for index, line in enumerate(lines):
        drug = line.drug
        if drug is None:
            continue
        path = f"lines[{index}].drug"
        if type(drug.code) is NdcCode and drug.code.is_placeholder:
            yield PLACEHOLDER.at(f"{path}.code", "a filler: it should be the code on the package")
        if type(drug.unit) is str and drug.unit not in _UNITS:
            yield UNIT.at(f"{path}.unit", "is none of F2, GR, ME, ML and UN")
        if type(drug.quantity) is Decimal and drug.quantity <= 0:
            yield QUANTITY.at(f"{path}.quantity", "is not more than zero")


@edit(
    NDC_MISSING,
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
    triggers=("J", "Q51", "902", "903"),
)
def drugs_for_medicaid(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """A drug for Medicaid without its code."""
    visit = context.visit
    if visit.payer != _MEDICAID or visit.is_inpatient:
        return
    rule = NDC_MISSING
    if claim.KIND is Kind.INSTITUTIONAL:
        rule = rule.weighing(Severity.WARNING)
    for procedure in visit.procedures:
        code = procedure.code
        if type(code) not in (CptCode, HcpcsCode) or not code.text.startswith(_DRUGS):
            continue
        if line_of(claim, procedure).drug is None:
            yield rule.at(
                f"{procedure.line}.drug",
                f"{code} is a drug: Medicaid asks for its NDC, unit and quantity (LIN, CTP)",
            )


@edit(
    NOT_MARKETED,
    needs=("ndc",),
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
    triggers=("lines.drug",),
)
def drug_marketed(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Outcome]:
    """Drugs that the user's directory does not have, or not on the market of the day."""
    directory = context.tables.ndc
    lines: tuple[ProfessionalLine | InstitutionalLine, ...] = claim.lines
    for index, line in enumerate(lines):
        if directory is None or line.drug is None:
            continue
        # A line of a stay need not say its day.
        code, day = line.drug.code, first_day(line.service_dates) or context.visit.first_day
        if type(code) is not NdcCode or code.is_placeholder or day is None:
            continue
        if not directory.knows(day):
            yield NotChecked(rule=NOT_MARKETED, lacks=("ndc in force on the day of service",))
        elif not directory.is_marketed(code, day):
            what = (
                "is not in" if directory.package(code, day) is None else "was not on the market of"
            )
            yield NOT_MARKETED.at(
                f"lines[{index}].drug.code", f"{what} the drug directory on the day of service"
            )
