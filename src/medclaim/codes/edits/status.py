"""Body mass index, scales, status and other codes that say something of a condition coded beside them."""

from collections.abc import Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import GUIDELINES, first_icd10cm, icd10cm, paths, starting
from medclaim.codes.visit import CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding, Severity

BMI_ALONE = rule_of_codes(
    "B084",
    "dx-bmi-alone",
    "A body mass index stands with the condition it is of, such as obesity.",
    f"{GUIDELINES} I.C.21.c.3 (such conditions are not listed: a warning)",
)
BMI_IN_PREGNANCY = rule_of_codes(
    "B085",
    "dx-bmi-in-pregnancy",
    "A body mass index is not coded in pregnancy.",
    f"{GUIDELINES} I.C.21.c.3",
)
BMI_AGE = rule_of_codes(
    "B086",
    "dx-bmi-age",
    "Z68.1 to Z68.4 are for adults, Z68.5- is for children from two years on.",
    "ICD-10-CM Tabular List, note at Z68 (adults from 20 years on; formerly 21)",
    "CO-9",
)
BMI_REPEATED = rule_of_codes(
    "B087",
    "dx-bmi-repeated",
    "One body mass index is reported, of several values the most severe.",
    "ICD-10-CM Official Guidelines FY2026 I.C.21.c.3 (unconfirmed for earlier years)",
)
TRANSPLANT = rule_of_codes(
    "B092",
    "dx-transplant-status-with-complication",
    "The status of a transplanted organ (Z94) does not stand with its complication (T86).",
    f"{GUIDELINES} I.C.21.c.3",
)
STROKE_SCALE = rule_of_codes(
    "B094",
    "dx-nihss-first-or-alone",
    "A stroke scale score (R29.7-) stands with the cerebral infarction (I63).",
    f"{GUIDELINES} I.C.18.i; unconfirmed: that it is refused with another stroke",
)
COMA_SCALE = rule_of_codes(
    "B095",
    "dx-coma-scale-first-or-alone",
    "Of one moment, either the coma scale's single scores or its total is reported.",
    f"{GUIDELINES} I.C.18.e; unconfirmed: that both together are refused",
)
NONSPECIFIC = rule_of_codes(
    "B103",
    "dx-nonspecific-z",
    "A nonspecific Z code is used only where nothing more is documented.",
    f"{GUIDELINES} I.C.21.c.15",
    "CO-16/M76",
)
RESISTANCE_FIRST = rule_of_codes(
    "B106",
    "dx-resistance-first",
    "Resistance to antimicrobial drugs (Z16) follows the code of the infection.",
    f"{GUIDELINES} I.C.21.c.3",
    severity=Severity.ERROR,
)
RULED_OUT = rule_of_codes(
    "B108",
    "dx-observation-z-with-condition",
    "An observation for what was ruled out does not stand with that very condition.",
    f"{GUIDELINES} I.C.21.c.6, I.C.19.f",
)
SOCIAL_FIRST = rule_of_codes(
    "B135",
    "dx-sdoh-first",
    "A social determinant of health (Z55-Z65) is not first-listed.",
    f"{GUIDELINES} I.B.14",
)

# Weight and nutrition, and the examinations and counselling at which a body mass index is taken.
_OF_WEIGHT = (
    "E10", "E11", "E13", "E4", "E64", "E65", "E66", "E67", "E68", "E88", "F50", "G473", "K912",
    "R62", "R63", "R64", "T73", "Z00", "Z01", "Z02", "Z13", "Z713", "Z7182", "Z724", "Z98", "Z903",
)  # fmt: skip
_PREGNANT = ("O", "Z33", "Z34")
_ADULT = ("Z681", "Z682", "Z683", "Z684")
_CHILD = "Z685"

# Each status of an organ, and the complications of that organ's transplant.
_ORGANS = {
    "Z940": "T861",
    "Z941": "T862",
    "Z942": "T8681",
    "Z943": "T863",
    "Z944": "T864",
    "Z945": "T8682",
    "Z946": "T8683",
    "Z947": "T8684",
    "Z9481": "T860",
    "Z9482": "T8685",
    "Z9484": "T865",
}
_NONSPECIFIC = frozenset({"Z029", "Z049", "Z139", "Z419", "Z529", "Z8659", "Z889", "Z920"})
# What an observation was for, and what was found after all.
_OBSERVED = {
    "Z036": tuple(f"T{number}" for number in range(36, 66)),
    "Z03810": ("A22",),
    "Z044": ("T742", "T762"),
    "Z047": ("T741", "T761"),
}
_SOCIAL = tuple(f"Z{number}" for number in range(55, 66))


