"""Strategies for people, organizations and coverages."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Contact,
    Coverage,
    Identifier,
    Organization,
    Patient,
    Payer,
    PayTo,
    PayToPlan,
    Person,
    Provider,
    Subscriber,
)
from medclaim.strategies._codes import eins, npis, ssns, taxonomy_codes
from medclaim.strategies._small import SERVICE_DAYS, days, digits, some, texts

STATES = [
    "AK",
    "AL",
    "AR",
    "AZ",
    "CA",
    "CO",
    "CT",
    "DC",
    "DE",
    "FL",
    "GA",
    "HI",
    "IA",
    "ID",
    "IL",
    "IN",
    "KS",
    "KY",
    "LA",
    "MA",
    "MD",
    "ME",
    "MI",
    "MN",
    "MO",
    "MS",
    "MT",
    "NC",
    "ND",
    "NE",
    "NH",
    "NJ",
    "NM",
    "NV",
    "NY",
    "OH",
    "OK",
    "OR",
    "PA",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VA",
    "VT",
    "WA",
    "WI",
    "WV",
    "WY",
    "AS",
    "GU",
    "MP",
    "PR",
    "VI",
]
RELATIONSHIPS = ["01", "19", "20", "21", "39", "40", "53", "G8"]
FILING = ["CI", "BL", "MB", "MC", "CH", "HM", "WC", "AM", "VA", "12", "13", "16", "OF", "ZZ"]
_BORN_BY = date(2014, 12, 31)


@cache
def persons() -> SearchStrategy[Person]:
    """People's names."""
    more = {
        "first_name": texts(35),
        "middle_name": texts(25),
        "name_suffix": st.sampled_from(("JR", "III")),
    }
    return st.builds(lambda last, rest: Person(last_name=last, **rest), texts(60), some(more, 3))


@cache
def organizations() -> SearchStrategy[Organization]:
    """Organizations' names."""
    return texts(60).map(Organization)


@cache
def names() -> SearchStrategy[Person | Organization]:
    """Names of a person or an organization."""
    return organizations() | persons()


@cache
def addresses() -> SearchStrategy[Address]:
    """US addresses with ZIP+4; some in Canada or Mexico, without a state."""
    here = st.fixed_dictionaries(
        {"state": st.sampled_from(STATES), "postal_code": digits(9)},
    )
    abroad = st.fixed_dictionaries(
        {"country": st.sampled_from(("CA", "MX")), "postal_code": texts(15, min_size=3)}
    )
    return _addresses(st.one_of(here, here, here, abroad))


@cache
def us_addresses() -> SearchStrategy[Address]:
    """US addresses with ZIP+4."""
    return _addresses(
        st.fixed_dictionaries({"state": st.sampled_from(STATES), "postal_code": digits(9)})
    )


def _addresses(region: SearchStrategy[dict[str, str]]) -> SearchStrategy[Address]:
    return st.builds(
        lambda line, more, city, where: Address(line_1=line, line_2=more, city=city, **where),
        texts(55),
        st.none() | texts(55),
        texts(30, min_size=2),
        region,
    )


@cache
def contacts() -> SearchStrategy[Contact]:
    """Contacts with a name and one to three numbers."""
    made = {"telephone": digits(10), "extension": digits(4), "email": texts(20), "fax": digits(10)}
    kinds = ("telephone", "email", "fax", "telephone extension", "telephone extension fax")
    numbers = (
        st.fixed_dictionaries({field: made[field] for field in kind.split()}) for kind in kinds
    )
    return st.builds(
        lambda name, facts: Contact(name=name, **facts), texts(60), st.one_of(*numbers)
    )


@cache
def telephones() -> SearchStrategy[Contact]:
    """Contacts with a name and a telephone number, where no other number may stand."""
    return st.builds(
        lambda name, number: Contact(name=name, telephone=number), texts(60), digits(10)
    )


def identifiers(qualifiers: Iterable[str], most: int = 3) -> SearchStrategy[tuple[Identifier, ...]]:
    """Secondary identifications, each qualifier at most once."""
    chosen = st.lists(st.sampled_from(list(qualifiers)), unique=True, max_size=most)
    return st.builds(
        lambda found, number: tuple(Identifier(q, f"{number}{n}") for n, q in enumerate(found)),
        chosen,
        texts(20),
    )


def providers(
    name: SearchStrategy[Person | Organization] | None = None,
    qualifiers: Iterable[str] = ("0B", "1G", "G2"),
    **options: SearchStrategy[Any],
) -> SearchStrategy[Provider]:
    """Providers with an NPI; ``options`` are further fields that some of them have."""
    more = {"identifiers": identifiers(qualifiers), **options}
    return st.builds(
        lambda who, npi, rest: Provider(name=who, npi=npi, **rest),
        persons() if name is None else name,
        npis(),
        some(more, len(more)),
    )


@cache
def rendering_providers() -> SearchStrategy[Provider]:
    """Rendering providers: a person or an organization, some with a specialty."""
    return providers(names(), ("0B", "1G", "G2", "LU"), taxonomy=taxonomy_codes())


