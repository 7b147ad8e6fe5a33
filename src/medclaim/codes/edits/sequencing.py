"""Diagnoses beside each other: how many, in which order, which together."""

from collections.abc import Iterator

from medclaim.codes.edits._diagnoses import (
    GUIDELINES,
    SECONDARY_ONLY,
    drug_intent,
    icd10cm,
    is_external_cause,
    is_injury,
)
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity

MISSING = Rule(
    id="B001",
    name="dx-missing",
    summary="A claim has at least one diagnosis.",
    authority="005010X222A1, 2300 HI Health Care Diagnosis Code (required)",
    severity=Severity.ERROR,
    answer=("A6:255", "CO-16/M76", "CO-16/MA63"),
    snip_type=2,
)
DUPLICATE = Rule(
    id="B002",
    name="dx-duplicate",
    summary="Each diagnosis code is reported once.",
    authority=f"{GUIDELINES} I.B.12",
    severity=Severity.ERROR,
    answer=("A7:255", "CO-16/M64"),
    snip_type=4,
)
EXTERNAL_CAUSE_FIRST = Rule(
    id="B012",
    name="external-cause-first",
    summary="An external cause code (V00-Y99) is never the first-listed diagnosis.",
    authority=f"{GUIDELINES} I.C.20.a.6",
    severity=Severity.ERROR,
    answer=("A7:254", "A7:509", "CO-16/MA63"),
    snip_type=5,
)
EXTERNAL_CAUSE_ONLY = Rule(
    id="B013",
    name="external-cause-only",
    summary="External cause codes stand with a diagnosis of the condition, never alone.",
    authority=f"{GUIDELINES} I.C.20.a.1",
    severity=Severity.ERROR,
    answer=("A7:254",),
    snip_type=5,
)
Z_FIRST_ONLY = Rule(
    id="B028",
    name="z-first-listed-only",
    summary="Some Z codes may only be first-listed, but for encounters of one day combined.",
    authority=f"{GUIDELINES} I.C.21.c.16",
    severity=Severity.WARNING,
    answer=("CO-16/M64",),
    snip_type=5,
)
NEVER_FIRST = Rule(
    id="B029",
    name="z-never-first",
    summary="A code the guidelines call secondary only is not first-listed.",
    authority=f"{GUIDELINES} I.B.14, I.C.18, I.C.21.c.3, I.C.21.c.11",
    severity=Severity.ERROR,
    answer=("A7:254", "CO-16/MA63"),
    snip_type=5,
)
AFTERCARE_WITH_INJURY = Rule(
    id="B046",
    name="dx-initial-7th-with-aftercare-z",
    summary="Aftercare of an injury is the injury's code with its seventh character, not a Z code.",
    authority=f"{GUIDELINES} I.C.19.a, I.C.21.c.7",
    severity=Severity.WARNING,
    snip_type=5,
)
ADVERSE_EFFECT_FIRST = Rule(
    id="B050",
    name="dx-adverse-effect-first",
    summary="An adverse effect code follows the code of the effect's nature.",
    authority=f"{GUIDELINES} I.C.19.e.5.a",
    severity=Severity.ERROR,
    answer=("A7:254",),
    snip_type=5,
)
UNDERDOSING_FIRST = Rule(
    id="B051",
    name="dx-underdosing-first",
    summary="An underdosing code is never first-listed.",
    authority=f"{GUIDELINES} I.C.19.e.5.c",
    severity=Severity.ERROR,
    answer=("A7:254", "CO-16/MA63"),
    snip_type=5,
)
SEVERE_SEPSIS_FIRST = Rule(
    id="B054",
    name="dx-severe-sepsis-first",
    summary="A code of R65.1- or R65.2- is never first-listed.",
    authority=f"{GUIDELINES} I.C.1.d.1.b, I.C.18.g",
    severity=Severity.ERROR,
    answer=("CO-16/MA63",),
    snip_type=5,
)
SEPTIC_SHOCK_FIRST = Rule(
    id="B057",
    name="dx-septic-shock-first",
    summary="A septic shock, after a procedure (T81.12-) too, follows the infection and is never first.",
    authority=f"{GUIDELINES} I.C.1.d.2 and I.C.1.d.5.c; R65.21 is B054's",
    severity=Severity.ERROR,
    answer=("CO-16/MA63",),
    snip_type=5,
)
NORMAL_DELIVERY_WITH_OTHER = Rule(
    id="B076",
    name="dx-o80-with-other-o",
    summary="O80 stands first-listed and with no other code of chapter 15.",
    authority=f"{GUIDELINES} I.C.15.n.1",
    severity=Severity.ERROR,
    snip_type=5,
)
COUNT_LIMIT = Rule(
    id="B124",
    name="dx-count-limit",
    summary="A professional claim has at most 12 diagnoses, an institutional one 25, a dental one 4.",
    authority="005010X222A1, 2300 HI (ABK, ABF): twelve codes; 005010X223A2: one and 24 others, 12 "
    "external causes; 005010X224A2: four",
    severity=Severity.ERROR,
    answer=("A7:255",),
    snip_type=1,
)

