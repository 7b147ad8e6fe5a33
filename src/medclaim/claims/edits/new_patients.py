"""Visits of new patients whom the practice has seen before (history)."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, for_medicare
from medclaim._text import words
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.history import PastService
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import coded
from medclaim.codes.npi import Npi
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

SEEN_BEFORE = error(
    "C033",
    "new-patient-seen-before",
    "A new patient was not seen in three years by the provider, or one of the group's specialty.",
    "Medicare Claims Processing Manual, chapter 12, section 30.6.7.A; claim adjustment reason code "
    "B16. An error for Medicare and the same provider, else a warning: a specialty is not on a claim",
    "CO-B16",
    "A7:454",
)

_NEW = words(
    "92002 92004 99202 99203 99204 99205 99341 99342 99344 99345 99381 99382 99383 99384 99385 "
    "99386 99387"
)
_YEARS = 3
# Sections and services of which a provider sees the patient face to face.
_EYES = words("92002 92004 92012 92014")


def _is_seen(service: PastService) -> bool:
    code = service.procedure.code
    if type(code) is not CptCode:
        return False
    return code.is_evaluation_and_management or code.section == "surgery" or code.text in _EYES


def _since(day: date) -> date:
    # Three years before 29 February there is none.
    return day.replace(year=day.year - _YEARS, day=min(day.day, 28 if day.month == 2 else 31))


@edit(SEEN_BEFORE, needs=("history",), kinds=(Kind.PROFESSIONAL,), triggers=_NEW)
def new_patients(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A visit of a new patient with an earlier one in three years."""
    new = [p for p in coded(context.visit) if p.code.text in _NEW]
    if not new or context.history is None:
        return
    npi = claim.billing_provider.npi
    group = npi.text if type(npi) is Npi else None
    earlier = [service for service in context.history.services(claim) if _is_seen(service)]
    for procedure in new:
        day = procedure.first_day
        assert day is not None
        since = _since(day)
        near = [s for s in earlier if (on := s.procedure.first_day) and since < on < day]
        same = [s for s in near if s.procedure.provider == procedure.provider is not None]
        if same:
            yield for_medicare(SEEN_BEFORE, context.visit).at(
                procedure.path,
                f"{procedure.code} is of a new patient, whom this provider saw in the three years "
                "before",
            )
        elif group is not None and any(s.billing_npi == group for s in near):
            yield SEEN_BEFORE.weighing(Severity.WARNING).at(
                procedure.path,
                f"{procedure.code} is of a new patient, whom the group saw before: new only to "
                "another specialty of it",
            )
