"""The UB-04: which form locator prints which fact of an institutional claim, and what it cannot hold.

Numbers are those of the form; titles are ours. Where a fact is given several times, its place says
which: the third condition code is in form locator 20.

Source: NUBC, UB-04 form (CMS-1450); CMS, Claims Processing Manual, chapter 25, section 75 (form
locators and where an electronic claim says the same).
"""

import re
from functools import cache
from typing import final

import attrs

from medclaim.claims.claim import InstitutionalClaim
from medclaim.claims.forms._ub04_rules import RULES, findings
from medclaim.findings import Report

__all__ = ["FORM_LOCATORS", "RULES", "FormLocator", "check", "locate"]


@final
@attrs.frozen(kw_only=True)
class FormLocator:
    """A form locator, its title in our own words and the model paths it prints.

    ``[]`` stands for any place in a sequence; where each place has a box of its own the path is
    said with its number.
    """

    number: str
    title: str
    paths: tuple[str, ...]


_LETTERS = "ABCDEFGHIJKLMNOPQ"
_LOWER = "abcde"


def _one(number: str, title: str, *paths: str) -> FormLocator:
    return FormLocator(number=number, title=title, paths=paths)


def _series(numbers: list[str], title: str, path: str) -> list[FormLocator]:
    """Boxes of their own for the first, the second ... of a sequence."""
    return [_one(number, title, f"{path}[{place}]") for place, number in enumerate(numbers)]


# Boxes of two lines are filled along the first line, then along the second.
_CONDITIONS = [str(number) for number in range(18, 29)]
_OCCURRENCES = [f"{number}{line}" for line in "ab" for number in range(31, 35)]
_SPANS = [f"{number}{line}" for line in "ab" for number in (35, 36)]
_VALUES = [f"{number}{line}" for line in "abcd" for number in range(39, 42)]

FORM_LOCATORS: tuple[FormLocator, ...] = (
    _one("1", "billing provider", "billing_provider.name", "billing_provider.address"),
    _one("2", "address to pay to", "billing_provider.pay_to"),
    _one("3a", "patient control number", "patient_control_number"),
    _one("3b", "medical record number", "identifiers.medical_record_number"),
    _one("4", "type of bill", "bill_type"),
    _one("5", "federal tax number", "billing_provider.tax_id"),
    _one("6", "statement covers period", "statement_dates"),
    _one("8", "patient's name", "patient.name", "subscriber.name"),
    _one("9", "patient's address", "patient.address", "subscriber.address"),
    _one("10", "birth date", "patient.birth_date", "subscriber.birth_date"),
    _one("11", "sex", "patient.sex", "subscriber.sex"),
    _one("12", "admission or start of care, its day and hour", "admission"),
    _one("14", "type of admission", "admission_type"),
    _one("15", "point of origin", "point_of_origin"),
    _one("16", "discharge hour", "discharge_hour"),
    _one("17", "patient's discharge status", "patient_status"),
    *_series(_CONDITIONS, "condition code", "condition_codes"),
    _one("29", "state of the accident", "identifiers.auto_accident_state"),
    *_series(_OCCURRENCES, "occurrence code and date", "occurrence_codes"),
    *_series(_SPANS, "occurrence span code and dates", "occurrence_spans"),
    *_series(_VALUES, "value code and amount", "value_codes"),
    _one("42", "revenue code", "lines[].revenue_code"),
    _one("43", "description", "lines[].description", "lines[].drug"),
    _one("44", "procedure code and modifiers", "lines[].procedure_code", "lines[].modifiers"),
    _one("45", "service date", "lines[].service_dates"),
    _one("46", "service units", "lines[].units", "lines[].unit_basis"),
    _one("47", "charges", "lines[].charge", "total_charge"),
    _one("48", "charges not covered", "lines[].noncovered_charge"),
    _one("50", "payer's name", "payer.name"),
    _one("51", "health plan identification", "payer.payer_id"),
    _one("52", "release of information", "release_of_information"),
    _one("53", "assignment of benefits", "benefits_assigned"),
    _one("55", "estimated amount due", "patient_responsibility"),
    _one("56", "billing provider's NPI", "billing_provider.npi"),
    _one("57", "other identifiers of the billing provider", "billing_provider.identifiers"),
    _one("59", "patient's relationship to the insured", "patient.relationship"),
    _one("60", "insured's identification", "subscriber.member_id"),
    _one("61", "name of the group", "subscriber.group_name"),
    _one("62", "number of the group", "subscriber.group_number"),
    _one("63", "authorization", "prior_authorization", "referral_number"),
    _one("64", "payer's claim control number", "payer_claim_control_number"),
    _one("67", "principal diagnosis", "principal_diagnosis"),
    *_series([f"67{letter}" for letter in _LETTERS], "other diagnosis", "other_diagnoses"),
    _one("69", "admitting diagnosis", "admitting_diagnosis"),
    *_series([f"70{x}" for x in _LOWER[:3]], "reason for visit", "patient_reason_for_visit"),
    _one("71", "prospective payment code", "drg"),
    *_series([f"72{x}" for x in _LOWER[:3]], "external cause", "external_causes"),
    _one("74", "principal procedure and date", "principal_procedure"),
    *_series([f"74{x}" for x in _LOWER], "other procedure and date", "other_procedures"),
    _one("76", "attending provider", "attending_provider"),
    _one("77", "operating physician", "operating_physician"),
    _one("78", "other operating physician", "other_operating_physician"),
    _one("79", "rendering or referring provider", "rendering_provider", "referring_provider"),
    _one("80", "remarks", "billing_note", "notes"),
)

_INDEX = re.compile(r"\[[0-9]+\]")


@cache
def _by_path() -> dict[str, str]:
    return {path: locator.number for locator in FORM_LOCATORS for path in locator.paths}


def locate(path: str) -> str | None:
    """The number of the form locator that prints the value at a model path, ``None`` where none does.

    >>> locate("condition_codes[2]"), locate("lines[4].revenue_code"), locate("other_diagnoses[0].code")
    ('20', '42', '67A')
    >>> locate("condition_codes[11]") is None
    True
    """
    known = _by_path()
    while path:
        found = known.get(path) or known.get(_INDEX.sub("[]", path))
        if found is not None:
            return found
        path = path.rpartition(".")[0]
    return None


def check(claim: InstitutionalClaim) -> Report:
    """What the form itself has against a claim: what has no box, how many pages it takes.

    Raises nothing; a required value that is missing is no finding here: the claim's own edits say so.
    """
    return Report(findings=tuple(findings(claim)))
