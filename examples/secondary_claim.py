"""A claim goes to two payers: what the first decided, and the claim that the second gets.

A retired couple is insured with the wife's employer, and the husband has Medicare, which pays second.
This makes the first claim, takes down what the employer's plan decided line by line, makes the claim
to Medicare from both, and prints its report and its 837P, one segment per line. Then it prints what
the library says when the amounts do not add up, and the first claim replaced and voided. All people,
places and numbers are made up.
"""

from datetime import date, time

import attrs

from medclaim.claims import x12
from medclaim.claims.check import Checker
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.cob import Adjustment
from medclaim.claims.compose import compose, replacement, void
from medclaim.claims.encounter import Encounter, Service
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
from medclaim.claims.payers import COMMERCIAL, MEDICARE_PART_B
from medclaim.claims.secondary import Adjudication, LineDecision, NotBalancedError, secondary

DAY = date(2026, 3, 2)
DECIDED_ON = date(2026, 3, 20)
SUBMITTED_ON = date(2026, 3, 25)

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
DOCTOR = Provider(name=Person(last_name="FICTION", first_name="FRANCES"), npi="1999999984")
HOME = Address(line_1="1 IMAGINARY WAY", city="EXAMPLE CITY", state="TX", postal_code="752010002")
PAUL = Patient(
    name=Person(last_name="SAMPLE", first_name="PAUL"),
    birth_date=date(1956, 1, 10),
    sex="M",
    address=HOME,
)
ANNA = Patient(
    name=Person(last_name="SAMPLE", first_name="ANNA"),
    birth_date=date(1962, 4, 17),
    sex="F",
    address=HOME,
)
EMPLOYER = Coverage(
    payer=Payer(name="EXAMPLE EMPLOYER PLAN", payer_id="00001"),
    member_id="EMP0001",
    group_number="GRP0001",
    relationship="01",
    subscriber=ANNA,
)
# 12: a working aged beneficiary's or spouse's employer plan pays before Medicare.
MEDICARE = Coverage(
    payer=Payer(name="EXAMPLE MEDICARE CONTRACTOR", payer_id="00002"),
    member_id="1EG4TE5MK73",
    insurance_type="12",
)

VISIT = Encounter(
    patient=PAUL,
    patient_control_number="VISIT-0001",
    billing_provider=PRACTICE,
    rendering_provider=DOCTOR,
    place_of_service="11",
    diagnoses=["E11.9", "I10"],
    services=[
        Service(
            procedure_code="99213",
            modifiers=["25"],
            service_dates=DAY,
            charge="125.00",
            diagnosis_pointers=[1, 2],
        ),
        Service(procedure_code="83036", service_dates=DAY, charge="42.50", diagnosis_pointers=[1]),
    ],
)
# From the plan's remittance: 45 is what the contract takes off, 1 the deductible, 2 coinsurance.
DECISION = Adjudication(
    adjudication_date=DECIDED_ON,
    payer_paid="78.00",
    claim_control_number="PLAN-7001",
    lines=[
        LineDecision(
            line_number=1,
            paid="64.00",
            adjustments=[
                Adjustment(group="CO", reason="45", amount="25.00"),
                Adjustment(group="PR", reason="1", amount="20.00"),
                Adjustment(group="PR", reason="2", amount="16.00"),
            ],
        ),
        LineDecision(
            line_number=2,
            paid="14.00",
            adjustments=[Adjustment(group="CO", reason="45", amount="28.50")],
        ),
    ],
)
ENVELOPE = x12.Envelope(
    submitter=x12.Submitter(
        name=PRACTICE.name, identifier="SUBMITTER1", contacts=PRACTICE.contacts
    ),
    receiver=x12.Receiver(name=MEDICARE.payer.name, identifier="00002"),
    sender_id="SUBMITTER1",
    receiver_id="00002",
    created_on=SUBMITTED_ON,
    created_at=time(9, 30),
    interchange_control_number=1,
    group_control_number=1,
    set_control_number=1,
    reference="BATCH-0001",
)


def show(title: str, claim: ProfessionalClaim, checker: Checker) -> None:
    """What a check says of a claim, and the text it is sent as."""
    print(f"=== {title} ===\n")
    report = checker(claim)
    print("\n".join(str(finding) for finding in report) or "no findings", end="\n\n")
    print(x12.write([claim], ENVELOPE).replace("~", "~\n"))


def main() -> None:
    """Print the claim to Medicare and what may go wrong on the way."""
    first = compose(VISIT, EMPLOYER, COMMERCIAL)
    next_claim = secondary(first, DECISION, MEDICARE, MEDICARE_PART_B)
    medicare = Checker(payer=MEDICARE_PART_B, submitted_on=SUBMITTED_ON)
    show("The claim to Medicare, after the employer's plan", next_claim, medicare)

    print("=== When the amounts do not add up ===\n")
    wrong = attrs.evolve(DECISION, payer_paid="80.00")
    try:
        secondary(first, wrong, MEDICARE, MEDICARE_PART_B)
    except NotBalancedError as error:
        print(error)
    short = attrs.evolve(DECISION, lines=[DECISION.lines[0]])
    try:
        secondary(first, short, MEDICARE, MEDICARE_PART_B)
    except ValueError as error:
        print(error)

    print()
    plan = Checker(payer=COMMERCIAL, submitted_on=SUBMITTED_ON)
    show("The first claim, put right and sent again", replacement(first, "PLAN-7001"), plan)
    show("The first claim, taken back", void(first, "PLAN-7001"), plan)


if __name__ == "__main__":
    main()
