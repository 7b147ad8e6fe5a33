"""A copy of a claim fit for a support ticket: the same shape and codes, nobody in it.

What 45 CFR 164.514(b)(2) lists is taken out: names, addresses below the state, numbers of every
kind, free text, and of each date all but the year (of a birth more than 89 years before the
service, its year too). Kept are codes, amounts, units, states and the X12 code values. Letters
become ``A`` and digits ``1``, so lengths and patterns stay, and mostly the findings; identifiers
with a check digit become made-up ones, and the control numbers of lines are counted, the same for
the same. What no field is for is left out.

A text field is masked unless it is known to hold a code, so that a field added later is safe.
"""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeVar

import attrs

from medclaim._check_digits import npi_remainder
from medclaim.claims.claim import Claim
from medclaim.claims.visits import visit_of_claim
from medclaim.codes._system import CodeValue
from medclaim.codes.ein import Ein
from medclaim.codes.mbi import Mbi
from medclaim.codes.npi import Npi
from medclaim.codes.ssn import Ssn
from medclaim.dates import DateRange
from medclaim.malformed import Malformed

# The fields that hold a code of two or three characters, by class.
_CODED = {
    "Address": frozenset({"state", "country"}),
    "Identifier": frozenset({"qualifier"}),
    "PayTo": frozenset({"entity_type"}),
    "BillingProvider": frozenset({"currency"}),
    "Payer": frozenset({"id_qualifier"}),
    "Patient": frozenset({"sex", "relationship", "pregnancy"}),
    "Subscriber": frozenset(
        {
            "id_qualifier",
            "responsibility",
            "relationship",
            "insurance_type",
            "filing_indicator",
            "sex",
            "pregnancy",
        }
    ),
    "RelatedCauses": frozenset({"codes", "state", "country"}),
    "ClaimIdentifiers": frozenset({"service_authorization_exception", "medicare_crossover"}),
    "Note": frozenset({"reference_code"}),
    "PayToPlan": frozenset({"id_qualifier"}),
    "ProviderReference": frozenset({"entity_type"}),
    "OtherPayer": frozenset({"id_qualifier", "claim_adjustment_indicator"}),
    "OtherSubscriber": frozenset(
        {
            "id_qualifier",
            "responsibility",
            "relationship",
            "insurance_type",
            "filing_indicator",
            "benefits_assigned",
            "patient_signature_source",
            "release_of_information",
        }
    ),
    "Adjustment": frozenset({"group"}),
    "Attachment": frozenset({"report_type", "transmission"}),
    "Contract": frozenset({"type_code"}),
    "Pricing": frozenset(
        {"methodology", "unit_basis", "reject_reason", "policy_compliance", "exception_code"}
    ),
    "Drug": frozenset({"unit"}),
    "Certification": frozenset({"applies", "conditions"}),
    "VisionCondition": frozenset({"category", "applies", "conditions"}),
    "Ambulance": frozenset({"reason"}),
    "SpinalManipulation": frozenset({"condition"}),
    "DurableMedicalEquipment": frozenset(
        {"rental_unit", "certificate_transmission", "certification_type"}
    ),
    "Measurement": frozenset({"reference", "qualifier"}),
    "CertificationForm": frozenset({"code_list"}),
    "FormAnswer": frozenset({"response"}),
    "ProfessionalLine": frozenset(
        {
            "unit_basis",
            "emergency",
            "epsdt",
            "family_planning",
            "copay_status",
            "hospice_employed",
        }
    ),
    "DentalIdentifiers": frozenset({"service_authorization_exception"}),
    "ToothStatus": frozenset({"status"}),
    "Orthodontics": frozenset({"treatment_indicator"}),
    "OtherDiagnosisCode": frozenset({"qualifier"}),
    "OtherProcedureCode": frozenset({"qualifier"}),
    "DentalLine": frozenset({"prosthesis"}),
    "DentalClaim": frozenset(
        {
            "claim_or_encounter",
            "frequency_code",
            "provider_signature",
            "assignment_code",
            "benefits_assigned",
            "release_of_information",
            "special_program",
            "predetermination_of_benefits",
            "delay_reason",
        }
    ),
    "InstitutionalLine": frozenset({"unit_basis"}),
    "InstitutionalClaim": frozenset(
        {
            "claim_or_encounter",
            "assignment_code",
            "benefits_assigned",
            "release_of_information",
            "delay_reason",
            "drg",
            "treatment_codes",
        }
    ),
    "ProfessionalClaim": frozenset(
        {
            "claim_or_encounter",
            "frequency_code",
            "provider_signature",
            "assignment_code",
            "benefits_assigned",
            "release_of_information",
            "patient_signature_source",
            "special_program",
            "delay_reason",
            "homebound",
        }
    ),
}
AnyClaim = TypeVar("AnyClaim", bound=Claim)

