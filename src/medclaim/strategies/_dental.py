"""Strategies for dental encounters and claims, their teeth and lines."""

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from medclaim.claims.dental import (
    DentalClaim,
    DentalDates,
    DentalIdentifiers,
    DentalLine,
    DentalLineDates,
    Orthodontics,
    Tooth,
    ToothStatus,
)
from medclaim.claims.dental_encounter import DentalEncounter, DentalService
from medclaim.codes.cdt import CdtCode
from medclaim.codes.diagnosis import OtherDiagnosisCode
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import ProcedureCode, read_procedure
from medclaim.codes.surface import ToothSurface
from medclaim.codes.tooth import ToothNumber
from medclaim.money import amount
from medclaim.strategies._claims import (
    diagnoses,
    has_facts,
    notes,
    pointers,
    related_causes,
    service_dates,
)
from medclaim.strategies._codes import modifiers, places_of_service, taxonomy_codes
from medclaim.strategies._parties import (
    RELATIONSHIPS,
    billing_providers,
    patients,
    payers,
    providers,
    rendering_providers,
    service_facilities,
    subscribers,
)
from medclaim.strategies._small import (
    DIGITS,
    SERVICE_DAYS,
    amounts,
    days,
    digits,
    quantities,
    some,
    texts,
)
from medclaim.strategies._supplements import line_numbers

_LETTERS = "ABCDEFGHIJKLMNOPQRST"
_TOOTH_NUMBERS = (
    *(str(number) for number in (*range(1, 33), *range(51, 83))),
    *_LETTERS,
    *(f"{letter}S" for letter in _LETTERS),
)


@cache
def tooth_numbers() -> SearchStrategy[ToothNumber]:
    """Teeth of the universal system: permanent, primary, and extra ones."""
    return st.sampled_from(_TOOTH_NUMBERS).map(ToothNumber)


@cache
def teeth() -> SearchStrategy[Tooth]:
    """Teeth with up to five surfaces."""
    surfaces = st.lists(st.sampled_from("BDFILMO").map(ToothSurface), unique=True, max_size=5)
    return st.builds(Tooth, tooth_numbers(), surfaces.map(tuple))


@cache
def cdt_codes() -> SearchStrategy[CdtCode]:
    """CDT codes by their grammar."""
    return digits(4).map(lambda number: CdtCode(f"D{number}"))


def _dates(cls: type[Any], most: int) -> SearchStrategy[dict[str, Any]]:
    single: SearchStrategy[Any] = days(date(2010, 1, 1))
    return some({field.name: single for field in attrs.fields(cls)}, most)


@cache
def _dates_of_a_line() -> SearchStrategy[DentalLineDates]:
    def made(facts: dict[str, Any]) -> DentalLineDates:
        # One segment in the guide: a line says one of them.
        if "prior_placement" in facts:
            facts.pop("estimated_prior_placement", None)
        return DentalLineDates(**facts)

    return _dates(DentalLineDates, 3).map(made).filter(has_facts)


@cache
def _assistants() -> SearchStrategy[Any]:
    # The guide asks for the specialty of an assistant surgeon.
    assistants = providers(qualifiers=("0B", "1G", "G2", "LU"))
    return st.builds(
        lambda assistant, code: attrs.evolve(assistant, taxonomy=code),
        assistants,
        taxonomy_codes(),
    )


@cache
def _supervisors() -> SearchStrategy[Any]:
    return providers(qualifiers=("0B", "1G", "G2", "LU"))


@cache
def _about_a_line() -> SearchStrategy[dict[str, Any]]:
    options: dict[str, SearchStrategy[Any]] = {
        "description": texts(80),
        "place_of_service": places_of_service(),
        "oral_cavity_areas": st.lists(
            st.sampled_from(["00", "01", "02", "10", "20", "30", "40"]).map(OralCavityArea),
            min_size=1,
            max_size=5,
        ).map(tuple),
        "prosthesis": st.sampled_from("IR"),
        "units": quantities(),
        "teeth": st.lists(teeth(), min_size=1, max_size=4).map(tuple),
        "service_dates": days(date(2010, 1, 1)),
        "dates": _dates_of_a_line(),
        "predetermination_identifiers": line_numbers("G3"),
        "prior_authorizations": line_numbers("G1"),
        "line_control_number": texts(50),
        "referral_numbers": line_numbers("9F"),
        "sales_tax": amounts(),
        "rendering_provider": rendering_providers(),
        "assistant_surgeon": _assistants(),
        "supervising_provider": _supervisors(),
        "service_facility": service_facilities(qualifiers=["1G", "G2", "LU"]),
    }
    return some(options, 5)


