"""The ICD order file: ``icd10cm_order_YYYY.txt`` and ``icd10pcs_order_YYYY.txt``.

Fixed columns, 1-based: 1-5 order number, 7-13 code without a point, 15 flag (0 header, 1 valid for
HIPAA transactions), 17-76 short title, 78 on long title. The order is that of the tabular list,
not of ASCII.

Source: NCHS, icd10OrderFiles.pdf, in every release of the order files.

>>> line = "00002 A000    1 Cholera due to Vibrio cholerae 01, biovar cholerae           "
>>> [row] = read_order([line + "Cholera due to Vibrio cholerae 01, biovar cholerae"])
>>> row.code, row.is_billable, row.short_title == row.long_title
('A000', True, True)
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim.codes._system import CodeSystem
from medclaim.codes.readers._lines import UnreadableLineError, numbered
from medclaim.codes.tables import CodeTable, Row


class OrderRow(NamedTuple):
    """One row of an order file."""

    order: int
    code: str
    is_billable: bool
    short_title: str
    long_title: str


def read_order(lines: Iterable[str]) -> Iterator[OrderRow]:
    """The rows of an order file; blank lines are skipped.

    Raises :class:`UnreadableLineError` with the number of the first line that is not of this layout.
    """
    for number, line in numbered(lines):
        order, code, flag = line[:5], line[6:13].rstrip(" "), line[14:15]
        if not (order.isascii() and order.isdigit() and code and flag in ("0", "1")):
            raise UnreadableLineError("order file", number)
        yield OrderRow(
            int(order), code, flag == "1", line[16:76].rstrip(" "), line[77:].rstrip(" ")
        )


def order_table(
    system: CodeSystem, lines: Iterable[str], *, edition: str, window: tuple[date, date]
) -> CodeTable:
    """The table of one edition's order file, with its headers and long titles.

    ``window`` is from the day the edition takes effect to the day before the next one does. Raises
    :class:`UnreadableLineError` as :func:`read_order` does, and ``InvalidCode``.

    >>> from medclaim.codes import icd10cm
    >>> table = order_table(
    ...     icd10cm.SYSTEM,
    ...     ["00001 A00     0 Cholera".ljust(77) + "Cholera"],
    ...     edition="FY2025",
    ...     window=(date(2024, 10, 1), date(2025, 9, 30)),
    ... )
    >>> table.status(icd10cm.Icd10CmCode("A00")).value
    'header'
    """
    rows = [
        Row(row.code, title=row.long_title, is_header=not row.is_billable)
        for row in read_order(lines)
    ]
    return CodeTable.from_rows(
        system,
        edition=edition,
        window=window,
        rows=rows,
        source="NCHS and CMS, order file",
        licence="public domain (US government work)",
    )
