"""A correct professional interchange broken in one way at a time: each fault found, at its place.

The text is the published commercial example with its parts named by hand; every expectation says
which segment and element is wrong by the implementation guide, not by what the check answers.
"""

import pytest

from medclaim.claims import x12
from medclaim.claims.x12.grammar import parse_elements

SEGMENTS = (
    "ISA*00*          *00*          *ZZ*EXAMPLESENDER  *ZZ*EXAMPLERECEIVER*261123*0930*^*00501*000000007*0*T*:",
    "GS*HC*EXAMPLESENDER*EXAMPLERECEIVER*20261123*0930*7*X*005010X222A1",
    "ST*837*0001*005010X222A1",
    "BHT*0019*00*BATCH7*20261123*0930*CH",
    "NM1*41*2*EXAMPLE BILLING*****46*ETIN1",
    "PER*IC*DESK*TE*5555550100",
    "NM1*40*2*EXAMPLE PLAN*****46*PLAN1",
    "HL*1**20*1",
    "PRV*BI*PXC*207Q00000X",
    "NM1*85*2*EXAMPLE FAMILY PRACTICE*****XX*1234567893",
    "N3*1 MAIN ST",
    "N4*SPRINGFIELD*IL*627010001",
    "REF*EI*123456788",
    "HL*2*1*22*1",
    "SBR*P**GROUP1******CI",
    "NM1*IL*1*SAMPLE*ANNA****MI*MEMBER1",
    "NM1*PR*2*EXAMPLE PLAN*****PI*PAYER1",
    "HL*3*2*23*0",
    "PAT*19",
    "NM1*QC*1*SAMPLE*BEN",
    "N3*2 OAK AVE",
    "N4*SPRINGFIELD*IL*62701",
    "DMG*D8*20150501*M",
    "CLM*ACCOUNT1*165***11:B:1*Y*A*Y*Y",
    "REF*G1*AUTH1",
    "HI*ABK:J069*ABF:R509",
    "LX*1",
    "SV1*HC:99213:25*125*UN*1***1:2",
    "DTP*472*D8*20261102",
    "LX*2",
    "SV1*HC:87880*40*UN*1***1",
    "DTP*472*RD8*20261102-20261102",
    "SE*31*0001",
    "GE*1*7",
    "IEA*1*000000007",
)


def _text(segments: tuple[str, ...] = SEGMENTS) -> str:
    return "~".join(segments) + "~"


def _recounted(segments: list[str]) -> tuple[str, ...]:
    """The segments with SE01 put right, so that only the fault meant is there."""
    start = next(i for i, s in enumerate(segments) if s.startswith("ST*"))
    end = next(i for i, s in enumerate(segments) if s.startswith("SE*"))
    parts = segments[end].split("*")
    parts[1] = str(end - start + 1)
    return (*segments[:end], "*".join(parts), *segments[end + 1 :])


def _index(start: str) -> int:
    (found,) = [i for i, s in enumerate(SEGMENTS) if s.startswith(start)]
    return found


def test_the_text_is_right() -> None:
    assert x12.check(_text()).findings == ()
    assert x12.check(_text()).editions == ("005010X222A1",)


