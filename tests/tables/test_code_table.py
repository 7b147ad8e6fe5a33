"""What a table answers, and what the bundle of tables is: by day, for one's own rows, copied."""

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.codes import icd9cm, icd10cm
from medclaim.codes.errors import InvalidCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import EMBEDDED, CodeTable, Row, Status, Tables

ICD10CM = EMBEDDED.icd10cm
assert ICD10CM is not None
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def mine(*rows: Row | tuple[str], window: tuple[date, date] = YEAR) -> CodeTable:
    return CodeTable.from_rows(icd10cm.SYSTEM, edition="mine", window=window, rows=rows)


# Code, day, and the sentence: what a biller would be told.
SENTENCES = [
    ("E11.9", date(2026, 11, 2), "E11.9 is billable in FY2027"),
    (
        "W21.89",
        date(2026, 1, 5),
        (
            "W21.89 is a header in FY2026, not a billable code: add a seventh character after the"
            " placeholder: A, D or S, as in W21.89XA"
        ),
    ),
    (
        "S72.001",
        date(2026, 1, 5),
        (
            "S72.001 is a header in FY2026, not a billable code: add a seventh character: A, B, C, D,"
            " E, F, G, H, J, K, M, N, P, Q, R or S, as in S72.001A"
        ),
    ),
    (
        "W21.89A",
        date(2026, 1, 5),
        (
            "W21.89A is not an ICD-10-CM code in FY2026: the seventh character comes after the"
            " placeholder X: W21.89XA"
        ),
    ),
    (
        "W21.X89A",
        date(2026, 1, 5),
        (
            "W21.X89A is not an ICD-10-CM code in FY2026: the seventh character comes after the"
            " placeholder X: W21.89XA"
        ),
    ),
    (
        "T81.4A",
        date(2018, 1, 5),
        (
            "T81.4A is not an ICD-10-CM code in FY2018: the seventh character comes after the"
            " placeholder X: T81.4XXA"
        ),
    ),
    (
        "T81.4A",
        date(2026, 1, 5),
        (
            "T81.4A is not an ICD-10-CM code in FY2026: characters are missing before the seventh, A:"
            " T81.40XA, T81.41XA, T81.42XA, T81.43XA, T81.44XA or T81.49XA"
        ),
    ),
    (
        "T81.4XXA",
        date(2018, 10, 1),
        (
            "T81.4XXA ended on 2018-09-30: it was divided: T81.40XA, T81.41XA, T81.42XA, T81.43XA,"
            " T81.44XA or T81.49XA"
        ),
    ),
    (
        "T81.40XA",
        date(2018, 9, 30),
        "T81.40XA is valid only from 2018-10-01 on: on that day it was coded T81.4XXA",
    ),
    (
        "M35.8",
        date(2021, 1, 1),
        (
            "M35.8 is a header in FY2021 from 2021-01-01, not a billable code: use one of its 2"
            " billable codes, M35.81 or M35.89"
        ),
    ),
    (
        "M35.81",
        date(2020, 12, 31),
        "M35.81 is valid only from 2021-01-01 on: on that day it was coded M35.8",
    ),
    (
        "E11",
        date(2026, 1, 5),
        (
            "E11 is a header in FY2026, not a billable code: use one of its 87 billable codes, such as"
            " E11.00"
        ),
    ),
    (
        "I10.0",
        date(2026, 1, 5),
        "I10.0 is not an ICD-10-CM code in FY2026: I10 is complete and takes no further character",
    ),
    (
        "I10.X",
        date(2026, 1, 5),
        "I10.X is not an ICD-10-CM code in FY2026: I10 is complete and takes no further character",
    ),
    (
        "EO3.9",
        date(2026, 1, 5),
        "EO3.9 is not an ICD-10-CM code in FY2026: did you mean the digit in E03.9?",
    ),
    (
        "U07.1",
        date(2020, 3, 31),
        "U07.1 is valid only from 2020-04-01 on: the conversion table has B97.29 before it",
    ),
    (
        "Q99.Y",
        date(2026, 1, 5),
        "Q99.Y is not an ICD-10-CM code in FY2026: after Q99 comes 0, 1, 2, 8 or 9",
    ),
    ("ZZZ", date(2026, 1, 5), "ZZZ is not an ICD-10-CM code in FY2026"),
    (
        "I10",
        date(2015, 9, 30),
        "I10 cannot be judged on 2015-09-30: ICD-10-CM is known from 2015-10-01 to 2027-03-31",
    ),
]


