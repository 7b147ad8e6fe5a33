"""Modifiers of one line: how many, and which of them do not go together."""

from collections.abc import Iterator
from itertools import combinations

from medclaim.codes.modifier import EXCLUSIVE_PAIRS
from medclaim.codes.visit import CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding, Rule, Severity

TOO_MANY = Rule(
    id="A027",
    name="modifier-too-many",
    summary="A line has at most four modifiers.",
    authority="005010X222A1, SV101-3 to SV101-6",
    severity=Severity.ERROR,
    answer=("A7:453",),
    snip_type=1,
)
REPEATED = Rule(
    id="A028",
    name="modifier-repeated",
    summary="A modifier stands once on a line.",
    authority="knowledge, unconfirmed: payers deny it",
    severity=Severity.WARNING,
    answer=("CO-4/N519",),
    snip_type=4,
)
EXCLUSIVE = Rule(
    id="C090",
    name="modifier-mutually-exclusive",
    summary="Modifiers that contradict each other do not stand on one line.",
    authority="modifier definitions; knowledge, unconfirmed: no published list names every pair",
    severity=Severity.WARNING,
    answer=("CO-4/N519", "A7:453"),
    snip_type=6,
)

# Pairs that a rule of their own names.
_ELSEWHERE = frozenset({frozenset({"JW", "JZ"})})
_MOST = 4


@coding_edit(TOO_MANY, triggers=("several_modifiers",))
def too_many_modifiers(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """More than four modifiers on a line."""
    for procedure in visit.procedures:
        if procedure.modifier_count > _MOST:
            yield TOO_MANY.at(
                f"{procedure.line}.modifiers[{_MOST}]",
                f"{procedure.modifier_count} modifiers: a line has at most {_MOST}",
            )


@coding_edit(REPEATED, EXCLUSIVE, triggers=("several_modifiers",))
def modifiers_together(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A modifier twice on a line, or two that contradict each other."""
    for procedure in visit.procedures:
        if len(procedure.modifiers) < 2:
            continue
        placed = zip(procedure.modifiers, procedure.modifier_paths, strict=True)
        for (one, first), (other, second) in combinations(placed, 2):
            if one.text == other.text:
                yield REPEATED.at(second, f"modifier {one} stands here twice", related=(first,))
            elif (pair := frozenset((one.text, other.text))) in EXCLUSIVE_PAIRS - _ELSEWHERE:
                yield EXCLUSIVE.at(
                    second,
                    f"modifiers {' and '.join(sorted(pair))} exclude each other on one line",
                    related=(first,),
                )
