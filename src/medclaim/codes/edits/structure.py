"""Codes and identifiers that could not be read: each ``Malformed`` has the rule of its kind."""

from collections.abc import Iterator

from medclaim.codes.edits.admission import POA_INVALID
from medclaim.codes.npi import Npi
from medclaim.codes.tables import Status, Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity
from medclaim.malformed import Malformed, Reason

_HIPAA = "45 CFR 162.1002 (adopted code sets)"

ICD10CM_STRUCTURE = Rule(
    id="A001",
    name="icd10cm-structure",
    summary="An ICD-10-CM code is a letter, then two to six letters or digits.",
    authority=f"ICD-10-CM Official Guidelines I.A.2; {_HIPAA}",
    severity=Severity.ERROR,
    answer=("A7:255", "A7:700", "CO-16/M76"),
    snip_type=1,
)
ICD10CM_DECIMAL = Rule(
    id="A002",
    name="icd10cm-decimal-misplaced",
    summary="A claim carries an ICD-10-CM code without its point; the point is implied.",
    authority="005010X222A1, HI (code list 897); ICD-10-CM Official Guidelines I.A.2",
    severity=Severity.ERROR,
    answer=("A7:255",),
    snip_type=1,
)
ICD9CM_STRUCTURE = Rule(
    id="A012",
    name="icd9cm-structure",
    summary="An ICD-9-CM diagnosis is three to five digits, or a V or E code.",
    authority="ICD-9-CM, volume 1; 45 CFR 162.1002(a)(1)",
    severity=Severity.ERROR,
    answer=("A7:255", "A7:508"),
    snip_type=1,
)
PROCEDURE_STRUCTURE = Rule(
    id="A018",
    name="procedure-structure",
    summary="A procedure code is a well-formed CPT, HCPCS or other code of the system it names.",
    authority=f"{_HIPAA}: CPT and HCPCS code structure",
    severity=Severity.ERROR,
    answer=("A7:454", "A7:507", "CO-16/M51"),
    snip_type=1,
)
PCS_ON_PROFESSIONAL = Rule(
    id="A017",
    name="pcs-on-professional",
    summary="ICD-10-PCS is for the inpatient stays of hospitals, not for a professional's services.",
    authority="45 CFR 162.1002(c)(3); 005010X222A1, 2400 SV101-1 and 005010X224A2, 2400 SV301-1",
    severity=Severity.ERROR,
    answer=("A7:454",),
    snip_type=1,
)
MODIFIER_STRUCTURE = Rule(
    id="A025",
    name="modifier-structure",
    summary="A modifier is two letters or digits.",
    authority="005010X222A1, SV101-3 to SV101-6",
    severity=Severity.ERROR,
    answer=("A7:453", "CO-4/N823"),
    snip_type=1,
)
NPI_STRUCTURE = Rule(
    id="A030",
    name="npi-structure",
    summary="An NPI is ten digits, the first 1 or 2.",
    authority="45 CFR 162.406(a)",
    severity=Severity.ERROR,
    answer=("A7:562", "CO-207", "CO-16/N257"),
    snip_type=1,
)
NPI_CHECK_DIGIT = Rule(
    id="A031",
    name="npi-check-digit",
    summary="The last digit of an NPI is the Luhn check digit over 80840 and the first nine.",
    authority="45 CFR 162.406(a); CMS, NPI check digit specification",
    severity=Severity.ERROR,
    answer=("A7:562", "CO-207"),
    snip_type=1,
)
TAXONOMY_STRUCTURE = Rule(
    id="A041",
    name="taxonomy-structure",
    summary="A taxonomy code is ten characters: three digits, six letters or digits, X.",
    authority="NUCC, Health Care Provider Taxonomy code structure. A warning where only the last "
    "character is another: X12's published claims carry such codes",
    severity=Severity.ERROR,
    answer=("A7:145@85", "CO-16/N255", "CO-16/N288"),
    snip_type=1,
)
_TAXONOMY_OF_OLD = TAXONOMY_STRUCTURE.weighing(Severity.WARNING)
POS_INVALID = Rule(
    id="A042",
    name="pos-invalid",
    summary="A place of service is one of the two-digit codes CMS has assigned.",
    authority="CMS, Place of Service Code Set",
    severity=Severity.ERROR,
    answer=("A7:249", "CO-16/M77", "CO-5"),
    snip_type=5,
)
EIN_STRUCTURE = Rule(
    id="A049",
    name="ein-structure",
    summary="An EIN is nine digits with a prefix the IRS has assigned.",
    authority="IRS Publication 1635; the prefix list changes, so an unassigned prefix only warns",
    severity=Severity.ERROR,
    answer=("A7:128@85", "A7:149", "CO-16/MA113"),
    snip_type=1,
)
TIN_IS_NPI = Rule(
    id="A051",
    name="tin-is-npi",
    summary="A tax identifier is not the provider's NPI.",
    authority="IRS Publication 1635: an EIN has nine digits; that the ten are an NPI is one "
    "clearinghouse's edit",
    severity=Severity.ERROR,
    answer=("A7:128@85",),
    snip_type=1,
)
SSN_STRUCTURE = Rule(
    id="A050",
    name="ssn-structure",
    summary="An SSN is nine digits with an area, group and serial that are issued.",
    authority="SSA, SSN randomization: numbers never assigned",
    severity=Severity.ERROR,
    answer=("A7:148", "CO-16/MA61"),
    snip_type=1,
)
ICD9PCS_STRUCTURE = Rule(
    id="A013",
    name="icd9-procedure-structure",
    summary="An ICD-9-CM procedure is three or four digits, without its point.",
    authority="ICD-9-CM, volume 3; 45 CFR 162.1002(a)(2)",
    severity=Severity.ERROR,
    answer=("A7:465", "A7:508"),
    snip_type=1,
)
ICD10PCS_STRUCTURE = Rule(
    id="A014",
    name="icd10pcs-structure",
    summary="An ICD-10-PCS code is seven digits or letters, of which I and O are none.",
    authority=f"ICD-10-PCS Official Guidelines A1 to A3; {_HIPAA}",
    severity=Severity.ERROR,
    answer=("A7:465", "A7:700", "CO-16/M67"),
    snip_type=1,
)
NDC_STRUCTURE = Rule(
    id="A035",
    name="ndc-structure",
    summary="A National Drug Code is sent as eleven digits, without hyphens.",
    authority="005010X222A1 and 005010X223A2, 2410 LIN03 (N4); Medicaid agencies' manuals (Texas, "
    "California): eleven digits as 5-4-2, no hyphens",
    severity=Severity.ERROR,
    answer=("A7:218", "CO-16/M119"),
    snip_type=1,
)
NDC_AMBIGUOUS = Rule(
    id="A036",
    name="ndc-ambiguous-10",
    summary="Ten digits without hyphens are no National Drug Code: which part lacks its zero is unknown.",
    authority="21 CFR 207.33(b) (the forms of ten digits); Medicaid agencies' manuals (Texas, "
    "California): the zero goes into the part that lacks it",
    severity=Severity.ERROR,
    answer=("A7:218", "CO-16/M119"),
    snip_type=1,
)
BILL_TYPE_STRUCTURE = Rule(
    id="A044",
    name="tob-structure",
    summary="A type of bill is a facility, a classification and a frequency that exist.",
    authority="005010X223A2, 2300 CLM05; Medicare Claims Processing Manual, chapter 25, section "
    "75.1, form locator 4 (a zero, then facility, care and frequency)",
    severity=Severity.ERROR,
    answer=("A7:228", "CO-16/MA30"),
    snip_type=1,
)
REVENUE_STRUCTURE = Rule(
    id="A046",
    name="revenue-code-structure",
    summary="A revenue code is four digits, the first 0 to 3.",
    authority="005010X223A2, 2400 SV201 (code source 132, the NUBC's: all it has assigned are four "
    "digits, the first 0 to 3)",
    severity=Severity.ERROR,
    answer=("A7:455", "CO-16/M50"),
    snip_type=1,
)
TOOTH_NUMBER = Rule(
    id="D221",
    name="tooth-number-invalid",
    summary="A tooth is numbered 1 to 32 or lettered A to T, an extra one 51 to 82 or AS to TS.",
    authority="ADA, Universal/National Tooth Designation System (list JP, the only one that "
    "005010X224A2 takes in TOO01 and DN206)",
    severity=Severity.ERROR,
    answer=("A7:244", "CO-16/N37", "CO-16/N39"),
    snip_type=5,
)
TOOTH_SURFACE = Rule(
    id="D223",
    name="tooth-surface-invalid",
    summary="A tooth surface is one of B, D, F, I, L, M and O.",
    authority="ADA, CDT, tooth surface names; 005010X224A2, 2400 TOO03",
    severity=Severity.ERROR,
    answer=("A7:240", "CO-16/N75"),
    snip_type=5,
)

