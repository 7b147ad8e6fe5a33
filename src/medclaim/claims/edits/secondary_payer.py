"""Claims that Medicare pays second: why another pays first, and what that other decided (SNIP type 7)."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim._rules import claim_rule
from medclaim._text import words
from medclaim.claims.claim import Claim, InstitutionalClaim, lines_of
from medclaim.claims.cob import Adjustment, OtherSubscriber
from medclaim.claims.edits.bill_codes import texts
from medclaim.claims.edits.context import Context
from medclaim.codes.value import ValueCode
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

DECISION = claim_rule(
    "E012",
    "medicare-secondary-primary-data",
    "A claim that Medicare pays second says what the first payer decided.",
    "Medicare Secondary Payer Manual, chapter 3, section 40.1; Palmetto GBA: asked for on every such "
    "claim; how one without is answered is unconfirmed",
    "CO-16/MA04",
    "CO-22",
    severity=Severity.WARNING,
    snip_type=7,
)
VALUE_CODE = claim_rule(
    "E013",
    "msp-value-code-missing",
    "A bill that Medicare pays second says by value code why another pays first.",
    "Medicare contractors' instructions for claims paid second (First Coast, Riverbend: "
    "value codes 12 to 16, 41 to 43 and 47); the manual's own words are unconfirmed",
    "A6:725",
    "CO-16/M49",
    severity=Severity.WARNING,
    snip_type=7,
)
CONDITIONAL = claim_rule(
    "E014",
    "msp-conditional-without-denial",
    "A bill that the first payer paid nothing of says when it denied, or of which accident it is.",
    "Medicare Secondary Payer Manual, chapter 3, section 40.3, and chapter 5, section 50, as First "
    "Coast and Palmetto GBA quote them (occurrence 24; 01 to 06 where an accident's payer is awaited)",
    "CO-16/M45",
    severity=Severity.WARNING,
    snip_type=7,
)
AGE_CONFLICT = claim_rule(
    "E015",
    "msp-age-conflict",
    "The working aged (12) are 65 or older, the disabled of a large group plan (43) younger.",
    "42 CFR 411.170 and 411.200 (who the provisions are for); how a contractor answers "
    "is unconfirmed",
    "CO-16/MA83",
    severity=Severity.WARNING,
    snip_type=7,
)
ACCEPTED = claim_rule(
    "E016",
    "msp-otaf",
    "A bill says which amount below the charges the first payer's contract obliged to accept (44).",
    "Medicare contractors' instructions (CGS, First Coast: value code 44 where the amount is below "
    "the charges and above what was paid)",
    "CO-16/M49",
    severity=Severity.WARNING,
    snip_type=7,
)

_MEDICARE = ("filing_indicator:MA", "filing_indicator:MB")
_PRIMARY_REASONS = words("12 13 14 15 16 41 42 43 47")
# Their payer is sued or awaited, so that there is often no denial to name.
_ACCIDENTS = words("14 15 41 47")
_DENIED = "24"
_OCCURRENCES = words("01 02 03 04 05 06")
_ACCEPTED = "44"
_PAID_IN_FULL = "77"
_AGED = 65
_ZERO = Decimal(0)


def _primary(claim: Claim) -> tuple[str, OtherSubscriber] | None:
    """Who pays before Medicare, where the claim names one and asks Medicare after it."""
    if claim.subscriber.responsibility == "P":
        return None
    for index, other in enumerate(claim.other_subscribers):
        if other.responsibility == "P":
            return f"other_subscribers[{index}]", other
    return None


def _adjustments(claim: Claim, other: OtherSubscriber) -> Iterator[Adjustment]:
    yield from other.adjustments
    for line in lines_of(claim):
        for decided in line.adjudications:
            if decided.payer_id == other.payer.payer_id:
                yield from decided.adjustments


@edit(DECISION, triggers=_MEDICARE)
def decision_of_the_first(claim: Claim, context: Context) -> Iterator[Finding]:
    """A claim that Medicare pays second, without a word of what the first payer did."""
    if not context.is_medicare or not claim.other_subscribers:
        return
    found = _primary(claim)
    if found is None:
        return
    path, other = found
    is_decided = other.payer_paid is not None or other.adjustments or other.non_covered is not None
    if is_decided or any(
        decided.payer_id == other.payer.payer_id
        for line in lines_of(claim)
        for decided in line.adjudications
    ):
        return
    yield DECISION.at(
        path, "says neither what this payer paid nor why it paid no more: its remittance does"
    )


@edit(
    VALUE_CODE,
    AGE_CONFLICT,
    CONDITIONAL,
    ACCEPTED,
    kinds=(Kind.INSTITUTIONAL,),
    triggers=("filing_indicator:MA",),
)
def secondary_bill(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A bill that Medicare pays second without the reason, or with one that does not hold."""
    if context.visit.payer != "MA" or claim.subscriber.responsibility == "P":
        return
    if not claim.other_subscribers:
        return
    said = [
        (index, one.code.text)
        for index, one in enumerate(claim.value_codes)
        if type(one.code) is ValueCode and one.code.text in _PRIMARY_REASONS
    ]
    if not said:
        yield VALUE_CODE.at(
            "value_codes", "none of 12 to 16, 41 to 43 and 47 says why another payer pays first"
        )
    yield from _unpaid(claim, said)
    yield from _accepted(claim)
    age = context.visit.age
    if age is None:
        return
    for index, text in said:
        if (text == "12" and age < _AGED) or (text == "43" and age >= _AGED):
            yield AGE_CONFLICT.at(
                f"value_codes[{index}].code", f"{text} does not fit the patient's age"
            )


def _unpaid(claim: InstitutionalClaim, said: list[tuple[int, str]]) -> Iterator[Finding]:
    """Reasons with no amount, where nothing says that the first payer denied or is awaited."""
    unpaid = [(index, text) for index, text in said if claim.value_codes[index].amount == _ZERO]
    if not unpaid:
        return
    found = _primary(claim)
    events = texts(claim.occurrence_codes)
    if _DENIED in events or (found is not None and any(_adjustments(claim, found[1]))):
        return
    for index, text in unpaid:
        if text not in _ACCIDENTS or events.isdisjoint(_OCCURRENCES):
            yield CONDITIONAL.at(
                f"value_codes[{index}].amount",
                "nothing was paid: give the day of the denial (occurrence 24)"
                + (" or the accident (01 to 06)" if text in _ACCIDENTS else ""),
                related=("occurrence_codes",),
            )


def _accepted(claim: InstitutionalClaim) -> Iterator[Finding]:
    """A contract with the first payer that took part of the charges, and no word of what it left."""
    found = _primary(claim)
    if found is None or _ACCEPTED in texts(claim.value_codes):
        return
    path, other = found
    paid, charge = other.payer_paid, claim.total_charge
    contractual = [
        adjustment.amount
        for adjustment in _adjustments(claim, other)
        if adjustment.group == "CO" and type(adjustment.amount) is Decimal
    ]
    if type(paid) is not Decimal or type(charge) is not Decimal or not contractual:
        return
    left = charge - sum(contractual, _ZERO)
    if paid < left < charge and paid > _ZERO and _PAID_IN_FULL not in texts(claim.condition_codes):
        yield ACCEPTED.at(
            "value_codes",
            f"the first payer's contract left {left} of {charge}: value code 44 says so",
            related=(f"{path}.payer_paid",),
        )
