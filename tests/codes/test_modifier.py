"""The modifier tables against what CMS and the payers publish."""

import pytest

from medclaim.codes.modifier import (
    AMBULANCE_DESTINATIONS,
    AMBULANCE_ORIGINS,
    ANATOMIC,
    EXCLUSIVE_PAIRS,
    FAMILIES,
    LEFT,
    NCCI_ASSOCIATED,
    PRICING,
    REQUIRES,
    RIGHT,
    Modifier,
)

EXCLUSIVE = """
26-TC LT-RT 50-LT 50-RT 50-E1 50-E4 50-FA 50-F9 50-TA 50-T5 59-XE 59-XS 59-XP 59-XU XE-XS XP-XU
76-77 80-81 80-82 81-AS 62-66 62-80 62-82 62-AS 54-55 54-56 52-53 73-74 53-73 53-74 58-78 58-79
78-79 AA-AD AA-QZ QK-QX P1-P6 P2-P3 GN-GO GO-GP GN-GP CO-CQ GA-GZ GY-GZ GA-GX GX-EY GX-GL GX-GZ
GX-KB GX-QL GX-TQ JW-JZ JG-TB NU-RR RR-UE KH-KI KI-KJ RA-RB 93-95 95-GT GT-GQ Q5-Q6 PO-PN GV-GW
GC-GE FX-FY Q7-Q8 Q8-Q9 V1-V2 V2-V3 UN-UP UQ-US UN-US
"""
TOGETHER = (
    "25-57 55-56 59-RT 50-26 LT-F1 76-59 KX-GA KX-GP GP-CQ GO-CO 80-22 GA-GY 95-GQ 24-25 RT-LC"
)


@pytest.mark.parametrize("pair", EXCLUSIVE.split())
def test_exclusive_pairs_exclude_each_other(pair: str) -> None:
    one, other = map(Modifier, pair.split("-"))
    assert one.excludes(other)
    assert other.excludes(one)


@pytest.mark.parametrize("pair", TOGETHER.split())
def test_other_pairs_may_stand_together(pair: str) -> None:
    one, other = map(Modifier, pair.split("-"))
    assert not one.excludes(other)
    assert not one.excludes(one)


def test_tables_hold_modifiers_only() -> None:
    tables = [ANATOMIC, NCCI_ASSOCIATED, PRICING, *FAMILIES.values(), *EXCLUSIVE_PAIRS]
    tables.append(frozenset(REQUIRES) | frozenset(REQUIRES.values()))
    for table in tables:
        assert all(Modifier.read(text) == Modifier(text) for text in table)
    assert all(len(pair) == 2 for pair in EXCLUSIVE_PAIRS)


def test_sizes_as_published() -> None:
    """NCCI Policy Manual, chapter I, section E: the anatomic, global surgery and other modifiers."""
    assert len(ANATOMIC) == 31
    assert len(NCCI_ASSOCIATED) == 31 + 6 + 7
    assert not LEFT & RIGHT
    assert len(LEFT) == len(RIGHT) == 13


def test_ambulance_letters() -> None:
    """Claims Processing Manual, chapter 15: X is a destination only, S an origin only."""
    assert set(AMBULANCE_ORIGINS) ^ set(AMBULANCE_DESTINATIONS) == {"S", "X"}
