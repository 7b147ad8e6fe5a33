"""An encounter and a coverage become a claim: each fact derived once, coding before billing."""

from typing import Any

import attrs

from medclaim.claims.check import Checker
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import (
    SELF,
    BillingProvider,
    Coverage,
    Patient,
    Provider,
    Subscriber,
)
from medclaim.claims.payers import PayerPolicy, a_policy
from medclaim.claims.x12 import unsaid
from medclaim.findings import Report
from medclaim.money import total

_CHECKER = Checker()

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
    "line_control_number",
    "note",
)
_PERSON = (
    "name",
    "address",
    "birth_date",
    "sex",
    "death_date",
    "weight",
    "pregnancy",
    "property_casualty_claim_number",
)


class CodingNotCompleteError(ValueError):
    """An encounter whose coding has errors; ``report`` says which. The message holds no PHI.

    >>> print(CodingNotCompleteError(Report()))
    the coding is not complete: 0 errors
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        ids = ", ".join(dict.fromkeys(finding.rule.id for finding in self.report.errors))
        count = len(self.report.errors)
        listed = f" ({ids})" if ids else ""
        return f"the coding is not complete: {count} error{'' if count == 1 else 's'}{listed}"


def compose(
    encounter: Encounter,
    coverage: Coverage,
    policy: PayerPolicy,
    *,
    checker: Checker = _CHECKER,
    frequency_code: str = "1",
    payer_claim_control_number: str | None = None,
    claim_or_encounter: str = "CH",
) -> ProfessionalClaim:
    """The claim of a coded encounter for one payer.

    Derived here and nowhere else: the total charge, line numbers, who is subscriber and who
    patient, the filing indicator, and which providers and places a guide wants left out because
    they are said already or have no place in their role (a referring provider's taxonomy). Raises :class:`CodingNotCompleteError` where ``checker`` finds an error
    in the coding, ``ValueError`` for a coverage that contradicts itself.

    Source: 005010X222A1, situational rules of 2000B, 2000C, 2310B, 2310C, 2400 SV105 and 2420A.
    """
    if not isinstance(encounter, Encounter):
        raise TypeError(f"takes an Encounter, not {type(encounter).__name__}")
    if not isinstance(coverage, Coverage):
        raise TypeError(f"takes a Coverage, not {type(coverage).__name__}")
    policy = a_policy(policy)
    filing_indicator = coverage.filing_indicator or policy.filing_indicators[0]
    report = checker.check_coding(encounter, filing_indicator=filing_indicator)
    if report.errors:
        raise CodingNotCompleteError(report)
    subscriber, patient = _people(encounter.patient, coverage, filing_indicator)
    billing = encounter.billing_provider
    rendering = _in_role(
        _unless_billing(encounter.rendering_provider, billing), "rendering_provider"
    )
    facility = _unless_same_place(encounter.service_facility, billing)
    shared: dict[str, Any] = {name: getattr(encounter, name) for name in _SHARED}
    shared |= {role: _in_role(getattr(encounter, role), role) for role in _ROLES}
    return ProfessionalClaim(
        subscriber=subscriber,
        payer=coverage.payer,
        patient=patient,
        claim_or_encounter=claim_or_encounter,
        total_charge=total(service.charge for service in encounter.services),
        frequency_code=frequency_code,
        payer_claim_control_number=payer_claim_control_number,
        diagnoses=tuple(diagnosis.code for diagnosis in encounter.diagnoses),
        rendering_provider=rendering,
        service_facility=_in_role(facility, "service_facility"),
        lines=tuple(
            _line(service, number, encounter, rendering)
            for number, service in enumerate(encounter.services, 1)
        ),
        **shared,
    )


def _people(
    patient: Patient, coverage: Coverage, filing_indicator: str
) -> tuple[Subscriber, Patient | None]:
    is_self = coverage.relationship == SELF
    if is_self and coverage.subscriber is not None:
        raise ValueError(
            "coverage: names a subscriber, but says that the patient is the subscriber"
        )
    if not is_self and coverage.subscriber is None:
        raise ValueError("coverage: the patient is not the subscriber, so name the subscriber")
    holder = patient if coverage.subscriber is None else coverage.subscriber
    known: dict[str, Any] = {name: getattr(holder, name) for name in _PERSON}
    subscriber = Subscriber(
        member_id=coverage.member_id,
        responsibility=coverage.responsibility,
        relationship=SELF if is_self else None,
        group_number=coverage.group_number,
        # The guide takes the name only where there is no number.
        group_name=None if coverage.group_number else coverage.group_name,
        insurance_type=coverage.insurance_type,
        filing_indicator=filing_indicator,
        **known,
    )
    if is_self:
        return subscriber, None
    return subscriber, attrs.evolve(patient, relationship=coverage.relationship)


def _line(
    service: Service, number: int, encounter: Encounter, rendering: Provider | None
) -> ProfessionalLine:
    own = _in_role(service.rendering_provider, "lines[].rendering_provider")
    if rendering is None:
        own = _unless_billing(own, encounter.billing_provider)
    elif own == rendering:
        own = None
    place = service.place_of_service
    shared: dict[str, Any] = {name: getattr(service, name) for name in _SHARED_BY_LINE}
    return ProfessionalLine(
        line_number=number,
        place_of_service=None if place == encounter.place_of_service else place,
        emergency="Y" if service.emergency else None,
        rendering_provider=own,
        **shared,
    )


def _in_role(provider: Provider | None, role: str) -> Provider | None:
    """The provider with what the guide has a place for in that role; the encounter keeps the rest."""
    if provider is None:
        return None
    unsayable = unsaid().get(role, ())
    gone: dict[str, Any] = {name: None for name in unsayable if getattr(provider, name) is not None}
    return attrs.evolve(provider, **gone) if gone else provider


def _unless_billing(provider: Provider | None, billing: BillingProvider) -> Provider | None:
    """The provider, or ``None`` where it is the billing provider (2310B, 2420A)."""
    if provider is None or provider.npi is None or provider.npi != billing.npi:
        return provider
    return None if _is_said_by(billing, provider) else provider


def _unless_same_place(facility: Provider | None, billing: BillingProvider) -> Provider | None:
    """The facility, or ``None`` where it is the billing provider's own address (2310C)."""
    if facility is None or (facility.npi is None and facility.address is None):
        return facility
    return None if _is_said_by(billing, facility) else facility


def _is_said_by(billing: BillingProvider, provider: Provider) -> bool:
    """Whether the billing provider says everything that the provider would."""
    return (
        provider.name == billing.name
        and provider.npi in (None, billing.npi)
        and provider.taxonomy in (None, billing.taxonomy)
        and provider.address in (None, billing.address)
        and provider.contact in (None, *billing.contacts)
        and all(identifier in billing.identifiers for identifier in provider.identifiers)
    )


def replacement(claim: ProfessionalClaim, payer_claim_control_number: str) -> ProfessionalClaim:
    """The claim that replaces the payer's claim of that control number (frequency code 7)."""
    return _about(claim, "7", payer_claim_control_number)


def void(claim: ProfessionalClaim, payer_claim_control_number: str) -> ProfessionalClaim:
    """The claim that cancels the payer's claim of that control number (frequency code 8)."""
    return _about(claim, "8", payer_claim_control_number)


def _about(claim: ProfessionalClaim, frequency_code: str, number: str) -> ProfessionalClaim:
    if not isinstance(claim, ProfessionalClaim):
        raise TypeError(f"claim: takes a ProfessionalClaim, not {type(claim).__name__}")
    if not isinstance(number, str):
        raise TypeError(f"payer_claim_control_number: takes a str, not {type(number).__name__}")
    return attrs.evolve(claim, frequency_code=frequency_code, payer_claim_control_number=number)
