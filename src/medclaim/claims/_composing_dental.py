"""A dental encounter becomes a dental claim, or a request for a predetermination."""

from datetime import date
from decimal import Decimal
from typing import Any

from medclaim.claims._composing import (
    control_number,
    in_role,
    of_service,
    people,
    who_and_where,
    without_unsaid,
)
from medclaim.claims.dental import DentalClaim, DentalLine
from medclaim.claims.dental_encounter import DentalEncounter, DentalService
from medclaim.claims.parties import Coverage, Provider
from medclaim.dates import DateRange, Days
from medclaim.edit import Kind

_KIND = Kind.DENTAL
_PREDETERMINATION = "PB"
_ONCE = Decimal(1)
# What both values call by the same name goes over as it is.
_SHARED = (
    "patient_control_number",
    "place_of_service",
    "related_causes",
    "dates",
    "orthodontics",
    "tooth_statuses",
    "identifiers",
    "predetermination_identifier",
    "prior_authorization",
    "referral_number",
    "patient_paid",
    "notes",
    "attachments",
)
_ROLES = ("referring_provider", "assistant_surgeon", "supervising_provider")
_SHARED_BY_LINE = (
    "procedure_code",
    "modifiers",
    "charge",
    "teeth",
    "oral_cavity_areas",
    "prosthesis",
    "dates",
    "diagnosis_pointers",
    "description",
)


def dental(
    encounter: DentalEncounter,
    coverage: Coverage,
    filing_indicator: str,
    frequency_code: str,
    facts: dict[str, Any],
) -> DentalClaim:
    """The claim; ``facts`` are those that every kind of claim derives alike."""
    subscriber, patient = people(encounter.patient, coverage, filing_indicator, _KIND)
    billing = encounter.billing_provider
    shared: dict[str, Any] = {name: getattr(encounter, name) for name in _SHARED}
    shared |= {role: in_role(getattr(encounter, role), role, _KIND) for role in _ROLES}
    shared |= who_and_where(encounter, _KIND)
    days = _days(encounter)
    return DentalClaim(
        billing_provider=without_unsaid(billing, "billing_provider", _KIND),
        subscriber=subscriber,
        patient=patient,
        frequency_code=frequency_code,
        predetermination_of_benefits=_PREDETERMINATION if encounter.is_predetermination else None,
        service_dates=days,
        diagnoses=tuple(diagnosis.code for diagnosis in encounter.diagnoses),
        lines=tuple(
            _line(service, number, encounter, shared["rendering_provider"], days)
            for number, service in enumerate(encounter.services, 1)
        ),
        **shared,
        **facts,
    )


def _days(encounter: DentalEncounter) -> Days | None:
    """The day of all services, or from the first to the last; none where nothing was done yet."""
    days = sorted({s.service_dates for s in encounter.services if s.service_dates is not None})
    if encounter.is_predetermination or not days:
        return None
    return days[0] if len(days) == 1 else DateRange(days[0], days[-1])


def _line(
    service: DentalService,
    number: int,
    encounter: DentalEncounter,
    rendering: Provider | None,
    days: Days | None,
) -> DentalLine:
    own = of_service(service.rendering_provider, rendering, encounter.billing_provider, _KIND)
    assistant = in_role(service.assistant_surgeon, "lines[].assistant_surgeon", _KIND)
    place, day = service.place_of_service, service.service_dates
    shared: dict[str, Any] = {name: getattr(service, name) for name in _SHARED_BY_LINE}
    shared["line_control_number"] = control_number(service, number)
    return DentalLine(
        line_number=number,
        # Said on the line only where it is not the claim's.
        place_of_service=None if place == encounter.place_of_service else place,
        service_dates=_own_day(day, days),
        units=None if service.units == _ONCE else service.units,
        rendering_provider=own,
        assistant_surgeon=None if assistant == encounter.assistant_surgeon else assistant,
        **shared,
    )


def _own_day(day: date | None, days: Days | None) -> date | None:
    return None if day == days else day
