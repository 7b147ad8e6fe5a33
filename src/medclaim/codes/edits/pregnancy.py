"""Pregnancy: chapter 15 first, the weeks of gestation, and the trimester they make."""

import re
from collections.abc import Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes._table import CodeTable
from medclaim.codes.edits._diagnoses import (
    GUIDELINES,
    first_icd10cm,
    icd10cm,
    is_external_cause,
    paths,
    starting,
    together,
)
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding, Severity

NOT_FIRST = rule_of_codes(
    "B069",
    "dx-chapter15-not-first",
    "A code of chapter 15 comes before the codes of other chapters.",
    f"{GUIDELINES} I.C.15.a.1",
    "CO-16/MA63",
)
WEEKS_MISSING = rule_of_codes(
    "B072",
    "dx-weeks-of-gestation-missing",
    "A condition of a trimester stands with the weeks of gestation (Z3A), where they are known.",
    f"{GUIDELINES} I.C.21.c.11; ICD-10-CM Tabular List, chapter 15 (use additional code)",
    severity=Severity.INFORMATION,
)
WEEKS_MISUSED = rule_of_codes(
    "B073",
    "dx-weeks-of-gestation-misused",
    "Weeks of gestation (Z3A) stand with a pregnancy that goes on, or ends in delivery.",
    f"{GUIDELINES} I.C.21.c.11",
)
TRIMESTER_WRONG = rule_of_codes(
    "B074",
    "dx-trimester-vs-weeks",
    "The trimester of a code is that of the weeks of gestation (Z3A).",
    "ICD-10-CM Tabular List, chapter 15, note: the second trimester begins with week 14, the third "
    f"with week 28; {GUIDELINES} I.C.15.a.4 (in a long stay the trimester is that of the condition)",
)
TRIMESTER_OPEN = rule_of_codes(
    "B075",
    "dx-trimester-unspecified",
    "Where the weeks of gestation are known, so is the trimester.",
    f"{GUIDELINES} I.C.15.a.5",
    severity=Severity.INFORMATION,
)

_TRIMESTER = re.compile(r"\b(first|second|third|unspecified) trimester\b")
_NUMBERS = {"first": 1, "second": 2, "third": 3, "unspecified": 0}
# The first weeks of the second and of the third trimester.
_SECOND, _THIRD = 14, 28
_ABORTIVE = tuple(f"O0{number}" for number in range(9))
# A pregnancy said in another chapter: payers take the weeks beside these too.
_PREGNANT = ("Z037", "Z331", "Z34", "Z36")
_AFTER_DELIVERY = tuple(f"O{number}" for number in range(85, 93))
# Z3A.01 is less than 8 weeks, Z3A.49 more than 42; Z3A.00 does not say.
_LEAST, _MOST = 1, 49


def trimester(table: CodeTable, diagnosis: CodedDiagnosis) -> int | None:
    """The trimester that the title of a code of chapter 15 names, 0 where it leaves it open."""
    if diagnosis.code.text[0] != "O":
        return None
    found = _TRIMESTER.search((table.title(diagnosis.code) or "").lower())
    return None if found is None else _NUMBERS[found[1]]


def _of_week(week: int) -> int:
    return 1 + (week >= _SECOND) + (week >= _THIRD)


def _weeks(diagnosis: CodedDiagnosis) -> int:
    digits = diagnosis.code.text[3:]
    return int(digits) if digits.isdigit() else 0


@coding_edit(NOT_FIRST, triggers="O")
def chapter_first(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A code of another chapter first-listed, and one of chapter 15 further down."""
    first = first_icd10cm(visit)
    # A newborn's codes, COVID-19, an external cause and the sequelae have rules of their own.
    if first is None or first.code.text[0] in "OPZ" or first.code.text == "U071":
        return
    if is_external_cause(first):
        return
    for diagnosis in starting(icd10cm(visit), "O"):
        if not diagnosis.code.text.startswith("O94") and together(visit, first, diagnosis):
            yield NOT_FIRST.at(
                diagnosis.path,
                f"{diagnosis.code} comes before {first.code}: chapter 15 goes before the others",
                related=(first.path,),
            )
            return


@coding_edit(WEEKS_MISSING, WEEKS_MISUSED, needs=("icd10cm",), triggers=("O", "Z3A"))
def weeks(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """A trimester without weeks of gestation, or weeks of no pregnancy that goes on."""
    table, codes = tables.icd10cm, icd10cm(visit)
    assert table is not None
    obstetric, gestation = starting(codes, "O"), starting(codes, "Z3A")
    if not gestation:
        of_trimester = [d for d in obstetric if trimester(table, d)]
        if of_trimester and len(codes) == visit.diagnosis_count:
            yield WEEKS_MISSING.at(
                of_trimester[0].path,
                f"{of_trimester[0].code} goes with the weeks of gestation (Z3A), where known",
            )
        return
    if starting(codes, _PREGNANT):
        return
    ended = starting(obstetric, (*_ABORTIVE, *_AFTER_DELIVERY))
    if len(ended) == len(obstetric) and len(codes) == visit.diagnosis_count:
        why = f"{ended[0].code} is no pregnancy that goes on" if ended else "there is no pregnancy"
        yield WEEKS_MISUSED.at(
            gestation[0].path,
            f"{gestation[0].code} says weeks of gestation, but {why}",
            related=paths(ended),
        )


@coding_edit(TRIMESTER_WRONG, TRIMESTER_OPEN, needs=("icd10cm",), triggers=("Z3A",))
def trimesters(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """A trimester that is not that of the weeks, or is left open though they are known."""
    table, codes = tables.icd10cm, icd10cm(visit)
    assert table is not None
    gestation = starting(codes, "Z3A")
    known = [d for d in gestation if _LEAST <= _weeks(d) <= _MOST]
    # Two of them: encounters of several days, or a mistake that no trimester settles.
    if len(known) != 1 or len(gestation) != 1:
        return
    week, last = _weeks(known[0]), _weeks(known[0]) + _stay_in_weeks(visit)
    possible = {_of_week(week), _of_week(last)}
    for diagnosis in codes:
        said = trimester(table, diagnosis)
        if said == 0:
            yield TRIMESTER_OPEN.at(
                diagnosis.path,
                f"{diagnosis.code} leaves the trimester open, but {known[0].code} says the weeks",
                related=(known[0].path,),
            )
        elif said is not None and said not in possible:
            yield TRIMESTER_WRONG.at(
                diagnosis.path,
                f"{diagnosis.code} is of trimester {said}, but {known[0].code} is of trimester "
                f"{_of_week(week)}",
                related=(known[0].path,),
            )


def _stay_in_weeks(visit: CodedVisit) -> int:
    """How many weeks a stay may add: its codes are of the trimester in which a condition came."""
    if not visit.is_inpatient or visit.first_day is None or visit.last_day is None:
        return 0
    return -(-(visit.last_day - visit.first_day).days // 7)
