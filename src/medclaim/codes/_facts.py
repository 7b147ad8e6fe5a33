"""What a table holds once it is loaded, and how rows of one's own become it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from medclaim.codes._codec import Roll
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes._verdict import Release

if TYPE_CHECKING:
    from medclaim.codes._hierarchy import Outline
    from medclaim.codes._succession import Succession


class Row(NamedTuple):
    """One row of a table of one's own: from which day through which other a code is valid.

    ``None`` for a day means the window's own end. A header is listed and never billable.
    """

    code: CodeValue | str
    valid_from: date | None = None
    valid_to: date | None = None
    title: str | None = None
    is_header: bool = False


RowLike = (
    Row
    | tuple[CodeValue | str]
    | tuple[CodeValue | str, date | None]
    | tuple[CodeValue | str, date | None, date | None]
    | tuple[CodeValue | str, date | None, date | None, str | None]
    | tuple[CodeValue | str, date | None, date | None, str | None, bool]
)


def _untitled(text: str) -> str | None:
    return None


class Facts(NamedTuple):
    """All that a table holds, once it is loaded.

    ``is_retired`` says that the code set itself ended with ``last_day``: nothing is billable after
    it, and that is known. ``outline`` and ``succession`` load what few ask for.
    """

    edition: str
    source: str
    licence: str
    releases: tuple[Release, ...]
    last_day: date
    digest: str = ""
    roll: Roll = Roll({})
    titles: Callable[[str], str | None] = _untitled
    outline: "Callable[[], Outline] | None" = None
    is_retired: bool = False
    succession: "Callable[[], Succession] | None" = None

    def plain(self) -> tuple[Any, ...]:
        """What a table of one's own is pickled as; :meth:`of_plain` reads it back."""
        titles = {text: self.titles(text) for text in self.roll.family("")}
        about = (self.edition, self.source, self.licence, self.releases, self.last_day, self.digest)
        return about, self.roll.masks, self.roll.headers, titles

    @classmethod
    def of_plain(
        cls,
        about: tuple[Any, ...],
        masks: dict[str, int],
        headers: dict[str, int],
        titles: dict[str, str | None],
    ) -> "Facts":
        """The facts that :meth:`plain` gave."""
        return cls(*about)._replace(roll=Roll(masks, headers), titles=titles.get)

    def bit(self, on: date | None) -> int:
        """The bit of the release in force on a day, 0 outside the window; ``None``: the last one.

        After the last day of a retired code set it is a bit that no mask has.
        """
        if on is None:
            return 1 << (len(self.releases) - 1)
        if not _is_day(on):
            raise TypeError(f"a day is a datetime.date, not {type(on).__name__}")
        if on > self.last_day and self.is_retired:
            return 1 << len(self.releases)
        if not self.releases[0].first <= on <= self.last_day:
            return 0
        return 1 << (bisect_right(self.releases, on, key=_first) - 1)


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _first(release: Release) -> date:
    return release.first


def facts_of_rows(system: CodeSystem, rows: Iterable[Row], facts: Facts) -> Facts:
    """``facts``, which bring the edition and the window, completed with ``rows``."""
    first, last = facts.releases[0].first, facts.last_day
    if first > last:
        raise ValueError("the window ends before it begins")
    spans: set[tuple[str, date, date, bool, str]] = set()
    for row in rows:
        text = system.value_class(row.code).text  # type: ignore[arg-type]
        begin, end = max(row.valid_from or first, first), min(row.valid_to or last, last)
        # Published files hold rows that end before they begin: such a row was never in force.
        if begin <= end:
            spans.add((text, begin, end, row.is_header, row.title or ""))
    ordered = sorted(spans)
    begins = {span[1] for span in ordered}
    days = sorted({first} | begins | {_after(span[2]) for span in ordered if span[2] < last})
    bits = {day: 1 << index for index, day in enumerate(days)}
    masks: dict[str, int] = {}
    headers: dict[str, int] = {}
    titles: dict[str, str] = {}
    for text, begin, end, is_header, title in ordered:
        after = bits[_after(end)] if end < last else 1 << len(days)
        kind = headers if is_header else masks
        kind[text] = kind.get(text, 0) | (after - bits[begin])
        if title:
            titles[text] = title
    name = facts.edition
    releases = tuple(Release(day, name if day == first else f"{name} from {day}") for day in days)
    content = repr(
        (str(first), str(last), [(t, str(b), str(e), h, n) for t, b, e, h, n in ordered])
    )
    # Imported here: hashlib costs more than a first answer of an embedded table.
    from hashlib import sha256

    return facts._replace(
        releases=releases,
        digest=sha256(content.encode("utf-8")).hexdigest(),
        roll=Roll(masks, headers),
        titles=titles.get,
    )


def _after(day: date) -> date:
    return day + timedelta(days=1)
