"""The FDA's drugs by package: which NDC was marketed on which days, and which product it is.

A directory is a snapshot of one day; a package that left the market long ago may be gone from it, so
what it does not hold is unknown, not wrong.

Source: FDA, National Drug Code Directory.

>>> from medclaim.codes import NdcCode
>>> package = NdcPackage("0000-0001", "made up", date(2020, 1, 1), date(2026, 6, 30))
>>> window = date(2026, 1, 1), date(2026, 12, 31)
>>> drugs = NdcDirectory.from_packages([("00000000101", package)], edition="made up", window=window)
>>> drugs.is_marketed(NdcCode("00000-0001-01"), date(2026, 3, 2))
True
>>> drugs.is_marketed(NdcCode("00000-0001-01"), date(2026, 7, 1))
False
>>> drugs.is_marketed(NdcCode("00000-0002-01"), date(2026, 7, 1)) is None
True
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple, final

from medclaim.codes._published import Edition, PublishedTable
from medclaim.codes.ndc import NdcCode


class NdcPackage(NamedTuple):
    """One package: its product's NDC, what it is, and its first and last day on the market."""

    product: str
    title: str
    first: date | None
    last: date | None = None
    is_sample: bool = False


@final
class NdcDirectory(PublishedTable[Mapping[str, NdcPackage]]):
    """Packages by their eleven-digit NDC. Immutable; equal by edition and content."""

    __slots__ = ()
    NAME = "ndc"

    @classmethod
    def from_packages(
        cls,
        packages: Iterable[tuple[str, NdcPackage]],
        *,
        edition: str,
        window: tuple[date, date],
        source: str = "",
        licence: str = "",
    ) -> "NdcDirectory":
        """A directory of packages, each behind its eleven digits; of two the later one counts."""
        return cls([Edition(*window, edition, source, licence, dict(packages))])

    def package(self, code: NdcCode, on: date) -> NdcPackage | None:
        """The package of an NDC, as the edition of that day has it; ``None`` if it has none."""
        packages = self._on(on)
        return None if packages is None else packages.get(code.text)

    def is_marketed(self, code: NdcCode, on: date) -> bool | None:
        """Whether a package was on the market on a day, ``None`` where the directory cannot say."""
        found = self.package(code, on)
        if found is None:
            return None
        is_started = found.first is None or found.first <= on
        return is_started and (found.last is None or on <= found.last)

    def __len__(self) -> int:
        """How many packages the newest edition holds."""
        return len(self._editions[-1].content)

    def __bool__(self) -> bool:
        return True

    @staticmethod
    def _lines(content: Mapping[str, NdcPackage]) -> Iterator[str]:
        return (f"{code} {tuple(package)}" for code, package in sorted(content.items()))
