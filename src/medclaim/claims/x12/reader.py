"""The segments of one transaction set as claims, by the guide's automaton."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from medclaim.claims.unplaced import Unplaced
from medclaim.claims.x12.codecs import read_text
from medclaim.claims.x12.compiled import HIERARCHY, constants
from medclaim.claims.x12.envelope import Receiver, Submitter
from medclaim.claims.x12.grammar import COMPONENT, ELEMENT, Bind, Guide
from medclaim.claims.x12.leftover import as_said, leftovers, text_at
from medclaim.claims.x12.states import (
    Keyed,
    LoopPlan,
    RowPlan,
    State,
    Step,
    automaton,
    elements_of,
)


class Span(NamedTuple):
    """Which segments of a piece are a node's own: from, to (not included)."""

    start: int
    end: int


# Segments of one row that a set's reader remembers: enough for what recurs, little of what does not.
_MOST_REMEMBERED = 512


class _Frame:
    """An open loop while reading: its value's fields so far, and what it has seen.

    ``once`` has the bits of the rows that have stood and stand once, ``taken`` how often others have.
    ``gathers`` says that there may be lists or sub-values among the fields. ``texts`` are the
    segments, as long as all of them are remembered, of a loop whose value may be, too.
    """

    __slots__ = (
        "anchor",
        "bound",
        "counts",
        "gathers",
        "occurrence",
        "once",
        "plan",
        "taken",
        "texts",
        "values",
    )

    plan: LoopPlan
    values: dict[str, Any]
    occurrence: int
    bound: bool
    gathers: bool
    anchor: int
    once: int
    taken: dict[int, int] | None
    counts: dict[int, int] | None
    texts: tuple[str, ...] | None


def _opened(
    frame: _Frame, plan: LoopPlan, values: dict[str, Any], occurrence: int, *, bound: bool
) -> _Frame:
    """The frame, which may have been another loop's before, of a loop that begins."""
    frame.plan, frame.values, frame.occurrence, frame.bound = plan, values, occurrence, bound
    frame.anchor = frame.once = 0
    frame.taken = frame.counts = None
    frame.gathers = plan.is_claim or bool(plan.loop.shares)
    frame.texts = () if plan.comes_again else None
    return frame


class ReadSet(NamedTuple):
    """What was read of one transaction set: claims, and for each its levels and own segments."""

    claims: list[Any]
    levels: list[tuple[tuple[int, int], ...]]
    spans: list[tuple[int, int]]


