"""A professional encounter becomes a professional claim."""

from typing import Any

from medclaim.claims._composing import control_number, in_role, of_service, people, who_and_where
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import Coverage, Provider
from medclaim.claims.professional import ProfessionalClaim
from medclaim.edit import Kind

_KIND = Kind.PROFESSIONAL
# What both values call by the same name goes over as it is.
_SHARED = (
    "patient_control_number",
    "billing_provider",
    "place_of_service",
    "related_causes",
    "dates",
    "identifiers",
    "prior_authorization",
    "referral_number",
    "patient_paid",
    "note",
)
_ROLES = ("referring_provider", "supervising_provider")
_SHARED_BY_LINE = (
    "procedure_code",
    "modifiers",
    "service_dates",
    "charge",
    "units",
    "unit_basis",
    "diagnosis_pointers",
    "description",
    "note",
)


def professional(
    encounter: Encounter,
    coverage: Coverage,
    filing_indicator: str,
    frequency_code: str,
    facts: dict[str, Any],
) -> ProfessionalClaim:
    """The claim; ``facts`` are those that every kind of claim derives alike."""
    subscriber, patient = people(encounter.patient, coverage, filing_indicator, _KIND)
    shared: dict[str, Any] = {name: getattr(encounter, name) for name in _SHARED}
    shared |= {role: in_role(getattr(encounter, role), role, _KIND) for role in _ROLES}
    shared |= who_and_where(encounter, _KIND)
    return ProfessionalClaim(
        subscriber=subscriber,
        patient=patient,
        frequency_code=frequency_code,
        diagnoses=tuple(diagnosis.code for diagnosis in encounter.diagnoses),
        lines=tuple(
            _line(service, number, encounter, shared["rendering_provider"])
            for number, service in enumerate(encounter.services, 1)
        ),
        **shared,
        **facts,
    )


def _line(
    service: Service, number: int, encounter: Encounter, rendering: Provider | None
) -> ProfessionalLine:
    own = of_service(service.rendering_provider, rendering, encounter.billing_provider, _KIND)
    place = service.place_of_service
    shared: dict[str, Any] = {name: getattr(service, name) for name in _SHARED_BY_LINE}
    shared["line_control_number"] = control_number(service, number)
    return ProfessionalLine(
        line_number=number,
        place_of_service=None if place == encounter.place_of_service else place,
        emergency="Y" if service.emergency else None,
        rendering_provider=own,
        **shared,
    )
