"""An edit: one small function that looks for breaches of the rules it names, and when it applies."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import final

import attrs

from medclaim.findings import Finding, Rule


class Kind(StrEnum):
    """What a claim is, and which 837 carries it."""

    PROFESSIONAL = "professional"
    INSTITUTIONAL = "institutional"
    DENTAL = "dental"


ALL_KINDS = frozenset(Kind)


@final
@attrs.frozen(kw_only=True)
class Edit:
    """A frozen value around a generator of findings.

    ``rules`` are those it can yield; ``needs`` names what must be there for it to decide anything
    (fields of ``Tables``, ``"history"``, ``"submitted_on"``), without which its rules are reported
    as not checked; ``kinds`` are the claims it is for; ``triggers`` are code prefixes or modifiers
    without one of which, on the claim, it cannot fire (``None``: it always runs), so that a checker
    can leave it out. With and without triggers the report is the same.
    """

    rules: tuple[Rule, ...]
    run: Callable[..., Iterator[Finding]]
    needs: tuple[str, ...] = ()
    kinds: frozenset[Kind] = ALL_KINDS
    triggers: frozenset[str] | None = None

    @property
    def name(self) -> str:
        """The function's own name."""
        return getattr(self.run, "__name__", "edit")


def edit(
    *rules: Rule,
    needs: Iterable[str] = (),
    kinds: Iterable[Kind] = ALL_KINDS,
    triggers: Iterable[str] | None = None,
) -> Callable[[Callable[..., Iterator[Finding]]], Edit]:
    """Make an :class:`Edit` of a generator function."""

    def decorate(function: Callable[..., Iterator[Finding]]) -> Edit:
        return Edit(
            rules=rules,
            run=function,
            needs=tuple(needs),
            kinds=frozenset(kinds),
            triggers=None if triggers is None else frozenset(triggers),
        )

    return decorate


