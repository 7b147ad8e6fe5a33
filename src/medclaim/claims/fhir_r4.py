"""FHIR R4: where a fact of a claim stands in a ``Claim``, and a report as an ``OperationOutcome``.

Source: HL7 FHIR R4 (4.0.1), resources Claim and OperationOutcome, value sets issue-severity and
issue-type.
"""

import re
from collections.abc import Iterator
from typing import Any

from medclaim.findings import Finding, Report, Severity

# Model path and FHIRPath; ``[]`` is any place in a sequence, and the same place on the other side.
_EXPRESSIONS = {
    "patient_control_number": "Claim.identifier[0].value",
    "total_charge": "Claim.total",
    "claim_or_encounter": "Claim.use",
    "bill_type": "Claim.subType",
    "statement_dates": "Claim.billablePeriod",
    "frequency_code": "Claim.related[0].relationship",
    "payer_claim_control_number": "Claim.related[0].reference",
    "billing_provider": "Claim.provider",
    "payer": "Claim.insurer",
    "patient": "Claim.patient",
    "subscriber": "Claim.insurance[0].coverage",
    "prior_authorization": "Claim.insurance[0].preAuthRef[0]",
    "referral_number": "Claim.referral",
    "benefits_assigned": "Claim.payee",
    "related_causes": "Claim.accident",
    "service_facility": "Claim.facility",
    "place_of_service": "Claim.item[0].location",
    "diagnoses[]": "Claim.diagnosis[].diagnosis",
    "principal_diagnosis": "Claim.diagnosis[0].diagnosis",
    "principal_procedure": "Claim.procedure[0].procedure",
    **dict.fromkeys(
        ("other_diagnoses", "admitting_diagnosis", "patient_reason_for_visit", "external_causes"),
        "Claim.diagnosis",
    ),
    "other_procedures": "Claim.procedure",
    **dict.fromkeys(
        (
            "admission",
            "admission_type",
            "point_of_origin",
            "discharge_hour",
            "patient_status",
            "condition_codes",
            "occurrence_codes",
            "occurrence_spans",
            "value_codes",
            "note",
            "notes",
            "dates",
        ),
        "Claim.supportingInfo",
    ),
    **dict.fromkeys(
        (
            "attending_provider",
            "operating_physician",
            "other_operating_physician",
            "rendering_provider",
            "referring_provider",
            "supervising_provider",
            "primary_care_provider",
            "assistant_surgeon",
        ),
        "Claim.careTeam",
    ),
    "lines": "Claim.item",
    "lines[]": "Claim.item[]",
    "lines[].line_number": "Claim.item[].sequence",
    "lines[].procedure_code": "Claim.item[].productOrService",
    "lines[].modifiers[]": "Claim.item[].modifier[]",
    "lines[].modifiers": "Claim.item[].modifier",
    "lines[].revenue_code": "Claim.item[].revenue",
    "lines[].charge": "Claim.item[].net",
    "lines[].units": "Claim.item[].quantity",
    "lines[].unit_basis": "Claim.item[].quantity.unit",
    "lines[].diagnosis_pointers[]": "Claim.item[].diagnosisSequence[]",
    "lines[].diagnosis_pointers": "Claim.item[].diagnosisSequence",
    "lines[].service_dates": "Claim.item[].serviced",
    "lines[].place_of_service": "Claim.item[].location",
    "lines[].teeth[]": "Claim.item[].bodySite",
    "lines[].oral_cavity_areas[]": "Claim.item[].bodySite",
    "lines[].rendering_provider": "Claim.item[].careTeamSequence",
}
_INDEX = re.compile(r"\[([0-9]+)\]")


def locate(path: str) -> str | None:
    """The FHIRPath of a model path, or of what holds it; ``None`` where a ``Claim`` has no place.

    >>> locate("lines[1].modifiers[0]"), locate("diagnoses[0]"), locate("lines[2].note.text")
    ('Claim.item[1].modifier[0]', 'Claim.diagnosis[0].diagnosis', 'Claim.item[2]')
    """
    while path:
        expression = _EXPRESSIONS.get(_INDEX.sub("[]", path))
        if expression is not None:
            for place in _INDEX.findall(path):
                expression = expression.replace("[]", f"[{place}]", 1)
            return expression
        bare = re.sub(r"\[[0-9]+\]$", "", path)
        path = bare if bare != path else path.rpartition(".")[0]
    return None


# What kind of issue a SNIP type of test finds, in the words of the value set issue-type.
_TYPES = {1: "structure", 2: "required", 3: "business-rule", 5: "code-invalid"}
_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "information",
}


def operation_outcome(report: Report) -> dict[str, Any]:
    """A report as an ``OperationOutcome``: an issue for each finding and each rule not checked.

    ``details`` holds the rule's id and name, ``diagnostics`` the model path, the source, the payer's
    answer and the suggestion, ``expression`` the FHIRPath where there is one. A report without
    either gives the one issue that says so.

    >>> operation_outcome(Report())["issue"][0]["code"]
    'informational'
    """
    issues = [_issue(finding) for finding in report.findings]
    issues += [
        {
            "severity": "information",
            "code": "not-supported",
            "details": {"text": f"not checked: {entry}"},
        }
        for entry in report.not_checked
    ]
    everything = {
        "severity": "information",
        "code": "informational",
        "details": {"text": "no findings"},
    }
    return {"resourceType": "OperationOutcome", "issue": issues or [everything]}


def _issue(finding: Finding) -> dict[str, Any]:
    rule = finding.rule
    issue: dict[str, Any] = {
        "severity": _SEVERITIES[rule.severity],
        "code": _TYPES.get(rule.snip_type, "business-rule"),
        "details": {
            "coding": [{"code": rule.id, "display": rule.name}],
            "text": finding.message,
        },
        "diagnostics": "; ".join(_diagnostics(finding)),
    }
    expression = locate(finding.path)
    if expression is not None:
        issue["expression"] = [expression]
    return issue


def _diagnostics(finding: Finding) -> Iterator[str]:
    yield finding.path or "claim"
    yield finding.rule.authority
    if finding.rule.answer:
        yield f"payer's answer: {', '.join(finding.rule.answer)}"
    if finding.suggestion is not None:
        yield f"suggestion: {finding.suggestion}"
