"""The encounters of each kind, gathered: what ``compose`` makes a claim of."""

from typing import TypeAlias, get_args

from medclaim.claims.dental_encounter import DentalEncounter
from medclaim.claims.encounter import Encounter
from medclaim.claims.institutional_encounter import InstitutionalEncounter

__all__ = ["ENCOUNTERS", "AnyEncounter", "DentalEncounter", "Encounter", "InstitutionalEncounter"]

AnyEncounter: TypeAlias = Encounter | InstitutionalEncounter | DentalEncounter
ENCOUNTERS: tuple[type[AnyEncounter], ...] = get_args(AnyEncounter)
