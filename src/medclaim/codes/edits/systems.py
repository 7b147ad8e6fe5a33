"""Which code systems a kind of claim takes, and whether a modifier or a procedure of a stay is in force."""

from collections.abc import Container, Iterator
from decimal import Decimal
from typing import final

from medclaim._rules import error, warning
from medclaim.codes.cdt import CdtCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.hipps import HippsCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.procedure import OtherProcedureCode, qualifier_of
from medclaim.codes.tables import Status, Tables
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, NotChecked, Severity

_IN_FORCE = "45 CFR 162.1000 (the code set valid when the service was furnished) and 162.1002"


PCS_UNKNOWN = error(
    "A015",
    "icd10pcs-unknown",
    "A procedure of a stay is in the ICD-10-PCS edition in force.",
    _IN_FORCE,
    "A7:465",
    "CO-16/MA66",
    snip_type=5,
)
PCS_ON_OUTPATIENT = warning(
    "A016",
    "pcs-on-outpatient",
    "A bill that is no inpatient stay's has no ICD procedure codes for Medicare.",
    "45 CFR 162.1002(c)(3): ICD-10-PCS is for hospital inpatients; what a contractor does is "
    "unconfirmed",
    "A7:490",
    snip_type=5,
)
QUALIFIER = error(
    "A021",
    "procedure-qualifier-mismatch",
    "A line's procedure code is of a system that its kind of claim takes.",
    "005010X222A1, 2400 SV101-1 (ER, HC, IV, WK); 005010X223A2, 2400 SV202-1 (HP too). IV and WK, "
    "which no law adopts, only warn",
    "A7:454",
    "A7:745",
    snip_type=1,
)
_NOT_ADOPTED = QUALIFIER.weighing(Severity.WARNING)
CDT_REQUIRED = error(
    "A022",
    "cdt-required",
    "A dental service is coded in CDT.",
    "005010X224A2, 2400 SV301-1 (AD alone); 45 CFR 162.1002(a)(4)",
    "A7:737",
    "CO-16/M51",
    snip_type=1,
)
CDT_ON_MEDICAL = warning(
    "A023",
    "cdt-on-medical",
    "A professional claim has medical procedure codes, not those of dental services.",
    "payers' practice (knowledge, unconfirmed)",
    "CO-254",
    "A7:454",
    snip_type=5,
)
MEASURE_CHARGE = warning(
    "A024",
    "cat2-nonzero-charge",
    "A category II code tracks quality and is charged nothing, or a cent.",
    "CMS, quality reporting on claims: a charge of $0.00, or $0.01 where a system needs one "
    "(knowledge, unconfirmed)",
    "CO-246/N620",
    snip_type=5,
)
MODIFIER_UNKNOWN = error(
    "A026",
    "modifier-unknown",
    "A modifier is in the list in force on the day of service.",
    f"{_IN_FORCE}: CPT and HCPCS modifiers, as the user's table holds them",
    "CO-182/N519",
    "CO-182/N823",
    "A7:453",
    snip_type=5,
)
JURISDICTION = warning(
    "E085",
    "wc-jurisdiction-codes",
    "A state's own procedure codes (ER) are for workers' compensation and auto claims.",
    "005010X222A1, 2400 SV101-1 ER (jurisdiction specific codes); who takes them is unconfirmed",
    "CO-P7",
    snip_type=7,
).weighing(Severity.INFORMATION)

_TAKEN: dict[Kind, frozenset[type]] = {
    Kind.PROFESSIONAL: frozenset({CptCode, HcpcsCode}),
    Kind.INSTITUTIONAL: frozenset({CptCode, HcpcsCode, CdtCode, HippsCode}),
    Kind.DENTAL: frozenset({CdtCode}),
}
_CASUALTY = ("WC", "AM", "LM")
_CENT = Decimal("0.01")
# Of a table with any of CPT's modifiers: CMS's own file of HCPCS has none.
_OF_CPT = Modifier("59")


