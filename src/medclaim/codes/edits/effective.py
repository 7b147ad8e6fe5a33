"""Codes against the day of service: known, in force, complete enough to bill."""

from collections.abc import Iterator
from datetime import date

from medclaim.codes.cpt import CptCode
from medclaim.codes.edits.structure import POS_INVALID
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.pos import NOT_ALWAYS_IN_USE, PlaceOfService
from medclaim.codes.tables import CodeTable, Status, Tables, Verdict
from medclaim.codes.visit import CodedVisit
from medclaim.dates import ICD10_CUT_OVER
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, NotChecked, Rule, Severity

_ADOPTED = "45 CFR 162.1002 (code set valid when the service was furnished: 162.1000)"

UNKNOWN = Rule(
    id="A003",
    name="icd10cm-unknown",
    summary="A diagnosis code is in the ICD-10-CM edition in force.",
    authority=_ADOPTED,
    severity=Severity.ERROR,
    answer=("A7:255", "A7:700", "CO-146/M76"),
    snip_type=5,
)
NOT_BILLABLE = Rule(
    id="A004",
    name="icd10cm-not-billable",
    summary="A diagnosis is coded to the highest number of characters available.",
    authority="ICD-10-CM Official Guidelines I.A.3, I.B.2",
    severity=Severity.ERROR,
    answer=("A7:255", "A7:772", "CO-16/M81"),
    snip_type=5,
)
SEVENTH_MISSING = Rule(
    id="A005",
    name="icd10cm-7th-missing",
    summary="A code of a category that asks for a seventh character has one.",
    authority="ICD-10-CM Official Guidelines I.A.5",
    severity=Severity.ERROR,
    answer=("A7:255", "A7:772", "CO-16/M81"),
    snip_type=5,
)
PLACEHOLDER_MISSING = Rule(
    id="A006",
    name="icd10cm-placeholder-missing",
    summary="The placeholder X stands where a category asks for it, and nowhere else.",
    authority="ICD-10-CM Official Guidelines I.A.4",
    severity=Severity.ERROR,
    answer=("A7:255",),
    snip_type=5,
)
SEVENTH_NOT_ALLOWED = Rule(
    id="A007",
    name="icd10cm-7th-not-allowed",
    summary="A code has a seventh character only where its category asks for one.",
    authority="ICD-10-CM Official Guidelines I.A.5",
    severity=Severity.ERROR,
    answer=("A7:255",),
    snip_type=5,
)
SEVENTH_INVALID = Rule(
    id="A008",
    name="icd10cm-7th-invalid-value",
    summary="A seventh character is one of those its category defines.",
    authority="ICD-10-CM Tabular List, seventh-character notes",
    severity=Severity.ERROR,
    answer=("A7:255",),
    snip_type=5,
)
NOT_IN_FORCE = Rule(
    id="A009",
    name="icd10cm-deleted-on-date",
    summary="A diagnosis code is in force on the day that selects the edition.",
    authority=f"{_ADOPTED}; ICD-10-CM conversion table",
    severity=Severity.ERROR,
    answer=("CO-146/M76", "A7:255"),
    snip_type=5,
)
VERSION_VS_DATE = Rule(
    id="A010",
    name="icd-version-vs-date",
    summary="ICD-10-CM from 2015-10-01 on, ICD-9-CM before.",
    authority="45 CFR 162.1002(b) and (c), as amended by 79 FR 45128",
    severity=Severity.ERROR,
    answer=("A7:255", "A7:508", "A7:700", "CO-16/M76"),
    snip_type=5,
)
VERSIONS_MIXED = Rule(
    id="A011",
    name="icd-versions-mixed",
    summary="A claim has diagnoses of one ICD version only.",
    authority="CMS, MLN Matters SE1408: a claim cannot contain both ICD-9 and ICD-10 codes",
    severity=Severity.ERROR,
    answer=("A8:255",),
    snip_type=4,
)
ICD9_INCOMPLETE = Rule(
    id="B127",
    name="icd9-fifth-digit",
    summary="An ICD-9-CM diagnosis is coded to the fourth or fifth digit where there is one.",
    authority=f"ICD-9-CM Official Guidelines I.B.3; {_ADOPTED}",
    severity=Severity.ERROR,
    answer=("A7:255", "A7:508"),
    snip_type=5,
)
ICD9_UNKNOWN = Rule(
    id="X011",
    name="icd9cm-unknown",
    summary="An ICD-9-CM diagnosis is in the edition in force.",
    authority=_ADOPTED,
    severity=Severity.ERROR,
    answer=("A7:255", "A7:508"),
    snip_type=5,
)
PROCEDURE_UNKNOWN = Rule(
    id="A019",
    name="procedure-unknown",
    summary="A procedure code is in its code set.",
    authority=_ADOPTED,
    severity=Severity.ERROR,
    answer=("CO-181/M20", "CO-181/M51", "A7:454"),
    snip_type=5,
)
PROCEDURE_NOT_IN_FORCE = Rule(
    id="A020",
    name="procedure-not-effective",
    summary="A procedure code is in force on the day of service; there is no grace period.",
    authority=f"{_ADOPTED}; Medicare Claims Processing Manual, chapter 23, section 20.4",
    severity=Severity.ERROR,
    answer=("CO-181/N56", "CO-181/M84"),
    snip_type=5,
)
POS_NOT_IN_FORCE = Rule(
    id="A043",
    name="pos-not-effective",
    summary="A place of service is in use on the day of service.",
    authority="CMS, Place of Service Code Set (effective dates)",
    severity=Severity.ERROR,
    answer=("CO-16/M77",),
    snip_type=5,
)

