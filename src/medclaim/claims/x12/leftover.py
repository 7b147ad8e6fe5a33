"""What of a segment its row's fields do not say as it stands.

The elements that the row has no field for, or whose field writes something else; and components
where there should be one text.
"""

from collections.abc import Iterator
from typing import Any

import attrs

from medclaim.claims.x12.grammar import COMPONENT, Segment
from medclaim.malformed import Malformed, Reason


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


def as_said(value: Any, separator: str) -> Any:
    """What was read, with the separator of its own text where the engine's stands for it."""
    cls = value.__class__
    if cls is Malformed:
        at = value.text.find(COMPONENT) + 1
        if not at:
            return value
        text = value.text.replace(COMPONENT, separator)
        return Malformed(kind=value.kind, text=text, reason=Reason.COMPONENTS, position=at)
    if cls in (tuple, list):
        return cls([as_said(one, separator) for one in value])
    if not attrs.has(cls):
        return value
    told = {field.name: getattr(value, field.name) for field in attrs.fields(cls)}
    found = {name: as_said(one, separator) for name, one in told.items()}
    changed = {name: one for name, one in found.items() if one is not told[name]}
    return attrs.evolve(value, **changed) if changed else value
