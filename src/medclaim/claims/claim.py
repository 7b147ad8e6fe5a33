"""The claims themselves: ProfessionalClaim (837P, CMS-1500)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import ClassVar, final

import attrs

from medclaim.claims._fields import (
    code,
    codes,
    many,
    money,
    optional_day,
    optional_days,
    optional_money,
    optional_text,
    text,
    value,
)
from medclaim.claims.lines import Note, ProfessionalLine
from medclaim.claims.parties import BillingProvider, Patient, Payer, Provider, Subscriber
from medclaim.claims.unplaced import Unplaced
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.pos import PlaceOfService
from medclaim.dates import DateRange
from medclaim.edit import Kind
from medclaim.malformed import Malformed

DiagnosisCode = Icd10CmCode | Icd9CmCode | Malformed


def _cause_codes(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError("codes: takes a sequence of codes, not one str")
    return tuple(given)


@final
@attrs.frozen(kw_only=True)
class RelatedCauses:
    """What the condition is related to: CLM11.

    ``codes`` are one to two of ``AA`` (auto accident), ``EM`` (employment), ``OA`` (other
    accident); ``state`` is where an auto accident happened.
    """

    codes: tuple[str, ...] = attrs.field(converter=_cause_codes)
    state: str | Malformed | None = optional_text("state")
    country: str | Malformed | None = optional_text("country")


@final
@attrs.frozen(kw_only=True)
class ClaimDates:
    """The situational dates of a professional claim (DTP in 2300), each ``None`` where not said."""

    onset: date | Malformed | None = optional_day("onset")
    initial_treatment: date | Malformed | None = optional_day("initial_treatment")
    last_seen: date | Malformed | None = optional_day("last_seen")
    acute_manifestation: date | Malformed | None = optional_day("acute_manifestation")
    accident: date | Malformed | None = optional_day("accident")
    last_menstrual_period: date | Malformed | None = optional_day("last_menstrual_period")
    last_x_ray: date | Malformed | None = optional_day("last_x_ray")
    hearing_vision_prescription: date | Malformed | None = optional_day(
        "hearing_vision_prescription"
    )
    disability: DateRange | Malformed | None = optional_days("disability")
    disability_begin: date | Malformed | None = optional_day("disability_begin")
    disability_end: date | Malformed | None = optional_day("disability_end")
    last_worked: date | Malformed | None = optional_day("last_worked")
    return_to_work: date | Malformed | None = optional_day("return_to_work")
    admission: date | Malformed | None = optional_day("admission")
    discharge: date | Malformed | None = optional_day("discharge")
    assumed_care: date | Malformed | None = optional_day("assumed_care")
    relinquished_care: date | Malformed | None = optional_day("relinquished_care")
    first_contact: date | Malformed | None = optional_day("first_contact")
    repricer_received: date | Malformed | None = optional_day("repricer_received")


@final
@attrs.frozen(kw_only=True, repr=False)
class ClaimIdentifiers:
    """The less common numbers of a claim (REF in 2300), each ``None`` where not given."""

    medical_record_number: str | Malformed | None = optional_text("medical_record_number")
    clia_number: str | Malformed | None = optional_text("clia_number")
    mammography_certification: str | Malformed | None = optional_text("mammography_certification")
    investigational_device: str | Malformed | None = optional_text("investigational_device")
    demonstration_project: str | Malformed | None = optional_text("demonstration_project")
    service_authorization_exception: str | Malformed | None = optional_text(
        "service_authorization_exception"
    )
    medicare_crossover: str | Malformed | None = optional_text("medicare_crossover")
    care_plan_oversight: str | Malformed | None = optional_text("care_plan_oversight")
    repriced_claim_number: str | Malformed | None = optional_text("repriced_claim_number")
    adjusted_repriced_claim_number: str | Malformed | None = optional_text(
        "adjusted_repriced_claim_number"
    )
    clearinghouse_trace: str | Malformed | None = optional_text("clearinghouse_trace")

    def __repr__(self) -> str:
        return "ClaimIdentifiers(...)"


@final
@attrs.frozen(kw_only=True, repr=False)
class ProfessionalClaim:
    """A professional claim: one patient, one payer in turn, one to fifty services.

    ``patient`` is ``None`` when the patient is the subscriber. Money is in dollars with two places.
    ``claim_or_encounter`` is ``CH`` (charges to be paid) or ``RP`` (a capitated encounter is
    reported). The signature, assignment, benefits and release fields are CLM06 to CLM10. A field
    that a text got wrong holds a ``Malformed``; ``unplaced`` what no field is for.

    Source: 005010X222A1, loops 2000A to 2400.
    """

    KIND: ClassVar[Kind] = Kind.PROFESSIONAL

    billing_provider: BillingProvider = value(BillingProvider)
    subscriber: Subscriber = value(Subscriber)
    payer: Payer = value(Payer)
    patient: Patient | None = value(Patient, optional=True)
    claim_or_encounter: str | Malformed = optional_text("claim_or_encounter", default="CH")

    patient_control_number: str | Malformed = text("patient_control_number")
    total_charge: Decimal | Malformed = money("total_charge")
    place_of_service: PlaceOfService | Malformed = code(PlaceOfService)
    frequency_code: str | Malformed = optional_text("frequency_code", default="1")
    provider_signature: str | Malformed = optional_text("provider_signature", default="Y")
    assignment_code: str | Malformed = optional_text("assignment_code", default="A")
    benefits_assigned: str | Malformed = optional_text("benefits_assigned", default="Y")
    release_of_information: str | Malformed = optional_text("release_of_information", default="Y")
    patient_signature_source: str | Malformed | None = optional_text("patient_signature_source")
    related_causes: RelatedCauses | None = value(RelatedCauses, optional=True)
    special_program: str | Malformed | None = optional_text("special_program")
    delay_reason: str | Malformed | None = optional_text("delay_reason")

    dates: ClaimDates | None = value(ClaimDates, optional=True)
    patient_paid: Decimal | Malformed | None = optional_money("patient_paid")
    prior_authorization: str | Malformed | None = optional_text("prior_authorization")
    referral_number: str | Malformed | None = optional_text("referral_number")
    payer_claim_control_number: str | Malformed | None = optional_text("payer_claim_control_number")
    identifiers: ClaimIdentifiers | None = value(ClaimIdentifiers, optional=True)
    note: Note | None = value(Note, optional=True)
    diagnoses: tuple[DiagnosisCode, ...] = codes(Icd10CmCode, Icd9CmCode)

    referring_provider: Provider | None = value(Provider, optional=True)
    primary_care_provider: Provider | None = value(Provider, optional=True)
    rendering_provider: Provider | None = value(Provider, optional=True)
    service_facility: Provider | None = value(Provider, optional=True)
    supervising_provider: Provider | None = value(Provider, optional=True)

    lines: tuple[ProfessionalLine, ...] = many(ProfessionalLine)
    unplaced: tuple[Unplaced, ...] = many(Unplaced)

    def __repr__(self) -> str:
        return (
            f"ProfessionalClaim({len(self.diagnoses)} diagnoses, {len(self.lines)} lines, "
            f"total charge {self.total_charge if isinstance(self.total_charge, Decimal) else '?'})"
        )

    @property
    def patient_is_subscriber(self) -> bool:
        """Whether no separate patient is named."""
        return self.patient is None
