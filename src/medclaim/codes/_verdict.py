"""What a table answers: a status, a release, a verdict."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, final

import attrs

from medclaim.codes._system import CodeValue

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


class Release(NamedTuple):
    """A stretch of days on which a code set did not change: its first day and its name."""

    first: date
    name: str


@final
@attrs.frozen(kw_only=True)
class Verdict:
    """What a table says of one code on one day, with what a person would ask next.

    ``on`` is the day meant (``None``: the last of the window). ``valid_from`` and ``valid_to``
    bound the stretch of days in which the code is billable, or a header: the one with the day in
    it, else the last before it, else the first after it. A stretch begins with the window at the
    earliest; ``valid_to`` is ``None`` while no end is known. ``edition`` names the release in
    force. ``suggestion`` says in a phrase what would be right, and ``candidates`` are billable
    codes it names, at most six. ``str()`` is a sentence.
    """

    status: Status
    code: CodeValue
    on: date | None
    valid_from: date | None = None
    valid_to: date | None = None
    edition: str
    source: str
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
        return self._table.title(self.code)

    def __str__(self) -> str:
        system, hint = self._table.system.name, f": {self.suggestion}" if self.suggestion else ""
        first, last = self._table.window
        match self.status:
            case Status.BILLABLE:
                says = f"is billable in {self.edition}"
            case Status.HEADER:
                says = f"is a header in {self.edition}, not a billable code"
            case Status.NOT_YET:
                says = f"is valid only from {self.valid_from} on"
            case Status.ENDED:
                says = f"ended on {self.valid_to}"
            case Status.UNASSIGNED:
                says = f"is not an {system} code in {self.edition}"
            case _:
                says = f"cannot be judged on {self.on}: {system} is known from {first} to {last}"
        return f"{self.code} {says}{hint}"
