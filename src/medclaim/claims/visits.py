"""What coding sees of a claim or an encounter: one ``CodedVisit`` for both."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from medclaim.claims.claim import Claim, DentalClaim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.dental import DentalLine
from medclaim.claims.dental_encounter import DentalEncounter, DentalService
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.encounters import AnyEncounter
from medclaim.claims.institutional_encounter import InstitutionalEncounter
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.malformed_places import malformed_places
from medclaim.claims.parties import BillingProvider, Patient, Provider, Subscriber
from medclaim.claims.stays import visit_of_bill, visit_of_stay
from medclaim.claims.visit_lines import (
    coded_line,
    coded_procedure,
    is_supplier,
    made,
    npi_text,
    place_or_none,
    text_or_none,
)
from medclaim.codes.diagnosis import OtherDiagnosisCode
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.visit import CodedDiagnosis, CodedLine, CodedProcedure, CodedVisit
from medclaim.dates import Days
from medclaim.edit import Kind
from medclaim.malformed import Malformed

_Line = ProfessionalLine | Service | DentalLine | DentalService
# No coding edit knows what is of a system unknown here.
_UNCODED = (Malformed, OtherDiagnosisCode)


def visit_of_claim(claim: Claim) -> CodedVisit:
    """The coded visit of a claim; malformed codes stand in ``malformed``."""
    if type(claim) is InstitutionalClaim:
        return visit_of_bill(claim)
    return _visit_of_services(claim)


def _visit_of_services(claim: ProfessionalClaim | DentalClaim) -> CodedVisit:
    subscriber = claim.subscriber
    place = claim.place_of_service
    return _visit(
        kind=claim.KIND,
        # A dental claim says its day once for all lines that do not say another.
        days=claim.service_dates if type(claim) is DentalClaim else None,
        diagnoses=claim.diagnoses,
        diagnosis_path="diagnoses[{}]",
        lines=claim.lines,
        line_path="lines[{}]",
        place=place_or_none(place),
        rendering=claim.rendering_provider,
        biller=claim.billing_provider,
        patient=claim.patient or subscriber,
        payer=text_or_none(subscriber.filing_indicator),
        malformed=malformed_places(claim),
    )


def visit_of_encounter(encounter: AnyEncounter, payer: str | None = None) -> CodedVisit:
    """The coded visit of an encounter; ``payer`` is a filing indicator, where one is thought of."""
    if type(encounter) is InstitutionalEncounter:
        return visit_of_stay(encounter, payer)
    return _visit_of_visit(encounter, payer)


def _visit_of_visit(encounter: Encounter | DentalEncounter, payer: str | None) -> CodedVisit:
    place = encounter.place_of_service
    return _visit(
        kind=encounter.KIND,
        days=None,
        diagnoses=[diagnosis.code for diagnosis in encounter.diagnoses],
        diagnosis_path="diagnoses[{}].code",
        lines=encounter.services,
        line_path="services[{}]",
        place=place_or_none(place),
        rendering=encounter.rendering_provider,
        biller=encounter.billing_provider,
        patient=encounter.patient,
        payer=payer,
        malformed=malformed_places(encounter),
    )


# Nearly all claims have no more lines than an 837P, whose paths are made once.
_USUAL = 50


@cache
def _usual(path: str) -> tuple[str, ...]:
    return tuple([path.format(index) for index in range(_USUAL)])


def _paths(path: str, count: int) -> tuple[str, ...]:
    if count <= _USUAL:
        return _usual(path)[:count]
    return tuple([path.format(index) for index in range(count)])


def _visit(
    *,
    kind: Kind,
    days: Days | Malformed | None,
    diagnoses: Iterable[Any],
    diagnosis_path: str,
    lines: Sequence[_Line],
    line_path: str,
    place: PlaceOfService | None,
    rendering: Provider | None,
    biller: BillingProvider,
    patient: Patient | Subscriber,
    payer: str | None,
    malformed: tuple[tuple[str, Malformed], ...],
) -> CodedVisit:
    given = tuple(diagnoses)
    coded = tuple(
        [
            made(CodedDiagnosis, (code, path, number, None))
            for number, (code, path) in enumerate(
                zip(given, _paths(diagnosis_path, len(given)), strict=True), 1
            )
            if type(code) not in _UNCODED
        ]
    )
    provider, is_spoilt = npi_text(rendering), bool(malformed)
    facts: list[CodedLine] = []
    procedures: list[CodedProcedure] = []
    for line, path in zip(lines, _paths(line_path, len(lines)), strict=True):
        fact = coded_line(line, path, line.diagnosis_pointers, days)
        facts.append(fact)
        if type(line.procedure_code) is not Malformed:
            procedures.append(
                coded_procedure(
                    line, fact, line.place_of_service, place, provider, is_spoilt=is_spoilt
                )
            )
    service_days = sorted({fact.first_day for fact in facts if fact.first_day is not None})
    birth, sex = patient.birth_date, patient.sex
    first = service_days[0] if service_days else None
    return CodedVisit(
        kind=kind,
        is_of_supplier=is_supplier(biller),
        selecting_day=first,
        first_day=first,
        last_day=max([f.last_day for f in facts if f.last_day is not None], default=None),
        service_days=tuple(service_days),
        birth_date=birth if type(birth) is date else None,
        sex=text_or_none(sex),
        diagnoses=coded,
        diagnosis_count=len(given),
        procedures=tuple(procedures),
        lines=tuple(facts),
        place_of_service=place,
        payer=payer,
        malformed=malformed,
    )
