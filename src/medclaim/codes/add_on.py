"""NCCI add-on code edits: which code is paid only beside which primary code.

Type 1: the primary codes are listed. Type 2: none is, the contractor decides. Type 3: some are, the
contractor may accept others. An edit, an add-on code and a primary code each can have a last day.

Source: CMS, NCCI add-on code edits; Medicare Claims Processing Manual, chapter 12, section 30.

>>> window = date(2026, 1, 1), date(2026, 12, 31)
>>> edits = [("X0002", "X0001", AddOnEdit(1, date(2013, 1, 1)))]
>>> table = AddOnCodes.from_edits(edits, edition="made up", window=window)
>>> table.kind("X0002", date(2026, 3, 2)), table.primaries("X0002", date(2026, 3, 2))
(1, ('X0001',))
>>> table.kind("X0001", date(2026, 3, 2)) is None
True
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias, final

from medclaim.codes._published import Edition, PublishedTable


class AddOnEdit(NamedTuple):
    """One edit: its type 1, 2 or 3, its first day, and the last days of it and of its codes."""

    kind: int
    effective: date
    deletion: date | None = None
    add_on_deletion: date | None = None
    primary_deletion: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether it applies on a day."""
        ends = (self.deletion, self.add_on_deletion, self.primary_deletion)
        return self.effective <= on and all(end is None or on <= end for end in ends)


_Edits: TypeAlias = Mapping[str, tuple[tuple[str | None, AddOnEdit], ...]]


@final
class AddOnCodes(PublishedTable[_Edits]):
    """A table of add-on codes. Immutable; equal by edition and content."""

    __slots__ = ()
    NAME = "add_on_codes"

    @classmethod
    def from_edits(
        cls,
        edits: Iterable[tuple[str, str | None, AddOnEdit]],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "AddOnCodes":
        """A table of edits, each behind its add-on code and its primary code in the billing form.

        The primary code is ``None`` where the contractor defines it.
        """
        held: dict[str, dict[tuple[str | None, AddOnEdit], None]] = {}
        for add_on, primary, edit in edits:
            held.setdefault(add_on, {})[primary, edit] = None
        content = {add_on: tuple(found) for add_on, found in held.items()}
        return cls([Edition(*window, edition, source, licence, content)])

    def kind(self, code: str, on: date) -> int | None:
        """The type (1, 2, 3) of an add-on code on a day.

        ``None`` for any other code, and where the day is not known (see :meth:`knows`). Where edits
        of several types are in force the most lenient counts: 2 before 3 before 1.
        """
        kinds = {edit.kind for _, edit in self._in_force(code, on)}
        return next((kind for kind in (2, 3, 1) if kind in kinds), None)

    def names(self, code: str) -> bool:
        """Whether any edition has the code as an add-on code, on whatever days."""
        return any(code in edition.content for edition in self._editions)

    def primaries(self, code: str, on: date) -> tuple[str, ...]:
        """The primary codes listed for an add-on code on a day."""
        return tuple(primary for primary, _ in self._in_force(code, on) if primary is not None)

    def __len__(self) -> int:
        """How many add-on codes the newest edition names."""
        return len(self._editions[-1].content)

    def __bool__(self) -> bool:
        return True

    def _in_force(self, code: str, on: date) -> list[tuple[str | None, AddOnEdit]]:
        edits = self._on(on)
        found = () if edits is None else edits.get(code, ())
        return [entry for entry in found if entry[1].is_in_force(on)]

    @staticmethod
    def _lines(content: _Edits) -> Iterator[str]:
        for add_on, found in sorted(content.items()):
            yield f"{add_on} {sorted((primary or '', str(edit)) for primary, edit in found)}"
