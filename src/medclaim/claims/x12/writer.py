"""Claims as an 837 text: written whole, or refused before anything is returned."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any

import attrs

from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.unplaced import Unplaced
from medclaim.claims.x12.codecs import UnsendableError, write_text
from medclaim.claims.x12.envelope import Delimiters, Envelope
from medclaim.claims.x12.explain import explain, of_envelope
from medclaim.claims.x12.grammar import (
    COMPONENT,
    ELEMENT,
    TERMINATOR,
    Guide,
    Loop,
)
from medclaim.claims.x12.guides import guide_for
from medclaim.claims.x12.placing import written_with_unplaced
from medclaim.claims.x12.syntax import joined, outside
from medclaim.claims.x12.writing import Segments, Write, compile_write
from medclaim.dates import write_day

# 005010 implementation guides, CLM: at most 5,000 claims in one transaction set are recommended.
CLAIMS_PER_SET = 5000
_BHT06 = 2
_MOST = 999_999_999


def write(claims: Iterable[Any], envelope: Envelope) -> str:
    """The claims as one interchange, ending in a line with no line end.

    Claims of one kind make a group, claims for payment and capitated encounters sets of their own,
    at most 5,000 claims each; a claim after another with the same billing provider, subscriber or
    patient shares its hierarchical level, as far as the guide lets one hold so many. Raises :class:`DoesNotFitError` with every reason when a
    value holds a delimiter or a character outside the X12 sets, is too long, or stands too often;
    ``ValueError`` when there is no claim.
    """
    listed = list(claims)
    if not listed:
        raise ValueError("write: takes at least one claim")
    # ISA names the delimiters, so it is never in the inside form, where they would be exchanged.
    isa = envelope.delimiters.element.join(_isa(envelope)) + envelope.delimiters.segment
    _, text = _groups(listed, envelope)
    return isa + outside(text, envelope.delimiters)


def segments(claims: Iterable[Any], envelope: Envelope) -> tuple[tuple[Any, ...], ...]:
    """The interchange as tuples of elements; a composite is a tuple of components.

    Raises as :func:`write` does.
    """
    listed = list(claims)
    if not listed:
        raise ValueError("segments: takes at least one claim")
    body, _ = _groups(listed, envelope)
    return _isa(envelope), *(
        tuple(tuple(e.split(COMPONENT)) if COMPONENT in e else e for e in text.split(ELEMENT))
        for text in body
    )


def _groups(claims: list[Any], envelope: Envelope) -> tuple[list[str], str]:
    """Everything from the first GS to IEA, in the engine's inside form: the segments and the text."""
    body: list[str] = []
    group, number = envelope.group_control_number, envelope.set_control_number
    groups = 0
    for cls in dict.fromkeys(claim.__class__ for claim in claims):
        guide = guide_for(cls.KIND)
        sets = list(_sets([claim for claim in claims if claim.__class__ is cls]))
        body.append(_gs(envelope, guide, group))
        for of_set in sets:
            body.extend(transaction_set(of_set, guide, envelope, number))
            number += 1
        body.append(ELEMENT.join(("GE", str(len(sets)), str(group))))
        group, groups = group + 1, groups + 1
    if max(group, number) > _MOST + 1:
        raise ValueError("control numbers: count past nine digits; begin lower")
    body.append(ELEMENT.join(("IEA", str(groups), _control(envelope))))
    text = joined(body)
    _look_again(text, claims, envelope)
    return body, text


def _control(envelope: Envelope) -> str:
    return f"{envelope.interchange_control_number:09d}"


def _sets(claims: list[Any]) -> Iterator[list[Any]]:
    for _, same in groupby(claims, key=attrgetter("claim_or_encounter")):
        listed = list(same)
        for start in range(0, len(listed), CLAIMS_PER_SET):
            yield listed[start : start + CLAIMS_PER_SET]


def transaction_set(claims: list[Any], guide: Guide, envelope: Envelope, number: int) -> list[str]:
    """ST to SE, in the engine's inside form."""
    control = f"{number:04d}"
    made = Segments()
    made.append(ELEMENT.join(("ST", "837", control, guide.version)))
    try:
        made.append(_bht(envelope, claims[0].claim_or_encounter))
        for loop in guide.header.loops:
            compile_write(loop, placed=False)(envelope, made)
        hierarchy(claims, guide, made)
    except UnsendableError:
        raise DoesNotFitError(explain(claims, guide, envelope.delimiters, envelope)) from None
    made.append(ELEMENT.join(("SE", str(len(made) + 1), control)))
    return made


def _bht(envelope: Envelope, claim_or_encounter: Any) -> str:
    said = write_text(claim_or_encounter)
    if len(said) > _BHT06:
        raise UnsendableError
    day, clock = write_day(envelope.created_on), f"{envelope.created_at:%H%M}"
    elements = ("BHT", "0019", envelope.purpose, envelope.reference, day, clock, said)
    return ELEMENT.join(elements).rstrip(ELEMENT)


def levels(guide: Guide) -> tuple[Loop, Loop, Loop, Loop]:
    """The loops 2000A, 2000B, 2000C and 2300 of a guide."""
    found = {loop.id: loop for loop in guide.billing.walk()}
    return found["2000A"], found["2000B"], found["2000C"], found["2300"]


