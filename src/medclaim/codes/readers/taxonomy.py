"""NUCC provider taxonomy: ``nucc_taxonomy_NNN.csv``.

CSV behind a heading: code, grouping, classification, specialization, definition, notes, and in newer
files a display name and a section. UTF-8 with a byte order mark, Windows-1252 in older files. The
list is the NUCC's; its users bring it.

Source: NUCC, Health Care Provider Taxonomy code set, CSV.

>>> heading = "Code,Grouping,Classification,Specialization,Definition,Notes"
>>> [row] = read_taxonomy([heading, "193200000X,Group,Multi-Specialty,,made up,"])
>>> row.code, row.classification, row.specialization
('193200000X', 'Multi-Specialty', '')
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim.codes import taxonomy
from medclaim.codes.readers._records import Headed
from medclaim.codes.tables import CodeTable, Row
from medclaim.codes.taxonomy import TaxonomyCode

_LAYOUT = Headed(
    "NUCC taxonomy CSV",
    optional=("notes", "display_name", "section"),
    code=("Code",),
    grouping=("Grouping", "Type"),
    classification=("Classification",),
    specialization=("Specialization",),
    definition=("Definition",),
    notes=("Notes",),
    display_name=("Display Name",),
    section=("Section",),
)


class TaxonomyRow(NamedTuple):
    """One code with its three levels and what the NUCC says of it."""

    code: str
    grouping: str
    classification: str
    specialization: str
    definition: str
    notes: str
    display_name: str
    section: str

    @property
    def title(self) -> str:
        """The display name, or the classification and the specialization."""
        parts = [part for part in (self.classification, self.specialization) if part]
        return self.display_name or " - ".join(parts)


def read_taxonomy(lines: Iterable[str]) -> Iterator[TaxonomyRow]:
    """The rows of the file. Raises :class:`UnreadableLineError`."""
    for record in _LAYOUT.records(lines):
        code = record.code("code", TaxonomyCode).text
        yield TaxonomyRow(code, *(record.text(name) for name in TaxonomyRow._fields[1:]))


def taxonomy_table(lines: Iterable[str], *, edition: str, window: tuple[date, date]) -> CodeTable:
    """The codes of one version; the file does not say from when to when each is valid.

    Raises :class:`UnreadableLineError`.
    """
    return CodeTable.from_rows(
        taxonomy.SYSTEM,
        edition=edition,
        window=window,
        rows=(Row(row.code, title=row.title) for row in read_taxonomy(lines)),
        source="NUCC, Health Care Provider Taxonomy",
        licence="the NUCC's and the AMA's",
    )
