"""What a service is paid with and where, by the lists that Medicare publishes of it."""

from collections.abc import Container, Iterator
from datetime import date

from medclaim._rules import error, for_medicare, warning
from medclaim._text import words
from medclaim.codes.edits._said import coded, outside, texts_of
from medclaim.codes.edits._watched import watched_list
from medclaim.codes.listed import ListedCodes
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedDiagnosis, CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Rule

_ELSEWHERE = "An error for Medicare, else a warning"

INPATIENT_ONLY = error(
    "C131",
    "inpatient-only-outpatient",
    "A procedure that Medicare pays in a stay only is not billed for an outpatient.",
    "42 CFR 419.22(n); Integrated Outpatient Code Editor (CMS), edit 18; the list is addendum E of "
    f"the OPPS rule. {_ELSEWHERE}",
    "CO-96",
)
DEVICE = error(
    "C154",
    "device-required",
    "A device-intensive procedure of an outpatient is billed with a device of the same day.",
    "Medicare Claims Processing Manual, chapter 4, section 61.2; Integrated Outpatient Code Editor "
    f"(CMS), edit 92: the claim is returned. {_ELSEWHERE}",
    "CO-16",
)
SKIN_SUBSTITUTE = warning(
    "C160",
    "skin-substitute-pair",
    "A skin substitute is applied by the code of its cost: 15271 to 15278 high, C5271 to C5278 low.",
    "CMS, OPPS final rules for 2014 to 2025; unconfirmed: Integrated Outpatient Code Editor, edit 87",
    "CO-16",
)
COVERED_DIAGNOSIS = warning(
    "C177",
    "lcd-ncd-dx",
    "A service with a coverage list points to a diagnosis that is on it.",
    "Medicare Coverage Database: national and local determinations; a warning, since the text of one "
    "may allow more than its list",
    "CO-50/N115",
    "CO-50/N386",
    "CO-11",
)

_BILLS = (Kind.INSTITUTIONAL,)
# Died before admission, which Medicare pays (CA); partly done, where no device may be left (52 ...).
_EMERGENCY, _NOT_DONE = "CA", words("52 73 74")
_HIGH = frozenset(f"1527{n}" for n in range(1, 9))
_LOW = frozenset(f"C527{n}" for n in range(1, 9))
_COSTS = (date(2014, 1, 1), date(2025, 12, 31))
_EXPECTS_DENIAL = words("GA GX GY GZ")


def _inpatient_only(tables: Tables) -> Container[str]:
    return watched_list(tables.inpatient_only)


def _device_intensive(tables: Tables) -> Container[str]:
    return watched_list(tables.device_intensive)


def _coverage(tables: Tables) -> Container[str]:
    return watched_list(tables.coverage)


def _found(
    visit: CodedVisit, listed: ListedCodes | None, rule: Rule, table: str
) -> Iterator[tuple[CodedProcedure, date] | Outcome]:
    """The procedures that a list names on their day, or that it does not know about on that day."""
    for procedure in coded(visit) if listed is not None else ():
        day = procedure.first_day
        if listed is None or day is None:
            continue
        is_listed = listed.holds(procedure.code.text, day)
        if is_listed is None:
            yield from outside((rule,), table)
        elif is_listed:
            yield procedure, day


@coding_edit(INPATIENT_ONLY, needs=("inpatient_only",), kinds=_BILLS, triggers=_inpatient_only)
def inpatient_only(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A procedure of stays on an outpatient's bill."""
    if visit.is_inpatient:
        return
    for found in _found(visit, tables.inpatient_only, INPATIENT_ONLY, "inpatient_only"):
        if not isinstance(found, tuple):
            yield found
        elif _EMERGENCY not in texts_of(found[0]):
            yield for_medicare(INPATIENT_ONLY, visit).at(
                found[0].path,
                f"{found[0].code} is paid in a stay only: bill the stay, or CA where the patient died",
                related=("bill_type",),
            )


@coding_edit(
    DEVICE, needs=("device_intensive", "devices"), kinds=_BILLS, triggers=_device_intensive
)
def devices(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A procedure that implants something, without what was implanted."""
    implanted = tables.devices
    if visit.is_inpatient or implanted is None:
        return
    for found in _found(visit, tables.device_intensive, DEVICE, "device_intensive"):
        if not isinstance(found, tuple):
            yield found
            continue
        procedure, day = found
        if not implanted.knows(day):
            yield from outside((DEVICE,), "devices")
        elif not texts_of(procedure) & _NOT_DONE and not any(
            other.first_day == day and implanted.holds(other.code.text, day)
            for other in coded(visit)
        ):
            yield for_medicare(DEVICE, visit).at(
                procedure.path,
                f"{procedure.code} is billed with its device on the same day (C1889 where none has a "
                "code of its own)",
            )


@coding_edit(SKIN_SUBSTITUTE, needs=("skin_substitutes",), kinds=_BILLS, triggers=_HIGH | _LOW)
def skin_substitutes(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """An application without a product of its cost on its day."""
    listed = tables.skin_substitutes
    if listed is None or visit.is_inpatient or not visit.is_medicare:
        return
    for procedure in coded(visit):
        text, day = procedure.code.text, procedure.first_day
        if day is None or text not in _HIGH | _LOW or not _COSTS[0] <= day <= _COSTS[1]:
            continue
        if not listed.knows(day):
            yield from outside((SKIN_SUBSTITUTE,), "skin_substitutes")
            continue
        cost = "high" if text in _HIGH else "low"
        if not any(
            cost in listed.says(other.code.text, day)
            for other in coded(visit)
            if other.first_day == day
        ):
            yield SKIN_SUBSTITUTE.at(
                procedure.path, f"{text} is for products of {cost} cost, and the day has none"
            )


@coding_edit(COVERED_DIAGNOSIS, needs=("coverage",), triggers=_coverage)
def covered_diagnoses(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A service with a coverage list for Medicare, for none of its diagnoses."""
    listed = tables.coverage
    if listed is None or not visit.is_medicare or len(visit.diagnoses) < visit.diagnosis_count:
        return
    for found in _found(visit, listed, COVERED_DIAGNOSIS, "coverage"):
        if not isinstance(found, tuple):
            yield found
            continue
        procedure, day = found
        covered = listed.says(procedure.code.text, day)
        reasons = _reasons(visit, procedure)
        if texts_of(procedure) & _EXPECTS_DENIAL or not reasons:
            continue
        if not any(reason.code.text.startswith(covered) for reason in reasons):
            yield COVERED_DIAGNOSIS.at(
                procedure.path,
                f"none of the diagnoses of this line is on the coverage list of {procedure.code}",
                related=[reason.path for reason in reasons],
            )


def _reasons(visit: CodedVisit, procedure: CodedProcedure) -> list[CodedDiagnosis]:
    """The diagnoses a line points to; a bill's are those of all its lines."""
    if visit.kind is Kind.INSTITUTIONAL:
        return list(visit.diagnoses)
    return [d for d in visit.diagnoses if d.number in procedure.pointers]
