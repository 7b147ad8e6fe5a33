"""Loop 2300 of the dental guide: the claim, its dates, orthodontics, teeth, numbers and providers."""

from medclaim.claims.dental import DentalClaim, DentalDates, DentalIdentifiers, Orthodontics
from medclaim.claims.x12.codecs import NOTE, QUANTITY, TEXT, diagnoses
from medclaim.claims.x12.grammar import bind, loop, segment
from medclaim.claims.x12.shared import (
    METHODS_BUT_06,
    REJECTION,
    amount,
    attachments,
    claim_information,
    contract,
    day,
    days,
    file_information,
    pricing,
    reference,
)
from medclaim.claims.x12.shared_cob import (
    LIABILITY,
    NON_COVERED,
    PAID,
    other_payer,
    other_payer_provider,
    other_subscriber,
)
from medclaim.claims.x12.shared_parties import provider
from medclaim.claims.x12.x837d_codecs import TOOTH_STATUS
from medclaim.claims.x12.x837d_line import CONTRACTS, LOOP_2400, PRICES

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

LOOP_2320 = other_subscriber(
    other_payer(remittance=3450, numbers=3, has_predetermination=True),
    other_payer_provider("2330C", "DN", "referring_provider", 3250, qualifiers="0B,1G,G2"),
    other_payer_provider("2330C", "P3", "primary_care_provider", 3250, qualifiers="0B,1G,G2"),
    other_payer_provider("2330D", "82", "rendering_provider", 3250),
    other_payer_provider("2330E", "DQ", "supervising_provider", 3250),
    other_payer_provider(
        "2330F", "85", "billing_provider", 3250, entity="1,2", qualifiers="G2,LU", numbers=2
    ),
    other_payer_provider(
        "2330G", "77", "service_facility", 3250, entity="2", qualifiers="0B,G2,LU"
    ),
    other_payer_provider("2330H", "DD", "assistant_surgeon", 3250, entity="1,2"),
    amounts=(PAID, LIABILITY, NON_COVERED),
    outpatient_elements="01S R1-10; 02S R1-18; 03-07S AN1-50~remark; 09S R1-18",
    numbers=2,
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
    attachments(1550, reports="B4,DA,DG,EB,OZ,P6,RB,RR"),
    contract(1600, CONTRACTS),
    amount("patient_paid", 1750, "F5"),
    *_REFERENCES,
    file_information(1850),
    segment(
        "NTE",
        "S",
        1900,
        "01R ID3=ADD; 02R AN1-80",
        bind("notes", NOTE, 1, 2, each=True),
        repeats=5,
    ),
    _HI,
    pricing(2410, f"01R ID2={METHODS_BUT_06}; {PRICES}06S AN1-50; {REJECTION}"),
    *_PROVIDERS,
    LOOP_2320,
    LOOP_2400,
    cls=DentalClaim,
    repeats=100,
    parts=(
        ("dates", DentalDates),
        ("orthodontics", Orthodontics),
        ("identifiers", DentalIdentifiers),
    ),
)
