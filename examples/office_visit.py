"""An office visit: what the coder entered, and what three payers get of it.

The same visit is billed to a Blue Cross Blue Shield plan, to Medicare Part B and to a state Medicaid
agency; for each, this prints the report, the CMS-1500 and the 837P. Then five mistakes are made, and
it prints what the library says about each. Nothing here is read, sent or kept: values go in, values
come out. All people, places and numbers are made up.
"""

from collections.abc import Iterator
from datetime import date, time

import attrs

from medclaim.claims import x12
from medclaim.claims.check import Checker
from medclaim.claims.compose import CodingNotCompleteError, compose
from medclaim.claims.encounter import Diagnosis, Encounter, Service
from medclaim.claims.forms import cms1500
from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Contact,
    Coverage,
    Organization,
    Patient,
    Payer,
    Person,
    Provider,
)
from medclaim.claims.payers import (
    BLUE_CROSS_BLUE_SHIELD,
    MEDICAID,
    MEDICARE_PART_B,
    PayerPolicy,
)
from medclaim.claims.supplements import ClaimIdentifiers
from medclaim.findings import Report

VISIT_DAY = date(2026, 3, 2)
SUBMITTED_ON = date(2026, 3, 6)

PRACTICE = BillingProvider(
    name=Organization("EXAMPLE FAMILY PRACTICE"),
    npi="1234567893",
    tax_id="75-0000001",
    taxonomy="207Q00000X",
    address=Address(
        line_1="100 SAMPLE ST", city="EXAMPLE CITY", state="TX", postal_code="752010001"
    ),
    contacts=[Contact(name="BILLING OFFICE", telephone="2145550100")],
)
DOCTOR = Provider(
    name=Person(last_name="FICTION", first_name="FRANCES"),
    npi="1999999984",
    taxonomy="207Q00000X",
)
PATIENT = Patient(
    name=Person(last_name="SAMPLE", first_name="ANNA"),
    birth_date=date(1959, 4, 17),
    sex="F",
    address=Address(
        line_1="1 IMAGINARY WAY", city="EXAMPLE CITY", state="TX", postal_code="752010002"
    ),
)

# What the coder entered after the visit, and where in the note each diagnosis stands. No payer yet.
VISIT = Encounter(
    patient=PATIENT,
    patient_control_number="VISIT-0001",
    billing_provider=PRACTICE,
    rendering_provider=DOCTOR,
    place_of_service="11",
    identifiers=ClaimIdentifiers(clia_number="45D9999999"),
    diagnoses=[
        Diagnosis("E11.9", evidence="assessment 1: type 2 diabetes, A1c at goal"),
        Diagnosis("I10", evidence="assessment 2: essential hypertension, no change"),
    ],
    services=[
        Service(
            procedure_code="99213",
            service_dates=VISIT_DAY,
            charge="125.00",
            diagnosis_pointers=[1, 2],
        ),
        Service(
            procedure_code="36415", service_dates=VISIT_DAY, charge="15.00", diagnosis_pointers=[1]
        ),
        Service(
            procedure_code="83036",
            modifiers=["QW"],
            service_dates=VISIT_DAY,
            charge="42.50",
            diagnosis_pointers=[1],
        ),
    ],
)

# Who pays: the coverage is the patient's, the policy says what payers of this kind ask for.
BLUE_CROSS = Coverage(
    payer=Payer(name="EXAMPLE BLUE CROSS BLUE SHIELD", payer_id="00001"),
    member_id="XYZ123456789",
    group_number="GRP0001",
)
MEDICARE = Coverage(
    payer=Payer(name="EXAMPLE MEDICARE CONTRACTOR", payer_id="00002"), member_id="1EG4TE5MK73"
)
STATE_MEDICAID = Coverage(
    payer=Payer(name="EXAMPLE STATE MEDICAID", payer_id="00003"), member_id="123456789"
)
PAYERS = [
    ("Blue Cross Blue Shield", BLUE_CROSS, BLUE_CROSS_BLUE_SHIELD),
    ("Medicare Part B", MEDICARE, MEDICARE_PART_B),
    ("Texas Medicaid", STATE_MEDICAID, attrs.evolve(MEDICAID, name="Texas Medicaid", state="TX")),
]


