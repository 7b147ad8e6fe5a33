"""Whether a text is X12 and says what its guide asks for, segment by segment."""

from collections.abc import Iterator

from medclaim.claims.x12 import rules
from medclaim.claims.x12.compiled import Keyed, LoopPlan, automaton
from medclaim.claims.x12.conformance import row_check
from medclaim.claims.x12.grammar import ELEMENT, Guide
from medclaim.claims.x12.guides import guide_of
from medclaim.claims.x12.header import GS, ISA, ST
from medclaim.claims.x12.syntax import Piece, pieces
from medclaim.findings import Finding, Report


def check(text: str) -> Report:
    """The findings of syntax and guide in an 837 text; their paths count its segments from 0.

    Looks at the envelope, hierarchy, order, usage, repeats, types, lengths, values, conditions and
    dates, not at what claims mean together: that is ``medclaim.claims.check_text``. Never raises on
    a ``str``; ``TypeError`` otherwise.

    >>> [finding.rule.name for finding in check("ISA*00*")]
    ['x12-envelope']
    """
    if not isinstance(text, str):
        raise TypeError(f"check takes a str, not {type(text).__name__}")
    found: list[Finding] = []
    versions: dict[str, None] = {}
    seen = False
    for piece in pieces(text):
        seen = True
        found.extend(_of_piece(piece, versions))
    if not seen:
        found.append(rules.ENVELOPE.at("", "the text holds no interchange"))
    return Report(findings=tuple(found), editions=tuple(versions))


class _Envelope:
    """What is open while the segments of one interchange go by."""

    def __init__(self, piece: Piece, versions: dict[str, None]) -> None:
        self.piece = piece
        self.versions = versions
        self.interchange: list[str] | None = None
        self.group: list[str] | None = None
        self.set: tuple[int, list[str]] | None = None
        self.groups = 0
        self.sets = 0
        self.set_numbers: set[str] = set()


def _of_piece(piece: Piece, versions: dict[str, None]) -> Iterator[Finding]:
    first = piece.first
    if piece.delimiters is None:
        message = "this is no interchange: ISA must be 106 characters in 16 elements"
        yield rules.ENVELOPE.at(f"segments[{first}]", message)
        return
    now = _Envelope(piece, versions)
    handlers = {
        "ISA": _isa,
        "GS": _gs,
        "ST": _st,
        "SE": _se,
        "GE": _ge,
        "IEA": _iea,
    }
    for number, text in enumerate(piece.segments):
        head, _, _ = text.partition(ELEMENT)
        handler = handlers.get(head)
        if handler is not None:
            yield from handler(now, text.split(ELEMENT), number)
        elif now.set is None:
            path = f"segments[{first + number}]"
            what = "an empty segment" if not text else "a segment outside a transaction set"
            yield rules.ENVELOPE.at(path, what)
    for opened, what in ((now.set, "SE"), (now.group, "GE"), (now.interchange, "IEA")):
        if opened is not None:
            yield rules.ENVELOPE.at(
                f"segments[{first + len(piece.segments)}]", f"{what} is missing"
            )


def _path(now: _Envelope, number: int, name: str = "") -> str:
    return f"segments[{now.piece.first + number}]" + (f".{name}" if name else "")


def _isa(now: _Envelope, elements: list[str], number: int) -> Iterator[Finding]:
    now.interchange = elements
    if len(elements) != 17:
        yield rules.ENVELOPE.at(_path(now, number), "ISA must have 16 elements")
        return
    # ISA11 and ISA16 say delimiters: they are no data.
    data = [*elements[:11], "", *elements[12:16]]
    yield from row_check(ISA).findings(data, _path(now, number), "interchange")


def _gs(now: _Envelope, elements: list[str], number: int) -> Iterator[Finding]:
    if now.interchange is None or now.group is not None:
        yield rules.ENVELOPE.at(_path(now, number), "GS stands where no group may begin")
    now.group, now.sets, now.set_numbers = elements, 0, set()
    now.groups += 1
    yield from row_check(GS).findings(elements, _path(now, number), "group")
    if len(elements) < 9:
        return
    if guide_of(elements[8]) is None:
        message = "GS08 names no 837 guide this library has"
        yield rules.VERSION.at(_path(now, number, "GS08"), message)


