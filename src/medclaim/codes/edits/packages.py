"""Services that are paid as a whole for a pregnancy or a month, beside others that they hold."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from medclaim._rules import warning
from medclaim._text import words
from medclaim.codes.edits._said import coded, texts_of
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding

MATERNITY = warning(
    "C143",
    "maternity-global-split",
    "Whole maternity care is not billed with a part of it by the same provider.",
    "knowledge, unconfirmed: CPT, maternity care and delivery; NCCI pairs them",
    "CO-97",
)
ANTEPARTUM = warning(
    "C144",
    "antepartum-visit-count",
    "The antepartum visits of a pregnancy are counted once: four to six, or seven and more.",
    "knowledge, unconfirmed: the counts of 59425 and 59426 exclude each other",
    "CO-16/M53",
)
CARE_MANAGEMENT = warning(
    "C167",
    "care-management-overlap",
    "One kind of chronic care management is billed for a month.",
    "knowledge, unconfirmed: CMS, Chronic Care Management Services (MLN 909188)",
    "CO-97",
)

_WHOLE = words("59400 59510 59610 59618")
_PARTS = words("59409 59410 59414 59425 59426 59430 59514 59515 59612 59614 59620 59622")
# A second child's delivery is billed beside the whole, and says so.
_ANOTHER = words("51 59 XE XS XU")
_FEWER, _MORE = "59425", "59426"
# Who furnishes it and how hard it is make kinds of which a month has one.
_KINDS = {
    **dict.fromkeys(words("99490 99439"), "chronic care by staff"),
    **dict.fromkeys(words("99491 99437"), "chronic care by the physician"),
    **dict.fromkeys(words("99487 99489"), "complex chronic care"),
}


def _same_provider(one: CodedProcedure, other: CodedProcedure) -> bool:
    return one.provider == other.provider


@coding_edit(MATERNITY, ANTEPARTUM, kinds=(Kind.PROFESSIONAL,), triggers=_WHOLE | {_FEWER})
def maternity(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A whole pregnancy and a part of it, or two counts of its visits."""
    found = [p for p in coded(visit) if p.code.text in _WHOLE or p.code.text in _PARTS]
    for whole in found:
        for part in found:
            if part is whole or not _same_provider(whole, part):
                continue
            if whole.code.text in _WHOLE and part.code.text in _PARTS:
                if not texts_of(part) & _ANOTHER:
                    yield MATERNITY.at(
                        part.path,
                        f"{part.code} is a part of {whole.code}, which is care from the first visit "
                        "to the last",
                        related=(whole.path,),
                    )
            elif whole.code.text == _MORE and part.code.text == _FEWER:
                yield ANTEPARTUM.at(
                    part.path,
                    f"{_FEWER} and {_MORE} both count the visits before birth: one of them does",
                    related=(whole.path,),
                )


def _month(day: date | None) -> tuple[int, int] | None:
    return None if day is None else (day.year, day.month)


@coding_edit(CARE_MANAGEMENT, kinds=(Kind.PROFESSIONAL,), triggers=_KINDS)
def care_management(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Two kinds of chronic care management in a calendar month."""
    found = [p for p in coded(visit) if p.code.text in _KINDS]
    for one, other in combinations(found, 2):
        kinds = _KINDS[one.code.text], _KINDS[other.code.text]
        if kinds[0] != kinds[1] and _month(one.first_day) == _month(other.first_day):
            yield CARE_MANAGEMENT.at(
                other.path,
                f"{one.code} is {kinds[0]} and {other.code} {kinds[1]}: a month has one of them",
                related=(one.path,),
            )
