"""Whether one segment is as its row of the guide says.

Each row has a pattern made of the same table: a segment that matches it, and whose few conditions
hold, is right. Only one that does not is taken apart to say what is wrong.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from medclaim.claims.rules import AMOUNT_FORMAT, DATE_FORMAT
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, Element, Segment
from medclaim.claims.x12.leftover import text_at as _text_at
from medclaim.claims.x12.rules import (
    CHARACTER,
    DELIMITER,
    ELEMENT_MISSING,
    LENGTH,
    NOT_USED,
    RELATION,
    TRAILING,
    TYPE,
    VALUE,
)
from medclaim.dates import read_day, read_hour, read_moment, read_range
from medclaim.findings import Finding
from medclaim.malformed import Malformed

_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_MONETARY = 18
_DIGITS = 10
_SHORT_DAY = 6
_At = tuple[int, int]


class RowCheck:
    """The pattern and the conditions of one row."""

    __slots__ = ("_conditions", "_dates", "_pattern", "row")

    def __init__(self, row: Segment) -> None:
        self.row = row
        self._pattern = re.compile(_pattern_of(row))
        self._conditions = live_conditions(row)
        self._dates = _date_positions(row)

    def is_right(self, text: str, elements: list[str]) -> bool:
        """Whether nothing can be wrong with the segment; false says no more than "look"."""
        if not self._pattern.fullmatch(text):
            return False
        if self._conditions and any(_broken(c, elements) for c in self._conditions):
            return False
        return not self._dates or all(
            _is_date(_text_at(elements, qualifier), text)
            for qualifier, at in self._dates
            if (text := _text_at(elements, at))
        )

    def findings(self, elements: list[str], path: str, loop: str) -> Iterator[Finding]:
        """Everything wrong with the segment's elements."""
        row = self.row
        if len(elements) > 1 and elements[-1] == "":
            yield TRAILING.at(path, f"{loop} {row.id} ends in an empty element")
        specs = {element.position: element for element in row.elements}
        for position in range(1, max(len(elements), max(specs) + 1)):
            text = elements[position] if position < len(elements) else ""
            name = f"{row.id}{position:02d}"
            spec = specs.get(position)
            if spec is None:
                if text:
                    yield NOT_USED.at(f"{path}.{name}", f"{loop} {name} is not used")
            elif spec.parts:
                yield from _of_composite(spec, text, name, path, loop)
            else:
                yield from _of_element(spec, text, name, path, loop)
        for condition in self._conditions:
            if _broken(condition, elements):
                names = ", ".join(f"{row.id}{p:02d}" for p in condition[1])
                yield RELATION.at(path, f"{loop} {names}: {_SAYING[condition[0]]}")
        for qualifier, at in self._dates:
            text = _text_at(elements, at)
            if text and not _is_date(_text_at(elements, qualifier), text):
                name = f"{row.id}{at[0]:02d}" + (f"-{at[1]}" if at[1] else "")
                message = f"{loop} {name} is no calendar day, range or hour in its format"
                yield DATE_FORMAT.at(f"{path}.{name}", message)


@cache
def row_check(row: Segment) -> RowCheck:
    """The check of a row, made when it is first needed."""
    return RowCheck(row)


def _pattern_of(row: Segment) -> str:
    return row.id + _sequence(row.elements, ELEMENT)


def _sequence(elements: tuple[Element, ...], separator: str) -> str:
    """Elements in order: those up to the last required one must be there, later ones may."""
    by_position = {element.position: element for element in elements}
    last = max(by_position)
    required = max((e.position for e in elements if e.required), default=0)
    first = 1 if separator == ELEMENT else 2
    text = ""
    if separator == COMPONENT:
        text = _optional(by_position.get(1))
    for position in range(first, required + 1):
        text += separator + _optional(by_position.get(position))
    tail = ""
    for position in range(last, max(required, first - 1), -1):
        tail = f"(?:{separator}{_optional(by_position.get(position))}{tail})?"
    # Nothing right ends in a separator.
    return f"{text}{tail}(?<!{separator})"


def _optional(element: Element | None) -> str:
    if element is None:
        return ""
    pattern = _element_pattern(element)
    return pattern if element.required else f"(?:{pattern})?"


def _element_pattern(element: Element) -> str:
    if element.parts:
        return f"(?:{_sequence(element.parts, COMPONENT)})"
    if element.values:
        return f"(?:{'|'.join(map(re.escape, element.values))})"
    shortest, longest = element.shortest, element.longest
    if element.type == "R":
        return r"(?:0|[1-9][0-9]{0,8}|[1-9][0-9]{0,7}\.[0-9]{0,1}[1-9]|0?\.[0-9]{0,1}[1-9])"
    if element.type == "N0":
        return f"[0-9]{{{shortest},{longest}}}"
    if element.type == "DT":
        return "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])"
    if element.type == "TM":
        return "(?:[01][0-9]|2[0-3])[0-5][0-9]"
    return f"[ -_a-~]{{{shortest},{longest}}}"


def _of_composite(spec: Element, text: str, name: str, path: str, loop: str) -> Iterator[Finding]:
    if not text:
        if spec.required:
            yield ELEMENT_MISSING.at(f"{path}.{name}", f"{loop} {name} is required")
        return
    parts = text.split(COMPONENT)
    if len(parts) > 1 and parts[-1] == "":
        yield TRAILING.at(f"{path}.{name}", f"{loop} {name} ends in an empty component")
    specs = {part.position: part for part in spec.parts}
    for position in range(1, max(len(parts), *specs) + 1):
        held = parts[position - 1] if position <= len(parts) else ""
        part_name = f"{name}-{position}"
        if position in specs:
            yield from _of_element(specs[position], held, part_name, path, loop)
        elif held:
            yield NOT_USED.at(f"{path}.{part_name}", f"{loop} {part_name} is not used")


