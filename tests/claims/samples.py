"""A clean claim and the encounter it comes from; every test changes one thing. All made up."""

from datetime import date, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

import attrs

from medclaim import codes
from medclaim.claims import claim as claims
from medclaim.claims import (
    cob,
    dental,
    institutional,
    lines,
    parties,
    professional,
    supplements,
    x12,
)
from medclaim.claims import encounter as encounters
from medclaim.claims.check import Checker
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.compose import compose
from medclaim.claims.dental import DentalClaim, DentalLine, Tooth
from medclaim.claims.dental_encounter import DentalEncounter, DentalService
from medclaim.claims.encounter import Diagnosis, Encounter, Service
from medclaim.claims.history import History
from medclaim.claims.institutional import Occurrence, OccurrenceSpan, ValueAmount
from medclaim.claims.institutional_encounter import (
    InstitutionalEncounter,
    InstitutionalService,
    PerformedProcedure,
)
from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Contact,
    Coverage,
    Organization,
    Patient,
    Payer,
    Person,
    Provider,
)
from medclaim.claims.payers import COMMERCIAL
from medclaim.claims.unplaced import Unplaced
from medclaim.codes import (
    condition,
    cpt,
    drg,
    hcpcs,
    modifier,
    occurrence,
    occurrence_span,
    revenue,
)
from medclaim.codes import value as value_codes
from medclaim.codes.add_on import AddOnCodes, AddOnEdit
from medclaim.codes.fee_schedule import FeeIndicators, FeeSchedule
from medclaim.codes.listed import ListedCodes
from medclaim.codes.mue import MueLimit, MueTable
from medclaim.codes.ndc_directory import NdcDirectory, NdcPackage
from medclaim.codes.procedure import read_procedure
from medclaim.codes.ptp import PtpEdit, PtpTable
from medclaim.codes.tables import EMBEDDED, CodeTable, Tables
from medclaim.dates import DateRange
from medclaim.malformed import Malformed, Reason

DAY = date(2026, 3, 2)
PRACTICE = BillingProvider(
    name=Organization("EXAMPLE FAMILY PRACTICE"),
    npi=codes.Npi("1234567893"),
    tax_id=codes.Ein("123456780"),
    taxonomy=codes.TaxonomyCode("207Q00000X"),
    address=Address(line_1="1 EXAMPLE ST", city="ANYTOWN", state="TX", postal_code="750011234"),
)
DOCTOR = Provider(
    name=Person(last_name="FICTION", first_name="FRANCES"), npi=codes.Npi("1999999984")
)
PATIENT = Patient(
    name=Person(last_name="SAMPLE", first_name="ANNA"),
    birth_date=date(1980, 2, 3),
    sex="F",
    address=Address(line_1="2 SAMPLE AVE", city="ANYTOWN", state="TX", postal_code="75001"),
)
ENCOUNTER = Encounter(
    patient=PATIENT,
    patient_control_number="VISIT-1",
    billing_provider=PRACTICE,
    rendering_provider=DOCTOR,
    place_of_service=codes.PlaceOfService("11"),
    diagnoses=("E11.9", "I10"),
    services=(
        Service(
            procedure_code=codes.CptCode("99213"),
            service_dates=DAY,
            charge=Decimal(125),
            diagnosis_pointers=(1, 2),
        ),
        Service(
            procedure_code=codes.CptCode("83036"),
            service_dates=DAY,
            charge=Decimal("42.50"),
            diagnosis_pointers=(1,),
        ),
    ),
)
COVERAGE = Coverage(payer=Payer(name="EXAMPLE PAYER", payer_id="00001"), member_id="X123456")
# What a child's coverage looks like: somebody else holds it.
DEPENDENT = Coverage(
    payer=COVERAGE.payer,
    member_id="X123456",
    relationship="19",
    subscriber=Patient(
        name=Person(last_name="SAMPLE", first_name="PAUL"), birth_date=date(1955, 6, 7), sex="M"
    ),
)
CLAIM = compose(ENCOUNTER, COVERAGE, COMMERCIAL)
# A filling and a cleaning of one day.
DENTAL_ENCOUNTER = DentalEncounter(
    patient=PATIENT,
    patient_control_number="VISIT-1",
    billing_provider=attrs.evolve(PRACTICE, taxonomy="122300000X"),
    rendering_provider=attrs.evolve(DOCTOR, taxonomy="1223G0001X"),
    place_of_service="11",
    services=[
        DentalService(
            procedure_code="D2391", service_dates=DAY, charge=145, teeth=[Tooth("30", ["O"])]
        ),
        DentalService(procedure_code="D1110", service_dates=DAY, charge="90.50"),
    ],
)
DENTAL_CLAIM = DentalClaim(
    billing_provider=DENTAL_ENCOUNTER.billing_provider,
    subscriber=CLAIM.subscriber,
    payer=CLAIM.payer,
    patient_control_number="VISIT-1",
    total_charge="235.50",
    place_of_service="11",
    service_dates=DAY,
    rendering_provider=DENTAL_ENCOUNTER.rendering_provider,
    lines=[
        DentalLine(
            line_number=1,
            procedure_code="D2391",
            charge=145,
            teeth=[Tooth("30", ["O"])],
            line_control_number="1",
        ),
        DentalLine(line_number=2, procedure_code="D1110", charge="90.50", line_control_number="2"),
    ],
)
# A pneumonia treated for four days in hospital.
STAY = InstitutionalEncounter(
    patient=PATIENT,
    patient_control_number="STAY-1",
    billing_provider=PRACTICE,
    bill_type="0111",
    statement_dates=DateRange(DAY, date(2026, 3, 6)),
    admission=datetime.combine(DAY, time(8, 30)),
    discharge_hour=time(11),
    admission_type="1",
    point_of_origin="1",
    patient_status="01",
    diagnoses=[
        Diagnosis("J18.9", present_on_admission="Y"),
        Diagnosis("I10", present_on_admission="Y"),
    ],
    admitting_diagnosis="R05.1",
    external_causes=["Y92.230"],
    drg="195",
    procedures=[PerformedProcedure(code="0BJ08ZZ", date=DAY)],
    condition_codes=["67"],
    occurrence_codes=[Occurrence("11", DAY)],
    occurrence_spans=[OccurrenceSpan("74", DateRange(DAY, DAY))],
    value_codes=[ValueAmount("80", 4)],
    services=[
        InstitutionalService(revenue_code="0120", charge=4800, units=4, unit_basis="DA"),
        InstitutionalService(
            revenue_code="0324", procedure_code="71046", service_dates=DAY, charge="180.50"
        ),
    ],
    attending_provider=DOCTOR,
)
STAY_CLAIM = compose(STAY, COVERAGE, COMMERCIAL)
ENVELOPE = x12.Envelope(
    submitter=x12.Submitter(
        name=Organization("EXAMPLE SUBMITTER"),
        identifier="SUBMITTER1",
        contacts=(Contact(name="OFFICE", telephone="2145550100"),),
    ),
    receiver=x12.Receiver(name="EXAMPLE PAYER", identifier="00001"),
    sender_id="SUBMITTER1",
    receiver_id="00001",
    created_on=DAY,
    created_at=time(9, 30),
    interchange_control_number=1,
    group_control_number=1,
    set_control_number=1,
    reference="BATCH-1",
)

