"""The directive ``rules``: every ``Rule`` of the library, read from the library itself.

It walks the modules of ``medclaim`` and collects the ``Rule`` values it finds in them, alone, in a
tuple, a list or a mapping, or in an ``Edit``. A rule may stand at two severities, since payers
differ; two rules that differ in anything else under one id fail the build.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import ModuleType

import attrs
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import medclaim
from medclaim.edit import Edit
from medclaim.findings import Rule, Severity

GROUPS = {
    "A": "Codes and identifiers",
    "B": "Diagnoses",
    "C": "Procedures",
    "D": "Claims",
    "E": "Payers",
    "X": "X12 itself",
}
COLUMNS = {"Rule": 14, "Severity": 9, "Asks for": 45, "Authority": 20, "Payer's answer": 12}


def modules() -> Iterator[ModuleType]:
    """Every module of the library but its data and what needs an extra."""
    for found in pkgutil.walk_packages(medclaim.__path__, "medclaim."):
        if "._tables" not in found.name and not found.name.startswith("medclaim.strategies"):
            yield importlib.import_module(found.name)


def rules_in(value: object) -> Iterator[Rule]:
    """The rules a module-level value is or holds."""
    if isinstance(value, Rule):
        yield value
    elif isinstance(value, Edit):
        yield from value.rules
    elif isinstance(value, tuple | list | frozenset | set):
        for item in value:
            yield from rules_in(item)
    elif isinstance(value, Mapping):
        yield from rules_in(tuple(value.values()))


def collect() -> list[list[Rule]]:
    """All rules by id, each at every severity it has, the gravest first."""
    found: dict[str, list[Rule]] = {}
    twice: dict[str, None] = {}
    for module in modules():
        for value in vars(module).values():
            for rule in rules_in(value):
                known = found.setdefault(rule.id, [])
                if known and attrs.evolve(rule, severity=known[0].severity) != known[0]:
                    twice[f"{rule.id} {rule.name}: {rule.summary}"] = None
                elif rule not in known:
                    known.append(rule)
    if twice:
        raise ExtensionError(f"said already, in other words: {'; '.join(twice)}")
    order = list(Severity)
    return [sorted(found[key], key=lambda r: order.index(r.severity)) for key in sorted(found)]


class Rules(SphinxDirective):
    """One section and table per letter; each rule has the anchor ``rule-<id>``."""

    def run(self) -> list[nodes.Node]:
        """The sections."""
        rules = collect()
        parts: list[nodes.Node] = [nodes.paragraph(text=f"This version knows {len(rules)} rules.")]
        for letter in sorted({rule[0].id[0] for rule in rules}):
            group = [rule for rule in rules if rule[0].id[0] == letter]
            section = nodes.section(ids=[nodes.make_id(f"rules-{letter}")])
            section += nodes.title(text=f"{letter}: {GROUPS.get(letter, 'Others')}")
            section += table(group)
            parts.append(section)
        return parts


def table(rules: list[list[Rule]]) -> nodes.table:
    """A table of rules."""
    group = nodes.tgroup(cols=len(COLUMNS))
    group += [nodes.colspec(colwidth=width) for width in COLUMNS.values()]
    group += nodes.thead("", row([nodes.paragraph(text=title) for title in COLUMNS]))
    body = nodes.tbody()
    for rule, *others in rules:
        name = nodes.paragraph("", "", nodes.strong(text=rule.id), nodes.Text(f" {rule.name}"))
        name["ids"].append(nodes.make_id(f"rule-{rule.id}"))
        severity = " or ".join(r.severity.value for r in (rule, *others))
        texts = (severity, rule.summary, rule.authority, "; ".join(rule.answer))
        body += row([name, *(nodes.paragraph(text=text) for text in texts)])
    group += body
    return nodes.table("", group)


def row(cells: list[nodes.paragraph]) -> nodes.row:
    """A row of a table."""
    return nodes.row("", *(nodes.entry("", cell) for cell in cells))


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("rules", Rules)
    # The page depends on the library, not on its own file: always read it again.
    app.connect("env-before-read-docs", lambda _app, _env, names: names.append("rules"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