def _st(now: _Envelope, elements: list[str], number: int) -> Iterator[Finding]:
    if now.group is None or now.set is not None:
        yield rules.ENVELOPE.at(_path(now, number), "ST stands where no transaction set may begin")
    now.set = (number, elements)
    now.sets += 1
    version = elements[3] if len(elements) > 3 else ""
    group_version = now.group[8] if now.group is not None and len(now.group) > 8 else version
    yield from row_check(ST).findings(elements, _path(now, number), "set")
    control = _text(elements, 2)
    if control in now.set_numbers:
        yield rules.SET_CONTROL.at(_path(now, number, "ST02"), "ST02 repeats in its group")
    now.set_numbers.add(control)
    if version != group_version:
        yield rules.VERSION.at(_path(now, number, "ST03"), "ST03 and GS08 name different guides")
    guide = guide_of(version or group_version)
    if guide is None:
        message = "ST03 names no 837 guide this library has"
        yield rules.VERSION.at(_path(now, number, "ST03"), message)
        return
    now.versions[guide.version] = None
    yield from _of_set(now.piece, guide, number)


def _se(now: _Envelope, elements: list[str], number: int) -> Iterator[Finding]:
    if now.set is None:
        yield rules.ENVELOPE.at(_path(now, number), "SE without ST")
        return
    start, header = now.set
    now.set = None
    if _text(elements, 1) != str(number - start + 1):
        message = f"SE01 must count the segments from ST to SE: {number - start + 1}"
        yield rules.SET_CONTROL.at(_path(now, number, "SE01"), message)
    if _text(elements, 2) != _text(header, 2):
        yield rules.SET_CONTROL.at(_path(now, number, "SE02"), "SE02 must repeat ST02")


def _ge(now: _Envelope, elements: list[str], number: int) -> Iterator[Finding]:
    if now.set is not None:
        yield rules.ENVELOPE.at(_path(now, number), "SE is missing before GE")
        now.set = None
    if now.group is None:
        yield rules.ENVELOPE.at(_path(now, number), "GE without GS")
        return
    if _text(elements, 1) != str(now.sets):
        message = f"GE01 must count the transaction sets of the group: {now.sets}"
        yield rules.GROUP_CONTROL.at(_path(now, number, "GE01"), message)
    if _text(elements, 2) != _text(now.group, 6):
        yield rules.GROUP_CONTROL.at(_path(now, number, "GE02"), "GE02 must repeat GS06")
    now.group = None


def _iea(now: _Envelope, elements: list[str], number: int) -> Iterator[Finding]:
    if now.group is not None:
        yield rules.ENVELOPE.at(_path(now, number), "GE is missing before IEA")
        now.group = None
    if now.interchange is None:
        yield rules.ENVELOPE.at(_path(now, number), "IEA without ISA")
        return
    if _text(elements, 1) != str(now.groups):
        message = f"IEA01 must count the groups of the interchange: {now.groups}"
        yield rules.INTERCHANGE_CONTROL.at(_path(now, number, "IEA01"), message)
    if _text(elements, 2) != _text(now.interchange, 13):
        message = "IEA02 must repeat ISA13"
        yield rules.INTERCHANGE_CONTROL.at(_path(now, number, "IEA02"), message)
    now.interchange = None


def _text(elements: list[str], position: int) -> str:
    return elements[position] if position < len(elements) else ""


# ------------------------------------------------------------------------- transaction sets


class _Frame:
    """An open loop while checking: how often each of its rows and loops has stood."""

    __slots__ = ("anchor", "counts", "line", "loops", "plan", "rows", "start")

    def __init__(self, plan: LoopPlan, start: int) -> None:
        self.plan, self.start = plan, start
        self.rows: set[int] = set()
        self.counts: dict[int | str, int] = {}
        self.loops: dict[int, int] = {}
        self.anchor = 0
        self.line = 0


