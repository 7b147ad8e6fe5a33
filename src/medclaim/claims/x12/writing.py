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
from medclaim.claims.x12.codecs import TEXT, UnsendableError
from medclaim.claims.x12.compiled import HIERARCHY, constants
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, Bind, Loop, Segment

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
        (_part_of(row), _row(row, ordinal, loop, names, placed=placed))
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
    exec(compile("\n".join(lines), f"<write {loop.id}>", "exec"), names)  # noqa: S102
    return names["write"]  # type: ignore[no-any-return]


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
            f"v = o.{inner.field}",
            "if v:",
            *([f" {limit}"] if most and not placed else []),
            f" for n, x in enumerate(v): {name}(x, out{here.format(n='n')})",
        ]
    part, _, field = inner.field.rpartition(".")
    if inner.cls is Provider and not part and not placed:
        return [f"x = o.{field}", "if x is not None:", *_once(f"{name}(x, out)", "x", inner)]
    held = f"p_{part}.{field} if p_{part} is not None else None" if part else f"o.{field}"
    return [f"x = {held}", f"if x is not None: {name}(x, out{here.format(n=0)})"]


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


def _part_of(row: Segment) -> str:
    """The sub-value that the row belongs to, where its bindings are dotted."""
    return next((b.field.partition(".")[0] for b in row.binds if "." in b.field), "")


def _row(
    row: Segment, ordinal: int, loop: Loop, names: dict[str, Any], *, placed: bool
) -> list[str]:
    """The statements that write one row."""
    each = next((b for b in row.binds if b.each), None)
    if each is not None:
        most = row.repeats
        limit = [f" if len(v) > {most}: raise UnsendableError"] if most and not placed else []
        split = each.codec.split
        names[f"split_{ordinal}"] = split
        body = _texts(each, row, ordinal, names, "x", placed=placed)
        body += _qualified(row, ordinal, names, placed=placed)
        body += _emit(row, ordinal, names, placed=placed, repeat="r")
        # Most lists are empty: nothing more is done for them than to look.
        return [
            f"v = o.{each.field}",
            "if v:",
            *([f" v = list(split_{ordinal}(v))"] if split else []),
            *limit,
            " for r, x in enumerate(v):",
            *(f"  {line}" for line in body),
        ]
    part = _part_of(row)
    holder = f"p_{part}" if part else "o"
    if not placed and len(row.binds) == 1 and (whole := row.binds[0].codec.whole):
        names[f"whole_{ordinal}"] = whole
        return [
            f"v = {holder}.{row.binds[0].field}",
            f"if v: add({row.id + ELEMENT!r} + whole_{ordinal}(v))",
        ]
    values = {b: f"{holder}.{b.field.partition('.')[2] or b.field}" for b in row.binds}
    ends = _qualified(row, ordinal, names, placed=placed)
    ends += _emit(row, ordinal, names, placed=placed, repeat="0")
    if len(row.binds) == 1 and ordinal:
        # Most rows of one fact say nothing: nothing more is done for them than to look.
        (only,) = row.binds
        body = _texts(only, row, ordinal, names, "v", placed=placed) + ends
        return [f"v = {values[only]}", "if v is not None:", *(f" {line}" for line in body)]
    seldom = [b for b in row.binds if len(b.at) == 1 and not _is_required(row, b.at[0])]
    if len(seldom) < _FEW:
        seldom = []
    body = []
    for bound in row.binds:
        if bound not in seldom:
            body += _texts(bound, row, ordinal, names, values[bound], placed=placed)
    if seldom:
        # They are looked at together: as a rule none of them is said.
        body.append(f"if {' is '.join(values[b] for b in seldom)} is None:")
        body.append(f" {' = '.join(_name(b.at[0]) for b in seldom)} = ''")
        body.append("else:")
        for bound in seldom:
            lines = _texts(bound, row, ordinal, names, values[bound], placed=placed)
            body += [f" {line}" for line in lines]
    return body + ends


# So many facts that are seldom said are worth a look at all of them at once.
_FEW = 3


def _is_required(row: Segment, at: tuple[int, int]) -> bool:
    return any(
        element.required
        and (not at[1] or any(p.position == at[1] and p.required for p in element.parts))
        for element in row.elements
        if element.position == at[0]
    )


def _qualified(row: Segment, ordinal: int, names: dict[str, Any], *, placed: bool) -> list[str]:
    """The statements that refuse a qualifier under which the row would be read as another."""
    if placed or row.key is None or row.key not in row.said:
        return []
    names[f"keys_{ordinal}"] = frozenset({"", *row.keys})
    return [f"if {_name(row.key)} not in keys_{ordinal}: raise UnsendableError"]


def _name(at: tuple[int, int]) -> str:
    return f"t{at[0]}_{at[1]}" if at[1] else f"t{at[0]}"


