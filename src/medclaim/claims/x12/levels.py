"""The hierarchical levels, 2000A to 2010CA, which the three guides say alike but for a few rows."""

from medclaim.claims.parties import BillingProvider, Patient, PayTo, PayToPlan, Subscriber
from medclaim.claims.x12.codecs import IDENTIFIER, NAME, OWN_DAY, QUANTITY, TAX_ID, TEXT, code
from medclaim.claims.x12.grammar import Loop, Segment, bind, loop, segment
from medclaim.claims.x12.shared import (
    ADDRESS,
    NM1,
    address,
    contact,
    reference,
    references,
    telephone,
)
from medclaim.claims.x12.shared_parties import (
    RELATIONSHIPS,
    named_subscriber,
    payer_loop,
    person_or_organization,
    specialty,
    subscriber_information,
)
from medclaim.codes.ssn import Ssn


def _patient_facts(spec: str, *, required: bool, relationship: bool, measured: bool) -> Segment:
    binds = (
        bind("death_date", OWN_DAY, 6),
        bind("weight", QUANTITY, 8),
        bind("pregnancy", TEXT, 9),
    )
    facts = "05S ID2-3=D8; 06S AN1-35; 07S ID2=01; 08S R1-10; 09S ID1=Y"
    return segment(
        "PAT",
        "R" if required else "S",
        70,
        f"{spec}{facts if measured else ''}".removesuffix("; "),
        *((bind("relationship", TEXT, 1),) if relationship else ()),
        *(binds if measured else ()),
        relations="P0506 P0708",
    )


def _demographics(usage: str) -> Segment:
    return segment(
        "DMG",
        usage,
        320,
        "01R ID2-3=D8; 02R AN1-35; 03R ID1=F,M,U",
        bind("birth_date", OWN_DAY, 2),
        bind("sex", TEXT, 3),
        relations="P0102 P1011 C1105",
    )


def _billing_provider(entity: str, tax_ids: str, licences: str) -> Loop:
    return loop(
        "2010AA",
        "R",
        150,
        person_or_organization("85", "R", 150, entity),
        *address(250, 300, states=""),
        segment(
            "REF",
            "R",
            350,
            f"01R ID2-3={tax_ids}; 02R AN1-50",
            bind("tax_id", TAX_ID, 1, 2),
            relations="R0203",
        ),
        *((references("identifiers", 350, licences, 2),) if licences else ()),
        contact("contacts", "S", 400, repeats=2),
        root="billing_provider",
    )


def _pay_to(entity: str) -> tuple[Loop, Loop]:
    pay_to_address = loop(
        "2010AB",
        "S",
        150,
        segment(
            "NM1",
            "R",
            150,
            f"01R ID2-3=87; 02R ID1={entity}",
            bind("entity_type", TEXT, 2),
            relations=NM1,
        ),
        *address(250, 300),
        field="pay_to",
        cls=PayTo,
        parts=ADDRESS,
    )
    pay_to_plan = loop(
        "2010AC",
        "S",
        150,
        segment(
            "NM1",
            "R",
            150,
            "01R ID2-3=PE; 02R ID1=2; 03R AN1-60; 08R ID1-2=PI,XV; 09R AN2-80",
            bind("name", TEXT, 3),
            bind("id_qualifier", TEXT, 8),
            bind("plan_id", TEXT, 9),
            relations=NM1,
        ),
        *address(250, 300, states=""),
        references("identifiers", 350, "2U,FY,NF", 1),
        segment(
            "REF",
            "R",
            350,
            "01R ID2-3=EI; 02R AN1-50",
            bind("tax_id", TAX_ID, 1, 2),
            relations="R0203",
        ),
        field="pay_to_plan",
        cls=PayToPlan,
        parts=ADDRESS,
    )
    return pay_to_address, pay_to_plan


def _subscriber(*, member_id: str, telephoned: bool) -> Loop:
    return loop(
        "2010BA",
        "R",
        150,
        named_subscriber(150, member_id),
        *address(250, 300, "S"),
        _demographics("S"),
        reference("ssn", 350, "SY", codec=code(Ssn)),
        reference("property_casualty_claim_number", 350, "Y4"),
        *((telephone("contact", 400),) if telephoned else ()),
        root="subscriber",
    )


def _patient(*, telephoned: bool) -> Loop:
    return loop(
        "2010CA",
        "R",
        150,
        segment(
            "NM1",
            "R",
            150,
            "01R ID2-3=QC; 02R ID1=1; 03R AN1-60; 04S AN1-35; 05S AN1-25; 07S AN1-10",
            bind("name", NAME, 2, 3, 4, 5, 7),
            relations=NM1,
        ),
        *address(250, 300),
        _demographics("R"),
        reference("property_casualty_claim_number", 350, "Y4"),
        segment(
            "REF",
            "S",
            350,
            "01R ID2-3=1W,SY; 02R AN1-50",
            bind("property_casualty_identifier", IDENTIFIER, 1, 2),
            relations="R0203",
        ),
        *((telephone("contact", 400),) if telephoned else ()),
        root="patient",
    )


def billing_level(
    claim: Loop,
    *,
    entity: str = "1,2",
    tax_ids: str = "EI,SY",
    licences: str = "0B,1G",
    insurance_types: bool = True,
    measured: bool = False,
    member_id: str = "S",
    telephoned: bool = False,
    billing_numbers: int = 1,
) -> Loop:
    """2000A with everything below it, down to the claim loop 2300.

    Where the guides differ: ``entity`` types and ``tax_ids`` of the billing and pay-to provider and
    the qualifiers of its ``licences``; SBR05 (``insurance_types``); death date, weight and pregnancy
    in PAT (``measured``); the usage of the ``member_id``; a telephone in property and casualty
    (``telephoned``); how many ``billing_numbers`` the payer has given the billing provider.
    """
    patient = loop(
        "2000C",
        "S",
        1400,
        segment("HL", "R", 10, "01R AN1-12; 02R AN1-12; 03R ID1-2=23; 04R ID1=0"),
        _patient_facts(
            f"01R ID2={RELATIONSHIPS}; ", required=True, relationship=True, measured=measured
        ),
        _patient(telephoned=telephoned),
        claim,
        root="patient",
        cls=Patient,
        parts=ADDRESS,
        repeats=None,
    )
    on_subscriber = (
        [_patient_facts("", required=False, relationship=False, measured=True)] if measured else []
    )
    subscriber = loop(
        "2000B",
        "R",
        200,
        segment("HL", "R", 10, "01R AN1-12; 02R AN1-12; 03R ID1-2=22; 04R ID1=0,1"),
        subscriber_information(has_insurance_type=insurance_types),
        *on_subscriber,
        _subscriber(member_id=member_id, telephoned=telephoned),
        payer_loop(billing_numbers),
        claim,
        patient,
        root="subscriber",
        cls=Subscriber,
        parts=ADDRESS,
        repeats=None,
    )
    return loop(
        "2000A",
        "R",
        10,
        segment("HL", "R", 10, "01R AN1-12; 03R ID1-2=20; 04R ID1=1"),
        specialty("BI", 30),
        segment("CUR", "S", 100, "01R ID2-3=85; 02R ID3~currency", bind("currency", TEXT, 2)),
        _billing_provider(entity, tax_ids, licences),
        *_pay_to(entity),
        subscriber,
        root="billing_provider",
        cls=BillingProvider,
        parts=ADDRESS,
        repeats=None,
    )
