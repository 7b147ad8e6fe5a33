"""The dental claim: DentalClaim (837D, ADA form), its lines, teeth, orthodontics and dates."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar, TypeAlias, final

import attrs
from attrs.converters import optional

from medclaim.claims._fields import (
    Hidden,
    Value,
    checked,
    each,
    every,
    to_day,
    to_days,
    to_diagnosis_code,
    to_modifiers,
    to_money,
    to_number,
    to_place_of_service,
    to_pointers,
    to_procedure,
    to_texts,
    to_whole,
)
from medclaim.claims.cob import (
    LineAdjudication,
    OtherSubscriber,
    to_adjudications,
    to_other_subscribers,
)
from medclaim.claims.parties import (
    BillingProvider,
    Identifier,
    Patient,
    Payer,
    Provider,
    Subscriber,
    to_identifiers,
)
from medclaim.claims.supplements import (
    Attachment,
    Contract,
    Note,
    Pricing,
    RelatedCauses,
    to_attachments,
)
from medclaim.claims.unplaced import Unplaced, to_unplaced
from medclaim.codes.diagnosis import OtherDiagnosisCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import ProcedureCode
from medclaim.codes.surface import ToothSurface
from medclaim.codes.tooth import ToothNumber
from medclaim.dates import DateRange
from medclaim.edit import Kind
from medclaim.malformed import Malformed

DentalDiagnosisCode: TypeAlias = Icd10CmCode | Icd9CmCode | OtherDiagnosisCode | Malformed


def _to_tooth_number(given: ToothNumber | str | Malformed) -> ToothNumber | Malformed:
    return given if isinstance(given, (ToothNumber, Malformed)) else ToothNumber(given)


def _to_surface(given: ToothSurface | str | Malformed) -> ToothSurface | Malformed:
    return given if isinstance(given, (ToothSurface, Malformed)) else ToothSurface(given)


def _to_surfaces(
    given: Iterable[ToothSurface | str | Malformed],
) -> tuple[ToothSurface | Malformed, ...]:
    return each(given, _to_surface)


def to_area(given: OralCavityArea | str | Malformed) -> OralCavityArea | Malformed:
    """An area of the oral cavity, or the text of one."""
    return given if isinstance(given, (OralCavityArea, Malformed)) else OralCavityArea(given)


def _to_areas(
    given: Iterable[OralCavityArea | str | Malformed],
) -> tuple[OralCavityArea | Malformed, ...]:
    return each(given, to_area)


def _to_diagnosis(given: DentalDiagnosisCode | str) -> DentalDiagnosisCode:
    return given if isinstance(given, OtherDiagnosisCode) else to_diagnosis_code(given)


def _to_diagnoses(given: Iterable[DentalDiagnosisCode | str]) -> tuple[DentalDiagnosisCode, ...]:
    return each(given, _to_diagnosis)


# -------------------------------------------------------------------------------------- teeth


@final
@attrs.frozen(field_transformer=checked)
class Tooth:
    """A tooth a service was done on, and its surfaces: TOO02 and TOO03.

    >>> Tooth("30", ["M", "O"]).surfaces
    (ToothSurface('M'), ToothSurface('O'))
    """

    number: ToothNumber | Malformed = attrs.field(converter=_to_tooth_number)
    surfaces: tuple[ToothSurface | Malformed, ...] = attrs.field(default=(), converter=_to_surfaces)


@final
@attrs.frozen(repr=False, field_transformer=checked)
class ToothStatus(Hidden):
    """A tooth that is missing (``M``) or to be extracted (``E``): DN201 and DN202."""

    number: ToothNumber | Malformed = attrs.field(converter=_to_tooth_number)
    status: str | Malformed


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Orthodontics(Hidden):
    """Orthodontic treatment: DN1.

    ``total_months`` are those the treatment takes, ``remaining_months`` those still to come where
    it began before; ``treatment_indicator`` is ``Y`` where neither is said.
    """

    total_months: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    remaining_months: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    treatment_indicator: str | Malformed | None = None


# --------------------------------------------------------------------------------- one service


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class DentalLineDates(Hidden):
    """The situational dates of a dental line (DTP in 2400), each ``None`` where not said.

    A crown, denture or bridge that replaces another (``prosthesis`` ``R``) says when that one was
    placed: ``prior_placement``, or ``estimated_prior_placement`` where the day is not known.
    """

    prior_placement: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    estimated_prior_placement: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    appliance_placement: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    replacement: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    treatment_start: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    treatment_completion: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )


def to_teeth(given: Iterable[Tooth]) -> tuple[Tooth, ...]:
    """Teeth as a tuple."""
    return every(given, Tooth)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class DentalLine(Value):
    """One service of a dental claim (2400, SV3 and TOO).

    ``line_number`` counts from 1. ``charge`` is the line's whole charge in dollars. ``units`` is
    how often the procedure was done, ``None`` where once. ``teeth`` are those it was done on, each
    with its surfaces; ``oral_cavity_areas`` (at most five) the quadrant or arch where the procedure
    names one and does not itself say which. ``prosthesis`` is ``I`` for a first crown, inlay or
    prosthesis, ``R`` for one that replaces another. ``service_dates`` and ``place_of_service`` only
    where they differ from the claim's. Its ``repr`` shows typed codes, numbers and amounts only.

    Source: 005010X224A2, loop 2400.
    """

    line_number: int | Malformed = attrs.field(converter=to_whole)
    procedure_code: ProcedureCode = attrs.field(converter=to_procedure)
    modifiers: tuple[Modifier | Malformed, ...] = attrs.field(default=(), converter=to_modifiers)
    description: str | Malformed | None = attrs.field(default=None, repr=False)
    charge: Decimal | Malformed = attrs.field(converter=to_money)
    place_of_service: PlaceOfService | Malformed | None = attrs.field(
        default=None, converter=optional(to_place_of_service)
    )
    oral_cavity_areas: tuple[OralCavityArea | Malformed, ...] = attrs.field(
        default=(), converter=_to_areas
    )
    prosthesis: str | Malformed | None = attrs.field(default=None, repr=False)
    units: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_number))
    diagnosis_pointers: tuple[int | Malformed, ...] = attrs.field(default=(), converter=to_pointers)
    teeth: tuple[Tooth, ...] = attrs.field(default=(), converter=to_teeth)
    service_dates: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day), repr=False
    )
    dates: DentalLineDates | None = attrs.field(default=None, repr=False)
    predetermination_identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, repr=False
    )
    prior_authorizations: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, repr=False
    )
    line_control_number: str | Malformed | None = attrs.field(default=None, repr=False)
    repriced_claim_number: str | Malformed | None = attrs.field(default=None, repr=False)
    adjusted_repriced_claim_number: str | Malformed | None = attrs.field(default=None, repr=False)
    referral_numbers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, repr=False
    )
    sales_tax: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money), repr=False
    )
    file_information: tuple[str | Malformed, ...] = attrs.field(
        default=(), converter=to_texts, repr=False
    )
    contract: Contract | None = attrs.field(default=None, repr=False)
    pricing: Pricing | None = attrs.field(default=None, repr=False)
    adjudications: tuple[LineAdjudication, ...] = attrs.field(
        default=(), converter=to_adjudications, repr=False
    )
    rendering_provider: Provider | None = attrs.field(default=None, repr=False)
    assistant_surgeon: Provider | None = attrs.field(default=None, repr=False)
    supervising_provider: Provider | None = attrs.field(default=None, repr=False)
    service_facility: Provider | None = attrs.field(default=None, repr=False)
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=to_unplaced, repr=False)


# ----------------------------------------------------------------------------------- the claim


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class DentalDates(Hidden):
    """The situational dates of a dental claim (DTP in 2300), each ``None`` where not said."""

    accident: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    appliance_placement: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    repricer_received: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class DentalIdentifiers(Hidden):
    """The less common numbers of a dental claim (REF in 2300), each ``None`` where not given."""

    service_authorization_exception: str | Malformed | None = None
    repriced_claim_number: str | Malformed | None = None
    adjusted_repriced_claim_number: str | Malformed | None = None
    clearinghouse_trace: str | Malformed | None = None


def to_tooth_statuses(given: Iterable[ToothStatus]) -> tuple[ToothStatus, ...]:
    """Tooth statuses as a tuple."""
    return every(given, ToothStatus)


def to_notes(given: Iterable[Note]) -> tuple[Note, ...]:
    """Notes as a tuple."""
    return every(given, Note)


def _to_lines(given: Iterable[DentalLine]) -> tuple[DentalLine, ...]:
    return every(given, DentalLine)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class DentalClaim(Value):
    """A dental claim, or a request for a predetermination: one patient, one to fifty services.

    ``patient`` is ``None`` when the patient is the subscriber. Money is in dollars with two places.
    ``service_dates`` are those of all services, a line's own only where it differs; a
    predetermination (``predetermination_of_benefits`` ``PB``, CLM19) has none. Diagnoses, at most
    four, only where one may change the decision. ``tooth_statuses`` are the teeth that are missing
    or to be extracted, without those whose extraction is billed here. A field that a text got wrong
    holds a ``Malformed``; ``unplaced`` what no field is for.

    Source: 005010X224A2, loops 2000A to 2400.
    """

    KIND: ClassVar[Kind] = Kind.DENTAL

    billing_provider: BillingProvider
    subscriber: Subscriber
    payer: Payer
    patient: Patient | None = None
    claim_or_encounter: str | Malformed = "CH"

    patient_control_number: str | Malformed
    total_charge: Decimal | Malformed = attrs.field(converter=to_money)
    place_of_service: PlaceOfService | Malformed = attrs.field(converter=to_place_of_service)
    frequency_code: str | Malformed = "1"
    provider_signature: str | Malformed = "Y"
    assignment_code: str | Malformed = "A"
    benefits_assigned: str | Malformed = "Y"
    release_of_information: str | Malformed = "Y"
    related_causes: RelatedCauses | None = None
    special_program: str | Malformed | None = None
    predetermination_of_benefits: str | Malformed | None = None
    delay_reason: str | Malformed | None = None

    service_dates: date | DateRange | Malformed | None = attrs.field(
        default=None, converter=optional(to_days)
    )
    dates: DentalDates | None = None
    orthodontics: Orthodontics | None = None
    tooth_statuses: tuple[ToothStatus, ...] = attrs.field(default=(), converter=to_tooth_statuses)
    attachments: tuple[Attachment, ...] = attrs.field(default=(), converter=to_attachments)
    contract: Contract | None = None
    patient_paid: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    predetermination_identifier: str | Malformed | None = None
    payer_claim_control_number: str | Malformed | None = None
    referral_number: str | Malformed | None = None
    prior_authorization: str | Malformed | None = None
    identifiers: DentalIdentifiers | None = None
    file_information: tuple[str | Malformed, ...] = attrs.field(default=(), converter=to_texts)
    notes: tuple[Note, ...] = attrs.field(default=(), converter=to_notes)
    diagnoses: tuple[DentalDiagnosisCode, ...] = attrs.field(default=(), converter=_to_diagnoses)
    pricing: Pricing | None = None

    referring_provider: Provider | None = None
    primary_care_provider: Provider | None = None
    rendering_provider: Provider | None = None
    service_facility: Provider | None = None
    assistant_surgeon: Provider | None = None
    supervising_provider: Provider | None = None
    other_subscribers: tuple[OtherSubscriber, ...] = attrs.field(
        default=(), converter=to_other_subscribers
    )

    lines: tuple[DentalLine, ...] = attrs.field(default=(), converter=_to_lines)
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=to_unplaced)

    def __repr__(self) -> str:
        return (
            f"DentalClaim({len(self.diagnoses)} diagnoses, {len(self.lines)} lines, "
            f"total charge {self.total_charge if isinstance(self.total_charge, Decimal) else '?'})"
        )

    @property
    def patient_is_subscriber(self) -> bool:
        """Whether no separate patient is named."""
        return self.patient is None

    @property
    def is_predetermination(self) -> bool:
        """Whether the payer is asked what it would pay, before anything is done."""
        return self.predetermination_of_benefits is not None
