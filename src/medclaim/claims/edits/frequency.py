"""What is paid once in a time: screenings, wellness visits, care after a stay, a substitute's weeks."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from medclaim._rules import error, warning
from medclaim._text import words
from medclaim.claims.claim import Claim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.history import PastService
from medclaim.codes.edits._said import coded, path_of, texts_of
from medclaim.codes.visit import MEDICARE_INDICATORS, CodedProcedure
from medclaim.edit import Kind, edit
from medclaim.findings import Finding

TOO_SOON = warning(
    "C125",
    "preventive-frequency",
    "A preventive service that Medicare covers once in so many months is not billed before.",
    "Medicare Claims Processing Manual, chapter 18 (full months after the month of the last one); a "
    "warning, since high risk shortens some periods",
    "CO-119",
    "CO-149/N117",
)
WELLNESS_CONFLICT = error(
    "C126",
    "awv-ippe-conflict",
    "A yearly wellness visit is not billed in the eleven full months after the first examination.",
    "42 CFR 410.15(a) (no initial examination or wellness visit within the past 12 months); Medicare "
    "Claims Processing Manual, chapter 18, section 140",
    "CO-119",
)
SUBSTITUTE = warning(
    "C147",
    "locum-q5-q6",
    "A substitute's services (Q5, Q6) are billed for at most 60 days on end.",
    "Medicare Claims Processing Manual, chapter 1, sections 30.2.10 and 30.2.11; a warning, since a "
    "physician on active duty may be away for longer",
    "CO-16",
)
TRANSITION = warning(
    "C168",
    "tcm-window",
    "Transitional care is billed once in the 30 days after a discharge, for a day in them.",
    "knowledge, unconfirmed: CPT, 99495 and 99496; CMS, Transitional Care Management (MLN 908628)",
    "CO-119",
)


class _Period(NamedTuple):
    """How many months lie between two of a service (``None``: a life), and what else counts as it."""

    months: int | None
    also: frozenset[str] = frozenset()


_YEAR, _TWO_YEARS = _Period(12), _Period(24)
_PERIODS = {
    "G0402": _Period(None),
    "G0438": _Period(None),
    "G0439": _Period(12, words("G0438")),
    "76706": _Period(None),
    "G0101": _TWO_YEARS,
    "G0105": _TWO_YEARS,
    "G0104": _Period(48),
    "G0121": _Period(120),
    "81528": _Period(36),
    "82270": _Period(12, words("G0328")),
    "G0328": _Period(12, words("82270")),
    **dict.fromkeys(words("G0102 G0103 G0442 G0444 G0446 71271 77067"), _YEAR),
}
# Conditions that let a pelvic examination be covered every year: high risk.
_HIGH_RISK = ("Z7251", "Z7252", "Z7253", "Z779", "Z9189", "Z9289")
_EXPECTS_DENIAL = words("GA GX GY GZ")
_FIRST, _YEARLY = "G0402", words("G0438 G0439")
_BY_A_SUBSTITUTE, _SUBSTITUTE_DAYS = words("Q5 Q6"), 60
# How many days after the discharge each must have seen the patient.
_TRANSITIONS = {"99495": 14, "99496": 7}
_TRANSITION_DAYS = 30


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _of_medicare(past: PastService) -> bool:
    return past.claim.subscriber.filing_indicator in MEDICARE_INDICATORS


def _earlier(claim: Claim, context: Context, codes: frozenset[str]) -> list[tuple[date, str]]:
    """The days of some services that Medicare was billed before, with their codes."""
    history = context.history
    return [
        (day, past.procedure.code.text)
        for past in (() if history is None else history.services(claim))
        if past.procedure.code.text in codes
        and _of_medicare(past)
        and (day := past.procedure.first_day) is not None
    ]


@edit(TOO_SOON, needs=("history",), triggers=_PERIODS)
def preventive_services(claim: Claim, context: Context) -> Iterator[Finding]:
    """A preventive service for Medicare before its period is over."""
    visit = context.visit
    if not context.is_medicare:
        return
    for procedure in coded(visit):
        text, day = procedure.code.text, procedure.first_day
        period = _PERIODS.get(text)
        if period is None or day is None or texts_of(procedure) & _EXPECTS_DENIAL:
            continue
        months = period.months
        if text == "G0101" and any(d.code.text.startswith(_HIGH_RISK) for d in visit.diagnoses):
            months = 12
        before = [
            (past, code)
            for past, code in _earlier(claim, context, period.also | {text})
            if past < day and (months is None or _months(past, day) < months)
        ]
        if before:
            past, code = before[-1]
            since = _months(past, day)
            yield TOO_SOON.at(
                procedure.path,
                f"{text} is covered once in a life, and {code} was billed before"
                if months is None
                else f"{text} is covered when {months - 1} full months have passed since the last: "
                f"{code} was billed {since} month{'s' * (since != 1)} before",
            )


@edit(WELLNESS_CONFLICT, triggers=(_FIRST,))
def wellness_with_examination(claim: Claim, context: Context) -> Iterator[Finding]:
    """The first examination and a wellness visit on one claim."""
    if not context.is_medicare:
        return
    examined = [p for p in coded(context.visit) if p.code.text == _FIRST]
    for procedure in coded(context.visit):
        if examined and procedure.code.text in _YEARLY:
            yield WELLNESS_CONFLICT.at(
                procedure.path,
                f"{procedure.code} is covered when 11 full months have passed since {_FIRST}",
                related=(examined[0].path,),
            )


@edit(WELLNESS_CONFLICT, needs=("history",), triggers=_YEARLY)
def wellness_after_examination(claim: Claim, context: Context) -> Iterator[Finding]:
    """A wellness visit too soon after the first examination."""
    if not context.is_medicare:
        return
    for procedure in coded(context.visit):
        day = procedure.first_day
        if procedure.code.text not in _YEARLY or day is None:
            continue
        for past, _ in _earlier(claim, context, frozenset({_FIRST})):
            if past <= day and _months(past, day) < 12:
                yield WELLNESS_CONFLICT.at(
                    procedure.path,
                    f"{procedure.code} is covered when 11 full months have passed since {_FIRST}, "
                    f"billed {_months(past, day)} before",
                )
                break


@edit(SUBSTITUTE, needs=("history",), kinds=(Kind.PROFESSIONAL,), triggers=_BY_A_SUBSTITUTE)
def substitutes(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A substitute for more than sixty days on end."""
    history = context.history
    if history is None or not context.is_medicare:
        return
    for procedure in coded(context.visit):
        day = procedure.first_day
        if day is None or procedure.provider is None or not _is_substituted(procedure):
            continue
        since: date | None = None
        for past in history.rendered_by(procedure.provider):
            done = past.procedure.first_day
            if done is None or done > day:
                continue
            if not _is_substituted(past.procedure):
                since = None
            elif since is None:
                since = done
        if since is not None and (day - since).days >= _SUBSTITUTE_DAYS:
            yield SUBSTITUTE.at(
                path_of(procedure, _BY_A_SUBSTITUTE),
                f"a substitute has furnished this provider's services for {(day - since).days + 1} "
                f"days on end: at most {_SUBSTITUTE_DAYS} are billed so",
            )


