"""Visits (evaluation and management): which modifiers, places, companions and payers they go with."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, warning
from medclaim._text import words
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import VISITS, coded, is_visit, name_of, path_of, texts_of
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding

_MANUAL = "Medicare Claims Processing Manual, chapter 12"
_APPENDIX = "CPT, appendix A; knowledge, unconfirmed: payers differ"

SURGICAL_MODIFIER = warning(
    "C027",
    "global-modifier-on-em",
    "A visit carries no modifier of a part of a surgical package or of further surgeons.",
    _APPENDIX,
    "CO-4/N519",
)
VISIT_MODIFIER = warning(
    "C028",
    "em-modifier-on-procedure",
    "Modifiers 24, 25 and 57 stand with visits.",
    _APPENDIX,
    "CO-4/N519",
)
OFFICE_RETURN = warning(
    "C029",
    "mod78-without-or-pos",
    "A return to the operating room (78) is not done in an office.",
    f"{_MANUAL}, section 40.1; an office may have an operating room",
    "CO-4",
)
TWO_VISITS = warning(
    "C034",
    "em-two-same-day",
    "Two office visits of one day by one provider say by 25 that they were apart.",
    f"{_MANUAL}, section 30.6.7; unrelated visits are paid, payers differ",
    "CO-B14",
)
CONSULTATION = error(
    "C035",
    "em-consult-medicare",
    "Medicare pays no consultation codes: the visit is billed.",
    f"{_MANUAL}, section 30.6.10; MLN Matters MM6740 (from 2010-01-01)",
    "CO-16/M51",
)
DELETED = error(
    "C036",
    "em-deleted-codes",
    "A visit is coded as it is named on its day: many codes ended with 2020, 2022 and 2024.",
    "45 CFR 162.1000 and 162.1002; CMS, physician fee schedule final rules for 2021, 2023 and 2025 "
    "(codes deleted)",
    "CO-181",
)
PROLONGED = error(
    "C037",
    "em-prolonged-medicare",
    "Medicare has codes of its own for prolonged visits: G2212 and G0316 to G0318.",
    "CMS, physician fee schedule final rules for 2021 (85 FR 84472: G2212 in place of 99417) and 2023 "
    "(87 FR 69404: G0316, G0317 and G0318 in place of CPT's prolonged services)",
    "CO-96",
)
PROLONGED_BASE = warning(
    "C038",
    "em-prolonged-base",
    "Prolonged time stands beside a visit of the highest level.",
    "knowledge, unconfirmed: the definitions of 99417 and G2212; the visit may be on another claim",
    "CO-107/N122",
)
COMPLEXITY_WITH_25 = warning(
    "C039",
    "em-g2211-with-25",
    "Visit complexity (G2211) is not paid with a visit that carries 25, save for preventive services.",
    "CMS, physician fee schedule final rules for 2024 and 2025",
    "CO-97",
)
PLACE = warning(
    "C040",
    "em-pos-mismatch",
    "A visit is done in a place that its code is for.",
    "knowledge, unconfirmed: the headings of CPT's evaluation and management section",
    "CO-5",
    "A7:249",
)
SHARED = warning(
    "C041",
    "em-split-shared-fs",
    "A split or shared visit (FS) is one of a facility.",
    f"{_MANUAL}, section 30.6.18; CMS, physician fee schedule final rule for 2024",
    "CO-4",
)
CRITICAL_CARE = warning(
    "C042",
    "critical-care-time",
    "The first hour of critical care is billed once a day, and what is beyond it only beside it.",
    f"unconfirmed: {_MANUAL}, section 30.6.12, whose words could not be read (withdrawn in 2021, "
    "issued anew in 2022)",
    "CO-107/N122",
)
AGE_BAND = warning(
    "C043",
    "preventive-age-band",
    "A preventive visit is of the patient's age.",
    "knowledge, unconfirmed: the definitions of 99381 to 99397",
    "CO-6",
    "A7:475",
)

_OF_SURGERY = words("54 55 56 58 62 66 78 79 80")
_OF_VISITS = words("24 25 57")
_WITHOUT_VISITS = frozenset({"anesthesia", "surgery", "radiology", "pathology and laboratory"})
_OFFICE = frozenset(str(n) for n in (*range(99202, 99206), *range(99211, 99216)))
# The last year of codes that are no more.
_LAST_YEAR = {
    "99201": 2020,
    **dict.fromkeys(
        words(
            "99217 99218 99219 99220 99224 99225 99226 99241 99251 99318 99324 99325 99326 99327 "
            "99328 99334 99335 99336 99337 99339 99340 99343 99354 99355 99356 99357"
        ),
        2022,
    ),
    **dict.fromkeys(words("99441 99442 99443"), 2024),
}
_CONSULTATIONS = frozenset(str(n) for n in (*range(99241, 99246), *range(99251, 99256)))
_BASES = {
    "99417": words("99205 99215 99245 99345 99350 99483"),
    "G2212": words("99205 99215 99483"),
}
_COMPLEXITY, _COMPLEXITY_FROM, _PREVENTIVE_FROM = "G2211", date(2024, 1, 1), date(2025, 1, 1)
_VACCINATION = words("90460 90471 90473 90480")
# Places that contradict the codes between two numbers, from the first to the last.
_CONTRADICTED = (
    (99202, 99215, words("21 31")),
    (99221, 99236, words("11 12 20")),
    (99238, 99239, words("11 12 20")),
    (99281, 99285, words("11 12 20 31 32")),
    (99304, 99316, words("11 12 21 23")),
    (99341, 99350, words("11 21 23")),
)
_NOT_FACILITY = words("10 11 12 20 49 50 71 72 81")
# The first age in years of each step of 99381 to 99387, and of 99391 to 99397.
_STEPS = (0, 1, 5, 12, 18, 40, 65, 999)
_PREVENTIVE = {
    f"993{decade}{step + 1}": (_STEPS[step], _STEPS[step + 1])
    for decade in (8, 9)
    for step in range(7)
}


@coding_edit(SURGICAL_MODIFIER, kinds=(Kind.PROFESSIONAL,), triggers=_OF_SURGERY)
def surgical_modifiers(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A visit with a modifier of surgery."""
    for procedure in visit.procedures:
        said = texts_of(procedure) & _OF_SURGERY
        if said and is_visit(procedure):
            yield SURGICAL_MODIFIER.at(
                path_of(procedure, said), f"{procedure.code} is a visit: it takes no {min(said)}"
            )


