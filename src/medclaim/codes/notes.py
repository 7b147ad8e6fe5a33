"""The instructional notes of ICD-10-CM as ranges of codes: what may not stand together, what else to code.

Under a row, a block or a chapter the tabular list says which codes do not belong there (Excludes1,
Excludes2), which come first (code first) and which come after (use additional code) or beside it
(code also). A note holds for all that its row, block or chapter holds.

>>> from medclaim.codes import Icd10CmCode
>>> from medclaim.codes.tables import EMBEDDED
>>> notes = EMBEDDED.icd10cm_notes
>>> for note in notes.excludes1(Icd10CmCode("E11.9"), Icd10CmCode("E10.9")):
...     print(note)
Excludes1 at E11: E10
Excludes1 at E10: E11
>>> [first] = notes.code_first(Icd10CmCode("D63.1"))
>>> str(first), first.text
('code first at D63.1: N18', 'underlying chronic kidney disease (CKD) (N18.-)')
>>> notes.code_first(Icd10CmCode("D63.1"), date(2031, 1, 1)) is None
True

Source: NCHS, ICD-10-CM Tabular List; Official Guidelines, sections I.A.12 (Excludes1, Excludes2),
I.A.13 (code first, use additional code, "in diseases classified elsewhere"), I.A.17 (code also).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import final

from medclaim.codes._facts import Facts
from medclaim.codes._notes import RANGES, Dated, Note, NoteKind, Rows, reach
from medclaim.codes._range import CodeRange, place
from medclaim.codes._system import CodeValue
from medclaim.codes._verdict import Release
from medclaim.codes.icd10cm import Icd10CmCode

# Two codes by their places, and the notes that keep them apart.
Apart = tuple[int, int, tuple[Note, ...]]
_Pairs = dict[tuple[str, str], tuple[Note, ...]]
# What is said of so many pairs is kept before it is forgotten.
_MOST = 1 << 18

__all__ = ["CodeRange", "Note", "NoteKind", "NoteTable"]


@final
class NoteTable:
    """The notes of the tabular list by day. Immutable; equal by edition and digest.

    Every question answers with the notes that say so, nearest first (``()``: none does), or with
    ``None`` outside the window, where nobody knows. A day may be left out wherever the last of the
    window is meant. ``TypeError`` for a code of another system.
    """

    __slots__ = (
        "_apart",
        "_bearing_on",
        "_days",
        "_kinds",
        "_load",
        "_name",
        "_named",
        "_once",
        "_wide",
    )

    def __init__(self, load: Callable[[], tuple[Facts, Rows]], name: str | None = None) -> None:
        """Private: use ``EMBEDDED`` or :meth:`of`."""
        self._load = load
        self._name = name
        self._once: dict[str, tuple[Facts, Rows]] = {}
        # Found once for a text: what bears on it, and what its Excludes notes name.
        self._bearing_on: dict[str, tuple[Dated, ...]] = {}
        self._wide: dict[str, tuple[Dated, ...]] = {}
        self._named: dict[tuple[NoteKind, str], _Named] = {}
        # What was asked before: by kind, code and release; and by pair of codes, for each release.
        self._kinds: dict[tuple[str, str, int], tuple[Note, ...]] = {}
        self._apart: dict[int, _Pairs] = {}
        self._days: dict[date | None, _Pairs] = {}

    @classmethod
    def of(
        cls,
        notes: Iterable[Note],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "NoteTable":
        """A table of one's own notes, such as those of a newer tabular list.

        Raises ``ValueError`` for a window that ends before it begins.
        """
        if window[0] > window[1]:
            raise ValueError("the window ends before it begins")
        from hashlib import sha256

        unique = tuple(dict.fromkeys(notes))
        digest = sha256(repr((edition, window, unique)).encode("utf-8")).hexdigest()
        release = (Release(window[0], edition),)
        facts = Facts(edition, source, licence, release, window[1], digest)
        rows = Rows.of(unique)
        return cls(lambda: (facts, rows))

    @property
    def edition(self) -> str:
        """The edition or editions the table holds."""
        return self._facts.edition

    @property
    def source(self) -> str:
        """Who publishes the notes, and by which way they came here."""
        return self._facts.source

    @property
    def licence(self) -> str:
        """The licence of the notes."""
        return self._facts.licence

    @property
    def digest(self) -> str:
        """SHA-256 over the content."""
        return self._facts.digest

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day for which the table answers."""
        return self._facts.releases[0].first, self._facts.last_day

    @property
    def releases(self) -> tuple[Release, ...]:
        """The releases in the window, oldest first; a name says what it rests on."""
        return self._facts.releases

    def notes(self, code: CodeValue, on: date | None = None) -> tuple[Note, ...] | None:
        """All that is said at ``code``, the rows above it, its block and its chapter."""
        bit = self._facts.bit(on)
        if not bit:
            return None
        return tuple([note for mask, note in self._bearing(_text(code)) if mask & bit])

    def code_first(self, code: CodeValue, on: date | None = None) -> tuple[Note, ...] | None:
        """The notes by which another code is sequenced before ``code``."""
        return self._of_kind(NoteKind.CODE_FIRST, code, on)

    def use_additional(self, code: CodeValue, on: date | None = None) -> tuple[Note, ...] | None:
        """The notes by which another code is added after ``code``."""
        return self._of_kind(NoteKind.USE_ADDITIONAL, code, on)

    def code_also(self, code: CodeValue, on: date | None = None) -> tuple[Note, ...] | None:
        """The notes by which another code may be needed; the order is for the coder to say."""
        return self._of_kind(NoteKind.CODE_ALSO, code, on)

    def excludes1(
        self, one: CodeValue, other: CodeValue, on: date | None = None
    ) -> tuple[Note, ...] | None:
        """The notes by which these two never stand together, whichever of them they stand at.

        A note that names codes of its own row or block sets them apart from the rest of it, not
        from each other. Two conditions that have nothing to do with each other are an exception
        which no code shows (Guidelines, I.A.12.a).
        """
        return self._between(NoteKind.EXCLUDES1, one, other, on)

    def excludes1_among(
        self, codes: Sequence[CodeValue], on: date | None = None
    ) -> tuple[Apart, ...] | None:
        """The pairs among some codes that never stand together, each with the notes that say so.

        In the order of the codes; :meth:`excludes1` says what a note is about.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> codes = [Icd10CmCode("E11.9"), Icd10CmCode("I10"), Icd10CmCode("E10.9")]
        >>> [(one, other) for one, other, _ in EMBEDDED.icd10cm_notes.excludes1_among(codes)]
        [(0, 2)]
        """
        known = self._days.get(on)
        if known is None:
            bit = self._facts.bit(on)
            if not bit:
                return None
            known = self._days[on] = self._apart.setdefault(bit, {})
        elif len(known) > _MOST:
            known.clear()
        texts = [_text(code) for code in codes]
        are_apart = False
        for pair in combinations(texts, 2):
            notes = known.get(pair)
            if notes is None:
                bit = self._facts.bit(on)
                notes = known[pair] = self._of_pair(NoteKind.EXCLUDES1, *pair, bit)
            if notes:
                are_apart = True
        if not are_apart:
            return ()
        placed = combinations(enumerate(texts), 2)
        return tuple([(i, k, known[a, b]) for (i, a), (k, b) in placed if known[a, b]])

    def ever(self, text: str) -> tuple[Note, ...]:
        """All that is said on any day at a code in the billing form, and above it."""
        return tuple([note for _, note in self._bearing(text)])

    def excludes2(
        self, one: CodeValue, other: CodeValue, on: date | None = None
    ) -> tuple[Note, ...] | None:
        """The notes by which one of them is no part of the other: both may be reported."""
        return self._between(NoteKind.EXCLUDES2, one, other, on)

    def all(self, on: date | None = None) -> Iterator[Note]:
        """The notes in force on a day, by row in ASCII order, then by block and chapter."""
        facts, rows = self._loaded()
        bit = facts.bit(on)
        for key in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + RANGES:
            for row in rows.within(key):
                yield from (note for mask, note in rows.at(row) if mask & bit)

    def __iter__(self) -> Iterator[Note]:
        return self.all()

    def __len__(self) -> int:
        return sum(1 for _ in self.all())

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NoteTable):
            return NotImplemented
        return self is other or (self.edition, self.digest) == (other.edition, other.digest)

    def __hash__(self) -> int:
        return hash((self.edition, self.digest))

    def _repr_html_(self) -> str:
        from medclaim._html import facts

        first, last = self.window
        return facts(
            f"ICD-10-CM notes: {self.edition}",
            [
                ("window", f"{first} to {last}"),
                ("source", self.source),
                ("licence", self.licence),
                ("digest", self.digest),
            ],
        )

    def __repr__(self) -> str:
        return f"<NoteTable {self.edition}, {self.digest[:8]}>"

    def __reduce__(self) -> tuple[object, ...]:
        if self._name is not None:
            return _embedded, (self._name,)
        about = (self.edition, self.window, self.source, self.licence)
        return _of, (tuple(self.all()), *about)

    @property
    def _facts(self) -> Facts:
        return self._loaded()[0]

    def _loaded(self) -> tuple[Facts, Rows]:
        loaded = self._once.get("")
        # Of two threads that load at once, both get what the first one loaded.
        return loaded or self._once.setdefault("", self._load())

    def _bearing(self, text: str) -> tuple[Dated, ...]:
        found = self._bearing_on.get(text)
        if found is None:
            rows, category = self._loaded()[1], text[:3]
            near = [dated for end in range(len(text), 2, -1) for dated in rows.at(text[:end])]
            wide = self._wide.get(category)
            if wide is None:
                holding = [row for row in rows.within(RANGES) if reach(row).holds(category)]
                wide = tuple([dated for row in holding for dated in rows.at(row)])
                self._wide[category] = wide
            found = self._bearing_on[text] = (*near, *wide)
        return found

    def _of_kind(self, kind: NoteKind, code: CodeValue, on: date | None) -> tuple[Note, ...] | None:
        bit = self._facts.bit(on)
        if not bit:
            return None
        key = kind.value, _text(code), bit
        found = self._kinds.get(key)
        if found is None:
            bearing = self._bearing(code.text)
            found = tuple([n for mask, n in bearing if mask & bit and n.kind is kind])
            self._kinds[key] = found
        return found

    def _between(
        self, kind: NoteKind, one: CodeValue, other: CodeValue, on: date | None
    ) -> tuple[Note, ...] | None:
        bit = self._facts.bit(on)
        if not bit:
            return None
        return self._of_pair(kind, _text(one), _text(other), bit)

    def _of_pair(self, kind: NoteKind, first: str, second: str, bit: int) -> tuple[Note, ...]:
        there = self._excluding(kind, first, second, bit)
        back = self._excluding(kind, second, first, bit)
        return (*there, *back) if there or back else ()

    def _excluding(self, kind: NoteKind, text: str, other: str, bit: int) -> list[Note]:
        named = self._named.get((kind, text))
        if named is None:
            notes = (dated.note for dated in self._bearing(text) if dated.note.kind is kind)
            named = self._named[kind, text] = _Named(notes)
        if not named.may_hold(other):
            return []
        return [
            note
            for mask, note in self._bearing(text)
            if mask & bit
            and note.kind is kind
            and any(reach.holds(other) for reach in note.codes)
            and not any(reach.holds(text) for reach in note.codes)
        ]


