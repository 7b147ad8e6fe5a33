"""What a typed program may pass to the constructors: mypy reads this file as strictly as ours.

A ``type: ignore`` that mypy does not need is an error, so each one below is a refusal it must see;
that the same call is refused at run time, and under the field's name, is tested beside it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import assert_type

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.encounter import Diagnosis, Encounter, Service
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Contact,
    Coverage,
    Identifier,
    Organization,
    Patient,
    Payer,
    Person,
    Provider,
    Subscriber,
)
from medclaim.claims.professional import ClaimDates
from medclaim.claims.supplements import DiagnosisCode, Note, RelatedCauses
from medclaim.codes.errors import InvalidCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.npi import Npi
from medclaim.codes.pos import PlaceOfService
from medclaim.dates import DateRange
from medclaim.malformed import Malformed
from medclaim.money import read_amount

DAY = date(2026, 3, 2)
PERSON = Person(last_name="SAMPLE", first_name="ANNA")
ADDRESS = Address(line_1="1 MAIN ST", city="AUSTIN", state="TX", postal_code="78701")
PATIENT = Patient(name=PERSON, birth_date="1959-04-17", sex="F", address=ADDRESS, weight=140)
PRACTICE = BillingProvider(
    name=Organization("EXAMPLE FAMILY PRACTICE"),
    npi="1234567893",
    tax_id="75-0000001",
    address=ADDRESS,
    contacts=[Contact(name="OFFICE", telephone="2145550100")],
    identifiers=[Identifier("0B", "12345")],
)
PAYER = Payer(name="EXAMPLE PAYER", payer_id="00001")


def _service() -> Service:
    return Service(
        procedure_code="99213",
        service_dates=DAY,
        charge="125.00",
        units=1,
        modifiers=["25", Modifier("59")],
        diagnosis_pointers=[1, 2],
        place_of_service="11",
        note=Note("ADD", "as agreed"),
    )


def _line() -> ProfessionalLine:
    return ProfessionalLine(
        line_number=1,
        procedure_code="99213",
        charge=125,
        service_dates=DateRange(DAY, DAY),
        modifiers=("25",),
        diagnosis_pointers=(1,),
    )


def test_an_encounter_of_plain_values() -> None:
    service = _service()
    assert_type(service.charge, Decimal)
    assert_type(service.modifiers, tuple[Modifier, ...])
    assert_type(service.place_of_service, PlaceOfService | None)
    encounter = Encounter(
        patient=PATIENT,
        patient_control_number="V-1001",
        billing_provider=PRACTICE,
        rendering_provider=Provider(name=PERSON, npi="1234567893", taxonomy="207Q00000X"),
        place_of_service="11",
        diagnoses=["E11.9", Icd9CmCode("250.00"), Diagnosis("I10", evidence="line 2")],
        services=[service],
        related_causes=RelatedCauses(codes=["AA"], state="TX"),
        dates=ClaimDates(onset="20260301", disability=DateRange(DAY, DAY)),
        patient_paid=5,
    )
    assert_type(encounter.diagnoses, tuple[Diagnosis, ...])
    assert_type(encounter.patient_paid, Decimal | None)
    assert encounter.services == (service,)
    assert (service.charge, encounter.patient_paid) == (Decimal("125.00"), Decimal("5.00"))
    assert encounter.diagnoses[0].code == Icd10CmCode("E11.9")
    coverage = Coverage(payer=PAYER, member_id="1EG4TE5MK73", subscriber=PATIENT)
    assert_type(coverage.relationship, str)
    assert coverage.relationship == "18"


def test_a_claim_of_plain_values_and_of_malformed_ones() -> None:
    claim = ProfessionalClaim(
        billing_provider=PRACTICE,
        subscriber=Subscriber(name=PERSON, responsibility="P", ssn="123-45-6789", birth_date=DAY),
        payer=PAYER,
        patient_control_number="V-1001",
        total_charge="125",
        place_of_service="11",
        diagnoses=["E11.9", Icd10CmCode.read("e119")],
        lines=[_line()],
        patient_paid=read_amount("1,00"),
    )
    assert_type(claim.total_charge, Decimal | Malformed)
    assert_type(claim.diagnoses, tuple[DiagnosisCode, ...])
    assert_type(claim.lines, tuple[ProfessionalLine, ...])
    assert_type(PRACTICE.npi, Npi | Malformed | None)
    assert isinstance(claim.patient_paid, Malformed)
    assert claim.total_charge == Decimal(125)


def test_an_envelope_of_plain_values() -> None:
    envelope = x12.Envelope(
        submitter=x12.Submitter(
            name=Organization("EXAMPLE SUBMITTER"), identifier="S1", contacts=(Contact(name="A"),)
        ),
        receiver=x12.Receiver(name="EXAMPLE PAYER", identifier="00001"),
        sender_id="S1",
        receiver_id="00001",
        created_on=DAY,
        created_at=time(9, 30),
        interchange_control_number=1,
        group_control_number=1,
        set_control_number=1,
        reference="BATCH-1",
    )
    assert_type(envelope.created_on, date)


def _refused() -> Iterator[tuple[str, Callable[[], object]]]:
    """Calls that mypy refuses, each with what is said at run time."""
    day, one = DAY, "99213"
    yield (
        "charge: takes a Decimal, an int or a str, not float",
        lambda: Service(procedure_code=one, service_dates=day, charge=1.5),  # type: ignore[arg-type]
    )
    yield (
        "charge: takes a Decimal, an int or a str, not NoneType",
        lambda: Service(procedure_code=one, service_dates=day, charge=None),  # type: ignore[arg-type]
    )
    yield (
        "procedure_code: parse_procedure takes a str, not int",
        lambda: Service(procedure_code=99213, service_dates=day, charge=1),  # type: ignore[arg-type]
    )
    yield (
        "diagnosis_pointers: takes an int, not str",
        lambda: Service(
            procedure_code=one,
            service_dates=day,
            charge=1,
            diagnosis_pointers=["1"],  # type: ignore[list-item]
        ),
    )
    yield (
        "birth_date: takes a date, not int",
        lambda: Patient(name=PERSON, birth_date=19590417, sex="F"),  # type: ignore[arg-type]
    )
    yield (
        "name: takes Person or Organization, not str",
        lambda: Provider(name="EXAMPLE LAB"),  # type: ignore[arg-type]
    )
    yield ("npi: Npi takes a str, not int", lambda: Provider(name=PERSON, npi=1234567893))  # type: ignore[arg-type]
    yield (
        "identifiers: takes Identifier values, not str",
        lambda: Payer(name="A", payer_id="1", identifiers=["0B"]),  # type: ignore[list-item]
    )
    yield ("last_name: takes a str, not NoneType", lambda: Person(last_name=None))  # type: ignore[arg-type]
    yield (
        "codes: 'int' object is not iterable",
        lambda: RelatedCauses(codes=5),  # type: ignore[arg-type]
    )
    yield (
        "codes: takes str values, not int",
        lambda: RelatedCauses(codes=[1]),  # type: ignore[list-item]
    )
    yield (
        "emergency: takes a bool, not str",
        lambda: Service(procedure_code=one, service_dates=day, charge=1, emergency="N"),  # type: ignore[arg-type]
    )
    yield (
        "emergency: takes a bool, not NoneType",
        lambda: Service(procedure_code=one, service_dates=day, charge=1, emergency=None),  # type: ignore[arg-type]
    )
    yield (
        "line_number: takes an int, not str",
        lambda: ProfessionalLine(
            line_number="1",  # type: ignore[arg-type]
            procedure_code=one,
            charge=1,
            service_dates=day,
        ),
    )


@pytest.mark.parametrize("said, call", list(_refused()))
def test_what_mypy_refuses_is_refused_under_the_name_of_the_field(
    said: str, call: Callable[[], object]
) -> None:
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == said
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_what_is_left_out_is_missed_by_mypy_and_at_run_time() -> None:
    with pytest.raises(TypeError, match="missing"):
        Service()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing"):
        Patient(name=PERSON, birth_date=DAY)  # type: ignore[call-arg]


def test_an_encounter_holds_no_malformed_for_mypy() -> None:
    """At run time it may, as every field may: what a text got wrong is reported, not lost."""
    wrong = Malformed.missing("amount")
    service = Service(procedure_code="99213", service_dates=DAY, charge=wrong)  # type: ignore[arg-type]
    assert isinstance(service.charge, Malformed)


def test_a_code_says_itself_what_is_wrong() -> None:
    with pytest.raises(InvalidCode, match=r"^NPI: "):
        Provider(name=PERSON, npi="1234567890")


def test_what_no_type_tells_apart_is_refused_at_run_time() -> None:
    with pytest.raises(ValueError, match=r"^charge: has more than two decimals"):
        attrs.evolve(_service(), charge="1.005")
    with pytest.raises(TypeError, match=r"^birth_date: takes a date \(say which day it is\)"):
        attrs.evolve(PATIENT, birth_date=datetime(1959, 4, 17))  # noqa: DTZ001
    with pytest.raises(TypeError, match=r"^modifiers: takes a sequence of values, not one str"):
        attrs.evolve(_line(), modifiers="25")
    for number in (-1, 10**9):
        with pytest.raises(ValueError, match=r"^line_number: is negative or has more than nine"):
            attrs.evolve(_line(), line_number=number)
        for value in (_line(), _service()):
            with pytest.raises(ValueError, match=r"^diagnosis_pointers: is negative or has more"):
                attrs.evolve(value, diagnosis_pointers=[1, number])
    with pytest.raises(ValueError, match=r"^last_name: is empty"):
        Person(last_name="")
