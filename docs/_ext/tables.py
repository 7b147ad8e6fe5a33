"""The directive ``tables``: every embedded table with what it says of itself, read from the library."""

from collections.abc import Iterator

import attrs
from docutils import nodes
from grids import grid
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from medclaim.codes._codec import unpack
from medclaim.codes._tables import icd10pcs_labels, succession
from medclaim.codes.crosswalk import ICD9CM_TO_ICD10CM, ICD10CM_TO_ICD9CM
from medclaim.codes.tables import EMBEDDED, CodeEditorLists, CodeList, CodeTable, NoteTable

COLUMNS = {"Table": 16, "Edition": 18, "Window": 15, "Count": 13, "Source": 26, "Licence": 12}


def embedded() -> Iterator[tuple[str, object]]:
    """The parts of the bundle that are there, each list of the code editor on its own."""
    for field in attrs.fields(type(EMBEDDED)):
        part = getattr(EMBEDDED, field.name)
        if isinstance(part, CodeEditorLists):
            for name, found in zip(part._fields, part, strict=True):
                if isinstance(found, CodeList):
                    yield f"{field.name}.{name}", found
        elif part is not None:
            yield field.name, part


def described() -> Iterator[tuple[str, ...]]:
    """A row per table: its name and what stands in the columns."""
    for name, part in embedded():
        table = part.table if isinstance(part, CodeList) else part
        assert isinstance(table, CodeTable | NoteTable)
        what = "notes" if isinstance(table, NoteTable) else "codes"
        yield (name, table.edition, *_about(table.window, len(table), what), *_origin(table))
    for name, mapping in (
        ("crosswalk.ICD9CM_TO_ICD10CM", ICD9CM_TO_ICD10CM),
        ("crosswalk.ICD10CM_TO_ICD9CM", ICD10CM_TO_ICD9CM),
    ):
        yield (
            name,
            mapping.edition,
            *_about(mapping.window, len(mapping), "rows"),
            *_origin(mapping),
        )
    yield (
        "what replaced an ended code",
        "FY2025",
        f"to {succession.LAST_DAY}",
        f"{len(unpack(succession.PAIRS).splitlines()):,} codes",
        succession.SOURCE,
        succession.LICENCE,
    )
    labels = icd10pcs_labels
    yield (
        "pcs_axes",
        labels.EDITION,
        "FY2023",
        "the axes of 78,530 codes",
        labels.SOURCE,
        labels.LICENCE,
    )


def _about(window: tuple[object, object], count: int, what: str) -> tuple[str, str]:
    return f"{window[0]} to {window[1]}", f"{count:,} {what}"


def _origin(table: object) -> tuple[str, str]:
    return getattr(table, "source", ""), getattr(table, "licence", "")


class Tables(SphinxDirective):
    """One table, a row for each; counts are those of the last day of the window."""

    def run(self) -> list[nodes.Node]:
        """The table."""
        return [grid(COLUMNS, described())]


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("tables", Tables)
    # The page depends on the library, not on its own file: always read it again.
    app.connect("env-before-read-docs", lambda _app, _env, names: names.append("tables"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
