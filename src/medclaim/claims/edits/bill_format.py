"""The type of bill, the DRG, and the revenue and HIPPS codes of a bill's lines (SNIP types 1 and 5)."""

from collections.abc import Iterator

from medclaim._rules import for_medicare
from medclaim._text import words
from medclaim.claims.edits.context import Context
from medclaim.claims.institutional import InstitutionalClaim
from medclaim.codes.bill_type import BillType
from medclaim.codes.drg import MsDrg
from medclaim.codes.hipps import HippsCode
from medclaim.codes.revenue import RevenueCode
from medclaim.codes.tables import Status
from medclaim.edit import Kind, Outcome, edit
from medclaim.findings import Finding, NotChecked, Rule, Severity

FREQUENCY = Rule(
    id="A045",
    name="tob-frequency-invalid",
    summary="The last character of a type of bill is a frequency that has a meaning.",
    authority="Medicare contractors' lists (0 to 9, A to K, M, O to Q) and one clearinghouse's edit "
    "(X to Z for encounters); the NUBC's own list is licensed",
    severity=Severity.WARNING,
    answer=("A7:535", "CO-16/MA30"),
    snip_type=5,
)
REVENUE_UNKNOWN = Rule(
    id="A047",
    name="revenue-code-unknown",
    summary="A revenue code is in the list in force.",
    authority="NUBC, UB-04 data specifications, as the user's table holds them; 005010X223A2, 2400 "
    "SV201",
    severity=Severity.ERROR,
    answer=("A7:455", "CO-16/M50"),
    snip_type=5,
)
DRG_STRUCTURE = Rule(
    id="A053",
    name="drg-structure",
    summary="A diagnosis related group is three digits.",
    authority="CMS, MS-DRG Definitions Manual. An error for Medicare, else a warning: a payer's "
    "own groups may be written otherwise",
    severity=Severity.ERROR,
    answer=("A7:256", "CO-16/N208"),
    snip_type=1,
)
HIPPS_LINE = Rule(
    id="A054",
    name="hipps-structure",
    summary="A HIPPS code stands on the line whose revenue code is its payment system's.",
    authority="CMS, HIPPS codes, definition and uses: one revenue code for each payment system "
    "(0022, 0023, 0024). An error for Medicare, else a warning",
    severity=Severity.ERROR,
    answer=("A7:513",),
    snip_type=5,
)
DRG_UNKNOWN = Rule(
    id="A062",
    name="drg-unknown",
    summary="A diagnosis related group is in the version in force on the day of discharge.",
    authority="CMS, MS-DRG Definitions Manual, as the user's table holds it; nothing on a claim "
    "says which grouper its DRG is of",
    severity=Severity.WARNING,
    answer=("A7:256", "CO-A8"),
    snip_type=5,
)

_INSTITUTIONAL = (Kind.INSTITUTIONAL,)
_FREQUENCIES = frozenset("0123456789ABCDEFGHIJKMOPQXYZ")
_OF_HIPPS = words("0022 0023 0024")


@edit(FREQUENCY, kinds=_INSTITUTIONAL)
def bill_frequency(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A type of bill whose last character means nothing."""
    bill = claim.bill_type
    if type(bill) is BillType and bill.frequency_code not in _FREQUENCIES:
        yield FREQUENCY.at("bill_type", f"the frequency {bill.frequency_code} has no meaning")


@edit(REVENUE_UNKNOWN, needs=("revenue",), kinds=_INSTITUTIONAL, settles=True)
def revenue_codes_listed(claim: InstitutionalClaim, context: Context) -> Iterator[Outcome]:
    """Revenue codes outside the user's list on the bill's last day."""
    table, day = context.tables.revenue, context.visit.last_day
    if table is None or day is None:
        return
    for index, line in enumerate(claim.lines):
        if type(line.revenue_code) is not RevenueCode:
            continue
        status = table.status(line.revenue_code, day)
        if status is Status.UNKNOWN:
            yield NotChecked(rule=REVENUE_UNKNOWN, lacks=("revenue in force on the last day",))
            return
        if status is not Status.BILLABLE:
            yield REVENUE_UNKNOWN.at(
                f"lines[{index}].revenue_code", str(table.lookup(line.revenue_code, day))
            )


@edit(DRG_STRUCTURE, kinds=_INSTITUTIONAL, triggers=("drg",))
def drg_format(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A DRG that is not three digits."""
    if type(claim.drg) is str and type(MsDrg.read(claim.drg)) is not MsDrg:
        rule = for_medicare(DRG_STRUCTURE, context)
        yield rule.at("drg", "is not three digits")


@edit(DRG_UNKNOWN, needs=("drg",), kinds=_INSTITUTIONAL, triggers=("drg",))
def drg_listed(claim: InstitutionalClaim, context: Context) -> Iterator[Outcome]:
    """A DRG that the user's version of the groups does not have on the day of discharge."""
    table, day = context.tables.drg, context.visit.last_day
    drg = MsDrg.read(claim.drg) if type(claim.drg) is str else None
    if table is None or day is None or type(drg) is not MsDrg:
        return
    status = table.status(drg, day)
    if status is Status.UNKNOWN:
        yield NotChecked(rule=DRG_UNKNOWN, lacks=("drg in force on the day of discharge",))
    elif status is not Status.BILLABLE:
        yield DRG_UNKNOWN.at("drg", str(table.lookup(drg, day)))


@edit(HIPPS_LINE, kinds=_INSTITUTIONAL)
def hipps_lines(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """HIPPS codes under a revenue code that is none of their payment system's."""
    for index, line in enumerate(claim.lines):
        code, revenue = line.procedure_code, line.revenue_code
        if type(code) is not HippsCode or type(revenue) is not RevenueCode:
            continue
        right = code.revenue_code
        if revenue.text != right if right else revenue.text not in _OF_HIPPS:
            rule = for_medicare(HIPPS_LINE, context)
            yield rule.at(
                f"lines[{index}].revenue_code",
                f"a HIPPS code stands under {right or '0022, 0023 or 0024'}",
                related=(f"lines[{index}].procedure_code",),
            )
