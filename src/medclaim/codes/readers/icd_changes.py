"""What changed from one ICD-10-CM edition to the next: the order addenda and the conversion table.

Order addenda (``icd10cm_order_addenda_YYYY.txt``), fixed columns: 1-13 what was done, 14 flag (0
header, 1 code), 16-22 code, 24-83 short title, 85 on long title; counts stand at the end. The
conversion table is a CSV of the codes added since 2016 with the codes used before, dotted.

Source: NCHS, icd10OrderFiles.pdf and the ICD-10-CM conversion table, in every release.

>>> [row] = read_order_addenda(["Add:         1 C810A   Lymphoma, in remission".ljust(84) + "Lymphoma"])
>>> row.action, row.code, row.is_billable
(<Action.ADD: 'Add:'>, 'C810A', True)
>>> table = ["Current code assignment,Effective,Previous Code(s) Assignment", "C56.3,2021,C56.1 and C56.2"]
>>> next(read_conversions(table))
ConversionRow(code='C563', effective=datetime.date(2021, 10, 1), previous=('C561', 'C562'), words='C56.1 and C56.2')
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.readers._lines import numbered
from medclaim.codes.readers._records import FixedColumns, Headed, Record, calendar_day

_CODE = Pattern("[0-9A-Z]{3,7}")
_COUNTED = Pattern("Headers|Codes|of which| +[0-9]+ [a-z].*")
_ADDENDA = FixedColumns(
    "order addenda",
    action=(1, 13),
    flag=(14, 14),
    code=(16, 22),
    short_title=(24, 83),
    long_title=(85, 0),
)
_CONVERSIONS = Headed(
    "conversion table",
    code=("Current code assignment",),
    effective=("Effective",),
    previous=("Previous Code(s) Assignment",),
)
_YEAR = Pattern("[0-9]{4}")
_SHORT = Pattern("([0-9]{1,2}/[0-9]{1,2}/)([0-9]{2})")
# A code, a range of codes, or all codes below one (I63.-).
_CODE_IN_WORDS = re.compile(
    r"\b([A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?)(\.?-(?:[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?)?)?",
    re.ASCII,
)


class Action(StrEnum):
    """What an addendum does with a row."""

    ADD = "Add:"
    DELETE = "Delete:"
    REVISE_FROM = "Revise from:"
    REVISE_TO = "Revise to:"


_ACTIONS = {action.value: action for action in Action}


class AddendumRow(NamedTuple):
    """One row of the order addenda."""

    action: Action
    code: str
    is_billable: bool
    short_title: str
    long_title: str


class ConversionRow(NamedTuple):
    """A code, the day it was first valid, and the codes used for it before.

    A range of codes stands as ``T15-T19``, all codes below one as ``I63-``; ``previous`` is empty
    where nothing was used. ``words`` is the field as published.
    """

    code: str
    effective: date
    previous: tuple[str, ...]
    words: str


def read_order_addenda(lines: Iterable[str]) -> Iterator[AddendumRow]:
    """The rows of the order addenda; the counts at the end are no rows.

    Raises :class:`UnreadableLineError`.
    """
    has_ended = False
    for number, line in numbered(lines):
        record = _ADDENDA.record(number, line)
        action = _ACTIONS.get(record.text("action"))
        if action is None or has_ended:
            has_ended = True
            if action is not None or not _COUNTED.fullmatch(line):
                raise record.wrong("action", "Add:, Delete:, Revise from: or Revise to:")
            continue
        flag = record.one_of("flag", "01")
        code = record.matching("code", _CODE, "a code without a point")
        yield AddendumRow(
            action, code, flag == "1", record.text("short_title"), record.text("long_title")
        )


def read_conversions(lines: Iterable[str]) -> Iterator[ConversionRow]:
    """The rows of the conversion table, codes in their billing form.

    A year stands for its first of October. A code may have several rows. Raises
    :class:`UnreadableLineError`.
    """
    for record in _CONVERSIONS.records(lines):
        words = record.text("previous")
        previous = tuple(
            first.replace(".", "") + (more or "").replace(".", "")
            for first, more in _CODE_IN_WORDS.findall(words)
        )
        if not previous and words != "None":
            raise record.wrong("previous", "codes of ICD-10-CM, or None")
        code = record.code("code", Icd10CmCode).text
        yield ConversionRow(code, _effective(record), previous, words)


def _effective(record: Record) -> date:
    text = record.text("effective")
    if _YEAR.fullmatch(text) and text > "1900":
        return date(int(text), 10, 1)
    short = _SHORT.fullmatch(text)
    # The table began in 2016: no two digits mean a year of another century.
    day = calendar_day(f"{short[1]}20{short[2]}" if short else text)
    if day is None:
        raise record.wrong("effective", "a year, or a day as MM/DD/YYYY")
    return day
