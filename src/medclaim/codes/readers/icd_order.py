"""The ICD order file: ``icd10cm_order_YYYY.txt`` and ``icd10pcs_order_YYYY.txt``.

Fixed columns, 1-based: 1-5 order number, 7-13 code without a point, 15 flag (0 header, 1 valid for
HIPAA transactions), 17-76 short title, 78 on long title. The order is that of the tabular list,
not of ASCII.

Source: NCHS, icd10OrderFiles.pdf, in every release of the order files.

>>> line = "00002 A000    1 Cholera due to Vibrio cholerae 01, biovar cholerae           "
>>> [row] = read_order([line + "Cholera due to Vibrio cholerae 01, biovar cholerae"])
>>> row.code, row.is_billable, row.short_title == row.long_title
('A000', True, True)
>>> list(read_order(["00002 A000    2 Cholera"]))
Traceback (most recent call last):
    ...
medclaim.codes.readers._lines.UnreadableLineError: order file: line 1, column 15 should be 0 for a header or 1 for a billable code
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes._system import CodeSystem
from medclaim.codes.errors import InvalidCode
from medclaim.codes.readers._lines import UnreadableLineError, numbered
from medclaim.codes.tables import CodeTable, Row

_LAYOUT = "order file"
_CODE = Pattern("[0-9A-Z]{3,7}")
# The columns between the fields.
_GAPS = (5, 13, 15)


class OrderRow(NamedTuple):
    """One row of an order file."""

    order: int
    code: str
    is_billable: bool
    short_title: str
    long_title: str


def read_order(lines: Iterable[str]) -> Iterator[OrderRow]:
    """The rows of an order file; blank lines are skipped.

    Raises :class:`UnreadableLineError` at the first line that is not of this layout.
    """
    return (row for _, row in _rows(lines))


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, OrderRow]]:
    for number, line in numbered(lines):
        order, code, flag = line[:5], line[6:13].rstrip(" "), line[14:15]
        if not (order.isascii() and order.isdigit()) or len(order) < 5:
            raise UnreadableLineError(_LAYOUT, number, 1, "an order number of five digits")
        if not _CODE.fullmatch(code):
            raise UnreadableLineError(_LAYOUT, number, 7, "a code without a point")
        if flag not in ("0", "1"):
            expected = "0 for a header or 1 for a billable code"
            raise UnreadableLineError(_LAYOUT, number, 15, expected)
        for gap in _GAPS:
            if line[gap : gap + 1] not in (" ", ""):
                raise UnreadableLineError(_LAYOUT, number, gap + 1, "a blank")
        yield (
            number,
            OrderRow(int(order), code, flag == "1", line[16:76].rstrip(" "), line[77:].rstrip(" ")),
        )


def order_table(
    system: CodeSystem, lines: Iterable[str], *, edition: str, window: tuple[date, date]
) -> CodeTable:
    """The table of one edition's order file, with its headers and long titles.

    ``window`` is from the day the edition takes effect to the day before the next one does. Raises
    :class:`UnreadableLineError` as :func:`read_order` does, and for a billable code that is none
    of ``system``. Headers the system has no value for (the three characters of a table of
    ICD-10-PCS) are left out.

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
    return CodeTable.from_rows(
        system,
        edition=edition,
        window=window,
        rows=_coded(system, lines),
        source="NCHS and CMS, order file",
        licence="public domain (US government work)",
    )


def _coded(system: CodeSystem, lines: Iterable[str]) -> Iterator[Row]:
    for number, row in _rows(lines):
        try:
            code = system.value_class(row.code)
        except InvalidCode:
            if not row.is_billable:
                continue
            wrong = UnreadableLineError(_LAYOUT, number, 7, f"a code of {system.name}")
        else:
            yield Row(code, title=row.long_title, is_header=not row.is_billable)
            continue
        raise wrong
