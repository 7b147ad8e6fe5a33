"""What every table of published edits is: its editions by day, and how two are told apart."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import ClassVar, Generic, NamedTuple, Self, TypeVar

import attrs

T = TypeVar("T")


class Edition(NamedTuple, Generic[T]):
    """What one edition says, and for which days."""

    first: date
    last: date
    name: str
    source: str
    licence: str
    content: T


class PublishedTable(Generic[T]):
    """A table of published facts other than codes by day. Immutable; equal by what it holds.

    ``edition``, ``source`` and ``licence`` say what it is, ``window`` the first and the last day it
    answers for. ``digest`` (SHA-256) is worked out when it is first asked for. Several editions
    become one table with :meth:`joined`.
    """

    __slots__ = ("_digests", "_editions")

    NAME: ClassVar[str] = "table"

    _editions: tuple[Edition[T], ...]
    _digests: dict[str, str]

    def __init__(self, editions: Iterable[Edition[T]]) -> None:
        """Private: use a reader, or the class method that takes rows."""
        ordered = tuple(sorted(editions, key=lambda edition: edition.first))
        for edition in ordered:
            if edition.first > edition.last:
                raise ValueError("the window ends before it begins")
        for earlier, later in pairwise(ordered):
            if later.first <= earlier.last:
                raise ValueError(f"the windows of {earlier.name} and {later.name} overlap")
        object.__setattr__(self, "_editions", ordered)
        object.__setattr__(self, "_digests", {})

    @classmethod
    def joined(cls, tables: Iterable[Self]) -> Self:
        """One table of several editions, each for its own days; ``ValueError`` where two overlap."""
        return cls(edition for table in tables for edition in table._editions)

    @property
    def edition(self) -> str:
        """The name of the edition, or of the editions in order."""
        return ", ".join(edition.name for edition in self._editions)

    @property
    def source(self) -> str:
        """Who publishes it."""
        return "; ".join(dict.fromkeys(edition.source for edition in self._editions))

    @property
    def licence(self) -> str:
        """The licence it came under."""
        return "; ".join(dict.fromkeys(edition.licence for edition in self._editions))

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day for which it answers; editions may leave gaps between."""
        return self._editions[0].first, self._editions[-1].last

    @property
    def digest(self) -> str:
        """SHA-256 over the content."""
        digest = self._digests.get("digest")
        if digest is None:
            # Imported here: most tables are never compared.
            from hashlib import sha256

            whole = sha256()
            for edition in self._editions:
                whole.update(f"{edition.first} {edition.last}\n".encode())
                for line in self._lines(edition.content):
                    whole.update(line.encode("utf-8"))
                    whole.update(b"\n")
            digest = self._digests.setdefault("digest", whole.hexdigest())
        return digest

    def knows(self, on: date) -> bool:
        """Whether some edition is of that day: elsewhere nothing is known, and nothing passed."""
        return self._on(on) is not None

    def _on(self, on: date) -> T | None:
        for edition in self._editions:
            if edition.first <= on <= edition.last:
                return edition.content
        return None

    @staticmethod
    def _lines(content: T) -> Iterator[str]:
        """The content as lines of one order, for the digest."""
        raise TypeError("PublishedTable is abstract: use one of its kinds")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self is other or self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __setattr__(self, name: str, value: object) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __delattr__(self, name: str) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.edition}>"

    def _repr_html_(self) -> str:
        from medclaim._html import facts

        first, last = self.window
        return facts(
            f"{self.NAME}: {self.edition}",
            [
                ("window", f"{first} to {last}"),
                ("source", self.source),
                ("licence", self.licence),
            ],
        )

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self._editions,)

    def _key(self) -> tuple[str, str, str]:
        return self.NAME, self.edition, self.digest
