"""What a table answers: a status, a release, a verdict."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, final

import attrs

from medclaim.codes._system import CodeValue
from medclaim.malformed import Malformed

if TYPE_CHECKING:
    from medclaim.codes._table import CodeTable


class Status(StrEnum):
    """What a table says of a code on a day.

    ``UNASSIGNED``: in no edition the table knows. ``UNKNOWN``: the day is outside its window.
    """

    BILLABLE = "billable"
    HEADER = "header"
    NOT_YET = "not yet"
    ENDED = "ended"
    UNASSIGNED = "unassigned"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a code is not billable on a day: the closed set of a verdict's reasons.

    ``MALFORMED``: the text is no code of the system, whatever the day. ``INCOMPLETE``: a header;
    more characters are wanted. ``SEVENTH_MISSING`` and ``SEVENTH_NOT_ALLOWED``: of a category that
    asks for a seventh character. ``PLACEHOLDER_MISSING`` and ``PLACEHOLDER_MISPLACED``: the X that
    fills a code up to its seventh character. ``CHARACTERS_MISSING``: what stands before the seventh
    is no complete code. ``TOO_LONG``: a complete code, and more. ``CONFUSED``: a letter where a
    digit is meant. ``ANOTHER_SYSTEM``: a code of another system. ``ENDED``, ``NOT_YET``,
    ``UNASSIGNED`` and ``UNKNOWN`` say no more than the status does.

    Source: ICD-10-CM Official Guidelines, I.A.4 (placeholder), I.A.5 (seventh characters), I.B.2
    (level of detail), FY2026.
    """

    MALFORMED = "malformed"
    ANOTHER_SYSTEM = "another system"
    CONFUSED = "confused characters"
    INCOMPLETE = "incomplete"
    SEVENTH_MISSING = "seventh character missing"
    SEVENTH_NOT_ALLOWED = "seventh character not allowed"
    PLACEHOLDER_MISSING = "placeholder missing"
    PLACEHOLDER_MISPLACED = "placeholder misplaced"
    CHARACTERS_MISSING = "characters missing before the seventh"
    TOO_LONG = "too long"
    ENDED = "ended"
    NOT_YET = "not yet"
    UNASSIGNED = "unassigned"
    UNKNOWN = "unknown"


class Release(NamedTuple):
    """A stretch of days on which a code set did not change: its first day and its name."""

    first: date
    name: str


@final
@attrs.frozen(kw_only=True)
class Verdict:
    """What a table says of one code on one day, with what a person would ask next.

    ``code`` is a :class:`Malformed` where the text asked for is no code of the system. ``on`` is
    the day meant (``None``: the last of the window). ``valid_from`` and ``valid_to`` bound the
    stretch of days in which the code is billable, or a header: the one with the day in it, else the
    last before it, else the first after it. A stretch begins with the window at the earliest;
    ``valid_to`` is ``None`` while no end is known. ``edition`` names the release in force.

    ``reason`` says why the code is not billable (``None`` where it is), and ``position`` at which
    character, from 1, of the text asked for, or of the conventional form of a code; what is missing
    at the end is one beyond it. ``detail`` says in words what is wrong with a malformed text, and
    never holds it. ``suggestion`` says in a phrase what would be right, and ``candidates`` are
    billable codes it names, at most six. ``str()`` is a sentence.
    """

    status: Status
    code: CodeValue | Malformed
    on: date | None
    valid_from: date | None = None
    valid_to: date | None = None
    edition: str
    source: str
    reason: Why | None = None
    position: int | None = None
    detail: str | None = None
    suggestion: str | None = None
    candidates: tuple[CodeValue, ...] = ()
    _table: "CodeTable" = attrs.field(repr=False, eq=False)

    @property
    def is_billable(self) -> bool:
        """Whether the code can stand on a claim for that day."""
        return self.status is Status.BILLABLE

    @property
    def title(self) -> str | None:
        """The official title, ``None`` where the table has none."""
        return None if isinstance(self.code, Malformed) else self._table.title(self.code)

    def __str__(self) -> str:
        hint = f": {self.suggestion}" if self.suggestion else ""
        return f"{self._subject} {self._says}{hint}"

    def _repr_html_(self) -> str:
        from medclaim._html import facts

        on = self.on or self._table.window[1]
        stretch = f"{self.valid_from} to {self.valid_to or 'now'}" if self.valid_from else None
        return facts(
            f"{self._subject} {self.status} on {on}",
            [
                ("title", self.title),
                ("valid", stretch),
                ("reason", None if self.reason is None else self.reason.value),
                ("position", self.position),
                ("wrong", self.detail),
                ("suggestion", self.suggestion),
                ("edition", self.edition),
                ("source", self.source),
            ],
        )

    @property
    def _subject(self) -> str:
        if isinstance(self.code, Malformed):
            return f"{self._table.system.name}:"
        return "..." if self.code.IS_PERSONAL else str(self.code)

    @property
    def _says(self) -> str:
        system = self._table.system.name
        first, last = self._table.window
        at = f" (position {self.position})" if self.position else ""
        if self.detail:
            return self.detail + at
        match self.status:
            case Status.BILLABLE:
                return f"is billable in {self.edition}"
            case Status.HEADER:
                return f"is a header in {self.edition}, not a billable code"
            case Status.NOT_YET:
                return f"is valid only from {self.valid_from} on"
            case Status.ENDED:
                return f"ended on {self.valid_to}"
            case Status.UNASSIGNED:
                return f"is not an {system} code in {self.edition}"
            case _:
                return f"cannot be judged on {self.on}: {system} is known from {first} to {last}"
