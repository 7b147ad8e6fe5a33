"""Other subscribers and payers (2320, 2330) and what they decided about a line (2430), said once."""

from medclaim.claims.cob import LineAdjudication, OtherPayer, OtherPayerProviders, OtherSubscriber
from medclaim.claims.parties import ProviderReference
from medclaim.claims.x12.codecs import AMOUNT, PROCEDURE, QUANTITY, TEXT, WHOLE, code
from medclaim.claims.x12.composing import sequence
from medclaim.claims.x12.grammar import Codec, Loop, Segment, bind, loop, segment
from medclaim.claims.x12.records import ADJUSTMENTS, INPATIENT, INPATIENT_AT, outpatient
from medclaim.claims.x12.shared import (
    ADDRESS,
    NM1,
    PROCEDURES,
    address,
    amount,
    day,
    reference,
    references,
)
from medclaim.claims.x12.shared_parties import (
    RELATIONSHIPS,
    named_subscriber,
    payer_name,
    subscriber_information,
)
from medclaim.codes.modifier import Modifier
from medclaim.codes.revenue import RevenueCode

_REASONS = (
    "01R ID1-2=CO,CR,OA,PI,PR; 02R ID1-5; 03R R1-18; 04S R1-15; 05S ID1-5; 06S R1-18; 07S R1-15; "
    "08S ID1-5; 09S R1-18; 10S R1-15; 11S ID1-5; 12S R1-18; 13S R1-15; 14S ID1-5; 15S R1-18; "
    "16S R1-15; 17S ID1-5; 18S R1-18; 19S R1-15"
)
_REASONS_RELATED = (
    "L050607 C0605 C0705 L080910 C0908 C1008 L111213 C1211 C1311 L141516 C1514 C1614 L171819 "
    "C1817 C1917"
)


def _adjustments(position: int) -> Segment:
    return segment(
        "CAS",
        "S",
        position,
        _REASONS,
        bind("adjustments", ADJUSTMENTS, *range(1, 20), each=True),
        relations=_REASONS_RELATED,
        repeats=5,
    )


def other_subscriber(
    *children: Loop,
    amounts: tuple[Segment, ...],
    outpatient_elements: str,
    numbers: int,
    has_insurance_type: bool = True,
    has_signature: bool = False,
    has_inpatient: bool = False,
) -> Loop:
    """2320 with 2330A; ``children`` are the loops of the payer and its providers.

    ``amounts`` are the AMT rows in the guide's order, ``numbers`` how often 2330A REF may stand.
    """
    return loop(
        "2320",
        "S",
        2900,
        subscriber_information(
            position=2900,
            usage_of_relationship="R",
            relationships=f"18,{RELATIONSHIPS}",
            has_insurance_type=has_insurance_type,
        ),
        _adjustments(2950),
        *amounts,
        segment(
            "OI",
            "R",
            3100,
            f"03R ID1=N,W,Y; {'04S ID1=P; ' if has_signature else ''}06R ID1=I,Y",
            bind("benefits_assigned", TEXT, 3),
            *((bind("patient_signature_source", TEXT, 4),) if has_signature else ()),
            bind("release_of_information", TEXT, 6),
        ),
        *((_INPATIENT,) if has_inpatient else ()),
        segment("MOA", "S", 3200, outpatient_elements, outpatient(outpatient_elements)),
        loop(
            "2330A",
            "R",
            3250,
            named_subscriber(3250),
            *address(3320, 3400, "S"),
            references("identifiers", 3550, "SY", numbers),
            shares=True,
        ),
        *children,
        field="other_subscribers",
        cls=OtherSubscriber,
        each=True,
        parts=(*ADDRESS, ("providers", OtherPayerProviders)),
        repeats=10,
    )


_INPATIENT = segment(
    "MIA",
    "S",
    3150,
    "01R R1-15; 03S R1-15; 04S R1-18; 05S AN1-50~remark; 06-14S R1-18; 15S R1-15; 16-19S R1-18; "
    "20-23S AN1-50~remark; 24S R1-18",
    bind("inpatient_adjudication", INPATIENT, *INPATIENT_AT),
)
PAID = amount("payer_paid", 3000, "D")
NON_COVERED = amount("non_covered", 3000, "A8")
LIABILITY = amount("remaining_patient_liability", 3000, "EAF")


def other_payer(*, remittance: int, numbers: int, has_predetermination: bool = False) -> Loop:
    """2330B; ``remittance`` is the position of DTP, ``numbers`` how often its own REF may stand."""
    return loop(
        "2330B",
        "R",
        3250,
        payer_name(3250),
        *address(3320, 3400, "S"),
        day("adjudication_date", remittance, "573"),
        references("identifiers", 3550, "2U,EI,FY,NF", numbers),
        reference("prior_authorization", 3550, "G1"),
        reference("referral_number", 3550, "9F"),
        reference("claim_adjustment_indicator", 3550, "T4"),
        *((reference("predetermination", 3550, "G3"),) if has_predetermination else ()),
        reference("claim_control_number", 3550, "F8"),
        field="payer",
        cls=OtherPayer,
        parts=ADDRESS,
    )


def other_payer_provider(
    id: str,
    entity_code: str,
    field: str,
    position: int,
    *,
    entity: str = "1",
    qualifiers: str = "0B,1G,G2,LU",
    numbers: int = 3,
) -> Loop:
    """2330C to 2330I: a provider by the numbers the other payer knows it by."""
    return loop(
        id,
        "S",
        position,
        segment(
            "NM1",
            "R",
            3250,
            f"01R ID2-3={entity_code}; 02R ID1={entity}",
            bind("entity_type", TEXT, 2),
            relations=NM1,
        ),
        references("identifiers", 3550, qualifiers, numbers, usage="R"),
        field=f"providers.{field}",
        cls=ProviderReference,
    )


def line_adjudication(
    *,
    procedures: str = PROCEDURES,
    procedure: Codec = PROCEDURE,
    usage_of_procedure: str = "R",
    has_revenue_code: bool = False,
) -> Loop:
    """2430."""
    revenue = "04R AN1-48; " if has_revenue_code else ""
    return loop(
        "2430",
        "S",
        5400,
        segment(
            "SVD",
            "R",
            5400,
            f"01R AN2-80; 02R R1-18; 03{usage_of_procedure} {{01R ID2={procedures}; 02R AN1-48; "
            f"03-06S AN2; 07S AN1-80}}; {revenue}05R R1-15; 06S N01-6",
            bind("payer_id", TEXT, 1),
            bind("paid", AMOUNT, 2),
            bind("procedure_code", procedure, (3, 1), (3, 2)),
            bind("modifiers", sequence(code(Modifier), 4), (3, 3), (3, 4), (3, 5), (3, 6)),
            bind("description", TEXT, (3, 7)),
            *((bind("revenue_code", code(RevenueCode), 4),) if has_revenue_code else ()),
            bind("units", QUANTITY, 5),
            bind("bundled_line", WHOLE, 6),
        ),
        _adjustments(5450),
        day("adjudication_date", 5500, "573", usage="R"),
        amount("remaining_patient_liability", 5505, "EAF"),
        field="adjudications",
        cls=LineAdjudication,
        each=True,
        repeats=15,
    )
