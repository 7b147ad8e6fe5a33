"""What a claim read from a text holds beside its fields, so that nothing of the text is lost."""

from typing import final

import attrs


@final
@attrs.frozen(repr=False)
class Unplaced:
    """A segment or an element that the guide's table has no field for, kept in its place.

    ``loop`` is the loop it stood in and ``occurrence`` which of that claim's (or line's) loops of
    that name, from 0. For a whole segment, ``anchor`` is the position in the guide of the segment
    before it, and ``text`` the segment with elements parted by ``*`` and components by ``:`` as
    ``elements`` has them. For one element of a known segment, ``element`` is its number
    (``"CLM13"``), and ``segment`` which of the loop's segments, counted as written.
    """

    loop: str
    occurrence: int
    anchor: int
    elements: tuple[str, ...]
    element: str | None = None

    def __repr__(self) -> str:
        what = self.element or self.elements[0]
        return f"Unplaced({what} in {self.loop})"
