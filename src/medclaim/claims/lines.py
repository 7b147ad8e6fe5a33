"""Service lines: ProfessionalLine (SV1)."""

from datetime import date
from decimal import Decimal
from typing import Any, final

import attrs

from medclaim.claims._fields import (
    codes,
    days,
    many,
    money,
    number,
    optional_code,
    optional_text,
    text,
    value,
    whole,
    wholes,
)
from medclaim.claims.parties import Identifier, Provider
from medclaim.claims.unplaced import Unplaced
from medclaim.codes.cdt import CdtCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.hipps import HippsCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import OtherProcedureCode, ProcedureCode, parse_procedure
from medclaim.dates import DateRange
from medclaim.malformed import Malformed

_PROCEDURES = (CptCode, HcpcsCode, CdtCode, HippsCode, OtherProcedureCode, Malformed)


def _procedure(given: Any) -> Any:
    return given if type(given) in _PROCEDURES else parse_procedure(given)


def procedure() -> Any:
    """A required procedure code; a ``str`` becomes a CPT, HCPCS or CDT code by its shape."""
    return attrs.field(converter=_procedure)


@final
@attrs.frozen
class Note:
    """A note, NTE01 and NTE02: ``ADD`` additional information and so on, at most 80 characters."""

    reference_code: str | Malformed = text("reference_code")
    text: str | Malformed = text("text", hidden=True)


@final
@attrs.frozen(kw_only=True)
class ProfessionalLine:
    """One service of a professional claim (2400, SV1).

    ``line_number`` counts from 1. ``charge`` is the line's whole charge in dollars. ``units`` are
    counted in ``unit_basis``: ``UN`` units or ``MJ`` minutes. ``diagnosis_pointers`` are 1-based
    positions in the claim's diagnoses, the first the most important. ``place_of_service`` only
    where it differs from the claim's. ``emergency``, ``epsdt`` and ``family_planning`` are ``Y`` or
    ``None``, ``copay_status`` is ``0`` (exempt) or ``None``.
    """

    line_number: int | Malformed = whole("line_number")
    procedure_code: ProcedureCode = procedure()
    modifiers: tuple[Modifier | Malformed, ...] = codes(Modifier)
    description: str | Malformed | None = optional_text("description", hidden=True)
    charge: Decimal | Malformed = money("charge")
    unit_basis: str | Malformed = optional_text("unit_basis", default="UN")
    units: Decimal | Malformed = number("units", default=Decimal(1))
    place_of_service: PlaceOfService | Malformed | None = optional_code(PlaceOfService)
    diagnosis_pointers: tuple[int | Malformed, ...] = wholes("diagnosis_pointers")
    emergency: str | Malformed | None = optional_text("emergency")
    epsdt: str | Malformed | None = optional_text("epsdt")
    family_planning: str | Malformed | None = optional_text("family_planning")
    copay_status: str | Malformed | None = optional_text("copay_status")
    service_dates: date | DateRange | Malformed = days("service_dates")
    line_control_number: str | Malformed | None = optional_text("line_control_number", hidden=True)
    prior_authorizations: tuple[Identifier, ...] = many(Identifier)
    referral_numbers: tuple[Identifier, ...] = many(Identifier)
    note: Note | None = value(Note, optional=True)
    rendering_provider: Provider | None = value(Provider, optional=True)
    supervising_provider: Provider | None = value(Provider, optional=True)
    ordering_provider: Provider | None = value(Provider, optional=True)
    referring_provider: Provider | None = value(Provider, optional=True)
    primary_care_provider: Provider | None = value(Provider, optional=True)
    service_facility: Provider | None = value(Provider, optional=True)
    unplaced: tuple[Unplaced, ...] = many(Unplaced)
