"""The house's own rules, held by reading the syntax tree of every module of the installed package.

Each rule is a small generator of complaints about one module, so that the second half of this file
can show that each of them does complain.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import medclaim

ROOT = Path(medclaim.__path__[0])

# The library does no I/O, reads no clock and draws no lots.
BANNED = frozenset(
    {"os", "io", "pathlib", "socket", "urllib", "time", "random", "logging", "subprocess"}
    | {"tempfile", "shutil", "requests"}
)
CLOCKS = frozenset({"now", "today", "utcnow"})
NOTES_TO_SELF = ("# TODO", "# FIXME", "# XXX")
LONGEST = 500

FOUNDATION = frozenset(
    {"findings", "_rules", "dates", "money", "_text", "_html", "_check_digits", "malformed", "edit"}
)
FORMATS = frozenset({"claims.x12", "claims.forms", "claims.fhir_r4"})
JOINERS = frozenset(
    {
        "claims.compose",
        "claims._composing",
        "claims._composing_professional",
        "claims._composing_stay",
        "claims._composing_dental",
        "claims.check",
        "claims.locate",
        "claims.secondary",
        "claims.splitting",
    }
)
# What each layer may import besides itself; a package's own __init__ may re-export what is under it.
VALUES = frozenset({"claim values", "codes", "foundation"})
MAY_IMPORT: dict[str, frozenset[str]] = {
    "tables": frozenset(),
    "foundation": frozenset(),
    "codes": frozenset({"foundation", "tables"}),
    "coding edits": frozenset({"codes", "foundation"}),
    "claim values": frozenset({"codes", "foundation"}),
    "claim edits": VALUES | {"coding edits"},
    **dict.fromkeys(FORMATS, VALUES),
    "joiners": VALUES | FORMATS | {"coding edits", "claim edits"},
}
EVERYTHING = frozenset(MAY_IMPORT)
MAY_IMPORT |= {"convert": EVERYTHING, "strategies": EVERYTHING}
PACKAGES = frozenset({"", "claims"})


class Module(NamedTuple):
    """A module of the library: its dotted name under ``medclaim``, its text and its tree."""

    name: str
    text: str
    tree: ast.Module
    is_package: bool = False

    @property
    def is_generated(self) -> bool:
        return "_tables" in self.name.split(".")

    @property
    def is_public(self) -> bool:
        return not any(part.startswith("_") for part in self.name.split("."))


def read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    text = path.read_text(encoding="utf-8")
    return Module(name, text, ast.parse(text), is_package)


def is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def layer(name: str) -> str:
    """The layer a module of the library belongs to."""
    if "_tables" in name.split("."):
        return "tables"
    for top in ("convert", "strategies"):
        if is_in(name, top):
            return top
    if is_in(name, "codes.edits"):
        return "coding edits"
    if is_in(name, "codes"):
        return "codes"
    if is_in(name, "claims.edits"):
        return "claim edits"
    if name in JOINERS:
        return "joiners"
    for package in FORMATS:
        if is_in(name, package):
            return package
    if is_in(name, "claims"):
        return "claim values"
    if name.split(".", maxsplit=1)[0] in FOUNDATION:
        return "foundation"
    return f"no layer of the house: {name}"


MODULES = {m.name: m for m in map(read, sorted(ROOT.rglob("*.py")))}


def imports(module: Module) -> Iterator[str]:
    """Every module imported, by full dotted name; the submodule itself in ``from package import it``."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                up = node.level - module.is_package
                parts = ["medclaim", *filter(None, module.name.split("."))]
                base = ".".join([*parts[: len(parts) - up], *filter(None, [base])])
            for alias in node.names:
                inner = f"{base}.{alias.name}"
                yield inner if inner.removeprefix("medclaim.") in MODULES else base


def no_io(module: Module) -> Iterator[str]:
    for name in imports(module):
        if name.split(".")[0] in BANNED:
            yield f"imports {name}"


def no_clock(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "attr", None) or getattr(called, "id", None)
            if name in CLOCKS:
                yield f"line {node.lineno} calls {name}()"


def no_prints(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"print", "open", "input"}
        ):
            yield f"line {node.lineno} calls {node.func.id}()"


def one_way(module: Module) -> Iterator[str]:
    if module.name in PACKAGES and module.is_package:
        # The front door names what it finds on first use, the converter too.
        allowed = EVERYTHING if module.name else EVERYTHING | {"convert"}
    else:
        own = layer(module.name)
        if own not in MAY_IMPORT:
            yield own
            return
        allowed = MAY_IMPORT[own] | {own}
    for full in imports(module):
        name = full.removeprefix("medclaim").removeprefix(".")
        if not is_in(full, "medclaim"):
            continue
        if name in PACKAGES:
            if module.name not in PACKAGES:
                yield f"imports the package {full} instead of one of its modules"
        elif layer(name) not in allowed:
            yield f"imports {full}"


def tables_alone(module: Module) -> Iterator[str]:
    if module.is_generated:
        yield from (f"imports {name}" for name in imports(module))


def explained(module: Module) -> Iterator[str]:
    if module.is_generated:
        return
    if module.is_public and not ast.get_docstring(module.tree):
        yield "has no docstring"
    yield from _undocumented(module.tree, "")


def _undocumented(node: ast.Module | ast.ClassDef, prefix: str) -> Iterator[str]:
    for inner in node.body:
        if isinstance(inner, ast.ClassDef | ast.FunctionDef) and not inner.name.startswith("_"):
            is_overload = any(
                ast.unparse(d).split(".")[-1] in {"overload", "setter"}
                for d in inner.decorator_list
            )
            if not is_overload and not ast.get_docstring(inner):
                yield f"line {inner.lineno}: {prefix}{inner.name} has no docstring"
            if isinstance(inner, ast.ClassDef):
                yield from _undocumented(inner, f"{inner.name}.")


