"""What the coder entered after a visit, before any payer is thought of."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import final

import attrs

from medclaim.claims._fields import (
    code,
    codes,
    days,
    many,
    money,
    number,
    optional_code,
    optional_money,
    optional_text,
    text,
    value,
    wholes,
)
from medclaim.claims.claim import ClaimDates, ClaimIdentifiers, RelatedCauses
from medclaim.claims.lines import Note, procedure
from medclaim.claims.parties import BillingProvider, Patient, Provider
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import ProcedureCode
from medclaim.dates import DateRange


@final
@attrs.frozen
class Diagnosis:
    """A coded diagnosis and, optionally, where in the visit note its evidence stands.

    A ``str`` is taken as ICD-10-CM; ICD-9-CM is always said: ``Diagnosis(Icd9CmCode("250.00"))``.
    ``evidence`` is the coder's own reference and is never sent to a payer.

    >>> Diagnosis("E11.9", evidence="assessment, line 2").code
    Icd10CmCode('E11.9')
    """

    code: Icd10CmCode | Icd9CmCode = code(Icd10CmCode, Icd9CmCode)
    evidence: str | None = optional_text("evidence", hidden=True)


@final
@attrs.frozen(kw_only=True)
class Service:
    """A coded service: what was done, when, how often, for what, at what charge.

    ``diagnosis_pointers`` are 1-based positions in the encounter's diagnoses, the first the main
    reason for this service. ``charge`` is for all ``units`` together. A ``float`` is refused.

    >>> Service(procedure_code="99213", service_dates=date(2026, 3, 2), charge="125",
    ...         diagnosis_pointers=[1]).charge
    Decimal('125.00')
    """

    procedure_code: ProcedureCode = procedure()
    modifiers: tuple[Modifier, ...] = codes(Modifier)
    service_dates: date | DateRange = days("service_dates")
    charge: Decimal = money("charge")
    units: Decimal = number("units", default=Decimal(1))
    unit_basis: str = optional_text("unit_basis", default="UN")
    diagnosis_pointers: tuple[int, ...] = wholes("diagnosis_pointers")
    place_of_service: PlaceOfService | None = optional_code(PlaceOfService)
    description: str | None = optional_text("description", hidden=True)
    emergency: bool = False
    line_control_number: str | None = optional_text("line_control_number", hidden=True)
    note: Note | None = value(Note, optional=True)
    rendering_provider: Provider | None = value(Provider, optional=True)
    evidence: str | None = optional_text("evidence", hidden=True)


def _diagnoses(
    given: Iterable[str | Icd10CmCode | Icd9CmCode | Diagnosis],
) -> tuple[Diagnosis, ...]:
    if isinstance(given, str):
        raise TypeError("diagnoses: takes a sequence of codes, not one str")
    return tuple(
        code if isinstance(code, Diagnosis) else Diagnosis(code)  # type: ignore[arg-type]
        for code in given
    )


@final
@attrs.frozen(kw_only=True, repr=False)
class Encounter:
    """One patient's visit, coded: who, when, where, what was found and what was done.

    Order matters: the first diagnosis is the first-listed one. Nothing here depends on who pays.
    """

    patient: Patient = value(Patient)
    patient_control_number: str = text("patient_control_number")
    billing_provider: BillingProvider = value(BillingProvider)
    place_of_service: PlaceOfService = code(PlaceOfService)
    diagnoses: tuple[Diagnosis, ...] = attrs.field(converter=_diagnoses)
    services: tuple[Service, ...] = many(Service, required=True)
    rendering_provider: Provider | None = value(Provider, optional=True)
    referring_provider: Provider | None = value(Provider, optional=True)
    supervising_provider: Provider | None = value(Provider, optional=True)
    service_facility: Provider | None = value(Provider, optional=True)
    related_causes: RelatedCauses | None = value(RelatedCauses, optional=True)
    dates: ClaimDates | None = value(ClaimDates, optional=True)
    identifiers: ClaimIdentifiers | None = value(ClaimIdentifiers, optional=True)
    prior_authorization: str | None = optional_text("prior_authorization")
    referral_number: str | None = optional_text("referral_number")
    patient_paid: Decimal | None = optional_money("patient_paid")
    note: Note | None = value(Note, optional=True)

    def __repr__(self) -> str:
        return f"Encounter({len(self.diagnoses)} diagnoses, {len(self.services)} services)"
