"""What Medicare's payment systems read from a bill: home health, skilled nursing, rehabilitation,
hospice, dialysis.

Only bills to Medicare are looked at, and of them those that ask for payment.
"""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import doubtful, payer_rule
from medclaim._text import words
from medclaim.claims.edits._bills import INSTITUTIONAL, MANUAL, asked, bill_types, revenue_of
from medclaim.claims.edits.bill_codes import texts
from medclaim.claims.edits.context import Context
from medclaim.claims.institutional import InstitutionalClaim
from medclaim.codes.bill_type import BillType
from medclaim.codes.hipps import HippsCode
from medclaim.dates import DateRange
from medclaim.edit import edit
from medclaim.findings import Finding, Rule, Severity

HOME_HEALTH = payer_rule(
    "D200",
    "homebound-hipps",
    "A home health bill to Medicare has its rate code (0023 with a HIPPS code) and where the care "
    "was given (value codes 61 and 85).",
    f"{MANUAL}, chapter 10, section 40.2; Medicare contractors, reason code 37257, and change "
    "requests 10782 and 13543 (returned without value code 85); a warning for the rate code's line",
    "A6:513",
    "CO-16/M49",
)
SKILLED_NURSING = payer_rule(
    "D201",
    "snf-hipps",
    "A skilled nursing stay billed to Medicare has its rate codes (0022 with a HIPPS code), the "
    "assessment's day (occurrence code 50) and the qualifying stay (span 70).",
    f"{MANUAL}, chapter 6, section 30; CMS, Skilled Nursing Facility Billing Reference; Medicare "
    "contractors return the bill without code 50 (Palmetto GBA); a warning for span 70, which some "
    "waivers make needless",
    "A6:513",
    "CO-16/M45",
    "CO-16/M46",
)
REHABILITATION = payer_rule(
    "D202",
    "irf-hipps",
    "A rehabilitation stay billed to Medicare has one case-mix group (0024 with a HIPPS code) and "
    "the day its assessment was sent (occurrence code 50).",
    f"{MANUAL}, chapter 3, section 140.3; Medicare contractors return the bill without code 50 "
    "(Palmetto GBA)",
    "A6:513",
)
HOSPICE = payer_rule(
    "D203",
    "hospice-elements",
    "A hospice bill to Medicare says where each level of care was given (value codes 61 and G8, "
    "Q5001 to Q5010) and, at first, the day of the certification (occurrence code 27).",
    f"{MANUAL}, chapter 11, section 30.3; Medicare contractors, reason code 32030 (value codes 61 "
    "and G8: Palmetto GBA); a warning for the site's code and the certification",
    "CO-16/M45",
    "CO-16/M49",
)
DIALYSIS = payer_rule(
    "D204",
    "esrd-elements",
    "A dialysis bill to Medicare gives weight and height (value codes A8 and A9), hemoglobin or "
    "hematocrit (48 or 49), the last Kt/V with its day (D5, occurrence code 51) and where and how "
    "(a condition code of 71 to 76 or 87).",
    f"{MANUAL}, chapter 8, section 50.3 (change request 7460); First Coast, end-stage renal disease "
    "billing requirements; unconfirmed: which of them a bill is returned for",
    "CO-16/M44",
    "CO-16/M49",
    severity=Severity.WARNING,
)

_PAID_NOTHING = words("20 21")
_COUNTY_FROM = date(2019, 1, 1)
_ROUTINE, _INPATIENT_CARE = words("0651 0652"), words("0655 0656")
_FIRST = words("1 2")
_SETTINGS = words("71 72 73 74 75 76 87")
_ACUTE_INJURY = "84"
_SITES = frozenset([f"Q50{number:02d}" for number in range(1, 11)])


def _bill(claim: InstitutionalClaim, context: Context, *facilities: str) -> BillType | None:
    """The type of a bill that asks Medicare for payment and comes from such a facility."""
    bill = asked(claim)
    if bill is None or bill.facility_code not in facilities or not context.is_medicare:
        return None
    is_paid = not bill.is_non_payment and not texts(claim.condition_codes) & _PAID_NOTHING
    return bill if is_paid else None


def _rates(
    claim: InstitutionalClaim, revenue: str
) -> tuple[list[tuple[str, HippsCode]], list[str]]:
    """The rate codes of a payment system with their paths, and its lines that have none."""
    coded, bare = [], []
    for index, line in enumerate(claim.lines):
        code = revenue_of(line)
        if code is not None and code.text == revenue:
            path, rate = f"lines[{index}].procedure_code", line.procedure_code
            if type(rate) is HippsCode:
                coded.append((path, rate))
            elif rate is None:
                bare.append(path)
    return coded, bare


def _bare(rule: Rule, paths: list[str], revenue: str) -> Iterator[Finding]:
    for path in paths:
        yield rule.at(path, f"the line of {revenue} has a HIPPS code")


