"""Amounts that must add up (SNIP type 3)."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim.claims.claim import Claim, InstitutionalClaim, lines_of
from medclaim.claims.edits.context import Context
from medclaim.codes.edits.lines import NEGATIVE, NO_NEGATIVE
from medclaim.codes.revenue import RevenueCode
from medclaim.edit import edit
from medclaim.findings import Finding, Rule, Severity
from medclaim.money import total

CHARGE_SUM = Rule(
    id="D065",
    name="charge-sum-mismatch",
    summary="The total charge is the sum of the line charges.",
    authority="005010X222A1, 2300 CLM02 (the total of all SV102, in the institutional guide SV203, in the dental SV302); X12 claim status code 400: out of balance",
    severity=Severity.ERROR,
    answer=("A7:400", "A7:178", "CO-16/M54"),
    snip_type=3,
)

_ZERO = Decimal(0)
_TOTAL = RevenueCode("0001")


@edit(NEGATIVE)
def negative_total(claim: Claim, context: Context) -> Iterator[Finding]:
    """A negative total charge."""
    said = claim.total_charge
    if type(said) is Decimal and said < _ZERO:
        yield NEGATIVE.at("total_charge", NO_NEGATIVE)


@edit(CHARGE_SUM)
def charge_sum(claim: Claim, context: Context) -> Iterator[Finding]:
    """A total that is not the sum of its lines; quiet where an amount could not be read."""
    said = claim.total_charge
    if type(claim) is InstitutionalClaim:
        # The total of a paper bill is no charge; the guide does not send it, and a text may hold it.
        charges = [line.charge for line in claim.lines if line.revenue_code != _TOTAL]
    else:
        charges = [line.charge for line in lines_of(claim)]
    readable = [charge for charge in charges if type(charge) is Decimal]
    if type(said) is not Decimal or not charges or len(readable) < len(charges):
        return
    expected = total(readable)
    if expected != said:
        yield CHARGE_SUM.at(
            "total_charge",
            f"the total is {said}, but the lines add up to {expected}",
            related=[f"lines[{index}].charge" for index in range(len(charges))],
            suggestion=f"{expected:.2f}",
        )
