"""What a dentist's coder entered after a visit, or before a treatment to ask what it will be paid."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, final

import attrs
from attrs.converters import optional

from medclaim.claims._coded import (
    to_given_day,
    to_given_modifiers,
    to_given_money,
    to_given_number,
    to_given_place,
    to_given_pointers,
)
from medclaim.claims._fields import checked, each, every, to_flag, to_procedure
from medclaim.claims.dental import (
    DentalDates,
    DentalIdentifiers,
    DentalLineDates,
    Orthodontics,
    Tooth,
    ToothStatus,
    to_area,
    to_notes,
    to_teeth,
    to_tooth_statuses,
)
from medclaim.claims.encounter import Diagnosis, to_diagnoses
from medclaim.claims.parties import BillingProvider, Patient, Provider
from medclaim.claims.supplements import Attachment, Note, RelatedCauses, to_attachments
from medclaim.codes.modifier import Modifier
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import ProcedureCode
from medclaim.edit import Kind


def _to_areas(given: Iterable[OralCavityArea | str]) -> Any:
    return each(given, to_area)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class DentalService:
    """A coded dental service: what was done, on which teeth or where, when, at what charge.

    ``service_dates`` is its day, ``None`` only where a predetermination is asked for. ``charge`` is
    for all ``units`` together. ``prosthesis`` is ``I`` for a first crown, inlay or prosthesis and
    ``R`` for one that replaces another. A ``float`` is refused.

    >>> DentalService(procedure_code="D2391", service_dates=date(2026, 3, 2), charge="145",
    ...               teeth=[Tooth("30", ["O"])]).teeth[0].number
    ToothNumber('30')
    """

    procedure_code: ProcedureCode = attrs.field(converter=to_procedure)
    modifiers: tuple[Modifier, ...] = attrs.field(default=(), converter=to_given_modifiers)
    service_dates: date | None = attrs.field(default=None, converter=optional(to_given_day))
    charge: Decimal = attrs.field(converter=to_given_money)
    units: Decimal = attrs.field(default=Decimal(1), converter=to_given_number)
    teeth: tuple[Tooth, ...] = attrs.field(default=(), converter=to_teeth)
    oral_cavity_areas: tuple[OralCavityArea, ...] = attrs.field(default=(), converter=_to_areas)
    prosthesis: str | None = attrs.field(default=None, repr=False)
    dates: DentalLineDates | None = None
    diagnosis_pointers: tuple[int, ...] = attrs.field(default=(), converter=to_given_pointers)
    place_of_service: PlaceOfService | None = attrs.field(
        default=None, converter=optional(to_given_place)
    )
    description: str | None = attrs.field(default=None, repr=False)
    line_control_number: str | None = attrs.field(default=None, repr=False)
    rendering_provider: Provider | None = None
    assistant_surgeon: Provider | None = None
    evidence: str | None = attrs.field(default=None, repr=False)


def _to_services(given: Iterable[DentalService]) -> tuple[DentalService, ...]:
    return every(given, DentalService)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class DentalEncounter:
    """One patient's dental visit, coded; or, with ``is_predetermination``, the treatment planned.

    Diagnoses only where one may change the payer's decision. Nothing here depends on who pays.
    """

    KIND: ClassVar[Kind] = Kind.DENTAL

    patient: Patient
    patient_control_number: str
    billing_provider: BillingProvider
    place_of_service: PlaceOfService = attrs.field(converter=to_given_place)
    services: tuple[DentalService, ...] = attrs.field(converter=_to_services)
    is_predetermination: bool = attrs.field(default=False, converter=to_flag)
    diagnoses: tuple[Diagnosis, ...] = attrs.field(default=(), converter=to_diagnoses)
    orthodontics: Orthodontics | None = None
    tooth_statuses: tuple[ToothStatus, ...] = attrs.field(default=(), converter=to_tooth_statuses)
    rendering_provider: Provider | None = None
    referring_provider: Provider | None = None
    assistant_surgeon: Provider | None = None
    supervising_provider: Provider | None = None
    service_facility: Provider | None = None
    related_causes: RelatedCauses | None = None
    dates: DentalDates | None = None
    identifiers: DentalIdentifiers | None = None
    predetermination_identifier: str | None = None
    prior_authorization: str | None = None
    referral_number: str | None = None
    patient_paid: Decimal | None = attrs.field(default=None, converter=optional(to_given_money))
    notes: tuple[Note, ...] = attrs.field(default=(), converter=to_notes)
    attachments: tuple[Attachment, ...] = attrs.field(default=(), converter=to_attachments)

    def __repr__(self) -> str:
        return f"DentalEncounter({len(self.services)} services)"
