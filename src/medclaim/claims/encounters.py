"""The encounters of each kind, gathered: what ``compose`` makes a claim of."""

from typing import TypeAlias, get_args

from medclaim.claims.dental_encounter import DentalEncounter
from medclaim.claims.encounter import Encounter

__all__ = ["ENCOUNTERS", "AnyEncounter", "DentalEncounter", "Encounter"]

AnyEncounter: TypeAlias = Encounter | DentalEncounter
ENCOUNTERS: tuple[type[AnyEncounter], ...] = get_args(AnyEncounter)
