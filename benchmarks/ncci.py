"""NCCI files of real size, made up: what a release of the edits weighs, and what it costs to load.

The codes have the form of procedure codes and are drawn; no edit of the files is a real one.
"""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

ROWS = 2_500_000
LIMITS = 14_700
WINDOW = (date(2026, 1, 1), date(2026, 6, 30))
PTP, MUE = "ptp.txt", "mue.csv"
_HEADINGS = ["made up for a benchmark"] * 5 + [
    "Column 1\tColumn 2\t*\tEffective\tDeletion\tModifier\tPTP Edit Rationale"
]
_MUE_HEADING = (
    '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale'
)

# Run in a fresh process: the file is read line by line, every line is checked.
LOADED = """
with open({path!r}, encoding="latin-1", newline="") as lines:
    table = ptp_table(lines, edition="made up", window=(date(2026, 1, 1), date(2026, 6, 30)))
assert len(table) == {rows}
"""
BEFORE = (
    "from datetime import date; from medclaim.codes.readers.ncci_ptp import ptp_table; "
    "import attrs, cattrs"
)


def write_files(folder: Path) -> None:
    """``ptp.txt`` and ``mue.csv``, the same every time."""
    draw = random.Random(837)
    codes = sorted({f"{number:05}" for number in draw.sample(range(100, 99_999), LIMITS)})
    with (folder / PTP).open("w", encoding="latin-1", newline="") as file:
        file.writelines(f"{line}\r\n" for line in _HEADINGS)
        file.writelines(_rows(draw, codes))
    with (folder / MUE).open("w", encoding="latin-1", newline="") as file:
        file.write(f"{_MUE_HEADING}\r\n")
        for code in codes:
            limit, kind = draw.randint(1, 12), draw.choice("123")
            file.write(f"{code},{limit},{kind} made up,Nature of Service\r\n")


def _rows(draw: random.Random, codes: list[str]) -> Iterator[str]:
    tails = [
        f"\t{draw.choice(['', '*'])}\t{year}0101\t{last}\t{indicator}\tmade up {reason}\r\n"
        for year in range(1996, 2026)
        for last in ("*", "*", "*", "20261231")
        for indicator in "01"
        for reason in range(12)
    ]
    # A column 1 code has some hundred and seventy partners, as in a release.
    each, rest = divmod(ROWS, len(codes))
    for number, column1 in enumerate(codes):
        for column2 in sorted(draw.sample(codes, each + (number < rest))):
            yield f"{column1}\t{column2}{draw.choice(tails)}"
