"""Counts, lengths and texts that do not fit (SNIP type 1)."""

from collections.abc import Iterator

from medclaim.claims.claim import Claim, DentalClaim, InstitutionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.edits.requirement import REQUIRED_PATHS, without_indices
from medclaim.claims.rules import AMOUNT_FORMAT, DATE_FORMAT
from medclaim.codes.edits.structure import KINDS
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity
from medclaim.malformed import Malformed

_GUIDE = "005010X222A1"

UNREADABLE = Rule(
    id="X010",
    name="fact-unreadable",
    summary="Every fact of a claim can be read: printable text where text belongs, no gap where one is required.",
    authority=f"{_GUIDE}, element usage and types",
    severity=Severity.ERROR,
    answer=("A7:511",),
    snip_type=1,
)
CONTROL_NUMBER_LENGTH = Rule(
    id="D061",
    name="pcn-too-long",
    summary="A patient control number has at most 38 characters; payers need return only 20.",
    authority=f"{_GUIDE}, 2300 CLM01 (AN1-38) and its note on 20 characters",
    severity=Severity.WARNING,
    answer=("A7:478", "A7:512"),
    snip_type=1,
)
LINE_COUNT = Rule(
    id="D097",
    name="line-count-limit",
    summary="A claim has one to 50 lines, an institutional claim one to 999.",
    authority=f"{_GUIDE} and 005010X224A2, loop 2400 (one to 50); 005010X223A2 (one to 999)",
    severity=Severity.ERROR,
    answer=("A7:121",),
    snip_type=1,
)
NOTE_LENGTH = Rule(
    id="D119",
    name="note-too-long",
    summary="A note has at most 80 characters.",
    authority=f"{_GUIDE}, NTE02 (AN1-80)",
    severity=Severity.ERROR,
    answer=("A7:512", "A7:704"),
    snip_type=1,
)
_CONTROL_NUMBER_OVER = CONTROL_NUMBER_LENGTH.weighing(Severity.ERROR)

_MOST_LINES = {Kind.PROFESSIONAL: 50, Kind.INSTITUTIONAL: 999, Kind.DENTAL: 50}
_NOTE = 80
_DATES = frozenset({"date", "date range", "date and time", "time"})
_NUMBERS = frozenset({"amount", "quantity"})
_RIGHT = {
    "D130": "it should be a calendar day, CCYYMMDD, two of them with a hyphen for a range, "
    "or an hour, HHMM",
    "D014": "it should be a plain decimal number with at most two decimals",
    "X010": "it should be there and printable",
}
# Rules of their own say more: about a pointer that does not fit, a principal diagnosis not given.
_POINTERS = "lines.diagnosis_pointers"
_PRINCIPAL = "principal_diagnosis"


def _rule_of(bad: Malformed) -> Rule:
    if bad.kind in _DATES:
        return DATE_FORMAT
    if bad.kind in _NUMBERS:
        return AMOUNT_FORMAT
    return UNREADABLE


@edit(DATE_FORMAT, AMOUNT_FORMAT, UNREADABLE, triggers=("malformed",))
def texts_that_do_not_fit(claim: Claim, context: Context) -> Iterator[Finding]:
    """Dates, amounts and other texts that could not be read and that no other rule is about."""
    for path, bad in context.visit.malformed:
        place = without_indices(path)
        if place == _POINTERS or (
            bad.is_missing and (place in REQUIRED_PATHS or place == _PRINCIPAL)
        ):
            continue
        if bad.kind in KINDS and not bad.is_missing:
            continue
        rule = _rule_of(bad)
        at = f" at position {bad.position}" if bad.position else ""
        yield rule.at(path, f"{bad.kind}: {bad.reason.value}{at}; {_RIGHT[rule.id]}")


@edit(CONTROL_NUMBER_LENGTH)
def control_number_length(claim: Claim, context: Context) -> Iterator[Finding]:
    """A patient control number that a payer may cut, or that cannot be sent."""
    number = claim.patient_control_number
    length = len(number) if type(number) is str else 0
    if length > 20:
        rule = _CONTROL_NUMBER_OVER if length > 38 else CONTROL_NUMBER_LENGTH
        yield rule.at(
            "patient_control_number",
            f"{length} characters: at most 38 may be sent, and payers need return only 20",
        )


@edit(LINE_COUNT)
def line_count(claim: Claim, context: Context) -> Iterator[Finding]:
    """No line, or too many."""
    count, most = len(claim.lines), _MOST_LINES[claim.KIND]
    if not count:
        yield LINE_COUNT.at("lines", "there is no service line: a claim has at least one")
    elif count > most:
        yield LINE_COUNT.at(
            f"lines[{most}]", f"{count} lines: a {claim.KIND} claim has at most {most}; split it"
        )


@edit(
    NOTE_LENGTH,
    triggers=("note", "notes", "lines.note", "billing_note", "lines.third_party_note"),
)
def note_length(claim: Claim, context: Context) -> Iterator[Finding]:
    """A note of more than 80 characters."""
    if type(claim) is DentalClaim or type(claim) is InstitutionalClaim:
        notes = [(f"notes[{i}]", note) for i, note in enumerate(claim.notes)]
    else:
        notes = [("note", claim.note)] if claim.note else []
        notes += [(f"lines[{i}].note", n.note) for i, n in enumerate(claim.lines) if n.note]
    if type(claim) is InstitutionalClaim:
        yield from _long_texts(claim)
    for path, note in notes:
        if type(note.text) is str and len(note.text) > _NOTE:
            yield NOTE_LENGTH.at(f"{path}.text", f"{len(note.text)} characters: at most {_NOTE}")


def _long_texts(claim: InstitutionalClaim) -> Iterator[Finding]:
    """The notes of a bill whose reference code is always the same, so that they are texts."""
    texts = [("billing_note", claim.billing_note)]
    texts += [
        (f"lines[{i}].third_party_note", n.third_party_note) for i, n in enumerate(claim.lines)
    ]
    for path, text in texts:
        if type(text) is str and len(text) > _NOTE:
            yield NOTE_LENGTH.at(path, f"{len(text)} characters: at most {_NOTE}")
