"""The professional guide, 005010X222A1, as a table.

Rows stand in the order in which they are written. A row without a binding is read, held and written
back as it stands. Positions, usage, types, lengths and values are the implementation guide's.
"""

from medclaim.claims.claim import ClaimDates, ClaimIdentifiers, ProfessionalClaim
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import BillingProvider, Patient, PayTo, Subscriber
from medclaim.claims.x12.codecs import (
    AMOUNT,
    DAY,
    DIAGNOSES,
    NAME,
    NOTE,
    PROCEDURE,
    QUANTITY,
    RELATED_CAUSES,
    TAX_ID,
    TEXT,
    WHOLE,
    code,
    sequence,
)
from medclaim.claims.x12.grammar import Guide, Loop, Segment, bind, loop, segment
from medclaim.claims.x12.header import header
from medclaim.claims.x12.shared import (
    ADDRESS,
    NM1,
    RELATIONSHIPS,
    address,
    contact,
    day,
    days,
    line_references,
    payer_loop,
    payer_name,
    person_or_organization,
    provider,
    reference,
    references,
    specialty,
    subscriber_information,
    telephone,
)
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.ssn import Ssn

GUIDE = "005010X222A1"

_REPORT_TYPES = (
    "03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,"
    "EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP"
)
_PROCEDURES = "ER,HC,IV,WK"
_CONDITIONS = "01,04,05,06,07,08,09,12"
_REASONS = (
    "01R ID1-2=CO,CR,OA,PI,PR; 02R ID1-5; 03R R1-18; 04S R1-15; 05S ID1-5; 06S R1-18; 07S R1-15; "
    "08S ID1-5; 09S R1-18; 10S R1-15; 11S ID1-5; 12S R1-18; 13S R1-15; 14S ID1-5; 15S R1-18; "
    "16S R1-15; 17S ID1-5; 18S R1-18; 19S R1-15"
)
_REASONS_RELATED = (
    "L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 "
    "C1817 C1917"
)
_PRICING = (
    "01R ID2=00,01,02,03,04,05,07,08,09,10,11,12,13,14; 02R R1-18; 03S R1-18; 04S AN1-50; "
    "05S R1-9; 06S AN1-50; 07S R1-18; "
)
_REJECTION = "13S ID2=T1,T2,T3,T4,T5,T6; 14S ID1-2=1,2,3,4,5; 15S ID1-2=1,2,3,4,5,6"
_CONTRACT = (
    "01R ID2=01,02,03,04,05,06,09; 02S R1-18; 03S R1-6; 04S AN1-50; 05S R1-6; 06S AN1-30"
)
_AMBULANCE = (
    "01S ID2=LB; 02S R1-10; 04R ID1=A,B,C,D,E; 05R ID2=DH; 06R R1-15; 09S AN1-80; 10S AN1-80"
)


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
        "NM1", "R", 150, "01R ID2-3=PE; 02R ID1=2; 03R AN1-60; 08R ID1-2=PI,XV; 09R AN2-80", relations=NM1
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

_CLAIM_DATES = (
    day("dates.onset", 1350, "431"),
    day("dates.initial_treatment", 1350, "454"),
    day("dates.last_seen", 1350, "304"),
    day("dates.acute_manifestation", 1350, "453"),
    day("dates.accident", 1350, "439"),
    day("dates.last_menstrual_period", 1350, "484"),
    day("dates.last_x_ray", 1350, "455"),
    day("dates.hearing_vision_prescription", 1350, "471"),
    days("dates.disability", 1350, "314"),
    day("dates.disability_begin", 1350, "360"),
    day("dates.disability_end", 1350, "361"),
    day("dates.last_worked", 1350, "297"),
    day("dates.return_to_work", 1350, "296"),
    day("dates.admission", 1350, "435"),
    day("dates.discharge", 1350, "096"),
    day("dates.assumed_care", 1350, "090"),
    day("dates.relinquished_care", 1350, "091"),
    day("dates.first_contact", 1350, "444"),
    day("dates.repricer_received", 1350, "050"),
)

