"""An edit: one small function that looks for breaches of the rules it names, and when it applies."""

import pickle
import sys
from collections.abc import Callable, Container, Iterable, Iterator
from enum import StrEnum
from importlib import import_module
from typing import Any, final

import attrs

from medclaim.findings import Finding, NotChecked, Rule


class Kind(StrEnum):
    """What a claim is, and which 837 carries it."""

    PROFESSIONAL = "professional"
    INSTITUTIONAL = "institutional"
    DENTAL = "dental"


ALL_KINDS = frozenset(Kind)


class Sees(StrEnum):
    """What an edit looks at, and so what its function is called with.

    ``VISIT``: ``(visit, tables)``, coding alone, on encounters and claims. ``CLAIM``:
    ``(claim, context)``. ``PATIENT``: ``(visit, tables)``, what the claims of a batch have of one
    patient as one visit: services, days and payer, no diagnoses. ``BATCH``: ``(claims, context)``, the
    claims of one batch together.
    """

    VISIT = "visit"
    CLAIM = "claim"
    PATIENT = "patient"
    BATCH = "batch"


Outcome = Finding | NotChecked
Run = Callable[..., Iterator[Outcome]]
Triggers = frozenset[str] | Callable[[Any], Container[str]] | None


@final
@attrs.frozen(kw_only=True)
class Edit:
    """A frozen value around a generator of findings.

    ``rules`` are those it can yield; ``needs`` names what must be there for it to decide anything
    (fields of ``Tables``, ``"history"``, ``"submitted_on"``, ``"payer"``, ``"payer.timely_filing"``),
    without which its rules are reported as not checked; ``kinds`` are the claims it is for;
    ``triggers`` are those traits of a visit without one of which it cannot fire (``None``: it
    always runs), so that a checker can leave it out: a whole code, its first or its first three
    characters, a modifier, a fact such as ``place_of_service:11`` (``CodedVisit.traits``), an
    optional field that is filled (``lines.note``), or a function from the tables to a container of
    these. With and without triggers the report is the same. ``across`` are those of its rules that
    hold for all claims of a patient together, as a limit per day does: for these an edit that sees
    a visit is asked in a batch as one that sees a patient is, and what it finds on several claims
    is said (:mod:`medclaim.claims.edits.together`). Where it meets
    something that it cannot decide it yields a ``NotChecked``.

    It pickles by the name of its function, which must therefore stand in a module.
    """

    rules: tuple[Rule, ...]
    run: Run
    sees: Sees = Sees.CLAIM
    needs: tuple[str, ...] = ()
    kinds: frozenset[Kind] = ALL_KINDS
    triggers: Triggers = None
    settles: bool = False
    across: tuple[Rule, ...] = ()

    @property
    def name(self) -> str:
        """The function's own name."""
        return getattr(self.run, "__name__", "edit")

    def __reduce__(self) -> tuple[Any, ...]:
        module, name = self.run.__module__, self.run.__qualname__
        if _named(module, name) is not self.run:
            raise pickle.PicklingError(f"the edit {name} does not stand in {module} by that name")
        facts = (
            self.rules,
            self.sees,
            self.needs,
            self.kinds,
            self.triggers,
            self.settles,
            self.across,
        )
        return _rebuild, (module, name, *facts)


def _named(module: str, name: str) -> object:
    # A decorated function's name is the edit's, so the function is found behind it.
    found = getattr(sys.modules.get(module) or import_module(module), name, None)
    return found.run if isinstance(found, Edit) else found


def _rebuild(module: str, name: str, *facts: Any) -> Edit:
    rules, sees, needs, kinds, triggers, settles, across = facts
    return Edit(
        rules=rules,
        run=_named(module, name),  # type: ignore[arg-type]
        sees=sees,
        needs=needs,
        kinds=kinds,
        triggers=triggers,
        settles=settles,
        across=across,
    )


def edit(
    *rules: Rule,
    sees: Sees = Sees.CLAIM,
    needs: Iterable[str] = (),
    kinds: Iterable[Kind] = ALL_KINDS,
    triggers: Iterable[str] | Callable[[Any], Container[str]] | None = None,
    settles: bool = False,
    across: Iterable[Rule] = (),
) -> Callable[[Run], Edit]:
    """Make an :class:`Edit` of a generator function; of ``(claim, context)`` unless ``sees`` says else."""

    def decorate(function: Run) -> Edit:
        return Edit(
            rules=rules,
            run=function,
            sees=sees,
            needs=tuple(needs),
            kinds=frozenset(kinds),
            triggers=triggers if triggers is None or callable(triggers) else frozenset(triggers),
            settles=settles,
            across=rules if sees is Sees.PATIENT else tuple(across),
        )

    return decorate


def coding_edit(
    *rules: Rule,
    needs: Iterable[str] = (),
    kinds: Iterable[Kind] = ALL_KINDS,
    triggers: Iterable[str] | Callable[[Any], Container[str]] | None = None,
    settles: bool = False,
    across: Iterable[Rule] = (),
) -> Callable[[Run], Edit]:
    """Make an :class:`Edit` of a generator function of ``(visit, tables)``."""
    return edit(
        *rules,
        sees=Sees.VISIT,
        needs=needs,
        kinds=kinds,
        triggers=triggers,
        settles=settles,
        across=across,
    )
