"""Figures as lines of text."""

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple

from sides import Figures, Run


class Comparison(NamedTuple):
    """One line: our run beside a peer's, and how many times faster we mean to be."""

    what: str
    ours: Run
    theirs: Run | None = None
    at_least: float | None = None


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as they need be, the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "  ".join(
            text.rjust(width) if index else text.ljust(width)
            for index, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def rate(figure: float) -> str:
    """A rate with the three digits that mean something."""
    if figure >= 1000:
        digits = 10 ** (math.floor(math.log10(figure)) - 2)
        return f"{round(figure / digits) * digits:,}"
    return f"{figure:.3g}"


def ratios(ours: Figures, theirs: Figures) -> tuple[float, float, float]:
    """The median of the rounds' ratios of our rate to theirs, and the lowest and the highest."""
    scale = ours.saw["count"] / theirs.saw["count"]
    found = [
        scale * their_seconds / our_seconds
        for our_seconds, their_seconds in zip(ours.rounds, theirs.rounds, strict=True)
    ]
    return statistics.median(found), min(found), max(found)


def verdict(*, reached: bool) -> str:
    """What a target's column says."""
    return "reached" if reached else "NOT REACHED"


def compared(comparisons: Sequence[Comparison], figures: dict[Run, Figures]) -> str:
    """The lines of the comparisons whose runs were measured."""
    rows = []
    for what, our_run, their_run, at_least in comparisons:
        ours = figures.get(our_run)
        if ours is None:
            continue
        theirs = figures.get(their_run) if their_run else None
        row = [what, rate(ours.rate), "", "", "", "", ""]
        if their_run and theirs is None:
            row[2] = "skipped"
        elif theirs:
            middle, low, high = ratios(ours, theirs)
            row[2:5] = rate(theirs.rate), f"{middle:.2f}", f"{low:.2f} to {high:.2f}"
            if at_least:
                row[5:] = f"at least {at_least:g}", verdict(reached=middle >= at_least)
        rows.append(row)
    return table(("per second", "medclaim", "peer", "ratio", "rounds", "target", ""), rows)


def seen(figures: dict[Run, Figures]) -> str:
    """What each run saw, so that nobody is fast by stopping early."""
    rows = [
        (
            f"{run.side.removesuffix('_side')} {run.task}",
            ", ".join(f"{value} {name}" for name, value in found.saw.items()),
        )
        for run, found in figures.items()
    ]
    width = max(len(what) for what, _ in rows)
    return "\n".join(f"{what.ljust(width)}  {saw}" for what, saw in rows)
