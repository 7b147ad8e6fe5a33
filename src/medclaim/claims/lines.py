"""Service lines: ProfessionalLine (SV1), InstitutionalLine (SV2)."""

from datetime import date
from decimal import Decimal
from typing import final

import attrs
from attrs.converters import optional

from medclaim.claims._fields import (
    Hidden,
    Value,
    checked,
    to_day,
    to_days,
    to_modifiers,
    to_money,
    to_number,
    to_place_of_service,
    to_pointers,
    to_procedure,
    to_revenue_code,
    to_texts,
    to_whole,
)
from medclaim.claims.cob import LineAdjudication, to_adjudications
from medclaim.claims.parties import Identifier, Provider, to_identifiers
from medclaim.claims.supplements import (
    Ambulance,
    Attachment,
    CertificationForm,
    Contract,
    Drug,
    DurableMedicalEquipment,
    LineIdentifiers,
    Measurement,
    Note,
    Pricing,
    PurchasedService,
    to_attachments,
    to_forms,
    to_measurements,
)
from medclaim.claims.unplaced import Unplaced, to_unplaced
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import ProcedureCode
from medclaim.codes.revenue import RevenueCode
from medclaim.dates import DateRange
from medclaim.malformed import Malformed


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class LineDates(Hidden):
    """The situational dates of a professional line (DTP in 2400), each ``None`` where not said.

    ``hemoglobin_test`` is that of a hemoglobin or hematocrit, ``creatinine_test`` that of a serum
    creatinine.
    """

    prescription: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    last_seen: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    hemoglobin_test: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    creatinine_test: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    shipped: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    last_x_ray: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    initial_treatment: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class ProfessionalLine(Value):
    """One service of a professional claim (2400, SV1).

    ``line_number`` counts from 1. ``charge`` is the line's whole charge in dollars. ``units`` are
    counted in ``unit_basis``: ``UN`` units or ``MJ`` minutes. ``diagnosis_pointers`` are 1-based
    positions in the claim's diagnoses, the first the most important. ``place_of_service`` only
    where it differs from the claim's. ``emergency``, ``epsdt`` and ``family_planning`` are ``Y`` or
    ``None``, ``copay_status`` is ``0`` (exempt) or ``None``, ``hospice_employed`` is ``Y`` or ``N``
    where it is asked. ``obstetric_units`` are anesthesia units beyond those of the time. Its ``repr``
    shows typed codes, numbers and amounts only.
    """

    line_number: int | Malformed = attrs.field(converter=to_whole)
    procedure_code: ProcedureCode = attrs.field(converter=to_procedure)
    modifiers: tuple[Modifier | Malformed, ...] = attrs.field(default=(), converter=to_modifiers)
    description: str | Malformed | None = attrs.field(default=None, repr=False)
    charge: Decimal | Malformed = attrs.field(converter=to_money)
    unit_basis: str | Malformed = attrs.field(default="UN", repr=False)
    units: Decimal | Malformed = attrs.field(default=Decimal(1), converter=to_number)
    place_of_service: PlaceOfService | Malformed | None = attrs.field(
        default=None, converter=optional(to_place_of_service)
    )
    diagnosis_pointers: tuple[int | Malformed, ...] = attrs.field(default=(), converter=to_pointers)
    emergency: str | Malformed | None = attrs.field(default=None, repr=False)
    epsdt: str | Malformed | None = attrs.field(default=None, repr=False)
    family_planning: str | Malformed | None = attrs.field(default=None, repr=False)
    copay_status: str | Malformed | None = attrs.field(default=None, repr=False)
    service_dates: date | DateRange | Malformed = attrs.field(converter=to_days, repr=False)
    line_control_number: str | Malformed | None = attrs.field(default=None, repr=False)
    prior_authorizations: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, repr=False
    )
    referral_numbers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers, repr=False
    )
    dates: LineDates | None = attrs.field(default=None, repr=False)
    identifiers: LineIdentifiers | None = attrs.field(default=None, repr=False)
    sales_tax: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money), repr=False
    )
    postage: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money), repr=False
    )
    file_information: tuple[str | Malformed, ...] = attrs.field(
        default=(), converter=to_texts, repr=False
    )
    note: Note | None = attrs.field(default=None, repr=False)
    third_party_note: str | Malformed | None = attrs.field(default=None, repr=False)
    attachments: tuple[Attachment, ...] = attrs.field(
        default=(), converter=to_attachments, repr=False
    )
    contract: Contract | None = attrs.field(default=None, repr=False)
    pricing: Pricing | None = attrs.field(default=None, repr=False)
    drug: Drug | None = attrs.field(default=None, repr=False)
    ambulance: Ambulance | None = attrs.field(default=None, repr=False)
    dme: DurableMedicalEquipment | None = attrs.field(default=None, repr=False)
    forms: tuple[CertificationForm, ...] = attrs.field(default=(), converter=to_forms, repr=False)
    test_results: tuple[Measurement, ...] = attrs.field(
        default=(), converter=to_measurements, repr=False
    )
    hospice_employed: str | Malformed | None = attrs.field(default=None, repr=False)
    obstetric_units: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number), repr=False
    )
    purchased_service: PurchasedService | None = attrs.field(default=None, repr=False)
    adjudications: tuple[LineAdjudication, ...] = attrs.field(
        default=(), converter=to_adjudications, repr=False
    )
    rendering_provider: Provider | None = attrs.field(default=None, repr=False)
    supervising_provider: Provider | None = attrs.field(default=None, repr=False)
    ordering_provider: Provider | None = attrs.field(default=None, repr=False)
    referring_provider: Provider | None = attrs.field(default=None, repr=False)
    primary_care_provider: Provider | None = attrs.field(default=None, repr=False)
    service_facility: Provider | None = attrs.field(default=None, repr=False)
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=to_unplaced, repr=False)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class InstitutionalLine(Value):
    """One service of an institutional claim (2400, SV2).

    ``procedure_code`` is ``None`` where the revenue code says all, as for a room. ``charge`` is the
    line's whole charge in dollars, ``non_covered_charge`` the part of it no payment is asked for.
    ``units`` are counted in ``unit_basis``: ``UN`` units or ``DA`` days. ``service_dates`` are
    required on an outpatient bill. ``third_party_note`` is a repricer's. Its ``repr`` shows typed
    codes, numbers and amounts only.
    """

    line_number: int | Malformed = attrs.field(converter=to_whole)
    revenue_code: RevenueCode | Malformed = attrs.field(converter=to_revenue_code)
    procedure_code: ProcedureCode | None = attrs.field(
        default=None, converter=optional(to_procedure)
    )
    modifiers: tuple[Modifier | Malformed, ...] = attrs.field(default=(), converter=to_modifiers)
    description: str | Malformed | None = attrs.field(default=None, repr=False)
    charge: Decimal | Malformed = attrs.field(converter=to_money)
    unit_basis: str | Malformed = attrs.field(default="UN", repr=False)
    units: Decimal | Malformed = attrs.field(default=Decimal(1), converter=to_number)
    non_covered_charge: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    service_dates: date | DateRange | Malformed | None = attrs.field(
        default=None, converter=optional(to_days), repr=False
    )
    line_control_number: str | Malformed | None = attrs.field(default=None, repr=False)
    repriced_line_number: str | Malformed | None = attrs.field(default=None, repr=False)
    adjusted_repriced_line_number: str | Malformed | None = attrs.field(default=None, repr=False)
    service_tax: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    facility_tax: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    third_party_note: str | Malformed | None = attrs.field(default=None, repr=False)
    attachments: tuple[Attachment, ...] = attrs.field(
        default=(), converter=to_attachments, repr=False
    )
    pricing: Pricing | None = attrs.field(default=None, repr=False)
    drug: Drug | None = attrs.field(default=None, repr=False)
    operating_physician: Provider | None = attrs.field(default=None, repr=False)
    other_operating_physician: Provider | None = attrs.field(default=None, repr=False)
    rendering_provider: Provider | None = attrs.field(default=None, repr=False)
    referring_provider: Provider | None = attrs.field(default=None, repr=False)
    adjudications: tuple[LineAdjudication, ...] = attrs.field(
        default=(), converter=to_adjudications, repr=False
    )
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=to_unplaced, repr=False)
