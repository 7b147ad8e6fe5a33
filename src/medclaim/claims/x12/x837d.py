"""The dental guide, 005010X224A2, as a table.

Rows stand in the order in which they are written. Positions are those of the 837 that all three
guides are made from; usage, types, lengths and values are the implementation guide's.
"""

from medclaim.claims.dental import DentalClaim
from medclaim.claims.x12.grammar import Guide
from medclaim.claims.x12.header import header
from medclaim.claims.x12.levels import billing_level
from medclaim.claims.x12.x837d_claim import LOOP_2300

GUIDE = "005010X224A2"

DENTAL = Guide(
    version=GUIDE,
    versions=(GUIDE, "005010X224A3", "005010X224A1", "005010X224"),
    kind="dental",
    header=header("31,CH,RP"),
    billing=billing_level(LOOP_2300),
    claim_class=DentalClaim,
)
