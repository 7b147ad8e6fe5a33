"""Lines of a published file, numbered, and the error for one that is not of its layout."""

from collections.abc import Iterable, Iterator


class UnreadableLineError(ValueError):
    """A line that is not of the layout it was read as.

    ``layout`` names the layout, ``number`` is the 1-based number of the line. The message never
    repeats the line.

    >>> str(UnreadableLineError("order file", 3))
    'order file: line 3 is not of this layout'
    """

    def __init__(self, layout: str, number: int) -> None:
        self.layout = layout
        self.number = number
        super().__init__(f"{layout}: line {number} is not of this layout")

    def __reduce__(self) -> tuple[object, ...]:
        return UnreadableLineError, (self.layout, self.number)


def numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Every line that is not blank, without its line end, and its 1-based number.

    >>> list(numbered(["one\\r\\n", "\\n", "three"]))
    [(1, 'one'), (3, 'three')]
    """
    for number, line in enumerate(lines, 1):
        text = line.rstrip("\r\n\x1a")
        if text.strip(" \t"):
            yield number, text
