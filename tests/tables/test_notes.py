"""The notes of the tabular list: what they say, and the table as a table."""

import hashlib
import pickle
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import attrs
import pytest

from medclaim.codes import Icd9CmCode, Icd10CmCode
from medclaim.codes._codec import unpack
from medclaim.codes._references import references
from medclaim.codes._tables import icd10cm_notes as literal
from medclaim.codes._tables import icd10cm_notes_texts as literal_texts
from medclaim.codes.notes import CodeRange, Note, NoteKind, NoteTable
from medclaim.codes.tables import EMBEDDED, ICD10CM, ICD10CM_NOTES, Tables

NOTES = ICD10CM_NOTES
DAY = date(2026, 4, 1)


def code(text: str) -> Icd10CmCode:
    return Icd10CmCode(text)


# Tabular list, April 2026: two codes, and where the Excludes1 notes between them stand.
EXCLUDED = [
    ("E11.9", "E10.9", ["E11", "E10"]),
    ("E11.65", "O24.410", ["E11"]),
    ("J45.909", "R06.2", ["J45", "R06.2"]),
    ("S06.0X0A", "S06.5X0A", ["S06.0"]),
    # S06.9 names S06.0 to S06.8, parts of its own category; S06.0 and S06.1 each say so, too.
    ("S06.9X0A", "S06.0X0A", ["S06.9"]),
    # With a condition on the characters: polyneuropathy in diabetes is E11.42, not G63.
    ("G63", "E11.42", ["G63"]),
    ("G63", "E11.41", []),
    # From the block (T36-T50) and from the chapter (E00-E89).
    ("T36.0X5A", "O29.3X1", ["T36-T50"]),
    ("E11.9", "P70.2", ["E11", "E00-E89"]),
    ("E87.20", "E11.10", ["E87.2"]),
    ("E11.9", "I10", []),
    ("I10", "I10", []),
]


@pytest.mark.parametrize("one, other, where", EXCLUDED)
def test_excludes1(one: str, other: str, where: list[str]) -> None:
    found = NOTES.excludes1(code(one), code(other), DAY)
    assert found is not None
    assert [str(note.on) for note in found] == where
    back = NOTES.excludes1(code(other), code(one), DAY)
    assert back is not None
    assert set(back) == set(found)


def test_excludes2() -> None:
    """Tabular list, J45: chronic obstructive asthma (J44.89) is an Excludes2 note."""
    one, other = code("J45.909"), code("J44.89")
    assert NOTES.excludes1(one, other, DAY) == ()
    (found,) = NOTES.excludes2(one, other, DAY) or ()
    assert found.kind is NoteKind.EXCLUDES2
    assert found.names(other)
    assert "asthma with chronic obstructive pulmonary disease (J44.89)" in found.text


def test_instructions() -> None:
    """Tabular list: D63.1, N18.6, E11, I50, G63 and chapter 10."""
    (first,) = NOTES.code_first(code("D63.1"), DAY) or ()
    assert str(first) == "code first at D63.1: N18"
    assert (first.is_conditional, first.is_open) == (False, False)
    (any_of,) = NOTES.code_first(code("N18.6"), DAY) or ()
    assert any_of.is_conditional
    assert any_of.names(code("I12.0"))
    assert any_of.names(code("E11.22"))
    assert not any_of.names(code("E11.21"))
    (heart,) = NOTES.code_first(code("I50.9"), DAY) or ()
    assert heart.is_conditional
    (such_as,) = NOTES.code_first(code("G63"), DAY) or ()
    assert such_as.is_open
    assert not such_as.is_conditional
    assert "Z79.4" in {
        str(r) for n in NOTES.use_additional(code("E11.9"), DAY) or () for r in n.codes
    }
    asthma = NOTES.use_additional(code("J45.909"), DAY)
    assert asthma is not None
    assert [str(note.on) for note in asthma] == ["J45", "J00-J99"]
    (also,) = NOTES.code_also(code("S02.0XXB"), DAY) or ()
    assert str(also) == "code also at S02: S06"


def test_notes_come_nearest_first() -> None:
    found = NOTES.notes(code("N18.6"), DAY)
    assert found is not None
    where = [str(note.on) for note in found]
    assert where == sorted(where, key=["N18.6", "N18", "N17-N19", "N00-N99"].index)


def test_a_note_holds_by_edition() -> None:
    """FY2021: E11 asked for Z79.4 and Z79.84; FY2023 brought Z79.85, which April 2025 names."""
    days = (date(2021, 1, 1), date(2025, 4, 1), date(2026, 4, 1))
    named = [
        {str(r) for n in NOTES.use_additional(code("E11.9"), day) or () for r in n.codes}
        for day in days
    ]
    assert ["Z79.85" in names for names in named] == [False, True, True]
    # In between only what stood before and after: this instruction changed.
    between = NOTES.use_additional(code("E11.9"), date(2023, 6, 1))
    assert between == ()
    assert NOTES.excludes1(code("E11.9"), code("E10.9"), date(2023, 6, 1)) != ()


