"""What Medicare asks beside a service: who ordered it, when care began, that a patient is in hospice."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, warning
from medclaim._text import words
from medclaim.claims.claim import InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context, line_of
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import Provider
from medclaim.codes.edits._said import coded, texts_of
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.npi import Npi
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.dates import first_day
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

CHIROPRACTIC_DATES = warning(
    "C118",
    "chiro-dates",
    "A chiropractic claim to Medicare says when treatment began, and when an acute condition did.",
    "Medicare Claims Processing Manual, chapter 26, section 10.4, item 14; 005010X222A1, 2300 DTP "
    "454 and 453 (with CR208 A or M); how a contractor answers is unconfirmed",
    "A6:701",
    "A6:715",
    "CO-16/MA122",
)
EQUIPMENT_ORDERED = error(
    "C123",
    "dme-ordering-provider-missing",
    "Equipment and supplies billed to Medicare name who ordered them, with an NPI.",
    "42 CFR 424.507(a) and (c) (from 2012-06-26: denied); section 1833(q) of the Social Security Act",
    "A6:562@DK",
    "CO-16/N265",
)
CERTIFICATE_RETIRED = error(
    "C124",
    "dme-cmn-retired",
    "No certificate of medical necessity goes with a claim to Medicare from 2023 on.",
    "CMS, MLN Matters SE22002: claims of services from 2023-01-01 on with the forms or their data "
    "elements are rejected",
    "CO-16",
)
HOSPICE = error(
    "C146",
    "hospice-gv-gw-missing",
    "A physician's service to a hospice patient says GV (attending, not employed) or GW (unrelated).",
    "Medicare Claims Processing Manual, chapter 11, sections 40.1.3 and 50 (an error where the claim "
    "says that the patient is in hospice; place of service 34 alone only warns)",
    "CO-B9",
)
TRIAL_NUMBER = error(
    "C148",
    "trial-bundle-missing",
    "A service in a clinical trial billed to Medicare gives the trial's number.",
    "Medicare Claims Processing Manual, chapter 32, section 69.6 (from 2014-01-01: returned as "
    "unprocessable); MLN Matters MM8401. Condition code 30 missing only warns",
    "CO-16/MA97",
)
FOOT_CARE = warning(
    "C151",
    "foot-care-q-modifier",
    "Routine foot care for Medicare says the class findings, and when the doctor last saw the patient.",
    "Medicare Benefit Policy Manual, chapter 15, section 290; a warning, since neuropathy and "
    "infected nails are covered without",
    "CO-16",
    "A6:757",
)
TEST_ORDERED = error(
    "C174",
    "ordering-referring-missing",
    "Imaging and laboratory tests billed to Medicare name who ordered them, with an NPI.",
    "42 CFR 424.507(a) and (c) (from 2012-06-26: denied); Medicare Claims Processing Manual, chapter "
    "26, section 10.4, item 17 (also who orders and performs)",
    "A6:562@DN",
    "CO-16/N265",
)

_MEDICARE_B = ("filing_indicator:MB",)
_MANIPULATIONS = words("98940 98941 98942")
_ACUTE = words("A M")
_ORDERED_FROM = date(2012, 6, 26)
_EQUIPMENT = (
    "E", "K0", "B4", "B9", "L0", "L1", "L2", "L3", "L4", "L5", "L6", "L7"
)  # fmt: skip
# Diagnostic radiology, ultrasound that guides nothing, nuclear medicine; clinical laboratory.
_TESTS = (
    (70010, 74485),
    (76506, 76886),
    (77065, 77066),
    (78012, 78999),
    (80047, 80439),
    (81000, 87999),
)
_RETIRED_FROM = date(2023, 1, 1)
_NECESSITY_FORMS = "UT"
_OF_HOSPICE, _HOSPICE_PLACE = words("GV GW"), "34"
_TRIALS, _TRIAL_CONDITION, _TRIAL_VALUE = words("Q0 Q1"), "30", "D4"
_NUMBER_FROM = date(2014, 1, 1)
_CLASS_FINDINGS = words("Q7 Q8 Q9 GA GX GY GZ")
_FOOT_CARE = words("11055 11056 11057 11719 G0127")
_NAILS, _INFECTED = words("11720 11721"), "B351"
_DIABETES = ("E08", "E09", "E10", "E11", "E13")
_NEUROPATHY = ("E084", "E094", "E104", "E114", "E134", "G60", "G61", "G62", "G63")


@edit(CHIROPRACTIC_DATES, kinds=(Kind.PROFESSIONAL,), triggers=_MANIPULATIONS)
def chiropractic_dates(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A manipulation of the spine for Medicare without the days it goes back to."""
    if not context.is_medicare:
        return
    dates, manipulation = claim.dates, claim.spinal_manipulation
    for procedure in context.visit.procedures:
        if procedure.code.text not in _MANIPULATIONS:
            continue
        own = line_of(claim, procedure).dates
        if (dates is None or dates.initial_treatment is None) and (
            own is None or own.initial_treatment is None
        ):
            yield CHIROPRACTIC_DATES.at(
                "dates.initial_treatment",
                f"{procedure.code}: say when this course of treatment began",
                related=(procedure.path,),
            )
            break
    if (
        manipulation is not None
        and manipulation.condition in _ACUTE
        and (dates is None or dates.acute_manifestation is None)
    ):
        yield CHIROPRACTIC_DATES.at(
            "dates.acute_manifestation",
            "the condition is acute (A or M): say when it showed itself",
            related=("spinal_manipulation.condition",),
        )


