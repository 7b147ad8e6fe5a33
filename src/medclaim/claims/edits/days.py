"""The days of a claim against each other: onset, disability, admission, discharge, services."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from medclaim._rules import claim_rule
from medclaim._text import words
from medclaim.claims.claim import InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context, code_text
from medclaim.claims.professional import ClaimDates
from medclaim.codes.edits._said import is_visit
from medclaim.dates import DateRange, first_day, last_day
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

_GUIDE = "005010X222A1, 2300"

SPAN = claim_rule(
    "D082",
    "service-span-multi-month",
    "A service's days are of one month, but for supplies that are delivered for days to come.",
    "claim adjustment reason codes 267 and 268 (payers differ, unconfirmed); for supplies, Medicare's "
    "equipment contractors' guides to span dates",
    "CO-267",
    "CO-268",
    "A7:773",
    severity=Severity.WARNING,
    snip_type=7,
)
OUTSIDE_STATEMENT = claim_rule(
    "D083",
    "line-date-outside-statement",
    "A line's days are among those the bill is for.",
    "Palmetto GBA, Part A outpatient date of service reporting (a Medicare outpatient claim is "
    "returned); else one clearinghouse's edit: a warning, for inpatients from the fourth day before",
    "A7:187",
    "A7:188",
)
DISABILITY = claim_rule(
    "D109",
    "disability-dates",
    "A disability has both its days (314), its first (360) or its last (361), in order.",
    f"{_GUIDE} DTP Disability Dates (one of 314, 360 and 361); a warning for days out of order, which "
    "one validator refuses",
    "A7:195",
)
ONSET_LATE = claim_rule(
    "D110",
    "onset-date-future-or-after-dos",
    "An illness began before its treatment.",
    "unconfirmed: remittance remark MA100 (incomplete or invalid date of onset)",
    "A7:397",
    "CO-16/MA100",
    severity=Severity.WARNING,
)
ADMISSION_MISSING = claim_rule(
    "D111",
    "admission-date-missing-inpatient",
    "Visits to an inpatient (place 21, 51 or 61) give the day of admission.",
    f"{_GUIDE} DTP 435, situational rule (required with inpatient visits, not with every service to an "
    "inpatient), as X12 quotes it in request for interpretation 2130; which payers refuse a claim "
    "without it is unconfirmed",
    "A6:189",
    "CO-16/MA40",
    severity=Severity.WARNING,
)
ADMISSION_LATE = claim_rule(
    "D112",
    "admission-after-service",
    "A patient is admitted no later than the first service to an inpatient.",
    "unconfirmed: it follows from what the two days are",
    "A7:189",
    severity=Severity.WARNING,
)
DISCHARGE_EARLY = claim_rule(
    "D113",
    "discharge-before-admission",
    "A patient is discharged after the admission.",
    "unconfirmed: it follows from what the two days are",
    "A7:190",
    severity=Severity.WARNING,
)
PRESCRIPTION = claim_rule(
    "D128",
    "hearing-vision-rx-date",
    "Lenses, frames and hearing devices give the day of their prescription.",
    f"{_GUIDE} DTP 471 (situational: where one was written)",
    "A6:214",
    severity=Severity.INFORMATION,
)
_STATEMENT_WARNING = OUTSIDE_STATEMENT.weighing(Severity.WARNING)
_OUT_OF_ORDER = DISABILITY.weighing(Severity.WARNING)

_PROFESSIONAL = (Kind.PROFESSIONAL,)
_INPATIENT = words("21 51 61")
# HCPCS A, B, E and K codes: supplies and equipment, delivered for days to come.
_DELIVERED = tuple("ABEK")
# What is worn: frames, lenses and contacts, and hearing devices (HCPCS V2020 to V2599, V5030 to V5267).
_WORN = (("V2020", "V2599"), ("V5030", "V5267"))
_BEFORE_ADMISSION = timedelta(days=3)


@edit(SPAN, kinds=_PROFESSIONAL)
def service_spans(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A service whose days are of two months or years."""
    first, last = context.visit.first_day, context.visit.last_day
    if first is None or last is None or (first.month == last.month and first.year == last.year):
        return
    for index, line in enumerate(claim.lines):
        days = line.service_dates
        if type(days) is not DateRange or days.first >= days.last:
            continue
        if _month(days.first) == _month(days.last):
            continue
        if code_text(line.procedure_code).startswith(_DELIVERED):
            continue
        what = "months" if days.first.year == days.last.year else "calendar years"
        yield SPAN.at(
            f"lines[{index}].service_dates",
            f"the days are of two {what}, which many payers refuse: a line for each",
        )


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