@pytest.mark.parametrize("on", [date(2020, 12, 31), date(2026, 10, 1)])
def test_outside_the_window_nobody_knows(on: date) -> None:
    one, other = code("E11.9"), code("E10.9")
    assert NOTES.excludes1(one, other, on) is None
    assert NOTES.excludes2(one, other, on) is None
    assert NOTES.notes(one, on) is None
    assert NOTES.code_first(one, on) is None


def test_only_icd10cm_codes_have_notes() -> None:
    with pytest.raises(TypeError, match="Icd10CmCode, not Icd9CmCode"):
        NOTES.notes(Icd9CmCode("250.00"))
    with pytest.raises(TypeError, match="Icd10CmCode, not str"):
        NOTES.excludes1(code("E11.9"), "E109")  # type: ignore[arg-type]


# Tabular lists of January 2021, April 2025 and April 2026: notes with a code, by tag, and what the
# generator counts as naming none (DATA.md, section 1: 97 % of the Excludes1 notes name one).
def test_counts() -> None:
    counts = Counter(note.kind.name for note in NOTES.all(DAY))
    assert counts == {
        "EXCLUDES1": 4_926,
        "EXCLUDES2": 2_344,
        "CODE_FIRST": 288,
        "USE_ADDITIONAL": 703,
        "CODE_ALSO": 247,
    }
    assert len(NOTES) == sum(counts.values())


def test_the_table_as_a_table() -> None:
    assert [str(r.first) for r in NOTES.releases] == [
        "2021-01-01",
        "2021-10-01",
        "2025-04-01",
        "2025-10-01",
        "2026-04-01",
    ]
    assert NOTES.window == (date(2021, 1, 1), date(2026, 9, 30))
    assert NOTES.source.startswith("NCHS")
    assert NOTES.licence == "public domain (US government work)"
    assert all(a.first < b.first for a, b in pairwise(NOTES.releases))
    content = [unpack(text) for text in literal.NOTES.values()]
    content += [unpack(text) for text in literal_texts.TEXTS.values()]
    content += [repr(literal.RELEASES), literal.LAST_DAY]
    assert hashlib.sha256("\0".join(content).encode()).hexdigest() == NOTES.digest
    assert repr(NOTES).startswith("<NoteTable January 2021")


def test_every_note_is_well_formed_and_stands_at_a_row() -> None:
    rows = ICD10CM._loaded().roll
    for release in NOTES.releases:
        for note in NOTES.all(release.first):
            assert note.codes
            assert note.text.isascii()
            assert note.text.isprintable()
            for reach in (note.on, *note.codes):
                assert Icd10CmCode(reach.first).text == reach.first
                assert Icd10CmCode(reach.last).text == reach.last
                whole = reach._replace(at=(), among=())
                # A slip of the list, which names nothing: R for T.
                is_slip = str(reach) == "T63.81-R63.83"
                assert whole.holds(reach.first) is not is_slip
                assert whole.holds(reach.last) is not is_slip
                assert bool(reach.at) == bool(reach.among)
            if note.on.first == note.on.last and len(note.on.first) > 3:
                text = note.on.first
                assert rows.mask(text) | rows.header(text), text


def test_every_code_a_note_names_was_a_row() -> None:
    """References to rows that are in no edition are slips of the list."""
    roll = ICD10CM._loaded().roll
    named = {
        r.first for release in NOTES.releases for n in NOTES.all(release.first) for r in n.codes
    }
    unknown = {text for text in named if not roll.mask(text) and not roll.header(text)}
    unknown = {text for text in unknown if not roll.under(text)}
    assert unknown == {"G3190", "V94X"}


def test_ranges_follow_the_order_of_the_list() -> None:
    """C4A comes between C43 and C44, M1A between M08 and M10."""
    melanoma = CodeRange(first="C43", last="C44")
    assert melanoma.holds("C4A9")
    assert not CodeRange(first="C45", last="C96").holds("C4A9")
    assert CodeRange(first="M05", last="M14").holds(code("M1A.9XX0"))
    assert not CodeRange(first="M10", last="M14").holds("M1A9XX0")
    assert CodeRange(first="A040", last="A044").holds("A044")
    assert not CodeRange(first="A040", last="A044").holds("A045")
    assert CodeRange(first="T80", last="T886").holds("T88.6XXA".replace(".", ""))
    assert not CodeRange(first="T80", last="T886").holds("T887XXA")


