"""Strategies for what a claim or a line says only in some situations."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from medclaim.claims.lines import LineDates
from medclaim.claims.parties import Identifier, Location, ProviderReference
from medclaim.claims.supplements import (
    Ambulance,
    Attachment,
    Certification,
    CertificationForm,
    Contract,
    Drug,
    DurableMedicalEquipment,
    FormAnswer,
    LineIdentifiers,
    Measurement,
    Pricing,
    PurchasedService,
    SpinalManipulation,
    VisionCondition,
)
from medclaim.codes.condition import ConditionCode
from medclaim.codes.ndc import NdcCode
from medclaim.strategies._codes import hcpcs_codes, npis, procedure_codes
from medclaim.strategies._parties import us_addresses
from medclaim.strategies._small import amounts, days, digits, quantities, some, texts

T = TypeVar("T")
Facts = Mapping[str, SearchStrategy[Any]]

_LATELY = date(2010, 1, 1)


def made(cls: Callable[..., T], always: Facts, options: Facts, most: int = 4) -> SearchStrategy[T]:
    """Values with the facts that always stand and some of the others."""
    return st.builds(
        lambda one, more: cls(**one, **more),
        st.fixed_dictionaries(dict(always)),
        some(options, most),
    )


def few(one: SearchStrategy[T], most: int) -> SearchStrategy[tuple[T, ...]]:
    """One to ``most`` values as a tuple."""
    return st.lists(one, min_size=1, max_size=most).map(tuple)


@cache
def percentages() -> SearchStrategy[Decimal]:
    """Percentages with at most two decimals."""
    return st.integers(0, 10_000).map(lambda n: Decimal(n).scaleb(-2).normalize() + 0)


@cache
def attachments(
    reports: Sequence[str] = ("OZ", "B4", "DA"),
) -> SearchStrategy[tuple[Attachment, ...]]:
    """Papers that go with a claim."""
    waiting = st.builds(
        Attachment, report_type=st.sampled_from(reports), transmission=st.just("AA")
    )
    sent = st.builds(
        Attachment,
        report_type=st.sampled_from(reports),
        transmission=st.sampled_from(["BM", "EL", "EM", "FT", "FX"]),
        control_number=texts(80, min_size=2),
    )
    return few(waiting | sent, 3)


@cache
def contracts() -> SearchStrategy[Contract]:
    """What a contract says of the price."""
    options: Facts = {
        "amount": amounts(),
        "percentage": percentages(),
        "code": texts(50),
        "discount_percentage": percentages(),
        "version": texts(30),
    }
    return made(Contract, {"type_code": st.sampled_from(["02", "04", "09"])}, options)


@cache
def pricings(*, of_line: bool = False) -> SearchStrategy[Pricing]:
    """What a repricer made of a claim or a line."""
    options: dict[str, SearchStrategy[Any]] = {
        "savings": amounts(),
        "organization_id": texts(50),
        "rate": st.integers(0, 9999).map(Decimal),
        "group_code": texts(50),
        "group_amount": amounts(),
        "reject_reason": st.sampled_from(["T1", "T6"]),
        "policy_compliance": st.sampled_from("12345"),
        "exception_code": st.sampled_from("123456"),
    }
    always: dict[str, SearchStrategy[Any]] = {
        "methodology": st.sampled_from(["00", "07", "14"]),
        "allowed_amount": amounts(),
    }
    if of_line:
        options["procedure_code"] = procedure_codes()
        always |= {"unit_basis": st.sampled_from(["UN", "MJ"]), "units": quantities()}
    return made(Pricing, always, options)


@cache
def file_information() -> SearchStrategy[tuple[str, ...]]:
    """Lines of a fixed format."""
    return few(texts(80), 3)


@cache
def condition_codes() -> SearchStrategy[tuple[ConditionCode, ...]]:
    """One to 24 condition codes: more than one segment holds."""
    return few(digits(2).map(ConditionCode), 24)


def certifications(conditions: Sequence[str], most: int) -> SearchStrategy[Certification]:
    """Conditions that hold or do not."""
    chosen = st.lists(st.sampled_from(conditions), min_size=1, max_size=most)
    return st.builds(Certification, st.sampled_from("NY"), chosen)


@cache
def vision_conditions() -> SearchStrategy[tuple[VisionCondition, ...]]:
    """Why lenses or frames were replaced."""
    one = st.builds(
        VisionCondition,
        category=st.sampled_from(["E1", "E2", "E3"]),
        applies=st.sampled_from("NY"),
        conditions=st.lists(st.sampled_from(["L1", "L5"]), min_size=1, max_size=5),
    )
    return few(one, 3)


@cache
def ambulances(*, of_line: bool = False) -> SearchStrategy[Ambulance]:
    """Rides in an ambulance."""
    options: dict[str, SearchStrategy[Any]] = {
        "patient_weight": st.integers(1, 900).map(Decimal),
        "round_trip_purpose": texts(80),
        "stretcher_purpose": texts(80),
        "certifications": few(certifications(["01", "04", "12"], 5), 3),
        "pick_up": us_addresses().map(Location),
        "drop_off": st.builds(Location, us_addresses(), st.none() | texts(60)),
    }
    if of_line:
        options["patient_count"] = st.integers(2, 9).map(Decimal)
    always = {"reason": st.sampled_from("ABCDE"), "distance": quantities()}
    return made(Ambulance, always, options)


@cache
def spinal_manipulations() -> SearchStrategy[SpinalManipulation]:
    """A chiropractor's patients."""
    return st.builds(
        SpinalManipulation, st.sampled_from("ACDEFGM"), st.lists(texts(80), max_size=2)
    )


