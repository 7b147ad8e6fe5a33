"""Strategies for other payers: who they are and what they decided."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from medclaim.claims.cob import (
    Adjustment,
    InpatientAdjudication,
    LineAdjudication,
    OtherPayer,
    OtherPayerProviders,
    OtherSubscriber,
    OutpatientAdjudication,
)
from medclaim.claims.parties import Identifier, ProviderReference
from medclaim.codes.carc import CarcCode
from medclaim.codes.rarc import RarcCode
from medclaim.strategies._codes import modifiers, procedure_codes
from medclaim.strategies._parties import (
    FILING,
    RELATIONSHIPS,
    identifiers,
    names,
    us_addresses,
)
from medclaim.strategies._small import amounts, days, digits, quantities, some, texts
from medclaim.strategies._supplements import few, made

_LATELY = date(2010, 1, 1)
_REASONS = ["1", "2", "3", "23", "45", "96", "97"]
_REMARKS = ["N130", "MA01", "M15", "N30"]


@cache
def adjustments() -> SearchStrategy[tuple[Adjustment, ...]]:
    """Adjustments by group: some groups with more reasons than one segment holds."""
    amount = amounts() | amounts().map(lambda number: -number)

    def of_group(group: str) -> SearchStrategy[list[Adjustment]]:
        one = st.builds(
            Adjustment,
            group=st.just(group),
            reason=st.sampled_from(_REASONS).map(CarcCode),
            amount=amount,
            quantity=st.none() | quantities(),
        )
        return st.lists(one, min_size=1, max_size=8)

    groups = st.lists(st.sampled_from(["CO", "CR", "OA", "PI", "PR"]), unique=True, max_size=2)
    return groups.flatmap(lambda found: st.tuples(*map(of_group, found))).map(
        lambda found: tuple(one for of_one in found for one in of_one)
    )


@cache
def _remarks() -> SearchStrategy[tuple[RarcCode, ...]]:
    return few(st.sampled_from(_REMARKS).map(RarcCode), 5)


@cache
def outpatient_adjudications() -> SearchStrategy[OutpatientAdjudication]:
    """What a remittance said of an outpatient claim."""
    options: Mapping[str, SearchStrategy[Any]] = {
        "reimbursement_rate": quantities(),
        "hcpcs_payable_amount": amounts(),
        "remark_codes": _remarks(),
        "esrd_payment_amount": amounts(),
        "professional_component_amount": amounts(),
    }
    facts = some(options, 4).filter(bool)
    return facts.map(lambda found: OutpatientAdjudication(**found))


@cache
def inpatient_adjudications() -> SearchStrategy[InpatientAdjudication]:
    """What a remittance said of an inpatient claim."""
    names = [field.name for field in attrs.fields(InpatientAdjudication)]
    options = {name: amounts() for name in names if name.endswith("_amount")}
    counts = {name: quantities() for name in ("lifetime_psychiatric_days", "cost_report_days")}
    return made(
        InpatientAdjudication,
        {"covered_days": quantities()},
        {**options, **counts, "remark_codes": _remarks()},
    )


# For each role of a professional claim: entity types, qualifiers.
_PROFESSIONAL_ROLES = {
    "referring_provider": ("1", ["0B", "1G", "G2"]),
    "primary_care_provider": ("1", ["0B", "1G", "G2"]),
    "rendering_provider": ("12", ["0B", "G2", "LU"]),
    "service_facility": ("2", ["0B", "G2", "LU"]),
    "supervising_provider": ("1", ["0B", "G2", "LU"]),
    "billing_provider": ("12", ["G2", "LU"]),
}
Roles = Mapping[str, tuple[str, Sequence[str]]]


def other_payer_providers(
    roles: Roles = _PROFESSIONAL_ROLES,
) -> SearchStrategy[OtherPayerProviders]:
    """The claim's providers as another payer knows them, in some of the roles given."""
    options = {
        role: st.builds(
            ProviderReference,
            entity_type=st.sampled_from(entity),
            identifiers=identifiers(qualifiers, 2).filter(bool),
        )
        for role, (entity, qualifiers) in roles.items()
    }
    return some(options, 3).filter(bool).map(lambda facts: OtherPayerProviders(**facts))


def other_payers(**options: SearchStrategy[Any]) -> SearchStrategy[OtherPayer]:
    """Payers other than the one a claim goes to."""
    more: Mapping[str, SearchStrategy[Any]] = {
        "id_qualifier": st.just("XV"),
        "address": us_addresses(),
        "adjudication_date": days(_LATELY),
        "identifiers": identifiers(("2U", "EI", "FY", "NF"), 2),
        "prior_authorization": texts(50),
        "referral_number": texts(50),
        "claim_adjustment_indicator": st.just("Y"),
        "claim_control_number": texts(50),
        **options,
    }
    return made(OtherPayer, {"name": texts(60), "payer_id": texts(80, min_size=2)}, more)


def other_subscribers(
    payers: SearchStrategy[OtherPayer] | None = None, **options: SearchStrategy[Any]
) -> SearchStrategy[OtherSubscriber]:
    """Coverages beside the one a claim is sent for; ``options`` are what only some kinds have."""
    always = {
        "name": names(),
        "member_id": texts(80, min_size=2),
        "responsibility": st.sampled_from("PSTA"),
        "relationship": st.sampled_from(["18", *RELATIONSHIPS]),
        "payer": other_payers() if payers is None else payers,
    }
    more: Mapping[str, SearchStrategy[Any]] = {
        "id_qualifier": st.just("II"),
        "group_number": texts(50),
        "group_name": texts(60),
        "filing_indicator": st.sampled_from(FILING),
        "address": us_addresses(),
        "identifiers": st.builds(lambda text: (Identifier("SY", text),), digits(9)),
        "benefits_assigned": st.sampled_from("NW"),
        "release_of_information": st.just("I"),
        "adjustments": adjustments(),
        "payer_paid": amounts(),
        "non_covered": amounts(),
        "remaining_patient_liability": amounts(),
        **options,
    }
    return made(OtherSubscriber, always, more, 6)


@cache
def professional_other_subscribers() -> SearchStrategy[tuple[OtherSubscriber, ...]]:
    """The other coverages of a professional claim."""
    one = other_subscribers(
        insurance_type=st.sampled_from(["12", "47"]),
        patient_signature_source=st.just("P"),
        outpatient_adjudication=outpatient_adjudications(),
        providers=other_payer_providers(),
    )
    return few(one, 2)


def line_adjudications(
    procedures: SearchStrategy[Any] | None = None, **options: SearchStrategy[Any]
) -> SearchStrategy[tuple[LineAdjudication, ...]]:
    """What other payers decided about a line."""
    always = {
        "payer_id": texts(80, min_size=2),
        "paid": amounts(),
        "procedure_code": procedure_codes() if procedures is None else procedures,
        "units": quantities(),
        "adjudication_date": days(_LATELY),
    }
    more: Mapping[str, SearchStrategy[Any]] = {
        "modifiers": st.lists(modifiers(), max_size=4, unique=True).map(tuple),
        "description": texts(80),
        "bundled_line": st.integers(1, 999_999),
        "adjustments": adjustments(),
        "remaining_patient_liability": amounts(),
        **options,
    }
    return few(made(LineAdjudication, always, more), 2)
