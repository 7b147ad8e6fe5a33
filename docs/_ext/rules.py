"""The directive ``rules``: every ``Rule`` of the library, read from the library itself.

Its examples are the cases of the tests' vectors, and what was decided against stands in the files
of ``docs/decisions``.

It walks the modules of ``medclaim`` and collects the ``Rule`` values it finds in them, alone, in a
tuple, a list or a mapping, or in an ``Edit``. A rule may stand at two severities, since payers
differ; two rules that differ in anything else under one id fail the build.
"""

import csv
import importlib
import json
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import attrs
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import medclaim
from medclaim.claims.check import ALL
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
# How much of an example's changes is shown.
LONGEST = 200
HERE = Path(__file__).parents[1]
VECTORS = HERE.parent / "tests" / "vectors" / "rules"


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


class Decision(NamedTuple):
    """An edit of the catalogue that is no rule of its own: where it went, or why not."""

    id: str
    name: str
    decision: str
    into: str
    reason: str


def decisions() -> list[Decision]:
    """What was decided against, by id."""
    found: list[Decision] = []
    for path in sorted((HERE / "decisions").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            found += [Decision(**row) for row in csv.DictReader(rows)]
    return sorted(found)


def examples() -> dict[str, dict[str, list[str]]]:
    """For each rule what its vectors call their cases, those that violate it and those that do not."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(VECTORS.glob("*.json")):
        for vector in json.loads(path.read_text(encoding="utf-8")):
            cases = found.setdefault(vector["rule"], {"violates": [], "satisfies": []})
            for what, known in cases.items():
                known += [f"{body['case']}: {_claim(body)}" for body in vector[what]]
    return found


def _claim(body: dict[str, Any]) -> str:
    changes = body.get("changes") or body.get("encounter") or body.get("batch") or {}
    said = json.dumps(changes, ensure_ascii=True)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} ..."


class Rules(SphinxDirective):
    """One section per letter, one entry per rule; each has the anchor ``rule-<id>``."""

    def run(self) -> list[nodes.Node]:
        """The sections."""
        rules, declined, shown = collect(), decisions(), examples()
        edits: dict[str, list[Edit]] = {}
        for entry in ALL:
            for rule in entry.rules:
                edits.setdefault(rule.id, []).append(entry)
        intro = (
            f"This version knows {len(rules)} rules; of the catalogue they come from, "
            f"{len(declined)} edits are part of another rule or were decided against."
        )
        parts: list[nodes.Node] = [nodes.paragraph(text=intro)]
        letters = sorted({rule[0].id[0] for rule in rules} | {entry.id[0] for entry in declined})
        for letter in letters:
            section = nodes.section(ids=[nodes.make_id(f"rules-{letter}")])
            section += nodes.title(text=f"{letter}: {GROUPS.get(letter, 'Others')}")
            entries = nodes.definition_list()
            for rule in (rule for rule in rules if rule[0].id[0] == letter):
                entries += entry_of(rule, edits.get(rule[0].id, []), shown.get(rule[0].id, {}))
            section += entries
            against = [entry for entry in declined if entry.id[0] == letter]
            if against:
                section += nodes.rubric(text="Part of another rule, or decided against")
                section += listed(
                    f"{e.id} {e.name}: {f'part of {e.into}; ' if e.into else ''}{e.reason}"
                    for e in against
                )
            parts.append(section)
        return parts


def entry_of(
    rules: list[Rule], edits: list[Edit], shown: Mapping[str, list[str]]
) -> nodes.definition_list_item:
    """A rule as a definition: what it asks for, and what there is to know about it."""
    rule = rules[0]
    term = nodes.term("", "", nodes.strong(text=rule.id), nodes.Text(f" {rule.name}"))
    term["ids"].append(nodes.make_id(f"rule-{rule.id}"))
    needs = dict.fromkeys(need for entry in edits for need in entry.needs)
    kinds = {kind.value for entry in edits for kind in entry.kinds}
    facts = {
        "Severity": " or ".join(r.severity.value for r in rules),
        "SNIP type": str(rule.snip_type),
        "Looks at": f"{', '.join(sorted(kinds))} claims" if kinds else "the text or the form",
        "Fires on": " ".join(
            dict.fromkeys((entry.run.__doc__ or "").strip().split("\n")[0] for entry in edits)
        ),
        "Needs": ", ".join(needs),
        "Source": rule.authority,
        "Payer's answer": "; ".join(rule.answer),
        "Violated by": "; or ".join(shown.get("violates", [])[:1]),
        "Satisfied by": "; or ".join(shown.get("satisfies", [])[:1]),
    }
    said = nodes.definition("", nodes.paragraph(text=rule.summary))
    fields = nodes.field_list()
    for name, text in facts.items():
        if text:
            # An example is data: no quote of it is to be made curly.
            shape = nodes.literal if name.endswith(" by") else nodes.inline
            body = nodes.field_body("", nodes.paragraph("", "", shape(text=text)))
            fields += nodes.field("", nodes.field_name(text=name), body)
    said += fields
    return nodes.definition_list_item("", term, said)


def listed(texts: Iterable[str]) -> nodes.bullet_list:
    """Texts as a list."""
    return nodes.bullet_list(
        "", *(nodes.list_item("", nodes.paragraph(text=text)) for text in texts)
    )


def setup(app: Sphinx) -> dict[str, bool]:
    """Add the directive."""
    app.add_directive("rules", Rules)
    # The page depends on the library, not on its own file: always read it again.
    app.connect("env-before-read-docs", lambda _app, _env, names: names.append("rules"))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
