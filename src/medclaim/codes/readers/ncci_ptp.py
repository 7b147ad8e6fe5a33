"""NCCI procedure-to-procedure edits: ``ccipra-vNNNr0-fK.txt`` (practitioner), ``ccioph-...`` (outpatient).

Tab-separated behind six lines of headings: column 1 code, column 2 code, ``*`` if the edit existed
before 1996, effective day YYYYMMDD, deletion day YYYYMMDD or ``*``, modifier indicator 0, 1 or 9,
rationale. The text is Latin-1. A release is several files, which follow one another; CPT codes in
them are the AMA's, and the files are taken under its licence.

Source: CMS, NCCI PTP edits, file layout and "How to use the Medicare NCCI tools".

>>> [row] = read_ptp(["X0001\\tX0002\\t\\t20240101\\t*\\t1\\tmade up"])
>>> row.column1, row.column2, row.edit.modifier_indicator, row.edit.deletion
('X0001', 'X0002', 1, None)
>>> list(read_ptp(["X0001\\tX0002\\t\\t20240101\\t20230101\\t1\\tmade up"]))
Traceback (most recent call last):
    ...
medclaim.codes.readers._lines.UnreadableLineError: NCCI PTP file: line 1, column 5 should be the effective day or a later one
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim._text import is_printable
from medclaim.codes.ptp import PtpEdit, PtpTable
from medclaim.codes.readers._lines import UnreadableLineError, as_lines
from medclaim.codes.readers._records import A_PROCEDURE, PROCEDURE, calendar_day

_LAYOUT = "NCCI PTP file"
_A_DAY = "a day as YYYYMMDD"
# How much may stand above the data of a file.
_HEADINGS = 12


class PtpRow(NamedTuple):
    """One row: an edit on a column 1 and a column 2 code."""

    column1: str
    column2: str
    edit: PtpEdit


def read_ptp(lines: Iterable[str]) -> Iterator[PtpRow]:
    """The rows of a file, one by one: keep those of a claim's codes, or all.

    Raises :class:`UnreadableLineError`.
    """
    return (PtpRow(*entry) for entry in _entries(lines))


def ptp_table(lines: Iterable[str], *, edition: str, window: tuple[date, date]) -> PtpTable:
    """The table of one release, from the lines of its files one after another.

    ``window`` are the days it answers for: a release also holds the edits of earlier years. Raises
    :class:`UnreadableLineError`.
    """
    return PtpTable.from_edits(
        _entries(lines),
        edition=edition,
        window=window,
        source="CMS, NCCI PTP edits",
        licence="US government work; its CPT codes are the AMA's",
    )


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, str, PtpEdit]]:
    # Each code and each tail of a line is checked when it is first met, and is then known: a
    # release has 2.5 million lines, sorted by column 1, and some ten thousand different tails.
    codes: dict[str, str] = {}
    edits: dict[str, PtpEdit] = {}
    column1, begins = "", "no code begins so"
    headings = 0
    for number, line in enumerate(as_lines(lines), 1):
        if line.startswith(begins):
            try:
                yield column1, codes[line[6:11]], edits[line[11:]]
                continue
            except KeyError:
                pass
        first, second, tail = (*line.split("\t", 2), "", "")[:3]
        if _is_heading(first):
            headings += 1
            if headings > _HEADINGS and line.strip():
                raise UnreadableLineError(_LAYOUT, number, 1, A_PROCEDURE)
            continue
        column1 = codes.setdefault(_code(first, number, 1), first)
        column2 = codes.setdefault(_code(second, number, 2), second)
        edit = edits.get(f"\t{tail}")
        if edit is None:
            edit = edits[f"\t{tail}"] = _edit(tail, number)
        begins, headings = f"{column1}\t", 0
        yield column1, column2, edit


def _is_heading(first: str) -> bool:
    # A column 1 that is empty or holds a blank or a slash: no malformed code looks so.
    text = first.strip("\r\n\x1a")
    return not text or " " in text.rstrip(" ") or "/" in text


def _code(text: str, number: int, column: int) -> str:
    if not PROCEDURE.fullmatch(text):
        raise UnreadableLineError(_LAYOUT, number, column, A_PROCEDURE)
    return text


def _edit(tail: str, number: int) -> PtpEdit:
    fields = tail.rstrip("\r\n\x1a").split("\t")
    if len(fields) == 4:
        fields.append("")  # files of before 2020 have no rationale
    if len(fields) != 5:
        raise UnreadableLineError(_LAYOUT, number, min(len(fields), 5) + 3, "one of seven fields")
    before, first, last, indicator, rationale = (field.strip(" ") for field in fields)
    if before not in ("", "*"):
        raise UnreadableLineError(_LAYOUT, number, 3, "* or nothing")
    effective = calendar_day(first) if len(first) == 8 else None
    if effective is None:
        raise UnreadableLineError(_LAYOUT, number, 4, _A_DAY)
    deletion = calendar_day(last) if len(last) == 8 else None
    if deletion is None and last != "*":
        raise UnreadableLineError(_LAYOUT, number, 5, f"{_A_DAY}, or *")
    if deletion is not None and deletion < effective:
        raise UnreadableLineError(_LAYOUT, number, 5, "the effective day or a later one")
    if indicator not in ("0", "1", "9"):
        raise UnreadableLineError(_LAYOUT, number, 6, "0, 1 or 9")
    if not is_printable(rationale):
        raise UnreadableLineError(_LAYOUT, number, 7, "printable text")
    return PtpEdit(effective, deletion, int(indicator), rationale, before == "*")
