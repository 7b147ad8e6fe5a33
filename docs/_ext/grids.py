"""A table of texts, for the extensions beside this one."""

from collections.abc import Iterable, Mapping, Sequence

from docutils import nodes


def grid(widths: Mapping[str, int], rows: Iterable[Sequence[str]]) -> nodes.table:
    """A table of rows under the heads of ``widths``, which say how wide each column is."""
    group = nodes.tgroup(cols=len(widths))
    group += [nodes.colspec(colwidth=width) for width in widths.values()]
    group += nodes.thead("", _row(widths))
    group += nodes.tbody("", *(_row(texts) for texts in rows))
    return nodes.table("", group)


def _row(texts: Iterable[str]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph(text=text)) for text in texts))
