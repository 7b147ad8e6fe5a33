"""The claims of each kind, gathered: professional (837P, CMS-1500) and dental (837D, ADA form)."""

from typing import TypeAlias, get_args

from medclaim.claims.dental import DentalClaim, DentalLine
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.professional import ProfessionalClaim

__all__ = ["CLAIMS", "Claim", "DentalClaim", "Line", "ProfessionalClaim", "lines_of"]

Claim: TypeAlias = ProfessionalClaim | DentalClaim
Line: TypeAlias = ProfessionalLine | DentalLine
CLAIMS: tuple[type[Claim], ...] = get_args(Claim)


def lines_of(claim: Claim) -> tuple[Line, ...]:
    """The lines of a claim of any kind."""
    return claim.lines