_LONGEST_CODE = 3
_OLDEST = 89
_NONE: frozenset[str] = frozenset()
_AS_IT_IS = (int, Decimal, type(None))
# Well-formed, and nobody's.
_EIN, _SSN, _MBI = Ein("123456780"), Ssn("219099999"), Mbi("1EG4TE5MK73")


def redact(claim: AnyClaim) -> AnyClaim:
    """The claim without anybody in it, still well-formed enough to be written and checked."""
    visit = visit_of_claim(claim)
    oldest = None if visit.first_day is None else visit.first_day.year - _OLDEST - 1
    redacted: AnyClaim = _Redactor(oldest).value(claim)
    return redacted


def mask(text: str) -> str:
    """The shape of a text: letters as A, digits as 1, signs as they are.

    >>> mask("O'Hara 42-b")
    "A'Aaaa 11-a"
    """
    return "".join(map(_mask, text))


def _mask(character: str) -> str:
    if character.isdigit():
        return "1"
    if character.isalpha():
        return "a" if character.islower() else "A"
    return character if " " <= character <= "~" else "A"


class _Redactor:
    """One claim's redaction: the same NPI or line control number becomes the same made-up one."""

    def __init__(self, oldest_birth_year: int | None) -> None:
        self.oldest_birth_year = oldest_birth_year
        self.npis: dict[str, Npi] = {}
        self.line_numbers: dict[str, str] = {}

    def value(self, value: Any) -> Any:
        changes: dict[str, Any] = {}
        coded = _CODED.get(type(value).__name__, _NONE)
        for field in attrs.fields(type(value)):
            old = getattr(value, field.name)
            if field.name == "unplaced":
                changes["unplaced"] = ()
            elif field.name in coded:
                changes[field.name] = _coded(old)
            elif field.name == "birth_date" and type(old) is date:
                changes[field.name] = self.birth(old)
            elif field.name == "line_control_number" and type(old) is str:
                changes[field.name] = self.line_number(old)
            elif type(old) not in _AS_IT_IS:
                changes[field.name] = self.item(old)
        return attrs.evolve(value, **changes)

    def item(self, item: Any) -> Any:
        if isinstance(item, str):
            return mask(item)
        if isinstance(item, tuple):
            return tuple(self.item(inner) for inner in item)
        if isinstance(item, Malformed):
            return attrs.evolve(item, text=mask(item.text), suggestion=None)
        if isinstance(item, CodeValue):
            return self.code(item)
        if isinstance(item, DateRange):
            return DateRange(_year(item.first), _year(item.last))
        if isinstance(item, datetime):
            return datetime.combine(_year(item), time())
        if isinstance(item, date):
            return _year(item)
        if isinstance(item, time):
            return time()
        return item if isinstance(item, _AS_IT_IS) else self.value(item)

    def code(self, code: CodeValue) -> CodeValue:
        if isinstance(code, Npi):
            return self.npis.setdefault(code.text, _made_up_npi(len(self.npis)))
        for made_up in (_EIN, _SSN, _MBI):
            if type(code) is type(made_up):
                return made_up
        return code

    def line_number(self, text: str) -> str:
        # Counted by twos, since only the letter A and the digit 1 are nobody's.
        count = f"{len(self.line_numbers) + 1:b}".replace("0", "A")
        return self.line_numbers.setdefault(text, count.rjust(len(text), "A"))

    def birth(self, day: date) -> date:
        year = day.year
        if self.oldest_birth_year is not None:
            year = max(year, self.oldest_birth_year)
        return date(year, 1, 1)


def _coded(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_coded, value))
    if isinstance(value, str):
        return value if len(value) <= _LONGEST_CODE and value.isalnum() else mask(value)
    if isinstance(value, Malformed):
        return attrs.evolve(value, text=mask(value.text), suggestion=None)
    return value


def _year(day: date) -> date:
    return date(day.year, 1, 1)


def _made_up_npi(number: int) -> Npi:
    stem = f"1{number:08d}"
    return Npi(next(t for t in (f"{stem}{d}" for d in range(10)) if npi_remainder(t) == 0))
