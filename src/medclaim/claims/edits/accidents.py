"""Accidents: what was the cause, when and where, and who pays first for it (SNIP types 4 and 7)."""

from collections.abc import Iterator

from medclaim._rules import claim_rule
from medclaim._text import words
from medclaim.claims.claim import Claim, DentalClaim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context, code_text
from medclaim.codes.visit import CodedDiagnosis
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

_GUIDE = "005010X222A1, 2300"

DATE_MISSING = claim_rule(
    "D103",
    "accident-date-missing",
    "An auto or other accident has a date.",
    f"{_GUIDE} DTP 439 (required with CLM11 AA or OA)",
    "A6:727",
    "CO-16/N305",
)
STATE_MISSING = claim_rule(
    "D104",
    "accident-state-missing",
    "An auto accident has a state.",
    f"{_GUIDE} CLM11-4 (required with AA)",
    "A6:728",
    "A6:750",
)
CAUSE_MISSING = claim_rule(
    "D105",
    "accident-indicator-inconsistent",
    "A claim with the day of an accident, or for a new injury, says what it is related to.",
    f"{_GUIDE} CLM11 (required where an accident or employment is the cause) and DTP 439; what a payer "
    "does without it is unconfirmed",
    "A7:633",
    "CO-20",
    "CO-21",
    severity=Severity.WARNING,
)
OCCURRENCE_MISSING = claim_rule(
    "D106",
    "accident-occurrence-missing",
    "A bill for an accident or a new injury says which kind: an occurrence code 01 to 06.",
    "unconfirmed: NUBC, occurrence codes 01 to 06",
    "A6:719",
    "CO-16/M45",
    severity=Severity.WARNING,
)
FOR_WORK = claim_rule(
    "D107",
    "employment-related-wrong-payer",
    "Workers' compensation pays first for what employment caused.",
    "claim adjustment reason code 19; which claims a payer takes for such is unconfirmed",
    "CO-19",
    "A7:363",
    "A7:364",
    severity=Severity.WARNING,
    snip_type=7,
)
FOR_AUTO = claim_rule(
    "D108",
    "auto-wrong-payer",
    "Where insurance of cars is without fault, it pays first for an accident.",
    "claim adjustment reason code 21; the states with such a law are those of the insurers' lists, and "
    "which policies have it a claim does not say (unconfirmed)",
    "CO-21",
    "A7:786",
    severity=Severity.WARNING,
    snip_type=7,
)
_PERHAPS_ACCIDENT = CAUSE_MISSING.weighing(Severity.INFORMATION)
_PERHAPS_OCCURRENCE = OCCURRENCE_MISSING.weighing(Severity.INFORMATION)

_OF_A_PLACE = (Kind.PROFESSIONAL, Kind.DENTAL)
# ICD-10-CM: injuries and burns, treated for the first time; accidents among the external causes.
_INJURIES = ("S", "T07", "T14", "T2", "T30", "T31", "T32")
_FIRST_TREATMENT = frozenset("ABC")
_ACCIDENTS = ("V", "W", "X0", "X1", "X2", "X3", "X4", "X5")
_SAID = words("01 02 03 04 05 06")
_AT_WORK_CONDITION, _AT_WORK, _NO_FAULT, _AUTO = "02", "04", "02", "01"
# Whoever pays for accidents, for federal employees, or is not known.
_WORKERS = "WC"
_NOT_HEALTH = words("AM DS LM OF WC ZZ")
_AUTO_INSURERS = ("AM", "LM")
_NO_FAULT_STATES = words("FL HI KS KY MA MI MN ND NJ NY PA PR UT")
_FIRST = "P"


@edit(DATE_MISSING, STATE_MISSING, kinds=_OF_A_PLACE, triggers=("related_causes",))
def accident(claim: ProfessionalClaim | DentalClaim, context: Context) -> Iterator[Finding]:
    """An accident without its date, an auto accident without its state."""
    causes = claim.related_causes
    if causes is None:
        return
    is_auto = "AA" in causes.codes
    if (is_auto or "OA" in causes.codes) and (claim.dates is None or claim.dates.accident is None):
        yield DATE_MISSING.at(
            "dates.accident",
            "an accident is said (AA, OA) without its date",
            related=("related_causes",),
        )
    if is_auto and causes.state is None and causes.country is None:
        yield STATE_MISSING.at(
            "related_causes.state", "an auto accident is said (AA) without its state"
        )


