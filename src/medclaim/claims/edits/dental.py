"""What only a dental claim must say (SNIP type 4)."""

from collections.abc import Iterator
from datetime import timedelta

from medclaim._text import words
from medclaim.claims.dental import DentalClaim, DentalLine
from medclaim.claims.edits.context import Context
from medclaim.codes.cdt import CdtCode
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

_GUIDE = "005010X224A2"
_FORM = "ADA Dental Claim Form, completion instructions"
_DENTAL = (Kind.DENTAL,)

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
PRIOR_PLACEMENT = Rule(
    id="D226",
    name="prior-placement-missing",
    summary="A crown, denture or bridge that replaces another says when that one was placed.",
    authority=f"{_GUIDE}, 2400 DTP 441 or 139 (required where SV305 is R); {_FORM}, item 44",
    severity=Severity.ERROR,
    answer=("A6:201", "A6:384"),
    snip_type=4,
)
PROSTHESIS = Rule(
    id="D227",
    name="prosthesis-code-invalid",
    summary="A crown, inlay or prosthesis is the first (I) or replaces another (R).",
    authority=f"{_GUIDE}, 2400 SV305 (I or R)",
    severity=Severity.ERROR,
    answer=("A7:384",),
    snip_type=5,
)
ORTHODONTICS = Rule(
    id="D228",
    name="ortho-months-missing",
    summary="Orthodontic treatment says its months, and when the appliance was placed.",
    authority=f"{_GUIDE}, 2300 DN1 (required for orthodontic services) and DTP 452; {_FORM}, items "
    "40 to 42; a warning for the day, since treatment may be billed before it",
    severity=Severity.ERROR,
    answer=("A6:605", "A6:664", "A6:243"),
    snip_type=4,
)
MISSING_TEETH = Rule(
    id="D229",
    name="missing-teeth-status",
    summary="A partial denture, bridge or implant is read beside the teeth that are missing.",
    authority=f"{_GUIDE}, 2300 DN2; {_FORM}, item 33",
    severity=Severity.INFORMATION,
    answer=("A6:241",),
    snip_type=4,
)
PREDETERMINATION = Rule(
    id="D230",
    name="predetermination-date",
    summary="A request for a predetermination has no day of service: nothing was done yet.",
    authority=f"{_FORM}, items 1 and 24 (blank on a predetermination); {_GUIDE}, CLM19 and DTP 472 "
    "(for services that were done); unconfirmed: that a payer refuses the request",
    severity=Severity.WARNING,
    answer=("A7:187", "A7:625"),
    snip_type=4,
)
FREQUENCY = Rule(
    id="D234",
    name="dental-frequency",
    summary="Most plans pay two periodic evaluations and two cleanings a year.",
    authority="plans' own limits (Arkansas Blue Cross: D0120 twice a calendar year)",
    severity=Severity.INFORMATION,
    answer=("CO-119",),
    snip_type=7,
)
_NO_PLACEMENT = ORTHODONTICS.weighing(Severity.WARNING)

_PLACEMENTS = words("I R")
# Treatment by its extent, and its visits; not the visit before it, retention and repairs.
_TREATMENT = ((8010, 8090), (8670, 8670))
# Partial dentures, implants, bridges; where no tooth is left a full denture says so itself.
_TEETH_LOST = ((5211, 5286), (6010, 6077), (6205, 6794))
_TWICE_A_YEAR = (words("D0120"), words("D1110 D1120"))
_YEAR = timedelta(days=365)


@edit(SERVICE_DATE, kinds=_DENTAL)
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


@edit(PREDETERMINATION, kinds=_DENTAL, triggers=("predetermination_of_benefits",))
def dated_predetermination(claim: DentalClaim, context: Context) -> Iterator[Finding]:
    """A request for what would be paid that says the service was done."""
    paths = ["service_dates"] if claim.service_dates is not None else []
    paths += [
        f"lines[{index}].service_dates"
        for index, line in enumerate(claim.lines)
        if line.service_dates is not None
    ]
    if claim.is_predetermination and paths:
        yield PREDETERMINATION.at(
            paths[0],
            "nothing was done yet: no day of service, or no predetermination",
            related=("predetermination_of_benefits", *paths[1:]),
        )


