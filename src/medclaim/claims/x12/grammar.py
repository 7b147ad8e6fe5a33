"""What a guide table is made of: loops, segments, elements, and the model fields they bind to.

A guide is data. A loop holds segments and loops; a segment says its elements once, in the notation
the guides are usually read in (``"01R ID2-3=85; 03R AN1-60"``: number, usage, type, length, values),
and the bindings that join elements to fields of the loop's value. Writing, reading, checking and the
documentation are all derived from it.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, final

import attrs

# Inside the engine a text always has these four separators; no character of a claim can be one.
SEPARATORS = TERMINATOR, ELEMENT, REPETITION, COMPONENT = "\x1c", "\x1d", "\x1e", "\x1f"

_SPEC = re.compile(
    r"(?P<first>[0-9]{2})(?:-(?P<last>[0-9]{2}))?(?P<usage>[RS]) "
    r"(?:\{(?P<parts>[^}]*)\}|(?P<type>AN|ID|R|N0|DT|TM)(?P<min>[0-9]+)(?:-(?P<max>[0-9]+))?"
    r"(?:=(?P<values>[^;~]+))?(?P<external>~[a-z]+)?)"
)


@final
@attrs.frozen(kw_only=True)
class Element:
    """One element or component: position, whether required, X12 type, lengths, allowed values."""

    position: int
    required: bool
    type: str = ""
    shortest: int = 0
    longest: int = 0
    values: tuple[str, ...] = ()
    external: str | None = None
    parts: tuple["Element", ...] = ()

    @property
    def constant(self) -> str | None:
        """The only value allowed, where there is just one."""
        return self.values[0] if len(self.values) == 1 else None


# What is longer than a list's codes tells of one place or person: a ZIP code.
_LONGEST_CODE = 3

# A semicolon parts elements, but not the components within braces.
_PARTS = re.compile(r";(?![^{]*\})")


@cache
def parse_elements(spec: str) -> tuple[Element, ...]:
    """The elements of a specification line.

    >>> [e.position for e in parse_elements("01R ID2-3=85; 03-04S AN1-60; 05R {01R N01-2; 02S AN2}")]
    [1, 3, 4, 5]
    """
    elements: list[Element] = []
    for text in _PARTS.split(spec):
        match = _SPEC.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"no element specification: {text!r}")
        first, last = int(match["first"]), int(match["last"] or match["first"])
        for position in range(first, last + 1):
            if match["parts"] is not None:
                element = Element(
                    position=position,
                    required=match["usage"] == "R",
                    parts=parse_elements(match["parts"]),
                )
            else:
                element = Element(
                    position=position,
                    required=match["usage"] == "R",
                    type=match["type"],
                    shortest=int(match["min"]),
                    longest=int(match["max"] or match["min"]),
                    values=tuple(match["values"].split(",")) if match["values"] else (),
                    external=match["external"][1:] if match["external"] else None,
                )
            elements.append(element)
    return tuple(elements)


@final
@attrs.frozen(kw_only=True)
class Codec:
    """How the texts of one or several elements become one value, and back.

    ``read(*texts)`` gives the value and never raises; ``write(value)`` gives as many texts. ``parts``
    names, element by element, the attribute of the value that it holds (``""``: the value itself).
    ``exact`` says that writing gives back whatever was read, but for the spelling of numbers.
    ``kind`` is what a missing required value is called; ``many`` marks a codec of a tuple. Values of
    the classes ``sized`` always fit their elements. ``whole(value)``, where there is one, is all the
    row's elements at once, by a shorter way; it raises where a text would not fit. ``usual`` is the
    class most values are of and what writes just those. ``is_common`` says that the same texts come
    again and again and tell nothing of any one person, so that they may be remembered; ``is_free`` that
    a text may be any at all, or a person's number. What a value of the classes ``sized`` says is its
    ``text`` alone where it ``is_code``; ``items`` is the codec of the items of a tuple. ``split`` marks
    the codec of a tuple that goes on from one repeat of its segment to the next: it gives what each
    holds. ``back(*texts)``, where there is one, reads and says whether the value would write others.
    """

    kind: str
    read: Callable[..., Any]
    write: Callable[[Any], Any]
    parts: tuple[str, ...] = ("",)
    exact: bool = True
    many: bool = False
    sized: frozenset[type] = frozenset()
    whole: Callable[[Any], str] | None = None
    usual: tuple[type, Callable[[Any], Any]] | None = None
    is_common: bool = False
    is_free: bool = False
    is_code: bool = False
    items: "Codec | None" = None
    split: Callable[[tuple[Any, ...]], Iterator[tuple[Any, ...]]] | None = None
    back: Callable[..., tuple[Any, bool]] | None = None


@final
@attrs.frozen(kw_only=True)
class Bind:
    """Joins elements of a segment to one field of the loop's value.

    ``field`` may be dotted (``address.city``): a sub-value made of several segments. ``at`` are
    element references (``3``, ``(5, 1)`` for a component). With ``each``, every repeat of the
    segment adds one item to a tuple, or as many as it holds where the codec says how they are split.
    """

    field: str
    at: tuple[tuple[int, int], ...]
    codec: Codec
    each: bool = False


def bind(field: str, codec: Codec, *at: int | tuple[int, int], each: bool = False) -> Bind:
    """A :class:`Bind`, with plain element numbers where there are no components."""
    return Bind(
        field=field,
        at=tuple(ref if isinstance(ref, tuple) else (ref, 0) for ref in at),
        codec=codec,
        each=each,
    )


@final
@attrs.frozen(kw_only=True, eq=False)
class Segment:
    """A row of the table: one use of a segment at one position of a loop.

    ``position`` is the guide's; rows of one loop at one position may come in any order.
    ``relations`` are X12 conditions (``P0809``). A row without bindings is held as ``Unplaced``.
    Rows of one ``group`` are one row of the guide, bound by qualifier to several fields: together
    they stand no more often than each may.
    """

    id: str
    required: bool
    position: int
    spec: str
    binds: tuple[Bind, ...] = ()
    relations: tuple[str, ...] = ()
    repeats: int | None = 1
    key: tuple[int, int] | None = None
    # Values of ``key`` that choose this row, where they are fewer than the element allows.
    only: tuple[str, ...] = ()
    group: str = ""

    @property
    def elements(self) -> tuple[Element, ...]:
        """The elements its guide uses."""
        return parse_elements(self.spec)

    @property
    def said(self) -> frozenset[tuple[int, int]]:
        """The elements that its bindings hold."""
        return frozenset(at for bound in self.binds for at in bound.at)

    @property
    def free(self) -> tuple[tuple[int, int], ...]:
        """The bound elements that hold anything at all: no short code, number or day."""
        specs = {(element.position, 0): element for element in self.written}
        specs |= {
            (element.position, part.position): part
            for element in self.written
            for part in element.parts
        }
        return tuple(
            at
            for bound in self.binds
            if bound.codec.is_free
            for at in bound.at
            if specs[at].type != "ID" or specs[at].longest > _LONGEST_CODE
        )

    @property
    def written(self) -> tuple[Element, ...]:
        """Its elements and, with room for nothing, those that only its bindings name."""
        used = {element.position: element for element in self.elements}
        for bound in self.binds:
            for position, _ in bound.at:
                used.setdefault(position, Element(position=position, required=False))
        return tuple(used[position] for position in sorted(used))

    @property
    def keys(self) -> tuple[str, ...]:
        """The values of its qualifying element by which it is recognised."""
        if self.key is None:
            return ()
        if self.only:
            return self.only
        position, part = self.key
        for element in self.elements:
            if element.position == position:
                chosen = element.parts[part - 1] if part else element
                return chosen.values
        return ()


# Where each segment says what it is about; a segment not listed is known by its id alone.
_KEYS: dict[str, tuple[int, int]] = {
    "NM1": (1, 0),
    "REF": (1, 0),
    "DTP": (1, 0),
    "AMT": (1, 0),
    "HL": (3, 0),
    "HI": (1, 1),
    "CRC": (1, 0),
    "QTY": (1, 0),
    "NTE": (1, 0),
}


def segment(
    id: str,
    usage: str,
    position: int,
    spec: str,
    *binds: Bind,
    relations: str = "",
    repeats: int | None = 1,
    only: str = "",
    key: tuple[int, int] | None = None,
    group: str = "",
) -> Segment:
    """A :class:`Segment`: ``usage`` is ``R`` or ``S``, ``repeats`` ``None`` for any number."""
    return Segment(
        id=id,
        required=usage == "R",
        position=position,
        spec=spec,
        binds=binds,
        relations=tuple(relations.split()),
        repeats=repeats,
        key=key or _KEYS.get(id),
        only=tuple(only.split()),
        group=group,
    )


@final
@attrs.frozen(kw_only=True, eq=False)
class Loop:
    """A loop of the guide: segments (the first of which opens it) and the loops within.

    ``field`` is where its value goes in the value around it, dotted where that is a sub-value made of
    several segments (one of ``parts``); ``cls`` the value's class. A loop that ``shares`` adds to the
    value of the loop around it; without any of these it is unbound. ``each``: the field is a tuple.
    ``root`` names the claim field a hierarchical level or its name loop fills.
    """

    id: str
    required: bool
    position: int
    children: tuple["Segment | Loop", ...]
    repeats: int | None = 1
    field: str = ""
    cls: Any = None
    each: bool = False
    root: str = ""
    parts: "tuple[tuple[str, Any], ...]" = ()
    shares: bool = False

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its own rows."""
        return tuple(child for child in self.children if isinstance(child, Segment))

    @property
    def loops(self) -> "tuple[Loop, ...]":
        """The loops directly within it."""
        return tuple(child for child in self.children if isinstance(child, Loop))

    @property
    def sharing(self) -> "tuple[Loop, ...]":
        """This loop and those within it that add to the same value."""
        found = [self]
        for loop in self.loops:
            if loop.shares or (loop.cls is None and loop.root and loop.root == self.root):
                found += loop.sharing
        return tuple(found)

    def walk(self) -> "Iterator[Loop]":
        """This loop and all loops within, in the order of the guide."""
        yield self
        for loop in self.loops:
            yield from loop.walk()


def loop(
    id: str,
    usage: str,
    position: int,
    *children: Segment | Loop,
    repeats: int | None = 1,
    field: str = "",
    cls: Any = None,
    each: bool = False,
    root: str = "",
    parts: "tuple[tuple[str, Any], ...]" = (),
    shares: bool = False,
) -> Loop:
    """A :class:`Loop`; ``usage`` and ``repeats`` as for :func:`segment`."""
    return Loop(
        id=id,
        required=usage == "R",
        position=position,
        children=children,
        repeats=repeats,
        field=field,
        cls=cls,
        each=each,
        root=root,
        parts=parts,
        shares=shares,
    )


@final
@attrs.frozen(kw_only=True, eq=False)
class Guide:
    """An implementation guide: its version, what it makes, and its loops from header to claim.

    ``version`` is written; ``versions`` are all that are read as this guide.
    """

    version: str
    versions: tuple[str, ...]
    kind: str
    header: Loop
    billing: Loop
    claim_class: Any

    @property
    def loops(self) -> tuple[Loop, ...]:
        """Every loop, in the order of the guide."""
        return (*self.header.walk(), *self.billing.walk())
