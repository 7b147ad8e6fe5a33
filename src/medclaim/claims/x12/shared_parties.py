"""The loops of people and organizations that the three guides say alike (2010, 2310, 2420)."""

from medclaim.claims.parties import (
    Payer,
    Provider,
)
from medclaim.claims.x12.codecs import NAME, TEXT, code
from medclaim.claims.x12.grammar import Loop, Segment, bind, loop, segment
from medclaim.claims.x12.shared import (
    ADDRESS,
    NM1,
    address,
    line_references,
    references,
)
from medclaim.codes.npi import Npi
from medclaim.codes.taxonomy import TaxonomyCode

_FILING = "11,12,13,14,15,16,17,AM,BL,CH,CI,DS,FI,HM,LM,MA,MB,MC,OF,TV,VA,WC,ZZ"
_RESPONSIBILITY = "A,B,C,D,E,F,G,H,P,S,T,U"
_INSURANCE = "12,13,14,15,16,41,42,43,47"
RELATIONSHIPS = "01,19,20,21,39,40,53,G8"


def person_or_organization(entity_code: str, usage: str, position: int, entity: str) -> Segment:
    """NM1 of a party known by its NPI; ``entity`` lists the entity types allowed."""
    of_person = "04S AN1-35; 05S AN1-25; 07S AN1-10; " if "1" in entity else ""
    return segment(
        "NM1",
        usage,
        position,
        f"01R ID2-3={entity_code}; 02R ID1={entity}; 03R AN1-60; {of_person}"
        "08S ID1-2=XX; 09S AN2-80",
        bind("name", NAME, 2, 3, 4, 5, 7),
        bind("npi", code(Npi), 9),
        relations=NM1,
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

    ``numbers`` is the position and repeat count of REF, ``located`` the positions and usage of the
    address, ``taxonomy`` the code, position and usage of PRV.
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


def subscriber_information(
    *,
    position: int = 50,
    usage_of_relationship: str = "S",
    relationships: str = "18",
    has_insurance_type: bool = True,
) -> Segment:
    """SBR."""
    insurance = f"05S ID1-3={_INSURANCE}; " if has_insurance_type else ""
    return segment(
        "SBR",
        "R",
        position,
        f"01R ID1={_RESPONSIBILITY}; 02{usage_of_relationship} ID2={relationships}; 03S AN1-50; "
        f"04S AN1-60; {insurance}09S ID1-2={_FILING}",
        bind("responsibility", TEXT, 1),
        bind("relationship", TEXT, 2),
        bind("group_number", TEXT, 3),
        bind("group_name", TEXT, 4),
        *((bind("insurance_type", TEXT, 5),) if has_insurance_type else ()),
        bind("filing_indicator", TEXT, 9),
    )


def named_subscriber(position: int, usage_of_id: str = "R") -> Segment:
    """NM1 of a subscriber."""
    return segment(
        "NM1",
        "R",
        position,
        "01R ID2-3=IL; 02R ID1=1,2; 03R AN1-60; 04S AN1-35; 05S AN1-25; 07S AN1-10; "
        f"08{usage_of_id} ID1-2=II,MI; 09{usage_of_id} AN2-80",
        bind("name", NAME, 2, 3, 4, 5, 7),
        bind("id_qualifier", TEXT, 8),
        bind("member_id", TEXT, 9),
        relations=NM1,
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
    """2010BB: the destination payer, with so many numbers it may have given the billing provider."""
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
