"""The directive ``guide``: every element of an 837 guide with its model field, from its table.

``{guide} professional`` gives a section and a table for each loop. An element without a field says
the same wherever its segment stands; the hierarchy numbers HL, and BHT comes from the envelope.
"""

from collections.abc import Iterator

from docutils import nodes
from grids import grid
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from medclaim.claims.x12.compiled import constants
from medclaim.claims.x12.grammar import Element, Loop, Segment
from medclaim.claims.x12.guides import guide_for
from medclaim.findings import join

COLUMNS = {"Segment": 16, "Element": 14, "Usage": 10, "Type": 12, "Field or value": 48}


def walk(loop: Loop, around: str) -> Iterator[tuple[Loop, str]]:
    """Every loop with the path of its value, ``""`` for the claim's and the envelope's own."""
    path = around
    if loop.root:
        path = loop.root
    elif loop.field:
        path = join(around, f"{loop.field}[]" if loop.each else loop.field)
    yield loop, path
    for inner in loop.loops:
        # The claim is at the top of its own paths, wherever it hangs.
        yield from walk(inner, "" if inner.id == "2300" else path)


def elements(segment: Segment) -> Iterator[tuple[tuple[int, int], Element]]:
    """The elements and components of a row."""
    for element in segment.elements:
        if not element.parts:
            yield (element.position, 0), element
        for part in element.parts:
            yield (element.position, part.position), part


def said(segment: Segment, at: tuple[int, int], path: str) -> str:
    """The field that an element holds, or what it always says."""
    for bound in segment.binds:
        if at in bound.at:
            field = join(path, bound.field + ("[]" if bound.each else ""))
            part = bound.codec.parts[bound.at.index(at)]
            if bound.codec.split is not None:
                part = part.partition("]")[2].removeprefix(".")
            return field + part if part.startswith("[") else join(field, part)
    if at in constants(segment):
        return f"always {constants(segment)[at][0]}"
    return {"HL": "the hierarchy", "BHT": "the envelope"}.get(segment.id, "")


class Guide(SphinxDirective):
    """One section and table for each loop of the guide named."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The sections."""
        guide = guide_for(self.arguments[0])
        found: dict[str, tuple[Loop, list[tuple[Segment, str]]]] = {}
        for top in (guide.header, guide.billing):
            for loop, path in walk(top, ""):
                listed = found.setdefault(loop.id, (loop, []))[1]
                known = {id(segment) for segment, _ in listed}
                listed += [(s, path) for s in loop.segments if id(s) not in known]
        parts: list[nodes.Node] = []
        for id_, (loop, segments) in found.items():
            section = nodes.section(ids=[nodes.make_id(f"{guide.kind}-{id_}")])
            often = "any number" if loop.repeats is None else f"at most {loop.repeats}"
            section += nodes.title(text=f"{id_} ({usage(required=loop.required)}, {often})")
            section += table(segments)
            parts.append(section)
        return parts


def usage(*, required: bool) -> str:
    """The usage in a word."""
    return "required" if required else "situational"


def table(segments: list[tuple[Segment, str]]) -> nodes.table:
    """The elements of the segments of one loop."""
    return grid(COLUMNS, rows(segments))


def rows(segments: list[tuple[Segment, str]]) -> Iterator[tuple[str, ...]]:
    """A row for each element."""
    for segment, path in segments:
        keys = f" {'/'.join(segment.keys)}" if segment.keys else ""
        for (position, part), element in elements(segment):
            name = f"{segment.id}{position:02d}" + (f"-{part}" if part else "")
            yield (
                f"{segment.id}{keys}",
                name,
                usage(required=element.required),
                f"{element.type} {element.shortest}-{element.longest}",
                said(segment, (position, part), path),
            )


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("guide", Guide)
    # The pages depend on the tables, not on their own files: always read them again.
    pages = ["guides/professional", "guides/institutional", "guides/dental"]
    app.connect("env-before-read-docs", lambda _app, _env, names: names.extend(pages))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
