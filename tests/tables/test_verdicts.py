"""Why a code is not billable, at which character, and what would be right; and how that is shown.

Expected reasons come from the Official Guidelines (I.A.4 placeholder, I.A.5 seventh characters), the
tabular list of the day and the official conversion table.
"""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.codes import CodeValue, icd10cm
from medclaim.codes.cpt import CptCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.listed import ListedCodes
from medclaim.codes.mbi import Mbi
from medclaim.codes.ssn import Ssn
from medclaim.codes.tables import (
    EMBEDDED,
    ICD9CM,
    ICD10CM,
    ICD10CM_NOTES,
    ICD10PCS,
    CodeTable,
    Row,
    Status,
    Why,
)
from medclaim.malformed import Malformed

DAY = date(2026, 3, 2)

# Text, day, reason, position in the text, and the codes named.
REASONS: list[tuple[str, date, Why | None, int | None, tuple[str, ...]]] = [
    ("e11.9", DAY, None, None, ()),
    ("W21.89", DAY, Why.SEVENTH_MISSING, 7, ("W21.89XA", "W21.89XD", "W21.89XS")),
    ("W2189", DAY, Why.SEVENTH_MISSING, 6, ("W21.89XA", "W21.89XD", "W21.89XS")),
    ("W21.89X", DAY, Why.SEVENTH_MISSING, 8, ("W21.89XA", "W21.89XD", "W21.89XS")),
    ("W21.89A", DAY, Why.PLACEHOLDER_MISSING, 7, ("W21.89XA",)),
    (" w21.x89a", DAY, Why.PLACEHOLDER_MISPLACED, 6, ("W21.89XA",)),
    ("W21.89XB", DAY, Why.SEVENTH_NOT_ALLOWED, 8, ("W21.89XA", "W21.89XD", "W21.89XS")),
    ("H40.1134", DAY, None, None, ()),  # glaucoma: stages 0 to 4, guidelines I.C.7.a
    ("H40.1135", DAY, Why.SEVENTH_NOT_ALLOWED, 8, tuple(f"H40.113{n}" for n in range(5))),
    (
        "T81.4A",
        DAY,
        Why.CHARACTERS_MISSING,
        6,
        ("T81.40XA", "T81.41XA", "T81.42XA", "T81.43XA", "T81.44XA", "T81.49XA"),
    ),
    ("M54.5", date(2021, 11, 1), Why.INCOMPLETE, 6, ("M54.50", "M54.51", "M54.59")),
    ("I10.0", DAY, Why.TOO_LONG, 5, ("I10",)),
    ("E11.9X", DAY, Why.TOO_LONG, 6, ("E11.9",)),
    ("EO3.9", DAY, Why.CONFUSED, 2, ("E03.9",)),
    ("E11.S9", DAY, Why.CONFUSED, 5, ("E11.59",)),
    ("E11.7", DAY, Why.UNASSIGNED, 5, ()),
    ("ZZZ", DAY, Why.UNASSIGNED, 2, ()),
    ("E1.19", DAY, Why.MALFORMED, 3, ("E11.9",)),
    ("0E11.9", DAY, Why.MALFORMED, 5, ()),
    ("Е11.9", DAY, Why.MALFORMED, 1, ("E11.9",)),  # a Cyrillic letter
    ("", DAY, Why.MALFORMED, None, ()),
    ("99213", DAY, Why.MALFORMED, 1, ()),
    ("250.00", DAY, Why.ANOTHER_SYSTEM, 1, ()),
    ("V58.61", DAY, Why.ANOTHER_SYSTEM, 1, ()),
    ("E849.0", DAY, Why.ANOTHER_SYSTEM, 5, ()),
    ("T84.040A", DAY, Why.ENDED, None, ("M97.01XA",)),
    ("I31.3", date(2022, 10, 1), Why.INCOMPLETE, 6, ("I31.31", "I31.39")),
    ("U07.1", date(2020, 3, 31), Why.NOT_YET, None, ("B97.29",)),
    ("C56.3", date(2021, 9, 30), Why.NOT_YET, None, ("C56.1", "C56.2")),
    ("E11.9", date(2015, 9, 30), Why.UNKNOWN, None, ()),
    ("E1.19", date(2015, 9, 30), Why.MALFORMED, 3, ()),
]


