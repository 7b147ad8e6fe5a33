"""NCCI procedure-to-procedure edits: which two codes are not paid together on one day.

Each edit has a column 1 and a column 2 code, the first and the last day it is in force, and a
modifier indicator: 0 never bypassed, 1 bypassed by an NCCI-associated modifier, 9 never applied (it
was deleted back to its first day). CMS publishes one table for practitioners and one for outpatient
hospitals; a pair can be there several times, for other days.

Source: CMS, NCCI Policy Manual for Medicare Services, chapter I; MLN Matters MM11168 (from 2019-07-01
modifiers 59, XE, XP, XS and XU count on either code, before that on the column 2 code).

>>> from medclaim.codes import HcpcsCode, Modifier
>>> edit = PtpEdit(date(2024, 1, 1), None, 1, "made up")
>>> window = date(2024, 1, 1), date(2026, 12, 31)
>>> table = PtpTable.from_edits([("X0001", "X0002", edit)], edition="made up", window=window)
>>> one, two = HcpcsCode("X0001"), HcpcsCode("X0002")
>>> str(table.verdict(two, one, date(2026, 3, 2)))
'X0001 and X0002: fail'
>>> str(table.verdict(two, one, date(2026, 3, 2), modifiers=[Modifier("59")]))
'X0001 and X0002: bypassed by a modifier'
>>> table.verdict(two, one, date(2027, 1, 1)).outcome.value
'no data'
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias, final

from medclaim._text import words
from medclaim.codes._published import Edition, PublishedTable
from medclaim.codes._system import CodeValue
from medclaim.codes.modifier import NCCI_ASSOCIATED, Modifier

_EITHER_SIDE_FROM = date(2019, 7, 1)
_COLUMN_2_BEFORE = words("59 XE XP XS XU")


class PtpOutcome(StrEnum):
    """What a table says of two codes on a day.

    ``NO_DATA``: the day is outside its window.
    """

    PASS = "pass"  # noqa: S105  (no password)
    FAIL = "fail"
    BYPASSED = "bypassed by a modifier"
    NO_DATA = "no data"


class PtpEdit(NamedTuple):
    """One edit on a pair: its first and last day, its modifier indicator, and why.

    ``deletion`` is the last day, ``None`` while there is none.
    """

    effective: date
    deletion: date | None
    modifier_indicator: int
    rationale: str = ""
    existed_before_1996: bool = False

    def is_in_force(self, on: date) -> bool:
        """Whether the edit applies on a day.

        >>> PtpEdit(date(2022, 1, 1), date(2022, 1, 1), 9).is_in_force(date(2022, 1, 1))
        False
        """
        return (
            self.effective <= on
            and (self.deletion is None or on <= self.deletion)
            and self.modifier_indicator != 9
        )


class PtpVerdict(NamedTuple):
    """The outcome for two codes, and the edit behind it with its columns; ``str()`` says it."""

    outcome: PtpOutcome
    column1: str
    column2: str
    edit: PtpEdit | None = None

    def __str__(self) -> str:
        return f"{self.column1} and {self.column2}: {self.outcome.value}"


# A pair has one edit nearly always; where there are several they stand in a tuple of their own.
_Edits: TypeAlias = PtpEdit | tuple[PtpEdit, ...]
_Pairs: TypeAlias = Mapping[str, Mapping[str, _Edits]]


@final
class PtpTable(PublishedTable[_Pairs]):
    """A table of procedure-to-procedure edits. Immutable; equal by edition and content."""

    __slots__ = ()
    NAME = "ptp"

    @classmethod
    def from_edits(
        cls,
        edits: Iterable[tuple[str, str, PtpEdit]],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "PtpTable":
        """A table of edits, each behind its column 1 and its column 2 code in the billing form.

        ``window`` are the days for which the edits are known. Codes are taken as they stand: a
        reader has checked them.
        """
        blocks = (
            (column1, [entry[1] for entry in block], [entry[2] for entry in block])
            for column1, block in ((key, list(some)) for key, some in groupby(edits, itemgetter(0)))
        )
        return cls.from_blocks(
            blocks, edition=edition, window=window, source=source, licence=licence
        )

    @classmethod
    def from_blocks(
        cls,
        blocks: Iterable[tuple[str, list[str], list[PtpEdit]]],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "PtpTable":
        """As :meth:`from_edits`, of a column 1 code, its column 2 codes and as many edits at a time."""
        pairs: dict[str, dict[str, _Edits]] = {}
        several: dict[_Edits, _Edits] = {}
        for column1, columns2, edits in blocks:
            inner = pairs.get(column1)
            if inner is None:
                inner = pairs[column1] = dict(zip(columns2, edits, strict=True))
                if len(inner) == len(columns2):
                    continue
                inner.clear()
            for column2, edit in zip(columns2, edits, strict=True):
                if (before := inner.setdefault(column2, edit)) is not edit:
                    both = tuple(sorted({*_each(before), edit}, key=_order))
                    inner[column2] = several.setdefault(both, both) if len(both) > 1 else both[0]
        return cls([Edition(*window, edition, source, licence, pairs)])

    def edits(self, column1: str, column2: str, on: date) -> tuple[PtpEdit, ...]:
        """Every edit known on a day for a pair in this order, also those no longer in force."""
        pairs = self._on(on) or {}
        found = pairs.get(column1, {}).get(column2, ())
        return _each(found)

    def in_force(self, one: str, other: str, on: date) -> PtpVerdict | None:
        """The edit between two texts in either order that is in force on a day, as if unmodified.

        ``None`` where there is none, and where the day is not known (see :meth:`knows`).
        """
        pairs = self._on(on)
        if pairs is None:
            return None
        for column1, column2 in ((one, other), (other, one)):
            inner = pairs.get(column1)
            found = inner.get(column2) if inner is not None else None
            if found is None:
                continue
            for edit in _each(found):
                if edit.is_in_force(on):
                    return PtpVerdict(PtpOutcome.FAIL, column1, column2, edit)
        return None

    def among(self, codes: Iterable[str], on: date) -> tuple[PtpVerdict, ...]:
        """Every edit in force on a day between any two of the codes, as if unmodified, in order."""
        pairs = self._on(on)
        if pairs is None:
            return ()
        texts = frozenset(codes)
        return tuple(
            PtpVerdict(PtpOutcome.FAIL, column1, column2, edit)
            for column1 in sorted(texts & pairs.keys())
            for column2 in sorted(texts & pairs[column1].keys())
            for edit in _each(pairs[column1][column2])
            if edit.is_in_force(on)
        )

    def verdict(
        self,
        one: CodeValue,
        other: CodeValue,
        on: date,
        *,
        modifiers: Iterable[Modifier] = (),
        other_modifiers: Iterable[Modifier] = (),
    ) -> PtpVerdict:
        """What the table says of two codes on a day, in whichever order they are given.

        ``modifiers`` are those of ``one``, ``other_modifiers`` those of ``other``. A ``PASS`` says
        that no edit is in force between them.
        """
        found = self.in_force(one.text, other.text, on)
        if found is None:
            outcome = PtpOutcome.PASS if self.knows(on) else PtpOutcome.NO_DATA
            return PtpVerdict(outcome, one.text, other.text)
        of_one, of_other = _texts(modifiers), _texts(other_modifiers)
        if found.column1 != one.text:
            of_one, of_other = of_other, of_one
        if is_bypassed(found, of_one, of_other, on):
            return found._replace(outcome=PtpOutcome.BYPASSED)
        return found

    def __len__(self) -> int:
        """How many pairs the newest edition names, in force or not."""
        return sum(map(len, self._editions[-1].content.values()))

    def __bool__(self) -> bool:
        return True

    @staticmethod
    def _lines(content: _Pairs) -> Iterator[str]:
        # The same few thousand edits stand on millions of pairs: each is written out once.
        said: dict[int, str] = {}
        for column1, inner in sorted(content.items()):
            for edits in inner.values():
                if id(edits) not in said:
                    said[id(edits)] = f" {_each(edits)}\n"
            yield column1
            yield "".join([code + said[id(inner[code])] for code in sorted(inner)])


def is_bypassed(
    found: PtpVerdict, column1: Iterable[str], column2: Iterable[str], on: date
) -> bool:
    """Whether the modifiers on the two lines lift an edit found between them."""
    edit = found.edit
    if edit is None or edit.modifier_indicator != 1:
        return False
    counted = NCCI_ASSOCIATED if on >= _EITHER_SIDE_FROM else NCCI_ASSOCIATED - _COLUMN_2_BEFORE
    return not counted.isdisjoint(column1) or not NCCI_ASSOCIATED.isdisjoint(column2)


def _texts(modifiers: Iterable[Modifier]) -> tuple[str, ...]:
    return tuple(modifier.text for modifier in modifiers)


def _each(edits: _Edits) -> tuple[PtpEdit, ...]:
    return (edits,) if isinstance(edits, PtpEdit) else edits


def _order(edit: PtpEdit) -> tuple[date, date]:
    return edit.effective, edit.deletion or date.max