@pytest.mark.parametrize("code, on, sentence", SENTENCES)
def test_a_verdict_is_a_sentence(code: str, on: date, sentence: str) -> None:
    assert ICD10CM is not None
    verdict = ICD10CM.lookup(Icd10CmCode(code), on)
    assert str(verdict) == sentence
    assert verdict.status is ICD10CM.status(Icd10CmCode(code), on)
    assert verdict.is_billable is (verdict.status is Status.BILLABLE)
    for candidate in verdict.candidates:
        assert ICD10CM.status(candidate, on) is Status.BILLABLE
        assert not verdict.is_billable


@pytest.mark.parametrize(
    "code, on, days",
    [
        ("M35.8", date(2020, 6, 1), (date(2015, 10, 1), date(2020, 12, 31))),
        ("M35.8", date(2024, 6, 1), (date(2021, 1, 1), None)),
        ("M35.81", date(2016, 6, 1), (date(2021, 1, 1), None)),
        ("T81.4XXA", date(2024, 6, 1), (date(2015, 10, 1), date(2018, 9, 30))),
        ("E11.9", date(2027, 3, 31), (date(2015, 10, 1), None)),
        ("E11.9", date(2027, 4, 1), (None, None)),
        ("Q99.Z", date(2026, 6, 1), (None, None)),
    ],
)
def test_a_verdict_gives_the_days(code: str, on: date, days: tuple[date | None, ...]) -> None:
    assert ICD10CM is not None
    verdict = ICD10CM.lookup(Icd10CmCode(code), on)
    assert (verdict.valid_from, verdict.valid_to) == days


def test_without_a_day_the_last_of_the_window_is_meant() -> None:
    assert ICD10CM is not None
    for text in ("E119", "E11", "M358", "T814XXA", "QA00101", "Q99Z"):
        code = Icd10CmCode(text)
        assert ICD10CM.status(code) is ICD10CM.status(code, ICD10CM.window[1])
    assert Icd10CmCode("E11.9") in ICD10CM
    assert Icd10CmCode("E11") not in ICD10CM
    assert "E119" not in ICD10CM
    assert next(iter(ICD10CM)) == Icd10CmCode("A00.0")


@pytest.mark.parametrize(
    "code, characters",
    [
        ("W21.89", ("A", "D", "S")),
        ("S52.501", tuple("ABCDEFGHJKMNPQRS")),
        ("H40.11X", ()),
        ("H40.111", ("0", "1", "2", "3", "4")),
        ("T36.0X1", ("A", "D", "S")),
        ("C44.102", ()),
        ("E11.9", ()),
        ("O31.11", tuple("0123459")),
        ("W21.89XA", ()),
    ],
)
def test_seventh_characters(code: str, characters: tuple[str, ...]) -> None:
    """Tabular list, notes "The appropriate 7th character is to be added to each code"."""
    assert ICD10CM is not None
    assert ICD10CM.seventh_characters(Icd10CmCode(code)) == characters


@pytest.mark.parametrize("wrong", ["E119", Icd9CmCode("250.00"), None, 1])
def test_a_code_of_another_system_is_refused(wrong: object) -> None:
    assert ICD10CM is not None
    for ask in (ICD10CM.status, ICD10CM.lookup, ICD10CM.title, ICD10CM.parent, ICD10CM.block):
        with pytest.raises(TypeError, match="takes Icd10CmCode"):
            ask(wrong)  # type: ignore[type-var, arg-type]


