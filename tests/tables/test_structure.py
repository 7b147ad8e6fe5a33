"""Sides, episodes of care and the words of titles: what the official titles say, and no more."""

from datetime import date

import pytest

from medclaim.codes import icd9cm, icd10cm
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import (
    ICD9CM,
    ICD10CM,
    CodeTable,
    EpisodeOfCare,
    Laterality,
    Row,
)

DAY = date(2026, 3, 2)
R, L, B, U = Laterality.RIGHT, Laterality.LEFT, Laterality.BILATERAL, Laterality.UNSPECIFIED


@pytest.mark.parametrize(
    "code, side",
    [
        ("C50.911", R),
        ("C50.912", L),
        ("C50.919", U),
        ("H40.1131", B),
        ("E10.3511", R),  # the side is the seventh character
        ("E10.3519", U),
        ("S72.001A", R),
        ("S72.001", R),
        ("S72.353R", U),
        ("M17.0", B),
        ("M17.9", None),
        ("G81.91", R),
        ("G81.90", U),
        ("R10.31", R),
        ("I50.1", None),  # left ventricular failure
        ("I50.810", None),  # right heart failure
        ("I45.10", None),  # right bundle-branch block
        ("K51.50", None),  # left sided colitis
        ("H54.1131", None),  # both eyes, each with its own category
        ("H53.461", None),  # "homonymous bilateral field defects, right side"
        ("T81.520S", None),  # left in body
        ("S36.500A", None),  # the ascending [right] colon
        ("E11.9", None),
        ("ZZZ", None),
    ],
)
def test_laterality(code: str, side: Laterality | None) -> None:
    """Guidelines I.B.13: right, left, bilateral, or the code for the unspecified side."""
    assert ICD10CM.laterality(Icd10CmCode(code)) is side


def test_sides_are_those_of_titles_and_customary_characters() -> None:
    """A side is in the title, and mostly in the sixth character: 1, 2, 3 and 9 by custom."""
    codes = list(ICD10CM.codes(DAY))[::11]
    sides = [ICD10CM.laterality(code) for code in codes]
    for code, side in zip(codes, sides, strict=True):
        title = (ICD10CM.title(code) or "").lower()
        if side in (R, L):
            assert side.value in title
        elif side is U:
            assert "unspecified" in title
    usual = {"1": R, "2": L, "3": B, "9": U}
    decided = [
        (usual[code.text[5]], side)
        for code, side in zip(codes, sides, strict=True)
        if side and len(code.text) == 6 and code.text[5] in usual
    ]
    assert len(decided) > 150
    assert sum(a is b for a, b in decided) / len(decided) > 0.7


@pytest.mark.parametrize(
    "code, episode",
    [
        ("S72.001A", EpisodeOfCare.INITIAL),
        ("S72.001C", EpisodeOfCare.INITIAL),
        ("S72.001G", EpisodeOfCare.SUBSEQUENT),
        ("S72.001S", EpisodeOfCare.SEQUELA),
        ("T36.0X1D", EpisodeOfCare.SUBSEQUENT),
        ("W21.89XA", EpisodeOfCare.INITIAL),
        ("H40.1131", None),
        ("O31.11X2", None),
        ("R40.2344", None),
        ("E10.3511", None),
        ("S72.001", None),
        ("I69.398", None),
    ],
)
def test_episode_of_care(code: str, episode: EpisodeOfCare | None) -> None:
    """Guidelines I.C.19.a: A, B, C active treatment; D to R subsequent; S sequela."""
    assert ICD10CM.episode_of_care(Icd10CmCode(code)) is episode


def test_other_systems_have_neither() -> None:
    assert ICD9CM.laterality(Icd9CmCode("250.00")) is None
    assert ICD9CM.episode_of_care(Icd9CmCode("250.00")) is None
    for ask in (ICD10CM.laterality, ICD10CM.episode_of_care):
        with pytest.raises(TypeError):
            ask(Icd9CmCode("250.00"))


def found(words: str, on: date | None = DAY) -> list[str]:
    return [str(code) for code in ICD10CM.search(words, on)]


@pytest.mark.parametrize(
    "words, codes",
    [
        ("cholera", ["A00.0", "A00.1", "A00.9"]),
        ("CHOLERA eltor", ["A00.1"]),
        ("vibr eltor", ["A00.1"]),
        ("olera", []),
        ("", []),
        (" .,- ", []),
        ("no such words", []),
        ("Ménière right", ["H81.01"]),
    ],
)
def test_a_search_wants_every_word(words: str, codes: list[str]) -> None:
    assert found(words) == codes


def test_a_search_finds_the_words_of_seventh_characters() -> None:
    assert "W21.89XD" in found("sports equipment subsequent")
    assert "W21.89XA" not in found("sports equipment subsequent")


def test_a_search_is_of_a_day() -> None:
    assert found("COVID-19", date(2020, 3, 31)) == []
    assert "U07.1" in found("COVID-19", date(2020, 4, 1))
    assert found("cholera", date(2031, 1, 1)) == []


@pytest.mark.parametrize("words", ["unspecified eye", "poisoning insulin", "kidney hypertensive"])
def test_a_search_finds_what_a_plain_scan_finds(words: str) -> None:
    signs = str.maketrans(dict.fromkeys("()[]-/,'", " "))
    titles = {str(code): ICD10CM.title(code) or "" for code in ICD10CM.codes(DAY)}
    plain = {text: f" {title.lower().translate(signs)}" for text, title in titles.items()}
    wanted = [f" {word}" for word in words.split()]
    assert found(words) == [
        text for text, title in plain.items() if all(one in title for one in wanted)
    ]


def test_ones_own_titles_are_searched_and_a_text_is_wanted() -> None:
    mine = CodeTable.from_rows(
        icd9cm.SYSTEM,
        edition="mine",
        window=(DAY, DAY),
        rows=[
            Row("250.00", title="Größe und Zucker"),
            Row("401.9"),
            Row("401", title="Zucker", is_header=True),
        ],
    )
    for words in ("ZUCKER grosse", "zuck größe", "Grösse"):
        assert [str(code) for code in mine.search(words)] == ["250.00"]
    with pytest.raises(TypeError):
        mine.search(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        mine.search("x", "2026-01-01")  # type: ignore[arg-type]


def test_search_is_lazy() -> None:
    titles: list[str] = []
    rows = [Row(f"A{number:02}", title="Same title") for number in range(100)]
    table = CodeTable.from_rows(icd10cm.SYSTEM, edition="mine", window=(DAY, DAY), rows=rows)
    facts = table._loaded()

    def told(text: str) -> str | None:
        titles.append(text)
        return facts.titles(text)

    spied = CodeTable(table.system, lambda: facts._replace(titles=told))
    assert next(spied.search("same")) == Icd10CmCode("A00")
    assert titles == ["A00"]