_CLAIM_REFERENCES = (
    reference("identifiers.service_authorization_exception", 1800, "4N"),
    reference("identifiers.medicare_crossover", 1800, "F5"),
    reference("identifiers.mammography_certification", 1800, "EW"),
    reference("referral_number", 1800, "9F"),
    reference("prior_authorization", 1800, "G1"),
    reference("payer_claim_control_number", 1800, "F8"),
    reference("identifiers.clia_number", 1800, "X4"),
    reference("identifiers.repriced_claim_number", 1800, "9A"),
    reference("identifiers.adjusted_repriced_claim_number", 1800, "9C"),
    reference("identifiers.investigational_device", 1800, "LX"),
    reference("identifiers.clearinghouse_trace", 1800, "D9"),
    reference("identifiers.medical_record_number", 1800, "EA"),
    reference("identifiers.demonstration_project", 1800, "P4"),
    reference("identifiers.care_plan_oversight", 1800, "1J"),
)

_CLM = segment(
    "CLM",
    "R",
    1300,
    "01R AN1-38; 02R R1-18; 05R {01R AN1-2~pos; 02R ID1=B; 03R ID1}; 06R ID1=N,Y; 07R ID1=A,B,C; "
    "08R ID1=N,W,Y; 09R ID1=I,Y; 10S ID1=P; 11S {01R ID2-3=AA,EM,OA; 02S ID2-3=AA,EM,OA; "
    "04S ID2~states; 05S ID2-3~country}; 12S ID2-3=02,03,05,09; "
    "20S ID1-2=1,2,3,4,5,6,7,8,9,10,11,15",
    bind("patient_control_number", TEXT, 1),
    bind("total_charge", AMOUNT, 2),
    bind("place_of_service", code(PlaceOfService), (5, 1)),
    bind("frequency_code", TEXT, (5, 3)),
    bind("provider_signature", TEXT, 6),
    bind("assignment_code", TEXT, 7),
    bind("benefits_assigned", TEXT, 8),
    bind("release_of_information", TEXT, 9),
    bind("patient_signature_source", TEXT, 10),
    bind("related_causes", RELATED_CAUSES, (11, 1), (11, 2), (11, 4), (11, 5)),
    bind("special_program", TEXT, 12),
    bind("delay_reason", TEXT, 20),
)

_HI_DIAGNOSES = segment(
    "HI",
    "R",
    2310,
    "01R {01R ID1-3=ABK,BK; 02R AN1-30}; 02-12S {01R ID1-3=ABF,BF; 02R AN1-30}",
    bind("diagnoses", DIAGNOSES, *((n, part) for n in range(1, 13) for part in (1, 2))),
)

_SUPPORTING = (
    segment(
        "PWK",
        "S",
        1550,
        f"01R ID2={_REPORT_TYPES}; 02R ID1-2=AA,BM,EL,EM,FT,FX; 05S ID1-2=AC; 06S AN2-80",
        relations="P0506",
        repeats=10,
    ),
    segment("CN1", "S", 1600, _CONTRACT),
    segment("AMT", "S", 1750, "01R ID1-3=F5; 02R R1-18", bind("patient_paid", AMOUNT, 2)),
)

_CERTIFICATIONS = (
    segment("CR1", "S", 1950, _AMBULANCE, relations="P0102 P0506"),
    segment(
        "CR2", "S", 2000, "08R ID1=A,C,D,E,F,G,M; 10-11S AN1-80", relations="P0102 C0403 P0506"
    ),
    segment(
        "CRC",
        "S",
        2200,
        f"01R ID2=07; 02R ID1=N,Y; 03R ID2-3={_CONDITIONS}; 04-07S ID2-3={_CONDITIONS}",
        repeats=3,
    ),
    segment(
        "CRC",
        "S",
        2200,
        "01R ID2=E1,E2,E3; 02R ID1=N,Y; 03R ID2-3=L1,L2,L3,L4,L5; 04-07S ID2-3=L1,L2,L3,L4,L5",
        repeats=3,
    ),
    segment("CRC", "S", 2200, "01R ID2=75; 02R ID1=Y; 03R ID2-3=IH"),
    segment(
        "CRC",
        "S",
        2200,
        "01R ID2=ZZ; 02R ID1=N,Y; 03R ID2-3=AV,NU,S2,ST; 04-05S ID2-3=AV,NU,S2,ST",
    ),
)


