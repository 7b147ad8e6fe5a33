"""Segments with what a claim holds unplaced put back where it stood."""

from collections.abc import Iterable
from typing import Any

from medclaim.claims.unplaced import Unplaced
from medclaim.claims.x12.codecs import UnsendableError
from medclaim.claims.x12.compiled import constants
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, TERMINATOR, Loop
from medclaim.claims.x12.writing import Segments, compile_write

# The way to the segment, its row, its repeat, its elements; or, for the explanation, the field that
# has more values than the segment has elements.
Placed = tuple[tuple[tuple[int, int], ...], int, int, Any]


def placed(value: Any, loop: Loop) -> list[Placed]:
    """The segments of a loop with the place each belongs to, limits not looked at."""
    out: list[Placed] = []
    compile_write(loop, placed=True)(value, out, ())
    return out


def written_with_unplaced(value: Any, loop: Loop, unplaced: Iterable[Unplaced]) -> list[str]:
    """The segments of a loop with the unplaced ones among them, in the engine's inside form.

    Raises ``UnsendableError`` when a value is too long or an unplaced text would break out of its place.
    """
    # The plain form looks at the limits; it raises before anything is put together.
    compile_write(loop, placed=False)(value, Segments())
    found = placed(value, loop)
    for item in unplaced:
        texts = [_inside(element) for element in item.elements]
        if item.element is None:
            found.append(((*item.place, (-1, item.anchor)), -1, 0, texts))
        else:
            _patch(found, item, texts[0], loop)
    found.sort(key=lambda entry: entry[0])
    return [ELEMENT.join(elements).rstrip(ELEMENT) for _, _, _, elements in found]


def _inside(element: str | tuple[str, ...]) -> str:
    text = element if isinstance(element, str) else COMPONENT.join(element)
    bare = text.replace(COMPONENT, "") if not isinstance(element, str) else text
    if ELEMENT in bare or TERMINATOR in bare or COMPONENT in bare:
        raise UnsendableError
    return text


def _patch(found: list[Placed], item: Unplaced, text: str, loop: Loop) -> None:
    assert item.element is not None
    ordinal, repeat, position, part = item.element
    key = (*item.place, (-1, item.anchor))
    for entry in found:
        if entry[0] == key and entry[1] == ordinal and entry[2] == repeat:
            elements = entry[3]
            break
    else:
        elements = _bare(loop, item)
        found.append((key, ordinal, repeat, elements))
    elements.extend([""] * (position + 1 - len(elements)))
    if not part:
        elements[position] = text
        return
    parts = elements[position].split(COMPONENT)
    parts.extend([""] * (part - len(parts)))
    parts[part - 1] = text
    elements[position] = COMPONENT.join(parts).rstrip(COMPONENT)


def _bare(loop: Loop, item: Unplaced) -> list[str]:
    """A row of which only unplaced elements are known."""
    assert item.element is not None
    for ordinal, _ in item.place:
        loop = loop.loops[ordinal]
    row = loop.segments[item.element[0]]
    elements = [row.id]
    for (position, part), (constant, partner) in constants(row).items():
        if partner is None and not part:
            elements.extend([""] * (position + 1 - len(elements)))
            elements[position] = constant
    return elements
