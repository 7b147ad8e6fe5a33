"""Published lists of codes of any system by day: which services, drugs or providers a rule is about.

CMS publishes many of one shape: the services paid by telehealth, the laboratory tests waived under
CLIA, the procedures paid in hospital only or in a surgical center, the categories of equipment. A
code may stand in a list several times, for other days or with something else that the list says of
it (a category, a diagnosis). A list of one code system only may be a ``CodeTable`` as well.

>>> year = date(2026, 1, 1), date(2026, 12, 31)
>>> rows = [("99213", None, None, "made up"), ("G0108", date(2026, 4, 1))]
>>> listed = ListedCodes.from_rows(rows, edition="made up", window=year)
>>> listed.holds("99213", date(2026, 3, 2)), listed.says("99213", date(2026, 3, 2))
(True, ('made up',))
>>> [listed.holds("G0108", day) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2027, 1, 1))]
[False, True, None]
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, TypeAlias, final

from medclaim.codes._published import Edition, PublishedTable


class Listing(NamedTuple):
    """The first and the last day of a code in a list, and what the list says of it.

    ``None`` for a day means the window's own end.
    """

    first: date | None = None
    last: date | None = None
    says: str = ""

    def is_in_force(self, on: date) -> bool:
        """Whether it applies on a day."""
        is_started = self.first is None or self.first <= on
        return is_started and (self.last is None or on <= self.last)


_Listings: TypeAlias = Mapping[str, tuple[Listing, ...]]
ListingLike: TypeAlias = (
    tuple[str]
    | tuple[str, date | None]
    | tuple[str, date | None, date | None]
    | tuple[str, date | None, date | None, str]
)


@final
class ListedCodes(PublishedTable[_Listings]):
    """A list of codes. Immutable; equal by edition and content.

    ``in`` asks whether a code stands in any edition, on whatever days.
    """

    __slots__ = ()
    NAME = "listed_codes"

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[ListingLike],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "ListedCodes":
        """A list of rows: a code in the billing form, its first and last day, what is said of it.

        Raises ``ValueError`` for a text that is no code in the billing form: it would never be found.
        """
        held: dict[str, dict[Listing, None]] = {}
        for code, *listing in rows:
            if not (code.isascii() and code.isalnum() and code == code.upper()):
                raise ValueError("a code is not in the billing form: capitals and digits only")
            held.setdefault(code, {})[Listing(*listing)] = None
        content = {code: tuple(found) for code, found in held.items()}
        return cls([Edition(*window, edition, source, licence, content)])

    def holds(self, code: str, on: date) -> bool | None:
        """Whether the list names a code on a day; ``None`` where no edition is of that day."""
        listings = self._on(on)
        if listings is None:
            return None
        return any(listing.is_in_force(on) for listing in listings.get(code, ()))

    def says(self, code: str, on: date) -> tuple[str, ...]:
        """What the list says of a code on a day, in its own words; empty where it names it not."""
        listings = self._on(on) or {}
        return tuple(listing.says for listing in listings.get(code, ()) if listing.is_in_force(on))

    def __contains__(self, code: object) -> bool:
        return any(code in edition.content for edition in self._editions)

    def __len__(self) -> int:
        """How many codes the newest edition names."""
        return len(self._editions[-1].content)

    def __bool__(self) -> bool:
        return True

    @staticmethod
    def _lines(content: _Listings) -> Iterator[str]:
        for code, listings in sorted(content.items()):
            yield f"{code} {sorted(map(str, listings))}"
