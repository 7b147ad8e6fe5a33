"""Texts, numbers and days, and the drawing of optional facts."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from medclaim.dates import ICD10_CUT_OVER, DateRange
from medclaim.money import CENT

# A day in each of three editions, the newest first: what shrinks, shrinks to today's rules.
SERVICE_DAYS: Final = (date(2026, 3, 2), date(2021, 2, 1), date(2015, 3, 2))

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"
# X12 basic and extended characters without those that delimit somewhere, digits first to shrink to.
_CHARACTERS = f"{LETTERS}{DIGITS} .,-'&()/{LETTERS.lower()}"
# Characters that no text of these strategies holds and no number is written with.
DELIMITERS = '*:~^|!>+<;=?@[]_{}\\#$%"`'


def some(options: Mapping[str, SearchStrategy[Any]], most: int) -> SearchStrategy[dict[str, Any]]:
    """Some of the optional facts: a draw for each one there is, none for the many there are not."""
    names = st.lists(st.sampled_from(tuple(options)), unique=True, max_size=most)

    @st.composite
    def facts(draw: DrawFn) -> dict[str, Any]:
        return {name: draw(options[name]) for name in draw(names)}

    return facts()


def _tidy(text: str) -> str:
    return text.strip() or "A"


@cache
def texts(max_size: int, *, min_size: int = 1) -> SearchStrategy[str]:
    """Printable texts of X12's characters, without blanks at either end and without delimiters."""
    letters = st.text(LETTERS + DIGITS, min_size=min_size, max_size=max_size)
    anything = st.text(_CHARACTERS, min_size=min_size, max_size=max_size).map(_tidy)
    return letters | anything.filter(lambda text: len(text) >= min_size)


@cache
def digits(count: int) -> SearchStrategy[str]:
    """Texts of so many decimal digits."""
    return st.integers(0, 10**count - 1).map(lambda number: f"{number:0{count}d}")


@cache
def amounts(max_value: str = "99999.99") -> SearchStrategy[Decimal]:
    """Amounts in dollars, two places, never negative."""
    return st.integers(0, int(Decimal(max_value) / CENT)).map(lambda cents: Decimal(cents) * CENT)


@cache
def quantities() -> SearchStrategy[Decimal]:
    """Numbers of units: mostly whole, some with up to three decimals."""
    whole = st.integers(1, 999).map(Decimal)
    return whole | st.integers(1, 99999).map(lambda n: Decimal(n).scaleb(-3).normalize() + 0)


@cache
def days(first: date = date(1900, 1, 1), last: date = date(2026, 12, 31)) -> SearchStrategy[date]:
    """Calendar days."""
    return st.dates(first, last)


@cache
def date_ranges(first: date = ICD10_CUT_OVER, most: int = 60) -> SearchStrategy[DateRange]:
    """Ranges of days that do not end before they begin."""
    return st.builds(
        lambda start, length: DateRange(start, start + timedelta(days=length)),
        days(first),
        st.integers(0, most),
    )
