"""The statements that write one row of a guide's table: from fields of a value to a segment's text.

What a row says of codes, amounts and days comes again and again: the segment is then made once for
the same facts and remembered. Nothing that tells of one person is remembered so.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from medclaim.claims.x12.codecs import TEXT
from medclaim.claims.x12.compiled import constants
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, Bind, Segment

Names = dict[str, Any]


def part_of(row: Segment) -> str:
    """The sub-value that the row belongs to, where its bindings are dotted."""
    return next((b.field.partition(".")[0] for b in row.binds if "." in b.field), "")


def row_statements(row: Segment, ordinal: int, names: Names, *, placed: bool) -> list[str]:
    """The statements that write one row of the value ``o``, or of its part ``p_...``."""
    each = next((b for b in row.binds if b.each), None)
    if each is not None:
        return _of_each(each, row, ordinal, names, placed=placed)
    part = part_of(row)
    holder = f"p_{part}" if part else "o"
    values = {b: f"{holder}.{b.field.rpartition('.')[2]}" for b in row.binds}
    if not placed and (head := _head(row, always=not ordinal)) is not None:
        return _remembered(row, ordinal, names, holder, values, head)
    if not placed and len(row.binds) == 1 and (whole := row.binds[0].codec.whole):
        names[f"whole_{ordinal}"] = whole
        return [
            f"v = {values[row.binds[0]]}",
            f"if v: add({row.id + ELEMENT!r} + whole_{ordinal}(v))",
        ]
    ends = _qualified(row, ordinal, names, placed=placed)
    ends += _emit(row, ordinal, placed=placed, repeat="0")
    if len(row.binds) == 1 and ordinal:
        # Most rows of one fact say nothing: nothing more is done for them than to look.
        (only,) = row.binds
        body = _texts(only, row, ordinal, names, "v", placed=placed) + ends
        return [
            f"if {values[only]} is not None:",
            f" v = {values[only]}",
            *(f" {line}" for line in body),
        ]
    return _all_texts(row, ordinal, names, values, placed=placed) + ends


def _of_each(each: Bind, row: Segment, ordinal: int, names: Names, *, placed: bool) -> list[str]:
    """The statements of a row that stands once for each item of a tuple, or for some at a time."""
    most = row.repeats
    limit = [f" if len(v) > {most}: raise UnsendableError"] if most and not placed else []
    split = each.codec.split
    names[f"split_{ordinal}"] = split
    body = _texts(each, row, ordinal, names, "x", placed=placed)
    body += _qualified(row, ordinal, names, placed=placed)
    body += _emit(row, ordinal, placed=placed, repeat="r")
    # Most lists are empty: nothing more is done for them than to look.
    return [
        f"if o.{each.field}:",
        f" v = o.{each.field}",
        *([f" v = list(split_{ordinal}(v))"] if split else []),
        *limit,
        " for r, x in enumerate(v):",
        *(f"  {line}" for line in body),
    ]


# ---------------------------------------------------------------------- rows that come again


class Known(dict[Any, str]):
    """The segments of one row that were made before, by what they say."""

    __slots__ = ()

    def keep(self, key: Any, text: str) -> str:
        """Remember a segment; with very many the oldest are forgotten."""
        if len(self) >= _MOST_KNOWN:
            self.clear()
        self[key] = text
        return text


_MOST_KNOWN = 8192
_TEXT_OF = attrgetter("text")


def _is_common(bound: Bind, row: Segment) -> bool:
    """Whether a binding holds nothing of one person and is quickly compared."""
    codec = bound.codec
    return (codec.is_common or codec is TEXT) and not any(at in row.free for at in bound.at)


def _head(row: Segment, *, always: bool) -> tuple[Bind, ...] | None:
    """The bindings before those that come again; ``None`` where there are none such at the end.

    ``always`` says that the row stands even if it says nothing.
    """
    binds = sorted(row.binds, key=lambda bound: bound.at)
    own = [not _is_common(b, row) and any(_is_required(row, at) for at in b.at) for b in binds]
    size = len(own) - own[::-1].index(True) if True in own else 0
    head, tail = tuple(binds[:size]), binds[size:]
    if not any(_is_common(b, row) for b in tail):
        return None
    begin = min(tail[0].at)[0]
    if any(position >= begin for b in head for position, _ in b.at):
        return None
    for (position, _), (_, partner) in constants(row).items():
        # What stands after the head must follow from what stands there.
        if partner is None:
            follows = always or position < begin
        else:
            follows = (position < begin) == (partner[0] < begin)
        if head and not follows:
            return None
    return head


def _remembered(
    row: Segment,
    ordinal: int,
    names: Names,
    holder: str,
    values: dict[Bind, str],
    head: tuple[Bind, ...],
) -> list[str]:
    """The statements that look for the segment, or for all of it after its head, among those made."""
    known, make = f"known_{ordinal}", f"make_{ordinal}"
    names[known], names["text_of"] = Known(), _TEXT_OF
    tail = [b for b in row.binds if b not in head]
    _at_first_use(names, make, lambda: _make(row, ordinal, names, head))
    seldom = [b for b in tail if not _is_common(b, row)]
    often = [b for b in tail if _is_common(b, row)]
    value = values[often[0]]
    if len(row.binds) == 1 and ordinal:
        values = {often[0]: "v"}
    keys = [_key(b, f"v{n}", values[b], ordinal, names) for n, b in enumerate(often)]
    look = [
        f"k = {keys[0] if len(keys) == 1 else ', '.join(keys)}",
        f"s = {known}.get(k)",
        f"if s is None: s = {known}.keep(k, {make}({holder}))",
    ]
    if seldom:
        look = _cases(
            [
                (
                    f"{' is '.join(values[b] for b in seldom)} is None",
                    "\n".join(f" {x}" for x in look),
                )
            ],
            f" s = {make}({holder})",
        )
    if not head:
        told = "s"
        add = ["add(s)"]
    else:
        for bound in head:
            look += _texts(bound, row, ordinal, names, values[bound], placed=False)
        look += _qualified(row, ordinal, names, placed=False)
        told = " or ".join([*_told(head), "s"])
        joins, pieces = _pieces(row, 1, _begin(row, head))
        add = [*joins, f"add(f{ELEMENT.join([row.id, *pieces]) + '{s}'!r}.rstrip({ELEMENT!r}))"]
    if not ordinal:
        return look + add
    look += [f"if {told}:", *(f" {line}" for line in add)]
    if len(row.binds) == 1:
        return [f"v = {value}", "if v is not None:", *(f" {line}" for line in look)]
    if any(_is_required(row, at) for b in row.binds for at in b.at):
        return look
    nothing = " is ".join(values[b] for b in row.binds)
    return [f"if not ({nothing} is None):", *(f" {line}" for line in look)]


def _begin(row: Segment, head: tuple[Bind, ...]) -> int:
    """The first element after the head."""
    return min(at[0] for b in row.binds if b not in head for at in b.at) if head else 1


def _key(bound: Bind, name: str, value: str, ordinal: int, names: Names) -> str:
    """An expression of what the texts of a value follow from, quicker to compare than the value."""
    codec = bound.codec
    items = codec.items
    sized = f"sized_{ordinal}_{_name(bound.at[0])}"
    if codec.is_code:
        names[sized] = codec.sized
        return f"({name}.text if ({name} := {value}).__class__ in {sized} else {name})"
    if items is not None and items.is_code:
        names[sized] = items.sized
        one = f"{name}[0].text if len({name}) == 1 and {name}[0].__class__ in {sized}"
        return f"(({name} := {value}) and ({one} else tuple(map(text_of, {name}))))"
    return value


def _make(row: Segment, ordinal: int, names: Names, head: tuple[Bind, ...]) -> Callable[[Any], str]:
    """``make(o)``: the segment of a row, or all of it after its head; empty where it says nothing."""
    tail = {b: f"o.{b.field.rpartition('.')[2]}" for b in row.binds if b not in head}
    body = _all_texts(row, ordinal, names, tail, placed=False)
    if not head:
        body += _qualified(row, ordinal, names, placed=False)
    joins, pieces = _pieces(row, _begin(row, head))
    body += joins
    whole = f"f{ELEMENT.join(['' if head else row.id, *pieces])!r}.rstrip({ELEMENT!r})"
    told = " or ".join(_told(tuple(tail)))
    body.append(f"return {whole if not ordinal or head else f'{whole} if {told} else {str()!r}'}")
    lines = ["def make(o):", *(f" {line}" for line in body)]
    return function(f"write {row.id}", "make", lines, names)


def _at_first_use(names: Names, name: str, make: Callable[[], Callable[..., Any]]) -> None:
    """Name a function that is compiled when it is first called."""

    def first(*given: Any) -> Any:
        names[name] = made = make()
        return made(*given)

    names[name] = first


def function(title: str, name: str, lines: list[str], names: Names) -> Callable[..., Any]:
    """The function ``name`` that the lines define."""
    exec(compile("\n".join(lines), f"<{title}>", "exec"), names)  # noqa: S102
    return names.pop(name)  # type: ignore[no-any-return]


# ------------------------------------------------------------------------- fields to texts


def _all_texts(
    row: Segment, ordinal: int, names: Names, values: dict[Bind, str], *, placed: bool
) -> list[str]:
    """The statements that turn fields of a row into element texts."""
    seldom = [b for b in values if len(b.at) == 1 and not _is_required(row, b.at[0])]
    if len(seldom) < _FEW:
        seldom = []
    body = []
    for bound in values:
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
    return body


# So many facts that are seldom said are worth a look at all of them at once.
_FEW = 3


def _is_required(row: Segment, at: tuple[int, int]) -> bool:
    return any(
        element.required
        and (not at[1] or any(p.position == at[1] and p.required for p in element.parts))
        for element in row.elements
        if element.position == at[0]
    )


def _qualified(row: Segment, ordinal: int, names: Names, *, placed: bool) -> list[str]:
    """The statements that refuse a qualifier under which the row would be read as another."""
    if placed or row.key is None or row.key not in row.said:
        return []
    names[f"keys_{ordinal}"] = frozenset({"", *row.keys})
    return [f"if {_name(row.key)} not in keys_{ordinal}: raise UnsendableError"]


def _name(at: tuple[int, int]) -> str:
    return f"t{at[0]}_{at[1]}" if at[1] else f"t{at[0]}"


def _texts(
    bound: Bind, row: Segment, ordinal: int, names: Names, value: str, *, placed: bool
) -> list[str]:
    """The statements that turn one field into element texts."""
    targets = [_name(at) for at in bound.at]
    codec = bound.codec
    name = f"write_{ordinal}_{targets[0]}"
    names[name] = codec.write
    names[f"sized_{name}"] = codec.sized
    longest = _longest(row)
    over = " or ".join(
        # What may be left out mostly is.
        f"len({_name(at)}) > {longest[at]}"
        if _is_required(row, at)
        else f"({_name(at)} and len({_name(at)}) > {longest[at]})"
        for at in bound.at
    )
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
            text = f"{target}.text" if codec.is_code else f"{name}({target})"
            cases.append((f"{target}.__class__ in sized_{name}", f" {target} = {text}"))
        elif codec is TEXT:
            cases.append((f"{target}.__class__ is str", limit.removeprefix("\n") or " pass"))
        other = f" {target} = {name}({target}){limit}"
        return [f"{target} = {value}", *_cases(cases, other)]
    names[f"no_{name}"] = ("",) * len(targets)
    unpacked = ", ".join(targets)
    cases = [("not y" if codec.many else "y is None", f" {unpacked} = no_{name}")]
    if cls is not None:
        measured = "" if cls in codec.sized or placed else f"\n if {over}: raise UnsendableError"
        usual = f" {unpacked} = usual_{name}(y){measured}"
        cases.insert(0, (f"y.__class__ is class_{name}", usual))
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


def _emit(row: Segment, ordinal: int, *, placed: bool, repeat: str) -> list[str]:
    """The statements that append the row, when there is anything to say."""
    statements, pieces = _pieces(row, placed=placed)
    if placed:
        listed = ", ".join([repr(row.id), *(f"f{piece!r}" for piece in pieces)])
        statements.append(f"add(((*place, (-1, {row.position})), {ordinal}, {repeat}, [{listed}]))")
    else:
        trim = "" if _ends_filled(row) else f".rstrip({ELEMENT!r})"
        statements.append(f"add(f{ELEMENT.join([row.id, *pieces])!r}{trim})")
    said = _told(row.binds)
    if ordinal == 0 or not said:
        return statements
    return [f"if {' or '.join(said)}:", *(f" {statement}" for statement in statements)]


def _told(binds: tuple[Bind, ...]) -> list[str]:
    """The texts that say something; a name's first element says only of what entity it is."""
    return [
        _name(at) for b in binds for at in b.at if not (b.codec.kind == "name" and at == b.at[0])
    ]


def _pieces(
    row: Segment, first: int = 1, end: int = 0, *, placed: bool = False
) -> tuple[list[str], list[str]]:
    """The statements that join composites, and what stands in an f-string at each element.

    Those from ``first`` on; up to ``end`` (not included) or as far as anything stands.
    """
    bound = {at for b in row.binds for at in b.at}
    fixed = constants(row)
    pieces: list[str] = []
    joins: list[str] = []
    for element in row.written:
        if element.position < first or 0 < end <= element.position:
            continue
        pieces += [""] * (element.position - first - len(pieces))
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
            joins.append(f"k{element.position} = {whole} if {' or '.join(told)} else ''")
            if not placed:
                joins.append(
                    f"if k{element.position}.count({COMPONENT!r}) >= {element.parts[-1].position}: "
                    "raise UnsendableError"
                )
        pieces.append(f"{{k{element.position}}}" if told else "")
    if end:
        return joins, pieces + [""] * (end - first - len(pieces))
    while pieces and not pieces[-1]:
        pieces.pop()
    return joins, pieces


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
