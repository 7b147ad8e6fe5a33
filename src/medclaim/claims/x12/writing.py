"""The guide table made into functions that write: one function a loop, from a value to segments.

Each function comes in two forms from one source. The plain form appends finished segments to a list.
The placed form appends each segment's elements with the place they belong to, so that unplaced
segments can be put among them and a value that does not fit can be named; it is used only then.
"""

from collections.abc import Callable
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import attrs

from medclaim.claims.parties import Payer, Provider
from medclaim.claims.x12.codecs import UnsendableError
from medclaim.claims.x12.compiled import HIERARCHY
from medclaim.claims.x12.grammar import Loop
from medclaim.claims.x12.row_writing import function, part_of, row_statements

Write = Callable[..., None]


class Segments(list[str]):
    """Segments as they are written; ``known`` are those of a provider or payer named before.

    They are known by the object, so that the claims must be held while they are written.
    """

    __slots__ = ("known",)

    def __init__(self) -> None:
        self.known: dict[tuple[int, int], list[str]] = {}


@cache
def compile_write(loop: Loop, *, placed: bool) -> Write:
    """``write(value, out)`` for a loop, or ``write(value, out, place)`` in the placed form.

    A loop with a ``root`` takes the claim (or the envelope) and finds its value there.
    """
    names: dict[str, Any] = {"UnsendableError": UnsendableError}
    arguments = "o, out, place" if placed else "o, out"
    body: list[str] = []
    if loop.root:
        body += ["c = o", f"o = c.{loop.root}"]
    fields = [b.field for row in loop.segments for b in row.binds]
    fields += [inner.field for inner in loop.loops]
    dotted = (field.split(".")[0] for field in fields if "." in field)
    body += [f"p_{field} = o.{field}" for field in dict.fromkeys(dotted)]
    rows = [
        (part_of(row), row_statements(row, ordinal, names, placed=placed))
        for ordinal, row in enumerate(loop.segments)
        if row.binds or (ordinal == 0 and row.id != "HL")
    ]
    for part, run in groupby(rows, key=itemgetter(0)):
        statements = [statement for _, of_row in run for statement in of_row]
        if part:
            body += [f"if p_{part} is not None:", *(f" {line}" for line in statements)]
        else:
            body += statements
    for field in without_place(loop):
        body += _refused(field, placed=placed)
    for group in dict.fromkeys(row.group for row in loop.segments if row.group):
        body += _at_most_one(group, loop, placed=placed)
    for ordinal, inner in enumerate(loop.loops):
        if inner.id not in (*HIERARCHY, "2300"):
            body += _inner(inner, ordinal, loop, names, placed=placed)
    lines = [f"def write({arguments}):", " add = out.append", *(f" {line}" for line in body)]
    return function(f"write {loop.id}", "write", lines, names)


@cache
def without_place(loop: Loop) -> tuple[str, ...]:
    """The fields of a loop's value that neither it nor a loop within it has a place for.

    A field of a sub-value is dotted.
    """
    if loop.cls is None:
        return ()
    said = {b.field for part in loop.sharing for row in part.segments for b in row.binds}
    said |= {inner.field for part in loop.sharing for inner in part.loops}
    bound = {"unplaced", *_SAID_ABOVE, *(field.partition(".")[0] for field in said)}
    parts = dict(loop.parts)
    named = [field.name for field in attrs.fields(loop.cls)]
    of_parts = (
        f"{name}.{field.name}"
        for name in named
        if name in parts and name in bound
        for field in attrs.fields(parts[name])
    )
    return (
        *(name for name in named if name not in bound),
        *(name for name in of_parts if name not in said),
    )


# What a claim says at its hierarchical levels and in BHT06.
_SAID_ABOVE = ("billing_provider", "subscriber", "payer", "patient", "claim_or_encounter")


def _refused(field: str, *, placed: bool) -> list[str]:
    """The statements that refuse a field the guide has no place for; nothing is left out silently."""
    told = f"add(((*place, (-1, 0)), -1, 0, {field!r}))"
    part, _, _ = field.rpartition(".")
    return [
        f"v = o.{field} if o.{part} is not None else None" if part else f"v = o.{field}",
        f"if v is not None and v != (): {told if placed else 'raise UnsendableError'}",
    ]


def _at_most_one(group: str, loop: Loop, *, placed: bool) -> list[str]:
    """The statements that refuse two rows of the guide's one."""
    rows = [(n, row) for n, row in enumerate(loop.segments) if row.group == group]
    fields = [row.binds[0].field.rpartition(".") for _, row in rows]
    part = fields[0][0]
    count = " + ".join(f"(p_{part}.{field} is not None)" for _, _, field in fields)
    ordinal, first = rows[0]
    # The explanation is told of the field that the rows come from.
    told = f"add(((*place, (-1, {first.position})), {ordinal}, 0, {first.binds[0].field!r}))"
    return [
        f"if p_{part} is not None and {count} > 1: {told if placed else 'raise UnsendableError'}"
    ]


def _inner(
    inner: Loop, ordinal: int, around: Loop, names: dict[str, Any], *, placed: bool
) -> list[str]:
    if inner.cls is None and not inner.root and not inner.shares:
        return []
    name = f"write_{ordinal}"
    names[name] = compile_write(inner, placed=placed)
    here = f", (*place, ({ordinal}, {{n}}))" if placed else ""
    if inner.id == "2400" and placed:
        return []  # A line keeps its own unplaced segments: it is written apart.
    if inner.cls is Payer and not placed:
        return ["if True:", *_once(f"{name}(c, out)", f"c.{inner.root}", inner)]
    if inner.root:
        return [f"{name}(c, out{here.format(n=0)})"]
    if inner.shares:
        return [f"{name}(o, out{here.format(n=0)})"]
    if inner.each:
        most = inner.repeats
        limit = f"if len(v) > {most}: raise UnsendableError"
        return [
            f"if o.{inner.field}:",
            f" v = o.{inner.field}",
            *([f" {limit}"] if most and not placed else []),
            f" for n, x in enumerate(v): {name}(x, out{here.format(n='n')})",
        ]
    part, _, field = inner.field.rpartition(".")
    if inner.cls is Provider and not part and not placed:
        once = _once(f"{name}(x, out)", "x", inner)
        return [f"if o.{field} is not None:", f" x = o.{field}", *once]
    held = f"p_{part}.{field}" if part else f"o.{field}"
    said = f"p_{part} is not None and {held}" if part else held
    return [f"if {said} is not None: {name}({held}, out{here.format(n=0)})"]


def _once(write: str, value: str, loop: Loop) -> list[str]:
    """The statements that write what many claims name, and take it from there the next time."""
    return [
        f" key = {id(loop)}, id({value})",
        " s = out.known.get(key)",
        " if s is None:",
        "  n = len(out)",
        f"  {write}",
        "  out.known[key] = out[n:]",
        " else: out += s",
    ]
