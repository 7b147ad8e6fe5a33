"""The professional guide, 005010X222A1, as a table.

Rows stand in the order in which they are written. Positions, usage, types, lengths and values are
the implementation guide's.
"""

from medclaim.claims.professional import ProfessionalClaim
from medclaim.claims.x12.grammar import Guide
from medclaim.claims.x12.header import header
from medclaim.claims.x12.levels import billing_level
from medclaim.claims.x12.x837p_claim import LOOP_2300

GUIDE = "005010X222A1"

PROFESSIONAL = Guide(
    version=GUIDE,
    versions=(GUIDE, "005010X222A2", "005010X222"),
    kind="professional",
    header=header("CH,RP", "ED,EM,FX,TE"),
    billing=billing_level(
        LOOP_2300, measured=True, member_id="R", telephoned=True, billing_numbers=2
    ),
    claim_class=ProfessionalClaim,
)
