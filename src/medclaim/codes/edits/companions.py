"""Diagnoses that contradict each other, or that the guidelines want a companion for."""

from collections.abc import Iterator
from typing import NamedTuple

from medclaim.codes.edits._diagnoses import GUIDELINES, drug_intent, icd10cm, together
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding, Rule, Severity

UNDERDOSING_WITHOUT_REASON = Rule(
    id="B052",
    name="dx-underdosing-without-reason",
    summary="An underdosing stands with why it came about, where that is known.",
    authority=f"{GUIDELINES} I.C.19.e.5.c",
    severity=Severity.INFORMATION,
    snip_type=5,
)
SEPSIS_WITHOUT_INFECTION = Rule(
    id="B055",
    name="dx-severe-sepsis-no-infection",
    summary="Severe sepsis (R65.2-) stands with the systemic infection.",
    authority=f"{GUIDELINES} I.C.1.d.1.b; the list of infections is open",
    severity=Severity.WARNING,
    answer=("CO-16/M64",),
    snip_type=5,
)
SEPSIS_WITHOUT_DYSFUNCTION = Rule(
    id="B056",
    name="dx-severe-sepsis-no-organ-dysfunction",
    summary="Severe sepsis (R65.20) stands with the acute organ dysfunction.",
    authority=f"{GUIDELINES} I.C.1.d.1.b; the list of dysfunctions is open",
    severity=Severity.WARNING,
    snip_type=5,
)
HIV_CONFLICT = Rule(
    id="B058",
    name="dx-hiv-conflict",
    summary="HIV disease (B20) never stands with Z21 or R75.",
    authority=f"{GUIDELINES} I.C.1.a.2.f",
    severity=Severity.ERROR,
    answer=("CO-16/M64",),
    snip_type=5,
)
SUBSEQUENT_INFARCTION_ALONE = Rule(
    id="B059",
    name="dx-subsequent-mi-alone",
    summary="A subsequent myocardial infarction (I22) stands with the first one (I21).",
    authority=f"{GUIDELINES} I.C.9.e.4",
    severity=Severity.ERROR,
    answer=("CO-16/M64",),
    snip_type=5,
)
CRISIS_ALONE = Rule(
    id="B060",
    name="dx-hypertensive-crisis-alone",
    summary="A hypertensive crisis (I16) stands with the hypertensive disease, where there is one.",
    authority=f"{GUIDELINES} I.C.9.a.10",
    severity=Severity.WARNING,
    snip_type=5,
)
HYPERTENSION_WITH_HEART_DISEASE = Rule(
    id="B061",
    name="dx-htn-with-heart-failure",
    summary="Hypertension with heart disease is I11 or I13, unless it is documented as unrelated.",
    authority=f"{GUIDELINES} I.C.9.a.1",
    severity=Severity.WARNING,
    snip_type=5,
)
HYPERTENSION_WITH_KIDNEY_DISEASE = Rule(
    id="B062",
    name="dx-htn-with-ckd",
    summary="Hypertension with chronic kidney disease is I12 or I13, unless documented as unrelated.",
    authority=f"{GUIDELINES} I.C.9.a.2",
    severity=Severity.WARNING,
    snip_type=5,
)
STAGE_MISSING = Rule(
    id="B063",
    name="dx-htn-combo-needs-stage",
    summary="I12 and I13 stand with the stage of the kidney disease, I11.0 and I13.0 with the failure.",
    authority=f"{GUIDELINES} I.C.9.a.1, I.C.9.a.2, I.C.9.a.3; Tabular List, use additional code",
    severity=Severity.WARNING,
    snip_type=5,
)
DIALYSIS_MISMATCH = Rule(
    id="B064",
    name="dx-dialysis-status-mismatch",
    summary="Dialysis status (Z99.2) and end stage renal disease (N18.6) go together.",
    authority="ICD-10-CM Tabular List FY2025, N18.6 (use additional code) and N18.5 (Excludes1)",
    severity=Severity.WARNING,
    snip_type=5,
)
UNCOMPLICATED_WITH_COMPLICATED = Rule(
    id="B066",
    name="dx-diabetes-uncomplicated-with-complicated",
    summary="Diabetes without complications does not stand with a complication of the same type.",
    authority="ICD-10-CM Tabular List FY2025, E08-E13 (titles)",
    severity=Severity.WARNING,
    snip_type=5,
)
SECONDARY_DIABETES = Rule(
    id="B067",
    name="dx-secondary-diabetes-no-cause",
    summary="Diabetes due to a drug or chemical (E09) stands with what it was.",
    authority=f"{GUIDELINES} I.C.4.a.6.b; Tabular List, E09 (code first, use additional code). That "
    "diabetes due to a condition (E08) follows it is B007's",
    severity=Severity.INFORMATION,
    snip_type=5,
)
INSULIN_WITH_TYPE_1 = Rule(
    id="B068",
    name="dx-insulin-status-with-e10",
    summary="Long-term use of insulin (Z79.4) is not said of type 1 diabetes, which implies it.",
    authority=f"{GUIDELINES} I.C.4.a.3",
    severity=Severity.INFORMATION,
    snip_type=5,
)
INCIDENTAL_PREGNANCY = Rule(
    id="B070",
    name="dx-pregnancy-incidental-with-o",
    summary="An incidental pregnancy (Z33.1) is said in place of every code of chapter 15.",
    authority=f"{GUIDELINES} I.C.15.a.1",
    severity=Severity.ERROR,
    snip_type=5,
)
NORMAL_SUPERVISION = Rule(
    id="B071",
    name="dx-normal-supervision-with-o",
    summary="Supervision of normal pregnancy (Z34) never stands with a code of chapter 15.",
    authority=f"{GUIDELINES} I.C.15.b.1",
    severity=Severity.ERROR,
    snip_type=5,
)