def _ambulance_place(id: str, code_: str, position: int, name: int, n3: int, n4: int) -> Loop:
    organization = "; 03S AN1-60" if code_ == "45" else ""
    return loop(
        id,
        "S",
        position,
        segment("NM1", "R", name, f"01R ID2-3={code_}; 02R ID1=2{organization}", relations=NM1),
        segment("N3", "R", n3, "01R AN1-55; 02S AN1-55"),
        segment(
            "N4",
            "R",
            n4,
            "01R AN2-30; 02S ID2; 03S ID3-15; 04S ID2-3~country; 07S ID1-3",
            relations="E0207 C0605 C0704",
        ),
    )


def _other_payer_provider(
    id: str, codes: str, entity: str, position: int, qualifiers: str, *, repeats: int = 1, numbers: int = 3
) -> Loop:
    return loop(
        id,
        "S",
        position,
        segment("NM1", "R", 3250, f"01R ID2-3={codes}; 02R ID1={entity}", relations=NM1),
        references("", 3550, qualifiers, numbers, usage="R"),
        repeats=repeats,
    )


_LOOP_2320 = loop(
    "2320",
    "S",
    2900,
    segment(
        "SBR",
        "R",
        2900,
        subscriber_information(
            usage_of_relationship="R", relationships=f"18,{RELATIONSHIPS}"
        ).spec,
    ),
    segment("CAS", "S", 2950, _REASONS, relations=_REASONS_RELATED, repeats=5),
    segment("AMT", "S", 3000, "01R ID1-3=D; 02R R1-18"),
    segment("AMT", "S", 3000, "01R ID1-3=A8; 02R R1-18"),
    segment("AMT", "S", 3000, "01R ID1-3=EAF; 02R R1-18"),
    segment("OI", "R", 3100, "03R ID1=N,W,Y; 04S ID1=P; 06R ID1=I,Y"),
    segment("MOA", "S", 3200, "01S R1-10; 02S R1-18; 03-07S AN1-50~remark; 08S R1-18; 09S R1-18"),
    loop(
        "2330A",
        "R",
        3250,
        segment(
            "NM1",
            "R",
            3250,
            "01R ID2-3=IL; 02R ID1=1,2; 03R AN1-60; 04S AN1-35; 05S AN1-25; 07S AN1-10; "
            "08R ID1-2=II,MI; 09R AN2-80",
            relations=NM1,
        ),
        segment("N3", "S", 3320, "01R AN1-55; 02S AN1-55"),
        segment(
            "N4",
            "S",
            3400,
            "01R AN2-30; 02S ID2~states; 03S ID3-15; 04S ID2-3~country; 07S ID1-3",
            relations="E0207 C0605 C0704",
        ),
        reference("", 3550, "SY"),
    ),
    loop(
        "2330B",
        "R",
        3250,
        segment("NM1", "R", 3250, payer_name().spec, relations=NM1),
        segment("N3", "S", 3320, "01R AN1-55; 02S AN1-55"),
        segment(
            "N4",
            "S",
            3400,
            "01R AN2-30; 02S ID2~states; 03S ID3-15; 04S ID2-3~country; 07S ID1-3",
            relations="E0207 C0605 C0704",
        ),
        day("", 3450, "573"),
        references("", 3550, "2U,EI,FY,NF", 2),
        reference("", 3550, "G1"),
        reference("", 3550, "9F"),
        reference("", 3550, "T4"),
        reference("", 3550, "F8"),
    ),
    _other_payer_provider("2330C", "DN,P3", "1", 3250, "0B,1G,G2", repeats=2),
    _other_payer_provider("2330D", "82", "1,2", 3650, "0B,1G,G2,LU"),
    _other_payer_provider("2330E", "77", "2", 4650, "0B,G2,LU"),
    _other_payer_provider("2330F", "DQ", "1", 5650, "0B,1G,G2,LU"),
    _other_payer_provider("2330G", "85", "1,2", 6350, "G2,LU", numbers=2),
    repeats=10,
)