@coding_edit(BMI_ALONE, BMI_IN_PREGNANCY, BMI_AGE, BMI_REPEATED, triggers=("Z68",))
def body_mass_index(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A body mass index without its condition, in pregnancy, of another age, or twice."""
    codes = icd10cm(visit)
    found = starting(codes, "Z68")
    if not found:
        return
    index, *more = found
    pregnant = starting(codes, _PREGNANT)
    if pregnant:
        yield BMI_IN_PREGNANCY.at(
            index.path,
            f"{index.code} is a body mass index, but {pregnant[0].code} says pregnancy: leave it out",
            related=paths(pregnant),
        )
    elif len(codes) == visit.diagnosis_count and not starting(codes, _OF_WEIGHT):
        yield BMI_ALONE.at(
            index.path,
            f"{index.code} stands with no condition of weight or nutrition: add the condition it is of",
        )
    age = visit.age
    if age is not None:
        for one in found:
            # The note drew the line at 21 years once: at 20 either may be right.
            if (one.code.text.startswith(_ADULT) and age < 20) or (
                one.code.text.startswith(_CHILD) and not 2 <= age <= 20
            ):
                right = "Z68.5-" if 2 <= age < 20 else "Z68.1 to Z68.4" if age > 20 else "none"
                yield BMI_AGE.at(
                    one.path, f"{one.code} is not for a patient of {age} years: {right} is"
                )
    for one in more:
        if one.code.text != index.code.text:
            yield BMI_REPEATED.at(
                one.path,
                f"{one.code} is a second body mass index beside {index.code}: keep the most severe",
                related=(index.path,),
            )


@coding_edit(TRANSPLANT, triggers=("Z94",))
def transplant_status(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A transplanted organ's status beside a complication of that organ."""
    codes = icd10cm(visit)
    for status in starting(codes, tuple(_ORGANS)):
        text = status.code.text
        organ = text if text in _ORGANS else text[:4]
        for complication in starting(codes, _ORGANS[organ]):
            yield TRANSPLANT.at(
                status.path,
                f"{complication.code} says already that the organ of {status.code} is a transplant",
                related=(complication.path,),
            )


@coding_edit(STROKE_SCALE, COMA_SCALE, triggers=("R29", "R40"))
def scales(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A stroke scale without the stroke, a coma scale said twice."""
    codes = icd10cm(visit)
    if len(codes) == visit.diagnosis_count and not starting(codes, "I63"):
        for score in starting(codes, "R297"):
            yield STROKE_SCALE.at(
                score.path, f"{score.code} is a stroke scale score, but no code of I63 is reported"
            )
    singles = starting(codes, ("R4021", "R4022", "R4023"))
    for total in starting(codes, "R4024"):
        # The seventh character is the moment: the totals of another moment stand apart.
        beside = [one for one in singles if one.code.text[6:] == total.code.text[6:]]
        if beside:
            yield COMA_SCALE.at(
                total.path,
                f"{total.code} is the total and {beside[0].code} a single score of one moment",
                related=paths(beside),
            )


@coding_edit(NONSPECIFIC, triggers=_NONSPECIFIC)
def nonspecific(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A Z code that says next to nothing."""
    for diagnosis in icd10cm(visit):
        if diagnosis.code.text in _NONSPECIFIC:
            yield NONSPECIFIC.at(
                diagnosis.path, f"{diagnosis.code} is nonspecific: use a code that says more"
            )


@coding_edit(RESISTANCE_FIRST, SOCIAL_FIRST, triggers=("Z16", *_SOCIAL))
def status_first(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Drug resistance or a social determinant first-listed."""
    first = first_icd10cm(visit)
    if first is None:
        return
    if first.code.text.startswith("Z16"):
        yield RESISTANCE_FIRST.at(
            first.path, f"{first.code} is a drug resistance: list the infection first"
        )
    elif first.code.text.startswith(_SOCIAL):
        yield SOCIAL_FIRST.at(
            first.path, f"{first.code} is a social determinant: list the condition first"
        )


@coding_edit(RULED_OUT, triggers=("Z03", "Z04"))
def ruled_out(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An observation beside what it was to rule out."""
    codes = icd10cm(visit)
    for prefix, conditions in _OBSERVED.items():
        found = starting(codes, conditions)
        for observation in starting(codes, prefix) if found else ():
            yield RULED_OUT.at(
                observation.path,
                f"{observation.code} says that it was ruled out, {found[0].code} that it is there",
                related=paths(found),
            )