def _of_element(spec: Element, text: str, name: str, path: str, loop: str) -> Iterator[Finding]:
    where = f"{path}.{name}"
    if not text:
        if spec.required:
            yield ELEMENT_MISSING.at(where, f"{loop} {name} is required")
        return
    for position, character in enumerate(text, 1):
        if character == COMPONENT:
            message = f"{loop} {name} holds the component delimiter at position {position}"
            yield DELIMITER.at(where, message)
            return
        if not " " <= character <= "~" or character == "`":
            message = f"{loop} {name} holds a character outside the X12 sets at position {position}"
            yield CHARACTER.at(where, message)
            return
    if spec.values:
        if text not in spec.values:
            known = (
                ", ".join(spec.values) if len(spec.values) <= 12 else f"{len(spec.values)} values"
            )
            yield VALUE.at(where, f"{loop} {name} must be one of {known}")
        return
    if spec.type == "R":
        yield from _of_number(spec, text, name, where, loop)
        return
    if spec.type == "N0" and not re.fullmatch("-?[0-9]+", text):
        yield TYPE.at(where, f"{loop} {name} must be a whole number")
    elif spec.type == "DT":
        # The interchange's day has six digits; no interchange is older than this century.
        short = spec.longest == _SHORT_DAY
        if not isinstance(read_day(f"20{text}" if short else text), date):
            form = "YYMMDD" if short else "CCYYMMDD"
            yield DATE_FORMAT.at(where, f"{loop} {name} must be a calendar day, {form}")
    elif spec.type == "TM" and not re.fullmatch(
        "(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9](?:[0-9]{1,2})?)?", text
    ):
        yield TYPE.at(where, f"{loop} {name} must be a time of day, HHMM")
    if not spec.shortest <= len(text) <= spec.longest:
        limits = (
            f"{spec.longest}"
            if spec.shortest == spec.longest
            else f"{spec.shortest} to {spec.longest}"
        )
        yield LENGTH.at(where, f"{loop} {name} has {len(text)} characters; it holds {limits}")


def _of_number(spec: Element, text: str, name: str, where: str, loop: str) -> Iterator[Finding]:
    if not _NUMBER.fullmatch(text):
        yield TYPE.at(where, f"{loop} {name} must be a decimal number")
        return
    digits = sum(character.isdigit() for character in text)
    if digits > spec.longest:
        yield LENGTH.at(where, f"{loop} {name} has {digits} digits; at most {spec.longest} fit")
    elif spec.longest == _MONETARY:
        decimals = len(text.partition(".")[2].rstrip("0"))
        if decimals > 2 or digits > _DIGITS:
            message = f"{loop} {name} must have at most two decimals and {_DIGITS} digits"
            yield AMOUNT_FORMAT.at(where, message)


# -------------------------------------------------------------------------------- conditions

Condition = tuple[str, tuple[int, ...]]
_SAYING = {
    "P": "all of them stand, or none",
    "R": "at least one of them stands",
    "E": "at most one of them stands",
    "C": "where the first stands, all the others stand",
    "L": "where the first stands, at least one of the others stands",
}


def live_conditions(row: Segment) -> tuple[Condition, ...]:
    """The conditions that usage alone does not already settle."""
    usage = {element.position: element.required for element in row.elements}
    live: list[Condition] = []
    for relation in row.relations:
        positions = tuple(int(relation[i : i + 2]) for i in range(1, len(relation), 2))
        used = [p for p in positions if p in usage]
        kind = relation[0]
        if kind in "CL" and positions[0] not in usage:
            continue
        if kind == "R" and any(usage[p] for p in used):
            continue
        if kind == "P" and all(usage.get(p, False) for p in positions):
            continue
        if kind in "PCL" and len(used) < 2:
            continue
        if kind == "E" and len(used) < 2:
            continue
        if kind in "CL" and all(usage[p] for p in used[1:]):
            continue
        live.append((kind, tuple(used)))
    return tuple(live)


def _broken(condition: Condition, elements: list[str]) -> bool:
    kind, positions = condition
    count = len(elements)
    stands = [position < count and bool(elements[position]) for position in positions]
    if kind == "P":
        return any(stands) and not all(stands)
    if kind == "R":
        return not any(stands)
    if kind == "E":
        return sum(stands) > 1
    if kind == "C":
        return stands[0] and not all(stands[1:])
    return stands[0] and not any(stands[1:])


def _date_positions(row: Segment) -> tuple[tuple[_At, _At], ...]:
    """Pairs of a format qualifier (D8, RD8, DT, TM) and the date it is about."""
    found: list[tuple[_At, _At]] = []
    for element in row.elements:
        position = element.position
        if _is_format(element):
            found.append(((position, 0), (position + 1, 0)))
        found += [
            ((position, part.position), (position, part.position + 1))
            for part in element.parts
            if _is_format(part)
        ]
    return tuple(found)


def _is_format(element: Element) -> bool:
    return bool(element.values) and _READERS.keys() >= set(element.values)


def _is_date(qualifier: str, text: str) -> bool:
    read = _READERS.get(qualifier)
    return read is None or type(read(text)) is not Malformed


_READERS: dict[str, Callable[[str], object]] = {
    "D8": read_day,
    "RD8": read_range,
    "DT": read_moment,
    "TM": read_hour,
}
