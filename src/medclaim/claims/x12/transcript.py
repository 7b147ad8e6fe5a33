"""What an 837 text says and where: its sets and claims, and the segments each was made from."""

from collections.abc import Iterable
from typing import Any, NamedTuple, final

import attrs

from medclaim.claims.x12.envelope import Receiver, Submitter
from medclaim.claims.x12.grammar import ELEMENT
from medclaim.claims.x12.guides import guide_of
from medclaim.claims.x12.reader import SetReader, Span
from medclaim.claims.x12.syntax import Piece, pieces


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


class Transcript(NamedTuple):
    """The text as it was read, and what of it each claim was made from."""

    text: str
    pieces: tuple[Piece, ...]
    claims: tuple[Any, ...]
    sources: tuple[Source, ...]

    def __repr__(self) -> str:
        return f"Transcript({len(self.claims)} claims)"


_CLOSING = frozenset({"ISA", "GS", "ST", "SE", "GE", "IEA"})
_ENVELOPE = frozenset(id[:2] for id in _CLOSING)


def read_text(text: str) -> tuple[Transcript, tuple[TransactionSet, ...]]:
    """The claims and transaction sets of a text, with the transcript that gives it back."""
    found = tuple(pieces(text))
    claims: list[Any] = []
    sources: list[Source] = []
    sets: list[TransactionSet] = []
    for index, piece in enumerate(found):
        interchange = group = ""
        opened: tuple[int, list[str]] | None = None
        # What stands after the last segment closes a set that nothing else has closed.
        for number, segment in enumerate((*piece.segments, "IEA")):
            # Only the envelope's ids begin so: BHT to LX never do.
            if segment[:2] not in _ENVELOPE:
                continue
            id = segment.partition(ELEMENT)[0]
            if id not in _CLOSING:
                continue
            if opened is not None:
                reader = _read_set(piece, opened, number)
                if reader is not None:
                    submitter, receiver = reader.parties
                    sets.append(
                        TransactionSet(
                            version=_at(opened[1], 3),
                            interchange_control_number=interchange,
                            group_control_number=group,
                            set_control_number=_at(opened[1], 2),
                            reference=reader.reference,
                            submitter=submitter,
                            receiver=receiver,
                            first=len(claims),
                            count=len(reader.done.claims),
                        )
                    )
                    claims.extend(reader.done.claims)
                    sources.extend(
                        Source(index, Span(opened[0], number), levels, span)
                        for levels, span in zip(reader.done.levels, reader.done.spans, strict=True)
                    )
                opened = None
            if id == "ST":
                opened = (number, segment.split(ELEMENT))
            elif id == "GS":
                group = _at(segment.split(ELEMENT), 6)
            elif id == "ISA":
                interchange = _at(segment.split(ELEMENT), 13)
    return Transcript(text, found, tuple(claims), tuple(sources)), tuple(sets)


def _read_set(piece: Piece, opened: tuple[int, list[str]], end: int) -> SetReader | None:
    guide = guide_of(_at(opened[1], 3))
    if guide is None:
        return None
    reader = SetReader(guide)
    reader.take_all(piece.segments, opened[0] + 1, end)
    reader.close(end)
    return reader


def _at(elements: Iterable[str], index: int) -> str:
    found = list(elements)
    return found[index].strip() if index < len(found) else ""