# What is replaced, by what, the rule and the element (or segment) it is found at.
REPLACED = [
    ("SE*31*0001", "SE*30*0001", "D007", "SE01"),
    ("SE*31*0001", "SE*31*0002", "D007", "SE02"),
    ("GE*1*7", "GE*2*7", "D006", "GE01"),
    ("GE*1*7", "GE*1*8", "D006", "GE02"),
    ("IEA*1*000000007", "IEA*2*000000007", "D005", "IEA01"),
    ("IEA*1*000000007", "IEA*1*000000008", "D005", "IEA02"),
    ("ST*837*0001*005010X222A1", "ST*837*0001*005010X222", "D008", "ST03"),
    ("ST*837*0001*005010X222A1", "ST*835*0001*005010X222A1", "X008", "ST01"),
    ("BHT*0019*00", "BHT*0018*00", "X008", "BHT01"),
    ("BHT*0019*00", "BHT*0019*01", "X008", "BHT02"),
    ("BHT*0019*00*BATCH7*20261123*0930*CH", "BHT*0019*00*BATCH7*20261123*0930*ZZ", "X008", "BHT06"),
    ("BHT*0019*00*BATCH7*20261123*0930", "BHT*0019*00*BATCH7*20261323*0930", "D130", "BHT04"),
    ("BHT*0019*00*BATCH7*20261123*0930", "BHT*0019*00*BATCH7*20261123*2530", "X009", "BHT05"),
    ("HL*1**20*1", "HL*2**20*1", "D010", "HL01"),
    ("HL*2*1*22*1", "HL*2*2*22*1", "D010", "HL02"),
    ("HL*2*1*22*1", "HL*2*1*22*0", "D010", "HL04"),
    ("HL*3*2*23*0", "HL*3*1*23*0", "D010", "HL02"),
    ("NM1*85*2*EXAMPLE", "NM1*85*3*EXAMPLE", "X008", "NM102"),
    ("NM1*85*2*EXAMPLE FAMILY PRACTICE*****XX", "NM1*85*2******XX", "X006", "NM103"),
    ("NM1*85*2*EXAMPLE FAMILY PRACTICE*****XX*1234567893", "NM1*85*2*EXAMPLE*****XX", "D012", ""),
    ("N4*SPRINGFIELD*IL*627010001", "N4*S*IL*627010001", "D003", "N401"),
    ("N4*SPRINGFIELD*IL*627010001", "N4*SPRINGFIELD*ILL*627010001", "D003", "N402"),
    ("REF*EI*123456788", "REF*EI", "X006", "REF02"),
    ("SBR*P**GROUP1******CI", "SBR*X**GROUP1******CI", "X008", "SBR01"),
    ("SBR*P**GROUP1******CI", "SBR*P**GROUP1******QQ", "X008", "SBR09"),
    ("SBR*P**GROUP1******CI", "SBR*P*19*GROUP1******CI", "X008", "SBR02"),
    ("SBR*P**GROUP1******CI", "SBR*P**GROUP1***X***CI", "X007", "SBR06"),
    ("NM1*PR*2*EXAMPLE PLAN*****PI*PAYER1", "NM1*PR*2*EXAMPLE PLAN*****ZZ*PAYER1", "X008", "NM108"),
    ("PAT*19", "PAT*18", "X008", "PAT01"),
    ("DMG*D8*20150501*M", "DMG*D8*20150501*X", "X008", "DMG03"),
    ("DMG*D8*20150501*M", "DMG*D8*20150231*M", "D130", "DMG02"),
    ("DMG*D8*20150501*M", "DMG*D8*20150501", "X006", "DMG03"),
    ("CLM*ACCOUNT1*165*", "CLM**165*", "X006", "CLM01"),
    ("CLM*ACCOUNT1*165*", f"CLM*{'A' * 39}*165*", "D003", "CLM01"),
    ("CLM*ACCOUNT1*165*", "CLM*ACCOUNT1*16S*", "X009", "CLM02"),
    ("CLM*ACCOUNT1*165*", "CLM*ACCOUNT1*165.005*", "D014", "CLM02"),
    ("CLM*ACCOUNT1*165***11:B:1*Y*A*Y*Y", "CLM*ACCOUNT1*165****Y*A*Y*Y", "X006", "CLM05"),
    ("***11:B:1*", "***11:A:1*", "X008", "CLM05-2"),
    ("***11:B:1*", "***11:B*", "X006", "CLM05-3"),
    ("***11:B:1*", "***11:B:17*", "D003", "CLM05-3"),
    ("*Y*A*Y*Y", "*Y*D*Y*Y", "X008", "CLM07"),
    ("*Y*A*Y*Y", "*Y*A*Y*N", "X008", "CLM09"),
    ("*Y*A*Y*Y", "*Y*A*Y*Y***12", "X008", "CLM12"),
    ("SV1*HC:99213:25*125*UN*1***1:2", "SV1*XX:99213:25*125*UN*1***1:2", "X008", "SV101-1"),
    ("SV1*HC:99213:25*125*UN*1***1:2", "SV1*HC:99213:2*125*UN*1***1:2", "D003", "SV101-3"),
    ("SV1*HC:99213:25*125*UN", "SV1*HC:99213:25:26:27:28:D:X*125*UN", "X007", "SV101-8"),
    ("SV1*HC:99213:25*125*UN*1", "SV1*HC:99213:25**UN*1", "X006", "SV102"),
    ("SV1*HC:99213:25*125*UN*1", "SV1*HC:99213:25*125*DA*1", "X008", "SV103"),
    ("SV1*HC:99213:25*125*UN*1", "SV1*HC:99213:25*125*UN*one", "X009", "SV104"),
    ("*125*UN*1***1:2", "*125*UN*1***1:13", "X008", "SV107-2"),
    ("*125*UN*1***1:2", "*125*UN*1", "X006", "SV107"),
    ("*125*UN*1***1:2", "*125*UN*1***1:2**N", "X008", "SV109"),
    ("DTP*472*D8*20261102", "DTP*472*D8*20261102-20261103", "D130", "DTP03"),
    ("DTP*472*RD8*20261102-20261102", "DTP*472*RD8*20261102", "D130", "DTP03"),
    ("DTP*472*D8*20261102", "DTP*472*DT*20261102", "X008", "DTP02"),
    ("LX*2", "LX*3", "D011", "LX01"),
    ("LX*2", "LX*two", "D011", "LX01"),
    ("REF*G1*AUTH1", "REF*G1*AUTH\t1", "D001", "REF02"),
    ("SV1*HC:87880*40*UN*1***1", "SV1*HC:87880*40*UN*1***1*", "D004", ""),
]


