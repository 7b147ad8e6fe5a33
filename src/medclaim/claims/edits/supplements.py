"""What a claim says only in some situations: attachments, contract, delay, program (SNIP 2 to 5)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from medclaim._rules import claim_rule
from medclaim._text import words
from medclaim.claims.claim import Claim, DentalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.lines import InstitutionalLine, ProfessionalLine
from medclaim.claims.supplements import Attachment, Contract
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

ATTACHMENT_NUMBER = claim_rule(
    "D117",
    "attachment-control-missing",
    "An attachment that is sent has a control number; one that waits on request (AA) needs none.",
    "005010X222A1, 2300 and 2400 PWK05 and PWK06 (required with BM, EL, EM, FT and FX)",
    "A6:489",
)
DELAY_REASON = claim_rule(
    "D121",
    "delay-reason-invalid",
    "A delay reason is 1 to 11 or 15.",
    "005010X222A1, 005010X223A2 and 005010X224A2, 2300 CLM20",
    "A7:555",
    snip_type=5,
)
SPECIAL_PROGRAM = claim_rule(
    "D122",
    "special-program-invalid",
    "A special program is 02, 03, 05 or 09, on a dental claim 01, 02, 03 or 05.",
    "005010X222A1 and 005010X224A2, 2300 CLM12",
    "A7:650",
    snip_type=5,
)
PATIENT_PAID = claim_rule(
    "D123",
    "patient-paid-exceeds-charge",
    "The patient has paid no more than the claim charges.",
    "005010X222A1, 2300 AMT F5 (what the patient paid towards this claim); what a payer does with "
    "more is unconfirmed",
    "A7:400",
    severity=Severity.WARNING,
    snip_type=3,
)
CONTRACT = claim_rule(
    "D129",
    "contract-info-inconsistent",
    "A contract by the day or at a flat rate (02, 03, 04) says its amount, one by per cent (06) the "
    "percentage.",
    "005010X222A1, 2300 and 2400 CN1 (situational: what each type needs is unconfirmed)",
    "A7:548",
    severity=Severity.WARNING,
)

_ON_REQUEST = "AA"
_DELAY_REASONS = words("1 2 3 4 5 6 7 8 9 10 11 15")
_PROGRAMS = {Kind.PROFESSIONAL: ("02", "03", "05", "09"), Kind.DENTAL: ("01", "02", "03", "05")}
_BY_AMOUNT = words("02 03 04")
_BY_PERCENTAGE = "06"


@edit(ATTACHMENT_NUMBER, triggers=("attachments", "lines.attachments"))
def attachment_numbers(claim: Claim, context: Context) -> Iterator[Finding]:
    """An attachment under way that nobody could match with the claim."""
    yield from _unnumbered("attachments", claim.attachments)
    if type(claim) is not DentalClaim:
        lines: tuple[ProfessionalLine | InstitutionalLine, ...] = claim.lines
        for index, line in enumerate(lines):
            yield from _unnumbered(f"lines[{index}].attachments", line.attachments)


def _unnumbered(path: str, attachments: Iterable[Attachment]) -> Iterator[Finding]:
    for place, one in enumerate(attachments):
        how = one.transmission
        if type(how) is str and how != _ON_REQUEST and one.control_number is None:
            yield ATTACHMENT_NUMBER.at(
                f"{path}[{place}].control_number",
                "an attachment that is sent has a control number, which stands on it too",
                related=(f"{path}[{place}].transmission",),
            )


@edit(DELAY_REASON, triggers=("delay_reason",))
def delay_reason(claim: Claim, context: Context) -> Iterator[Finding]:
    """A reason for filing late that the guides do not know."""
    if type(claim.delay_reason) is str and claim.delay_reason not in _DELAY_REASONS:
        yield DELAY_REASON.at("delay_reason", "is none of 1 to 11 and 15")


@edit(SPECIAL_PROGRAM, kinds=_PROGRAMS, triggers=("special_program",))
def special_program(claim: ProfessionalClaim | DentalClaim, context: Context) -> Iterator[Finding]:
    """A special program that the guide does not know."""
    known = _PROGRAMS[claim.KIND]
    if type(claim.special_program) is str and claim.special_program not in known:
        yield SPECIAL_PROGRAM.at("special_program", f"is none of {', '.join(known)}")


@edit(PATIENT_PAID, kinds=(Kind.PROFESSIONAL, Kind.DENTAL), triggers=("patient_paid",))
def patient_paid(claim: ProfessionalClaim | DentalClaim, context: Context) -> Iterator[Finding]:
    """A patient who paid more than the claim is for."""
    paid, total = claim.patient_paid, claim.total_charge
    if type(paid) is Decimal and type(total) is Decimal and paid > total:
        yield PATIENT_PAID.at(
            "patient_paid",
            "is more than the total charge: only what was paid towards these services counts",
            related=("total_charge",),
        )


@edit(CONTRACT, triggers=("contract", "lines.contract"))
def contracts(claim: Claim, context: Context) -> Iterator[Finding]:
    """A contract that does not say what its type is reckoned by."""
    yield from _incomplete("contract", claim.contract)
    for index, line in enumerate(claim.lines):
        yield from _incomplete(f"lines[{index}].contract", getattr(line, "contract", None))


def _incomplete(path: str, contract: Contract | None) -> Iterator[Finding]:
    if contract is None:
        return
    if contract.type_code in _BY_AMOUNT and contract.amount is None:
        yield CONTRACT.at(
            f"{path}.amount",
            "a contract by the day or at a flat rate says its amount",
            related=(f"{path}.type_code",),
        )
    elif contract.type_code == _BY_PERCENTAGE and contract.percentage is None:
        yield CONTRACT.at(
            f"{path}.percentage",
            "a contract by per cent says the percentage",
            related=(f"{path}.type_code",),
        )
