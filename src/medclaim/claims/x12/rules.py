"""The rules of X12 itself: what a writer refuses and a check of a text reports."""

from medclaim.findings import Rule, Severity

_E = Severity.ERROR

CHARACTER = Rule(
    id="D001",
    name="x12-char-basic",
    summary="Data holds only characters of the X12 basic and extended character sets.",
    authority="X12 005010 implementation guides, Appendix B.1.1.2.2",
    severity=_E,
    answer=("A7:511",),
    snip_type=1,
)
DELIMITER = Rule(
    id="D002",
    name="x12-delimiter-in-data",
    summary="Data never holds a character that the interchange uses as a delimiter.",
    authority="X12 005010 implementation guides, Appendix B.1.1.2.5",
    severity=_E,
    snip_type=1,
)
LENGTH = Rule(
    id="D003",
    name="x12-element-length",
    summary="An element is no shorter and no longer than the guide allows.",
    authority="X12 005010 implementation guides, element tables",
    severity=_E,
    answer=("A7:512",),
    snip_type=1,
)
REPEATS = Rule(
    id="X001",
    name="x12-too-many",
    summary="A segment, a loop or a component stands no more often than the guide allows.",
    authority="X12 005010 implementation guides, segment and loop repeat counts",
    severity=_E,
    snip_type=1,
)
TRAILING = Rule(
    id="D004",
    name="x12-trailing-separator",
    summary="Empty elements and components at the end of a segment or composite are left out.",
    authority="X12 005010 implementation guides, Appendix B.1.1.3.6 (knowledge, unconfirmed)",
    severity=Severity.WARNING,
    snip_type=1,
)
INTERCHANGE_CONTROL = Rule(
    id="D005",
    name="isa-iea-control",
    summary="IEA repeats the control number of ISA and counts the groups between.",
    authority="X12 005010, ISA13, IEA01 and IEA02",
    severity=_E,
    answer=("TA1",),
    snip_type=1,
)
GROUP_CONTROL = Rule(
    id="D006",
    name="gs-ge-control",
    summary="GE repeats the control number of GS and counts the transaction sets between.",
    authority="X12 005010, GS06, GE01 and GE02",
    severity=_E,
    answer=("999",),
    snip_type=1,
)
SET_CONTROL = Rule(
    id="D007",
    name="st-se-control",
    summary="SE repeats the control number of ST, unique in its group, and counts the segments.",
    authority="X12 005010, ST02, SE01 and SE02",
    severity=_E,
    answer=("999",),
    snip_type=1,
)
VERSION = Rule(
    id="D008",
    name="version-mismatch",
    summary="GS08 and ST03 name the same implementation guide, one that HIPAA adopted.",
    authority="45 CFR 162.1102; 005010 implementation guides, GS08 and ST03",
    severity=_E,
    answer=("A7:493",),
    snip_type=1,
)
HIERARCHY = Rule(
    id="D010",
    name="hl-sequence",
    summary="HL segments count from 1, name their parent, and say whether a child follows.",
    authority="005010 implementation guides, HL01 to HL04",
    severity=_E,
    answer=("999",),
    snip_type=1,
)
LINE_NUMBER = Rule(
    id="D011",
    name="lx-sequence",
    summary="LX counts the service lines of a claim from 1.",
    authority="005010 implementation guides, LX01",
    severity=_E,
    answer=("A7:247",),
    snip_type=1,
)
RELATION = Rule(
    id="D012",
    name="paired-elements",
    summary="Elements that X12 joins by a condition stand, or are absent, as the condition says.",
    authority="X12 005010, relational conditions of the segment",
    severity=_E,
    answer=("999 IK403=2", "999 IK403=10"),
    snip_type=1,
)
DUPLICATE = Rule(
    id="D013",
    name="duplicate-qualifier-segment",
    summary="A segment with one qualifier stands no more often in its loop than the guide allows.",
    authority="005010 implementation guides, segment repeat counts",
    severity=_E,
    answer=("999",),
    snip_type=1,
)
UNKNOWN = Rule(
    id="X002",
    name="x12-unknown-segment",
    summary="A segment is one that the guide has.",
    authority="005010 implementation guides, segment tables",
    severity=_E,
    answer=("999 IK304=2",),
    snip_type=1,
)
MISPLACED = Rule(
    id="X003",
    name="x12-misplaced-segment",
    summary="A segment stands in its loop and after the segments that the guide puts before it.",
    authority="005010 implementation guides, segment positions",
    severity=_E,
    answer=("999 IK304=7",),
    snip_type=1,
)
SEGMENT_MISSING = Rule(
    id="X004",
    name="x12-segment-missing",
    summary="A segment that the guide requires stands in every occurrence of its loop.",
    authority="005010 implementation guides, segment usage",
    severity=_E,
    answer=("999 IK304=3",),
    snip_type=2,
)
LOOP_MISSING = Rule(
    id="X005",
    name="x12-loop-missing",
    summary="A loop that the guide requires stands in every occurrence of the loop around it.",
    authority="005010 implementation guides, loop usage",
    severity=_E,
    answer=("999 IK304=3",),
    snip_type=2,
)
ELEMENT_MISSING = Rule(
    id="X006",
    name="x12-element-missing",
    summary="An element that the guide requires is not empty.",
    authority="005010 implementation guides, element usage",
    severity=_E,
    answer=("999 IK403=1",),
    snip_type=2,
)
NOT_USED = Rule(
    id="X007",
    name="x12-element-not-used",
    summary="An element that the guide does not use is empty.",
    authority="005010 implementation guides, element usage",
    severity=_E,
    answer=("999 IK403=I10",),
    snip_type=2,
)
VALUE = Rule(
    id="X008",
    name="x12-value",
    summary="An element with a list of values holds one of them.",
    authority="005010 implementation guides, element code lists",
    severity=_E,
    answer=("999 IK403=7",),
    snip_type=2,
)
TYPE = Rule(
    id="X009",
    name="x12-type",
    summary="A number is a number, a time a time of day.",
    authority="X12 005010, data element types; 005010 implementation guides, Appendix B.1.1.3.1",
    severity=_E,
    answer=("999 IK403=6",),
    snip_type=1,
)
ENVELOPE = Rule(
    id="X012",
    name="x12-envelope",
    summary="A text is interchanges: ISA of 106 characters, GS, ST, SE, GE, IEA, each in its place.",
    authority="X12 005010, interchange control structure; 005010 implementation guides, Appendix B",
    severity=_E,
    answer=("TA1", "999"),
    snip_type=1,
)

NO_PLACE = Rule(
    id="X013",
    name="x12-no-place",
    summary="A claim written as an 837 says nothing that the guide has no place for.",
    authority="005010 implementation guides, segments and elements used in each loop",
    severity=_E,
    snip_type=1,
)

ALL: tuple[Rule, ...] = tuple(value for value in list(globals().values()) if type(value) is Rule)