@pytest.mark.parametrize(("old", "new", "rule", "element"), REPLACED)
def test_one_element_wrong(old: str, new: str, rule: str, element: str) -> None:
    index = next(i for i, s in enumerate(SEGMENTS) if old in s)
    broken = [*SEGMENTS]
    broken[index] = broken[index].replace(old, new)
    path = f"segments[{index}]" + (f".{element}" if element else "")
    findings = x12.check(_text(tuple(broken))).findings
    assert (rule, path) in [(f.rule.id, f.path) for f in findings]
    # Nothing new anywhere else.
    assert {f.path.split(".")[0] for f in findings} == {f"segments[{index}]"}


# A segment left out, the rule that says so, and the start of the segment it is told at.
LEFT_OUT = [
    ("NM1*41", "X005", "ST"),
    ("NM1*40", "X005", "ST"),
    ("NM1*85", "X005", "HL*1"),
    ("N3*1", "X004", "NM1*85"),
    ("N4*SPRINGFIELD*IL*627010001", "X004", "NM1*85"),
    ("REF*EI", "X004", "NM1*85"),
    ("SBR", "X004", "HL*2"),
    ("NM1*IL", "X005", "HL*2"),
    ("NM1*PR", "X005", "HL*2"),
    ("PAT", "X004", "HL*3"),
    ("DMG", "X004", "NM1*QC"),
    ("HI*ABK", "X004", "CLM"),
    ("SV1*HC:99213", "X004", "LX*1"),
    ("DTP*472*D8", "X004", "LX*1"),
]


@pytest.mark.parametrize(("start", "rule", "at"), LEFT_OUT)
def test_one_segment_missing(start: str, rule: str, at: str) -> None:
    broken = [*SEGMENTS]
    del broken[_index(start)]
    segments = _recounted(broken)
    place = next(i for i, s in enumerate(segments) if s.startswith(at))
    findings = x12.check(_text(segments)).findings
    assert (rule, f"segments[{place}]") in [(f.rule.id, f.path) for f in findings]


# A segment put in after another one, and the rule it breaks.
PUT_IN = [
    ("PAT*19", "ZZZ*1", "X002"),
    ("REF*G1", "REF*G1*AUTH2", "D013"),
    ("REF*G1", "REF*QQ*1", "X003"),
    ("HI*ABK", "REF*EA*RECORD1", "X003"),
    ("DTP*472*D8", "SV1*HC:99214*1*UN*1***1", "X001"),
    ("N3*2", "N3*3 ELM ST", "X001"),
    ("LX*2", "CLM", "X006"),
]


@pytest.mark.parametrize(("after", "added", "rule"), PUT_IN)
def test_one_segment_too_many(after: str, added: str, rule: str) -> None:
    at = _index(after) + 1
    segments = _recounted([*SEGMENTS[:at], added, *SEGMENTS[at:]])
    findings = x12.check(_text(segments)).findings
    assert rule in [f.rule.id for f in findings if f.path.split(".")[0] == f"segments[{at}]"]


def test_thirteen_diagnoses_do_not_fit_a_segment() -> None:
    index = _index("HI*ABK")
    broken = [*SEGMENTS]
    broken[index] += "".join(f"*ABF:R{n}" for n in range(501, 512))
    findings = x12.check(_text(tuple(broken))).findings
    assert [(f.rule.id, f.path) for f in findings] == [("X007", f"segments[{index}].HI13")]


def test_fifty_one_lines_are_one_too_many() -> None:
    lines = [
        segment
        for number in range(3, 52)
        for segment in (f"LX*{number}", "SV1*HC:87880*40*UN*1***1", "DTP*472*D8*20261102")
    ]
    end = _index("SE")
    segments = _recounted([*SEGMENTS[:end], *lines, *SEGMENTS[end:]])
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


def test_the_disability_dates_are_one_row_of_the_guide() -> None:
    at = _index("REF*G1")
    added = ["DTP*360*D8*20260101", "DTP*361*D8*20260201"]
    segments = _recounted([*SEGMENTS[:at], *added, *SEGMENTS[at:]])
    findings = x12.check(_text(segments)).findings
    assert [(f.rule.id, f.path) for f in findings] == [("D013", f"segments[{at + 1}]")]


def test_the_group_header_has_its_own_lengths() -> None:
    broken = _text().replace("GS*HC*EXAMPLESENDER", "GS*HC*S")
    findings = x12.check(broken).findings
    assert [(f.rule.id, f.path) for f in findings] == [("D003", "segments[1].GS02")]


def test_the_repetition_separator_has_no_place_in_data() -> None:
    broken = _text().replace("*SAMPLE*ANNA", "*SAM^PLE*ANNA")
    findings = x12.check(broken).findings
    assert [(f.rule.id, f.path) for f in findings] == [("D002", f"segments[{_index('NM1*IL')}]")]


def test_a_guide_table_with_a_slip_is_refused() -> None:
    with pytest.raises(ValueError, match="XX1-60"):
        parse_elements("01R ID2=85; 03R XX1-60")