_SV1 = segment(
    "SV1",
    "R",
    3700,
    f"01R {{01R ID2={_PROCEDURES}; 02R AN1-48; 03-06S AN2; 07S AN1-80}}; 02R R1-18; 03R ID2=MJ,UN; "
    "04R R1-15; 05S AN1-2~pos; 07R {01R N01-2=1,2,3,4,5,6,7,8,9,10,11,12; "
    "02-04S N01-2=1,2,3,4,5,6,7,8,9,10,11,12}; 09S ID1=Y; 11S ID1=Y; 12S ID1=Y; 15S ID1=0",
    bind("procedure_code", PROCEDURE, (1, 1), (1, 2)),
    bind("modifiers", sequence(code(Modifier), 4), (1, 3), (1, 4), (1, 5), (1, 6)),
    bind("description", TEXT, (1, 7)),
    bind("charge", AMOUNT, 2),
    bind("unit_basis", TEXT, 3),
    bind("units", QUANTITY, 4),
    bind("place_of_service", code(PlaceOfService), 5),
    bind("diagnosis_pointers", sequence(WHOLE, 4), (7, 1), (7, 2), (7, 3), (7, 4)),
    bind("emergency", TEXT, 9),
    bind("epsdt", TEXT, 11),
    bind("family_planning", TEXT, 12),
    bind("copay_status", TEXT, 15),
    relations="P0304",
)

_LINE_ROWS = (
    segment("LX", "R", 3650, "01R N01-6", bind("line_number", WHOLE, 1)),
    _SV1,
    segment(
        "SV5",
        "S",
        4000,
        "01R {01R ID2=HC; 02R AN1-48}; 02R ID2=DA; 03R R1-15; 04R R1-18; 05R R1-18; 06R ID1=1,4,6",
        relations="R0405 C0604",
    ),
    segment(
        "PWK",
        "S",
        4200,
        f"01R ID2={_REPORT_TYPES}; 02R ID1-2=AA,AB,AD,AF,AG,BM,EL,EM,FT,FX,NS; 05S ID1-2=AC; "
        "06S AN2-80",
        relations="P0506",
        repeats=11,
    ),
    segment("CR1", "S", 4250, _AMBULANCE, relations="P0102 P0506"),
    segment("CR3", "S", 4350, "01R ID1=I,R,S; 02R ID2=MO; 03R R1-15", relations="P0203"),
    segment(
        "CRC",
        "S",
        4500,
        f"01R ID2=07; 02R ID1=N,Y; 03R ID2-3={_CONDITIONS}; 04-07S ID2-3={_CONDITIONS}",
        repeats=3,
    ),
    segment("CRC", "S", 4500, "01R ID2=70; 02R ID1=N,Y; 03R ID2-3=65"),
    segment("CRC", "S", 4500, "01R ID2=09; 02R ID1=N,Y; 03R ID2-3=38,ZV; 04S ID2-3=38,ZV"),
    days("service_dates", 4550, "472", usage="R"),
    day("", 4550, "471"),
    day("", 4550, "607"),
    day("", 4550, "463"),
    day("", 4550, "461"),
    day("", 4550, "304"),
    day("", 4550, "738"),
    day("", 4550, "739"),
    day("", 4550, "011"),
    day("", 4550, "455"),
    day("", 4550, "454"),
    segment("QTY", "S", 4600, "01R ID2=PT; 02R R1-15", relations="E0204 R0204"),
    segment("QTY", "S", 4600, "01R ID2=FL; 02R R1-15", relations="E0204 R0204"),
    segment(
        "MEA",
        "S",
        4620,
        "01R ID2=OG,TR; 02R ID1-3=HT,R1,R2,R3,R4; 03R R1-20",
        repeats=5,
        relations="R03050608 L050412 L060412 L07030506 E0803 P1112",
    ),
    segment("CN1", "S", 4650, _CONTRACT),
    reference("", 4700, "9B"),
    reference("", 4700, "9D"),
    line_references("prior_authorizations", 4700, "G1", 5),
    reference("line_control_number", 4700, "6R"),
    reference("", 4700, "EW"),
    reference("", 4700, "X4"),
    reference("", 4700, "F4"),
    reference("", 4700, "BT"),
    line_references("referral_numbers", 4700, "9F", 5),
    segment("AMT", "S", 4750, "01R ID1-3=T; 02R R1-18"),
    segment("AMT", "S", 4750, "01R ID1-3=F4; 02R R1-18"),
    segment("K3", "S", 4800, "01R AN1-80", repeats=10),
    segment("NTE", "S", 4850, "01R ID3=ADD,DCP; 02R AN1-80", bind("note", NOTE, 1, 2)),
    segment("NTE", "S", 4850, "01R ID3=TPO; 02R AN1-80"),
    segment("PS1", "S", 4880, "01R AN1-50; 02R R1-18"),
    segment(
        "HCP",
        "S",
        4920,
        f"{_PRICING}09S ID2={_PROCEDURES}; 10S AN1-48; 11S ID2=MJ,UN; 12S R1-15; {_REJECTION}",
        relations="R0113 P0910 P1112",
    ),
)

