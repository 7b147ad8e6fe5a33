"""A text checked whole: its syntax, its guide, and every edit on the claims in it."""

import re
from datetime import date

import pytest

from medclaim.claims import x12
from medclaim.claims.check import Checker, check_text
from medclaim.claims.payers import POLICIES, PayerPolicy
from medclaim.findings import Severity
from tests.x12._faults_professional import SEGMENTS
from tests.x12.test_check import _text
from tests.x12.test_published import FILES


def test_a_right_text_has_no_finding_that_weighs() -> None:
    report = check_text(_text(), submitted_on=date(2026, 11, 23))
    assert report.errors == ()
    assert "005010X222A1" in report.editions


def test_syntax_and_claims_in_one_report() -> None:
    """A wrong count is the text's fault, a wrong total the claim's."""
    broken = _text().replace("SE*31*", "SE*30*").replace("*165*", "*166*")
    found = [(f.rule.id, f.path) for f in check_text(broken).errors]
    assert ("D007", "segments[32].SE01") in found
    assert ("D065", "claims[0].total_charge") in found


def test_selection_holds_for_both() -> None:
    broken = _text().replace("SE*31*", "SE*30*").replace("*165*", "*166*")
    assert [f.rule.id for f in check_text(broken, select=["D007"])] == ["D007"]
    assert [f.rule.id for f in check_text(broken, select=["charge-sum-mismatch"])] == ["D065"]
    assert "D007" not in [f.rule.id for f in check_text(broken, ignore=["D007"])]
    raised = check_text(
        _text().replace("UN*1***1~", "UN*1***1*~"), severities={"D004": Severity.ERROR}
    )
    assert [f.rule.id for f in raised.errors] == ["D004"]


@pytest.mark.parametrize("text", ["", "no interchange", "\x1c", "ISA*00*"])
def test_any_text_is_answered(text: str) -> None:
    assert [f.rule.id for f in check_text(text)] == ["X012"]


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
@pytest.mark.parametrize("day", ["00010101", "99991231", "99990229", "00000000"])
def test_any_day_is_answered(day: str, policy: PayerPolicy) -> None:
    text = re.sub(r"(DTP\*472\*D8|DMG\*D8|DTP\*[0-9]{3}\*D8)\*[0-9]{8}", rf"\1*{day}", _text())
    assert day in text
    check_text(text, payer=policy, submitted_on=date(2026, 11, 23))
    check_text(text, payer=policy, submitted_on=date.max)


@pytest.mark.parametrize("path", FILES)
def test_published_texts(path: object) -> None:
    """Every error on a published example is a true fault of it, not of an office visit's form."""
    text = path.read_bytes().decode("ascii")  # type: ignore[attr-defined]
    allowed = {
        "A030",  # made-up NPIs that begin with another digit than 1 or 2,
        "A031",  # or fail their check digit
        "A033",  # Medicare numbers from before the MBI
        "A034",
        "C117",  # manipulations without AT (MLN Matters SE1602: contractors deny them)
    }
    assert {f.rule.id for f in check_text(text).errors} <= allowed


def test_the_report_of_an_interchange_is_that_of_its_text() -> None:
    broken = _text().replace("SE*31*", "SE*30*")
    assert x12.read(broken).report == x12.check(broken)
    assert Checker(select=["X", "D00"]).check_text(broken).findings == x12.check(broken).findings
    assert len(SEGMENTS) == len(_text().rstrip("~").split("~"))
