"""What the three guides say alike: names, addresses, contacts, references, dates, said once."""

from medclaim.claims.parties import Address, Payer, Provider
from medclaim.claims.x12.codecs import (
    AMOUNT,
    CONTACT,
    DAY,
    DAYS,
    IDENTIFIER,
    LINE_IDENTIFIER,
    NAME,
    RELATED_CAUSES,
    TEXT,
    code,
)
from medclaim.claims.x12.grammar import Bind, Loop, Segment, bind, loop, segment
from medclaim.codes.npi import Npi
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.taxonomy import TaxonomyCode

NM1 = "P0809 C1110 C1203"
_NUMBER = "AN1-256"
_FILING = "11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ"
_RESPONSIBILITY = "A,B,C,D,E,F,G,H,P,S,T,U"
_INSURANCE = "12,13,14,15,16,41,42,43,47"
RELATIONSHIPS = "01,19,20,21,39,40,53,G8"

ADDRESS = (("address", Address),)

REPORT_TYPES = (
    "03,04,05,06,07,08,09,10,11,13,15,21,A3,A4,AM,AS,B2,B3,B4,BR,BS,BT,CB,CK,CT,D2,DA,DB,DG,DJ,DS,"
    "EB,HC,HR,I5,IR,LA,M1,MT,NN,OB,OC,OD,OE,OX,OZ,P4,P5,PE,PN,PO,PQ,PY,PZ,RB,RR,RT,RX,SG,V5,XP"
)
PROCEDURES = "ER,HC,IV,WK"
CONDITIONS = "01,04,05,06,07,08,09,12"
REASONS = (
    "01R ID1-2=CO,CR,OA,PI,PR; 02R ID1-5; 03R R1-18; 04S R1-15; 05S ID1-5; 06S R1-18; 07S R1-15; "
    "08S ID1-5; 09S R1-18; 10S R1-15; 11S ID1-5; 12S R1-18; 13S R1-15; 14S ID1-5; 15S R1-18; "
    "16S R1-15; 17S ID1-5; 18S R1-18; 19S R1-15"
)
REASONS_RELATED = (
    "L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 "
    "C1817 C1917"
)
PRICING = (
    "01R ID2=00,01,02,03,04,05,07,08,09,10,11,12,13,14; 02R R1-18; 03S R1-18; 04S AN1-50; "
    "05S R1-9; 06S AN1-50; 07S R1-18; "
)
REJECTION = "13S ID2=T1,T2,T3,T4,T5,T6; 14S ID1-2=1,2,3,4,5; 15S ID1-2=1,2,3,4,5,6"
CONTRACT = "01R ID2=01,02,03,04,05,06,09; 02S R1-18; 03S R1-6; 04S AN1-50; 05S R1-6; 06S AN1-30"
AMBULANCE = (
    "01S ID2=LB; 02S R1-10; 04R ID1=A,B,C,D,E; 05R ID2=DH; 06R R1-15; 09S AN1-80; 10S AN1-80"
)


def person_or_organization(entity_code: str, usage: str, position: int, entity: str) -> Segment:
    """NM1 of a party known by its NPI; ``entity`` lists the entity types allowed."""
    return segment(
        "NM1",
        usage,
        position,
        f"01R ID2-3={entity_code}; 02R ID1={entity}; 03R AN1-60; 04S AN1-35; 05S AN1-25; "
        "07S AN1-10; 08S ID1-2=XX; 09S AN2-80",
        bind("name", NAME, 2, 3, 4, 5, 7),
        bind("npi", code(Npi), 9),
        relations=NM1,
    )


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
    binds = (bind(field, CONTACT, 2, 3, 4, 5, 6, 7, 8),) if field else ()
    return segment(
        "PER",
        "S",
        position,
        f"01R ID2=IC; 02S AN1-60; 03R ID2=TE; 04R {_NUMBER}; 05S ID2=EX; 06S {_NUMBER}",
        *binds,
        relations="P0304 P0506 P0708",
    )


def reference(
    field: str, position: int, qualifiers: str, *, usage: str = "S", codec: object = TEXT
) -> Segment:
    """REF that gives one number to one field."""
    return segment(
        "REF",
        usage,
        position,
        f"01R ID2-3={qualifiers}; 02R AN1-50",
        *([bind(field, codec, 2)] if field else []),  # type: ignore[arg-type]
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
        *([bind(field, IDENTIFIER, 1, 2, each=True)] if field else []),
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
        *([bind(field, LINE_IDENTIFIER, 1, 2, (4, 1), (4, 2), each=True)] if field else []),
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
        *([bind(field, DAY, 3)] if field else []),
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
        *([bind(field, DAYS, 2, 3)] if field else []),
        group=group,
    )


