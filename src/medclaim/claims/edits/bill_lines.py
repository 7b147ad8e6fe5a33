"""The lines of a bill against its type and its days: rooms, covered days, visits, totals."""

from collections.abc import Hashable, Iterator
from datetime import date
from decimal import Decimal

from medclaim._rules import claim_rule, doubtful, for_medicare
from medclaim._text import words
from medclaim.claims.edits._bills import (
    INSTITUTIONAL,
    MANUAL,
    amount_of,
    asked,
    bill_types,
    revenue_of,
)
from medclaim.claims.edits.bill_codes import texts
from medclaim.claims.edits.context import Context
from medclaim.claims.institutional import InstitutionalClaim
from medclaim.claims.lines import InstitutionalLine
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.dates import DateRange
from medclaim.edit import edit
from medclaim.findings import Finding, Severity
from medclaim.malformed import Malformed
from medclaim.money import plain, total

ROOM_OUTPATIENT = claim_rule(
    "D160",
    "tob-vs-content",
    "An outpatient bill has no accommodation charges.",
    "Medicare contractors, reason code 15202 (outpatient claims are not billed with accommodation "
    "revenue codes: Palmetto GBA). An error for Medicare, else a warning. That an inpatient bill has "
    "its admission, D162, D164 and D166 say",
    "A7:228",
    "CO-282",
)
COVERED_DAYS = claim_rule(
    "D187",
    "covered-days",
    "The covered and noncovered days of a stay (value codes 80 and 81) are those from the first to "
    "the last, without the day of discharge.",
    "Medicare contractors, reason code 12206 (returned: First Coast). An error for Medicare, else a "
    "warning",
    "A7:456",
    "A7:457",
    "CO-16/MA32",
    "CO-16/MA33",
)
ROOM_DAYS = claim_rule(
    "D188",
    "room-days-vs-covered",
    "The days of the covered room charges (revenue codes 010x to 021x without leave) are the "
    "covered days.",
    "Medicare contractors, reason code 15202 (Palmetto GBA). An error for Medicare, else a warning",
    "A7:258",
    "CO-16/M53",
)
TOTAL_LINE = claim_rule(
    "D190",
    "total-line-0001",
    "The total charge of an electronic claim is no line of it: 0001 stands on paper.",
    f"{MANUAL}, chapter 25, section 75.4 (0001 is the total on the form); 005010X223A2, CLM02; "
    "unconfirmed: how a payer answers",
    "A7:178",
    "A7:455",
    severity=Severity.WARNING,
)
ROOM_TWICE = claim_rule(
    "D191",
    "revenue-code-duplicate-room",
    "A room at one rate is billed on one line.",
    f"{MANUAL}, chapter 25, section 75.4 (revenue codes are not repeated on a bill to the extent "
    "possible)",
    severity=Severity.WARNING,
)
NONCOVERED = claim_rule(
    "D192",
    "noncovered-exceeds-charge",
    "What is not covered of a charge is no more than the charge.",
    f"{MANUAL}, chapter 1, section 60 (noncovered charges are part of the total charges); "
    "005010X223A2, 2400 SV207; unconfirmed: how a payer answers",
    "A7:585",
    severity=Severity.WARNING,
)
LATE_CHARGES = claim_rule(
    "D196",
    "late-charge-medicare",
    "Charges left out of a bill to a prospective payment system are billed by replacing it.",
    f"{MANUAL}, chapter 1, section 130.1.3 (late charge bills are not accepted). An error for skilled "
    "nursing and home health, a warning for hospitals, whose bill does not say how they are paid",
    "A7:535",
    snip_type=7,
)
VISITS_ONE_DAY = claim_rule(
    "D207",
    "multi-visit-same-rev-g0",
    "Two visits of one day under one revenue code have condition code G0, which says that they were "
    "apart.",
    f"Integrated Outpatient Code Editor, edit 42; {MANUAL}, chapter 4, section 180.4. An error for "
    "Medicare, else a warning",
    "A7:460",
)
NEWBORN_APART = claim_rule(
    "D209",
    "newborn-separate-claim",
    "A newborn's nursery charges are on the newborn's own claim.",
    "payers' practice (knowledge, unconfirmed): some pay a well newborn with the mother's stay",
    "A7:238",
    "CO-128",
    severity=Severity.WARNING,
)

_OUTPATIENT = ("12", "13", "14", "22", "23", "34", "43", "71", "72", "74", "75", "76", "77", "85")
_INPATIENT = ("11", "18", "21", "28", "41")
# All of these are paid prospectively; of the hospitals' bills most are.
_PROSPECTIVE = words("21 32")
_MOSTLY_PROSPECTIVE = words("11 12 13 18")
_COVERED, _NOT_COVERED = "80", "81"
_SUBACUTE, _NURSERY = "019", "017"
_APART = "G0"
_VISITS = words("99281 99282 99283 99284 99285 G0380 G0381 G0382 G0383 G0384 G0463")
_OFFICE_VISITS = ("9920", "9921")


