"""Every example runs: those in docstrings, in README and docs, and the programs in examples."""

import ast
import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import medclaim

ROOT = Path(__file__).parents[1]
FLAGS = doctest.ELLIPSIS

# Fenced blocks a reader could type: `pycon` is a session, `python` a program. A page's blocks
# share their names, from the top down.
_BLOCK = re.compile(r"^```(pycon|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^ *(`{3,}|~{3,})[{ ]*(\w*)", re.MULTILINE)


def modules() -> Iterator[str]:
    yield "medclaim"
    for found in pkgutil.walk_packages(medclaim.__path__, "medclaim."):
        if "_tables" not in found.name:
            yield found.name


def pages() -> list[Path]:
    built = ROOT / "docs" / "_build"
    docs = (p for p in (ROOT / "docs").rglob("*.md") if built not in p.parents)
    return sorted([*ROOT.glob("*.md"), *docs])


def programs() -> list[Path]:
    return sorted((ROOT / "examples").glob("*.py"))


def run(test: doctest.DocTest, globs: dict[str, object] | None = None) -> None:
    output: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    failed = runner.run(test, out=output.append, clear_globs=globs is None).failed
    if globs is not None:
        globs.update(test.globs)
    assert not failed, "".join(output)


@pytest.mark.parametrize("name", [*modules()])
def test_docstring(name: str) -> None:
    for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name), name):
        run(test)


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_page(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": page.stem}
    for block in _BLOCK.finditer(text):
        kind, code = block.groups()
        line = text.count("\n", 0, block.start(2))
        if kind == "pycon":
            parser = doctest.DocTestParser()
            run(parser.get_doctest(code, names, page.name, str(page), line), names)
        else:
            tree = ast.parse(code, filename=str(page))
            exec(compile(ast.increment_lineno(tree, line), str(page), "exec"), names)


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_no_python_hides_from_the_test_above(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = [
        m for m in _FENCE.finditer(text) if m[2].lower() in {"python", "pycon", "py", "python3"}
    ]
    assert len(shown) == len(_BLOCK.findall(text))
    assert ">>> " not in _BLOCK.sub("", text)


@pytest.mark.parametrize(
    "title, end", [("Run it", " examples/office_visit.py"), ("Test it", " -m pytest")]
)
def test_readme_command(title: str, end: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.count("\n") <= 120
    section = text.split(f"\n## {title}\n")[1].split("\n## ")[0]
    [command] = re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert command.count("\n") == 1
    assert command.endswith(f"{end}\n")


@pytest.mark.parametrize("program", programs(), ids=lambda program: program.name)
def test_program(program: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", str(program)],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "prints nothing"
    assert list(tmp_path.iterdir()) == []