def specialty(provider_code: str, position: int, usage: str = "S") -> Segment:
    """PRV: the provider's taxonomy code."""
    return segment(
        "PRV",
        usage,
        position,
        f"01R ID1-3={provider_code}; 02R ID2-3=PXC; 03R AN1-50",
        bind("taxonomy", code(TaxonomyCode), 3),
        relations="P0203",
    )


def provider(
    id: str,
    entity_code: str,
    field: str,
    *,
    entity: str = "1",
    position: int = 2500,
    name: int = 2500,
    taxonomy: tuple[str, int] | tuple[str, int, str] | None = None,
    located: tuple[int, int, str] | None = None,
    qualifiers: str = "0B,1G,G2",
    numbers: tuple[int, int] = (2710, 3),
    of_line: bool = False,
    extra: tuple[Segment, ...] = (),
    repeats: int = 1,
) -> Loop:
    """A provider loop: NM1, and as the role asks PRV, N3, N4, REF and PER.

    ``taxonomy`` is the code, position and usage of PRV, ``numbers`` the position and repeat count of
    REF, ``located`` the positions and usage of the address.
    """
    rows: list[Segment] = [person_or_organization(entity_code, "R", name, entity)]
    if taxonomy:
        rows.append(specialty(*taxonomy))
    if located:
        rows.extend(address(*located))
    make = line_references if of_line else references
    rows.append(make("identifiers", numbers[0], qualifiers, numbers[1]))
    rows.extend(extra)
    return loop(
        id,
        "S",
        position,
        *rows,
        field=field,
        cls=Provider,
        parts=ADDRESS if located else (),
        repeats=repeats,
    )


def claim_information(assignments: str, programs: str, own: str, *binds: Bind) -> Segment:
    """CLM of a claim from one place of service; ``own`` is an element of that guide, then its binding."""
    return segment(
        "CLM",
        "R",
        1300,
        "01R AN1-38; 02R R1-18; 05R {01R AN1-2~pos; 02R ID1=B; 03R ID1}; 06R ID1=N,Y; "
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


def payer_name(position: int = 150) -> Segment:
    """NM1 of a payer."""
    return segment(
        "NM1",
        "R",
        position,
        "01R ID2-3=PR; 02R ID1=2; 03R AN1-60; 08R ID1-2=PI,XV; 09R AN2-80",
        bind("name", TEXT, 3),
        bind("id_qualifier", TEXT, 8),
        bind("payer_id", TEXT, 9),
        relations=NM1,
    )


def payer_loop(billing_numbers: int) -> Loop:
    """2010BB: the destination payer, with so many numbers it has given the billing provider."""
    return loop(
        "2010BB",
        "R",
        150,
        payer_name(),
        *address(250, 300, "S"),
        references("identifiers", 350, "2U,EI,FY,NF", 3),
        references("billing_provider_identifiers", 350, "G2,LU", billing_numbers),
        root="payer",
        cls=Payer,
        parts=ADDRESS,
    )


def subscriber_information(
    *, usage_of_relationship: str, relationships: str, insurance_types: bool = True
) -> Segment:
    """SBR; ``insurance_types`` where the guide uses SBR05."""
    insurance = f"05S ID1-3={_INSURANCE}; " if insurance_types else ""
    return segment(
        "SBR",
        "R",
        50,
        f"01R ID1={_RESPONSIBILITY}; 02{usage_of_relationship} ID2={relationships}; 03S AN1-50; "
        f"04S AN1-60; {insurance}09S ID1-2={_FILING}",
        bind("responsibility", TEXT, 1),
        bind("relationship", TEXT, 2),
        bind("group_number", TEXT, 3),
        bind("group_name", TEXT, 4),
        *((bind("insurance_type", TEXT, 5),) if insurance_types else ()),
        bind("filing_indicator", TEXT, 9),
    )


def ambulance_place(id: str, code_: str, position: int, name: int, n3: int, n4: int) -> Loop:
    """An ambulance pick-up (PW) or drop-off (45) location."""
    organization = "; 03S AN1-60" if code_ == "45" else ""
    return loop(
        id,
        "S",
        position,
        segment("NM1", "R", name, f"01R ID2-3={code_}; 02R ID1=2{organization}", relations=NM1),
        segment("N3", "R", n3, "01R AN1-55; 02S AN1-55"),
        segment(
            "N4",
            "R",
            n4,
            "01R AN2-30; 02S ID2; 03S ID3-15; 04S ID2-3~country; 07S ID1-3",
            relations="E0207 C0605 C0704",
        ),
    )
