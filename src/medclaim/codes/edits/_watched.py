"""What triggers an edit that asks a table: the codes the table knows, the days it does not."""

from collections.abc import Callable
from datetime import date
from typing import final

from medclaim.codes._lists import CodeList
from medclaim.codes.listed import ListedCodes


@final
class Watched:
    """The traits of a visit by which an edit may fire that asks one table or list.

    ``holds`` is asked for codes. The days outside ``window`` are there too, since the edit must say
    then that it was not checked, whatever the codes.
    """

    __slots__ = ("_first", "_holds", "_last")

    def __init__(self, window: tuple[date, date], holds: Callable[[str], bool]) -> None:
        self._first, self._last = (day.isoformat() for day in window)
        self._holds = holds

    def __contains__(self, trait: object) -> bool:
        assert isinstance(trait, str)
        if trait.startswith("day:"):
            return not self._first <= trait[4:] <= self._last
        return self._holds(trait)


def watched(*lists: CodeList, also: frozenset[str] = frozenset()) -> Watched:
    """The codes that any of some lists ever names, and some more."""
    windows = [one.table.window for one in lists]
    window = max(first for first, _ in windows), min(last for _, last in windows)
    return Watched(window, lambda text: text in also or any(one.ever_holds(text) for one in lists))


def watched_list(listed: ListedCodes | None) -> Watched | frozenset[str]:
    """The codes that a list of any system names; nothing where the list is absent."""
    return frozenset() if listed is None else Watched(listed.window, listed.__contains__)
