"""The UB-04: what it cannot hold, and that its table says how many boxes there are."""

import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from medclaim.claims.claim import InstitutionalClaim
from medclaim.claims.forms import ub04
from medclaim.claims.institutional import StayProcedure
from medclaim.findings import Severity
from tests.claims import samples
from tests.claims.samples import DAY, STAY_CLAIM

VECTORS = Path(__file__).parents[1] / "vectors" / "forms" / "ub04_rules.json"
RULES: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
BASE = attrs.evolve(STAY_CLAIM, other_procedures=(StayProcedure("0BJ08ZZ", DAY),))


def changed(changes: dict[str, Any]) -> InstitutionalClaim:
    """The clean stay with some facts changed; a number repeats the first of a sequence."""
    claim = BASE
    for path, new in changes.items():
        if isinstance(new, int):
            claim = attrs.evolve(claim, **{path: getattr(claim, path)[:1] * new})
        else:
            claim = samples.changed(claim, {path: new})
    return claim


def ids(claim: InstitutionalClaim) -> set[str]:
    return {finding.rule.id for finding in ub04.check(claim)}


@pytest.mark.parametrize("vector", RULES, ids=lambda v: f"{v['rule']} {v['path']} {v['severity']}")
def test_rule(vector: dict[str, Any]) -> None:
    found = [f for f in ub04.check(changed(vector["violating"])) if f.rule.id == vector["rule"]]
    assert vector["path"] == found[-1].path
    assert found[-1].severity is Severity(vector["severity"])
    assert vector["rule"] not in ids(changed(vector["satisfying"]))


def test_every_rule_has_a_vector() -> None:
    assert {rule.id for rule in ub04.RULES} == {vector["rule"] for vector in RULES}


def test_the_clean_stay_fits() -> None:
    assert ub04.check(STAY_CLAIM).findings == ()


@pytest.mark.parametrize(
    ("field", "boxes"),
    [
        ("condition_codes", 11),
        ("occurrence_codes", 8),
        ("occurrence_spans", 4),
        ("value_codes", 12),
        ("other_diagnoses", 17),
        ("other_procedures", 5),
        ("external_causes", 3),
    ],
)
def test_what_has_no_box_is_what_no_locator_prints(field: str, boxes: int) -> None:
    claim = changed({field: boxes + 1})
    assert ub04.locate(f"{field}[{boxes - 1}]") is not None
    assert [f.path for f in ub04.check(claim)] == [f"{field}[{boxes}]"]
    assert ub04.locate(f"{field}[{boxes}]") is None
