"""What a claim or a line says only in some situations: small values, each ``None`` where not said."""

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
    to_day,
    to_money,
    to_ndc,
    to_number,
    to_procedure,
    to_revenue_code,
    to_texts,
)
from medclaim.claims.parties import Identifier, Location, ProviderReference
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.ndc import NdcCode
from medclaim.codes.procedure import ProcedureCode
from medclaim.codes.revenue import RevenueCode
from medclaim.malformed import Malformed

DiagnosisCode = Icd10CmCode | Icd9CmCode | Malformed


@final
@attrs.frozen(repr=False, field_transformer=checked)
class Note(Hidden):
    """A note, NTE01 and NTE02: ``ADD`` additional information and so on, at most 80 characters."""

    reference_code: str | Malformed
    text: str | Malformed


def _cause_codes(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError("takes a sequence of codes, not one str")
    return every(given, str)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class RelatedCauses(Hidden):
    """What the condition is related to: CLM11.

    ``codes`` are one to two of ``AA`` (auto accident), ``EM`` (employment), ``OA`` (other
    accident); ``state`` is where an auto accident happened.
    """

    codes: tuple[str, ...] = attrs.field(converter=_cause_codes)
    state: str | Malformed | None = None
    country: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class ClaimIdentifiers(Hidden):
    """The less common numbers of a claim (REF in 2300), each ``None`` where not given."""

    medical_record_number: str | Malformed | None = None
    clia_number: str | Malformed | None = None
    mammography_certification: str | Malformed | None = None
    investigational_device: str | Malformed | None = None
    demonstration_project: str | Malformed | None = None
    service_authorization_exception: str | Malformed | None = None
    medicare_crossover: str | Malformed | None = None
    care_plan_oversight: str | Malformed | None = None
    repriced_claim_number: str | Malformed | None = None
    adjusted_repriced_claim_number: str | Malformed | None = None
    clearinghouse_trace: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Attachment(Hidden):
    """A paper or a file that goes with the claim (PWK).

    ``report_type`` says what it is (``OZ`` support data, ``B4`` referral form ...), ``transmission``
    how it comes (``AA`` on request, ``BM`` mail, ``EL`` electronic, ``EM`` e-mail, ``FT`` file
    transfer, ``FX`` fax), ``control_number`` what it is known by, unless it only waits on request.
    """

    report_type: str | Malformed
    transmission: str | Malformed
    control_number: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Contract(Hidden):
    """What a contract with the payer says of the price (CN1): type, amount, per cent, code."""

    type_code: str | Malformed
    amount: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_money))
    percentage: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    code: str | Malformed | None = None
    discount_percentage: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    version: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Pricing(Hidden):
    """What a repricer made of a claim or a line (HCP).

    ``group_code`` is the ambulatory patient group, on an institutional claim the DRG, and
    ``group_amount`` its amount. Revenue code, procedure and units are the approved ones, on lines;
    ``revenue_code`` on institutional claims only.
    """

    methodology: str | Malformed
    allowed_amount: Decimal | Malformed = attrs.field(converter=to_money)
    savings: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_money))
    organization_id: str | Malformed | None = None
    rate: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_number))
    group_code: str | Malformed | None = None
    group_amount: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    revenue_code: RevenueCode | Malformed | None = attrs.field(
        default=None, converter=optional(to_revenue_code)
    )
    procedure_code: ProcedureCode | None = attrs.field(
        default=None, converter=optional(to_procedure)
    )
    unit_basis: str | Malformed | None = None
    units: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_number))
    reject_reason: str | Malformed | None = None
    policy_compliance: str | Malformed | None = None
    exception_code: str | Malformed | None = None


def _to_product(given: NdcCode | Identifier | Malformed | str) -> NdcCode | Identifier | Malformed:
    return given if isinstance(given, Identifier) else to_ndc(given)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Drug(Hidden):
    """The drug or biologic of a line (2410): what was given, how much, by which prescription.

    ``code`` is an ``NdcCode`` (a ``str`` is taken as one) or an ``Identifier`` of a product number
    of another kind (``EN``, ``UP`` ...). ``unit`` is ``F2`` international units, ``GR`` grams,
    ``ME`` milligrams, ``ML`` millilitres or ``UN`` units. ``prescription`` is an ``Identifier``:
    ``XZ`` a prescription's number, ``VY`` the number that links the parts of one compound.

    >>> Drug(code="00409-4888-02", quantity="20", unit="ML").code
    NdcCode('00409-4888-02')
    """

    code: NdcCode | Identifier | Malformed = attrs.field(converter=_to_product)
    quantity: Decimal | Malformed = attrs.field(converter=to_number)
    unit: str | Malformed
    prescription: Identifier | None = None


@final
@attrs.frozen(repr=False, field_transformer=checked)
class Certification(Hidden):
    """Conditions that hold or do not (CRC): ``applies`` is ``Y`` or ``N``."""

    applies: str | Malformed
    conditions: tuple[str | Malformed, ...] = attrs.field(default=(), converter=to_texts)