@edit(OUTSIDE_STATEMENT, kinds=(Kind.INSTITUTIONAL,), triggers=("lines.service_dates",))
def days_of_lines(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A line of a day that the bill is not for."""
    billed, visit = claim.statement_dates, context.visit
    if type(billed) is not DateRange or visit.bill_type is None:
        return
    begins = billed.first
    if visit.is_inpatient:
        begins -= _BEFORE_ADMISSION
    is_returned = context.is_medicare and not visit.is_inpatient
    rule = OUTSIDE_STATEMENT if is_returned else _STATEMENT_WARNING
    for index, line in enumerate(claim.lines):
        first, last = first_day(line.service_dates), last_day(line.service_dates)
        if first is not None and last is not None and (first < begins or last > billed.last):
            yield rule.at(
                f"lines[{index}].service_dates",
                "lies outside the days of the bill",
                related=("statement_dates",),
            )


@edit(
    DISABILITY,
    ONSET_LATE,
    ADMISSION_LATE,
    DISCHARGE_EARLY,
    kinds=_PROFESSIONAL,
    triggers=("dates",),
)
def days_of_claim(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Days that cannot follow each other as they are said."""
    dates, last = claim.dates, context.visit.last_day
    if dates is None:
        return
    yield from _disability(dates)
    if type(dates.onset) is date and last is not None and dates.onset > last:
        yield ONSET_LATE.at("dates.onset", "lies after the services for it", related=("lines",))
    if type(dates.admission) is not date:
        return
    if type(dates.discharge) is date and dates.discharge < dates.admission:
        yield DISCHARGE_EARLY.at(
            "dates.discharge", "lies before the admission", related=("dates.admission",)
        )
    for procedure in context.visit.procedures:
        place, first = procedure.place_of_service, procedure.first_day
        if place is None or place.text not in _INPATIENT or first is None:
            continue
        if first < dates.admission:
            yield ADMISSION_LATE.at(
                "dates.admission",
                f"lies after a service to an inpatient (place {place.text})",
                related=(f"{procedure.line}.service_dates",),
            )
            return


def _disability(dates: ClaimDates) -> Iterator[Finding]:
    whole = dates.disability
    said = [
        f"dates.{field}"
        for field in ("disability", "disability_begin", "disability_end")
        if getattr(dates, field) is not None
    ]
    if len(said) > 1:
        yield DISABILITY.at(
            said[1],
            "a disability is said once: both days (314), or the first (360), or the last (361)",
            related=(said[0],),
        )
    if type(whole) is DateRange and whole.first > whole.last:
        yield _OUT_OF_ORDER.at("dates.disability", "ends before it begins")


@edit(
    ADMISSION_MISSING,
    kinds=_PROFESSIONAL,
    triggers=tuple(f"place_of_service:{place}" for place in _INPATIENT),
)
def admission_missing(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Visits to an inpatient without the day of admission."""
    if claim.dates is not None and claim.dates.admission is not None:
        return
    for procedure in context.visit.procedures:
        place = procedure.place_of_service
        if place is not None and place.text in _INPATIENT and is_visit(procedure):
            own = f"{procedure.line}." if procedure.has_own_place else ""
            yield ADMISSION_MISSING.at(
                "dates.admission",
                f"a visit to an inpatient (place {place.text}) gives the day of admission",
                related=(f"{own}place_of_service",),
            )
            return


@edit(DISCHARGE_EARLY, kinds=(Kind.INSTITUTIONAL,), triggers=("discharge_hour",))
def hours_of_stay(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A stay of one day that ends before it begins."""
    came, left, billed = claim.admission, claim.discharge_hour, claim.statement_dates
    if type(came) is not datetime or type(left) is not time or type(billed) is not DateRange:
        return
    if came.date() == billed.last and left < came.time():
        yield DISCHARGE_EARLY.at(
            "discharge_hour", "lies before the hour of admission", related=("admission",)
        )


@edit(PRESCRIPTION, kinds=_PROFESSIONAL, triggers=("V",))
def prescriptions(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Lenses or a hearing device without the day of the prescription."""
    if claim.dates is not None and claim.dates.hearing_vision_prescription is not None:
        return
    lines = {f"lines[{index}]": line for index, line in enumerate(claim.lines)}
    for procedure in context.visit.procedures:
        text, dates = procedure.code.text, lines[procedure.line].dates
        if not any(first <= text <= last for first, last in _WORN):
            continue
        if dates is None or dates.prescription is None:
            yield PRESCRIPTION.at(
                "dates.hearing_vision_prescription",
                "give the day of the prescription, where there is one",
                related=(procedure.path,),
            )
            return