class _Conflict(NamedTuple):
    """Codes that are wrong beside others, by the beginnings of both."""

    rule: Rule
    wrong: tuple[str, ...]
    beside: tuple[str, ...]
    right: str


class _Need(NamedTuple):
    """Codes that want one of some others somewhere on the claim."""

    rule: Rule
    codes: tuple[str, ...]
    needed: tuple[str, ...]
    right: str


_CONFLICTS = (
    _Conflict(HIV_CONFLICT, ("Z21", "R75"), ("B20",), "after HIV disease it is always B20"),
    _Conflict(
        HYPERTENSION_WITH_HEART_DISEASE,
        ("I10",),
        ("I50", "I514", "I515", "I516", "I517", "I5189", "I519"),
        "hypertensive heart disease is I11 or I13",
    ),
    _Conflict(
        HYPERTENSION_WITH_KIDNEY_DISEASE,
        ("I10",),
        ("N18",),
        "hypertensive chronic kidney disease is I12 or I13",
    ),
    *(
        _Conflict(
            UNCOMPLICATED_WITH_COMPLICATED,
            (f"{kind}9",),
            tuple(f"{kind}{digit}" for digit in range(9)),
            "leave out the one without complications",
        )
        for kind in ("E08", "E09", "E10", "E11", "E13")
    ),
    _Conflict(INCIDENTAL_PREGNANCY, ("Z331",), ("O",), "leave out Z33.1 or the complication"),
    _Conflict(NORMAL_SUPERVISION, ("Z34",), ("O",), "supervision of a high-risk pregnancy is O09"),
)

# Systemic infections, as the guidelines and the note at R65.2 have them.
_INFECTIONS = (
    "A40", "A41", "A021", "A207", "A217", "A227", "A241", "A267", "A282", "A327", "A394", "A427",
    "A5486", "B007", "B377", "O0337", "O0387", "O0487", "O0737", "O0882", "O753", "O85", "O8604",
    "P36", "T802", "T814", "A483", "B", "J09", "J10", "J11", "J12", "U07",
)  # fmt: skip
_DYSFUNCTIONS = (
    "D65", "D695", "D696", "G6281", "G7281", "G92", "G931", "G934", "I21A1", "I502", "I503",
    "I504", "I508", "I5181", "J80", "J9582", "J96", "K720", "K726", "K729", "K763", "K767", "N17",
    "N990", "R34", "R402", "R4182",
)  # fmt: skip
_NEEDS = (
    _Need(SUBSEQUENT_INFARCTION_ALONE, ("I22",), ("I21",), "the first infarction, from I21"),
    _Need(
        CRISIS_ALONE,
        ("I16",),
        ("I10", "I11", "I12", "I13", "I15", "I1A"),
        "the hypertensive disease, from I10-I13, I15 or I1A",
    ),
    _Need(STAGE_MISSING, ("I12", "I13"), ("N18",), "the stage of the kidney disease, from N18"),
    _Need(STAGE_MISSING, ("I110", "I130", "I132"), ("I50",), "the heart failure, from I50"),
    _Need(
        SEPSIS_WITHOUT_INFECTION, ("R652",), _INFECTIONS, "the systemic infection, such as A41.9"
    ),
    _Need(
        SEPSIS_WITHOUT_DYSFUNCTION, ("R6520",), _DYSFUNCTIONS, "the organ dysfunction, such as N17"
    ),
    _Need(
        DIALYSIS_MISMATCH.weighing(Severity.INFORMATION),
        ("N186",),
        ("Z992",),
        "the dialysis status, Z99.2",
    ),
    _Need(
        SECONDARY_DIABETES,
        ("E09",),
        tuple(f"T{number}" for number in range(36, 66)),
        "the drug or chemical, from T36-T65, where it applies",
    ),
)
_REASONS = ("Z9112", "Z9113", "Z9114", "Z91A", "Y636", "Y638", "Y639")
_STAGES = ("N181", "N182", "N183", "N184", "N185")


