"""Earlier claims, for the edits that look back: global periods, new patients, frequency, duplicates.

A history is a value from the caller: nothing is stored or looked up. An edit that needs one is
reported as not checked without it, and an empty history says that there was nothing before.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, final

import attrs

from medclaim.claims.claim import Claim
from medclaim.claims.parties import Person
from medclaim.claims.visits import visit_of_claim
from medclaim.codes.npi import Npi
from medclaim.codes.visit import CodedProcedure

_Patient = tuple[str, str, date]


class PastService(NamedTuple):
    """A service of an earlier claim: its procedure as coding sees it, its claim, its billing NPI."""

    procedure: CodedProcedure
    claim: Claim
    billing_npi: str | None


class _Past(NamedTuple):
    """What came before of one patient: the claims as given, their services by day."""

    claims: tuple[Claim, ...]
    services: tuple[PastService, ...]


_NOTHING = _Past((), ())


def _claims(given: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(given)


@final
@attrs.frozen
class History:
    """Claims that were sent before, of any number of patients.

    A patient is known again by name and birth date, whoever insures them. Comparable, hashable and
    picklable by its claims; its ``repr`` counts them.

    >>> len(History().claims)
    0
    """

    claims: tuple[Claim, ...] = attrs.field(
        default=(), converter=_claims, repr=lambda claims: str(len(claims))
    )
    # Worked out at the first question; it follows from the claims.
    _by_patient: dict[_Patient, _Past] = attrs.field(init=False, factory=dict, eq=False, repr=False)
    _by_provider: dict[str | None, tuple[PastService, ...]] = attrs.field(
        init=False, factory=dict, eq=False, repr=False
    )

    def services(self, claim: Claim) -> tuple[PastService, ...]:
        """The earlier services of a claim's patient, by first day; those without a day left out.

        The claim itself, and what it replaces or voids, is not among them: same patient control
        number.
        """
        return tuple(
            service
            for service in self._of(claim).services
            if service.claim.patient_control_number != claim.patient_control_number
        )

    def earlier(self, claim: Claim) -> tuple[Claim, ...]:
        """The earlier claims of a claim's patient, as they were given.

        The claim itself is not among them; the other bills of its series are, and what it replaces
        or voids, whatever their patient control number.
        """
        return tuple(one for one in self._of(claim).claims if one is not claim and one != claim)

    def rendered_by(self, npi: str) -> tuple[PastService, ...]:
        """The earlier services of a rendering provider, to whichever patients, by first day."""
        if not self._by_provider:
            found: dict[str | None, list[PastService]] = {}
            for past in self._patients().values():
                for service in past.services:
                    found.setdefault(service.procedure.provider, []).append(service)
            self._by_provider.update(
                (provider, tuple(sorted(services, key=_first_day)))
                for provider, services in found.items()
            )
        return self._by_provider.get(npi, ())

    def _of(self, claim: Claim) -> _Past:
        key = patient_key(claim)
        if key is None or not self.claims:
            return _NOTHING
        return self._patients().get(key, _NOTHING)

    def _patients(self) -> dict[_Patient, _Past]:
        if not self._by_patient:
            self._by_patient.update(_indexed(self.claims))
        return self._by_patient

    def __reduce__(self) -> tuple[Any, ...]:
        return History, (self.claims,)


def _first_day(service: PastService) -> date:
    # Those without a day are left out when the claims are indexed.
    return service.procedure.first_day or date.min


def _indexed(claims: Iterable[Claim]) -> dict[_Patient, _Past]:
    found: dict[_Patient, list[Claim]] = {}
    for claim in claims:
        key = patient_key(claim)
        if key is not None:
            found.setdefault(key, []).append(claim)
    return {key: _Past(tuple(own), _services(own)) for key, own in found.items()}


def _services(claims: Iterable[Claim]) -> tuple[PastService, ...]:
    dated: list[tuple[date, int, PastService]] = []
    for claim in claims:
        npi = claim.billing_provider.npi
        billing = npi.text if isinstance(npi, Npi) else None
        for procedure in visit_of_claim(claim).procedures:
            if procedure.first_day is not None:
                past = PastService(procedure, claim, billing)
                dated.append((procedure.first_day, len(dated), past))
    return tuple(past for _, _, past in sorted(dated, key=lambda entry: entry[:2]))


def patient_key(claim: Claim) -> _Patient | None:
    """By what a claim's patient is known again, ``None`` where the claim does not say enough."""
    person = claim.subscriber if claim.patient is None else claim.patient
    name, born = person.name, person.birth_date
    if not isinstance(name, Person) or type(born) is not date:
        return None
    last, first = name.last_name, name.first_name
    if type(last) is not str or type(first) is not str:
        return None
    return last.casefold(), first.casefold(), born
