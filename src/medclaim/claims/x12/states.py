"""Which row of the guide a segment is: a dictionary for every state, made when it is reached.

A state is which loops are open. In it a segment's id, and where need be its qualifier, say the row
it is and the loops it closes and opens.
"""

from functools import lru_cache
from typing import Any

import attrs

from medclaim.claims.parties import Payer, Provider
from medclaim.claims.x12.compiled import HIERARCHY, compile_build, compile_read
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, Guide, Loop, Segment

State = dict[str, Any]


class RowPlan:
    """A row with its place in the loop and its compiled reader."""

    __slots__ = (
        "__dict__",
        "bit",
        "free",
        "gathers",
        "is_bound",
        "loop",
        "many",
        "most",
        "ordinal",
        "position",
        "recurs",
        "row",
        "single",
    )

    def __init__(self, row: Segment, ordinal: int, loop: "LoopPlan") -> None:
        self.row = row
        self.ordinal = ordinal
        self.position = row.position
        self.loop = loop
        self.many = next((b for b in row.binds if b.each), None)
        # How often its fields can hold it; None for any number.
        self.most = 1 if self.many is None else row.repeats
        # What stands once is a bit of those that have stood.
        self.bit = 1 << ordinal if self.many is None else 0
        # The first row of a loop says that there is its value, and may say nothing else.
        # The bound elements that are one text and no composite.
        self.single = tuple(at for b in row.binds for at, part in b.at if not part)
        self.is_bound = bool(row.binds) or (ordinal == 0 and bool(loop.loop.field))
        # Whether it adds to a list or to a sub-value.
        self.gathers = any(b.each or "." in b.field for b in row.binds)
        # Whether the same text comes again and again, and which elements would make it one claim's.
        self.free = () if loop.loop.cls in _RECURRING else row.free
        always = {(element.position, 0) for element in row.elements if element.required}
        self.recurs = self.is_bound and always.isdisjoint(self.free) and not self.gathers

    def is_common(self, elements: list[str]) -> bool:
        """Whether a segment says what other claims say in the same words."""
        for position, part in self.free:
            if position < len(elements):
                text = elements[position]
                if text if not part else text.count(COMPONENT) >= part - 1:
                    return False
        return True

    def has_components(self, elements: list[str]) -> bool:
        """Whether an element that is one text holds several components."""
        size = len(elements)
        for at in self.single:  # noqa: SIM110  quicker so, and asked of every claim
            if at < size and COMPONENT in elements[at]:
                return True
        return False

    def is_empty(self, elements: list[str]) -> bool:
        """Whether no bound element of a segment holds anything."""
        positions = {position for bound in self.row.binds for position, _ in bound.at}
        return not any(p < len(elements) and elements[p].strip(COMPONENT) for p in positions)

    def read(self, elements: list[str], values: dict[str, Any]) -> bool:
        """Put the elements into ``values``; true when something is left over."""
        # Compiled at the first segment of its kind: most claims use few of the rows.
        self.read = compile_read(self.row)  # type: ignore[method-assign]
        return self.read(elements, values)


# Providers and payers are named in many claims, in the same words.
_RECURRING = (Provider, Payer)


class LoopPlan:
    """A loop with its compiled rows and builder."""

    __slots__ = (
        "build",
        "builder",
        "children",
        "comes_again",
        "field",
        "fill",
        "id",
        "is_claim",
        "is_gathered",
        "is_level",
        "is_line",
        "is_repeated",
        "is_value",
        "loop",
        "ordinal",
        "part",
        "required_loops",
        "required_rows",
        "root",
        "rows",
        "shares",
    )

    def __init__(self, loop: Loop, ordinal: int = 0) -> None:
        self.loop = loop
        self.id = loop.id
        self.ordinal = ordinal
        self.is_level = loop.id in HIERARCHY
        self.is_claim = loop.id == "2300"
        self.is_line = loop.id == "2400"
        self.rows = [RowPlan(row, n, self) for n, row in enumerate(loop.segments)]
        self.children = [LoopPlan(child, n) for n, child in enumerate(loop.loops)]
        self.required_rows = [row for row in self.rows if row.row.required]
        self.required_loops = [child for child in self.children if child.loop.required]
        self.root, self.shares = loop.root, loop.shares
        # Whether it may stand again and again.
        self.is_repeated = loop.each or self.is_line
        self.part, _, self.field = loop.field.rpartition(".")
        # Whether its value goes to a field of the one around it when it ends.
        self.is_value = loop.cls is not None and not loop.root
        # Whether there it adds to a list or to a sub-value.
        self.is_gathered = loop.each or bool(self.part)
        self.builder = None if loop.cls is None else compile_build(loop)
        self.build: Any = None if self.builder is None else self.builder.build
        self.fill: Any = None if self.builder is None else self.builder.fill
        # Whether its value, made of the same segments, is that of many claims.
        self.comes_again = loop.cls in _RECURRING


