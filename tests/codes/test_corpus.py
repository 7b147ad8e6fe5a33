"""Every code of the official files and of the published claims, through the grammar it belongs to."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from medclaim.codes import (
    BillType,
    CdtCode,
    HcpcsCode,
    Icd9CmCode,
    Icd10CmCode,
    Icd10PcsCode,
    Modifier,
    NdcCode,
    Npi,
    PlaceOfService,
    RevenueCode,
    TaxonomyCode,
    ToothNumber,
    ToothSurface,
)
from medclaim.codes.procedure import qualifier_of, read_procedure
from medclaim.malformed import Malformed, Reason


def lines_of(archive: Path, ending: str) -> Iterator[str]:
    with zipfile.ZipFile(archive) as files:
        name = next(name for name in files.namelist() if name.endswith(ending))
        yield from files.read(name).decode("cp1252").splitlines()


def test_every_icd10cm_code_and_header_of_fy2025(shared: Path) -> None:
    """icd10cm_order_2025.txt: 74,260 billable codes and 23,324 headers."""
    archive = shared / "data" / "2025-code-descriptions-tabular-order-april.zip"
    texts = [line[6:13].rstrip() for line in lines_of(archive, "icd10cm_order_2025.txt")]
    assert len(texts) == 97_584
    for text in texts:
        value = Icd10CmCode.read(text)
        assert isinstance(value, Icd10CmCode)
        assert value.text == text
        assert Icd10CmCode(str(value)) == value


def test_every_conventional_icd10cm_form_of_the_exempt_list(shared: Path) -> None:
    """POAexemptCodesFY25.txt prints 38,154 codes with their point."""
    archive = shared / "data" / "2025-poa-exempt-codes.zip"
    rows = [line.split("\t") for line in lines_of(archive, "POAexemptCodesFY25.txt")]
    texts = [row[1].strip() for row in rows[1:] if len(row) > 2]
    assert len(texts) == 38_154
    assert all(str(Icd10CmCode(text)) == text for text in texts)


def test_the_values_of_every_icd10pcs_table_of_2023(shared: Path) -> None:
    """icd10pcs_tables_2023.xml: 901 tables, 2,544 rows, 78,530 codes."""
    archive = shared / "data" / "icd10pcs-tables-2023.zip"
    root = ElementTree.fromstring("\n".join(lines_of(archive, "icd10pcs_tables_2023.xml")))
    tables, rows, codes = 0, 0, 0
    for table in root.iter("pcsTable"):
        tables += 1
        head = "".join(label.get("code", "") for label in table.findall("axis/label"))
        for row in table.findall("pcsRow"):
            rows += 1
            axes = [
                [label.get("code", "") for label in axis.findall("label")]
                for axis in row.findall("axis")
            ]
            size = 1
            for axis in axes:
                size *= len(axis)
            codes += size
            # The first and the last of the row: every axis's own bounds.
            for pick in (0, -1):
                text = head + "".join(axis[pick] for axis in axes)
                value = Icd10PcsCode.read(text)
                assert isinstance(value, Icd10PcsCode)
                assert (value.table, value.section) == (head, head[0])
                assert value.section_name
    assert (tables, rows, codes) == (901, 2_544, 78_530)


@pytest.mark.parametrize("year", ["2017", "2019"])
def test_every_hcpcs_code_and_modifier(shared: Path, year: str) -> None:
    """Alpha-numeric HCPCS file: record 3 begins a procedure, 7 a modifier."""
    archive = shared / "data" / f"{year}-Alpha-Numeric-HCPCS-File.zip"
    rows = [line for line in lines_of(archive, "ANWEB.txt") if re.match(r".{10}[37]", line)]
    procedures = {row[:5] for row in rows if row[10] == "3"}
    modifiers = {row[3:5] for row in rows if row[10] == "7"}
    assert len(procedures) > 5_000
    assert len(modifiers) > 300
    for text in procedures:
        kind = CdtCode if text.startswith("D") else HcpcsCode
        code = read_procedure(text)
        assert type(code) is kind
        if isinstance(code, HcpcsCode):
            assert code.family
            assert not code.is_local
    for text in modifiers:
        modifier = Modifier.read(text)
        assert isinstance(modifier, Modifier)
        assert modifier.system in ("CPT", "HCPCS")


def elements(shared: Path) -> Iterator[list[str]]:
    folder = shared / "examples"
    for path in sorted(folder.glob("837*/*.edi")):
        text = path.read_text(encoding="ascii").replace("\r", "").replace("\n", "")
        for segment in text.split("~"):
            yield segment.split("*")


def test_the_codes_of_the_published_claims(shared: Path) -> None:
    """X12's 837 examples: well-formed but for NPIs that are no NPI and two retired taxonomies."""
    seen = 0
    for parts in elements(shared):
        match parts:
            case ["SV1", composite, *_] | ["SV3", composite, *_]:
                qualifier, code, *modifiers = composite.split(":")
                value = read_procedure(code, qualifier)
                assert not isinstance(value, Malformed)
                assert qualifier_of(value) == qualifier
                assert all(Modifier.read(text).text for text in modifiers if text)
            case ["SV2", revenue, *_]:
                assert isinstance(RevenueCode.read(revenue), RevenueCode)
            case ["HI", *composites]:
                for qualifier, code, *_ in (each.split(":") for each in composites):
                    if qualifier in ("BK", "BF"):
                        assert isinstance(Icd9CmCode.read(code), Icd9CmCode)
                    elif qualifier in ("ABK", "ABF"):
                        assert isinstance(Icd10CmCode.read(code), Icd10CmCode)
            case ["LIN", _, "N4", ndc]:
                assert isinstance(NdcCode.read(ndc), NdcCode)
            case ["CLM", _, _, _, _, place, *_]:
                facility, qualifier, frequency = place.split(":")
                if qualifier == "A":
                    assert isinstance(BillType.read(f"0{facility}{frequency}"), BillType)
                else:
                    assert isinstance(PlaceOfService.read(facility), PlaceOfService)
            case ["TOO", "JP", tooth, *surfaces]:
                assert isinstance(ToothNumber.read(tooth), ToothNumber)
                for surface in filter(None, ":".join(surfaces).split(":")):
                    assert isinstance(ToothSurface.read(surface), ToothSurface)
            case ["PRV", _, "PXC", taxonomy]:
                is_taxonomy = isinstance(TaxonomyCode.read(taxonomy), TaxonomyCode)
                assert is_taxonomy is (taxonomy not in ("203BF0100Y", "203BA0200N"))
            case ["NM1", *_, "XX", npi]:
                read = Npi.read(npi)
                if isinstance(read, Malformed):
                    assert read.reason in (Reason.CHECK_DIGIT, Reason.CHARACTER)
            case _:
                continue
        seen += 1
    assert seen > 100
