"""The edits on a claim and the guide's table set the same limits: neither may drift from the other."""

from typing import Any

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.check import check
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.parties import Address, Organization, Person, Provider
from medclaim.claims.supplements import Note
from tests.claims.samples import CLAIM, ENVELOPE

# 005010X222A1: NM103 to NM107, N301, N401, NTE02, CLM01.
LIMITS = [
    ("last_name", 60, "D125"),
    ("first_name", 35, "D125"),
    ("middle_name", 25, "D125"),
    ("name_suffix", 10, "D125"),
    ("organization", 60, "D125"),
    ("line_1", 55, "D124"),
    ("city", 30, "D124"),
    ("note", 80, "D119"),
    ("patient_control_number", 38, "D061"),
]


def _with(field: str, length: int) -> ProfessionalClaim:
    text = "A" * length
    if field == "note":
        return attrs.evolve(CLAIM, note=Note("ADD", text))
    if field == "patient_control_number":
        return attrs.evolve(CLAIM, patient_control_number=text)
    address = Address(line_1="1 MAIN ST", city="AUSTIN", state="TX", postal_code="787010001")
    name: Person | Organization = Organization(text if field == "organization" else "EXAMPLE")
    changes: dict[str, Any] = {field: text}
    if field in ("line_1", "city"):
        address = attrs.evolve(address, **changes)
    if field.endswith("name") or field == "name_suffix":
        person = attrs.evolve(Person(last_name="SAMPLE"), **changes)
        return attrs.evolve(CLAIM, rendering_provider=Provider(name=person, npi="1999999984"))
    return attrs.evolve(CLAIM, service_facility=Provider(name=name, address=address))


@pytest.mark.parametrize(("field", "limit", "rule"), LIMITS)
def test_what_may_be_sent_is_written_and_one_more_is_neither(
    field: str, limit: int, rule: str
) -> None:
    fits, over = _with(field, limit), _with(field, limit + 1)
    assert x12.read(x12.write([fits], ENVELOPE)).claims == (fits,)
    assert rule not in [finding.rule.id for finding in check(fits).errors]
    assert rule in [finding.rule.id for finding in check(over).errors]
    with pytest.raises(DoesNotFitError):
        x12.write([over], ENVELOPE)


@pytest.mark.parametrize(("count", "is_right"), [(50, True), (51, False)])
def test_fifty_lines(count: int, is_right: bool) -> None:
    lines = tuple(attrs.evolve(CLAIM.lines[0], line_number=n + 1) for n in range(count))
    claim = attrs.evolve(CLAIM, lines=lines)
    assert ("D097" not in [finding.rule.id for finding in check(claim)]) is is_right
    if is_right:
        assert x12.write([claim], ENVELOPE)
    else:
        with pytest.raises(DoesNotFitError):
            x12.write([claim], ENVELOPE)
