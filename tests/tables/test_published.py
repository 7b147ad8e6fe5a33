"""The tables that are no lists of codes: NCCI edits, fee schedule, drugs; their days and identity."""

import copy
import pickle
import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest

from medclaim.codes import HcpcsCode, Modifier, NdcCode
from medclaim.codes.add_on import AddOnCodes, AddOnEdit
from medclaim.codes.fee_schedule import FeeIndicators, FeeSchedule
from medclaim.codes.listed import ListedCodes
from medclaim.codes.mue import MueLimit, MueTable
from medclaim.codes.ndc_directory import NdcDirectory, NdcPackage
from medclaim.codes.ptp import PtpEdit, PtpOutcome, PtpTable
from medclaim.codes.readers.ncci_ptp import ptp_table
from medclaim.codes.tables import EMBEDDED, Tables

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
NEXT = (date(2027, 1, 1), date(2027, 12, 31))
DAY = date(2026, 3, 2)
ONE, TWO = HcpcsCode("X0001"), HcpcsCode("X0002")


def _ptp(indicator: int = 1, window: tuple[date, date] = YEAR, name: str = "one") -> PtpTable:
    edit = PtpEdit(date(2015, 1, 1), None, indicator, "made up")
    return PtpTable.from_edits([("X0001", "X0002", edit)], edition=name, window=window)


def _mue(value: int = 1, window: tuple[date, date] = YEAR, name: str = "one") -> MueTable:
    return MueTable.from_limits([("X0001", MueLimit(value, 3))], edition=name, window=window)


def _add_on(kind: int = 1, window: tuple[date, date] = YEAR, name: str = "one") -> AddOnCodes:
    edits = [("X0002", "X0001", AddOnEdit(kind, date(2013, 4, 1)))]
    return AddOnCodes.from_edits(edits, edition=name, window=window)


def _fees(kind: int = 1, window: tuple[date, date] = YEAR, name: str = "one") -> FeeSchedule:
    rows = [("X0001", "", FeeIndicators(bilateral=str(kind)))]
    return FeeSchedule.from_indicators(rows, edition=name, window=window)


def _ndc(day: int = 1, window: tuple[date, date] = YEAR, name: str = "one") -> NdcDirectory:
    packages = [("00002759701", NdcPackage("0002-7597", "made up", date(2020, 1, day)))]
    return NdcDirectory.from_packages(packages, edition=name, window=window)


def _list(day: int = 1, window: tuple[date, date] = YEAR, name: str = "one") -> ListedCodes:
    return ListedCodes.from_rows([("X0001", date(2020, 1, day))], edition=name, window=window)


MAKERS: list[Any] = [_ptp, _mue, _add_on, _fees, _ndc, _list]
# A list of codes may be any of several fields of the bundle.
FIELDS = {"listed_codes": "telehealth"}


@pytest.mark.parametrize("make", MAKERS)
def test_tables_are_equal_by_edition_and_content(make: Any) -> None:
    one, same, other = make(1), make(1), make(2)
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != make(1, name="two")
    assert one != make(1, window=NEXT)
    assert one.digest == same.digest != other.digest
    assert len({make(1) for make in MAKERS}) == len(MAKERS)


@pytest.mark.parametrize("make", MAKERS)
def test_tables_pickle_copy_and_never_change(make: Any) -> None:
    table = make(1)
    assert pickle.loads(pickle.dumps(table)) == table == copy.deepcopy(table)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        table._editions = ()
    field = FIELDS.get(table.NAME, table.NAME)
    bundle = attrs.evolve(EMBEDDED, **{field: table})
    again = pickle.loads(pickle.dumps(bundle))
    assert isinstance(again, Tables)
    assert getattr(again, field) == table
    assert bundle.missing([field]) == ()
    assert len(table) == 1


@pytest.mark.parametrize("make", MAKERS)
def test_editions_side_by_side(make: Any) -> None:
    both = type(make(1)).joined([make(2, window=NEXT, name="two"), make(1)])
    assert both.edition == "one, two"
    assert both.window == (YEAR[0], NEXT[1])
    assert both.knows(DAY)
    assert both.knows(NEXT[0])
    assert not both.knows(date(2025, 12, 31))
    assert pickle.loads(pickle.dumps(both)) == both
    with pytest.raises(ValueError, match="overlap"):
        type(both).joined([make(1), make(2, name="two")])
    with pytest.raises(ValueError, match="before it begins"):
        make(1, window=YEAR[::-1])


