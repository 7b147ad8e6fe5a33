import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest

from medclaim import codes
from medclaim.claims import x12
from medclaim.claims.check import Checker, check
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.compose import CodingNotCompleteError, compose, replacement, void
from medclaim.claims.parties import (
    Coverage,
    Identifier,
    Organization,
    Patient,
    Person,
    Provider,
)
from medclaim.claims.payers import (
    BLUE_CROSS_BLUE_SHIELD,
    COMMERCIAL,
    MEDICARE_PART_B,
    PayerPolicy,
)
from medclaim.findings import Severity
from tests.claims.samples import (
    CLAIM,
    COVERAGE,
    DAY,
    DEPENDENT,
    DOCTOR,
    ENCOUNTER,
    ENVELOPE,
    PATIENT,
    PRACTICE,
    changed,
)


def made(
    changes: dict[str, Any] | None = None,
    *,
    coverage: Coverage = COVERAGE,
    policy: PayerPolicy = COMMERCIAL,
) -> ProfessionalClaim:
    claim: ProfessionalClaim = compose(changed(ENCOUNTER, changes or {}), coverage, policy)
    return claim


def test_what_the_coder_entered_goes_over_as_it_is() -> None:
    assert CLAIM.patient_control_number == "VISIT-1"
    assert CLAIM.billing_provider is PRACTICE
    assert CLAIM.payer is COVERAGE.payer
    assert CLAIM.diagnoses == tuple(diagnosis.code for diagnosis in ENCOUNTER.diagnoses)
    for line, service in zip(CLAIM.lines, ENCOUNTER.services, strict=True):
        for name in ("procedure_code", "modifiers", "charge", "units", "diagnosis_pointers"):
            assert getattr(line, name) == getattr(service, name)


def test_what_is_derived_is_derived_once() -> None:
    assert CLAIM.total_charge == Decimal("167.50")
    assert [line.line_number for line in CLAIM.lines] == [1, 2]
    assert CLAIM.subscriber.filing_indicator == "CI"
    assert CLAIM.subscriber.responsibility == "P"
    assert (CLAIM.frequency_code, CLAIM.claim_or_encounter) == ("1", "CH")


def test_a_patient_who_is_the_subscriber() -> None:
    """2000B SBR02 is 18, and 2010BA carries the address, the birth date and the sex."""
    assert CLAIM.patient is None
    assert CLAIM.subscriber.relationship == "18"
    for name in ("name", "address", "birth_date", "sex"):
        assert getattr(CLAIM.subscriber, name) == getattr(PATIENT, name)


def test_a_patient_who_is_not() -> None:
    """2000B SBR02 is left out, and 2000C says the relationship."""
    claim = made(coverage=DEPENDENT)
    assert claim.patient == attrs.evolve(PATIENT, relationship="19")
    assert claim.subscriber.relationship is None
    assert claim.subscriber.name == Person(last_name="SAMPLE", first_name="PAUL")
    assert claim.subscriber.address is None
    assert check(claim).findings == ()


def test_a_coverage_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="says that the patient is the subscriber"):
        made(coverage=attrs.evolve(DEPENDENT, relationship="18"))
    with pytest.raises(ValueError, match="name the subscriber"):
        made(coverage=attrs.evolve(COVERAGE, relationship="01"))


def test_the_filing_indicator_is_the_policys_unless_the_coverage_says() -> None:
    assert made(policy=BLUE_CROSS_BLUE_SHIELD).subscriber.filing_indicator == "BL"
    federal = attrs.evolve(COVERAGE, filing_indicator="FI")
    claim = made(coverage=federal, policy=BLUE_CROSS_BLUE_SHIELD)
    assert claim.subscriber.filing_indicator == "FI"


def test_a_group_number_leaves_no_room_for_the_groups_name() -> None:
    both = attrs.evolve(COVERAGE, group_number="G1", group_name="EXAMPLE WORKS")
    assert made(coverage=both).subscriber.group_name is None
    name = attrs.evolve(COVERAGE, group_name="EXAMPLE WORKS")
    assert made(coverage=name).subscriber.group_name == "EXAMPLE WORKS"


SOLO = attrs.evolve(PRACTICE, name=DOCTOR.name, npi=DOCTOR.npi)
OTHER = Provider(name=Person(last_name="OTHER", first_name="OLGA"), npi=codes.Npi("1245319599"))


def test_a_rendering_provider_who_bills_is_left_out() -> None:
    """2310B: required when the rendering provider is not the billing provider."""
    encounter = attrs.evolve(ENCOUNTER, billing_provider=SOLO)
    assert compose(encounter, COVERAGE, COMMERCIAL).rendering_provider is None
    assert CLAIM.rendering_provider is DOCTOR


