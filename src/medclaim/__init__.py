"""US medical coding and billing as values and pure functions: the tour.

A coder enters a visit:

>>> from datetime import date, time
>>> import medclaim as mc
>>> home = mc.Address(line_1="1 MAIN ST", city="AUSTIN", state="TX", postal_code="787010001")
>>> visit = mc.Encounter(
...     patient=mc.Patient(
...         name=mc.Person(last_name="SAMPLE", first_name="ANNA"),
...         birth_date=date(1959, 4, 17), sex="F", address=home,
...     ),
...     patient_control_number="V-1001",
...     billing_provider=mc.BillingProvider(
...         name=mc.Organization("EXAMPLE FAMILY PRACTICE"),
...         npi="1234567893", tax_id="75-0000001", address=home,
...     ),
...     rendering_provider=mc.Provider(
...         name=mc.Person(last_name="EXAMPLE", first_name="CARL"), npi="1999999984",
...     ),
...     place_of_service="11",
...     diagnoses=["E11.9", "I10"],
...     services=[mc.Service(
...         procedure_code="99213", service_dates=date(2026, 3, 2), charge="125.00",
...         diagnosis_pointers=[1, 2],
...     )],
... )

The codes know what they are, and whether they may be used on a day:

>>> visit.diagnoses[0].code, mc.EMBEDDED.icd10cm.status(visit.diagnoses[0].code, date(2026, 3, 2))
(Icd10CmCode('E11.9'), <Status.BILLABLE: 'billable'>)

With a coverage it becomes a claim, which is checked before any payer sees it:

>>> coverage = mc.Coverage(
...     payer=mc.Payer(name="EXAMPLE MEDICARE CONTRACTOR", payer_id="00002"),
...     member_id="1EG4TE5MK73",
... )
>>> claim = mc.compose(visit, coverage, mc.MEDICARE_PART_B)
>>> mc.check(claim, payer=mc.MEDICARE_PART_B, submitted_on=date(2026, 3, 9)).errors
()

and written as the payer takes it:

>>> envelope = mc.x12.Envelope(
...     submitter=mc.x12.Submitter(
...         name=mc.Organization("EXAMPLE FAMILY PRACTICE"), identifier="ETIN1",
...         contacts=[mc.Contact(name="BILLING DESK", telephone="5125550100")],
...     ),
...     receiver=mc.x12.Receiver(name="EXAMPLE MEDICARE CONTRACTOR", identifier="00002"),
...     sender_id="EXAMPLE", receiver_id="00002", reference="BATCH1",
...     created_on=date(2026, 3, 9), created_at=time(9, 30),
...     interchange_control_number=1, group_control_number=1, set_control_number=1,
... )
>>> text = mc.x12.write([claim], envelope)
>>> print(next(segment for segment in text.split("~") if segment.startswith("CLM")))
CLM*V-1001*125***11:B:1*Y*A*Y*Y
>>> mc.x12.read(text).claims == (claim,)
True

Everything named here is found on first use, so that importing a part stays cheap.
"""

# ruff: noqa: F401  the imports below tell type checkers what __getattr__ finds

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from medclaim.claims import x12
    from medclaim.claims.check import Checker, check, check_batch, check_text
    from medclaim.claims.claim import (
        ClaimDates,
        ClaimIdentifiers,
        ProfessionalClaim,
        RelatedCauses,
    )
    from medclaim.claims.compose import CodingNotCompleteError, compose, replacement, void
    from medclaim.claims.encounter import Diagnosis, Encounter, Service
    from medclaim.claims.errors import DoesNotFitError
    from medclaim.claims.forms import cms1500
    from medclaim.claims.lines import Note, ProfessionalLine
    from medclaim.claims.parties import (
        Address,
        BillingProvider,
        Contact,
        Coverage,
        Identifier,
        Organization,
        Patient,
        Payer,
        PayTo,
        Person,
        Provider,
        Subscriber,
    )
    from medclaim.claims.payers import (
        BLUE_CROSS_BLUE_SHIELD,
        COMMERCIAL,
        MEDICAID,
        MEDICARE_PART_B,
        PayerPolicy,
    )
    from medclaim.codes.errors import InvalidCode
    from medclaim.codes.tables import EMBEDDED, CodeTable, Status, Tables, Verdict
    from medclaim.dates import DateRange
    from medclaim.findings import Finding, Report, Rule, Severity
    from medclaim.malformed import Malformed, Reason

__version__ = "0.1.0"

_HOMES = {
    "claims": ("x12",),
    "claims.check": ("Checker", "check", "check_batch", "check_text"),
    "claims.claim": ("ClaimDates", "ClaimIdentifiers", "ProfessionalClaim", "RelatedCauses"),
    "claims.compose": ("CodingNotCompleteError", "compose", "replacement", "void"),
    "claims.encounter": ("Diagnosis", "Encounter", "Service"),
    "claims.errors": ("DoesNotFitError",),
    "claims.forms": ("cms1500",),
    "claims.lines": ("Note", "ProfessionalLine"),
    "claims.parties": (
        "Address",
        "BillingProvider",
        "Contact",
        "Coverage",
        "Identifier",
        "Organization",
        "PayTo",
        "Patient",
        "Payer",
        "Person",
        "Provider",
        "Subscriber",
    ),
    "claims.payers": (
        "BLUE_CROSS_BLUE_SHIELD",
        "COMMERCIAL",
        "MEDICAID",
        "MEDICARE_PART_B",
        "PayerPolicy",
    ),
    "codes.errors": ("InvalidCode",),
    "codes.tables": ("EMBEDDED", "CodeTable", "Status", "Tables", "Verdict"),
    "dates": ("DateRange",),
    "findings": ("Finding", "Report", "Rule", "Severity"),
    "malformed": ("Malformed", "Reason"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: PLE0604  the names above, said once
    *_HOME
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'medclaim' has no attribute {name!r}")
    module = import_module(f"medclaim.{home}")
    # A module is not always an attribute of its package before its first import.
    return getattr(module, name, None) or import_module(f"medclaim.{home}.{name}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
