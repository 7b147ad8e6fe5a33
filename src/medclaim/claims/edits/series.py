"""A bill beside the earlier bills of its patient: its series, the days before an admission, a return."""

from collections.abc import Iterator
from datetime import date, timedelta

from medclaim._rules import payer_rule
from medclaim._text import words
from medclaim.claims.edits._bills import INSTITUTIONAL, MANUAL, asked, bill_types, day_of
from medclaim.claims.edits.bill_codes import texts
from medclaim.claims.edits.context import Context
from medclaim.claims.institutional import InstitutionalClaim
from medclaim.codes.bill_type import BillType
from medclaim.codes.npi import Npi
from medclaim.dates import DateRange
from medclaim.edit import edit
from medclaim.findings import Finding, Severity

INTERIM_SEQUENCE = payer_rule(
    "D195",
    "interim-sequence",
    "A later or last bill of a series follows its first one (frequency 2).",
    f"NUBC, type of bill, frequency codes 2 to 4; {MANUAL}, chapter 1, section 50.2.3 (bills of a "
    "stay in their order). A warning, since a history may not go back so far",
    "CO-135",
    severity=Severity.WARNING,
)
PAYMENT_WINDOW = payer_rule(
    "D205",
    "ipps-3-day-window",
    "What a hospital does for an outpatient in the three days before it admits the patient is billed "
    "with the stay, unless it attests that it is unrelated (condition code 51).",
    f"section 1886(a)(4) of the Social Security Act; {MANUAL}, chapter 3, section 40.3. A warning, "
    "since a bill does not say whether its hospital has three days, one or none",
    "CO-60",
    severity=Severity.WARNING,
)
SAME_DAY_RETURN = payer_rule(
    "D206",
    "transfer-status-same-day",
    "A patient who comes back to the hospital on the day of discharge has one stay, or condition "
    "code B4 says that the second is unrelated.",
    f"{MANUAL}, chapter 3, section 40.2.5",
    "CO-249",
    severity=Severity.WARNING,
)

_LATER = words("3 4")
_STAY, _VISITS = "11", "13"
_WINDOW = timedelta(days=3)
_UNRELATED_VISIT, _UNRELATED_STAY = "51", "B4"


def _others(claim: InstitutionalClaim, context: Context) -> Iterator[InstitutionalClaim]:
    """The patient's earlier bills of the same provider."""
    npi = claim.billing_provider.npi
    if context.history is None or type(npi) is not Npi:
        return
    for one in context.history.earlier(claim):
        if type(one) is InstitutionalClaim and one.billing_provider.npi == npi:
            yield one


def _facility(claim: InstitutionalClaim) -> str | None:
    return claim.bill_type.facility_code if type(claim.bill_type) is BillType else None


@edit(INTERIM_SEQUENCE, needs=("history",), kinds=INSTITUTIONAL)
def interim_sequence(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A later bill of a series whose first was not sent."""
    bill = asked(claim)
    if bill is None or bill.frequency_code not in _LATER:
        return
    admitted = day_of(claim.admission)
    for one in _others(claim, context):
        first = one.bill_type
        is_first = (
            type(first) is BillType
            and first.frequency_code == "2"
            and first.facility_code == bill.facility_code
        )
        if is_first and admitted == day_of(one.admission):
            return
    yield INTERIM_SEQUENCE.at(
        "bill_type",
        f"frequency {bill.frequency_code} goes on with a series, and no first bill (2) was sent",
    )


@edit(PAYMENT_WINDOW, needs=("history",), kinds=INSTITUTIONAL, triggers=bill_types("11", "13"))
def payment_window(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A visit billed apart from the stay it led to, whichever of the two comes second."""
    facility = _facility(claim)
    if asked(claim) is None or not context.is_medicare:
        return
    for one in _others(claim, context):
        if asked(one) is None or {facility, _facility(one)} != {_STAY, _VISITS}:
            continue
        stay, visit = (claim, one) if facility == _STAY else (one, claim)
        admitted, days = day_of(stay.admission), visit.statement_dates
        if admitted is None or type(days) is not DateRange:
            continue
        in_window = admitted - _WINDOW <= days.last and days.first <= admitted
        if in_window and _UNRELATED_VISIT not in texts(visit.condition_codes):
            gap = max((admitted - days.last).days, 0)
            when = f"{gap} day{'s' * (gap != 1)} before" if gap else "on the day of"
            yield PAYMENT_WINDOW.at(
                "admission" if facility == _STAY else "statement_dates",
                f"an outpatient was billed for {when} the admission: bill it with the stay, or "
                "attest that it is unrelated (condition code 51)",
            )
            return


@edit(SAME_DAY_RETURN, needs=("history",), kinds=INSTITUTIONAL, triggers=bill_types("11"))
def same_day_return(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A stay that begins on the day another of the same hospital ended."""
    admitted = day_of(claim.admission)
    if admitted is None or asked(claim) is None or _facility(claim) != _STAY:
        return
    if not context.is_medicare or _UNRELATED_STAY in texts(claim.condition_codes):
        return
    if any(_ended_on(one, admitted, claim) for one in _others(claim, context)):
        yield SAME_DAY_RETURN.at(
            "admission",
            "another stay here ended on this day: bill both as one, or give condition code B4",
        )


def _ended_on(one: InstitutionalClaim, day: date, later: InstitutionalClaim) -> bool:
    """Whether an earlier bill is of another stay that ended on a day: its admission is another."""
    billed, begun = one.statement_dates, day_of(one.admission)
    return (
        asked(one) is not None
        and _facility(one) == _STAY
        and one.patient_control_number != later.patient_control_number
        and type(billed) is DateRange
        and billed.last == day
        and begun != day
    )
