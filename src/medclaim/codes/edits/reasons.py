"""Diagnoses that a service or a payer asks for, and the order of the older ICD-9-CM codes."""

from collections.abc import Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import GUIDELINES, first_icd10cm, icd10cm, paths, starting
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity

VACCINE = rule_of_codes(
    "B107",
    "dx-vaccine-encounter",
    "The administration of a vaccine points to Z23, unless an injury or exposure calls for it.",
    f"{GUIDELINES} I.C.21.c.2; unconfirmed: which payers take another diagnosis",
    "CO-11",
)
FIRST_EMPTY = Rule(
    id="B128",
    name="dx-primary-missing-position",
    summary="The first place for a diagnosis is filled before any other.",
    authority="005010X222A1, 2300 HI01 Health Care Diagnosis Code (required)",
    severity=Severity.ERROR,
    answer=("A6:254",),
    snip_type=2,
)
SUBLUXATION = rule_of_codes(
    "B130",
    "dx-chiropractic-medicare",
    "For Medicare, spinal manipulation is for a subluxation, M99.00 to M99.05.",
    "Medicare Benefit Policy Manual ch.15, 240 (coverage is of manipulation for a subluxation); "
    "unconfirmed: that every contractor takes these codes alone",
    "CO-16/MA63",
    "CO-11",
)
HOSPICE = rule_of_codes(
    "B131",
    "dx-hospice-unacceptable",
    "Debility and adult failure to thrive are no principal diagnosis of a hospice.",
    "FY2014 hospice wage index final rule (Federal Register of 2013-08-07): returned to the "
    "provider since 2014-10-01",
    "CO-16/MA63",
    severity=Severity.ERROR,
)
ICD9_EXTERNAL_FIRST = rule_of_codes(
    "B125",
    "icd9-ecode-first",
    "An ICD-9-CM external cause code (E000-E999) is never first-listed.",
    "Medicare Claims Processing Manual ch.3, Medicare Code Editor, edit 2",
    severity=Severity.ERROR,
)
ICD9_FIRST_ONLY = rule_of_codes(
    "B126",
    "icd9-vcode-first-only",
    "Some ICD-9-CM V codes may only be first-listed.",
    "unconfirmed: ICD-9-CM Official Guidelines I.C.18.e, V codes only first-listed",
)

_VACCINATIONS = ("90460", "90471", "90473", "90480", "G0008", "G0009", "G0010")
# An injury, its care, or contact with what is catching: payers take these for what is given then.
_OTHER_REASONS = ("Z23", "S", "T", "W", "Z20", "Z29")
_MANIPULATIONS = frozenset({"98940", "98941", "98942"})
_SUBLUXATIONS = tuple(f"M990{number}" for number in range(6))
_OF_HOSPICE = ("R5381", "R54", "R627")
_ICD9_FIRST_ONLY = (
    "V20", "V220", "V221", "V24", "V2681", "V2682", *(f"V{number}" for number in range(30, 40)),
    "V4612", "V4613", "V510", "V560", "V57", "V580", "V5811", "V5812", "V59", "V66",
    *(f"V70{number}" for number in (0, 1, 2, 3, 4, 5, 6, 8, 9)), "V71",
)  # fmt: skip
_ICD9_CAUSES = (
    "E000", "E001", "E002", "E003", *(f"E{number}" for number in range(80, 100)), "E01", "E02",
    "E030",
)  # fmt: skip


@coding_edit(VACCINE, kinds=(Kind.PROFESSIONAL,), triggers=_VACCINATIONS)
def vaccination(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A vaccine given for no reason that calls for one."""
    codes = icd10cm(visit)
    if len(codes) < visit.diagnosis_count:
        return
    reasons = starting(codes, _OTHER_REASONS)
    numbers = {diagnosis.number for diagnosis in reasons}
    for procedure in visit.procedures:
        if procedure.code.text not in _VACCINATIONS:
            continue
        if not reasons or (procedure.pointers and numbers.isdisjoint(procedure.pointers)):
            yield VACCINE.at(
                procedure.path,
                f"{procedure.code} is a vaccination, but points to no Z23",
                related=paths(reasons),
            )


@coding_edit(FIRST_EMPTY, kinds=(Kind.PROFESSIONAL,), triggers=("malformed",))
def first_place_empty(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A later diagnosis, and none in the first place."""
    if visit.first_listed is None and visit.diagnoses:
        for path, bad in visit.malformed:
            if bad.is_missing and path.startswith("diagnoses[0]"):
                yield FIRST_EMPTY.at(
                    path,
                    f"the first diagnosis is empty, but {visit.diagnoses[0].code} stands later",
                )


@coding_edit(SUBLUXATION, kinds=(Kind.PROFESSIONAL,), triggers=_MANIPULATIONS)
def manipulation(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A spinal manipulation for Medicare without its subluxation."""
    codes = icd10cm(visit)
    if not visit.is_medicare or not codes or len(codes) < visit.diagnosis_count:
        return
    found = starting(codes, _SUBLUXATIONS)
    for procedure in visit.procedures:
        if procedure.code.text not in _MANIPULATIONS:
            continue
        pointed = [d for d in found if not procedure.pointers or d.number in procedure.pointers]
        if not pointed:
            yield SUBLUXATION.at(
                procedure.path, f"{procedure.code} points to no subluxation (M99.00 to M99.05)"
            )
        elif procedure.pointers and procedure.pointers[0] != pointed[0].number:
            yield SUBLUXATION.at(
                procedure.path,
                f"{procedure.code} does not point first to the subluxation, {pointed[0].code}",
                related=paths(pointed),
            )


@coding_edit(HOSPICE, kinds=(Kind.INSTITUTIONAL,), triggers=("R53", "R54", "R62"))
def hospice_principal(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A hospice's principal diagnosis that says too little."""
    first = first_icd10cm(visit)
    if first is None or not (visit.bill_type or "").startswith(("081", "082")):
        return
    if first.code.text in _OF_HOSPICE:
        # The rule names the two conditions of ICD-9-CM; frailty (R54) was coded to one of them.
        is_named = first.code.text != "R54" and visit.is_medicare
        rule = HOSPICE if is_named else HOSPICE.weighing(Severity.WARNING)
        yield rule.at(
            first.path, f"{first.code} is no principal diagnosis of a hospice: list the condition"
        )


@coding_edit(ICD9_EXTERNAL_FIRST, triggers=[text[:3] for text in _ICD9_CAUSES])
def icd9_external_cause(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An external cause of ICD-9-CM first-listed."""
    first = visit.first_listed
    if first is not None and type(first.code) is Icd9CmCode and first.code.text[0] == "E":
        yield ICD9_EXTERNAL_FIRST.at(
            first.path, f"{first.code} is an external cause: list the condition first"
        )


@coding_edit(ICD9_FIRST_ONLY, triggers=[text[:3] for text in _ICD9_FIRST_ONLY])
def icd9_first_listed_only(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A V code of ICD-9-CM that may only be first-listed, further down."""
    first = visit.first_listed
    if first is None or first.code.text.startswith(_ICD9_FIRST_ONLY):
        return
    for diagnosis in visit.diagnoses[1:]:
        if type(diagnosis.code) is Icd9CmCode and diagnosis.code.text.startswith(_ICD9_FIRST_ONLY):
            yield ICD9_FIRST_ONLY.at(
                diagnosis.path,
                f"{diagnosis.code} may only be first-listed; it is diagnosis {diagnosis.number}",
                related=(first.path,),
            )
