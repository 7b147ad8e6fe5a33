"""A service line's code, read by its qualifier."""

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.codes.cdt import CdtCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.errors import InvalidCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.hipps import HippsCode
from medclaim.codes.procedure import (
    OtherProcedureCode,
    parse_procedure,
    qualifier_of,
    read_procedure,
)
from medclaim.malformed import Malformed, Reason

# From the X12 837 examples: what stands in SV101, SV202 and SV301.
READ = [
    ("HC", "99213", CptCode("99213")),
    ("HC", "00142", CptCode("00142")),
    ("HC", "J3301", HcpcsCode("J3301")),
    ("HC", "A0427", HcpcsCode("A0427")),
    ("HC", "W0012", HcpcsCode("W0012")),
    ("HC", "0042T", CptCode("0042T")),
    ("AD", "D8080", CdtCode("D8080")),
    ("HP", "1AA11", HippsCode("1AA11")),
    ("HP", "99213", HippsCode("99213")),
    ("ER", "ABC-1", OtherProcedureCode("ER", "ABC-1")),
    ("IV", "123", OtherProcedureCode("IV", "123")),
    ("WK", "CBBAB", OtherProcedureCode("WK", "CBBAB")),
]


@pytest.mark.parametrize("qualifier, text, expected", READ)
def test_read_and_parse(qualifier: str, text: str, expected: Any) -> None:
    assert read_procedure(text, qualifier) == expected
    assert parse_procedure(text, qualifier) == expected
    assert (qualifier_of(expected), str(expected)) == (qualifier, text)
    assert pickle.loads(pickle.dumps(expected)) == expected


def test_dental_codes_are_dental_even_as_hcpcs() -> None:
    assert read_procedure("D0120", "HC") == CdtCode("D0120")
    assert parse_procedure("d0120") == CdtCode("D0120")


@pytest.mark.parametrize(
    "qualifier, text, reason",
    [
        ("HC", "", Reason.EMPTY),
        ("HC", "9921", Reason.LENGTH),
        ("HC", "j3301", Reason.NOT_BILLING_FORM),
        ("HC", "1AA11", Reason.CHARACTER),
        ("HC", "N1234", Reason.CHARACTER),
        ("AD", "99213", Reason.CHARACTER),
        ("HP", "99213X", Reason.LENGTH),
        ("ER", "", Reason.EMPTY),
        ("ER", "A\nB", Reason.NOT_ASCII),
        ("ER", "Ä", Reason.NOT_ASCII),
    ],
)
def test_read_explains(qualifier: str, text: str, reason: Reason) -> None:
    read = read_procedure(text, qualifier)
    assert isinstance(read, Malformed)
    assert (read.kind, read.text, read.reason) == ("procedure code", text, reason)
    if reason is not Reason.NOT_BILLING_FORM:
        with pytest.raises(InvalidCode):
            parse_procedure(text, qualifier)


@pytest.mark.parametrize("thing", [None, 99213, 1.0, b"99213", CptCode("99213")])
def test_what_is_no_text_is_refused(thing: Any) -> None:
    with pytest.raises(TypeError):
        read_procedure(thing)
    with pytest.raises(TypeError):
        parse_procedure(thing)
    with pytest.raises(TypeError):
        OtherProcedureCode("ER", thing)


@pytest.mark.parametrize("qualifier", ["HC", "AD", "HP"])
def test_a_known_system_is_no_other_system(qualifier: str) -> None:
    """Equal values write equal text: one that reads back as a CptCode cannot be built."""
    with pytest.raises(InvalidCode, match=f"{qualifier} is a system of its own") as caught:
        OtherProcedureCode(qualifier, "99213")
    assert caught.value.reason is Reason.STRUCTURE
    for text in ("99213", "D0120", "1AA11", "", "?", "9921"):
        assert not isinstance(read_procedure(text, qualifier), OtherProcedureCode)


@given(st.text(max_size=12), st.sampled_from(["HC", "AD", "HP", "ER", "IV", "WK", "", "ZZ"]))
def test_reading_never_raises_and_never_repairs(text: str, qualifier: str) -> None:
    assert read_procedure(text, qualifier).text == text
