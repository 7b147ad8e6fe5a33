"""Loop 2320 of the professional guide: other subscribers and payers, held as they stand."""

from medclaim.claims.x12.grammar import Loop, loop, segment
from medclaim.claims.x12.shared import (
    NM1,
    REASONS,
    REASONS_RELATED,
    RELATIONSHIPS,
    day,
    payer_name,
    reference,
    references,
    subscriber_information,
)


def _other_payer_provider(
    id: str,
    codes: str,
    entity: str,
    position: int,
    qualifiers: str,
    *,
    repeats: int = 1,
    numbers: int = 3,
) -> Loop:
    return loop(
        id,
        "S",
        position,
        segment("NM1", "R", 3250, f"01R ID2-3={codes}; 02R ID1={entity}", relations=NM1),
        references("", 3550, qualifiers, numbers, usage="R"),
        repeats=repeats,
    )


LOOP_2320 = loop(
    "2320",
    "S",
    2900,
    segment(
        "SBR",
        "R",
        2900,
        subscriber_information(usage_of_relationship="R", relationships=f"18,{RELATIONSHIPS}").spec,
    ),
    segment("CAS", "S", 2950, REASONS, relations=REASONS_RELATED, repeats=5),
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
