"""What a typed program may pass to the dental constructors: mypy reads this file as strictly as ours.

A ``type: ignore`` that mypy does not need is an error, so each one below is a refusal it must see;
that the same call is refused at run time, and under the field's name, is tested beside it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import assert_type

import pytest

from medclaim.claims.compose import compose, void
from medclaim.claims.dental import (
    DentalClaim,
    DentalDates,
    DentalDiagnosisCode,
    DentalLine,
    DentalLineDates,
    Orthodontics,
    Tooth,
    ToothStatus,
)
from medclaim.claims.dental_encounter import DentalEncounter, DentalService
from medclaim.claims.parties import Subscriber
from medclaim.claims.payers import COMMERCIAL
from medclaim.claims.redact import redact
from medclaim.codes.diagnosis import OtherDiagnosisCode
from medclaim.codes.errors import InvalidCode
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.surface import ToothSurface
from medclaim.codes.tooth import ToothNumber
from medclaim.dates import DateRange
from medclaim.malformed import Malformed
from tests.claims.samples import COVERAGE, DENTAL_ENCOUNTER
from tests.typing.test_constructors import PAYER, PERSON, PRACTICE

DAY = date(2026, 3, 2)


def test_a_claim_of_plain_values_and_of_malformed_ones() -> None:
    claim = DentalClaim(
        billing_provider=PRACTICE,
        subscriber=Subscriber(name=PERSON, responsibility="P"),
        payer=PAYER,
        patient_control_number="D-1001",
        total_charge="145",
        place_of_service="11",
        service_dates=DateRange(DAY, DAY),
        dates=DentalDates(accident="2026-03-01"),
        orthodontics=Orthodontics(total_months=24, remaining_months=Decimal(12)),
        tooth_statuses=[ToothStatus("17", "M")],
        diagnoses=["K02.62", OtherDiagnosisCode("TQ", "110000")],
        lines=[
            DentalLine(
                line_number=1,
                procedure_code="D2391",
                charge=145,
                oral_cavity_areas=["40", OralCavityArea.read("50")],
                teeth=[Tooth("30", ["O", ToothSurface.read("MO")])],
                dates=DentalLineDates(prior_placement="20160208"),
            )
        ],
    )
    assert_type(claim.diagnoses, tuple[DentalDiagnosisCode, ...])
    assert_type(claim.lines, tuple[DentalLine, ...])
    assert_type(claim.lines[0].teeth[0].number, ToothNumber | Malformed)
    assert_type(claim.lines[0].oral_cavity_areas, tuple[OralCavityArea | Malformed, ...])
    assert_type(redact(claim), DentalClaim)
    assert_type(void(claim, "PAYER1"), DentalClaim)
    assert claim.lines[0].teeth[0].number == ToothNumber("30")
    assert claim.total_charge == Decimal(145)


def test_an_encounter_becomes_a_claim_of_its_kind() -> None:
    assert_type(DENTAL_ENCOUNTER.services, tuple[DentalService, ...])
    assert_type(compose(DENTAL_ENCOUNTER, COVERAGE, COMMERCIAL), DentalClaim)
    assert isinstance(DENTAL_ENCOUNTER, DentalEncounter)


def _refused() -> Iterator[tuple[str, Callable[[], object]]]:
    """Calls that mypy refuses, each with what is said at run time."""
    yield (
        "ToothNumber takes a str, not int",
        lambda: Tooth(30),  # type: ignore[arg-type]
    )
    yield (
        "teeth: takes Tooth values, not str",
        lambda: DentalService(procedure_code="D2391", charge=1, teeth=["30"]),  # type: ignore[list-item]
    )
    yield (
        "service_dates: takes a date (say which day it is), not datetime",
        lambda: DentalService(
            procedure_code="D2391", charge=1, service_dates=datetime(2026, 3, 2, tzinfo=UTC)
        ),
    )
    yield (
        "service_dates: takes a date, not DateRange",
        lambda: DentalLine(
            line_number=1,
            procedure_code="D2391",
            charge=1,
            service_dates=DateRange(DAY, DAY),  # type: ignore[arg-type]
        ),
    )
    yield (
        "is_predetermination: takes a bool, not str",
        lambda: DentalEncounter(
            patient=DENTAL_ENCOUNTER.patient,
            patient_control_number="D-1001",
            billing_provider=PRACTICE,
            place_of_service="11",
            services=[],
            is_predetermination="PB",  # type: ignore[arg-type]
        ),
    )


@pytest.mark.parametrize(("said", "call"), list(_refused()))
def test_what_a_type_checker_refuses_is_refused(said: str, call: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        call()


@pytest.mark.parametrize("qualifier", ["ABK", "BF", "", "T\u00e9"])
def test_a_diagnosis_of_a_system_known_here_is_no_other(qualifier: str) -> None:
    with pytest.raises(InvalidCode, match="diagnosis code"):
        OtherDiagnosisCode(qualifier, "K0262")