# Wordings as the tabular lists have them.
REFERENCES = [
    ("type 1 diabetes mellitus (E10.-)", ["E10"]),
    ("Escherichia coli infection (A04.0-A04.4)", ["A04.0-A04.4"]),
    ("drug (T36-T50 with fifth or sixth character 5)", ["T36-T50 with 5 at position 5 or 6"]),
    (
        "underdosing (T36-T50) with fifth or sixth character 6",
        ["T36-T50 with 6 at position 5 or 6"],
    ),
    ("diabetes mellitus (E08-E13 with .51-.52)", ["E08-E13 with 51, 52 at position 4"]),
    ("dysphasia (I69. with final characters -21)", ["I69 with 21 at position 5"]),
    ("open fracture (S32.1--S32.9 with 7th character B)", ["S32.1-S32.9 with B at position 7"]),
    ("injury (T80-T88.6, T88.8)", ["T80-T88.6", "T88.8"]),
    ("arthritis (M05.00 to M05.8A)", ["M05.00-M05.8A"]),
    ("any type in A15 (J65)", ["J65"]),
    ("other dietary vitamin B12 deficiency anemia (D51.3)", ["D51.3"]),
    ("nephritic syndrome (with C3 glomerulopathy) with dense deposit disease (N00.6)", ["N00.6"]),
    ("electrolyte imbalance (E87.8}", ["E87.8"]),
    ("conditions classified to A74.-", ["A74"]),
    ("conditions classifiable to S06.0- to S06.8-code to specified injury", ["S06.0-S06.8"]),
    (
        "diabetic acidosis - see categories E08-E10, E11, E13 with ketoacidosis",
        ["E08-E10 with 1 at position 4", "E11 with 1 at position 4", "E13 with 1 at position 4"],
    ),
    ("code, if applicable, for codes G31.0-G31.83, G31.85-G31.9, to identify:", []),
    ("infectious mononucleosis (B27.0-B27.9 with 1)", []),
    ("gangrene of certain specified sites - see Alphabetical Index", []),
    ("vitamin B12 deficiency, not otherwise specified", []),
]


@pytest.mark.parametrize("text, codes", REFERENCES)
def test_references(text: str, codes: list[str]) -> None:
    assert [str(reach) for reach in references(text)] == codes


def test_notes_of_ones_own() -> None:
    """As a newer tabular list would give them."""
    window = (date(2026, 10, 1), date(2027, 9, 30))
    own = [
        Note(
            kind=NoteKind.EXCLUDES1,
            on=CodeRange(first="E11", last="E11"),
            codes=references("type 1 diabetes mellitus (E10.-)"),
        ),
        Note(
            kind=NoteKind.CODE_FIRST,
            on=CodeRange(first="T36", last="T50"),
            codes=references("aspirin gastritis (K29.-)"),
        ),
    ]
    ours = NoteTable.of(own, edition="FY2027", window=window, source="mine")
    assert ours.excludes1(code("E10.9"), code("E11.9")) == (own[0],)
    assert ours.code_first(code("T36.0X5A"), window[0]) == (own[1],)
    assert ours.excludes1(code("E10.9"), code("E11.9"), window[0] - timedelta(1)) is None
    assert list(ours) == own
    assert ours == NoteTable.of(own, edition="FY2027", window=window)
    assert ours != NOTES
    assert ours != "FY2027"
    assert len({ours, NOTES, NOTES}) == 2
    again = pickle.loads(pickle.dumps(ours))
    assert again == ours
    assert again.source == "mine"
    assert pickle.loads(pickle.dumps(NOTES)) is NOTES
    assert attrs.evolve(EMBEDDED, icd10cm_notes=ours).icd10cm_notes == ours
    assert Tables().missing(["icd10cm_notes"]) == ("icd10cm_notes",)
    with pytest.raises(ValueError, match="ends before it begins"):
        NoteTable.of(own, edition="x", window=(window[1], window[0]))


def test_pairs_among_codes_are_those_asked_one_by_one() -> None:
    """Tabular List FY2026: Excludes1 at E11 names E10, at G89 F45.41."""
    codes = [code(text) for text in ("E11.9", "F45.41", "I10", "G89.4", "E10.9", "E11.9")]
    on = date(2026, 3, 2)
    found = NOTES.excludes1_among(codes, on)
    assert found is not None
    assert [(one, other) for one, other, _ in found] == [(0, 4), (1, 3), (4, 5)]
    for one, other, notes in found:
        assert notes == NOTES.excludes1(codes[one], codes[other], on)
    assert NOTES.excludes1_among(codes, on) == found
    assert NOTES.excludes1_among(codes[2:4], on) == ()
    assert NOTES.excludes1_among(codes, date(2020, 12, 31)) is None
    assert pickle.loads(pickle.dumps(NOTES)) is NOTES
