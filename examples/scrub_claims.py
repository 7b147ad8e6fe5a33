"""A day's claims of a small practice, scrubbed: a dozen mistakes found and put right before they leave.

Twelve visits stand on the day sheet. This prints what a check says of each; takes over the suggested
corrections, which never change what a code means; has the biller, who knows the record, put right what
is left, each with the reason; and shows the claims that go out. Nothing here is read, sent or kept.
All people, places and numbers are made up, and so are the two tables, of which a practice has the
published ones.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import attrs

from medclaim.claims.check import Checker
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.compose import CodingNotCompleteError, compose
from medclaim.claims.correct import corrected
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Coverage,
    Organization,
    Patient,
    Payer,
    Person,
    Provider,
)
from medclaim.claims.payers import (
    COMMERCIAL,
    MEDICARE_PART_B,
    PayerPolicy,
)
from medclaim.claims.professional import ClaimDates
from medclaim.claims.supplements import ClaimIdentifiers, RelatedCauses
from medclaim.codes.fee_schedule import FeeIndicators, FeeSchedule
from medclaim.codes.modifier import Modifier
from medclaim.codes.mue import MueLimit, MueTable
from medclaim.codes.procedure import read_procedure
from medclaim.codes.tables import EMBEDDED
from medclaim.findings import Report

DAY = date(2026, 3, 2)
SUBMITTED_ON = date(2026, 3, 3)
YEAR = {"edition": "made up", "window": (date(2026, 1, 1), date(2026, 12, 31))}
TABLES = attrs.evolve(
    EMBEDDED,
    # A joint injection has no days after it, a visit is no procedure.
    fee_schedule=FeeSchedule.from_indicators(
        [
            ("20610", "", FeeIndicators(status="A", global_days="000", bilateral="1")),
            ("99213", "", FeeIndicators(status="A", global_days="XXX")),
        ],
        **YEAR,
    ),
    # Nobody needs more than one of these tests in a day.
    mue=MueTable.from_limits([("83036", MueLimit(1, "2"))], **YEAR),
)

HOME = Address(line_1="1 IMAGINARY WAY", city="EXAMPLE CITY", state="TX", postal_code="752010002")
PRACTICE = BillingProvider(
    name=Organization("EXAMPLE FAMILY PRACTICE"),
    npi="1234567893",
    tax_id="75-0000001",
    taxonomy="207Q00000X",
    address=attrs.evolve(HOME, line_1="100 SAMPLE ST", postal_code="752010001"),
)
DOCTOR = Provider(name=Person(last_name="FICTION", first_name="FRANCES"), npi="1999999984")


def patient(first_name: str, born: date, sex: str) -> Patient:
    """Everybody on this sheet is called SAMPLE, lives in the same house and has a number in common."""
    name = Person(last_name="SAMPLE", first_name=first_name)
    return Patient(name=name, birth_date=born, sex=sex, address=HOME)


ANNA, EDITH, IRMA, MAGDA = (
    patient(name, date(1952, 4, 17), "F") for name in ("ANNA", "EDITH", "IRMA", "MAGDA")
)
PAUL, OTTO, EMIL, LARS = (
    patient(name, date(1981, 1, 10), "M") for name in ("PAUL", "OTTO", "EMIL", "LARS")
)
NORA, IDA, LENA = (patient(name, date(1983, 9, 2), "F") for name in ("NORA", "IDA", "LENA"))
TIMMY = patient("TIMMY", date(2019, 6, 30), "M")

CONTRACTOR = Payer(name="EXAMPLE MEDICARE CONTRACTOR", payer_id="00002")
PLAN = Payer(name="EXAMPLE EMPLOYER PLAN", payer_id="00004")
MEDICARE = Coverage(payer=CONTRACTOR, member_id="1EG4TE5MK73"), MEDICARE_PART_B
MISREAD = Coverage(payer=CONTRACTOR, member_id="1EG4TE5MK7O"), MEDICARE_PART_B
EMPLOYER = Coverage(payer=PLAN, member_id="E-1001"), COMMERCIAL
FATHER = Coverage(payer=PLAN, member_id="E-1001", relationship="19", subscriber=PAUL), COMMERCIAL


class Visit(NamedTuple):
    """A row of the day sheet: what was coded, and who pays."""

    encounter: Encounter
    coverage: Coverage
    policy: PayerPolicy


def service(code: Any, charge: str, *pointers: int, **facts: Any) -> Service:
    """A service of the day for the diagnoses pointed to."""
    facts = {"service_dates": DAY, "diagnosis_pointers": pointers, **facts}
    return Service(procedure_code=code, charge=charge, **facts)


def visit(
    number: int,
    who: Patient,
    payer: tuple[Coverage, PayerPolicy],
    diagnoses: list[str],
    *services: Service,
) -> Visit:
    """A visit in the office as the coder entered it."""
    encounter = Encounter(
        patient=who,
        patient_control_number=f"VISIT-{number:02}",
        billing_provider=PRACTICE,
        rendering_provider=DOCTOR,
        place_of_service="11",
        identifiers=ClaimIdentifiers(clia_number="45D9999999"),
        diagnoses=diagnoses,
        services=services,
    )
    return Visit(encounter, *payer)


OFFICE = service("99213", "125.00", 1)
LATER = service("99213", "125.00", 1, service_dates=date(2026, 3, 22))
# What somebody typed is read, not parsed: what is no code is kept, and the report says so.
DRUG = service(read_procedure("j1885"), "30.00", 1)
JOINT = service("20610", "180.00", 1, modifiers=[Modifier.read("lt")])
TWO_TESTS = service("83036", "85.00", 1, modifiers=["QW"], units=2)

DAY_SHEET = [
    visit(1, ANNA, MEDICARE, ["I10.X"], OFFICE),
    visit(2, PAUL, EMPLOYER, ["T81.40A"], OFFICE),
    visit(3, NORA, EMPLOYER, ["M54.50"], DRUG, service("96372", "35.00", 1)),
    visit(4, OTTO, EMPLOYER, ["M17.12", "I10"], service("99213", "125.00", 2), JOINT),
    visit(5, IDA, EMPLOYER, ["W01.0XXA", "S93.401A"], OFFICE),
    visit(6, EDITH, MEDICARE, ["E11"], OFFICE),
    visit(7, EMIL, EMPLOYER, ["E11.9", "E11.65"], OFFICE),
    visit(8, IRMA, MEDICARE, ["E11.9"], service("99213", "125.00", 1, 2), TWO_TESTS),
    visit(9, MAGDA, MISREAD, ["I10"], OFFICE),
    visit(10, TIMMY, FATHER, ["Z00.129"], service("99395", "160.00", 1)),
    visit(11, LENA, EMPLOYER, ["I10"], LATER),
    visit(11, LARS, EMPLOYER, ["J02.9"], OFFICE),
]

OTHER_ACCIDENT, SLIPPED = RelatedCauses(codes=["OA"]), ClaimDates(accident=DAY)

Change = Callable[[Visit], Visit]


def coded(**changes: Any) -> Change:
    """Other facts of the encounter."""
    return lambda row: row._replace(encounter=attrs.evolve(row.encounter, **changes))


def service_of(number: int, **changes: Any) -> Change:
    """Other facts of a service, counted from 1."""

    def change(row: Visit) -> Visit:
        services = list(row.encounter.services)
        services[number - 1] = attrs.evolve(services[number - 1], **changes)
        return coded(services=services)(row)

    return change


def paid_by(payer: tuple[Coverage, PayerPolicy]) -> Change:
    """Another coverage."""
    return lambda row: Visit(row.encounter, *payer)


# What only somebody with the record can decide: the row, what is changed, and why.
BILLER = [
    (4, service_of(1, modifiers=["25"]), "the blood pressure was seen to apart from the knee"),
    (5, coded(diagnoses=["S93.401A", "W01.0XXA"]), "the sprain is what was treated"),
    (5, coded(related_causes=OTHER_ACCIDENT, dates=SLIPPED), "she slipped that morning, at home"),
    (6, coded(diagnoses=["E11.9"]), "the note says type 2, well controlled"),
    (7, coded(diagnoses=["E11.65"]), "the note says with hyperglycemia, which says it all"),
    (8, service_of(1, diagnosis_pointers=[1]), "the note has no second diagnosis"),
    (8, service_of(2, units=1, charge="42.50"), "the log has one test"),
    (8, coded(referring_provider=DOCTOR), "the doctor ordered the test herself, and Medicare asks"),
    (9, paid_by(MEDICARE), "copied again from the card"),
    (10, service_of(1, procedure_code="99393"), "he is six: the code for 5 to 11 years"),
    (11, service_of(1, service_dates=DAY), "the schedule has the visit on the 2nd"),
]


def claim_of(row: Visit) -> tuple[ProfessionalClaim | None, Report]:
    """The claim and its report; of a visit whose coding has errors no claim, and that report."""
    checker = Checker(tables=TABLES, payer=row.policy, submitted_on=SUBMITTED_ON)
    try:
        claim = compose(row.encounter, row.coverage, row.policy, checker=checker)
    except CodingNotCompleteError as error:
        return None, error.report
    return claim, checker(claim)


def claims(rows: list[Visit]) -> list[ProfessionalClaim]:
    """The claims of the rows that have one."""
    return [claim for row in rows if (claim := claim_of(row)[0]) is not None]


def print_findings(rows: list[Visit]) -> None:
    """What is found, row by row."""
    for number, row in enumerate(rows, 1):
        for finding in claim_of(row)[1]:
            print(f"{number:2}. {finding}")
    print()


def take_suggestions(rows: list[Visit]) -> Iterator[Visit]:
    """The rows with what the reports on their coding suggest."""
    for number, row in enumerate(rows, 1):
        claim, report = claim_of(row)
        for finding in report:
            if finding.suggestion is not None:
                print(f"{number:2}. {finding.path} becomes {finding.suggestion}")
        yield row if claim else row._replace(encounter=corrected(row.encounter, report))
    print()


def print_claim(claim: ProfessionalClaim) -> None:
    """One line a claim: its number, diagnoses, services and total charge."""
    lines = [
        f"{'-'.join([str(line.procedure_code), *map(str, line.modifiers)])} {line.charge}"
        for line in claim.lines
    ]
    found = (
        f"{', '.join(map(str, claim.diagnoses))}: {', '.join(lines)}; {claim.total_charge} in all"
    )
    print(f"{claim.patient_control_number} {found}")


def main() -> None:
    """Find, correct, ask the biller, and show what goes out."""
    print("=== What is found ===\n")
    print_findings(DAY_SHEET)
    print("=== What is suggested and taken over ===\n")
    rows = list(take_suggestions(DAY_SHEET))
    print("=== What the biller puts right ===\n")
    for number, change, reason in BILLER:
        rows[number - 1] = change(rows[number - 1])
        print(f"{number:2}. {reason}")
    print("\n=== What only all of them show ===\n")
    batch = Checker(tables=TABLES, submitted_on=SUBMITTED_ON)
    print(*batch.check_batch(claims(rows)), sep="\n", end="\n\n")
    rows[-1] = coded(patient_control_number="VISIT-12")(rows[-1])
    print("12. number 11 was given twice\n")
    print("=== What goes out ===\n")
    for claim in claims(rows):
        print_claim(claim)
    print(f"\n{sum(len(claim_of(row)[1]) for row in rows)} findings,", end=" ")
    print(f"{len(batch.check_batch(claims(rows)))} on all of them together")


if __name__ == "__main__":
    main()
