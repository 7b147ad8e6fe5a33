"""No finding, exception or repr of a bad claim holds anything about a person."""

import traceback
from collections.abc import Iterator
from typing import Any

import attrs
import pytest

from medclaim.claims.check import check
from medclaim.claims.claim import Claim
from medclaim.claims.compose import CodingNotCompleteError, compose
from medclaim.claims.payers import POLICIES
from medclaim.claims.unplaced import Unplaced
from medclaim.claims.visits import visit_of_claim
from medclaim.codes import CodeValue
from medclaim.malformed import Malformed
from tests.claims.samples import (
    CLAIM,
    COVERAGE,
    DAY,
    DENTAL_CLAIM,
    DOCTOR,
    ENCOUNTER,
    STAY_CLAIM,
    changed,
)
from tests.claims.test_redact import FULL

# Everything that FULL plants, and its parts.
PLANTED = (
    "PLANTED", "2129876", "7654", "1357924", "2145550187", "1971", "19711123", "11-23", "SAMPLE",
    "ANNA", "FICTION", "FRANCES", "ANYTOWN", "75001",
)  # fmt: skip

BAD: list[dict[str, Any]] = [
    {},
    {"subscriber.name.last_name": {"$text": ["PLANTED", 20]}},
    {"subscriber.name.last_name": {"$malformed": ["text", "PLANTED\u0007", "character"]}},
    {"subscriber.birth_date": {"$malformed": ["date", "19711123X", "structure"]}},
    {"subscriber.birth_date": "2031-11-23"},
    {"subscriber.birth_date": "1871-11-23"},
    {"subscriber.member_id": "212987654A", "subscriber.filing_indicator": "MB"},
    {"subscriber.member_id": "PLANTED10", "subscriber.filing_indicator": "MB"},
    {"subscriber.ssn": {"$read": ["Ssn", "212987654X"]}},
    {"billing_provider.tax_id": {"$read": ["Ssn", "212-98-7654"]}},
    {"billing_provider.tax_id": {"$read": ["Ein", "212-98-7654"]}},
    {"billing_provider.address.line_1": "PO BOX PLANTED"},
    {"subscriber.address.postal_code": "75001-PLANTED"},
    {"subscriber.address.state": "PLANTED"},
    {"subscriber.address.line_1": {"$text": ["PLANTED", 20]}},
    {"diagnoses": [{"$read": ["Icd10CmCode", "SAMPLE ANNA 1971"]}]},
    {"lines[0].procedure_code": {"$procedure": "PLANTED ANNA"}},
    {"lines[0].procedure_code": {"$procedure": ["SAMPLE ANNA", "PLANTED"]}},
    {"lines[0].procedure_code": {"$procedure": ["99213 ANNA", "ER"]}},
    {
        "lines[0].procedure_code": {"$procedure": ["PLANTED", "ER"]},
        "lines[0].modifiers": ["JW", "P1", "78"],
        "lines[0].unit_basis": "MJ",
        "lines[1].procedure_code": {"$procedure": ["PLANTED", "ER"]},
        "lines[1].modifiers": ["JW", "P1", "78"],
        "lines[1].diagnosis_pointers": [1, 2],
    },
    {"lines[0].unit_basis": "PLANTED", "lines[0].epsdt": "PLANTED", "lines[0].emergency": "ANNA"},
    {"related_causes": {"$new": "RelatedCauses", "codes": ["PLANTED"], "state": "PLANTED"}},
    {"dates": {"$new": "ClaimDates", "last_menstrual_period": "1971-11-23"}},
    {"subscriber.filing_indicator": "PLANTED", "frequency_code": "PLANTED"},
    {"subscriber.name": {"$new": "Organization", "name": "SAMPLE ANNA"}},
    {"billing_provider.currency": "PLANTED"},
    {
        "unplaced": [
            {
                "$new": "Unplaced",
                "level": "2300",
                "loop": "2300",
                "place": [],
                "anchor": 1,
                "elements": ["SAMPLE ANNA", "PLANTED"],
            }
        ]
    },
    {"lines[0].modifiers": [{"$read": ["Modifier", "PLANTED"]}]},
    {"rendering_provider.npi": {"$read": ["Npi", "2129876541"]}},
    {"note": {"$new": "Note", "reference_code": "ADD", "text": {"$text": ["PLANTED", 20]}}},
    {"patient_control_number": {"$text": ["PLANTED", 6]}},
    {"lines[0].charge": {"$malformed": ["amount", "PLANTED", "structure"]}},
    {"lines[0].service_dates": "1970-11-23"},
]