def service_facilities(
    qualifiers: Iterable[str] = ("0B", "G2", "LU"), **options: SearchStrategy[Any]
) -> SearchStrategy[Provider]:
    """Service facilities: an organization and where it is."""
    return st.builds(
        lambda facility, address: attrs.evolve(facility, address=address),
        providers(organizations(), qualifiers, **options),
        us_addresses(),
    )


@cache
def _pay_to_plans() -> SearchStrategy[PayToPlan]:
    return st.builds(
        PayToPlan,
        name=texts(60),
        plan_id=texts(80, min_size=2),
        id_qualifier=st.sampled_from(["PI", "XV"]),
        tax_id=eins(),
        address=us_addresses(),
        identifiers=identifiers(("2U", "FY", "NF"), 1),
    )


@cache
def billing_providers() -> SearchStrategy[BillingProvider]:
    """Billing providers with NPI, tax number and a street address."""
    more = {
        "taxonomy": taxonomy_codes(),
        "contacts": st.lists(contacts(), max_size=2).map(tuple),
        "identifiers": identifiers(("0B", "1G"), 2),
        "pay_to": st.builds(PayTo, entity_type=st.sampled_from("21"), address=us_addresses()),
        "pay_to_plan": _pay_to_plans(),
        "currency": st.just("USD"),
    }
    return st.builds(
        lambda name, npi, tax, address, rest: BillingProvider(
            name=name, npi=npi, tax_id=tax, address=address, **rest
        ),
        names(),
        npis(),
        eins() | ssns(),
        us_addresses(),
        some(more, 3),
    )


@cache
def payers() -> SearchStrategy[Payer]:
    """Payers with a name and an identification."""
    more = {
        "id_qualifier": st.sampled_from(("PI", "XV")),
        "address": us_addresses(),
        "identifiers": identifiers(("2U", "EI", "FY", "NF"), 3),
        "billing_provider_identifiers": identifiers(("G2", "LU"), 2),
    }
    return st.builds(
        lambda name, number, rest: Payer(name=name, payer_id=number, **rest),
        texts(60),
        texts(80, min_size=2),
        some(more, 4),
    )


@cache
def _about_a_patient() -> dict[str, SearchStrategy[Any]]:
    return {
        "death_date": days(SERVICE_DAYS[0]),
        "weight": st.integers(1, 9999).map(lambda tenths: Decimal(tenths) / 10),
        "pregnancy": st.just("Y"),
        "property_casualty_claim_number": texts(50),
        "contact": telephones(),
    }


@cache
def _property_numbers() -> SearchStrategy[Identifier]:
    return st.builds(Identifier, st.just("1W"), texts(50)) | st.builds(
        Identifier, st.just("SY"), digits(9)
    )


def patients(*, relationships: Sequence[str | None] = (None,)) -> SearchStrategy[Patient]:
    """Patients with an address; ``relationships`` to the subscriber are drawn from those given."""
    return st.builds(
        lambda name, born, sex, address, relationship, rest: Patient(
            name=name, birth_date=born, sex=sex, address=address, relationship=relationship, **rest
        ),
        persons(),
        days(last=_BORN_BY),
        st.sampled_from("FMU"),
        addresses(),
        st.sampled_from(relationships),
        some({**_about_a_patient(), "property_casualty_identifier": _property_numbers()}, 2),
    )


@cache
def _about_a_subscriber(*, is_patient: bool) -> SearchStrategy[dict[str, Any]]:
    options: dict[str, SearchStrategy[Any]] = {
        "id_qualifier": st.sampled_from(["MI", "II"]),
        "responsibility": st.sampled_from("PSTAU"),
        "group_number": texts(50),
        "group_name": texts(60),
        "insurance_type": st.sampled_from(["12", "13", "43", "47"]),
        "ssn": ssns(),
    }
    facts: dict[str, SearchStrategy[Any]] = {
        "name": persons() if is_patient else names(),
        "member_id": texts(80, min_size=2),
        "filing_indicator": st.sampled_from(FILING),
        "responsibility": st.just("P"),
    }
    if is_patient:
        options |= _about_a_patient()
        facts |= {
            "relationship": st.just("18"),
            "address": addresses(),
            "birth_date": days(last=_BORN_BY),
            "sex": st.sampled_from("FMU"),
        }
    return st.builds(
        lambda always, more: always | more, st.fixed_dictionaries(facts), some(options, 3)
    )


def subscribers(*, is_patient: bool = True) -> SearchStrategy[Subscriber]:
    """Subscribers, with what the guide asks of one who is the patient."""
    return _about_a_subscriber(is_patient=is_patient).map(lambda facts: Subscriber(**facts))


@cache
def coverages() -> SearchStrategy[Coverage]:
    """Coverages with a primary payer, the patient's own or somebody else's."""
    own = st.fixed_dictionaries({"relationship": st.just("18")})
    other = st.fixed_dictionaries(
        {"relationship": st.sampled_from(RELATIONSHIPS), "subscriber": patients()}
    )
    options = {
        "group_number": texts(50),
        "group_name": texts(60),
        "filing_indicator": st.sampled_from(FILING),
    }
    return st.builds(
        lambda payer, number, whose, more: Coverage(payer=payer, member_id=number, **whose, **more),
        payers(),
        texts(80, min_size=2),
        own | other,
        some(options, 3),
    )