_MOST = {Kind.PROFESSIONAL: 12, Kind.INSTITUTIONAL: 25, Kind.DENTAL: 4}
_MOST_CAUSES = 12

# Guidelines I.C.21.c.16, with the exceptions it names.
_FIRST_ONLY = (
    "Z00", "Z01", "Z02", "Z04", "Z3181", "Z3183", "Z3184", "Z332", "Z34", "Z38", "Z39", "Z40",
    "Z42", "Z510", "Z511", "Z52", "Z761", "Z762", "Z9912",
)  # fmt: skip
_NOT_FIRST_ONLY = ("Z006", "Z529")

_AFTERCARE = ("Z470", "Z480", "Z488")


@coding_edit(MISSING, kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL))
def diagnosis_missing(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """No diagnosis at all."""
    if not visit.diagnosis_count:
        yield MISSING.at("diagnoses", "there is no diagnosis: at least one is required")
    for path, bad in visit.malformed:
        if path == "principal_diagnosis" and bad.is_missing:
            yield MISSING.at(path, "there is no principal diagnosis, and it is required")


@coding_edit(COUNT_LIMIT)
def too_many_diagnoses(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """More diagnoses than the transaction holds."""
    most = _MOST[visit.kind]
    if visit.diagnosis_count > most:
        beyond = [diagnosis.path for diagnosis in visit.diagnoses if diagnosis.number > most]
        yield COUNT_LIMIT.at(
            beyond[0].removesuffix(".code") if beyond else "diagnoses",
            f"{visit.diagnosis_count} diagnoses: a {visit.kind} claim has at most {most}",
        )
    if len(visit.external_causes) > _MOST_CAUSES:
        yield COUNT_LIMIT.at(
            f"external_causes[{_MOST_CAUSES}]",
            f"{len(visit.external_causes)} external causes: there are at most {_MOST_CAUSES}",
        )


@coding_edit(DUPLICATE)
def duplicate_diagnosis(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """The same diagnosis twice."""
    if len({diagnosis.code.text for diagnosis in visit.diagnoses}) == len(visit.diagnoses):
        return
    seen: dict[object, CodedDiagnosis] = {}
    for diagnosis in visit.diagnoses:
        first = seen.setdefault(diagnosis.code.text, diagnosis)
        if first is not diagnosis and type(first.code) is type(diagnosis.code):
            yield DUPLICATE.at(
                diagnosis.path,
                f"{diagnosis.code} is reported already at diagnosis {first.number}",
                related=(first.path,),
            )


@coding_edit(EXTERNAL_CAUSE_FIRST, EXTERNAL_CAUSE_ONLY, triggers="VWXY")
def external_cause(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An external cause first-listed, or no condition beside it."""
    first = visit.first_listed
    if first is None or not is_external_cause(first):
        return
    yield EXTERNAL_CAUSE_FIRST.at(
        first.path, f"{first.code} is an external cause: list the condition first"
    )
    others = visit.diagnosis_count - len(visit.diagnoses)
    if not others and all(map(is_external_cause, visit.diagnoses)):
        yield EXTERNAL_CAUSE_ONLY.at(
            "diagnoses", "there are external causes only: add the condition they caused"
        )


@coding_edit(Z_FIRST_ONLY, triggers="Z")
def first_listed_only(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A Z code that may only be first-listed, further down."""
    first = visit.first_listed
    if first is None or _is_first_only(first):
        # Two of them: encounters of one day, combined.
        return
    for diagnosis in visit.diagnoses[1:]:
        if _is_first_only(diagnosis):
            yield Z_FIRST_ONLY.at(
                diagnosis.path,
                f"{diagnosis.code} may only be first-listed; it is diagnosis {diagnosis.number}",
                related=(first.path,),
            )


def _is_first_only(diagnosis: CodedDiagnosis) -> bool:
    text = diagnosis.code.text
    return (
        text.startswith(_FIRST_ONLY)
        and not text.startswith(_NOT_FIRST_ONLY)
        and type(diagnosis.code) is Icd10CmCode
    )


@coding_edit(NEVER_FIRST, triggers=("Z68", "R40", "R29", "Z28", "Z15", "Z37", "Z92"))
def secondary_only(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A code the guidelines call secondary, first-listed."""
    first = visit.first_listed
    if first is None or type(first.code) is not Icd10CmCode:
        return
    for prefix, sentence in SECONDARY_ONLY.items():
        if first.code.text.startswith(prefix):
            yield NEVER_FIRST.at(first.path, f"{first.code} may not be first-listed ({sentence})")


@coding_edit(AFTERCARE_WITH_INJURY, triggers=("Z47", "Z48"))
def aftercare_with_injury(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An aftercare Z code beside the code of an injury."""
    codes = icd10cm(visit)
    injuries = [d for d in codes if is_injury(d.code.text)]
    if not injuries:
        return
    for diagnosis in codes:
        if diagnosis.code.text.startswith(_AFTERCARE):
            yield AFTERCARE_WITH_INJURY.at(
                diagnosis.path,
                f"{diagnosis.code} is aftercare, but {injuries[0].code} is an injury: "
                "its seventh character says which encounter this is",
                related=[injury.path for injury in injuries],
            )


@coding_edit(
    ADVERSE_EFFECT_FIRST,
    UNDERDOSING_FIRST,
    triggers=[f"T{number}" for number in range(36, 51)],
)
def drug_effect_first(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An adverse effect or an underdosing first-listed."""
    first = visit.first_listed
    if first is None or type(first.code) is not Icd10CmCode:
        return
    intent = drug_intent(first.code.text)
    if intent == "5":
        yield ADVERSE_EFFECT_FIRST.at(
            first.path, f"{first.code} is an adverse effect: list the nature of the effect first"
        )
    elif intent == "6":
        yield UNDERDOSING_FIRST.at(
            first.path, f"{first.code} is an underdosing: list the medical condition first"
        )


@coding_edit(SEVERE_SEPSIS_FIRST, SEPTIC_SHOCK_FIRST, triggers=("R65", "T81"))
def severe_sepsis_first(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """SIRS of noninfectious origin, severe sepsis or a septic shock first-listed."""
    first = visit.first_listed
    if first is None or type(first.code) is not Icd10CmCode:
        return
    if first.code.text.startswith(("R651", "R652")):
        yield SEVERE_SEPSIS_FIRST.at(
            first.path, f"{first.code} may not be first-listed: list the underlying condition first"
        )
    elif first.code.text.startswith("T8112") and first.code.text.endswith("A"):
        yield SEPTIC_SHOCK_FIRST.at(
            first.path, f"{first.code} follows the infection after the procedure, such as T81.44"
        )


@coding_edit(NORMAL_DELIVERY_WITH_OTHER, triggers=("O80",))
def normal_delivery(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """O80 beside another code of chapter 15, or not first-listed."""
    codes = icd10cm(visit)
    deliveries = [d for d in codes if d.code.text == "O80"]
    if not deliveries:
        return
    delivery = deliveries[0]
    others = [d for d in codes if d.code.text[0] == "O" and d.code.text != "O80"]
    if others:
        yield NORMAL_DELIVERY_WITH_OTHER.at(
            delivery.path,
            f"O80 is a delivery without complication, but {others[0].code} is reported too",
            related=[other.path for other in others],
        )
    elif delivery.number != 1:
        yield NORMAL_DELIVERY_WITH_OTHER.at(
            delivery.path, f"O80 is always first-listed; it is diagnosis {delivery.number}"
        )
