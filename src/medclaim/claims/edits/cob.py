"""Other payers: who they are, what they decided, and whether it adds up (SNIP types 3 and 4)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from medclaim._rules import claim_rule
from medclaim._text import words
from medclaim.claims.claim import Claim, lines_of
from medclaim.claims.cob import Adjustment, LineAdjudication, OtherSubscriber
from medclaim.claims.edits.context import Context
from medclaim.edit import edit
from medclaim.findings import Finding, Severity
from medclaim.money import total

_GUIDES = "005010X222A1, 005010X223A2 and 005010X224A2"
_BALANCING = f"{_GUIDES}, section 1.4.4.1 (balancing); X12 request for interpretation"


NO_PRIMARY = claim_rule(
    "D034",
    "no-primary-payer",
    "One of a claim's payers is the primary one.",
    "one clearinghouse's edit; nothing official found",
    "A7:742",
    "CO-16/MA83",
    severity=Severity.WARNING,
)
SAME_TURN = claim_rule(
    "D035",
    "duplicate-payer-responsibility",
    "No two payers of a claim have the same turn, but where it is unknown.",
    "one clearinghouse's edit; nothing official found",
    "A7:742",
    severity=Severity.WARNING,
)
GAP = claim_rule(
    "D036",
    "sequence-gap",
    "A payer's turn follows on another's: no secondary without a primary, no tertiary without both.",
    "knowledge, unconfirmed: the meaning of SBR01",
    "A7:742",
    severity=Severity.WARNING,
)
OTHER_PAYER_MISSING = claim_rule(
    "D140",
    "cob-other-payer-missing",
    "A claim to a payer who is not the primary one names the payers before.",
    f"{_GUIDES}, loop 2320 (required where another payer is involved, as contractors say too: "
    "Wisconsin Physicians Service, secondary claims)",
    "A6:286",
    "CO-22",
    "CO-16/MA04",
)
CLAIM_BALANCE = claim_rule(
    "D142",
    "cob-claim-balance",
    "What another payer paid and adjusted, on the claim and its lines, is the total charge.",
    f"{_BALANCING} 1294",
    "A7:672",
    "A7:400",
    snip_type=3,
)
LINE_BALANCE = claim_rule(
    "D143",
    "cob-line-balance",
    "What another payer paid and adjusted of a line is the line's charge.",
    f"{_GUIDES}, section 1.4.4 (balancing of service lines); X12 requests for interpretation 1551 "
    "and 1555 (several decisions on one line are added up); a warning where a line was paid with "
    "another, of which no request speaks",
    "A7:672",
    "A7:583",
    snip_type=3,
)
PAID_SUM = claim_rule(
    "D144",
    "cob-paid-mismatch",
    "What another payer paid of the claim is what it paid of the lines less the claim's adjustments.",
    f"{_BALANCING} 1294 (only where lines are decided)",
    "A7:672",
    snip_type=3,
)
PAID_NEGATIVE = claim_rule(
    "D145",
    "cob-paid-negative",
    "What another payer paid is not negative.",
    "one clearinghouse's edit; nothing official found",
    "A7:693",
    "A7:643",
    severity=Severity.WARNING,
)
NO_DATE = claim_rule(
    "D146",
    "cob-date-missing",
    "A payer that has decided is given with the day it did.",
    "one clearinghouse's edit of 2330B and 2430 DTP 573; the guides' own words not read",
    "A6:516",
    "CO-16/N307",
    severity=Severity.WARNING,
)
TWO_DATES = claim_rule(
    "D147",
    "cob-date-both-levels",
    "The day of a decision stands at the payer or at the lines, not at both.",
    "one clearinghouse's edit of 2330B and 2430 DTP 573; the guides' own words not read",
    "A7:516",
    severity=Severity.WARNING,
)
GROUP = claim_rule(
    "D150",
    "cob-cas-group-invalid",
    "An adjustment's group is CO, CR, OA, PI or PR.",
    f"{_GUIDES}, 2320 and 2430 CAS01",
    "A7:696",
    snip_type=5,
)
UNKNOWN_PAYER = claim_rule(
    "D153",
    "cob-svd-payer-unknown",
    "A line's decision is one of a payer that the claim names.",
    f"{_GUIDES}, 2430 SVD01: matches 2330B NM109",
    "A7:479",
)
TWICE = claim_rule(
    "D154",
    "cob-adjudication-duplicated",
    "An adjustment stands on the claim or on a line, not on both.",
    "one clearinghouse's edit; nothing official found",
    "A7:672",
    severity=Severity.WARNING,
)
SAME_PAYER = claim_rule(
    "D157",
    "cob-payer-id-duplicate",
    "No two payers of a claim have the same id.",
    "knowledge, unconfirmed: 2330B NM109 names one payer; a published example has two the same",
    "A7:479",
    severity=Severity.WARNING,
)
LIABILITY = claim_rule(
    "D159",
    "cob-remaining-liability",
    "What the patient still owes is no more than what another payer left unpaid.",
    "knowledge, unconfirmed: 2320 and 2430 AMT EAF",
    severity=Severity.WARNING,
    snip_type=3,
)
_BUNDLED_BALANCE = LINE_BALANCE.weighing(Severity.WARNING)

_GROUPS = words("CO CR OA PI PR")
_TURNS = "PSTABCDEFGH"
_LATER = frozenset(_TURNS[1:])
_ZERO = Decimal(0)


@edit(NO_PRIMARY, OTHER_PAYER_MISSING, SAME_TURN, GAP)
def turns(claim: Claim, context: Context) -> Iterator[Finding]:
    """Payers whose turns do not follow each other."""
    own, others = claim.subscriber.responsibility, claim.other_subscribers
    if own in ("P", "U") and not others:
        return
    if not others:
        if type(own) is str and own in _LATER:
            yield OTHER_PAYER_MISSING.at(
                "other_subscribers",
                "this payer is not the primary one: name those before it, and what they decided",
                related=("subscriber.responsibility",),
            )
        return
    taken: dict[object, str] = {own: "subscriber.responsibility"}
    for index, other in enumerate(others):
        path, turn = f"other_subscribers[{index}].responsibility", other.responsibility
        if turn in taken and turn != "U":
            yield SAME_TURN.at(path, "is another payer's turn too", related=(taken[turn],))
        taken.setdefault(turn, path)
    if "U" in taken:
        return
    if "P" not in taken:
        yield NO_PRIMARY.at("subscriber.responsibility", "none of the payers is the primary one")
        return
    for before, turn in pairwise(_TURNS):
        if turn in taken and before not in taken:
            yield GAP.at(taken[turn], f"there is no payer whose turn is {before}, the one before")


@edit(
    CLAIM_BALANCE,
    PAID_SUM,
    PAID_NEGATIVE,
    NO_DATE,
    TWO_DATES,
    GROUP,
    TWICE,
    SAME_PAYER,
    LIABILITY,
    triggers=("other_subscribers",),
)
def other_payers(claim: Claim, context: Context) -> Iterator[Finding]:
    """What each other payer decided, held against the claim and its lines."""
    known: dict[object, str] = {claim.payer.payer_id: "payer.payer_id"}
    shared = set()
    for index, other in enumerate(claim.other_subscribers):
        path, payer_id = f"other_subscribers[{index}].payer.payer_id", other.payer.payer_id
        if payer_id in known:
            yield SAME_PAYER.at(path, "is another payer's id too", related=(known[payer_id],))
            if known[payer_id] != "payer.payer_id":
                shared.add(payer_id)
        known.setdefault(payer_id, path)
    for index, other in enumerate(claim.other_subscribers):
        at = f"other_subscribers[{index}]"
        yield from _groups(at, other.adjustments)
        yield from _amounts(at, other.payer_paid, other, claim.total_charge)
        # Two payers of one id: nothing says whose a line's decision is.
        if other.payer.payer_id not in shared:
            yield from _decision(claim, at, other)


def _decision(claim: Claim, at: str, other: OtherSubscriber) -> Iterator[Finding]:
    lines = _of_payer(claim, other.payer.payer_id)
    day = other.payer.adjudication_date
    if day is None and not lines and (other.payer_paid is not None or other.adjustments):
        yield NO_DATE.at(f"{at}.payer.adjudication_date", "has decided, and no day is given")
    if day is not None and any(type(line.adjudication_date) is date for _, line in lines):
        yield TWO_DATES.at(
            f"{at}.payer.adjudication_date",
            "the lines say the day of the decision already",
            related=[f"{path}.adjudication_date" for path, _ in lines],
        )
    same = set(other.adjustments)
    for path, line in lines:
        for number, adjustment in enumerate(line.adjustments):
            if adjustment in same:
                yield TWICE.at(
                    f"{path}.adjustments[{number}]",
                    "is said of the whole claim too: say it once",
                    related=(f"{at}.adjustments",),
                )
    yield from _balance(claim, at, other, lines)


def _balance(
    claim: Claim, at: str, other: OtherSubscriber, lines: list[tuple[str, LineAdjudication]]
) -> Iterator[Finding]:
    """Quiet where nothing is paid or refused, and where an amount could not be read.

    A claim that is not covered at all says so in one amount and has no adjustments.
    """
    paid, said = other.payer_paid, claim.total_charge
    on_claim, on_lines = _sum(other.adjustments), _sum(a for _, n in lines for a in n.adjustments)
    if type(paid) is not Decimal or on_claim is None or on_lines is None:
        return
    where = f"{at}.payer_paid"
    accounted = total([paid, on_claim, on_lines])
    is_decided = bool(lines or other.adjustments)
    if type(said) is Decimal and accounted != said and is_decided:
        yield CLAIM_BALANCE.at(
            where,
            f"paid and adjusted are {accounted}, but the total charge is {said}",
            related=("total_charge",),
        )
    amounts = [line.paid for _, line in lines]
    readable = [amount for amount in amounts if type(amount) is Decimal]
    complete = lines and len(readable) == len(amounts)
    if complete and total([paid, on_claim]) != total(readable):
        yield PAID_SUM.at(
            where,
            f"{paid} was paid and {on_claim} adjusted of the claim, but the lines' payments "
            f"make {total(readable)}",
            related=[f"{path}.paid" for path, _ in lines],
        )


@edit(
    LINE_BALANCE,
    PAID_NEGATIVE,
    GROUP,
    UNKNOWN_PAYER,
    LIABILITY,
    triggers=("lines.adjudications",),
)
def line_decisions(claim: Claim, context: Context) -> Iterator[Finding]:
    """What other payers decided about a line, held against its charge."""
    payers = {other.payer.payer_id for other in claim.other_subscribers}
    for index, line in enumerate(lines_of(claim)):
        decided: dict[object, list[tuple[str, LineAdjudication]]] = {}
        for number, one in enumerate(line.adjudications):
            at = f"lines[{index}].adjudications[{number}]"
            yield from _groups(at, one.adjustments)
            yield from _amounts(at, one.paid, one, line.charge)
            if type(one.payer_id) is str and one.payer_id not in payers:
                yield UNKNOWN_PAYER.at(
                    f"{at}.payer_id", "is the id of no other payer that the claim names"
                )
            decided.setdefault(one.payer_id, []).append((at, one))
        for entries in decided.values():
            yield from _line_balance(f"lines[{index}].charge", line.charge, entries)


def _line_balance(
    where: str, charge: Any, entries: list[tuple[str, LineAdjudication]]
) -> Iterator[Finding]:
    adjusted = _sum(a for _, entry in entries for a in entry.adjustments)
    paid = [entry.paid for _, entry in entries if type(entry.paid) is Decimal]
    if type(charge) is not Decimal or adjusted is None or len(paid) < len(entries):
        return
    # A line paid together with another is paid there, and its charge is adjusted here.
    is_bundled = any(entry.bundled_line is not None for _, entry in entries)
    accounted = total([*paid, adjusted])
    if accounted != charge:
        yield (_BUNDLED_BALANCE if is_bundled else LINE_BALANCE).at(
            f"{entries[0][0]}.paid",
            f"paid and adjusted are {accounted}, but the charge is {charge}",
            related=(where,),
        )


def _amounts(
    at: str, paid: Any, decided: OtherSubscriber | LineAdjudication, charge: Any
) -> Iterator[Finding]:
    """A negative payment; more still owed than was left."""
    if type(paid) is not Decimal:
        return
    if paid < _ZERO:
        field = "paid" if type(decided) is LineAdjudication else "payer_paid"
        yield PAID_NEGATIVE.at(f"{at}.{field}", "is negative: a payer pays nothing, or something")
    owed = decided.remaining_patient_liability
    if type(owed) is Decimal and type(charge) is Decimal and total([owed, paid]) > charge:
        yield LIABILITY.at(
            f"{at}.remaining_patient_liability",
            f"{owed} owed and {paid} paid are more than the charge of {charge}",
        )


def _groups(at: str, adjustments: tuple[Adjustment, ...]) -> Iterator[Finding]:
    for number, adjustment in enumerate(adjustments):
        if type(adjustment.group) is str and adjustment.group not in _GROUPS:
            yield GROUP.at(f"{at}.adjustments[{number}].group", "is none of CO, CR, OA, PI and PR")


def _of_payer(claim: Claim, payer_id: object) -> list[tuple[str, LineAdjudication]]:
    return [
        (f"lines[{index}].adjudications[{number}]", decided)
        for index, line in enumerate(lines_of(claim))
        for number, decided in enumerate(line.adjudications)
        if decided.payer_id == payer_id
    ]


def _sum(adjustments: Iterable[Adjustment]) -> Decimal | None:
    """The sum of what was taken off, ``None`` where one amount could not be read."""
    found = []
    for adjustment in adjustments:
        if type(adjustment.amount) is not Decimal:
            return None
        found.append(adjustment.amount)
    return total(found)
