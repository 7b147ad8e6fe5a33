"""What coding sees of a claim or an encounter: one ``CodedVisit`` for both."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.malformed_places import malformed_places
from medclaim.claims.parties import Patient, Provider, Subscriber
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.visit import CodedDiagnosis, CodedLine, CodedProcedure, CodedVisit
from medclaim.dates import DateRange
from medclaim.edit import Kind
from medclaim.malformed import Malformed


def visit_of_claim(claim: ProfessionalClaim) -> CodedVisit:
    """The coded visit of a professional claim; malformed codes stand in ``malformed``."""
    subscriber = claim.subscriber
    place = claim.place_of_service
    return _visit(
        diagnoses=claim.diagnoses,
        diagnosis_path="",
        lines=claim.lines,
        line_path="lines",
        place=_place(place),
        rendering=claim.rendering_provider,
        patient=claim.patient or subscriber,
        payer=_text(subscriber.filing_indicator),
        malformed=malformed_places(claim),
    )


def visit_of_encounter(encounter: Encounter, payer: str | None = None) -> CodedVisit:
    """The coded visit of an encounter; ``payer`` is a filing indicator, where one is thought of."""
    place = encounter.place_of_service
    return _visit(
        diagnoses=[diagnosis.code for diagnosis in encounter.diagnoses],
        diagnosis_path=".code",
        lines=encounter.services,
        line_path="services",
        place=_place(place),
        rendering=encounter.rendering_provider,
        patient=encounter.patient,
        payer=payer,
        malformed=malformed_places(encounter),
    )


def _visit(
    *,
    diagnoses: Iterable[Any],
    diagnosis_path: str,
    lines: Iterable[ProfessionalLine | Service],
    line_path: str,
    place: PlaceOfService | None,
    rendering: Provider | None,
    patient: Patient | Subscriber,
    payer: str | None,
    malformed: tuple[tuple[str, Malformed], ...],
) -> CodedVisit:
    given = tuple(diagnoses)
    coded = tuple(
        [
            CodedDiagnosis(code, f"diagnoses[{index}]{diagnosis_path}", index + 1)
            for index, code in enumerate(given)
            if type(code) is not Malformed
        ]
    )
    provider = _npi(rendering)
    facts: list[CodedLine] = []
    procedures: list[CodedProcedure] = []
    for index, line in enumerate(lines):
        fact = _line(line, f"{line_path}[{index}]")
        facts.append(fact)
        if type(line.procedure_code) is not Malformed:
            procedures.append(_procedure(line, fact, place, provider))
    days = sorted({fact.first_day for fact in facts if fact.first_day is not None})
    birth, sex = patient.birth_date, patient.sex
    first = days[0] if days else None
    return CodedVisit(
        kind=Kind.PROFESSIONAL,
        selecting_day=first,
        first_day=first,
        last_day=max([f.last_day for f in facts if f.last_day is not None], default=None),
        service_days=tuple(days),
        birth_date=birth if type(birth) is date else None,
        sex=_text(sex),
        diagnoses=coded,
        diagnosis_count=len(given),
        procedures=tuple(procedures),
        lines=tuple(facts),
        place_of_service=place,
        payer=payer,
        malformed=malformed,
    )


def _line(line: ProfessionalLine | Service, path: str) -> CodedLine:
    days, units, charge = line.service_dates, line.units, line.charge
    first, last = (days.first, days.last) if type(days) is DateRange else (days, days)
    return CodedLine(
        path,
        first if type(first) is date else None,
        last if type(last) is date else None,
        units if type(units) is Decimal else None,
        charge if type(charge) is Decimal else None,
        line.diagnosis_pointers,
    )


def _procedure(
    line: ProfessionalLine | Service,
    fact: CodedLine,
    place: PlaceOfService | None,
    provider: str | None,
) -> CodedProcedure:
    path, first, last, units, charge, pointers = fact
    own = line.place_of_service
    modifiers = line.modifiers
    paths: tuple[str, ...] = ()
    count = len(modifiers)
    if modifiers:
        placed = [(m, i) for i, m in enumerate(modifiers) if type(m) is Modifier]
        modifiers = tuple([m for m, _ in placed])
        paths = tuple([f"{path}.modifiers[{i}]" for _, i in placed])
    # By position, in the order of the fields: made for every line of every claim.
    return CodedProcedure(
        line.procedure_code,
        f"{path}.procedure_code",
        path,
        modifiers,  # type: ignore[arg-type]
        paths,
        count,
        first,
        last,
        units,
        charge,
        tuple([pointer for pointer in pointers if type(pointer) is int]),
        place if own is None else _place(own),
        own is not None,
        provider if line.rendering_provider is None else _npi(line.rendering_provider),
    )


def _place(place: object) -> PlaceOfService | None:
    return place if type(place) is PlaceOfService else None


def _npi(provider: Provider | None) -> str | None:
    npi = None if provider is None else provider.npi
    return None if npi is None or type(npi) is Malformed else npi.text


def _text(value: object) -> str | None:
    return value if type(value) is str else None