def dental_lines(*, diagnoses: int = 0, number: int = 1) -> SearchStrategy[DentalLine]:
    """Service lines of a dental claim with so many diagnoses."""
    return _lines(diagnoses).map(lambda line: attrs.evolve(line, line_number=number))


@cache
def _lines(count: int) -> SearchStrategy[DentalLine]:
    always = st.fixed_dictionaries(
        {
            "line_number": st.just(1),
            "procedure_code": cdt_codes(),
            "modifiers": st.lists(modifiers(), max_size=4, unique=True).map(tuple),
            "charge": amounts(),
            "diagnosis_pointers": st.just(()) | pointers(count) if count else st.just(()),
        }
    )
    return st.builds(lambda one, more: DentalLine(**one, **more), always, _about_a_line())


@cache
def dental_dates() -> SearchStrategy[DentalDates]:
    """A few of the dates a dental claim may have."""
    return _dates(DentalDates, 3).map(lambda facts: DentalDates(**facts)).filter(has_facts)


@cache
def _identifiers() -> SearchStrategy[DentalIdentifiers]:
    options = {field.name: texts(50) for field in attrs.fields(DentalIdentifiers)}
    options["service_authorization_exception"] = st.sampled_from("1234567")
    return some(options, 3).map(lambda facts: DentalIdentifiers(**facts)).filter(has_facts)


@cache
def orthodontics() -> SearchStrategy[Orthodontics]:
    """Orthodontic treatments: their months, or that they are one."""
    months = st.integers(1, 48).map(Decimal)
    return st.builds(Orthodontics, total_months=months, remaining_months=st.none() | months) | (
        st.just(Orthodontics(treatment_indicator="Y"))
    )


@cache
def _about_a_claim() -> SearchStrategy[dict[str, Any]]:
    referring = providers(taxonomy=taxonomy_codes())
    options: dict[str, SearchStrategy[Any]] = {
        "claim_or_encounter": st.just("RP"),
        "frequency_code": st.sampled_from("78"),
        "provider_signature": st.just("N"),
        "assignment_code": st.just("C"),
        "benefits_assigned": st.sampled_from("NW"),
        "release_of_information": st.just("I"),
        "related_causes": related_causes(),
        "special_program": st.sampled_from(["01", "02", "03", "05"]),
        "predetermination_of_benefits": st.just("PB"),
        "delay_reason": st.sampled_from(["1", "7", "11", "15"]),
        "service_dates": st.sampled_from(SERVICE_DAYS).flatmap(service_dates),
        "dates": dental_dates(),
        "orthodontics": orthodontics(),
        "tooth_statuses": st.lists(
            st.builds(ToothStatus, tooth_numbers(), st.sampled_from("EM")), min_size=1, max_size=4
        ).map(tuple),
        "patient_paid": amounts(),
        "predetermination_identifier": texts(50),
        "payer_claim_control_number": texts(50),
        "referral_number": texts(50),
        "prior_authorization": texts(50),
        "identifiers": _identifiers(),
        "notes": st.lists(notes(), min_size=1, max_size=5).map(tuple),
        "referring_provider": referring,
        "primary_care_provider": referring,
        "rendering_provider": rendering_providers(),
        "service_facility": service_facilities(),
        "assistant_surgeon": _assistants(),
        "supervising_provider": _supervisors(),
    }
    return some(options, 6)


def _as_a_dental_guide_says(person: Any) -> Any:
    return attrs.evolve(person, death_date=None, weight=None, pregnancy=None, contact=None)


@cache
def _payers() -> SearchStrategy[Any]:
    return payers().map(
        lambda payer: attrs.evolve(
            payer, billing_provider_identifiers=payer.billing_provider_identifiers[:1]
        )
    )


