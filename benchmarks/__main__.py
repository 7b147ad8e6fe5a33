"""medclaim side by side with its peers: ``python benchmarks``.

Every peer runs in a virtual environment of its own, made here at first use. All get the same input,
written by medclaim from made-up visits, in the same minutes: round by round one run after the other,
each in a process of its own, garbage collection on, the first round not counted. A figure is the median of the rounds, a ratio the
median of the rounds' ratios. A timing is never a test: nothing fails here.
"""

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

import ncci
import samples
import startup
from peers import PEERS
from report import Comparison, compared, seen, table, verdict
from sides import OURS, Figures, Run, Sides

PARTS = ("start", "tables", "codes", "claims", "growth")
CLAIMS = 1_000
MANY_CLAIMS = 10_000
# What is linear of a thousand and ten thousand must be so of as many as a year of a practice.
MOST_CLAIMS = 100_000
# Claims streamed may hold so much at once, however many there are.
MOST_STREAMED_MEGABYTES = 100

# The check of a hundred claims of so many days, four lines each.
COURSES = {days: Run(OURS, "check courses", days) for days in (1, 3, 12)}


def code_comparisons(folder: Path) -> list[Comparison]:
    """Codes: is it billable, what is above and below it, is the number right."""
    codes, repeated = str(folder / "codes.json"), str(folder / "repeated.json")
    npis, ndcs = str(folder / "npis.json"), str(folder / "ndcs.json")
    simple = Run("simple_icd_side", "billable", codes)
    mappings = Run("icd_mappings_side", "billable", codes)
    dated = Run(OURS, "status", codes)
    undated = Run(OURS, "status undated", codes)
    text = Run(OURS, "status from text", codes)
    bare = Run(OURS, "status of text", codes)
    many = Run(OURS, "billable", codes)
    again = Run(OURS, "billable", repeated)
    npi = Run(OURS, "npi", npis)
    return [
        Comparison("billable on a day: simple-icd-10-cm valid and leaf, no day", dated, simple, 1.6),
        Comparison("billable on a day: icd-mappings list, no day", dated, mappings),
        Comparison("billable, no day: simple-icd-10-cm", undated, simple, 2),
        Comparison("billable, no day: icd-mappings list", undated, mappings),
        Comparison("text parsed, then billable on a day: simple-icd-10-cm", text, simple),
        Comparison("text parsed, then billable on a day: icd-mappings list", text, mappings),
        Comparison("billing form billable on a day: simple-icd-10-cm", bare, simple),
        Comparison("billing form billable on a day: icd-mappings list", bare, mappings),
        Comparison("many texts at once, asked before: icd-mappings list", many, mappings, 2),
        Comparison("many texts at once, 500 different: icd-mappings list", again, Run("icd_mappings_side", "billable", repeated), 3),
        Comparison("many texts at once, never asked before: icd-mappings list", Run(OURS, "billable anew", codes), mappings),
        *(
            Comparison(f"{task} (1 code): simple-icd-10-cm", Run(OURS, task, codes), Run("simple_icd_side", task, codes), 1)
            for task in ("parent", "children", "ancestors")
        ),
        Comparison("NPI valid: claim-validator", npi, Run("claim_validator_side", "npi", npis), 3),
        Comparison("NPI valid: luhncheck (Luhn only)", npi, Run("luhncheck_side", "npi", npis), 3),
        Comparison("NPI valid: python-stdnum (Luhn only)", npi, Run("stdnum_side", "npi", npis), 3),
        Comparison("NDC to eleven digits: sqllocks-shape-healthcare-codes", Run(OURS, "ndc", ndcs), Run("shape_side", "ndc", ndcs), 1),
    ]  # fmt: skip


