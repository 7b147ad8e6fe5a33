"""What only a dental claim must say (SNIP type 4)."""

from collections.abc import Iterator

from medclaim.claims.dental import DentalClaim, DentalLine
from medclaim.claims.edits.context import Context
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

SERVICE_DATE = Rule(
    id="D231",
    name="dental-service-date",
    summary="A dental service that was done has a date, on its line or on its claim.",
    authority="005010X224A2, 2300 and 2400 DTP 472 (situational); a warning, since X12's own "
    "published example of several teeth gives no date",
    severity=Severity.WARNING,
    answer=("A6:187",),
    snip_type=4,
)


@edit(SERVICE_DATE, kinds=(Kind.DENTAL,))
def dental_service_date(claim: DentalClaim, context: Context) -> Iterator[Finding]:
    """A service without a day, where no predetermination is asked for.

    Orthodontics are dated by the appliance, longer treatments by their beginning or end.
    """
    if claim.is_predetermination or claim.service_dates is not None:
        return
    if claim.dates is not None and claim.dates.appliance_placement is not None:
        return
    for index, line in enumerate(claim.lines):
        if not _is_dated(line):
            yield SERVICE_DATE.at(
                f"lines[{index}].service_dates",
                "neither the line nor the claim says when it was done",
            )


def _is_dated(line: DentalLine) -> bool:
    dates = line.dates
    return line.service_dates is not None or (
        dates is not None
        and (dates.appliance_placement or dates.treatment_start or dates.treatment_completion)
        is not None
    )
