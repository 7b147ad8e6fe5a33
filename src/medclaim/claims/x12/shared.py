"""The segments that the three guides say alike: addresses, contacts, references, dates, amounts."""

from medclaim.claims.parties import Address
from medclaim.claims.supplements import Drug
from medclaim.claims.x12.codecs import (
    AMOUNT,
    CONTACT,
    DAY,
    DAYS,
    IDENTIFIER,
    LINE_IDENTIFIER,
    PROCEDURE,
    QUANTITY,
    RELATED_CAUSES,
    TEXT,
    code,
)
from medclaim.claims.x12.grammar import Bind, Codec, Loop, Segment, bind, loop, segment
from medclaim.claims.x12.records import ATTACHMENT, CONTRACT, PRODUCT, certification, priced
from medclaim.codes.pos import PlaceOfService

NM1 = "P0809 C1110 C1203"
_NUMBER = "AN1-256"
ADDRESS = (("address", Address),)

REPORT_TYPES = (
    "03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,"
    "EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP"
)
PROCEDURES = "ER,HC,IV,WK"
# Of HCP: how a price was found, in claims without 06, the prices, and why a claim was rejected.
METHODS = "00,01,02,03,04,05,06,07,08,09,10,11,12,13,14"
METHODS_BUT_06 = METHODS.replace("06,", "")
PRICES = "02R R1-18; 03S R1-18; 04S AN1-50; 05S R1-9; 06S AN1-50; 07S R1-18; "
REJECTION = "13S ID2=T1,T2,T3,T4,T5,T6; 14S ID1-2=1,2,3,4,5; 15S ID1-2=1,2,3,4,5,6"


def address(
    first: int, second: int, usage: str = "R", states: str = "~states"
) -> tuple[Segment, ...]:
    """N3 and N4 at their positions."""
    return (
        segment(
            "N3",
            usage,
            first,
            "01R AN1-55; 02S AN1-55",
            bind("address.line_1", TEXT, 1),
            bind("address.line_2", TEXT, 2),
        ),
        segment(
            "N4",
            usage,
            second,
            f"01R AN2-30; 02S ID2{states}; 03S ID3-15; 04S ID2-3~country; 07S ID1-3",
            bind("address.city", TEXT, 1),
            bind("address.state", TEXT, 2),
            bind("address.postal_code", TEXT, 3),
            bind("address.country", TEXT, 4),
            bind("address.country_subdivision", TEXT, 7),
            relations="E0207 C0605 C0704",
        ),
    )


def contact(
    field: str, usage: str, position: int, *, repeats: int = 1, first: str = "EM,FX,TE"
) -> Segment:
    """PER with up to three numbers."""
    later = ",".join(sorted({*first.split(","), "EX"}))
    return segment(
        "PER",
        usage,
        position,
        f"01R ID2=IC; 02S AN1-60; 03R ID2={first}; 04R {_NUMBER}; 05S ID2={later}; 06S {_NUMBER}; "
        f"07S ID2={later}; 08S {_NUMBER}",
        bind(field, CONTACT, 2, 3, 4, 5, 6, 7, 8, each=repeats > 1),
        relations="P0304 P0506 P0708",
        repeats=repeats,
    )


def telephone(field: str, position: int) -> Segment:
    """PER with one telephone number and its extension."""
    return segment(
        "PER",
        "S",
        position,
        f"01R ID2=IC; 02S AN1-60; 03R ID2=TE; 04R {_NUMBER}; 05S ID2=EX; 06S {_NUMBER}",
        bind(field, CONTACT, 2, 3, 4, 5, 6, 7, 8),
        relations="P0304 P0506 P0708",
    )


def reference(
    field: str, position: int, qualifiers: str, *, usage: str = "S", codec: Codec = TEXT
) -> Segment:
    """REF that gives one number to one field."""
    return segment(
        "REF",
        usage,
        position,
        f"01R ID2-3={qualifiers}; 02R AN1-50",
        *([bind(field, codec, 2)] if field else []),
        relations="R0203",
    )


def references(
    field: str, position: int, qualifiers: str, repeats: int, *, usage: str = "S"
) -> Segment:
    """REF that adds a qualified number to a tuple."""
    return segment(
        "REF",
        usage,
        position,
        f"01R ID2-3={qualifiers}; 02R AN1-50",
        bind(field, IDENTIFIER, 1, 2, each=True),
        relations="R0203",
        repeats=repeats,
    )


def line_references(field: str, position: int, qualifiers: str, repeats: int) -> Segment:
    """REF of a line, where REF04 may name the other payer that assigned the number."""
    return segment(
        "REF",
        "S",
        position,
        f"01R ID2-3={qualifiers}; 02R AN1-50; 04S {{01R ID2-3=2U; 02R AN1-50}}",
        bind(field, LINE_IDENTIFIER, 1, 2, (4, 1), (4, 2), each=True),
        relations="R0203",
        repeats=repeats,
    )


def day(field: str, position: int, qualifier: str, *, usage: str = "S", group: str = "") -> Segment:
    """DTP that gives one calendar day."""
    return segment(
        "DTP",
        usage,
        position,
        f"01R ID3={qualifier}; 02R ID2-3=D8; 03R AN1-35",
        bind(field, DAY, 3),
        group=group,
    )