_LINE_LOOPS = (
    loop(
        "2410",
        "S",
        4940,
        segment("LIN", "R", 4930, "02R ID2=EN,EO,HI,N4,ON,UK,UP; 03R AN1-48"),
        segment("CTP", "R", 4940, "04R R1-15; 05R {01R ID2=F2,GR,ME,ML,UN}"),
        references("", 4950, "VY,XZ", 1),
    ),
    provider(
        "2420A",
        "82",
        "rendering_provider",
        entity="1,2",
        position=5000,
        name=5000,
        taxonomy=("PE", 5050),
        qualifiers="0B,1G,G2,LU",
        numbers=(5250, 20),
        of_line=True,
    ),
    loop(
        "2420B",
        "S",
        5000,
        segment(
            "NM1", "R", 5000, "01R ID2-3=QB; 02R ID1=1,2; 08S ID1-2=XX; 09S AN2-80", relations=NM1
        ),
        line_references("", 5250, "0B,1G,G2", 20),
    ),
    provider(
        "2420C",
        "77",
        "service_facility",
        entity="2",
        position=5000,
        name=5000,
        located=(5140, 5200, "R"),
        qualifiers="G2,LU",
        numbers=(5250, 3),
        of_line=True,
    ),
    provider(
        "2420D",
        "DQ",
        "supervising_provider",
        position=5000,
        name=5000,
        qualifiers="0B,1G,G2,LU",
        numbers=(5250, 20),
        of_line=True,
    ),
    provider(
        "2420E",
        "DK",
        "ordering_provider",
        position=5000,
        name=5000,
        located=(5140, 5200, "S"),
        numbers=(5250, 20),
        of_line=True,
        extra=(contact("contact", "S", 5300),),
    ),
    provider(
        "2420F",
        "DN",
        "referring_provider",
        position=5000,
        name=5000,
        numbers=(5250, 20),
        of_line=True,
    ),
    provider(
        "2420F",
        "P3",
        "primary_care_provider",
        position=5000,
        name=5000,
        numbers=(5250, 20),
        of_line=True,
    ),
    _ambulance_place("2420G", "PW", 5310, 5000, 5140, 5200),
    _ambulance_place("2420H", "45", 5380, 5000, 5140, 5200),
    loop(
        "2430",
        "S",
        5400,
        segment(
            "SVD",
            "R",
            5400,
            f"01R AN2-80; 02R R1-18; 03R {{01R ID2={_PROCEDURES}; 02R AN1-48; 03-06S AN2; "
            "07S AN1-80}; 05R R1-15; 06S N01-6",
        ),
        segment("CAS", "S", 5450, _REASONS, relations=_REASONS_RELATED, repeats=5),
        day("", 5500, "573", usage="R"),
        segment("AMT", "S", 5505, "01R ID1-3=EAF; 02R R1-18"),
        repeats=15,
    ),
    loop(
        "2440",
        "S",
        5510,
        segment("LQ", "R", 5510, "01R ID1-3=AS,UT; 02R AN1-30", relations="C0102"),
        segment(
            "FRM",
            "R",
            5520,
            "01R AN1-20; 02S ID1=N,W,Y; 03S AN1-50; 04S DT8; 05S R1-6",
            relations="R02030405",
            repeats=99,
        ),
        repeats=None,
    ),
)

