"""The embedded tables as tables: sorted, canonical, well-formed, counted; and what they say."""

import hashlib
import pickle
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from types import ModuleType

import pytest

from medclaim.codes import CodeValue
from medclaim.codes._codec import header_masks, unpack
from medclaim.codes._tables import (
    icd9cm,
    icd9pcs,
    icd10cm,
    icd10cm_titles,
    icd10pcs,
    mce,
    poa_exempt,
)
from medclaim.codes.tables import EMBEDDED, CodeList, CodeTable, Status

# NCHS and CMS, counts of billable codes by release (DATA.md, section 1; for ICD-9-CM the counts
# CMS published with versions 25 to 32).
COUNTS = {
    "icd10cm": {
        "2015-10-01": 69_823,
        "2016-10-01": 71_486,
        "2017-10-01": 71_704,
        "2018-10-01": 71_932,
        "2019-10-01": 72_184,
        "2020-04-01": 72_186,
        "2020-10-01": 72_616,
        "2021-01-01": 72_621,
        "2021-10-01": 72_748,
        "2022-04-01": 72_750,
        "2022-10-01": 73_639,
        "2023-04-01": 73_674,
        "2023-10-01": 74_044,
        "2024-04-01": 74_044,
        "2024-10-01": 74_260,
        "2025-04-01": 74_260,
        "2025-10-01": 74_719,
        "2026-04-01": 74_719,
        "2026-10-01": 74_879,
    },
    "icd9cm": {
        "2007-10-01": 13_677,
        "2008-10-01": 14_025,
        "2009-10-01": 14_315,
        "2010-10-01": 14_432,
        "2011-10-01": 14_567,
        "2012-10-01": 14_567,
        "2013-10-01": 14_567,
        "2014-10-01": 14_567,
    },
    "icd10pcs": {
        "2015-10-01": 71_974,
        "2016-10-01": 75_789,
        "2017-10-01": 78_705,
        "2018-10-01": 78_881,
        "2019-10-01": 77_559,
        "2020-08-01": 77_571,
        "2020-10-01": 78_115,
        "2021-01-01": 78_136,
        "2021-10-01": 78_220,
        "2022-04-01": 78_229,
        "2022-10-01": 78_496,
        "2023-04-01": 78_530,
        "2023-10-01": 78_603,
        "2024-04-01": 78_638,
        "2024-10-01": 78_948,
        "2025-04-01": 78_986,
        "2025-10-01": 79_115,
        "2026-04-01": 79_193,
        "2026-10-01": 79_256,
    },
    "icd9pcs": {
        "2007-10-01": 3_768,
        "2008-10-01": 3_824,
        "2009-10-01": 3_838,
        "2010-10-01": 3_859,
        "2011-10-01": 3_877,
        "2012-10-01": 3_878,
        "2013-10-01": 3_882,
        "2014-10-01": 3_882,
    },
}
WINDOWS = {
    "icd10cm": (date(2015, 10, 1), date(2027, 3, 31)),
    "icd9cm": (date(2007, 10, 1), date(2015, 9, 30)),
    "icd10pcs": (date(2015, 10, 1), date(2027, 3, 31)),
    "icd9pcs": (date(2007, 10, 1), date(2015, 9, 30)),
}
LITERALS: dict[str, ModuleType] = {
    "icd10cm": icd10cm,
    "icd9cm": icd9cm,
    "icd10pcs": icd10pcs,
    "icd9pcs": icd9pcs,
}

each_table = pytest.mark.parametrize("name", sorted(COUNTS))


def table(name: str) -> CodeTable:
    found = getattr(EMBEDDED, name)
    assert isinstance(found, CodeTable)
    return found


def rows(name: str) -> Iterator[tuple[str, int, int]]:
    """Every row with the releases in which it is billable and those in which it is a header."""
    roll = table(name)._loaded().roll
    for category in roll.categories:
        for text in roll.family(category):
            yield text, roll.mask(text), roll.header(text)


@each_table
def test_it_says_what_it_is(name: str) -> None:
    ours = table(name)
    assert ours.window == WINDOWS[name]
    assert ours.edition
    assert "CMS, ICD-" in ours.source
    assert ours.licence == "public domain (US government work)"
    assert ours.system.key == name


@each_table
def test_the_digest_is_that_of_the_content(name: str) -> None:
    module = LITERALS[name]
    content = "\0".join((unpack(module.ROWS), repr(module.RELEASES), module.LAST_DAY))
    assert hashlib.sha256(content.encode()).hexdigest() == table(name).digest


@each_table
def test_releases_are_ordered_and_disjoint(name: str) -> None:
    releases = table(name).releases
    first, last = table(name).window
    assert [str(release.first) for release in releases] == list(COUNTS[name])
    assert releases[0].first == first
    assert releases[-1].first <= last
    assert len({release.name for release in releases}) == len(releases)