def short(module: Module) -> Iterator[str]:
    lines = module.text.count("\n")
    if lines >= LONGEST and not module.is_generated:
        yield f"has {lines} lines: it holds two things"


def finished(module: Module) -> Iterator[str]:
    if module.is_generated:
        return
    for number, line in enumerate(module.text.splitlines(), 1):
        if line.lstrip().startswith(NOTES_TO_SELF):
            yield f"line {number} is a note to self"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if getattr(raised, "id", None) == "NotImplementedError":
                yield f"line {node.lineno} is not implemented"


House = Callable[[Module], Iterator[str]]
RULES: tuple[House, ...] = (
    no_io,
    no_clock,
    no_prints,
    one_way,
    tables_alone,
    explained,
    short,
    finished,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: House) -> None:
    complaints = list(
        dict.fromkeys(
            f"{m.name or 'medclaim'} {said}" for m in MODULES.values() for said in rule(m)
        )
    )
    assert not complaints, "\n".join(complaints)


def test_every_module_is_read() -> None:
    assert {"", "findings", "codes.icd10cm", "codes._system"} <= set(MODULES)


BROKEN: list[tuple[House, str, str]] = [
    (no_io, "findings", "import os.path"),
    (no_io, "findings", "def f():\n    from urllib.parse import quote"),
    (no_clock, "dates", "from datetime import date\nx = date.today()"),
    (no_clock, "dates", "import datetime\nx = datetime.datetime.now(datetime.UTC)"),
    (no_prints, "dates", "print(1)"),
    (no_prints, "dates", "open('f')"),
    (one_way, "findings", "from medclaim.codes.npi import Npi"),
    (one_way, "money", "import medclaim.claims.claim"),
    (one_way, "dates", "from medclaim import codes"),
    (one_way, "codes.npi", "from medclaim.claims.parties import Person"),
    (one_way, "codes.npi", "from medclaim.codes.edits import sequencing"),
    (one_way, "codes.npi", "import medclaim"),
    (one_way, "codes.npi", "from ..claims.parties import Person"),
    (one_way, "codes.edits.ncci", "from medclaim.claims.claim import ProfessionalClaim"),
    (one_way, "claims.claim", "from medclaim.claims.x12.writer import write"),
    (one_way, "claims.claim", "from medclaim.claims.edits.balance import BALANCE"),
    (one_way, "claims.claim", "from medclaim.codes.edits.ncci import PTP"),
    (one_way, "claims.claim", "from medclaim.claims.check import check"),
    (one_way, "claims.x12.writer", "from medclaim.claims.edits.balance import BALANCE"),
    (one_way, "claims.x12.writer", "from medclaim.claims.forms.cms1500 import ITEMS"),
    (one_way, "claims.forms.cms1500", "from medclaim.claims.x12.writer import write"),
    (one_way, "claims.fhir_r4", "from medclaim.claims.forms.cms1500 import ITEMS"),
    (one_way, "claims.edits.balance", "from medclaim.claims.x12.reader import read"),
    (one_way, "claims.edits.balance", "from medclaim.claims.compose import compose"),
    (one_way, "claims.check", "import medclaim.convert"),
    (one_way, "", "from medclaim.strategies import encounters as encounters"),
    (one_way, "claims.check", "from medclaim import strategies"),
    (one_way, "attic", "x = 1"),
    (tables_alone, "codes._tables.icd10cm", "import attrs"),
    (explained, "codes.npi", "x = 1"),
    (explained, "codes.npi", '"""Npi."""\ndef f(): pass'),
    (explained, "codes.npi", '"""Npi."""\nclass C:\n    """C."""\n    def f(self): pass'),
    (short, "codes.npi", "x = 1\n" * LONGEST),
    (finished, "codes.npi", "x = 1\n# TODO: the rest"),
    (finished, "codes.npi", "def f():\n    raise NotImplementedError"),
]


@pytest.mark.parametrize("rule, name, text", BROKEN)
def test_a_broken_rule_is_seen(rule: House, name: str, text: str) -> None:
    assert list(rule(Module(name, text, ast.parse(text), is_package=not name)))


KEPT: list[tuple[House, str, str]] = [
    (no_clock, "dates", "from datetime import date\nx = date(2026, 1, 1)"),
    (one_way, "findings", "from medclaim.malformed import Malformed"),
    (one_way, "codes.npi", "from medclaim._check_digits import luhn\nimport re"),
    (one_way, "codes.tables", "from medclaim.codes._tables import icd10cm"),
    (one_way, "codes.edits.ncci", "from medclaim.codes.modifier import Modifier"),
    (one_way, "claims.x12.writer", "from medclaim.claims.claim import ProfessionalClaim"),
    (one_way, "claims.edits.balance", "from medclaim.codes.edits import ncci"),
    (
        one_way,
        "claims.check",
        "from medclaim.claims import x12\nfrom medclaim.codes.edits import ncci",
    ),
    (one_way, "convert", "from medclaim.claims.check import check"),
    (one_way, "", "from medclaim.convert import to_json as to_json"),
    (one_way, "strategies._claims", "from medclaim.strategies._codes import npis"),
    (one_way, "strategies", "from medclaim.strategies._codes import codes"),
    (explained, "codes.npi", '"""Npi."""\ndef _f(): pass'),
    (short, "codes._tables.icd10cm", "x = 1\n" * LONGEST),
]


@pytest.mark.parametrize("rule, name, text", KEPT)
def test_a_kept_rule_is_left_alone(rule: House, name: str, text: str) -> None:
    assert list(rule(Module(name, text, ast.parse(text), is_package=not name))) == []
