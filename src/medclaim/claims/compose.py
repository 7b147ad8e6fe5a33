"""An encounter and a coverage become a claim: each fact derived once, coding before billing."""

from typing import Any, TypeVar, overload

import attrs

from medclaim.claims._composing_dental import dental
from medclaim.claims._composing_professional import professional
from medclaim.claims._composing_stay import institutional, with_frequency
from medclaim.claims.check import Checker
from medclaim.claims.claim import (
    CLAIMS,
    Claim,
    DentalClaim,
    InstitutionalClaim,
    ProfessionalClaim,
)
from medclaim.claims.dental_encounter import DentalEncounter
from medclaim.claims.encounter import Encounter
from medclaim.claims.encounters import ENCOUNTERS, AnyEncounter
from medclaim.claims.errors import told
from medclaim.claims.institutional_encounter import InstitutionalEncounter
from medclaim.claims.parties import Coverage
from medclaim.claims.payers import PayerPolicy, a_policy
from medclaim.findings import Report
from medclaim.money import total

AClaim = TypeVar("AClaim", ProfessionalClaim, InstitutionalClaim, DentalClaim)

_CHECKER = Checker()


class CodingNotCompleteError(ValueError):
    """An encounter whose coding has errors; ``report`` says which.

    The message names the rules, the places and what is wrong of the first few, and holds no PHI.

    >>> print(CodingNotCompleteError(Report()))
    the coding is not complete: 0 errors
    """

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self.report = report

    def __str__(self) -> str:
        errors = self.report.errors
        found = f"the coding is not complete: {len(errors)} error{'' if len(errors) == 1 else 's'}"
        return f"{found}: {told(errors)}" if errors else found


@overload
def compose(
    encounter: Encounter,
    coverage: Coverage,
    policy: PayerPolicy,
    *,
    checker: Checker = ...,
    frequency_code: str | None = ...,
    payer_claim_control_number: str | None = ...,
    claim_or_encounter: str = ...,
) -> ProfessionalClaim: ...
@overload
def compose(
    encounter: InstitutionalEncounter,
    coverage: Coverage,
    policy: PayerPolicy,
    *,
    checker: Checker = ...,
    frequency_code: str | None = ...,
    payer_claim_control_number: str | None = ...,
    claim_or_encounter: str = ...,
) -> InstitutionalClaim: ...
@overload
def compose(
    encounter: DentalEncounter,
    coverage: Coverage,
    policy: PayerPolicy,
    *,
    checker: Checker = ...,
    frequency_code: str | None = ...,
    payer_claim_control_number: str | None = ...,
    claim_or_encounter: str = ...,
) -> DentalClaim: ...
def compose(
    encounter: AnyEncounter,
    coverage: Coverage,
    policy: PayerPolicy,
    *,
    checker: Checker = _CHECKER,
    frequency_code: str | None = None,
    payer_claim_control_number: str | None = None,
    claim_or_encounter: str = "CH",
) -> Claim:
    """The claim of a coded encounter for one payer, of the kind the encounter is for.

    Derived here and nowhere else: the total charge, line numbers and line control numbers, who is subscriber and who
    patient, the filing indicator, and which providers and places a guide wants left out because
    they are said already or have no place in their role (a referring provider's taxonomy).
    ``frequency_code`` is ``1``, or what a stay's type of bill says, where none is given. Raises
    :class:`CodingNotCompleteError` where ``checker`` finds an error in the coding, ``ValueError``
    for a coverage that contradicts itself.

    Source: 005010X222A1, situational rules of 2000B, 2000C, 2310B, 2310C, 2400 SV105 and 2420A;
    005010X223A2, of 2000B, 2000C, 2310D to 2310F and 2420A to 2420D; 005010X224A2, of 2300 DTP 472
    and CLM19, 2310B, 2310C, 2400 SV303, SV306 and DTP 472, 2420A and 2420B.
    """
    if not isinstance(encounter, ENCOUNTERS):
        raise TypeError(f"takes an encounter, not {type(encounter).__name__}")
    if not isinstance(coverage, Coverage):
        raise TypeError(f"takes a Coverage, not {type(coverage).__name__}")
    policy = a_policy(policy)
    filing_indicator = coverage.filing_indicator or policy.filing_indicators[0]
    report = checker.check_coding(encounter, filing_indicator=filing_indicator)
    if report.errors:
        raise CodingNotCompleteError(report)
    facts: dict[str, Any] = {
        "payer": coverage.payer,
        "claim_or_encounter": claim_or_encounter,
        "total_charge": total(service.charge for service in encounter.services),
        "payer_claim_control_number": payer_claim_control_number,
    }
    if isinstance(encounter, InstitutionalEncounter):
        return institutional(encounter, coverage, filing_indicator, frequency_code, facts)
    if isinstance(encounter, DentalEncounter):
        return dental(encounter, coverage, filing_indicator, frequency_code or "1", facts)
    return professional(encounter, coverage, filing_indicator, frequency_code or "1", facts)


def replacement(claim: AClaim, payer_claim_control_number: str) -> AClaim:
    """The claim that replaces the payer's claim of that control number (frequency code 7)."""
    return _about(claim, "7", payer_claim_control_number)


def void(claim: AClaim, payer_claim_control_number: str) -> AClaim:
    """The claim that cancels the payer's claim of that control number (frequency code 8)."""
    return _about(claim, "8", payer_claim_control_number)


def _about(claim: AClaim, frequency_code: str, number: str) -> AClaim:
    if not isinstance(claim, CLAIMS):
        raise TypeError(f"claim: takes a claim, not {type(claim).__name__}")
    if not isinstance(number, str):
        raise TypeError(f"payer_claim_control_number: takes a str, not {type(number).__name__}")
    facts: dict[str, Any] = {"payer_claim_control_number": number}
    if isinstance(claim, InstitutionalClaim):
        facts["bill_type"] = with_frequency(claim.bill_type, frequency_code)
    else:
        facts["frequency_code"] = frequency_code
    return attrs.evolve(claim, **facts)