# The same facts on a dental claim, with what only a dental claim holds.
DENTAL_FULL: dict[str, Any] = {
    path: fact
    for path, fact in FULL.items()
    if path not in ("note", "lines[0].note", "dates", "identifiers")
} | {
    "notes": [{"$new": "Note", "reference_code": "ADD", "text": "PLANTED18"}],
    "dates": {"$new": "DentalDates", "accident": "1971-11-23"},
    "identifiers": {"$new": "DentalIdentifiers", "clearinghouse_trace": "PLANTED22"},
    "diagnoses": [{"$new": "OtherDiagnosisCode", "qualifier": "PLANTED", "text": "SAMPLE ANNA"}],
    "predetermination_identifier": "PLANTED27",
    "lines[0].dates": {"$new": "DentalLineDates", "prior_placement": "1971-11-23"},
}
DENTAL_BAD: list[dict[str, Any]] = [
    {},
    {"lines[0].teeth": [{"$new": "Tooth", "number": {"$read": ["ToothNumber", "PLANTED"]}}]},
    {"lines[0].teeth[0].surfaces": [{"$read": ["ToothSurface", "SAMPLE"]}]},
    {"lines[0].oral_cavity_areas": [{"$read": ["OralCavityArea", "ANNA"]}]},
    {"lines[0].prosthesis": "PLANTED", "predetermination_of_benefits": "PLANTED"},
    {
        "tooth_statuses": [
            {
                "$new": "ToothStatus",
                "number": {"$read": ["ToothNumber", "1971-11-23"]},
                "status": "PLANTED",
            }
        ]
    },
    {"orthodontics": {"$new": "Orthodontics", "treatment_indicator": "PLANTED"}},
    {"notes": [{"$new": "Note", "reference_code": "ADD", "text": {"$text": ["PLANTED", 20]}}]},
    {"service_dates": {"$malformed": ["date", "1971-11-23", "structure"]}},
    {"lines[0].procedure_code": {"$procedure": ["SAMPLE ANNA", "AD"]}},
]
# And on an institutional claim.
_NOT_ON_A_BILL = ("diagnoses", "note", "lines[0].note", "dates", "identifiers", "place_of_service")
STAY_FULL: dict[str, Any] = {
    path: fact for path, fact in FULL.items() if path not in _NOT_ON_A_BILL
} | {
    "notes": [{"$new": "Note", "reference_code": "ALG", "text": "PLANTED18"}],
    "billing_note": "PLANTED19",
    "identifiers": {"$new": "InstitutionalIdentifiers", "medical_record_number": "PLANTED22"},
    "investigational_devices": ["PLANTED23"],
    "treatment_codes": ["PLANTED24"],
    "drg": "PLANTED25",
    "occurrence_codes": [{"$new": "Occurrence", "code": "11", "date": "1971-11-23"}],
    "lines[0].third_party_note": "PLANTED26",
}
STAY_BAD: list[dict[str, Any]] = [
    {},
    {"bill_type": {"$read": ["BillType", "PLANTED"]}},
    {"principal_diagnosis.code": {"$read": ["Icd10CmCode", "SAMPLE"]}},
    {"principal_diagnosis.present_on_admission": {"$read": ["PoaIndicator", "SAMPLE ANNA"]}},
    {"occurrence_codes[0].date": {"$malformed": ["date", "1971-11-23", "structure"]}},
    {"value_codes[0].amount": {"$malformed": ["quantity", "PLANTED", "structure"]}},
    {"lines[0].revenue_code": {"$read": ["RevenueCode", "PLANTED"]}},
    {"statement_dates": {"$malformed": ["date range", "1971-11-23", "structure"]}},
    {"discharge_hour": {"$malformed": ["time", "PLANTED", "structure"]}},
    {"billing_note": {"$text": ["PLANTED", 20]}},
]
CASES: list[Any] = [
    pytest.param(base, full | changes, id=f"{kind}-{next(iter(changes), 'full')}")
    for kind, base, full, listed in (
        ("professional", CLAIM, FULL, BAD),
        ("institutional", attrs.evolve(STAY_CLAIM, rendering_provider=DOCTOR), STAY_FULL, STAY_BAD),
        ("dental", DENTAL_CLAIM, DENTAL_FULL, DENTAL_BAD),
    )
    for changes in listed
]


def _hidden(text: str) -> None:
    for planted in PLANTED:
        assert planted not in text


@pytest.mark.parametrize(("base", "changes"), CASES)
def test_no_finding_holds_any_of_it(base: Claim, changes: dict[str, Any]) -> None:
    bad: Claim = changed(base, changes)
    for policy in (None, *POLICIES):
        report = check(bad, payer=policy, submitted_on=DAY)
        _hidden(str(report))
        _hidden(repr(report.findings))


@pytest.mark.parametrize(("base", "changes"), CASES)
def test_no_repr_holds_any_of_it(base: Claim, changes: dict[str, Any]) -> None:
    bad: Claim = changed(base, changes)
    for value in _values(bad):
        _hidden(repr(value))
    visit = visit_of_claim(bad)
    assert (visit.birth_date, visit.sex) != (None, None)
    _hidden(repr(visit))


def _values(value: Any) -> Iterator[Any]:
    """Every value of the library in a claim: what a debugger or a failed test would show."""
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    # A code by itself says itself; what holds it decides whether to show it.
    elif attrs.has(type(value)) and not isinstance(value, CodeValue):
        yield value
        if not isinstance(value, Malformed | Unplaced):
            for field in attrs.fields(type(value)):
                yield from _values(getattr(value, field.name))


def test_no_refusal_holds_any_of_it() -> None:
    wrong = changed(
        ENCOUNTER,
        {"diagnoses": ["E11"], "patient_control_number": "PLANTED01", "note": FULL["note"]},
    )
    with pytest.raises(CodingNotCompleteError) as caught:
        compose(wrong, COVERAGE, POLICIES[0])
    _hidden(str(caught.value))
    _hidden(repr(caught.value))
    # What a log would hold, but for the lines of this file.
    shown = "".join(traceback.format_exception_only(caught.value))
    _hidden(shown)