@edit(HOME_HEALTH, kinds=INSTITUTIONAL, triggers=bill_types("32"))
def home_health(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A period of home health of which Medicare cannot tell the rate or the place."""
    if _bill(claim, context, "32") is None:
        return
    coded, bare = _rates(claim, "0023")
    yield from _bare(HOME_HEALTH, bare, "0023")
    if not coded and not bare:
        yield doubtful(HOME_HEALTH).at("lines", "no line of 0023 gives the rate code")
    billed, given = claim.statement_dates, texts(claim.value_codes)
    if "61" not in given:
        yield HOME_HEALTH.at("value_codes", "value code 61 gives the area the care was given in")
    if "85" not in given and type(billed) is DateRange and billed.first >= _COUNTY_FROM:
        yield HOME_HEALTH.at("value_codes", "value code 85 gives the county of the care")


@edit(SKILLED_NURSING, kinds=INSTITUTIONAL, triggers=bill_types("21"))
def skilled_nursing(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A stay in skilled nursing without its rate, assessment or qualifying stay."""
    if _bill(claim, context, "21") is None:
        return
    coded, bare = _rates(claim, "0022")
    yield from _bare(SKILLED_NURSING, bare, "0022")
    if not coded and not bare:
        yield SKILLED_NURSING.at("lines", "no line of 0022 gives a rate code")
    assessed = [path for path, rate in coded if not rate.is_default]
    if assessed and "50" not in texts(claim.occurrence_codes):
        yield SKILLED_NURSING.at(
            "occurrence_codes", "occurrence code 50 gives the assessment's day", related=assessed
        )
    if "70" not in texts(claim.occurrence_spans):
        yield doubtful(SKILLED_NURSING).at(
            "occurrence_spans", "span 70 gives the hospital stay of three days before"
        )


@edit(REHABILITATION, kinds=INSTITUTIONAL, triggers=bill_types("11"))
def rehabilitation(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A rehabilitation stay without its case-mix group or the day its assessment was sent."""
    if _bill(claim, context, "11") is None:
        return
    coded, bare = _rates(claim, "0024")
    yield from _bare(REHABILITATION, bare, "0024")
    if coded and "50" not in texts(claim.occurrence_codes):
        yield REHABILITATION.at(
            "occurrence_codes",
            "occurrence code 50 gives the day the assessment was sent",
            related=[path for path, _ in coded],
        )


@edit(HOSPICE, kinds=INSTITUTIONAL, triggers=bill_types("81", "82"))
def hospice(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Levels of hospice care of which nobody says where they were given."""
    bill = _bill(claim, context, "81", "82")
    if bill is None:
        return
    given = texts(claim.value_codes)
    levels: dict[str, list[str]] = {}
    for index, line in enumerate(claim.lines):
        code = revenue_of(line)
        if code is None or code.text not in _ROUTINE | _INPATIENT_CARE:
            continue
        asked_for = "61" if code.text in _ROUTINE else "G8"
        levels.setdefault(asked_for, []).append(f"lines[{index}].revenue_code")
        if getattr(line.procedure_code, "text", "") not in _SITES:
            yield doubtful(HOSPICE).at(
                f"lines[{index}].procedure_code",
                f"a code of Q5001 to Q5010 says where the care of {code} was given",
            )
    for value, paths in levels.items():
        if value not in given:
            yield HOSPICE.at(
                "value_codes", f"value code {value} gives the area of this care", related=paths
            )
    if bill.frequency_code in _FIRST and "27" not in texts(claim.occurrence_codes):
        yield doubtful(HOSPICE).at(
            "occurrence_codes", "occurrence code 27 gives the day of the certification"
        )


@edit(DIALYSIS, kinds=INSTITUTIONAL, triggers=bill_types("72"))
def dialysis(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A month of dialysis without the measures that its payment and its quality are read from."""
    if _bill(claim, context, "72") is None:
        return
    values, conditions = texts(claim.value_codes), texts(claim.condition_codes)
    for code, what in (("A8", "weight"), ("A9", "height")):
        if code not in values:
            yield DIALYSIS.at("value_codes", f"value code {code} gives the patient's {what}")
    # Of an acute injury neither adequacy nor anemia is followed.
    if _ACUTE_INJURY in conditions:
        return
    if not values & {"48", "49"}:
        yield DIALYSIS.at("value_codes", "value code 48 or 49 gives hemoglobin or hematocrit")
    if "D5" not in values:
        yield DIALYSIS.at("value_codes", "value code D5 gives the last Kt/V")
    elif "51" not in texts(claim.occurrence_codes):
        yield DIALYSIS.at("occurrence_codes", "occurrence code 51 gives the day of the last Kt/V")
    if not conditions & _SETTINGS:
        yield DIALYSIS.at("condition_codes", "a code of 71 to 76 or 87 says where and how")
