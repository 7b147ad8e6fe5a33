"""Whether a text is X12 and says what its guide asks for, segment by segment."""

from collections.abc import Iterable

from medclaim.claims.x12 import rules
from medclaim.claims.x12.conformance import row_check
from medclaim.claims.x12.grammar import ELEMENT, Segment
from medclaim.claims.x12.guides import guide_of
from medclaim.claims.x12.header import GS, ISA, ST
from medclaim.claims.x12.ordering import SetCheck
from medclaim.claims.x12.syntax import Part, parts
from medclaim.findings import Finding, Report, Rule


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
    return report_on(parts(text))


def report_on(found: Iterable[Part]) -> Report:
    """The report on the parts of a text."""
    check = TextCheck()
    for part in found:
        check.take(part)
    check.close()
    return Report(findings=tuple(check.found), editions=tuple(check.editions))


class TextCheck:
    """Looks at a text part by part.

    ``found`` is what it has found, ``editions`` the versions of the guides it has looked at.
    """

    def __init__(self) -> None:
        self.found: list[Finding] = []
        self.editions: dict[str, None] = {}
        self._piece = -1
        self._number = self._groups = self._sets = self._start = 0
        self._set_numbers: set[str] = set()
        # The elements of the headers that are open.
        self._interchange: list[str] | None = None
        self._group: list[str] | None = None
        self._header: list[str] | None = None
        self._set: SetCheck | None = None
        self._repetition = ""
        self._handlers = {
            "ISA": self._isa,
            "GS": self._gs,
            "ST": self._st,
            "SE": self._se,
            "GE": self._ge,
            "IEA": self._iea,
        }

    def take(self, part: Part) -> None:
        """The next segments."""
        if part.piece != self._piece:
            self._end_piece()
            self._piece, self._number, self._groups = part.piece, part.first, 0
            if part.delimiters is None:
                message = "this is no interchange: ISA must be 106 characters in 16 elements"
                self._tell(rules.ENVELOPE, part.first, "", message)
                return
            # ISA11 was no separator in older versions, and holds a letter there.
            mark = part.delimiters.repetition
            self._repetition = "" if mark.isalnum() else mark
        segments, begin = part.segments, 0
        for index in part.marks:
            elements = segments[index].split(ELEMENT)
            handler = self._handlers.get(elements[0])
            if handler is not None:
                self._take_all(segments, begin, index, part.first)
                self._end_set()
                handler(elements, part.first + index)
                begin = index + 1
        self._take_all(segments, begin, len(segments), part.first)
        self._number = part.first + len(segments)

    def close(self) -> None:
        """The end of the text."""
        self._end_piece()
        if self._piece < 0:
            self.found.append(rules.ENVELOPE.at("", "the text holds no interchange"))

    def _end_piece(self) -> None:
        self._end_set()
        for opened, what in ((self._header, "SE"), (self._group, "GE"), (self._interchange, "IEA")):
            if opened is not None:
                self._tell(rules.ENVELOPE, self._number, "", f"{what} is missing")
        self._header = self._group = self._interchange = None

    def _take_all(self, segments: list[str], first: int, last: int, base: int) -> None:
        """Segments between those of the envelope."""
        if self._set is not None:
            self._set.take_all(segments, first, last, base)
        elif self._header is None:
            for index in range(first, last):
                what = (
                    "a segment outside a transaction set" if segments[index] else "an empty segment"
                )
                self._tell(rules.ENVELOPE, base + index, "", what)

    def _end_set(self) -> None:
        if self._set is not None:
            self._set.close()
            self._set = None

    def _tell(self, rule: Rule, number: int, name: str, message: str) -> None:
        path = f"segments[{number}].{name}" if name else f"segments[{number}]"
        self.found.append(rule.at(path, message))

    def _of_row(self, row: Segment, elements: list[str], number: int, loop: str) -> None:
        self.found.extend(row_check(row).findings(elements, f"segments[{number}]", loop))

    def _isa(self, elements: list[str], number: int) -> None:
        self._interchange = elements
        if len(elements) != 17:
            self._tell(rules.ENVELOPE, number, "", "ISA must have 16 elements")
            return
        # ISA11 and ISA16 say delimiters: they are no data.
        data = [*elements[:11], "", *elements[12:16]]
        self._of_row(ISA, data, number, "interchange")

    def _gs(self, elements: list[str], number: int) -> None:
        if self._interchange is None or self._group is not None:
            self._tell(rules.ENVELOPE, number, "", "GS stands where no group may begin")
        self._group, self._sets = elements, 0
        self._set_numbers = set()
        self._groups += 1
        self._of_row(GS, elements, number, "group")
        if len(elements) > 8 and guide_of(elements[8]) is None:
            message = "GS08 names no 837 guide this library has"
            self._tell(rules.VERSION, number, "GS08", message)

    def _st(self, elements: list[str], number: int) -> None:
        if self._group is None or self._header is not None:
            self._tell(rules.ENVELOPE, number, "", "ST stands where no transaction set may begin")
        self._header, self._start = elements, number
        self._sets += 1
        version = _text(elements, 3)
        group_version = (_text(self._group, 8) if self._group else "") or version
        self._of_row(ST, elements, number, "set")
        control = _text(elements, 2)
        if control in self._set_numbers:
            self._tell(rules.SET_CONTROL, number, "ST02", "ST02 repeats in its group")
        self._set_numbers.add(control)
        if version != group_version:
            message = "ST03 and GS08 name different guides"
            self._tell(rules.VERSION, number, "ST03", message)
        guide = guide_of(version or group_version)
        if guide is None:
            message = "ST03 names no 837 guide this library has"
            self._tell(rules.VERSION, number, "ST03", message)
            return
        self.editions[guide.version] = None
        self._set = SetCheck(guide, number, self._repetition, self.found)

    def _se(self, elements: list[str], number: int) -> None:
        if self._header is None:
            self._tell(rules.ENVELOPE, number, "", "SE without ST")
            return
        count = number - self._start + 1
        if _text(elements, 1) != str(count):
            message = f"SE01 must count the segments from ST to SE: {count}"
            self._tell(rules.SET_CONTROL, number, "SE01", message)
        if _text(elements, 2) != _text(self._header, 2):
            self._tell(rules.SET_CONTROL, number, "SE02", "SE02 must repeat ST02")
        self._header = None

    def _ge(self, elements: list[str], number: int) -> None:
        if self._header is not None:
            self._tell(rules.ENVELOPE, number, "", "SE is missing before GE")
            self._header = None
        if self._group is None:
            self._tell(rules.ENVELOPE, number, "", "GE without GS")
            return
        if _text(elements, 1) != str(self._sets):
            message = f"GE01 must count the transaction sets of the group: {self._sets}"
            self._tell(rules.GROUP_CONTROL, number, "GE01", message)
        if _text(elements, 2) != _text(self._group, 6):
            self._tell(rules.GROUP_CONTROL, number, "GE02", "GE02 must repeat GS06")
        self._group = None

    def _iea(self, elements: list[str], number: int) -> None:
        if self._group is not None:
            self._tell(rules.ENVELOPE, number, "", "GE is missing before IEA")
            self._group = None
        if self._interchange is None:
            self._tell(rules.ENVELOPE, number, "", "IEA without ISA")
            return
        if _text(elements, 1) != str(self._groups):
            message = f"IEA01 must count the groups of the interchange: {self._groups}"
            self._tell(rules.INTERCHANGE_CONTROL, number, "IEA01", message)
        if _text(elements, 2) != _text(self._interchange, 13):
            message = "IEA02 must repeat ISA13"
            self._tell(rules.INTERCHANGE_CONTROL, number, "IEA02", message)
        self._interchange = None


def _text(elements: list[str], position: int) -> str:
    return elements[position] if position < len(elements) else ""