def claim_comparisons(folder: Path) -> list[Comparison]:
    """Claims of four lines: typed values to text, text to typed values, what is wrong with it."""
    text, values = str(folder / f"claims-{CLAIMS}.edi"), str(folder / f"claims-{CLAIMS}.json")
    read = Run(OURS, "read", text)
    check = Run(OURS, "check text", text)
    pyx12 = Run("pyx12_side", "validate", text)
    return [
        Comparison("837P written: linuxforhealth-x12", Run(OURS, "write", CLAIMS), Run("linuxforhealth_side", "write", text), 20),
        Comparison("837P read: linuxforhealth-x12", read, Run("linuxforhealth_side", "read", text), 25),
        Comparison("837P read: pyx12 validating", read, pyx12),
        Comparison("837P text checked: pyx12 validating", check, pyx12, 20),
        Comparison("837P text and claims checked: pyx12 validating", Run(OURS, "check text and claims", text), pyx12, 12),
        Comparison("837P streamed and checked: pyx12 validating", Run(OURS, "stream", text), pyx12),
        Comparison("claim checked, every edit: claim-validator", Run(OURS, "check", CLAIMS), Run("claim_validator_side", "check", values)),
        Comparison("claim checked, every edit, NCCI tables of real size: pyx12 validating", Run(OURS, "check with NCCI", f"{CLAIMS} {folder}"), pyx12, 20),
        Comparison("typed values made", Run(OURS, "make", CLAIMS)),
        Comparison("encounter's coding checked and composed", Run(OURS, "compose", CLAIMS)),
    ]  # fmt: skip


def growth(folder: Path) -> list[tuple[str, list[Run]]]:
    """The same of few, of many and of most claims."""
    counts = [CLAIMS, MANY_CLAIMS, MOST_CLAIMS]
    texts = [str(folder / f"claims-{count}.edi") for count in counts]
    return [
        ("written", [Run(OURS, "write", count) for count in counts]),
        ("read", [Run(OURS, "read", text) for text in texts]),
        ("text checked", [Run(OURS, "check text", text) for text in texts]),
        ("streamed and checked", [Run(OURS, "stream", text) for text in texts]),
        ("claims checked", [Run(OURS, "check", count) for count in counts]),
        ("streamed, every edit", [Run(OURS, "stream and check", text) for text in texts]),
    ]


def started(sides: Sides, folder: Path, rounds: int) -> str:
    """The table of first answers."""
    todo = [
        (p, python)
        for p in startup.probes(folder / "claims-1.edi")
        if (python := sides.python(p.side))
    ]
    rows = []
    for probe, cost in startup.measure(todo, rounds).items():
        most = probe.at_most
        kept = most is not None and cost.milliseconds <= most[0] and cost.megabytes <= most[1]
        rows.append(
            (
                probe.what,
                probe.side.removesuffix("_side"),
                probe.before.rpartition("; ")[2] if "import" in probe.before else "nothing",
                f"{cost.milliseconds:.0f}",
                f"{cost.processor:.0f}",
                f"{cost.megabytes:.1f}",
                f"{most[0]} ms, {most[1]} MB" if most else "",
                verdict(reached=kept) if most else "",
            )
        )
    return table(("import and", "", "above", "ms", "of CPU", "MB", "at most", ""), rows)


def grown(figures: dict[Run, Figures], folder: Path) -> str:
    """The table of few claims against many and most."""
    rows = []
    for what, runs in growth(folder):
        rates = [figures[run].rate for run in runs if run in figures]
        if len(rates) == len(runs):
            columns = [f"{1e6 / rate:.0f}" for rate in rates]
            rows.append((what, *columns, f"{rates[0] / rates[-1]:.2f}"))
    heads = [f"of {count:,}" for count in (CLAIMS, MANY_CLAIMS, MOST_CLAIMS)]
    return table(("microseconds a claim", *heads, "times"), rows)


def by_line(figures: dict[Run, Figures]) -> str:
    """The table of what a line costs in a check, on claims of few lines and of many."""
    rows = [
        (f"{4 * days} lines", f"{1e6 / figures[run].rate / (4 * days):.1f}")
        for days, run in COURSES.items()
        if run in figures
    ]
    return table(("claims checked", "microseconds a line"), rows)


