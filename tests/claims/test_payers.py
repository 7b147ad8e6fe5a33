from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.claims.payers import (
    BLUE_CROSS_BLUE_SHIELD,
    COMMERCIAL,
    MEDICAID,
    MEDICARE_PART_A,
    MEDICARE_PART_B,
    POLICIES,
    TRICARE,
    PayerKind,
    PayerPolicy,
    Period,
)

DEADLINES: list[tuple[dict[str, int], date, date]] = [
    ({"years": 1}, date(2025, 3, 10), date(2026, 3, 10)),
    # Medicare Claims Processing Manual, chapter 1, section 70.1.
    ({"years": 1}, date(2024, 2, 29), date(2025, 2, 28)),
    ({"years": 4}, date(2024, 2, 29), date(2028, 2, 29)),
    ({"months": 6}, date(2025, 8, 31), date(2026, 2, 28)),
    ({"months": 6}, date(2023, 8, 31), date(2024, 2, 29)),
    ({"months": 12}, date(2025, 12, 31), date(2026, 12, 31)),
    ({"days": 95}, date(2026, 1, 1), date(2026, 4, 6)),
    ({"days": 365}, date(2024, 1, 1), date(2024, 12, 31)),
    # A text can hold any day: there is none after the last.
    ({"years": 1}, date.max, date.max),
    ({"months": 1}, date(9999, 12, 1), date.max),
    ({"days": 95}, date(9999, 11, 30), date.max),
    ({"days": 10**12}, date(2024, 1, 1), date.max),
    ({"years": 1}, date.min, date(2, 1, 1)),
]


@pytest.mark.parametrize("length, day, deadline", DEADLINES)
def test_deadlines(length: dict[str, int], day: date, deadline: date) -> None:
    assert Period(**length, authority="test").deadline(day) == deadline  # type: ignore[arg-type]


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_a_calendar_year_ends_on_the_same_day_but_for_29_february(day: date) -> None:
    """One calendar year after the date of service; 29 February must be filed by 28 February."""
    end = Period(years=1, authority="test").deadline(day)
    assert end.year == day.year + 1
    assert (end.month, end.day) == (
        (2, 28) if (day.month, day.day) == (2, 29) else (day.month, day.day)
    )


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 400))
def test_near_is_the_last_fifth(day: date, length: int) -> None:
    period = Period(days=length, authority="test")
    near = [
        n for n in range(length + 3) if period.is_near(day, date.fromordinal(day.toordinal() + n))
    ]
    assert near == [n for n in range(length + 1) if n * 5 >= length * 4]


def test_policies_are_told_apart() -> None:
    assert {policy.kind for policy in POLICIES} == set(PayerKind)
    indicators = [policy.filing_indicators[0] for policy in POLICIES]
    assert len(set(indicators)) == len(indicators)


def test_a_limit_says_who_set_it() -> None:
    for policy in POLICIES:
        if policy.timely_filing is not None:
            assert "CFR" in policy.timely_filing.authority
            assert policy.timely_filing.is_law


def test_medicare() -> None:
    for policy in (MEDICARE_PART_A, MEDICARE_PART_B):
        assert policy.is_medicare
        assert policy.patient_is_always_subscriber
        assert policy.knows_member_id("1EG4TE5MK73")
        assert not policy.knows_member_id("1EG4-TE5-MK73")
    assert MEDICARE_PART_B.frequency_codes == ("1",)
    assert MEDICARE_PART_A.timely_filing is not None
    assert MEDICARE_PART_A.timely_filing.starts_at_end
    assert not MEDICAID.is_medicare


@pytest.mark.parametrize(
    "policy, text, known",
    [
        (BLUE_CROSS_BLUE_SHIELD, "XYZ123456789", True),
        (BLUE_CROSS_BLUE_SHIELD, "R12345678", True),
        (BLUE_CROSS_BLUE_SHIELD, "X1", False),
        (BLUE_CROSS_BLUE_SHIELD, "XYZ１２３", False),
        (TRICARE, "12345678901", True),
        (TRICARE, "1234", False),
        (COMMERCIAL, "anything at all", True),
    ],
)
def test_member_ids(policy: PayerPolicy, text: str, known: bool) -> None:
    assert policy.knows_member_id(text) is known


def test_no_pattern_takes_a_text_of_any_length() -> None:
    """A policy with patterns knows the number's length; quadratic work would show as minutes."""
    knowing = [policy for policy in POLICIES if not policy.knows_member_id("?")]
    assert len(knowing) == 4
    for policy in knowing:
        for text in ("A" * 20_000, "1" * 20_000, "A1" * 10_000, "R" * 20_000 + "!"):
            assert not policy.knows_member_id(text)


@pytest.mark.parametrize("field", ["filing_indicators", "frequency_codes", "requires", "forbids"])
def test_one_str_is_no_sequence(field: str) -> None:
    changes: dict[str, Any] = {field: "MB"}
    with pytest.raises(TypeError, match="not one str"):
        attrs.evolve(COMMERCIAL, **changes)


def test_a_policy_requires_only_what_it_can() -> None:
    with pytest.raises(ValueError, match="cannot require 'group_number'"):
        attrs.evolve(COMMERCIAL, requires=("group_number",))


@pytest.mark.parametrize(
    "changes, error, said",
    [
        ({"filing_indicators": ()}, ValueError, "filing_indicators: name at least one"),
        ({"filing_indicators": (1,)}, TypeError, "takes texts, not int"),
        ({"member_id_shapes": ("[a-z",)}, ValueError, "'z' is no mark of a shape"),
        ({"member_id_shapes": ("",)}, ValueError, "one or more printable"),
        ({"prior_authorization_shapes": ("d\u0661",)}, ValueError, "one or more printable"),
        ({"duplicate_days": "3"}, TypeError, "whole days or None, not str"),
        ({"crossover_days": -1}, ValueError, "counted from zero"),
        ({"kind": "commercial"}, TypeError, "kind: takes a PayerKind, not str"),
        ({"kind": None}, TypeError, "kind: takes a PayerKind, not NoneType"),
        ({"timely_filing": 90}, TypeError, "timely_filing: takes a Period or None, not int"),
    ],
)
def test_a_policy_no_check_could_use_is_refused(
    changes: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        attrs.evolve(COMMERCIAL, **changes)


def test_a_state_is_the_callers() -> None:
    texas = attrs.evolve(MEDICAID, name="Texas Medicaid", state="TX")
    assert texas.kind is PayerKind.MEDICAID
    assert texas != MEDICAID
    assert hash(texas) != hash(MEDICAID)
