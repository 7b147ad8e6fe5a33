"""A page for every code system, out of ``SYSTEMS``: nothing on them is written by hand.

The pages stand in ``codes/_systems`` while the documentation is built, as autosummary's do in
``reference/_modules``; a system that is no more takes its page with it.
"""

import inspect
import shutil
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from pathlib import Path

import attrs
from sphinx.application import Sphinx

from medclaim.codes import SYSTEMS, CodeSystem, CodeValue
from medclaim.codes.tables import EMBEDDED, CodeTable, Tables

FOLDER = Path("codes", "_systems")


def page(system: CodeSystem) -> str:
    """The page of one system, as reStructuredText."""
    prose, examples = halves(inspect.getdoc(import_module(module_of(system))) or "")
    title, _, rest = prose.partition("\n")
    parts = [
        heading(system.name, "="),
        f".. currentmodule:: {module_of(system)}\n",
        f"{title}\n{rest}",
        rows(facts(system)),
        *section("What a code says", rows([(f":attr:`~{name}`", text) for name, text in shown(system)])),
        *section("Examples", examples),
    ]  # fmt: skip
    return "\n".join(parts)


def module_of(system: CodeSystem) -> str:
    """The name of the module that a system has to itself."""
    return system.value_class.__module__


def halves(text: str) -> tuple[str, str]:
    """The prose of a docstring and the examples after it."""
    prose, mark, examples = text.partition(">>>")
    return prose, mark + examples


def heading(text: str, line: str) -> str:
    """A title."""
    return f"{text}\n{line * len(text)}\n"


def section(title: str, body: str) -> Iterator[str]:
    """A section, unless there is nothing in it."""
    if body:
        yield heading(title, "-")
        yield f"{body}\n"


def rows(pairs: list[tuple[str, str]]) -> str:
    """A table of two columns; empty for no rows."""
    if not pairs:
        return ""
    lines = [".. list-table::", "   :widths: 25 75", ""]
    for name, text in pairs:
        lines += [f"   * - {name}", f"     - {text}"]
    return "\n".join([*lines, ""])


def facts(system: CodeSystem) -> list[tuple[str, str]]:
    """What a system is called and kept by, how it is written, and whether there is a table."""
    cls = system.value_class
    found = [
        ("Class", f":class:`~{module_of(system)}.{cls.__name__}`"),
        ("Kept by", system.source),
        ("Form on a claim", f"{cls._EXPECTED}; ``{cls._PATTERN.source}``"),
        ("Written form", written(cls)),
        ("FHIR", f"``{system.uri}``" if system.uri else "no code system of its own"),
        ("The list", licence(system)),
    ]
    if system.is_personal:
        found.append(("Personal", "hidden in every ``repr`` and every error"))
    return [*found, *tables(system)]


def written(cls: type[CodeValue]) -> str:
    """Whether ``str()`` differs from the form on a claim."""
    same = cls.__str__ is CodeValue.__str__
    return "the same" if same else "with its conventional signs: ``str()`` of a value"


def licence(system: CodeSystem) -> str:
    """Whose the list of a system is."""
    if system.is_licensed:
        return (
            f"licensed by its keeper ({system.source}) and no part of this library: bring your copy "
            "as a :class:`~medclaim.codes.tables.CodeTable`"
        )
    return "needs no licence"


def tables(system: CodeSystem) -> list[tuple[str, str]]:
    """The embedded table, or the name of the one that :class:`Tables` has room for."""
    found = []
    for field in attrs.fields(Tables):
        if field.name == system.key or field.name == f"{system.key}s":
            table = getattr(EMBEDDED, field.name)
            found.append((f"``Tables.{field.name}``", described(table)))
    return found or [("Table", "``CodeTable.from_rows`` makes one of your own rows")]


def described(table: object) -> str:
    """What an embedded table holds."""
    if not isinstance(table, CodeTable):
        return "not embedded: your own, with ``attrs.evolve``"
    first, last = table.window
    return f"embedded: {table.edition}; {first} to {last}; {len(table):,} codes; {table.source}"


def shown(system: CodeSystem) -> list[tuple[str, str]]:
    """The public properties of a value beside its text, each with the line that says what it is."""
    found = []
    for name, member in vars(system.value_class).items():
        if isinstance(member, property | cached_property) and not name.startswith("_"):
            said, _, _ = (inspect.getdoc(member) or "").partition("\n\n")
            path = f"{module_of(system)}.{system.value_class.__name__}.{name}"
            found.append((path, " ".join(said.split())))
    return found


def write(app: Sphinx) -> None:
    """Write every page, and take away those of before."""
    folder = Path(app.srcdir) / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for system in SYSTEMS:
        (folder / f"{system.key}.rst").write_text(page(system), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the pages before Sphinx looks for what there is."""
    app.connect("builder-inited", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
