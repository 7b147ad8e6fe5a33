"""The next payer's claim, made of the claim before and of what its payer decided.

The facts of the remittance go where the guides want them: the payer that has decided becomes another
payer with what it paid and why not more, each line carries its decision, and the next coverage takes
the subscriber's place. What does not balance is refused, since the next payer would refuse it too.

Source: 005010X222A1, 005010X223A2 and 005010X224A2, section 1.4.1 (coordination of benefits) and
1.4.4.1 (balancing); CMS, Medicare Secondary Payer Manual, chapter 3, and Claims Processing Manual,
chapter 25 (value codes 12 to 16, 41 to 43 and 47).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, final

import attrs
from attrs.converters import optional

from medclaim.claims._composing import people, without_unsaid
from medclaim.claims._composing_stay import with_frequency
from medclaim.claims._fields import Hidden, checked, every, to_day, to_money, to_number, to_whole
from medclaim.claims.claim import CLAIMS, DentalClaim, InstitutionalClaim, ProfessionalClaim
from medclaim.claims.cob import (
    Adjustment,
    InpatientAdjudication,
    LineAdjudication,
    OtherPayer,
    OtherSubscriber,
    OutpatientAdjudication,
    to_adjustments,
)
from medclaim.claims.institutional import ValueAmount
from medclaim.claims.parties import SELF, Coverage, Patient
from medclaim.claims.payers import PayerPolicy, a_policy
from medclaim.malformed import Malformed
from medclaim.money import total

AClaim = TypeVar("AClaim", ProfessionalClaim, InstitutionalClaim, DentalClaim)

# In the order in which payers pay: primary, secondary, tertiary, the fourth to the eleventh.
RESPONSIBILITIES = "PSTABCDEFGH"


class NotBalancedError(ValueError):
    """A decision whose amounts do not make up the charge, of a line or of the whole claim.

    ``line_number`` is the line's, ``None`` for the claim; ``missing`` is what is not accounted for,
    negative where more is accounted for than was charged.

    >>> print(NotBalancedError(2, Decimal("5.00")))
    line 2: 5.00 of the charge is neither paid nor adjusted
    """

    def __init__(self, line_number: int | None, missing: Decimal) -> None:
        super().__init__(line_number, missing)
        self.line_number = line_number
        self.missing = missing

    def __str__(self) -> str:
        where = "the claim" if self.line_number is None else f"line {self.line_number}"
        if self.missing < 0:
            return f"{where}: paid and adjusted are {-self.missing} more than the charge"
        return f"{where}: {self.missing} of the charge is neither paid nor adjusted"


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class LineDecision(Hidden):
    """What a payer decided about one line of a claim, as its remittance says.

    ``line_number`` is the claim's. ``units`` were paid (``None``: those billed); ``bundled_line`` is
    the line it was paid with, where it was.
    """

    line_number: int = attrs.field(converter=to_whole)
    paid: Decimal = attrs.field(converter=to_money)
    adjustments: tuple[Adjustment, ...] = attrs.field(default=(), converter=to_adjustments)
    units: Decimal | None = attrs.field(default=None, converter=optional(to_number))
    bundled_line: int | None = attrs.field(default=None, converter=optional(to_whole))
    remaining_patient_liability: Decimal | None = attrs.field(
        default=None, converter=optional(to_money)
    )


def _to_decisions(given: Iterable[LineDecision]) -> tuple[LineDecision, ...]:
    return every(given, LineDecision)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Adjudication(Hidden):
    """What a payer decided about a claim, as its remittance says.

    ``adjustments`` are those of the claim as a whole; ``lines`` the decisions line by line, of all
    lines or of none. ``claim_control_number`` is the payer's own number of the claim.
    """

    adjudication_date: date = attrs.field(converter=to_day)
    payer_paid: Decimal = attrs.field(converter=to_money)
    adjustments: tuple[Adjustment, ...] = attrs.field(default=(), converter=to_adjustments)
    lines: tuple[LineDecision, ...] = attrs.field(default=(), converter=_to_decisions)
    non_covered: Decimal | None = attrs.field(default=None, converter=optional(to_money))
    remaining_patient_liability: Decimal | None = attrs.field(
        default=None, converter=optional(to_money)
    )
    claim_control_number: str | None = None
    inpatient_adjudication: InpatientAdjudication | None = None
    outpatient_adjudication: OutpatientAdjudication | None = None


def secondary(
    claim: AClaim, adjudication: Adjudication, coverage: Coverage, policy: PayerPolicy
) -> AClaim:
    """The claim to the next payer, of the claim that another payer has decided.

    ``coverage`` and ``policy`` are the next payer's; it takes the next turn (``S`` after ``P``)
    unless the coverage names a later one. The payer that decided becomes the last of
    ``other_subscribers``. Where original Medicare is next, the coverage says why it is not primary
    (``insurance_type``); an institutional claim says it as a value code with what was paid. Every
    line gets a line control number, its line number where it has none.

    Raises :class:`NotBalancedError` where paid and adjusted do not make up a charge, ``ValueError``
    for decisions on lines the claim does not have, a coverage out of turn, a claim whose amounts
    could not be read, or Medicare without its reason.
    """
    if not isinstance(claim, CLAIMS):
        raise TypeError(f"claim: takes a claim, not {type(claim).__name__}")
    if not isinstance(adjudication, Adjudication):
        raise TypeError(f"adjudication: takes an Adjudication, not {type(adjudication).__name__}")
    if not isinstance(coverage, Coverage):
        raise TypeError(f"coverage: takes a Coverage, not {type(coverage).__name__}")
    policy = a_policy(policy)
    decisions = _by_line(claim, adjudication.lines)
    for line_number, missing in _unbalanced(claim, adjudication, decisions):
        raise NotBalancedError(line_number, missing)
    if policy.is_medicare and coverage.insurance_type is None:
        raise ValueError(
            "coverage: Medicare is not primary here, so say why: insurance_type 12, 13, 14, 15, 16, "
            "41, 42, 43 or 47"
        )
    coverage = attrs.evolve(coverage, responsibility=_turn(claim, coverage))
    indicator = coverage.filing_indicator or policy.filing_indicators[0]
    subscriber, patient = people(_patient(claim), coverage, indicator, claim.KIND)
    facts: dict[str, Any] = {
        "payer": coverage.payer,
        "subscriber": subscriber,
        "patient": patient,
        "prior_authorization": None,
        "referral_number": None,
        "payer_claim_control_number": None,
        "other_subscribers": (*claim.other_subscribers, _decided(claim, adjudication)),
        "lines": tuple(
            _line(line, decisions.get(number), claim, adjudication)
            for number, line in enumerate(claim.lines, 1)
        ),
    }
    if isinstance(claim, InstitutionalClaim):
        facts["bill_type"] = with_frequency(claim.bill_type, "1")
        if policy.is_medicare:
            facts["value_codes"] = _with_value_code(claim, coverage, adjudication)
    else:
        facts["frequency_code"] = "1"
    return attrs.evolve(claim, **facts)


def _by_line(claim: Any, decisions: tuple[LineDecision, ...]) -> dict[int, LineDecision]:
    found = {decision.line_number: decision for decision in decisions}
    count = len(claim.lines)
    if len(found) != len(decisions):
        raise ValueError("adjudication: a line is decided twice")
    if found and set(found) != set(range(1, count + 1)):
        raise ValueError(
            f"adjudication: decides {len(found)} lines, the claim has lines 1 to {count}; say all "
            "or none"
        )
    return found


def _unbalanced(
    claim: Any, adjudication: Adjudication, decisions: dict[int, LineDecision]
) -> Iterator[tuple[int | None, Decimal]]:
    """The lines, then the claim, whose charge is not what was paid and adjusted."""
    if type(claim.total_charge) is not Decimal:
        raise ValueError("claim: its total charge could not be read")
    adjusted = _sum(adjudication.adjustments)
    for number, decision in sorted(decisions.items()):
        charge = claim.lines[number - 1].charge
        if type(charge) is not Decimal:
            raise ValueError(f"claim: the charge of line {number} could not be read")
        own = _sum(decision.adjustments)
        adjusted += own
        if charge != decision.paid + own:
            yield number, charge - decision.paid - own
    if claim.total_charge != adjudication.payer_paid + adjusted:
        yield None, claim.total_charge - adjudication.payer_paid - adjusted


def _sum(adjustments: Iterable[Adjustment]) -> Decimal:
    amounts = [adjustment.amount for adjustment in adjustments]
    if any(type(amount) is not Decimal for amount in amounts):
        raise ValueError("adjudication: an adjustment's amount could not be read")
    return total(amount for amount in amounts if isinstance(amount, Decimal))


def _turn(claim: Any, coverage: Coverage) -> str:
    """The next payer's turn: after everybody who is on the claim."""
    taken = [claim.subscriber.responsibility]
    taken += [other.responsibility for other in claim.other_subscribers]
    known = [RESPONSIBILITIES.index(turn) for turn in taken if _is_turn(turn)]
    following = max(known, default=0) + 1
    if following >= len(RESPONSIBILITIES):
        raise ValueError("claim: no payer can come after the eleventh")
    if coverage.responsibility == RESPONSIBILITIES[0]:
        return RESPONSIBILITIES[following]
    if not _is_turn(coverage.responsibility) or (
        RESPONSIBILITIES.index(coverage.responsibility) < following
    ):
        raise ValueError(
            f"coverage: responsibility {coverage.responsibility} comes before a payer that the "
            f"claim names; the next is {RESPONSIBILITIES[following]}"
        )
    return coverage.responsibility


