"""What a bill says of admission and discharge, of whom and when (SNIP types 2, 4 and 5)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from medclaim._rules import claim_rule
from medclaim.claims.edits.context import Context
from medclaim.claims.institutional import InstitutionalClaim
from medclaim.claims.parties import Organization
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.bill_type import BillType
from medclaim.codes.condition import ConditionCode
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.point_of_origin import PointOfOrigin
from medclaim.dates import DateRange
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

_GUIDE = "005010X223A2, 2300"
_MANUAL = "Medicare Claims Processing Manual, chapter 25, section 75"


ADMISSION_DATE = claim_rule(
    "D162",
    "admission-date-hour-missing",
    "An inpatient bill has the day of admission, a hospital's the hour too.",
    "X12 request for interpretation 1520 (admission date and hour are required on inpatient claims); "
    "a warning for the hour, which Medicare does not ask for",
    "A6:189",
    "A6:230",
    "CO-16/MA40",
)
ADMISSION_LATE = claim_rule(
    "D163",
    "admission-date-after-from",
    "A first bill begins at most three days before the admission.",
    f"{_MANUAL}.1, form locators 6 and 12; chapter 3, section 40.3 (three-day payment window)",
    "A7:189",
    severity=Severity.INFORMATION,
)
TYPE_MISSING = claim_rule(
    "D164",
    "admission-type-missing",
    "An inpatient bill says how urgent the admission was.",
    f"{_MANUAL}.1, form locator 14 (required of inpatients and outpatients); {_GUIDE} CL101",
    "A6:231",
    "CO-16/MA41",
)
TYPE_INVALID = claim_rule(
    "D165",
    "admission-type-invalid",
    "An admission type is 1 to 5 or 9.",
    "NUBC, priority (type) of admission or visit (1 to 5 and 9; the same list at a clearinghouse); "
    f"{_MANUAL}.1, form locator 14",
    "A7:231",
    "CO-16/MA41",
    snip_type=5,
)
ORIGIN_MISSING = claim_rule(
    "D166",
    "point-of-origin-missing",
    "A bill says from where the patient came, but for a hospital's 014x.",
    f"{_MANUAL}.1, form locator 15; {_GUIDE} CL102 (situational); unconfirmed: for which bills it is "
    "required",
    "A6:229",
    "CO-16/MA42",
    severity=Severity.WARNING,
)
ORIGIN_INVALID = claim_rule(
    "D167",
    "point-of-origin-invalid",
    "A point of origin is one of the codes in use; a newborn's is 5 or 6, its birthplace.",
    f"{_MANUAL}.1, form locator 15, with change request 6801 (7, B and C ended on 2010-07-01); a "
    "warning for a newborn's, where payers' older lists differ",
    "A7:229",
    "CO-16/MA42",
    snip_type=5,
)
STATUS_INVALID = claim_rule(
    "D169",
    "patient-status-invalid",
    "A discharge status is one of the codes in use.",
    "Medicare Code Editor, edit 16 (invalid discharge status); CMS, patient discharge status code "
    "table",
    "A7:234",
    "CO-16/MA43",
    snip_type=5,
)
STATUS_VS_FREQUENCY = claim_rule(
    "D170",
    "patient-status-vs-frequency",
    "An interim inpatient bill says that the patient is still there (30), a final one does not.",
    "unconfirmed: NUBC, form locators 4 and 17",
    "A7:234",
    "A7:535",
    severity=Severity.WARNING,
)
HOUR_MISSING = claim_rule(
    "D171",
    "discharge-hour-missing",
    "A hospital's last or only inpatient bill has the hour of discharge.",
    f"unconfirmed: {_GUIDE} DTP 096 (situational); Medicare itself does not ask for it",
    "A6:233",
    severity=Severity.WARNING,
)
HOUR_ON_INTERIM = claim_rule(
    "D172",
    "discharge-hour-on-interim",
    "A bill of a patient who is still there has no hour of discharge.",
    "one clearinghouse's edit",
    "A7:233",
    "A7:535",
    severity=Severity.WARNING,
)
ATTENDING_MISSING = claim_rule(
    "D174",
    "attending-missing",
    "A bill names who attended, unless it is for unscheduled transport alone.",
    f"{_MANUAL}.6, form locator 76; 005010X223A2, 2310A (situational); Maryland Medicaid (denied "
    "since 2019-09-01); unconfirmed: which bills of other payers need it",
    "A6:562@71",
    "CO-16/N253",
    severity=Severity.WARNING,
)
ATTENDING_PERSON = claim_rule(
    "D175",
    "attending-must-be-person",
    "The attending provider is a person.",
    "005010X223A2, 2310A NM102 (1 only)",
    "A7:741@71",
    snip_type=2,
)
OPERATING_MISSING = claim_rule(
    "D176",
    "operating-missing",
    "A bill for surgery names who operated.",
    f"{_MANUAL}.5, form locator 77 (required when a surgical procedure is listed). A warning, since "
    "which procedures are surgical is this library's reading: open and percutaneous endoscopic ones",
    "A6:562@72",
    "CO-16/N261",
    "CO-16/N262",
    severity=Severity.WARNING,
)
PROCEDURE_DATE = claim_rule(
    "D177",
    "principal-procedure-date-missing",
    "A procedure of a stay has a day, within the statement or the three days before it.",
    f"{_GUIDE} HI BBR, BR (C022-4); a warning for a day outside the stay, of which no official text was found",
    "A6:486",
    "CO-16/N303",
)
PROCEDURE_ORDER = claim_rule(
    "D178",
    "other-procedure-without-principal",
    "Other procedures stand beside a principal one.",
    "unconfirmed: NUBC, form locator 74",
    "A8:490",
    severity=Severity.WARNING,
)
ZERO_DAYS = claim_rule(
    "D210",
    "inpatient-zero-days",
    "A stay that ends on its first day ends by transfer, by death or against advice.",
    "NUBC, condition code 40; 42 CFR 412.3 (two midnights)",
    severity=Severity.INFORMATION,
)
_NEWBORN_ORIGIN = ORIGIN_INVALID.weighing(Severity.WARNING)
_HOUR_OF_ADMISSION = ADMISSION_DATE.weighing(Severity.WARNING)
_OUTSIDE_STAY = PROCEDURE_DATE.weighing(Severity.WARNING)

_ORIGINS = frozenset(["1", "2", "4", "5", "6", "8", "9", "D", "E", "F", "G"])
_BIRTHPLACES = frozenset("56")
_STATUSES = frozenset(
    [
        "01",
        "02",
        "03",
        "04",
        "05",
        "06",
        "07",
        "09",
        "20",
        "21",
        "30",
        "40",
        "41",
        "42",
        "43",
        "50",
        "51",
        "61",
        "62",
        "63",
        "64",
        "65",
        "66",
        "69",
        "70",
    ]
)
_WINDOW = timedelta(days=3)
_INTERIM = frozenset("23")
_FINAL = frozenset("14")
_TRANSPORT = "054"
_OPERATING_ROOM = "036"
# ICD-10-PCS: section 0, and the approaches that cut: open, percutaneous endoscopic.
_CUTTING = frozenset("04")
# Where a stay of one day is no surprise: a transfer, death, against advice, still there.
_SHORT = frozenset(
    [
        "02",
        "05",
        "07",
        "20",
        "30",
        "41",
        "43",
        "62",
        "63",
        "65",
        "66",
        "82",
        "85",
        "90",
        "91",
        "93",
        "94",
    ]
)
_SAME_DAY_TRANSFER = ConditionCode("40")
_INSTITUTIONAL = (Kind.INSTITUTIONAL,)


@edit(
    ADMISSION_DATE,
    ADMISSION_LATE,
    TYPE_MISSING,
    TYPE_INVALID,
    ORIGIN_MISSING,
    ORIGIN_INVALID,
    kinds=_INSTITUTIONAL,
)
def admission(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """When, how urgently and from where the patient came."""
    bill = claim.bill_type
    if type(bill) is not BillType or bill.is_notice:
        return
    kind, origin = claim.admission_type, claim.point_of_origin
    if bill.is_inpatient:
        yield from _admitted(claim, bill)
        if kind is None:
            yield TYPE_MISSING.at("admission_type", "an inpatient bill says 1 to 5, or 9")
    if type(kind) is AdmissionType and kind.is_reserved:
        yield TYPE_INVALID.at("admission_type", f"{kind.text} is reserved: 1 to 5, or 9")
    if origin is None and bill.facility_code != "14":
        yield ORIGIN_MISSING.at(
            "point_of_origin", "the bill does not say from where the patient came"
        )
    if type(origin) is PointOfOrigin:
        if type(kind) is AdmissionType and kind.is_newborn:
            if origin.text not in _BIRTHPLACES:
                yield _NEWBORN_ORIGIN.at(
                    "point_of_origin",
                    f"{origin.text} is no birthplace: 5 here, 6 elsewhere",
                    related=("admission_type",),
                )
        elif origin.text not in _ORIGINS:
            yield ORIGIN_INVALID.at("point_of_origin", f"{origin.text} is not in use")


def _admitted(claim: InstitutionalClaim, bill: BillType) -> Iterator[Finding]:
    day, billed = claim.admission, claim.statement_dates
    if day is None:
        yield ADMISSION_DATE.at("admission", "an inpatient bill has the day of admission")
        return
    if bill.facility_code == "11" and type(day) is date:
        yield _HOUR_OF_ADMISSION.at("admission", "the hour of admission is missing")
    if bill.frequency_code not in "12" or type(billed) is not DateRange:
        return
    first = day.date() if type(day) is datetime else day
    if type(first) is date and first - billed.first > _WINDOW:
        yield ADMISSION_LATE.at(
            "admission",
            f"the admission is {(first - billed.first).days} days after the bill's first day",
            related=("statement_dates",),
        )


@edit(
    STATUS_INVALID,
    STATUS_VS_FREQUENCY,
    HOUR_MISSING,
    HOUR_ON_INTERIM,
    ZERO_DAYS,
    kinds=_INSTITUTIONAL,
)
def discharge(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Where the patient went, and when, against the bill's place in its series."""
    bill, status = claim.bill_type, claim.patient_status
    if type(status) is DischargeStatus:
        text = status.text
        if text not in _STATUSES and not status.has_planned_readmission:
            yield STATUS_INVALID.at("patient_status", f"{text} is no discharge status in use")
    if type(bill) is not BillType or not bill.is_inpatient:
        return
    frequency = bill.frequency_code
    if frequency in _INTERIM and claim.discharge_hour is not None:
        yield HOUR_ON_INTERIM.at(
            "discharge_hour", "the series goes on: no hour of discharge", related=("bill_type",)
        )
    if frequency in _FINAL and claim.discharge_hour is None and bill.facility_code == "11":
        still = type(status) is DischargeStatus and status.is_still_patient
        if not still:
            yield HOUR_MISSING.at("discharge_hour", "the last bill has the hour of discharge")
    if type(status) is not DischargeStatus:
        return
    if status.is_still_patient is not (frequency in _INTERIM) and frequency in _INTERIM | _FINAL:
        asked = "30, still a patient" if frequency in _INTERIM else "where the patient went, not 30"
        yield STATUS_VS_FREQUENCY.at(
            "patient_status", f"frequency {frequency} asks for {asked}", related=("bill_type",)
        )
    billed = claim.statement_dates
    if (
        type(billed) is DateRange
        and billed.first == billed.last
        and text not in _SHORT
        and _SAME_DAY_TRANSFER not in claim.condition_codes
    ):
        yield ZERO_DAYS.at(
            "statement_dates",
            f"an inpatient stay of one day that ends with {text}: see whether it was outpatient",
            related=("patient_status",),
        )


