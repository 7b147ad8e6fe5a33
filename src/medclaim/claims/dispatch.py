"""Which edits a claim calls for: those that always run, and those that one of its traits triggers."""

from collections.abc import Callable, Container, Iterable
from operator import attrgetter
from typing import Any, final

import attrs

from medclaim.codes.tables import Tables
from medclaim.edit import Edit, Run

# A stream of claims says some ten thousand different codes; what is more than this is worked out anew.
_MOST = 65_536


@final
class Dispatch:
    """The edits to run, found by the traits of what is looked at.

    With a few hundred edits, asking each whether it can fire would cost more than the edits that
    can: what a trait triggers is worked out when it is first met, and remembered.
    """

    __slots__ = ("_always", "_known", "_runs", "_watched")

    def __init__(self, edits: Iterable[Edit], tables: Tables) -> None:
        given = tuple(edits)
        self._runs: tuple[Run, ...] = tuple(entry.run for entry in given)
        self._always = [n for n, entry in enumerate(given) if entry.triggers is None]
        self._watched: list[tuple[int, Container[str]]] = [
            (n, entry.triggers(tables) if callable(entry.triggers) else entry.triggers)
            for n, entry in enumerate(given)
            if entry.triggers is not None
        ]
        self._known: dict[str, tuple[int, ...]] = {}

    def due(self, *traits: Iterable[str]) -> list[Run]:
        """What runs for a claim of these traits, in the order of the edits."""
        hits = set(self._always)
        known = self._known
        for some in traits:
            for trait in some:
                found = known.get(trait)
                if found is None:
                    found = self._learn(trait)
                if found:
                    hits.update(found)
        runs = self._runs
        return [runs[n] for n in sorted(hits)]

    def _learn(self, trait: str) -> tuple[int, ...]:
        # A code is also known by its category and its first character.
        said = (
            (trait, trait[:3], trait[0]) if trait[0].isupper() or trait[0].isdigit() else (trait,)
        )
        found = tuple(n for n, watched in self._watched if any(text in watched for text in said))
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[trait] = found
        return found


_Getter = Callable[[Any], tuple[Any, ...]]
# What is known of classes: a memo that follows from the classes alone.
_OPTIONAL: dict[tuple[type, str], tuple[tuple[str, ...], _Getter]] = {}


def _optional(cls: type, prefix: str) -> tuple[tuple[str, ...], _Getter]:
    names = [f.name for f in attrs.fields(cls) if f.default is None or f.default == ()]
    get: Any = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    found = _OPTIONAL[cls, prefix] = (tuple(prefix + name for name in names), get)
    return found


def filled(claim: Any) -> list[str]:
    """The optional fields that a claim and its lines fill: ``related_causes``, ``lines.note``.

    A field is optional where its default is ``None`` or ``()``.
    """
    cls = type(claim)
    names, get = _OPTIONAL.get((cls, "")) or _optional(cls, "")
    found = [name for name, value in zip(names, get(claim), strict=True) if value]
    for line in claim.lines:
        cls = type(line)
        names, get = _OPTIONAL.get((cls, "lines.")) or _optional(cls, "lines.")
        found += [name for name, value in zip(names, get(line), strict=True) if value]
    return found
