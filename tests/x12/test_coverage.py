"""Every element that a guide uses has a field of a claim, or says what its row always says."""

from collections.abc import Iterator

import pytest

from medclaim.claims import x12
from medclaim.claims.x12.compiled import constants
from medclaim.claims.x12.grammar import Element, Guide, Loop, Segment
from medclaim.claims.x12.guides import guides
from medclaim.claims.x12.writing import without_place


def _rows() -> Iterator[tuple[Guide, Loop, Segment]]:
    for guide in guides():
        seen: set[int] = set()
        for loop in guide.loops:
            for row in loop.segments:
                # HL numbers the levels and BHT is the envelope's: the engine says both.
                if row.id not in ("HL", "BHT") and id(row) not in seen:
                    seen.add(id(row))
                    yield guide, loop, row


ROWS = [
    pytest.param(row, id=f"{guide.kind} {loop.id} {row.id} {'/'.join(row.keys)}".strip())
    for guide, loop, row in _rows()
]


def _elements(row: Segment) -> Iterator[tuple[tuple[int, int], Element]]:
    for element in row.elements:
        if element.parts:
            for part in element.parts:
                yield (element.position, part.position), part
        else:
            yield (element.position, 0), element


@pytest.mark.parametrize("row", ROWS)
def test_every_element_has_a_field_or_says_the_same_everywhere(row: Segment) -> None:
    unbound = [at for at, _ in _elements(row) if at not in row.said and at not in constants(row)]
    assert unbound == []


@pytest.mark.parametrize("guide", [pytest.param(g, id=g.kind) for g in guides()])
def test_every_field_of_a_claim_has_a_place_in_its_guide(guide: Guide) -> None:
    """But for those that a value has for the other guides' sake, which are refused there."""
    (claim,) = {loop for loop in guide.loops if loop.cls is guide.claim_class}
    (line,) = {loop for loop in guide.loops if loop.id == "2400"}
    for loop in (claim, line):
        assert [field for field in without_place(loop) if "." not in field] == []


@pytest.mark.parametrize("guide", [pytest.param(g, id=g.kind) for g in guides()])
def test_every_bound_field_is_located(guide: Guide) -> None:
    (claim,) = {loop for loop in guide.loops if loop.cls is guide.claim_class}
    for loop in claim.walk():
        if loop.id in ("2300", "2400"):
            around = "lines[0]." if loop.id == "2400" else ""
            for row in loop.segments:
                for bound in row.binds:
                    path = f"{around}{bound.field}{'[0]' if bound.each else ''}"
                    assert x12.locate(path, guide.kind), path
