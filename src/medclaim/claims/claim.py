"""The claims of the three kinds, gathered: ProfessionalClaim (837P, CMS-1500)."""

from medclaim.claims.professional import ProfessionalClaim

__all__ = ["Claim", "ProfessionalClaim"]

Claim = ProfessionalClaim