def _to_certifications(given: Iterable[Certification]) -> tuple[Certification, ...]:
    return every(given, Certification)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class VisionCondition(Hidden):
    """What was replaced and why (CRC): ``E1`` spectacle lenses, ``E2`` contacts, ``E3`` frames."""

    category: str | Malformed
    applies: str | Malformed
    conditions: tuple[str | Malformed, ...] = attrs.field(default=(), converter=to_texts)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Ambulance(Hidden):
    """A ride in an ambulance: CR1, CRC 07, QTY PT, and where it began and ended.

    ``reason`` is ``A`` to ``E``, ``distance`` in miles, ``patient_weight`` in pounds,
    ``certifications`` say what made it necessary. ``patient_count`` is a line's, where more than
    one patient was in the vehicle.
    """

    reason: str | Malformed | None = None
    distance: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_number))
    patient_weight: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    round_trip_purpose: str | Malformed | None = None
    stretcher_purpose: str | Malformed | None = None
    certifications: tuple[Certification, ...] = attrs.field(
        default=(), converter=_to_certifications
    )
    patient_count: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    pick_up: Location | None = None
    drop_off: Location | None = None


@final
@attrs.frozen(repr=False, field_transformer=checked)
class SpinalManipulation(Hidden):
    """A chiropractor's patient (CR2): the condition (``A`` acute, ``C`` chronic ...), two texts."""

    condition: str | Malformed
    descriptions: tuple[str | Malformed, ...] = attrs.field(default=(), converter=to_texts)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class DurableMedicalEquipment(Hidden):
    """Equipment rented or bought, and its certificate of medical necessity.

    SV5 says ``procedure_code``, ``days_needed``, prices and whether the rent is ``1`` weekly, ``4``
    monthly or ``6`` daily. ``certificate_transmission`` (PWK CT) says how the certificate comes;
    ``certification_type`` (CR3) is ``I`` initial, ``R`` renewal, ``S`` revised, for
    ``certified_months``; ``certification`` (CRC 09) its condition codes; the dates are DTP 607, 463
    and 461.
    """

    procedure_code: ProcedureCode | None = attrs.field(
        default=None, converter=optional(to_procedure)
    )
    days_needed: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    rental_price: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    purchase_price: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    rental_unit: str | Malformed | None = None
    certificate_transmission: str | Malformed | None = None
    certification_type: str | Malformed | None = None
    certified_months: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )
    certification: Certification | None = None
    recertification: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    therapy_begin: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    last_certification: date | Malformed | None = attrs.field(
        default=None, converter=optional(to_day)
    )


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Measurement(Hidden):
    """A test result (MEA): ``reference`` is ``OG`` or ``TR``, ``qualifier`` what was measured."""

    reference: str | Malformed
    qualifier: str | Malformed
    value: Decimal | Malformed = attrs.field(converter=to_number)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class PurchasedService(Hidden):
    """A service bought from another (PS1), what it cost, and who that is (2420B)."""

    provider_id: str | Malformed | None = None
    charge: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_money))
    provider: ProviderReference | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class FormAnswer(Hidden):
    """The answer to one question of a form (FRM): yes or no, a text, a day or a percentage."""

    question: str | Malformed
    response: str | Malformed | None = None
    text: str | Malformed | None = None
    day: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    percentage: Decimal | Malformed | None = attrs.field(
        default=None, converter=optional(to_number)
    )


def _to_answers(given: Iterable[FormAnswer]) -> tuple[FormAnswer, ...]:
    return every(given, FormAnswer)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class CertificationForm(Hidden):
    """A certificate that a payer asks for, by its number, question by question (2440).

    ``code_list`` is ``UT`` (CMS's certificates of medical necessity) or ``AS`` (form types).
    """

    code_list: str | Malformed
    form_id: str | Malformed
    answers: tuple[FormAnswer, ...] = attrs.field(default=(), converter=_to_answers)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class LineIdentifiers(Hidden):
    """The less common numbers of a line (REF in 2400), each ``None`` where not given."""

    repriced_line_number: str | Malformed | None = None
    adjusted_repriced_line_number: str | Malformed | None = None
    mammography_certification: str | Malformed | None = None
    clia_number: str | Malformed | None = None
    referring_clia_number: str | Malformed | None = None
    immunization_batch: str | Malformed | None = None


def to_attachments(given: Iterable[Attachment]) -> tuple[Attachment, ...]:
    """Attachments as a tuple."""
    return every(given, Attachment)


def to_vision(given: Iterable[VisionCondition]) -> tuple[VisionCondition, ...]:
    """Conditions about vision as a tuple."""
    return every(given, VisionCondition)


def to_measurements(given: Iterable[Measurement]) -> tuple[Measurement, ...]:
    """Measurements as a tuple."""
    return every(given, Measurement)


def to_forms(given: Iterable[CertificationForm]) -> tuple[CertificationForm, ...]:
    """Forms as a tuple."""
    return every(given, CertificationForm)
