"""X12 as a text: where interchanges begin, which characters part them, and segments without spelling.

A text comes whole or bit by bit; what is found in it does not depend on which.
"""

import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from medclaim.claims.x12.envelope import Delimiters
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, REPETITION, TERMINATOR

_ISA = re.compile(r"ISA[^A-Za-z0-9 ]")
_HEADER = 106
_LINE_ENDS = "\r\n\t "
_BLANKS = _LINE_ENDS + "\ufeff"
# Only the envelope's ids begin so: BHT to LX never do.
_ENVELOPE = frozenset({"IS", "GS", "ST", "SE", "GE", "IE"})


class Part(NamedTuple):
    """Some of the segments of an interchange, in the engine's inside form.

    ``piece`` counts the interchanges and whatever stands between them. ``start`` and ``end`` are
    offsets in the text, ``first`` the number of the first segment in the whole text; ``marks`` are
    the indices of the segments that may be of the envelope. What is no interchange has neither
    delimiters nor segments.
    """

    piece: int
    start: int
    end: int
    first: int
    delimiters: Delimiters | None
    segments: list[str]
    marks: list[int]

    def __repr__(self) -> str:
        return f"Part({len(self.segments)} segments)"

    def raw(self, text: str) -> list[str]:
        """Its segments exactly as they stand in the text, terminators not included."""
        assert self.delimiters is not None
        return text[self.start : self.end].split(self.delimiters.segment)[: len(self.segments)]


class Splitter:
    """Takes a text bit by bit and gives its segments as soon as they are whole.

    It holds no more than the segment that is not whole yet.
    """

    def __init__(self) -> None:
        self._rest: list[str] = []
        # Where the rest begins: in an interchange with the terminator before it.
        self._offset = 0
        self._piece = self._number = 0
        self._delimiters: Delimiters | None = None
        self._is_junk = self._is_lost = False

    def feed(self, text: str) -> list[Part]:
        """The parts that the next bit of the text completes."""
        if self._is_lost:
            return []
        self._rest.append(text)
        # A segment is put together once, when its end is there.
        if self._delimiters is not None and self._delimiters.segment not in text:
            return []
        return self._parts(ended=False)

    def close(self) -> list[Part]:
        """What stands after the last segment that was ended."""
        return self._parts(ended=True)

    def _parts(self, *, ended: bool) -> list[Part]:
        text = "".join(self._rest)
        found: list[Part] = []
        at, before = 0, -1
        while before < at < len(text) and not self._is_lost:
            before = at
            if self._delimiters is not None:
                at = self._take(text, at, found, ended=ended)
                continue
            begin = _ISA.search(text, at)
            # Three characters at the end may be the beginning of a header.
            until = begin.start() if begin else len(text) if ended else max(at, len(text) - 3)
            self._is_junk = self._is_junk or bool(text[at:until].strip(_BLANKS))
            at = until
            if begin is not None and (ended or len(text) >= at + _HEADER):
                self._between(found)
                at = self._begin(text, at, found, ended=ended)
        self._rest = [text[at:]]
        self._offset += at
        if ended:
            self._between(found)
        return found

    def _between(self, found: list[Part]) -> None:
        """What stood before an interchange or after the last and was none is a piece by itself."""
        if self._is_junk:
            self._is_junk = False
            found.append(Part(self._piece, 0, 0, self._number, None, [], []))
            self._piece += 1

    def _begin(self, text: str, at: int, found: list[Part], *, ended: bool) -> int:
        self._delimiters = _delimiters(text, at)
        if self._delimiters is None:
            # Nothing says which characters part the rest.
            self._is_lost = self._is_junk = True
            self._between(found)
            return len(text)
        return self._take(text, at, found, ended=ended, skip=3)

    def _take(self, text: str, at: int, found: list[Part], *, ended: bool, skip: int = 0) -> int:
        """The whole segments of the open interchange from ``at`` on, and where they end."""
        delimiters = self._delimiters
        assert delimiters is not None
        segment = delimiters.segment
        boundary = _boundary(delimiters).search(text, at + skip)
        is_over = ended or boundary is not None
        if boundary is None:
            end = len(text) if ended else text.rfind(segment, at) + 1
        elif boundary["id"] == "ISA":
            end = boundary.start() + 1
        elif not (end := text.find(segment, boundary.end()) + 1):
            # The trailer itself is not whole yet.
            is_over, end = ended, len(text) if ended else boundary.start() + 1
        start = at if skip else at + 1
        if start < end:
            segments = _inside(text[start:end], delimiters)
            if not segments[-1].strip(_BLANKS):
                segments.pop()
            marks = [index for index, segment in enumerate(segments) if segment[:2] in _ENVELOPE]
            where = self._offset + start, self._offset + end
            found.append(Part(self._piece, *where, self._number, delimiters, segments, marks))
            self._number += len(segments)
        if is_over:
            self._piece += 1
            self._delimiters = None
            return end
        # The terminator before the next segment stays: a boundary begins with it.
        return max(at, end - 1)


