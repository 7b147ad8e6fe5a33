"""What only several claims sent together show: a number twice, a service twice, a day's units in parts."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from medclaim.claims.claim import Claim
from medclaim.claims.edits.context import Context, asked
from medclaim.claims.history import patient_key
from medclaim.claims.visits import visit_of_claim
from medclaim.codes.edits._said import coded, for_medicare, for_ncci, texts_of
from medclaim.codes.edits.line_counts import AGAIN, DUPLICATE, service_key
from medclaim.codes.edits.mue import DAY_ABSOLUTE, DAY_CLINICAL, a_day, day_rule
from medclaim.codes.npi import Npi
from medclaim.codes.visit import CodedProcedure, CodedVisit
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


@edit(CONTROL_NUMBER_TWICE, sees=Sees.BATCH)
def control_number_twice(claims: Sequence[Claim], context: Context) -> Iterator[Finding]:
    """One patient control number on two claims of a batch."""
    seen: dict[object, int] = {}
    for index, claim in enumerate(claims):
        number = claim.patient_control_number
        first = seen.setdefault(number, index) if type(number) is str else index
        if first != index:
            yield CONTROL_NUMBER_TWICE.at(
                f"claims[{index}].patient_control_number",
                f"is that of claim {first + 1} of the batch too",
                related=(f"claims[{first}].patient_control_number",),
            )


@edit(DUPLICATE, sees=Sees.BATCH)
def service_twice(claims: Sequence[Claim], context: Context) -> Iterator[Finding]:
    """A service of one patient and day that an earlier claim of the batch asks payment for too."""
    for group in _of_one_patient(claims):
        seen: dict[tuple[object, ...], tuple[int, CodedProcedure]] = {}
        for index in group:
            visit = asked(visit_of_claim(claims[index]), context.policy)
            biller = _biller(claims[index])
            for procedure in visit.procedures:
                if procedure.first_day is None:
                    continue
                key = (visit.kind, procedure.provider or biller, *service_key(procedure))
                first, earlier = seen.setdefault(key, (index, procedure))
                # Twice on one claim is said of the claim.
                if first == index or texts_of(procedure) & AGAIN:
                    continue
                is_exact = visit.kind is Kind.PROFESSIONAL and earlier.charge == procedure.charge
                rule = for_medicare(DUPLICATE, visit)
                yield (rule if is_exact else rule.weighing(Severity.WARNING)).at(
                    f"claims[{index}].{procedure.path}",
                    f"{procedure.code} stands on claim {first + 1} of the batch with the same day "
                    "and modifiers: bill it once, or say by 76, 77, 91 or 59 that it was furnished again",
                    related=(f"claims[{first}].{earlier.path}",),
                )


# CLM05-3: an adjustment, a replacement, a void.
_ABOUT_ANOTHER = frozenset({"6", "7", "8"})

_Line = tuple[int, CodedVisit, CodedProcedure]


@edit(DAY_ABSOLUTE, DAY_CLINICAL, needs=("mue",), sees=Sees.BATCH, kinds=(Kind.PROFESSIONAL,))
def units_of_a_day(claims: Sequence[Claim], context: Context) -> Iterator[Finding]:
    """A day's units of a code that only the claims of a batch together bring above their limit."""
    table = context.tables.mue
    for group in _of_one_patient(claims) if table is not None else ():
        lines: dict[tuple[str, str | None, date], list[_Line]] = {}
        for index in group:
            claim = claims[index]
            if claim.KIND is not Kind.PROFESSIONAL:
                continue
            visit, biller = asked(visit_of_claim(claim), context.policy), _biller(claim)
            for procedure in coded(visit):
                if procedure.first_day is not None:
                    key = procedure.code.text, procedure.provider or biller, procedure.first_day
                    lines.setdefault(key, []).append((index, visit, procedure))
        for (code, _, day), found in lines.items():
            limit = None if table is None else table.limit(code, day)
            if limit is None or limit.is_per_line:
                continue
            of_claims: dict[int, Decimal] = {}
            for index, _, procedure in found:
                of_claims[index] = of_claims.get(index, Decimal()) + a_day(procedure)
            total = sum(of_claims.values(), Decimal())
            # What one claim has too many of is said of that claim.
            if total <= limit.value or max(of_claims.values()) > limit.value:
                continue
            *others, (last, visit, procedure) = found
            yield for_ncci(day_rule(limit), visit).at(
                f"claims[{last}].{procedure.line}.units",
                f"{procedure.code}: {total} units on one day on {len(of_claims)} claims of the "
                f"batch; at most {limit.value} are paid",
                related=[f"claims[{index}].{p.line}.units" for index, _, p in others],
            )


def _of_one_patient(claims: Sequence[Claim]) -> Iterator[list[int]]:
    """The places of the original claims to one payer for one patient, wherever there are several."""
    groups: dict[object, list[int]] = {}
    for index, claim in enumerate(claims):
        patient = patient_key(claim)
        # A replacement or void repeats its original's services.
        if patient is not None and claim.frequency_code not in _ABOUT_ANOTHER:
            groups.setdefault((patient, claim.payer.payer_id), []).append(index)
    return (group for group in groups.values() if len(group) > 1)


def _biller(claim: Claim) -> str | None:
    npi = claim.billing_provider.npi
    return npi.text if type(npi) is Npi else None
