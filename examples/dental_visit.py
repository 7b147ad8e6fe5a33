"""A dental visit: a filling and a crown, a treatment asked about beforehand, and braces.

What the dentist's coder entered becomes three things that a dental plan gets: a claim for what was
done, a request for a predetermination of a bridge, and the first claim of an orthodontic treatment.
For each, this prints the report and the 837D, one segment per line. Then four mistakes are made, and
it prints what the library says about each. All people, places and numbers are made up.
"""

from collections.abc import Iterator
from datetime import date, time

import attrs

from medclaim.claims import x12
from medclaim.claims.check import Checker
from medclaim.claims.compose import CodingNotCompleteError, compose
from medclaim.claims.dental import (
    DentalDates,
    DentalLineDates,
    Orthodontics,
    Tooth,
    ToothStatus,
)
from medclaim.claims.dental_encounter import DentalEncounter, DentalService
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
from medclaim.claims.payers import COMMERCIAL
from medclaim.claims.supplements import Attachment, Note
from medclaim.findings import Report

FIRST_DAY = date(2026, 3, 2)
SECOND_DAY = date(2026, 3, 16)
SUBMITTED_ON = date(2026, 3, 20)

PRACTICE = BillingProvider(
    name=Organization("EXAMPLE DENTAL GROUP"),
    npi="1234567893",
    tax_id="75-0000001",
    taxonomy="122300000X",
    address=Address(
        line_1="200 SAMPLE ST", city="EXAMPLE CITY", state="TX", postal_code="752010003"
    ),
    contacts=[Contact(name="BILLING OFFICE", telephone="2145550101")],
)
DENTIST = Provider(
    name=Person(last_name="FICTION", first_name="FRANCES"),
    npi="1999999984",
    taxonomy="1223G0001X",
)
HOME = Address(line_1="1 IMAGINARY WAY", city="EXAMPLE CITY", state="TX", postal_code="752010002")
ANNA = Patient(
    name=Person(last_name="SAMPLE", first_name="ANNA"),
    birth_date=date(1969, 4, 17),
    sex="F",
    address=HOME,
)
BEN = Patient(
    name=Person(last_name="SAMPLE", first_name="BEN"),
    birth_date=date(2013, 8, 1),
    sex="M",
    address=HOME,
)
PLAN = Payer(name="EXAMPLE DENTAL PLAN", payer_id="00004")
ANNAS = Coverage(payer=PLAN, member_id="DNT0001", group_number="GRP0002")
BENS = attrs.evolve(ANNAS, relationship="19", subscriber=ANNA)

# What was done on two days: a filling on two surfaces, a scaling of one quadrant, and a crown in the
# place of one that was ten years old. The diagnosis is there because it may decide about the scaling.
VISIT = DentalEncounter(
    patient=ANNA,
    patient_control_number="DENTAL-0001",
    billing_provider=PRACTICE,
    rendering_provider=DENTIST,
    place_of_service="11",
    diagnoses=["K05.312"],
    tooth_statuses=[ToothStatus("17", "M"), ToothStatus("32", "M")],
    services=[
        DentalService(
            procedure_code="D2392",
            service_dates=FIRST_DAY,
            charge="185.00",
            teeth=[Tooth("30", ["M", "O"])],
        ),
        DentalService(
            procedure_code="D4341",
            service_dates=FIRST_DAY,
            charge="240.00",
            oral_cavity_areas=["40"],
            diagnosis_pointers=[1],
        ),
        DentalService(
            procedure_code="D2740",
            service_dates=SECOND_DAY,
            charge="1100.00",
            teeth=[Tooth("3")],
            prosthesis="R",
            dates=DentalLineDates(prior_placement=date(2016, 2, 8)),
        ),
    ],
    notes=[Note("ADD", "CROWN 3 FRACTURED, X-RAY SENT")],
    attachments=[Attachment(report_type="RB", transmission="EL", control_number="XRAY0001")],
)