def days(
    field: str, position: int, qualifier: str, *, usage: str = "S", group: str = ""
) -> Segment:
    """DTP that gives a day or a range of days."""
    return segment(
        "DTP",
        usage,
        position,
        f"01R ID3={qualifier}; 02R ID2-3=D8,RD8; 03R AN1-35",
        bind(field, DAYS, 2, 3),
        group=group,
    )


def claim_information(assignments: str, programs: str, own: str, *binds: Bind) -> Segment:
    """CLM of a claim from one place of service; ``own`` is an element of that guide, then its binding."""
    return segment(
        "CLM",
        "R",
        1300,
        "01R AN1-38; 02R R1-18; 05R {01R AN1-2~pos; 02R ID1-2=B; 03R ID1}; 06R ID1=N,Y; "
        f"07R ID1={assignments}; 08R ID1=N,W,Y; 09R ID1=I,Y; 11S {{01R ID2-3=AA,EM,OA; "
        f"02S ID2-3=AA,EM,OA; 04S ID2~states; 05S ID2-3~country}}; 12S ID2-3={programs}; {own}; "
        "20S ID1-2=1,2,3,4,5,6,7,8,9,10,11,15",
        bind("patient_control_number", TEXT, 1),
        bind("total_charge", AMOUNT, 2),
        bind("place_of_service", code(PlaceOfService), (5, 1)),
        bind("frequency_code", TEXT, (5, 3)),
        bind("provider_signature", TEXT, 6),
        bind("assignment_code", TEXT, 7),
        bind("benefits_assigned", TEXT, 8),
        bind("release_of_information", TEXT, 9),
        bind("related_causes", RELATED_CAUSES, (11, 1), (11, 2), (11, 4), (11, 5)),
        bind("special_program", TEXT, 12),
        bind("delay_reason", TEXT, 20),
        *binds,
    )


def amount(field: str, position: int, qualifier: str) -> Segment:
    """AMT that gives one amount."""
    return segment(
        "AMT", "S", position, f"01R ID1-3={qualifier}; 02R R1-18", bind(field, AMOUNT, 2)
    )


def attachments(
    position: int, *, reports: str = REPORT_TYPES, repeats: int = 10, only: str = ""
) -> Segment:
    """PWK: what goes with the claim or the line, and how; ``only`` where PWK02 chooses the row."""
    return segment(
        "PWK",
        "S",
        position,
        f"01R ID2={reports}; 02R ID1-2=AA,BM,EL,EM,FT,FX; 05S ID1-2=AC; 06S AN2-80",
        bind("attachments", ATTACHMENT, 1, 2, 6, each=True),
        relations="P0506",
        repeats=repeats,
        key=(2, 0) if only else None,
        only=only,
    )


def contract(position: int, types: str = "01,02,03,04,05,06,09") -> Segment:
    """CN1."""
    return segment(
        "CN1",
        "S",
        position,
        f"01R ID2={types}; 02S R1-18; 03S R1-6; 04S AN1-50; 05S R1-6; 06S AN1-30",
        bind("contract", CONTRACT, 1, 2, 3, 4, 5, 6),
    )


def pricing(position: int, spec: str, procedure: Codec = PROCEDURE) -> Segment:
    """HCP with the elements of ``spec``."""
    return segment(
        "HCP", "S", position, spec, priced(spec, procedure), relations="R0113 P0910 P1112"
    )


def file_information(position: int) -> Segment:
    """K3."""
    return segment(
        "K3",
        "S",
        position,
        "01R AN1-80",
        bind("file_information", TEXT, 1, each=True),
        repeats=10,
    )


def epsdt_referral(position: int) -> Segment:
    """CRC ZZ: whether a screening led to a referral, and what came of it."""
    values = "AV,NU,S2,ST"
    return segment(
        "CRC",
        "S",
        position,
        f"01R ID2=ZZ; 02R ID1=N,Y; 03R ID2-3={values}; 04-05S ID2-3={values}",
        bind("epsdt_referral", certification(3), 2, 3, 4, 5),
    )


def drug(qualifiers: str) -> Loop:
    """2410: ``qualifiers`` are those of LIN02."""
    return loop(
        "2410",
        "S",
        4940,
        segment(
            "LIN",
            "R",
            4930,
            f"02R ID2={qualifiers}; 03R AN1-48",
            bind("code", PRODUCT, 2, 3),
            relations="P0405 P0607 P0809 P1011 P1213 P1415 P1617 P1819 P2021 P2223 P2425 P2627 "
            "P2829 P3031",
        ),
        segment(
            "CTP",
            "R",
            4940,
            "04R R1-15; 05R {01R ID2=F2,GR,ME,ML,UN}",
            bind("quantity", QUANTITY, 4),
            bind("unit", TEXT, (5, 1)),
            relations="P0405 C0607 C0902 C1002 C1103",
        ),
        segment(
            "REF",
            "S",
            4950,
            "01R ID2-3=VY,XZ; 02R AN1-50",
            bind("prescription", IDENTIFIER, 1, 2),
            relations="R0203",
        ),
        field="drug",
        cls=Drug,
    )