@coding_edit(PCS_UNKNOWN, needs=("icd10pcs",), kinds=(Kind.INSTITUTIONAL,), settles=True)
def stay_procedures_in_force(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """ICD-10-PCS codes that the edition of the discharge does not have."""
    table, day = tables.icd10pcs, visit.selecting_day
    if table is None or day is None:
        return
    for procedure in visit.stay_procedures:
        if type(procedure.code) is not Icd10PcsCode:
            continue
        status = table.status(procedure.code, day)
        if status is Status.UNKNOWN:
            yield NotChecked(rule=PCS_UNKNOWN, lacks=("icd10pcs in force on the day of discharge",))
            return
        if status is not Status.BILLABLE:
            yield PCS_UNKNOWN.at(procedure.path, str(table.lookup(procedure.code, day)))


@coding_edit(PCS_ON_OUTPATIENT, kinds=(Kind.INSTITUTIONAL,))
def stay_procedures_of_no_stay(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Procedures coded as an inpatient's, on an outpatient bill to Medicare."""
    if visit.stay_procedures and visit.bill_type and not visit.is_inpatient and visit.is_medicare:
        first, *others = visit.stay_procedures
        yield PCS_ON_OUTPATIENT.at(
            first.path,
            "ICD procedure codes are for inpatient stays: code the lines in CPT or HCPCS",
            related=["bill_type", *(other.path for other in others)],
        )


@coding_edit(QUALIFIER, CDT_REQUIRED, CDT_ON_MEDICAL, JURISDICTION)
def systems_of_lines(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Procedure codes of a system that this kind of claim, or this kind of payer, does not take."""
    taken = _TAKEN[visit.kind]
    for procedure in [p for p in visit.procedures if p.code.__class__ not in taken]:
        yield from _of_another_system(visit, procedure)


def _of_another_system(visit: CodedVisit, procedure: CodedProcedure) -> Iterator[Finding]:
    code, path = procedure.code, procedure.path
    if visit.kind is Kind.DENTAL:
        yield CDT_REQUIRED.at(path, "is no CDT code: D and four digits")
    elif type(code) is CdtCode:
        yield CDT_ON_MEDICAL.at(path, f"{code} is a dental code: medical payers rarely take it")
    elif type(code) is not OtherProcedureCode:
        yield QUALIFIER.at(path, f"{qualifier_of(code)} codes are for institutional claims")
    elif code.qualifier == "ER":
        if visit.payer is not None and visit.payer not in _CASUALTY:
            yield JURISDICTION.at(path, "a code of a state's own list, for a payer of another kind")
    elif code.qualifier in ("IV", "WK"):
        yield _NOT_ADOPTED.at(path, "its system may be used only where the payer has agreed to it")
    else:
        yield QUALIFIER.at(path, "its qualifier names no system that a line of this claim takes")


@final
class _CategoryTwo:
    """The texts of CPT category II: four digits and F."""

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and len(text) == 5 and text[4] == "F" and text[:4].isdigit()


def _category_two(tables: object) -> Container[str]:
    return _CategoryTwo()


@coding_edit(MEASURE_CHARGE, kinds=(Kind.PROFESSIONAL,), triggers=_category_two)
def measures_with_a_charge(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A charge for a code that only reports quality."""
    for procedure in visit.procedures:
        code, charge = procedure.code, procedure.charge
        if type(code) is CptCode and code.category == "II" and charge and charge > _CENT:
            yield MEASURE_CHARGE.at(
                f"{procedure.line}.charge",
                f"{code} reports quality: charge nothing, or a cent",
                related=(procedure.path,),
            )


@coding_edit(MODIFIER_UNKNOWN, needs=("modifiers",), settles=True)
def modifiers_in_force(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Modifiers that the user's table does not have on the day of service."""
    table = tables.modifiers
    for procedure in visit.procedures:
        if table is None or not procedure.modifiers or procedure.first_day is None:
            continue
        placed = zip(procedure.modifiers, procedure.modifier_paths, strict=True)
        for modifier, path in placed:
            status = table.status(modifier, procedure.first_day)
            if status is Status.BILLABLE or modifier.is_ambulance_pair:
                continue
            if status is Status.UNKNOWN:
                lacks = "modifiers in force on the day of service"
            elif modifier.system == "CPT" and _OF_CPT not in table:
                lacks = "modifiers of CPT"
            else:
                yield MODIFIER_UNKNOWN.at(path, str(table.lookup(modifier, procedure.first_day)))
                continue
            yield NotChecked(rule=MODIFIER_UNKNOWN, lacks=(lacks,))