@edit(PRIOR_PLACEMENT, PROSTHESIS, kinds=_DENTAL, triggers=("lines.prosthesis",))
def prostheses(claim: DentalClaim, context: Context) -> Iterator[Finding]:
    """Replacements of what was placed nobody says when, and what is neither first nor replacement."""
    for index, line in enumerate(claim.lines):
        path, dates = f"lines[{index}]", line.dates
        if type(line.prosthesis) is str and line.prosthesis not in _PLACEMENTS:
            yield PROSTHESIS.at(f"{path}.prosthesis", "is neither I nor R")
        if line.prosthesis == "R" and (
            dates is None or (dates.prior_placement or dates.estimated_prior_placement) is None
        ):
            yield PRIOR_PLACEMENT.at(
                f"{path}.dates.prior_placement",
                "R replaces another: say when that one was placed, exactly or about",
                related=(f"{path}.prosthesis",),
            )


@edit(ORTHODONTICS, kinds=_DENTAL, triggers=("D80", "D86"))
def orthodontics(claim: DentalClaim, context: Context) -> Iterator[Finding]:
    """Orthodontic treatment without its length, or without the day of its appliance."""
    for index, line in enumerate(claim.lines):
        code = line.procedure_code
        if not _is_within(code, _TREATMENT):
            continue
        related = (f"lines[{index}].procedure_code",)
        if claim.orthodontics is None:
            yield ORTHODONTICS.at(
                "orthodontics",
                f"{code} is orthodontic: give the months of treatment, or those that remain",
                related=related,
            )
        placed = claim.dates is not None and claim.dates.appliance_placement is not None
        on_line = line.dates is not None and line.dates.appliance_placement is not None
        if not claim.is_predetermination and not placed and not on_line:
            yield _NO_PLACEMENT.at(
                "dates.appliance_placement",
                f"{code} is orthodontic: say when the appliance was placed",
                related=related,
            )
        return


@edit(MISSING_TEETH, kinds=_DENTAL, triggers=words("D52 D60 D62 D63 D64 D65 D66 D67"))
def missing_teeth(claim: DentalClaim, context: Context) -> Iterator[Finding]:
    """Teeth that are replaced where none is said to be missing or to be extracted."""
    if claim.tooth_statuses:
        return
    for index, line in enumerate(claim.lines):
        code = line.procedure_code
        if _is_within(code, _TEETH_LOST):
            yield MISSING_TEETH.at(
                "tooth_statuses",
                f"{code} replaces teeth: say which are missing or will be extracted",
                related=(f"lines[{index}].procedure_code",),
            )
            return


@edit(FREQUENCY, needs=("history",), kinds=_DENTAL, triggers=words("D0120 D1110 D1120"))
def twice_a_year(claim: DentalClaim, context: Context) -> Iterator[Finding]:
    """A third evaluation or cleaning in a year."""
    if context.history is None:
        return
    earlier = [past.procedure for past in context.history.services(claim)]
    for service in context.visit.procedures:
        day = service.first_day
        for family in _TWICE_A_YEAR:
            if day is None or service.code.text not in family:
                continue
            days = [past.first_day for past in earlier if past.code.text in family]
            before = sum(day - _YEAR < done <= day for done in days if done is not None)
            if before >= 2:
                yield FREQUENCY.at(
                    service.path, f"{before} such services were billed in the year before"
                )


def _is_within(code: object, ranges: tuple[tuple[int, int], ...]) -> bool:
    return type(code) is CdtCode and any(
        first <= int(code.text[1:]) <= last for first, last in ranges
    )


def _is_dated(line: DentalLine) -> bool:
    dates = line.dates
    return line.service_dates is not None or (
        dates is not None
        and (dates.appliance_placement or dates.treatment_start or dates.treatment_completion)
        is not None
    )
