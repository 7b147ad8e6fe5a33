"""X12 as a text: where interchanges begin, which characters part them, and segments without spelling."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from medclaim.claims.x12.envelope import Delimiters
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, REPETITION, TERMINATOR

_ISA = re.compile(r"ISA[^A-Za-z0-9 ]")
_BLANKS = "\r\n\t \ufeff"


class Piece(NamedTuple):
    """One interchange of a text: where it stands, its delimiters, its segments.

    ``segments`` are inside-form texts (parted by the engine's own separators, line ends around them
    gone); ``raw`` the same segments exactly as they stood, terminator not included. ``start`` and
    ``end`` are offsets in the text; ``first`` the number of its first segment in the whole text.
    """

    start: int
    end: int
    first: int
    delimiters: Delimiters | None
    segments: list[str]
    raw: list[str]

    def __repr__(self) -> str:
        return f"Piece({len(self.raw)} segments)"


def pieces(text: str) -> Iterator[Piece]:
    """The interchanges of a text, in order; what stands around them comes with no delimiters."""
    at, number = 0, 0
    while at < len(text):
        begin = _ISA.search(text, at)
        if begin is None:
            break
        start = begin.start()
        if text[at:start].strip(_BLANKS):
            yield Piece(at, start, number, None, [], [text[at:start]])
        delimiters = _delimiters(text, start)
        if delimiters is None:
            yield Piece(start, len(text), number, None, [], [text[start:]])
            return
        following = re.compile(
            _end_of_segment(delimiters) + "ISA" + re.escape(delimiters.element)
        ).search(text, start + 3)
        end = following.start() + 1 if following else len(text)
        end = _after_trailer(text, start, end, delimiters)
        raw = text[start:end].split(delimiters.segment)
        segments = _inside(text[start:end], delimiters)
        if raw[-1].strip(_BLANKS) == "":
            raw.pop()
            segments.pop()
        yield Piece(start, end, number, delimiters, segments, raw)
        number += len(raw)
        at = end
    if text[at:].strip(_BLANKS):
        yield Piece(at, len(text), number, None, [], [text[at:]])


def _delimiters(text: str, start: int) -> Delimiters | None:
    """The four characters an ISA says, ``None`` when it is not 106 characters of the right shape."""
    if len(text) < start + 106:
        return None
    header = text[start : start + 106]
    element = header[3]
    if any(
        header[at] != element
        for at in (6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
    ):
        return None
    found = Delimiters.__new__(Delimiters)
    values = {
        "element": element,
        "component": header[104],
        "repetition": header[82],
        "segment": header[105],
    }
    if len({values["element"], values["component"], values["segment"]}) != 3:
        return None
    for name, character in values.items():
        object.__setattr__(found, name, character)
    return found


def _end_of_segment(delimiters: Delimiters) -> str:
    """A pattern: a terminator and the blanks after it, each blank looked at once."""
    blanks = "".join(blank for blank in "\r\n\t " if blank != delimiters.segment)
    return f"{re.escape(delimiters.segment)}[{blanks}]*+"


def _after_trailer(text: str, start: int, end: int, delimiters: Delimiters) -> int:
    """The end of the interchange: just after its IEA, where it has one."""
    trailer = re.compile(
        _end_of_segment(delimiters)
        + "IEA"
        + re.escape(delimiters.element)
        + "[^"
        + re.escape(delimiters.segment)
        + "]*"
        + re.escape(delimiters.segment)
        + "?"
    ).search(text, start, end)
    return trailer.end() if trailer else end


def _inside(text: str, delimiters: Delimiters) -> list[str]:
    """The segments of an interchange in the engine's separators; strays of those are replaced."""
    table = {ord(c): "\ufffd" for c in (TERMINATOR, ELEMENT, REPETITION, COMPONENT)}
    table[ord(delimiters.element)] = ELEMENT
    table[ord(delimiters.component)] = COMPONENT
    table[ord(delimiters.segment)] = TERMINATOR
    segments = text.translate(table).split(TERMINATOR)
    if "\n" in text or "\r" in text:
        segments = [segment.strip("\r\n\t ") for segment in segments]
    return segments


def outside(segments: list[str], delimiters: Delimiters) -> str:
    """Inside-form segments as a text with these delimiters, each segment terminated."""
    if not segments:
        return ""
    text = TERMINATOR.join(segments) + TERMINATOR
    return text.translate(
        {
            ord(ELEMENT): delimiters.element,
            ord(COMPONENT): delimiters.component,
            ord(TERMINATOR): delimiters.segment,
        }
    )
