"""Lists of codes and titles in fixed columns: the ICD codes files, and those of ICD-9-CM.

``icd10cm_codes_YYYY.txt`` and ``icd10pcs_codes_YYYY.txt``: 1-7 code, 9 on title.
``CMS32_DESC_LONG_DX.txt``: 1-5 code, 7 on title; ``CMS32_DESC_LONG_SG.txt``: 1-4 code, 6 on title
(both Latin-1, with accents). All hold billable codes only, without a point.

Source: NCHS, icd10cmCodesFile.pdf; CMS, ICD-9-CM version 32, full and abbreviated code titles.

>>> list(read_icd9_diagnoses(["0010  Cholera due to vibrio cholerae"]))
[CodeRow(code='0010', title='Cholera due to vibrio cholerae')]
>>> list(read_codes(["A000 Cholera"]))
Traceback (most recent call last):
    ...
medclaim.codes.readers._lines.UnreadableLineError: codes file: line 1, column 1 should be a code without a point, filled with blanks to 7 characters
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes._system import CodeSystem
from medclaim.codes.readers._records import FixedColumns, Record
from medclaim.codes.tables import CodeTable, Row

_CODE = Pattern("[0-9A-Z]{3,7}")
_CODES = FixedColumns("codes file", code=(1, 7), gap=(8, 8), title=(9, 0))
_DIAGNOSES = FixedColumns("ICD-9-CM diagnoses file", code=(1, 5), gap=(6, 6), title=(7, 0))
_PROCEDURES = FixedColumns("ICD-9-CM procedures file", code=(1, 4), gap=(5, 5), title=(6, 0))
_LAYOUTS = {"icd9cm": _DIAGNOSES, "icd9pcs": _PROCEDURES}


class CodeRow(NamedTuple):
    """A code in its billing form, and its title."""

    code: str
    title: str


def read_codes(lines: Iterable[str]) -> Iterator[CodeRow]:
    """The rows of an ICD-10-CM or ICD-10-PCS codes file. Raises :class:`UnreadableLineError`."""
    return (row for _, row in _rows(_CODES, lines))


def read_icd9_diagnoses(lines: Iterable[str]) -> Iterator[CodeRow]:
    """The rows of ``CMS32_DESC_LONG_DX.txt`` or its short form. Raises :class:`UnreadableLineError`."""
    return (row for _, row in _rows(_DIAGNOSES, lines))


def read_icd9_procedures(lines: Iterable[str]) -> Iterator[CodeRow]:
    """The rows of ``CMS32_DESC_LONG_SG.txt`` or its short form. Raises :class:`UnreadableLineError`."""
    return (row for _, row in _rows(_PROCEDURES, lines))


def _rows(layout: FixedColumns, lines: Iterable[str]) -> Iterator[tuple[Record, CodeRow]]:
    for record in layout.records(lines):
        code, gap, _ = record.cells
        if not _CODE.fullmatch(code.rstrip(" ")):
            wide = record.columns[1] - 1
            raise record.wrong(
                "code", f"a code without a point, filled with blanks to {wide} characters"
            )
        if gap not in (" ", ""):
            raise record.wrong("gap", "a blank")
        yield record, CodeRow(code.rstrip(" "), record.text("title"))


def codes_table(
    system: CodeSystem, lines: Iterable[str], *, edition: str, window: tuple[date, date]
) -> CodeTable:
    """The table of one edition's list of codes, in the layout that ``system`` is published in.

    It knows no headers: use :func:`~medclaim.codes.readers.icd_order.order_table` where there is an
    order file. Raises :class:`UnreadableLineError`.

    >>> from medclaim.codes import icd9pcs
    >>> table = codes_table(
    ...     icd9pcs.SYSTEM,
    ...     ["0001 Therapeutic ultrasound of vessels of head and neck"],
    ...     edition="version 32",
    ...     window=(date(2014, 10, 1), date(2015, 9, 30)),
    ... )
    >>> [str(code) for code in table]
    ['00.01']
    """
    layout = _LAYOUTS.get(system.key, _CODES)
    return CodeTable.from_rows(
        system,
        edition=edition,
        window=window,
        rows=(
            Row(record.code("code", system.value_class), title=row.title)
            for record, row in _rows(layout, lines)
        ),
        source="NCHS and CMS, codes file",
        licence="public domain (US government work)",
    )
