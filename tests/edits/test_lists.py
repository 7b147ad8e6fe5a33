"""The edits over lists that a caller hands over: without one, and on a day that none knows."""

from typing import Any, NamedTuple

import pytest

from medclaim.claims.check import Checker
from tests.claims.samples import CLAIM, STAY_CLAIM, changed, tables

LATE = "2028-01-03"
BILL: dict[str, Any] = {
    "subscriber.filing_indicator": "MA",
    "bill_type": "0131",
    "statement_dates": {"$range": [LATE, LATE]},
    "lines[1].service_dates": LATE,
}
VISIT: dict[str, Any] = {
    "subscriber.filing_indicator": "MB",
    "lines[0].service_dates": LATE,
    "lines[1].service_dates": LATE,
}
CENTER = {"place_of_service": "24", "billing_provider.taxonomy": "261QA1903X"}
DOCTOR = {
    "$new": "Provider",
    "name": {"$new": "Person", "last_name": "FICTION", "first_name": "FELIX"},
    "npi": "1234567893",
}


class Case(NamedTuple):
    """A claim that breaks a rule on a day its lists do not know, and those lists."""

    rules: tuple[str, ...]
    lists: dict[str, Any]
    claim: Any
    changes: dict[str, Any]


CASES = [
    Case(
        ("C119", "C120"),
        {"dmepos": [["E0250", None, None, "CR"]]},
        CLAIM,
        VISIT | {"lines[1].procedure_code": {"$code": ["HcpcsCode", "E0250"]}},
    ),
    Case(
        ("C131",),
        {"inpatient_only": ["33533"]},
        STAY_CLAIM,
        BILL | {"lines[1].procedure_code": "33533"},
    ),
    Case(
        ("C132",),
        {"asc_covered": ["45378"]},
        CLAIM,
        VISIT | CENTER | {"lines[0].procedure_code": "33533"},
    ),
    Case(
        ("C154",),
        {"device_intensive": ["33249"], "devices": ["C1721"]},
        STAY_CLAIM,
        BILL | {"lines[1].procedure_code": "33249"},
    ),
    Case(
        ("C175",),
        {"ordering_providers": ["1999999984"]},
        CLAIM,
        VISIT | {"referring_provider": DOCTOR},
    ),
    Case(("C177",), {"coverage": [["83036", None, None, "R73"]]}, CLAIM, VISIT),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rules[0])
def test_a_day_no_list_knows_is_not_checked(case: Case) -> None:
    report = Checker(tables=tables(case.lists), select=case.rules)(
        changed(case.claim, case.changes)
    )
    assert report.findings == ()
    assert {n.rule.id for n in report.not_checked} == set(case.rules)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rules[0])
def test_a_missing_list_is_named(case: Case) -> None:
    report = Checker(select=case.rules)(case.claim)
    assert report.findings == ()
    assert {n.rule.id: n.lacks for n in report.not_checked} == dict.fromkeys(
        case.rules, tuple(case.lists)
    )


def test_no_substitute_product_is_missed_where_no_list_is_of_the_day() -> None:
    """C160 ends with 2025: before the list begins it is not checked, after its end it asks nothing."""
    application = {**BILL, "lines[1].procedure_code": "15271"}
    check = Checker(
        tables=tables({"skin_substitutes": [["Q4101", None, None, "high"]]}), select=["C160"]
    )
    early = {
        "statement_dates": {"$range": ["2014-06-02", "2014-06-02"]},
        "lines[1].service_dates": "2014-06-02",
    }
    assert [n.rule.id for n in check(changed(STAY_CLAIM, application | early)).not_checked] == [
        "C160"
    ]
    assert check(changed(STAY_CLAIM, application)).not_checked == ()
