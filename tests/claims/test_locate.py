"""Where a fact stands in each format."""

import pytest

from medclaim.claims import fhir_r4
from medclaim.claims.check import Checker, check
from medclaim.claims.locate import locate
from medclaim.edit import Kind
from tests.claims.samples import claim

# CMS, Claims Processing Manual, chapter 25, section 75: form locators of the UB-04.
FORM_LOCATORS = [
    ("bill_type", "4"),
    ("statement_dates", "6"),
    ("admission", "12"),
    ("patient_status", "17"),
    ("condition_codes[0]", "18"),
    ("condition_codes[10]", "28"),
    ("condition_codes[11]", None),
    ("occurrence_codes[0].date", "31a"),
    ("occurrence_codes[4]", "31b"),
    ("occurrence_spans[1]", "36a"),
    ("value_codes[0].amount", "39a"),
    ("value_codes[3]", "39b"),
    ("value_codes[11]", "41d"),
    ("lines[21].revenue_code", "42"),
    ("lines[0].charge", "47"),
    ("principal_diagnosis.present_on_admission", "67"),
    ("other_diagnoses[16].code", "67Q"),
    ("other_diagnoses[17].code", None),
    ("admitting_diagnosis", "69"),
    ("patient_reason_for_visit[2]", "70c"),
    ("external_causes[0].code", "72a"),
    ("principal_procedure.date", "74"),
    ("other_procedures[4].code", "74e"),
    ("attending_provider.npi", "76"),
]


@pytest.mark.parametrize("path, number", FORM_LOCATORS)
def test_form_locators(path: str, number: str | None) -> None:
    place = locate(path, Kind.INSTITUTIONAL)
    assert place.form_locator == number
    assert place.item is None


# HL7 FHIR R4, resource Claim: element names.
EXPRESSIONS = [
    ("total_charge", "Claim.total"),
    ("bill_type", "Claim.subType"),
    ("diagnoses[3]", "Claim.diagnosis[3].diagnosis"),
    ("other_diagnoses[0].code", "Claim.diagnosis"),
    ("lines[2].modifiers[1]", "Claim.item[2].modifier[1]"),
    ("lines[2].unheard_of.field", "Claim.item[2]"),
    ("subscriber.member_id", "Claim.insurance[0].coverage"),
    ("provider_signature", None),
]


@pytest.mark.parametrize("path, expression", EXPRESSIONS)
def test_expressions(path: str, expression: str | None) -> None:
    assert locate(path).expression == expression


def test_a_finding_of_a_batch_is_found_in_its_claim() -> None:
    (finding,) = Checker().check_batch([claim({"lines[0].charge": "1"})]).errors
    assert finding.path == "claims[0].total_charge"
    place = locate(finding)
    assert (place.x12, place.item, place.expression) == ("2300 CLM02", "28", "Claim.total")
    assert str(place).startswith("claims[0].total_charge; 837 2300 CLM02; CMS-1500 item 28")


def test_only_a_kind_of_claim_has_places() -> None:
    with pytest.raises(ValueError, match="pharmacy"):
        locate("total_charge", "pharmacy")


# A report as a resource.


def test_a_report_is_an_operation_outcome() -> None:
    report = check(claim({"diagnoses": ["E11", "I10"]}), select=["A004", "E001"])
    outcome = fhir_r4.operation_outcome(report)
    finding, unchecked = outcome["issue"]
    assert finding["severity"] == "error"
    assert finding["code"] == "code-invalid"
    assert finding["details"]["coding"][0]["code"] == "A004"
    assert finding["expression"] == ["Claim.diagnosis[0].diagnosis"]
    assert "diagnoses[0]" in finding["diagnostics"]
    assert unchecked["severity"] == "information"
    assert "submitted_on" in unchecked["details"]["text"]
