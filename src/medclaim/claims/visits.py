"""What coding sees of a claim or an encounter: one ``CodedVisit`` for both.

>>> from datetime import date
>>> from medclaim.codes.cpt import CptCode
>>> place = ("lines[0].service_dates", "diagnoses[1]")
>>> [path_parts(path) for path in place]
[(('lines', 0), ('service_dates', -1)), (('diagnoses', 1),)]
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

import attrs

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import Patient, Provider, Subscriber
from medclaim.claims.unplaced import Unplaced
from medclaim.codes._system import CodeValue
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.visit import CodedDiagnosis, CodedProcedure, CodedVisit
from medclaim.dates import DateRange
from medclaim.edit import Kind
from medclaim.malformed import Malformed

_PART = re.compile(r"([A-Za-z_0-9]+)(?:\[([0-9]+)\])?")


def path_parts(path: str) -> tuple[tuple[str, int], ...]:
    """The steps of a path, each a field and an index, -1 where there is none."""
    return tuple((name, int(index) if index else -1) for name, index in _PART.findall(path))


def visit_of_claim(claim: ProfessionalClaim) -> CodedVisit:
    """The coded visit of a professional claim; malformed codes stand in ``malformed``."""
    subscriber = claim.subscriber
    place = claim.place_of_service
    return _visit(
        diagnoses=claim.diagnoses,
        diagnosis_path="diagnoses[{}]",
        lines=claim.lines,
        line_path="lines[{}]",
        place=place if type(place) is PlaceOfService else None,
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
        diagnosis_path="diagnoses[{}].code",
        lines=encounter.services,
        line_path="services[{}]",
        place=place if type(place) is PlaceOfService else None,
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
            CodedDiagnosis(code=code, path=diagnosis_path.format(index), number=index + 1)
            for index, code in enumerate(given)
            if type(code) is not Malformed
        ]
    )
    provider = _npi(rendering)
    procedures = tuple(
        [
            _procedure(line, line_path.format(index), place, provider)
            for index, line in enumerate(lines)
            if type(line.procedure_code) is not Malformed
        ]
    )
    # A line whose code cannot be read still has its day.
    spans = [_span(line.service_dates) for line in lines]
    days = sorted({first for first, _ in spans if first is not None})
    birth, sex = patient.birth_date, patient.sex
    first = days[0] if days else None
    return CodedVisit(
        kind=Kind.PROFESSIONAL,
        selecting_day=first,
        first_day=first,
        last_day=max([last for _, last in spans if last is not None], default=None),
        service_days=tuple(days),
        birth_date=birth if type(birth) is date else None,
        sex=_text(sex),
        diagnoses=coded,
        diagnosis_count=len(given),
        procedures=procedures,
        place_of_service=place,
        payer=payer,
        malformed=malformed,
    )


def _procedure(
    line: ProfessionalLine | Service,
    path: str,
    place: PlaceOfService | None,
    provider: str | None,
) -> CodedProcedure:
    first, last = _span(line.service_dates)
    own = line.place_of_service
    units, charge, modifiers = line.units, line.charge, line.modifiers
    paths: tuple[str, ...] = ()
    count = len(modifiers)
    if modifiers:
        placed = [(m, i) for i, m in enumerate(modifiers) if type(m) is Modifier]
        modifiers = tuple([m for m, _ in placed])
        paths = tuple([f"{path}.modifiers[{i}]" for _, i in placed])
    return CodedProcedure(
        code=line.procedure_code,
        path=f"{path}.procedure_code",
        line=path,
        modifiers=modifiers,  # type: ignore[arg-type]
        modifier_paths=paths,
        modifier_count=count,
        first_day=first,
        last_day=last,
        units=units if type(units) is Decimal else None,
        charge=charge if type(charge) is Decimal else None,
        pointers=tuple([p for p in line.diagnosis_pointers if type(p) is int]),
        place_of_service=place if own is None else own if type(own) is PlaceOfService else None,
        has_own_place=own is not None,
        provider=provider if line.rendering_provider is None else _npi(line.rendering_provider),
    )


def _span(days: object) -> tuple[date | None, date | None]:
    if type(days) is DateRange:
        return days.first, days.last
    return (days, days) if type(days) is date else (None, None)


def _npi(provider: Provider | None) -> str | None:
    npi = None if provider is None else provider.npi
    return None if npi is None or type(npi) is Malformed else npi.text


def _text(value: object) -> str | None:
    return value if type(value) is str else None


# Values that hold no Malformed; classes met later join them.
_LEAVES: set[type] = {
    type(None), str, int, bool, Decimal, date, datetime, DateRange, Unplaced, Kind,
}  # fmt: skip
_PARTS: dict[type, tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]] = {}


def _parts(cls: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]] | None:
    found = _PARTS.get(cls)
    if found is None:
        if issubclass(cls, CodeValue) or not attrs.has(cls) or len(attrs.fields(cls)) < 1:
            _LEAVES.add(cls)
            return None
        names = tuple(field.name for field in attrs.fields(cls))
        get = attrgetter(*names)
        one = len(names) == 1
        found = _PARTS[cls] = (names, (lambda value: (get(value),)) if one else get)
    return found


def _holds_malformed(value: Any) -> bool:
    parts = _PARTS.get(type(value)) or _parts(type(value))
    if parts is None:
        return False
    for item in parts[1](value):
        cls = type(item)
        if cls in _LEAVES:
            continue
        if cls is Malformed:
            return True
        if cls is tuple:
            for inner in item:
                inner_class = type(inner)
                if inner_class in _LEAVES:
                    continue
                if inner_class is Malformed or _holds_malformed(inner):
                    return True
        elif _holds_malformed(item):
            return True
    return False


def _places(value: Any, path: str) -> Iterator[tuple[str, Malformed]]:
    if type(value) is Malformed:
        yield path, value
    elif type(value) is tuple:
        for index, item in enumerate(value):
            yield from _places(item, f"{path}[{index}]")
    elif type(value) not in _LEAVES and (parts := _parts(type(value))) is not None:
        for name, item in zip(parts[0], parts[1](value), strict=True):
            yield from _places(item, f"{path}.{name}" if path else name)


def malformed_places(value: Any) -> tuple[tuple[str, Malformed], ...]:
    """Every ``Malformed`` in a claim or an encounter with its path; quick where there is none.

    >>> from medclaim.claims.parties import Organization, Provider
    >>> provider = Provider(name=Organization("EXAMPLE LAB"), npi=Malformed.missing("NPI"))
    >>> [path for path, _ in malformed_places(provider)]
    ['npi']
    """
    return tuple(_places(value, "")) if _holds_malformed(value) else ()
