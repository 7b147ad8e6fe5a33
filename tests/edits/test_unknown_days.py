"""Outside what a table knows, an edit that asks it says so: neither passed nor failed."""

from typing import Any

import pytest

from medclaim.claims.check import Checker
from tests.claims.samples import CLAIM, STAY_CLAIM, changed

NOTES = {"B003", "B005", "B006", "B008", "B009", "B010", "B031"}
LISTS = {"B007", "B033", "B034", "B035", "B036", "B038"}
LISTS_OF_STAYS = {"B030", "B032", "B042", "B136", "B137", "B139"}
OURS = NOTES | LISTS | LISTS_OF_STAYS


def _visit(day: str, **changes: Any) -> Any:
    lines = {f"lines[{n}].service_dates": day for n in range(len(CLAIM.lines))}
    return changed(CLAIM, lines | changes)


def _stay(*days: str) -> Any:
    return changed(
        STAY_CLAIM,
        {"subscriber.filing_indicator": "MA", "statement_dates": {"$range": list(days)}},
    )


def _unknown(claim: Any) -> set[str]:
    report = Checker()(claim)
    assert not OURS & {finding.rule.id for finding in report.errors}
    return OURS & {entry.rule.id for entry in report.not_checked}


@pytest.mark.parametrize(
    "claim, unknown",
    [
        # The notes are known from 2021-01-01 to 2026-09-30, the editor's lists from 2015-10-01 to
        # 2027-03-31.
        (_visit("2021-01-01"), set()),
        (_visit("2026-09-30"), set()),
        (_visit("2020-12-31"), NOTES),
        (_visit("2026-10-01"), NOTES),
        (_visit("2026-10-01", diagnoses=["E11.9"], **{"lines[0].diagnosis_pointers": [1]}), NOTES - {"B003"}),
        (_visit("2027-03-31"), NOTES),
        (_visit("2027-04-01"), NOTES | LISTS),
        (_visit("2027-04-01", diagnoses=[]), set()),
        (_stay("2026-03-02", "2026-03-06"), set()),
        (_stay("2027-03-30", "2027-04-01"), NOTES | LISTS | LISTS_OF_STAYS),
    ],
)  # fmt: skip
def test_what_no_table_knows_is_not_checked(claim: Any, unknown: set[str]) -> None:
    assert _unknown(claim) == unknown


def test_a_patient_without_age_or_sex_is_not_judged_by_them() -> None:
    of_all = changed(CLAIM, {"diagnoses": ["O80", "N40.1", "N47.0", "L21.1", "I83.11"]})
    nobody = changed(of_all, {"subscriber.birth_date": None, "subscriber.sex": "U"})
    by_age_or_sex = {"B033", "B034", "B035", "B036", "B037", "B038"}
    assert by_age_or_sex & {f.rule.id for f in Checker()(of_all)}
    assert not by_age_or_sex & {f.rule.id for f in Checker()(nobody)}
