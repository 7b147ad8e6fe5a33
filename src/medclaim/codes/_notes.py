"""One note of the tabular list, and how the notes of a list are packed: a row is read when asked for."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, final

from medclaim.codes._codec import unpack
from medclaim.codes._range import CodeRange
from medclaim.codes._system import CodeValue


class NoteKind(StrEnum):
    """What a note asks for."""

    EXCLUDES1 = "Excludes1"
    EXCLUDES2 = "Excludes2"
    CODE_FIRST = "code first"
    USE_ADDITIONAL = "use additional code"
    CODE_ALSO = "code also"


@final
class Note(NamedTuple):
    """One note of the tabular list that names codes.

    ``on`` is the row, block or chapter it stands at, ``codes`` the codes it refers to, ``text`` its
    wording. An Excludes note is one condition; the others are one instruction with all its items.
    ``is_conditional``: it holds "if applicable", "if known" or for "any" such condition, so a claim
    without those codes may be right. ``is_open``: its codes are examples ("such as"), or not all
    that it names.
    """

    kind: NoteKind
    on: CodeRange
    codes: tuple[CodeRange, ...]
    text: str = ""
    is_conditional: bool = False
    is_open: bool = False

    def names(self, code: CodeValue) -> bool:
        """Whether ``code`` is one of the codes the note refers to."""
        return any(reach.holds(code.text) for reach in self.codes)

    def __str__(self) -> str:
        return f"{self.kind} at {self.on}: {', '.join(map(str, self.codes))}"


class Dated(NamedTuple):
    """A note with the releases in which it stands."""

    mask: int
    note: Note


# Where a note stands: the first character of its row, or this for blocks and chapters.
RANGES = "-"
_KINDS = dict(zip("12fua", NoteKind, strict=True))


@final
class Rows:
    """The notes at each row, block and chapter; what is packed is unpacked when it is asked for.

    A packed line is a row (``E11``, ``A00-B99``) and its notes, parted by tabs; the same line of the
    texts has their wordings. A note is its kind, ``?`` where it is conditional, ``*`` where it is
    open, its mask in hexadecimal, a colon, and its codes: ``T36-T50@56=5/6`` is a range, the
    positions and what stands there. Written by ``tools/tables/icd10cm_notes.py``. Unpacking twice
    gives the same: threads may share one.
    """

    __slots__ = ("_chunks", "_notes", "_read", "_texts")

    def __init__(self, notes: Mapping[str, str], texts: Mapping[str, str]) -> None:
        self._notes, self._texts = notes, texts
        self._chunks: dict[str, dict[str, tuple[str, str]]] = {}
        self._read: dict[str, tuple[Dated, ...]] = {}

    @classmethod
    def of(cls, notes: Iterable[Note]) -> "Rows":
        """The rows of one's own notes, all in one release."""
        rows = cls({}, {})
        for note in notes:
            first, last = note.on.first, note.on.last
            key, row = (first[0], first) if first == last else (RANGES, f"{first}-{last}")
            rows._chunks.setdefault(key, {})[row] = ("", "")
            rows._read[row] = (*rows._read.get(row, ()), Dated(1, note))
        return rows

    def within(self, key: str) -> Iterable[str]:
        """The rows that have notes, of those that begin with ``key``."""
        return self._chunk(key)

    def at(self, row: str) -> tuple[Dated, ...]:
        """The notes that stand at ``row`` itself."""
        found = self._read.get(row)
        if found is None:
            packed = self._chunk(RANGES if RANGES in row else row[0]).get(row)
            if packed is None:
                return ()
            on, (line, words) = reach(row), packed
            pairs = zip(line.split("\t"), words.split("\t"), strict=True)
            found = self._read[row] = tuple([_note(on, *pair) for pair in pairs])
        return found

    def _chunk(self, key: str) -> dict[str, tuple[str, str]]:
        chunk = self._chunks.get(key)
        if chunk is None:
            chunk = {}
            if key in self._notes:
                words = unpack(self._texts[key]).split("\n")
                for line, texts in zip(unpack(self._notes[key]).split("\n"), words, strict=True):
                    row, _, entries = line.partition("\t")
                    chunk[row] = entries, texts
            self._chunks[key] = chunk
        return chunk


def _note(on: CodeRange, entry: str, text: str) -> Dated:
    head, _, codes = entry.partition(":")
    note = Note(
        kind=_KINDS[head[0]],
        on=on,
        codes=tuple(map(reach, codes.split(","))),
        text=text,
        is_conditional="?" in head,
        is_open="*" in head,
    )
    return Dated(int(head[1:].lstrip("?*"), 16), note)


def reach(text: str) -> CodeRange:
    """The range of a packed text."""
    span, _, condition = text.partition("@")
    first, _, last = span.partition("-")
    at, _, among = condition.partition("=")
    return CodeRange(
        first=first,
        last=last or first,
        at=tuple(map(int, at)),
        among=tuple(among.split("/")) if among else (),
    )
