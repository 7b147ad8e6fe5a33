"""Outpatient therapy: the discipline and the assistant."""

from collections.abc import Iterator

from medclaim._rules import for_medicare
from medclaim._text import words
from medclaim.codes.modifier import FAMILIES, REQUIRES
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity

DISCIPLINE_MISSING = Rule(
    id="C085",
    name="therapy-modifier-missing",
    summary="An always-therapy service says its discipline: GN, GO or GP.",
    authority="Medicare Claims Processing Manual, chapter 5, section 20.1; CR 10176 (transmittal "
    "3814). An error for Medicare, else a warning",
    severity=Severity.ERROR,
    answer=("CO-4/N822", "A6:453"),
    snip_type=6,
)
DISCIPLINE_MISMATCH = Rule(
    id="C086",
    name="therapy-modifier-mismatch",
    summary="A therapy evaluation carries the modifier of its own discipline.",
    authority="CR 10176 (transmittal 3814): codes that require GN, GO or GP. An error for Medicare, "
    "else a warning",
    severity=Severity.ERROR,
    answer=("CO-4/N519",),
    snip_type=6,
)
ASSISTANT_PAIRING = Rule(
    id="C087",
    name="therapy-assistant-pairing",
    summary="CQ stands with GP, CO with GO.",
    authority="Medicare Claims Processing Manual, chapter 5, section 20.1; MLN Matters MM11364. An "
    "error for Medicare, else a warning",
    severity=Severity.ERROR,
    answer=("CO-4/N519",),
    snip_type=6,
)
_DISCIPLINES = FAMILIES["therapy discipline"]
_OWN_DISCIPLINE = {
    **dict.fromkeys(("97161", "97162", "97163", "97164"), "GP"),
    **dict.fromkeys(("97165", "97166", "97167", "97168"), "GO"),
    **dict.fromkeys(("92521", "92522", "92523", "92524"), "GN"),
}
# The codes that are always therapy, whoever furnishes them; those that only sometimes are stay out.
_ALWAYS = frozenset(_OWN_DISCIPLINE) | words(
    "92507 92508 92526 97012 97016 97018 97022 97024 97026 97028 97032 97033 97034 97035 97036 "
    "97110 97112 97113 97116 97124 97140 97150 97530 97533 97535 97537 97542 97750 97755 97760 "
    "97761 97763"
)


@coding_edit(
    DISCIPLINE_MISSING,
    DISCIPLINE_MISMATCH,
    kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL),
    triggers=_ALWAYS,
)
def discipline(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A therapy service without its discipline, or an evaluation with another's."""
    for procedure in visit.procedures:
        text = procedure.code.text
        if text not in _ALWAYS:
            continue
        own = _OWN_DISCIPLINE.get(text)
        said = {modifier.text for modifier in procedure.modifiers} & _DISCIPLINES
        if not said:
            yield for_medicare(DISCIPLINE_MISSING, visit).at(
                f"{procedure.line}.modifiers",
                f"{text} is always therapy: it needs {own or 'GN, GO or GP'}",
            )
        elif own and own not in said:
            yield for_medicare(DISCIPLINE_MISMATCH, visit).at(
                f"{procedure.line}.modifiers", f"{text} goes with {own}, not {min(said)}"
            )


@coding_edit(ASSISTANT_PAIRING, triggers=REQUIRES)
def assistant(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An assistant's modifier without that of the discipline."""
    for procedure in visit.procedures:
        said = {modifier.text for modifier in procedure.modifiers}
        for modifier, needed in REQUIRES.items():
            if modifier in said and needed not in said:
                yield for_medicare(ASSISTANT_PAIRING, visit).at(
                    f"{procedure.line}.modifiers", f"{modifier} needs {needed} on the same line"
                )