_LOOP_2300 = loop(
    "2300",
    "S",
    1300,
    _CLM,
    *_CLAIM_DATES,
    *_SUPPORTING,
    *_CLAIM_REFERENCES,
    segment("K3", "S", 1850, "01R AN1-80", repeats=10),
    segment("NTE", "S", 1900, "01R ID3=ADD,CER,DCP,DGN,TPO; 02R AN1-80", bind("note", NOTE, 1, 2)),
    *_CERTIFICATIONS,
    _HI_DIAGNOSES,
    segment(
        "HI",
        "S",
        2310,
        "01R {01R ID1-3=BP; 02R AN1-30}; 02S {01R ID1-3=BO; 02R AN1-30}",
    ),
    segment(
        "HI",
        "S",
        2310,
        "01R {01R ID1-3=BG; 02R AN1-30}; 02-12S {01R ID1-3=BG; 02R AN1-30}",
        repeats=2,
    ),
    segment("HCP", "S", 2410, f"{_PRICING}{_REJECTION}", relations="R0113 P0910 P1112"),
    provider("2310A", "DN", "referring_provider"),
    provider("2310A", "P3", "primary_care_provider"),
    provider(
        "2310B",
        "82",
        "rendering_provider",
        entity="1,2",
        taxonomy=("PE", 2550),
        qualifiers="0B,1G,G2,LU",
        numbers=(2710, 4),
    ),
    provider(
        "2310C",
        "77",
        "service_facility",
        entity="2",
        located=(2650, 2700, "R"),
        qualifiers="0B,G2,LU",
        extra=(telephone("contact", 2750),),
    ),
    provider("2310D", "DQ", "supervising_provider", qualifiers="0B,1G,G2,LU", numbers=(2710, 4)),
    _ambulance_place("2310E", "PW", 2500, 2500, 2650, 2700),
    _ambulance_place("2310F", "45", 2500, 2500, 2650, 2700),
    _LOOP_2320,
    loop(
        "2400",
        "R",
        3650,
        *_LINE_ROWS,
        *_LINE_LOOPS,
        field="lines",
        cls=ProfessionalLine,
        each=True,
        repeats=50,
    ),
    cls=ProfessionalClaim,
    repeats=100,
    parts=(("dates", ClaimDates), ("identifiers", ClaimIdentifiers)),
)

_LOOP_2000C = loop(
    "2000C",
    "S",
    1400,
    segment("HL", "R", 10, "01R AN1-12; 02R AN1-12; 03R ID1-2=23; 04R ID1=0"),
    _patient_facts(f"01R ID2={RELATIONSHIPS}; ", required=True, relationship=True),
    _LOOP_2010CA,
    _LOOP_2300,
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
    _LOOP_2300,
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
