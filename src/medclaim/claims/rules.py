"""Rules that a check of a claim and a check of a text both apply, said once for both."""

from medclaim.findings import Rule, Severity

AMOUNT_FORMAT = Rule(
    id="D014",
    name="amount-format",
    summary="An amount is a plain decimal number with at most two decimals.",
    authority="005010 implementation guides, appendix B, element type R",
    severity=Severity.ERROR,
    answer=("A7:697",),
    snip_type=1,
)
DATE_FORMAT = Rule(
    id="D130",
    name="date-format-qualifier-mismatch",
    summary="A date is a calendar day, or a range of days, as its qualifier says.",
    authority="005010 implementation guides, DTP02 and DTP03 (D8, RD8)",
    severity=Severity.ERROR,
    answer=("A7:187",),
    snip_type=1,
)
