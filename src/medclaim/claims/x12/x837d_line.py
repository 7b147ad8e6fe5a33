"""Loop 2400 of the dental guide: the service line with its teeth and what stands with it."""

from medclaim.claims.dental import DentalLine, DentalLineDates
from medclaim.claims.x12.codecs import (
    AMOUNT,
    DENTAL_PROCEDURE,
    QUANTITY,
    TEXT,
    WHOLE,
    code,
)
from medclaim.claims.x12.composing import sequence
from medclaim.claims.x12.grammar import bind, loop, segment
from medclaim.claims.x12.shared import (
    METHODS,
    REJECTION,
    amount,
    contract,
    day,
    file_information,
    line_references,
    pricing,
    reference,
)
from medclaim.claims.x12.shared_cob import line_adjudication
from medclaim.claims.x12.shared_parties import provider
from medclaim.claims.x12.x837d_codecs import AREAS, TOOTH
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService

# A diagnosis related group (01) is no contract of a dentist.
CONTRACTS = "02,03,04,05,06,09"
# Of HCP: a dentist's prices have no ambulatory patient group's amount.
PRICES = "02R R1-18; 03S R1-18; 04S AN1-50; 05S R1-9; "

_POINTERS = "=1,2,3,4"
_SURFACE = "ID1-2=B,D,F,I,L,M,O"

_SERVICE = (
    segment("LX", "R", 3650, "01R N01-6", bind("line_number", WHOLE, 1)),
    segment(
        "SV3",
        "R",
        3800,
        "01R {01R ID2=AD; 02R AN1-48; 03-06S AN2; 07S AN1-80}; 02R R1-18; 03S AN1-2~pos; "
        "04S {01R ID1-3; 02-05S ID1-3}; 05S ID1=I,R; 06S R1-15; "
        f"11S {{01R N01-2{_POINTERS}; 02-04S N01-2{_POINTERS}}}",
        bind("procedure_code", DENTAL_PROCEDURE, (1, 1), (1, 2)),
        bind("modifiers", sequence(code(Modifier), 4), (1, 3), (1, 4), (1, 5), (1, 6)),
        bind("description", TEXT, (1, 7)),
        bind("charge", AMOUNT, 2),
        bind("place_of_service", code(PlaceOfService), 3),
        bind("oral_cavity_areas", AREAS, *((4, part) for part in range(1, 6))),
        bind("prosthesis", TEXT, 5),
        bind("units", QUANTITY, 6),
        bind("diagnosis_pointers", sequence(WHOLE, 4), *((11, part) for part in range(1, 5))),
    ),
    segment(
        "TOO",
        "S",
        3820,
        f"01R ID1-3=JP; 02R AN1-30; 03S {{01R {_SURFACE}; 02-05S {_SURFACE}}}",
        bind("teeth", TOOTH, 2, *((3, part) for part in range(1, 6)), each=True),
        relations="P0102",
        repeats=32,
    ),
)

_DATES = (
    day("service_dates", 4550, "472"),
    day("dates.prior_placement", 4550, "441", group="prior placement"),
    day("dates.estimated_prior_placement", 4550, "139", group="prior placement"),
    day("dates.appliance_placement", 4550, "452"),
    day("dates.replacement", 4550, "446"),
    day("dates.treatment_start", 4550, "196"),
    day("dates.treatment_completion", 4550, "198"),
)

_REFERENCES = (
    line_references("predetermination_identifiers", 4700, "G3", 5),
    line_references("prior_authorizations", 4700, "G1", 5),
    reference("line_control_number", 4700, "6R"),
    reference("repriced_claim_number", 4700, "9A"),
    reference("adjusted_repriced_claim_number", 4700, "9C"),
    line_references("referral_numbers", 4700, "9F", 5),
)

_AT, _NUMBERS = 5000, (5250, 20)
_PROVIDERS = (
    provider(
        "2420A",
        "82",
        "rendering_provider",
        entity="1,2",
        position=_AT,
        name=_AT,
        taxonomy=("PE", 5050),
        qualifiers="0B,1G,G2,LU",
        numbers=_NUMBERS,
        of_line=True,
    ),
    provider(
        "2420B",
        "DD",
        "assistant_surgeon",
        position=_AT,
        name=_AT,
        taxonomy=("AS", 5050),
        qualifiers="0B,1G,G2,LU",
        numbers=_NUMBERS,
        of_line=True,
    ),
    provider(
        "2420C",
        "DQ",
        "supervising_provider",
        position=_AT,
        name=_AT,
        qualifiers="0B,1G,G2,LU",
        numbers=_NUMBERS,
        of_line=True,
    ),
    provider(
        "2420D",
        "77",
        "service_facility",
        entity="2",
        position=_AT,
        name=_AT,
        located=(5140, 5200, "R"),
        qualifiers="1G,G2,LU",
        numbers=(5250, 3),
        of_line=True,
    ),
)

LOOP_2400 = loop(
    "2400",
    "R",
    3650,
    *_SERVICE,
    *_DATES,
    contract(4650, CONTRACTS),
    *_REFERENCES,
    amount("sales_tax", 4750, "T"),
    file_information(4800),
    pricing(
        4920,
        f"01R ID2={METHODS}; {PRICES}09S ID2=AD; 10S AN1-48; 11S ID2=UN; 12S R1-15; {REJECTION}",
        DENTAL_PROCEDURE,
    ),
    *_PROVIDERS,
    line_adjudication(procedures="AD,ER", procedure=DENTAL_PROCEDURE),
    field="lines",
    cls=DentalLine,
    each=True,
    repeats=50,
    parts=(("dates", DentalLineDates),),
)
