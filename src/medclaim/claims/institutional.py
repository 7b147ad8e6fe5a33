"""The institutional claim: what an 837I and a UB-04 say.

Codes that a bill gives with a day, an amount or a present-on-admission indicator are small values:
``Occurrence("11", date(2026, 3, 2))``. Names are the 005010 implementation guide's.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, final

import attrs
from attrs.converters import optional

from medclaim.claims._fields import (
    Hidden,
    StayProcedureCode,
    Value,
    checked,
    each,
    every,
    to_code,
    to_condition_codes,
    to_day,
    to_diagnosis_code,
    to_diagnosis_codes,
    to_hour,
    to_moment,
    to_money,
    to_number,
    to_range,
    to_stay_procedure,
    to_texts,
)
from medclaim.claims.cob import OtherSubscriber, to_other_subscribers
from medclaim.claims.lines import InstitutionalLine
from medclaim.claims.parties import BillingProvider, Patient, Payer, Provider, Subscriber
from medclaim.claims.supplements import (
    Attachment,
    Certification,
    Contract,
    DiagnosisCode,
    Note,
    Pricing,
    to_attachments,
)
from medclaim.claims.unplaced import Unplaced, to_unplaced
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.bill_type import BillType
from medclaim.codes.condition import ConditionCode
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.occurrence import OccurrenceCode
from medclaim.codes.occurrence_span import OccurrenceSpanCode
from medclaim.codes.poa import PoaIndicator
from medclaim.codes.point_of_origin import PointOfOrigin
from medclaim.codes.value import ValueCode
from medclaim.dates import DateRange
from medclaim.edit import Kind
from medclaim.malformed import Malformed


def to_presence(given: PoaIndicator | str | Malformed) -> PoaIndicator | Malformed:
    """A present-on-admission indicator, or the text of one."""
    return to_code(given, PoaIndicator)


@final
@attrs.frozen(field_transformer=checked)
class StayDiagnosis:
    """A diagnosis of a bill and whether it was there on admission: HI, composite C022-2 and -9.

    A ``str`` is taken as ICD-10-CM. ``present_on_admission`` is ``Y``, ``N``, ``U`` or ``W``;
    ``None`` on an outpatient bill and where the code is exempt.

    >>> StayDiagnosis("I21.4", "Y")
    StayDiagnosis(code=Icd10CmCode('I21.4'), present_on_admission=PoaIndicator('Y'))
    """

    code: DiagnosisCode = attrs.field(converter=to_diagnosis_code)
    present_on_admission: PoaIndicator | Malformed | None = attrs.field(
        default=None, converter=optional(to_presence)
    )


@final
@attrs.frozen(field_transformer=checked)
class StayProcedure:
    """A procedure of an inpatient stay and its day: HI, composite C022-2 and -4.

    A ``str`` is taken as ICD-10-PCS; ICD-9-CM is always said: ``Icd9PcsCode("3722")``.
    """

    code: StayProcedureCode = attrs.field(converter=to_stay_procedure)
    date: datetime.date | Malformed = attrs.field(converter=to_day, repr=False)


def _to_occurrence_code(given: OccurrenceCode | str | Malformed) -> OccurrenceCode | Malformed:
    return to_code(given, OccurrenceCode)


@final
@attrs.frozen(field_transformer=checked)
class Occurrence:
    """An event that bears on payment, and its day: HI BH."""

    code: OccurrenceCode | Malformed = attrs.field(converter=_to_occurrence_code)
    date: datetime.date | Malformed = attrs.field(converter=to_day, repr=False)


def _to_span_code(given: OccurrenceSpanCode | str | Malformed) -> OccurrenceSpanCode | Malformed:
    return to_code(given, OccurrenceSpanCode)


@final
@attrs.frozen(field_transformer=checked)
class OccurrenceSpan:
    """An event that bears on payment, and its days: HI BI."""

    code: OccurrenceSpanCode | Malformed = attrs.field(converter=_to_span_code)
    dates: DateRange | Malformed = attrs.field(converter=to_range, repr=False)


def _to_value_code(given: ValueCode | str | Malformed) -> ValueCode | Malformed:
    return to_code(given, ValueCode)


@final
@attrs.frozen(field_transformer=checked)
class ValueAmount:
    """A value code and its amount: HI BE. The amount may be dollars, days, units or a measure.

    >>> ValueAmount("80", 4).amount
    Decimal('4')
    """

    code: ValueCode | Malformed = attrs.field(converter=_to_value_code)
    amount: Decimal | Malformed = attrs.field(converter=to_number)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class InstitutionalIdentifiers(Hidden):
    """The less common numbers of an institutional claim (REF in 2300), each ``None`` where not given.

    ``auto_accident_state`` is the state of an auto accident, ``peer_review_authorization`` a
    quality improvement organization's number.
    """

    medical_record_number: str | Malformed | None = None
    auto_accident_state: str | Malformed | None = None
    demonstration_project: str | Malformed | None = None
    peer_review_authorization: str | Malformed | None = None
    service_authorization_exception: str | Malformed | None = None
    repriced_claim_number: str | Malformed | None = None
    adjusted_repriced_claim_number: str | Malformed | None = None
    clearinghouse_trace: str | Malformed | None = None


def to_stay_diagnosis(
    given: StayDiagnosis | DiagnosisCode | str,
) -> StayDiagnosis | Malformed:
    """A diagnosis of a bill, or its code alone; none at all stays a ``Malformed``."""
    return given if isinstance(given, (StayDiagnosis, Malformed)) else StayDiagnosis(given)


def to_stay_diagnoses(
    given: Iterable[StayDiagnosis | DiagnosisCode | str],
) -> tuple[StayDiagnosis, ...]:
    """Diagnoses of a bill, or their codes alone."""
    return each(given, lambda one: one if type(one) is StayDiagnosis else StayDiagnosis(one))


def to_stay_procedures(given: Iterable[StayProcedure]) -> tuple[StayProcedure, ...]:
    """Procedures of a stay as a tuple."""
    return every(given, StayProcedure)


def to_bill_type(given: BillType | str | Malformed) -> BillType | Malformed:
    """A type of bill, or the text of one."""
    return to_code(given, BillType)


def to_admission_type(given: AdmissionType | str | Malformed) -> AdmissionType | Malformed:
    """An admission type, or the text of one."""
    return to_code(given, AdmissionType)


def to_point_of_origin(given: PointOfOrigin | str | Malformed) -> PointOfOrigin | Malformed:
    """A point of origin, or the text of one."""
    return to_code(given, PointOfOrigin)


def to_patient_status(given: DischargeStatus | str | Malformed) -> DischargeStatus | Malformed:
    """A discharge status, or the text of one."""
    return to_code(given, DischargeStatus)


def to_occurrences(given: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Occurrences as a tuple."""
    return every(given, Occurrence)