def _is_turn(text: object) -> bool:
    return isinstance(text, str) and len(text) == 1 and text in RESPONSIBILITIES


def _patient(claim: Any) -> Patient:
    """The patient, who may have been the subscriber so far."""
    if claim.patient is not None:
        patient: Patient = claim.patient
        return patient
    shared = {field.name for field in attrs.fields(type(claim.subscriber))}
    facts = {
        field.name: getattr(claim.subscriber, field.name)
        for field in attrs.fields(Patient)
        if field.name in shared and field.name != "relationship"
    }
    return Patient(**facts)


def _decided(claim: Any, adjudication: Adjudication) -> OtherSubscriber:
    """The payer that has decided, with its subscriber and its decision on the whole claim."""
    held, payer = claim.subscriber, claim.payer
    if held.member_id is None:
        raise ValueError("claim: its subscriber has no member id, which the next payer must know")
    other = OtherSubscriber(
        name=held.name,
        member_id=held.member_id,
        id_qualifier=held.id_qualifier,
        responsibility=held.responsibility,
        relationship=SELF if claim.patient is None else claim.patient.relationship,
        group_number=held.group_number,
        group_name=held.group_name,
        insurance_type=held.insurance_type,
        filing_indicator=held.filing_indicator,
        address=held.address,
        benefits_assigned=claim.benefits_assigned,
        release_of_information=claim.release_of_information,
        patient_signature_source=getattr(claim, "patient_signature_source", None),
        adjustments=adjudication.adjustments,
        payer_paid=adjudication.payer_paid,
        non_covered=adjudication.non_covered,
        remaining_patient_liability=adjudication.remaining_patient_liability,
        inpatient_adjudication=adjudication.inpatient_adjudication,
        outpatient_adjudication=adjudication.outpatient_adjudication,
        payer=OtherPayer(
            name=payer.name,
            payer_id=payer.payer_id,
            id_qualifier=payer.id_qualifier,
            address=payer.address,
            # The day is said once: at the lines where they have been decided, else here.
            adjudication_date=None if adjudication.lines else adjudication.adjudication_date,
            identifiers=payer.identifiers,
            prior_authorization=claim.prior_authorization,
            referral_number=claim.referral_number,
            claim_control_number=adjudication.claim_control_number,
        ),
    )
    said: OtherSubscriber = without_unsaid(other, "other_subscribers[]", claim.KIND)
    return attrs.evolve(
        said, payer=without_unsaid(said.payer, "other_subscribers[].payer", claim.KIND)
    )


