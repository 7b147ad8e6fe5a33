"""Made-up office visits of four lines as typed claims: what the 837P comparisons write and read.

No person, number or address in them is anybody's. The same count gives the same claims.
"""

# mypy: disable-error-code="arg-type"
# As a user writes them: a str where a code, an amount or a list of codes is kept.

import random
from datetime import date, time, timedelta
from typing import Any

import attrs

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.lines import ProfessionalLine
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
    Subscriber,
)
from medclaim.claims.x12 import Envelope, Receiver, Submitter

FIRST_DAY = date(2026, 3, 2)
FIRST_NAMES = ("ANNA", "BEN", "CARLA", "DAVID", "ELENA", "FRANK", "GRACE", "HUGO", "IRIS", "JONAS")
LAST_NAMES = ("SAMPLE", "TESTER", "EXAMPLE", "DUMMY", "MODEL", "SPECIMEN", "PATTERN", "FIGURE")
STREETS = ("OAK STREET", "ELM AVENUE", "MAIN STREET", "PINE ROAD", "LAKE DRIVE")
# An established patient's visit with what a practice does in the same hour: code, modifier, charge.
VISITS = (
    (("99214", "25", "187.00"), ("36415", None, "12.50"), ("83036", "QW", "24.00"), ("93000", None, "48.75")),
    (("99213", "25", "132.00"), ("90471", None, "31.00"), ("90686", None, "28.40"), ("81002", None, "9.00")),
    (("99214", "25", "187.00"), ("20610", "RT", "214.00"), ("J3301", None, "42.08"), ("73562", "RT", "88.00")),
)  # fmt: skip
DIAGNOSES = (
    ("E11.9", "I10", "E78.5", "Z79.4"),
    ("J45.909", "Z23", "R05.9"),
    ("M17.11", "M25.561", "I10"),
)

# What a vaccination points to: the encounter for it, second in its visit.
_VACCINATIONS = ("90471", "90686")

ENVELOPE = Envelope(
    submitter=Submitter(
        name=Organization("EXAMPLE BILLING SERVICE"),
        identifier="EXBILL01",
        contacts=[Contact(name="CLAIMS DESK", telephone="5125550100")],
    ),
    receiver=Receiver(name="EXAMPLE HEALTH PLAN", identifier="EXPLAN01"),
    sender_id="EXBILL01",
    receiver_id="EXPLAN01",
    created_on=date(2026, 4, 15),
    created_at=time(8, 30),
    interchange_control_number=1,
    group_control_number=1,
    set_control_number=1,
    reference="BATCH0001",
)


def _pointers(visit: int, number: int, code: str) -> tuple[int, ...]:
    if number == 1:
        return tuple(range(1, len(DIAGNOSES[visit]) + 1))
    return (2,) if code in _VACCINATIONS else (1,)


def npi(number: int) -> str:
    """The NPI whose first nine digits are ``number``: 45 CFR 162.406, Luhn with the prefix 80840."""
    digits = [int(digit) for digit in f"80840{number}"]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[::-2])
    return f"{number}{-(sum(doubled) + sum(digits[-2::-2])) % 10}"


def claims(count: int) -> list[Any]:
    """``count`` claims, every value of them new: nothing an earlier list held is used again."""
    rng = random.Random(837)  # the same claims every time
    billing = BillingProvider(
        name=Organization("EXAMPLE FAMILY PRACTICE"),
        npi=npi(123456789),
        tax_id="741234561",
        taxonomy="207Q00000X",
        address=Address(line_1="1 MAIN STREET", city="AUSTIN", state="TX", postal_code="787010001"),
        contacts=[Contact(name="FRONT OFFICE", telephone="5125550101")],
    )
    payer = Payer(name="EXAMPLE HEALTH PLAN", payer_id="EX001")
    doctors = [
        Provider(
            name=Person(last_name=LAST_NAMES[index], first_name=FIRST_NAMES[index]),
            npi=npi(198765432 - index),
            taxonomy="207Q00000X",
        )
        for index in range(5)
    ]
    return [_claim(index, rng, billing, payer, doctors) for index in range(count)]


def courses(days: int) -> list[Any]:
    """A hundred claims of so many daily visits, four lines each: what a long claim costs by the line."""
    return [_course(claim, days) for claim in claims(100)]