@coding_edit(VISIT_MODIFIER, kinds=(Kind.PROFESSIONAL,), triggers=_OF_VISITS)
def visit_modifiers(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A modifier of visits on a service of a section that has none."""
    for procedure in visit.procedures:
        code, texts = procedure.code, texts_of(procedure)
        if _OF_VISITS.isdisjoint(texts):
            continue
        # Medicine has visits too (eyes, psychiatry), and HCPCS level II preventive ones.
        if type(code) is CptCode and code.section in _WITHOUT_VISITS:
            said = texts & _OF_VISITS
            yield VISIT_MODIFIER.at(
                path_of(procedure, said), f"{code} is no visit: it takes no {min(said)}"
            )


@coding_edit(OFFICE_RETURN, kinds=(Kind.PROFESSIONAL,), triggers=("78",))
def return_to_office(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Modifier 78 in an office."""
    for procedure in visit.procedures:
        place = procedure.place_of_service
        if place is not None and place.text == "11" and "78" in texts_of(procedure):
            yield OFFICE_RETURN.at(
                path_of(procedure, ("78",)),
                f"{name_of(procedure.code)} in place of service 11: 78 is a return to the operating room",
            )


@coding_edit(TWO_VISITS, kinds=(Kind.PROFESSIONAL,), triggers=("992",), across=(TWO_VISITS,))
def two_visits(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Two office visits of a day and provider without 25."""
    first: dict[tuple[date | None, str | None], CodedProcedure] = {}
    for procedure in visit.procedures:
        if procedure.code.text not in _OFFICE or procedure.first_day is None:
            continue
        one = first.setdefault((procedure.first_day, procedure.provider), procedure)
        if one is not procedure and "25" not in texts_of(one) | texts_of(procedure):
            yield TWO_VISITS.at(
                procedure.path,
                f"{procedure.code} is the second office visit of its day: 25 says when it was apart",
                related=(one.path,),
            )


@coding_edit(DELETED, triggers=_LAST_YEAR)
def deleted(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A visit under a code that had ended."""
    for procedure in coded(visit):
        last, day = _LAST_YEAR.get(procedure.code.text), procedure.first_day
        if last is not None and day is not None and day.year > last:
            yield DELETED.at(procedure.path, f"{procedure.code} ended with {last}")


@coding_edit(
    CONSULTATION,
    PROLONGED,
    kinds=(Kind.PROFESSIONAL,),
    triggers=_CONSULTATIONS | {"99417", "99418"},
)
def not_for_medicare(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Consultations and prolonged visits that Medicare has other codes for."""
    if not visit.is_medicare:
        return
    for procedure in coded(visit):
        code, day = procedure.code.text, procedure.first_day
        assert day is not None
        if code in _CONSULTATIONS and day.year >= 2010:
            yield CONSULTATION.at(
                procedure.path, f"{code} is a consultation: Medicare pays the visit that it was"
            )
        elif code in ("99417", "99418"):
            own = "G2212" if code == "99417" else "G0316, G0317 or G0318"
            yield PROLONGED.at(procedure.path, f"{code}: Medicare has {own} for prolonged time")


@coding_edit(PROLONGED_BASE, kinds=(Kind.PROFESSIONAL,), triggers=_BASES)
def prolonged_without_visit(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Prolonged time without a visit of the highest level on its day."""
    for procedure in coded(visit):
        bases = _BASES.get(procedure.code.text)
        if bases and not any(
            one.code.text in bases and one.first_day == procedure.first_day
            for one in visit.procedures
        ):
            yield PROLONGED_BASE.at(
                procedure.path,
                f"{procedure.code} needs one of {', '.join(sorted(bases))} on its day",
            )


@coding_edit(COMPLEXITY_WITH_25, kinds=(Kind.PROFESSIONAL,), triggers=(_COMPLEXITY,))
def complexity(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """G2211 for Medicare beside an office visit with 25."""
    if not visit.is_medicare:
        return
    for procedure in coded(visit):
        day = procedure.first_day
        if procedure.code.text != _COMPLEXITY or day is None or day < _COMPLEXITY_FROM:
            continue
        beside = [one for one in visit.procedures if one.first_day == day and one is not procedure]
        # From 2025 on it is paid beside preventive services, which are G codes or vaccinations.
        if day >= _PREVENTIVE_FROM and any(
            one.code.text in _VACCINATION or one.code.text.startswith("G0") for one in beside
        ):
            continue
        seen = [one for one in beside if one.code.text in _OFFICE and "25" in texts_of(one)]
        if seen:
            yield COMPLEXITY_WITH_25.at(
                procedure.path,
                f"G2211 is not paid: {seen[0].code} carries 25",
                related=(path_of(seen[0], ("25",)),),
            )


@coding_edit(PLACE, kinds=(Kind.PROFESSIONAL,), triggers=("992", "993"))
def places(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A visit in a place that its code is not for."""
    for procedure in visit.procedures:
        place, code = procedure.place_of_service, procedure.code.text
        if place is None or code[:3] not in VISITS or not code.isdigit():
            continue
        number = int(code)
        for first, last, contradicted in _CONTRADICTED:
            if first <= number <= last and place.text in contradicted:
                yield PLACE.at(
                    procedure.path,
                    f"{code} is no visit of place of service {place}",
                    related=(procedure.place_path,),
                )


@coding_edit(SHARED, kinds=(Kind.PROFESSIONAL,), triggers=("FS",))
def shared_visits(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A shared visit outside a facility."""
    for procedure in visit.procedures:
        place = procedure.place_of_service
        if place is not None and place.text in _NOT_FACILITY and "FS" in texts_of(procedure):
            yield SHARED.at(
                path_of(procedure, ("FS",)),
                f"place of service {place} is no facility: no visit is split or shared there",
            )


@coding_edit(CRITICAL_CARE, kinds=(Kind.PROFESSIONAL,), triggers=("99291", "99292"))
def critical_care(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """The first hour twice a day, or more time without it."""
    first: dict[tuple[date | None, str | None], CodedProcedure] = {}
    for procedure in coded(visit):
        if procedure.code.text != "99291":
            continue
        one = first.setdefault((procedure.first_day, procedure.provider), procedure)
        if one is not procedure or (procedure.units is not None and procedure.units > 1):
            yield CRITICAL_CARE.at(
                procedure.path if one is not procedure else f"{procedure.line}.units",
                "99291 is billed once a day by one provider: 99292 is for the time beyond",
            )
    if first:
        return
    for procedure in visit.procedures:
        if procedure.code.text == "99292":
            # The first hour may be on a claim of the day before, or of another of the group.
            yield CRITICAL_CARE.at(procedure.path, "99292 needs 99291")


@coding_edit(AGE_BAND, kinds=(Kind.PROFESSIONAL,), triggers=_PREVENTIVE)
def preventive_ages(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A preventive visit of another age."""
    age = visit.age
    for procedure in visit.procedures if age is not None else ():
        first, end = _PREVENTIVE.get(procedure.code.text, (0, 999))
        if age is not None and not first <= age < end:
            yield AGE_BAND.at(
                procedure.path,
                f"{procedure.code} is for patients of {first} to {end - 1} years"
                if end < 999
                else f"{procedure.code} is for patients from {first} years on",
            )