_CLASSES: dict[str, Any] = {
    name: getattr(module, name)
    for module in (
        claims,
        encounters,
        lines,
        parties,
        professional,
        institutional,
        dental,
        supplements,
        cob,
    )
    for name in dir(module)
    if isinstance(getattr(module, name), type)
} | {"Unplaced": Unplaced}


def decode(value: Any) -> Any:
    """A value of a vector: plain JSON, but for objects with one key that begins with ``$``."""
    if isinstance(value, list):
        return tuple(decode(item) for item in value)
    if not isinstance(value, dict):
        return value
    key, given = next(iter(value.items()))
    match key:
        case "$read":
            return getattr(codes, given[0]).read(given[1])
        case "$code":
            return getattr(codes, given[0])(given[1])
        case "$procedure":
            return read_procedure(*given) if isinstance(given, list) else read_procedure(given)
        case "$missing":
            return Malformed.missing(given)
        case "$malformed":
            return Malformed(kind=given[0], text=given[1], reason=Reason(given[2]))
        case "$range":
            return DateRange(*map(date.fromisoformat, given))
        case "$moment":
            return datetime.fromisoformat(given)
        case "$text":
            return given[0] * given[1]
        case "$new":
            fields = {name: decode(item) for name, item in value.items() if name != "$new"}
            return _CLASSES[given](**fields)
    raise ValueError(f"a vector has no {key}")


def changed(value: Any, changes: dict[str, Any]) -> Any:
    """``value`` with other facts at the paths given; ``*`` repeats the first of a tuple."""
    for path, new in changes.items():
        value = _changed(value, path, new)
    return value


def _changed(value: Any, path: str, new: Any) -> Any:
    if not path:
        return decode(new)
    step, _, rest = path.partition(".")
    name, bracket, index = step.rstrip("]").partition("[")
    old = getattr(value, name)
    if not bracket:
        return attrs.evolve(value, **{name: _changed(old, rest, new)})
    if index == "*":
        return attrs.evolve(value, **{name: old[:1] * new})
    items = list(old)
    place = int(index)
    items[place : place + 1] = [_changed(items[place] if place < len(items) else None, rest, new)]
    return attrs.evolve(value, **{name: tuple(items)})