def _is_known(provider: Provider | None) -> bool:
    return provider is not None and type(provider.npi) is Npi


@edit(EQUIPMENT_ORDERED, TEST_ORDERED, kinds=(Kind.PROFESSIONAL,), triggers=_MEDICARE_B)
def ordered(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Equipment, an image or a laboratory test for Medicare that nobody ordered."""
    if context.visit.payer != "MB" or _is_known(claim.referring_provider):
        return
    for procedure in coded(context.visit):
        rule = _order_rule(procedure)
        if rule is None or procedure.first_day is None or procedure.first_day < _ORDERED_FROM:
            continue
        line = line_of(claim, procedure)
        if not _is_known(line.ordering_provider) and not _is_known(line.referring_provider):
            yield rule.at(
                f"{procedure.line}.ordering_provider"
                + (".npi" if line.ordering_provider is not None else ""),
                f"{procedure.code} needs who ordered it, by name and NPI: the performing physician "
                "too, where that is the same",
                related=(procedure.path,),
            )


def _order_rule(procedure: CodedProcedure) -> Rule | None:
    text = procedure.code.text
    if type(procedure.code) is HcpcsCode:
        return EQUIPMENT_ORDERED if text.startswith(_EQUIPMENT) else None
    if text[0] not in "78" or not text.isdigit() or "26" in texts_of(procedure):
        return None
    number = int(text)
    return TEST_ORDERED if any(first <= number <= last for first, last in _TESTS) else None


@edit(CERTIFICATE_RETIRED, kinds=(Kind.PROFESSIONAL,), triggers=("lines.forms",))
def certificates(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A certificate of medical necessity for Medicare after the last day of them."""
    if not context.is_medicare:
        return
    for index, line in enumerate(claim.lines):
        day = first_day(line.service_dates)
        if day is None or day < _RETIRED_FROM:
            continue
        for place, form in enumerate(line.forms):
            if form.code_list == _NECESSITY_FORMS:
                yield CERTIFICATE_RETIRED.at(
                    f"lines[{index}].forms[{place}]",
                    "Medicare takes no certificate of medical necessity from 2023 on: leave it out",
                )


@edit(
    HOSPICE,
    kinds=(Kind.PROFESSIONAL,),
    triggers=("lines.hospice_employed", f"place_of_service:{_HOSPICE_PLACE}"),
)
def hospice_patient(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A service to a patient in hospice that does not say how it stands to the hospice."""
    if not context.is_medicare:
        return
    for procedure in context.visit.procedures:
        employed = line_of(claim, procedure).hospice_employed
        # What the hospice's own physicians do, the hospice bills.
        if employed == "Y" or texts_of(procedure) & _OF_HOSPICE:
            continue
        place, is_said = procedure.place_of_service, employed == "N"
        if is_said or (place is not None and place.text == _HOSPICE_PLACE):
            yield (HOSPICE if is_said else HOSPICE.weighing(Severity.WARNING)).at(
                f"{procedure.line}.modifiers",
                "the patient is in hospice: GV for the attending physician, GW for what is "
                "unrelated to the terminal illness",
            )


@edit(
    TRIAL_NUMBER,
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
    triggers=(*_TRIALS, "condition_codes"),
)
def trial_number(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """A service in a clinical trial whose number Medicare does not get."""
    visit = context.visit
    if not context.is_medicare or visit.first_day is None or visit.first_day < _NUMBER_FROM:
        return
    said = [
        path
        for procedure in visit.procedures
        for modifier, path in zip(procedure.modifiers, procedure.modifier_paths, strict=True)
        if modifier.text in _TRIALS
    ]
    is_bill = type(claim) is InstitutionalClaim
    conditions = [
        f"condition_codes[{index}]"
        for index, condition in enumerate(claim.condition_codes)
        if is_bill and getattr(condition, "text", "") == _TRIAL_CONDITION
    ]
    if not said and not conditions:
        return
    identifiers = claim.identifiers
    if (identifiers is None or identifiers.demonstration_project is None) and not _has_value(claim):
        yield TRIAL_NUMBER.at(
            "identifiers.demonstration_project",
            "the service is of a clinical trial: give its eight-digit number (NCT)",
            related=(said or conditions)[:1],
        )
    if is_bill and said and not conditions and not visit.is_inpatient:
        yield TRIAL_NUMBER.weighing(Severity.WARNING).at(
            "condition_codes", "a bill of a clinical trial has condition code 30", related=said[:1]
        )


def _has_value(claim: ProfessionalClaim | InstitutionalClaim) -> bool:
    return type(claim) is InstitutionalClaim and any(
        getattr(one.code, "text", "") == _TRIAL_VALUE for one in claim.value_codes
    )


@edit(FOOT_CARE, kinds=(Kind.PROFESSIONAL,), triggers=_FOOT_CARE | _NAILS)
def foot_care(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Routine foot care for Medicare that does not say why it is covered."""
    visit = context.visit
    if not context.is_medicare:
        return
    for procedure in visit.procedures:
        text = procedure.code.text
        if text not in _FOOT_CARE and text not in _NAILS:
            continue
        reasons = _reasons(visit, procedure)
        is_covered = any(reason.startswith(_NEUROPATHY) for reason in reasons) or (
            text in _NAILS and _INFECTED in reasons
        )
        if not is_covered and not texts_of(procedure) & _CLASS_FINDINGS:
            yield FOOT_CARE.at(
                f"{procedure.line}.modifiers",
                f"{text} is routine foot care: Q7, Q8 or Q9 says which class findings there are",
            )
        if any(reason.startswith(_DIABETES) for reason in reasons) and not _is_last_seen(
            claim, line_of(claim, procedure)
        ):
            yield FOOT_CARE.at(
                f"{procedure.line}.dates.last_seen",
                "for diabetes: say when the doctor who treats it last saw the patient",
                related=(procedure.path,),
            )


def _reasons(visit: CodedVisit, procedure: CodedProcedure) -> list[str]:
    return [d.code.text for d in visit.diagnoses if d.number in procedure.pointers]


def _is_last_seen(claim: ProfessionalClaim, line: ProfessionalLine) -> bool:
    return any(
        dates is not None and dates.last_seen is not None for dates in (claim.dates, line.dates)
    )
