"""The Medicare physician fee schedule's indicators: what it says of a code besides its price.

Each code, and each of its components (modifier 26, TC or 53), has a status, global days, and
indicators for the professional and technical component, multiple and bilateral procedures, an
assistant, co-surgeons and a team, and supervision. Prices are no part of this table.

Source: CMS, National Physician Fee Schedule Relative Value File, RVUyyX.pdf; Medicare Claims
Processing Manual, chapter 23, addendum (MPFSDB record layout).

>>> window = date(2026, 1, 1), date(2026, 12, 31)
>>> rows = [("X0001", "", FeeIndicators(status="A", global_days="010"))]
>>> schedule = FeeSchedule.from_indicators(rows, edition="made up", window=window)
>>> schedule.global_days("X0001", date(2026, 3, 2))
'010'
>>> schedule.indicators("X0001", date(2026, 3, 2), "26") is None
True
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias, final

from medclaim.codes._published import Edition, PublishedTable


class FeeIndicators(NamedTuple):
    """What the fee schedule says of one code or component, in the schedule's own characters.

    ``9`` is "does not apply" throughout, and an empty text is no answer. ``status``: A active, B
    bundled, C carrier-priced, I not valid for Medicare, N non-covered, ... ``global_days``: 000,
    010, 090, MMM, XXX, YYY, ZZZ. ``components`` is the PC/TC indicator 0 to 9; ``multiple`` (modifier
    51) 0 to 7; ``bilateral`` (50) 0 to 3; ``assistant`` (80, 81, 82, AS), ``cosurgeons`` (62) and
    ``team`` (66) 0 to 2; ``supervision`` of diagnostic tests 01 to 77; ``imaging_family`` 88 or 99.
    ``endoscopic_base`` is the base code of an endoscopic family.
    """

    status: str = ""
    global_days: str = ""
    components: str = ""
    multiple: str = ""
    bilateral: str = ""
    assistant: str = ""
    cosurgeons: str = ""
    team: str = ""
    supervision: str = ""
    imaging_family: str = ""
    endoscopic_base: str = ""


_Codes: TypeAlias = Mapping[str, Mapping[str, FeeIndicators]]


@final
class FeeSchedule(PublishedTable[_Codes]):
    """The indicators of a physician fee schedule. Immutable; equal by edition and content."""

    __slots__ = ()
    NAME = "fee_schedule"

    @classmethod
    def from_indicators(
        cls,
        rows: Iterable[tuple[str, str, FeeIndicators]],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "FeeSchedule":
        """A schedule of indicators, each behind its code and its component (``""``: the whole).

        The published files are of one quarter: ``window`` is that quarter, or what the caller knows
        it to be good for. Raises ``ValueError`` for a code or component that stands twice.
        """
        codes: dict[str, dict[str, FeeIndicators]] = {}
        same: dict[FeeIndicators, FeeIndicators] = {}
        for code, component, indicators in rows:
            found = same.setdefault(indicators, indicators)
            if codes.setdefault(code, {}).setdefault(component, found) != found:
                raise ValueError("a code stands twice in one edition, with other indicators")
        return cls([Edition(*window, edition, source, licence, codes)])

    def indicators(self, code: str, on: date, component: str = "") -> FeeIndicators | None:
        """The indicators on a day of a code in the billing form, or of its component.

        ``None`` where the schedule has no such row, and where the day is not known (see
        :meth:`knows`).
        """
        codes = self._on(on)
        found = None if codes is None else codes.get(code)
        return None if found is None else found.get(component)

    def global_days(self, code: str, on: date) -> str | None:
        """The global days of a code (``000``, ``010``, ``090``, ``XXX`` ...), ``None`` if unknown."""
        found = self.indicators(code, on)
        return None if found is None else found.global_days or None

    def ever(self, code: str) -> Iterator[FeeIndicators]:
        """The indicators of a code as a whole, of whatever editions have it.

        >>> year = date(2026, 1, 1), date(2026, 12, 31)
        >>> rows = [("X0001", "", FeeIndicators(bilateral="1"))]
        >>> schedule = FeeSchedule.from_indicators(rows, edition="made up", window=year)
        >>> [says.bilateral for says in schedule.ever("X0001")]
        ['1']
        """
        for edition in self._editions:
            found = edition.content.get(code, {}).get("")
            if found is not None:
                yield found

    def __len__(self) -> int:
        """How many codes the newest edition holds."""
        return len(self._editions[-1].content)

    def __bool__(self) -> bool:
        return True

    @staticmethod
    def _lines(content: _Codes) -> Iterator[str]:
        for code, components in sorted(content.items()):
            yield f"{code} {sorted((key, tuple(row)) for key, row in components.items())}"
