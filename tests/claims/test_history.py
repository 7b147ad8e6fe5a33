"""Earlier claims: whose services they are."""

import pickle
from datetime import date

import attrs
import pytest

from medclaim.claims.check import Checker
from medclaim.claims.history import History
from medclaim.claims.parties import Person
from medclaim.codes.cpt import CptCode
from medclaim.malformed import Malformed
from tests.claims.samples import CLAIM, PATIENT, STAY_CLAIM, changed, claim

EARLIER = claim(
    {
        "patient_control_number": "VISIT-0",
        "lines[0].service_dates": "2026-01-05",
        "lines[1].service_dates": "2026-01-02",
    }
)
SOMEBODY_ELSE = claim(
    {
        "patient_control_number": "VISIT-9",
        "subscriber.name": {"$new": "Person", "last_name": "OTHER", "first_name": "OLGA"},
    }
)


def test_services_are_the_patients_own_in_order() -> None:
    found = History([SOMEBODY_ELSE, EARLIER]).services(CLAIM)
    assert [past.procedure.first_day for past in found] == [date(2026, 1, 2), date(2026, 1, 5)]
    assert [past.procedure.code for past in found] == [CptCode("83036"), CptCode("99213")]
    assert {past.billing_npi for past in found} == {"1234567893"}


def test_a_claim_is_not_its_own_history() -> None:
    assert History([CLAIM]).services(CLAIM) == ()


def test_earlier_claims_are_the_patients_own_and_of_any_number() -> None:
    replaced = attrs.evolve(EARLIER, patient_control_number=CLAIM.patient_control_number)
    history = History([SOMEBODY_ELSE, EARLIER, CLAIM, replaced])
    assert history.earlier(CLAIM) == (EARLIER, replaced)
    assert History().earlier(CLAIM) == ()


def test_a_patient_is_the_same_with_another_insurer() -> None:
    insured = claim({"patient_control_number": "VISIT-0", "subscriber.member_id": "OTHER-1"})
    dependent = attrs.evolve(
        insured, patient=attrs.evolve(PATIENT, name=Person(last_name="Sample", first_name="Anna"))
    )
    assert len(History([insured, dependent]).services(CLAIM)) == 4


def test_who_cannot_be_known_has_no_history() -> None:
    unknown = changed(CLAIM, {"subscriber.birth_date": {"$missing": "date"}})
    assert isinstance(unknown.subscriber.birth_date, Malformed)
    assert History([EARLIER, unknown]).services(unknown) == ()


def test_a_history_is_a_value_that_shows_nobody() -> None:
    history = History([EARLIER])
    assert pickle.loads(pickle.dumps(history)) == history
    assert hash(History([EARLIER])) == hash(history)
    assert repr(history) == "History(claims=1)"


@pytest.mark.parametrize("bill_type", ["0114", "0111"])
def test_a_bill_is_held_against_bills_only(bill_type: str) -> None:
    """A professional claim of the patient is neither a bill of the series nor another stay."""
    stay = changed(STAY_CLAIM, {"bill_type": bill_type, "subscriber.filing_indicator": "MA"})
    rules = ("D195", "D205", "D206")
    found = {f.rule.id for f in Checker(history=[CLAIM], select=rules)(stay)}
    assert found == ({"D195"} if bill_type == "0114" else set())


def test_a_stay_that_is_sent_again_is_no_return() -> None:
    again = changed(STAY_CLAIM, {"bill_type": "0117", "subscriber.filing_indicator": "MA"})
    before = {
        "statement_dates": {"$range": ["2026-02-26", "2026-03-02"]},
        "admission": "2026-02-26",
    }
    assert Checker(history=[changed(again, before)], select=["D206"])(again).findings == ()
