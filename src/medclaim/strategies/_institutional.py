"""Strategies for institutional claims, and for the stays and hospital visits they are for."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from medclaim.claims._composing import without_unsaid
from medclaim.claims.cob import LineAdjudication, OtherSubscriber
from medclaim.claims.institutional import (
    InstitutionalClaim,
    InstitutionalIdentifiers,
    Occurrence,
    OccurrenceSpan,
    StayDiagnosis,
    StayProcedure,
    ValueAmount,
)
from medclaim.claims.lines import InstitutionalLine
from medclaim.claims.parties import BillingProvider, Patient, Payer, Provider, Subscriber
from medclaim.claims.supplements import Pricing
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.bill_type import BillType
from medclaim.codes.condition import ConditionCode
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.hipps import HippsCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd9pcs import Icd9PcsCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.ndc import NdcCode
from medclaim.codes.occurrence import OccurrenceCode
from medclaim.codes.occurrence_span import OccurrenceSpanCode
from medclaim.codes.poa import PoaIndicator
from medclaim.codes.point_of_origin import PointOfOrigin
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.codes.revenue import RevenueCode
from medclaim.codes.tables import EMBEDDED, ICD10PCS, CodeList
from medclaim.codes.value import ValueCode
from medclaim.dates import ICD10_CUT_OVER, DateRange, read_hour, read_moment, read_range
from medclaim.edit import Kind
from medclaim.malformed import Malformed
from medclaim.money import amount
from medclaim.strategies._claims import diagnoses, notes, service_dates
from medclaim.strategies._cob import (
    inpatient_adjudications,
    line_adjudications,
    other_payer_providers,
    other_subscribers,
    outpatient_adjudications,
)
from medclaim.strategies._codes import (
    billable,
    eins,
    icd9cm_codes,
    icd10cm_codes,
    modifiers,
    procedure_codes,
    taxonomy_codes,
)
from medclaim.strategies._parties import (
    RELATIONSHIPS,
    billing_providers,
    organizations,
    patients,
    payers,
    providers,
    service_facilities,
    subscribers,
)
from medclaim.strategies._small import (
    DIGITS,
    SERVICE_DAYS,
    amounts,
    date_ranges,
    days,
    digits,
    quantities,
    some,
    texts,
)
from medclaim.strategies._supplements import (
    attachments,
    certifications,
    contracts,
    drugs,
    few,
    file_information,
    pricings,
)

_KIND = Kind.INSTITUTIONAL
_ALL = ("0B", "1G", "G2", "LU")
_TWO = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INPATIENT = ["0111", "0112", "0114", "0117", "0211", "0181"]
_OUTPATIENT = ["0131", "0137", "0141", "0221", "0321", "0721", "0831", "0851", "0138", "012A"]
_NOTES = ["ALG", "DCP", "DGN", "DME", "MED", "NTR", "ODT", "RHB", "RLH", "RNH", "SET", "SFM"]
_REVENUE = ["0120", "0250", "0300", "0450", "0636", "0360", "0001", "0022", "0521", "2100"]


@cache
def bill_types() -> SearchStrategy[BillType]:
    """Types of bill of inpatient and of outpatient bills."""
    return st.sampled_from(_INPATIENT + _OUTPATIENT).map(BillType)


@cache
def icd10pcs_codes(on: date = SERVICE_DAYS[0]) -> SearchStrategy[Icd10PcsCode]:
    """ICD-10-PCS codes billable on a day, by the embedded table.

    Without those that the Medicare Code Editor pays only for some patients, or for none.
    """
    return st.deferred(lambda: st.sampled_from(_paid_for(on))).map(Icd10PcsCode)


@lru_cache(maxsize=4)
def _paid_for(on: date) -> tuple[str, ...]:
    asked = [
        code.text
        for part in EMBEDDED.mce or ()
        if isinstance(part, CodeList) and part.table.system is ICD10PCS.system
        for code in part.codes(on)
    ]
    return tuple(sorted(set(billable("icd10pcs", on)) - set(asked)))


@cache
def icd9pcs_codes(on: date = SERVICE_DAYS[-1]) -> SearchStrategy[Icd9PcsCode]:
    """ICD-9-CM procedure codes billable on a day, by the embedded table."""
    return st.deferred(lambda: st.sampled_from(billable("icd9pcs", on))).map(Icd9PcsCode)


def _stay_procedure_codes(on: date) -> SearchStrategy[Any]:
    return icd9pcs_codes(on) if on < ICD10_CUT_OVER else icd10pcs_codes(on)


@cache
def _two(cls: Any) -> SearchStrategy[Any]:
    return st.text(_TWO, min_size=2, max_size=2).map(cls)


@cache
def _presence() -> SearchStrategy[PoaIndicator | None]:
    return st.none() | st.sampled_from("YNUW").map(PoaIndicator)


@cache
def stay_diagnoses(on: date = SERVICE_DAYS[0]) -> SearchStrategy[StayDiagnosis]:
    """Diagnoses of a bill, billable on a day, some with what was there on admission."""
    return st.builds(StayDiagnosis, _diagnosis_codes(on), _presence())


def _diagnosis_codes(on: date) -> SearchStrategy[Icd10CmCode | Icd9CmCode]:
    codes: SearchStrategy[Any] = icd9cm_codes(on) if on < ICD10_CUT_OVER else icd10cm_codes(on)
    return codes


@cache
def stay_procedures(on: date = SERVICE_DAYS[0]) -> SearchStrategy[StayProcedure]:
    """Procedures of a stay, well-formed, on a day."""
    return st.builds(StayProcedure, _stay_procedure_codes(on), st.just(on))


@cache
def occurrences() -> SearchStrategy[Occurrence]:
    """Occurrence codes with their day."""
    return st.builds(Occurrence, _two(OccurrenceCode), days())


@cache
def occurrence_spans() -> SearchStrategy[OccurrenceSpan]:
    """Occurrence span codes with their days."""
    return st.builds(OccurrenceSpan, _two(OccurrenceSpanCode), date_ranges())


@cache
def value_amounts() -> SearchStrategy[ValueAmount]:
    """Value codes with an amount: dollars, or a whole number of days or units."""
    whole = st.integers(0, 9999).map(Decimal)
    return st.builds(ValueAmount, _two(ValueCode), whole | amounts("9999.99"))


def _many(one: SearchStrategy[Any], most: int) -> SearchStrategy[tuple[Any, ...]]:
    few = st.lists(one, min_size=1, max_size=3).map(tuple)
    # Now and then as many as the guide holds: more than one segment of them.
    full = st.tuples(one, st.integers(4, most)).map(lambda drawn: (drawn[0],) * drawn[1])
    return st.one_of(few, few, few, full)


@cache
def _physicians() -> SearchStrategy[Any]:
    return providers(qualifiers=_ALL)


def _priced_in_days(pricing: Pricing) -> Pricing:
    return attrs.evolve(pricing, unit_basis="DA", revenue_code=RevenueCode("0120"))


def _of_revenue(adjudications: tuple[LineAdjudication, ...]) -> tuple[LineAdjudication, ...]:
    return tuple(attrs.evolve(one, revenue_code=RevenueCode("0120")) for one in adjudications)


@cache
def institutional_identifiers() -> SearchStrategy[InstitutionalIdentifiers]:
    """A few of the further numbers a bill may have."""
    options: dict[str, SearchStrategy[Any]] = {
        field.name: texts(50) for field in attrs.fields(InstitutionalIdentifiers)
    }
    return some(options, 4).filter(bool).map(lambda facts: InstitutionalIdentifiers(**facts))


_ROLES = {
    "attending_provider": ("1", _ALL),
    "operating_physician": ("1", _ALL),
    "other_operating_physician": ("1", _ALL),
    "service_facility": ("2", ("0B", "G2", "LU")),
    "rendering_provider": ("1", _ALL),
    "referring_provider": ("1", ("0B", "1G", "G2")),
    "billing_provider": ("2", ("G2", "LU")),
}


@cache
def _other_subscribers() -> SearchStrategy[tuple[OtherSubscriber, ...]]:
    one = other_subscribers(
        inpatient_adjudication=inpatient_adjudications(),
        outpatient_adjudication=outpatient_adjudications(),
        providers=other_payer_providers(_ROLES),
    )
    return few(one, 2)


@cache
def _about_a_line(on: date) -> SearchStrategy[dict[str, Any]]:
    options: dict[str, SearchStrategy[Any]] = {
        "unit_basis": st.just("DA"),
        "non_covered_charge": amounts("999.99"),
        "service_dates": service_dates(on),
        "line_control_number": texts(50),
        "service_tax": amounts("99.99"),
        "facility_tax": amounts("99.99"),
        "third_party_note": texts(80),
        "repriced_line_number": texts(50),
        "adjusted_repriced_line_number": texts(50),
        "attachments": attachments(),
        "pricing": pricings(of_line=True).map(_priced_in_days),
        "drug": drugs().filter(lambda drug: type(drug.code) is NdcCode),
        "adjudications": line_adjudications().map(_of_revenue),
        "operating_physician": _physicians(),
        "other_operating_physician": _physicians(),
        "rendering_provider": _physicians(),
        "referring_provider": providers(),
    }
    return some(options, 4)


@cache
def _procedures() -> SearchStrategy[dict[str, Any]]:
    hipps = st.just(HippsCode("1AA11"))
    coded = st.fixed_dictionaries(
        {
            "procedure_code": procedure_codes() | hipps,
            "modifiers": st.lists(modifiers(), max_size=4, unique=True).map(tuple),
            "description": st.none() | texts(80),
        }
    )
    return st.just({}) | coded


@cache
def institutional_lines(on: date = SERVICE_DAYS[0]) -> SearchStrategy[InstitutionalLine]:
    """Lines of a bill, with or without a procedure, numbered 1."""
    always = st.fixed_dictionaries(
        {
            "line_number": st.just(1),
            "revenue_code": st.sampled_from([c for c in _REVENUE if c != "0001"]).map(RevenueCode),
            "charge": amounts(),
            "units": quantities(),
        }
    )
    return st.builds(
        lambda one, coded, more: InstitutionalLine(**one, **coded, **more),
        always,
        _procedures(),
        _about_a_line(on),
    )


@cache
def _about_a_bill(on: date) -> SearchStrategy[dict[str, Any]]:
    moments = st.builds(
        lambda hour, minute: datetime.combine(on, time(hour, minute)),
        st.integers(0, 23),
        st.integers(0, 59),
    )
    options: dict[str, SearchStrategy[Any]] = {
        "claim_or_encounter": st.just("RP"),
        "assignment_code": st.sampled_from("BC"),
        "benefits_assigned": st.sampled_from("NW"),
        "release_of_information": st.just("I"),
        "delay_reason": st.sampled_from(["1", "7", "11", "15"]),
        "admission": st.just(on) | moments,
        "discharge_hour": st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        "admission_type": st.sampled_from("123459").map(AdmissionType),
        "point_of_origin": st.sampled_from("124568D").map(PointOfOrigin),
        "repricer_received": days(),
        "patient_responsibility": amounts(),
        "prior_authorization": texts(50),
        "referral_number": texts(50),
        "payer_claim_control_number": texts(50),
        "investigational_devices": _many(texts(50), 5),
        "notes": _many(notes(_NOTES), 10),
        "billing_note": texts(80),
        "identifiers": institutional_identifiers(),
        "attachments": attachments(),
        "contract": contracts(),
        "pricing": pricings(),
        "file_information": file_information(),
        "epsdt_referral": certifications(("AV", "NU", "S2", "ST"), 3),
        "other_subscribers": _other_subscribers(),
        "admitting_diagnosis": _diagnosis_codes(on),
        "patient_reason_for_visit": diagnoses(on, 3),
        "external_causes": _many(stay_diagnoses(on), 12),
        "drg": digits(3) | digits(4),
        "other_diagnoses": _many(stay_diagnoses(on), 24),
        "condition_codes": _many(_two(ConditionCode), 24),
        "occurrence_codes": _many(occurrences(), 24),
        "occurrence_spans": _many(occurrence_spans(), 24),
        "value_codes": _many(value_amounts(), 24),
        "treatment_codes": _many(texts(30), 24),
        "operating_physician": _physicians(),
        "other_operating_physician": _physicians(),
        "rendering_provider": _physicians(),
        "service_facility": service_facilities(),
        "referring_provider": providers(),
    }
    return some(options, 8)


@cache
def _performed(on: date) -> SearchStrategy[dict[str, Any]]:
    foreign = st.builds(
        StayProcedure, st.builds(OtherProcedureCode, st.just("CAH"), texts(30)), st.just(on)
    )
    first = st.fixed_dictionaries({"principal_procedure": stay_procedures(on) | foreign})
    more = st.fixed_dictionaries({"other_procedures": _many(stay_procedures(on), 24)})
    both = st.builds(lambda one, other: one | other, first, more)
    return st.one_of(st.just({}), first, both)


@cache
def hospitals() -> SearchStrategy[BillingProvider]:
    """Billing providers of bills: organizations with an EIN."""
    return st.builds(
        lambda made, name, tax_id: without_unsaid(
            attrs.evolve(
                made,
                name=name,
                tax_id=tax_id,
                pay_to=made.pay_to and attrs.evolve(made.pay_to, entity_type="2"),
            ),
            "billing_provider",
            _KIND,
        ),
        billing_providers(),
        organizations(),
        eins(),
    )


def _one_number(payer: Payer) -> Payer:
    return attrs.evolve(payer, billing_provider_identifiers=payer.billing_provider_identifiers[:1])


@cache
def attending_providers() -> SearchStrategy[Provider]:
    """Attending providers, some with a specialty."""
    return providers(qualifiers=_ALL, taxonomy=taxonomy_codes())


def _said(value: Subscriber | Patient, role: str) -> Any:
    return without_unsaid(value, role, _KIND)


_BILLED_ON = st.sampled_from(SERVICE_DAYS)


@st.composite
def institutional_claims(draw: DrawFn) -> InstitutionalClaim:
    """Institutional claims: anything the guide allows and a field can hold, diagnoses billable."""
    on = draw(_BILLED_ON)
    lines = tuple(
        attrs.evolve(draw(institutional_lines(on)), line_number=number)
        for number in range(1, draw(st.integers(1, 3)) + 1)
    )
    has_patient = draw(st.booleans())
    patient = draw(patients(relationships=RELATIONSHIPS)) if has_patient else None
    return InstitutionalClaim(
        billing_provider=draw(hospitals()),
        subscriber=_said(draw(subscribers(is_patient=not has_patient)), "subscriber"),
        payer=_one_number(draw(payers())),
        patient=None if patient is None else _said(patient, "patient"),
        patient_control_number=draw(texts(38)),
        total_charge=sum((amount(line.charge) for line in lines), Decimal(0)),
        bill_type=draw(bill_types()),
        statement_dates=DateRange(on, on + timedelta(days=draw(st.integers(0, 40)))),
        patient_status=draw(st.sampled_from(["01", "02", "20", "30"]).map(DischargeStatus)),
        principal_diagnosis=draw(stay_diagnoses(on)),
        attending_provider=draw(attending_providers()),
        lines=lines,
        **draw(_about_a_bill(on)),
        **draw(_performed(on)),
    )


@st.composite
def institutional_batches(draw: DrawFn, *, most: int = 4) -> tuple[InstitutionalClaim, ...]:
    """Bills to be sent together, some of which share their provider or their patient."""
    claims = draw(st.lists(institutional_claims(), min_size=1, max_size=2))
    for _ in range(draw(st.integers(0, most - len(claims)))):
        one, other = draw(st.sampled_from(claims)), draw(st.sampled_from(claims))
        facts: dict[str, Any] = {"billing_provider": other.billing_provider}
        if draw(st.booleans()):
            facts |= {name: getattr(other, name) for name in ("payer", "subscriber", "patient")}
        claims.insert(draw(st.integers(0, len(claims))), attrs.evolve(one, **facts))
    return tuple(claims)


@st.composite
def malformed_institutional_claims(draw: DrawFn) -> InstitutionalClaim:
    """Institutional claims as they are read from bad texts: some fields are ``Malformed``."""
    claim = draw(institutional_claims())
    first, *others = claim.lines
    spoilt: dict[str, Any] = {
        "bill_type": BillType.read("091A"),
        "statement_dates": read_range("20260302"),
        "admission": read_moment("20260302"),
        "discharge_hour": read_hour("2400"),
        "patient_status": DischargeStatus.read("1"),
        "principal_diagnosis": StayDiagnosis(Icd10CmCode.read("E11.9"), PoaIndicator.read("X")),
        "other_procedures": (StayProcedure(Icd10PcsCode.read("0DTJ"), Malformed.missing("date")),),
        "occurrence_spans": (OccurrenceSpan("74", read_range("20260302-")),),
        "value_codes": (ValueAmount(ValueCode.read("8"), Malformed.missing("quantity")),),
        "condition_codes": (ConditionCode.read("b-"), *claim.condition_codes[:20]),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(spoilt)), min_size=1, max_size=4, unique=True))
    return attrs.evolve(
        claim,
        lines=(attrs.evolve(first, revenue_code=RevenueCode.read("9120")), *others),
        **{name: spoilt[name] for name in chosen},
    )