@final
class _Named:
    """The codes that some notes name, so that most pairs are told apart by one or two calls."""

    __slots__ = ("_rest", "_rows", "_spans")

    def __init__(self, notes: Iterable[Note]) -> None:
        reaches = dict.fromkeys(reach for note in notes for reach in note.codes)
        # Nearly all are one row and what continues it: one call looks at all of those.
        self._rows = tuple([r.first for r in reaches if r.first == r.last])
        wide = [r for r in reaches if r.first != r.last]
        self._spans = [
            (place(r.first), place(r.last)) for r in wide if len(r.first) == 3 == len(r.last)
        ]
        self._rest = [r for r in wide if len(r.first) != 3 or len(r.last) != 3]

    def may_hold(self, text: str) -> bool:
        """Whether one of them may be ``text``: conditions are not looked at."""
        if text.startswith(self._rows):
            return True
        where = place(text)
        for first, last in self._spans:
            if first <= where <= last:
                return True
        return any(reach.holds(text) for reach in self._rest) if self._rest else False


def _text(code: object) -> str:
    if type(code) is not Icd10CmCode:
        raise TypeError(f"the notes are about Icd10CmCode, not {type(code).__name__}")
    return code.text


def _embedded(name: str) -> NoteTable:
    from medclaim.codes.tables import EMBEDDED

    table = getattr(EMBEDDED, name)
    assert isinstance(table, NoteTable)
    return table


def _of(
    notes: tuple[Note, ...], edition: str, window: tuple[date, date], source: str, licence: str
) -> NoteTable:
    return NoteTable.of(notes, edition=edition, window=window, source=source, licence=licence)
