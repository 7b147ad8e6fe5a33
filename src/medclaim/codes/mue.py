"""NCCI medically unlikely edits: how many units of a code one patient can have had.

Each limit has a value and an adjudication indicator: 1 counts the units of a line, 2 and 3 the units
of all lines of a day; above 2 nothing is ever paid, above 3 only on appeal. CMS publishes one table
each for practitioners, outpatient hospitals and DME suppliers, and Medicaid tables without an
indicator, which count the units of a line.

Source: CMS, NCCI Policy Manual for Medicare Services, chapter I, section V; MLN Matters MM8853.

>>> window = date(2026, 1, 1), date(2026, 3, 31)
>>> limits = [("X0001", MueLimit(1, 2, "made up"))]
>>> table = MueTable.from_limits(limits, edition="made up", window=window)
>>> table.limit("X0001", date(2026, 3, 2)).value, table.limit("X0002", date(2026, 3, 2))
(1, None)
>>> table.knows(date(2026, 4, 1))
False
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, final

from medclaim.codes._published import Edition, PublishedTable


class MueLimit(NamedTuple):
    """How many units, counted how, and why.

    ``adjudication_indicator`` is 1, 2 or 3, and ``None`` in a Medicaid table.
    """

    value: int
    adjudication_indicator: int | None
    rationale: str = ""

    @property
    def is_per_line(self) -> bool:
        """Whether the units of each line are counted by themselves, not those of a day."""
        return self.adjudication_indicator in (1, None)


@final
class MueTable(PublishedTable[Mapping[str, MueLimit]]):
    """A table of medically unlikely edits. Immutable; equal by edition and content."""

    __slots__ = ()
    NAME = "mue"

    @classmethod
    def from_limits(
        cls,
        limits: Iterable[tuple[str, MueLimit]],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "MueTable":
        """A table of limits, each behind its code in the billing form.

        The published files hold one quarter and no days: ``window`` is that quarter. Raises
        ``ValueError`` for a code with two limits.
        """
        held: dict[str, MueLimit] = {}
        for code, limit in limits:
            if held.setdefault(code, limit) != limit:
                raise ValueError("a code has two limits in one edition")
        return cls([Edition(*window, edition, source, licence, held)])

    def limits(self, on: date) -> Mapping[str, MueLimit] | None:
        """Every limit on a day by its code in the billing form, ``None`` where the day is not known."""
        return self._on(on)

    def limit(self, code: str, on: date) -> MueLimit | None:
        """The limit on a day for a code in the billing form.

        ``None`` where it has none, and where the day is not known (see :meth:`knows`).
        """
        limits = self._on(on)
        return None if limits is None else limits.get(code)

    def __len__(self) -> int:
        """How many codes have a limit in the newest edition."""
        return len(self._editions[-1].content)

    def __bool__(self) -> bool:
        return True

    @staticmethod
    def _lines(content: Mapping[str, MueLimit]) -> Iterator[str]:
        return (f"{code} {tuple(limit)}" for code, limit in sorted(content.items()))