def streamed(folder: Path, rounds: int) -> str:
    """The table of what a stream holds."""
    probes = [
        startup.streaming(folder / f"claims-{count}.edi", f"{count:,} claims")
        for count in (CLAIMS, MANY_CLAIMS, MOST_CLAIMS)
    ]
    costs = startup.measure([(probe, Path(sys.executable)) for probe in probes], rounds)
    rows = [
        (
            probe.what,
            f"{cost.megabytes:.1f}",
            f"{MOST_STREAMED_MEGABYTES} MB",
            verdict(reached=cost.megabytes <= MOST_STREAMED_MEGABYTES),
        )
        for probe, cost in costs.items()
    ]
    return table(("streamed, read and checked", "MB", "at most", ""), rows)


def loaded(folder: Path, rounds: int) -> str:
    """The table of what a release of PTP edits costs."""
    probe = startup.loading(folder)
    cost = startup.measure([(probe, Path(sys.executable))], rounds)[probe]
    assert probe.at_most is not None
    kept = cost.milliseconds <= probe.at_most[0] and cost.megabytes <= probe.at_most[1]
    row = (
        probe.what,
        f"{cost.milliseconds:,.0f}",
        f"{cost.processor:,.0f}",
        f"{cost.megabytes:.0f}",
        f"{probe.at_most[0]:,} ms, {probe.at_most[1]} MB",
        verdict(reached=kept),
    )
    return table(("NCCI PTP edits loaded", "ms", "of CPU", "MB", "at most", ""), [row])


def load() -> str:
    """How busy the machine is, where it says so."""
    return ", ".join(f"{one:.2f}" for one in os.getloadavg()) if hasattr(os, "getloadavg") else "?"


def say(title: str, text: str) -> None:
    """A titled block."""
    print(f"\n{title}\n\n{text}", flush=True)


def main() -> None:
    """Print every table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5, help="how often each is measured (5)")
    options.add_argument("--only", choices=PARTS, action="append")
    options.add_argument(
        "--cpu", action="store_true", help="processor time, not wall time: where others are at work"
    )
    chosen = options.parse_args()
    only = chosen.only or PARTS
    sides = Sides({OURS, *(p.side for p in PEERS)}, "cpu" if chosen.cpu else "wall")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        samples.write_samples(folder, (1, CLAIMS, MANY_CLAIMS))
        machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs"
        print(f"Python {platform.python_version()}, {machine}")
        print("; ".join(sides.versions()))
        clock = "processor time" if chosen.cpu else "wall time"
        print(f"{clock}, {chosen.rounds} rounds; load average at the start {load()}")
        figures: dict[Run, Figures] = {}
        if "tables" in only or "claims" in only:
            ncci.write_files(folder)
        if "tables" in only:
            say("Tables", loaded(folder, min(chosen.rounds, 3)))
        if "start" in only:
            say(
                "First answers, each in a fresh process",
                started(sides, folder, max(chosen.rounds, 7)),
            )
        for title, key, comparisons in (
            ("Codes", "codes", code_comparisons(folder)),
            (
                f"Claims: {CLAIMS:,} office visits of four lines",
                "claims",
                claim_comparisons(folder),
            ),
        ):
            if key in only:
                runs = [run for c in comparisons for run in (c.ours, c.theirs) if run]
                measured = sides.measure(runs, chosen.rounds)
                say(title, compared(comparisons, measured))
                say("What each saw", seen(measured))
                figures |= measured
        if "growth" in only:
            samples.write_many(folder / f"claims-{MOST_CLAIMS}.edi", MOST_CLAIMS // MANY_CLAIMS)
            runs = [run for _, of_growth in growth(folder) for run in of_growth]
            say("Lines", by_line(sides.measure(list(COURSES.values()), min(chosen.rounds, 3))))
            say("Growth", grown(sides.measure(runs, min(chosen.rounds, 3)), folder))
            say("Memory", streamed(folder, min(chosen.rounds, 3)))
        if sides.skipped:
            say("Skipped", "\n".join(f"{what}: {why}" for what, why in sides.skipped.items()))
        print(f"\nload average at the end {load()}")


if __name__ == "__main__":
    main()
