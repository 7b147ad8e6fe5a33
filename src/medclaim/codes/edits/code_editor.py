"""The Medicare Code Editor's lists of diagnoses: what may be principal, at which age, of which sex."""

from collections.abc import Container, Iterable, Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes._lists import CodeEditorLists
from medclaim.codes.edits._diagnoses import GUIDELINES, first_icd10cm, icd10cm, is_never_first
from medclaim.codes.edits._said import outside
from medclaim.codes.edits._watched import watched
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Rule, Severity

EDITOR = "CMS, Definitions of Medicare Code Edits"
MEDICARE_ONLY = "An error on Medicare's institutional claims, else a warning"

MANIFESTATION_FIRST = rule_of_codes(
    "B007",
    "dx-manifestation-first",
    "A manifestation follows the condition it comes from, and is never first-listed.",
    f"{GUIDELINES} I.A.13; {EDITOR}, edit 6, names the codes",
    "A7:254",
    "CO-16/MA63",
    severity=Severity.ERROR,
)
UNACCEPTABLE = rule_of_codes(
    "B030",
    "dx-unacceptable-principal",
    "A principal diagnosis says why the patient was admitted: some codes cannot.",
    f"{EDITOR}, edit 9. {MEDICARE_ONLY}",
    "A7:254",
    "CO-16/MA63",
    severity=Severity.ERROR,
)
QUESTIONABLE = rule_of_codes(
    "B032",
    "dx-questionable-admission",
    "A principal diagnosis is a condition that needs a hospital, or Medicare looks at the stay.",
    f"{EDITOR}, edit 8",
)


def _of_age(id: str, name: str, summary: str, *answer: str) -> Rule:
    return rule_of_codes(
        id,
        name,
        summary,
        f"{EDITOR}, edit 4; integrated outpatient code editor, edit 2. {MEDICARE_ONLY}",
        "CO-9",
        *answer,
        severity=Severity.ERROR,
    )


NEWBORN = _of_age(
    "B033", "dx-age-newborn", "A newborn's diagnosis is of a patient of age 0.", "A8:255/158@QC"
)
PEDIATRIC = _of_age(
    "B034", "dx-age-pediatric", "A child's diagnosis is of a patient of at most 17 years."
)
MATERNITY = _of_age(
    "B035", "dx-age-maternity", "A mother's diagnosis is of a patient of 9 to 64 years."
)
ADULT = _of_age("B036", "dx-age-adult", "An adult's diagnosis is of a patient of 15 years or more.")
SEX = rule_of_codes(
    "B038",
    "dx-sex-conflict",
    "To 2024-09-30, a diagnosis of one sex is not of a patient of the other.",
    f"{EDITOR}, edit 5 (deactivated from 2024-10-01 on); condition code 45 or modifier KX says that "
    f"it is right. {MEDICARE_ONLY}",
    "CO-10",
    "A7:86",
    severity=Severity.ERROR,
)
_OF_AGES = {"newborn": NEWBORN, "pediatric": PEDIATRIC, "maternity": MATERNITY, "adult": ADULT}
_ELSEWHERE = {
    rule.id: rule.weighing(Severity.WARNING) for rule in (UNACCEPTABLE, SEX, *_OF_AGES.values())
}
# The hospital says that the sex on the claim is known and the service right.
_SEX_KNOWN, _SEX_KNOWN_MODIFIER = "45", "KX"


def _weighed(rule: Rule, visit: CodedVisit) -> Rule:
    return rule if is_edited(visit) else _ELSEWHERE[rule.id]


def is_edited(visit: CodedVisit) -> bool:
    """Whether Medicare's editors see a visit: that of an institution, for Medicare to pay."""
    return visit.kind is Kind.INSTITUTIONAL and visit.is_medicare


def editor_lists(tables: Tables) -> CodeEditorLists:
    """The editor's lists, of an edit that needs them."""
    assert tables.mce is not None
    return tables.mce


def _not_principal(tables: Tables) -> Container[str]:
    mce = editor_lists(tables)
    return watched(mce.manifestation, mce.unacceptable_principal, mce.requires_secondary)


