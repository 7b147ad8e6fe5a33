"""The edits over a user's tables where a vector cannot say it: hospitals, days unknown, tables absent."""

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from medclaim.claims.check import Checker
from medclaim.codes import HcpcsCode, Modifier
from medclaim.codes.edits import add_on, mue, ncci
from medclaim.codes.tables import EMBEDDED
from medclaim.codes.visit import CodedLine, CodedProcedure, CodedVisit
from medclaim.edit import Edit, Kind
from medclaim.findings import Finding, NotChecked, Severity
from tests.claims.samples import CLAIM, DAY, changed, tables

PTP = [["X0001", "X0002", "2015-01-01", None, 0]]
GIVEN: dict[str, Any] = {
    "ptp": PTP,
    "ptp_outpatient": PTP,
    "mue": {"X0001": [1, 2]},
    "mue_outpatient": {"X0001": [1, 2]},
    "add_on_codes": [["X0002", "X0009", 1]],
    "fee_schedule": {
        "X0001": {"bilateral": "0", "assistant": "1", "components": "0", "status": "B"},
        "X0002": "010",
    },
}
TABLES = tables(GIVEN)
OUTPATIENT = (ncci.outpatient_pairs, mue.outpatient_units, add_on.primaries)


def _bill(day: date = DAY, *, is_inpatient: bool = False) -> CodedVisit:
    procedures = [
        CodedProcedure(HcpcsCode(code), f"lines[{n}]", first_day=day, units=units)
        for n, (code, units) in enumerate([("X0001", Decimal(2)), ("X0002", Decimal(1))])
    ]
    return CodedVisit(
        kind=Kind.INSTITUTIONAL,
        is_inpatient=is_inpatient,
        procedures=tuple(procedures),
        lines=tuple(CodedLine(p.line, day, day, p.units, None, ()) for p in procedures),
        payer="MA",
    )


@pytest.mark.parametrize(
    "edit, rule", list(zip(OUTPATIENT, ("C001", "C009", "C013"), strict=True)), ids=str
)
def test_outpatient_hospitals_have_tables_of_their_own(edit: Edit, rule: str) -> None:
    assert edit.kinds >= {Kind.INSTITUTIONAL}
    [finding] = edit.run(_bill(), TABLES)
    assert isinstance(finding, Finding)
    assert (finding.rule.id, finding.severity) == (rule, Severity.ERROR)
    # NCCI edits are of outpatient services.
    assert list(edit.run(_bill(is_inpatient=True), TABLES)) == []


@pytest.mark.parametrize("edit", OUTPATIENT, ids=lambda edit: edit.name)
def test_a_day_no_table_knows_is_not_checked(edit: Edit) -> None:
    found = list(edit.run(_bill(date(2031, 1, 1)), TABLES))
    assert {outcome.rule for outcome in found} == set(edit.rules)
    assert all(isinstance(outcome, NotChecked) for outcome in found)


NEEDED = {
    "ptp": ["C001", "C002", "C003", "C004", "C005", "C021"],
    "mue": ["C008", "C009", "C010", "C011", "C012"],
    "add_on_codes": ["C013", "C014", "C015", "C016", "C018"],
    "fee_schedule": [
        *["C019", "C020", "C021", "C022", "C023", "C046", "C047", "C048", "C049", "C053"],
        *["C054", "C055", "C058", "C059", "C061", "C062", "C063", "C064", "C130"],
    ],
}


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_table_is_neither_passed_nor_failed(name: str) -> None:
    report = Checker()(CLAIM)
    lacking = {n.rule.id for n in report.not_checked if name in n.lacks}
    assert lacking >= set(NEEDED[name])
    given = {key: content for key, content in GIVEN.items() if key != name}
    without = Checker(tables=tables(given), select=NEEDED[name])(CLAIM)
    assert {n.rule.id for n in without.not_checked} == set(NEEDED[name])
    whole = Checker(tables=TABLES, select=NEEDED[name])(CLAIM)
    assert whole.not_checked == ()
    assert any("made up" in edition for edition in whole.editions)


def test_days_outside_every_edition() -> None:
    """A day outside the tables is not checked; the rest of the claim is."""
    changes = {
        "lines[0].procedure_code": "X0001",
        "lines[0].modifiers": ["50", "80", "26"],
        "lines[1].procedure_code": "X0002",
        "subscriber.filing_indicator": "MB",
    }
    late = {f"lines[{n}].service_dates": "2028-01-03" for n in (0, 1)}
    for name, rules in NEEDED.items():
        check = Checker(tables=TABLES, select=rules)
        report = check(changed(CLAIM, changes | late))
        assert report.findings == ()
        expected = set(rules) - {"C020", "C021", "C022", "C023"}  # there is no visit
        assert {n.rule.id for n in report.not_checked} == expected, name


def test_a_hundred_lines_are_compared_by_code() -> None:
    """One finding for each line of the column 2 code, whatever the number of lines of the other."""
    line = attrs.evolve(CLAIM.lines[0], procedure_code="X0001")
    other = attrs.evolve(CLAIM.lines[0], procedure_code="X0002", modifiers=[Modifier("GC")])
    claim = attrs.evolve(CLAIM, lines=[line] * 45 + [other] * 5)
    report = Checker(tables=attrs.evolve(EMBEDDED, ptp=TABLES.ptp), select=["C001"])(claim)
    assert [f.path for f in report] == [f"lines[{n}].procedure_code" for n in range(45, 50)]


# What concerns each list, and the rule that then asks it.
LISTED: dict[str, tuple[str, Any, dict[str, Any]]] = {
    "telehealth": ("C094", ["99213"], {"place_of_service": "02"}),
    "clia_waived": ("C100", ["83036"], {}),
    "single_dose_drugs": (
        "C077",
        ["J0129"],
        {"lines[1].procedure_code": "J1885", "lines[1].modifiers": ["JZ"]},
    ),
    "fee_schedule": (
        "C051",
        {"20610": {"bilateral": "1"}},
        {"lines[1].procedure_code": "20610"},
    ),
}


@pytest.mark.parametrize("name", LISTED)
def test_a_list_of_other_days_decides_nothing(name: str) -> None:
    rule, content, changes = LISTED[name]
    changes = changes | {"subscriber.filing_indicator": "MB"}
    without = Checker(select=[rule])(changed(CLAIM, changes))
    assert [(n.rule.id, n.lacks) for n in without.not_checked] == [(rule, (name,))]
    check = Checker(tables=tables({name: content}), select=[rule])
    found = check(changed(CLAIM, changes))
    assert {finding.rule.id for finding in found} == {rule}
    assert found.not_checked == ()
    late = check(
        changed(CLAIM, changes | {f"lines[{n}].service_dates": "2028-01-03" for n in (0, 1)})
    )
    assert late.findings == ()
    lacks = (f"{name} in force on the day of service",)
    assert {(n.rule.id, n.lacks) for n in late.not_checked} == {(rule, lacks)}
