"""The General Equivalence Mappings: single codes, and the tables as tables."""

import hashlib
import pickle
from collections import Counter
from datetime import date

import pytest

from medclaim.codes import Icd9CmCode, Icd10CmCode
from medclaim.codes._codec import unpack
from medclaim.codes._tables import gems
from medclaim.codes.crosswalk import (
    ICD9CM_TO_ICD10CM,
    ICD10CM_TO_ICD9CM,
    Crosswalk,
    Equivalence,
    to_icd9cm,
    to_icd10cm,
)
from medclaim.codes.tables import ICD9CM, ICD10CM
from medclaim.convert import from_plain, to_plain

BOTH = [ICD9CM_TO_ICD10CM, ICD10CM_TO_ICD9CM]


# Rows of the official lists: target and flags, in their order.
FORWARD = [
    ("001.0", [("A00.0", "00000")]),
    ("002.0", [("A01.00", "10000")]),
    ("250.00", [("E11.9", "10000")]),
    ("365.70", [(None, "11000")]),
    ("073.0", [("A70", "10111"), ("J17", "10112")]),
]
BACK = [
    ("A00.0", [("001.0", "00000")]),
    ("A02.1", [("003.1", "10111"), ("995.91", "10112")]),
    ("R40.2130", [(None, "11000")]),
    ("E11.9", [("250.00", "10000")]),
    ("S72.001A", [("820.8", "10000")]),
]


@pytest.mark.parametrize("code, rows", FORWARD)
def test_from_icd9cm(code: str, rows: list[tuple[str | None, str]]) -> None:
    found = to_icd10cm(Icd9CmCode(code))
    assert [(one.target and str(one.target), one.flags) for one in found] == rows
    assert {str(one.source) for one in found} == {code}


@pytest.mark.parametrize("code, rows", BACK)
def test_from_icd10cm(code: str, rows: list[tuple[str | None, str]]) -> None:
    found = to_icd9cm(Icd10CmCode(code))
    assert [(one.target and str(one.target), one.flags) for one in found] == rows


def test_codes_that_have_no_row() -> None:
    """A header, and a code of FY2021."""
    assert to_icd9cm(Icd10CmCode("E11")) == ()
    assert to_icd9cm(Icd10CmCode("U07.1")) == ()
    assert to_icd10cm(Icd9CmCode("250")) == ()


@pytest.mark.parametrize("wrong", [Icd10CmCode("E11.9"), "25000", None])
def test_a_code_of_another_system_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError, match="this mapping is of Icd9CmCode"):
        to_icd10cm(wrong)  # type: ignore[arg-type]


def test_counts() -> None:
    """23,912 and 78,838 rows; and the flags as published."""
    assert (len(ICD9CM_TO_ICD10CM), len(ICD10CM_TO_ICD9CM)) == (23_912, 78_838)
    assert len({row.source for row in ICD9CM_TO_ICD10CM}) == 14_567
    flags = Counter(row.flags for row in ICD10CM_TO_ICD9CM)
    assert (flags["00000"], flags["11000"]) == (3_533, 669)


@pytest.mark.parametrize("mapping", BOTH, ids=repr)
def test_every_row_is_canonical_sorted_and_well_formed(mapping: Crosswalk) -> None:
    sources = [row.source for row in mapping]
    assert sources == sorted(sources)
    for row in mapping:
        assert row.is_no_map is (row.target is None)
        assert row.is_combination is bool(row.scenario) is bool(row.choice_list)
        assert not row.is_no_map or not row.is_combination


# In neither table of diagnoses: they ended before ICD-10-CM was in use.
BEFORE = {
    *("M4717", "M4718", "M5107"),
    *("T401X5A", "T401X5D", "T401X5S", "T408X5A", "T408X5D", "T408X5S"),
}


def test_sources_and_targets_are_codes_of_their_year() -> None:
    """ICD-9-CM of FY2015, ICD-10-CM of FY2016: a source is each of them, a target one of them."""
    old, new = date(2015, 9, 30), date(2015, 10, 1)
    forward, back = list(ICD9CM_TO_ICD10CM), list(ICD10CM_TO_ICD9CM)
    assert {row.source.text for row in forward} == set(ICD9CM.texts(old))
    assert {row.source.text for row in back} == set(ICD10CM.texts(new)) | BEFORE
    assert {row.target.text for row in forward if row.target} - set(ICD10CM.texts(new)) <= BEFORE
    assert {row.target.text for row in back if row.target} <= set(ICD9CM.texts(old))


@pytest.mark.parametrize("mapping", BOTH, ids=repr)
def test_it_says_what_it_is(mapping: Crosswalk) -> None:
    assert mapping.edition == "before FY2016"
    assert mapping.source.startswith("CMS and NCHS")
    assert mapping.licence == "public domain (US government work)"
    assert mapping.window == (date(2015, 10, 1), date(2016, 9, 30))
    texts = [*gems.ICD9CM_TO_ICD10CM.values(), *gems.ICD10CM_TO_ICD9CM.values()]
    content = "\0".join(map(unpack, texts))
    assert hashlib.sha256(content.encode()).hexdigest() == mapping.digest
    assert mapping


def test_a_row_is_a_value() -> None:
    (row,) = to_icd10cm(Icd9CmCode("250.00"))
    assert pickle.loads(pickle.dumps(row)) == row
    assert from_plain(Equivalence, to_plain(row)) == row
    assert len({row, *to_icd10cm(Icd9CmCode("250.00"))}) == 1
