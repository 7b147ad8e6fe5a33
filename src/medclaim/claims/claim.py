"""The claims of each kind, gathered.

Professional (837P, CMS-1500), institutional (837I, UB-04) and dental (837D, ADA form).
"""

from typing import TypeAlias, get_args

from medclaim.claims.dental import DentalClaim, DentalLine
from medclaim.claims.institutional import InstitutionalClaim
from medclaim.claims.lines import InstitutionalLine, ProfessionalLine
from medclaim.claims.professional import ProfessionalClaim

__all__ = [
    "CLAIMS",
    "Claim",
    "DentalClaim",
    "InstitutionalClaim",
    "Line",
    "ProfessionalClaim",
    "lines_of",
]

Claim: TypeAlias = ProfessionalClaim | InstitutionalClaim | DentalClaim
Line: TypeAlias = ProfessionalLine | InstitutionalLine | DentalLine
CLAIMS: tuple[type[Claim], ...] = get_args(Claim)


def lines_of(claim: Claim) -> tuple[Line, ...]:
    """The lines of a claim of any kind."""
    return claim.lines
