"""The professional claim: what an 837P and a CMS-1500 say."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, final

import attrs
from attrs.converters import optional

from medclaim.claims._fields import (
    Hidden,
    Value,
    checked,
    every,
    to_condition_codes,
    to_day,
    to_days,
    to_diagnosis_codes,
    to_money,
    to_place_of_service,
    to_procedures,
    to_texts,
)
from medclaim.claims.cob import OtherSubscriber, to_other_subscribers
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import BillingProvider, Patient, Payer, Provider, Subscriber
from medclaim.claims.supplements import (
    Ambulance,
    Attachment,
    Certification,
    ClaimIdentifiers,
    Contract,
    DiagnosisCode,
    Note,
    Pricing,
    RelatedCauses,
    SpinalManipulation,
    VisionCondition,
    to_attachments,
    to_vision,
)
from medclaim.claims.unplaced import Unplaced, to_unplaced
from medclaim.codes.condition import ConditionCode
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import ProcedureCode
from medclaim.dates import DateRange
from medclaim.edit import Kind
from medclaim.malformed import Malformed


def _to_disability(given: DateRange | Malformed) -> Any:
    return to_days(given)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class ClaimDates(Hidden):
    """The situational dates of a professional claim (DTP in 2300), each ``None`` where not said."""

    onset: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    initial_treatment: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    last_seen: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    acute_manifestation: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    accident: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    last_menstrual_period: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    last_x_ray: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    hearing_vision_prescription: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    disability: DateRange | Malformed | None = attrs.field(
        default=None, converter=optional(_to_disability)
    )
    disability_begin: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    disability_end: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    last_worked: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    return_to_work: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    admission: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    discharge: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    assumed_care: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    relinquished_care: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    first_contact: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    repricer_received: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )


def _to_lines(given: Iterable[ProfessionalLine]) -> tuple[ProfessionalLine, ...]:
    return every(given, ProfessionalLine)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class ProfessionalClaim(Value):
    """A professional claim: one patient, one payer in turn, one to fifty services.

    ``patient`` is ``None`` when the patient is the subscriber. Money is in dollars with two places.
    ``claim_or_encounter`` is ``CH`` (charges to be paid) or ``RP`` (a capitated encounter is
    reported). The signature, assignment, benefits and release fields are CLM06 to CLM10.
    ``anesthesia_procedures`` are the principal surgery an anesthesia was for and one other;
    ``homebound`` is ``Y`` or ``None``. A field that a text got wrong holds a ``Malformed``;
    ``unplaced`` what no field is for.

    Source: 005010X222A1, loops 2000A to 2400.
    """

    KIND: ClassVar[Kind] = Kind.PROFESSIONAL

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
    patient_signature_source: str | Malformed | None = None
    related_causes: RelatedCauses | None = None
    special_program: str | Malformed | None = None
    delay_reason: str | Malformed | None = None

    dates: ClaimDates | None = None
    patient_paid: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    prior_authorization: str | Malformed | None = None
    referral_number: str | Malformed | None = None
    payer_claim_control_number: str | Malformed | None = None
    identifiers: ClaimIdentifiers | None = None
    file_information: tuple[str | Malformed, ...] = attrs.field(default=(), converter=to_texts)
    note: Note | None = None
    attachments: tuple[Attachment, ...] = attrs.field(default=(), converter=to_attachments)
    contract: Contract | None = None
    pricing: Pricing | None = None
    diagnoses: tuple[DiagnosisCode, ...] = attrs.field(default=(), converter=to_diagnosis_codes)
    anesthesia_procedures: tuple[ProcedureCode, ...] = attrs.field(
        default=(), converter=to_procedures
    )
    condition_codes: tuple[ConditionCode | Malformed, ...] = attrs.field(
        default=(), converter=to_condition_codes
    )
    ambulance: Ambulance | None = None
    spinal_manipulation: SpinalManipulation | None = None
    vision: tuple[VisionCondition, ...] = attrs.field(default=(), converter=to_vision)
    homebound: str | Malformed | None = None
    epsdt_referral: Certification | None = None

    referring_provider: Provider | None = None
    primary_care_provider: Provider | None = None
    rendering_provider: Provider | None = None
    service_facility: Provider | None = None
    supervising_provider: Provider | None = None
    other_subscribers: tuple[OtherSubscriber, ...] = attrs.field(
        default=(), converter=to_other_subscribers
    )

    lines: tuple[ProfessionalLine, ...] = attrs.field(default=(), converter=_to_lines)
    unplaced: tuple[Unplaced, ...] = attrs.field(default=(), converter=to_unplaced)

    def __repr__(self) -> str:
        return (
            f"ProfessionalClaim({len(self.diagnoses)} diagnoses, {len(self.lines)} lines, "
            f"total charge {self.total_charge if isinstance(self.total_charge, Decimal) else '?'})"
        )

    @property
    def patient_is_subscriber(self) -> bool:
        """Whether no separate patient is named."""
        return self.patient is None
