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

import typing as _typing
from importlib import import_module as _import_module

if _typing.TYPE_CHECKING:
    # `A as A` says that A is for users: without it mypy refuses them what __getattr__ finds.
    from medclaim import claims as claims
    from medclaim import codes as codes
    from medclaim import convert as convert
    from medclaim.claims import x12 as x12
    from medclaim.claims.baseline import Baseline as Baseline
    from medclaim.claims.check import Checker as Checker
    from medclaim.claims.check import check as check
    from medclaim.claims.check import check_batch as check_batch
    from medclaim.claims.check import check_text as check_text
    from medclaim.claims.claim import ProfessionalClaim as ProfessionalClaim
    from medclaim.claims.cob import Adjustment as Adjustment
    from medclaim.claims.cob import InpatientAdjudication as InpatientAdjudication
    from medclaim.claims.cob import LineAdjudication as LineAdjudication
    from medclaim.claims.cob import OtherPayer as OtherPayer
    from medclaim.claims.cob import OtherPayerProviders as OtherPayerProviders
    from medclaim.claims.cob import OtherSubscriber as OtherSubscriber
    from medclaim.claims.cob import OutpatientAdjudication as OutpatientAdjudication
    from medclaim.claims.compose import CodingNotCompleteError as CodingNotCompleteError
    from medclaim.claims.compose import compose as compose
    from medclaim.claims.compose import replacement as replacement
    from medclaim.claims.compose import void as void
    from medclaim.claims.correct import corrected as corrected
    from medclaim.claims.dental import DentalClaim as DentalClaim
    from medclaim.claims.dental import DentalDates as DentalDates
    from medclaim.claims.dental import DentalIdentifiers as DentalIdentifiers
    from medclaim.claims.dental import DentalLine as DentalLine
    from medclaim.claims.dental import DentalLineDates as DentalLineDates
    from medclaim.claims.dental import Orthodontics as Orthodontics
    from medclaim.claims.dental import Tooth as Tooth
    from medclaim.claims.dental import ToothStatus as ToothStatus
    from medclaim.claims.dental_encounter import DentalEncounter as DentalEncounter
    from medclaim.claims.dental_encounter import DentalService as DentalService
    from medclaim.claims.encounter import Diagnosis as Diagnosis
    from medclaim.claims.encounter import Encounter as Encounter
    from medclaim.claims.encounter import Service as Service
    from medclaim.claims.errors import DoesNotFitError as DoesNotFitError
    from medclaim.claims.forms import cms1500 as cms1500
    from medclaim.claims.history import History as History
    from medclaim.claims.institutional import InstitutionalClaim as InstitutionalClaim
    from medclaim.claims.institutional import InstitutionalIdentifiers as InstitutionalIdentifiers
    from medclaim.claims.institutional import Occurrence as Occurrence
    from medclaim.claims.institutional import OccurrenceSpan as OccurrenceSpan
    from medclaim.claims.institutional import StayDiagnosis as StayDiagnosis
    from medclaim.claims.institutional import StayProcedure as StayProcedure
    from medclaim.claims.institutional import ValueAmount as ValueAmount
    from medclaim.claims.institutional_encounter import (
        InstitutionalEncounter as InstitutionalEncounter,
    )
    from medclaim.claims.institutional_encounter import InstitutionalService as InstitutionalService
    from medclaim.claims.institutional_encounter import PerformedProcedure as PerformedProcedure
    from medclaim.claims.lines import InstitutionalLine as InstitutionalLine
    from medclaim.claims.lines import LineDates as LineDates
    from medclaim.claims.lines import ProfessionalLine as ProfessionalLine
    from medclaim.claims.locate import locate as locate
    from medclaim.claims.parties import Address as Address
    from medclaim.claims.parties import BillingProvider as BillingProvider
    from medclaim.claims.parties import Contact as Contact
    from medclaim.claims.parties import Coverage as Coverage
    from medclaim.claims.parties import Identifier as Identifier
    from medclaim.claims.parties import Location as Location
    from medclaim.claims.parties import Organization as Organization
    from medclaim.claims.parties import Patient as Patient
    from medclaim.claims.parties import Payer as Payer
    from medclaim.claims.parties import PayTo as PayTo
    from medclaim.claims.parties import PayToPlan as PayToPlan
    from medclaim.claims.parties import Person as Person
    from medclaim.claims.parties import Provider as Provider
    from medclaim.claims.parties import ProviderReference as ProviderReference
    from medclaim.claims.parties import Subscriber as Subscriber
    from medclaim.claims.payers import AUTO as AUTO
    from medclaim.claims.payers import BLUE_CROSS_BLUE_SHIELD as BLUE_CROSS_BLUE_SHIELD
    from medclaim.claims.payers import COMMERCIAL as COMMERCIAL
    from medclaim.claims.payers import MEDICAID as MEDICAID
    from medclaim.claims.payers import MEDICARE_PART_A as MEDICARE_PART_A
    from medclaim.claims.payers import MEDICARE_PART_B as MEDICARE_PART_B
    from medclaim.claims.payers import TRICARE as TRICARE
    from medclaim.claims.payers import WORKERS_COMPENSATION as WORKERS_COMPENSATION
    from medclaim.claims.payers import PayerPolicy as PayerPolicy
    from medclaim.claims.professional import ClaimDates as ClaimDates
    from medclaim.claims.redact import redact as redact
    from medclaim.claims.secondary import Adjudication as Adjudication
    from medclaim.claims.secondary import LineDecision as LineDecision
    from medclaim.claims.secondary import NotBalancedError as NotBalancedError
    from medclaim.claims.secondary import secondary as secondary
    from medclaim.claims.splitting import split as split
    from medclaim.claims.supplements import Ambulance as Ambulance
    from medclaim.claims.supplements import Attachment as Attachment
    from medclaim.claims.supplements import Certification as Certification
    from medclaim.claims.supplements import CertificationForm as CertificationForm
    from medclaim.claims.supplements import ClaimIdentifiers as ClaimIdentifiers
    from medclaim.claims.supplements import Contract as Contract
    from medclaim.claims.supplements import Drug as Drug
    from medclaim.claims.supplements import DurableMedicalEquipment as DurableMedicalEquipment
    from medclaim.claims.supplements import FormAnswer as FormAnswer
    from medclaim.claims.supplements import LineIdentifiers as LineIdentifiers
    from medclaim.claims.supplements import Measurement as Measurement
    from medclaim.claims.supplements import Note as Note
    from medclaim.claims.supplements import Pricing as Pricing
    from medclaim.claims.supplements import PurchasedService as PurchasedService
    from medclaim.claims.supplements import RelatedCauses as RelatedCauses
    from medclaim.claims.supplements import SpinalManipulation as SpinalManipulation
    from medclaim.claims.supplements import VisionCondition as VisionCondition
    from medclaim.codes.cpt import CptCode as CptCode
    from medclaim.codes.errors import InvalidCode as InvalidCode
    from medclaim.codes.hcpcs import HcpcsCode as HcpcsCode
    from medclaim.codes.icd9cm import Icd9CmCode as Icd9CmCode
    from medclaim.codes.icd10cm import Icd10CmCode as Icd10CmCode
    from medclaim.codes.modifier import Modifier as Modifier
    from medclaim.codes.npi import Npi as Npi
    from medclaim.codes.pos import PlaceOfService as PlaceOfService
    from medclaim.codes.tables import EMBEDDED as EMBEDDED
    from medclaim.codes.tables import CodeTable as CodeTable
    from medclaim.codes.tables import Status as Status
    from medclaim.codes.tables import Tables as Tables
    from medclaim.codes.tables import Verdict as Verdict
    from medclaim.convert import from_json as from_json
    from medclaim.convert import to_json as to_json
    from medclaim.dates import DateRange as DateRange
    from medclaim.findings import Finding as Finding
    from medclaim.findings import Report as Report
    from medclaim.findings import Rule as Rule
    from medclaim.findings import Severity as Severity
    from medclaim.malformed import Malformed as Malformed
    from medclaim.malformed import Reason as Reason