@pytest.mark.parametrize("text, on, why, position, codes", REASONS)
def test_a_verdict_gives_its_reason(
    text: str, on: date, why: Why | None, position: int | None, codes: tuple[str, ...]
) -> None:
    verdict = ICD10CM.lookup_text(text, on)
    assert (verdict.reason, verdict.position) == (why, position)
    assert tuple(map(str, verdict.candidates)) == codes
    assert verdict.is_billable is (why is None)
    assert verdict.status is ICD10CM.status_of_text(text, on)
    assert verdict.edition
    assert verdict.source == ICD10CM.source


@pytest.mark.parametrize(
    ("text", "position", "sentence", "codes"),
    [
        ("0DTJ4ZA", 7, "after 0DTJ4Z comes G or Z", ("0DTJ4ZG", "0DTJ4ZZ")),
        (
            "0DTJ9ZZ",
            5,
            "after 0DTJ comes 0, 4, 7 or 8",
            ("0DTJ0ZZ", "0DTJ4ZZ", "0DTJ7ZZ", "0DTJ8ZZ"),
        ),
    ],
)
def test_a_procedure_is_built_of_what_its_table_allows(
    text: str, position: int, sentence: str, codes: tuple[str, ...]
) -> None:
    """ICD-10-PCS 2026, table 0DT (resection), row of body part J (appendix)."""
    verdict = ICD10PCS.lookup_text(text, DAY)
    assert (verdict.reason, verdict.position) == (Why.UNASSIGNED, position)
    assert str(verdict) == f"{text} is not an ICD-10-PCS code in FY2026: {sentence}"
    assert tuple(map(str, verdict.candidates)) == codes


@pytest.mark.parametrize(
    "text, sentence",
    [
        (
            "E1.19",
            "ICD-10-CM: the point belongs after the third character (position 3): did you mean E11.9?",
        ),
        (
            "W21.89XB",
            "W21.89XB is not an ICD-10-CM code in FY2026: the seventh character is A, D or S, not B",
        ),
        (
            "V58.61",
            "V58.61 is not an ICD-10-CM code in FY2026: it is a code of ICD-9-CM, ended on 2015-09-30",
        ),
        (
            "T84.040A",
            "T84.040A ended on 2016-09-30: the conversion table has M97.01XA in its place",
        ),
        # The text may be anything a person typed: it is not repeated.
        ("Ann Example", "ICD-10-CM: a sign cannot stand here; it should be a letter, then"),
    ],
)
def test_a_verdict_on_a_text_is_a_sentence(text: str, sentence: str) -> None:
    said = str(ICD10CM.lookup_text(text, DAY))
    assert said.startswith(sentence)
    assert "Example" not in said


def test_another_system_is_asked_both_ways() -> None:
    verdict = ICD9CM.lookup_text("E11.9", date(2014, 1, 1))
    assert verdict.reason is Why.ANOTHER_SYSTEM
    assert verdict.suggestion == "it is a code of ICD-10-CM"
    assert ICD9CM.lookup(Icd9CmCode("250.00"), date(2015, 10, 1)).reason is Why.ENDED


@given(text=st.text() | st.text("E0123456789.OIXASZ ", max_size=9), on=st.dates())
def test_any_text_has_a_verdict(text: str, on: date) -> None:
    """A verdict never raises on a text, says a reason unless billable, and points into the text."""
    verdict = ICD10CM.lookup_text(text, on)
    assert (verdict.reason is None) is verdict.is_billable
    assert verdict.status is ICD10CM.status_of_text(text, on)
    assert verdict.position is None or 1 <= verdict.position <= len(text) + 1
    assert isinstance(verdict.code, Malformed) is not Icd10CmCode.is_valid(text)
    assert str(verdict)
    assert repr(verdict)
    for candidate in verdict.candidates:
        assert ICD10CM.status(candidate, on) is Status.BILLABLE


