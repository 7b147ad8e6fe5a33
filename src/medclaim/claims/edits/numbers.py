"""The control and authorization numbers of a claim (SNIP types 1 and 4)."""

from collections.abc import Iterator

from medclaim._rules import claim_rule
from medclaim.claims.claim import Claim, InstitutionalClaim, lines_of
from medclaim.claims.dental import DentalLine
from medclaim.claims.edits.context import Context
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.shapes import fits_any
from medclaim.edit import edit
from medclaim.findings import Finding, Severity

ORIGINAL_NAMED = claim_rule(
    "D070",
    "icn-on-original",
    "An original claim names no earlier claim of the payer's.",
    "005010X222A1, 2300 REF F8 (required with CLM05-3 7 or 8, else not sent); what a payer does "
    "with it is unconfirmed",
    "A7:464",
    severity=Severity.WARNING,
)
CONTROL_NUMBER_TWICE = claim_rule(
    "D101",
    "line-control-duplicate",
    "A line's control number is that of no other line of the claim.",
    "005010X222A1, 2400 REF 6R, note 1, as X12 quotes it in request for interpretation 1917; one "
    "clearinghouse refuses it",
    "A7:584",
    severity=Severity.WARNING,
)
CONTROL_NUMBER_LENGTH = claim_rule(
    "D102",
    "line-control-too-long",
    "A line's control number has at most 50 characters; payers need return only 30.",
    "005010X222A1, 2400 REF 6R (AN1-50) and its note on 30 characters; one clearinghouse refuses more",
    "A7:584",
    severity=Severity.WARNING,
    snip_type=1,
)
AUTHORIZATION = claim_rule(
    "D115",
    "prior-auth-structure",
    "A prior authorization is one number of at most 50 characters, without blanks.",
    "005010X222A1, 2300 and 2400 REF G1 (AN1-50); a warning for a blank, which the guide allows, and "
    "for a form that the payer's policy does not have",
    "A7:252",
    snip_type=1,
)
_CONTROL_NUMBER_OVER = CONTROL_NUMBER_LENGTH.weighing(Severity.ERROR)
_DOUBTFUL = AUTHORIZATION.weighing(Severity.WARNING)

_ORIGINAL = "1"
_RETURNED = 30
_MOST = 50


@edit(ORIGINAL_NAMED, triggers=("payer_claim_control_number",))
def original_named(claim: Claim, context: Context) -> Iterator[Finding]:
    """An original claim that names another as if it corrected it."""
    if claim.payer_claim_control_number is not None and claim.frequency_code == _ORIGINAL:
        of_bill = type(claim) is InstitutionalClaim
        yield ORIGINAL_NAMED.at(
            "payer_claim_control_number",
            "an original (frequency 1) is about no earlier claim: leave the number out, or say that "
            "this one replaces (7) or voids (8) it",
            related=("bill_type" if of_bill else "frequency_code",),
        )


@edit(CONTROL_NUMBER_TWICE, CONTROL_NUMBER_LENGTH, triggers=("lines.line_control_number",))
def line_control_numbers(claim: Claim, context: Context) -> Iterator[Finding]:
    """A line's number that is another's too, or that may come back cut short."""
    seen: dict[str, int] = {}
    for index, line in enumerate(lines_of(claim)):
        number = line.line_control_number
        if type(number) is not str:
            continue
        first = seen.setdefault(number, index)
        if first != index:
            yield CONTROL_NUMBER_TWICE.at(
                f"lines[{index}].line_control_number",
                f"is that of line {first + 1} too",
                related=(f"lines[{first}].line_control_number",),
            )
        if len(number) > _RETURNED:
            rule = _CONTROL_NUMBER_OVER if len(number) > _MOST else CONTROL_NUMBER_LENGTH
            yield rule.at(
                f"lines[{index}].line_control_number",
                f"{len(number)} characters: at most {_MOST} may be sent, and payers need return "
                f"only {_RETURNED}",
            )


@edit(AUTHORIZATION, triggers=("prior_authorization", "lines.prior_authorizations"))
def authorization_numbers(claim: Claim, context: Context) -> Iterator[Finding]:
    """An authorization that cannot be sent, or that looks like two."""
    shapes = () if context.policy is None else context.policy.prior_authorization_shapes
    for path, number in _authorizations(claim):
        if type(number) is not str:
            continue
        if len(number) > _MOST:
            yield AUTHORIZATION.at(path, f"{len(number)} characters: at most {_MOST} may be sent")
        elif " " in number:
            yield _DOUBTFUL.at(path, "holds a blank: it should be one number as the payer gave it")
        elif shapes and not fits_any(shapes, number):
            yield _DOUBTFUL.at(path, "is in no form that this payer is known to give")


def _authorizations(claim: Claim) -> Iterator[tuple[str, object]]:
    yield "prior_authorization", claim.prior_authorization
    if type(claim) is InstitutionalClaim:
        return
    lines: tuple[ProfessionalLine | DentalLine, ...] = claim.lines
    for index, line in enumerate(lines):
        for place, given in enumerate(line.prior_authorizations):
            yield f"lines[{index}].prior_authorizations[{place}].text", given.text
