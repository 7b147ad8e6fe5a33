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
