"""The condition, occurrence, span and value codes of a bill."""

from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from medclaim._rules import claim_rule, for_medicare
from medclaim.claims.edits._bills import INSTITUTIONAL
from medclaim.claims.edits.admission import STATEMENT_DATES
from medclaim.claims.edits.context import Context
from medclaim.claims.institutional import InstitutionalClaim
from medclaim.codes.bill_type import BillType
from medclaim.codes.tables import CodeTable, Status
from medclaim.dates import DateRange
from medclaim.edit import Outcome, edit
from medclaim.findings import Finding, NotChecked, Rule, Severity
from medclaim.malformed import Malformed

_CHANGES = "Medicare Claims Processing Manual, chapter 1, sections 130.1.2.1 and 130.1.2.2"
_ONE_CLEARINGHOUSE = "one clearinghouse's edit"


CONDITION_TWICE = claim_rule(
    "D180",
    "duplicate-condition-code",
    "A condition code is said once.",
    _ONE_CLEARINGHOUSE,
    "A7:460",
    "CO-16/M44",
    severity=Severity.WARNING,
)
OCCURRENCE_TWICE = claim_rule(
    "D181",
    "duplicate-occurrence-code",
    "An occurrence code is said once for one day.",
    _ONE_CLEARINGHOUSE,
    "A7:719",
    "CO-16/M45",
    severity=Severity.WARNING,
)
VALUE_TWICE = claim_rule(
    "D182",
    "duplicate-value-code",
    "A value code is said once.",
    _ONE_CLEARINGHOUSE,
    "A7:725",
    "CO-16/M49",
    severity=Severity.WARNING,
)
_LISTED = "NUBC, UB-04 data specifications, as the user's table holds them"
CONDITION_UNKNOWN = claim_rule(
    "D183",
    "condition-code-invalid",
    "A condition code is in the list in force.",
    _LISTED,
    "A7:460",
    "CO-16/M44",
    snip_type=5,
)
OCCURRENCE_UNKNOWN = claim_rule(
    "D211",
    "occurrence-code-invalid",
    "An occurrence code is in the list in force.",
    _LISTED,
    "A7:719",
    "CO-16/M45",
    snip_type=5,
)
SPAN_UNKNOWN = claim_rule(
    "D212",
    "occurrence-span-code-invalid",
    "An occurrence span code is in the list in force.",
    _LISTED,
    "A7:721",
    "CO-16/M46",
    snip_type=5,
)
VALUE_UNKNOWN = claim_rule(
    "D213",
    "value-code-invalid",
    "A value code is in the list in force.",
    _LISTED,
    "A7:725",
    "CO-16/M49",
    snip_type=5,
)
SPAN_INVERTED = claim_rule(
    "D185",
    "span-dates-inverted",
    "An occurrence span ends on its first day or later.",
    "005010X223A2, 2300 HI BI (a range of days, RD8)",
    "A7:722",
    "CO-16/N300",
)
CHANGE_REASON = claim_rule(
    "D197",
    "condition-code-adjustment",
    "A replacement or void to Medicare gives one reason: a condition code D0 to D9 or E0.",
    f"{_CHANGES} (rejected back to the provider)",
    "A6:460",
    "CO-16/M44",
    snip_type=7,
)
CANCEL_REASON = claim_rule(
    "D198",
    "reason-code-cancel",
    "D5 and D6 cancel (frequency 8), the other reasons replace (frequency 7).",
    f"{_CHANGES} (rejected back to the provider)",
    "A7:460",
    "A7:535",
    snip_type=7,
)
ACCIDENT_HOUR = claim_rule(
    "D199",
    "accident-hour",
    "A bill for an accident gives its hour (value code 45).",
    "NUBC, value code 45",
    "A6:725",
    severity=Severity.INFORMATION,
)
PHP_BILL_TYPE = claim_rule(
    "D194",
    "condition-41-php",
    "Partial hospitalization (condition code 41) is not billed on 012x or 014x.",
    "Integrated Outpatient Code Editor, edit 46. An error for Medicare, else a warning",
    "A7:460",
    snip_type=7,
)

_CANCELS = frozenset({"D5", "D6"})
_ACCIDENTS = frozenset({"01", "02", "03"})
_ACCIDENT_HOUR = "45"
_PHP = "41"
_NOT_PHP = frozenset({"12", "14"})


def texts(given: Iterable[Any]) -> frozenset[str]:
    """The texts of some codes, alone or with what stands beside them; malformed ones left out."""
    codes = (getattr(one, "code", one) for one in given)
    return frozenset([code.text for code in codes if type(code) is not Malformed])


def _repeated(keys: Iterable[Hashable]) -> Iterator[tuple[int, int]]:
    """The places whose key stood before, each with where it stood first; ``None`` is no key."""
    seen: dict[Hashable, int] = {}
    for index, key in enumerate(keys):
        if key is not None and seen.setdefault(key, index) != index:
            yield index, seen[key]


def _key(code: Any, *beside: Any) -> Hashable:
    return None if type(code) is Malformed else (code.text, *beside)


