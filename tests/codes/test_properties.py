"""What the standards say of every code, tried on many."""

import copy
import pickle
import re
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from medclaim._check_digits import dea_digit, luhn_remainder, npi_remainder
from medclaim.codes import (
    SYSTEMS,
    BillType,
    CodeSystem,
    CodeValue,
    CptCode,
    Ein,
    HcpcsCode,
    Icd9CmCode,
    Icd10CmCode,
    Mbi,
    NdcCode,
    Npi,
    RevenueCode,
    Ssn,
    ToothNumber,
)
from medclaim.codes.ndc import candidates, from_uniform
from medclaim.convert import from_json, to_json

each_system = pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.key)


@cache
def values(system: CodeSystem) -> st.SearchStrategy[CodeValue]:
    """Values of a system out of its grammar, with a last digit that fits where one is a check."""
    cls = system.value_class

    def fitting(text: str) -> CodeValue | None:
        texts = (text, *(text[:-1] + last for last in "0123456789"))
        return next((cls(each) for each in texts if cls.is_valid(each)), None)

    texts = st.from_regex(re.compile(cls._PATTERN.source, re.ASCII), fullmatch=True)
    return texts.map(fitting).filter(bool).map(cls)


@each_system
@settings(max_examples=20)
@given(data=st.data())
def test_every_form_of_a_value_is_the_value(system: CodeSystem, data: st.DataObject) -> None:
    """Canonical is idempotent, the display form reads as the billing form, and so does any case."""
    cls, value = system.value_class, data.draw(values(system))
    assert cls(cls(value.text).text).text == value.text
    for text in (str(value), value.text.lower(), str(value).lower(), f" {value.text}\t"):
        assert cls(text) == value
    assert cls.read(value.text) == value


@each_system
@settings(max_examples=20)
@given(data=st.data())
def test_a_value_comes_back(system: CodeSystem, data: st.DataObject) -> None:
    """From pickle, copy and the converter comes an equal value, and equal values hash equal."""
    cls, value = system.value_class, data.draw(values(system))
    for twin in (
        pickle.loads(pickle.dumps(value)),
        copy.copy(value),
        copy.deepcopy(value),
        from_json(cls, to_json(value)),
        cls(value.text),
    ):
        assert type(twin) is cls
        assert (twin, hash(twin)) == (value, hash(value))


@each_system
@settings(max_examples=20)
@given(data=st.data())
def test_values_of_a_system_are_in_one_order(system: CodeSystem, data: st.DataObject) -> None:
    """Of two values one is less or both are equal; and less than less is less."""
    one, two, three = (data.draw(values(system)) for _ in range(3))
    assert (one < two) + (two < one) + (one == two) == 1
    assert (one <= two) is (one < two or one == two)
    if one <= two <= three:
        assert one <= three


nine_digits = st.from_regex(r"[12][0-9]{8}", fullmatch=True)


def test_published_check_digits() -> None:
    """ISO/IEC 7812-1's usual example, CMS's NPI example, and the usual specimen DEA number."""
    assert luhn_remainder("79927398713") == 0
    assert luhn_remainder("808401234567893") == 0
    assert npi_remainder("1234567893") == 0
    assert dea_digit("123456") == 3
    assert dea_digit("111111") == 9


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_the_prefix_adds_24(digits: str) -> None:
    """The NPI check digit is that of the number with 80840 before it; the prefix alone adds 24."""
    assert npi_remainder(digits) == luhn_remainder("80840" + digits)
    assert npi_remainder(digits) == (luhn_remainder(digits) + 24) % 10


@given(nine_digits)
def test_one_check_digit_fits(digits: str) -> None:
    """Ten numbers share nine digits; one of them is an NPI."""
    assert sum(Npi.is_valid(f"{digits}{last}") for last in range(10)) == 1


@given(nine_digits, st.integers(0, 9), st.integers(1, 9))
def test_luhn_finds_every_single_wrong_digit(digits: str, place: int, shift: int) -> None:
    """The Luhn check detects any single-digit error."""
    npi = next(f"{digits}{last}" for last in range(10) if Npi.is_valid(f"{digits}{last}"))
    wrong = str((int(npi[place]) + shift) % 10)
    assert not Npi.is_valid(npi[:place] + wrong + npi[place + 1 :])


@given(nine_digits, st.integers(0, 8))
def test_luhn_finds_exchanged_neighbours(digits: str, place: int) -> None:
    """It detects the exchange of two neighbouring digits, except 09 for 90."""
    npi = next(f"{digits}{last}" for last in range(10) if Npi.is_valid(f"{digits}{last}"))
    one, other = npi[place], npi[place + 1]
    assume(one != other and {one, other} != {"0", "9"})
    assert not Npi.is_valid(npi[:place] + other + one + npi[place + 2 :])


