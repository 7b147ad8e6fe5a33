"""The Medicare Code Editor's lists of procedures: what a stay is not paid for, or only sometimes."""

from collections.abc import Container, Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes._lists import CodeList
from medclaim.codes.edits._diagnoses import icd10cm
from medclaim.codes.edits._said import outside
from medclaim.codes.edits._watched import watched
from medclaim.codes.edits.code_editor import (
    EDITOR,
    MEDICARE_ONLY,
    editor_lists,
    is_edited,
    says_sex_is_known,
)
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedStayProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Severity

NONCOVERED = rule_of_codes(
    "B136",
    "px-noncovered",
    "Medicare does not pay for some procedures of a stay, or not for what they are done for.",
    f"{EDITOR}, edit 11 (asked where Medicare is to pay)",
    "CO-96",
    severity=Severity.ERROR,
)
LIMITED = rule_of_codes(
    "B137",
    "px-limited-coverage",
    "Medicare pays for some procedures only in certain hospitals or of certain patients.",
    f"{EDITOR}, edit 17 (asked where Medicare is to pay)",
)
SEX = rule_of_codes(
    "B139",
    "px-sex-conflict",
    "To 2024-09-30, a procedure on one sex is not done on a patient of the other.",
    f"{EDITOR}, edit 5 (deactivated from 2024-10-01 on); condition code 45 says that it is right. "
    f"{MEDICARE_ONLY}",
    "CO-7",
    "A7:474",
    severity=Severity.ERROR,
)
_SEX_ELSEWHERE = SEX.weighing(Severity.WARNING)

# Edit 11, the parts that name diagnoses or an age; each list of codes is the editor's own.
_LEUKEMIA = frozenset(
    {"C9100", "C9200", "C9210", "C9211", "C9240", "C9250", "C9260", "C92A0", "C9300", "C9400"}
) | {"C9500"}
_MYELOMA = frozenset({"C9000", "C9001"})
_STERILIZATION = frozenset({"Z302"})
_PANCREAS = frozenset({"0FYG0Z0", "0FYG0Z1"})
_KIDNEY = ("0TY00Z", "0TY10Z")
_TYPE_1 = (*(f"E10{digit}" for digit in range(1, 10)), "E891")
_SPINAL_DISCS = frozenset({"0SR20JZ", "0SR40JZ"})
_OLDEST_FOR_DISCS = 60


def _performed(visit: CodedVisit) -> list[CodedStayProcedure]:
    if not visit.is_inpatient:
        return []
    return [p for p in visit.stay_procedures if type(p.code) is Icd10PcsCode]


def _is_known(listed: CodeList, visit: CodedVisit) -> bool:
    first, last = listed.table.window
    return visit.selecting_day is not None and first <= visit.selecting_day <= last


def _of_coverage(tables: Tables) -> Container[str]:
    mce = editor_lists(tables)
    return watched(
        mce.noncovered_procedure,
        mce.noncovered_in_leukemia,
        mce.noncovered_in_myeloma,
        mce.sterilization,
        mce.limited_coverage,
        also=_SPINAL_DISCS,
    )


@coding_edit(
    NONCOVERED, LIMITED, needs=("mce",), kinds=(Kind.INSTITUTIONAL,), triggers=_of_coverage
)
def coverage(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A procedure that Medicare pays for never, not here, or not always."""
    mce, procedures, day = editor_lists(tables), _performed(visit), visit.selecting_day
    if not procedures or day is None or not is_edited(visit):
        return
    if not _is_known(mce.noncovered_procedure, visit):
        yield from outside((NONCOVERED, LIMITED), "mce")
        return
    diagnoses = {diagnosis.code.text for diagnosis in icd10cm(visit)}
    is_older = visit.age is not None and visit.age > _OLDEST_FOR_DISCS
    for procedure in procedures:
        code, text = procedure.code, procedure.code.text
        why = None
        if mce.noncovered_procedure.holds(code, day):
            why = "at all"
        elif mce.noncovered_in_leukemia.holds(code, day) and diagnoses & _LEUKEMIA:
            why = "for this leukemia"
        elif mce.noncovered_in_myeloma.holds(code, day) and diagnoses & _MYELOMA:
            why = "for multiple myeloma"
        elif mce.sterilization.holds(code, day) and diagnoses & _STERILIZATION:
            why = "for sterilization (Z30.2)"
        elif text in _PANCREAS and not _has_reason_for_pancreas(procedures, diagnoses):
            why = "without type 1 diabetes or a kidney transplant"
        elif text in _SPINAL_DISCS and is_older:
            why = f"after the age of {_OLDEST_FOR_DISCS}"
        if why:
            yield NONCOVERED.at(procedure.path, f"Medicare does not pay for {code} {why}")
        elif mce.limited_coverage.holds(code, day):
            yield LIMITED.at(
                procedure.path, f"{code} is paid for in certain hospitals or patients only"
            )


def _has_reason_for_pancreas(procedures: list[CodedStayProcedure], diagnoses: set[str]) -> bool:
    return any(p.code.text.startswith(_KIDNEY) for p in procedures) or any(
        text.startswith(_TYPE_1) for text in diagnoses
    )


def _of_one_sex(tables: Tables) -> Container[str]:
    mce = editor_lists(tables)
    return watched(mce.female_procedure, mce.male_procedure)


@coding_edit(SEX, needs=("mce",), kinds=(Kind.INSTITUTIONAL,), triggers=_of_one_sex)
def sex(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A procedure on the other sex, as long as the editor looked at it."""
    mce, procedures, day = editor_lists(tables), _performed(visit), visit.selecting_day
    lists = {"F": mce.male_procedure, "M": mce.female_procedure}
    other = lists.get(visit.sex or "")
    if other is None or day is None or not procedures or says_sex_is_known(visit):
        return
    if not _is_known(other, visit):
        yield from outside((SEX,), "mce")
        return
    for procedure in procedures:
        if other.holds(procedure.code, day):
            yield (SEX if is_edited(visit) else _SEX_ELSEWHERE).at(
                procedure.path,
                f"{procedure.code} is done on the other sex than the claim says of the patient",
            )