def test_a_lines_rendering_provider_stays_where_it_differs() -> None:
    """2420A: required when it is not the one of 2310B, or of 2010AA where there is none."""
    first, second = ENCOUNTER.services
    services = (
        attrs.evolve(first, rendering_provider=DOCTOR),
        attrs.evolve(second, rendering_provider=OTHER),
    )
    claim = compose(attrs.evolve(ENCOUNTER, services=services), COVERAGE, COMMERCIAL)
    assert [line.rendering_provider for line in claim.lines] == [None, OTHER]
    solo = attrs.evolve(
        ENCOUNTER, services=services, billing_provider=SOLO, rendering_provider=None
    )
    claim = compose(solo, COVERAGE, COMMERCIAL)
    assert [line.rendering_provider for line in claim.lines] == [None, OTHER]
    # Somebody else rendered the rest, so the line of the billing provider says so.
    mixed = attrs.evolve(solo, rendering_provider=OTHER)
    claim = compose(mixed, COVERAGE, COMMERCIAL)
    assert [line.rendering_provider for line in claim.lines] == [DOCTOR, None]


OTHER_TAXONOMY = attrs.evolve(DOCTOR, taxonomy=codes.TaxonomyCode("207R00000X"))
NAMELESS = attrs.evolve(DOCTOR, npi=None)
LICENSED = attrs.evolve(DOCTOR, identifiers=[Identifier("0B", "L-1")])


@pytest.mark.parametrize(
    "own, claims",
    [
        (OTHER_TAXONOMY, DOCTOR),
        (DOCTOR, NAMELESS),
        (NAMELESS, DOCTOR),
        (LICENSED, DOCTOR),
        (DOCTOR, LICENSED),
    ],
)
def test_a_lines_provider_who_says_something_else_stays(own: Provider, claims: Provider) -> None:
    """2420A: only what is the claim's in every word is said already; a namesake is another person."""
    service = attrs.evolve(ENCOUNTER.services[0], rendering_provider=own)
    encounter = attrs.evolve(ENCOUNTER, rendering_provider=claims, services=[service])
    claim = compose(encounter, COVERAGE, COMMERCIAL)
    assert (claim.rendering_provider, claim.lines[0].rendering_provider) == (claims, own)


@pytest.mark.parametrize("provider", [OTHER_TAXONOMY, NAMELESS, LICENSED])
def test_a_rendering_provider_who_says_more_than_who_bills_stays(provider: Provider) -> None:
    """2310B, 2420A: nothing that the coder entered is lost, and no name alone makes a match."""
    service = attrs.evolve(ENCOUNTER.services[0], rendering_provider=provider)
    for billing in (SOLO, attrs.evolve(SOLO, npi=None)):
        on_claim = attrs.evolve(ENCOUNTER, billing_provider=billing, rendering_provider=provider)
        assert compose(on_claim, COVERAGE, COMMERCIAL).rendering_provider == provider
        on_line = attrs.evolve(
            on_claim, rendering_provider=None, services=[service, ENCOUNTER.services[1]]
        )
        claim = compose(on_line, COVERAGE, COMMERCIAL)
        assert [line.rendering_provider for line in claim.lines] == [provider, None]


def test_a_place_of_service_is_said_on_a_line_only_where_it_differs() -> None:
    claim = made({"services[0].place_of_service": "11", "services[1].place_of_service": "81"})
    places = [line.place_of_service for line in claim.lines]
    assert places == [None, codes.PlaceOfService("81")]


def test_a_facility_is_named_where_it_is_another_place() -> None:
    """2310C: required when the location is not that of 2010AA."""
    here = Provider(name=PRACTICE.name, npi=PRACTICE.npi, address=PRACTICE.address)
    there = attrs.evolve(here, address=attrs.evolve(PRACTICE.address, line_1="9 ELSEWHERE RD"))
    lab = Provider(name=Organization("EXAMPLE LAB"), address=PRACTICE.address)
    namesake = Provider(name=PRACTICE.name)
    numbered = attrs.evolve(here, npi=OTHER.npi)
    for facility, expected in (
        (here, None),
        (there, there),
        (lab, lab),
        (None, None),
        (namesake, namesake),
        (numbered, numbered),
    ):
        encounter = attrs.evolve(ENCOUNTER, service_facility=facility)
        assert compose(encounter, COVERAGE, COMMERCIAL).service_facility == expected


def test_an_emergency_is_a_y() -> None:
    assert [line.emergency for line in made({"services[1].emergency": True}).lines] == [None, "Y"]


def test_an_encounter_whose_coding_has_errors_is_refused() -> None:
    wrong = changed(
        ENCOUNTER,
        {"diagnoses": ["E11", "I10", "I10"], "services[0].diagnosis_pointers": [7]},
    )
    with pytest.raises(CodingNotCompleteError) as caught:
        compose(wrong, COVERAGE, COMMERCIAL)
    error = caught.value
    places = (
        "A004 at diagnoses[0].code: E11 ",
        "B002 at diagnoses[2].code: ",
        "D094 at services[0]",
    )
    assert str(error).startswith("the coding is not complete: 3 errors: A004 at ")
    assert all(place in str(error) for place in places)
    assert error.report == check(wrong)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
    assert isinstance(error, ValueError)


