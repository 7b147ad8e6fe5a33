"""What a hospital says of its diagnoses: present on admission or not, and why the patient came."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import GUIDELINES
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, NotChecked, Severity

_POA = f"{GUIDELINES}, Appendix I"
POA_MISSING = rule_of_codes(
    "B113",
    "poa-missing",
    "Every diagnosis of a stay that is not exempt says whether it was present on admission.",
    f"{_POA} (hospitals that are exempt give none: a stay with none at all is a warning, and so is "
    "one elsewhere than in a hospital)",
    "A7:688",
    "CO-16/N434",
    severity=Severity.ERROR,
)
POA_ON_EXEMPT = rule_of_codes(
    "B114",
    "poa-on-exempt",
    "A diagnosis that is exempt from present on admission reporting gives no indicator.",
    f"{_POA}, exempt list",
    "A7:688",
)
POA_INVALID = rule_of_codes(
    "B115",
    "poa-invalid-value",
    "Present on admission is Y, N, U or W.",
    "005010X223A2, 2300 HI01-9 (N, U, W, Y)",
    "A7:688",
    "CO-16/N434",
    severity=Severity.ERROR,
)
POA_ON_OUTPATIENT = rule_of_codes(
    "B116",
    "poa-on-outpatient",
    "Only a stay says what was present on admission (a 012x, of a stay too, may repeat it).",
    f"{_POA}; unconfirmed: that an outpatient bill is refused for it",
    "A7:688",
)
POA_ACQUIRED = rule_of_codes(
    "B118",
    "poa-hac-candidate",
    "A hospital-acquired condition that was not present on admission (N, U) pays nothing more.",
    "CMS, Hospital-Acquired Conditions; unconfirmed: which codes are on the list. Advice: the claim is "
    "right as it is, and is paid as if the condition were not on it",
    "CO-233",
    severity=Severity.INFORMATION,
)
POA_AT_BIRTH = rule_of_codes(
    "B119",
    "poa-perinatal-not-y",
    "What a newborn brought into the world was present on admission.",
    _POA,
    severity=Severity.INFORMATION,
)
ADMITTING_MISSING = rule_of_codes(
    "B120",
    "admitting-dx-missing",
    "A stay has an admitting diagnosis.",
    "005010X223A2, 2300 HI Admitting Diagnosis, for the bills the UB-04 manual has it for (X12 RFI "
    "1479); Medicare Claims Processing Manual ch.25, 75, FL 69. An error on hospital inpatient bills "
    "(011x), else a warning",
    "A6:232",
    "CO-16/MA65",
    severity=Severity.ERROR,
)
ADMITTING_EXTERNAL = rule_of_codes(
    "B123",
    "admitting-dx-external-cause",
    "An external cause is neither an admitting diagnosis nor a reason for a visit.",
    f"{GUIDELINES} I.C.20.a.6; unconfirmed: that it is refused in these places",
    "A7:232",
)
VENTILATION = rule_of_codes(
    "B138",
    "px-ventilation-los",
    "Ventilation of more than 96 hours needs a stay of four days.",
    "CMS, Definitions of Medicare Code Edits, edit 19",
    severity=Severity.ERROR,
)
WRONG_SURGERY = rule_of_codes(
    "B112",
    "dx-wrong-surgery-claim",
    "A wrong surgery (Y65.51-Y65.53) is billed without payment: 0110, or modifier PA, PB or PC.",
    "CMS NCD 140.6 to 140.8; MCE edit 18; unconfirmed: that a claim without these is refused",
    "CO-233",
)

_ELSEWHERE = {rule.id: rule.weighing(Severity.WARNING) for rule in (POA_MISSING, ADMITTING_MISSING)}
_PART_B_OF_A_STAY = "012"
# 005010 has no 1 for exempt; it became the standard on this day.
_NO_ONE_SINCE = date(2012, 1, 1)
# Hospital-acquired conditions that one code says by itself, without a procedure beside it.
_ACQUIRED = ("T800XXA", "T80211A", "T80212A", "T80218A", "T80219A", "T83511A", "T83518A")
_LEFT_INSIDE = ("T815", "T816")
_AT_BIRTH = tuple(f"P0{number}" for number in range(9))
_WRONG = frozenset({"Y6551", "Y6552", "Y6553"})
_WRONG_MODIFIERS = frozenset({"PA", "PB", "PC"})
_VENTILATED = "5A1955Z"


def _reporting(visit: CodedVisit) -> Iterator[CodedDiagnosis]:
    for diagnosis in (*visit.diagnoses, *visit.external_causes):
        if type(diagnosis.code) is Icd10CmCode:
            yield diagnosis


@coding_edit(
    POA_MISSING,
    POA_ON_EXEMPT,
    POA_INVALID,
    POA_ON_OUTPATIENT,
    needs=("poa_exempt",),
    kinds=(Kind.INSTITUTIONAL,),
)
def present_on_admission(visit: CodedVisit, tables: Tables) -> Iterator[Finding | NotChecked]:
    """An indicator that is not there, or not asked for, or none of the four."""
    exempt, day, bill = tables.poa_exempt, visit.selecting_day, visit.bill_type
    assert exempt is not None
    reporting = list(_reporting(visit))
    given = [d for d in reporting if d.present_on_admission]
    if bill is None or not (bill.startswith("011") or given):
        return
    if not visit.is_inpatient:
        # What a stay leaves to Part B is billed from the same record.
        for diagnosis in () if bill.startswith(_PART_B_OF_A_STAY) else given:
            yield POA_ON_OUTPATIENT.at(
                _indicator(diagnosis), "this is no stay: nothing is said of an admission"
            )
        return
    unread = {path for path, bad in visit.malformed if bad.kind == "present on admission"}
    is_asked = bool(given) and bill.startswith("011")
    missing = POA_MISSING if is_asked else _ELSEWHERE[POA_MISSING.id]
    for diagnosis in reporting:
        says, place = diagnosis.present_on_admission, _indicator(diagnosis)
        if says == "1" and (day is None or day >= _NO_ONE_SINCE):
            yield POA_INVALID.at(place, "1 is of older claims: Y, N, U or W, or nothing if exempt")
            continue
        if place in unread:
            continue
        is_exempt = exempt.holds(diagnosis.code, day)
        if is_exempt is None:
            yield NotChecked(rule=POA_MISSING, lacks=("poa_exempt",))
            yield NotChecked(rule=POA_ON_EXEMPT, lacks=("poa_exempt",))
            return
        if not says and not is_exempt:
            yield missing.at(
                place, f"{diagnosis.code} is not exempt: say whether it was present on admission"
            )
        elif says and says != "1" and is_exempt:
            yield POA_ON_EXEMPT.at(place, f"{diagnosis.code} is exempt: leave the indicator out")


def _indicator(diagnosis: CodedDiagnosis) -> str:
    return f"{diagnosis.path.removesuffix('.code')}.present_on_admission"


@coding_edit(
    POA_ACQUIRED,
    kinds=(Kind.INSTITUTIONAL,),
    triggers=(*_ACQUIRED, "T81", "L89"),
)
def acquired(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A condition of the list that came during the stay, or may have."""
    for diagnosis in visit.diagnoses if visit.is_inpatient else ():
        text, says = diagnosis.code.text, diagnosis.present_on_admission
        if says in ("N", "U") and _is_acquired(text):
            yield POA_ACQUIRED.at(
                _indicator(diagnosis),
                f"{diagnosis.code} with {says} counts as acquired here: Medicare pays no more for it",
            )


