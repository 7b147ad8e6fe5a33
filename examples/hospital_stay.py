"""A hospital stay: what the coder entered after discharge, the claim, its report and its 837I.

A made-up patient is admitted with a heart attack, has two arteries opened and goes home on the fifth
day. The stay is billed to Medicare Part A; then five mistakes are made, and it prints what the library
says about each. Nothing here is read, sent or kept: values go in, values come out. All people, places
and numbers are made up.
"""

from collections.abc import Iterator
from datetime import date, datetime, time

import attrs

from medclaim.claims import x12
from medclaim.claims.check import Checker
from medclaim.claims.compose import CodingNotCompleteError, compose
from medclaim.claims.encounter import Diagnosis
from medclaim.claims.institutional import InstitutionalIdentifiers, Occurrence, ValueAmount
from medclaim.claims.institutional_encounter import (
    InstitutionalEncounter,
    InstitutionalService,
    PerformedProcedure,
)
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
from medclaim.claims.payers import MEDICARE_PART_A
from medclaim.dates import DateRange
from medclaim.findings import Report

ADMITTED, DISCHARGED = date(2026, 3, 2), date(2026, 3, 6)
SUBMITTED_ON = date(2026, 3, 16)

HOSPITAL = BillingProvider(
    name=Organization("EXAMPLE GENERAL HOSPITAL"),
    npi="1234567893",
    tax_id="75-0000002",
    taxonomy="282N00000X",
    address=Address(
        line_1="500 SAMPLE BLVD", city="EXAMPLE CITY", state="TX", postal_code="752010005"
    ),
    contacts=[Contact(name="PATIENT ACCOUNTS", telephone="2145550105")],
)
ATTENDING = Provider(
    name=Person(last_name="FICTION", first_name="FRANCES"), npi="1999999984", taxonomy="207R00000X"
)
OPERATING = Provider(name=Person(last_name="INVENTED", first_name="IVAN"), npi="1000000004")
PATIENT = Patient(
    name=Person(last_name="SAMPLE", first_name="ADAM"),
    birth_date=date(1951, 9, 8),
    sex="M",
    address=Address(
        line_1="7 IMAGINARY WAY", city="EXAMPLE CITY", state="TX", postal_code="752010007"
    ),
)

# What was coded from the record after discharge: each diagnosis with whether it was there on
# admission, each procedure with its day, each charge with its revenue code.
STAY = InstitutionalEncounter(
    patient=PATIENT,
    patient_control_number="STAY-0001",
    billing_provider=HOSPITAL,
    bill_type="0111",
    statement_dates=DateRange(ADMITTED, DISCHARGED),
    admission=datetime.combine(ADMITTED, time(4, 20)),
    discharge_hour=time(11),
    admission_type="1",
    point_of_origin="1",
    patient_status="01",
    identifiers=InstitutionalIdentifiers(medical_record_number="MRN-0001"),
    diagnoses=[
        Diagnosis("I21.4", present_on_admission="Y", evidence="discharge summary: NSTEMI"),
        Diagnosis("I25.10", present_on_admission="Y", evidence="catheterization report"),
        Diagnosis("E11.22", present_on_admission="Y", evidence="history: diabetic kidney disease"),
        Diagnosis("N18.31", present_on_admission="Y", evidence="history: CKD stage 3a"),
        Diagnosis("J95.821", present_on_admission="N", evidence="progress note, March 4"),
    ],
    admitting_diagnosis="R07.9",
    drg="321",
    procedures=[
        PerformedProcedure(code="027135Z", date=ADMITTED, evidence="procedure note: two stents"),
        PerformedProcedure(code="4A023N7", date=ADMITTED, evidence="left heart catheterization"),
    ],
    occurrence_codes=[Occurrence("11", ADMITTED)],
    value_codes=[ValueAmount("80", 4)],
    services=[
        InstitutionalService(revenue_code="0206", charge="9600", units=4, unit_basis="DA"),
        InstitutionalService(revenue_code="0250", charge="1875.40", units=31),
        InstitutionalService(revenue_code="0278", charge="8200", units=2),
        InstitutionalService(revenue_code="0300", charge="1240.75", units=18),
        InstitutionalService(revenue_code="0481", charge="14500"),
    ],
    attending_provider=ATTENDING,
    operating_physician=OPERATING,
)

MEDICARE = Coverage(
    payer=Payer(name="EXAMPLE MEDICARE CONTRACTOR", payer_id="00002"), member_id="1EG4TE5MK73"
)
ENVELOPE = x12.Envelope(
    submitter=x12.Submitter(
        name=HOSPITAL.name, identifier="SUBMITTER2", contacts=HOSPITAL.contacts
    ),
    receiver=x12.Receiver(name=MEDICARE.payer.name, identifier=MEDICARE.payer.payer_id),
    sender_id="SUBMITTER2",
    receiver_id=MEDICARE.payer.payer_id,
    created_on=SUBMITTED_ON,
    created_at=time(9, 30),
    interchange_control_number=2,
    group_control_number=2,
    set_control_number=2,
    reference="BATCH-0002",
)
CHECKER = Checker(payer=MEDICARE_PART_A, submitted_on=SUBMITTED_ON)


def examine(stay: InstitutionalEncounter, coverage: Coverage = MEDICARE) -> Report:
    """Coding comes before billing: where the coding has errors there is no claim to check."""
    try:
        claim = compose(stay, coverage, MEDICARE_PART_A)
    except CodingNotCompleteError as error:
        return error.report
    return CHECKER(claim)


def mistakes() -> Iterator[tuple[str, Report]]:
    """Five ways to get the same stay wrong, and the report on each."""
    heart, *others = STAY.diagnoses

    category = attrs.evolve(heart, code="I21")
    yield (
        "The heart attack is coded I21, a category",
        examine(attrs.evolve(STAY, diagnoses=[category, *others])),
    )

    yield "The stay is billed as outpatient visits", examine(attrs.evolve(STAY, bill_type="0131"))

    kidney = others[2]
    yield (
        "The same diagnosis is listed twice",
        examine(attrs.evolve(STAY, diagnoses=[heart, *others, kidney])),
    )

    wife = Patient(
        name=Person(last_name="SAMPLE", first_name="EVA"), birth_date=date(1953, 2, 1), sex="F"
    )
    dependent = attrs.evolve(MEDICARE, relationship="01", subscriber=wife)
    yield "The coverage is said to be his wife's", examine(STAY, dependent)

    report = Checker(payer=MEDICARE_PART_A, submitted_on=date(2027, 3, 8))(
        compose(STAY, MEDICARE, MEDICARE_PART_A)
    )
    yield "The claim goes out a year and two days after the discharge", report


def main() -> None:
    """Bill the stay, then get it wrong five times."""
    claim = compose(STAY, MEDICARE, MEDICARE_PART_A)
    text = x12.write([claim], ENVELOPE)
    print("=== The report ===\n")
    print(CHECKER(claim), end="\n\n")
    print("=== The 837I ===\n")
    print(x12.check(text), end="\n\n")
    print(text.replace("~", "~\n"))
    print("=== Five mistakes ===\n")
    for number, (mistake, report) in enumerate(mistakes(), 1):
        print(f"{number}. {mistake}")
        for finding in report:
            print(f"   {finding}")
        print()


if __name__ == "__main__":
    main()
