"""A stay or hospital visit becomes an institutional claim."""

from typing import Any

from medclaim.claims._composing import (
    control_number,
    in_role,
    people,
    unless_same_place,
    without_unsaid,
)
from medclaim.claims.encounter import Diagnosis
from medclaim.claims.institutional import InstitutionalClaim, StayDiagnosis, StayProcedure
from medclaim.claims.institutional_encounter import InstitutionalEncounter, InstitutionalService
from medclaim.claims.lines import InstitutionalLine
from medclaim.claims.parties import Coverage, Provider
from medclaim.codes.bill_type import BillType
from medclaim.edit import Kind
from medclaim.malformed import Malformed

_KIND = Kind.INSTITUTIONAL
# What both values call by the same name goes over as it is.
_SHARED = (
    "patient_control_number",
    "statement_dates",
    "admission",
    "discharge_hour",
    "admission_type",
    "point_of_origin",
    "patient_status",
    "admitting_diagnosis",
    "patient_reason_for_visit",
    "drg",
    "condition_codes",
    "occurrence_codes",
    "occurrence_spans",
    "value_codes",
    "identifiers",
    "prior_authorization",
    "referral_number",
    "patient_responsibility",
    "notes",
    "billing_note",
)
_ROLES = ("attending_provider", "operating_physician", "other_operating_physician")
_LINE_ROLES = (*_ROLES[1:], "rendering_provider", "referring_provider")
_SHARED_BY_LINE = (
    "revenue_code",
    "procedure_code",
    "modifiers",
    "service_dates",
    "charge",
    "units",
    "unit_basis",
    "non_covered_charge",
    "description",
)


def institutional(
    encounter: InstitutionalEncounter,
    coverage: Coverage,
    filing_indicator: str,
    frequency_code: str | None,
    facts: dict[str, Any],
) -> InstitutionalClaim:
    """The claim; ``facts`` are those that every kind of claim derives alike."""
    subscriber, patient = people(encounter.patient, coverage, filing_indicator, _KIND)
    bill, billing = encounter.bill_type, encounter.billing_provider
    shared: dict[str, Any] = {name: getattr(encounter, name) for name in _SHARED}
    shared |= {role: in_role(getattr(encounter, role), role, _KIND) for role in _ROLES}
    attending = shared["attending_provider"]
    # Both are said only where they are somebody else than the attending provider.
    rendering = in_role(encounter.rendering_provider, "rendering_provider", _KIND)
    referring = in_role(encounter.referring_provider, "referring_provider", _KIND)
    shared["rendering_provider"] = None if _is_same(rendering, attending) else rendering
    shared["referring_provider"] = None if _is_same(referring, attending) else referring
    facility = unless_same_place(encounter.service_facility, billing)
    diagnoses = tuple(map(_diagnosis, encounter.diagnoses))
    procedures = tuple(StayProcedure(done.code, done.date) for done in encounter.procedures)
    return InstitutionalClaim(
        billing_provider=without_unsaid(billing, "billing_provider", _KIND),
        subscriber=subscriber,
        patient=patient,
        bill_type=bill if frequency_code is None else with_frequency(bill, frequency_code),
        principal_diagnosis=diagnoses[0] if diagnoses else Malformed.missing("ICD-10-CM"),
        other_diagnoses=diagnoses[1:],
        external_causes=tuple(map(_diagnosis, encounter.external_causes)),
        principal_procedure=procedures[0] if procedures else None,
        other_procedures=procedures[1:],
        service_facility=in_role(facility, "service_facility", _KIND),
        lines=tuple(
            _line(service, number, shared) for number, service in enumerate(encounter.services, 1)
        ),
        **shared,
        **facts,
    )


def with_frequency(bill: BillType | Malformed, frequency_code: str) -> BillType:
    """The type of bill at another place in its series. Raises ``InvalidCode`` for no frequency.

    >>> with_frequency(BillType("0111"), "7")
    BillType('0117')
    """
    if isinstance(bill, Malformed):
        raise ValueError("bill_type: could not be read, so nothing can follow it")
    return BillType(bill.text[:-1] + frequency_code)


def _diagnosis(given: Diagnosis) -> StayDiagnosis:
    return StayDiagnosis(given.code, given.present_on_admission)


def _is_same(one: Provider | None, other: Provider | None) -> bool:
    """Whether two roles are one person, so that the second need not be said."""
    if one is None or other is None:
        return False
    return one.name == other.name and one.npi == other.npi


def _line(service: InstitutionalService, number: int, claim: dict[str, Any]) -> InstitutionalLine:
    facts: dict[str, Any] = {name: getattr(service, name) for name in _SHARED_BY_LINE}
    facts["line_control_number"] = control_number(service, number)
    for role in _LINE_ROLES:
        own = in_role(getattr(service, role), f"lines[].{role}", _KIND)
        known = claim[role]
        if role == "rendering_provider" and known is None:
            known = claim["attending_provider"]
        facts[role] = None if _is_same(own, known) else own
    return InstitutionalLine(line_number=number, **facts)
