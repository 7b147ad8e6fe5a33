"""What coding sees of one service line, whatever the kind of claim or encounter."""

from datetime import date
from decimal import Decimal
from typing import Any

from medclaim.claims.dental import DentalLine
from medclaim.claims.dental_encounter import DentalService
from medclaim.claims.parties import BillingProvider, Provider
from medclaim.codes.modifier import Modifier
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.surface import ToothSurface
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.codes.tooth import ToothNumber
from medclaim.codes.visit import CodedLine, CodedProcedure, CodedTooth
from medclaim.dates import DateRange, Days
from medclaim.malformed import Malformed

_DENTAL = (DentalLine, DentalService)
_ONCE = Decimal(1)
# NUCC: how the codes begin of suppliers of durable equipment, and of prostheses and orthoses.
_SUPPLIERS = ("332B", "335E")
_NONE: frozenset[str] = frozenset()
# A named tuple of all its fields in their order, at half the price: some are made for every line of
# every claim.
made = tuple.__new__


def coded_line(
    line: Any,
    path: str,
    pointers: tuple[int | Malformed, ...] = (),
    of_claim: Days | Malformed | None = None,
) -> CodedLine:
    """The days, units, charge and pointers of a line; ``of_claim`` are the days it need not repeat."""
    days, units, charge = line.service_dates or of_claim, line.units, line.charge
    if units is None:
        units = _ONCE
    first, last = (days.first, days.last) if type(days) is DateRange else (days, days)
    return made(
        CodedLine,
        (
            path,
            first if type(first) is date else None,
            last if type(last) is date else None,
            units if type(units) is Decimal else None,
            charge if type(charge) is Decimal else None,
            pointers,
        ),
    )


def coded_procedure(
    line: Any,
    fact: CodedLine,
    own: PlaceOfService | Malformed | None,
    place: PlaceOfService | None,
    provider: str | None,
    *,
    is_spoilt: bool,
) -> CodedProcedure:
    """The procedure of a line; ``own`` is the place that the line itself says.

    ``is_spoilt``: somewhere on the claim is a text that could not be typed, so maybe on this line.
    """
    path, first, last, units, charge, pointers = fact
    modifiers = line.modifiers
    count = len(modifiers)
    places: tuple[int, ...] = ()
    texts = _NONE
    if modifiers:
        places = tuple(range(count))
        if is_spoilt:
            places = tuple([i for i in places if type(modifiers[i]) is Modifier])
            modifiers = tuple([modifiers[i] for i in places])
        texts = frozenset([modifier.text for modifier in modifiers])
    numbers: Any = pointers
    if is_spoilt:
        numbers = tuple([pointer for pointer in pointers if type(pointer) is int])
    teeth, areas = _teeth(line, path) if line.__class__ in _DENTAL else ((), ())
    return made(
        CodedProcedure,
        (
            line.procedure_code,
            path,
            modifiers,
            places,
            texts,
            count,
            first,
            last,
            units,
            charge,
            numbers,
            place if own is None else place_or_none(own),
            own is not None,
            provider if line.rendering_provider is None else npi_text(line.rendering_provider),
            teeth,
            areas,
        ),
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


def place_or_none(place: object) -> PlaceOfService | None:
    """The place of service, ``None`` where it could not be read."""
    return place if type(place) is PlaceOfService else None


def npi_text(provider: Provider | None) -> str | None:
    """A provider's NPI, ``None`` where there is none."""
    npi = None if provider is None else provider.npi
    return None if npi is None or type(npi) is Malformed else npi.text


def text_or_none(value: object) -> str | None:
    """A text, ``None`` where it could not be read."""
    return value if type(value) is str else None


def is_supplier(biller: BillingProvider) -> bool:
    """Whether who bills says that it supplies equipment, as a pharmacy or a physician may do too."""
    taxonomy = biller.taxonomy
    return type(taxonomy) is TaxonomyCode and taxonomy.text.startswith(_SUPPLIERS)
