"""Deliveries and births: whose record it is, and what came of the delivery."""

from collections.abc import Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import GUIDELINES, icd10cm, paths, starting
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Severity

NORMAL_OUTCOME = rule_of_codes(
    "B077",
    "dx-o80-outcome",
    "The only outcome of delivery that goes with O80 is Z37.0.",
    f"{GUIDELINES} I.C.15.n.3",
    severity=Severity.ERROR,
)
OUTCOME_MISSING = rule_of_codes(
    "B078",
    "dx-delivery-outcome-missing",
    "The stay in which a mother delivers has an outcome of delivery (Z37).",
    f"{GUIDELINES} I.C.15.b.5",
    "CO-16/M64",
    severity=Severity.ERROR,
)
MATERNAL_ON_NEWBORN = rule_of_codes(
    "B080",
    "dx-maternal-on-newborn",
    "A code of chapter 15 or an outcome of delivery is the mother's, never the newborn's.",
    f"{GUIDELINES} I.C.15.a.2, I.C.21.c.11",
    "CO-9",
    severity=Severity.ERROR,
)
NEWBORN_ON_MATERNAL = rule_of_codes(
    "B081",
    "dx-newborn-on-maternal",
    "A liveborn infant (Z38) is an infant; a perinatal condition is never the mother's.",
    f"{GUIDELINES} I.C.16.a.1, I.C.16.a.2",
    "CO-9",
    severity=Severity.ERROR,
)
_DELIVERIES = ("O80", "O82")
# ICD-10-PCS obstetrics: extraction and delivery of products of conception, not of what is retained.
_DELIVERED = ("10D0", "10E0")
_OUTCOME_BY_PROCEDURE = OUTCOME_MISSING.weighing(Severity.WARNING)
# A perinatal condition may last for life, and its bearer may be pregnant.
_LASTING = NEWBORN_ON_MATERNAL.weighing(Severity.WARNING)


@coding_edit(NORMAL_OUTCOME, triggers=("O80",))
def normal_outcome(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """O80 beside an outcome other than one live birth."""
    codes = icd10cm(visit)
    deliveries = starting(codes, "O80")
    if deliveries:
        for outcome in starting(codes, "Z37"):
            if outcome.code.text != "Z370":
                yield NORMAL_OUTCOME.at(
                    outcome.path,
                    f"{outcome.code} is not the outcome of a normal delivery: Z37.0 is",
                    related=paths(deliveries),
                )


@coding_edit(OUTCOME_MISSING, kinds=(Kind.INSTITUTIONAL,), triggers=(*_DELIVERIES, "10D", "10E"))
def outcome_missing(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A delivery in hospital of which nobody says what came of it."""
    codes = icd10cm(visit)
    if not visit.is_inpatient or starting(codes, "Z37") or len(codes) < visit.diagnosis_count:
        return
    for delivery in starting(codes, _DELIVERIES):
        yield OUTCOME_MISSING.at(
            delivery.path, f"{delivery.code} is a delivery: add its outcome, a code of Z37"
        )
        return
    for procedure in visit.stay_procedures:
        if procedure.code.text.startswith(_DELIVERED):
            yield _OUTCOME_BY_PROCEDURE.at(
                procedure.path, f"{procedure.code} is a delivery: add its outcome, a code of Z37"
            )
            return


@coding_edit(MATERNAL_ON_NEWBORN, NEWBORN_ON_MATERNAL, triggers=("O", "Z37", "Z38"))
def whose_record(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Codes of the mother and of the newborn on one record, or on that of the other."""
    codes = icd10cm(visit)
    liveborn = starting(codes, "Z38")
    maternal = starting(codes, ("O", "Z37"))
    age = visit.age
    if maternal and (age == 0 or liveborn):
        yield MATERNAL_ON_NEWBORN.at(
            maternal[0].path,
            f"{maternal[0].code} belongs on the mother's record; this is a newborn's",
            related=paths([*maternal[1:], *liveborn]),
        )
    if age:
        for infant in liveborn:
            yield NEWBORN_ON_MATERNAL.at(
                infant.path, f"{infant.code} is for the stay of one's birth; the patient is {age}"
            )
    if maternal and age != 0:
        for perinatal in starting(codes, "P"):
            yield _LASTING.at(
                perinatal.path,
                f"{perinatal.code} is a perinatal condition, but {maternal[0].code} is a mother's: "
                "it is hers only where she has it from her own birth",
                related=paths(maternal),
            )