@pytest.mark.parametrize("wrong", ["2026-01-01", 20260101, datetime(2026, 1, 1), 2026.0])  # noqa: DTZ001
def test_a_day_is_a_date(wrong: object) -> None:
    assert ICD10CM is not None
    with pytest.raises(TypeError, match=r"a day is a datetime\.date"):
        ICD10CM.status(Icd10CmCode("E11.9"), wrong)  # type: ignore[arg-type]


def test_a_table_does_not_change() -> None:
    assert ICD10CM is not None
    with pytest.raises(AttributeError):
        ICD10CM.system = icd9cm.SYSTEM
    with pytest.raises(AttributeError):
        del ICD10CM.system
    with pytest.raises(AttributeError):
        EMBEDDED.cpt = ICD10CM  # type: ignore[misc]


def test_rows_of_ones_own() -> None:
    ours = mine(
        Row("I10", title="Essential hypertension"),
        Row("R05", None, date(2026, 3, 31)),
        Row("R05", date(2026, 6, 1)),
        Row("R06", is_header=True),
        Row(Icd10CmCode("R06.0"), date(2026, 5, 1)),
        Row("R07", date(2026, 7, 1), date(2026, 6, 30)),  # in published files: never in force
        Row("R09", date(2027, 1, 1)),
    )
    days = [date(2026, month, 1) for month in (1, 4, 6)]
    code = Icd10CmCode("R05")
    assert [ours.status(code, d).value for d in days] == ["billable", "ended", "billable"]
    assert ours.status(Icd10CmCode("R06")) is Status.HEADER
    assert ours.status(Icd10CmCode("R07")) is Status.UNASSIGNED
    assert ours.status(Icd10CmCode("R09")) is Status.UNASSIGNED
    assert ours.status(code, date(2027, 1, 1)) is Status.UNKNOWN
    assert ours.title(Icd10CmCode("I10")) == "Essential hypertension"
    assert ours.parent(Icd10CmCode("R06.0")) == Icd10CmCode("R06")
    assert ours.parent(Icd10CmCode("R06.0"), date(2026, 1, 1)) is None
    assert ours.block(code) is None
    assert ours.chapters() == ()
    assert ours.source == ours.licence == ""
    assert [str(c) for c in ours] == ["I10", "R05", "R06.0"]


def test_rows_of_ones_own_are_read_strictly() -> None:
    with pytest.raises(InvalidCode):
        mine(("I1O.Q.",))
    with pytest.raises(ValueError, match="ends before it begins"):
        mine(("I10",), window=(date(2026, 1, 2), date(2026, 1, 1)))


def test_tables_compare_by_what_they_hold() -> None:
    one, same = mine(("I10",), ("R05",)), mine(("R05",), ("I10",))
    other = mine(("I10",))
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != ICD10CM
    assert one != "mine"
    assert {one, same, other} == {one, other}
    assert repr(one).startswith("<CodeTable ICD-10-CM mine, ")


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_tables_are_pickled_by_reference_or_by_content(protocol: int) -> None:
    assert pickle.loads(pickle.dumps(EMBEDDED, protocol)) is EMBEDDED
    assert pickle.loads(pickle.dumps(ICD10CM, protocol)) is ICD10CM
    assert len(pickle.dumps(ICD10CM, protocol)) < 200
    ours = mine(Row("I10", title="Essential hypertension"), Row("R06", is_header=True))
    again = pickle.loads(pickle.dumps(ours, protocol))
    assert again == ours
    assert again.title(Icd10CmCode("I10")) == "Essential hypertension"
    assert again.status(Icd10CmCode("R06")) is Status.HEADER
    bundle = attrs.evolve(EMBEDDED, icd10cm=ours)
    assert pickle.loads(pickle.dumps(bundle, protocol)) == bundle
    assert pickle.loads(pickle.dumps(bundle, protocol)).icd9cm is EMBEDDED.icd9cm