class SetReader:
    """Reads the segments of one transaction set, given one after the other, into claims.

    ``separator`` is what parts components in its text.
    """

    def __init__(self, guide: Guide, separator: str) -> None:
        self._automaton = automaton(guide)
        self._separator = separator
        top = self._automaton.top
        self._state = self._automaton.state((top,))
        self._frames: list[_Frame] = [_opened(_Frame(), top, {}, 0, bound=True)]
        self._spare: list[_Frame] = []
        self._builders = self._automaton.builders
        # What the claims of a level share: values being read, and values made of them.
        self._open: dict[str, dict[str, Any]] = {}
        self._made: dict[str, Any] = {}
        self._level = ""
        self._level_start = 0
        self._spans: dict[str, tuple[int, int]] = {}
        self._levels: tuple[tuple[int, int], ...] = ()
        self._unplaced: dict[str, list[Unplaced]] = {}
        self._claim_start = 0
        # What a segment that says nothing of one claim alone meant in which state: most come again.
        self._meanings: dict[str, tuple[State, Step, dict[str, Any]]] = {}
        self._remembered: dict[RowPlan, int] = {}
        # The values of loops that come again, by their segments.
        self._values: dict[tuple[LoopPlan, tuple[str, ...]], Any] = {}
        self.reference = ""
        self.purpose = ""
        self.done = ReadSet([], [], [])

    @property
    def parties(self) -> tuple[Submitter | None, Receiver | None]:
        """The submitter and the receiver, as far as they were read."""
        made = [
            self._builders[root].build(self._open[root]) if root in self._open else None
            for root in ("submitter", "receiver")
        ]
        return made[0], made[1]

    def take_all(self, segments: list[str], first: int, last: int, gone: int = 0) -> None:
        """The segments from ``first`` to ``last`` (not included), in the engine's inside form.

        ``gone`` is how many segments of the piece stood before those of the list.
        """
        state = self._state
        frame = self._frames[-1]
        meanings = self._meanings
        step: Any
        facts: dict[str, Any]
        for number in range(first, last):
            text = segments[number]
            meaning = meanings.get(text)
            if meaning is not None and meaning[0] is state:
                step, facts = meaning[1], meaning[2]
                if step.moves:
                    frame = self._move(step, gone + number)
                    state = step.state
                row = step.row
                frame.anchor = row.position
                if frame.bound and not frame.once & row.bit:
                    frame.once |= row.bit
                    frame.values.update(facts)
                    if frame.texts is not None:
                        frame.texts += (text,)
                else:
                    self._keep(frame, row.position, elements_of(text))
                continue
            elements = text.split(ELEMENT)
            step = state.get(elements[0])
            if step.__class__ is Keyed:
                step = step.find(elements)
            if step is None:
                self._keep(frame, frame.anchor, elements_of(text))
                continue
            before = state
            if step.moves:
                frame = self._move(step, gone + number)
                state = step.state or step.follow()
            row = step.row
            frame.anchor = row.position
            frame.texts = None
            if not row.is_bound:
                if elements[0] == "BHT" and len(elements) > 6:
                    self.reference, self.purpose = elements[3], elements[6]
                elif elements[0] != "HL":
                    self._keep(frame, row.position, elements_of(text))
            elif not frame.bound or (
                frame.once & row.bit if row.bit else self._is_over(row, frame, elements)
            ):
                self._keep(frame, row.position, elements_of(text))
            else:
                frame.once |= row.bit
                if row.gathers:
                    frame.gathers = True
                if row.recurs and row.is_common(elements):
                    facts = {}
                    left = row.read(elements, facts)
                    if COMPONENT in text and row.has_components(elements):
                        self._put_back(row, facts)
                    frame.values.update(facts)
                    if left:
                        self._note(row, elements, frame)
                    elif self._remembered.get(row, 0) < _MOST_REMEMBERED:
                        self._remembered[row] = self._remembered.get(row, 0) + 1
                        meanings[text] = before, step, facts
                else:
                    left = row.read(elements, frame.values)
                    if COMPONENT in text and row.has_components(elements):
                        self._put_back(row, frame.values)
                    if left:
                        self._note(row, elements, frame)
        self._state = state

    def _put_back(self, row: RowPlan, values: dict[str, Any]) -> None:
        """Where a row's text holds components, its own separator stands for the engine's."""
        for bound in row.row.binds:
            part, _, field = bound.field.rpartition(".")
            found = values.get(part) if part else values
            if found.__class__ is dict and field in found:
                found[field] = as_said(found[field], self._separator)

    def close(self, number: int) -> None:
        """The end of the set: what is still open is finished."""
        while len(self._frames) > 1:
            self._finish(self._frames.pop(), number)
        self._end_level(number)

    def _is_over(self, row: RowPlan, frame: _Frame, elements: list[str]) -> bool:
        """Whether a row that may stand several times has, as often as its field can hold."""
        many = row.many
        if many is not None and many.codec.split is not None:
            held = _held(frame.values, many.field)
            if row.most is None or not held:
                return False
            # What several segments say may be written in fewer: it is those that must be enough.
            further: dict[str, Any] = {}
            row.read(elements, further)
            whole = (*held, *_held(further, many.field))
            return sum(1 for _ in many.codec.split(whole)) > row.most
        taken = frame.taken
        if taken is None:
            taken = frame.taken = {}
        count = taken.get(row.ordinal, 0)
        if row.most is not None and count >= row.most:
            return True
        taken[row.ordinal] = count + 1
        return False

    def _untake(self, row: RowPlan, frame: _Frame) -> None:
        """The row has not stood after all."""
        frame.once &= ~row.bit
        if frame.taken is not None and row.ordinal in frame.taken:
            frame.taken[row.ordinal] -= 1

    def _move(self, step: Step, number: int) -> _Frame:
        """Loops end and one begins: the frame that is then the innermost."""
        frames = self._frames
        for _ in range(step.closes):
            frame = frames.pop()
            self._finish(frame, number)
            self._spare.append(frame)
        around = frames[-1]
        plan = step.opens
        if plan is None:
            return around
        counts = around.counts
        if counts is None:
            counts = around.counts = {}
        occurrence = counts.get(plan.ordinal, 0)
        counts[plan.ordinal] = occurrence + 1
        bound = around.bound
        values: dict[str, Any]
        if plan.is_claim:
            values = self._claim_values(plan, number)
        else:
            if plan.is_level:
                self._enter(plan.id, number)
            elif occurrence and not plan.is_repeated:
                bound = False
            if bound and plan.root:
                values = self._open_root(plan.root)
            elif bound and plan.shares:
                values = around.values
                around.gathers = True
            else:
                values = {} if plan.builder is None else plan.builder.nothing.copy()
        spare = self._spare
        frame = _opened(spare.pop() if spare else _Frame(), plan, values, occurrence, bound=bound)
        frames.append(frame)
        return frame

    def _finish(self, frame: _Frame, number: int) -> None:
        plan = frame.plan
        if plan.is_claim:
            self._end_claim(frame, number)
            return
        if not frame.bound:
            return
        if not plan.is_value:
            if frame.texts:
                self._made[plan.root] = self._again(plan, frame)
            return
        values = frame.values
        if plan.is_line and "2400" in self._unplaced:
            values["unplaced"] = _in_order(self._unplaced.pop("2400"))
            frame.gathers = True
        if frame.texts:
            made = self._again(plan, frame)
        else:
            made = plan.build(values) if frame.gathers else plan.fill(values)
        above = self._frames[-1]
        around = above.values
        if not plan.is_gathered:
            around[plan.field] = made
            return
        above.gathers = True
        if plan.part:
            if around.get(plan.part).__class__ is not dict:
                around[plan.part] = {}
            around = around[plan.part]
        if not plan.loop.each:
            around[plan.field] = made
        elif held := around.get(plan.field):
            held.append(made)
        else:
            around[plan.field] = [made]

    def _again(self, plan: LoopPlan, frame: _Frame) -> Any:
        """The value of a loop all of whose segments are remembered: made once."""
        assert frame.texts is not None
        key = plan, frame.texts
        made = self._values.get(key)
        if made is None:
            made = plan.build(frame.values)
            if len(self._values) < _MOST_REMEMBERED:
                self._values[key] = made
        return made

    def _enter(self, level: str, number: int) -> None:
        """A hierarchical level begins: what was said at it and below it is over."""
        self._end_level(number)
        self._level = level
        for other in HIERARCHY[HIERARCHY.index(level) :]:
            self._spans.pop(other, None)
            self._unplaced.pop(other, None)
            for root in _LEVEL_ROOTS[other]:
                self._made.pop(root, None)
                self._open.pop(root, None)
        for root in _LEVEL_ROOTS[level]:
            self._open[root] = self._builders[root].nothing.copy()
        self._level_start = number

    def _open_root(self, root: str) -> dict[str, Any]:
        """The fields, as far as they have been read, of what the claims of a level share."""
        values = self._open.get(root)
        if values is None:
            values = self._open[root] = self._builders[root].nothing.copy()
        return values

    def _end_level(self, number: int) -> None:
        if self._level and self._level not in self._spans:
            # Levels are entered from the outermost, so that they stand in this order, too.
            self._spans[self._level] = self._level_start, number
            self._levels = tuple(self._spans.values())

    def _claim_values(self, plan: LoopPlan, number: int) -> dict[str, Any]:
        assert plan.builder is not None
        self._end_level(number)
        self._claim_start = number
        made = self._made
        for root in _CLAIM_ROOTS:
            if root not in made and (root in self._open or root != "patient"):
                builder = self._builders[root]
                made[root] = builder.build(self._open.get(root) or builder.nothing.copy())
        values = plan.builder.nothing.copy()
        values.update(made)
        if self.purpose:
            values["claim_or_encounter"] = read_text(self.purpose)
        return values

    def _end_claim(self, frame: _Frame, number: int) -> None:
        if self._unplaced:
            unplaced = [
                item for level in _SCOPES[:-1] for item in _in_order(self._unplaced.get(level, []))
            ]
            self._unplaced.pop("2300", None)
            frame.values["unplaced"] = unplaced
        assert frame.plan.build is not None
        self.done.claims.append(frame.plan.build(frame.values))
        self.done.levels.append(self._levels)
        self.done.spans.append((self._claim_start, number))

    def _keep(
        self,
        frame: _Frame,
        anchor: int,
        elements: tuple[str | tuple[str, ...], ...],
        element: tuple[int, int, int, int] | None = None,
    ) -> None:
        level = "ST"
        place: tuple[tuple[int, int], ...] = ()
        for around in reversed(self._frames):
            if around.plan.id in _SCOPES:
                level = around.plan.id
                break
            place = ((around.plan.ordinal, around.occurrence), *place)
        self._unplaced.setdefault(level, []).append(
            Unplaced(
                level=level,
                loop=frame.plan.id,
                place=place,
                anchor=anchor,
                elements=elements,
                element=element,
            )
        )

    def _note(self, row: RowPlan, elements: list[str], frame: _Frame) -> None:
        if row.ordinal and row.is_empty(elements):
            # Nothing of it has a field: the segment is kept as it stands.
            self._untake(row, frame)
            self._keep(frame, row.position, elements_of(ELEMENT.join(elements)))
            return
        found = leftovers(row.row, constants(row.row), elements, frame.values)
        if row.many is not None and row.many.codec.split is not None:
            # What a segment of many holds may be written in another: all of it stays together.
            if any(True for _ in found):
                self._untake(row, frame)
                _take_back(row.many, elements, frame.values)
                self._keep(frame, row.position, elements_of(ELEMENT.join(elements)))
            return
        repeat = frame.taken[row.ordinal] - 1 if frame.taken and not row.bit else 0
        for position, part, text in found:
            self._keep(
                frame, row.position, elements_of(text), (row.ordinal, repeat, position, part)
            )


def _take_back(bound: Bind, elements: list[str], values: dict[str, Any]) -> None:
    """Undo the reading of a segment of many: its items are the last of the field's."""
    part, _, field = bound.field.rpartition(".")
    held = (values[part] if part else values)[field]
    count = len(bound.codec.read(*(text_at(elements, at) for at in bound.at)))
    del held[len(held) - count :]


def _in_order(unplaced: list[Unplaced]) -> list[Unplaced]:
    """In the order in which they are written: by place, elements before whole segments."""
    return sorted(
        unplaced,
        key=lambda item: (
            (*item.place, (-1, item.anchor)),
            item.element is None,
            item.element or (),
        ),
    )


def _held(values: dict[str, Any], field: str) -> Iterable[Any]:
    """What has been read for a field, which may be one of a sub-value's."""
    part, _, key = field.rpartition(".")
    found: Iterable[Any] = (values.get(part) or {} if part else values).get(key) or ()
    return found


_LEVEL_ROOTS = {
    "2000A": ("billing_provider",),
    "2000B": ("subscriber", "payer"),
    "2000C": ("patient",),
}
_CLAIM_ROOTS = ("billing_provider", "subscriber", "payer", "patient")
_SCOPES = (*HIERARCHY, "2300", "2400")