class Step:
    """What a segment is in a state: the loops it closes, the one it opens, its row, what follows.

    ``state`` is ``None`` until the step is first taken; ``follow`` makes it.
    """

    __slots__ = ("_automaton", "_path", "closes", "moves", "opens", "row", "state")

    def __init__(
        self,
        automaton: "Automaton",
        closes: int,
        opens: LoopPlan | None,
        row: RowPlan,
        path: tuple[LoopPlan, ...],
    ) -> None:
        self._automaton, self._path = automaton, path
        self.closes, self.opens, self.row = closes, opens, row
        self.moves = bool(closes) or opens is not None
        self.state: State | None = None

    def follow(self) -> State:
        """The state after the segment."""
        if self.state is None:
            self.state = self._automaton.state(self._path)
        return self.state


class Keyed:
    """The rows a segment id may mean in a state, by the value of one element."""

    __slots__ = ("by", "is_plain", "part", "position")

    def __init__(self, key: tuple[int, int]) -> None:
        self.position, self.part = key
        self.is_plain = key == (1, 0)
        self.by: dict[str, Step] = {}

    def find(self, elements: list[str]) -> Step | None:
        """The step that the value of the qualifying element chooses."""
        if self.is_plain and len(elements) > 1:
            return self.by.get(elements[1])
        text = elements[self.position] if len(elements) > self.position else ""
        if self.part:
            parts = text.split(COMPONENT)
            text = parts[self.part - 1] if len(parts) >= self.part else ""
        return self.by.get(text)


class Automaton:
    """Which row a segment is, from the loops that are open; states are made as they are reached."""

    def __init__(self, top: LoopPlan) -> None:
        self._states: dict[tuple[LoopPlan, ...], State] = {}
        self.top = top
        self.builders = {
            plan.loop.root: plan.builder
            for plan in _walk(top)
            if plan.loop.root and plan.builder is not None
        }

    def state(self, path: tuple[LoopPlan, ...]) -> State:
        """The state in which the loops of ``path`` are open, outermost first."""
        known = self._states.get(path)
        if known is None:
            known = self._states[path] = {}
            self._fill(known, path)
        return known

    def _fill(self, state: State, path: tuple[LoopPlan, ...]) -> None:
        current = path[-1]
        for row in current.rows[1:] if len(path) > 1 else current.rows:
            self._add(state, row.row, 0, None, row, path)
        for child in current.children:
            self._open(state, 0, path, child)
        # Outwards: this loop again, or a later loop of one around it. Too many is for the check.
        for closes in range(1, len(path)):
            inner, outer = path[-closes], path[-closes - 1]
            for sibling in outer.children:
                if sibling.loop.position >= inner.loop.position:
                    self._open(state, closes, path[:-closes], sibling)

    def _open(
        self, state: State, closes: int, around: tuple[LoopPlan, ...], loop: LoopPlan
    ) -> None:
        first = loop.rows[0]
        self._add(state, first.row, closes, loop, first, (*around, loop))

    def _add(
        self,
        state: State,
        row: Segment,
        closes: int,
        opens: LoopPlan | None,
        plan: RowPlan,
        path: tuple[LoopPlan, ...],
    ) -> None:
        step = Step(self, closes, opens, plan, path)
        if row.key is None:
            state.setdefault(row.id, step)
            return
        keyed = state.setdefault(row.id, Keyed(row.key))
        if isinstance(keyed, Keyed):
            for value in row.keys:
                keyed.by.setdefault(value, step)


def _walk(plan: LoopPlan) -> list[LoopPlan]:
    return [plan, *(inner for child in plan.children for inner in _walk(child))]


@lru_cache(maxsize=8)
def automaton(guide: Guide) -> Automaton:
    """The automaton of a guide's transaction set, from BHT to the last line."""
    top = LoopPlan(
        attrs.evolve(
            guide.header,
            children=(*guide.header.children, attrs.evolve(guide.billing, position=10_000)),
            id="ST",
        )
    )
    return Automaton(top)


def elements_of(text: str) -> tuple[str | tuple[str, ...], ...]:
    """A segment's elements as values: a composite is a tuple, empty elements at the end left out.

    Its empty components stay: without them ``NM1:`` would be read as ``NM1`` the next time.
    """
    return tuple(
        tuple(element.split(COMPONENT)) if COMPONENT in element else element
        for element in text.rstrip(ELEMENT).split(ELEMENT)
    )
