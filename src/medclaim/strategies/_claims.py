"""Strategies for encounters, claims and what surrounds them."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.encounter import Diagnosis, Encounter, Service
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import Patient
from medclaim.claims.professional import ClaimDates
from medclaim.claims.supplements import ClaimIdentifiers, DiagnosisCode, Note, RelatedCauses
from medclaim.claims.x12.envelope import Delimiters, Envelope, Receiver, Submitter
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.npi import Npi
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import parse_procedure, read_procedure
from medclaim.dates import ICD10_CUT_OVER, DateRange, Days, read_day
from medclaim.money import amount, read_amount, read_quantity
from medclaim.strategies._cob import line_adjudications, professional_other_subscribers
from medclaim.strategies._codes import (
    cpt_codes,
    hcpcs_codes,
    icd9cm_codes,
    icd10cm_codes,
    modifiers,
    places_of_service,
    procedure_codes,
)
from medclaim.strategies._parties import (
    RELATIONSHIPS,
    STATES,
    billing_providers,
    contacts,
    organizations,
    patients,
    payers,
    persons,
    providers,
    rendering_providers,
    service_facilities,
    subscribers,
    telephones,
    us_addresses,
)
from medclaim.strategies._small import (
    DELIMITERS,
    SERVICE_DAYS,
    amounts,
    date_ranges,
    days,
    quantities,
    some,
    texts,
)
from medclaim.strategies._supplements import (
    ambulances,
    attachments,
    certifications,
    condition_codes,
    contracts,
    drugs,
    equipment,
    few,
    file_information,
    forms,
    line_dates,
    line_identifiers,
    line_numbers,
    measurements,
    pricings,
    purchased_services,
    spinal_manipulations,
    vision_conditions,
)


def notes(reference_codes: Iterable[str] = ("ADD",)) -> SearchStrategy[Note]:
    """Notes of at most 80 characters."""
    return st.builds(Note, st.sampled_from(list(reference_codes)), texts(80))


@cache
def service_dates(on: date) -> SearchStrategy[Days]:
    """The days of a service around a day: that day, or a range that begins on it."""
    ranges = st.integers(0, 9).map(lambda length: DateRange(on, on + timedelta(days=length)))
    return st.just(on) | ranges


@cache
def _about_a_line() -> SearchStrategy[dict[str, Any]]:
    options: dict[str, SearchStrategy[Any]] = {
        "description": texts(80),
        "unit_basis": st.just("MJ"),
        "place_of_service": places_of_service(),
        "emergency": st.just("Y"),
        "epsdt": st.just("Y"),
        "family_planning": st.just("Y"),
        "copay_status": st.just("0"),
        "line_control_number": texts(50),
        "prior_authorizations": line_numbers("G1"),
        "referral_numbers": line_numbers("9F"),
        "note": notes(["ADD", "DCP"]),
        "third_party_note": texts(80),
        "dates": line_dates(),
        "identifiers": line_identifiers(),
        "sales_tax": amounts(),
        "postage": amounts(),
        "file_information": file_information(),
        "attachments": attachments(),
        "contract": contracts(),
        "pricing": pricings(of_line=True),
        "drug": drugs(),
        "ambulance": ambulances(of_line=True),
        "dme": equipment(),
        "forms": forms(),
        "test_results": measurements(),
        "hospice_employed": st.sampled_from("NY"),
        "obstetric_units": st.integers(1, 99).map(Decimal),
        "purchased_service": purchased_services(),
        "adjudications": line_adjudications(),
        "rendering_provider": rendering_providers(),
        "supervising_provider": providers(),
        "ordering_provider": providers(address=us_addresses(), contact=contacts()),
        "referring_provider": providers(),
        "primary_care_provider": providers(),
        "service_facility": service_facilities(qualifiers=["G2", "LU"]),
    }
    return some(options, 4)


@cache
def pointers(diagnoses: int) -> SearchStrategy[tuple[int, ...]]:
    """One to four of so many diagnoses."""
    numbers = st.integers(1, diagnoses)
    return st.lists(numbers, min_size=1, max_size=4, unique=True).map(tuple)


def professional_lines(
    *, on: date = SERVICE_DAYS[0], diagnoses: int = 1, number: int = 1
) -> SearchStrategy[ProfessionalLine]:
    """Service lines of a claim with so many diagnoses."""
    return _lines(on, diagnoses).map(lambda line: attrs.evolve(line, line_number=number))


@cache
def _lines(on: date, diagnoses: int) -> SearchStrategy[ProfessionalLine]:
    always = st.fixed_dictionaries(
        {
            "line_number": st.just(1),
            "procedure_code": procedure_codes(),
            "modifiers": st.lists(modifiers(), max_size=4, unique=True).map(tuple),
            "charge": amounts(),
            "units": quantities(),
            "diagnosis_pointers": pointers(diagnoses),
            "service_dates": service_dates(on),
        }
    )
    return st.builds(lambda one, more: ProfessionalLine(**one, **more), always, _about_a_line())


@cache
def diagnoses(on: date, most: int = 12) -> SearchStrategy[tuple[DiagnosisCode, ...]]:
    """The distinct diagnosis codes of a claim, of the code set in force on a day."""
    codes: SearchStrategy[Any] = icd9cm_codes(on) if on < ICD10_CUT_OVER else icd10cm_codes(on)
    return st.lists(codes, min_size=1, max_size=most, unique=True).map(tuple)


# One segment in the guide: a claim says one of them.
_DISABILITY = ("disability", "disability_begin", "disability_end")


@cache
def claim_dates() -> SearchStrategy[ClaimDates]:
    """A few of the dates a claim may have."""
    single: SearchStrategy[Any] = days(date(2010, 1, 1))
    options = {field.name: single for field in attrs.fields(ClaimDates)}
    options["disability"] = date_ranges()

    def made(facts: dict[str, Any]) -> ClaimDates:
        for name in [name for name in facts if name in _DISABILITY][1:]:
            del facts[name]
        return ClaimDates(**facts)

    return some(options, 4).map(made).filter(has_facts)


@cache
def claim_identifiers() -> SearchStrategy[ClaimIdentifiers]:
    """A few of the further numbers a claim may have."""
    options = {field.name: texts(50) for field in attrs.fields(ClaimIdentifiers)}
    made = some(options, 4).map(lambda facts: ClaimIdentifiers(**facts))
    return made.filter(has_facts)


def has_facts(value: Any) -> bool:
    """Whether a value of optional fields says anything: one that does not is read back as none."""
    return any(getattr(value, field.name) is not None for field in attrs.fields(type(value)))


@cache
def related_causes() -> SearchStrategy[RelatedCauses]:
    """Accidents, with the state where a car was in it."""
    return st.builds(
        lambda codes, state: RelatedCauses(codes=codes, state=state if "AA" in codes else None),
        st.lists(st.sampled_from(["OA", "EM", "AA"]), min_size=1, max_size=2, unique=True),
        st.sampled_from(STATES),
    )


@cache
def _about_a_claim() -> SearchStrategy[dict[str, Any]]:
    options: dict[str, SearchStrategy[Any]] = {
        "claim_or_encounter": st.just("RP"),
        "frequency_code": st.sampled_from("78"),
        "provider_signature": st.just("N"),
        "assignment_code": st.sampled_from("BC"),
        "benefits_assigned": st.sampled_from("NW"),
        "release_of_information": st.just("I"),
        "patient_signature_source": st.just("P"),
        "related_causes": related_causes(),
        "special_program": st.sampled_from(["02", "03", "05", "09"]),
        "delay_reason": st.sampled_from(["1", "7", "11", "15"]),
        "dates": claim_dates(),
        "patient_paid": amounts(),
        "prior_authorization": texts(50),
        "referral_number": texts(50),
        "payer_claim_control_number": texts(50),
        "identifiers": claim_identifiers(),
        "note": notes(["ADD", "CER", "DCP", "DGN", "TPO"]),
        "file_information": file_information(),
        "attachments": attachments(),
        "contract": contracts(),
        "pricing": pricings(),
        "anesthesia_procedures": few(cpt_codes() | hcpcs_codes(), 2),
        "condition_codes": condition_codes(),
        "ambulance": ambulances(),
        "spinal_manipulation": spinal_manipulations(),
        "vision": vision_conditions(),
        "homebound": st.just("Y"),
        "epsdt_referral": certifications(("AV", "NU", "S2", "ST"), 3),
        "other_subscribers": professional_other_subscribers(),
        "referring_provider": providers(),
        "primary_care_provider": providers(),
        "rendering_provider": rendering_providers(),
        "service_facility": service_facilities(contact=telephones()),
        "supervising_provider": providers(qualifiers=("0B", "1G", "G2", "LU")),
    }
    return some(options, 6)


_SERVICE_DAY = st.sampled_from(SERVICE_DAYS)


@cache
def _dependents() -> SearchStrategy[Patient]:
    return patients(relationships=RELATIONSHIPS)


@st.composite
def professional_claims(draw: DrawFn) -> ProfessionalClaim:
    """Professional claims: anything the guide allows and a field can hold, codes billable that day."""
    on = draw(_SERVICE_DAY)
    found = draw(diagnoses(on))
    count = draw(st.integers(1, 3))
    lines = tuple(
        draw(professional_lines(on=on, diagnoses=len(found), number=number + 1))
        for number in range(count)
    )
    has_patient = draw(st.booleans())
    return ProfessionalClaim(
        billing_provider=draw(billing_providers()),
        subscriber=draw(subscribers(is_patient=not has_patient)),
        payer=draw(payers()),
        patient=draw(_dependents()) if has_patient else None,
        patient_control_number=draw(texts(38)),
        total_charge=sum((amount(line.charge) for line in lines), Decimal(0)),
        place_of_service=draw(places_of_service()),
        diagnoses=found,
        lines=lines,
        **draw(_about_a_claim()),
    )


@st.composite
def professional_batches(draw: DrawFn, *, most: int = 4) -> tuple[ProfessionalClaim, ...]:
    """Claims to be sent together, some of which share their provider, subscriber or payer."""
    claims = draw(st.lists(professional_claims(), min_size=1, max_size=2))
    for _ in range(draw(st.integers(0, most - len(claims)))):
        one, other = draw(st.sampled_from(claims)), draw(st.sampled_from(claims))
        shared = draw(st.sampled_from([1, 2, 3]))
        facts: dict[str, Any] = {"billing_provider": other.billing_provider}
        if shared > 1:
            facts |= {"payer": other.payer, "subscriber": other.subscriber}
            facts |= {"patient": other.patient}
        if shared > 2:
            facts |= {"patient_control_number": draw(texts(38))}
        claims.insert(draw(st.integers(0, len(claims))), attrs.evolve(one, **facts))
    return tuple(claims)


# Everyday diagnoses and services that may stand together for anybody, and their usual charges.
_EVERYDAY = [
    "I10",
    "E11.9",
    "E78.5",
    "M54.2",
    "J30.2",
    "K21.9",
    "R05.1",
    "H52.4",
    "L30.9",
    "G47.00",
]
_SERVICES = [
    "99213",
    "99214",
    "36415",
    "93000",
    "85025",
    "80053",
    "71046",
    "81003",
    "94010",
    "87880",
]


@cache
def _about_an_encounter() -> SearchStrategy[dict[str, Any]]:
    options: dict[str, SearchStrategy[Any]] = {
        "rendering_provider": providers(persons()),
        "referring_provider": providers(),
        "service_facility": service_facilities(),
        "prior_authorization": texts(50),
        "referral_number": texts(50),
        "patient_paid": st.just(Decimal("5.00")),
        "note": notes(["ADD"]),
    }
    return some(options, 4)


@st.composite
def encounters(draw: DrawFn) -> Encounter:
    """Encounters coded as ``compose`` takes them: one visit to an office, nothing missing."""
    on = SERVICE_DAYS[0]
    found = draw(st.lists(st.sampled_from(_EVERYDAY), min_size=1, max_size=6, unique=True))
    done = draw(st.lists(st.sampled_from(_SERVICES), min_size=1, max_size=4, unique=True))
    return Encounter(
        patient=draw(patients()),
        patient_control_number=draw(texts(20)),
        billing_provider=draw(billing_providers()),
        place_of_service=PlaceOfService("11"),
        diagnoses=tuple(Diagnosis(Icd10CmCode(text)) for text in found),
        services=tuple(
            Service(
                procedure_code=parse_procedure(code),
                service_dates=on,
                charge=draw(amounts("999.99").filter(bool)),
                diagnosis_pointers=draw(pointers(len(found))),
            )
            for code in done
        ),
        **draw(_about_an_encounter()),
    )


def _spoilt(read: Callable[[str], Any], *found: str) -> SearchStrategy[Any]:
    return st.sampled_from([read(text) for text in found])


@cache
def _spoilt_line() -> SearchStrategy[dict[str, Any]]:
    options = {
        "procedure_code": _spoilt(read_procedure, "9921", "j1885", "9921O"),
        "charge": _spoilt(read_amount, "1,00", "12.345", "USD 5"),
        "units": _spoilt(read_quantity, "1,5", "one"),
        "service_dates": _spoilt(read_day, "20260230", "2026-03-02"),
    }
    return some(options, 2)


@cache
def _spoilt_claim() -> SearchStrategy[dict[str, Any]]:
    options = {
        "total_charge": _spoilt(read_amount, "1,00", "$5"),
        "diagnoses": _spoilt(Icd10CmCode.read, "E11.9", "e119", "25000").map(lambda bad: (bad,)),
        "place_of_service": _spoilt(PlaceOfService.read, "1", "A1"),
    }
    return some(options, 2)


@st.composite
def malformed_professional_claims(draw: DrawFn) -> ProfessionalClaim:
    """Professional claims as they are read from bad texts: some fields are ``Malformed``."""
    claim = draw(professional_claims())
    first, *others = claim.lines
    npi = draw(_spoilt(Npi.read, "1234567890", "123", "123456789O"))
    return attrs.evolve(
        claim,
        billing_provider=attrs.evolve(claim.billing_provider, npi=npi),
        lines=(attrs.evolve(first, **draw(_spoilt_line())), *others),
        **draw(_spoilt_claim()),
    )


# --------------------------------------------------------------------------------- envelopes


_PARTS = ("element", "component", "repetition", "segment")


@cache
def delimiters() -> SearchStrategy[Delimiters]:
    """Four different delimiters that no text of these strategies holds."""
    return st.permutations(list(DELIMITERS)).map(
        lambda found: Delimiters(**dict(zip(_PARTS, found, strict=False)))
    )


@cache
def submitters() -> SearchStrategy[Submitter]:
    """Submitters with one or two contacts."""
    return st.builds(
        lambda name, number, who: Submitter(name=name, identifier=number, contacts=who),
        # The guide has no name suffix here.
        organizations() | persons().map(lambda name: attrs.evolve(name, name_suffix=None)),
        texts(80, min_size=2),
        st.lists(contacts(), min_size=1, max_size=2).map(tuple),
    )


@cache
def envelopes() -> SearchStrategy[Envelope]:
    """Envelopes with the usual delimiters."""
    numbers = st.integers(1, 999_999_000)
    always = st.fixed_dictionaries(
        {
            "submitter": submitters(),
            "receiver": st.builds(Receiver, name=texts(60), identifier=texts(80, min_size=2)),
            "sender_id": texts(15, min_size=2),
            "receiver_id": texts(15, min_size=2),
            "created_on": days(date(2026, 1, 1)),
            "created_at": st.times().map(lambda moment: moment.replace(microsecond=0)),
            "interchange_control_number": numbers,
            "group_control_number": numbers,
            "set_control_number": numbers,
            "reference": texts(30),
        }
    )
    options: dict[str, SearchStrategy[Any]] = {
        "usage": st.just("P"),
        "sender_qualifier": st.sampled_from(["01", "30"]),
        "receiver_qualifier": st.sampled_from(["01", "30"]),
        "application_sender": texts(15, min_size=2),
        "application_receiver": texts(15, min_size=2),
        "purpose": st.just("18"),
    }
    return st.builds(lambda one, more: Envelope(**one, **more), always, some(options, 3))
