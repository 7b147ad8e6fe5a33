"""What a claim read from a text holds beside its fields, so that nothing of the text is lost."""

import re
from collections.abc import Iterable
from typing import final

import attrs

from medclaim.claims._fields import every

_ID = re.compile(r"[A-Z][A-Z0-9]{1,2}")


@final
@attrs.frozen(kw_only=True, repr=False)
class Unplaced:
    """A segment, or one element of a segment, that the guide's table has no field for.

    ``level`` is the hierarchical level, claim or line it belongs to (``2000A`` to ``2400``),
    ``place`` the way from there to the loop it stood in: for each loop its number among the guide's
    loops and which repeat it was, from 0. ``anchor`` is the guide position it follows.
    ``elements`` are the segment's, a composite being a tuple of components. For a single element,
    ``elements`` holds its text alone and ``element`` says which row of the loop, which repeat,
    which element and which component it is.
    """

    level: str
    loop: str
    place: tuple[tuple[int, int], ...]
    anchor: int
    elements: tuple[str | tuple[str, ...], ...]
    element: tuple[int, int, int, int] | None = None

    def __repr__(self) -> str:
        if self.element:
            return f"Unplaced(element {self.element[2]:02d} in {self.loop})"
        # What stands where an identifier should may be any text.
        first = self.elements[0]
        what = first if isinstance(first, str) and _ID.fullmatch(first) else "a segment"
        return f"Unplaced({what} in {self.loop})"


def to_unplaced(given: Iterable[Unplaced]) -> tuple[Unplaced, ...]:
    """What no field is for, as a tuple."""
    return every(given, Unplaced)
