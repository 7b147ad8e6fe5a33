"""What a claim edit knows beside the claim."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, final

import attrs

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.parties import Address, Organization, Person, Provider
from medclaim.claims.payers import PayerPolicy
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit

if TYPE_CHECKING:
    from collections.abc import Callable

Claim = ProfessionalClaim


@final
@attrs.frozen
class Context:
    """The tables, the payer's policy, earlier claims, the day of submission, and the coded visit.

    ``policy``, ``history`` and ``submitted_on`` are ``None`` where the checker has none; an edit
    that names them in its ``needs`` runs only where they are there.
    """

    tables: Tables
    policy: PayerPolicy | None
    history: tuple[Claim, ...] | None
    submitted_on: date | None
    visit: CodedVisit

    @property
    def is_medicare(self) -> bool:
        """Whether original Medicare is asked to pay: by the policy, else by the filing indicator."""
        return self.visit.is_medicare if self.policy is None else self.policy.is_medicare


_CLAIM_ROLES = (
    "referring_provider",
    "primary_care_provider",
    "rendering_provider",
    "service_facility",
    "supervising_provider",
)
_LINE_ROLES = (
    "rendering_provider",
    "supervising_provider",
    "ordering_provider",
    "referring_provider",
    "service_facility",
)
_claim_roles: "Callable[[Claim], tuple[Provider | None, ...]]" = attrgetter(*_CLAIM_ROLES)
_line_roles: "Callable[[Any], tuple[Provider | None, ...]]" = attrgetter(*_LINE_ROLES)


def providers(claim: Claim) -> Iterator[tuple[str, Provider]]:
    """Every provider but the billing one, with its path."""
    for role, provider in zip(_CLAIM_ROLES, _claim_roles(claim), strict=True):
        if provider is not None:
            yield role, provider
    for index, line in enumerate(claim.lines):
        on_line = _line_roles(line)
        if any(on_line):
            for role, provider in zip(_LINE_ROLES, on_line, strict=True):
                if provider is not None:
                    yield f"lines[{index}].{role}", provider


def addresses(claim: Claim) -> Iterator[tuple[str, Address]]:
    """Every address of the claim, with its path."""
    billing = claim.billing_provider
    yield "billing_provider.address", billing.address
    if billing.pay_to is not None:
        yield "billing_provider.pay_to.address", billing.pay_to.address
    if claim.subscriber.address is not None:
        yield "subscriber.address", claim.subscriber.address
    if claim.patient is not None and claim.patient.address is not None:
        yield "patient.address", claim.patient.address
    if claim.payer.address is not None:
        yield "payer.address", claim.payer.address
    for path, provider in providers(claim):
        if provider.address is not None:
            yield f"{path}.address", provider.address


def names(claim: Claim) -> Iterator[tuple[str, Person | Organization]]:
    """The name of every person and organization but the payer, with its path."""
    yield "billing_provider.name", claim.billing_provider.name
    yield "subscriber.name", claim.subscriber.name
    if claim.patient is not None:
        yield "patient.name", claim.patient.name
    for path, provider in providers(claim):
        yield f"{path}.name", provider.name
