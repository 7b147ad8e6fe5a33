"""A dental encounter becomes a claim: what is derived, what is said once, what is left out."""

from datetime import date

import attrs
import pytest
from hypothesis import given, settings

from medclaim import strategies
from medclaim.claims import x12
from medclaim.claims.check import check
from medclaim.claims.compose import compose, replacement, void
from medclaim.claims.dental import DentalClaim
from medclaim.claims.dental_encounter import DentalEncounter, DentalService
from medclaim.claims.parties import Coverage, Patient, Provider
from medclaim.claims.payers import COMMERCIAL
from medclaim.dates import DateRange
from medclaim.money import total
from tests.claims.samples import COVERAGE, DAY, DENTAL_CLAIM, DENTAL_ENCOUNTER, ENVELOPE, PATIENT

LATER = date(2026, 3, 9)


def test_the_clean_encounter_becomes_the_clean_claim() -> None:
    claim = compose(DENTAL_ENCOUNTER, COVERAGE, COMMERCIAL)
    assert claim == DENTAL_CLAIM
    assert check(claim).errors == ()
    assert x12.read(x12.write([claim], ENVELOPE)).claims == (claim,)


def _on(*days: date | None) -> DentalEncounter:
    services = tuple(
        attrs.evolve(service, service_dates=day)
        for service, day in zip(DENTAL_ENCOUNTER.services, days, strict=True)
    )
    return attrs.evolve(DENTAL_ENCOUNTER, services=services)


def test_one_day_is_said_once_on_the_claim() -> None:
    """005010X224A2, 2400 DTP 472: where the day differs from the claim's."""
    claim = compose(_on(DAY, DAY), COVERAGE, COMMERCIAL)
    assert claim.service_dates == DAY
    assert [line.service_dates for line in claim.lines] == [None, None]


def test_several_days_are_a_range_and_each_line_has_its_own() -> None:
    claim = compose(_on(LATER, DAY), COVERAGE, COMMERCIAL)
    assert claim.service_dates == DateRange(DAY, LATER)
    assert [line.service_dates for line in claim.lines] == [LATER, DAY]


def test_a_predetermination_has_no_day() -> None:
    """005010X224A2, CLM19 PB: nothing was done yet."""
    planned = attrs.evolve(_on(None, None), is_predetermination=True)
    claim = compose(planned, COVERAGE, COMMERCIAL)
    assert claim.is_predetermination
    assert claim.service_dates is None
    assert [line.service_dates for line in claim.lines] == [None, None]
    assert check(claim).errors == ()
    assert "*" * 10 + "PB~" in x12.write([claim], ENVELOPE)


def test_a_procedure_done_once_has_no_count() -> None:
    """005010X224A2, SV306: where there is more than one."""
    twice = DentalService(procedure_code="D0220", service_dates=DAY, charge=50, units=2)
    claim = compose(
        attrs.evolve(DENTAL_ENCOUNTER, services=(*DENTAL_ENCOUNTER.services, twice)),
        COVERAGE,
        COMMERCIAL,
    )
    assert [line.units for line in claim.lines] == [None, None, 2]


def test_who_treated_is_said_where_it_is_not_who_bills() -> None:
    billing = DENTAL_ENCOUNTER.billing_provider
    same = Provider(name=billing.name, npi=billing.npi, taxonomy=billing.taxonomy)
    alone = attrs.evolve(DENTAL_ENCOUNTER, rendering_provider=same)
    assert compose(DENTAL_ENCOUNTER, COVERAGE, COMMERCIAL).rendering_provider is not None
    assert compose(alone, COVERAGE, COMMERCIAL).rendering_provider is None


def test_what_the_dental_guide_has_no_place_for_stays_with_the_encounter() -> None:
    """005010X224A2 has no PAT at the subscriber: no weight, no pregnancy, no day of death."""
    heavy = attrs.evolve(DENTAL_ENCOUNTER, patient=attrs.evolve(PATIENT, weight=140))
    claim = compose(heavy, COVERAGE, COMMERCIAL)
    assert claim.subscriber.weight is None
    child = Coverage(
        payer=COVERAGE.payer,
        member_id="X123456",
        relationship="19",
        subscriber=Patient(name=PATIENT.name, birth_date=date(1955, 6, 7), sex="M"),
    )
    claim = compose(heavy, child, COMMERCIAL)
    assert claim.patient is not None
    assert claim.patient.weight is None


@pytest.mark.parametrize(("make", "code"), [(replacement, "7"), (void, "8")])
def test_a_correction_names_the_original(make: object, code: str) -> None:
    made: DentalClaim = make(DENTAL_CLAIM, "PAYER1")  # type: ignore[operator]
    assert (made.frequency_code, made.payer_claim_control_number) == (code, "PAYER1")


@settings(max_examples=40)
@given(strategies.dental_encounters(), strategies.coverages())
def test_an_encounter_composes_with_any_coverage(
    encounter: DentalEncounter, coverage: Coverage
) -> None:
    """``dental_encounters``: what ``compose`` accepts; the total is the sum of the lines."""
    coverage = attrs.evolve(
        coverage,
        payer=attrs.evolve(coverage.payer, billing_provider_identifiers=()),
    )
    claim = compose(encounter, coverage, COMMERCIAL)
    assert claim.total_charge == total(service.charge for service in encounter.services)
    assert x12.read(x12.write([claim], ENVELOPE)).claims == (claim,)
    assert x12.check(x12.write([claim], ENVELOPE)).errors == ()