__version__ = "0.1.0"

_HOMES = {
    "": (
        "claims",
        "codes",
        "convert",
    ),
    "claims": ("x12",),
    "claims.check": (
        "Checker",
        "check",
        "check_batch",
        "check_text",
    ),
    "claims.claim": ("ProfessionalClaim",),
    "claims.cob": (
        "Adjustment",
        "InpatientAdjudication",
        "LineAdjudication",
        "OtherPayer",
        "OtherPayerProviders",
        "OtherSubscriber",
        "OutpatientAdjudication",
    ),
    "claims.compose": (
        "CodingNotCompleteError",
        "compose",
        "replacement",
        "void",
    ),
    "claims.dental": (
        "DentalClaim",
        "DentalDates",
        "DentalIdentifiers",
        "DentalLine",
        "DentalLineDates",
        "Orthodontics",
        "Tooth",
        "ToothStatus",
    ),
    "claims.dental_encounter": (
        "DentalEncounter",
        "DentalService",
    ),
    "claims.encounter": (
        "Diagnosis",
        "Encounter",
        "Service",
    ),
    "claims.errors": ("DoesNotFitError",),
    "claims.forms": ("cms1500",),
    "claims.institutional": (
        "InstitutionalClaim",
        "InstitutionalIdentifiers",
        "Occurrence",
        "OccurrenceSpan",
        "StayDiagnosis",
        "StayProcedure",
        "ValueAmount",
    ),
    "claims.institutional_encounter": (
        "InstitutionalEncounter",
        "InstitutionalService",
        "PerformedProcedure",
    ),
    "claims.lines": (
        "InstitutionalLine",
        "LineDates",
        "ProfessionalLine",
    ),
    "claims.parties": (
        "Address",
        "BillingProvider",
        "Contact",
        "Coverage",
        "Identifier",
        "Location",
        "Organization",
        "Patient",
        "PayTo",
        "PayToPlan",
        "Payer",
        "Person",
        "Provider",
        "ProviderReference",
        "Subscriber",
    ),
    "claims.payers": (
        "AUTO",
        "BLUE_CROSS_BLUE_SHIELD",
        "COMMERCIAL",
        "MEDICAID",
        "MEDICARE_PART_A",
        "MEDICARE_PART_B",
        "TRICARE",
        "WORKERS_COMPENSATION",
        "PayerPolicy",
    ),
    "claims.professional": ("ClaimDates",),
    "claims.redact": ("redact",),
    "claims.supplements": (
        "Ambulance",
        "Attachment",
        "Certification",
        "CertificationForm",
        "ClaimIdentifiers",
        "Contract",
        "Drug",
        "DurableMedicalEquipment",
        "FormAnswer",
        "LineIdentifiers",
        "Measurement",
        "Note",
        "Pricing",
        "PurchasedService",
        "RelatedCauses",
        "SpinalManipulation",
        "VisionCondition",
    ),
    "claims.baseline": ("Baseline",),
    "claims.history": ("History",),
    "claims.correct": ("corrected",),
    "claims.locate": ("locate",),
    "claims.secondary": (
        "Adjudication",
        "LineDecision",
        "NotBalancedError",
        "secondary",
    ),
    "claims.splitting": ("split",),
    "codes.cpt": ("CptCode",),
    "codes.errors": ("InvalidCode",),
    "codes.hcpcs": ("HcpcsCode",),
    "codes.icd10cm": ("Icd10CmCode",),
    "codes.icd9cm": ("Icd9CmCode",),
    "codes.modifier": ("Modifier",),
    "codes.npi": ("Npi",),
    "codes.pos": ("PlaceOfService",),
    "codes.tables": (
        "EMBEDDED",
        "CodeTable",
        "Status",
        "Tables",
        "Verdict",
    ),
    "convert": (
        "from_json",
        "to_json",
    ),
    "dates": ("DateRange",),
    "findings": (
        "Finding",
        "Report",
        "Rule",
        "Severity",
    ),
    "malformed": (
        "Malformed",
        "Reason",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [  # noqa: PLE0604  the names above, said once
    *_HOME
]


# Not for a type checker, which would then take any name at all, misspelt ones too.
if not _typing.TYPE_CHECKING:

    def __getattr__(name: str) -> _typing.Any:
        home = _HOME.get(name)
        if home is None:
            raise AttributeError(f"module 'medclaim' has no attribute {name!r}")
        if not home:
            return _import_module(f"medclaim.{name}")
        module = _import_module(f"medclaim.{home}")
        # A module is not always an attribute of its package before its first import.
        return getattr(module, name, None) or _import_module(f"medclaim.{home}.{name}")


def __dir__() -> list[str]:
    return sorted([*_HOME, "__all__", "__doc__", "__file__", "__name__", "__path__", "__version__"])