def to_spans(given: Iterable[OccurrenceSpan]) -> tuple[OccurrenceSpan, ...]:
    """Occurrence spans as a tuple."""
    return every(given, OccurrenceSpan)


def to_value_amounts(given: Iterable[ValueAmount]) -> tuple[ValueAmount, ...]:
    """Value codes with their amounts as a tuple."""
    return every(given, ValueAmount)


def to_notes(given: Iterable[Note]) -> tuple[Note, ...]:
    """Notes as a tuple."""
    return every(given, Note)


def _to_lines(given: Iterable[InstitutionalLine]) -> tuple[InstitutionalLine, ...]:
    return every(given, InstitutionalLine)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class InstitutionalClaim(Value):
    """An institutional claim: one patient's stay or visits, one payer in turn, 1 to 999 lines.

    ``bill_type`` is CLM05-1 and CLM05-3 as one fact. ``admission`` is a ``date``, or a ``datetime``
    with the hour. ``drg`` is the code of the payer's grouper as a text: nothing in an 837I says
    which grouper. ``principal_diagnosis`` and ``other_diagnoses`` are said apart, as the guide says
    them; ``diagnoses`` is both. ``investigational_devices`` are IDE numbers, at most five.
    ``repricer_received`` is when a repricer got the claim. A field that a text got wrong holds a
    ``Malformed``; ``unplaced`` what no field is for.

    Source: 005010X223A2, loops 2000A to 2400.
    """

    KIND: ClassVar[Kind] = Kind.INSTITUTIONAL

    billing_provider: BillingProvider
    subscriber: Subscriber
    payer: Payer
    patient: Patient | None = None
    claim_or_encounter: str | Malformed = "CH"

    patient_control_number: str | Malformed
    total_charge: Decimal | Malformed = attrs.field(converter=to_money)
    bill_type: BillType | Malformed = attrs.field(converter=to_bill_type)
    assignment_code: str | Malformed = "A"
    benefits_assigned: str | Malformed = "Y"
    release_of_information: str | Malformed = "Y"
    delay_reason: str | Malformed | None = None

    statement_dates: DateRange | Malformed = attrs.field(converter=to_range)
    admission: datetime.date | datetime.datetime | Malformed | None = attrs.field(
        default=None, converter=optional(to_moment)
    )
    discharge_hour: datetime.time | Malformed | None = attrs.field(
        default=None, converter=optional(to_hour)
    )
    admission_type: AdmissionType | Malformed | None = attrs.field(
        default=None, converter=optional(to_admission_type)
    )
    point_of_origin: PointOfOrigin | Malformed | None = attrs.field(
        default=None, converter=optional(to_point_of_origin)
    )
    patient_status: DischargeStatus | Malformed = attrs.field(converter=to_patient_status)
    repricer_received: datetime.date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )

    patient_responsibility: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    prior_authorization: str | Malformed | None = None
    referral_number: str | Malformed | None = None
    payer_claim_control_number: str | Malformed | None = None
    identifiers: InstitutionalIdentifiers | None = None
    investigational_devices: tuple[str | Malformed, ...] = attrs.field(
        default=(), converter=to_texts
    )
    file_information: tuple[str | Malformed, ...] = attrs.field(default=(), converter=to_texts)
    notes: tuple[Note, ...] = attrs.field(default=(), converter=to_notes)
    billing_note: str | Malformed | None = None
    epsdt_referral: Certification | None = None
    attachments: tuple[Attachment, ...] = attrs.field(default=(), converter=to_attachments)
    contract: Contract | None = None
    pricing: Pricing | None = None

    principal_diagnosis: StayDiagnosis | Malformed = attrs.field(converter=to_stay_diagnosis)
    admitting_diagnosis: DiagnosisCode | None = attrs.field(
        default=None, converter=optional(to_diagnosis_code)
    )
    patient_reason_for_visit: tuple[DiagnosisCode, ...] = attrs.field(
        default=(), converter=to_diagnosis_codes
    )
    external_causes: tuple[StayDiagnosis, ...] = attrs.field(
        default=(), converter=to_stay_diagnoses
    )
    drg: str | Malformed | None = None
    other_diagnoses: tuple[StayDiagnosis, ...] = attrs.field(
        default=(), converter=to_stay_diagnoses
    )
    principal_procedure: StayProcedure | None = None
    other_procedures: tuple[StayProcedure, ...] = attrs.field(
        default=(), converter=to_stay_procedures
    )
    condition_codes: tuple[ConditionCode | Malformed, ...] = attrs.field(
        default=(), converter=to_condition_codes
    )
    occurrence_codes: tuple[Occurrence, ...] = attrs.field(default=(), converter=to_occurrences)
    occurrence_spans: tuple[OccurrenceSpan, ...] = attrs.field(default=(), converter=to_spans)
    value_codes: tuple[ValueAmount, ...] = attrs.field(default=(), converter=to_value_amounts)
    treatment_codes: tuple[str | Malformed, ...] = attrs.field(default=(), converter=to_texts)

    attending_provider: Provider | None = None
    operating_physician: Provider | None = None
    other_operating_physician: Provider | None = None
    rendering_provider: Provider | None = None
    service_facility: Provider | None = None
    referring_provider: Provider | None = None
    other_subscribers: tuple[OtherSubscriber, ...] = attrs.field(
        default=(), converter=to_other_subscribers
    )

    lines: tuple[InstitutionalLine, ...] = attrs.field(default=(), converter=_to_lines)
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=to_unplaced)

    def __repr__(self) -> str:
        return (
            f"InstitutionalClaim({len(self.diagnoses)} diagnoses, {len(self.lines)} lines, "
            f"total charge {self.total_charge if isinstance(self.total_charge, Decimal) else '?'})"
        )

    @property
    def patient_is_subscriber(self) -> bool:
        """Whether no separate patient is named."""
        return self.patient is None

    @property
    def frequency_code(self) -> str | Malformed:
        """The last character of the type of bill: the bill's place in its series (CLM05-3)."""
        bill = self.bill_type
        return bill if isinstance(bill, Malformed) else bill.frequency_code

    @property
    def diagnoses(self) -> tuple[DiagnosisCode, ...]:
        """The codes of the principal and the other diagnoses, in order."""
        first = self.principal_diagnosis
        principal = first if isinstance(first, Malformed) else first.code
        return (principal, *(other.code for other in self.other_diagnoses))
