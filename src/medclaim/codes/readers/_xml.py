"""XML of a published table, read piece by piece, each element knowing its line.

No document type and no entity declaration is taken: nothing in a text can grow beyond what it is.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from medclaim.codes.readers._lines import UnreadableLineError

# How much is parsed between two looks for finished pieces.
_BLOCK = 1 << 16


class Element:
    """An element: its name, attributes, text, children, and where it begins."""

    __slots__ = ("attributes", "children", "column", "layout", "line", "name", "pieces")

    def __init__(
        self, layout: str, name: str, attributes: dict[str, str], line: int, column: int
    ) -> None:
        self.layout = layout
        self.name = name
        self.attributes = attributes
        self.line = line
        self.column = column
        self.pieces: list[str] = []
        self.children: list[Element] = []

    @property
    def text(self) -> str:
        """Its own text, blanks around it gone and those inside made one."""
        return " ".join("".join(self.pieces).split())

    def all(self, name: str) -> Iterator["Element"]:
        """Its children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> "Element | None":
        """Its first child of a name."""
        return next(self.all(name), None)

    def text_of(self, name: str) -> str:
        """The text of the first child of a name, which must be there and not be empty."""
        child = self.first(name)
        if child is None or not child.text:
            raise self.wrong(f"<{self.name}> with a <{name}>")
        return child.text

    def wrong(self, expected: str) -> UnreadableLineError:
        """The error for this element: what it should be."""
        return UnreadableLineError(self.layout, self.line, self.column, expected)


def elements(
    layout: str, xml: str | Iterable[str], root: str, wanted: frozenset[str]
) -> Iterator[Element]:
    """Every child of ``root`` whose name is ``wanted``, with all that is in it, as soon as it ends.

    ``xml`` is the text, or its lines with or without their ends. Raises
    :class:`UnreadableLineError` for XML that is not well-formed, has another root, or declares a
    document type.
    """
    # Imported here: only who reads XML needs it.
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.buffer_text = True
    stack: list[Element] = []
    done: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        element = Element(layout, name, attributes, line, column)
        if not stack and name != root:
            raise element.wrong(f"<{root}>")
        stack.append(element)

    def end(name: str) -> None:
        element = stack.pop()
        if len(stack) > 1:
            stack[-1].children.append(element)
        elif name in wanted:
            done.append(element)

    def text(data: str) -> None:
        if len(stack) > 1:
            stack[-1].pieces.append(data)

    def refuse(*_: object) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        raise UnreadableLineError(layout, line, column, "XML without a document type")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    blocks = _blocks(xml)
    while True:
        block = next(blocks, None)
        try:
            parser.Parse(block or "", block is None)
        except (expat.ExpatError, UnicodeEncodeError):
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            wrong = UnreadableLineError(layout, line, column, "well-formed XML")
        else:
            yield from done
            done.clear()
            if block is None:
                return
            continue
        # Raised here, where the first error is no longer its context.
        raise wrong


def _blocks(xml: str | Iterable[str]) -> Iterator[str]:
    if isinstance(xml, str):
        return (xml[at : at + _BLOCK] for at in range(0, len(xml), _BLOCK))
    lines = iter(xml)
    return iter(lambda: "".join(map(_ended, islice(lines, 512))), "")


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n"
