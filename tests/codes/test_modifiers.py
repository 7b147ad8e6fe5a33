"""The modifiers of a line against what CMS, the NCCI Policy Manual and CPT's structure say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.codes import CdtCode, CptCode, HcpcsCode, Modifier
from medclaim.codes.modifier import FAMILIES, NCCI_ASSOCIATED
from medclaim.codes.modifiers import (
    MOST,
    MUE_SPLITTING,
    Rank,
    bypasses_ncci,
    conflicts,
    fits,
    in_order,
    lacking,
    rank,
    repeated,
)
from medclaim.codes.procedure import CodedProcedure
from medclaim.strategies import modifiers

# A line as typed, and as payers want it: pricing, then payment, then information.
ORDERED = {
    "RT 26": "26 RT",
    "59 LT 22": "22 59 LT",
    "GP CQ KX": "CQ KX GP",
    "QS QK P3": "QK QS P3",
    "GY 25": "GY 25",
    "95 25": "25 95",
    "RR KH KX": "RR KX KH",
    "": "",
}


def line(text: str) -> tuple[Modifier, ...]:
    return tuple(map(Modifier, text.split()))


@pytest.mark.parametrize("typed, wanted", ORDERED.items())
def test_order(typed: str, wanted: str) -> None:
    assert in_order(line(typed)) == line(wanted)


@given(st.lists(modifiers(), max_size=6))
def test_ordering_keeps_every_modifier_and_the_order_of_equals(given_line: list[Modifier]) -> None:
    ordered = in_order(given_line)
    assert sorted(ordered) == sorted(given_line)
    assert in_order(ordered) == ordered
    for each in Rank:
        kept = [modifier for modifier in given_line if rank(modifier) is each]
        assert [modifier for modifier in ordered if rank(modifier) is each] == kept


def test_a_line_has_room_for_four() -> None:
    """005010X222A1: SV101-3 to SV101-6."""
    assert MOST == 4


def test_what_stands_twice() -> None:
    assert repeated(line("RT LT RT RT 59 59")) == line("RT 59")
    assert repeated(line("RT LT")) == ()


def test_what_contradicts() -> None:
    assert conflicts(line("59 XS LT RT")) == (line("59 XS"), line("LT RT"))
    assert conflicts(line("RT RT")) == ()
    assert conflicts(line("25 57")) == ()


def test_an_assistant_needs_its_discipline() -> None:
    """Medicare Claims Processing Manual, chapter 5, section 20.1: CQ with GP, CO with GO."""
    assert lacking(line("CO GP")) == (line("CO GO"),)
    assert lacking(line("GO CO")) == ()


def test_what_bypasses_an_edit() -> None:
    """NCCI Policy Manual, chapter I: 50, 76 and 77 are not among those that do."""
    assert not bypasses_ncci(line("50 76 77 22 26 GA"))
    assert bypasses_ncci(line("50 F3"))
    assert all(bypasses_ncci([Modifier(text)]) for text in NCCI_ASSOCIATED)


def test_what_splits_units_over_lines() -> None:
    """NCCI Policy Manual, chapter I, section V: 59 or X{EPSU}, 76, 77, 91 and the anatomic ones."""
    assert len(MUE_SPLITTING) == 31 + 5 + 3
    assert {"59", "XE", "76", "91", "T5"} < MUE_SPLITTING
    assert not {"50", "58", "25"} & MUE_SPLITTING


CODES: dict[str, CodedProcedure] = {
    "visit": CptCode("99213"),
    "emergency": CptCode("99284"),
    "anesthesia": CptCode("00142"),
    "surgery": CptCode("27447"),
    "imaging": CptCode("70450"),
    "laboratory": CptCode("80053"),
    "therapy": CptCode("97110"),
    "eye": CptCode("92014"),
    "measure": CptCode("0500F"),
    "trip": HcpcsCode("A0428"),
    "drug": HcpcsCode("J1885"),
    "tooth": CdtCode("D2740"),
    "circumstance": CptCode("99100"),
}
FITTING = """
25 visit yes|25 emergency yes|24 visit yes|57 visit yes|25 imaging no|25 surgery no|25 laboratory no
57 anesthesia no|25 eye open|25 drug open|P3 anesthesia yes|P3 surgery no|P3 visit no
P3 circumstance open|1P measure yes|8P measure yes|1P visit no|2P surgery no|91 laboratory yes
91 visit no|90 surgery no|59 visit no|XU visit no|59 surgery open|26 visit no|TC visit no
26 imaging open|26 anesthesia no|47 anesthesia no|80 visit no|62 visit no|54 visit no|78 visit no
63 surgery open|63 anesthesia no|63 visit no|RH trip yes|GY trip open|RH drug open|LT surgery open
GP therapy open|95 visit open|KX tooth open
"""
ANSWERS = {"yes": True, "no": False, "open": None}


@pytest.mark.parametrize(
    "case", [each for row in FITTING.split("\n") for each in row.split("|") if each]
)
def test_what_a_modifier_stands_with(case: str) -> None:
    """NCCI Policy Manual, chapter I, section E; Claims Processing Manual, chapters 12 and 15; CPT."""
    text, code, answer = case.split()
    assert fits(Modifier(text), CODES[code]) is ANSWERS[answer]


def test_status_and_measures_are_for_one_kind_of_code_only() -> None:
    for text in FAMILIES["physical status"]:
        assert [name for name, code in CODES.items() if fits(Modifier(text), code)] == [
            "anesthesia"
        ]
    for text in FAMILIES["performance measure"]:
        assert [name for name, code in CODES.items() if fits(Modifier(text), code)] == ["measure"]
