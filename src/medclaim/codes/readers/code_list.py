"""Lists of codes as their keepers and their users have them: CARC, RARC, CPT, CDT, revenue, anything.

Two layouts. With a heading: a code, a description, and where there are any a first and a last day
and notes, each in a column whose heading says so. Without one: a code and a description, nothing
else. Either is comma-separated unless said otherwise.

The lists of X12, the AMA, the ADA and the NUBC are licensed: their users bring them.

>>> next(read_code_list(["Code,Description,Start Date,Stop Date", "45,made up,01/01/1995,"]))
ListRow(code='45', title='made up', first=datetime.date(1995, 1, 1), last=None, notes='')
>>> next(read_two_columns(["0450|made up"], delimiter="|"))
ListRow(code='0450', title='made up', first=None, last=None, notes='')
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes._system import CodeSystem
from medclaim.codes.listed import ListedCodes
from medclaim.codes.readers._lines import UnreadableLineError
from medclaim.codes.readers._records import Headed, Record, cells_of
from medclaim.codes.tables import CodeTable, Row

_HEADED = Headed(
    "code list",
    optional=("first", "last", "notes"),
    code=("Code", "CARC", "RARC", "Reason Code", "Remark Code", "Code Value", "CPT Code", "HCPCS"),
    title=("Description", "Code Description", "Title", "Long Description", "Definition", "Name"),
    first=("Start", "Start Date", "Effective", "Effective Date", "Valid From", "First"),
    last=("Stop", "Stop Date", "End", "End Date", "Termination Date", "Valid To", "Last"),
    notes=("Notes", "Note"),
)
_PLAIN = "two-column list"
_PLAIN_INDEX = {"code": 0, "title": 1}
# Ten-character codes are the longest there are; blanks and points some print inside.
_CODE = Pattern("[0-9A-Za-z][0-9A-Za-z. -]{0,19}")
_A_CODE = "a code of letters and digits"


class ListRow(NamedTuple):
    """A code with its description, the days it is valid (``None``: always) and its notes."""

    code: str
    title: str
    first: date | None = None
    last: date | None = None
    notes: str = ""


def read_code_list(lines: Iterable[str], delimiter: str = ",") -> Iterator[ListRow]:
    """The rows of a list behind a heading. Raises :class:`UnreadableLineError`."""
    return (row for _, row in _headed(lines, delimiter))


def read_two_columns(lines: Iterable[str], delimiter: str = ",") -> Iterator[ListRow]:
    """The rows of a list of two columns and no heading. Raises :class:`UnreadableLineError`."""
    return (row for _, row in _two_columns(lines, delimiter))


def code_list_table(
    system: CodeSystem,
    lines: Iterable[str],
    *,
    edition: str,
    window: tuple[date, date],
    delimiter: str = ",",
    licence: str = "",
) -> CodeTable:
    """The table of a list behind a heading.

    Raises :class:`UnreadableLineError`, also for a code that is none of ``system``.

    >>> from medclaim.codes import carc
    >>> year = date(2026, 1, 1), date(2026, 12, 31)
    >>> lines = ["Code,Description,Stop", "A1,made up,06/30/2026"]
    >>> table = code_list_table(carc.SYSTEM, lines, edition="mine", window=year)
    >>> table.status(carc.CarcCode("A1"), date(2026, 7, 1)).value
    'ended'
    """
    rows = _headed(lines, delimiter)
    return _table(system, rows, edition, window, licence)


def two_column_table(
    system: CodeSystem,
    lines: Iterable[str],
    *,
    edition: str,
    window: tuple[date, date],
    delimiter: str = ",",
    licence: str = "",
) -> CodeTable:
    """The table of a list of two columns, valid on every day of ``window``.

    Raises :class:`UnreadableLineError`, also for a code that is none of ``system``.
    """
    rows = _two_columns(lines, delimiter)
    return _table(system, rows, edition, window, licence)


def listed_codes(
    lines: Iterable[str],
    *,
    edition: str,
    window: tuple[date, date],
    delimiter: str = ",",
    source: str = "",
    licence: str = "",
) -> ListedCodes:
    """The list behind a heading, of codes of any system; what it says of each are its notes.

    Raises :class:`UnreadableLineError`, and ``ValueError`` for a code that is not in the billing form.

    >>> year = date(2026, 1, 1), date(2026, 12, 31)
    >>> lines = ["HCPCS,Description,Notes", "99213,made up,audio only"]
    >>> listed_codes(lines, edition="mine", window=year).says("99213", date(2026, 7, 1))
    ('audio only',)
    """
    return ListedCodes.from_rows(
        ((row.code, row.first, row.last, row.notes) for _, row in _headed(lines, delimiter)),
        edition=edition,
        window=window,
        source=source,
        licence=licence,
    )


def _table(
    system: CodeSystem,
    rows: Iterable[tuple[Record, ListRow]],
    edition: str,
    window: tuple[date, date],
    licence: str,
) -> CodeTable:
    return CodeTable.from_rows(
        system,
        edition=edition,
        window=window,
        rows=(
            Row(record.code("code", system.value_class), row.first, row.last, row.title)
            for record, row in rows
        ),
        source=system.source,
        licence=licence,
    )


def _headed(lines: Iterable[str], delimiter: str) -> Iterator[tuple[Record, ListRow]]:
    for record in _HEADED.records(lines, delimiter):
        row = ListRow(
            record.matching("code", _CODE, _A_CODE),
            record.text("title"),
            record.day("first"),
            record.day("last"),
            record.text("notes"),
        )
        yield record, row


def _two_columns(lines: Iterable[str], delimiter: str) -> Iterator[tuple[Record, ListRow]]:
    for number, cells in cells_of(_PLAIN, lines, delimiter):
        if len(cells) != 2:
            raise UnreadableLineError(_PLAIN, number, min(len(cells), 2) + 1, "one of two columns")
        record = Record(_PLAIN, number, cells, _PLAIN_INDEX, (1, 2))
        yield record, ListRow(record.matching("code", _CODE, _A_CODE), record.text("title"))
