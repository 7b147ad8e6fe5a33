"""The institutional guide, 005010X223A2, as a table.

Rows stand in the order in which they are written. Positions, usage, types, lengths and values are
the implementation guide's.
"""

from medclaim.claims.institutional import InstitutionalClaim
from medclaim.claims.x12.grammar import Guide
from medclaim.claims.x12.header import header
from medclaim.claims.x12.levels import billing_level
from medclaim.claims.x12.x837i_claim import LOOP_2300

GUIDE = "005010X223A2"

INSTITUTIONAL = Guide(
    version=GUIDE,
    versions=(GUIDE, "005010X223A3", "005010X223A1", "005010X223"),
    kind="institutional",
    header=header("31,CH,RP"),
    billing=billing_level(LOOP_2300, entity="2", tax_ids="EI", licences="", insurance_types=False),
    claim_class=InstitutionalClaim,
)