def test_warnings_do_not_stand_in_the_way() -> None:
    assert made({"services[0].modifiers": ["26", "TC"]}).lines[0].modifiers


def test_compose_keeps_to_the_selection_and_severities_of_its_checker() -> None:
    wrong = changed(ENCOUNTER, {"diagnoses": ["E11.9", "E11.9"]})
    compose(wrong, COVERAGE, COMMERCIAL, checker=Checker(ignore=["dx-duplicate"]))
    compose(wrong, COVERAGE, COMMERCIAL, checker=Checker(severities={"B002": Severity.WARNING}))
    odd = changed(ENCOUNTER, {"services[0].modifiers": ["26", "TC"]})
    strict = Checker(severities={"C090": Severity.ERROR})
    with pytest.raises(CodingNotCompleteError, match="C090"):
        compose(odd, COVERAGE, COMMERCIAL, checker=strict)


def test_coding_is_weighed_for_the_payer_of_the_claim() -> None:
    therapy = {"services[0].procedure_code": "97110"}
    assert made(therapy).lines[0].modifiers == ()
    with pytest.raises(CodingNotCompleteError, match="C085"):
        made(therapy, policy=MEDICARE_PART_B)


def test_fifty_one_services_are_composed_and_found() -> None:
    claim = made({"services[*]": 51})
    assert len(claim.lines) == 51
    # The same visit over and over is a finding of its own.
    assert [f.rule.id for f in check(claim, ignore=["C034", "C137"])] == ["D097"]


def test_a_replacement_and_a_void_name_the_claim_they_are_about() -> None:
    for about, code in ((replacement, "7"), (void, "8")):
        claim = about(CLAIM, "PAYER-1")
        assert claim.frequency_code == code
        assert claim.payer_claim_control_number == "PAYER-1"
        assert attrs.evolve(claim, frequency_code="1", payer_claim_control_number=None) == CLAIM
        assert check(claim).findings == ()
    composed = compose(
        ENCOUNTER,
        COVERAGE,
        COMMERCIAL,
        frequency_code="7",
        payer_claim_control_number="PAYER-1",
        claim_or_encounter="RP",
    )
    assert composed == attrs.evolve(replacement(CLAIM, "PAYER-1"), claim_or_encounter="RP")


def test_what_is_no_argument_of_compose_is_refused_by_name() -> None:
    wrong: Any = "commercial"
    with pytest.raises(TypeError, match="takes a PayerPolicy, not str"):
        compose(ENCOUNTER, COVERAGE, wrong)
    with pytest.raises(TypeError, match="takes a PayerPolicy, not str"):
        compose(ENCOUNTER, attrs.evolve(COVERAGE, filing_indicator="CI"), wrong)
    with pytest.raises(TypeError, match="takes a Coverage, not str"):
        compose(ENCOUNTER, wrong, COMMERCIAL)
    with pytest.raises(TypeError, match="takes an encounter, not str"):
        compose(wrong, COVERAGE, COMMERCIAL)


@pytest.mark.parametrize("about", [replacement, void])
def test_a_claim_about_another_names_it(about: Any) -> None:
    with pytest.raises(TypeError, match=r"^payer_claim_control_number: takes a str, not NoneType"):
        about(CLAIM, None)
    with pytest.raises(TypeError, match=r"^claim: takes a claim, not Encounter"):
        about(ENCOUNTER, "PAYER-1")


def test_evidence_is_never_sent() -> None:
    told = attrs.evolve(
        ENCOUNTER,
        diagnoses=tuple(attrs.evolve(d, evidence="PLANTED NOTE") for d in ENCOUNTER.diagnoses),
        services=tuple(attrs.evolve(s, evidence="PLANTED NOTE") for s in ENCOUNTER.services),
    )
    assert compose(told, COVERAGE, COMMERCIAL) == CLAIM


def test_a_newborn_of_the_day_and_a_father_who_holds_the_coverage() -> None:
    baby = Patient(name=PATIENT.name, birth_date=DAY, sex="F", address=PATIENT.address)
    claim = compose(attrs.evolve(ENCOUNTER, patient=baby), DEPENDENT, COMMERCIAL)
    assert check(claim, submitted_on=DAY).findings == ()


def test_the_writer_takes_what_compose_makes() -> None:
    for claim in (CLAIM, made(coverage=DEPENDENT), replacement(CLAIM, "PAYER-1")):
        assert x12.read(x12.write([claim], ENVELOPE)).claims == (claim,)


def test_a_role_says_what_the_guide_has_a_place_for() -> None:
    """A practice keeps one record of a doctor; 2310A and 2310D have no taxonomy (005010X222A1)."""
    record = attrs.evolve(DOCTOR, taxonomy="207Q00000X")
    roles = ("rendering_provider", "referring_provider", "supervising_provider")
    claim = made(dict.fromkeys(roles, record))
    assert claim.rendering_provider == record
    assert claim.referring_provider == claim.supervising_provider == DOCTOR
    assert x12.read(x12.write([claim], ENVELOPE)).claims == (claim,)
