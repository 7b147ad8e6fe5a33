"""Which edits a claim calls for: those that always run, and those that one of its traits triggers."""

from collections.abc import Callable, Container, Iterable
from functools import reduce
from itertools import compress
from operator import attrgetter, or_
from typing import Any, NamedTuple, final

import attrs

from medclaim.codes.tables import Tables
from medclaim.edit import Edit, Run, Sees

# A stream of claims says some ten thousand different codes; what is more than this is worked out anew,
# as is what more different claims than this call for.
_MOST = 65_536
_MOST_MET = 4_096


class _Known(dict[str, int]):
    """For each trait the edits it triggers, a bit for each: worked out when it is first met."""

    def __init__(self, watched: Iterable[tuple[int, Container[str]]]) -> None:
        super().__init__()
        self._watched = tuple(watched)

    def __missing__(self, trait: str) -> int:
        first = trait[:1]
        # A code is also known by its category and its first character.
        said = (trait, trait[:3], first) if first.isupper() or first.isdigit() else (trait,)
        found = 0
        for bit, watched in self._watched:
            if any(text in watched for text in said):
                found |= bit
        if len(self) >= _MOST:
            self.clear()
        self[trait] = found
        return found


_Optional = tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]


class _Fields(dict[type, _Optional]):
    """For each class the optional fields that trigger an edit, and what gets them all."""

    def __init__(self, prefix: str, known: _Known) -> None:
        super().__init__()
        self._prefix, self._known = prefix, known

    def __missing__(self, cls: type) -> _Optional:
        optional = [f.name for f in attrs.fields(cls) if f.default is None or f.default == ()]
        names = [name for name in optional if self._known[self._prefix + name]]
        # Of one name alone the getter gives no tuple.
        names = names * 2 if len(names) == 1 else names
        get: Any = attrgetter(*names) if names else _no_field
        found = self[cls] = (tuple([self._prefix + name for name in names]), get)
        return found


def _no_field(value: Any) -> tuple[()]:
    return ()


class Due(NamedTuple):
    """What runs for one claim, in the order of the edits: on its coding, and on the claim."""

    coding: tuple[Run, ...]
    claim: tuple[Run, ...]


@final
class Dispatch:
    """The edits to run, found by the traits of what is looked at.

    With some hundred edits, asking each whether it can fire would cost more than the edits that
    can. What a trait triggers is a set of bits, and what a set of bits means is remembered too:
    claims that call for the same edits are many.
    """

    __slots__ = ("_always", "_edits", "_known", "_met", "_of_claim", "_of_line")

    def __init__(self, edits: Iterable[Edit], tables: Tables) -> None:
        """``edits`` are those that see a visit, a patient or a claim."""
        self._edits = tuple(edits)
        watched: list[tuple[int, Container[str]]] = []
        self._always = 0
        for n, entry in enumerate(self._edits):
            triggers = entry.triggers(tables) if callable(entry.triggers) else entry.triggers
            if triggers is None:
                self._always |= 1 << n
            else:
                watched.append((1 << n, triggers))
        self._known = _Known(watched)
        self._met: dict[int, Due] = {}
        self._of_claim, self._of_line = _Fields("", self._known), _Fields("lines.", self._known)

    def filled(self, claim: Any) -> list[str]:
        """The optional fields that a claim and its lines fill, ``related_causes``, ``lines.note``.

        A field is optional where its default is ``None`` or ``()``; those that trigger nothing are
        left out.
        """
        names, get = self._of_claim[type(claim)]
        found = list(compress(names, get(claim)))
        for line in claim.lines:
            names, get = self._of_line[type(line)]
            found += compress(names, get(line))
        return found

    def due(self, traits: Iterable[str]) -> Due:
        """What runs for a claim of these traits."""
        bits = reduce(or_, map(self._known.__getitem__, traits), self._always)
        return self._met.get(bits) or self._meet(bits)

    def _meet(self, bits: int) -> Due:
        chosen = [entry for n, entry in enumerate(self._edits) if bits >> n & 1]
        due = Due(
            tuple([entry.run for entry in chosen if entry.sees in (Sees.VISIT, Sees.PATIENT)]),
            tuple([entry.run for entry in chosen if entry.sees is Sees.CLAIM]),
        )
        if len(self._met) >= _MOST_MET:
            self._met.clear()
        self._met[bits] = due
        return due
