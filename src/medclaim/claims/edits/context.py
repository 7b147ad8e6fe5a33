"""What a claim edit knows beside the claim."""

from collections.abc import Callable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, final, get_args

import attrs

from medclaim.claims.claim import Claim, DentalClaim, InstitutionalClaim, lines_of
from medclaim.claims.history import History
from medclaim.claims.parties import Address, Organization, Person, Provider
from medclaim.claims.payers import PayerPolicy
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit
from medclaim.dates import Days
from medclaim.malformed import Malformed


def _roles(cls: type[Any]) -> tuple[str, ...]:
    """The fields that may hold a provider: what the class says, so that none is overlooked."""
    return tuple(field.name for field in attrs.fields(cls) if Provider in get_args(field.type))


_Named = tuple[tuple[str, ...], Callable[[Any], tuple[Provider | None, ...]]]


class _Roles(dict[type, _Named]):
    """For each class of claim and line, its roles and what gets them all: made when first asked."""

    def __missing__(self, cls: type) -> _Named:
        names = _roles(cls)
        found = self[cls] = (names, attrgetter(*names))
        return found


_ROLES = _Roles()


def service_days(claim: Claim) -> Iterator[tuple[str, Days | Malformed | None]]:
    """The days of service that a claim says, each with its path."""
    if type(claim) is DentalClaim and claim.service_dates is not None:
        yield "service_dates", claim.service_dates
    if type(claim) is InstitutionalClaim:
        # A bill is for all its days together.
        yield "statement_dates", claim.statement_dates
        return
    for index, line in enumerate(lines_of(claim)):
        yield f"lines[{index}].service_dates", line.service_dates


class Parties(NamedTuple):
    """Everybody a claim names, each with a path: names but the payer's, and all addresses."""

    names: list[tuple[str, Person | Organization]]
    addresses: list[tuple[str, Address]]


def parties(claim: Claim) -> Parties:
    """The names and addresses of a claim, gathered once for all the edits that look at them."""
    billing, subscriber, patient = claim.billing_provider, claim.subscriber, claim.patient
    names: list[tuple[str, Person | Organization]] = [
        ("billing_provider.name", billing.name),
        ("subscriber.name", subscriber.name),
    ]
    addresses = [("billing_provider.address", billing.address)]
    if billing.pay_to is not None:
        addresses.append(("billing_provider.pay_to.address", billing.pay_to.address))
    if subscriber.address is not None:
        addresses.append(("subscriber.address", subscriber.address))
    if patient is not None:
        names.append(("patient.name", patient.name))
        if patient.address is not None:
            addresses.append(("patient.address", patient.address))
    if claim.payer.address is not None:
        addresses.append(("payer.address", claim.payer.address))
    for path, provider in _providers(claim):
        names.append((f"{path}.name", provider.name))
        if provider.address is not None:
            addresses.append((f"{path}.address", provider.address))
    return Parties(names, addresses)


def _providers(claim: Claim) -> Iterator[tuple[str, Provider]]:
    roles, get = _ROLES[claim.__class__]
    for role, provider in zip(roles, get(claim), strict=True):
        if provider is not None:
            yield role, provider
    for index, line in enumerate(claim.lines):
        roles, get = _ROLES[line.__class__]
        on_line = get(line)
        if any(on_line):
            for role, provider in zip(roles, on_line, strict=True):
                if provider is not None:
                    yield f"lines[{index}].{role}", provider


@final
@attrs.frozen
class Context:
    """The tables, the payer's policy, earlier claims, the day of submission, the coded visit
    and everybody the claim names.

    ``policy``, ``history`` and ``submitted_on`` are ``None`` where the checker has none; an edit
    that names them in its ``needs`` runs only where they are there.
    """

    tables: Tables
    policy: PayerPolicy | None
    history: History | None
    submitted_on: date | None
    visit: CodedVisit
    parties: Parties

    @property
    def is_medicare(self) -> bool:
        """Whether original Medicare is asked to pay."""
        return self.visit.is_medicare
