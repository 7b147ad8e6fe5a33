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
from itertools import groupby
from operator import itemgetter
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
    known = _Known()
    number = 0
    for number, line in enumerate(as_lines(lines), 1):
        entry = known.read(line, number)
        if entry is not None:
            yield PtpRow(*entry)
    known.end(number)


def ptp_table(lines: Iterable[str], *, edition: str, window: tuple[date, date]) -> PtpTable:
    """The table of one release, from the lines of its files one after another.

    ``window`` are the days it answers for: a release also holds the edits of earlier years. Raises
    :class:`UnreadableLineError`.
    """
    return PtpTable.from_blocks(
        _blocks(lines),
        edition=edition,
        window=window,
        source="CMS, NCCI PTP edits",
        licence="US government work; its CPT codes are the AMA's",
    )


# The beginning of a line: a column 1 code of five characters and the tab behind it.
_BEGINNING = itemgetter(slice(0, 6))


def _blocks(lines: Iterable[str]) -> Iterator[tuple[str, list[str], list[PtpEdit]]]:
    """Neighbouring lines of one column 1 code: it, their column 2 codes, their edits.

    Each code and each tail of a line is checked when it is first met, and is then known: a release
    has 2.5 million lines, sorted by column 1, and some ten thousand different tails.
    """
    known = _Known()
    codes, edits = known.codes, known.edits
    number = 0
    for beginning, lines_of_one in groupby(as_lines(lines), _BEGINNING):
        block = list(lines_of_one)
        if beginning[:5] in codes and beginning[5:] == "\t":
            try:
                yield (
                    codes[beginning[:5]],
                    [codes[line[6:11]] for line in block],
                    [edits[line[11:]] for line in block],
                )
                number += len(block)
                continue
            except KeyError:
                pass
        for line in block:
            number += 1
            entry = known.read(line, number)
            if entry is not None:
                yield entry[0], [entry[1]], [entry[2]]
    known.end(number)


class _Known:
    """The codes and tails that lines have had so far; a tail is kept with the tab before it."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.edits: dict[str, PtpEdit] = {}
        self._headings = 0

    def end(self, number: int) -> None:
        """No more lines: headings alone are no release."""
        if number and not self.codes:
            raise UnreadableLineError(_LAYOUT, number, 1, A_PROCEDURE)

    def read(self, line: str, number: int) -> tuple[str, str, PtpEdit] | None:
        """The columns and the edit of a line, ``None`` for a heading."""
        first, second, tail = (*line.split("\t", 2), "", "")[:3]
        if _is_heading(first):
            self._headings += 1
            if self._headings > _HEADINGS and line.strip():
                raise UnreadableLineError(_LAYOUT, number, 1, A_PROCEDURE)
            return None
        self._headings = 0
        column1 = self.codes.setdefault(_code(first, number, 1), first)
        column2 = self.codes.setdefault(_code(second, number, 2), second)
        edit = self.edits.get(f"\t{tail}")
        if edit is None:
            edit = self.edits[f"\t{tail}"] = _edit(tail, number)
        return column1, column2, edit


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
