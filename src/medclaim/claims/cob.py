"""What other payers have to do with a claim: who they are, what they paid, why not more.

Source: 005010X222A1, 005010X223A2 and 005010X224A2, loops 2320, 2330A to 2330I, 2430.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import final

import attrs
from attrs.converters import optional

from medclaim.claims._fields import (
    Hidden,
    checked,
    every,
    to_carc,
    to_day,
    to_modifiers,
    to_money,
    to_number,
    to_procedure,
    to_rarcs,
    to_revenue_code,
    to_whole,
)
from medclaim.claims.parties import (
    Address,
    Identifier,
    Organization,
    Person,
    ProviderReference,
    to_identifiers,
)
from medclaim.codes.carc import CarcCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.procedure import ProcedureCode
from medclaim.codes.rarc import RarcCode
from medclaim.codes.revenue import RevenueCode
from medclaim.malformed import Malformed


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class Adjustment:
    """Why a payer paid so much less, or more, than was charged: one reason of a CAS.

    ``group`` is ``CO`` (contractual), ``CR`` (correction), ``OA`` (other), ``PI`` (payer initiated)
    or ``PR`` (patient responsibility). ``amount`` is what was taken off the charge, so it is
    negative where something was added. An 837 writes up to six neighbours of one group in one CAS.

    >>> Adjustment(group="PR", reason="1", amount="793")
    Adjustment(group='PR', reason=CarcCode('1'), amount=Decimal('793.00'), quantity=None)
    """

    group: str | Malformed
    reason: CarcCode | Malformed = attrs.field(converter=to_carc)
    amount: Decimal | Malformed = attrs.field(converter=to_money)
    quantity: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_number))


def to_adjustments(given: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """Adjustments as a tuple."""
    return every(given, Adjustment)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class OutpatientAdjudication:
    """What Medicare's remittance said of an outpatient or professional claim (MOA)."""

    reimbursement_rate: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    hcpcs_payable_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    remark_codes: tuple[RarcCode | Malformed, ...] = attrs.field(default=(), converter=to_rarcs)
    esrd_payment_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    professional_component_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class InpatientAdjudication:
    """What Medicare's remittance said of an inpatient claim (MIA)."""

    covered_days: Decimal | Malformed = attrs.field(converter=to_number)
    lifetime_psychiatric_days: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    drg_amount: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_money))
    remark_codes: tuple[RarcCode | Malformed, ...] = attrs.field(default=(), converter=to_rarcs)
    disproportionate_share_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    msp_pass_through_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_capital_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_capital_fsp_drg_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_capital_hsp_drg_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_capital_dsh_drg_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    old_capital_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_capital_ime_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_operating_hospital_drg_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    cost_report_days: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    pps_operating_federal_drg_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_capital_outlier_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    indirect_teaching_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    professional_component_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    pps_capital_exception_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class OtherPayer(Hidden):
    """A payer other than the one the claim goes to (2330B).

    ``adjudication_date`` is the day of its check or remittance, where no line says another.
    ``identifiers`` are its own further numbers (``2U``, ``EI``, ``FY``, ``NF``),
    ``claim_adjustment_indicator`` is ``Y`` where it adjusted a claim of its own; ``predetermination``
    is for dental claims.
    """

    name: str | Malformed
    payer_id: str | Malformed
    id_qualifier: str | Malformed = "PI"
    address: Address | None = None
    adjudication_date: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=to_identifiers)
    prior_authorization: str | Malformed | None = None
    referral_number: str | Malformed | None = None
    claim_adjustment_indicator: str | Malformed | None = None
    predetermination: str | Malformed | None = None
    claim_control_number: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class OtherPayerProviders(Hidden):
    """The claim's providers by the numbers that another payer has given them (2330C to 2330I).

    Attending and operating physicians are those of institutional claims, the assistant surgeon is
    of dental ones.
    """

    attending_provider: ProviderReference | None = None
    operating_physician: ProviderReference | None = None
    other_operating_physician: ProviderReference | None = None
    referring_provider: ProviderReference | None = None
    primary_care_provider: ProviderReference | None = None
    rendering_provider: ProviderReference | None = None
    service_facility: ProviderReference | None = None
    supervising_provider: ProviderReference | None = None
    assistant_surgeon: ProviderReference | None = None
    billing_provider: ProviderReference | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class OtherSubscriber(Hidden):
    """A coverage beside the one the claim is sent for: who holds it, with whom, what it paid.

    ``relationship`` is the patient's to this subscriber (``18`` self). ``adjustments`` are those of
    the claim as a whole, what each line lost stands at the line. ``payer_paid`` is what the payer
    paid, ``non_covered`` the charges where the whole claim was not covered,
    ``remaining_patient_liability`` what the patient still owes by the payer's word.
    ``identifiers`` are the subscriber's further numbers (``SY``).

    Source: loops 2320, 2330A and what is within.
    """

    name: Person | Organization
    member_id: str | Malformed
    id_qualifier: str | Malformed = "MI"
    responsibility: str | Malformed
    relationship: str | Malformed
    group_number: str | Malformed | None = None
    group_name: str | Malformed | None = None
    insurance_type: str | Malformed | None = None
    filing_indicator: str | Malformed | None = None
    address: Address | None = None
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=to_identifiers)
    benefits_assigned: str | Malformed = "Y"
    patient_signature_source: str | Malformed | None = None
    release_of_information: str | Malformed = "Y"
    adjustments: tuple[Adjustment, ...] = attrs.field(default=(), converter=to_adjustments)
    payer_paid: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_money))
    non_covered: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    remaining_patient_liability: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    inpatient_adjudication: InpatientAdjudication | None = None
    outpatient_adjudication: OutpatientAdjudication | None = None
    payer: OtherPayer
    providers: OtherPayerProviders | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class LineAdjudication(Hidden):
    """What another payer decided about one line (2430).

    ``payer_id`` is that of the other subscriber's payer. ``units`` were paid, for ``procedure_code``
    or ``revenue_code``, in ``paid`` dollars; ``bundled_line`` is the line this one was paid with.
    """

    payer_id: str | Malformed
    paid: Decimal | Malformed = attrs.field(converter=to_money)
    procedure_code: ProcedureCode | None = attrs.field(
        default=None, converter=optional(to_procedure)
    )
    modifiers: tuple[Modifier | Malformed, ...] = attrs.field(default=(), converter=to_modifiers)
    description: str | Malformed | None = None
    revenue_code: RevenueCode | Malformed | None = attrs.field(
        default=None, converter=optional(to_revenue_code)
    )
    units: Decimal | Malformed = attrs.field(converter=to_number)
    bundled_line: int | Malformed | None = attrs.field(default=None, converter=optional(to_whole))
    adjustments: tuple[Adjustment, ...] = attrs.field(default=(), converter=to_adjustments)
    adjudication_date: date | Malformed = attrs.field(converter=to_day)
    remaining_patient_liability: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )


def to_other_subscribers(given: Iterable[OtherSubscriber]) -> tuple[OtherSubscriber, ...]:
    """Other subscribers as a tuple."""
    return every(given, OtherSubscriber)


def to_adjudications(given: Iterable[LineAdjudication]) -> tuple[LineAdjudication, ...]:
    """Line adjudications as a tuple."""
    return every(given, LineAdjudication)
