"""Loop 2400 of the institutional guide: the service line and what stands with it."""

from medclaim.claims.lines import InstitutionalLine
from medclaim.claims.x12.codecs import AMOUNT, PROCEDURE, QUANTITY, TEXT, WHOLE, code
from medclaim.claims.x12.composing import sequence
from medclaim.claims.x12.grammar import Loop, bind, loop, segment
from medclaim.claims.x12.shared import (
    METHODS,
    PRICES,
    REJECTION,
    amount,
    attachments,
    days,
    drug,
    pricing,
    reference,
)
from medclaim.claims.x12.shared_cob import line_adjudication
from medclaim.claims.x12.shared_parties import provider
from medclaim.codes.modifier import Modifier
from medclaim.codes.revenue import RevenueCode

PROCEDURES = "ER,HC,HP,IV,WK"
UNITS = "DA,UN"

_LINE_ROWS = (
    segment("LX", "R", 3650, "01R N01-6", bind("line_number", WHOLE, 1)),
    segment(
        "SV2",
        "R",
        3750,
        f"01R AN1-48; 02S {{01R ID2={PROCEDURES}; 02R AN1-48; 03-06S AN2; 07S AN1-80}}; "
        f"03R R1-18; 04R ID2={UNITS}; 05R R1-15; 07S R1-18",
        bind("revenue_code", code(RevenueCode), 1),
        bind("procedure_code", PROCEDURE, (2, 1), (2, 2)),
        bind("modifiers", sequence(code(Modifier), 4), (2, 3), (2, 4), (2, 5), (2, 6)),
        bind("description", TEXT, (2, 7)),
        bind("charge", AMOUNT, 3),
        bind("unit_basis", TEXT, 4),
        bind("units", QUANTITY, 5),
        bind("non_covered_charge", AMOUNT, 7),
        relations="R0102 P0405",
    ),
    attachments(4200),
    days("service_dates", 4550, "472"),
    reference("line_control_number", 4700, "6R"),
    reference("repriced_line_number", 4700, "9B"),
    reference("adjusted_repriced_line_number", 4700, "9D"),
    amount("service_tax", 4750, "GT"),
    amount("facility_tax", 4750, "N8"),
    segment("NTE", "S", 4850, "01R ID3=TPO; 02R AN1-80", bind("third_party_note", TEXT, 2)),
    pricing(
        4920,
        f"01R ID2={METHODS}; {PRICES}08S AN1-48; 09S ID2={PROCEDURES}; 10S AN1-48; "
        f"11S ID2={UNITS}; 12S R1-15; {REJECTION}",
    ),
)


def _person(
    id: str, entity_code: str, field: str, qualifiers: str = "0B,1G,G2,LU", position: int = 5000
) -> Loop:
    return provider(
        id,
        entity_code,
        field,
        position=position,
        name=5000,
        qualifiers=qualifiers,
        numbers=(5250, 20),
        of_line=True,
    )


LOOP_2400 = loop(
    "2400",
    "R",
    3650,
    *_LINE_ROWS,
    drug("N4"),
    _person("2420A", "72", "operating_physician"),
    _person("2420B", "ZZ", "other_operating_physician"),
    _person("2420C", "82", "rendering_provider"),
    _person("2420D", "DN", "referring_provider", "0B,1G,G2", 5300),
    line_adjudication(procedures=PROCEDURES, usage_of_procedure="S", has_revenue_code=True),
    field="lines",
    cls=InstitutionalLine,
    each=True,
    repeats=999,
)