_PROCEDURE = (PROCEDURE_STRUCTURE, "five characters as CPT or HCPCS writes them")
_ICD10CM = "a letter, then two to six letters or digits, no point"
# What was meant, by the kind a Malformed names, and what would be right.
_BY_KIND: dict[str, tuple[Rule, str]] = {
    "ICD-10-CM": (ICD10CM_STRUCTURE, _ICD10CM),
    "ICD-9-CM": (ICD9CM_STRUCTURE, "three to five digits or a V or E code, no point"),
    "procedure code": _PROCEDURE,
    "CPT": _PROCEDURE,
    "HCPCS": _PROCEDURE,
    "CDT": _PROCEDURE,
    "HIPPS": _PROCEDURE,
    "modifier": (MODIFIER_STRUCTURE, "two upper-case letters or digits"),
    "NPI": (NPI_STRUCTURE, "ten digits, the first 1 or 2"),
    "taxonomy": (TAXONOMY_STRUCTURE, "ten characters that end in X"),
    "place of service": (POS_INVALID, "two digits"),
    "EIN": (EIN_STRUCTURE, "nine digits, no dash"),
    "SSN": (SSN_STRUCTURE, "nine digits, no dashes"),
    "present on admission": (POA_INVALID, "Y, N, U or W"),
    "ICD-9-CM procedure": (ICD9PCS_STRUCTURE, "three or four digits, no point"),
    "ICD-10-PCS": (ICD10PCS_STRUCTURE, "seven digits or letters but I and O, no point"),
    "NDC": (NDC_STRUCTURE, "eleven digits, no hyphens"),
    "type of bill": (BILL_TYPE_STRUCTURE, "0, the facility, the classification, the frequency"),
    "revenue code": (REVENUE_STRUCTURE, "four digits, the first 0 to 3"),
    "tooth": (TOOTH_NUMBER, "1 to 32, 51 to 82, A to T or AS to TS"),
    "tooth surface": (TOOTH_SURFACE, "one of B, D, F, I, L, M and O"),
}
KINDS = frozenset(_BY_KIND)
# What stands there is a good text of another system, so that nothing in it is to be repaired.
_ANOTHERS = {
    PCS_ON_PROFESSIONAL: "is an ICD-10-PCS code, which only an inpatient stay has",
    TIN_IS_NPI: "is an NPI",
}


