"""NCCI medically unlikely edits: ``MCR_MUE_PractitionerServices_Eff_MM-DD-YYYY.csv`` and its twins.

CSV behind a copyright notice in one cell of several lines and a heading: code, value, adjudication
indicator (its digit, then its name), rationale. The quarter stands only in the name of the file.

Source: CMS, NCCI MUE edits.

>>> lines = ['"HCPCS/', 'CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale']
>>> list(read_mue([*lines, "X0001,2,3 Date of Service Edit: Clinical,made up"]))
[MueRow(code='X0001', limit=MueLimit(value=2, adjudication_indicator=3, rationale='made up'))]
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim.codes.mue import MueLimit, MueTable
from medclaim.codes.readers._records import Headed, Record

_LAYOUT = Headed(
    "MUE file",
    optional=("indicator", "rationale"),
    code=("HCPCS/CPT Code", "HCPCS CPT Codes"),
    limit=("*MUE Values", "*MUE Value"),
    indicator=("MUE Adjudication Indicator",),
    rationale=("MUE Rationale",),
)


class MueRow(NamedTuple):
    """One row: a code and its limit."""

    code: str
    limit: MueLimit


def read_mue(lines: Iterable[str]) -> Iterator[MueRow]:
    """The rows of a file; one without the column of the indicator is Medicaid's.

    Raises :class:`UnreadableLineError`.
    """
    return (_row(record) for record in _LAYOUT.records(lines))


def mue_table(lines: Iterable[str], *, edition: str, window: tuple[date, date]) -> MueTable:
    """The table of one quarter, which is ``window``.

    Raises :class:`UnreadableLineError`, and ``ValueError`` for a code with two limits.
    """
    return MueTable.from_limits(
        read_mue(lines),
        edition=edition,
        window=window,
        source="CMS, NCCI MUE edits",
        licence="US government work; its CPT codes are the AMA's",
    )


def _row(record: Record) -> MueRow:
    indicator = None
    if "indicator" in record.places:
        text = record.text("indicator")
        if text[:1] not in ("1", "2", "3") or text[1:2] not in (" ", ""):
            raise record.wrong("indicator", "1, 2 or 3, and its name")
        indicator = int(text[0])
    limit = MueLimit(record.count("limit"), indicator, record.text("rationale"))
    return MueRow(record.procedure("code"), limit)