# What a vector's made-up tables know of.
_KNOWN: dict[str, Any] = {"edition": "made up", "window": (date(2015, 1, 1), date(2027, 12, 31))}


def _ptp(content: Any) -> PtpTable:
    return PtpTable.from_edits(
        [
            (one, two, PtpEdit(date.fromisoformat(first), last and date.fromisoformat(last), kind))
            for one, two, first, last, kind in content
        ],
        **_KNOWN,
    )


def _mue(content: Any) -> MueTable:
    return MueTable.from_limits(
        [(code, MueLimit(value, kind)) for code, (value, kind) in content.items()], **_KNOWN
    )


def _add_on_codes(content: Any) -> AddOnCodes:
    return AddOnCodes.from_edits(
        [(add_on, primary, AddOnEdit(kind, date(2015, 1, 1))) for add_on, primary, kind in content],
        **_KNOWN,
    )


def _fee_schedule(content: Any) -> FeeSchedule:
    """By code, its global days or any of its indicators by name."""
    return FeeSchedule.from_indicators(
        [
            (code, "", FeeIndicators(**({"global_days": says} if isinstance(says, str) else says)))
            for code, says in content.items()
        ],
        **_KNOWN,
    )


def _codes(content: Any, system: codes.CodeSystem) -> CodeTable:
    rows = [
        (code, *(None if day is None else date.fromisoformat(day) for day in days))
        for code, *days in content
    ]
    return CodeTable.from_rows(system, rows=rows, **_KNOWN)


def _listed(content: Any) -> ListedCodes:
    """Rows of a code, its first and last day, and what the list says of it; or a code alone."""
    rows: list[Any] = [
        (row,)
        if isinstance(row, str)
        else (row[0], *(day and date.fromisoformat(day) for day in row[1:3]), *row[3:])
        for row in content
    ]
    return ListedCodes.from_rows(rows, **_KNOWN)


def _ndc(content: Any) -> NdcDirectory:
    return NdcDirectory.from_packages(
        [
            (
                code,
                NdcPackage(
                    code[:9],
                    "made up",
                    date.fromisoformat(days[0]),
                    date.fromisoformat(days[1]) if days[1:] else None,
                ),
            )
            for code, *days in content
        ],
        **_KNOWN,
    )


_TABLES: dict[str, Any] = {
    "ptp": _ptp,
    "ptp_outpatient": _ptp,
    "mue": _mue,
    "mue_outpatient": _mue,
    "mue_dme": _mue,
    "add_on_codes": _add_on_codes,
    "fee_schedule": _fee_schedule,
    "cpt": partial(_codes, system=cpt.SYSTEM),
    "hcpcs": partial(_codes, system=hcpcs.SYSTEM),
    "modifiers": partial(_codes, system=modifier.SYSTEM),
    "ndc": _ndc,
    "revenue": partial(_codes, system=revenue.SYSTEM),
    "drg": partial(_codes, system=drg.SYSTEM),
    "condition": partial(_codes, system=condition.SYSTEM),
    "occurrence": partial(_codes, system=occurrence.SYSTEM),
    "occurrence_span": partial(_codes, system=occurrence_span.SYSTEM),
    "value": partial(_codes, system=value_codes.SYSTEM),
    **dict.fromkeys(
        (
            "single_dose_drugs",
            "telehealth",
            "clia_waived",
            "inpatient_only",
            "asc_covered",
            "device_intensive",
            "devices",
            "skin_substitutes",
            "dmepos",
            "coverage",
            "ordering_providers",
        ),
        _listed,
    ),
}


def tables(given: dict[str, Any]) -> Tables:
    """The embedded tables and a vector's made-up ones."""
    return attrs.evolve(EMBEDDED, **{name: _TABLES[name](given[name]) for name in given})


def checker(options: dict[str, Any], base: Any = CLAIM) -> Checker:
    """The checker that a vector describes; ``base`` is the clean claim of its kind."""
    from medclaim.claims import payers

    given = dict(options)
    if "payer" in given:
        policy = getattr(payers, given["payer"])
        given["payer"] = attrs.evolve(policy, **given.pop("policy", {}))
    if "submitted_on" in given:
        given["submitted_on"] = date.fromisoformat(given["submitted_on"])
    if "history" in given:
        # Each earlier claim is the clean one with some facts changed.
        earlier = [changed(base, changes) for changes in given["history"]]
        given["history"] = History(
            [
                attrs.evolve(one, patient_control_number=f"EARLIER-{n}")
                for n, one in enumerate(earlier)
            ]
        )
    if "tables" in given:
        given["tables"] = tables(given["tables"])
    return Checker(**given)


def claim(changes: dict[str, Any]) -> ProfessionalClaim:
    """The clean claim with some facts changed."""
    made: ProfessionalClaim = changed(CLAIM, changes)
    return made
