"""Lines of a published file, numbered, and the error for one that is not of its layout."""

from collections.abc import Iterable, Iterator


class UnreadableLineError(ValueError):
    """A line that is not of the layout it was read as.

    ``layout`` names the layout, ``number`` is the 1-based number of the line. ``column`` is where it
    went wrong: the 1-based character in a file of fixed columns and in XML, the 1-based field in a
    delimited one. ``expected`` says what would be right there. Either is ``None`` where the whole
    line is no line of the layout. The message never repeats the line.

    >>> str(UnreadableLineError("order file", 3))
    'order file: line 3 is not of this layout'
    >>> str(UnreadableLineError("order file", 3, 15, "0 or 1"))
    'order file: line 3, column 15 should be 0 or 1'
    """

    def __init__(
        self, layout: str, number: int, column: int | None = None, expected: str | None = None
    ) -> None:
        self.layout = layout
        self.number = number
        self.column = column
        self.expected = expected
        where = f"line {number}" if column is None else f"line {number}, column {column}"
        what = "is not of this layout" if expected is None else f"should be {expected}"
        super().__init__(f"{layout}: {where} {what}")

    def __reduce__(self) -> tuple[object, ...]:
        return UnreadableLineError, (self.layout, self.number, self.column, self.expected)


def as_lines(lines: Iterable[str]) -> Iterator[str]:
    """The lines one by one, the first without a byte order mark.

    Raises ``TypeError`` for one whole text, which would be read as lines of one character, and for
    lines that are not texts.

    >>> list(as_lines(["\\ufeffone", "two"]))
    ['one', 'two']
    """
    if isinstance(lines, str | bytes):
        raise TypeError("takes an iterable of lines, not one text: split it at its line ends")
    given = iter(lines)
    for first in given:
        if not isinstance(first, str):
            raise TypeError(f"takes lines of str, not {type(first).__name__}: decode them first")
        yield first.removeprefix("\ufeff")
        break
    yield from given


def numbered(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Every line that is not blank, without its line end, and its 1-based number.

    >>> list(numbered(["one\\r\\n", "\\n", "three"]))
    [(1, 'one'), (3, 'three')]
    """
    for number, line in enumerate(as_lines(lines), 1):
        text = line.rstrip("\r\n\x1a")
        if text.strip(" \t"):
            yield number, text
