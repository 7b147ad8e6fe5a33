"""Telehealth: which modifiers, places, codes and days Medicare takes."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, warning
from medclaim._text import words
from medclaim.codes.edits._said import coded, outside, path_of, texts_of
from medclaim.codes.modifier import FAMILIES
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding

PLACE_MISSING = warning(
    "C091",
    "telehealth-pos-missing",
    "A telehealth modifier stands with place of service 02 or 10.",
    "CMS, physician fee schedule final rule for 2024 (places 02 and 10); contractors differ in the "
    "exceptions",
    "CO-5",
    "CO-16/M77",
)
OLD_MODIFIER = warning(
    "C093",
    "telehealth-gt-to-medicare-pro",
    "A professional claim to Medicare has no GT: the place of service says telehealth.",
    "MLN Matters MM10152 (from 2018-01-01: GT only for a critical access hospital, method II); the "
    "contractor may ignore it",
    "CO-4",
)
NOT_LISTED = error(
    "C094",
    "telehealth-code-not-listed",
    "Medicare pays by telehealth the services on its list only.",
    "42 CFR 410.78(b) and (f); CMS, List of Telehealth Services",
    "CO-96",
)
NOT_FOR_MEDICARE = error(
    "C095",
    "telehealth-98000-series",
    "Medicare takes a visit and its place, not the telehealth visits 98000 to 98015.",
    "CMS, physician fee schedule final rule for 2025 (98000-98015: status I)",
    "CO-96",
)
WINDOW = warning(
    "C098",
    "telehealth-flexibility-window",
    "The patient's home is a place of telehealth for other than behavioral care to the end of 2027.",
    "Consolidated Appropriations Act, 2026; the law was extended several times before",
    "CO-96",
)

# FR and G0 stand in other places too.
_MODIFIERS = FAMILIES["telehealth"] - words("FR G0")
_PLACES = words("02 10")
_DISCIPLINES = FAMILIES["therapy discipline"]
_HOSPITAL = words("19 21 22 23")
# During the emergency and until the end of 2023 the place was the one of a visit in person.
_BY_PLACE_FROM = date(2024, 1, 1)
_WITHOUT_GT_FROM = date(2018, 1, 1)
_SERIES = frozenset(str(number) for number in range(98000, 98016))
_SERIES_FROM = date(2025, 1, 1)
_LAST_DAY_AT_HOME = date(2027, 12, 31)
# Behavioral care, dialysis at home: allowed for good.
_FOR_GOOD = (("90785", "90899"), ("90951", "90970"), ("96105", "96171"))


@coding_edit(PLACE_MISSING, OLD_MODIFIER, kinds=(Kind.PROFESSIONAL,), triggers=_MODIFIERS)
def modifiers(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A telehealth modifier in a place that is none of telehealth, and GT to Medicare."""
    if not visit.is_medicare:
        return
    for procedure in coded(visit):
        texts, day, place = texts_of(procedure), procedure.first_day, procedure.place_of_service
        said = texts & _MODIFIERS
        assert day is not None
        if "GT" in said and day >= _WITHOUT_GT_FROM:
            yield OLD_MODIFIER.at(
                path_of(procedure, ("GT",)),
                "Medicare takes GT from critical access hospitals only: the place says telehealth",
            )
        elif said and day >= _BY_PLACE_FROM and place is not None and place.text not in _PLACES:
            # A clinician in a hospital, and a hospital's therapist, say 95 and the hospital.
            if "95" in said and (place.text in _HOSPITAL or texts & _DISCIPLINES):
                continue
            yield PLACE_MISSING.at(
                path_of(procedure, said),
                f"{min(said)} in place of service {place}: telehealth is 02, or 10 at home",
                related=(procedure.place_path,),
            )


@coding_edit(
    NOT_LISTED,
    needs=("telehealth",),
    kinds=(Kind.PROFESSIONAL,),
    triggers=("place_of_service:02", "place_of_service:10"),
)
def listed(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A service by telehealth that Medicare's list does not name."""
    table = tables.telehealth
    if table is None or not visit.is_medicare:
        return
    for procedure in coded(visit):
        place, code, day = procedure.place_of_service, procedure.code, procedure.first_day
        if place is None or place.text not in _PLACES or day is None:
            continue
        holds = table.holds(code.text, day)
        if holds is None:
            yield from outside((NOT_LISTED,), "telehealth")
        elif not holds:
            yield NOT_LISTED.at(
                procedure.path,
                f"{code} is not on the list of telehealth services: in place of service {place} it "
                "is denied",
                related=(procedure.place_path,),
            )


@coding_edit(NOT_FOR_MEDICARE, kinds=(Kind.PROFESSIONAL,), triggers=_SERIES)
def visits_by_telehealth(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A telehealth visit of CPT's own for Medicare."""
    for procedure in coded(visit) if visit.is_medicare else ():
        day = procedure.first_day
        if procedure.code.text in _SERIES and day is not None and day >= _SERIES_FROM:
            yield NOT_FOR_MEDICARE.at(
                procedure.path,
                f"{procedure.code} is not valid for Medicare: bill the office visit with place of "
                "service 02 or 10",
            )


@coding_edit(WINDOW, kinds=(Kind.PROFESSIONAL,), triggers=("place_of_service:10",))
def at_home(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Telehealth at home after the law's last day, for other than behavioral care."""
    if not visit.is_medicare or visit.last_day is None or visit.last_day <= _LAST_DAY_AT_HOME:
        return
    mental = {d.number for d in visit.diagnoses if d.code.text[0] == "F"}
    for procedure in coded(visit):
        place, day, text = procedure.place_of_service, procedure.first_day, procedure.code.text
        if place is None or place.text != "10" or day is None or day <= _LAST_DAY_AT_HOME:
            continue
        # G0: acute stroke.
        is_for_good = any(first <= text <= last for first, last in _FOR_GOOD)
        if is_for_good or mental.intersection(procedure.pointers) or "G0" in texts_of(procedure):
            continue
        yield WINDOW.at(
            procedure.path,
            f"{text} at home after {_LAST_DAY_AT_HOME}: paid only if the law is extended",
            related=(procedure.place_path,),
        )
