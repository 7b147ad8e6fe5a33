"""NCCI add-on code edits: ``AOC_VyyyyQn-F-MCR.txt``, and the CSV of its spreadsheet.

Fixed columns, 1-based: 1 type, 2-6 add-on code, 7-13 its deletion, 14-18 primary code (``CCCCC``:
the contractor defines it), 19-25 its deletion, 26-32 effective, 33-39 deletion of the edit, 40 on
note. Days are YYYYDDD, the day of the year counted from 001. The spreadsheet has the same fields in
the same order behind a notice and a heading.

Source: CMS, NCCI add-on code edits, file layout.

>>> [row] = read_add_on(["2X0001       CCCCC       2013091       a made-up note"])
>>> row.add_on, row.primary, row.edit.kind, row.edit.effective
('X0001', None, 2, datetime.date(2013, 4, 1))
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim.codes.add_on import AddOnCodes, AddOnEdit
from medclaim.codes.readers._records import FixedColumns, Headed, Record

_FIXED = FixedColumns(
    "add-on code file",
    kind=(1, 1),
    add_on=(2, 6),
    add_on_deletion=(7, 13),
    primary=(14, 18),
    primary_deletion=(19, 25),
    effective=(26, 32),
    deletion=(33, 39),
    note=(40, 0),
)
_CSV = Headed(
    "add-on code CSV",
    kind=("AOC_Edit_Type",),
    add_on=("Add-On_Code",),
    add_on_deletion=("AOC_DelDT",),
    primary=("Primary_Code",),
    primary_deletion=("Primary_Code_DelDT",),
    effective=("AOC_Edit_EffDT",),
    deletion=("AOC_Edit_DelDT",),
    note=("Special_Instruction_Notes",),
)
_CONTRACTOR = "CCCCC"


class AddOnRow(NamedTuple):
    """One row: an edit on an add-on code and a primary code (``None``: the contractor's)."""

    add_on: str
    primary: str | None
    edit: AddOnEdit
    note: str


def read_add_on(lines: Iterable[str]) -> Iterator[AddOnRow]:
    """The rows of the flat file. Raises :class:`UnreadableLineError`."""
    return (_row(record) for record in _FIXED.records(lines))


def read_add_on_csv(lines: Iterable[str]) -> Iterator[AddOnRow]:
    """The rows of the spreadsheet, saved as CSV. Raises :class:`UnreadableLineError`."""
    return (_row(record) for record in _CSV.records(lines))


def add_on_table(
    lines: Iterable[str],
    *,
    edition: str,
    window: tuple[date, date],
    read: Callable[[Iterable[str]], Iterator[AddOnRow]] = read_add_on,
) -> AddOnCodes:
    """The table of one release; ``read`` is :func:`read_add_on_csv` for a CSV.

    Raises :class:`UnreadableLineError`.
    """
    return AddOnCodes.from_edits(
        ((row.add_on, row.primary, row.edit) for row in read(lines)),
        edition=edition,
        window=window,
        source="CMS, NCCI add-on code edits",
        licence="US government work; its CPT codes are the AMA's",
    )


def _row(record: Record) -> AddOnRow:
    kind = int(record.one_of("kind", "123"))
    primary = record.procedure("primary")
    effective = record.ordinal_day("effective")
    if effective is None:
        raise record.wrong("effective", "a day as YYYYDDD")
    edit = AddOnEdit(
        kind,
        effective,
        record.ordinal_day("deletion"),
        record.ordinal_day("add_on_deletion"),
        record.ordinal_day("primary_deletion"),
    )
    add_on = record.procedure("add_on")
    return AddOnRow(add_on, None if primary == _CONTRACTOR else primary, edit, record.text("note"))
