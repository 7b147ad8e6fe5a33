"""Loop 2320 of the institutional guide: other subscribers and payers."""

from medclaim.claims.x12.shared_cob import (
    LIABILITY,
    NON_COVERED,
    PAID,
    other_payer,
    other_payer_provider,
    other_subscriber,
)

LOOP_2320 = other_subscriber(
    other_payer(remittance=3500, numbers=2),
    other_payer_provider("2330C", "71", "attending_provider", 3250, numbers=4),
    other_payer_provider("2330D", "72", "operating_physician", 3600, numbers=4),
    other_payer_provider("2330E", "ZZ", "other_operating_physician", 3700, numbers=4),
    other_payer_provider(
        "2330F", "77", "service_facility", 3900, entity="2", qualifiers="0B,G2,LU"
    ),
    other_payer_provider("2330G", "82", "rendering_provider", 4000, numbers=4),
    other_payer_provider("2330H", "DN", "referring_provider", 5000, qualifiers="0B,1G,G2"),
    other_payer_provider(
        "2330I", "85", "billing_provider", 6000, entity="2", qualifiers="G2,LU", numbers=2
    ),
    amounts=(PAID, LIABILITY, NON_COVERED),
    outpatient_elements="01S R1-10; 02S R1-18; 03-07S AN1-50~remark; 08S R1-18; 09S R1-18",
    numbers=2,
    has_insurance_type=False,
    has_inpatient=True,
)
