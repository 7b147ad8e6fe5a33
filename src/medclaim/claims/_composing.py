"""What composing a claim of any kind has in common: who is who, and what a guide leaves out."""

from typing import Any

import attrs

from medclaim.claims.parties import (
    SELF,
    BillingProvider,
    Coverage,
    Patient,
    Provider,
    Subscriber,
)
from medclaim.claims.x12 import unsaid
from medclaim.edit import Kind

_PERSON = (
    "name",
    "address",
    "birth_date",
    "sex",
    "death_date",
    "weight",
    "pregnancy",
    "property_casualty_claim_number",
    "contact",
)


def people(
    patient: Patient, coverage: Coverage, filing_indicator: str, kind: Kind
) -> tuple[Subscriber, Patient | None]:
    """Who is subscriber, and who is patient where that is another person.

    Raises ``ValueError`` for a coverage that contradicts itself.
    """
    is_self = coverage.relationship == SELF
    if is_self and coverage.subscriber is not None:
        raise ValueError(
            "coverage: names a subscriber, but says that the patient is the subscriber"
        )
    if not is_self and coverage.subscriber is None:
        raise ValueError("coverage: the patient is not the subscriber, so name the subscriber")
    holder = patient if coverage.subscriber is None else coverage.subscriber
    known: dict[str, Any] = {name: getattr(holder, name) for name in _PERSON}
    made = Subscriber(
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
    subscriber: Subscriber = without_unsaid(made, "subscriber", kind)
    if is_self:
        return subscriber, None
    related = attrs.evolve(patient, relationship=coverage.relationship)
    return subscriber, without_unsaid(related, "patient", kind)


def without_unsaid(value: Any, path: str, kind: Kind) -> Any:
    """The value with what the guide has a place for there; the encounter keeps the rest."""
    gone = {
        field.name: () if field.default == () else None
        for field in attrs.fields(type(value))
        if field.name in unsaid(kind).get(path, ()) and getattr(value, field.name) != field.default
    }
    return attrs.evolve(value, **gone) if gone else value


def in_role(provider: Provider | None, role: str, kind: Kind) -> Provider | None:
    """The provider with what the guide has a place for in that role."""
    if provider is None:
        return None
    said: Provider = without_unsaid(provider, role, kind)
    return said


def unless_billing(provider: Provider | None, billing: BillingProvider) -> Provider | None:
    """The provider, or ``None`` where it is the billing provider (2310B, 2420A)."""
    if provider is None or provider.npi is None or provider.npi != billing.npi:
        return provider
    return None if _is_said_by(billing, provider) else provider


def unless_same_place(facility: Provider | None, billing: BillingProvider) -> Provider | None:
    """The facility, or ``None`` where it is the billing provider's own address (2310C)."""
    if facility is None or (facility.npi is None and facility.address is None):
        return facility
    return None if _is_said_by(billing, facility) else facility


def who_and_where(encounter: Any, kind: Kind) -> dict[str, Provider | None]:
    """Who rendered the services of a visit and where, unless the billing provider says it already."""
    billing = encounter.billing_provider
    rendering = unless_billing(encounter.rendering_provider, billing)
    facility = unless_same_place(encounter.service_facility, billing)
    return {
        "rendering_provider": in_role(rendering, "rendering_provider", kind),
        "service_facility": in_role(facility, "service_facility", kind),
    }


def of_service(
    provider: Provider | None, rendering: Provider | None, billing: BillingProvider, kind: Kind
) -> Provider | None:
    """Who rendered one service, unless the claim says it already (2420A)."""
    own = in_role(provider, "lines[].rendering_provider", kind)
    if rendering is None:
        return unless_billing(own, billing)
    return None if own == rendering else own


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


def control_number(service: Any, number: int) -> str:
    """The service's own line control number, or its line's number: every line can be named (REF 6R)."""
    own: str | None = service.line_control_number
    return str(number) if own is None else own
