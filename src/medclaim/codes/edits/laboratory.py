"""Laboratory tests waived under CLIA, and the modifier that says so."""

from collections.abc import Container, Iterator

from medclaim._rules import error, for_medicare
from medclaim._text import words
from medclaim.codes.edits._said import coded, outside, path_of, texts_of
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Rule, Severity

WAIVED_MISSING = Rule(
    id="C100",
    name="clia-waived-qw-missing",
    summary="A laboratory with a certificate of waiver says QW of a waived test.",
    authority="Medicare Claims Processing Manual, chapter 16, section 70.8; which certificate a "
    "laboratory has is not on the claim, so it is advice, for tests done in an office",
    severity=Severity.INFORMATION,
    answer=("CO-B7", "CO-16/MA120"),
    snip_type=6,
)
NOT_WAIVED = error(
    "C101",
    "clia-qw-not-waived",
    "QW stands only with tests that are waived under CLIA.",
    "Medicare Claims Processing Manual, chapter 16, section 70.8 (list of waived tests). An error "
    "for Medicare, else a warning",
    "CO-4/N519",
)

_WAIVED = "QW"
# Waived without saying so.
_WITHOUT = words("81002 81025 82270 82272 82962 83026 84830 85013 85651")
_OFFICE = "11"


def _waived(tables: Tables) -> Container[str]:
    return tables.clia_waived or ()


@coding_edit(WAIVED_MISSING, needs=("clia_waived",), kinds=(Kind.PROFESSIONAL,), triggers=_waived)
def waived_tests(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A waived test of an office without QW."""
    table = tables.clia_waived
    if table is None or not visit.is_medicare:
        return
    for procedure in coded(visit):
        code, day, place = procedure.code, procedure.first_day, procedure.place_of_service
        assert day is not None
        if code.text not in table or code.text in _WITHOUT or _WAIVED in texts_of(procedure):
            continue
        holds = table.holds(code.text, day)
        if holds is None:
            yield from outside((WAIVED_MISSING,), "clia_waived")
        elif holds and place is not None and place.text == _OFFICE:
            yield WAIVED_MISSING.at(
                f"{procedure.line}.modifiers",
                f"{code} is a waived test: QW where the office has a certificate of waiver",
            )


@coding_edit(NOT_WAIVED, needs=("clia_waived",), kinds=(Kind.PROFESSIONAL,), triggers=(_WAIVED,))
def not_waived(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """QW on a test that is not waived."""
    table = tables.clia_waived
    for procedure in coded(visit) if table is not None else ():
        day = procedure.first_day
        if table is None or day is None or _WAIVED not in texts_of(procedure):
            continue
        holds = table.holds(procedure.code.text, day)
        if holds is None:
            yield from outside((NOT_WAIVED,), "clia_waived")
        elif not holds:
            yield for_medicare(NOT_WAIVED, visit).at(
                path_of(procedure, (_WAIVED,)),
                f"{procedure.code} is no waived test: it takes no QW",
            )