def parts(text: str) -> list[Part]:
    """The parts of a whole text."""
    splitter = Splitter()
    return [*splitter.feed(text), *splitter.close()]


def whole(found: list[Part]) -> list[Part]:
    """The parts of each piece put together."""
    pieces: list[Part] = []
    for _, of_piece in groupby(found, key=itemgetter(0)):
        first, *others = of_piece
        if others:
            segments, marks = [*first.segments], [*first.marks]
            for part in others:
                marks += [len(segments) + mark for mark in part.marks]
                segments += part.segments
            first = first._replace(end=others[-1].end, segments=segments, marks=marks)
        pieces.append(first)
    return pieces


def _delimiters(text: str, start: int) -> Delimiters | None:
    """The four characters an ISA says, ``None`` when it is not 106 characters of the right shape."""
    if len(text) < start + _HEADER:
        return None
    header = text[start : start + _HEADER]
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
    if not header.isascii() and not "".join(values.values()).isascii():
        return None
    if len({values["element"], values["component"], values["segment"]}) != 3:
        return None
    for name, character in values.items():
        object.__setattr__(found, name, character)
    return found


@lru_cache(maxsize=16)
def _boundary(delimiters: Delimiters) -> re.Pattern[str]:
    """Where an interchange ends or the next begins: each blank after a terminator is looked at once."""
    blanks = "".join(blank for blank in _LINE_ENDS if blank != delimiters.segment)
    element, segment = re.escape(delimiters.element), re.escape(delimiters.segment)
    return re.compile(f"{segment}[{blanks}]*+(?P<id>ISA|IEA){element}")


def _inside(text: str, delimiters: Delimiters) -> list[str]:
    """The segments of an interchange in the engine's separators; strays of those are replaced.

    Blanks before a segment are spelling, and so are line ends after it.
    """
    table = {ord(c): "\ufffd" for c in (TERMINATOR, ELEMENT, REPETITION, COMPONENT)}
    table[ord(delimiters.element)] = ELEMENT
    table[ord(delimiters.component)] = COMPONENT
    table[ord(delimiters.segment)] = TERMINATOR
    inside = text.translate(table)
    segments = inside.split(TERMINATOR)
    if (
        "\n" in inside
        or "\r" in inside
        or TERMINATOR + " " in inside
        or TERMINATOR + "\t" in inside
        or inside[0] in _LINE_ENDS
    ):
        segments = [
            segment.strip(_LINE_ENDS) if segment[-1:] in "\r\n" else segment.lstrip(_LINE_ENDS)
            for segment in segments
        ]
    return segments


def joined(segments: list[str]) -> str:
    """Segments as one text in the engine's inside form, each terminated."""
    return TERMINATOR.join(segments) + TERMINATOR if segments else ""


def outside(text: str, delimiters: Delimiters) -> str:
    """A text of inside-form segments with these delimiters."""
    return text.translate(
        {
            ord(ELEMENT): delimiters.element,
            ord(COMPONENT): delimiters.component,
            ord(TERMINATOR): delimiters.segment,
        }
    )