@pytest.mark.parametrize("wrong", [None, 1, b"E119", Icd10CmCode("E11.9"), ["E119"]])
def test_only_a_text_is_a_text(wrong: object) -> None:
    for ask in (ICD10CM.lookup_text, ICD10CM.status_of_text):
        with pytest.raises(TypeError):
            ask(wrong)  # type: ignore[arg-type]


def test_successors_are_those_of_the_conversion_table(shared: Path) -> None:
    """Every code that ended and that the official file maps to one code is told that code."""
    with zipfile.ZipFile(shared / "data" / "2025-conversion-table.zip") as files:
        (name,) = (name for name in files.namelist() if name.endswith(".csv"))
        rows = list(csv.reader(io.StringIO(files.read(name).decode("cp1252"))))
    after: dict[str, set[str]] = {}
    for current, year, previous in rows[2:]:
        if year.strip():
            after.setdefault(previous.strip(), set()).add(current.strip())
    on, seen = date(2024, 10, 1), 0
    for text, codes in after.items():
        if not Icd10CmCode.is_valid(text) or len(codes) > 6:
            continue
        verdict = ICD10CM.lookup_text(text, on)
        if verdict.reason is Why.ENDED:
            seen += 1
            assert verdict.candidates
            now = {str(code) for code in verdict.candidates}
            assert now & codes or not any(ICD10CM.billable(codes, on))
    assert seen > 350


# ------------------------------------------------------------------------------------ many at once


def test_many_are_answered_as_one_by_one() -> None:
    texts = ["E11.9", "e119", "E11", "E1.19", "", "E11.9", "U07.1", "T81.4XXA", "ZZZ", "E119 "]
    one_by_one = [ICD10CM.lookup_text(text, DAY).status for text in texts]
    for _ in range(2):
        assert ICD10CM.statuses(texts, DAY) == one_by_one
        assert ICD10CM.billable(texts, DAY) == [s is Status.BILLABLE for s in one_by_one]
        assert ICD10CM.billable(iter(texts), DAY) == ICD10CM.billable(tuple(texts), DAY)
    codes: list[CodeValue | str] = [Icd10CmCode("E11.9"), "E11", Icd10CmCode("E11")]
    assert [s.value for s in ICD10CM.statuses(codes)] == ["billable", "header", "header"]
    assert ICD10CM.statuses(texts, date(2031, 1, 1)) == [Status.UNKNOWN] * len(texts)
    assert ICD10CM.billable(codes, date(2031, 1, 1)) == [False] * 3
    assert ICD10CM.billable([], DAY) == []


@pytest.mark.parametrize("wrong", ["E119", [None], [1], [Icd9CmCode("250.00")], [["E119"]], None])
def test_many_are_texts_or_codes_of_the_system(wrong: object) -> None:
    for on in (DAY, date(2031, 1, 1)):
        for ask in (ICD10CM.statuses, ICD10CM.billable):
            with pytest.raises(TypeError):
                ask(wrong, on)  # type: ignore[arg-type]


def test_what_is_kept_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from medclaim.codes import _day

    monkeypatch.setattr(_day, "_MOST", 10)
    table = CodeTable.from_rows(
        icd10cm.SYSTEM, edition="mine", window=(DAY, DAY), rows=[("I10",), ("R05",)]
    )
    texts = [f"Z{number:05}" for number in range(50)]
    assert (
        table.billable([*texts, "I10", "R05", *texts]) == [False] * 50 + [True] * 2 + [False] * 50
    )
    assert table.statuses(["I10", *texts])[0] is Status.BILLABLE
    day = table._day(None)
    assert day is not None
    assert len(day.statuses) <= 10
    assert len(day._billable) <= 10


