"""What the CMS-1500 prints of other coverage and condition codes, and what it has no place for.

Source: NUCC 1500 Claim Form Reference Instruction Manual, items 9, 9a, 9d, 10d, 11d, 24.
"""

from datetime import date
from typing import Any

import attrs
import pytest

from medclaim.claims.cob import OtherPayer, OtherSubscriber
from medclaim.claims.forms import cms1500
from medclaim.claims.lines import LineDates
from medclaim.claims.parties import Person
from medclaim.claims.supplements import Ambulance, Attachment, Drug
from tests.claims.samples import CLAIM

OTHER = OtherSubscriber(
    name=Person(last_name="SAMPLE", first_name="CAROL"),
    member_id="W188",
    responsibility="S",
    relationship="01",
    group_number="G77",
    group_name="TEST PLAN",
    payer=OtherPayer(name="TEST HEALTH", payer_id="59999"),
)


def _printed(**changes: Any) -> dict[str, str]:
    (page,) = cms1500.render(attrs.evolve(CLAIM, **changes))
    return {one.item.key: one.text for one in page.printed if one.text}


def test_the_other_insured_is_printed() -> None:
    found = _printed(other_subscribers=[OTHER])
    assert found["9"] == "SAMPLE, CAROL"
    assert (found["9a"], found["9d"], found["11d"]) == ("G77", "TEST PLAN", "YES")


def test_without_another_plan_the_items_stay_empty() -> None:
    assert not {"9", "9a", "9d", "10d", "11d"} & set(_printed())


def test_condition_codes_stand_three_blanks_apart() -> None:
    assert _printed(condition_codes=["AA", "AB"])["10d"] == "AA   AB"


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"other_subscribers": [OTHER, OTHER]}, "other_subscribers[1]"),
        ({"ambulance": Ambulance(reason="A", distance=3)}, "ambulance"),
        ({"attachments": [Attachment(report_type="OZ", transmission="AA")]}, "attachments"),
        ({"homebound": "Y"}, "homebound"),
    ],
)
def test_a_fact_without_an_item_is_said(changes: dict[str, Any], path: str) -> None:
    report = cms1500.check(attrs.evolve(CLAIM, **changes))
    assert path in [finding.path for finding in report if finding.rule.id == "D318"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("drug", Drug(code="00026-0635-12", quantity=1, unit="ML")),
        ("sales_tax", "1.00"),
        ("dates", LineDates(shipped=date(2026, 3, 2))),
    ],
)
def test_a_fact_of_a_line_without_an_item_is_said(field: str, value: Any) -> None:
    line = attrs.evolve(CLAIM.lines[0], **{field: value})
    claim = attrs.evolve(CLAIM, lines=(line, *CLAIM.lines[1:]))
    found = [finding.path for finding in cms1500.check(claim) if finding.rule.id == "D318"]
    assert f"lines[0].{field}" in found


def test_a_claim_without_such_facts_has_no_such_finding() -> None:
    assert "D318" not in [finding.rule.id for finding in cms1500.check(CLAIM)]
