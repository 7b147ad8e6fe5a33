"""Rows and loops of a guide's table made into plain functions that read, at first use.

For every row one that reads its elements into the fields of a loop's value; for every loop one that
makes the value of the fields.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import attrs

from medclaim.claims.parties import Address, Organization, Patient, Person
from medclaim.claims.x12.codecs import read_text
from medclaim.claims.x12.drafts import draft
from medclaim.claims.x12.grammar import (
    COMPONENT,
    Codec,
    Element,
    Loop,
    Segment,
)
from medclaim.claims.x12.leftover import as_said
from medclaim.malformed import Malformed

HIERARCHY = ("2000A", "2000B", "2000C")


def _text_of(at: tuple[int, int]) -> str:
    position, part = at
    return f"c{position}[{part - 1}]" if part else f"e[{position}]"


def _paired(row: Segment, position: int) -> int | None:
    """The element that a P relation ties this one to."""
    for relation in row.relations:
        if relation[0] == "P" and len(relation) == 5:
            first, second = int(relation[1:3]), int(relation[3:5])
            if position in (first, second):
                return second if position == first else first
    return None


@cache
def constants(row: Segment) -> dict[tuple[int, int], tuple[str, tuple[int, int] | None]]:
    """The elements that say the same wherever the row stands, and the bound one each goes with."""
    bound = {at for b in row.binds for at in b.at}
    # A qualifier within a composite that may be left out goes with what it qualifies.
    optional = {e.position for e in row.elements if e.parts and not e.required}
    beside = {
        p: min(at for at in bound if at[0] == p) for p, part in bound if p in optional and part
    }
    found: dict[tuple[int, int], tuple[str, tuple[int, int] | None]] = {}

    def visit(elements: tuple[Element, ...], outer: int) -> None:
        for element in elements:
            at = (outer, element.position) if outer else (element.position, 0)
            if element.parts:
                visit(element.parts, element.position)
            elif at not in bound and element.constant is not None:
                if outer:
                    with_partner = beside.get(outer)
                else:
                    partner = _paired(row, element.position)
                    with_partner = (partner, 0) if partner and (partner, 0) in bound else None
                if element.required or with_partner:
                    always = element.required and with_partner is None
                    found[at] = (element.constant, None if always else with_partner)

    visit(row.elements, 0)
    return found


def _leftover_tests(row: Segment) -> list[str]:
    """Conditions under which a segment holds more than its bindings and constants account for."""
    bound = {at for b in row.binds for at in b.at}
    fixed = constants(row)
    composites = {p for p, part in bound if part} | {p for p, part in fixed if part}
    last = max(element.position for element in row.written)
    tests = [f"n > {last + 1}"]
    for position in range(1, last + 1):
        if position in composites:
            width = _width(row, position)
            tests.append(f"len(c{position}) > {width}")
            ats = [(position, part) for part in range(1, width + 1)]
        else:
            ats = [(position, 0)]
        for at in ats:
            if at in bound:
                continue
            text = _text_of(at)
            if at not in fixed:
                tests.append(text)
                continue
            constant, partner = fixed[at]
            if partner is None:
                tests.append(f"{text} != {constant!r}")
            else:
                tests.append(f"({text} != {constant!r} if {_text_of(partner)} else {text})")
    return tests


def _width(row: Segment, position: int) -> int:
    for element in row.elements:
        if element.position == position and element.parts:
            return max(part.position for part in element.parts)
    return 1


@cache
def compile_read(row: Segment) -> Callable[..., bool]:
    """A function ``read(e, v) -> bool``: fields into ``v``; true when something is left over."""
    names: dict[str, Any] = {"COMPONENT": COMPONENT}
    last = max(element.position for element in row.written)
    lines = ["def read(e, v):", " n = len(e)", f" if n < {last + 1}:", "  e = e + PAD[n:]"]
    names["PAD"] = [""] * (last + 1)
    bound = [at for b in row.binds for at in b.at]
    for position in sorted({p for p, part in bound if part} | {p for p, q in constants(row) if q}):
        width = _width(row, position)
        lines += [
            f" c{position} = e[{position}].split(COMPONENT)",
            f" if len(c{position}) < {width}:",
            f"  c{position} += ({('',) * width!r})[len(c{position}):]",
        ]
    inexact: list[str] = []
    lines += _parts_begun(row)
    for n, b in enumerate(row.binds):
        names[f"read{n}"] = b.codec.read
        texts = [_text_of(at) for at in b.at]
        part, _, key = b.field.rpartition(".")
        target = f"d_{part}" if part else "v"
        condition = " or ".join(texts)
        if b.codec.kind == "name":
            condition = " or ".join(texts[1:])
        lines.append(f" if {condition}:")
        given = ", ".join(texts)
        if b.codec.read is read_text:
            lines.append(f"  x = {given}")
            lines.append(f"  if not x.isprintable() or x < '!': x = read{n}(x)")
        elif b.codec.exact:
            lines.append(f"  x = read{n}({given})")
        else:
            names[f"back{n}"] = _read_back(b.codec)
            lines.append(f"  x, left{n} = back{n}({given})")
            inexact.append(f"left{n}")
        if b.each:
            add, made = ("extend", "list(x)") if b.codec.split else ("append", "[x]")
            lines += [
                f"  y = {target}.get({key!r})",
                f"  if y: y.{add}(x)",
                f"  else: {target}[{key!r}] = {made}",
            ]
        else:
            lines.append(f"  {target}[{key!r}] = x")
        if not b.codec.exact:
            entity = f"bool({texts[0]})" if b.codec.kind == "name" else "False"
            lines.append(f" else: left{n} = {entity}")
    # A segment without a word for any field is looked at again, too.
    nothing = " and ".join(f"not {text}" for text in dict.fromkeys(map(_text_of, bound)))
    lines.append(" return " + (" or ".join([*_leftover_tests(row), *inexact, f"({nothing})"])))
    return _function("read", lines, names)


def _parts_begun(row: Segment) -> list[str]:
    """The statements that find the fields of each sub-value the row says something of."""
    parts: dict[str, list[str]] = {}
    for bound in row.binds:
        part, _, _ = bound.field.rpartition(".")
        if part:
            parts.setdefault(part, []).extend(map(_text_of, bound.at))
    return [
        line
        for part, texts in parts.items()
        for line in (
            f" if {' or '.join(texts)}:",
            f"  d_{part} = v.get({part!r})",
            f"  if d_{part}.__class__ is not dict:",
            f"   d_{part} = v[{part!r}] = {{}}",
        )
    ]


def _read_back(codec: Codec) -> Callable[..., tuple[Any, bool]]:
    """Read texts, and say whether the value would write others."""
    if codec.back is not None:
        return codec.back

    def read_back(*texts: str) -> tuple[Any, bool]:
        value = codec.read(*texts)
        if any(COMPONENT in text for text in texts):
            value = as_said(value, COMPONENT)
        return value, codec.write(value) != texts

    return lru_cache(maxsize=8192)(read_back) if codec.is_common else read_back


class Builder:
    """What makes the value of a loop: the fields before anything is read, and a value of the fields.

    What was read is typed already, so the value is filled without its converters; a required field
    that was not read becomes a ``Malformed``, a value with nothing but missing facts where it must be.
    ``fill`` is ``build`` for fields among which there is no list and no sub-value being read.
    """

    __slots__ = ("build", "fill", "nothing")

    def __init__(
        self,
        build: Callable[[dict[str, Any]], Any],
        fill: Callable[[dict[str, Any]], Any],
        nothing: dict[str, Any],
    ) -> None:
        self.build, self.fill, self.nothing = build, fill, nothing


@cache
def compile_build(loop: Loop) -> Builder:
    """The builder of a loop that has a value."""
    binds = [b for part in loop.sharing for row in part.segments for b in row.binds]
    kinds = {b.field: b.codec.kind for b in binds}
    sequences = {b.field for b in binds if b.each} | {"unplaced"}
    sequences |= {inner.field for part in loop.sharing for inner in part.loops if inner.each}
    names: dict[str, Any] = {}
    lines = ["def build(v):"]
    for field, part in loop.parts:
        own = f"{field}."
        inner = {k.removeprefix(own): kind for k, kind in kinds.items() if k.startswith(own)}
        many = {k.removeprefix(own) for k in sequences if k.startswith(own)}
        names[f"nothing_{field}"] = _nothing(part, inner, many)
        lines += [
            f" d = v[{field!r}]",
            " if d.__class__ is dict:",
            f"  d = nothing_{field} | d",
            *(f"  {line}" for line in _filled(part, "d", many, names)),
            f"  v[{field!r}] = x",
        ]
    lines += [f" {line}" for line in _filled(loop.cls, "v", sequences, names)]
    lines.append(" return x")
    filled = _filled(loop.cls, "v", set(), names)
    fill = ["def fill(v):", *(f" {line}" for line in filled), " return x"]
    nothing = _nothing(loop.cls, kinds, sequences)
    must = {field.name for field in attrs.fields(loop.cls) if field.default is attrs.NOTHING}
    for within in loop.loops:
        if within.field in must and not within.each:
            # The loop is missing, the value must be there: all of it is missing.
            builder = compile_build(within)
            nothing[within.field] = builder.build(builder.nothing.copy())
    return Builder(_function("build", lines, names), _function("fill", fill, names), nothing)


def _nothing(cls: Any, kinds: dict[str, str], sequences: set[str]) -> dict[str, Any]:
    """The fields of a class, in order, as they are when nothing was read."""
    return {
        field.name: () if field.name in sequences else _default(cls, field, kinds)
        for field in attrs.fields(cls)
    }


def _filled(cls: Any, source: str, sequences: set[str], names: dict[str, Any]) -> list[str]:
    """Statements that make ``x`` a value of ``cls`` from the dictionary named ``source``."""
    names[f"new_{cls.__name__}"], names[f"cls_{cls.__name__}"] = draft(cls), cls
    fields = [field.name for field in attrs.fields(cls)]
    return [
        f"x = new_{cls.__name__}()",
        f"({' '.join(f'x.{name},' for name in fields)}) = {source}.values()",
        *(
            f"if x.{name}.__class__ is list: x.{name} = tuple(x.{name})"
            for name in fields
            if name in sequences
        ),
        f"x.__class__ = cls_{cls.__name__}",
    ]


def _default(cls: Any, field: Any, kinds: dict[str, str]) -> Any:
    """What a field holds when nothing was read for it."""
    if field.name in _ROOTS:
        return None
    if field.default is not attrs.NOTHING:
        is_said = field.name in kinds or field.name == "claim_or_encounter"
        # A default of our own must not stand for a fact that the text lacks.
        if is_said and field.default is not None and field.default != ():
            return Malformed.missing(kinds.get(field.name, "claim or encounter identifier"))
        return field.default
    if field.name == "address":
        return Address(line_1=Malformed.missing("text"), city=Malformed.missing("text"))
    kind = kinds.get(field.name, field.name.replace("_", " "))
    gone = Malformed.missing(kind)
    if field.name == "name" and kind == "name":
        return Person(last_name=gone) if cls is Patient else Organization(gone)
    return gone


_ROOTS = frozenset({"billing_provider", "subscriber", "payer"})


def _function(name: str, lines: list[str], names: dict[str, Any]) -> Callable[..., Any]:
    exec(compile("\n".join(lines), f"<{name}>", "exec"), names)  # noqa: S102
    return names[name]  # type: ignore[no-any-return]
