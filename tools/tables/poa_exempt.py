"""Write ``_tables/poa_exempt.py``: the diagnoses exempt from present-on-admission reporting.

    python tools/tables/poa_exempt.py 2025-poa-exempt-codes.zip     # the archive CMS publishes

No installable source has the list, so the official archive is given by its path. Codes are listed
with their point, after a heading, parted by tabs: order number, code, description.
"""

import sys
import zipfile
from datetime import date
from pathlib import Path

import pack
from icd10cm import LICENCE

FIRST, LAST = date(2024, 10, 1), date(2025, 9, 30)
SOURCE = "CMS, Present on Admission (POA) exempt list, FY2025"


def main(archive: Path) -> None:
    with zipfile.ZipFile(archive) as files:
        lines = files.read("POAexemptCodesFY25.txt").decode("cp1252").splitlines()
    codes = [line.split("\t")[1].strip().replace(".", "") for line in lines[1:] if line.strip()]
    if len(codes) != len(set(codes)) or len(codes) != 38_154:
        raise SystemExit(f"{len(codes)} rows, {len(set(codes))} codes, not 38,154")
    text = pack.packed(dict.fromkeys(codes, 1), lambda code: code[:3])
    days = ((str(FIRST), "FY2025"),)
    pack.write(
        "poa_exempt",
        "ICD-10-CM codes exempt from present-on-admission reporting, FY2025.",
        pack.constant("EDITION", "FY2025"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("RELEASES", days),
        pack.constant("LAST_DAY", str(LAST)),
        pack.constant("DIGEST", pack.digest(text, repr(days), str(LAST))),
        pack.literal("ROWS", text),
    )
    print(len(codes), "codes;", len(text), "characters packed")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
