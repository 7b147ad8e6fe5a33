"""What an 837 text says and where: its sets and claims, and the segments each was made from."""

from bisect import bisect_right
from operator import attrgetter
from typing import Any, NamedTuple, final

import attrs

from medclaim.claims.x12.envelope import Receiver, Submitter
from medclaim.claims.x12.grammar import ELEMENT, Guide
from medclaim.claims.x12.guides import guide_of
from medclaim.claims.x12.reader import SetReader, Span
from medclaim.claims.x12.syntax import Part, parts, whole


@final
@attrs.frozen(kw_only=True)
class TransactionSet:
    """One ST to SE: its numbers and parties, and which claims of the text it holds.

    ``first`` is the index of its first claim and ``count`` how many it has; control numbers are the
    texts that stood there; ``submitter`` and ``receiver`` are ``None`` where they were not named.
    """

    version: str
    interchange_control_number: str
    group_control_number: str
    set_control_number: str
    reference: str
    submitter: Submitter | None
    receiver: Receiver | None
    first: int
    count: int


class Source(NamedTuple):
    """Where a claim stood: its piece of the text, its set, its levels' segments and its own."""

    piece: int
    set: Span
    levels: tuple[Span, ...]
    span: Span


class SourcesOfSet(NamedTuple):
    """The same of the claims of one set: the index of its first, and for each its segments."""

    piece: int
    set: Span
    first: int
    levels: list[tuple[tuple[int, int], ...]]
    spans: list[tuple[int, int]]


@final
class Sources:
    """The sources of all claims, each made when it is asked for."""

    __slots__ = ("_sets",)

    def __init__(self, sets: tuple[SourcesOfSet, ...]) -> None:
        self._sets = sets

    def __getitem__(self, index: int) -> Source:
        of_set = self._sets[bisect_right(self._sets, index, key=attrgetter("first")) - 1]
        at = index - of_set.first
        levels = tuple(Span(*level) for level in of_set.levels[at])
        return Source(of_set.piece, of_set.set, levels, Span(*of_set.spans[at]))

    def beside(self, index: int) -> range:
        """The indices of the claims in the set of one."""
        of_set = self._sets[bisect_right(self._sets, index, key=attrgetter("first")) - 1]
        return range(of_set.first, of_set.first + len(of_set.spans))


class Transcript(NamedTuple):
    """The text as it was read, and what of it each claim was made from."""

    text: str
    pieces: tuple[Part, ...]
    claims: tuple[Any, ...]
    sources: Sources

    def __repr__(self) -> str:
        return f"Transcript({len(self.claims)} claims)"


_CLOSING = frozenset({"ISA", "GS", "ST", "SE", "GE", "IEA"})


class OpenSet:
    """A transaction set while its segments go by, and where it stands."""

    __slots__ = (
        "base",
        "control",
        "end",
        "group",
        "interchange",
        "piece",
        "reader",
        "start",
        "version",
    )

    def __init__(
        self,
        guide: Guide,
        header: list[str],
        start: int,
        around: tuple[int, int, str, str],
        separator: str,
    ) -> None:
        self.version, self.control = _at(header, 3), _at(header, 2)
        self.start = self.end = start
        # Its piece, the number of that one's first segment in the text, and the headers' numbers.
        self.piece, self.base, self.interchange, self.group = around
        self.reader = SetReader(guide, separator)

    def described(self, first: int) -> TransactionSet:
        """What it says of itself; ``first`` is the index of its first claim."""
        submitter, receiver = self.reader.parties
        return TransactionSet(
            version=self.version,
            interchange_control_number=self.interchange,
            group_control_number=self.group,
            set_control_number=self.control,
            reference=self.reader.reference,
            submitter=submitter,
            receiver=receiver,
            first=first,
            count=len(self.reader.done.claims),
        )


class Walk:
    """Goes by the parts of a text and reads the transaction sets in them.

    ``open`` is the set that has not ended yet, ``ended`` those that have.
    """

    def __init__(self) -> None:
        self.open: OpenSet | None = None
        self.ended: list[OpenSet] = []
        self._piece = -1
        self._interchange = self._group = ""
        # The number of the piece's first segment in the text, and how many of it have gone by.
        self._base = self._gone = 0

    def take(self, part: Part) -> None:
        """The next segments."""
        if part.piece != self._piece:
            self.close()
            self._piece, self._base, self._gone = part.piece, part.first, 0
            self._interchange = self._group = ""
        segments, gone, begin = part.segments, self._gone, 0
        for index in part.marks:
            elements = segments[index].split(ELEMENT)
            if elements[0] not in _CLOSING:
                continue
            if self.open is not None:
                self.open.reader.take_all(segments, begin, index, gone)
                self._end(gone + index)
            begin = index + 1
            if elements[0] == "ST":
                guide = guide_of(_at(elements, 3))
                if guide is not None:
                    around = part.piece, self._base, self._interchange, self._group
                    assert part.delimiters is not None
                    separator = part.delimiters.component
                    self.open = OpenSet(guide, elements, gone + index, around, separator)
            elif elements[0] == "GS":
                self._group = _at(elements, 6)
            elif elements[0] == "ISA":
                self._interchange = _at(elements, 13)
        if self.open is not None:
            self.open.reader.take_all(segments, begin, len(segments), gone)
        self._gone = gone + len(segments)

    def close(self) -> None:
        """The end of the piece: what nothing has ended ends with it."""
        if self.open is not None:
            self._end(self._gone)

    def _end(self, number: int) -> None:
        assert self.open is not None
        self.open.reader.close(number)
        self.open.end = number
        self.ended.append(self.open)
        self.open = None


def read_text(text: str) -> tuple[Transcript, tuple[TransactionSet, ...]]:
    """The claims and transaction sets of a text, with the transcript that gives it back."""
    walk = Walk()
    found = whole(parts(text))
    for part in found:
        walk.take(part)
    walk.close()
    claims: list[Any] = []
    sources: list[SourcesOfSet] = []
    sets: list[TransactionSet] = []
    for ended in walk.ended:
        done = ended.reader.done
        # A set without claims is none's source.
        if done.claims:
            bounds = Span(ended.start, ended.end)
            sources.append(SourcesOfSet(ended.piece, bounds, len(claims), done.levels, done.spans))
        sets.append(ended.described(len(claims)))
        claims.extend(done.claims)
    found_in = Sources(tuple(sources))
    return Transcript(text, tuple(found), tuple(claims), found_in), tuple(sets)


def _at(elements: list[str], index: int) -> str:
    return elements[index].strip() if index < len(elements) else ""
