"""Bills of hospital outpatients as the outpatient code editor reads them: services and revenue codes."""

from collections.abc import Iterator

from medclaim._rules import error, for_medicare, warning
from medclaim._text import words
from medclaim.claims.claim import InstitutionalClaim
from medclaim.claims.edits.context import Context, line_of
from medclaim.claims.lines import InstitutionalLine
from medclaim.codes.edits._said import texts_of
from medclaim.codes.revenue import RevenueCode
from medclaim.codes.visit import CodedProcedure
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

_EDITOR = "Integrated Outpatient Code Editor (CMS)"
_ELSEWHERE = "An error for Medicare, else a warning"

OBSERVATION = error(
    "C153",
    "obs-g0378-bill-type",
    "Observation (G0378, G0379) is billed on 013x or 085x, direct admission only with its hours.",
    f"{_EDITOR}, edits 53 and 58. {_ELSEWHERE}",
    "CO-16",
)
BLOOD = error(
    "C155",
    "blood-billing",
    "A transfusion is billed with what was transfused, and bought blood (BL) on two lines alike.",
    f"{_EDITOR}, edits 43 and 73; Medicare Claims Processing Manual, chapter 4, section 231.2. "
    "The lines of BL only warn",
    "CO-16",
)
NO_PROCEDURE = warning(
    "C156",
    "rev-code-needs-hcpcs",
    "Some revenue codes of an outpatient bill stand with a procedure code.",
    f"{_EDITOR}, edit 48; unconfirmed: which revenue codes, here those of every list that was read",
    "CO-16/M20",
)
MISMATCH = warning(
    "C157",
    "rev-hcpcs-mismatch",
    "Red cells are billed under 0381 and whole blood under 0382, each by its own codes.",
    f"{_EDITOR}, edit 79; unconfirmed: which products it takes for each",
    "CO-199",
)
TRAUMA = error(
    "C158",
    "trauma-activation",
    "A trauma response with critical care (G0390) stands under 068x, on a day with 99291.",
    f"{_EDITOR}, edit 76; Medicare Claims Processing Manual, chapter 4, section 160.1. {_ELSEWHERE}",
    "CO-16",
)

_BILLS = (Kind.INSTITUTIONAL,)
_HOURS, _DIRECT, _OBSERVED = "G0378", "G0379", words("13 85")
_TRANSFUSIONS = words("36430 36440 36450 36455 36456")
_PRODUCT, _BOUGHT = "P9", "BL"
_BLOOD_ITSELF, _ITS_PROCESSING = "038", "039"
_RED_CELLS = words("P9016 P9021 P9022 P9038 P9039 P9040 P9051 P9054 P9057 P9058")
_WHOLE_BLOOD = words("P9010 P9051 P9054 P9056")
_BLOOD_PRODUCTS = {"0381": _RED_CELLS, "0382": _WHOLE_BLOOD}
_TRAUMA, _CRITICAL_CARE, _TRAUMA_TEAM = "G0390", "99291", "068"
# Laboratory, imaging, therapy, emergency room, clinic, and what has one service to it.
_CODED = words(
    "030 031 032 034 035 042 043 044 047 061 073 074 0401 0402 0403 0404 0450 0456 0480 0481 0482 "
    "0483 0510 0516 0519 0636 0750 0920 0921"
)
_OUTPATIENT = words("13 14 83 85")


def _revenue(line: InstitutionalLine) -> str:
    code = line.revenue_code
    return code.text if type(code) is RevenueCode else ""


