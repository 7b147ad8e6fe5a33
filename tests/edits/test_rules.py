"""Every rule against its vectors: what violates it and what satisfies it, each with its source."""

import csv
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest

from medclaim.claims.check import ALL, Checker
from medclaim.edit import Sees
from medclaim.findings import Report, Rule, Severity
from tests.claims.samples import CLAIM, DENTAL_CLAIM, ENCOUNTER, STAY_CLAIM, changed, checker

VECTORS = Path(__file__).parents[1] / "vectors" / "rules"
RULES: dict[str, Rule] = {rule.id: rule for entry in ALL for rule in entry.rules}


# What a vector changes one thing of, by the kind of claim it is about.
BASES: dict[str, Any] = {"professional": CLAIM, "institutional": STAY_CLAIM, "dental": DENTAL_CLAIM}


class Case(NamedTuple):
    """One claim that violates or satisfies a rule."""

    rule: str
    what: str
    body: dict[str, Any]
    options: dict[str, Any]
    base: Any

    @property
    def name(self) -> str:
        return f"{self.rule} {self.what}: {self.body['case']}"


def _cases() -> list[Case]:
    found = []
    for path in sorted(VECTORS.glob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8")):
            assert vector["source"]
            for what in ("violates", "satisfies"):
                for body in vector[what]:
                    options = vector.get("checker", {}) | body.get("checker", {})
                    base = BASES[vector.get("kind", "professional")]
                    found.append(Case(vector["rule"], what, body, options, base))
    return found


CASES = _cases()


# Making a checker ready costs more than a check, and most cases ask for the same few.
_READY: dict[tuple[str, int], Checker] = {}


def _checker(case: Case) -> Checker:
    key = json.dumps(case.options, sort_keys=True), id(case.base)
    return _READY.get(key) or _READY.setdefault(key, checker(case.options, case.base))


def _untriggered(case: Case) -> Checker:
    key = "untriggered " + json.dumps(case.options, sort_keys=True), id(case.base)
    return _READY.get(key) or _READY.setdefault(
        key, attrs.evolve(_checker(case), edits=UNTRIGGERED)
    )


def _report(case: Case, check: Checker | None = None) -> Report:
    check = _checker(case) if check is None else check
    if "encounter" in case.body:
        return check(changed(ENCOUNTER, case.body["encounter"]))
    if "batch" in case.body:
        return check.check_batch([changed(case.base, changes) for changes in case.body["batch"]])
    return check(changed(case.base, case.body["changes"]))


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.what == "violates"], ids=lambda case: case.name
)
def test_what_violates_a_rule_is_found_where_it_is(case: Case) -> None:
    found = [f for f in _report(case) if f.rule.id == case.rule]
    assert [finding.path for finding in found] == [case.body["path"]]
    expected = Severity(case.body.get("severity", RULES[case.rule].severity))
    assert found[0].severity is expected
    assert found[0].suggestion == case.body.get("suggestion")


@pytest.mark.parametrize(
    "case", [c for c in CASES if c.what == "satisfies"], ids=lambda case: case.name
)
def test_what_satisfies_a_rule_is_left_alone(case: Case) -> None:
    report = _report(case)
    assert [f for f in report if f.rule.id == case.rule] == []
    assert case.rule not in {entry.rule.id for entry in report.not_checked}


@pytest.mark.parametrize("what", ["violates", "satisfies"])
def test_every_rule_has_vectors(what: str) -> None:
    shown = {case.rule for case in CASES if case.what == what}
    assert set(RULES) - shown == set()
    assert shown - set(RULES) == set()


def test_the_clean_claim_is_clean() -> None:
    report = Checker()(CLAIM)
    assert report.findings == ()
    assert Checker()(ENCOUNTER).findings == ()


def test_a_rule_is_said_once() -> None:
    """One id, one value: two edits may yield a rule, but it is the same rule."""
    for entry in ALL:
        for rule in entry.rules:
            assert RULES[rule.id] == rule


def test_every_rule_is_explained() -> None:
    for rule in RULES.values():
        assert rule.summary.endswith(".")
        assert rule.authority
        if rule.severity is Severity.ERROR:
            assert "unconfirmed" not in rule.authority


def test_ids_and_names_are_those_of_the_catalogue(shared: Path) -> None:
    with (shared / "rules" / "rules.csv").open(encoding="utf-8", newline="") as rows:
        names = {row["ID"]: row["stable-id"] for row in csv.DictReader(rows)}
    # X rules are the house's own.
    ours = {rule.id: rule.name for rule in RULES.values() if not rule.id.startswith("X")}
    assert ours == {id_: names.get(id_) for id_ in ours}


# A fact that is no code, or the name of an optional field.
TRAIT = re.compile(r"(place_of_service|bill_type|filing_indicator|payer):.+|(lines\.)?[a-z_]+")
UNTRIGGERED = tuple(attrs.evolve(entry, triggers=None) for entry in ALL)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_triggers_never_change_a_report(case: Case) -> None:
    """With and without triggers the report is the same."""
    assert _report(case) == _report(case, _untriggered(case))


def test_only_visit_and_claim_edits_have_triggers() -> None:
    assert all(entry.triggers is None for entry in ALL if entry.sees is Sees.BATCH)
    for entry in ALL:
        for trigger in () if callable(entry.triggers) else entry.triggers or ():
            assert len(trigger) in {1, 2, 3} or trigger.isalnum() or TRAIT.fullmatch(trigger)
