"""What only several claims sent together show of their numbers: one twice, one bill twice, a correction twice.

What their services show, a day's units in parts or a pair on two claims, is said by the edits that
look at services, asked of a patient's claims together (:mod:`medclaim.claims.edits.together`).
"""

from collections.abc import Iterator, Sequence

from medclaim._rules import for_medicare
from medclaim.claims.claim import Claim, InstitutionalClaim, lines_of
from medclaim.claims.edits.context import Context, asked
from medclaim.claims.edits.numbers import CONTROL_NUMBER_TWICE as LINE_NUMBER_TWICE
from medclaim.claims.edits.together import ABOUT_ANOTHER, biller, insured
from medclaim.claims.visits import visit_of_claim
from medclaim.codes.bill_type import BillType
from medclaim.dates import DateRange
from medclaim.edit import Kind, Sees, edit
from medclaim.findings import Finding, Rule, Severity

CONTROL_NUMBER_TWICE = Rule(
    id="D062",
    name="pcn-duplicate-in-batch",
    summary="A patient control number is used once in a batch.",
    authority="knowledge, unconfirmed",
    severity=Severity.WARNING,
    answer=("A3:746",),
    snip_type=7,
)
BILL_TWICE = Rule(
    id="X014",
    name="bill-twice",
    summary="A bill of one type, days and total charge is sent once.",
    authority="Medicare Claims Processing Manual, chapter 1, section 120 (an exact duplicate, of "
    "type of bill, provider, days and total charge, is rejected). An error for Medicare, else a warning",
    severity=Severity.ERROR,
    answer=("OA-18", "A3:54"),
    snip_type=7,
)
CORRECTED_TWICE = Rule(
    id="X015",
    name="correction-in-batch",
    summary="A claim is corrected once in a batch, and not in the one it is sent in itself.",
    authority="005010X222A1, 2300 REF F8 (a correction names the number that the payer gave the claim "
    "it corrects); what a payer does with two at once is unconfirmed",
    severity=Severity.WARNING,
    answer=("A3:464", "OA-18"),
    snip_type=7,
)

_VOID = "8"


@edit(CONTROL_NUMBER_TWICE, sees=Sees.BATCH)
def control_number_twice(claims: Sequence[Claim], context: Context) -> Iterator[Finding]:
    """One patient control number on two claims of a batch."""
    seen: dict[str, int] = {}
    for index, claim in enumerate(claims):
        number = claim.patient_control_number
        first = seen.setdefault(number, index) if type(number) is str else index
        if first != index:
            yield CONTROL_NUMBER_TWICE.at(
                f"claims[{index}].patient_control_number",
                f"is that of claim {first + 1} of the batch too",
                related=(f"claims[{first}].patient_control_number",),
            )


@edit(LINE_NUMBER_TWICE, sees=Sees.BATCH)
def line_number_twice(claims: Sequence[Claim], context: Context) -> Iterator[Finding]:
    """A line's control number on two claims of one patient control number, as of a late charge."""
    seen: dict[tuple[object, ...], tuple[int, str]] = {}
    for index, claim in enumerate(claims):
        # A correction has the lines of what it corrects, by their numbers.
        who = None if claim.frequency_code in ABOUT_ANOTHER else insured(claim)
        account = claim.patient_control_number
        if who is None or type(account) is not str:
            continue
        repeated: dict[str, str] = {}
        for place, line in enumerate(lines_of(claim)):
            number, path = line.line_control_number, f"lines[{place}].line_control_number"
            if type(number) is str:
                first, earlier = seen.setdefault((who, account, number), (index, path))
                if first != index:
                    repeated[path] = f"claims[{first}].{earlier}"
        # Most often the claims' number is wrong, and so all those of their lines: said once.
        if repeated:
            path, earlier = next(iter(repeated.items()))
            yield LINE_NUMBER_TWICE.at(
                f"claims[{index}].{path}",
                f"{len(repeated)} of the claim's lines have the number of a line of another claim of "
                "the same patient control number",
                related=(earlier,),
            )


@edit(BILL_TWICE, sees=Sees.BATCH, kinds=(Kind.INSTITUTIONAL,))
def bill_twice(claims: Sequence[Claim], context: Context) -> Iterator[Finding]:
    """An institutional bill whose type, days and total charge are those of one before it."""
    seen: dict[tuple[object, ...], int] = {}
    for index, claim in enumerate(claims):
        if type(claim) is not InstitutionalClaim or claim.frequency_code in ABOUT_ANOTHER:
            continue
        who, npi, bill, days = insured(claim), biller(claim), claim.bill_type, claim.statement_dates
        if who is None or npi is None or type(bill) is not BillType or type(days) is not DateRange:
            continue
        first = seen.setdefault((who, npi, bill, days, claim.total_charge), index)
        if first != index:
            rule = for_medicare(BILL_TWICE, asked(visit_of_claim(claim), context.policy))
            yield rule.at(
                f"claims[{index}].statement_dates",
                f"is for the days, of the type and for the charge of claim {first + 1} of the batch",
                related=(f"claims[{first}].statement_dates",),
            )


@edit(CORRECTED_TWICE, sees=Sees.BATCH)
def corrections(claims: Sequence[Claim], context: Context) -> Iterator[Finding]:
    """Two corrections of one claim, and a replacement beside the original that it is of."""
    originals: dict[tuple[object, ...], int] = {}
    for index, claim in enumerate(claims):
        who, account = insured(claim), claim.patient_control_number
        if who is not None and type(account) is str and claim.frequency_code not in ABOUT_ANOTHER:
            originals.setdefault((who, account), index)
    corrected: dict[tuple[object, ...], int] = {}
    for index, claim in enumerate(claims):
        who, number = insured(claim), claim.payer_claim_control_number
        if who is None or claim.frequency_code not in ABOUT_ANOTHER:
            continue
        first = corrected.setdefault((who, number), index) if type(number) is str else index
        original = originals.get((who, claim.patient_control_number))
        if first != index:
            yield CORRECTED_TWICE.at(
                f"claims[{index}].payer_claim_control_number",
                f"is what claim {first + 1} of the batch corrects too: send one correction",
                related=(f"claims[{first}].payer_claim_control_number",),
            )
        # What is voided may be billed anew beside it.
        elif original is not None and claim.frequency_code != _VOID:
            yield CORRECTED_TWICE.at(
                f"claims[{index}].patient_control_number",
                f"is a replacement, and claim {original + 1} of the batch is an original of the same "
                "number: send one of them",
                related=(f"claims[{original}].patient_control_number",),
            )
