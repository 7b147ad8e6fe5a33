"""One code system's codes by day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, final

import attrs

from medclaim.codes._codec import Roll
from medclaim.codes._facts import Facts, Row, RowLike, facts_of_rows
from medclaim.codes._suggest import suggest
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes._verdict import Release, Status, Verdict

if TYPE_CHECKING:
    from medclaim.codes._hierarchy import Chapter, Division, Outline

# Bound once: looking a member up on an enumeration costs more than the look-up in the table.
_BILLABLE, _HEADER, _UNASSIGNED = Status.BILLABLE, Status.HEADER, Status.UNASSIGNED
_ENDED, _NOT_YET, _UNKNOWN = Status.ENDED, Status.NOT_YET, Status.UNKNOWN

# The slot itself: a value is frozen, and this is quicker than ``object.__setattr__``.
_new, _set_text = object.__new__, CodeValue.__dict__["text"].__set__

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
        "_bits",
        "_headers",
        "_load",
        "_masks",
        "_name",
        "_once",
        "_outlines",
        "_value_class",
        "system",
    )

    system: CodeSystem
    _value_class: type[CodeValue]
    _bits: dict[date | None, int]
    _masks: dict[str, int]
    _headers: dict[str, int]
    _once: dict[str, Facts]
    _outlines: "dict[str, Outline]"
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
        put(self, "_masks", {})
        put(self, "_headers", {})
        put(self, "_bits", {})

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
        text = code.text
        # The common answers, without a second call: a row already unpacked, on a day already seen.
        bit = self._bits.get(on, 0)
        if self._masks.get(text, 0) & bit:
            return _BILLABLE
        if self._headers.get(text, 0) & bit:
            return _HEADER
        return self._other_status(text, bit or self._bit(on))

    def status_of_text(self, text: str, on: date | None = None) -> Status:
        """The same for a text that is already the billing form, for batches; checks no grammar."""
        bit = self._bits.get(on, 0)
        if self._masks.get(text, 0) & bit:
            return _BILLABLE
        if self._headers.get(text, 0) & bit:
            return _HEADER
        return self._other_status(text, bit or self._bit(on))

    def lookup(self, code: C, on: date | None = None) -> Verdict:
        """The status of ``code`` with its days, its edition and a suggestion."""
        status = self.status(code, on)
        facts = self._loaded()
        bit = self._bit(on)
        mask = (
            facts.roll.header(code.text) if status is Status.HEADER else facts.roll.mask(code.text)
        )
        if not mask and status in (Status.ENDED, Status.NOT_YET):
            mask = facts.roll.header(code.text)
        valid_from, valid_to = self._stretch(mask, bit)
        at = bit.bit_length() - 1
        phrase: str | None = None
        texts: tuple[str, ...] = ()
        if bit and status is not Status.BILLABLE:
            phrase, texts = suggest(
                facts.roll, self._show, code.text, bit, icd10cm=self.system.key == "icd10cm"
            )
        return Verdict(
            status=status,
            code=code,
            on=on,
            valid_from=valid_from,
            valid_to=valid_to,
            edition=facts.releases[at].name if 0 <= at < len(facts.releases) else facts.edition,
            source=facts.source,
            suggestion=phrase,
            candidates=tuple(map(self._value_class, texts)),
            table=self,
        )

    def title(self, code: CodeValue) -> str | None:
        """The official title of a row, the newest one known; ``None`` where the table has none."""
        return self._loaded().titles(self._text(code))

    def parent(self, code: C, on: date | None = None) -> C | None:
        """The header right above ``code``, ``None`` for a category and for what is no row."""
        roll, bit = self._loaded().roll, self._bit(on)
        text = self._text(code)
        above = roll.right_above(text, bit) if roll.is_row(text, bit) else None
        return None if above is None else _value(type(code), above)

    def ancestors(self, code: C, on: date | None = None) -> tuple[C, ...]:
        """The headers above ``code``, nearest first."""
        roll, bit = self._loaded().roll, self._bit(on)
        text, found = self._text(code), list[C]()
        above = roll.right_above(text, bit) if roll.is_row(text, bit) else None
        while above is not None:
            found.append(_value(type(code), above))
            above = roll.right_above(above, bit)
        return tuple(found)

    def descendants(self, code: C, on: date | None = None) -> tuple[C, ...]:
        """The rows below ``code``, headers and billable codes, in ASCII order."""
        roll, bit = self._loaded().roll, self._bit(on)
        cls, rows = type(code), roll.under(self._text(code))
        return tuple([_value(cls, row) for row in rows if roll.is_row(row, bit)])

    def children(self, code: C, on: date | None = None) -> tuple[C, ...]:
        """The rows right below ``code``, in ASCII order."""
        roll, bit = self._loaded().roll, self._bit(on)
        cls = type(code)
        return tuple([_value(cls, row) for row in roll.right_under(self._text(code), bit)])

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
        roll, bit = self._loaded().roll, self._bit(on)
        text = self._text(code)
        stem = text.ljust(6, "X")
        if len(text) > 6 or stem in roll.stems:
            return ()
        rows = roll.under(stem)
        return tuple(row[6] for row in rows if len(row) == 7 and roll.mask(row) & bit)

    def next_values(self, prefix: str, on: date | None = None) -> tuple[str, ...]:
        """The characters that may come after ``prefix`` in a code billable on a day, in ASCII order.

        Empty for what begins no such code, for a whole code, and outside the window.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.icd10pcs.next_values("0DTJ"), EMBEDDED.icd10pcs.next_values("0DTJ4ZZ")
        (('0', '4', '7', '8'), ())
        """
        return tuple(self._loaded().roll.following(prefix, self._bit(on)))

    def codes(self, on: date | None = None) -> Iterator[CodeValue]:
        """The codes billable on a day, in ASCII order; none outside the window."""
        return map(self._value_class, self.texts(on))

    def texts(self, on: date | None = None) -> Iterator[str]:
        """The same as texts in the billing form, for batches."""
        roll, bit = self._loaded().roll, self._bit(on)
        return (text for text in roll.all() if roll.masks[text] & bit)

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

    def __repr__(self) -> str:
        return f"<CodeTable {self.system.name} {self.edition}, {self.digest[:8]}>"

    def __reduce__(self) -> tuple[object, ...]:
        if self._name is not None:
            return _embedded, (self._name,)
        facts = self._loaded()
        titles = {text: facts.titles(text) for text in facts.roll.family("")}
        return _rebuilt, (
            self.system,
            (facts.edition, facts.source, facts.licence),
            facts.releases,
            facts.last_day,
            facts.digest,
            facts.roll.masks,
            facts.roll.headers,
            titles,
        )

    def _other_status(self, text: str, bit: int) -> Status:
        if not bit:
            return _UNKNOWN
        roll = self._once["facts"].roll
        # Headers are worked out only for a category that is asked for more than a billable code.
        if text[: roll.width] not in roll.families and not roll.mask(text) & bit:
            roll.family(text)
        # Looked up only now: before that another thread may have been at the category.
        mask, header = roll.masks.get(text, 0), roll.headers.get(text, 0)
        if mask & bit:
            return _BILLABLE
        if header & bit:
            return _HEADER
        ever = mask | header
        if not ever:
            return _UNASSIGNED
        return _ENDED if ever & (bit - 1) else _NOT_YET

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
            object.__setattr__(self, "_masks", facts.roll.masks)
            object.__setattr__(self, "_headers", facts.roll.headers)
        return facts

    def _bit(self, on: date | None) -> int:
        bit = self._bits.get(on)
        if bit is not None:
            return bit
        bit = self._loaded().bit(on)
        if bit:
            self._bits[on] = bit
        return bit

    def _stretch(self, mask: int, bit: int) -> tuple[date | None, date | None]:
        if not mask or not bit:
            return None, None
        if mask & bit:
            within = bit.bit_length() - 1
        elif mask & (bit - 1):
            within = (mask & (bit - 1)).bit_length() - 1
        else:
            within = (mask & -mask).bit_length() - 1
        first = last = within
        while first and mask >> (first - 1) & 1:
            first -= 1
        while mask >> (last + 1) & 1:
            last += 1
        releases = self.releases
        if last + 1 == len(releases):
            facts = self._loaded()
            return releases[first].first, facts.last_day if facts.is_retired else None
        return releases[first].first, releases[last + 1].first - timedelta(days=1)

    def _text(self, code: CodeValue) -> str:
        if type(code) is not self._value_class:
            raise self._wrong_type(code)
        return code.text

    def _show(self, text: str) -> str:
        return str(self._value_class(text))

    def _wrong_type(self, code: object) -> TypeError:
        wanted = self._value_class.__name__
        return TypeError(f"the {self.system.name} table takes {wanted}, not {type(code).__name__}")


def _value(cls: type[C], text: str) -> C:
    # What a table holds is canonical: it is not parsed again.
    value = _new(cls)
    _set_text(value, text)
    return value


def _rebuilt(
    system: CodeSystem,
    about: tuple[str, str, str],
    releases: tuple[Release, ...],
    last_day: date,
    digest: str,
    masks: dict[str, int],
    headers: dict[str, int],
    titles: dict[str, str | None],
) -> CodeTable:
    facts = Facts(*about, releases, last_day, digest, Roll(masks, headers), titles.get)
    return CodeTable(system, lambda: facts)


def _embedded(path: str) -> CodeTable:
    from medclaim.codes.tables import EMBEDDED

    table = attrgetter(path)(EMBEDDED)
    assert isinstance(table, CodeTable)
    return table
