"""Every finding that the published examples cause, of every weight, each with the reason it is right.

``tests/vectors/published/findings.csv`` is read by a person: a row a finding. Its last column says
why the finding is right, and ``repaired`` whether it is gone once the examples' fictional NPIs pass
their check digit, the ZIP codes that the guide wants whole have nine digits, and the one date given
for a range is one. Each example is checked as of the day it was sent, for the payer it names.
"""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.check import Checker
from medclaim.claims.claim import Claim
from medclaim.claims.history import History
from medclaim.claims.parties import BillingProvider, Provider
from medclaim.claims.payers import POLICIES
from medclaim.codes.npi import Npi
from medclaim.dates import DateRange
from medclaim.findings import Finding, Severity
from medclaim.malformed import Malformed
from tests.claims.samples import ENVELOPE
from tests.x12 import test_dental_published as dental
from tests.x12 import test_institutional_published as institutional
from tests.x12 import test_published as professional
from tests.x12 import test_published_situations as situations

SNAPSHOT = Path(__file__).parents[1] / "vectors" / "published" / "findings.csv"
COLUMNS = ("example", "rule", "severity", "place", "repaired", "reason")

# The name each is published under, its facts, the day it was sent (BHT04).
EXAMPLES: dict[str, tuple[Callable[[], Claim], date]] = {
    "837p/commercial-health-insurance": (professional.commercial, date(2006, 10, 15)),
    "837p/encounter": (professional.encounter, date(2006, 10, 15)),
    "837p/COB-claim-from-billing-provider-to-payer-a": (situations.other_payer, date(2005, 10, 15)),
    "837p/ambulance": (situations.ambulance, date(2005, 2, 8)),
    "837p/anesthesia": (situations.anesthesia, date(2005, 1, 17)),
    "837p/chiropractic": (situations.chiropractic, date(2005, 2, 15)),
    "837p/drug-administered-in-the-physician-office": (situations.drug, date(2004, 8, 1)),
    "837p/medicare-secondary-payer-COB": (situations.secondary, date(2005, 2, 14)),
    "837i/837-institutional-claim": (institutional.hospital, date(1996, 9, 18)),
    "837i/ppo-repriced-claim": (institutional.repriced, date(2005, 7, 21)),
    "837d/claim-from-billing-provider-to-payer-a": (dental.payer_a, date(2006, 11, 23)),
    "837d/commercial-health-insurance": (dental.commercial, date(2006, 11, 23)),
    "837d/orthodontic-treatment-plan": (dental.orthodontics, date(2006, 11, 23)),
    "837d/multiple-tooth-numbers": (dental.several_teeth, date(2014, 3, 5)),
}
_POLICIES = {code: policy for policy in reversed(POLICIES) for code in policy.filing_indicators}


class Row(NamedTuple):
    """A finding on a published example, without its reason."""

    example: str
    rule: str
    severity: str
    place: str
    repaired: str


def _snapshot() -> dict[Row, str]:
    with SNAPSHOT.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert rows
    assert tuple(rows[0]) == COLUMNS
    found = {Row(*[row[name] for name in Row._fields]): row["reason"] for row in rows}
    assert len(found) == len(rows), "a row stands twice"
    return found


def _findings(claim: Claim, on: date) -> Iterator[Finding]:
    """Of the claim's text, its syntax, its guide and every edit."""
    text = x12.write([claim], attrs.evolve(ENVELOPE, created_on=on))
    policy = _POLICIES.get(str(claim.subscriber.filing_indicator))
    yield from Checker(payer=policy, submitted_on=on, history=History()).check_text(text)


def _place(found: Finding) -> str:
    return found.path.removeprefix("claims[0].")


def _passing(published: str) -> Npi:
    """The NPI nearest to a published one: the first digit an NPI has, the check digit it needs."""
    texts = [f"1{published[1:9]}{last}" for last in range(10)]
    return next(npi for npi in map(Npi.read, texts) if type(npi) is Npi)


def _repaired(value: Any) -> Any:
    """A claim as its publisher would write it today, or a part of one."""
    if isinstance(value, Malformed):
        if value.kind == "NPI":
            return _passing(value.text)
        if value.kind == "date range":
            day = date(int(value.text[:4]), int(value.text[4:6]), int(value.text[6:8]))
            return DateRange(day, day)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_repaired(item) for item in value)
    if not attrs.has(type(value)) or isinstance(value, Malformed):
        return value
    fields = [field.name for field in attrs.fields(type(value)) if field.init]
    made = attrs.evolve(value, **{name: _repaired(getattr(value, name)) for name in fields})
    if isinstance(made, BillingProvider | Provider) and made.address is not None:
        code = made.address.postal_code
        if isinstance(code, str) and len(code) == 5:
            made = attrs.evolve(made, address=attrs.evolve(made.address, postal_code=f"{code}0001"))
    return made


@cache
def _rows(example: str) -> tuple[Row, ...]:
    make, on = EXAMPLES[example]
    claim = make()
    left = {(f.rule.id, _place(f)) for f in _findings(_repaired(claim), on)}
    return tuple(
        Row(
            example,
            found.rule.id,
            found.severity.value,
            _place(found),
            "no" if (found.rule.id, _place(found)) in left else "yes",
        )
        for found in _findings(claim, on)
    )


def _lines(rows: set[Row]) -> str:
    return "\n".join(",".join(row) for row in sorted(rows))


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_finding_has_its_row_and_every_row_its_finding(example: str) -> None:
    """A rule that finds something new here wants a row that says why it is right, or to be mended."""
    found = set(_rows(example))
    known = {row for row in _snapshot() if row.example == example}
    assert not found - known, f"add to {SNAPSHOT.name}, with the reason:\n{_lines(found - known)}"
    assert not known - found, f"take out of {SNAPSHOT.name}:\n{_lines(known - found)}"


@pytest.mark.parametrize("example", EXAMPLES)
def test_repairing_brings_nothing_new(example: str) -> None:
    make, on = EXAMPLES[example]
    left = {(f.rule.id, f.severity.value, _place(f)) for f in _findings(_repaired(make()), on)}
    assert left == {row[1:4] for row in _rows(example) if row.repaired == "no"}


# Errors that are there for another reason than a made-up number: the reason names what official
# source refused such a claim on its day.
SUPPORTED = {("837p/chiropractic", "C117")}


def test_no_error_is_left_once_repaired_but_those_an_official_source_supports() -> None:
    left = [row for row in _snapshot() if row.severity == Severity.ERROR and row.repaired == "no"]
    assert {(row.example, row.rule) for row in left} == SUPPORTED


def test_a_reviewer_can_read_the_snapshot() -> None:
    snapshot = _snapshot()
    assert list(snapshot) == sorted(snapshot)
    assert {row.example for row in snapshot} <= set(EXAMPLES)
    for row, reason in snapshot.items():
        assert len(reason.split()) >= 5, row
        assert reason.endswith("."), row


def test_every_published_text_is_here(shared: Path) -> None:
    texts = {f"{path.parent.name}/{path.stem}" for path in (shared / "examples").glob("837*/*.edi")}
    assert texts == set(EXAMPLES)
