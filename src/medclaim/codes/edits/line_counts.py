"""What a line counts and points to: days of care, the same line again, a cause in place of a reason."""

from collections.abc import Callable, Iterator

from medclaim._rules import error, for_medicare, warning
from medclaim._text import words
from medclaim.codes.edits._said import name_of, texts_of
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, Sees, coding_edit, edit
from medclaim.findings import Finding, Severity

DAYS_OF_CARE = warning(
    "C135",
    "units-vs-date-span",
    "A service that is billed by the day has as many units as its line has days.",
    "Medicare Claims Processing Manual, chapter 26, section 10.4, items 24A and 24G (the units of a "
    "range of days); how a payer answers is unconfirmed",
    "CO-16/M53",
)
DUPLICATE = error(
    "C137",
    "duplicate-line",
    "A service is billed on one line, unless a modifier says that it was furnished again.",
    "Medicare Claims Processing Manual, chapter 1, section 120; MLN Matters MM8121 (an exact duplicate, "
    "of provider, days, service, place and billed amount, is denied). An error for Medicare, else a "
    "warning",
    "OA-18/N522",
    "A3:54",
)
CAUSE_ONLY = warning(
    "C178",
    "dx-pointer-medical-necessity",
    "A line points to a reason for the service, not only to what caused an injury.",
    "knowledge, unconfirmed: an external cause code is never a diagnosis of its own (ICD-10-CM "
    "Official Guidelines, I.C.20.a)",
    "CO-11",
).weighing(Severity.INFORMATION)

# Codes that are furnished and counted once a day: hospital and nursing facility days, critical and
# intensive care of children.
_BY_THE_DAY = words(
    "99231 99232 99233 99307 99308 99309 99310 99468 99469 99471 99472 99475 99476 99477 99478 "
    "99479 99480"
)
# That it was furnished again, or to another part of the body than can be said.
_AGAIN = words("59 76 77 91 XE XP XS XU GZ")
_CAUSES = "VWXY"


@coding_edit(DAYS_OF_CARE, kinds=(Kind.PROFESSIONAL,), triggers=_BY_THE_DAY)
def days_of_care(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A range of days with another number of units."""
    for procedure in visit.procedures:
        first, last, units = procedure.first_day, procedure.last_day, procedure.units
        if procedure.code.text not in _BY_THE_DAY or first is None or last is None:
            continue
        days = (last - first).days + 1
        if days > 1 and units is not None and units != days:
            yield DAYS_OF_CARE.at(
                f"{procedure.line}.units",
                f"{procedure.code} is billed by the day: the line has {days} days",
                related=(f"{procedure.line}.service_dates",),
            )


def _service(procedure: CodedProcedure) -> tuple[object, ...]:
    """What makes two lines one service, but for the charge and what it was done for."""
    return (
        procedure.provider,
        procedure.code,
        texts_of(procedure),
        procedure.first_day,
        procedure.last_day,
        procedure.place_of_service,
        tuple(tooth[:2] for tooth in procedure.teeth),
        procedure.areas,
    )


def _service_and_reason(procedure: CodedProcedure) -> tuple[object, ...]:
    return (procedure.pointers, *_service(procedure))


@coding_edit(DUPLICATE)
def duplicates(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A line that says what one before it said."""
    procedures = visit.procedures
    # Nearly every claim ends here.
    if len({procedure.code.text for procedure in procedures}) == len(procedures):
        return
    yield from _again(
        visit, _service_and_reason, "an earlier line with the same day, modifiers and diagnoses"
    )


@edit(DUPLICATE, sees=Sees.PATIENT)
def services_twice(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A service that another claim asks payment for too, for whatever reason it was done."""
    yield from _again(visit, _service, "another claim of the batch with the same day and modifiers")


def _again(
    visit: CodedVisit, key: Callable[[CodedProcedure], tuple[object, ...]], where: str
) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], CodedProcedure] = {}
    for procedure in visit.procedures:
        if procedure.first_day is None:
            continue
        earlier = seen.setdefault(key(procedure), procedure)
        if earlier is procedure or texts_of(procedure) & _AGAIN:
            continue
        # A bill may split a service by revenue code, and a changed charge makes no exact duplicate.
        is_exact = visit.kind is Kind.PROFESSIONAL and earlier.charge == procedure.charge
        rule = for_medicare(DUPLICATE, visit)
        yield (rule if is_exact else rule.weighing(Severity.WARNING)).at(
            procedure.path,
            f"{name_of(procedure.code)} stands on {where}: bill it once, or say by 76, 77, 91 or 59 "
            "that it was furnished again",
            related=(earlier.path,),
        )


@coding_edit(CAUSE_ONLY, kinds=(Kind.PROFESSIONAL,), triggers=tuple(_CAUSES))
def causes_only(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A line that points to external causes alone."""
    causes = {
        diagnosis.number: diagnosis.path
        for diagnosis in visit.diagnoses
        if type(diagnosis.code) is Icd10CmCode and diagnosis.code.text[0] in _CAUSES
    }
    for procedure in visit.procedures if causes else ():
        if procedure.pointers and all(number in causes for number in procedure.pointers):
            yield CAUSE_ONLY.at(
                f"{procedure.line}.diagnosis_pointers",
                "points only to how an injury came about: point to the injury first",
                related=[causes[number] for number in procedure.pointers],
            )
