"""Loop 2320 of the professional guide: other subscribers and payers."""

from medclaim.claims.x12.shared_cob import (
    LIABILITY,
    NON_COVERED,
    PAID,
    other_payer,
    other_payer_provider,
    other_subscriber,
)

LOOP_2320 = other_subscriber(
    other_payer(remittance=3450, numbers=2),
    other_payer_provider("2330C", "DN", "referring_provider", 3250, qualifiers="0B,1G,G2"),
    other_payer_provider("2330C", "P3", "primary_care_provider", 3250, qualifiers="0B,1G,G2"),
    other_payer_provider("2330D", "82", "rendering_provider", 3650, entity="1,2"),
    other_payer_provider(
        "2330E", "77", "service_facility", 4650, entity="2", qualifiers="0B,G2,LU"
    ),
    other_payer_provider("2330F", "DQ", "supervising_provider", 5650),
    other_payer_provider(
        "2330G", "85", "billing_provider", 6350, entity="1,2", qualifiers="G2,LU", numbers=2
    ),
    amounts=(PAID, NON_COVERED, LIABILITY),
    outpatient_elements="01S R1-10; 02S R1-18; 03-07S AN1-50~remark; 08S R1-18; 09S R1-18",
    numbers=1,
    has_signature=True,
)
