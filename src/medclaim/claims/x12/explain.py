"""Why a claim does not fit an 837: each value too long, too many or of forbidden characters."""

from collections.abc import Iterator
from typing import Any

from medclaim.claims.unplaced import Unplaced
from medclaim.claims.x12.codecs import UnsendableError
from medclaim.claims.x12.envelope import Delimiters, Envelope
from medclaim.claims.x12.grammar import COMPONENT, Element, Guide, Loop, Segment
from medclaim.claims.x12.leftover import text_at
from medclaim.claims.x12.placing import placed
from medclaim.claims.x12.rules import CHARACTER, DELIMITER, LENGTH, NO_PLACE, REPEATS, VALUE
from medclaim.findings import Finding, join


def explain(
    claims: list[Any], guide: Guide, delimiters: Delimiters, envelope: Envelope | None
) -> tuple[Finding, ...]:
    """Every reason why the claims (and the parties of the envelope) cannot be written."""
    found: list[Finding] = []
    if envelope is not None:
        found += [f.under("envelope") for f in of_envelope(envelope, delimiters)]
        for loop in guide.header.loops:
            found += [f.under("envelope") for f in _of_loop(envelope, loop, delimiters)]
    loops = {loop.id: loop for loop in guide.billing.walk()}
    for index, claim in enumerate(claims):
        if guide.kind != claim.KIND:
            continue
        own = list(_of_purpose(claim, delimiters))
        for level in ("2000A", "2000B", "2000C", "2300"):
            if level != "2000C" or claim.patient is not None:
                own += _of_loop(claim, loops[level], delimiters)
        own += _of_unplaced(claim.unplaced, delimiters)
        for number, line in enumerate(claim.lines):
            for finding in _of_loop(line, loops["2400"], delimiters):
                own.append(finding.under(f"lines[{number}]"))
            own += [f.under(f"lines[{number}]") for f in _of_unplaced(line.unplaced, delimiters)]
        most = loops["2400"].repeats
        if most is not None and len(claim.lines) > most:
            own.append(REPEATS.at("lines", f"{len(claim.lines)} service lines; at most {most} fit"))
        found += [finding.under(f"claims[{index}]") for finding in own]
    return tuple(dict.fromkeys(found))


_ENVELOPE_TEXTS = {
    "sender_id": ("ISA06", 1, 15),
    "receiver_id": ("ISA08", 1, 15),
    "application_sender": ("GS02", 2, 15),
    "application_receiver": ("GS03", 2, 15),
    "reference": ("BHT03", 1, 50),
}


def of_envelope(envelope: Envelope, delimiters: Delimiters) -> Iterator[Finding]:
    """What of the envelope's own texts does not fit its headers."""
    for field, (name, shortest, longest) in _ENVELOPE_TEXTS.items():
        text = getattr(envelope, field)
        if text is None:
            continue
        if not shortest <= len(text) <= longest:
            message = f"{name} holds {len(text)} characters; {shortest} to {longest} fit"
            yield LENGTH.at(field, message)
        yield from _of_characters(text, name, field, delimiters)


def _of_purpose(claim: Any, delimiters: Delimiters) -> Iterator[Finding]:
    spec = Element(position=6, required=True, shortest=2, longest=2)
    text = claim.claim_or_encounter
    text = text if isinstance(text, str) else text.text
    yield from _of_text(text, spec, "BHT06", "claim_or_encounter", delimiters)


