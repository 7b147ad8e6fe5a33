"""Numbers that a claim holds as plain text, each against its own grammar (SNIP type 1)."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim._rules import for_medicare
from medclaim.claims.claim import InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.codes.clia import CliaNumber
from medclaim.codes.clinical_trial import ClinicalTrialNumber
from medclaim.codes.ide import IdeNumber
from medclaim.codes.value import ValueCode
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

CLIA_STRUCTURE = Rule(
    id="A048",
    name="clia-structure",
    summary="A CLIA number is two digits, D and seven digits.",
    authority="Medicare Claims Processing Manual, chapter 16, section 70.10: a number that is not in "
    "the format of CLIA is returned as unprocessable. An error for Medicare, else a warning",
    severity=Severity.ERROR,
    answer=("A7:544", "CO-16/MA120"),
    snip_type=1,
)
IDE_STRUCTURE = Rule(
    id="A065",
    name="ide-structure",
    summary="An investigational device exemption is G and six digits.",
    authority="unconfirmed: Medicare Claims Processing Manual, chapter 32, section 68; whether other "
    "FDA numbers (humanitarian devices) are taken in its place no source says",
    severity=Severity.WARNING,
    answer=("A7:579", "CO-16/MA50"),
    snip_type=1,
)
TRIAL_STRUCTURE = Rule(
    id="A066",
    name="nct-structure",
    summary="A clinical trial's number is its eight digits, without NCT.",
    authority="CMS, MLN Matters MM8401 (mandatory from 2014-01-01). An error for Medicare, else a "
    "warning",
    severity=Severity.ERROR,
    answer=("CO-16/MA97",),
    snip_type=1,
)

_TRIAL_DIAGNOSES = ("Z006", "V707")
_TRIAL_MARKS = ("Q0", "Q1")
_TRIAL_VALUE = "D4"
_EIGHT_DIGITS = Decimal(99_999_999)


@edit(CLIA_STRUCTURE, kinds=(Kind.PROFESSIONAL,), triggers=("identifiers", "lines.identifiers"))
def laboratory_numbers(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """CLIA numbers, of the claim and its lines, that none can be."""
    given: list[tuple[str, object]] = []
    if claim.identifiers is not None:
        given.append(("identifiers.clia_number", claim.identifiers.clia_number))
    for index, line in enumerate(claim.lines):
        numbers = line.identifiers
        if numbers is not None:
            at = f"lines[{index}].identifiers"
            given.append((f"{at}.clia_number", numbers.clia_number))
            given.append((f"{at}.referring_clia_number", numbers.referring_clia_number))
    rule = for_medicare(CLIA_STRUCTURE, context)
    for path, number in given:
        if type(number) is str and type(CliaNumber.read(number)) is not CliaNumber:
            yield rule.at(path, "is no CLIA number: two digits, D, seven digits")


@edit(
    IDE_STRUCTURE,
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
    triggers=("identifiers", "investigational_devices"),
)
def device_numbers(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """Numbers of investigational devices that none can be."""
    given: list[tuple[str, object]] = []
    if isinstance(claim, InstitutionalClaim):
        devices = enumerate(claim.investigational_devices)
        given += [(f"investigational_devices[{index}]", number) for index, number in devices]
    elif claim.identifiers is not None:
        own = claim.identifiers.investigational_device
        given.append(("identifiers.investigational_device", own))
    for path, number in given:
        if type(number) is str and type(IdeNumber.read(number)) is not IdeNumber:
            yield IDE_STRUCTURE.at(path, "is no exemption of the FDA's: G and six digits")


@edit(
    TRIAL_STRUCTURE,
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
    triggers=(*_TRIAL_DIAGNOSES, *_TRIAL_MARKS, "value_codes"),
)
def trial_numbers(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """The number of a clinical trial in another form than its eight digits."""
    rule = for_medicare(TRIAL_STRUCTURE, context)
    number = None if claim.identifiers is None else claim.identifiers.demonstration_project
    if type(number) is str and _is_trial(context) and not _is_trial_number(number):
        yield rule.at("identifiers.demonstration_project", "a trial's number is eight digits alone")
    for index, one in enumerate(getattr(claim, "value_codes", ())):
        if type(one.code) is not ValueCode or one.code.text != _TRIAL_VALUE:
            continue
        amount = one.amount
        # As an amount it has lost its leading zeros.
        if type(amount) is Decimal and not (
            amount == amount.to_integral_value() and 0 < amount <= _EIGHT_DIGITS
        ):
            yield rule.at(
                f"value_codes[{index}].amount", "D4 is a trial's number, eight digits alone"
            )


def _is_trial(context: Context) -> bool:
    """Whether a claim says that it is of a trial; other projects have numbers of other forms."""
    visit = context.visit
    return any(d.code.text in _TRIAL_DIAGNOSES for d in visit.every_diagnosis) or any(
        m.text in _TRIAL_MARKS for p in visit.procedures for m in p.modifiers
    )


def _is_trial_number(text: str) -> bool:
    return type(ClinicalTrialNumber.read(text)) is ClinicalTrialNumber
