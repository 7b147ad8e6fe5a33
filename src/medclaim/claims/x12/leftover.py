"""The elements of a segment that its row has no field for, or whose field writes something else."""

from collections.abc import Iterator
from typing import Any

from medclaim.claims.x12.grammar import COMPONENT, Segment


def leftovers(
    row: Segment,
    fixed: dict[tuple[int, int], tuple[str, tuple[int, int] | None]],
    elements: list[str],
    values: dict[str, Any],
) -> Iterator[tuple[int, int, str]]:
    """Element number, component number (0 for a whole element) and text of each leftover."""
    written = _written(row, fixed, elements, values)
    composites = {position for position, part in written if part}
    bound = {position for b in row.binds for position, _ in b.at}
    for position in range(1, max(len(elements), max(p for p, _ in written) + 1)):
        text = elements[position] if position < len(elements) else ""
        if position not in composites:
            if position not in bound:
                # Empty components of an element without a field are spelling.
                text = text.rstrip(COMPONENT)
            if text != written.get((position, 0), ""):
                yield position, 0, text
            continue
        parts = text.split(COMPONENT)
        width = max(part for p, part in written if p == position)
        for part in range(1, max(len(parts), width) + 1):
            held = parts[part - 1] if part <= len(parts) else ""
            if held != written.get((position, part), ""):
                yield position, part, held


def text_at(elements: list[str], at: tuple[int, int]) -> str:
    """The text of an element, or of a component of it."""
    position, part = at
    text = elements[position] if position < len(elements) else ""
    if not part:
        return text
    parts = text.split(COMPONENT)
    return parts[part - 1] if part <= len(parts) else ""


def _written(
    row: Segment,
    fixed: dict[tuple[int, int], tuple[str, tuple[int, int] | None]],
    elements: list[str],
    values: dict[str, Any],
) -> dict[tuple[int, int], str]:
    """What the row would write where the codecs are inexact; elsewhere what stood there."""
    written: dict[tuple[int, int], str] = {}
    for bound in row.binds:
        if bound.codec.exact:
            written.update({at: text_at(elements, at) for at in bound.at})
            continue
        given = [text_at(elements, at) for at in bound.at]
        # A name's first element says only of what entity it is.
        if not any(given[1:] if bound.codec.kind == "name" else given):
            written.update(dict.fromkeys(bound.at, ""))
            continue
        part, _, field = bound.field.rpartition(".")
        held = (values[part] if part else values)[field]
        if bound.codec.split is not None:
            held = bound.codec.read(*given)
        elif bound.each:
            held = held[-1]
        written.update(zip(bound.at, bound.codec.write(held), strict=False))
    for at, (constant, partner) in fixed.items():
        written[at] = constant if partner is None or text_at(elements, partner) else ""
    for element in row.elements:
        if element.parts:
            for inner in element.parts:
                written.setdefault((element.position, inner.position), "")
        else:
            written.setdefault((element.position, 0), "")
    return written
