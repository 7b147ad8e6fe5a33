from datetime import date
from typing import Any

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.check import check
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.compose import compose
from medclaim.claims.payers import COMMERCIAL
from medclaim.claims.redact import mask, redact
from medclaim.codes import CodeValue, Icd10CmCode, Npi
from medclaim.malformed import Malformed
from tests.claims.samples import CLAIM, COVERAGE, DEPENDENT, ENCOUNTER, ENVELOPE, changed, claim


def leaves(value: Any) -> list[Any]:
    """Every value of a claim that is no value of values."""
    if isinstance(value, tuple):
        return [leaf for item in value for leaf in leaves(item)]
    if attrs.has(type(value)) and not isinstance(value, CodeValue | Malformed):
        return [leaf for f in attrs.fields(type(value)) for leaf in leaves(getattr(value, f.name))]
    return [value]


# One distinct thing in every place where a person, a place or a number can stand.
FULL: dict[str, Any] = {
    "patient_control_number": "PLANTED01",
    "payer_claim_control_number": "PLANTED02",
    "prior_authorization": "PLANTED03",
    "referral_number": "PLANTED04",
    "payer.name": "PLANTED05",
    "payer.payer_id": "PLANTED06",
    "payer.identifiers": [{"$new": "Identifier", "qualifier": "2U", "text": "PLANTED07"}],
    "subscriber.name.last_name": "PLANTED08",
    "subscriber.name.middle_name": "PLANTED09",
    "subscriber.member_id": "PLANTED10",
    "subscriber.group_number": "PLANTED11",
    "subscriber.address.line_1": "PLANTED12",
    "subscriber.address.city": "PLANTED13",
    "subscriber.ssn": {"$code": ["Ssn", "212-98-7654"]},
    "subscriber.birth_date": "1971-11-23",
    "billing_provider.name.name": "PLANTED14",
    "billing_provider.tax_id": {"$code": ["Ein", "46-1357924"]},
    "billing_provider.npi": "1245319599",
    "billing_provider.contacts": [
        {
            "$new": "Contact",
            "name": "PLANTED15",
            "telephone": "2145550187",
            "email": "PLANTED@16.COM",
        }
    ],
    "rendering_provider.name.last_name": "PLANTED17",
    "rendering_provider.npi": "1114025228",
    "note": {"$new": "Note", "reference_code": "ADD", "text": "PLANTED18"},
    "lines[0].note": {"$new": "Note", "reference_code": "ADD", "text": "PLANTED19"},
    "lines[0].description": "PLANTED20",
    "lines[0].line_control_number": "PLANTED21",
    "dates": {"$new": "ClaimDates", "accident": "2026-02-27", "onset": "2026-02-26"},
    "identifiers": {"$new": "ClaimIdentifiers", "medical_record_number": "PLANTED22"},
    "unplaced": [
        {
            "$new": "Unplaced",
            "level": "2300",
            "loop": "2300",
            "place": [],
            "anchor": 0,
            "elements": ["K3", "PLANTED23"],
        }
    ],
    "diagnoses": [{"$read": ["Icd10CmCode", "PLANTED24"]}, "I10"],
    "place_of_service": {"$read": ["PlaceOfService", "PLANTED25"]},
    "subscriber.sex": "PLANTED26",
}
NEVER = ("PLANTED", "7654", "1357924", "1245319599", "1114025228", "2145550187", "-11-23")


def test_nobody_is_left_in_it() -> None:
    redacted = redact(claim(FULL))
    shown = repr([str(leaf) for leaf in leaves(redacted)]) + repr(
        [leaf.text for leaf in leaves(redacted) if isinstance(leaf, Malformed)]
    )
    for planted in NEVER:
        assert planted not in shown
    days = [leaf for leaf in leaves(redacted) if isinstance(leaf, date)]
    assert days
    assert {(day.month, day.day) for day in days} == {(1, 1)}


def test_what_is_left_is_what_an_edit_looks_at() -> None:
    redacted = redact(CLAIM)
    assert redacted.diagnoses == CLAIM.diagnoses
    assert redacted.total_charge == CLAIM.total_charge
    assert redacted.place_of_service == CLAIM.place_of_service
    for line, old in zip(redacted.lines, CLAIM.lines, strict=True):
        for name in ("procedure_code", "modifiers", "charge", "units", "diagnosis_pointers"):
            assert getattr(line, name) == getattr(old, name)
    assert redacted.subscriber.address is not None
    assert redacted.subscriber.address.state == "TX"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"total_charge": "1"},
        {"diagnoses": ["E11.9", "E11.9"]},
        {"billing_provider.address.postal_code": "75001"},
        {"subscriber.member_id": "1EG4TE5MK73", "subscriber.filing_indicator": "MB"},
        {"subscriber.member_id": "1EG4TE5MK7", "subscriber.filing_indicator": "MB"},
        {"rendering_provider.npi": None},
        {"lines[0].procedure_code": {"$procedure": "9921O"}},
        {"patient_control_number": {"$text": ["X", 25]}},
    ],
)
def test_the_findings_stay(changes: dict[str, Any]) -> None:
    before, after = (check(made).findings for made in (claim(changes), redact(claim(changes))))
    assert [(f.rule.id, f.path) for f in before] == [(f.rule.id, f.path) for f in after]


def test_the_same_number_stays_the_same_and_others_stay_others() -> None:
    npi = Npi("1245319599")
    same = redact(changed(CLAIM, {"rendering_provider.npi": CLAIM.billing_provider.npi}))
    assert same.rendering_provider is not None
    assert same.rendering_provider.npi == same.billing_provider.npi
    other = redact(changed(CLAIM, {"rendering_provider.npi": npi}))
    assert other.rendering_provider is not None
    assert other.rendering_provider.npi not in (other.billing_provider.npi, npi)
    numbers = {"lines[0].line_control_number": "A77", "lines[1].line_control_number": "B88"}
    assert [line.line_control_number for line in redact(claim(numbers)).lines] == ["AA1", "A1A"]
    numbers["lines[1].line_control_number"] = "A77"
    assert [line.line_control_number for line in redact(claim(numbers)).lines] == ["AA1", "AA1"]


def test_a_birth_more_than_89_years_before_the_service_loses_its_year() -> None:
    """45 CFR 164.514(b)(2)(i)(C): all ages over 89 and all elements indicative of such age."""
    old = redact(claim({"subscriber.birth_date": "1920-05-05"}))
    older = redact(claim({"subscriber.birth_date": "1910-05-05"}))
    assert old.subscriber.birth_date == older.subscriber.birth_date == date(1936, 1, 1)


def test_redacting_twice_changes_nothing_more() -> None:
    once = redact(claim(FULL))
    assert redact(once) == once


@pytest.mark.parametrize("made", [CLAIM, compose(ENCOUNTER, DEPENDENT, COMMERCIAL)])
def test_a_redacted_claim_can_be_written(made: ProfessionalClaim) -> None:
    redacted = redact(made)
    assert x12.read(x12.write([redacted], ENVELOPE)).claims == (redacted,)


def test_every_field_of_text_that_is_kept_is_known_to_hold_a_code() -> None:
    kept = [leaf for leaf in leaves(redact(claim(FULL))) if isinstance(leaf, str)]
    assert all(len(text) <= 3 or mask(text) == text for text in kept)


def test_codes_of_diseases_stay() -> None:
    assert redact(CLAIM).diagnoses[0] == Icd10CmCode("E11.9")
    assert str(COVERAGE.payer.name) not in str(leaves(redact(CLAIM)))
