"""Records of a published file: named fields of a line, and the checks that say which one is wrong.

Two kinds of layout give records: fixed columns, and fields behind a heading. Both say where a field
stands, so that an error can name the line and the column and never shows what stood there.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from medclaim._text import Pattern, is_printable
from medclaim.codes._system import CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.codes.readers._lines import UnreadableLineError, as_lines, numbered

C = TypeVar("C", bound=CodeValue)

PROCEDURE = Pattern("[0-9A-Z]{5}")
A_PROCEDURE = "a code of five letters and digits"
_COMPACT, _ISO = Pattern("[0-9]{8}"), Pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMERICAN = Pattern("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ORDINAL = Pattern("[0-9]{7}")
_COUNT = Pattern("[0-9]{1,9}")
_AMOUNT = Pattern("-?[0-9]{0,9}(?:[0-9]|[0-9][.]|[.][0-9])[0-9]{0,9}")

# How many records may stand above the data: every known file has at most ten.
_HEADINGS = 20


class Record(NamedTuple):
    """One record: its fields by name, and the column in which each stands."""

    layout: str
    number: int
    cells: Sequence[str]
    places: Mapping[str, int]
    columns: Sequence[int]

    def text(self, name: str) -> str:
        """What stands in a field, without blanks around; empty where the file has no such field."""
        at = self.places.get(name)
        if at is None:
            return ""
        text = self.cells[at].strip(" ")
        if not (text.isprintable() or is_printable(text.replace("\r", " ").replace("\n", " "))):
            raise self.wrong(name, "printable text")
        return text

    def wrong(self, name: str, expected: str) -> UnreadableLineError:
        """The error for a field: what it should be."""
        return UnreadableLineError(
            self.layout, self.number, self.columns[self.places[name]], expected
        )

    def matching(self, name: str, pattern: Pattern, expected: str) -> str:
        """The text of a field, which has the form of ``pattern``."""
        text = self.text(name)
        if not pattern.fullmatch(text):
            raise self.wrong(name, expected)
        return text

    def procedure(self, name: str) -> str:
        """A CPT or HCPCS code."""
        return self.matching(name, PROCEDURE, A_PROCEDURE)

    def one_of(self, name: str, allowed: str, *, or_none: bool = False) -> str:
        """One character of ``allowed``; empty where there may be none."""
        text = self.text(name)
        if (len(text) != 1 or text not in allowed) and not (or_none and not text):
            raise self.wrong(name, f"one of {' '.join(allowed)}")
        return text

    def count(self, name: str) -> int:
        """A whole number, not negative."""
        return int(self.matching(name, _COUNT, "a whole number"))

    def amount(self, name: str) -> Decimal:
        """A decimal number."""
        return Decimal(self.matching(name, _AMOUNT, "a number"))

    def day(self, name: str, *, none: str = "") -> date | None:
        """A day as YYYYMMDD, YYYY-MM-DD or MM/DD/YYYY; ``None`` where ``none`` stands instead."""
        text = self.text(name)
        if text in ("", none):
            return None
        day = calendar_day(text)
        if day is None:
            raise self.wrong(name, "a day as YYYYMMDD, YYYY-MM-DD or MM/DD/YYYY")
        return day

    def required_day(self, name: str) -> date:
        """A day that must be there."""
        day = self.day(name)
        if day is None:
            raise self.wrong(name, "a day as YYYYMMDD, YYYY-MM-DD or MM/DD/YYYY")
        return day

    def ordinal_day(self, name: str) -> date | None:
        """A day as YYYYDDD, the day of the year counted from 001; ``None`` where there is none."""
        text = self.text(name)
        if not text.strip("0"):
            return None
        year, nth = text[:4], text[4:]
        if _ORDINAL.fullmatch(text) and year >= "1800" and "001" <= nth <= "366":
            day = date(int(year), 1, 1) + timedelta(days=int(nth) - 1)
            if day.year == int(year):
                return day
        raise self.wrong(name, "a day as YYYYDDD")

    def code(self, name: str, cls: type[C]) -> C:
        """A code of a system."""
        try:
            return cls(self.text(name))
        except InvalidCode:
            wrong = self.wrong(name, f"a code of {cls.KIND}")
        # Raised here, where the first error, which may show a character, is no longer its context.
        raise wrong


def calendar_day(text: str) -> date | None:
    """The day a text says as YYYYMMDD, YYYY-MM-DD or MM/DD/YYYY, ``None`` for any other.

    >>> calendar_day("20260131") == calendar_day("2026-01-31") == calendar_day("1/31/2026")
    True
    >>> calendar_day("20260231"), calendar_day("26-01-31")
    (None, None)
    """
    american = _AMERICAN.fullmatch(text)
    if american:
        month, day, year = american.groups()
        text = f"{year}{month:0>2}{day:0>2}"
    elif not (_COMPACT.fullmatch(text) or _ISO.fullmatch(text)):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class FixedColumns:
    """A layout of fixed columns: for each field its first and last character, counted from 1.

    A line may be shorter than the layout: the fields it does not reach are empty.

    >>> layout = FixedColumns("example", code=(1, 3), title=(5, 0))
    >>> [record.text("title") for record in layout.records(["A00 Cholera"])]
    ['Cholera']
    """

    def __init__(self, layout: str, /, **columns: tuple[int, int]) -> None:
        self.name = layout
        self._index = {field: at for at, field in enumerate(columns)}
        self._columns = tuple(first for first, _ in columns.values())
        # A last column of 0 is the end of the line.
        self._slices = tuple(slice(first - 1, last or None) for first, last in columns.values())

    def records(self, lines: Iterable[str]) -> Iterator[Record]:
        """The records of ``lines``; blank lines are none."""
        return (self.record(number, line) for number, line in numbered(lines))

    def record(self, number: int, line: str) -> Record:
        """The record of one line."""
        cells = [line[part] for part in self._slices]
        return Record(self.name, number, cells, self._index, self._columns)


class Headed:
    """A layout of delimited fields behind a heading that names them.

    Each field has the names it goes by in the heading, of which only letters and digits count, in
    either case; a name that begins with ``*`` fits what ends so. Fields in ``optional`` may be
    absent. What stands above the heading is no data.

    >>> layout = Headed("example", code=("Code",), title=("Description", "Title"))
    >>> [r.text("title") for r in layout.records(["a notice", "CODE,TITLE", "A00,Cholera"])]
    ['Cholera']
    """

    def __init__(
        self, layout: str, /, optional: Sequence[str] = (), **names: tuple[str, ...]
    ) -> None:
        self.name = layout
        self._optional = frozenset(optional)
        self._names = {field: tuple(map(_bare, known)) for field, known in names.items()}

    def records(self, lines: Iterable[str], delimiter: str = ",") -> Iterator[Record]:
        """The records behind the heading."""
        given = cells_of(self.name, lines, delimiter)
        number = 0
        for number, cells in given:
            index = self._index(cells)
            if index is not None:
                break
            if number > _HEADINGS:
                raise self._no_heading(number)
        else:
            raise self._no_heading(number)
        width = len(cells)
        columns = range(1, width + 1)
        for number, cells in given:
            if len(cells) < width:
                raise UnreadableLineError(
                    self.name, number, len(cells) + 1, f"a field: the heading has {width}"
                )
            if any(cells[width:]):
                raise UnreadableLineError(
                    self.name, number, width + 1, f"the end of the line: the heading has {width}"
                )
            yield Record(self.name, number, cells, index, columns)

    def _index(self, cells: Sequence[str]) -> Mapping[str, int] | None:
        bare = [_bare(cell) for cell in cells]
        index: dict[str, int] = {}
        for field, names in self._names.items():
            found = [at for at, cell in enumerate(bare) if _fits(cell, names)]
            if found:
                index[field] = found[0]
            elif field not in self._optional:
                return None
        return index

    def _no_heading(self, number: int) -> UnreadableLineError:
        wanted = ", ".join(field for field in self._names if field not in self._optional)
        return UnreadableLineError(self.name, number or 1, None, f"a heading with {wanted}")


def _bare(text: str) -> str:
    kept = "".join(c for c in text.lower() if c.isalnum())
    return f"*{kept}" if text.startswith("*") else kept


def _fits(cell: str, names: tuple[str, ...]) -> bool:
    return any(cell.endswith(name[1:]) if name[0] == "*" else cell == name for name in names)


def cells_of(
    layout: str, lines: Iterable[str], delimiter: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """The cells of every record that is not blank, and the number of the line it begins on.

    Between tabs a record is one line. With any other delimiter a quoted cell may hold delimiters and
    line ends, as spreadsheets write them.

    >>> list(cells_of("example", ['"a, b",c', "", '"d', 'e",f']))
    [(1, ['a, b', 'c']), (3, ['d\\ne', 'f'])]
    """
    if delimiter == "\t":
        for number, line in numbered(lines):
            yield number, [_unquoted(cell) for cell in line.split("\t")]
        return
    ended = (line if line[-1:] == "\n" else f"{line}\n" for line in as_lines(lines))
    reader = csv.reader(ended, delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            wrong = UnreadableLineError(
                layout,
                number,
                None,
                "one record, its quotes closed and no cell of boundless length",
            )
        else:
            if any(cell.strip(" ") for cell in cells):
                yield number, cells
            number = reader.line_num + 1
            continue
        # Raised here, where the first error, which may show the text, is no longer its context.
        raise wrong


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