@cache
def drugs() -> SearchStrategy[Drug]:
    """Drugs given, by NDC or another product number."""
    codes = digits(11).filter(NdcCode.is_valid).map(NdcCode)
    others = st.builds(Identifier, st.sampled_from(["EN", "UP"]), texts(48))
    always = {
        "code": codes | others,
        "quantity": quantities(),
        "unit": st.sampled_from(["F2", "GR", "ME", "ML", "UN"]),
    }
    numbers = st.builds(Identifier, st.sampled_from(["XZ", "VY"]), texts(50))
    return made(Drug, always, {"prescription": numbers})


@cache
def equipment() -> SearchStrategy[DurableMedicalEquipment]:
    """Equipment, its prices and its certificate; each segment's facts stand together."""
    day = days(_LATELY)
    of_segments: Facts = {
        "SV5": st.fixed_dictionaries(
            {
                "procedure_code": hcpcs_codes(),
                "days_needed": st.integers(1, 365).map(Decimal),
                "rental_price": amounts(),
                "purchase_price": amounts(),
                "rental_unit": st.sampled_from("146"),
            }
        ),
        "CR3": st.fixed_dictionaries(
            {
                "certification_type": st.sampled_from("IRS"),
                "certified_months": st.integers(1, 99).map(Decimal),
            }
        ),
        "PWK": st.fixed_dictionaries(
            {"certificate_transmission": st.sampled_from(["AB", "AD", "AF", "AG", "NS"])}
        ),
        "CRC": st.fixed_dictionaries({"certification": certifications(["38", "ZV"], 2)}),
        "607": st.fixed_dictionaries({"recertification": day}),
        "463": st.fixed_dictionaries({"therapy_begin": day}),
        "461": st.fixed_dictionaries({"last_certification": day}),
    }

    def joined(found: Mapping[str, Mapping[str, Any]]) -> DurableMedicalEquipment:
        facts: dict[str, Any] = {}
        for part in found.values():
            facts |= part
        return DurableMedicalEquipment(**facts)

    return some(of_segments, 4).filter(bool).map(joined)


@cache
def forms() -> SearchStrategy[tuple[CertificationForm, ...]]:
    """Certificates with a few questions answered."""
    options: Facts = {
        "response": st.sampled_from("NWY"),
        "text": texts(50),
        "day": days(_LATELY),
        "percentage": percentages(),
    }
    answers = st.builds(
        lambda question, said: FormAnswer(question=question, **said),
        texts(20),
        some(options, 4).filter(bool),
    )
    one = st.builds(
        CertificationForm,
        code_list=st.sampled_from(["AS", "UT"]),
        form_id=texts(30),
        answers=few(answers, 3),
    )
    return few(one, 2)


@cache
def measurements() -> SearchStrategy[tuple[Measurement, ...]]:
    """Test results."""
    one = st.builds(
        Measurement,
        reference=st.sampled_from(["OG", "TR"]),
        qualifier=st.sampled_from(["HT", "R1", "R4"]),
        value=quantities(),
    )
    return few(one, 5)


@cache
def line_numbers(*qualifiers: str) -> SearchStrategy[tuple[Identifier, ...]]:
    """Numbers of a line, some of which another payer gave."""
    payer = st.none() | texts(50)
    return few(st.builds(Identifier, st.sampled_from(qualifiers), texts(50), payer), 3)


@cache
def purchased_services() -> SearchStrategy[PurchasedService]:
    """Services bought from another."""
    reference = made(
        ProviderReference,
        {"entity_type": st.sampled_from("12"), "npi": npis()},
        {"identifiers": line_numbers("0B", "1G", "G2")},
    )
    always = {"provider_id": texts(50), "charge": amounts()}
    return made(PurchasedService, always, {"provider": reference})


@cache
def line_dates() -> SearchStrategy[LineDates]:
    """A few of the dates a line may have."""
    options = {field.name: days(_LATELY) for field in attrs.fields(LineDates)}
    return some(options, 3).filter(bool).map(lambda facts: LineDates(**facts))


@cache
def line_identifiers() -> SearchStrategy[LineIdentifiers]:
    """A few of the further numbers a line may have."""
    options = {field.name: texts(50) for field in attrs.fields(LineIdentifiers)}
    return some(options, 3).filter(bool).map(lambda facts: LineIdentifiers(**facts))
