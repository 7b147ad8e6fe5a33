"""The ICD-10-PCS tables as XML: ``icd10pcs_tables_YYYY.xml``.

A table has the first three characters of its codes; each of its rows lists what the other four may
be. A code is valid if one row of its table allows each of its last four characters.

Source: CMS, ICD-10-PCS tables and index, XML, of each fiscal year.

>>> xml = '''<ICD10PCS.tabular><pcsTable>
... <axis pos="1"><title>Section</title><label code="0">Made up</label></axis>
... <axis pos="2"><title>Body System</title><label code="0">Made up</label></axis>
... <axis pos="3"><title>Operation</title><label code="1">Bypass</label></axis>
... <pcsRow codes="2"><axis pos="4"><title>Body Part</title><label code="6">One</label></axis>
... <axis pos="5"><title>Approach</title><label code="0">Open</label></axis>
... <axis pos="6"><title>Device</title><label code="7">One</label><label code="J">Two</label></axis>
... <axis pos="7"><title>Qualifier</title><label code="0">One</label></axis></pcsRow>
... </pcsTable></ICD10PCS.tabular>'''
>>> [row] = read_pcs_tables(xml)
>>> row.prefix, list(row.codes()), row.axes[3].title
('001', ['0016070', '00160J0'], 'Body Part')
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import NamedTuple

from medclaim.codes import icd10pcs
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.readers._xml import Element, elements
from medclaim.codes.tables import CodeTable

_LAYOUT = "ICD-10-PCS tables"
_TABLE = frozenset({"pcsTable"})


class PcsAxis(NamedTuple):
    """One of the seven characters: what it says, the values it may have, and what each means."""

    title: str
    values: tuple[tuple[str, str], ...]
    definition: str = ""


class PcsRow(NamedTuple):
    """One row of a table: its seven axes, the first three with the one value of the table."""

    axes: tuple[PcsAxis, ...]

    @property
    def prefix(self) -> str:
        """The first three characters: section, body system, operation."""
        return "".join(axis.values[0][0] for axis in self.axes[:3])

    def codes(self) -> Iterator[str]:
        """The codes of the row, in the order of its values."""
        characters = [[value for value, _ in axis.values] for axis in self.axes]
        return map("".join, product(*characters))


def read_pcs_tables(xml: str | Iterable[str]) -> Iterator[PcsRow]:
    """The rows of all tables in order, from the text of the XML or its lines.

    A row that says how many codes it has must have so many. Raises :class:`UnreadableLineError`.
    """
    for table in elements(_LAYOUT, xml, "ICD10PCS.tabular", _TABLE):
        head = _axes(table, 1)
        if len(head) != 3 or any(len(axis.values) != 1 for axis in head):
            raise table.wrong("<pcsTable> with three axes of one value each")
        for row in table.all("pcsRow"):
            axes = _axes(row, 4)
            if len(axes) != 4:
                raise row.wrong("<pcsRow> with four axes")
            found = PcsRow((*head, *axes))
            stated = row.attributes.get("codes", "")
            count = 1
            for axis in axes:
                count *= len(axis.values)
            if stated and stated != str(count):
                raise row.wrong(f"<pcsRow> of {count} codes, as its axes have")
            yield found


def pcs_table(xml: str | Iterable[str], *, edition: str, window: tuple[date, date]) -> CodeTable:
    """The codes of one fiscal year. Raises :class:`UnreadableLineError`."""
    return CodeTable.from_rows(
        icd10pcs.SYSTEM,
        edition=edition,
        window=window,
        rows=((code,) for row in read_pcs_tables(xml) for code in row.codes()),
        source="CMS, ICD-10-PCS tables",
        licence="public domain (US government work)",
    )


def _axes(element: Element, first: int) -> list[PcsAxis]:
    axes: list[PcsAxis] = []
    for axis in element.all("axis"):
        position = first + len(axes)
        if axis.attributes.get("pos") != str(position):
            raise axis.wrong(f'<axis pos="{position}">')
        labels = list(axis.all("label"))
        values = tuple((label.attributes.get("code", ""), label.text) for label in labels)
        for label, (value, _) in zip(labels, values, strict=True):
            if len(value) != 1 or not Icd10PcsCode.is_valid(f"0016{value}70"):
                raise label.wrong("<label> with one character of ICD-10-PCS")
        if not values:
            raise axis.wrong("<axis> with a <label>")
        definition = axis.first("definition")
        axes.append(
            PcsAxis(axis.text_of("title"), values, "" if definition is None else definition.text)
        )
    return axes
