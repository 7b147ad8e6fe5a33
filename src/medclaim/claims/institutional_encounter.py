"""What the coder entered for a stay or a hospital visit, before any payer is thought of."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, final

import attrs
from attrs.converters import optional

from medclaim.claims._coded import (
    to_given_admission_type,
    to_given_bill_type,
    to_given_condition_codes,
    to_given_day,
    to_given_days,
    to_given_diagnosis_code,
    to_given_diagnosis_codes,
    to_given_hour,
    to_given_modifiers,
    to_given_moment,
    to_given_money,
    to_given_number,
    to_given_patient_status,
    to_given_point_of_origin,
    to_given_revenue_code,
    to_given_span,
    to_given_stay_procedure,
)
from medclaim.claims._fields import checked, every, to_procedure
from medclaim.claims.encounter import Diagnosis, to_stay_diagnoses
from medclaim.claims.institutional import (
    InstitutionalIdentifiers,
    Occurrence,
    OccurrenceSpan,
    ValueAmount,
    to_notes,
    to_occurrences,
    to_spans,
    to_value_amounts,
)
from medclaim.claims.parties import BillingProvider, Patient, Provider
from medclaim.claims.supplements import Note
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.bill_type import BillType
from medclaim.codes.condition import ConditionCode
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd9pcs import Icd9PcsCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.point_of_origin import PointOfOrigin
from medclaim.codes.procedure import OtherProcedureCode, ProcedureCode
from medclaim.codes.revenue import RevenueCode
from medclaim.dates import DateRange
from medclaim.edit import Kind


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class PerformedProcedure:
    """A procedure coded for an inpatient stay, its day, and where in the record it stands.

    A ``str`` is taken as ICD-10-PCS; ICD-9-CM is always said: ``Icd9PcsCode("3722")``.
    """

    code: Icd10PcsCode | Icd9PcsCode | OtherProcedureCode = attrs.field(
        converter=to_given_stay_procedure
    )
    date: datetime.date = attrs.field(converter=to_given_day, repr=False)
    evidence: str | None = attrs.field(default=None, repr=False)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class InstitutionalService:
    """A charge of a stay or hospital visit: its revenue code and, where one is coded, its procedure.

    ``charge`` is for all ``units`` together; ``unit_basis`` is ``UN`` units or ``DA`` days.
    ``service_dates`` are required on an outpatient bill. A ``float`` is refused.

    >>> InstitutionalService(revenue_code="0120", charge="4800", units=4, unit_basis="DA").charge
    Decimal('4800.00')
    """

    revenue_code: RevenueCode = attrs.field(converter=to_given_revenue_code)
    procedure_code: ProcedureCode | None = attrs.field(
        default=None, converter=optional(to_procedure)
    )
    modifiers: tuple[Modifier, ...] = attrs.field(default=(), converter=to_given_modifiers)
    service_dates: datetime.date | DateRange | None = attrs.field(
        default=None, converter=optional(to_given_days)
    )
    charge: Decimal = attrs.field(converter=to_given_money)
    units: Decimal = attrs.field(default=Decimal(1), converter=to_given_number)
    unit_basis: str = attrs.field(default="UN", repr=False)
    non_covered_charge: Decimal | None = attrs.field(
        default=None, converter=optional(to_given_money)
    )
    description: str | None = attrs.field(default=None, repr=False)
    line_control_number: str | None = attrs.field(default=None, repr=False)
    operating_physician: Provider | None = None
    other_operating_physician: Provider | None = None
    rendering_provider: Provider | None = None
    referring_provider: Provider | None = None
    evidence: str | None = attrs.field(default=None, repr=False)


def _to_procedures(given: Iterable[PerformedProcedure]) -> tuple[PerformedProcedure, ...]:
    return every(given, PerformedProcedure)


def _to_services(given: Iterable[InstitutionalService]) -> tuple[InstitutionalService, ...]:
    return every(given, InstitutionalService)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class InstitutionalEncounter:
    """One patient's stay, or visits to a hospital or another facility, coded.

    Order matters: the first diagnosis is the principal one, the first procedure the principal
    procedure. ``statement_dates`` are the first and the last day billed for. ``admission`` is a day,
    or a ``datetime`` with the hour. Nothing here depends on who pays.
    """

    KIND: ClassVar[Kind] = Kind.INSTITUTIONAL

    patient: Patient
    patient_control_number: str
    billing_provider: BillingProvider
    bill_type: BillType = attrs.field(converter=to_given_bill_type)
    statement_dates: DateRange = attrs.field(converter=to_given_span)
    admission: datetime.date | datetime.datetime | None = attrs.field(
        default=None, converter=optional(to_given_moment)
    )
    discharge_hour: datetime.time | None = attrs.field(
        default=None, converter=optional(to_given_hour)
    )
    admission_type: AdmissionType | None = attrs.field(
        default=None, converter=optional(to_given_admission_type)
    )
    point_of_origin: PointOfOrigin | None = attrs.field(
        default=None, converter=optional(to_given_point_of_origin)
    )
    patient_status: DischargeStatus = attrs.field(converter=to_given_patient_status)
    diagnoses: tuple[Diagnosis, ...] = attrs.field(converter=to_stay_diagnoses)
    admitting_diagnosis: Icd10CmCode | Icd9CmCode | None = attrs.field(
        default=None, converter=optional(to_given_diagnosis_code)
    )
    patient_reason_for_visit: tuple[Icd10CmCode | Icd9CmCode, ...] = attrs.field(
        default=(), converter=to_given_diagnosis_codes
    )
    external_causes: tuple[Diagnosis, ...] = attrs.field(default=(), converter=to_stay_diagnoses)
    drg: str | None = None
    procedures: tuple[PerformedProcedure, ...] = attrs.field(default=(), converter=_to_procedures)
    condition_codes: tuple[ConditionCode, ...] = attrs.field(
        default=(), converter=to_given_condition_codes
    )
    occurrence_codes: tuple[Occurrence, ...] = attrs.field(default=(), converter=to_occurrences)
    occurrence_spans: tuple[OccurrenceSpan, ...] = attrs.field(default=(), converter=to_spans)
    value_codes: tuple[ValueAmount, ...] = attrs.field(default=(), converter=to_value_amounts)
    services: tuple[InstitutionalService, ...] = attrs.field(converter=_to_services)
    attending_provider: Provider | None = None
    operating_physician: Provider | None = None
    other_operating_physician: Provider | None = None
    rendering_provider: Provider | None = None
    referring_provider: Provider | None = None
    service_facility: Provider | None = None
    identifiers: InstitutionalIdentifiers | None = None
    prior_authorization: str | None = None
    referral_number: str | None = None
    patient_responsibility: Decimal | None = attrs.field(
        default=None, converter=optional(to_given_money)
    )
    notes: tuple[Note, ...] = attrs.field(default=(), converter=to_notes)
    billing_note: str | None = None

    def __repr__(self) -> str:
        return (
            f"InstitutionalEncounter({len(self.diagnoses)} diagnoses, "
            f"{len(self.services)} services)"
        )
