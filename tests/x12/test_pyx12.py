"""pyx12, which we did not write, holds every 837 we write against its own map of the guide."""

import contextlib
import io
import runpy
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from medclaim import strategies
from medclaim.claims import x12
from medclaim.claims.compose import compose
from medclaim.claims.encounter import Encounter
from medclaim.claims.institutional_encounter import InstitutionalEncounter
from medclaim.claims.parties import Coverage
from medclaim.claims.payers import (
    BLUE_CROSS_BLUE_SHIELD,
    COMMERCIAL,
    MEDICAID,
    MEDICARE_PART_A,
    MEDICARE_PART_B,
    PayerPolicy,
)
from medclaim.claims.x12 import Envelope

pytest.importorskip("pyx12", reason="pyx12 is a test dependency: pip install medclaim[tests]")

from tests.x12._pyx12 import complaints

ROOT = Path(__file__).parents[2]
POLICIES = (COMMERCIAL, BLUE_CROSS_BLUE_SHIELD, MEDICARE_PART_B, MEDICAID)
few = settings(max_examples=60, phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink))


@few
@given(
    strategies.professional_batches() | strategies.institutional_batches(), strategies.envelopes()
)
def test_pyx12_has_nothing_against_any_claim_the_guide_allows(
    claims: tuple[Any, ...], envelope: Envelope
) -> None:
    """005010X222A1 and X223A2: every loop, segment, element, count and condition, as a peer reads them."""
    assert complaints(x12.write(claims, envelope)) == []


@few
@given(
    st.lists(st.tuples(strategies.encounters(), strategies.coverages()), min_size=1, max_size=3),
    st.sampled_from(POLICIES),
    strategies.envelopes(),
)
def test_pyx12_has_nothing_against_a_composed_claim(
    visits: list[tuple[Encounter, Coverage]], policy: PayerPolicy, envelope: Envelope
) -> None:
    """Encounter and coverage become a claim that any payer's front end takes."""
    claims = [compose(encounter, coverage, policy) for encounter, coverage in visits]
    assert complaints(x12.write(claims, envelope)) == []


def _for_a_bill(coverage: Coverage) -> Coverage:
    """The coverage with no more numbers of the payer's than an institutional claim has places for."""
    numbers = coverage.payer.billing_provider_identifiers[:1]
    return attrs.evolve(
        coverage, payer=attrs.evolve(coverage.payer, billing_provider_identifiers=numbers)
    )


@few
@given(
    strategies.institutional_encounters(),
    strategies.coverages().map(_for_a_bill),
    st.sampled_from([COMMERCIAL, MEDICARE_PART_A, MEDICAID]),
    strategies.envelopes(),
)
def test_pyx12_has_nothing_against_a_composed_stay(
    stay: InstitutionalEncounter, coverage: Coverage, policy: PayerPolicy, envelope: Envelope
) -> None:
    """A stay and a coverage become a bill that any payer's front end takes."""
    assert complaints(x12.write([compose(stay, coverage, policy)], envelope)) == []


@few
@given(strategies.professional_claims(), strategies.envelopes(), st.data())
def test_pyx12_has_nothing_against_a_text_with_a_changed_claim(
    claim: Any, envelope: Envelope, data: st.DataObject
) -> None:
    """One evolved claim changes only its own segments and the counts, so the counts are right."""
    read = x12.read(x12.write([claim, claim], envelope))
    shorter = attrs.evolve(claim, lines=claim.lines[:1], note=None, referring_provider=None)
    changed = attrs.evolve(read, claims=data.draw(st.permutations([claim, shorter])))
    assert complaints(changed.text) == []


@few
@given(strategies.professional_claims(), strategies.envelopes(), strategies.delimiters())
def test_pyx12_takes_any_delimiters_too(
    claim: Any, envelope: Envelope, delimiters: x12.Delimiters
) -> None:
    """X12 B.1.1.2.5: the delimiters are whatever the interchange header says they are."""
    assert complaints(x12.write([claim], attrs.evolve(envelope, delimiters=delimiters))) == []


def programs() -> list[Path]:
    return sorted((ROOT / "examples").glob("*.py"))


@pytest.mark.parametrize("program", programs(), ids=lambda program: program.stem)
def test_pyx12_has_nothing_against_what_an_example_writes(
    program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts that a user's first program makes."""
    found: list[str] = []
    write = x12.write

    def keep(claims: Any, envelope: Envelope) -> str:
        found.append(write(claims, envelope))
        return found[-1]

    monkeypatch.setattr(x12, "write", keep)
    with contextlib.redirect_stdout(io.StringIO()):
        runpy.run_path(str(program), run_name="__main__")
    # It has no map of the dental guide.
    known = [text for text in found if "*005010X224A2~" not in text]
    assert [complaints(text) for text in known] == [[] for _ in known]


# ---------------------------------------------------------------------- the oracle is no rubber stamp

# What is exchanged for what in a text that pyx12 takes, and where it then complains.
FAULTS = [
    ("SE*", "SE*9", "SE"),
    ("IEA*1", "IEA*2", "IEA"),
    ("GE*1", "GE*2", "GE"),
    ("SV1*HC:", "SV1*HX:", "SV1"),
    ("CLM*", "CLM**", "CLM"),
    ("~LX*1", "~LX*2", "LX"),
    (":B:", ":BB:", "CLM"),
    ("~N4*", "~N9*", "N9"),
    ("GS*HC*", "GS*HC**", "Map"),
    ("*UN*", "*UNITS*", "SV1"),
    ("~DTP*472*D8*", "~DTP*472*D9*", "DTP"),
]


def usual_text() -> str:
    claims: list[Any] = []

    @settings(max_examples=1, database=None)
    @given(strategies.professional_claims(), strategies.envelopes())
    def first(claim: Any, envelope: Envelope) -> None:
        line = attrs.evolve(claim.lines[0], service_dates=date(2026, 3, 2), unit_basis="UN")
        claims.append(x12.write([attrs.evolve(claim, lines=[line])], envelope))

    first()
    return str(claims[0])


@pytest.mark.parametrize("right, wrong, segment", FAULTS)
def test_a_fault_is_seen(right: str, wrong: str, segment: str) -> None:
    text = usual_text()
    assert complaints(text) == []
    assert right in text
    found = complaints(text.replace(right, wrong, 1))
    assert any(segment in (complaint.segment, *complaint.message.split()) for complaint in found)
    assert all(complaint.message for complaint in found)


def test_what_is_no_interchange_is_refused() -> None:
    assert [complaint.message for complaint in complaints("ISA*00*")] != []