@coding_edit(MANIFESTATION_FIRST, UNACCEPTABLE, needs=("mce",), triggers=_not_principal)
def not_principal(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A manifestation first-listed, or as principal diagnosis what cannot be one."""
    mce, first, day = editor_lists(tables), first_icd10cm(visit), visit.selecting_day
    if first is None or day is None:
        return
    is_manifestation = mce.manifestation.holds(first.code, day)
    if is_manifestation is None:
        rules = (
            (MANIFESTATION_FIRST, UNACCEPTABLE) if visit.is_inpatient else (MANIFESTATION_FIRST,)
        )
        yield from outside(rules, "mce")
    elif is_manifestation:
        yield MANIFESTATION_FIRST.at(
            first.path, f"{first.code} is a manifestation: list the condition it comes from first"
        )
    elif visit.is_inpatient and not is_never_first(first):
        # What no patient may have first has a rule of its own.
        if mce.unacceptable_principal.holds(first.code, day):
            yield _weighed(UNACCEPTABLE, visit).at(
                first.path, f"{first.code} is not accepted as a principal diagnosis"
            )
        elif mce.requires_secondary.holds(first.code, day) and visit.diagnosis_count == 1:
            yield _weighed(UNACCEPTABLE, visit).at(
                first.path,
                f"{first.code} is accepted as a principal diagnosis only with another diagnosis",
            )


def _questionable(tables: Tables) -> Container[str]:
    return watched(editor_lists(tables).questionable_admission)


@coding_edit(QUESTIONABLE, needs=("mce",), kinds=(Kind.INSTITUTIONAL,), triggers=_questionable)
def questionable_admission(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A stay for what is seldom a reason to admit."""
    first, day = first_icd10cm(visit), visit.selecting_day
    if first is None or day is None or not visit.is_inpatient:
        return
    is_listed = editor_lists(tables).questionable_admission.holds(first.code, day)
    if is_listed is None:
        yield from outside((QUESTIONABLE,), "mce")
    elif is_listed:
        yield QUESTIONABLE.at(
            first.path, f"{first.code} is seldom why a patient is admitted: Medicare looks at it"
        )


def _of_the_young(tables: Tables) -> Container[str]:
    mce = editor_lists(tables)
    return watched(mce.newborn, mce.pediatric, mce.maternity)


def _of_adults(tables: Tables) -> Container[str]:
    return watched(editor_lists(tables).adult)


@coding_edit(NEWBORN, PEDIATRIC, MATERNITY, needs=("mce",), triggers=_of_the_young)
def age_of_the_young(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A newborn's, a child's or a mother's diagnosis at another age."""
    yield from _at_another_age(visit, tables, ("newborn", "pediatric", "maternity"))


@coding_edit(ADULT, needs=("mce",), triggers=_of_adults)
def age_of_adults(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """An adult's diagnosis of a child."""
    yield from _at_another_age(visit, tables, ("adult",))


def _at_another_age(visit: CodedVisit, tables: Tables, names: Iterable[str]) -> Iterator[Outcome]:
    mce, age, day = editor_lists(tables), visit.age, visit.selecting_day
    codes = icd10cm(visit)
    if age is None or day is None:
        return
    for name in names:
        ages, listed = mce.ages(name, day), getattr(mce, name)
        first, last = listed.table.window
        if codes and not first <= day <= last:
            yield from outside((_OF_AGES[name],), "mce")
        elif ages is not None and not ages.holds(age):
            for diagnosis in codes:
                if listed.holds(diagnosis.code, day):
                    yield _weighed(_OF_AGES[name], visit).at(
                        diagnosis.path,
                        f"{diagnosis.code} is for ages from {ages.youngest} to {ages.oldest} years: "
                        "the patient is of another age on the first day",
                    )


def _of_one_sex(tables: Tables) -> Container[str]:
    mce = editor_lists(tables)
    return watched(mce.female, mce.male)


@coding_edit(SEX, needs=("mce",), triggers=_of_one_sex)
def sex(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A diagnosis of the other sex, as long as the editor looked at it."""
    mce, day, codes = editor_lists(tables), visit.selecting_day, icd10cm(visit)
    other = {"F": mce.male, "M": mce.female}.get(visit.sex or "")
    if other is None or day is None or not codes or says_sex_is_known(visit):
        return
    for diagnosis in codes:
        is_listed = other.holds(diagnosis.code, day)
        if is_listed is None:
            yield from outside((SEX,), "mce")
            return
        if is_listed:
            yield _weighed(SEX, visit).at(
                diagnosis.path,
                f"{diagnosis.code} is of the other sex than the claim says of the patient",
            )


def says_sex_is_known(visit: CodedVisit) -> bool:
    """Whether the claim says that a service fits the patient, whose sex is known to be another."""
    return _SEX_KNOWN in visit.condition_codes or any(
        modifier.text == _SEX_KNOWN_MODIFIER
        for procedure in visit.procedures
        for modifier in procedure.modifiers
    )
