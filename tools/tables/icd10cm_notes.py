"""Write ``_tables/icd10cm_notes*.py``: which codes the notes of the tabular list name, and their wording.

    python tools/tables/icd10cm_notes.py WHEELS    # a directory; wheels it lacks are downloaded

Source: the tabular lists in ``simple-icd-10-cm`` (January 2021, April 2025, April 2026), which are
NCHS's own XML. No source has the editions in between, so on their days only what stood both before
and after is taken to be in force; the release's name says so. Notes that name no code are counted
and left out.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pack
import sources
from icd10cm import LICENCE, ascii_title

from medclaim.codes._notes import RANGES
from medclaim.codes._range import STRAYS, CodeRange
from medclaim.codes._references import references

SOURCE = (
    "NCHS, ICD-10-CM Tabular List of January 2021, April 2025 and April 2026, by way of "
    "simple-icd-10-cm 1.2.0, 1.3.0 and 1.5.0"
)
EDITIONS = ("1.2.0", "1.3.0", "1.5.0")
# The first day, the name, and the editions that must all have a note.
RELEASES = (
    ("2021-01-01", "FY2021 from 2021-01-01", 0b001),
    ("2021-10-01", "FY2022 to FY2025, as far as January 2021 and April 2025 agree", 0b011),
    ("2025-04-01", "FY2025 from 2025-04-01", 0b010),
    ("2025-10-01", "FY2026, as far as April 2025 and April 2026 agree", 0b110),
    ("2026-04-01", "FY2026 from 2026-04-01", 0b100),
)
LAST = date(2026, 9, 30)
KINDS = {
    "excludes1": "1",
    "excludes2": "2",
    "codeFirst": "f",
    "useAdditionalCode": "u",
    "codeAlso": "a",
}
# Words by which an instruction is about a case that need not be there: "if applicable", "any
# associated ...", "heart failure complicating pregnancy" at heart failure.
CONDITIONAL = re.compile(
    r"\b(?:if|any|where applicable|when applicable|for adverse effects|complicating|"
    r"associated AIDS|due to breast graft)\b"
)

# Where it stands, its kind, its codes, whether it is conditional, whether it is open.
Key = tuple[str, str, tuple[CodeRange, ...], bool, bool]


def notes(
    element: ElementTree.Element, on: str, left_out: Counter[str]
) -> Iterator[tuple[Key, str]]:
    """The notes right under one row, block or chapter, with their wording."""
    for tag, kind in KINDS.items():
        for block in element.findall(tag):
            items = [ascii_title("".join(note.itertext())) for note in block.findall("note")]
            named = [references(item) for item in items]
            left_out[tag] += sum(not codes for codes in named)
            if tag.startswith("excludes"):
                for item, codes in zip(items, named, strict=True):
                    if codes:
                        yield (on, kind, codes, False, False), item
                continue
            codes = tuple(dict.fromkeys(code for found in named for code in found))
            if codes:
                text = "; ".join(items).replace(":;", ":").lstrip(", ")
                lead = not named[0] and items[0].endswith(":")
                unnamed = not all(named[1:] if lead else named)
                is_open = "such as" in text or unnamed
                yield (on, kind, codes, bool(CONDITIONAL.search(text)), is_open), text


def walk(root: ElementTree.Element, left_out: Counter[str]) -> Iterator[tuple[Key, str]]:
    """All notes of a tabular list: by row, then block, then chapter."""

    def rows(diag: ElementTree.Element) -> Iterator[tuple[Key, str]]:
        yield from notes(diag, diag.findtext("name", "").replace(".", ""), left_out)
        for child in diag.findall("diag"):
            yield from rows(child)

    for chapter in root.findall("chapter"):
        sections = chapter.findall("section")
        for section in sections:
            categories = [diag.findtext("name", "") for diag in section.findall("diag")]
            yield from notes(section, reach(section, categories), left_out)
            for diag in section.findall("diag"):
                yield from rows(diag)
        first = sections[0].get("id", "").partition("-")[0]
        last = sections[-1].get("id", "").rpartition("-")[2]
        yield from notes(chapter, f"{first}-{last}", left_out)


def reach(section: ElementTree.Element, categories: list[str]) -> str:
    """The categories of a block: its own heading, unless that leaves one of them out."""
    first, _, last = section.get("id", "").partition("-")
    held = CodeRange(first=first, last=last or first)
    if not all(map(held.holds, categories)):
        first, last = categories[0], categories[-1]
    return f"{first}-{last or first}"


def check_order(root: ElementTree.Element) -> None:
    """The categories out of ASCII order are those the library knows, where the library has them."""
    order = [d.findtext("name", "") for s in root.iter("section") for d in s.findall("diag")]
    places = [STRAYS.get(category, category) for category in order if category[0] != "U"]
    if places != sorted(places):
        raise SystemExit("a category stands elsewhere than the library has it")


def codes_text(codes: tuple[CodeRange, ...]) -> str:
    """``E10,A00-A09,T36-T50@56=5``: as ``medclaim.codes._notes.Rows`` reads it."""
    texts = []
    for code in codes:
        text = code.first if code.first == code.last else f"{code.first}-{code.last}"
        if code.at:
            text += f"@{''.join(map(str, code.at))}={'/'.join(code.among)}"
        texts.append(text)
    return ",".join(texts)


def main(directory: Path) -> None:
    sources.fetch(directory)
    editions: dict[Key, int] = defaultdict(int)
    texts: dict[Key, list[str]] = {}
    for number, version in enumerate(EDITIONS):
        root = sources.tabular(directory, version)
        check_order(root)
        left_out: Counter[str] = Counter()
        newest: dict[Key, list[str]] = {}
        for key, text in walk(root, left_out):
            editions[key] |= 1 << number
            if text not in (known := newest.setdefault(key, [])):
                known.append(text)
        texts |= newest
        print(version, Counter(key[1] for key in newest), "left out", dict(left_out))

    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def place(key: Key) -> tuple[object, ...]:
        # Rows first, then blocks and chapters, the narrowest first.
        first, _, last = key[0].partition("-")
        width = int(last, 36) - int(first, 36) + 1 if last else 0
        return width, key[0], list(KINDS.values()).index(key[1])

    for key in sorted(texts, key=place):
        on, kind, codes, conditional, is_open = key
        mask = sum(
            1 << bit for bit, (_, _, need) in enumerate(RELEASES) if editions[key] & need == need
        )
        if not mask:
            raise SystemExit(f"a note of no release: {key}")
        flags = "?" * conditional + "*" * is_open
        chunk = RANGES if "-" in on else on[0]
        lines[chunk][on].append(f"{kind}{flags}{mask:x}:{codes_text(codes)}")
        words[chunk][on].append("; ".join(texts[key]))
    packed = {
        chunk: "\n".join("\t".join([on, *entries]) for on, entries in rows.items())
        for chunk, rows in lines.items()
    }
    wordings = {
        chunk: "\n".join("\t".join(entries) for entries in rows.values())
        for chunk, rows in words.items()
    }
    days = tuple((day, name) for day, name, _ in RELEASES)
    digest = pack.digest(*packed.values(), *wordings.values(), repr(days), str(LAST))
    pack.write(
        "icd10cm_notes",
        "The codes that the notes of the ICD-10-CM tabular list name, by day.",
        pack.constant("EDITION", "January 2021, April 2025 and April 2026"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("RELEASES", days),
        pack.constant("LAST_DAY", str(LAST)),
        pack.constant("DIGEST", digest),
        pack.literals("NOTES", packed),
    )
    pack.write(
        "icd10cm_notes_texts",
        "The wording of the notes of the ICD-10-CM tabular list.",
        pack.literals("TEXTS", wordings),
    )
    print(len(texts), "notes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
