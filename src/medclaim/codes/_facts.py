"""What a table holds once it is loaded, and how rows of one's own become it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from medclaim.codes._codec import Roll
from medclaim.codes._hierarchy import NO_OUTLINE, Outline
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes._verdict import Release


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
    it, and that is known.
    """

    edition: str
    source: str
    licence: str
    releases: tuple[Release, ...]
    last_day: date
    digest: str = ""
    roll: Roll = Roll({})
    titles: Callable[[str], str | None] = _untitled
    outline: Callable[[], Outline] = lambda: NO_OUTLINE
    is_retired: bool = False


def facts_of_rows(system: CodeSystem, rows: Iterable[Row], facts: Facts) -> Facts:
    """``facts``, which bring the edition and the window, completed with ``rows``."""
    first, last = facts.releases[0].first, facts.last_day
    if first > last:
        raise ValueError("the window ends before it begins")
    spans: list[tuple[str, date, date, Row]] = []
    changes = {first}
    for row in rows:
        code = row.code if isinstance(row.code, str) else row.code.text
        begin, end = row.valid_from or first, row.valid_to or last
        # Published files hold rows that end before they begin: such a row was never in force.
        if begin > last or end < first or begin > end:
            continue
        spans.append((system.value_class(code).text, max(begin, first), min(end, last), row))
        changes.add(max(begin, first))
        if end < last:
            changes.add(end + timedelta(days=1))
    days = sorted(changes)
    bits = {day: 1 << index for index, day in enumerate(days)}
    masks: dict[str, int] = {}
    headers: dict[str, int] = {}
    titles: dict[str, str] = {}
    for text, begin, end, row in spans:
        after = bits[end + timedelta(days=1)] if end < last else 1 << len(days)
        kind = headers if row.is_header else masks
        kind[text] = kind.get(text, 0) | after - bits[begin]
        if row.title:
            titles[text] = row.title
    name = facts.edition
    releases = tuple(Release(day, name if day == first else f"{name} from {day}") for day in days)
    content = repr((str(first), str(last), sorted(spans)))
    # Imported here: hashlib costs more than a first answer of an embedded table.
    from hashlib import sha256

    return facts._replace(
        releases=releases,
        digest=sha256(content.encode("utf-8")).hexdigest(),
        roll=Roll(masks, headers),
        titles=titles.get,
    )
