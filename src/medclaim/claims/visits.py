"""What coding sees of a claim or an encounter: one ``CodedVisit`` for both."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from medclaim.claims.claim import Claim
from medclaim.claims.dental import DentalClaim, DentalLine
from medclaim.claims.dental_encounter import DentalService
from medclaim.claims.encounter import Service
from medclaim.claims.encounters import AnyEncounter
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.malformed_places import malformed_places
from medclaim.claims.parties import Patient, Provider, Subscriber
from medclaim.codes.diagnosis import OtherDiagnosisCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.surface import ToothSurface
from medclaim.codes.tooth import ToothNumber
from medclaim.codes.visit import (
    CodedDiagnosis,
    CodedLine,
    CodedProcedure,
    CodedTooth,
    CodedVisit,
)
from medclaim.dates import DateRange, Days
from medclaim.edit import Kind
from medclaim.malformed import Malformed

_Line = ProfessionalLine | Service | DentalLine | DentalService
_DENTAL = (DentalLine, DentalService)
# No coding edit knows what is of a system unknown here.
_UNCODED = (Malformed, OtherDiagnosisCode)
_ONCE = Decimal(1)


def visit_of_claim(claim: Claim) -> CodedVisit:
    """The coded visit of a claim; malformed codes stand in ``malformed``."""
    subscriber = claim.subscriber
    place = claim.place_of_service
    return _visit(
        kind=claim.KIND,
        # A dental claim says its day once for all lines that do not say another.
        days=claim.service_dates if type(claim) is DentalClaim else None,
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


def visit_of_encounter(encounter: AnyEncounter, payer: str | None = None) -> CodedVisit:
    """The coded visit of an encounter; ``payer`` is a filing indicator, where one is thought of."""
    place = encounter.place_of_service
    return _visit(
        kind=encounter.KIND,
        days=None,
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
    kind: Kind,
    days: Days | Malformed | None,
    diagnoses: Iterable[Any],
    diagnosis_path: str,
    lines: Iterable[_Line],
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
            if type(code) not in _UNCODED
        ]
    )
    provider = _npi(rendering)
    facts: list[CodedLine] = []
    procedures: list[CodedProcedure] = []
    for index, line in enumerate(lines):
        fact = _line(line, f"{line_path}[{index}]", days)
        facts.append(fact)
        if type(line.procedure_code) is not Malformed:
            procedures.append(_procedure(line, fact, place, provider))
    service_days = sorted({fact.first_day for fact in facts if fact.first_day is not None})
    birth, sex = patient.birth_date, patient.sex
    first = service_days[0] if service_days else None
    return CodedVisit(
        kind=kind,
        selecting_day=first,
        first_day=first,
        last_day=max([f.last_day for f in facts if f.last_day is not None], default=None),
        service_days=tuple(service_days),
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


def _line(line: _Line, path: str, of_claim: Days | Malformed | None) -> CodedLine:
    days, units, charge = line.service_dates or of_claim, line.units, line.charge
    if units is None:
        units = _ONCE
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
    line: _Line,
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
    teeth, areas = _teeth(line, path) if line.__class__ in _DENTAL else ((), ())
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
        teeth,
        areas,
    )


def _teeth(line: Any, path: str) -> tuple[tuple[CodedTooth, ...], tuple[OralCavityArea, ...]]:
    """The teeth and the areas of the oral cavity of a dental line, those that are well-formed."""
    teeth = [
        CodedTooth(
            tooth.number,
            tuple([surface for surface in tooth.surfaces if type(surface) is ToothSurface]),
            f"{path}.teeth[{index}]",
        )
        for index, tooth in enumerate(line.teeth)
        if type(tooth.number) is ToothNumber
    ]
    areas = [area for area in line.oral_cavity_areas if type(area) is OralCavityArea]
    return tuple(teeth), tuple(areas)


def _place(place: object) -> PlaceOfService | None:
    return place if type(place) is PlaceOfService else None


def _npi(provider: Provider | None) -> str | None:
    npi = None if provider is None else provider.npi
    return None if npi is None or type(npi) is Malformed else npi.text


def _text(value: object) -> str | None:
    return value if type(value) is str else None
