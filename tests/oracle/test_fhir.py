"""Our FHIR resources against fhir.resources, which validates each."""

import pytest

from medclaim.claims import fhir_r4
from medclaim.claims.check import check
from medclaim.findings import Report
from tests.claims.samples import claim

outcomes = pytest.importorskip(
    "fhir.resources.R4B.operationoutcome", reason="fhir.resources is not installed"
)


@pytest.mark.parametrize(
    "report", [Report(), check(claim({"diagnoses": ["E11", "E11"], "lines[0].charge": "1"}))]
)
def test_a_report_is_a_valid_operation_outcome(report: Report) -> None:
    outcome = fhir_r4.operation_outcome(report)
    made = outcomes.OperationOutcome.model_validate(outcome)
    assert len(made.issue) == len(outcome["issue"])