def _line(line: Any, decision: LineDecision | None, claim: Any, adjudication: Adjudication) -> Any:
    facts: dict[str, Any] = {}
    if line.line_control_number is None:
        number = line.line_number
        facts["line_control_number"] = number if isinstance(number, Malformed) else str(number)
    if decision is not None:
        units = line.units if decision.units is None else decision.units
        decided = LineAdjudication(
            payer_id=claim.payer.payer_id,
            paid=decision.paid,
            procedure_code=line.procedure_code,
            modifiers=line.modifiers,
            revenue_code=getattr(line, "revenue_code", None),
            units=Decimal(1) if units is None else units,
            bundled_line=decision.bundled_line,
            adjustments=decision.adjustments,
            adjudication_date=adjudication.adjudication_date,
            remaining_patient_liability=decision.remaining_patient_liability,
        )
        facts["adjudications"] = (*line.adjudications, decided)
    return attrs.evolve(line, **facts) if facts else line


def _with_value_code(
    claim: InstitutionalClaim, coverage: Coverage, adjudication: Adjudication
) -> tuple[ValueAmount, ...]:
    """The value codes, and the one that says why Medicare is not primary and what was paid."""
    made = ValueAmount(coverage.insurance_type or "", adjudication.payer_paid)
    if any(value.code == made.code for value in claim.value_codes):
        return claim.value_codes
    return (*claim.value_codes, made)
