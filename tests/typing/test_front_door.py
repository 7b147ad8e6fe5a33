"""What a user's program imports from ``medclaim`` itself: mypy reads this file as strictly as ours."""

import importlib
import subprocess
import sys
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import assert_type

import pytest

import medclaim as mc
from medclaim import (
    EMBEDDED,
    MEDICARE_PART_B,
    Address,
    BillingProvider,
    Checker,
    Coverage,
    Encounter,
    Icd10CmCode,
    Organization,
    Patient,
    Payer,
    Person,
    ProfessionalClaim,
    Report,
    Service,
    Status,
    check,
    compose,
    from_json,
    redact,
    to_json,
    x12,
)

HOME = Address(line_1="1 MAIN ST", city="AUSTIN", state="TX", postal_code="787010001")
VISIT = Encounter(
    patient=Patient(
        name=Person(last_name="SAMPLE", first_name="ANNA"),
        birth_date=date(1959, 4, 17),
        sex="F",
        address=HOME,
    ),
    patient_control_number="V-1001",
    billing_provider=BillingProvider(
        name=Organization("EXAMPLE FAMILY PRACTICE"),
        npi="1234567893",
        tax_id="75-0000001",
        address=HOME,
    ),
    place_of_service="11",
    diagnoses=["E11.9", "I10"],
    services=[
        Service(
            procedure_code="99213",
            service_dates=date(2026, 3, 2),
            charge="125.00",
            diagnosis_pointers=[1, 2],
        )
    ],
)
COVERAGE = Coverage(
    payer=Payer(name="EXAMPLE MEDICARE CONTRACTOR", payer_id="00002"), member_id="1EG4TE5MK73"
)


def test_the_tour_from_the_front_door() -> None:
    claim = compose(VISIT, COVERAGE, MEDICARE_PART_B)
    assert_type(claim, ProfessionalClaim)
    report = Checker(payer=MEDICARE_PART_B, submitted_on=date(2026, 3, 9))(claim)
    assert_type(report, Report)
    assert report.errors == check(claim, payer=MEDICARE_PART_B).errors == ()
    assert claim.total_charge == Decimal(125)
    assert_type(redact(claim), ProfessionalClaim)
    assert from_json(ProfessionalClaim, to_json(claim)) == claim
    assert x12.read("").claims == ()


def test_a_table_may_be_absent() -> None:
    table = EMBEDDED.icd10cm
    assert table is not None
    assert_type(table, mc.CodeTable)
    assert table.status(Icd10CmCode("E11.9"), date(2026, 3, 2)) is Status.BILLABLE


def test_the_same_by_the_name_of_the_package() -> None:
    assert_type(mc.codes.Icd10CmCode("E11.9"), mc.Icd10CmCode)
    assert mc.codes.Npi is mc.Npi
    assert mc.convert.to_json is mc.to_json
    assert mc.TRICARE in mc.claims.payers.POLICIES


def test_every_name_is_found_and_only_names_are_shown() -> None:
    for name in mc.__all__:
        assert getattr(mc, name) is not None
    assert len(set(mc.__all__)) == len(mc.__all__)
    assert {name for name in dir(mc) if not name.startswith("_")} == set(mc.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        mc.nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("name", mc.__all__)
def test_a_name_works_first_of_all(name: str) -> None:
    """Right after the first import, whatever else has been imported before or not."""
    home = mc._HOME[name]
    value = getattr(mc, name)
    if isinstance(value, ModuleType):
        assert value is importlib.import_module(".".join(filter(None, ["medclaim", home, name])))
    else:
        assert value is getattr(importlib.import_module(f"medclaim.{home}"), name)


def test_parts_are_found_right_after_the_import() -> None:
    tried = (
        "import sys, medclaim as mc\n"
        "assert not [name for name in sys.modules if name.startswith('medclaim.')]\n"
        "assert mc.codes.Npi('1234567893') == mc.Npi('1234567893')\n"
        "assert mc.claims.__name__ == 'medclaim.claims'\n"
        "assert mc.cms1500.ITEMS and mc.convert.to_plain\n"
    )
    subprocess.run([sys.executable, "-c", tried], check=True)