def _of_set(piece: Piece, guide: Guide, start: int) -> Iterator[Finding]:
    """The findings of the segments after ST, up to SE or the next envelope segment."""
    top = automaton(guide).top
    state = automaton(guide).state((top,))
    frames = [_Frame(top, start)]
    repetition = _repetition(piece)
    levels: list[tuple[str, str, str]] = []
    last: dict[str, str] = {}
    for number in range(start + 1, len(piece.segments)):
        text = piece.segments[number]
        elements = text.split(ELEMENT)
        if elements[0] in _ENDS:
            break
        step = state.get(elements[0])
        if step.__class__ is Keyed:
            step = step.find(elements)
        frame = frames[-1]
        path = f"segments[{piece.first + number}]"
        if repetition and repetition in text:
            message = f"{elements[0]} holds the repetition separator, where nothing repeats"
            yield rules.DELIMITER.at(path, message)
        if step is None:
            yield _stray(elements[0], frame, guide, path)
            continue
        for _ in range(step.closes):
            yield from _closed(frames.pop(), piece)
        frame = frames[-1]
        row = step.row
        if step.opens is not None:
            count = frame.loops.get(step.opens.ordinal, 0) + 1
            frame.loops[step.opens.ordinal] = count
            most = step.opens.loop.repeats
            if most is not None and count > most:
                message = f"loop {step.opens.id} stands at most {most} times here"
                yield rules.REPEATS.at(path, message)
            if elements[0] == "LX":
                frame.line += 1
                if _text(elements, 1) != str(frame.line):
                    message = f"2400 LX01 must be {frame.line}"
                    yield rules.LINE_NUMBER.at(f"{path}.LX01", message)
            frame = _Frame(step.opens, number)
            frames.append(frame)
        else:
            if row.position < frame.anchor:
                message = f"{elements[0]} stands after segments that must follow it"
                yield rules.MISPLACED.at(path, f"loop {frame.plan.id}: {message}")
        frame.rows.add(row.ordinal)
        one: int | str = row.row.group or row.ordinal
        count = frame.counts.get(one, 0) + 1
        frame.counts[one] = count
        if row.row.repeats is not None and count > row.row.repeats:
            rule = rules.DUPLICATE if row.row.key else rules.REPEATS
            message = f"{elements[0]} stands at most {row.row.repeats} times"
            yield rule.at(path, f"loop {frame.plan.id}: {message}")
        frame.anchor = max(frame.anchor, row.position)
        state = step.follow()
        if elements[0] == "HL":
            yield from _hierarchical(elements, levels, last, path)
        checked = row_check(row.row)
        if not checked.is_right(text, elements):
            yield from checked.findings(elements, path, frame.plan.id)
    while frames:
        yield from _closed(frames.pop(), piece)
    yield from _children(levels)


def _repetition(piece: Piece) -> str:
    """The repetition separator, where data could be mistaken for it."""
    assert piece.delimiters is not None
    # ISA11 was no separator in older versions, and holds a letter there.
    return "" if piece.delimiters.repetition.isalnum() else piece.delimiters.repetition


_ENDS = frozenset({"SE", "GE", "IEA", "ST", "GS", "ISA"})
_PARENTS = {"22": "20", "23": "22"}


def _closed(frame: _Frame, piece: Piece) -> Iterator[Finding]:
    """What a loop lacks when it ends."""
    path = f"segments[{piece.first + frame.start}]"
    for row in frame.plan.rows:
        if row.row.required and row.ordinal not in frame.rows:
            keys = f" {'/'.join(row.row.keys)}" if row.row.keys else ""
            message = f"loop {frame.plan.id} lacks its {row.row.id}{keys}"
            yield rules.SEGMENT_MISSING.at(path, message)
    for child in frame.plan.children:
        if child.loop.required and child.ordinal not in frame.loops:
            message = f"loop {frame.plan.id} lacks loop {child.id}"
            yield rules.LOOP_MISSING.at(path, message)


def _stray(id: str, frame: _Frame, guide: Guide, path: str) -> Finding:
    known = any(row.id == id for loop in guide.loops for row in loop.segments)
    if known:
        return rules.MISPLACED.at(
            path, f"{id} with this qualifier has no place in or after loop {frame.plan.id}"
        )
    return rules.UNKNOWN.at(
        path, f"the guide has no segment of this id (after loop {frame.plan.id})"
    )


def _hierarchical(
    elements: list[str], levels: list[tuple[str, str, str]], last: dict[str, str], path: str
) -> Iterator[Finding]:
    """One HL; ``last`` holds the number of the latest HL of each level."""
    expected = str(len(levels) + 1)
    level = _text(elements, 3)
    if _text(elements, 1) != expected:
        yield rules.HIERARCHY.at(f"{path}.HL01", f"HL01 must be {expected}")
    above = _PARENTS.get(level)
    if above is not None:
        parent = last.get(above, "")
        if _text(elements, 2) != parent:
            message = f"HL02 must be {parent}, the level it belongs to"
            yield rules.HIERARCHY.at(f"{path}.HL02", message)
    levels.append((level, _text(elements, 4), path))
    last[level] = expected


def _children(levels: list[tuple[str, str, str]]) -> Iterator[Finding]:
    for index, (level, says, path) in enumerate(levels):
        following = levels[index + 1][0] if index + 1 < len(levels) else ""
        has = _PARENTS.get(following) == level
        if says in ("0", "1") and (says == "1") != has:
            message = (
                f"HL04 must be {'1' if has else '0'}: {'a' if has else 'no'} child level follows"
            )
            yield rules.HIERARCHY.at(f"{path}.HL04", message)
