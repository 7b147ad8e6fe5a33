"""What coding sees of an institutional bill, or of the stay or hospital visit it is for."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from medclaim.claims.institutional import InstitutionalClaim
from medclaim.claims.institutional_encounter import InstitutionalEncounter
from medclaim.claims.malformed_places import malformed_places
from medclaim.claims.parties import Patient, Provider, Subscriber
from medclaim.claims.visit_lines import coded_line, coded_procedure, npi_text, text_or_none
from medclaim.codes.bill_type import BillType
from medclaim.codes.poa import PoaIndicator
from medclaim.codes.visit import (
    CodedDiagnosis,
    CodedLine,
    CodedProcedure,
    CodedStayProcedure,
    CodedVisit,
)
from medclaim.dates import DateRange
from medclaim.edit import Kind
from medclaim.malformed import Malformed

# A code with whatever stands beside it, and its path.
_Given = Iterable[tuple[Any, str]]


def visit_of_bill(claim: InstitutionalClaim) -> CodedVisit:
    """The coded visit of an institutional claim; malformed codes stand in ``malformed``."""
    subscriber = claim.subscriber
    first = claim.principal_diagnosis
    procedure = claim.principal_procedure
    performed = [] if procedure is None else [(procedure, "principal_procedure")]
    return _visit(
        claim,
        diagnoses=[
            (first, "principal_diagnosis"),
            *_placed(claim.other_diagnoses, "other_diagnoses"),
        ],
        procedures=[*performed, *_placed(claim.other_procedures, "other_procedures")],
        lines=claim.lines,
        line_path="lines",
        patient=claim.patient or subscriber,
        payer=text_or_none(subscriber.filing_indicator),
    )


def visit_of_stay(encounter: InstitutionalEncounter, payer: str | None = None) -> CodedVisit:
    """The coded visit of a stay; ``payer`` is a filing indicator, where one is thought of."""
    return _visit(
        encounter,
        diagnoses=_placed(encounter.diagnoses, "diagnoses"),
        procedures=_placed(encounter.procedures, "procedures"),
        lines=encounter.services,
        line_path="services",
        patient=encounter.patient,
        payer=payer,
    )


def _placed(values: Iterable[Any], path: str) -> list[tuple[Any, str]]:
    return [(value, f"{path}[{index}]") for index, value in enumerate(values)]


def _visit(
    given: InstitutionalClaim | InstitutionalEncounter,
    *,
    diagnoses: _Given,
    procedures: _Given,
    lines: Iterable[Any],
    line_path: str,
    patient: Patient | Subscriber,
    payer: str | None,
) -> CodedVisit:
    placed = list(diagnoses)
    malformed = malformed_places(given)
    facts, services = _lines(
        lines,
        line_path,
        given.rendering_provider or given.attending_provider,
        is_spoilt=bool(malformed),
    )
    bill, statement = given.bill_type, given.statement_dates
    is_inpatient = type(bill) is BillType and bill.is_inpatient
    days = {day for fact in facts if (day := fact.first_day) is not None}
    first, last = (
        (statement.first, statement.last)
        if type(statement) is DateRange
        else (min(days, default=None), max(days, default=None))
    )
    birth = patient.birth_date
    admitting = given.admitting_diagnosis
    return CodedVisit(
        kind=Kind.INSTITUTIONAL,
        is_inpatient=is_inpatient,
        # 45 CFR 162.1002: the edition of a stay is that of its discharge.
        selecting_day=last if is_inpatient else first,
        first_day=first,
        last_day=last,
        service_days=tuple(sorted(days)),
        birth_date=birth if type(birth) is date else None,
        sex=text_or_none(patient.sex),
        diagnoses=tuple(_coded(placed)),
        diagnosis_count=len(placed),
        admitting=next(_coded([(admitting, "admitting_diagnosis")]), None),
        reasons_for_visit=tuple(
            _coded(_placed(given.patient_reason_for_visit, "patient_reason_for_visit"))
        ),
        external_causes=tuple(_coded(_placed(given.external_causes, "external_causes"))),
        stay_procedures=tuple(
            CodedStayProcedure(
                one.code, f"{path}.code", number, one.date if type(one.date) is date else None
            )
            for number, (one, path) in enumerate(procedures, 1)
            if type(one.code) is not Malformed
        ),
        bill_type=bill.text if type(bill) is BillType else None,
        condition_codes=tuple([c.text for c in given.condition_codes if type(c) is not Malformed]),
        procedures=tuple(services),
        lines=tuple(facts),
        payer=payer,
        malformed=malformed,
    )


def _coded(given: _Given) -> Iterator[CodedDiagnosis]:
    """The well-formed diagnoses, with what each says of admission; a code may also stand alone."""
    for number, (value, path) in enumerate(given, 1):
        own = getattr(value, "code", None)
        code = value if own is None else own
        if code is None or type(code) is Malformed:
            continue
        present = None if own is None else value.present_on_admission
        yield CodedDiagnosis(
            code,
            path if own is None else f"{path}.code",
            number,
            present.text if type(present) is PoaIndicator else None,
        )


def _lines(
    lines: Iterable[Any], line_path: str, provider: Provider | None, *, is_spoilt: bool
) -> tuple[list[CodedLine], list[CodedProcedure]]:
    npi = npi_text(provider)
    facts: list[CodedLine] = []
    procedures: list[CodedProcedure] = []
    for index, line in enumerate(lines):
        fact = coded_line(line, f"{line_path}[{index}]", ())
        facts.append(fact)
        code = line.procedure_code
        if code is not None and type(code) is not Malformed:
            procedures.append(coded_procedure(line, fact, None, None, npi, is_spoilt=is_spoilt))
    return facts, procedures
