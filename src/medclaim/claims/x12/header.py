"""The head of every 837: ISA, GS, ST, BHT, the submitter (1000A) and the receiver (1000B)."""

from medclaim.claims.x12.codecs import CONTACT, NAME, TEXT
from medclaim.claims.x12.envelope import QUALIFIERS, Receiver, Submitter
from medclaim.claims.x12.grammar import Loop, bind, loop, segment

_QUALIFIERS = ",".join(QUALIFIERS)
# ISA11 and ISA16 say delimiters.
ISA = segment(
    "ISA",
    "R",
    0,
    f"01R ID2=00,03; 02R AN10; 03R ID2=00,01; 04R AN10; 05R ID2={_QUALIFIERS}; 06R AN15; "
    f"07R ID2={_QUALIFIERS}; 08R AN15; 09R DT6; 10R TM4; 12R ID5=00501; 13R N09; 14R ID1=0,1; "
    "15R ID1=P,T",
)
GS = segment(
    "GS",
    "R",
    0,
    "01R ID2=HC; 02R AN2-15; 03R AN2-15; 04R DT8; 05R TM4-8; 06R N01-9; 07R ID1-2=X; 08R AN1-12",
)
ST = segment("ST", "R", 0, "01R ID3=837; 02R AN4-9; 03R AN1-35")


def header(purposes: str, numbers: str = "EM,FX,TE") -> Loop:
    """The header loop; ``purposes`` are the values of BHT06, ``numbers`` how a submitter is reached."""
    later = ",".join(sorted({*numbers.split(","), "EX"}))
    text = "AN1-256"
    return loop(
        "HEADER",
        "R",
        100,
        segment(
            "BHT",
            "R",
            100,
            f"01R ID4=0019; 02R ID2=00,18; 03R AN1-50; 04R DT8; 05R TM4-8; 06R ID2={purposes}",
        ),
        loop(
            "1000A",
            "R",
            200,
            segment(
                "NM1",
                "R",
                200,
                "01R ID2-3=41; 02R ID1=1,2; 03R AN1-60; 04S AN1-35; 05S AN1-25; 08R ID1-2=46; 09R AN2-80",
                bind("name", NAME, 2, 3, 4, 5, 7),
                bind("identifier", TEXT, 9),
                relations="P0809 C1110",
            ),
            segment(
                "PER",
                "R",
                450,
                f"01R ID2=IC; 02S AN1-60; 03R ID2={numbers}; 04R {text}; 05S ID2={later}; "
                f"06S {text}; 07S ID2={later}; 08S {text}",
                bind("contacts", CONTACT, 2, 3, 4, 5, 6, 7, 8, each=True),
                relations="P0304 P0506 P0708",
                repeats=2,
            ),
            root="submitter",
            cls=Submitter,
        ),
        loop(
            "1000B",
            "R",
            200,
            segment(
                "NM1",
                "R",
                200,
                "01R ID2-3=40; 02R ID1=2; 03R AN1-60; 08R ID1-2=46; 09R AN2-80",
                bind("name", TEXT, 3),
                bind("identifier", TEXT, 9),
                relations="P0809 C1110",
            ),
            root="receiver",
            cls=Receiver,
        ),
    )
