"""Every edit of the catalogue is decided: a rule of the library, merged into one, or declined."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from medclaim.claims.check import ALL
from medclaim.claims.forms import cms1500, ub04
from medclaim.claims.x12.rules import ALL as X12_RULES
from medclaim.findings import Rule

DECISIONS = Path(__file__).parents[2] / "docs" / "decisions"
# The sections in which nothing of the catalogue is left undecided.
COMPLETE = "ABCDE"


class Decision(NamedTuple):
    """An edit of the catalogue that is no rule of its own: where it went, or why not."""

    id: str
    name: str
    decision: str
    into: str
    reason: str


def decisions() -> list[Decision]:
    found = []
    for path in sorted(DECISIONS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                assert row["id"][0].lower() == path.stem
                found.append(Decision(**row))
    return found


FOUND = decisions()
RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (*(r for e in ALL for r in e.rules), *X12_RULES, *cms1500.RULES, *ub04.RULES)
}


def test_a_decision_is_made_once_and_said_whole() -> None:
    ids = [entry.id for entry in FOUND]
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids)
    assert set(ids).isdisjoint(RULES)
    for entry in FOUND:
        assert len(entry.reason.split()) >= 3, entry
        if entry.decision == "merged":
            assert entry.into in RULES, entry
        else:
            assert entry.decision == "declined", entry
            assert entry.into == "", entry


def test_names_are_those_of_the_catalogue(shared: Path) -> None:
    with (shared / "rules" / "rules.csv").open(encoding="utf-8", newline="") as rows:
        catalogue = {row["ID"]: row["stable-id"] for row in csv.DictReader(rows)}
    assert {e.id: e.name for e in FOUND} == {e.id: catalogue.get(e.id) for e in FOUND}


@pytest.mark.parametrize("section", COMPLETE)
def test_a_section_is_decided_whole(section: str, shared: Path) -> None:
    with (shared / "rules" / "rules.csv").open(encoding="utf-8", newline="") as rows:
        asked = {row["ID"] for row in csv.DictReader(rows) if row["ID"].startswith(section)}
    assert asked - set(RULES) - {entry.id for entry in FOUND} == set()
