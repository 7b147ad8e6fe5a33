"""The Medicare physician fee schedule: ``PPRRVUyy_*.txt`` and its CSV.

Fixed columns, 1-based: 1-5 code, 6-7 modifier, 8-57 description, 58 status, 60-65 work, 67-72
practice expense outside a facility, 76-81 in one, 85-89 malpractice, 103 PC/TC, 104-106 global days,
107-115 shares before, in and after surgery, 116 multiple, 117 bilateral, 118 assistant, 119
co-surgeons, 120 team, 128-132 endoscopic base, 133-140 conversion factor, 142-143 supervision,
146-147 imaging family. Lines that begin with ``HDR`` are no data. The CSV has the same fields, each
in a column of its own, behind ten lines of headings, the last of which begins HCPCS, MOD.

Descriptions are the AMA's and are not read.

Source: CMS, National Physician Fee Schedule Relative Value File, RVUyyX.pdf.

>>> line = "X0001".ljust(57) + "A   1.00   2.00     1.50    0.10   3.10  2.60"
>>> line = line.ljust(102) + "0010.10.80.1001210".ljust(30) + " 32.3465 090 99"
>>> [row] = read_fees([line])
>>> row.indicators.global_days, row.indicators.bilateral, row.work
('010', '1', Decimal('1.00'))
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes.fee_schedule import FeeIndicators, FeeSchedule
from medclaim.codes.readers._lines import UnreadableLineError, numbered
from medclaim.codes.readers._records import FixedColumns, Record, cells_of

_FIXED = FixedColumns(
    "physician fee schedule",
    code=(1, 5),
    modifier=(6, 7),
    status=(58, 58),
    work=(60, 65),
    practice_elsewhere=(67, 72),
    practice_in_facility=(76, 81),
    malpractice=(85, 89),
    components=(103, 103),
    global_days=(104, 106),
    multiple=(116, 116),
    bilateral=(117, 117),
    assistant=(118, 118),
    cosurgeons=(119, 119),
    team=(120, 120),
    endoscopic_base=(128, 132),
    supervision=(142, 143),
    imaging_family=(146, 147),
)
_CSV_NAME = "physician fee schedule CSV"
# The columns of the CSV, counted from 1, by the names above.
_CSV_COLUMNS = {
    "code": 1,
    "modifier": 2,
    "status": 4,
    "work": 6,
    "practice_elsewhere": 7,
    "practice_in_facility": 9,
    "malpractice": 11,
    "components": 14,
    "global_days": 15,
    "multiple": 19,
    "bilateral": 20,
    "assistant": 21,
    "cosurgeons": 22,
    "team": 23,
    "endoscopic_base": 24,
    "supervision": 26,
    "imaging_family": 28,
}
_CSV_WIDTH = 31
_CSV_INDEX = {name: column - 1 for name, column in _CSV_COLUMNS.items()}

_STATUSES = "ABCDEFGHIJMNPRTX"
_MODIFIER = Pattern("|26|TC|53")
_GLOBAL_DAYS = Pattern("000|010|090|MMM|XXX|YYY|ZZZ")
_BASE = Pattern("|[0-9A-Z]{5}")
_TWO = Pattern("|[0-9A-Z]{1,2}")


class FeeRow(NamedTuple):
    """One code, or one of its components where ``modifier`` is 26, TC or 53.

    ``work``, ``practice_elsewhere``, ``practice_in_facility`` and ``malpractice`` are relative value
    units.
    """

    code: str
    modifier: str
    indicators: FeeIndicators
    work: Decimal
    practice_elsewhere: Decimal
    practice_in_facility: Decimal
    malpractice: Decimal


def read_fees(lines: Iterable[str]) -> Iterator[FeeRow]:
    """The rows of the text file. Raises :class:`UnreadableLineError`."""
    for number, line in numbered(lines):
        if not line.startswith("HDR"):
            yield _row(_FIXED.record(number, line))


def read_fees_csv(lines: Iterable[str]) -> Iterator[FeeRow]:
    """The rows of the CSV. Raises :class:`UnreadableLineError`."""
    has_begun = False
    columns = range(1, _CSV_WIDTH + 1)
    number = 1
    for number, cells in cells_of(_CSV_NAME, lines):
        if not has_begun:
            has_begun = [cell.strip(" ") for cell in cells[:2]] == ["HCPCS", "MOD"]
            continue
        if len(cells) < _CSV_WIDTH:
            raise UnreadableLineError(_CSV_NAME, number, len(cells) + 1, "one of 31 fields")
        yield _row(Record(_CSV_NAME, number, cells, _CSV_INDEX, columns))
    if not has_begun:
        raise UnreadableLineError(_CSV_NAME, number, 1, "a heading that begins HCPCS, MOD")


def fee_schedule(
    lines: Iterable[str],
    *,
    edition: str,
    window: tuple[date, date],
    read: Callable[[Iterable[str]], Iterator[FeeRow]] = read_fees,
) -> FeeSchedule:
    """The indicators of one release; ``read`` is :func:`read_fees_csv` for a CSV.

    Raises :class:`UnreadableLineError`, and ``ValueError`` for a code that stands twice.
    """
    return FeeSchedule.from_indicators(
        ((row.code, row.modifier, row.indicators) for row in read(lines)),
        edition=edition,
        window=window,
        source="CMS, National Physician Fee Schedule Relative Value File",
        licence="US government work; its CPT codes are the AMA's",
    )


def _row(record: Record) -> FeeRow:
    indicators = FeeIndicators(
        status=record.one_of("status", _STATUSES),
        global_days=record.matching(
            "global_days", _GLOBAL_DAYS, "000, 010, 090, MMM, XXX, YYY or ZZZ"
        ),
        components=record.one_of("components", "0123456789"),
        multiple=record.one_of("multiple", "012345679"),
        bilateral=record.one_of("bilateral", "01239"),
        assistant=record.one_of("assistant", "0129"),
        cosurgeons=record.one_of("cosurgeons", "0129"),
        team=record.one_of("team", "0129"),
        supervision=record.matching("supervision", _TWO, "two characters, or none"),
        imaging_family=record.matching("imaging_family", _TWO, "two digits, or none"),
        endoscopic_base=record.matching("endoscopic_base", _BASE, "a code, or none"),
    )
    return FeeRow(
        record.procedure("code"),
        record.matching("modifier", _MODIFIER, "26, TC, 53 or nothing"),
        indicators,
        record.amount("work"),
        record.amount("practice_elsewhere"),
        record.amount("practice_in_facility"),
        record.amount("malpractice"),
    )
