"""What a typed program may pass to the institutional constructors: mypy reads this file as strictly as ours.

A ``type: ignore`` that mypy does not need is an error, so each one below is a refusal it must see;
that the same call is refused at run time, and under the field's name, is tested beside it.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, assert_type

import attrs
import pytest

from medclaim.claims.compose import compose, replacement
from medclaim.claims.encounter import Diagnosis, Encounter
from medclaim.claims.institutional import (
    InstitutionalClaim,
    Occurrence,
    OccurrenceSpan,
    StayDiagnosis,
    StayProcedure,
    ValueAmount,
)
from medclaim.claims.institutional_encounter import InstitutionalEncounter, InstitutionalService
from medclaim.claims.lines import InstitutionalLine
from medclaim.claims.parties import Subscriber
from medclaim.claims.payers import COMMERCIAL
from medclaim.claims.redact import redact
from medclaim.codes.bill_type import BillType
from medclaim.codes.condition import ConditionCode
from medclaim.codes.icd9pcs import Icd9PcsCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.poa import PoaIndicator
from medclaim.dates import DateRange
from medclaim.malformed import Malformed
from tests.claims.samples import COVERAGE, ENCOUNTER, STAY
from tests.typing.test_constructors import PAYER, PERSON, PRACTICE

DAY = date(2026, 3, 2)
SPAN = DateRange(DAY, date(2026, 3, 6))


def test_a_claim_of_plain_values_and_of_malformed_ones() -> None:
    claim = InstitutionalClaim(
        billing_provider=PRACTICE,
        subscriber=Subscriber(name=PERSON, responsibility="P"),
        payer=PAYER,
        patient_control_number="S-1001",
        total_charge="4800",
        bill_type="111",
        statement_dates=SPAN,
        admission=datetime.combine(DAY, time(8, 30)),
        discharge_hour=time(11),
        patient_status="01",
        principal_diagnosis="I21.4",
        other_diagnoses=[StayDiagnosis("I10", "Y"), Icd10CmCode.read("E119")],
        principal_procedure=StayProcedure("027135Z", DAY),
        other_procedures=[StayProcedure(Icd9PcsCode("3722"), "2026-03-02")],
        condition_codes=["67", ConditionCode.read("09")],
        occurrence_codes=[Occurrence("11", DAY)],
        occurrence_spans=[OccurrenceSpan("74", SPAN)],
        value_codes=[ValueAmount("80", 4)],
        lines=[
            InstitutionalLine(
                line_number=1, revenue_code="120", charge=4800, units=4, unit_basis="DA"
            )
        ],
    )
    assert_type(claim.bill_type, BillType | Malformed)
    assert_type(claim.principal_diagnosis, StayDiagnosis | Malformed)
    assert_type(claim.other_diagnoses, tuple[StayDiagnosis, ...])
    assert_type(claim.value_codes[0].amount, Decimal | Malformed)
    assert_type(claim.lines, tuple[InstitutionalLine, ...])
    assert_type(redact(claim), InstitutionalClaim)
    assert_type(replacement(claim, "PAYER1"), InstitutionalClaim)
    assert claim.bill_type == BillType("0111")
    assert claim.frequency_code == "1"
    assert replacement(claim, "PAYER1").bill_type == BillType("0117")
    assert claim.principal_diagnosis == StayDiagnosis("I21.4")
    assert claim.other_diagnoses[0].present_on_admission == PoaIndicator("Y")


def test_an_encounter_becomes_a_claim_of_its_kind() -> None:
    assert_type(STAY.services, tuple[InstitutionalService, ...])
    assert_type(compose(STAY, COVERAGE, COMMERCIAL), InstitutionalClaim)
    assert isinstance(STAY, InstitutionalEncounter)


def _refused() -> Iterator[tuple[str, Callable[[], object]]]:
    """Calls that mypy refuses, each with what is said at run time."""
    yield (
        "dates: takes a DateRange, not date",
        lambda: OccurrenceSpan("74", DAY),  # type: ignore[arg-type]
    )
    yield (
        "amount: takes a Decimal, an int or a str, not float",
        lambda: ValueAmount("80", 4.0),  # type: ignore[arg-type]
    )
    yield (
        "RevenueCode takes a str, not int",
        lambda: InstitutionalService(revenue_code=120, charge=1),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(("said", "call"), list(_refused()))
def test_what_mypy_refuses_is_refused_at_run_time(said: str, call: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match=re.escape(said)):
        call()


@pytest.mark.parametrize(
    ("said", "changes"),
    [
        ("discharge_hour: is told to the minute", {"discharge_hour": time(11, 0, 30)}),
        ("admission: is told to the minute", {"admission": datetime(2026, 3, 2, 8, tzinfo=UTC)}),
        ("admission: is no calendar day", {"admission": "2026-02-30"}),
    ],
)
def test_an_hour_is_told_to_the_minute(said: str, changes: dict[str, Any]) -> None:

    with pytest.raises(ValueError, match=f"^{said}"):
        attrs.evolve(STAY, **changes)


def test_a_visit_says_nothing_of_admission() -> None:

    there = Diagnosis("E11.9", present_on_admission="Y")
    with pytest.raises(ValueError, match="present_on_admission is said of a hospital stay only"):
        attrs.evolve(ENCOUNTER, diagnoses=[there])
    assert isinstance(ENCOUNTER, Encounter)
