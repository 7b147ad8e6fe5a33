"""Loop 2300 of the dental guide: the claim, its dates, orthodontics, teeth, numbers and providers."""

from medclaim.claims.dental import DentalClaim, DentalDates, DentalIdentifiers, Orthodontics
from medclaim.claims.x12.codecs import AMOUNT, NOTE, QUANTITY, TEXT, diagnoses
from medclaim.claims.x12.dental_codecs import TOOTH_STATUS
from medclaim.claims.x12.grammar import bind, loop, segment
from medclaim.claims.x12.shared import (
    claim_information,
    day,
    days,
    reference,
)
from medclaim.claims.x12.shared_parties import provider
from medclaim.claims.x12.x837d_line import CONTRACT_WITHOUT_DRG, LOOP_2400

_DATES = (
    day("dates.accident", 1350, "439"),
    day("dates.appliance_placement", 1350, "452"),
    days("service_dates", 1350, "472"),
    day("dates.repricer_received", 1350, "050"),
)

_TEETH = (
    segment(
        "DN1",
        "S",
        1450,
        "01S R1-15; 02S R1-15; 04S AN1-80=Y",
        bind("orthodontics.total_months", QUANTITY, 1),
        bind("orthodontics.remaining_months", QUANTITY, 2),
        bind("orthodontics.treatment_indicator", TEXT, 4),
    ),
    segment(
        "DN2",
        "S",
        1500,
        "01R AN1-50; 02R ID1-2=E,M; 06R ID1-3=JP",
        bind("tooth_statuses", TOOTH_STATUS, 1, 2, each=True),
        repeats=35,
    ),
)

_REFERENCES = (
    reference("predetermination_identifier", 1800, "G3"),
    reference("identifiers.service_authorization_exception", 1800, "4N"),
    reference("payer_claim_control_number", 1800, "F8"),
    reference("referral_number", 1800, "9F"),
    reference("prior_authorization", 1800, "G1"),
    reference("identifiers.repriced_claim_number", 1800, "9A"),
    reference("identifiers.adjusted_repriced_claim_number", 1800, "9C"),
    reference("identifiers.clearinghouse_trace", 1800, "D9"),
)

_HI = segment(
    "HI",
    "S",
    2310,
    "01R {01R ID1-3=ABK,BK,TQ; 02R AN1-30}; 02-04S {01R ID1-3=ABF,BF,TQ; 02R AN1-30}",
    bind("diagnoses", diagnoses(4, "TQ"), *((n, part) for n in range(1, 5) for part in (1, 2))),
)

_NUMBERS = (2710, 4)
_PROVIDERS = (
    provider("2310A", "DN", "referring_provider", taxonomy=("RF", 2550)),
    provider("2310A", "P3", "primary_care_provider", taxonomy=("RF", 2550)),
    provider(
        "2310B",
        "82",
        "rendering_provider",
        entity="1,2",
        taxonomy=("PE", 2550),
        qualifiers="0B,1G,G2,LU",
        numbers=_NUMBERS,
    ),
    provider(
        "2310C",
        "77",
        "service_facility",
        entity="2",
        located=(2650, 2700, "R"),
        qualifiers="0B,G2,LU",
    ),
    provider(
        "2310D",
        "DD",
        "assistant_surgeon",
        taxonomy=("AS", 2550, "R"),
        qualifiers="0B,1G,G2,LU",
        numbers=_NUMBERS,
    ),
    provider("2310E", "DQ", "supervising_provider", qualifiers="0B,1G,G2,LU", numbers=_NUMBERS),
)

LOOP_2300 = loop(
    "2300",
    "S",
    1300,
    claim_information(
        "A,C", "01,02,03,05", "19S ID2=PB", bind("predetermination_of_benefits", TEXT, 19)
    ),
    *_DATES,
    *_TEETH,
    segment(
        "PWK",
        "S",
        1550,
        "01R ID2=B4,DA,DG,EB,OZ,P6,RB,RR; 02R ID1-2=AA,BM,EL,EM,FT,FX; 05S ID1-2=AC; 06S AN2-80",
        relations="P0506",
        repeats=10,
    ),
    segment("CN1", "S", 1600, CONTRACT_WITHOUT_DRG),
    segment("AMT", "S", 1750, "01R ID1-3=F5; 02R R1-18", bind("patient_paid", AMOUNT, 2)),
    *_REFERENCES,
    segment("K3", "S", 1850, "01R AN1-80", repeats=10),
    segment(
        "NTE",
        "S",
        1900,
        "01R ID3=ADD; 02R AN1-80",
        bind("notes", NOTE, 1, 2, each=True),
        repeats=5,
    ),
    _HI,
    segment(
        "HCP",
        "S",
        2410,
        "01R ID2=00,01,02,03,04,05,07,08,09,10,11,12,13,14; 02R R1-18; 03S R1-18; 04S AN1-50; "
        "05S R1-9; 06S AN1-50; 13S ID2=T1,T2,T3,T4,T5,T6; 14S ID1-2=1,2,3,4,5; "
        "15S ID1-2=1,2,3,4,5,6",
        relations="R0113 P0910 P1112",
    ),
    *_PROVIDERS,
    LOOP_2400,
    cls=DentalClaim,
    repeats=100,
    parts=(
        ("dates", DentalDates),
        ("orthodontics", Orthodontics),
        ("identifiers", DentalIdentifiers),
    ),
)