def describe(bad: Malformed, expected: str) -> str:
    """What is wrong with a text and where, without the text, and what would be right."""
    at = f" at position {bad.position}" if bad.position else ""
    return f"{bad.kind}: {bad.reason.value}{at}; it should be {expected}"


def _rule_of(bad: Malformed, rule: Rule, visit: CodedVisit, tables: Tables) -> Rule:
    if rule is ICD10CM_STRUCTURE and "." in bad.text:
        return ICD10CM_DECIMAL
    if rule is NPI_STRUCTURE and bad.reason is Reason.CHECK_DIGIT:
        return NPI_CHECK_DIGIT
    if rule is NDC_STRUCTURE and len(bad.text) == 10 and bad.text.isdigit():
        return NDC_AMBIGUOUS
    if rule is EIN_STRUCTURE and Npi.is_valid(bad.text):
        return TIN_IS_NPI
    if rule is PROCEDURE_STRUCTURE and visit.kind is not Kind.INSTITUTIONAL:
        # Any seven digits have the form, so the edition must have the code.
        table = tables.icd10pcs if len(bad.text) == 7 else None
        if table is not None and table.status_of_text(bad.text) is Status.BILLABLE:
            return PCS_ON_PROFESSIONAL
    if rule is TAXONOMY_STRUCTURE and bad.position == len(bad.text) == 10:
        return _TAXONOMY_OF_OLD
    return rule


@coding_edit(
    ICD10CM_STRUCTURE,
    ICD10CM_DECIMAL,
    ICD9CM_STRUCTURE,
    PROCEDURE_STRUCTURE,
    PCS_ON_PROFESSIONAL,
    MODIFIER_STRUCTURE,
    NPI_STRUCTURE,
    NPI_CHECK_DIGIT,
    TAXONOMY_STRUCTURE,
    POS_INVALID,
    EIN_STRUCTURE,
    TIN_IS_NPI,
    SSN_STRUCTURE,
    POA_INVALID,
    ICD9PCS_STRUCTURE,
    ICD10PCS_STRUCTURE,
    NDC_STRUCTURE,
    NDC_AMBIGUOUS,
    BILL_TYPE_STRUCTURE,
    REVENUE_STRUCTURE,
    TOOTH_NUMBER,
    TOOTH_SURFACE,
    triggers=("malformed",),
)
def malformed_codes(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """Every code and identifier whose text is outside its grammar or not in its billing form."""
    for path, bad in visit.malformed:
        known = _BY_KIND.get(bad.kind)
        if known is None or bad.is_missing:
            continue
        rule, expected = known
        if bad.reason is Reason.CHECK_DIGIT:
            expected = "ten digits of which the last is the check digit of the others"
        rule = _rule_of(bad, rule, visit, tables)
        what = _ANOTHERS.get(rule)
        yield rule.at(
            path,
            describe(bad, expected)
            if what is None
            else f"{bad.kind}: {what}; it should be {expected}",
            suggestion=bad.suggestion if what is None else None,
        )
