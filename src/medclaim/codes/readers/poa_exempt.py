"""The list of diagnoses exempt from present-on-admission reporting: ``POAexemptCodesFYyy.txt``.

Tab-separated behind a heading: order number, dotted code, description.

Source: CMS, hospital-acquired conditions, POA exempt list of each fiscal year.

>>> lines = ["OrdFY25\\tPOAexemptCode\\tDescription", "01236\\tB90.0\\tSequelae"]
>>> list(read_poa_exempt(lines))
[PoaExemptRow(code='B900', title='Sequelae')]
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from medclaim.codes import icd10cm
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.readers._records import Headed
from medclaim.codes.tables import CodeList, CodeTable, Row

_LAYOUT = Headed(
    "POA exempt list",
    code=("*exempt code", "*exemptcode", "code"),
    title=("Description", "Long description"),
)


class PoaExemptRow(NamedTuple):
    """A code in its billing form, and its title."""

    code: str
    title: str


def read_poa_exempt(lines: Iterable[str]) -> Iterator[PoaExemptRow]:
    """The rows of a POA exempt list. Raises :class:`UnreadableLineError`."""
    for record in _LAYOUT.records(lines, "\t"):
        yield PoaExemptRow(record.code("code", Icd10CmCode).text, record.text("title"))


def poa_exempt_list(lines: Iterable[str], *, edition: str, window: tuple[date, date]) -> CodeList:
    """The list of one fiscal year, to stand as ``poa_exempt`` in ``Tables``.

    Raises :class:`UnreadableLineError`.
    """
    table = CodeTable.from_rows(
        icd10cm.SYSTEM,
        edition=edition,
        window=window,
        rows=(Row(row.code, title=row.title) for row in read_poa_exempt(lines)),
        source="CMS, POA exempt list",
        licence="public domain (US government work)",
    )
    return CodeList("poa_exempt", table)
