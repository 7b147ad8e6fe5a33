"""The professional guide, 005010X222A1, as a table.

Rows stand in the order in which they are written. A row without a binding is read, held and written
back as it stands. Positions, usage, types, lengths and values are the implementation guide's.
"""

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.parties import BillingProvider, Patient, PayTo, Subscriber
from medclaim.claims.x12.codecs import DAY, NAME, QUANTITY, TAX_ID, TEXT, code
from medclaim.claims.x12.grammar import Guide, Segment, bind, loop, segment
from medclaim.claims.x12.header import header
from medclaim.claims.x12.shared import (
    ADDRESS,
    NM1,
    RELATIONSHIPS,
    address,
    contact,
    payer_loop,
    person_or_organization,
    reference,
    references,
    specialty,
    subscriber_information,
    telephone,
)
from medclaim.claims.x12.x837p_claim import LOOP_2300
from medclaim.codes.ssn import Ssn

GUIDE = "005010X222A1"


def _patient_facts(spec: str, *, required: bool, relationship: bool) -> Segment:
    binds = (
        bind("death_date", DAY, 6),
        bind("weight", QUANTITY, 8),
        bind("pregnancy", TEXT, 9),
    )
    return segment(
        "PAT",
        "R" if required else "S",
        70,
        f"{spec}05S ID2-3=D8; 06S AN1-35; 07S ID2=01; 08S R1-10; 09S ID1=Y",
        *((bind("relationship", TEXT, 1),) if relationship else ()),
        *binds,
        relations="P0506 P0708",
    )


def _demographics(usage: str) -> Segment:
    return segment(
        "DMG",
        usage,
        320,
        "01R ID2-3=D8; 02R AN1-35; 03R ID1=F,M,U",
        bind("birth_date", DAY, 2),
        bind("sex", TEXT, 3),
        relations="P0102 P1011 C1105",
    )


_LOOP_2010AA = loop(
    "2010AA",
    "R",
    150,
    person_or_organization("85", "R", 150, "1,2"),
    *address(250, 300, states=""),
    segment(
        "REF",
        "R",
        350,
        "01R ID2-3=EI,SY; 02R AN1-50",
        bind("tax_id", TAX_ID, 1, 2),
        relations="R0203",
    ),
    references("identifiers", 350, "0B,1G", 2),
    contact("contacts", "S", 400, repeats=2),
    root="billing_provider",
)

_LOOP_2010AB = loop(
    "2010AB",
    "S",
    150,
    segment(
        "NM1",
        "R",
        150,
        "01R ID2-3=87; 02R ID1=1,2",
        bind("entity_type", TEXT, 2),
        relations=NM1,
    ),
    *address(250, 300),
    field="pay_to",
    cls=PayTo,
    parts=ADDRESS,
)

_LOOP_2010AC = loop(
    "2010AC",
    "S",
    150,
    segment(
        "NM1",
        "R",
        150,
        "01R ID2-3=PE; 02R ID1=2; 03R AN1-60; 08R ID1-2=PI,XV; 09R AN2-80",
        relations=NM1,
    ),
    segment("N3", "R", 250, "01R AN1-55; 02S AN1-55"),
    segment(
        "N4",
        "R",
        300,
        "01R AN2-30; 02S ID2; 03S ID3-15; 04S ID2-3~country; 07S ID1-3",
        relations="E0207 C0605 C0704",
    ),
    references("", 350, "2U,FY,NF", 1),
    reference("", 350, "EI", usage="R"),
)

_LOOP_2010BA = loop(
    "2010BA",
    "R",
    150,
    segment(
        "NM1",
        "R",
        150,
        "01R ID2-3=IL; 02R ID1=1,2; 03R AN1-60; 04S AN1-35; 05S AN1-25; 07S AN1-10; 08R ID1-2=II,MI; "
        "09R AN2-80",
        bind("name", NAME, 2, 3, 4, 5, 7),
        bind("id_qualifier", TEXT, 8),
        bind("member_id", TEXT, 9),
        relations=NM1,
    ),
    *address(250, 300, "S"),
    _demographics("S"),
    reference("ssn", 350, "SY", codec=code(Ssn)),
    reference("property_casualty_claim_number", 350, "Y4"),
    telephone("", 400),
    root="subscriber",
)

_LOOP_2010CA = loop(
    "2010CA",
    "R",
    150,
    segment(
        "NM1",
        "R",
        150,
        "01R ID2-3=QC; 02R ID1=1; 03R AN1-60; 04S AN1-35; 05S AN1-25; 07S AN1-10",
        bind("name", NAME, 2, 3, 4, 5, 7),
        relations=NM1,
    ),
    *address(250, 300),
    _demographics("R"),
    reference("property_casualty_claim_number", 350, "Y4"),
    references("", 350, "1W,SY", 1),
    telephone("", 400),
    root="patient",
)

_LOOP_2000C = loop(
    "2000C",
    "S",
    1400,
    segment("HL", "R", 10, "01R AN1-12; 02R AN1-12; 03R ID1-2=23; 04R ID1=0"),
    _patient_facts(f"01R ID2={RELATIONSHIPS}; ", required=True, relationship=True),
    _LOOP_2010CA,
    LOOP_2300,
    root="patient",
    cls=Patient,
    parts=ADDRESS,
    repeats=None,
)

_LOOP_2000B = loop(
    "2000B",
    "R",
    200,
    segment("HL", "R", 10, "01R AN1-12; 02R AN1-12; 03R ID1-2=22; 04R ID1=0,1"),
    subscriber_information(usage_of_relationship="S", relationships="18"),
    _patient_facts("", required=False, relationship=False),
    _LOOP_2010BA,
    payer_loop(),
    LOOP_2300,
    _LOOP_2000C,
    root="subscriber",
    cls=Subscriber,
    parts=ADDRESS,
    repeats=None,
)

_LOOP_2000A = loop(
    "2000A",
    "R",
    10,
    segment("HL", "R", 10, "01R AN1-12; 03R ID1-2=20; 04R ID1=1"),
    specialty("BI", 30),
    segment(
        "CUR",
        "S",
        100,
        "01R ID2-3=85; 02R ID3~currency",
        bind("currency", TEXT, 2),
    ),
    _LOOP_2010AA,
    _LOOP_2010AB,
    _LOOP_2010AC,
    _LOOP_2000B,
    root="billing_provider",
    cls=BillingProvider,
    parts=ADDRESS,
    repeats=None,
)

PROFESSIONAL = Guide(
    version=GUIDE,
    versions=(GUIDE, "005010X222A2", "005010X222"),
    kind="professional",
    header=header("CH,RP"),
    billing=_LOOP_2000A,
    claim_class=ProfessionalClaim,
)
