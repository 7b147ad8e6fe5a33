"""Suggestions put in their places, and the example that lives of them."""

import importlib.util
from pathlib import Path
from types import ModuleType

import attrs
import pytest

from medclaim.claims.check import Checker
from medclaim.claims.correct import corrected
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.procedure import read_procedure
from medclaim.findings import Rule, Severity
from tests.claims.samples import CLAIM, DENTAL_CLAIM, ENCOUNTER, changed

RULE = Rule(id="Z9", name="n", summary="s", authority="a", severity=Severity.ERROR)
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_what_a_check_suggests_is_what_was_meant() -> None:
    """Each wrong in one way: what the suggestions give back is the clean claim."""
    wrong = changed(
        CLAIM,
        {
            "diagnoses[0]": {"$read": ["Icd10CmCode", "e119"]},
            "lines[0].procedure_code": {"$procedure": " 99213"},
            "total_charge": "167.51",
        },
    )
    found = Checker()(wrong).findings
    assert [finding.suggestion for finding in found] == ["167.50", "E119", "99213"]
    assert corrected(wrong, found) == CLAIM


def test_the_system_is_that_of_the_text_that_was_no_code() -> None:
    old = changed(CLAIM, {"diagnoses": [{"$read": ["Icd9CmCode", "v70.0"]}]})
    [finding] = [f for f in Checker()(old) if f.path == "diagnoses[0]"]
    assert corrected(old, [finding]).diagnoses == (Icd9CmCode("V70.0"),)


def test_what_is_typed_stays_of_its_system() -> None:
    found = [RULE.at("diagnoses[1]", "m", suggestion="I11.9"), RULE.at("lines[0].charge", "m")]
    assert corrected(CLAIM, found) == changed(CLAIM, {"diagnoses[1]": "I11.9"})


def test_a_tooth_and_a_service_of_an_encounter() -> None:
    tooth = changed(DENTAL_CLAIM, {"lines[0].teeth[0].number": {"$read": ["ToothNumber", "30 "]}})
    found = [f for f in Checker()(tooth) if f.suggestion is not None]
    assert corrected(tooth, found) == DENTAL_CLAIM
    typed = attrs.evolve(ENCOUNTER.services[0], procedure_code=read_procedure("j1885"))
    visit = attrs.evolve(ENCOUNTER, services=[typed])
    [service] = corrected(visit, Checker()(visit)).services
    assert service.procedure_code == read_procedure("J1885")


@pytest.mark.parametrize(
    "path", ["segments[3].SV101", "claims[0].total_charge", "lines[9].charge", "?"]
)
def test_a_place_that_is_not_there_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="there is no "):
        corrected(CLAIM, [RULE.at(path, "m", suggestion="1")])


@pytest.fixture(scope="module")
def scrubbing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scrub_claims", EXAMPLES / "scrub_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_example_finds_a_dozen_mistakes_and_ends_clean(
    scrubbing: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    for row in scrubbing.DAY_SHEET[:-1]:
        assert not scrubbing.claim_of(row)[1].is_clean
    scrubbing.main()
    found, last = capsys.readouterr().out.strip().split("\n", 1)[1].split("\n=== What is sugg")
    assert len([line for line in found.splitlines() if line]) >= 12
    assert last.endswith("0 findings, 0 on all of them together")