@edit(CAUSE_MISSING, kinds=_OF_A_PLACE, triggers=("dates", "S", "T"))
def cause_missing(claim: ProfessionalClaim | DentalClaim, context: Context) -> Iterator[Finding]:
    """The day of an accident, or a new injury, and no word of an accident."""
    if claim.related_causes is not None:
        return
    if claim.dates is not None and claim.dates.accident is not None:
        yield CAUSE_MISSING.at(
            "related_causes",
            "the day of an accident is given, but not its kind: auto (AA), at work (EM), other (OA)",
            related=("dates.accident",),
        )
        return
    injury = _new_injury(context.visit.first_listed)
    if injury is not None:
        yield _PERHAPS_ACCIDENT.at(
            "related_causes",
            f"{injury.code} is a new injury: say whether an accident (AA, OA) or work (EM) caused it",
            related=(injury.path,),
        )


@edit(OCCURRENCE_MISSING, kinds=(Kind.INSTITUTIONAL,), triggers=("external_causes", "S", "T"))
def occurrence_missing(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A bill for an accident that does not say so where payers look."""
    if any(code_text(one.code) in _SAID for one in claim.occurrence_codes):
        return
    for cause in context.visit.external_causes:
        if _is_first(cause) and _starts(cause, _ACCIDENTS):
            yield OCCURRENCE_MISSING.at(
                "occurrence_codes",
                f"{cause.code} is an accident: give its kind and day (01 to 06)",
                related=(cause.path,),
            )
            return
    injury = _new_injury(context.visit.first_listed)
    if injury is not None:
        yield _PERHAPS_OCCURRENCE.at(
            "occurrence_codes",
            f"{injury.code} is a new injury: if by accident or crime, give its kind and day (01 to 06)",
            related=(injury.path,),
        )


def _new_injury(diagnosis: CodedDiagnosis | None) -> CodedDiagnosis | None:
    if diagnosis is None or not _starts(diagnosis, _INJURIES):
        return None
    return diagnosis if _is_first(diagnosis) else None


def _is_first(diagnosis: CodedDiagnosis) -> bool:
    # Only ICD-10-CM has a seventh character.
    return diagnosis.code.text[6:] in _FIRST_TREATMENT


def _starts(diagnosis: CodedDiagnosis, prefixes: tuple[str, ...]) -> bool:
    return diagnosis.code.text.startswith(prefixes)


@edit(FOR_WORK, FOR_AUTO, triggers=("related_causes", "condition_codes", "occurrence_codes"))
def accident_payer(claim: Claim, context: Context) -> Iterator[Finding]:
    """A health plan asked first for what another insurance is there for."""
    payer = context.visit.payer
    if payer is None or payer in _NOT_HEALTH or claim.subscriber.responsibility != _FIRST:
        return
    others = {other.filing_indicator for other in claim.other_subscribers}
    if _WORKERS not in others and (path := _at_work(claim)):
        yield FOR_WORK.at(
            path,
            "employment is the cause: workers' compensation pays first, or says that it does not",
            related=("subscriber.filing_indicator",),
        )
    if others.isdisjoint(_AUTO_INSURERS) and (path := _without_fault(claim)):
        yield FOR_AUTO.at(
            path,
            "the accident is one for which insurance without fault pays first, where there is one",
            related=("subscriber.filing_indicator",),
        )


def _at_work(claim: Claim) -> str | None:
    if type(claim) is not InstitutionalClaim:
        causes = claim.related_causes
        return "related_causes" if causes is not None and "EM" in causes.codes else None
    for index, condition in enumerate(claim.condition_codes):
        if code_text(condition) == _AT_WORK_CONDITION:
            return f"condition_codes[{index}]"
    for index, one in enumerate(claim.occurrence_codes):
        if code_text(one.code) == _AT_WORK:
            return f"occurrence_codes[{index}].code"
    return None


def _without_fault(claim: Claim) -> str | None:
    if type(claim) is not InstitutionalClaim:
        causes = claim.related_causes
        if causes is not None and "AA" in causes.codes and causes.state in _NO_FAULT_STATES:
            return "related_causes"
        return None
    numbers = claim.identifiers
    in_state = numbers is not None and numbers.auto_accident_state in _NO_FAULT_STATES
    for index, one in enumerate(claim.occurrence_codes):
        text = code_text(one.code)
        if text == _NO_FAULT or (text == _AUTO and in_state):
            return f"occurrence_codes[{index}].code"
    return None
