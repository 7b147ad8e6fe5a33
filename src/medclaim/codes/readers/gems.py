"""General Equivalence Mappings: ``2018_I9gem.txt``, ``2018_I10gem.txt`` and their PCS twins.

Three fields between blanks or tabs: source code, target code, five flags. ``NoDx``, ``NoPCS`` and
``NoPx`` stand where there is no target, and the second flag is 1 exactly there. The CSV of NBER has
the same three and each flag again in a column of its own.

Source: CMS and NCHS, GEMs documentation and user's guide (final edition, 2018).

>>> next(read_gem(["A000  0010  00000"]))
GemRow(source='A000', target='0010', is_approximate=False, is_combination=False, scenario=0, choice_list=0)
>>> next(read_gem(["T500X6A NoDx    11000"])).target is None
True
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from medclaim._text import Pattern
from medclaim.codes.readers._lines import UnreadableLineError, numbered
from medclaim.codes.readers._records import Headed, Record

_LAYOUT = "GEM file"
_CODE = Pattern("[0-9A-Z]{3,7}")
_FLAGS = Pattern("[01]{3}[0-9]{2}")
_NO_TARGET = frozenset({"NODX", "NOPCS", "NOPX"})
_A_CODE = "a code without a point"
_A_TARGET = "a code without a point, or NoDx, NoPCS or NoPx exactly where the second flag is 1"
_FIVE_FLAGS = "five flags: 0 or 1 three times, then two digits"

_COLUMNS = ("approximate", "no_map", "combination", "scenario", "choice_list")
_CSV = Headed(
    "GEM CSV",
    optional=_COLUMNS,
    flags=("flags",),
    **{name: (name,) for name in _COLUMNS},
)


class GemRow(NamedTuple):
    """One row: a code and one that it can become.

    ``target`` is ``None`` where nothing is equivalent. With ``is_combination`` it takes one target
    from each ``choice_list`` of a ``scenario`` to say the source.
    """

    source: str
    target: str | None
    is_approximate: bool
    is_combination: bool
    scenario: int
    choice_list: int


def read_gem(lines: Iterable[str]) -> Iterator[GemRow]:
    """The rows of an official GEM file. Raises :class:`UnreadableLineError`."""
    for number, line in numbered(lines):
        fields = line.split()
        if len(fields) != 3:
            raise UnreadableLineError(
                _LAYOUT,
                number,
                min(len(fields) + 1, 4),
                "one of three fields: source, target, flags",
            )
        yield _row(_LAYOUT, number, *fields)


def read_gem_csv(lines: Iterable[str]) -> Iterator[GemRow]:
    """The rows of a GEM as NBER publishes it, a CSV; the first column is the source.

    Raises :class:`UnreadableLineError`, also where the columns of the flags say other than ``flags``.

    >>> next(read_gem_csv(['"icd9cm","icd10cm","flags"', '"0010","A000","00000"'])).target
    'A000'
    """
    for record in _CSV.records(lines):
        flags = record.text("flags")
        row = _row(_CSV.name, record.number, record.cells[0], record.cells[1], flags)
        _agree(record, flags)
        yield row


def _row(layout: str, number: int, source: str, target: str, flags: str) -> GemRow:
    if not _CODE.fullmatch(source):
        raise UnreadableLineError(layout, number, 1, _A_CODE)
    if not _FLAGS.fullmatch(flags):
        raise UnreadableLineError(layout, number, 3, _FIVE_FLAGS)
    is_none = target.upper() in _NO_TARGET
    if is_none is not (flags[1] == "1") or not (is_none or _CODE.fullmatch(target)):
        raise UnreadableLineError(layout, number, 2, _A_TARGET)
    return GemRow(
        source,
        None if is_none else target,
        flags[0] == "1",
        flags[2] == "1",
        int(flags[3]),
        int(flags[4]),
    )


def _agree(record: Record, flags: str) -> None:
    for name, flag in zip(_COLUMNS, flags, strict=True):
        if record.text(name) not in (flag, ""):
            raise record.wrong(name, "the digit that flags has")