# What is planned and was not done yet: a bridge over the gap at 19, from 18 to 20.
PLANNED = attrs.evolve(
    VISIT,
    patient_control_number="DENTAL-0002",
    is_predetermination=True,
    diagnoses=[],
    tooth_statuses=[ToothStatus("19", "M")],
    services=[
        DentalService(procedure_code=code, charge="950.00", teeth=[Tooth(number)], prosthesis="I")
        for code, number in (("D6750", "18"), ("D6240", "19"), ("D6750", "20"))
    ],
    notes=[],
)

# A child's braces: two years of treatment that begin with the appliance.
BRACES = DentalEncounter(
    patient=BEN,
    patient_control_number="DENTAL-0003",
    billing_provider=PRACTICE,
    rendering_provider=attrs.evolve(DENTIST, taxonomy="1223X0400X"),
    place_of_service="11",
    dates=DentalDates(appliance_placement=FIRST_DAY),
    orthodontics=Orthodontics(total_months=24),
    services=[DentalService(procedure_code="D8080", charge="4200.00")],
)
WORK = [
    ("A filling, a scaling and a crown", VISIT, ANNAS),
    ("A bridge, asked about beforehand", PLANNED, ANNAS),
    ("A child's braces", BRACES, BENS),
]

ENVELOPE = x12.Envelope(
    submitter=x12.Submitter(
        name=PRACTICE.name, identifier="SUBMITTER2", contacts=PRACTICE.contacts
    ),
    receiver=x12.Receiver(name=PLAN.name, identifier=PLAN.payer_id),
    sender_id="SUBMITTER2",
    receiver_id=PLAN.payer_id,
    created_on=SUBMITTED_ON,
    created_at=time(9, 30),
    interchange_control_number=1,
    group_control_number=1,
    set_control_number=1,
    reference="BATCH-0001",
)
CHECKER = Checker(payer=COMMERCIAL, submitted_on=SUBMITTED_ON)


def bill(title: str, encounter: DentalEncounter, coverage: Coverage) -> None:
    """One encounter: the claim's report, the text's report, the text."""
    claim = compose(encounter, coverage, COMMERCIAL)
    text = x12.write([claim], ENVELOPE)
    print(f"=== {title}: the report ===\n")
    print(CHECKER(claim), end="\n\n")
    print(f"=== {title}: the 837D ===\n")
    print(x12.check(text), end="\n\n")
    print(text.replace("~", "~\n"))


def examine(encounter: DentalEncounter) -> Report:
    """Coding comes before billing: where the coding has errors there is no claim to check."""
    try:
        return CHECKER(compose(encounter, ANNAS, COMMERCIAL))
    except CodingNotCompleteError as error:
        return error.report


def mistakes() -> Iterator[tuple[str, Report]]:
    """Four ways to get the same visit wrong, and the report on each."""
    filling, scaling, crown = VISIT.services

    uncoded = attrs.evolve(VISIT, diagnoses=["K05.31"])
    yield "The periodontitis is coded K05.31, a category", examine(uncoded)

    pointing = attrs.evolve(scaling, diagnosis_pointers=[2])
    wrong = attrs.evolve(VISIT, services=[filling, pointing, crown])
    yield "The scaling points at a second diagnosis", examine(wrong)

    undated = attrs.evolve(BRACES, patient=ANNA, dates=None)
    yield "The braces say no day on which they were placed", examine(undated)

    future = attrs.evolve(crown, service_dates=date(2026, 4, 1))
    early = attrs.evolve(VISIT, services=[filling, scaling, future])
    yield "The crown is billed before it is seated", examine(early)


def main() -> None:
    """Bill three pieces of work, then get the first wrong four times."""
    for title, encounter, coverage in WORK:
        bill(title, encounter, coverage)
    print("=== Four mistakes ===\n")
    for number, (mistake, report) in enumerate(mistakes(), 1):
        print(f"{number}. {mistake}")
        for finding in report:
            print(f"   {finding}")
        print()


if __name__ == "__main__":
    main()
