"""The tables held against the pages of the guides: every row, element, count and condition.

The pages are part of the folder of official files, a table of facts drawn from a peer's maps.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from medclaim.claims.x12.conformance import live_conditions
from medclaim.claims.x12.grammar import Element, Guide, Segment
from medclaim.claims.x12.guides import guides

PAGES = {"professional": "837p.md", "institutional": "837i.md"}
_LOOP = re.compile(r"\*\*(\w+) .*\*\* \[([RS]) x(>1|\d+)\] @(\d+)")
_ROW = re.compile(r"- (\w+) (.*?) \[([RS])(?: x(>1|\d+))?\] @(\d+): (.*?)(?: \| (.*))?")
_ELEMENT = re.compile(
    r"(\d\d)(?:-(\d\d))?([RS]) .*?\b(AN|ID|R|N0|DT|TM)(\d+)(?:-(\d+))?(?:=([^~ ]+))?(?:~\w+)?"
)
_COMPOSITE = re.compile(r"(\d\d)(?:-(\d\d))?([RS]) .*? \((\d\d.*)\)")
_ASIDE = re.compile(r" \((?![0-9]{2}[RS])[^)]*\)")
_APART = re.compile(r"; (?![^(]*\))")

Spec = tuple[str, str, int, int, frozenset[str]]
Specs = dict[tuple[int, int], Spec]


class Row(NamedTuple):
    """A line of a page."""

    loop: str
    id: str
    name: str
    usage: str
    repeats: int | None
    position: int
    elements: str
    conditions: frozenset[str]


def _page(path: Path) -> Iterator[Row]:
    loop = ""
    for line in path.read_text(encoding="ascii").splitlines():
        if found := _LOOP.fullmatch(line):
            loop = found[1]
        elif loop and (row := _ROW.fullmatch(line)):
            repeats = None if row[4] == ">1" else int(row[4] or 1)
            conditions = frozenset((row[7] or "").split())
            yield Row(loop, row[1], row[2], row[3], repeats, int(row[5]), row[6], conditions)


def _specs(text: str) -> Specs:
    """What a line says of each element and component."""
    found: Specs = {}
    for token in _APART.split(_ASIDE.sub("", text)):
        composite = _COMPOSITE.fullmatch(token)
        match = composite or _ELEMENT.fullmatch(token)
        assert match, token
        for position in range(int(match[1]), int(match[2] or match[1]) + 1):
            if composite is None:
                found[position, 0] = _spec(match)
                continue
            found[position, 0] = (match[3], "", 0, 0, frozenset())
            for inner in composite[4].split("; "):
                part = _ELEMENT.fullmatch(inner)
                assert part, inner
                for number in range(int(part[1]), int(part[2] or part[1]) + 1):
                    found[position, number] = _spec(part)
    return found


def _spec(match: re.Match[str]) -> Spec:
    values = frozenset(match[7].split(",") if match[7] else ())
    return match[3], match[4], int(match[5]), int(match[6] or match[5]), values


def _own(element: Element) -> Spec:
    usage = "R" if element.required else "S"
    return usage, element.type, element.shortest, element.longest, frozenset(element.values)


def _of_table(rows: list[Segment]) -> Specs:
    """What the rows say that together are one line of the page."""
    found: Specs = {}
    for row in rows:
        for element in row.elements:
            inner = [((element.position, part.position), part) for part in element.parts]
            for at, each in [((element.position, 0), element), *inner]:
                one = _own(each)
                known = found.get(at, one)
                found[at] = (*known[:4], known[4] | one[4])
    return found


def _rows_of(guide: Guide, line: Row, specs: Specs) -> list[Segment]:
    rows = {
        id(row): row
        for loop in guide.loops
        if loop.id == line.loop
        for row in loop.segments
        if row.id == line.id
    }
    key = next((row.key for row in rows.values()), None)
    if key is None or len(rows) == 1:
        return list(rows.values())
    return [row for row in rows.values() if set(row.keys) & specs[key][4]]


# The page gives the values of the first condition only, where the professional one gives all.
KNOWN = {("institutional", "2300", "CRC")}


@pytest.mark.parametrize("guide", [pytest.param(g, id=g.kind) for g in guides()])
def test_a_table_says_what_its_page_says(guide: Guide, shared: Path) -> None:
    if guide.kind not in PAGES:
        pytest.skip("its page is laid out in another way, and tells what is doubtful")
    lines = list(_page(shared / "guides" / PAGES[guide.kind]))
    assert len(lines) > 100
    for line in lines:
        if line.id in ("ST", "SE") or (guide.kind, line.loop, line.id) in KNOWN:
            continue
        specs = _specs(line.elements)
        rows = _rows_of(guide, line, specs)
        where = f"{line.loop} {line.id} {line.name}"
        assert _of_table(rows) == specs, where
        assert {("R" if r.required else "S", r.position) for r in rows} == {
            (line.usage, line.position)
        }, where
        counts = [row.repeats for row in rows]
        if len(rows) == 1:
            assert counts == [line.repeats], where
        whole = Segment(
            id=line.id,
            required=True,
            position=0,
            spec=rows[0].spec,
            relations=tuple(sorted(line.conditions)),
        )
        for row in rows:
            assert set(live_conditions(row)) == set(live_conditions(whole)), where