_DIAGNOSIS_RULES = (
    UNKNOWN,
    NOT_BILLABLE,
    SEVENTH_MISSING,
    PLACEHOLDER_MISSING,
    SEVENTH_NOT_ALLOWED,
    SEVENTH_INVALID,
    NOT_IN_FORCE,
)


def _outside(table: CodeTable) -> tuple[str, ...]:
    return (f"{table.system.key} in force on the day of service",)


@coding_edit(*_DIAGNOSIS_RULES, needs=("icd10cm",), settles=True)
def diagnoses_in_force(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """ICD-10-CM codes that are unknown, incomplete or not in force on their day."""
    table = tables.icd10cm
    if table is None:
        return
    status_on, sole = table.status, visit.sole_day
    every = None if sole is None else (sole,)
    for diagnosis in visit.every_diagnosis:
        code = diagnosis.code
        if type(code) is not Icd10CmCode:
            continue
        for day in every or visit.days_of(diagnosis):
            status = status_on(code, day)
            if status is Status.BILLABLE:
                continue
            if day < ICD10_CUT_OVER:
                # The wrong version altogether: A010 says so.
                break
            if status is Status.UNKNOWN:
                yield from (
                    NotChecked(rule=rule, lacks=_outside(table)) for rule in _DIAGNOSIS_RULES
                )
            else:
                verdict = table.lookup(code, day)
                rule, suggestion = _why(table, code, verdict)
                yield rule.at(diagnosis.path, str(verdict), suggestion=suggestion)
            break


def _why(table: CodeTable, code: Icd10CmCode, verdict: Verdict) -> tuple[Rule, str | None]:
    on, text = verdict.on, code.text
    if verdict.status in (Status.ENDED, Status.NOT_YET):
        return NOT_IN_FORCE, None
    sevenths = table.seventh_characters(Icd10CmCode(text[:6]), on)
    if verdict.status is Status.HEADER:
        return (SEVENTH_MISSING if sevenths else NOT_BILLABLE), None
    padded = f"{text[:-1]:X<6}{text[-1]}"
    candidates = [text.rstrip("X")] if text.endswith("X") else [padded] if len(text) < 7 else []
    for candidate in candidates:
        if len(candidate) >= 3 and table.status(Icd10CmCode(candidate), on) is Status.BILLABLE:
            return PLACEHOLDER_MISSING, str(Icd10CmCode(candidate))
    if sevenths:
        return (SEVENTH_INVALID if len(text) == 7 else SEVENTH_MISSING), None
    if len(text) == 7:
        stem = Icd10CmCode(text[:6].rstrip("X"))
        if table.status(stem, on) is Status.BILLABLE:
            return SEVENTH_NOT_ALLOWED, None
    return UNKNOWN, None


@coding_edit(ICD9_INCOMPLETE, ICD9_UNKNOWN, needs=("icd9cm",), triggers=("icd9cm",), settles=True)
def icd9_in_force(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """ICD-9-CM codes that are incomplete or unknown, on days before the cut-over."""
    table = tables.icd9cm
    for diagnosis in visit.every_diagnosis:
        code = diagnosis.code
        if type(code) is not Icd9CmCode or table is None:
            continue
        for day in visit.days_of(diagnosis):
            status = table.status(code, day)
            if status is Status.BILLABLE or day >= ICD10_CUT_OVER:
                continue
            if status is Status.UNKNOWN:
                for rule in (ICD9_INCOMPLETE, ICD9_UNKNOWN):
                    yield NotChecked(rule=rule, lacks=_outside(table))
            else:
                rule = ICD9_INCOMPLETE if status is Status.HEADER else ICD9_UNKNOWN
                yield rule.at(diagnosis.path, str(table.lookup(code, day)))
            break


@coding_edit(VERSION_VS_DATE, triggers=("icd9cm",))
def version_by_day(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """ICD-9-CM from the cut-over on, ICD-10-CM before it."""
    days = visit.service_days
    if not days and visit.selecting_day is None:
        return
    for diagnosis in visit.every_diagnosis:
        kind = type(diagnosis.code)
        if kind is Icd10CmCode:
            if days and days[0] >= ICD10_CUT_OVER:
                continue
            if any(day < ICD10_CUT_OVER for day in visit.days_of(diagnosis)):
                yield VERSION_VS_DATE.at(
                    diagnosis.path,
                    f"{diagnosis.code} is ICD-10-CM, which begins on {ICD10_CUT_OVER}: "
                    "code the service in ICD-9-CM",
                )
        elif kind is Icd9CmCode and any(d >= ICD10_CUT_OVER for d in visit.days_of(diagnosis)):
            yield VERSION_VS_DATE.at(
                diagnosis.path,
                f"{diagnosis.code} is ICD-9-CM, which ended before {ICD10_CUT_OVER}: "
                "code the service in ICD-10-CM",
            )


@coding_edit(VERSIONS_MIXED, triggers=("icd9cm",))
def versions_mixed(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """ICD-9-CM and ICD-10-CM on one claim."""
    diagnoses = visit.every_diagnosis
    if len({type(diagnosis.code) for diagnosis in diagnoses}) < 2:
        return
    first = diagnoses[0]
    for diagnosis in diagnoses:
        if type(diagnosis.code) is not type(first.code):
            yield VERSIONS_MIXED.at(
                diagnosis.path,
                "is of another ICD version than the first diagnosis: split the claim by day of service",
                related=(first.path,),
            )
            return


def _in_force(
    visit: CodedVisit, table: CodeTable | None, system: type[CptCode] | type[HcpcsCode]
) -> Iterator[Outcome]:
    if table is None:
        return
    for procedure in visit.procedures:
        code, day = procedure.code, procedure.first_day
        if type(code) is not system or day is None:
            continue
        status = table.status(code, day)
        if status is Status.BILLABLE or (type(code) is HcpcsCode and code.is_local):
            continue
        if status is Status.UNKNOWN:
            for rule in (PROCEDURE_UNKNOWN, PROCEDURE_NOT_IN_FORCE):
                yield NotChecked(rule=rule, lacks=_outside(table))
            return
        rule = PROCEDURE_UNKNOWN if status is Status.UNASSIGNED else PROCEDURE_NOT_IN_FORCE
        yield rule.at(procedure.path, str(table.lookup(code, day)))


@coding_edit(PROCEDURE_UNKNOWN, PROCEDURE_NOT_IN_FORCE, needs=("hcpcs",), settles=True)
def hcpcs_in_force(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """HCPCS level II codes that are unknown or not in force; states' own codes are left alone."""
    return _in_force(visit, tables.hcpcs, HcpcsCode)


@coding_edit(PROCEDURE_UNKNOWN, PROCEDURE_NOT_IN_FORCE, needs=("cpt",), settles=True)
def cpt_in_force(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """CPT codes that are unknown or not in force, where the user has brought a CPT table."""
    return _in_force(visit, tables.cpt, CptCode)


@coding_edit(
    POS_INVALID,
    POS_NOT_IN_FORCE,
    kinds=(Kind.PROFESSIONAL, Kind.DENTAL),
    triggers=[f"place_of_service:{place}" for place in NOT_ALWAYS_IN_USE],
)
def places_in_use(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """Places of service that are unassigned, or not yet in use on the day of service."""
    previous: tuple[PlaceOfService | None, date | None, bool] | None = None
    said: set[str] = set()
    for procedure in visit.procedures:
        place, day = procedure.place_of_service, procedure.first_day
        key = (place, day, procedure.has_own_place)
        if place is None or key == previous:
            continue
        previous = key
        if place.is_assigned and (day is None or place.is_effective(day)):
            continue
        path = procedure.place_path
        if path in said:
            continue
        said.add(path)
        if not place.is_assigned:
            yield POS_INVALID.at(path, f"{place.text} is not an assigned place of service")
        else:
            yield POS_NOT_IN_FORCE.at(
                path,
                f"{place.text} is in use from {place.valid_from} on",
                related=(procedure.line,),
            )
