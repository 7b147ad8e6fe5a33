"""Loop 2300 of the institutional guide: the claim, its days, numbers, coded facts and providers."""

from medclaim.claims.institutional import (
    InstitutionalClaim,
    InstitutionalIdentifiers,
    Occurrence,
    OccurrenceSpan,
    StayDiagnosis,
    StayProcedure,
    ValueAmount,
)
from medclaim.claims.x12.codecs import AMOUNT, NOTE, QUANTITY, RANGE, TEXT, code
from medclaim.claims.x12.grammar import Loop, bind, loop, segment
from medclaim.claims.x12.information import (
    ON,
    OVER,
    diagnosis,
    information,
    of,
    procedure,
)
from medclaim.claims.x12.shared import (
    METHODS,
    PRICES,
    REJECTION,
    amount,
    attachments,
    contract,
    day,
    epsdt_referral,
    file_information,
    pricing,
    reference,
)
from medclaim.claims.x12.shared_parties import provider
from medclaim.claims.x12.x837i_codecs import ADMISSION, BILL_TYPE, HOUR
from medclaim.claims.x12.x837i_line import LOOP_2400, UNITS
from medclaim.claims.x12.x837i_other import LOOP_2320
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.condition import ConditionCode
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.occurrence import OccurrenceCode
from medclaim.codes.occurrence_span import OccurrenceSpanCode
from medclaim.codes.poa import PoaIndicator
from medclaim.codes.point_of_origin import PointOfOrigin
from medclaim.codes.value import ValueCode

_CLM = segment(
    "CLM",
    "R",
    1300,
    "01R AN1-38; 02R R1-18; 05R {01R AN1-2; 02R ID1-2=A; 03R ID1}; 07R ID1=A,B,C; 08R ID1=N,W,Y; "
    "09R ID1=I,Y; 20S ID1-2=1,2,3,4,5,6,7,8,9,10,11,15",
    bind("patient_control_number", TEXT, 1),
    bind("total_charge", AMOUNT, 2),
    bind("bill_type", BILL_TYPE, (5, 1), (5, 3)),
    bind("assignment_code", TEXT, 7),
    bind("benefits_assigned", TEXT, 8),
    bind("release_of_information", TEXT, 9),
    bind("delay_reason", TEXT, 20),
)

_CLAIM_DATES = (
    segment(
        "DTP", "S", 1350, "01R ID3=096; 02R ID2-3=TM; 03R AN1-35", bind("discharge_hour", HOUR, 3)
    ),
    segment(
        "DTP",
        "R",
        1350,
        "01R ID3=434; 02R ID2-3=RD8; 03R AN1-35",
        bind("statement_dates", RANGE, 3),
    ),
    segment(
        "DTP",
        "S",
        1350,
        "01R ID3=435; 02R ID2-3=D8,DT; 03R AN1-35",
        bind("admission", ADMISSION, 2, 3),
    ),
    day("repricer_received", 1350, "050"),
)

_CL1 = segment(
    "CL1",
    "R",
    1400,
    "01S ID1; 02S ID1; 03R ID1-2",
    bind("admission_type", code(AdmissionType), 1),
    bind("point_of_origin", code(PointOfOrigin), 2),
    bind("patient_status", code(DischargeStatus), 3),
)

_CLAIM_REFERENCES = (
    reference("identifiers.service_authorization_exception", 1800, "4N"),
    reference("referral_number", 1800, "9F"),
    reference("prior_authorization", 1800, "G1"),
    reference("payer_claim_control_number", 1800, "F8"),
    reference("identifiers.repriced_claim_number", 1800, "9A"),
    reference("identifiers.adjusted_repriced_claim_number", 1800, "9C"),
    segment(
        "REF",
        "S",
        1800,
        "01R ID2-3=LX; 02R AN1-50",
        bind("investigational_devices", TEXT, 2, each=True),
        relations="R0203",
        repeats=5,
    ),
    reference("identifiers.clearinghouse_trace", 1800, "D9"),
    reference("identifiers.auto_accident_state", 1800, "LU"),
    reference("identifiers.medical_record_number", 1800, "EA"),
    reference("identifiers.demonstration_project", 1800, "P4"),
    reference("identifiers.peer_review_authorization", 1800, "G4"),
)

_NOTES = (
    segment(
        "NTE",
        "S",
        1900,
        "01R ID3=ALG,DCP,DGN,DME,MED,NTR,ODT,RHB,RLH,RNH,SET,SFM,SPT,UPI; 02R AN1-80",
        bind("notes", NOTE, 1, 2, each=True),
        repeats=10,
    ),
    segment("NTE", "S", 1900, "01R ID3=ADD; 02R AN1-80", bind("billing_note", TEXT, 2)),
)