def _texts(
    bound: Bind, row: Segment, ordinal: int, names: dict[str, Any], value: str, *, placed: bool
) -> list[str]:
    """The statements that turn one field into element texts."""
    targets = [_name(at) for at in bound.at]
    codec = bound.codec
    name = f"write_{ordinal}_{targets[0]}"
    names[name] = codec.write
    names[f"sized_{name}"] = codec.sized
    longest = _longest(row)
    over = " or ".join(f"len({_name(at)}) > {longest[at]}" for at in bound.at)
    cls, write = codec.usual or (None, codec.write)
    names[f"class_{name}"], names[f"usual_{name}"] = cls, write
    if len(targets) == 1:
        (target,) = targets
        limit = "" if placed else f"\n if {over}: raise UnsendableError"
        cases = [(f"{target} is None", f" {target} = ''")]
        if cls is not None:
            measured = "" if cls in codec.sized else limit
            usual = f" {target} = usual_{name}({target}){measured}"
            cases.insert(0, (f"{target}.__class__ is class_{name}", usual))
        elif codec.sized:
            cases.append((f"{target}.__class__ in sized_{name}", f" {target} = {name}({target})"))
        elif codec is TEXT:
            cases.append((f"{target}.__class__ is str", limit.removeprefix("\n") or " pass"))
        other = f" {target} = {name}({target}){limit}"
        return [f"{target} = {value}", *_cases(cases, other)]
    names[f"no_{name}"] = ("",) * len(targets)
    unpacked = ", ".join(targets)
    cases = [("not y" if codec.many else "y is None", f" {unpacked} = no_{name}")]
    if cls is not None:
        cases.insert(0, (f"y.__class__ is class_{name}", f" {unpacked} = usual_{name}(y)"))
    elif codec.sized:
        cases.append((f"y.__class__ in sized_{name}", f" {unpacked} = {name}(y)"))
    # In the placed form what is too much stays, for the explanation to count.
    surplus = (
        f" if more: {_too_many(bound, row, ordinal)}"
        if placed
        else f" if more or {over}: raise UnsendableError"
    )
    return [f"y = {value}", *_cases(cases, f" {unpacked}, *more = {name}(y)\n{surplus}")]


def _cases(cases: list[tuple[str, str]], other: str) -> list[str]:
    """An if statement: conditions in order with what is done, and what is done otherwise."""
    lines: list[str] = []
    for condition, done in cases:
        lines += [f"{'elif' if lines else 'if'} {condition}:", *done.split("\n")]
    return [*lines, "else:", *other.split("\n")]


def _too_many(bound: Bind, row: Segment, ordinal: int) -> str:
    """The statement that tells the explanation of a value with more texts than elements."""
    repeat = "r" if bound.each else "0"
    return f"add(((*place, (-1, {row.position})), {ordinal}, {repeat}, {bound.field!r}))"


def _longest(row: Segment) -> dict[tuple[int, int], int]:
    """How long each element and component may be."""
    found: dict[tuple[int, int], int] = {}
    for element in row.written:
        found[element.position, 0] = element.longest
        for part in element.parts:
            found[element.position, part.position] = part.longest
    return found


def _emit(
    row: Segment, ordinal: int, names: dict[str, Any], *, placed: bool, repeat: str
) -> list[str]:
    """The statements that append the row, when there is anything to say."""
    bound = {at for b in row.binds for at in b.at}
    fixed = constants(row)
    pieces: list[str] = []
    statements: list[str] = []
    for element in row.written:
        pieces += [""] * (element.position - 1 - len(pieces))
        if not element.parts:
            pieces.append(_piece((element.position, 0), bound, fixed))
            continue
        inner: list[str] = []
        for part in element.parts:
            inner += [""] * (part.position - 1 - len(inner))
            inner.append(_piece((element.position, part.position), bound, fixed))
        while inner and not inner[-1]:
            inner.pop()
        # A composite of nothing but its constants is left out.
        told = [piece[1:-1] for piece in inner if piece.startswith("{t")]
        if told:
            whole = f"f{COMPONENT.join(inner)!r}.rstrip({COMPONENT!r})"
            statements.append(f"k{element.position} = {whole} if {' or '.join(told)} else ''")
        pieces.append(f"{{k{element.position}}}" if told else "")
    while pieces and not pieces[-1]:
        pieces.pop()
    if placed:
        listed = ", ".join([repr(row.id), *(f"f{piece!r}" for piece in pieces)])
        statements.append(f"add(((*place, (-1, {row.position})), {ordinal}, {repeat}, [{listed}]))")
    else:
        whole = f"f{ELEMENT.join([row.id, *pieces])!r}"
        trim = "" if _ends_filled(row) else f".rstrip({ELEMENT!r})"
        statements.append(f"add({whole}{trim})")
    said = [
        _name(at)
        for b in row.binds
        for at in b.at
        if not (b.codec.kind == "name" and at == b.at[0])
    ]
    if ordinal == 0 or not said:
        return statements
    return [f"if {' or '.join(said)}:", *(f" {statement}" for statement in statements)]


def _ends_filled(row: Segment) -> bool:
    last = max(row.elements, key=lambda element: element.position)
    return last.required and last.constant is not None


def _piece(
    at: tuple[int, int],
    bound: set[tuple[int, int]],
    fixed: dict[tuple[int, int], tuple[str, tuple[int, int] | None]],
) -> str:
    """What stands at an element in the segment's f-string."""
    if at in bound:
        return f"{{{_name(at)}}}"
    if at in fixed:
        constant, partner = fixed[at]
        if partner is None:
            return constant
        return f"{{{constant!r} if {_name(partner)} else ''}}"
    return ""
