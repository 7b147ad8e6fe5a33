"""Whether the segments of a transaction set stand where the guide puts them, and say what it asks."""

from collections.abc import Iterator

from medclaim.claims.x12 import rules
from medclaim.claims.x12.conformance import row_check
from medclaim.claims.x12.grammar import ELEMENT, Guide
from medclaim.claims.x12.states import Keyed, LoopPlan, RowPlan, State, Step, automaton
from medclaim.findings import Finding

# Segments that a set's check remembers as right: most come again and again, some never do.
_MOST_REMEMBERED = 4096
_PARENTS = {"22": "20", "23": "22"}


class _Frame:
    """An open loop while checking: how often each of its rows and loops has stood."""

    __slots__ = ("anchor", "counts", "groups", "line", "loops", "plan", "start")

    def __init__(self, plan: LoopPlan, start: int) -> None:
        self.plan, self.start = plan, start
        self.counts: dict[int, int] = {}
        self.groups: dict[str, int] = {}
        self.loops: dict[int, int] = {}
        self.anchor = self.line = 0


class SetCheck:
    """Looks at the segments of one transaction set as they go by; tells ``found`` what it finds.

    The number of a segment is its place in the whole text. What is held does not grow with the set.
    """

    def __init__(self, guide: Guide, start: int, repetition: str, found: list[Finding]) -> None:
        self._guide, self._repetition, self.found = guide, repetition, found
        made = automaton(guide)
        self._state = made.state((made.top,))
        self._frames = [_Frame(made.top, start)]
        self._right: dict[str, tuple[State, Step]] = {}
        self._levels = _Levels()

    def take_all(self, segments: list[str], first: int, last: int, base: int) -> None:
        """The segments from ``first`` to ``last`` (not included), of which number 0 is ``base``."""
        right = self._right
        for index in range(first, last):
            text = segments[index]
            known = right.get(text)
            if known is None or known[0] is not self._state:
                self._look(text, base + index)
            elif (step := known[1]).moves:
                self._move(step, text, base + index)
            else:
                self._stand(step.row, text, base + index)

    def close(self) -> None:
        """The end of the set: what is still open ends."""
        while self._frames:
            self._end(self._frames.pop())
        self.found.extend(self._levels.close())

    def _look(self, text: str, number: int) -> None:
        """A segment that is not known to be right."""
        elements = text.split(ELEMENT)
        before = self._state
        step = before.get(elements[0])
        if step.__class__ is Keyed:
            step = step.find(elements)
        path = f"segments[{number}]"
        is_odd = bool(self._repetition) and self._repetition in text
        if is_odd:
            message = f"{elements[0]} holds the repetition separator, where nothing repeats"
            self.found.append(rules.DELIMITER.at(path, message))
        if step is None:
            self.found.append(_stray(elements[0], self._frames[-1].plan, self._guide, path))
            return
        if step.moves:
            self._move(step, text, number)
        else:
            self._stand(step.row, text, number)
        if elements[0] == "HL":
            self.found.extend(self._levels.take(elements, path))
        row = step.row.row
        checked = row_check(row)
        if not checked.is_right(text, elements):
            self.found.extend(checked.findings(elements, path, self._frames[-1].plan.id))
        elif not is_odd and row.id != "HL" and len(self._right) < _MOST_REMEMBERED:
            self._right[text] = before, step

    def _move(self, step: Step, text: str, number: int) -> None:
        """A segment that ends loops or begins one."""
        frames = self._frames
        for _ in range(step.closes):
            self._end(frames.pop())
        opened = step.opens
        if opened is not None:
            frame = frames[-1]
            count = frame.loops[opened.ordinal] = frame.loops.get(opened.ordinal, 0) + 1
            most = opened.loop.repeats
            if most is not None and count > most:
                message = f"loop {opened.id} stands at most {most} times here"
                self.found.append(rules.REPEATS.at(f"segments[{number}]", message))
            if opened.is_line:
                frame.line += 1
                if text != f"LX{ELEMENT}{frame.line}" and _second(text) != str(frame.line):
                    message = f"2400 LX01 must be {frame.line}"
                    self.found.append(rules.LINE_NUMBER.at(f"segments[{number}].LX01", message))
            frames.append(_Frame(opened, number))
        self._stand(step.row, text, number)
        self._state = step.state or step.follow()

    def _stand(self, row: RowPlan, text: str, number: int) -> None:
        """A segment of the loop that is open now."""
        frame = self._frames[-1]
        if row.position < frame.anchor:
            message = f"{row.row.id} stands after segments that must follow it"
            message = f"loop {frame.plan.id}: {message}"
            self.found.append(rules.MISPLACED.at(f"segments[{number}]", message))
        else:
            frame.anchor = row.position
        count = frame.counts[row.ordinal] = frame.counts.get(row.ordinal, 0) + 1
        group = row.row.group
        if group:
            count = frame.groups[group] = frame.groups.get(group, 0) + 1
        most = row.row.repeats
        if most is not None and count > most:
            rule = rules.DUPLICATE if row.row.key else rules.REPEATS
            message = f"loop {frame.plan.id}: {row.row.id} stands at most {most} times"
            self.found.append(rule.at(f"segments[{number}]", message))

    def _end(self, frame: _Frame) -> None:
        """What a loop lacks when it ends."""
        plan = frame.plan
        for row in plan.required_rows:
            if row.ordinal not in frame.counts:
                keys = f" {'/'.join(row.row.keys)}" if row.row.keys else ""
                message = f"loop {plan.id} lacks its {row.row.id}{keys}"
                self.found.append(rules.SEGMENT_MISSING.at(f"segments[{frame.start}]", message))
        for child in plan.required_loops:
            if child.ordinal not in frame.loops:
                message = f"loop {plan.id} lacks loop {child.id}"
                self.found.append(rules.LOOP_MISSING.at(f"segments[{frame.start}]", message))