_PRESENCE = "; 09S ID1=N,U,W,Y"
_DAY = "; 03R ID2-3=D8; 04R AN1-35"

_INFORMATION = (
    information(
        "principal_diagnosis",
        of(StayDiagnosis, code=diagnosis("ABK"), present_on_admission=code(PoaIndicator)),
        f"01R ID1-3=ABK,BK; 02R AN1-30{_PRESENCE}",
        1,
        2,
        9,
        usage="R",
        most=1,
    ),
    information(
        "admitting_diagnosis", diagnosis("ABJ"), "01R ID1-3=ABJ,BJ; 02R AN1-30", 1, 2, most=1
    ),
    information(
        "patient_reason_for_visit", diagnosis("APR"), "01R ID1-3=APR,PR; 02R AN1-30", 1, 2, most=3
    ),
    information(
        "external_causes",
        of(StayDiagnosis, code=diagnosis("ABN"), present_on_admission=code(PoaIndicator)),
        f"01R ID1-3=ABN,BN; 02R AN1-30{_PRESENCE}",
        1,
        2,
        9,
    ),
    information("drg", TEXT, "01R ID1-3=DR; 02R AN1-30", 2, most=1),
    information(
        "other_diagnoses",
        of(StayDiagnosis, code=diagnosis("ABF"), present_on_admission=code(PoaIndicator)),
        f"01R ID1-3=ABF,BF; 02R AN1-30{_PRESENCE}",
        1,
        2,
        9,
        repeats=2,
    ),
    information(
        "principal_procedure",
        of(StayProcedure, code=procedure("BBR", foreign="CAH"), date=ON),
        f"01R ID1-3=BBR,BR,CAH; 02R AN1-30{_DAY}",
        1,
        2,
        3,
        4,
        most=1,
    ),
    information(
        "other_procedures",
        of(StayProcedure, code=procedure("BBQ"), date=ON),
        f"01R ID1-3=BBQ,BQ; 02R AN1-30{_DAY}",
        1,
        2,
        3,
        4,
        repeats=2,
    ),
    information(
        "occurrence_spans",
        of(OccurrenceSpan, code=code(OccurrenceSpanCode), dates=OVER),
        "01R ID1-3=BI; 02R AN1-30; 03R ID2-3=RD8; 04R AN1-35",
        2,
        3,
        4,
        repeats=2,
    ),
    information(
        "occurrence_codes",
        of(Occurrence, code=code(OccurrenceCode), date=ON),
        f"01R ID1-3=BH; 02R AN1-30{_DAY}",
        2,
        3,
        4,
        repeats=2,
    ),
    information(
        "value_codes",
        of(ValueAmount, code=code(ValueCode), amount=QUANTITY),
        "01R ID1-3=BE; 02R AN1-30; 05R R1-18",
        2,
        5,
        repeats=2,
    ),
    information("condition_codes", code(ConditionCode), "01R ID1-3=BG; 02R AN1-30", 2, repeats=2),
    information("treatment_codes", TEXT, "01R ID1-3=TC; 02R AN1-30", 2, repeats=2),
)


def _person(id: str, entity_code: str, field: str) -> Loop:
    return provider(id, entity_code, field, qualifiers="0B,1G,G2,LU", numbers=(2710, 4))


LOOP_2300 = loop(
    "2300",
    "S",
    1300,
    _CLM,
    *_CLAIM_DATES,
    _CL1,
    attachments(1550),
    contract(1600),
    amount("patient_responsibility", 1750, "F3"),
    *_CLAIM_REFERENCES,
    file_information(1850),
    *_NOTES,
    epsdt_referral(2200),
    *_INFORMATION,
    pricing(
        2410,
        f"01R ID2={METHODS}; {PRICES}08S AN1-48; 11S ID2={UNITS}; 12S R1-15; {REJECTION}",
    ),
    provider(
        "2310A",
        "71",
        "attending_provider",
        taxonomy=("AT", 2550),
        qualifiers="0B,1G,G2,LU",
        numbers=(2710, 4),
    ),
    _person("2310B", "72", "operating_physician"),
    _person("2310C", "ZZ", "other_operating_physician"),
    _person("2310D", "82", "rendering_provider"),
    provider(
        "2310E",
        "77",
        "service_facility",
        entity="2",
        located=(2650, 2700, "R"),
        qualifiers="0B,G2,LU",
    ),
    provider("2310F", "DN", "referring_provider", position=2800),
    LOOP_2320,
    LOOP_2400,
    cls=InstitutionalClaim,
    repeats=100,
    parts=(("identifiers", InstitutionalIdentifiers),),
)
