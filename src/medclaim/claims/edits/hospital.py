"""What an institutional bill says of its admission or visit, held against its diagnoses."""

from collections.abc import Iterator

from medclaim._rules import doubtful, for_medicare, rule_of_codes
from medclaim.claims.claim import Claim, InstitutionalClaim
from medclaim.claims.edits.context import Context, code_text
from medclaim.codes.bill_type import BillType
from medclaim.codes.edits._diagnoses import GUIDELINES, first_icd10cm, icd10cm, paths, starting
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

BIRTH_WITHOUT_LIVEBORN = rule_of_codes(
    "B082",
    "dx-newborn-z38-not-first",
    "The stay of a birth in the hospital has a liveborn infant (Z38) as its principal diagnosis.",
    f"{GUIDELINES} I.C.16.a.2; NUBC, admission type 4 with point of origin 5",
    "CO-16/MA63",
    severity=Severity.ERROR,
)
LIVEBORN_TRANSFERRED = rule_of_codes(
    "B083",
    "dx-newborn-z38-wrong-source",
    "A newborn that comes from another hospital has no Z38 here.",
    f"{GUIDELINES} I.C.16.a.2",
)
TRIAL = rule_of_codes(
    "B111",
    "dx-clinical-trial-first",
    "A service in a clinical trial (modifier Q0 or Q1, condition 30) has diagnosis Z00.6.",
    "Medicare Claims Processing Manual ch.32, 69.6 (claims with routine costs: Q1, condition 30)",
    "CO-16/M64",
    severity=Severity.ERROR,
)
REASON_MISSING = rule_of_codes(
    "B121",
    "reason-for-visit-missing",
    "An unscheduled outpatient visit to an emergency room has a reason for the visit.",
    "unconfirmed: Medicare Claims Processing Manual ch.25, 75.6, form locator 70",
    "A6:673",
)
REASONS_TOO_MANY = rule_of_codes(
    "B122",
    "reason-for-visit-too-many",
    "A bill has at most three reasons for the visit.",
    "005010X223A2, 2300 HI Patient's Reason For Visit (three codes)",
    "A7:673",
    severity=Severity.ERROR,
)
PARTIAL_HOSPITALIZATION = rule_of_codes(
    "B134",
    "dx-mental-health-php",
    "Partial hospitalization has a mental health principal diagnosis.",
    "I/OCE edit 29; unconfirmed: its list is taken to be chapter 5 of ICD-10-CM",
)

_TRANSFERS = frozenset("456")
_TRIALS = frozenset({"Q0", "Q1"})
_UNSCHEDULED = frozenset("125")
_EMERGENCY = ("045", "0516", "0762")
_EMERGENCY_BILLS = frozenset({"13", "78", "85"})
_MENTAL = "F"


@edit(
    BIRTH_WITHOUT_LIVEBORN,
    LIVEBORN_TRANSFERRED,
    kinds=(Kind.INSTITUTIONAL,),
    triggers=("admission_type",),
)
def births(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A birth that is not principal, or that happened elsewhere."""
    visit = context.visit
    first = first_icd10cm(visit)
    if first is None or not visit.is_inpatient:
        return
    is_newborn, origin = code_text(claim.admission_type) == "4", code_text(claim.point_of_origin)
    liveborn = starting(icd10cm(visit), "Z38")
    if is_newborn and origin == "5" and not first.code.text.startswith("Z38"):
        yield BIRTH_WITHOUT_LIVEBORN.at(
            first.path,
            f"the infant was born in this stay: a code of Z38 is principal, not {first.code}",
            related=("admission_type", *paths(liveborn)),
        )
    # With admission type 4 these origins say where the birth was, with any other a transfer.
    if liveborn and not is_newborn and origin in _TRANSFERS:
        yield LIVEBORN_TRANSFERRED.at(
            liveborn[0].path,
            f"{liveborn[0].code} is for the stay of the birth, but the patient came by transfer",
            related=("point_of_origin",),
        )


@edit(TRIAL, triggers=(*_TRIALS, "condition_codes"))
def clinical_trial(claim: Claim, context: Context) -> Iterator[Finding]:
    """A service in a clinical trial whose diagnoses do not say so."""
    visit = context.visit
    codes = icd10cm(visit)
    if not codes or len(codes) < visit.diagnosis_count or starting(codes, "Z006"):
        return
    rule = for_medicare(TRIAL, context)
    for procedure in visit.procedures:
        for modifier, path in zip(procedure.modifiers, procedure.modifier_paths, strict=True):
            if modifier.text in _TRIALS:
                # Q0 also says that a registry is told, for which the manual asks no such diagnosis.
                weighed = rule if modifier.text == "Q1" else doubtful(TRIAL)
                yield weighed.at(path, f"{modifier} is of a clinical trial: add diagnosis Z00.6")
                return
    for index, condition in enumerate(getattr(claim, "condition_codes", ())):
        if code_text(condition) == "30":
            yield rule.at(
                f"condition_codes[{index}]", "30 is of a clinical trial: add diagnosis Z00.6"
            )


@edit(
    REASON_MISSING,
    kinds=(Kind.INSTITUTIONAL,),
    triggers=[f"bill_type:{bill}" for bill in _EMERGENCY_BILLS],
)
def reason_missing(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """An emergency visit of which nobody says why the patient came."""
    if context.visit.bill_type is None or context.visit.bill_type[1:3] not in _EMERGENCY_BILLS:
        return
    if claim.patient_reason_for_visit or code_text(claim.admission_type) not in _UNSCHEDULED:
        return
    for index, line in enumerate(claim.lines):
        if code_text(line.revenue_code).startswith(_EMERGENCY):
            yield REASON_MISSING.at(
                "patient_reason_for_visit",
                f"revenue code {code_text(line.revenue_code)} is of an unscheduled visit: "
                "give the patient's reason for it",
                related=(f"lines[{index}].revenue_code",),
            )
            return


@edit(REASONS_TOO_MANY, kinds=(Kind.INSTITUTIONAL,), triggers=("patient_reason_for_visit",))
def reasons_too_many(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """More reasons for the visit than the transaction holds."""
    if len(claim.patient_reason_for_visit) > 3:
        yield REASONS_TOO_MANY.at(
            "patient_reason_for_visit[3]",
            f"{len(claim.patient_reason_for_visit)} reasons for the visit: there are at most 3",
        )


@edit(
    PARTIAL_HOSPITALIZATION,
    kinds=(Kind.INSTITUTIONAL,),
    triggers=("condition_codes",),
)
def partial_hospitalization(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Partial hospitalization for what is no mental disorder."""
    first, bill = first_icd10cm(context.visit), claim.bill_type
    if first is None or type(bill) is not BillType or bill.facility_code not in ("13", "76", "85"):
        return
    for index, condition in enumerate(claim.condition_codes):
        if code_text(condition) == "41" and not first.code.text.startswith(_MENTAL):
            yield PARTIAL_HOSPITALIZATION.at(
                first.path,
                f"{first.code} is no mental health diagnosis, but the bill is for partial "
                "hospitalization",
                related=(f"condition_codes[{index}]",),
            )