def hierarchy(claims: list[Any], guide: Guide, out: Segments) -> None:
    """The claims under their billing providers, subscribers and patients, HL numbered from 1."""
    loops = levels(guide)
    write_claim = compile_write(loops[3], placed=False)
    most = loops[3].repeats
    count = parent = level_a = held = 0
    before: Any = None
    for claim in claims:
        same_a = before is not None and same_level(before, claim, "2000A")
        if not same_a:
            count += 1
            level_a = count
            out.append(ELEMENT.join(("HL", str(count), "", "20", "1")))
            write_level(claim, loops[0], out)
        same_b = same_a and same_level(before, claim, "2000B")
        same_c = same_b and (claim.patient is None or same_level(before, claim, "2000C"))
        if same_c and held == most:
            # The level that holds the claims is full: the same is said again at one more.
            same_c = False
            same_b = claim.patient is not None
        if not same_b:
            count += 1
            parent = count
            has_patient = "0" if claim.patient is None else "1"
            out.append(ELEMENT.join(("HL", str(count), str(level_a), "22", has_patient)))
            write_level(claim, loops[1], out)
        if claim.patient is not None and not same_c:
            count += 1
            out.append(ELEMENT.join(("HL", str(count), str(parent), "23", "0")))
            write_level(claim, loops[2], out)
        write_one(claim, loops[3], write_claim, out)
        held = held + 1 if same_c else 1
        before = claim


def write_level(claim: Any, loop: Loop, out: Segments) -> None:
    """The segments of one hierarchical level of a claim, after its HL."""
    unplaced = of_level(claim, loop.id) if claim.unplaced else ()
    if unplaced:
        out.extend(written_with_unplaced(claim, loop, unplaced))
    else:
        compile_write(loop, placed=False)(claim, out)


def write_one(claim: Any, loop: Loop, write_claim: Write, out: Segments) -> None:
    """The segments of loop 2300 of one claim."""
    if not claim.unplaced:
        for line in claim.lines:
            if line.unplaced:
                break
        else:
            write_claim(claim, out)
            return
    out.extend(written_with_unplaced(claim, loop, of_level(claim, "2300")))
    (line_loop,) = (inner for inner in loop.loops if inner.id == "2400")
    if line_loop.repeats is not None and len(claim.lines) > line_loop.repeats:
        raise UnsendableError
    for line in claim.lines:
        out.extend(written_with_unplaced(line, line_loop, line.unplaced))


def of_level(claim: Any, level: str) -> tuple[Unplaced, ...]:
    """The unplaced segments and elements of one level."""
    return tuple(item for item in claim.unplaced if item.level == level)


_FACTS = {
    "2000A": (attrgetter("billing_provider"),),
    "2000B": (attrgetter("subscriber"), attrgetter("payer")),
    "2000C": (attrgetter("patient"),),
}


def same_level(one: Any, other: Any, level: str) -> bool:
    """Whether two claims say the same at a hierarchical level (and no more below it than that)."""
    for fact in _FACTS[level]:
        first, second = fact(one), fact(other)
        if first is not second and not first == second:  # noqa: SIM201  spares a call
            return False
    if level == "2000B" and (one.patient is None) != (other.patient is None):
        return False
    if one.unplaced or other.unplaced:
        return of_level(one, level) == of_level(other, level)
    return True


def _isa(envelope: Envelope) -> tuple[str, ...]:
    return (
        "ISA",
        "00",
        " " * 10,
        "00",
        " " * 10,
        envelope.sender_qualifier,
        envelope.sender_id.ljust(15),
        envelope.receiver_qualifier,
        envelope.receiver_id.ljust(15),
        write_day(envelope.created_on)[2:],
        f"{envelope.created_at:%H%M}",
        envelope.delimiters.repetition,
        "00501",
        _control(envelope),
        "1" if envelope.acknowledgment_requested else "0",
        envelope.usage,
        envelope.delimiters.component,
    )


def _gs(envelope: Envelope, guide: Guide, number: int) -> str:
    return ELEMENT.join(
        (
            "GS",
            "HC",
            envelope.application_sender or envelope.sender_id,
            envelope.application_receiver or envelope.receiver_id,
            write_day(envelope.created_on),
            f"{envelope.created_at:%H%M}",
            str(number),
            "X",
            guide.version,
        )
    )


# Nothing of an 837 repeats within an element, so REPETITION is no separator here.
_ALLOWED = "".join(map(chr, range(ord(" "), ord("~") + 1))).replace("`", "")


def unfit(text: str, delimiters: Delimiters) -> bool:
    """Whether an inside-form text holds a delimiter or a character outside the X12 sets."""
    if not text.isascii():
        return True
    # A delimiter that is one of the engine's own separators cannot stand in data at all.
    data = set(_ALLOWED).difference(attrs.astuple(delimiters))
    allowed = "".join((*data, TERMINATOR, ELEMENT, COMPONENT))
    return bool(text.encode("ascii").translate(None, allowed.encode("ascii")))


def _look_again(text: str, claims: list[Any], envelope: Envelope) -> None:
    """Look at the whole once more: no separator and no strange character may stand in data."""
    delimiters = envelope.delimiters
    header = tuple(of_envelope(envelope, delimiters))
    if not header and not unfit(text, delimiters):
        return
    findings = [
        finding
        for kind in dict.fromkeys(claim.KIND for claim in claims)
        for finding in explain(claims, guide_for(kind), delimiters, envelope)
    ]
    raise DoesNotFitError(dict.fromkeys(findings))
