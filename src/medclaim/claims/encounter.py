"""What the coder entered after a visit, before any payer is thought of."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar, final

import attrs
from attrs.converters import optional

from medclaim.claims._coded import (
    to_given_days,
    to_given_diagnosis_code,
    to_given_modifiers,
    to_given_money,
    to_given_number,
    to_given_place,
    to_given_pointers,
    to_given_presence,
)
from medclaim.claims._fields import checked, every, to_flag, to_procedure
from medclaim.claims.parties import BillingProvider, Patient, Provider
from medclaim.claims.professional import ClaimDates
from medclaim.claims.supplements import ClaimIdentifiers, Note, RelatedCauses
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.poa import PoaIndicator
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import ProcedureCode
from medclaim.dates import DateRange
from medclaim.edit import Kind


@final
@attrs.frozen(field_transformer=checked)
class Diagnosis:
    """A coded diagnosis and, optionally, where in the visit note its evidence stands.

    A ``str`` is taken as ICD-10-CM; ICD-9-CM is always said: ``Diagnosis(Icd9CmCode("250.00"))``.
    ``evidence`` is the coder's own reference and is never sent to a payer. Whether the diagnosis was
    there on admission (``Y``, ``N``, ``U``, ``W``) is said of a stay only.

    >>> Diagnosis("E11.9", evidence="assessment, line 2").code
    Icd10CmCode('E11.9')
    """

    code: Icd10CmCode | Icd9CmCode = attrs.field(converter=to_given_diagnosis_code)
    evidence: str | None = attrs.field(default=None, repr=False)
    present_on_admission: PoaIndicator | None = attrs.field(
        default=None, converter=optional(to_given_presence), kw_only=True
    )


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class Service:
    """A coded service: what was done, when, how often, for what, at what charge.

    ``diagnosis_pointers`` are 1-based positions in the encounter's diagnoses, the first the main
    reason for this service. ``charge`` is for all ``units`` together. A ``float`` is refused.

    >>> Service(procedure_code="99213", service_dates=date(2026, 3, 2), charge="125",
    ...         diagnosis_pointers=[1]).charge
    Decimal('125.00')
    """

    procedure_code: ProcedureCode = attrs.field(converter=to_procedure)
    modifiers: tuple[Modifier, ...] = attrs.field(default=(), converter=to_given_modifiers)
    service_dates: date | DateRange = attrs.field(converter=to_given_days)
    charge: Decimal = attrs.field(converter=to_given_money)
    units: Decimal = attrs.field(default=Decimal(1), converter=to_given_number)
    unit_basis: str = attrs.field(default="UN", repr=False)
    diagnosis_pointers: tuple[int, ...] = attrs.field(default=(), converter=to_given_pointers)
    place_of_service: PlaceOfService | None = attrs.field(
        default=None, converter=optional(to_given_place)
    )
    description: str | None = attrs.field(default=None, repr=False)
    emergency: bool = attrs.field(default=False, converter=to_flag)
    line_control_number: str | None = attrs.field(default=None, repr=False)
    note: Note | None = None
    rendering_provider: Provider | None = None
    evidence: str | None = attrs.field(default=None, repr=False)


def to_stay_diagnoses(
    given: Iterable[str | Icd10CmCode | Icd9CmCode | Diagnosis],
) -> tuple[Diagnosis, ...]:
    """Coded diagnoses, or the codes of some, which may say what was there on admission."""
    if isinstance(given, str):
        raise TypeError("takes a sequence of codes, not one str")
    return tuple(code if isinstance(code, Diagnosis) else Diagnosis(code) for code in given)


def to_diagnoses(
    given: Iterable[str | Icd10CmCode | Icd9CmCode | Diagnosis],
) -> tuple[Diagnosis, ...]:
    """Coded diagnoses, or the codes of some, of a visit that admits nobody."""
    found = to_stay_diagnoses(given)
    if any(diagnosis.present_on_admission is not None for diagnosis in found):
        raise ValueError("present_on_admission is said of a hospital stay only")
    return found


def _to_services(given: Iterable[Service]) -> tuple[Service, ...]:
    return every(given, Service)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Encounter:
    """One patient's visit, coded: who, when, where, what was found and what was done.

    Order matters: the first diagnosis is the first-listed one. Nothing here depends on who pays.
    """

    KIND: ClassVar[Kind] = Kind.PROFESSIONAL

    patient: Patient
    patient_control_number: str
    billing_provider: BillingProvider
    place_of_service: PlaceOfService = attrs.field(converter=to_given_place)
    diagnoses: tuple[Diagnosis, ...] = attrs.field(converter=to_diagnoses)
    services: tuple[Service, ...] = attrs.field(converter=_to_services)
    rendering_provider: Provider | None = None
    referring_provider: Provider | None = None
    supervising_provider: Provider | None = None
    service_facility: Provider | None = None
    related_causes: RelatedCauses | None = None
    dates: ClaimDates | None = None
    identifiers: ClaimIdentifiers | None = None
    prior_authorization: str | None = None
    referral_number: str | None = None
    patient_paid: Decimal | None = attrs.field(default=None, converter=optional(to_given_money))
    note: Note | None = None

    def __repr__(self) -> str:
        return f"Encounter({len(self.diagnoses)} diagnoses, {len(self.services)} services)"
