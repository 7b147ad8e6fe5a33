"""What a check says of whole texts: right, cut short, too long, spelled otherwise, or none at all.

The text is the published commercial example with its parts named by hand; ``_faults_professional``
breaks it in one way at a time.
"""

import pytest

from medclaim.claims import x12
from medclaim.claims.x12.grammar import parse_elements
from tests.x12._faults import recounted, text_of
from tests.x12._faults_professional import SEGMENTS


def _text(segments: tuple[str, ...] = SEGMENTS) -> str:
    return text_of(segments)


def _index(start: str) -> int:
    (found,) = [i for i, s in enumerate(SEGMENTS) if s.startswith(start)]
    return found


def test_the_text_is_right() -> None:
    assert x12.check(_text()).findings == ()
    assert x12.check(_text()).editions == ("005010X222A1",)


def test_fifty_one_lines_are_one_too_many() -> None:
    lines = [
        segment
        for number in range(3, 52)
        for segment in (f"LX*{number}", "SV1*HC:87880*40*UN*1***1", "DTP*472*D8*20261102")
    ]
    end = _index("SE")
    segments = recounted([*SEGMENTS[:end], *lines, *SEGMENTS[end:]])
    findings = x12.check(_text(segments)).findings
    place = segments.index("LX*51")
    assert [(f.rule.id, f.path) for f in findings] == [("X001", f"segments[{place}]")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "ISA",
        "ISA*00*",
        _text()[:90],
        "\ufeff\r\n",
        "~" * 50,
        "ISA" + "*" * 200,
        "\x1c\x1d",
    ],
)
def test_what_is_no_interchange_is_said_and_never_raised(text: str) -> None:
    report = x12.check(text)
    assert [f.rule.id for f in report.findings] == ["X012"]
    assert x12.read(text).text == text
    assert x12.read(text).claims == ()


@pytest.mark.parametrize("length", range(106, len(_text()), 97))
def test_a_text_cut_short_is_reported(length: int) -> None:
    text = _text()[:length]
    assert x12.check(text).errors
    assert x12.read(text).text == text


def test_every_delimiter_and_spelling_reads_the_same() -> None:
    plain = x12.read(_text()).claims
    for old, new in (("*", "|"), (":", ">"), ("~", "\n"), ("~", "\r\n")):
        text = _text().replace(old, "~\r\n" if new == "\r\n" else new)
        interchange = x12.read(text)
        assert interchange.claims == plain
        assert interchange.text == text
        assert x12.check(text).findings == ()
    two = "\ufeff" + _text() + "\r\n\r\n" + _text().replace("~", "~\n")
    assert x12.read(two).claims == plain * 2
    assert x12.read(two).text == two


def test_no_finding_shows_what_stood_there() -> None:
    broken = _text().replace("SAMPLE", "SECRETNAME" * 9).replace("MEMBER1", "SECRET\x07ID")
    report = x12.check(broken)
    assert report.errors
    assert "SECRET" not in str(report)
    assert "SECRET" not in repr(report)


def test_a_guide_table_with_a_slip_is_refused() -> None:
    with pytest.raises(ValueError, match="XX1-60"):
        parse_elements("01R ID2=85; 03R XX1-60")