def test_the_bundle_says_what_is_missing() -> None:
    assert EMBEDDED.missing(["icd10cm", "icd9cm"]) == ()
    assert Tables().missing(["icd10cm", "cpt"]) == ("icd10cm", "cpt")
    with pytest.raises(AttributeError):
        EMBEDDED.missing(["no such table"])
    assert copy.deepcopy(EMBEDDED) is EMBEDDED
    assert attrs.evolve(EMBEDDED, icd10cm=None) != EMBEDDED
    assert attrs.evolve(EMBEDDED) == EMBEDDED


def test_nothing_is_read_before_it_is_asked_for() -> None:
    """A bundle with one's own table keeps the embedded ones unread; titles come last."""
    program = """
import sys, attrs
from datetime import date
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import EMBEDDED
def read():
    return sorted(n.rsplit(".", 1)[1] for n in sys.modules if "._tables." in n)
assert attrs.evolve(EMBEDDED, ptp="mine").icd10cm is EMBEDDED.icd10cm
print(read())
verdict = EMBEDDED.icd10cm.lookup(Icd10CmCode("E11.9"), date(2026, 1, 1))
print(read())
verdict.title
print(read())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    expected = [[], ["icd10cm"], ["icd10cm", "icd10cm_titles"]]
    assert done.stdout.splitlines() == [str(names) for names in expected]


day = st.dates(date(2025, 12, 20), date(2027, 1, 10))
stretch = st.tuples(
    st.sampled_from(["I10", "R05", "R06", "E119"]), st.none() | day, st.none() | day
)


@given(rows=st.lists(stretch, max_size=8), on=day, code=st.sampled_from(["I10", "R05", "R06"]))
def test_a_code_is_billable_on_exactly_the_days_of_its_rows(
    rows: list[tuple[str, date | None, date | None]], on: date, code: str
) -> None:
    """A row holds from its first day through its last, both included; several rows add up."""
    first, last = YEAR
    ours = mine(*(Row(*row) for row in rows))
    stretches = [
        (max(begin or first, first), min(end or last, last))
        for text, begin, end in rows
        if text == code and (begin or first) <= (end or last)
    ]
    stretches = [(begin, end) for begin, end in stretches if begin <= end]
    verdict = ours.lookup(Icd10CmCode(code), on)
    if not first <= on <= last:
        assert verdict.status is Status.UNKNOWN
        return
    billable = any(begin <= on <= end for begin, end in stretches)
    assert verdict.is_billable is billable
    if billable:
        assert verdict.valid_from is not None
        assert verdict.valid_from <= on <= (verdict.valid_to or last)
        edge = verdict.valid_from - timedelta(days=1)
        assert not any(begin <= edge <= end for begin, end in stretches)
    elif any(end < on for _, end in stretches):
        assert verdict.status is Status.ENDED
        assert verdict.valid_to == max(end for _, end in stretches if end < on)
    elif stretches:
        assert verdict.status is Status.NOT_YET
        assert verdict.valid_from == min(begin for begin, _ in stretches)
    else:
        assert verdict.status is Status.UNASSIGNED


def test_threads_may_share_a_table() -> None:
    """Sixteen threads unpack one fresh table at once, each in its own order, to the same end."""
    assert ICD10CM is not None
    fresh = CodeTable(ICD10CM.system, ICD10CM._load)
    texts = list(ICD10CM.texts())[::37]
    on = date(2026, 1, 5)
    expected = {text: ICD10CM.status_of_text(text, on) for text in texts}

    def ask(seed: int) -> dict[str, Status]:
        turned = texts[seed * 100 :] + texts[: seed * 100]
        return {text: fresh.status_of_text(text, on) for text in turned}

    with ThreadPoolExecutor(16) as pool:
        for answers in pool.map(ask, range(16)):
            assert answers == expected
    assert fresh == ICD10CM
    assert len(fresh) == len(ICD10CM)