@cache
def _diagnoses(on: date) -> SearchStrategy[tuple[Any, ...]]:
    others = st.builds(OtherDiagnosisCode, st.just("TQ"), st.text(DIGITS, min_size=4, max_size=9))
    some_other = st.builds(lambda found, last: (*found[:3], last), diagnoses(on, 3), others)
    return st.just(()) | diagnoses(on, 4) | some_other


@st.composite
def dental_claims(draw: DrawFn) -> DentalClaim:
    """Dental claims: anything the guide allows and a field can hold, diagnoses billable that day."""
    found = draw(_diagnoses(draw(st.sampled_from(SERVICE_DAYS))))
    count = draw(st.integers(1, 3))
    lines = tuple(
        draw(dental_lines(diagnoses=len(found), number=number + 1)) for number in range(count)
    )
    has_patient = draw(st.booleans())
    patient = draw(patients(relationships=RELATIONSHIPS)) if has_patient else None
    return DentalClaim(
        billing_provider=draw(billing_providers()),
        subscriber=_as_a_dental_guide_says(draw(subscribers(is_patient=not has_patient))),
        payer=draw(_payers()),
        patient=None if patient is None else _as_a_dental_guide_says(patient),
        patient_control_number=draw(texts(38)),
        total_charge=sum((amount(line.charge) for line in lines), Decimal(0)),
        place_of_service=draw(places_of_service()),
        diagnoses=found,
        lines=lines,
        **draw(_about_a_claim()),
    )


@cache
def _spoilt_line() -> SearchStrategy[dict[str, Any]]:
    tooth = Tooth(ToothNumber.read("33"), (ToothSurface.read("MO"), ToothSurface("D")))
    options: dict[str, SearchStrategy[Any]] = {
        "procedure_code": st.sampled_from(["D239", "d2391"]).map(_unreadable_procedure),
        "teeth": st.just((tooth,)),
        "oral_cavity_areas": st.just((OralCavityArea.read("50"),)),
    }
    return some(options, 2)


def _unreadable_procedure(text: str) -> ProcedureCode:
    return read_procedure(text, "AD")


@st.composite
def malformed_dental_claims(draw: DrawFn) -> DentalClaim:
    """Dental claims as they are read from bad texts: some fields are ``Malformed``."""
    claim = draw(dental_claims())
    first, *others = claim.lines
    status = ToothStatus(ToothNumber.read("0"), "M")
    return attrs.evolve(
        claim,
        place_of_service=PlaceOfService.read("1"),
        tooth_statuses=(status, *claim.tooth_statuses[:3]),
        lines=(attrs.evolve(first, **draw(_spoilt_line())), *others),
    )


# Everyday services: an examination, a cleaning, films, and what they lead to.
_SERVICES = ["D0120", "D0220", "D1110", "D1206"]


@cache
def _filled_teeth() -> SearchStrategy[Tooth]:
    """Back teeth, each with one surface that it has."""
    back = tooth_numbers().filter(lambda number: not number.is_anterior)
    surface = st.sampled_from("BDLMO").map(ToothSurface)
    return st.builds(Tooth, back, st.tuples(surface))


@st.composite
def dental_encounters(draw: DrawFn) -> DentalEncounter:
    """Dental encounters coded as ``compose`` takes them: one visit, or a treatment planned."""
    is_planned = draw(st.booleans())
    on = None if is_planned else SERVICE_DAYS[0]
    done = draw(st.lists(st.sampled_from(_SERVICES), min_size=1, max_size=4, unique=True))
    services = [
        DentalService(
            procedure_code=code,
            service_dates=on,
            charge=draw(amounts("999.99").filter(bool)),
        )
        for code in done
    ]
    filling = DentalService(
        procedure_code="D2391", service_dates=on, charge=145, teeth=[draw(_filled_teeth())]
    )
    return DentalEncounter(
        patient=_as_a_dental_guide_says(draw(patients())),
        patient_control_number=draw(texts(20)),
        billing_provider=draw(billing_providers()),
        place_of_service="11",
        services=(*services, *((filling,) if draw(st.booleans()) else ())),
        is_predetermination=is_planned,
        rendering_provider=draw(st.none() | rendering_providers()),
        notes=draw(st.lists(notes(), max_size=2).map(tuple)),
    )