def _is_substituted(procedure: CodedProcedure) -> bool:
    return bool(texts_of(procedure) & _BY_A_SUBSTITUTE)


@edit(TRANSITION, kinds=(Kind.PROFESSIONAL,), triggers=_TRANSITIONS)
def transition_day(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Transitional care on a day outside the thirty after the discharge that the claim says."""
    left = None if claim.dates is None else claim.dates.discharge
    if type(left) is not date:
        return
    for procedure in coded(context.visit):
        day = procedure.first_day
        if procedure.code.text not in _TRANSITIONS or day is None:
            continue
        if not 0 <= (day - left).days < _TRANSITION_DAYS:
            yield TRANSITION.at(
                f"{procedure.line}.service_dates",
                f"{procedure.code} is for a day of the {_TRANSITION_DAYS} that begin with the "
                "discharge",
                related=("dates.discharge",),
            )


@edit(TRANSITION, needs=("history",), kinds=(Kind.PROFESSIONAL,), triggers=_TRANSITIONS)
def transition_again(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Transitional care again before the thirty days of the last can be over."""
    history = context.history
    if history is None:
        return
    for procedure in coded(context.visit):
        day = procedure.first_day
        if procedure.code.text not in _TRANSITIONS or day is None:
            continue
        for past in history.services(claim):
            within = _TRANSITIONS.get(past.procedure.code.text)
            seen = past.procedure.first_day
            # The days go from the discharge, which was at most this long before the visit.
            if within and seen and 0 <= (day - seen).days < _TRANSITION_DAYS - within:
                yield TRANSITION.at(
                    procedure.path,
                    f"{past.procedure.code} was billed {(day - seen).days} days before: "
                    f"the {_TRANSITION_DAYS} days after that discharge are not over",
                )
                break
