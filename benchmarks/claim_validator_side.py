"""claim-validator's side: its NPI check, and its rule-based pipeline over claims it has parsed."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from claim_validator.models.claim import ClaimData
from claim_validator.shared.validators.npi import validate_npi
from claim_validator.validators.pipeline import ValidationPipeline
from serve import Task, serve

PIPELINE = ValidationPipeline.from_settings()


def _valid(texts: list[str]) -> list[bool]:
    return [not validate_npi(text) for text in texts]


@cache
def _claims(path: str) -> list[Any]:
    listed = json.loads(Path(path).read_text(encoding="utf-8"))
    return [ClaimData(**claim) for claim in listed]


def _checked(claims: list[Any]) -> list[Any]:
    run = PIPELINE.run
    return [run(claim) for claim in claims]


def _found(results: list[Any]) -> dict[str, Any]:
    findings = [f for result in results for phase in result.phase_results for f in phase.findings]
    errors = sum(finding.severity.value == "error" for finding in findings)
    return {"count": len(results), "findings": len(findings), "errors": errors}


TASKS = {
    "npi": Task(
        lambda path: json.loads(Path(path).read_text(encoding="utf-8")),
        _valid,
        lambda answers: {"count": len(answers), "yes": sum(answers)},
    ),
    "check": Task(_claims, _checked, _found),
}

if __name__ == "__main__":
    serve(["claim-validator", "pydantic"], TASKS)
