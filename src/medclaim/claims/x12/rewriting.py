"""A text that was read, with the claims that were changed written anew in it."""

from typing import Any, NamedTuple

from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.x12.codecs import UnsendableError
from medclaim.claims.x12.compiled import HIERARCHY
from medclaim.claims.x12.envelope import Delimiters
from medclaim.claims.x12.explain import explain
from medclaim.claims.x12.grammar import Guide
from medclaim.claims.x12.guides import guide_for
from medclaim.claims.x12.reader import Span
from medclaim.claims.x12.syntax import joined, outside
from medclaim.claims.x12.transcript import Transcript
from medclaim.claims.x12.writer import (
    hierarchy,
    levels,
    same_level,
    unfit,
    write_level,
    write_one,
)
from medclaim.claims.x12.writing import Segments, compile_write


class _Change(NamedTuple):
    """Segments of a piece to be replaced by others."""

    span: Span
    segments: list[str]


def text_of(transcript: Transcript, claims: tuple[Any, ...]) -> str:
    """The text in which the changed claims stand as they are now.

    A changed claim changes its own segments, its level's where it changed there and nobody else
    shares it, and the counts; where claims that shared a level no longer agree, the levels of their
    transaction set are written anew. Raises ``DoesNotFitError``.
    """
    changed = [
        index
        for index, (old, new) in enumerate(zip(transcript.claims, claims, strict=True))
        if old is not new and old != new
    ]
    if not changed:
        return transcript.text
    changes: dict[int, dict[Span, list[_Change]]] = {}
    done: set[tuple[int, Span]] = set()
    for index in changed:
        source = transcript.sources[index]
        where = (source.piece, source.set)
        if where in done:
            continue
        done.add(where)
        members = transcript.sources.beside(index)
        changes.setdefault(source.piece, {})[source.set] = _of_set(transcript, claims, members)
    text = transcript.text
    for number in sorted(changes, reverse=True):
        piece = transcript.pieces[number]
        assert piece.delimiters is not None
        stood = piece.raw(transcript.text)
        raw = _apply(stood, changes[number], piece.delimiters)
        old = piece.delimiters.segment.join(stood)
        tail = text[piece.start + len(old) : piece.end]
        text = text[: piece.start] + piece.delimiters.segment.join(raw) + tail + text[piece.end :]
    return text


def _of_set(transcript: Transcript, claims: tuple[Any, ...], members: range) -> list[_Change]:
    """What changes in the transaction set of these claims."""
    source = transcript.sources[members[0]]
    delimiters = transcript.pieces[source.piece].delimiters
    assert delimiters is not None
    guide = guide_for(claims[members[0]].KIND)
    try:
        made = _in_place(transcript, claims, members, guide)
        if made is None:
            out = Segments()
            hierarchy([claims[index] for index in members], guide, out)
            first = min(
                level.start for index in members for level in transcript.sources[index].levels
            )
            made = [_Change(Span(first, source.set.end), out)]
    except UnsendableError:
        made = None
    texts = [] if made is None else [text for change in made for text in change.segments]
    if made is None or unfit(joined(texts), delimiters):
        found = explain([claims[index] for index in members], guide, delimiters, None)
        raise DoesNotFitError(found)
    return made


def _in_place(
    transcript: Transcript, claims: tuple[Any, ...], members: range, guide: Guide
) -> list[_Change] | None:
    """The changes claim by claim and level by level; ``None`` where sharers no longer agree."""
    loops = levels(guide)
    made: dict[Span, _Change] = {}
    wanted: dict[Span, int] = {}
    for index in members:
        old, new, source = transcript.claims[index], claims[index], transcript.sources[index]
        if (old.patient is None) != (new.patient is None) or len(source.levels) < 2:
            return None
        for level, loop, span in zip(HIERARCHY, loops, source.levels, strict=False):
            first = wanted.setdefault(span, index)
            if not same_level(claims[first], new, level):
                return None
            if first == index and not same_level(old, new, level):
                out = Segments()
                write_level(new, loop, out)
                kept = transcript.pieces[source.piece].segments[span.start]
                made[span] = _Change(span, [kept, *out])
        if old is not new and old != new:
            before = Segments()
            after = Segments()
            write_claim = compile_write(loops[3], placed=False)
            write_one(new, loops[3], write_claim, after)
            try:
                write_one(old, loops[3], write_claim, before)
            except UnsendableError:
                before = Segments()
            if before != after:
                made[source.span] = _Change(source.span, after)
    return list(made.values())


def _apply(raw: list[str], sets: dict[Span, list[_Change]], delimiters: Delimiters) -> list[str]:
    """The raw segments of a piece with the changes made and the counts of their sets put right."""
    raw = list(raw)
    for bounds, changes in sorted(sets.items(), reverse=True):
        grown = sum(len(c.segments) - (c.span.end - c.span.start) for c in changes)
        if grown and bounds.end < len(raw):
            raw[bounds.end] = _recounted(raw[bounds.end], grown, delimiters)
        for change in sorted(changes, reverse=True):
            start, end = change.span
            lead = raw[start][: len(raw[start]) - len(raw[start].lstrip("\r\n\t "))]
            written = outside(joined(change.segments), delimiters).split(delimiters.segment)[:-1]
            raw[start:end] = [lead + text for text in written]
    return raw


def _recounted(trailer: str, grown: int, delimiters: Delimiters) -> str:
    parts = trailer.split(delimiters.element)
    # A set that is cut short has no SE to put right.
    is_count = len(parts) > 1 and len(parts[1]) <= 10 and parts[1].isascii() and parts[1].isdigit()
    if parts[0].strip() == "SE" and is_count:
        parts[1] = str(int(parts[1]) + grown)
    return delimiters.element.join(parts)