@given(st.from_regex(r"[A-Z][0-9A-Z]{2,6}", fullmatch=True))
def test_the_icd10cm_point_follows_the_third_character(text: str) -> None:
    code = Icd10CmCode(text.lower())
    assert code.text == text
    assert str(code) == (f"{text[:3]}.{text[3:]}" if len(text) > 3 else text)
    for place in range(len(text) + 1):
        dotted = f"{text[:place]}.{text[place:]}"
        assert Icd10CmCode.is_valid(dotted) is (place == 3 < len(text))


@given(st.from_regex(r"[0-9]{3,5}|V[0-9]{2,4}|E[0-9]{3,4}", fullmatch=True))
def test_the_icd9cm_point_follows_the_category(text: str) -> None:
    code = Icd9CmCode(text)
    assert str(code).partition(".")[0] == code.category
    assert Icd9CmCode(str(code)) == code


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_the_three_candidates_are_the_three_hyphenations(digits: str) -> None:
    """A ten-digit NDC is 4-4-2, 5-3-2 or 5-4-1; a zero fills the short part."""
    hyphened = (
        f"{digits[:4]}-{digits[4:8]}-{digits[8:]}",
        f"{digits[:5]}-{digits[5:8]}-{digits[8:]}",
        f"{digits[:5]}-{digits[5:9]}-{digits[9:]}",
    )
    assert tuple(NdcCode(each).text for each in hyphened) == candidates(digits)
    assert not NdcCode.is_valid(digits)
    for each in hyphened:
        # Without the zero that filled it, the billing form is the label's digits again.
        text, short = NdcCode(each).text, [len(part) for part in each.split("-")]
        at = {4: 0}.get(short[0], 5 if short[1] == 3 else 9)
        assert text[at] == "0"
        assert text[:at] + text[at + 1 :] == digits


@given(st.from_regex(r"[0-9]{11}", fullmatch=True))
def test_the_form_of_2033_holds_the_form_of_today(digits: str) -> None:
    """91 FR 10749: 6-4-2; a labeler of five digits takes a zero in front, and nothing else changes."""
    code = NdcCode(digits)
    assert re.fullmatch(r"0[0-9]{5}-[0-9]{4}-[0-9]{2}", code.uniform)
    assert from_uniform(code.uniform) == from_uniform(code.uniform.replace("-", "")) == code
    assert all(NdcCode(label) == code for label in code.labels)
    assert len(code.labels) == sum(digits[at] == "0" for at in (0, 5, 9))


@given(
    st.from_regex(
        r"[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y][0-9]"
        r"[AC-HJKMNP-RT-Y]{2}[0-9]{2}",
        fullmatch=True,
    )
)
def test_every_mbi_of_the_published_format(text: str) -> None:
    """CMS: 11 characters; positions 2, 5, 8 and 9 always letters; never S, L, O, I, B, Z."""
    assert Mbi(text).text == text
    assert re.fullmatch(r".{4}-.{3}-.{4}", str(Mbi(text)))
    for letter in "SLOIBZ":
        assert not Mbi.is_valid(text[0] + letter + text[2:])


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_an_ein_and_an_ssn_differ_in_their_dashes(digits: str) -> None:
    assert str(Ein(digits)) == f"{digits[:2]}-{digits[2:]}"
    assert not Ein.is_valid(f"{digits[:3]}-{digits[3:5]}-{digits[5:]}")
    assert not Ssn.is_valid(f"{digits[:2]}-{digits[2:]}")


@given(st.from_regex(r"[A-Z0-9]{5}", fullmatch=True))
def test_no_text_is_both_cpt_and_hcpcs(text: str) -> None:
    """Level I begins with a digit, level II with a letter."""
    assert not (CptCode.is_valid(text) and HcpcsCode.is_valid(text))


@given(st.from_regex(r"[0-9]{3}", fullmatch=True))
def test_three_digits_of_a_revenue_code_are_a_category_and_a_detail(text: str) -> None:
    assert RevenueCode(text) == RevenueCode(f"0{text}")


@given(st.from_regex(r"[1-8][1-9][0-9A-Z]", fullmatch=True))
def test_a_bill_type_is_what_the_837_sends_apart(text: str) -> None:
    bill = BillType(text)
    assert bill.facility_code + bill.frequency_code == text
    assert bill == BillType(f"0{text}")


def test_the_universal_system_has_104_teeth() -> None:
    """ADA: 32 permanent, 20 primary, and an extra one beside each."""
    texts = [str(n) for n in range(100)] + [
        a + s for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for s in ("", "S")
    ]
    teeth = [ToothNumber(text) for text in texts if ToothNumber.is_valid(text)]
    assert len(teeth) == 104
    assert sum(tooth.is_supernumerary for tooth in teeth) == 52
    assert sum(tooth.is_primary for tooth in teeth) == 40
    for tooth in teeth:
        regular = ToothNumber(tooth.regular)
        assert not regular.is_supernumerary
        assert (regular.quadrant, regular.is_anterior) == (tooth.quadrant, tooth.is_anterior)
    for quadrant in ("10", "20", "30", "40"):
        assert sum(tooth.quadrant == quadrant for tooth in teeth) == 26
