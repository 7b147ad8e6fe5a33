"""Where a model path stands in an 837: the guide's table read the other way round."""

import re
from collections.abc import Mapping
from functools import cache

from medclaim.claims.x12.grammar import Bind, Guide, Loop, Segment
from medclaim.claims.x12.guides import guide_for
from medclaim.claims.x12.writing import without_place
from medclaim.findings import join

_INDEX = re.compile(r"\[[0-9]+\]")


def locate(path: str, kind: str = "professional") -> str | None:
    """The loop, segment and element of a model path; ``None`` where the guide has no place for it.

    >>> locate("lines[1].charge")
    '2400 SV102'
    >>> locate("lines[0].modifiers[2]"), locate("prior_authorization")
    ('2400 SV101-5', '2300 REF02 (G1)')
    """
    places = _places(guide_for(kind))
    exact = _but_last(path)
    every = _INDEX.sub("[]", path)
    return places.get(path) or places.get(exact) or places.get(every)


def _but_last(path: str) -> str:
    """The path with every index but the last made general."""
    found = list(_INDEX.finditer(path))
    if not found:
        return path
    last = found[-1].start()
    return _INDEX.sub("[]", path[:last]) + path[last:]


@cache
def unsaid(kind: str = "professional") -> Mapping[str, tuple[str, ...]]:
    """For each value of a claim, by its path, the fields that its loop has no place for.

    >>> unsaid()["referring_provider"]
    ('taxonomy', 'address', 'contact')
    """
    guide = guide_for(kind)
    found: dict[str, tuple[str, ...]] = {}

    def visit(loop: Loop, around: str) -> None:
        path = join(around, f"{loop.field}[]" if loop.each else loop.field)
        fields = without_place(loop)
        if fields:
            found[path] = fields
        for inner in loop.loops:
            if inner.field:
                visit(inner, path)

    (claim,) = {loop for loop in guide.loops if loop.cls is guide.claim_class}
    visit(claim, "")
    for level in guide.billing.walk():
        if level.root and level.cls is not None and (fields := without_place(level)):
            found[level.root] = fields
    return found


@cache
def _places(guide: Guide) -> dict[str, str]:
    places: dict[str, str] = {}
    (claim,) = {loop for loop in guide.loops if loop.cls is guide.claim_class}
    for loop in (*guide.header.loops, guide.billing, claim):
        _add(loop, "", places)
    return places


def _add(loop: Loop, around: str, places: dict[str, str]) -> None:
    path = around
    if loop.root:
        path = loop.root
    elif loop.field:
        path = join(around, f"{loop.field}[]" if loop.each else loop.field)
    bound = False
    for row in loop.segments:
        for bind in row.binds:
            bound = True
            _add_bind(loop, row, bind, path, places)
    if bound and path:
        # The name loop says where a party is, not the level above it.
        known = places.get(path)
        if known is None or (known.startswith("2000") and loop.id.startswith("2010")):
            places[path] = loop.id
    for inner in loop.loops:
        if inner.root or inner.field or inner.shares:
            _add(inner, path, places)


def _add_bind(loop: Loop, row: Segment, bind: Bind, path: str, places: dict[str, str]) -> None:
    split = bind.codec.split is not None
    field = join(path, bind.field + ("[]" if bind.each and not split else ""))
    named = [
        (_place(loop, row, at), part) for at, part in zip(bind.at, bind.codec.parts, strict=True)
    ]
    # A value of several elements is where the last of them is: the code after its qualifier.
    own: dict[str, str] = {}
    whole = [place for place, part in named if not part]
    places.setdefault(field, whole[-1] if whole and not bind.codec.many else named[0][0])
    size = len({part.partition("]")[0] for part in bind.codec.parts if part.startswith("[")})
    for place, part in named:
        if part.startswith("["):
            index, _, rest = part[1:].partition("]")
            places.setdefault(f"{field}[]{rest}", place)
            # The items of a tuple stand in order, and go on in the next repeat of the segment.
            repeats = (row.repeats or 1) if split else 1
            for repeat in range(repeats if bind.codec.many else 0):
                item = f"{field}[{int(index) + repeat * size}]"
                places[item + rest] = place
                places.setdefault(item, place)
        elif part:
            own[join(field, part)] = place
    for part, place in own.items():
        places.setdefault(part, place)
    group, _, _ = bind.field.partition(".")
    if "." in bind.field:
        places.setdefault(join(path, group), f"{loop.id} {row.id}")


# Segments of one id that mean one thing or another by their qualifier.
_QUALIFIED = frozenset({"REF", "DTP", "AMT", "HI"})


def _place(loop: Loop, row: Segment, at: tuple[int, int]) -> str:
    """Loop, segment, element and component, and the qualifier where the segment's id needs one."""
    position, component = at
    place = f"{loop.id} {row.id}{position:02d}" + (f"-{component}" if component else "")
    keys = row.keys if row.id in _QUALIFIED else ()
    if keys and row.key is not None and row.key[1]:
        # Each composite says for itself what it is about.
        (composite,) = (element for element in row.elements if element.position == position)
        keys = composite.parts[row.key[1] - 1].values
    return f"{place} ({'/'.join(keys)})" if keys else place