# -------------------------------------------------------------------------------------------- shown


def test_markup_in_a_title_is_text() -> None:
    mine = CodeTable.from_rows(
        icd10cm.SYSTEM,
        edition="<script>alert(1)</script>",
        window=(DAY, DAY),
        rows=[
            Row("I10", title="<img src=x onerror='alert(1)'> & \"more\""),
            Row("R05", title="</td></table><b>", is_header=True),
            Row("R05.1", title="\0<i>"),
        ],
        source="<style>",
    )
    code, header = Icd10CmCode("I10"), Icd10CmCode("R05")
    pages = [
        mine._repr_html_(),
        mine.lookup(code)._repr_html_(),
        mine.lookup_text("<b>")._repr_html_(),
        mine.hierarchy(code)._repr_html_(),
        mine.hierarchy(header)._repr_html_(),
    ]
    known = {"table", "caption", "tr", "th", "td"}
    for page in pages:
        opened = {part.split(">")[0].strip("/") for part in page.split("<")[1:]}
        assert opened <= known
        assert "'" not in page
        assert "\0" not in page
    assert "&lt;img src=x onerror=&#x27;alert(1)&#x27;&gt; &amp; &quot;more&quot;" in pages[1]


def test_a_table_and_a_chapter_show_themselves() -> None:
    assert "<td>2015-10-01 to 2027-03-31</td>" in ICD10CM._repr_html_()
    assert EMBEDDED.poa_exempt is not None
    assert "<th>on the list on the last day</th>" in EMBEDDED.poa_exempt._repr_html_()
    assert "<td>2021-01-01 to 2026-09-30</td>" in ICD10CM_NOTES._repr_html_()
    listed = ListedCodes.from_rows(
        [("99213",)], edition="<b>mine</b>", window=(DAY, DAY), source="a & b"
    )
    page = listed._repr_html_()
    assert "&lt;b&gt;mine&lt;/b&gt;" in page
    assert "a &amp; b" in page
    chapter = ICD10CM.chapter(Icd10CmCode("A00"))
    assert chapter is not None
    assert "<td>Intestinal infectious diseases</td>" in chapter._repr_html_()
    verdict = ICD10CM.lookup_text("W21.89", DAY)
    assert "<th>position</th><td>7</td>" in verdict._repr_html_()


def test_a_code_shows_itself_and_a_person_does_not() -> None:
    assert Icd10CmCode("E119")._repr_html_() == (
        "<table><caption>ICD-10-CM</caption><tr><th>code</th><td>E11.9</td></tr>"
        "<tr><th>billing form</th><td>E119</td></tr></table>"
    )
    assert CptCode("99213")._repr_html_() == (
        "<table><caption>CPT</caption><tr><th>code</th><td>99213</td></tr></table>"
    )
    # CMS, Understanding the MBI: its own example.
    for number in (Mbi("1EG4-TE5-MK73"), Ssn("123-45-6789")):
        page = number._repr_html_()
        assert "<td>...</td>" in page
        assert not any(part in page for part in ("1EG4", "MK73", "123", "6789"))


def test_a_hierarchy_is_a_tree() -> None:
    """Tabular list 2026, chapter 9: I31.3 was divided on 2022-10-01."""
    code = Icd10CmCode("I31.3")
    lines = str(ICD10CM.hierarchy(code, DAY)).split("\n")
    depths = [len(line) - len(line.lstrip()) for line in lines]
    assert depths == [0, 2, 4, 6, 8, 8]
    assert lines[0].startswith("9 Diseases of the circulatory system")
    assert lines[3].strip() == "I31.3 Pericardial effusion (noninflammatory)"
    assert ICD10CM.hierarchy(code, date(2022, 9, 30)).children == ()