@each_table
def test_every_release_has_its_published_count(name: str) -> None:
    ours = table(name)
    counts = {str(r.first): sum(1 for _ in ours.texts(r.first)) for r in ours.releases}
    assert counts == COUNTS[name]
    assert len(ours) == counts[str(ours.releases[-1].first)]


@each_table
def test_every_code_is_canonical_and_sorted(name: str) -> None:
    ours = table(name)
    texts = ours._loaded().roll.all()
    assert texts == sorted(set(texts))
    value_class = ours.system.value_class
    for text, _, _ in rows(name):
        assert value_class(text).text == text
        assert value_class.read(str(value_class(text)).replace(".", "")) == value_class(text)


@each_table
def test_no_row_is_a_header_and_billable_at_once(name: str) -> None:
    bits = (1 << len(table(name).releases)) - 1
    for text, billable, header in rows(name):
        assert not billable & header, text
        assert billable | header, text
        assert not (billable | header) & ~bits, text


@each_table
def test_a_code_valid_twice_is_known(name: str) -> None:
    """Codes whose days are in two stretches are rare; they are named here, so none slips in."""
    twice = {text for text, mask, _ in rows(name) if "01" in f"{mask:b}".strip("0")}
    assert twice == set()


@pytest.mark.parametrize("name", ["icd10cm", "icd9cm", "icd9pcs"])
def test_the_hierarchy_is_one_tree_on_every_release(name: str) -> None:
    ours = table(name)
    roll = ours._loaded().roll
    # The first, the last and one in between: the others differ from these by their counts.
    for index in (0, len(ours.releases) // 2, len(ours.releases) - 1):
        day = ours.releases[index].first
        present = {text for text, mask, header in rows(name) if (mask | header) >> index & 1}
        ordered = sorted(present)
        below: dict[str, set[str]] = {}
        for text in present:
            cut = next((n for n in range(len(text) - 1, 2, -1) if text[:n] in present), None)
            if cut is None:
                assert text == roll.category(text)
            else:
                below.setdefault(text[:cut], set()).add(text)
        for text in sorted(below)[::53]:
            code = _code(ours, text)
            assert ours.status(code, day) is Status.HEADER
            assert {child.text for child in ours.children(code, day)} == below[text]
            after = bisect_right(ordered, text)
            found = [row.text for row in ours.descendants(code, day)]
            assert found == ordered[after : after + len(found)]
            assert all(row.startswith(text) for row in found)
            assert not "".join(ordered[after + len(found) :][:1]).startswith(text)
            for child in below[text]:
                assert ours.parent(_code(ours, child), day) == code
                assert code in ours.ancestors(_code(ours, child), day)


def test_icd10pcs_has_no_headers() -> None:
    """Official Guidelines, A1: a code has seven characters; a table's three are no code."""
    ours = table("icd10pcs")
    code = _code(ours, "0DTJ4ZZ")
    assert ours.parent(code) is None
    assert ours.children(code) == ours.ancestors(code) == ours.descendants(code) == ()
    assert not any(header for _, _, header in rows("icd10pcs"))


@pytest.mark.parametrize(
    "prefix, on, values",
    [
        # ICD-10-PCS Tables FY2023, table 0DT: resection.
        ("0DTJ", date(2023, 6, 1), "0478"),
        ("0DTJ4", date(2023, 6, 1), "Z"),
        ("0DTJ4ZZ", date(2023, 6, 1), ""),
        ("0DTJ5", date(2023, 6, 1), ""),
        ("", date(2023, 6, 1), "0123456789BCDFGHX"),
        # Section X had three body systems at first.
        ("X", date(2016, 1, 1), "2RW"),
        ("0DTJ", date(2015, 9, 30), ""),
        ("I", date(2023, 6, 1), ""),
    ],
)
def test_next_values(prefix: str, on: date, values: str) -> None:
    assert table("icd10pcs").next_values(prefix, on) == tuple(values)


def test_next_values_are_those_of_the_codes() -> None:
    ours = table("icd10pcs")
    after: dict[str, set[str]] = {}
    on = date(2026, 4, 1)
    for text in ours.texts(on):
        for length in range(7):
            after.setdefault(text[:length], set()).add(text[length])
    for prefix in sorted(after)[::50]:
        assert ours.next_values(prefix, on) == tuple(sorted(after[prefix]))


def test_a_header_is_what_a_code_of_that_day_continues() -> None:
    """Order files: the row after a header continues it, but never by a placeholder alone."""
    roll = table("icd10cm")._loaded().roll
    ruled = header_masks([(text, roll.mask(text)) for text in roll.all()], 3)
    differ = {text for text, _, header in rows("icd10cm") if ruled.get(text, 0) != header}
    # H54.512A stood right under H54.51 until the header H54.512 came in FY2024.
    assert differ == {"H54512"}


@each_table
@pytest.mark.parametrize("days", [1, 400, 5000])
def test_a_day_outside_the_window_is_unknown(name: str, days: int) -> None:
    ours = table(name)
    first, last = ours.window
    code = ours.system.value_class(next(ours.texts()))
    assert ours.status(code, first) is Status.BILLABLE
    assert ours.status(code, last) is Status.BILLABLE
    before, after = (
        ours.lookup(code, d) for d in (first - timedelta(days), last + timedelta(days))
    )
    assert before.status is Status.UNKNOWN
    # 45 CFR 162.1002: ICD-9-CM, both volumes, ended with 2015-09-30, so what comes after is known.
    assert after.status is (Status.ENDED if name in ("icd9cm", "icd9pcs") else Status.UNKNOWN)
    assert not list(ours.texts(after.on))


@each_table
def test_titles_are_printable_ascii(name: str) -> None:
    ours = table(name)
    for text, _, _ in rows(name):
        title = ours.title(ours.system.value_class(text))
        if title is not None:
            assert title.isascii(), text
            assert title.isprintable(), text
            assert title == " ".join(title.split()), text


def test_which_icd10cm_codes_have_no_title() -> None:
    """No pinned source has the wording of FY2016-FY2018 codes since ended, nor of FY2027's."""
    ours = table("icd10cm")
    untitled = {t for t, m, _ in rows("icd10cm") if m and not ours.title(_code(ours, t))}
    for text in untitled:
        verdict = ours.lookup(_code(ours, text))
        is_new = verdict.valid_from == date(2026, 10, 1)
        assert is_new or (verdict.valid_to is not None and verdict.valid_to < date(2018, 10, 1))
    assert len(untitled) == 314


def _code(ours: CodeTable, text: str) -> CodeValue:
    return ours.system.value_class(text)


@pytest.mark.parametrize(
    "code, chapter, block",
    [
        ("E11.9", "4", "E08-E13"),
        ("C4A.9", "2", "C43-C44"),
        ("C7A.0", "2", "C7A"),
        ("C80.1", "2", "C76-C80"),
        ("D3A.8", "2", "D3A"),
        ("D48.9", "2", "D37-D48"),
        ("M1A.9", "13", "M05-M14"),
        ("O9A.2", "15", "O94-O9A"),
        ("QA0.0101", "17", "QA0"),
        ("U07.1", "22", "U00-U49"),
        ("Z3A.10", "21", "Z30-Z39"),
        ("A99.Z", "1", "A90-A99"),
    ],
)
def test_chapters_and_blocks(code: str, chapter: str, block: str) -> None:
    """Tabular list, April 2026: the chapter and the block of a category."""
    ours = table("icd10cm")
    value = _code(ours, code)
    found, within = ours.chapter(value), ours.block(value)
    assert found is not None
    assert within is not None
    assert found.number == chapter
    assert str(within).split(" ")[0] == block
    assert within in found.blocks


def test_every_category_but_the_newest_has_a_block() -> None:
    ours = table("icd10cm")
    categories = ours._loaded().roll.categories
    missing = {c for c in categories if ours.block(_code(ours, c)) is None}
    # FY2027 brought these; the tabular list that places them is not among the sources.
    assert missing == {"J4B", "K6A", "QA1"}
    assert [chapter.number for chapter in ours.chapters()] == [str(n) for n in range(1, 23)]


def test_extensions_name_only_seventh_characters() -> None:
    lines = unpack(icd10cm_titles.EXTENSIONS).split("\n")
    assert all(len(pair) > 2 for line in lines for pair in line.split("\t"))
    assert len(lines) == len(set(lines))


# FY2026 counts (DATA.md, section 1), FY2016 and FY2027 as the Medicare Code Editor has them. Edit 5
# ends with 2024-09-30; edit 20 begins with 2022-04-01 (FY2022 IPPS final rule).
EDITOR_COUNTS = {
    "external_cause": (6812, 7461, 7461),
    "newborn": (441, 42, 42),
    "pediatric": (124, 125, 126),
    "maternity": (2240, 2543, 2587),
    "adult": (721, 856, 857),
    "female": (2969, 0, 0),
    "male": (483, 0, 0),
    "manifestation": (326, 422, 422),
    "questionable_admission": (31, 30, 30),
    "unacceptable_principal": (1227, 2656, 2666),
    "requires_secondary": (1, 1, 1),
    "wrong_procedure": (3, 3, 3),
    "unspecified": (0, 3465, 3476),
    "female_procedure": (2171, 0, 0),
    "male_procedure": (1713, 0, 0),
    "noncovered_procedure": (196, 95, 95),
    "noncovered_in_leukemia": (20, 6, 4),
    "noncovered_in_myeloma": (16, 0, 0),
    "sterilization": (0, 87, 87),
    "limited_coverage": (50, 49, 49),
}


@pytest.mark.parametrize("name", sorted(EDITOR_COUNTS))
def test_the_code_editors_lists(name: str) -> None:
    assert EMBEDDED.mce is not None
    ours = getattr(EMBEDDED.mce, name)
    assert isinstance(ours, CodeList)
    days = (date(2016, 1, 1), date(2026, 1, 1), date(2027, 3, 31))
    assert tuple(ours.count(on) for on in days) == EDITOR_COUNTS[name]
    content = "\0".join((unpack(mce.LISTS[name]), repr(mce.RELEASES), mce.LAST_DAY))
    assert hashlib.sha256(content.encode()).hexdigest() == ours.table.digest
    diagnoses = table("icd10cm")
    all_codes = table(ours.table.system.key)
    for release in ours.table.releases:
        for text in ours.table.texts(release.first):
            assert all_codes.status_of_text(text, release.first) is Status.BILLABLE
    if all_codes is not diagnoses:
        return
    assert ours.holds(_code(diagnoses, "K35.80"), date(2026, 1, 1)) is False
    assert ours.holds(_code(diagnoses, "K35.80"), date(2027, 4, 1)) is None


def test_the_poa_exempt_list() -> None:
    """CMS, ReadMePOAexemptFY25.txt: 38,154 codes, all of them codes of FY2025."""
    ours = EMBEDDED.poa_exempt
    assert ours is not None
    content = "\0".join((unpack(poa_exempt.ROWS), repr(poa_exempt.RELEASES), poa_exempt.LAST_DAY))
    assert hashlib.sha256(content.encode()).hexdigest() == ours.table.digest
    on = date(2025, 1, 1)
    assert ours.count(on) == 38_154
    diagnoses = table("icd10cm")
    assert {diagnoses.status(code, on) for code in ours.codes(on)} == {Status.BILLABLE}
    assert ours.holds(_code(diagnoses, "Z99.3"), on) is True
    assert ours.holds(_code(diagnoses, "E11.9"), on) is False
    assert ours.holds(_code(diagnoses, "E11.9"), date(2025, 10, 1)) is None


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_lists_are_pickled_by_reference(protocol: int) -> None:
    assert EMBEDDED.mce is not None
    for found in (EMBEDDED.mce.newborn, EMBEDDED.poa_exempt):
        assert found is not None
        again = pickle.loads(pickle.dumps(found, protocol))
        assert again == found
        assert again.table is found.table
    assert len(pickle.dumps(EMBEDDED.mce, protocol)) < 4000


@pytest.mark.parametrize(
    "name, on, ages",
    [
        ("newborn", date(2026, 1, 1), (0, 0)),
        ("pediatric", date(2026, 1, 1), (0, 17)),
        ("maternity", date(2019, 9, 30), (12, 55)),
        ("maternity", date(2019, 10, 1), (9, 64)),
        ("adult", date(2026, 1, 1), (15, 124)),
        ("adult", date(2015, 9, 30), None),
        ("manifestation", date(2026, 1, 1), None),
    ],
)
def test_ages_of_the_code_editor(name: str, on: date, ages: tuple[int, int] | None) -> None:
    """CMS, Definitions of Medicare Code Edits, edit 4."""
    assert EMBEDDED.mce is not None
    found = EMBEDDED.mce.ages(name, on)
    assert (found and (found.youngest, found.oldest)) == ages


@pytest.mark.parametrize(
    "code, chapter, block",
    [
        ("250.00", "3", "249-259"),
        ("042", "1", "042"),
        ("285.9", "4", "280-289"),
        ("759.9", "14", "740-759"),
        ("E812.0", "E", "E810-E819"),
        ("E000.0", "E", "E000"),
        ("V27.0", "V", "V20-V29"),
        ("V91.99", "V", "V91"),
    ],
)
def test_chapters_and_sections_of_icd9cm(code: str, chapter: str, block: str) -> None:
    """ICD-9-CM, volume 1: seventeen chapters and two supplementary classifications."""
    ours = table("icd9cm")
    value = _code(ours, code)
    found, within = ours.chapter(value), ours.block(value)
    assert found is not None
    assert within is not None
    assert found.number == chapter
    assert str(within).split(" ")[0] == block
    assert [c.number for c in ours.chapters()] == [*(str(n) for n in range(1, 18)), "E", "V"]


def test_every_icd9cm_category_has_a_section() -> None:
    ours = table("icd9cm")
    missing = {c for c in ours._loaded().roll.categories if ours.block(_code(ours, c)) is None}
    assert missing == set()