def test_each_day_has_its_own_edition() -> None:
    limits = MueTable.joined([_mue(1), _mue(5, NEXT, "two")])
    found = [limits.limit("X0001", day) for day in (DAY, NEXT[0], date(2028, 1, 1))]
    assert [limit and limit.value for limit in found] == [1, 5, None]


def test_outcomes_of_a_pair() -> None:
    """NCCI Policy Manual, chapter I, section E: 0 never, 1 by an NCCI-associated modifier."""
    never, may = _ptp(0), _ptp(1)
    with_59 = [Modifier("59")]
    assert never.verdict(ONE, TWO, DAY, modifiers=with_59).outcome is PtpOutcome.FAIL
    assert may.verdict(ONE, TWO, DAY).outcome is PtpOutcome.FAIL
    assert may.verdict(ONE, TWO, DAY, other_modifiers=with_59).outcome is PtpOutcome.BYPASSED
    assert may.verdict(TWO, ONE, DAY, modifiers=with_59).outcome is PtpOutcome.BYPASSED
    # 51 and 76 are no NCCI-associated modifiers.
    wrong = [Modifier("51"), Modifier("76")]
    assert may.verdict(ONE, TWO, DAY, modifiers=wrong).outcome is PtpOutcome.FAIL
    assert may.verdict(ONE, HcpcsCode("X0009"), DAY).outcome is PtpOutcome.PASS
    assert may.verdict(ONE, TWO, NEXT[0]).outcome is PtpOutcome.NO_DATA


@pytest.mark.parametrize(
    "day, modifier, on_column_1",
    [
        (date(2019, 6, 30), "59", PtpOutcome.FAIL),
        (date(2019, 7, 1), "59", PtpOutcome.BYPASSED),
        (date(2019, 6, 30), "XU", PtpOutcome.FAIL),
        (date(2019, 6, 30), "LT", PtpOutcome.BYPASSED),
    ],
)
def test_on_which_code_a_modifier_counts(day: date, modifier: str, on_column_1: PtpOutcome) -> None:
    """MM11168: from 2019-07-01 modifiers 59 and X{EPSU} count on the column 1 code too."""
    table = _ptp(window=(date(2015, 1, 1), date(2026, 12, 31)))
    given = [Modifier(modifier)]
    assert table.verdict(ONE, TWO, day, modifiers=given).outcome is on_column_1
    # In whichever order the lines stand.
    assert table.verdict(TWO, ONE, day, other_modifiers=given).outcome is on_column_1
    bypassed = table.verdict(ONE, TWO, day, other_modifiers=given)
    assert bypassed.outcome is PtpOutcome.BYPASSED
    assert (bypassed.column1, bypassed.column2) == ("X0001", "X0002")


def test_a_pair_may_come_and_go() -> None:
    edits = [
        ("X0001", "X0002", PtpEdit(date(2020, 1, 1), date(2021, 12, 31), 0)),
        ("X0001", "X0003", PtpEdit(date(2022, 1, 1), date(2022, 1, 1), 9)),
        ("X0001", "X0002", PtpEdit(date(2024, 1, 1), None, 1)),
        ("X0001", "X0002", PtpEdit(date(2024, 1, 1), None, 1)),
    ]
    table = PtpTable.from_edits(edits, edition="v", window=(date(2020, 1, 1), YEAR[1]))
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2024, 1, 1)]
    found = [table.in_force("X0002", "X0001", day) for day in days]
    assert [f and f.edit and f.edit.modifier_indicator for f in found] == [0, None, 1]
    assert len(table.edits("X0001", "X0002", DAY)) == 2
    # Indicator 9: never applied, not even on its one day.
    assert table.in_force("X0001", "X0003", date(2022, 1, 1)) is None
    assert len(table) == 2


def test_digests_do_not_depend_on_the_order_of_the_lines() -> None:
    lines = [f"X000{n}\tX0{m}0\t\t2024010{n}\t*\t1\tr" for n in range(1, 6) for m in (10, 20)]
    one = ptp_table(lines, edition="v", window=YEAR)
    assert one == ptp_table(lines[::-1], edition="v", window=YEAR)
    assert one != ptp_table(lines[1:], edition="v", window=YEAR)