@edit(CONDITION_TWICE, kinds=INSTITUTIONAL, triggers=("condition_codes",))
def conditions_twice(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Condition codes that are said twice."""
    for index, first in _repeated([_key(code) for code in claim.condition_codes]):
        yield CONDITION_TWICE.at(
            f"condition_codes[{index}]", "is said before", related=(f"condition_codes[{first}]",)
        )


@edit(OCCURRENCE_TWICE, ACCIDENT_HOUR, kinds=INSTITUTIONAL, triggers=("occurrence_codes",))
def occurrences(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Occurrences that are said twice, and accidents without their hour."""
    given = claim.occurrence_codes
    for index, first in _repeated([_key(one.code, one.date) for one in given]):
        yield OCCURRENCE_TWICE.at(
            f"occurrence_codes[{index}]",
            "is said before of the same day",
            related=(f"occurrence_codes[{first}]",),
        )
    if _ACCIDENT_HOUR not in texts(claim.value_codes):
        for index, one in enumerate(given):
            if type(one.code) is not Malformed and one.code.text in _ACCIDENTS:
                yield ACCIDENT_HOUR.at(
                    "value_codes",
                    "value code 45 gives the accident's hour",
                    related=(f"occurrence_codes[{index}].code",),
                )
                return


@edit(VALUE_TWICE, kinds=INSTITUTIONAL, triggers=("value_codes",))
def values_twice(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Value codes that are said twice."""
    for index, first in _repeated([_key(one.code) for one in claim.value_codes]):
        yield VALUE_TWICE.at(
            f"value_codes[{index}].code",
            "is said before: one code has one amount",
            related=(f"value_codes[{first}].code",),
        )


@edit(SPAN_INVERTED, kinds=INSTITUTIONAL, triggers=("occurrence_spans",))
def inverted_spans(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Spans that end before they begin."""
    for index, span in enumerate(claim.occurrence_spans):
        if type(span.dates) is DateRange and span.dates.last < span.dates.first:
            yield SPAN_INVERTED.at(
                f"occurrence_spans[{index}].dates", "the last day is before the first"
            )


@edit(STATEMENT_DATES, kinds=INSTITUTIONAL)
def inverted_statement(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A statement that ends before it begins."""
    billed = claim.statement_dates
    if type(billed) is DateRange and billed.last < billed.first:
        yield STATEMENT_DATES.at("statement_dates", "the last day is before the first")


@edit(CHANGE_REASON, CANCEL_REASON, kinds=INSTITUTIONAL)
def change_reasons(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Replacements and voids to Medicare without the one reason that fits."""
    bill = claim.bill_type
    if type(bill) is not BillType or not (bill.is_replacement or bill.is_void):
        return
    if not context.is_medicare:
        return
    reasons = [
        (index, code)
        for index, code in enumerate(claim.condition_codes)
        if type(code) is not Malformed and code.is_change_reason
    ]
    if not reasons:
        asked = "D5 or D6" if bill.is_void else "D0 to D4, D7 to D9 or E0"
        yield CHANGE_REASON.at(
            "condition_codes", f"frequency {bill.frequency_code} asks for {asked}"
        )
    for index, code in reasons:
        if (code.text in _CANCELS) is not bill.is_void:
            asked = "frequency 8" if code.text in _CANCELS else "frequency 7"
            yield CANCEL_REASON.at(
                f"condition_codes[{index}]", f"{code.text} asks for {asked}", related=("bill_type",)
            )


@edit(PHP_BILL_TYPE, kinds=INSTITUTIONAL, triggers=[f"bill_type:{code}" for code in _NOT_PHP])
def partial_hospitalization(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Partial hospitalization on a type of bill that cannot hold it."""
    bill = claim.bill_type
    if type(bill) is not BillType or bill.facility_code not in _NOT_PHP:
        return
    for index, code in enumerate(claim.condition_codes):
        if type(code) is not Malformed and code.text == _PHP:
            rule = for_medicare(PHP_BILL_TYPE, context)
            yield rule.at(
                f"condition_codes[{index}]",
                "41 is for 013x, 076x and 085x",
                related=("bill_type",),
            )


def _unlisted(
    claim: InstitutionalClaim, rule: Rule, table: CodeTable | None, field: str, of: str = ".code"
) -> Iterator[Outcome]:
    """The codes of a field that the user's list does not have on the bill's last day."""
    billed = claim.statement_dates
    if table is None or type(billed) is not DateRange:
        return
    for index, one in enumerate(getattr(claim, field)):
        code = one.code if of else one
        if type(code) is Malformed:
            continue
        status = table.status(code, billed.last)
        if status is Status.UNKNOWN:
            yield NotChecked(rule=rule, lacks=(f"{field} in force on the bill's last day",))
            return
        if status is not Status.BILLABLE:
            yield rule.at(f"{field}[{index}]{of}", f"{code.text} is not in force: {status.value}")


@edit(CONDITION_UNKNOWN, needs=("condition",), kinds=INSTITUTIONAL, triggers=("condition_codes",))
def conditions_listed(claim: InstitutionalClaim, context: Context) -> Iterator[Outcome]:
    """Condition codes outside the user's list."""
    table = context.tables.condition
    return _unlisted(claim, CONDITION_UNKNOWN, table, "condition_codes", of="")


@edit(
    OCCURRENCE_UNKNOWN, needs=("occurrence",), kinds=INSTITUTIONAL, triggers=("occurrence_codes",)
)
def occurrences_listed(claim: InstitutionalClaim, context: Context) -> Iterator[Outcome]:
    """Occurrence codes outside the user's list."""
    return _unlisted(claim, OCCURRENCE_UNKNOWN, context.tables.occurrence, "occurrence_codes")


@edit(SPAN_UNKNOWN, needs=("occurrence_span",), kinds=INSTITUTIONAL, triggers=("occurrence_spans",))
def spans_listed(claim: InstitutionalClaim, context: Context) -> Iterator[Outcome]:
    """Occurrence span codes outside the user's list."""
    return _unlisted(claim, SPAN_UNKNOWN, context.tables.occurrence_span, "occurrence_spans")


@edit(VALUE_UNKNOWN, needs=("value",), kinds=INSTITUTIONAL, triggers=("value_codes",))
def values_listed(claim: InstitutionalClaim, context: Context) -> Iterator[Outcome]:
    """Value codes outside the user's list."""
    return _unlisted(claim, VALUE_UNKNOWN, context.tables.value, "value_codes")