@edit(OBSERVATION, kinds=_BILLS, triggers=(_HOURS, _DIRECT))
def observation(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """Observation on another bill, or a direct admission to none."""
    visit = context.visit
    rule = for_medicare(OBSERVATION, visit)
    hours = any(procedure.code.text == _HOURS for procedure in visit.procedures)
    for procedure in visit.procedures:
        if procedure.code.text not in (_HOURS, _DIRECT):
            continue
        if visit.bill_type is not None and visit.bill_type[1:3] not in _OBSERVED:
            yield rule.at(
                procedure.path,
                f"{procedure.code} is billed on 013x or 085x only",
                related=("bill_type",),
            )
        if procedure.code.text == _DIRECT and not hours:
            yield rule.at(
                procedure.path, f"{_DIRECT} stands with the hours of observation, {_HOURS}"
            )


@edit(BLOOD, kinds=_BILLS, triggers=_TRANSFUSIONS | {_BOUGHT})
def blood(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A transfusion of nothing, and blood that was bought but not processed or the reverse."""
    visit = context.visit
    if visit.is_inpatient:
        return
    if not any(procedure.code.text.startswith(_PRODUCT) for procedure in visit.procedures):
        for procedure in visit.procedures:
            if procedure.code.text in _TRANSFUSIONS:
                yield for_medicare(BLOOD, visit).at(
                    procedure.path,
                    f"{procedure.code} is a transfusion: bill the blood product too (P9010 and on)",
                )
    bought = [p for p in visit.procedures if _BOUGHT in texts_of(p)]
    for procedure in bought:
        own = _revenue(line_of(claim, procedure))[:3]
        wanted = {_BLOOD_ITSELF: _ITS_PROCESSING, _ITS_PROCESSING: _BLOOD_ITSELF}.get(own)
        if wanted is None or not any(
            _revenue(line_of(claim, other))[:3] == wanted and _are_alike(procedure, other)
            for other in bought
        ):
            yield BLOOD.weighing(Severity.WARNING).at(
                procedure.path,
                "bought blood stands on a line under 038x and one under 039x, both with BL and with "
                "the same code, day and units",
            )


def _are_alike(one: CodedProcedure, other: CodedProcedure) -> bool:
    return (one.code, one.first_day, one.units) == (other.code, other.first_day, other.units)


@edit(NO_PROCEDURE, kinds=_BILLS, triggers=[f"bill_type:{bill}" for bill in _OUTPATIENT])
def procedure_missing(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A service of an outpatient that only a revenue code names."""
    bill = context.visit.bill_type
    if bill is None or bill[1:3] not in _OUTPATIENT:
        return
    for index, line in enumerate(claim.lines):
        if line.procedure_code is not None:
            continue
        text = _revenue(line)
        if text in _CODED or text[:3] in _CODED:
            yield NO_PROCEDURE.at(
                f"lines[{index}].procedure_code",
                f"revenue code {text} of an outpatient stands with a procedure code",
                related=(f"lines[{index}].revenue_code",),
            )


@edit(MISMATCH, kinds=_BILLS, triggers=[f"bill_type:{bill}" for bill in _OUTPATIENT])
def blood_products(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A blood product under the revenue code of another."""
    for procedure in context.visit.procedures:
        text = _revenue(line_of(claim, procedure))
        products = _BLOOD_PRODUCTS.get(text)
        if products is not None and procedure.code.text not in products:
            yield MISMATCH.at(
                procedure.path,
                f"revenue code {text} is of "
                + ("packed red cells" if products is _RED_CELLS else "whole blood")
                + f": {procedure.code} is none",
                related=(f"{procedure.line}.revenue_code",),
            )


@edit(TRAUMA, kinds=_BILLS, triggers=(_TRAUMA,))
def trauma_response(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A trauma response without its revenue code or the critical care."""
    visit = context.visit
    for procedure in visit.procedures:
        if procedure.code.text != _TRAUMA:
            continue
        cared = any(
            other.code.text == _CRITICAL_CARE and other.first_day == procedure.first_day
            for other in visit.procedures
        )
        is_placed = _revenue(line_of(claim, procedure)).startswith(_TRAUMA_TEAM)
        if not cared or not is_placed:
            yield for_medicare(TRAUMA, visit).at(
                procedure.path,
                f"{_TRAUMA} stands under 068x on a day of critical care, {_CRITICAL_CARE}: "
                + ("the revenue code is another" if cared else "that is not billed"),
                related=() if is_placed else (f"{procedure.line}.revenue_code",),
            )