def _course(claim: ProfessionalClaim, days: int) -> ProfessionalClaim:
    lines = [
        attrs.evolve(
            line,
            line_number=number,
            service_dates=line.service_dates + timedelta(days=day),
            line_control_number=f"{claim.patient_control_number}L{number}",
        )
        for number, (day, line) in enumerate(
            ((day, line) for day in range(days) for line in claim.lines), 1
        )
    ]
    return attrs.evolve(claim, lines=lines, total_charge=claim.total_charge * days)


def encounters(count: int) -> list[tuple[Encounter, Coverage]]:
    """The same visits before any payer: what composes to ``claims(count)``."""
    return [_encounter(claim) for claim in claims(count)]


def _encounter(claim: ProfessionalClaim) -> tuple[Encounter, Coverage]:
    holder = Patient(
        name=claim.subscriber.name,
        birth_date=claim.subscriber.birth_date,
        sex=claim.subscriber.sex,
        address=claim.subscriber.address,
    )
    patient = claim.patient or holder
    encounter = Encounter(
        patient=patient,
        patient_control_number=claim.patient_control_number,
        billing_provider=claim.billing_provider,
        rendering_provider=claim.rendering_provider,
        place_of_service=claim.place_of_service,
        prior_authorization=claim.prior_authorization,
        diagnoses=claim.diagnoses,
        services=[
            Service(
                procedure_code=line.procedure_code,
                modifiers=line.modifiers,
                charge=line.charge,
                units=line.units,
                diagnosis_pointers=line.diagnosis_pointers,
                service_dates=line.service_dates,
                line_control_number=line.line_control_number,
            )
            for line in claim.lines
        ],
    )
    coverage = Coverage(
        payer=claim.payer,
        member_id=claim.subscriber.member_id,
        relationship=patient.relationship or "18",
        subscriber=holder if claim.patient else None,
    )
    return encounter, coverage


def _claim(
    index: int,
    rng: random.Random,
    billing: BillingProvider,
    payer: Payer,
    doctors: list[Provider],
) -> ProfessionalClaim:
    visit = rng.randrange(len(VISITS))
    day = FIRST_DAY + timedelta(days=rng.randrange(28))
    control = f"EX{index:06d}"
    last_name = rng.choice(LAST_NAMES)
    # Every fifth patient is a child on a parent's coverage, and has a level of its own.
    child = _person(rng, last_name, date(2016, 1, 1), "19") if index % 5 == 4 else None
    holder = _person(rng, last_name, date(1960, 1, 1), None)
    return ProfessionalClaim(
        billing_provider=billing,
        subscriber=Subscriber(
            name=holder.name,
            member_id=f"M{rng.randrange(10**8):08d}",
            responsibility="P",
            relationship=None if child else "18",
            filing_indicator="CI",
            address=holder.address,
            birth_date=holder.birth_date,
            sex=holder.sex,
        ),
        payer=payer,
        patient=child,
        patient_control_number=control,
        total_charge=_total(visit),
        place_of_service="11",
        diagnoses=DIAGNOSES[visit],
        prior_authorization=f"PA{index:07d}" if index % 4 == 0 else None,
        rendering_provider=rng.choice(doctors),
        lines=[
            ProfessionalLine(
                line_number=number,
                procedure_code=procedure,
                modifiers=[modifier] if modifier else [],
                charge=charge,
                units=1,
                diagnosis_pointers=_pointers(visit, number, procedure),
                service_dates=day,
                line_control_number=f"{control}L{number}",
            )
            for number, (procedure, modifier, charge) in enumerate(VISITS[visit], 1)
        ],
    )


def _total(visit: int) -> str:
    cents = sum(int(charge.replace(".", "")) for _, _, charge in VISITS[visit])
    return f"{cents // 100}.{cents % 100:02d}"


def _person(
    rng: random.Random, last_name: str, born_after: date, relationship: str | None
) -> Patient:
    return Patient(
        name=Person(last_name=last_name, first_name=rng.choice(FIRST_NAMES), middle_name="Q"),
        birth_date=born_after + timedelta(days=rng.randrange(3000)),
        sex=rng.choice("FM"),
        relationship=relationship,
        address=Address(
            line_1=f"{rng.randrange(1, 999)} {rng.choice(STREETS)}",
            city="AUSTIN",
            state="TX",
            postal_code=f"787{rng.randrange(1, 60):02d}",
        ),
    )
