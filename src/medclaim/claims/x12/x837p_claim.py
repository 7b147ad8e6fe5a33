"""Loop 2300 of the professional guide: the claim, its dates, numbers, diagnoses and providers."""

from medclaim.claims.professional import ClaimDates, ProfessionalClaim
from medclaim.claims.supplements import Ambulance, ClaimIdentifiers
from medclaim.claims.x12.codecs import DIAGNOSES, NOTE, TEXT, code
from medclaim.claims.x12.composing import sequence
from medclaim.claims.x12.grammar import bind, loop, segment
from medclaim.claims.x12.records import MEDICAL_PROCEDURE, SPINAL_MANIPULATION, VISION
from medclaim.claims.x12.shared import (
    METHODS_BUT_06,
    PRICES,
    REJECTION,
    amount,
    attachments,
    claim_information,
    contract,
    day,
    days,
    epsdt_referral,
    file_information,
    pricing,
    reference,
    telephone,
)
from medclaim.claims.x12.shared_parties import provider
from medclaim.claims.x12.x837p_ambulance import drop_off, necessity, pick_up, transport
from medclaim.claims.x12.x837p_line import LOOP_2400
from medclaim.claims.x12.x837p_other import LOOP_2320
from medclaim.codes.condition import ConditionCode

_CLAIM_DATES = (
    day("dates.onset", 1350, "431"),
    day("dates.initial_treatment", 1350, "454"),
    day("dates.last_seen", 1350, "304"),
    day("dates.acute_manifestation", 1350, "453"),
    day("dates.accident", 1350, "439"),
    day("dates.last_menstrual_period", 1350, "484"),
    day("dates.last_x_ray", 1350, "455"),
    day("dates.hearing_vision_prescription", 1350, "471"),
    days("dates.disability", 1350, "314", group="disability"),
    day("dates.disability_begin", 1350, "360", group="disability"),
    day("dates.disability_end", 1350, "361", group="disability"),
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

_CLM = claim_information(
    "A,B,C", "02,03,05,09", "10S ID1=P", bind("patient_signature_source", TEXT, 10)
)

_HI_DIAGNOSES = segment(
    "HI",
    "R",
    2310,
    "01R {01R ID1-3=ABK,BK; 02R AN1-30}; 02-12S {01R ID1-3=ABF,BF; 02R AN1-30}",
    bind("diagnoses", DIAGNOSES, *((n, part) for n in range(1, 13) for part in (1, 2))),
)

_CONDITIONS_OF_VISION = "L1,L2,L3,L4,L5"

_CERTIFICATIONS = (
    transport(1950),
    segment(
        "CR2",
        "S",
        2000,
        "08R ID1=A,C,D,E,F,G,M; 10-11S AN1-80",
        bind("spinal_manipulation", SPINAL_MANIPULATION, 8, 10, 11),
        relations="P0102 C0403 P0506",
    ),
    necessity(2200),
    segment(
        "CRC",
        "S",
        2200,
        f"01R ID2=E1,E2,E3; 02R ID1=N,Y; 03R ID2-3={_CONDITIONS_OF_VISION}; "
        f"04-07S ID2-3={_CONDITIONS_OF_VISION}",
        bind("vision", VISION, 1, 2, 3, 4, 5, 6, 7, each=True),
        repeats=3,
    ),
    segment("CRC", "S", 2200, "01R ID2=75; 02R ID1=Y; 03R ID2-3=IH", bind("homebound", TEXT, 2)),
    epsdt_referral(2200),
)

_CODES = (
    _HI_DIAGNOSES,
    segment(
        "HI",
        "S",
        2310,
        "01R {01R ID1-3=BP; 02R AN1-30}; 02S {01R ID1-3=BO; 02R AN1-30}",
        bind("anesthesia_procedures", sequence(MEDICAL_PROCEDURE, 2), (1, 2), (2, 2)),
    ),
    segment(
        "HI",
        "S",
        2310,
        "01R {01R ID1-3=BG; 02R AN1-30}; 02-12S {01R ID1-3=BG; 02R AN1-30}",
        bind(
            "condition_codes",
            sequence(code(ConditionCode), 12, goes_on=True),
            *((n, 2) for n in range(1, 13)),
            each=True,
        ),
        repeats=2,
    ),
)

LOOP_2300 = loop(
    "2300",
    "S",
    1300,
    _CLM,
    *_CLAIM_DATES,
    attachments(1550),
    contract(1600),
    amount("patient_paid", 1750, "F5"),
    *_CLAIM_REFERENCES,
    file_information(1850),
    segment("NTE", "S", 1900, "01R ID3=ADD,CER,DCP,DGN,TPO; 02R AN1-80", bind("note", NOTE, 1, 2)),
    *_CERTIFICATIONS,
    *_CODES,
    pricing(2410, f"01R ID2={METHODS_BUT_06}; {PRICES}{REJECTION}"),
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
    pick_up("2310E", 2500, 2500, 2650, 2700),
    drop_off("2310F", 2500, 2500, 2650, 2700),
    LOOP_2320,
    LOOP_2400,
    cls=ProfessionalClaim,
    repeats=100,
    parts=(("dates", ClaimDates), ("identifiers", ClaimIdentifiers), ("ambulance", Ambulance)),
)
