"""Write ``_tables/succession.py``: which ICD-10-CM codes took the place of which.

    python tools/tables/succession.py 2025-conversion-table.zip

Source: NCHS, ICD-10-CM conversion table FY2025 (the file for assistive technology in the official
archive), with every code that is new since FY2017 and the codes assigned before it. Left out: rows
whose previous assignment is none or is described in words ("a code from R11-"), and codes that the
table of days does not know (slips of the pen, such as ``Q52.120`` after ``Q25.12``); the counts of
both are printed.
"""

import csv
import io
import re
import sys
import zipfile
from pathlib import Path

import pack

from medclaim.codes.tables import EMBEDDED

SOURCE = "NCHS, ICD-10-CM conversion table FY2025, effective 2024-10-01"
LICENCE = "public domain (US government work)"
LAST_DAY = "2025-09-30"
# A code, or the first and the last of a range, parted by "and", "&", commas and semicolons.
_CODE = r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_ASSIGNMENT = re.compile(rf"{_CODE}(?:-{_CODE})?(?:(?:[ ,;&]|AND)+{_CODE}(?:-{_CODE})?)*[ ,;]*")
_PART = re.compile(rf"({_CODE})(?:-({_CODE}))?")


def rows(archive: Path) -> list[tuple[str, str]]:
    """The current and the previous assignment of every row, as printed."""
    with zipfile.ZipFile(archive) as files:
        (name,) = (name for name in files.namelist() if name.endswith(".csv"))
        text = files.read(name).decode("cp1252")
    found = [row for row in csv.reader(io.StringIO(text)) if len(row) == 3 and row[1].strip()]
    assert found[0] == ["Current code assignment", "Effective", "Previous Code(s) Assignment"]
    return [(current.strip(), previous.strip().upper()) for current, _, previous in found[1:]]


def expanded(previous: str, known: list[str]) -> list[str]:
    """The codes in a previous assignment, ranges over the codes of the same length."""
    found: list[str] = []
    for first, last in _PART.findall(previous):
        low, high = first.replace(".", ""), (last or first).replace(".", "")
        found += [code for code in known if low <= code <= high and len(code) == len(low)]
    return found


def main() -> None:
    table = EMBEDDED.icd10cm
    assert table is not None
    known = table._loaded().roll.all()
    every = set(known)
    before: dict[str, set[str]] = {}
    in_words, unknown = [], []
    for current, previous in rows(Path(sys.argv[1])):
        code = current.replace(".", "")
        if not _ASSIGNMENT.fullmatch(previous):
            in_words.append(current)
        elif code not in every:
            unknown.append(current)
        else:
            found = [text for text in expanded(previous, known) if text != code]
            (before.setdefault(code, set()).update(found) if found else unknown.append(current))
    packed = "\n".join(" ".join([code, *sorted(texts)]) for code, texts in sorted(before.items()))
    pack.write(
        "succession",
        "ICD-10-CM codes and those assigned before them, to FY2025.",
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("LAST_DAY", LAST_DAY),
        pack.constant("DIGEST", pack.digest(packed)),
        pack.literal("PAIRS", packed),
    )
    print(f"{len(before)} codes; in words {len(in_words)}: {in_words}")
    print(f"unknown {len(unknown)}: {unknown}")


if __name__ == "__main__":
    main()