def envelope(coverage: Coverage) -> x12.Envelope:
    """Who sends to whom, and the numbers: all of it the sender's own."""
    return x12.Envelope(
        submitter=x12.Submitter(
            name=PRACTICE.name, identifier="SUBMITTER1", contacts=PRACTICE.contacts
        ),
        receiver=x12.Receiver(name=coverage.payer.name, identifier=coverage.payer.payer_id),
        sender_id="SUBMITTER1",
        receiver_id=coverage.payer.payer_id,
        created_on=SUBMITTED_ON,
        created_at=time(9, 30),
        interchange_control_number=1,
        group_control_number=1,
        set_control_number=1,
        reference="BATCH-0001",
    )


def bill(title: str, coverage: Coverage, policy: PayerPolicy) -> None:
    """One visit, one payer: the claim's report, its paper form, its 837P."""
    claim = compose(VISIT, coverage, policy)
    text = x12.write([claim], envelope(coverage))
    print(f"=== {title}: the report ===\n")
    print(Checker(payer=policy, submitted_on=SUBMITTED_ON)(claim), end="\n\n")
    print(f"=== {title}: the CMS-1500 ===\n")
    print(cms1500.check(claim), end="\n\n")
    for page in cms1500.render(claim):
        print(page, end="\n\n")
    print(f"=== {title}: the 837P ===\n")
    print(x12.check(text), end="\n\n")
    print(text.replace("~", "~\n"))


def examine(visit: Encounter, coverage: Coverage, policy: PayerPolicy, on: date) -> Report:
    """Coding comes before billing: where the coding has errors there is no claim to check."""
    try:
        claim = compose(visit, coverage, policy)
    except CodingNotCompleteError as error:
        return error.report
    return Checker(payer=policy, submitted_on=on)(claim)


def mistakes() -> Iterator[tuple[str, Report]]:
    """Five ways to get the same visit wrong, and the report on each."""
    blue_cross = BLUE_CROSS, BLUE_CROSS_BLUE_SHIELD, SUBMITTED_ON
    office, *others = VISIT.services

    category = attrs.evolve(VISIT, diagnoses=[Diagnosis("E11"), Diagnosis("I10")])
    yield "The diabetes is coded E11, a category", examine(category, *blue_cross)

    services = [attrs.evolve(office, diagnosis_pointers=[1, 3]), *others]
    pointing = attrs.evolve(VISIT, services=services)
    yield "The office visit points at a third diagnosis", examine(pointing, *blue_cross)

    box = attrs.evolve(PRACTICE.address, line_1="PO BOX 1", postal_code="75201")
    boxed = attrs.evolve(VISIT, billing_provider=attrs.evolve(PRACTICE, address=box))
    yield "The practice bills from a post office box", examine(boxed, *blue_cross)

    mistyped = attrs.evolve(MEDICARE, member_id="1EG4TE5MK7O")
    report = examine(VISIT, mistyped, MEDICARE_PART_B, SUBMITTED_ON)
    yield "The Medicare number ends in the letter O", report

    late = date(2027, 3, 3)
    report = examine(VISIT, MEDICARE, MEDICARE_PART_B, late)
    yield "The claim goes out a year and a day after the visit", report


def main() -> None:
    """Bill the visit three times, then get it wrong five times."""
    for title, coverage, policy in PAYERS:
        bill(title, coverage, policy)
    print("=== Five mistakes ===\n")
    for number, (mistake, report) in enumerate(mistakes(), 1):
        print(f"{number}. {mistake}")
        for finding in report:
            print(f"   {finding}")
        print()


if __name__ == "__main__":
    main()