@edit(ROOM_OUTPATIENT, kinds=INSTITUTIONAL, triggers=bill_types(*_OUTPATIENT))
def rooms_of_outpatients(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A room for somebody who was not admitted."""
    bill = asked(claim)
    if bill is None or bill.facility_code not in _OUTPATIENT:
        return
    for index, line in enumerate(claim.lines):
        code = revenue_of(line)
        if code is not None and code.is_room_and_board:
            yield for_medicare(ROOM_OUTPATIENT, context).at(
                f"lines[{index}].revenue_code",
                f"{code} is a room, and 0{bill.facility_code}x is for outpatients",
                related=("bill_type",),
            )


@edit(COVERED_DAYS, ROOM_DAYS, kinds=INSTITUTIONAL, triggers=bill_types(*_INPATIENT))
def days_of_a_stay(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Days of a stay that do not add up."""
    bill, billed = asked(claim), claim.statement_dates
    if bill is None or bill.facility_code not in _INPATIENT or bill.is_late_charges:
        return
    covered, others = amount_of(claim, _COVERED), amount_of(claim, _NOT_COVERED)
    if isinstance(covered, Malformed) or isinstance(others, Malformed):
        return
    is_said = covered is not None or others is not None
    # A stay of one day is a day of care, though there is none between its first and its last.
    if type(billed) is DateRange and billed.first < billed.last:
        status = claim.patient_status
        stays = type(status) is DischargeStatus and status.is_still_patient
        days = (billed.last - billed.first).days + stays
        said = (covered or 0) + (others or 0)
        if said != days and (is_said or context.is_medicare):
            yield for_medicare(COVERED_DAYS, context).at(
                "value_codes",
                f"value codes 80 and 81 make {said} days, the bill is for {days}",
                related=("statement_dates", "patient_status"),
            )
    rooms = _rooms(claim)
    if covered and rooms is not None:
        counted = total([units for _, units in rooms])
        if counted != covered:
            yield for_medicare(ROOM_DAYS, context).at(
                "value_codes",
                f"value code 80 says {covered} days, the covered rooms make {plain(counted)}",
                related=[path for path, _ in rooms],
            )


def _rooms(claim: InstitutionalClaim) -> list[tuple[str, Decimal]] | None:
    """The days of the covered rooms; ``None`` where they cannot be counted.

    Contractors count subacute care (019x) otherwise than the code list does.
    """
    found = []
    for index, line in enumerate(claim.lines):
        code = revenue_of(line)
        if code is None or code.category == _SUBACUTE:
            return None
        if code.is_room_and_board and not _is_not_covered(line):
            if not isinstance(line.units, Decimal):
                return None
            found.append((f"lines[{index}].units", line.units))
    return found


def _is_not_covered(line: InstitutionalLine) -> bool:
    return line.non_covered_charge == line.charge


@edit(TOTAL_LINE, ROOM_TWICE, NONCOVERED, NEWBORN_APART, kinds=INSTITUTIONAL)
def charges(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Lines that are no charges, or no charges of this patient, or the same charge twice."""
    rooms: dict[Hashable, int] = {}
    for index, line in enumerate(claim.lines):
        code, path = revenue_of(line), f"lines[{index}]"
        left = line.non_covered_charge
        if isinstance(left, Decimal) and isinstance(line.charge, Decimal) and left > line.charge:
            yield NONCOVERED.at(
                f"{path}.non_covered_charge",
                f"{left} is more than the charge of {line.charge}",
                related=(f"{path}.charge",),
            )
        if code is None:
            continue
        if code.is_total:
            yield TOTAL_LINE.at(
                f"{path}.revenue_code", "0001 is the total: it is the claim's, and no line's"
            )
        if code.is_room_and_board and isinstance(line.charge, Decimal):
            if code.category == _NURSERY and (context.visit.age or 0) >= 1:
                yield NEWBORN_APART.at(
                    f"{path}.revenue_code", f"{code} is a newborn's, and the patient is none"
                )
            if not isinstance(line.units, Decimal) or not line.units:
                continue
            rate = line.charge / line.units
            first = rooms.setdefault(
                (code.text, rate, line.service_dates, _is_not_covered(line)), index
            )
            if first != index:
                yield ROOM_TWICE.at(
                    f"{path}.revenue_code",
                    f"{code} is billed at this rate before: one line has all its days",
                    related=(f"lines[{first}].revenue_code",),
                )


@edit(
    LATE_CHARGES,
    kinds=INSTITUTIONAL,
    triggers=bill_types(*sorted(_PROSPECTIVE | _MOSTLY_PROSPECTIVE)),
)
def late_charges(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Charges sent after the bill they were left out of."""
    bill = asked(claim)
    if bill is None or not bill.is_late_charges or not context.is_medicare:
        return
    is_sure = bill.facility_code in _PROSPECTIVE
    if is_sure or bill.facility_code in _MOSTLY_PROSPECTIVE:
        yield (LATE_CHARGES if is_sure else doubtful(LATE_CHARGES)).at(
            "bill_type", "frequency 5 adds charges: replace the bill with all of them, frequency 7"
        )


@edit(VISITS_ONE_DAY, kinds=INSTITUTIONAL, triggers=bill_types("13"))
def visits_of_one_day(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Two visits of a day in one place, of which nobody says that they were apart."""
    bill = asked(claim)
    if bill is None or bill.facility_code != "13" or _APART in texts(claim.condition_codes):
        return
    seen: dict[tuple[str, date], int] = {}
    for index, line in enumerate(claim.lines):
        code, day = revenue_of(line), line.service_dates
        if code is None or type(day) is not date or not _is_visit(line):
            continue
        first = seen.setdefault((code.text, day), index)
        if first != index or (isinstance(line.units, Decimal) and line.units > 1):
            yield for_medicare(VISITS_ONE_DAY, context).at(
                f"lines[{index}].procedure_code",
                f"a second visit of one day under {code}: condition code G0 says that it was apart",
                related=("condition_codes", f"lines[{first}].procedure_code"),
            )
            return


def _is_visit(line: InstitutionalLine) -> bool:
    text = getattr(line.procedure_code, "text", "")
    return text in _VISITS or text.startswith(_OFFICE_VISITS)
