"""A ride in an ambulance, as claims and lines of the professional guide say it alike."""

from medclaim.claims.parties import Location
from medclaim.claims.x12.codecs import QUANTITY, TEXT
from medclaim.claims.x12.grammar import Loop, Segment, bind, loop, segment
from medclaim.claims.x12.records import certification
from medclaim.claims.x12.shared import ADDRESS, NM1, address

_CONDITIONS = "01,04,05,06,07,08,09,12"


def transport(position: int) -> Segment:
    """CR1."""
    return segment(
        "CR1",
        "S",
        position,
        "01S ID2=LB; 02S R1-10; 04R ID1=A,B,C,D,E; 05R ID2=DH; 06R R1-15; 09S AN1-80; 10S AN1-80",
        bind("ambulance.patient_weight", QUANTITY, 2),
        bind("ambulance.reason", TEXT, 4),
        bind("ambulance.distance", QUANTITY, 6),
        bind("ambulance.round_trip_purpose", TEXT, 9),
        bind("ambulance.stretcher_purpose", TEXT, 10),
        relations="P0102 P0506",
    )


def necessity(position: int) -> Segment:
    """CRC 07."""
    return segment(
        "CRC",
        "S",
        position,
        f"01R ID2=07; 02R ID1=N,Y; 03R ID2-3={_CONDITIONS}; 04-07S ID2-3={_CONDITIONS}",
        bind("ambulance.certifications", certification(5), 2, 3, 4, 5, 6, 7, each=True),
        repeats=3,
    )


def pick_up(id: str, position: int, name: int, n3: int, n4: int) -> Loop:
    """Where the patient was taken in."""
    return _place(id, "PW", "pick_up", position, name, n3, n4)


def drop_off(id: str, position: int, name: int, n3: int, n4: int) -> Loop:
    """Where the patient was brought."""
    return _place(id, "45", "drop_off", position, name, n3, n4)


def _place(
    id: str, entity_code: str, field: str, position: int, name: int, n3: int, n4: int
) -> Loop:
    is_named = field == "drop_off"
    return loop(
        id,
        "S",
        position,
        segment(
            "NM1",
            "R",
            name,
            f"01R ID2-3={entity_code}; 02R ID1=2{'; 03S AN1-60' if is_named else ''}",
            *((bind("name", TEXT, 3),) if is_named else ()),
            relations=NM1,
        ),
        *address(n3, n4, states=""),
        field=f"ambulance.{field}",
        cls=Location,
        parts=ADDRESS,
    )
