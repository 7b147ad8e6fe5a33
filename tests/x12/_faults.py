"""A correct interchange broken in one way: what a fault is, and how a table of them is looked at.

Each kind of claim has a module with its correct segments and its table (``_faults_professional``);
``test_faults`` runs every table alike. Every expectation says which segment and element is wrong by
the implementation guide, not by what the check answers.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from medclaim.claims.check import Checker
from medclaim.findings import Finding

Segments = tuple[str, ...]
Change = Callable[[Segments], Segments]

# The faults that each kind of claim must have in its table, or say why it cannot have.
LISTED = (
    "SE count",
    "SE control number",
    "GE count",
    "GE control number",
    "IEA count",
    "IEA control number",
    "ST version unlike GS",
    "interchange version",
    "interchange date",
    "group date",
    "missing billing provider",
    "missing payer",
    "missing subscriber name",
    "missing tax id",
    "missing diagnosis",
    "missing claim composite",
    "missing service segment",
    "missing service date",
    "NPI check digit",
    "NPI length",
    "place of service",
    "frequency code",
    "qualifier",
    "unit",
    "gender",
    "transaction type",
    "state",
    "pointer to no diagnosis",
    "five modifiers",
    "HL number",
    "HL parent",
    "HL child",
    "claim total",
    "unknown segment",
    "misplaced segment",
    "repeated segment",
    "mixed editions of ICD",
    "thirteen diagnoses",
    "line number",
    "value too long",
    "value not numeric",
    "replacement without the payer's claim number",
    "self subscriber with a patient",
    "taxonomy",
    "other payer's payment does not balance",
    "patient without birth date and sex",
    "element not used",
    "condition between elements",
    "empty element at the end",
    "control character",
    "no calendar day",
)

# Another payer that paid and took off less than the claims of the tables charge.
UNBALANCED = (
    "SBR*S*18*******CI",
    "CAS*CO*45*25",
    "AMT*D*100",
    "OI***Y***Y",
    "NM1*IL*1*SAMPLE*ANNA****MI*MEMBER2",
    "NM1*PR*2*ANOTHER PLAN*****PI*PAYER2",
    "DTP*573*D8*20261110",
)


class Fault(NamedTuple):
    """One way to break the text, and the one finding that must say so.

    ``path`` is where it is found: a model path (``claims[0].total_charge``), or the beginning of a
    segment of the broken text and an element (``CLM*|CLM02``). ``loop`` must stand in the message.
    ``touched`` are beginnings of other segments and of model paths where consequences may show.
    """

    name: str
    change: Change
    rule: str
    path: str
    loop: str
    touched: tuple[str, ...]


class Kind(NamedTuple):
    """A kind of claim: its correct segments, its table, and the listed faults it cannot have."""

    segments: Segments
    faults: tuple[Fault, ...]
    cannot: dict[str, str]
    at_least: int


def fault(name: str, change: Change, rule: str, path: str, loop: str = "", *touched: str) -> Fault:
    """A :class:`Fault`."""
    return Fault(name, change, rule, path, loop, touched)


def text_of(segments: Iterable[str]) -> str:
    """The segments as an interchange."""
    return "".join(f"{segment}~" for segment in segments)


# ------------------------------------------------------------------------------------ changes


def _find(segments: Segments, start: str) -> int:
    found = [index for index, segment in enumerate(segments) if segment.startswith(start)]
    assert len(found) == 1, f"{start!r} begins {len(found)} segments"
    return found[0]


def replaced(start: str, old: str, new: str) -> Change:
    """In the segment that begins so, one text by another."""

    def change(segments: Segments) -> Segments:
        at = _find(segments, start)
        assert segments[at].count(old) == 1, f"{old!r} is not once in {segments[at]!r}"
        return (*segments[:at], segments[at].replace(old, new), *segments[at + 1 :])

    return change


def without(*starts: str) -> Change:
    """The segments that begin so left out, SE01 put right."""

    def change(segments: Segments) -> Segments:
        gone = {_find(segments, start) for start in starts}
        return recounted(s for at, s in enumerate(segments) if at not in gone)

    return change


def after(start: str, *added: str) -> Change:
    """Segments put in after the one that begins so, SE01 put right."""

    def change(segments: Segments) -> Segments:
        at = _find(segments, start) + 1
        return recounted((*segments[:at], *added, *segments[at:]))

    return change


def removed(start: str) -> Change:
    """One segment of the envelope left out."""

    def change(segments: Segments) -> Segments:
        at = _find(segments, start)
        return (*segments[:at], *segments[at + 1 :])

    return change


def recounted(segments: Iterable[str]) -> Segments:
    """The segments with SE01 put right, so that only the fault meant is there."""
    found = tuple(segments)
    start, end = _find(found, "ST*"), _find(found, "SE*")
    parts = found[end].split("*")
    parts[1] = str(end - start + 1)
    return (*found[:end], "*".join(parts), *found[end + 1 :])


# ------------------------------------------------------------------------------- what is found

_CHECKER = Checker(submitted_on=date(2026, 11, 23))


def found_in(segments: Segments) -> list[Finding]:
    """What ``check_text`` finds: syntax, guide and every edit."""
    return list(_CHECKER.check_text(text_of(segments)))


def place_of(path: str, segments: Segments) -> str:
    """The path a finding must have: a segment's beginning becomes its number."""
    start, bar, element = path.partition("|")
    if not bar:
        return path
    return f"segments[{_find(segments, start)}]" + (f".{element}" if element else "")
