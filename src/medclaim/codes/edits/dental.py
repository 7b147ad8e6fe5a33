"""Where in the mouth a dental service was done: teeth, surfaces, quadrants; and at which age.

Which codes are of one tooth, of a quadrant, of how many surfaces is read from the ranges of CDT; no
wording of it is held here. Codes that some payers want a tooth for and others not are left alone.
"""

from collections.abc import Iterator

from medclaim._rules import claim_rule
from medclaim._text import words
from medclaim.codes.cdt import CdtCode
from medclaim.codes.edits.structure import TOOTH_SURFACE
from medclaim.codes.visit import CodedProcedure, CodedTooth, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Severity

_GUIDE = "005010X224A2, 2400"
_FORM = "ADA Dental Claim Form, completion instructions"


TOOTH_MISSING = claim_rule(
    "D220",
    "tooth-number-missing",
    "A service on a tooth says which: fillings, crowns, root canals, extractions, implants, bridges.",
    f"{_GUIDE} TOO (required where the procedure is of a tooth); {_FORM}, item 27",
    "A6:244",
    "CO-16/N37",
)
SURFACE_MISSING = claim_rule(
    "D222",
    "tooth-surface-missing",
    "A filling, inlay or onlay says its surfaces, as many as its code.",
    f"{_GUIDE} TOO03 (required where the procedure asks for surfaces); {_FORM}, item 28; CDT, the "
    "number of surfaces of a code; a warning where their number is another",
    "A6:240",
    "CO-16/N75",
)
AREA_MISSING = claim_rule(
    "D224",
    "oral-cavity-missing",
    "A service whose code is by the quadrant or the arch, and does not say which, says it.",
    f"{_GUIDE} SV304 (required where the procedure is of a quadrant or arch that its code does not "
    f"name); {_FORM}, item 25; a warning where the teeth say the quadrant",
    "A6:245",
)
AREA_CONFLICT = claim_rule(
    "D225",
    "tooth-vs-quadrant-conflict",
    "A tooth of a service stands in the area that the service names.",
    "ADA, Universal/National Tooth Designation System and area of the oral cavity; unconfirmed: "
    "that a payer refuses it",
    "A7:242",
    severity=Severity.WARNING,
)
DENTITION = claim_rule(
    "D235",
    "dental-primary-tooth-code",
    "A code for a primary tooth is of a lettered tooth, one for a permanent tooth of a numbered one.",
    "CDT, the teeth a code is for; unconfirmed: which payers refuse it (remark N39)",
    "CO-16/N39",
    severity=Severity.WARNING,
)
AGE = claim_rule(
    "D233",
    "dental-age",
    "The evaluation of an infant (D0145) is before the third birthday, an adult's cleaning (D1110) "
    "from the fourteenth and a child's (D1120) before it.",
    "CDT, D0145; payers' guidelines for the age at which a cleaning is an adult's (most: 14)",
    "CO-6",
    severity=Severity.WARNING,
)
_SURFACE_COUNT = SURFACE_MISSING.weighing(Severity.WARNING)
_AREA_IMPLIED = AREA_MISSING.weighing(Severity.WARNING)
_SURFACE_ELSEWHERE = TOOTH_SURFACE.weighing(Severity.WARNING)

# Codes of one tooth: sealants; restorations; pulp, root and apex; implants and what stands on them;
# pontics and retainers; extraction, replanting and exposure.
_OF_A_TOOTH = (
    (1351, 1354),
    (2140, 2998),
    (3110, 3427),
    (3450, 3503),
    (3920, 3921),
    (6010, 6013),
    (6056, 6077),
    (6205, 6253),
    (6545, 6794),
    (7111, 7140),
    (7210, 7251),
    (7270, 7283),
)
# The codes of one, two ... surfaces, by the first of each series; the last may have more.
_SURFACES = {
    number: (least, 5 if number == last else least)
    for codes, first in (
        ((2140, 2150, 2160, 2161), 1),
        ((2330, 2331, 2332, 2335), 1),
        ((2391, 2392, 2393, 2394), 1),
        ((2410, 2420, 2430), 1),
        ((2510, 2520, 2530), 1),
        ((2542, 2543, 2544), 2),
        ((2610, 2620, 2630), 1),
        ((2642, 2643, 2644), 2),
        ((2650, 2651, 2652), 1),
        ((2662, 2663, 2664), 2),
    )
    for last in codes[-1:]
    for least, number in enumerate(codes, first)
}
# A front tooth's filling of four surfaces, until 2023 also one that rebuilds the biting edge.
_WITH_EDGE = 2335
_BY_QUADRANT = frozenset(
    (4210, 4211, 4230, 4231, 4240, 4241, 4260, 4261, 4341, 4342, 7310, 7311, 7320, 7321)
)
_BY_ARCH = frozenset({7970})
_PRIMARY = words("D2929 D2930 D2934 D3230 D3240 D7111")
_PERMANENT = words("D1352 D2928 D2931")
_INFANT, _ADULT_CLEANING, _CHILD_CLEANING = "D0145", "D1110", "D1120"
_ADULT = 14