def contradicts(one: CodedDiagnosis, other: CodedDiagnosis) -> bool:
    """Whether a rule here says that two diagnoses do not stand together."""
    texts = one.code.text, other.code.text
    return any(
        (wrong.startswith(c.wrong) and beside.startswith(c.beside))
        for c in _CONFLICTS
        for wrong, beside in (texts, texts[::-1])
    )


def _categories(prefixes: tuple[str, ...]) -> set[str]:
    return {prefix[:3] for prefix in prefixes}


# By the category of the diagnosis that may be wrong.
_CONFLICTS_OF = {
    category: [conflict for conflict in _CONFLICTS if category in _categories(conflict.wrong)]
    for category in set().union(*(_categories(c.wrong) for c in _CONFLICTS))
}


@coding_edit(*dict.fromkeys(c.rule for c in _CONFLICTS), triggers=_CONFLICTS_OF)
def conflicts(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Two diagnoses of which one denies what the other says."""
    diagnoses = icd10cm(visit)
    if len(diagnoses) < 2:
        return
    for diagnosis in diagnoses:
        text = diagnosis.code.text
        for conflict in _CONFLICTS_OF.get(text[:3], ()):
            if not text.startswith(conflict.wrong):
                continue
            beside = [
                d
                for d in diagnoses
                if d.code.text.startswith(conflict.beside) and together(visit, d, diagnosis)
            ]
            if beside:
                yield conflict.rule.at(
                    diagnosis.path,
                    f"{diagnosis.code} does not stand with {beside[0].code}: {conflict.right}",
                    related=[d.path for d in beside],
                )


@coding_edit(
    SUBSEQUENT_INFARCTION_ALONE,
    CRISIS_ALONE,
    STAGE_MISSING,
    SEPSIS_WITHOUT_INFECTION,
    SEPSIS_WITHOUT_DYSFUNCTION,
    DIALYSIS_MISMATCH,
    SECONDARY_DIABETES,
    triggers=set().union(*(_categories(need.codes) for need in _NEEDS)),
)
def needs(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A diagnosis without the companion that the guidelines name."""
    diagnoses = icd10cm(visit)
    for need in _NEEDS:
        asking = [d for d in diagnoses if d.code.text.startswith(need.codes)]
        if asking and not any(d.code.text.startswith(need.needed) for d in diagnoses):
            yield need.rule.at(
                asking[0].path, f"{asking[0].code} asks for another diagnosis: {need.right}"
            )


@coding_edit(DIALYSIS_MISMATCH, triggers=("Z99",))
def dialysis_before_its_stage(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Dialysis status beside a stage of kidney disease that has none."""
    diagnoses = icd10cm(visit)
    status = [d for d in diagnoses if d.code.text == "Z992"]
    stages = [d for d in diagnoses if d.code.text.startswith(_STAGES)]
    if status and stages and not any(d.code.text == "N186" for d in diagnoses):
        yield DIALYSIS_MISMATCH.at(
            stages[0].path,
            f"{stages[0].code} is not end stage renal disease, but Z99.2 says dialysis: see N18.6",
            related=(status[0].path,),
        )


@coding_edit(INSULIN_WITH_TYPE_1, triggers=("Z79",))
def insulin_with_type_1(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Long-term use of insulin beside type 1 diabetes alone."""
    diagnoses = icd10cm(visit)
    diabetes = [d for d in diagnoses if d.code.text.startswith(("E08", "E09", "E1", "O24"))]
    if not diabetes or not all(d.code.text.startswith("E10") for d in diabetes):
        return
    for insulin in _coded_as(diagnoses, "Z794"):
        yield INSULIN_WITH_TYPE_1.at(
            insulin.path,
            f"{insulin.code} is implied by {diabetes[0].code}: it is for the other types",
            related=(diabetes[0].path,),
        )


@coding_edit(UNDERDOSING_WITHOUT_REASON, triggers=[f"T{number}" for number in range(36, 51)])
def underdosing_without_reason(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An underdosing without noncompliance or failure in dosage."""
    diagnoses = icd10cm(visit)
    underdosings = [d for d in diagnoses if drug_intent(d.code.text) == "6"]
    every = [*diagnoses, *visit.external_causes]
    if underdosings and not any(d.code.text.startswith(_REASONS) for d in every):
        yield UNDERDOSING_WITHOUT_REASON.at(
            underdosings[0].path,
            f"{underdosings[0].code} goes with why: Z91.12-, Z91.13-, Z91.14-, Z91.A-, or Y63.6-Y63.9",
        )


def _coded_as(diagnoses: list[CodedDiagnosis], text: str) -> list[CodedDiagnosis]:
    return [d for d in diagnoses if d.code.text == text]
