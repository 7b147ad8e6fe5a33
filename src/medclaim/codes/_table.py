"""One code system's codes by day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, final

import attrs

from medclaim.codes._day import Day, plain_text, plain_texts
from medclaim.codes._facts import Facts, Row, RowLike, facts_of_rows
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes._verdict import Release, Status, Verdict
from medclaim.codes.errors import InvalidCode

if TYPE_CHECKING:
    from medclaim.codes._hierarchy import Chapter, Division, Hierarchy, Outline
    from medclaim.codes._structure import EpisodeOfCare, Laterality

C = TypeVar("C", bound=CodeValue)


@final
class CodeTable:
    """A code system's codes by day. Immutable; equal by system, edition and digest.

    ``edition``, ``source``, ``licence`` and ``digest`` (SHA-256) say what it holds, ``window`` for
    which days it answers, ``releases`` what changed when. After the window of a code set that was
    retired (ICD-9-CM) its codes have ended; any other day outside is ``UNKNOWN``. Wherever a day
    may be left out, the last day of the window is meant. Iterating, ``len`` and ``in`` are about
    the codes billable then.
    """

    __slots__ = (
        "_by_bit",
        "_days",
        "_load",
        "_name",
        "_once",
        "_outlines",
        "_sides",
        "_value_class",
        "system",
    )

    system: CodeSystem
    _value_class: type[CodeValue]
    _days: dict[date | None, Day]
    _by_bit: dict[int, Day]
    _once: dict[str, Facts]
    _outlines: "dict[str, Outline]"
    _sides: "dict[str, Laterality | None]"
    _load: Callable[[], Facts]
    _name: str | None

    def __init__(
        self, system: CodeSystem, load: Callable[[], Facts], name: str | None = None
    ) -> None:
        """Private: use ``EMBEDDED`` or :meth:`from_rows`."""
        put = object.__setattr__
        put(self, "system", system)
        put(self, "_value_class", system.value_class)
        put(self, "_load", load)
        put(self, "_name", name)
        put(self, "_once", {})
        put(self, "_outlines", {})
        put(self, "_sides", {})
        put(self, "_days", {})
        put(self, "_by_bit", {})

    @classmethod
    def from_rows(
        cls,
        system: CodeSystem,
        *,
        edition: str,
        window: tuple[date, date],
        rows: Iterable[RowLike],
        source: str = "",
        licence: str = "",
    ) -> "CodeTable":
        """A table of one's own rows, such as a licensed CPT file or a payer's own list.

        ``rows`` are :class:`Row` values or tuples of that shape; a code may have several rows with
        different days. Raises ``InvalidCode`` for a text outside the system's grammar and
        ``ValueError`` for a window that ends before it begins; a row that does so was never in
        force.

        >>> from medclaim.codes import icd10cm
        >>> table = CodeTable.from_rows(
        ...     icd10cm.SYSTEM,
        ...     edition="mine",
        ...     window=(date(2026, 1, 1), date(2026, 12, 31)),
        ...     rows=[("I10", None, None, "Hypertension"), ("R05", None, date(2026, 3, 31))],
        ... )
        >>> [str(code) for code in table], len(table)
        (['I10'], 1)
        """
        facts = facts_of_rows(
            system,
            [Row(*row) for row in rows],
            Facts(edition, source, licence, (Release(window[0], edition),), window[1]),
        )
        return cls(system, lambda: facts)

    @property
    def edition(self) -> str:
        """The edition or editions the table holds."""
        return self._loaded().edition

    @property
    def source(self) -> str:
        """Who publishes the list, and by which way it came here."""
        return self._loaded().source

    @property
    def licence(self) -> str:
        """The licence of the list."""
        return self._loaded().licence

    @property
    def digest(self) -> str:
        """SHA-256 over the content."""
        return self._loaded().digest

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day for which the table answers."""
        facts = self._loaded()
        return facts.releases[0].first, facts.last_day

    @property
    def releases(self) -> tuple[Release, ...]:
        """The releases in the window, oldest first."""
        return self._loaded().releases

    def status(self, code: CodeValue, on: date | None = None) -> Status:
        """What the table says of ``code`` on a day; ``TypeError`` for a code of another system.

        >>> from medclaim.codes.icd10cm import Icd10CmCode
        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10cm.status(Icd10CmCode("U07.1"), date(2020, 3, 31)).value
        'not yet'
        """
        if type(code) is not self._value_class:
            raise self._wrong_type(code)
        try:
            return self._days[on].statuses[code.text]
        except KeyError:
            day = self._day(on)
            return day.status(code.text) if day else Status.UNKNOWN

    def status_of_text(self, text: str, on: date | None = None) -> Status:
        """The same for a text in any form the constructor takes, ``UNASSIGNED`` where it takes it not.

        Never raises on a ``str``; ``TypeError`` otherwise.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10cm.status_of_text("e11.9").value, EMBEDDED.icd10cm.status_of_text("?").value
        ('billable', 'unassigned')
        """
        try:
            return self._days[on].statuses[text]
        except KeyError:
            text = plain_text(text)
            day = self._day(on)
            return day.status_as_written(text) if day else Status.UNKNOWN

    def statuses(self, codes: Iterable[CodeValue | str], on: date | None = None) -> list[Status]:
        """The statuses of many codes, or texts in any form the constructor takes, in their order.

        A text that is no code is ``UNASSIGNED``; ``TypeError`` for what is neither a text nor a code
        of the system.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> [status.value for status in EMBEDDED.icd10cm.statuses(["E11.9", "e119", "E11", "E1.19"])]
        ['billable', 'billable', 'header', 'unassigned']
        """
        day = self._day(on)
        if day:
            return day.statuses_of(codes)
        return [Status.UNKNOWN] * len(plain_texts(codes, self._value_class))

    def billable(self, codes: Iterable[CodeValue | str], on: date | None = None) -> list[bool]:
        """Whether each of many codes or texts is billable on a day, in their order; see ``statuses``.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10cm.billable(["E11.9", "E11", "nothing"], date(2026, 3, 2))
        [True, False, False]
        """
        day = self._day(on)
        if day:
            return day.are_billable(codes)
        return [status is Status.BILLABLE for status in self.statuses(codes, on)]

    def lookup(self, code: CodeValue, on: date | None = None) -> Verdict:
        """The status of ``code`` with its days, its edition, a reason and a suggestion."""
        from medclaim.codes._explain import judged

        return judged(self, code, on)

    def lookup_text(self, text: str, on: date | None = None) -> Verdict:
        """The same for any text: what is wrong with it, at which character, and what would be right.

        Never raises on a ``str``; ``TypeError`` otherwise.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> print(EMBEDDED.icd10cm.lookup_text("W21.89A", date(2026, 3, 2)))
        W21.89A is not an ICD-10-CM code in FY2026: the seventh character comes after the placeholder X: W21.89XA
        >>> print(EMBEDDED.icd10cm.lookup_text("E1.19", date(2026, 3, 2)))
        ICD-10-CM: the point belongs after the third character (position 3): did you mean E11.9?
        """
        from medclaim.codes._explain import judged, refused

        text = plain_text(text)
        try:
            code = self._value_class(text)
        except InvalidCode as error:
            return refused(self, text, on, error)
        return judged(self, code, on, text)

    def title(self, code: CodeValue) -> str | None:
        """The official title of a row, the newest one known; ``None`` where the table has none."""
        return self._loaded().titles(self._text(code))

    def parent(self, code: C, on: date | None = None) -> C | None:
        """The header right above ``code``, ``None`` for a category and for what is no row."""
        if type(code) is not self._value_class:
            raise self._wrong_type(code)
        try:
            above = self._days[on].above[code.text]
        except KeyError:
            above = self.ancestors(code, on)
        return above[0] if above else None

    def ancestors(self, code: C, on: date | None = None) -> tuple[C, ...]:
        """The headers above ``code``, nearest first."""
        if type(code) is not self._value_class:
            raise self._wrong_type(code)
        try:
            return self._days[on].above[code.text]
        except KeyError:
            day = self._day(on)
            return day.ancestors(code.text) if day else ()

    def children(self, code: C, on: date | None = None) -> tuple[C, ...]:
        """The rows right below ``code``, in ASCII order."""
        if type(code) is not self._value_class:
            raise self._wrong_type(code)
        try:
            return self._days[on].below[code.text]
        except KeyError:
            day = self._day(on)
            return day.children(code.text) if day else ()

    def descendants(self, code: C, on: date | None = None) -> tuple[C, ...]:
        """The rows below ``code``, headers and billable codes, in ASCII order."""
        text, day = self._text(code), self._day(on)
        if day is None:
            return ()
        roll, bit = day.roll, day.bit
        return day.values([row for row in roll.under(text) if roll.is_row(row, bit)])

    def hierarchy(self, code: C, on: date | None = None) -> "Hierarchy":
        """Where ``code`` stands: chapter, block, the headers above it, the rows right below it."""
        from medclaim.codes._hierarchy import Hierarchy

        above, below = self.ancestors(code, on), self.children(code, on)
        return Hierarchy(
            code=code,
            chapter=self.chapter(code),
            block=self.block(code),
            ancestors=above,
            children=below,
            titles=tuple(map(self.title, (*reversed(above), code, *below))),
        )

    def chapter(self, code: CodeValue) -> "Chapter | None":
        """The chapter of the classification that holds ``code``'s category."""
        text, outline = self._text(code), self._outline()
        return outline.chapter(text) if outline else None

    def block(self, code: CodeValue) -> "Division | None":
        """The block (section) of its chapter that holds ``code``'s category."""
        text, outline = self._text(code), self._outline()
        return outline.block(text) if outline else None

    def chapters(self) -> "tuple[Chapter, ...]":
        """The chapters in order, each with its blocks."""
        outline = self._outline()
        return outline.chapters if outline else ()

    def seventh_characters(self, code: CodeValue, on: date | None = None) -> tuple[str, ...]:
        """The seventh characters that may complete ``code``, placeholders filled in.

        Empty for a code that takes none, and for one whose seventh character is no extension.

        >>> from medclaim.codes.icd10cm import Icd10CmCode
        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10cm.seventh_characters(Icd10CmCode("W21.89"))
        ('A', 'D', 'S')
        """
        from medclaim.codes._structure import seventh_characters

        text, day = self._text(code), self._day(on)
        return seventh_characters(day.roll, day.bit, text) if day else ()

    def laterality(self, code: CodeValue) -> "Laterality | None":
        """The side that an ICD-10-CM code names, ``None`` where it names none or is not titled.

        Raises ``TypeError`` for a code of another system. Source: Official Guidelines I.B.13.

        >>> from medclaim.codes.icd10cm import Icd10CmCode
        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10cm.laterality(Icd10CmCode("H40.1131"))
        <Laterality.BILATERAL: 'bilateral'>
        """
        text = self._text(code)
        try:
            return self._sides[text]
        except KeyError:
            from medclaim.codes._structure import laterality

            side = laterality(self._loaded(), text, self.system.key)
        # Working it out reads the titles of all the codes beside it: once for a row is enough.
        return self._sides.setdefault(text, side) if self.is_ever_billable(text) else side

    def episode_of_care(self, code: CodeValue) -> "EpisodeOfCare | None":
        """The episode of care that the seventh character of an ICD-10-CM code names, if it names one.

        Raises ``TypeError`` for a code of another system. Source: Official Guidelines I.C.19.a.

        >>> from medclaim.codes.icd10cm import Icd10CmCode
        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10cm.episode_of_care(Icd10CmCode("S72.001G")).value
        'subsequent encounter'
        """
        from medclaim.codes._structure import episode_of_care

        return episode_of_care(self._loaded(), self._text(code), self.system.key)

    def search(self, words: str, on: date | None = None) -> Iterator[CodeValue]:
        """The codes billable on a day whose titles hold every word, in ASCII order, one at a time.

        A word stands for every word that begins with it, whatever its case. No word finds nothing;
        neither does a table without titles.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> [str(code) for code in EMBEDDED.icd10cm.search("choler biovar")]
        ['A00.0', 'A00.1']
        """
        from medclaim.codes._search import found

        day = self._day(on)
        texts = found(self._loaded(), day.bit, words) if day else iter(())
        return map(self._value_class, texts)

    def next_values(self, prefix: str, on: date | None = None) -> tuple[str, ...]:
        """The characters that may come after ``prefix`` in a code billable on a day, in ASCII order.

        Empty for what begins no such code, for a whole code, and outside the window.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10pcs.next_values("0DTJ"), EMBEDDED.icd10pcs.next_values("0DTJ4ZZ")
        (('0', '4', '7', '8'), ())
        """
        day = self._day(on)
        return tuple(day.roll.following(prefix, day.bit)) if day else ()

    def codes(self, on: date | None = None) -> Iterator[CodeValue]:
        """The codes billable on a day, in ASCII order; none outside the window."""
        return map(self._value_class, self.texts(on))

    def texts(self, on: date | None = None) -> Iterator[str]:
        """The same as texts in the billing form, for batches."""
        roll, day = self._loaded().roll, self._day(on)
        bit = day.bit if day else 0
        return (text for text in roll.all() if roll.masks[text] & bit)

    def is_ever_billable(self, text: str) -> bool:
        """Whether a text in the billing form is billable on any day of the window.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10cm.is_ever_billable("M358"), EMBEDDED.icd10cm.is_ever_billable("M35")
        (True, False)
        """
        return self._loaded().roll.mask(text) != 0

    def __iter__(self) -> Iterator[CodeValue]:
        return self.codes()

    def __len__(self) -> int:
        return sum(1 for _ in self.texts())

    def __bool__(self) -> bool:
        return True

    def __contains__(self, code: object) -> bool:
        is_ours = type(code) is self._value_class
        return is_ours and self.status(code) is Status.BILLABLE  # type: ignore[arg-type]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CodeTable):
            return NotImplemented
        return self is other or self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __setattr__(self, name: str, value: object) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __delattr__(self, name: str) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def _repr_html_(self) -> str:
        from medclaim._html import facts

        first, last = self.window
        return facts(
            f"{self.system.name}: {self.edition}",
            [
                ("window", f"{first} to {last}"),
                ("billable on the last day", f"{len(self):,}"),
                ("source", self.source),
                ("licence", self.licence),
                ("digest", self.digest),
            ],
        )

    def __repr__(self) -> str:
        return f"<CodeTable {self.system.name} {self.edition}, {self.digest[:8]}>"

    def __reduce__(self) -> tuple[object, ...]:
        if self._name is not None:
            return _embedded, (self._name,)
        return _rebuilt, (self.system, *self._loaded().plain())

    def _outline(self) -> "Outline | None":
        outline = self._outlines.get("outline")
        load = self._loaded().outline
        if outline is None and load is not None:
            outline = self._outlines.setdefault("outline", load())
        return outline

    def _key(self) -> tuple[str, str, str]:
        facts = self._loaded()
        return self.system.key, facts.edition, facts.digest

    def _loaded(self) -> Facts:
        facts = self._once.get("facts")
        if facts is None:
            # Of two threads that load at once, both get the facts of the first.
            facts = self._once.setdefault("facts", self._load())
        return facts

    def _day(self, on: date | None) -> Day | None:
        """The answers of a day, ``None`` where the table has none."""
        day = self._days.get(on)
        if day is not None:
            return day
        facts = self._loaded()
        bit = facts.bit(on)
        if not bit:
            return None
        made = Day(facts.roll, bit, self._value_class)
        day = self._by_bit.setdefault(bit, made)
        # Not kept for the days after a retired code set, of which there is no end.
        return day if bit >> len(facts.releases) else self._days.setdefault(on, day)

    def _text(self, code: CodeValue) -> str:
        if type(code) is not self._value_class:
            raise self._wrong_type(code)
        return code.text

    def _wrong_type(self, code: object) -> TypeError:
        wanted = self._value_class.__name__
        return TypeError(f"the {self.system.name} table takes {wanted}, not {type(code).__name__}")


def _rebuilt(system: CodeSystem, *plain: Any) -> CodeTable:
    facts = Facts.of_plain(*plain)
    return CodeTable(system, lambda: facts)


def _embedded(path: str) -> CodeTable:
    from medclaim.codes.tables import EMBEDDED

    table = attrgetter(path)(EMBEDDED)
    assert isinstance(table, CodeTable)
    return table