def _is_acquired(text: str) -> bool:
    if text.startswith("L89"):
        return len(text) == 6 and text[5] in "34"
    return text in _ACQUIRED or (text.startswith(_LEFT_INSIDE) and text.endswith("A"))


@coding_edit(POA_AT_BIRTH, kinds=(Kind.INSTITUTIONAL,), triggers=("Z38",))
def present_at_birth(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A condition of the womb that is said not to have been there at birth."""
    first = visit.first_listed
    if first is None or not first.code.text.startswith("Z38") or not visit.is_inpatient:
        return
    for diagnosis in visit.diagnoses:
        if diagnosis.present_on_admission in ("N", "U") and diagnosis.code.text.startswith(
            _AT_BIRTH
        ):
            yield POA_AT_BIRTH.at(
                _indicator(diagnosis),
                f"{diagnosis.code} comes from before the birth, so it was present on admission (Y)",
            )


@coding_edit(ADMITTING_MISSING, kinds=(Kind.INSTITUTIONAL,))
def admitting_missing(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A stay of which nobody says why the patient was admitted."""
    if visit.admitting is not None or not visit.is_inpatient:
        return
    if any(path == "admitting_diagnosis" for path, _ in visit.malformed):
        return
    is_hospital = (visit.bill_type or "").startswith("011")
    rule = ADMITTING_MISSING if is_hospital else _ELSEWHERE[ADMITTING_MISSING.id]
    yield rule.at("admitting_diagnosis", "a stay has an admitting diagnosis: there is none")


@coding_edit(ADMITTING_EXTERNAL, kinds=(Kind.INSTITUTIONAL,), triggers="VWXY")
def admitted_for_external_cause(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An external cause as why the patient came."""
    admitting = () if visit.admitting is None else (visit.admitting,)
    for diagnosis in (*admitting, *visit.reasons_for_visit):
        if type(diagnosis.code) is Icd10CmCode and diagnosis.code.text[0] in "VWXY":
            yield ADMITTING_EXTERNAL.at(
                diagnosis.path, f"{diagnosis.code} is an external cause: give the condition"
            )


@coding_edit(VENTILATION, kinds=(Kind.INSTITUTIONAL,), triggers=(_VENTILATED,))
def ventilation(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Longer on a ventilator than in hospital."""
    first, last = visit.first_day, visit.last_day
    # A bill of a part of the stay does not show how long it was.
    is_whole = (visit.bill_type or "").endswith("1")
    if first is None or last is None or not is_whole or (last - first).days >= 4:
        return
    for procedure in visit.stay_procedures:
        if procedure.code.text == _VENTILATED:
            yield VENTILATION.at(
                procedure.path,
                f"{procedure.code} is more than 96 hours, but the stay is of "
                f"{(last - first).days} days",
            )


@coding_edit(WRONG_SURGERY, triggers=_WRONG)
def wrong_surgery(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A wrong surgery billed as if it were to be paid."""
    found = [d for d in visit.every_diagnosis if d.code.text in _WRONG]
    if not found or (visit.kind is Kind.INSTITUTIONAL and not visit.is_inpatient):
        return
    if visit.kind is Kind.INSTITUTIONAL:
        if visit.bill_type == "0110":
            return
        right = "a hospital bills it as 0110, without payment"
    else:
        if any(m.text in _WRONG_MODIFIERS for p in visit.procedures for m in p.modifiers):
            return
        right = "the service has modifier PA, PB or PC"
    yield WRONG_SURGERY.at(found[0].path, f"{found[0].code} is a wrong surgery: {right}")