def _second(text: str) -> str:
    return text.split(ELEMENT)[1] if ELEMENT in text else ""


def _stray(id: str, plan: LoopPlan, guide: Guide, path: str) -> Finding:
    known = any(row.id == id for loop in guide.loops for row in loop.segments)
    if known:
        return rules.MISPLACED.at(
            path, f"{id} with this qualifier has no place in or after loop {plan.id}"
        )
    return rules.UNKNOWN.at(path, f"the guide has no segment of this id (after loop {plan.id})")


class _Levels:
    """The hierarchy as its HL segments go by."""

    def __init__(self) -> None:
        self._count = 0
        # The number of the latest HL of each level; the level of the last, what it says, its path.
        self._latest: dict[str, int] = {}
        self._last: tuple[str, str, str] | None = None

    def take(self, elements: list[str], path: str) -> Iterator[Finding]:
        """One HL."""
        number, parent, level, child = (*elements[1:5], "", "", "", "")[:4]
        self._count += 1
        if number != str(self._count):
            yield rules.HIERARCHY.at(f"{path}.HL01", f"HL01 must be {self._count}")
        above = _PARENTS.get(level)
        if above is not None:
            expected = self._latest.get(above, "")
            if parent != str(expected):
                message = f"HL02 must be {expected}, the level it belongs to"
                yield rules.HIERARCHY.at(f"{path}.HL02", message)
        yield from self._has_child(level)
        self._latest[level] = self._count
        self._last = level, child, path

    def close(self) -> Iterator[Finding]:
        """No HL follows any more."""
        yield from self._has_child("")

    def _has_child(self, following: str) -> Iterator[Finding]:
        if self._last is None:
            return
        level, says, path = self._last
        has = _PARENTS.get(following) == level
        if says in ("0", "1") and (says == "1") != has:
            message = (
                f"HL04 must be {'1' if has else '0'}: {'a' if has else 'no'} child level follows"
            )
            yield rules.HIERARCHY.at(f"{path}.HL04", message)
