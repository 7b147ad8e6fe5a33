import re
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medclaim import strategies
from medclaim.claims.check import ALL, Checker
from medclaim.claims.claim import Claim, lines_of
from medclaim.claims.compose import CodingNotCompleteError, compose
from medclaim.claims.encounter import Encounter
from medclaim.claims.malformed_places import malformed_places
from medclaim.claims.parties import Coverage
from medclaim.claims.payers import POLICIES, PayerPolicy
from medclaim.claims.redact import redact
from medclaim.findings import Severity
from medclaim.malformed import Malformed

MALFORMED = (
    strategies.malformed_professional_claims()
    | strategies.malformed_institutional_claims()
    | strategies.malformed_dental_claims()
)
CLAIMS = (
    strategies.professional_claims()
    | strategies.institutional_claims()
    | strategies.dental_claims()
    | MALFORMED
)
CHECKERS = [Checker(), *(Checker(payer=policy) for policy in POLICIES)]
UNTRIGGERED = [
    attrs.evolve(c, edits=[attrs.evolve(e, triggers=None) for e in ALL]) for c in CHECKERS
]
_STEP = re.compile(r"([a-z_0-9]+)(?:\[([0-9]+)\])?")
slow = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def path_exists(value: Any, path: str) -> bool:
    """Whether a path leads to a field; the last steps may lie in a part that is not there."""
    for name, index in _STEP.findall(path):
        if value is None:
            return True
        if not hasattr(value, name):
            return False
        value = getattr(value, name)
        if index and int(index) >= len(value):
            return False
        value = value[int(index)] if index else value
    return True


@slow
@given(claim=CLAIMS, at=st.integers(0, len(CHECKERS) - 1))
def test_any_claim_is_checked(claim: Claim, at: int) -> None:
    """With and without triggers the report is the same; every path is one of the claim's."""
    report = CHECKERS[at](claim)
    assert report == UNTRIGGERED[at](claim)
    for finding in report:
        assert path_exists(claim, finding.path), finding.path
        assert all(path_exists(claim, path) for path in finding.related)


@slow
@given(claim=MALFORMED)
def test_nothing_malformed_goes_unnoticed(claim: Claim) -> None:
    """Any claim that holds a text that could not be typed has an error at that place."""
    found = {f.path for f in CHECKERS[0](claim) if f.severity is Severity.ERROR}
    assert {path for path, _ in malformed_places(claim)} <= found


@slow
@given(claim=CLAIMS)
def test_any_claim_is_redacted(claim: Claim) -> None:
    """The redacted claim has the same lines, codes and amounts."""
    redacted = redact(claim)
    for line, old in zip(lines_of(redacted), lines_of(claim), strict=True):
        assert line.units == old.units or isinstance(line.units, Malformed)
    assert len(redacted.diagnoses) == len(claim.diagnoses)
    assert redact(redacted) == redacted


def _indicator(coverage: Coverage, policy: PayerPolicy) -> str:
    return coverage.filing_indicator or policy.filing_indicators[0]


@slow
@given(
    encounter=strategies.encounters(),
    coverage=strategies.coverages(),
    policy=st.sampled_from(POLICIES),
)
def test_any_encounter_is_composed_or_refused_for_its_coding(
    encounter: Encounter, coverage: Coverage, policy: PayerPolicy
) -> None:
    """Medical coding comes before billing."""
    report = Checker().check_coding(encounter, filing_indicator=_indicator(coverage, policy))
    if report.errors:
        with pytest.raises(CodingNotCompleteError):
            compose(encounter, coverage, policy)
        return
    claim = compose(encounter, coverage, policy)
    assert claim.total_charge == sum(service.charge for service in encounter.services)
    found = Checker(payer=policy)(claim).errors
    assert not [f for f in found if f.rule.id in {"D065", "D043", "D044", "D045", "D046"}]
