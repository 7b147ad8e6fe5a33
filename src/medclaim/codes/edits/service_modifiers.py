"""Modifiers that a service must have, or that it never has: what the code and the payer make of them."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, warning
from medclaim._text import words
from medclaim.codes.edits._said import coded, is_visit, path_of, texts_of
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding

ACTIVE_TREATMENT = error(
    "C117",
    "chiro-at-missing",
    "Medicare takes a chiropractic manipulation without AT for maintenance, which it does not pay.",
    "Medicare Benefit Policy Manual, chapter 15, section 240.1.3; MLN Matters MM3449 and "
    "SE1602 (from 2004-10-01: denied without AT)",
    "CO-50",
)
PREVENTIVE_VISIT = warning(
    "C127",
    "preventive-medicare-993xx",
    "Medicare covers no preventive visits of CPT: GY says that a denial is expected.",
    "section 1862(a)(7) of the Social Security Act; 42 CFR 411.15(a)(1). A warning, since the line "
    "may be sent to be denied",
    "PR-96/N425",
    "PR-204",
)
SCREENING_COLONOSCOPY = warning(
    "C128",
    "colonoscopy-screening-modifier",
    "A screening of the colon that became a treatment says so: PT for Medicare, else 33.",
    "Medicare Claims Processing Manual, chapter 18, section 60.1.1 (PT, from 2011-01-01); 33 is "
    "CPT's and each payer's own",
    "PR-1",
)
DISCONTINUED = warning(
    "C138",
    "modifier-53-73-74-scope",
    "A facility says by 73 or 74 that a procedure was discontinued, a physician by 53.",
    "Medicare Claims Processing Manual, chapter 4, section 20.6.4 (73 and 74); knowledge, "
    "unconfirmed: how a payer answers",
    "CO-4/N519",
)
REDUCED_VISIT = warning(
    "C139",
    "modifier-52-em",
    "A visit of a lower level is a code of its own, not one reduced by 52.",
    "knowledge, unconfirmed: payers' reading of CPT, appendix A",
    "CO-4",
)
MANY_MODIFIERS = warning(
    "C142",
    "modifier-99",
    "99 says that there are more modifiers than the line has room for.",
    "knowledge, unconfirmed: Medicare contractors take 99 only beyond four modifiers",
    "CO-4",
)

_MANIPULATIONS = words("98940 98941 98942")
_MANIPULATED_FROM = date(2004, 10, 1)
_EXPECTS_DENIAL = words("GA GX GY GZ")
_PREVENTIVE = frozenset(
    str(n) for n in (*range(99381, 99388), *range(99391, 99398), *range(99401, 99405))
)
# What a screening turns into: biopsies, removals and the other treatments, not the look alone.
_COLON_TREATED = frozenset(
    str(n)
    for n in (
        *range(44389, 44395),
        *range(45331, 45336),
        45338,
        *range(45379, 45383),
        *(45384, 45385, 45388, 45390, 45398),
    )
)
_SCREENING = words("Z1211 Z1212")
_TURNED = words("33 PT")
_BY_FACILITIES = words("73 74")
# A surgery center bills Medicare on a professional claim.
_SURGERY_CENTER = "24"
_ROOM = 4


@coding_edit(ACTIVE_TREATMENT, kinds=(Kind.PROFESSIONAL,), triggers=_MANIPULATIONS)
def chiropractic(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A manipulation of the spine for Medicare that is not said to be active treatment."""
    if not visit.is_medicare:
        return
    for procedure in coded(visit):
        day = procedure.first_day
        if procedure.code.text not in _MANIPULATIONS or day is None or day < _MANIPULATED_FROM:
            continue
        if not texts_of(procedure) & (_EXPECTS_DENIAL | {"AT"}):
            yield ACTIVE_TREATMENT.at(
                f"{procedure.line}.modifiers",
                f"{procedure.code} is maintenance without AT: add it where treatment was active, "
                "GA or GZ where a denial is expected",
            )


@coding_edit(PREVENTIVE_VISIT, kinds=(Kind.PROFESSIONAL,), triggers=_PREVENTIVE)
def preventive_for_medicare(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A preventive visit that Medicare is asked to pay."""
    if not visit.is_medicare:
        return
    for procedure in visit.procedures:
        if procedure.code.text in _PREVENTIVE and not texts_of(procedure) & _EXPECTS_DENIAL:
            yield PREVENTIVE_VISIT.at(
                procedure.path,
                f"Medicare does not cover {procedure.code}: its own are G0402, G0438 and G0439; "
                "GY asks for the denial",
            )


@coding_edit(SCREENING_COLONOSCOPY, triggers=_COLON_TREATED)
def screening_colonoscopy(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A treatment of the colon whose diagnosis is a screening, without PT or 33."""
    screenings = {d.number: d.path for d in visit.diagnoses if d.code.text in _SCREENING}
    if not screenings:
        return
    wanted = frozenset({"PT"}) if visit.is_medicare else _TURNED
    for procedure in visit.procedures:
        if procedure.code.text not in _COLON_TREATED or texts_of(procedure) & wanted:
            continue
        # A bill has no pointers: its diagnoses are those of every line.
        pointed = [screenings[n] for n in procedure.pointers if n in screenings]
        if visit.kind is Kind.INSTITUTIONAL:
            pointed = list(screenings.values())
        if pointed:
            yield SCREENING_COLONOSCOPY.at(
                f"{procedure.line}.modifiers",
                f"{procedure.code} came of a screening: "
                + ("PT says so to Medicare" if visit.is_medicare else "33 (or PT) says so"),
                related=pointed,
            )


@coding_edit(
    DISCONTINUED, kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL), triggers=("53", "73", "74")
)
def discontinued(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A physician's modifier on a facility's bill, or a facility's on a physician's claim."""
    is_bill = visit.kind is Kind.INSTITUTIONAL
    wrong = frozenset({"53"}) if is_bill else _BY_FACILITIES
    for procedure in visit.procedures:
        said, place = texts_of(procedure) & wrong, procedure.place_of_service
        if said and not (place is not None and place.text == _SURGERY_CENTER):
            yield DISCONTINUED.at(
                path_of(procedure, said),
                f"{min(said)} is a physician's: a facility says 73 or 74"
                if is_bill
                else f"{min(said)} is a facility's: a physician says 53",
            )


@coding_edit(REDUCED_VISIT, kinds=(Kind.PROFESSIONAL,), triggers=("52",))
def reduced_visits(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A visit with 52."""
    for procedure in visit.procedures:
        if "52" in texts_of(procedure) and is_visit(procedure):
            yield REDUCED_VISIT.at(
                path_of(procedure, ("52",)),
                f"{procedure.code} is a visit: it is billed at the level it had, without 52",
            )


@coding_edit(MANY_MODIFIERS, kinds=(Kind.PROFESSIONAL,), triggers=("99",))
def many_modifiers(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """99 where the modifiers have room."""
    for procedure in visit.procedures:
        if procedure.modifier_count < _ROOM and "99" in texts_of(procedure):
            yield MANY_MODIFIERS.at(
                path_of(procedure, ("99",)),
                f"99 stands with {procedure.modifier_count - 1} others: name them without it",
            )
