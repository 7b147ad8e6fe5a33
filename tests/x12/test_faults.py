"""Each kind of claim broken in each way: every fault found, at its place, and nothing elsewhere."""

import pytest

from medclaim.claims import x12
from tests.x12._faults import LISTED, Fault, Kind, found_in, place_of, text_of
from tests.x12._faults_dental import DENTAL
from tests.x12._faults_institutional import INSTITUTIONAL
from tests.x12._faults_professional import PROFESSIONAL

KINDS = {"professional": PROFESSIONAL, "institutional": INSTITUTIONAL, "dental": DENTAL}
CASES = [
    pytest.param(kind, fault, id=f"{name}: {fault.name}")
    for name, kind in KINDS.items()
    for fault in kind.faults
]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_correct_claim_has_no_error(kind: Kind) -> None:
    assert x12.check(text_of(kind.segments)).findings == ()
    assert [f for f in found_in(kind.segments) if f.severity == "error"] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_table_has_every_listed_fault(kind: Kind) -> None:
    names = [fault.name for fault in kind.faults]
    assert len(names) == len(set(names)) >= kind.at_least
    assert set(LISTED) - set(names) == set(kind.cannot)


@pytest.mark.parametrize(("kind", "fault"), CASES)
def test_a_fault_is_found_at_its_place_and_nothing_elsewhere(kind: Kind, fault: Fault) -> None:
    before = {(f.rule.id, f.path) for f in found_in(kind.segments)}
    broken = fault.change(kind.segments)
    found = [f for f in found_in(broken) if (f.rule.id, f.path) not in before]
    place = place_of(fault.path, broken)
    told = [f for f in found if (f.rule.id, f.path) == (fault.rule, place)]
    assert told, [str(f) for f in found]
    assert any(fault.loop in f.message for f in told), [str(f) for f in told]
    allowed = [place.split(".")[0] if "|" in fault.path else place]
    allowed += [place_of(t if "[" in t else f"{t}|", broken) for t in fault.touched]
    elsewhere = [f for f in found if not _is_within(f.path, allowed)]
    assert elsewhere == [], [str(f) for f in elsewhere]


def _is_within(path: str, allowed: list[str]) -> bool:
    return any(path == place or path.startswith((f"{place}.", f"{place}[")) for place in allowed)