@coding_edit(
    TOOTH_MISSING,
    SURFACE_MISSING,
    TOOTH_SURFACE,
    AREA_MISSING,
    AREA_CONFLICT,
    DENTITION,
    kinds=(Kind.DENTAL,),
)
def where_in_the_mouth(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Services without the tooth, surface or area that their code asks for, or with a wrong one."""
    unread = {
        path.partition(".")[0]
        for path, _ in visit.malformed
        if ".teeth" in path or ".oral_cavity_areas" in path
    }
    for service in visit.procedures:
        # What could not be read is found elsewhere, and may be what would be missed here.
        if type(service.code) is not CdtCode or service.line in unread:
            continue
        number = int(service.code.text[1:])
        if not service.teeth and any(first <= number <= last for first, last in _OF_A_TOOTH):
            yield TOOTH_MISSING.at(
                f"{service.line}.teeth", f"{service.code} is of one tooth: say which"
            )
        for tooth in service.teeth:
            yield from _surfaces(service, number, tooth)
            yield from _dentition(service, tooth)
        yield from _areas(service, number)


def _surfaces(service: CodedProcedure, number: int, tooth: CodedTooth) -> Iterator[Finding]:
    path, count = f"{tooth.path}.surfaces", len(set(tooth.surfaces))
    least, most = _SURFACES.get(number, (0, 5))
    if least and not count:
        yield SURFACE_MISSING.at(path, f"{service.code} is of surfaces: say which")
    elif not least <= count <= most and not (
        number == _WITH_EDGE and any(surface.text == "I" for surface in tooth.surfaces)
    ):
        asked = f"{least} or more" if most > least else str(least)
        yield _SURFACE_COUNT.at(
            path, f"{service.code} is of {asked}, not of {count}", related=(service.path,)
        )
    for index, surface in enumerate(tooth.surfaces):
        is_front = tooth.number.is_anterior
        if not (surface.fits_anterior if is_front else surface.fits_posterior):
            kind, asked = ("front", "F or I") if is_front else ("back", "B or O")
            yield _SURFACE_ELSEWHERE.at(
                f"{path}[{index}]",
                f"{tooth.number} is a {kind} tooth and has no {surface}: {asked}",
                related=(f"{tooth.path}.number",),
            )


def _dentition(service: CodedProcedure, tooth: CodedTooth) -> Iterator[Finding]:
    text, is_primary = service.code.text, tooth.number.is_primary
    if text in (_PERMANENT if is_primary else _PRIMARY):
        kind, other = ("permanent", "primary") if is_primary else ("primary", "permanent")
        yield DENTITION.at(
            service.path,
            f"{text} is for a {kind} tooth, {tooth.number} is {other}",
            related=(f"{tooth.path}.number",),
        )


def _areas(service: CodedProcedure, number: int) -> Iterator[Finding]:
    path, areas, teeth = f"{service.line}.oral_cavity_areas", service.areas, service.teeth
    if not areas and (number in _BY_QUADRANT or number in _BY_ARCH):
        asked = "quadrant: 10, 20, 30 or 40" if number in _BY_QUADRANT else "arch: 01 or 02"
        yield (_AREA_IMPLIED if teeth else AREA_MISSING).at(
            path, f"{service.code} is by the {asked}"
        )
    for tooth in teeth if areas else ():
        if all(area.holds(tooth.number) is False for area in areas):
            yield AREA_CONFLICT.at(
                path,
                f"{tooth.number} stands in {tooth.number.quadrant}",
                related=(f"{tooth.path}.number",),
            )


@coding_edit(AGE, kinds=(Kind.DENTAL,), triggers=(_INFANT, _ADULT_CLEANING, _CHILD_CLEANING))
def ages(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Services for an age that is not the patient's."""
    age = visit.age
    if age is None:
        return
    for service in visit.procedures:
        text = service.code.text
        if text == _INFANT and age >= 3:
            yield AGE.at(service.path, f"{text} is before the third birthday: D0120 or D0150")
        elif text == _ADULT_CLEANING and age < _ADULT:
            yield AGE.at(service.path, f"{text} is an adult's: a child's is {_CHILD_CLEANING}")
        elif text == _CHILD_CLEANING and age >= _ADULT:
            yield AGE.at(service.path, f"{text} is a child's: an adult's is {_ADULT_CLEANING}")