def _of_loop(value: Any, loop: Loop, delimiters: Delimiters) -> list[Finding]:
    try:
        entries = placed(value, loop)
    except UnsendableError as error:
        if str(error):
            return [NO_PLACE.at(loop.field or loop.root, str(error))]
        message = "a text that could not be typed would end its own element or segment"
        return [DELIMITER.at(loop.field or loop.root, message)]
    found: list[Finding] = []
    counts: dict[tuple[Any, int], int] = {}
    begun: dict[tuple[Any, int], int] = {}
    for place, ordinal, repeat, elements in entries:
        inner, path = _inner(loop, place[:-1])
        if ordinal < 0:
            message = f"{inner.id} has no place for this"
            found.append(NO_PLACE.at(join(path, elements), message))
            continue
        row = inner.segments[ordinal]
        at = f"{inner.id} {row.id}"
        first = row.binds[0] if row.binds else None
        if first is not None and first.codec.split is not None and not isinstance(elements, str):
            # The items of the tuple that the repeats before this one hold.
            repeat = begun.get((place, ordinal), 0)
            texts = (text_at(elements, ref) for ref in first.at)
            begun[place, ordinal] = repeat + len(first.codec.read(*texts))
        if isinstance(elements, str):
            where = join(path, f"{elements}[{repeat}]" if row.binds[0].each else elements)
            found.append(REPEATS.at(where, f"more values than {at} can hold"))
            continue
        counts[place, ordinal] = counts.get((place, ordinal), 0) + 1
        if row.repeats is not None and counts[place, ordinal] == row.repeats + 1:
            field = row.binds[0].field if row.binds else ""
            found.append(REPEATS.at(join(path, field), f"{at} stands at most {row.repeats} times"))
        if row.key is not None and row.key in row.said:
            text = text_at(elements, row.key)
            if text and text not in row.keys:
                where = join(path, _field(row, row.key, repeat))
                message = f"{at}{row.key[0]:02d} must be one of {', '.join(row.keys)}"
                found.append(VALUE.at(where, message))
        for element in row.written:
            text = elements[element.position] if element.position < len(elements) else ""
            if element.parts and text.count(COMPONENT) >= element.parts[-1].position:
                message = f"{at}{element.position:02d} holds a component separator in its data"
                where = _field(row, (element.position, element.parts[0].position), repeat)
                found.append(DELIMITER.at(join(path, where), message))
        for element, part, text in _texts(row, elements):
            where = join(
                path, _field(row, (element.position, part.position if part else 0), repeat)
            )
            spec = part or element
            name = f"{at}{element.position:02d}" + (f"-{part.position}" if part else "")
            found += _of_text(text, spec, name, where, delimiters)
    return found


def _inner(loop: Loop, place: tuple[tuple[int, int], ...]) -> tuple[Loop, str]:
    path = loop.root
    for ordinal, occurrence in place:
        loop = loop.loops[ordinal]
        if loop.root:
            path = loop.root
        elif loop.field:
            path = join(path, f"{loop.field}[{occurrence}]" if loop.each else loop.field)
    return loop, path


def _texts(row: Segment, elements: list[str]) -> Iterator[tuple[Element, Element | None, str]]:
    for element in row.written:
        text = elements[element.position] if element.position < len(elements) else ""
        if not element.parts:
            if text:
                # Components in one text are a finding of who reads it, not a reason not to write it.
                yield element, None, text.replace(COMPONENT, " ")
            continue
        parts = text.split(COMPONENT)
        for part in element.parts:
            if part.position <= len(parts) and parts[part.position - 1]:
                yield element, part, parts[part.position - 1]


def _field(row: Segment, at: tuple[int, int], repeat: int) -> str:
    for bound in row.binds:
        if at in bound.at:
            part = bound.codec.parts[bound.at.index(at)]
            if bound.codec.split is not None:
                index, _, rest = part[1:].partition("]")
                return f"{bound.field}[{repeat + int(index)}]{rest}"
            field = f"{bound.field}[{repeat}]" if bound.each else bound.field
            return f"{field}{part}" if part.startswith("[") else join(field, part)
    return ""


def _of_text(
    text: str, spec: Element, name: str, where: str, delimiters: Delimiters
) -> Iterator[Finding]:
    if len(text) > spec.longest:
        fits = f"at most {spec.longest} fit" if spec.longest else "the guide does not use it"
        yield LENGTH.at(where, f"{name} holds {len(text)} characters; {fits}")
    yield from _of_characters(text, name, where, delimiters)


def _of_characters(text: str, name: str, where: str, delimiters: Delimiters) -> Iterator[Finding]:
    for position, character in enumerate(text, 1):
        named = _named(delimiters).get(character)
        if named is not None:
            yield DELIMITER.at(where, f"{name} holds the {named} delimiter at position {position}")
        elif not " " <= character <= "~" or character == "`":
            yield CHARACTER.at(
                where, f"{name} holds a character outside the X12 sets at position {position}"
            )


def _named(delimiters: Delimiters) -> dict[str, str]:
    return {
        delimiters.element: "element",
        delimiters.component: "component",
        delimiters.repetition: "repetition",
        delimiters.segment: "segment",
    }


def _of_unplaced(unplaced: tuple[Unplaced, ...], delimiters: Delimiters) -> list[Finding]:
    found: list[Finding] = []
    for number, item in enumerate(unplaced):
        for element in item.elements:
            for text in (element,) if isinstance(element, str) else element:
                found += _of_characters(text, item.loop, f"unplaced[{number}]", delimiters)
    return found