def _release(count: int) -> Iterator[str]:
    """Lines such as a release has, made up: sorted pairs, few different tails."""
    draw = random.Random(1)
    tails = [
        f"\t{year}0101\t{last}\t{indicator}\tmade up {reason}\r\n"
        for year in range(1996, 2026)
        for last in ("*", "20251231")
        for indicator in "01"
        for reason in range(4)
    ]
    codes = [f"{number:05}" for number in range(100, 99_999, 7)]
    for column1 in codes[: count // 100]:
        for column2 in sorted(draw.sample(codes, 100)):
            yield f"{column1}\t{column2}\t{draw.choice(tails)}"


def test_a_release_takes_the_memory_of_its_pairs_only() -> None:
    """Issue: 2.5 million rows in 100 MB, so 40 bytes a row."""
    import tracemalloc

    lines = list(_release(30_000))
    tracemalloc.start()
    table = ptp_table(lines, edition="v", window=YEAR)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(table) == len(lines) == 30_000
    # The codes themselves weigh the same in a release of any length.
    assert peak - 14_300 * 160 < 40 * len(lines), (held, peak)


def test_add_on_codes_by_day() -> None:
    edits: list[tuple[str, str | None, AddOnEdit]] = [
        ("X0002", "X0001", AddOnEdit(1, date(2013, 4, 1))),
        ("X0002", "X0003", AddOnEdit(1, date(2013, 4, 1), deletion=date(2025, 12, 31))),
        ("X0004", None, AddOnEdit(2, date(2013, 4, 1))),
        ("X0004", "X0001", AddOnEdit(1, date(2013, 4, 1), primary_deletion=date(2025, 6, 30))),
    ]
    table = AddOnCodes.from_edits(edits, edition="v", window=(date(2013, 4, 1), YEAR[1]))
    assert table.primaries("X0002", DAY) == ("X0001",)
    assert table.primaries("X0002", date(2025, 12, 31)) == ("X0001", "X0003")
    assert table.kind("X0002", DAY) == 1
    # Once the contractor decides, a list is no longer all there is.
    assert table.kind("X0004", date(2025, 6, 30)) == 2
    assert table.primaries("X0004", DAY) == ()
    assert table.kind("X0002", date(2013, 3, 31)) is None


def test_one_code_says_one_thing_in_an_edition() -> None:
    with pytest.raises(ValueError, match="two limits"):
        MueTable.from_limits(
            [("X0001", MueLimit(1, 2)), ("X0001", MueLimit(2, 2))], edition="v", window=YEAR
        )
    with pytest.raises(ValueError, match="stands twice"):
        FeeSchedule.from_indicators(
            [("X0001", "", FeeIndicators()), ("X0001", "", FeeIndicators("A"))],
            edition="v",
            window=YEAR,
        )


def test_drugs_by_day() -> None:
    drugs = _ndc()
    code = NdcCode("00002-7597-01")
    assert drugs.is_marketed(code, DAY)
    assert drugs.is_marketed(NdcCode("00002-7597-02"), DAY) is None
    assert drugs.is_marketed(code, NEXT[0]) is None
    found = drugs.package(code, DAY)
    assert found is not None
    assert found.title == "made up"


def test_a_list_by_day() -> None:
    rows: list[Any] = [
        ("X0001", date(2026, 2, 1), date(2026, 2, 28), "one"),
        ("X0001", None, None, "always"),
        ("12345", None, date(2026, 1, 31)),
    ]
    listed = ListedCodes.from_rows(rows, edition="v", window=YEAR)
    assert listed.says("X0001", date(2026, 2, 28)) == ("one", "always")
    assert listed.says("X0001", date(2026, 3, 1)) == ("always",)
    assert [listed.holds("12345", day) for day in (date(2026, 1, 31), DAY)] == [True, False]
    assert listed.holds("X0001", NEXT[0]) is None
    assert listed.says("X0001", NEXT[0]) == ()
    assert "12345" in listed
    assert "X0009" not in listed


@pytest.mark.parametrize("code", ["x0001", "X0001 ", "X-001", "", "X\u06611"])
def test_a_list_takes_codes_as_they_are_billed(code: str) -> None:
    with pytest.raises(ValueError, match="billing form"):
        ListedCodes.from_rows([(code,)], edition="v", window=YEAR)
