"""HCPCS Level II: the annual and quarterly ``HCPCyyyy_CONTR_ANWEB`` file, as text and as CSV.

Fixed columns, 1-based, 320 wide: 1-5 code (a modifier in 4-5), 6-10 sequence, 11 record (3 and 7
first line of a code and of a modifier, 4 and 8 one more line of its description), 12-91 long
description, 92-119 short, 120-127 four pricing indicators, 128 multiple pricing, 171-180 statute,
181-204 eight laboratory certifications, 205-229 five cross references, 230 coverage, 257-259 BETOS,
261-265 five types of service, 266-268 anesthesia units, 269-276 added, 277-284 action effective,
285-292 terminated, 293 action. Lines of a notice may stand above. The text is Windows-1252.

A code may have ended before its last action took effect: the last day is then the earlier one.

Source: CMS, HCPCS record layout, in every release of the file.

>>> line = "   A2001007Dressing for two wounds".ljust(91) + "Dressing for two wounds"
>>> line = line.ljust(229) + "C" + " " * 38 + "2002070120020701        N"
>>> [row] = read_hcpcs([line])
>>> row.code, row.is_modifier, row.added, row.terminated, row.action
('A2', True, datetime.date(2002, 7, 1), None, 'N')
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes import hcpcs, modifier
from medclaim.codes._system import CodeSystem
from medclaim.codes.readers._lines import UnreadableLineError, numbered
from medclaim.codes.readers._records import FixedColumns, Headed, Record
from medclaim.codes.tables import CodeTable, Row

_FIXED = FixedColumns(
    "HCPCS file",
    code=(1, 5),
    sequence=(6, 10),
    record=(11, 11),
    title=(12, 91),
    short_title=(92, 119),
    price1=(120, 121),
    price2=(122, 123),
    price3=(124, 125),
    price4=(126, 127),
    multiple=(128, 128),
    statute=(171, 180),
    **{f"lab{n + 1}": (181 + 3 * n, 183 + 3 * n) for n in range(8)},
    **{f"reference{n + 1}": (205 + 5 * n, 209 + 5 * n) for n in range(5)},
    coverage=(230, 230),
    betos=(257, 259),
    **{f"service{n + 1}": (261 + n, 261 + n) for n in range(5)},
    anesthesia=(266, 268),
    added=(269, 276),
    effective=(277, 284),
    terminated=(285, 292),
    action=(293, 293),
)
_CSV = Headed(
    "HCPCS CSV",
    code=("HCPC",),
    record=("RECID",),
    title=("LONG DESCRIPTION",),
    short_title=("SHORT DESCRIPTION",),
    **{f"price{n}": (f"PRICE{n}",) for n in range(1, 5)},
    multiple=("MULT_PI",),
    statute=("STATUTE",),
    **{f"lab{n}": (f"LABCERT{n}",) for n in range(1, 9)},
    **{f"reference{n}": (f"XREF{n}",) for n in range(1, 6)},
    coverage=("COV",),
    betos=("BETOS",),
    **{f"service{n}": (f"TOS{n}",) for n in range(1, 6)},
    anesthesia=("ANEST_BU",),
    added=("ADD DT",),
    effective=("ACT EFF DT",),
    terminated=("TERM DT",),
    action=("ACTION CD",),
)
_FIRST, _MORE = "37", "48"
_MODIFIERS = "78"
_CODE, _MODIFIER = Pattern("[A-Z][0-9]{4}"), Pattern("[0-9A-Z]{2}")
_IS_DATA = Pattern("[0-9A-Z ]{5}[0-9]{5}[3478].*")


class HcpcsRow(NamedTuple):
    """One code or modifier.

    ``coverage`` is C (carrier judgement), D (special instructions), I (not payable), M (not
    covered) or S (by statute); ``action`` says what changed last, on ``effective``. Lists hold what
    is there, in order.
    """

    code: str
    is_modifier: bool
    title: str
    short_title: str
    coverage: str
    action: str
    added: date | None
    effective: date | None
    terminated: date | None
    pricing: tuple[str, ...]
    multiple_pricing: str
    laboratory: tuple[str, ...]
    statute: str
    cross_references: tuple[str, ...]
    betos: str
    types_of_service: tuple[str, ...]
    anesthesia_units: str


def read_hcpcs(lines: Iterable[str]) -> Iterator[HcpcsRow]:
    """The rows of the text file, each description in one piece. Raises :class:`UnreadableLineError`."""
    return (row for _, row in _rows(lines))


def read_hcpcs_csv(lines: Iterable[str]) -> Iterator[HcpcsRow]:
    """The rows of the CSV, one for each code. Raises :class:`UnreadableLineError`."""
    return (row for _, row in _csv_rows(lines))


def hcpcs_table(
    lines: Iterable[str],
    *,
    edition: str,
    window: tuple[date, date],
    read: Callable[[Iterable[str]], Iterator[HcpcsRow]] = read_hcpcs,
) -> CodeTable:
    """The codes of one edition by day; ``read`` is :func:`read_hcpcs_csv` for a CSV.

    Modifiers stand in the same file: :func:`modifier_table` takes those. Raises
    :class:`UnreadableLineError`.
    """
    return _table(
        hcpcs.SYSTEM, (row for row in read(lines) if not row.is_modifier), edition, window
    )


def modifier_table(
    lines: Iterable[str],
    *,
    edition: str,
    window: tuple[date, date],
    read: Callable[[Iterable[str]], Iterator[HcpcsRow]] = read_hcpcs,
) -> CodeTable:
    """The HCPCS modifiers of one edition by day; those of CPT are no part of the file."""
    return _table(modifier.SYSTEM, (row for row in read(lines) if row.is_modifier), edition, window)


def _table(
    system: CodeSystem, rows: Iterable[HcpcsRow], edition: str, window: tuple[date, date]
) -> CodeTable:
    return CodeTable.from_rows(
        system,
        edition=edition,
        window=window,
        rows=(Row(row.code, row.added, row.terminated, row.title) for row in rows),
        source="CMS, HCPCS Level II ANWEB file",
        licence="public domain (US government work), without the ADA's D codes",
    )


def _rows(lines: Iterable[str]) -> Iterator[tuple[Record, HcpcsRow]]:
    held: Record | None = None
    titles: list[str] = []
    has_begun = False
    for number, line in numbered(lines):
        if not has_begun and not _IS_DATA.fullmatch(line):
            continue
        has_begun = True
        record = _FIXED.record(number, line)
        if record.one_of("record", _FIRST + _MORE) in _FIRST:
            if held is not None:
                yield held, _row(held, " ".join(titles))
            held, titles = record, [record.text("title")]
        elif held is None or record.text("code") != held.text("code"):
            raise record.wrong("code", "the code of the line before, which this one goes on with")
        else:
            titles.append(record.text("title"))
    if held is None:
        raise UnreadableLineError(_FIXED.name, 1, 11, "one of 3 4 7 8 in some line")
    yield held, _row(held, " ".join(titles))


def _csv_rows(lines: Iterable[str]) -> Iterator[tuple[Record, HcpcsRow]]:
    for record in _CSV.records(lines):
        record.one_of("record", _FIRST)
        yield record, _row(record, record.text("title"))


def _row(record: Record, title: str) -> HcpcsRow:
    is_modifier = record.text("record") in _MODIFIERS
    if is_modifier:
        code = record.matching("code", _MODIFIER, "a modifier of two letters or digits")
    else:
        code = record.matching("code", _CODE, "a letter and four digits")
    return HcpcsRow(
        code=code,
        is_modifier=is_modifier,
        title=title,
        short_title=record.text("short_title"),
        coverage=record.one_of("coverage", "CDIMS", or_none=True),
        action=record.one_of("action", "ABCDFNPRST", or_none=True),
        added=record.day("added"),
        effective=record.day("effective"),
        terminated=record.day("terminated"),
        pricing=_filled(record, "price", 4),
        multiple_pricing=record.text("multiple"),
        laboratory=_filled(record, "lab", 8),
        statute=record.text("statute"),
        cross_references=_filled(record, "reference", 5),
        betos=record.text("betos"),
        types_of_service=_filled(record, "service", 5),
        anesthesia_units=record.text("anesthesia"),
    )


def _filled(record: Record, name: str, most: int) -> tuple[str, ...]:
    texts = (record.text(f"{name}{n}") for n in range(1, most + 1))
    return tuple(text for text in texts if text)