@edit(
    ATTENDING_MISSING,
    ATTENDING_PERSON,
    OPERATING_MISSING,
    PROCEDURE_DATE,
    PROCEDURE_ORDER,
    kinds=_INSTITUTIONAL,
)
def who_and_when(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Who attended and operated, and the days of the procedures."""
    bill, attending = claim.bill_type, claim.attending_provider
    if attending is None:
        is_notice = type(bill) is BillType and bill.is_notice
        if not is_notice and any(_category(line) != _TRANSPORT for line in claim.lines):
            yield ATTENDING_MISSING.at("attending_provider", "the bill names nobody who attended")
    elif type(attending.name) is Organization:
        yield ATTENDING_PERSON.at("attending_provider.name", "is an organization: name a person")
    if claim.principal_procedure is None and claim.other_procedures:
        yield PROCEDURE_ORDER.at(
            "principal_procedure",
            "one of the procedures is the principal one",
            related=("other_procedures[0]",),
        )
    visit, billed = context.visit, claim.statement_dates
    if claim.operating_physician is None and (place := _surgery(claim, context)):
        yield OPERATING_MISSING.at(
            "operating_physician", "the bill has surgery and names no surgeon", related=(place,)
        )
    if type(billed) is DateRange:
        for done in visit.stay_procedures:
            day = done.day
            if day is not None and not billed.first - _WINDOW <= day <= billed.last:
                yield _OUTSIDE_STAY.at(
                    f"{done.path.removesuffix('.code')}.date",
                    "the day is neither in the statement nor in the three days before it",
                    related=("statement_dates",),
                )


def _category(line: object) -> str:
    code = getattr(line, "revenue_code", None)
    return getattr(code, "category", "")


def _surgery(claim: InstitutionalClaim, context: Context) -> str | None:
    for done in context.visit.stay_procedures:
        text = done.code.text
        if len(text) == 7 and text[0] == "0" and text[4] in _CUTTING:
            return done.path
    for index, line in enumerate(claim.lines):
        if (
            _category(line) == _OPERATING_ROOM
            and getattr(line.procedure_code, "section", None) == "surgery"
            and line.operating_physician is None
        ):
            return f"lines[{index}].procedure_code"
    return None


_UNSAID = "A bill has the days it is for, in order."
STATEMENT_DATES = claim_rule(
    "D161",
    "statement-dates-missing",
    _UNSAID,
    f"{_GUIDE} DTP 434 (required, RD8)",
    "A6:188",
    "CO-16/MA31",
    snip_type=2,
)
STATUS_MISSING = claim_rule(
    "D168",
    "patient-status-missing",
    "A bill says where the patient went.",
    f"{_GUIDE} CL103 (required)",
    "A6:234",
    "CO-16/MA43",
    snip_type=2,
)
OCCURRENCE_DATE = claim_rule(
    "D184",
    "occurrence-date-missing",
    "An occurrence code has its day.",
    f"{_GUIDE} HI BH (C022-4 required)",
    "A6:720",
    "CO-16/N299",
    snip_type=2,
)
VALUE_AMOUNT = claim_rule(
    "D186",
    "value-amount-missing",
    "A value code has its amount.",
    f"{_GUIDE} HI BE (C022-5 required)",
    "A6:726",
    "CO-16/M49",
    snip_type=2,
)
# Which rule a fact breaks that a text left out, by its model path without indices.
MISSING = {
    "statement_dates": STATEMENT_DATES,
    "patient_status": STATUS_MISSING,
    "occurrence_codes.date": OCCURRENCE_DATE,
    "value_codes.amount": VALUE_AMOUNT,
    "principal_procedure.date": PROCEDURE_DATE,
    "other_procedures.date": PROCEDURE_DATE,
}
