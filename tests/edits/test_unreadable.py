"""What breaks a rule, with facts nobody can read: every edit answers, and says nothing of what it cannot know."""

from typing import Any

import attrs
import pytest

from medclaim.malformed import Malformed, Reason
from tests.claims.samples import changed, checker
from tests.edits.test_rules import CASES, Case

UNREADABLE = Malformed(kind="text", text="?", reason=Reason.CHARACTER)
DAYS = frozenset({"service_dates", "statement_dates"})
AMOUNTS = frozenset({"units", "charge", "place_of_service", "bill_type", "diagnosis_pointers"})
BROKEN = [
    c
    for c in CASES
    if c.what == "violates" and "changes" in c.body and c.body["changes"].get("lines") != []
]


def _without(value: Any, names: frozenset[str]) -> Any:
    """The value with some facts of it and of its lines unreadable, wherever they are given."""
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        given = getattr(value, field.name)
        if field.name in names and given is not None:
            changes[field.name] = (UNREADABLE,) if isinstance(given, tuple) else UNREADABLE
        elif field.name == "lines":
            changes["lines"] = tuple(_without(line, names) for line in given)
    return attrs.evolve(value, **changes)


@pytest.mark.parametrize("names", [DAYS, AMOUNTS], ids=["days", "amounts"])
@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_an_unreadable_fact_is_said_and_stops_no_edit(case: Case, names: frozenset[str]) -> None:
    claim = _without(changed(case.base, case.body["changes"]), names)
    options = {key: value for key, value in case.options.items() if key != "select"}
    report = checker(options, case.base)(claim)
    assert any(finding.path.rpartition(".")[2].split("[")[0] in names for finding in report)
