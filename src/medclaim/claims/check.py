"""Checking: which edits run on a claim or an encounter, over which tables, in which order.

There is no clock and no registry: the day of submission, earlier claims, tables and further edits
are passed in, and a rule that lacks what it needs is reported as not checked.

>>> Checker(select=["B012", "D065"]).select
('B012', 'D065')
>>> Checker(ignore=["no-such-rule"])
Traceback (most recent call last):
    ...
ValueError: no rule is called 'no-such-rule': give an id, the beginning of ids, a name, a severity, or snip:1 to snip:7
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, final

import attrs

from medclaim.claims import edits as claim_edits
from medclaim.claims.baseline import Baseline, claim_key
from medclaim.claims.claim import CLAIMS, Claim
from medclaim.claims.dispatch import Dispatch
from medclaim.claims.edits.context import Context, asked
from medclaim.claims.edits.together import is_of_one_claim, together
from medclaim.claims.encounters import ENCOUNTERS, AnyEncounter
from medclaim.claims.history import History
from medclaim.claims.payers import PayerPolicy, a_policy
from medclaim.claims.selection import fit, refuse_unknown, weights
from medclaim.claims.visits import visit_of_claim, visit_of_encounter
from medclaim.claims.x12 import read
from medclaim.claims.x12.rules import ALL as X12_RULES
from medclaim.codes import edits as coding_edits
from medclaim.codes.tables import EMBEDDED, Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Edit, Kind, Outcome, Run, Sees
from medclaim.findings import Finding, NotChecked, Report, Rule, Severity

ALL: tuple[Edit, ...] = coding_edits.ALL + claim_edits.ALL

# Of findings alike in place and weight, and of rules not checked, the catalogue's sections in the
# order a reader wants them: structure, then what a claim must hold, then diagnoses, services, payer.
# Rules of one's own come last.
_STAGES = {"A": 0, "X": 0, "D": 1, "B": 2, "C": 3, "E": 4}
_LAST_STAGE = 5
_WEIGHTS = {Severity.INFORMATION: 0, Severity.WARNING: 1, Severity.ERROR: 2}
_PART = re.compile(r"([A-Za-z_0-9]+)(?:\[([0-9]+)\])?")


class _Plan(NamedTuple):
    """What runs on one kind of thing, and the report that says nothing was found."""

    edits: Dispatch
    batch: tuple[Run, ...]
    together: Dispatch
    across: frozenset[str]
    payer: tuple[str, ...]
    settling: frozenset[str]
    clean: Report


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError("takes a sequence of ids and names, not one str")
    return tuple(given)


def _edits(given: Iterable[Edit]) -> tuple[Edit, ...]:
    found = tuple(given)
    for entry in found:
        if not isinstance(entry, Edit):
            raise TypeError(f"takes Edit values, not {type(entry).__name__}: decorate the function")
    return found


def _history(given: History | Iterable[Claim] | None) -> History | None:
    return given if given is None or isinstance(given, History) else History(given)


def _payer(given: PayerPolicy | None) -> PayerPolicy | None:
    try:
        return None if given is None else a_policy(given)
    except TypeError as error:
        raise TypeError(f"payer: {error}") from None


def _day(given: object) -> date | None:
    if given is None:
        return None
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    raise TypeError(f"submitted_on takes a date, not {type(given).__name__}")


def _is_structural(rule: Rule) -> bool:
    return rule.snip_type == 1 and rule.severity is Severity.ERROR


@final
@attrs.frozen(kw_only=True)
class Checker:
    """A check, ready to be called with claims and encounters: frozen, hashable, picklable.

    ``payer`` is the policy to check for, and outweighs the kind of payer that a claim names; its
    ``severities`` hold where these here say nothing closer. ``select``, ``ignore`` and the keys of
    ``severities`` are
    rule ids, beginnings of ids, names, severities (``warning``) or SNIP types (``snip:4``); the
    closest one wins, and ``ignore`` where both are as close. A structural error (SNIP type 1) is
    never lowered: naming one raises ``ValueError``, a beginning passes it over. ``history`` holds
    earlier claims. What ``baseline`` accepts is set apart in the report. An
    unknown selector raises ``ValueError``.

    >>> from medclaim.claims.payers import MEDICARE_PART_B
    >>> checker = Checker(payer=MEDICARE_PART_B, severities={"D084": Severity.ERROR})
    >>> checker == Checker(payer=MEDICARE_PART_B, severities={"D084": Severity.ERROR})
    True
    """

    tables: Tables = EMBEDDED
    payer: PayerPolicy | None = attrs.field(default=None, converter=_payer)
    edits: tuple[Edit, ...] = attrs.field(default=ALL, converter=_edits, repr=False)
    select: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    ignore: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    severities: tuple[tuple[str, Severity], ...] = attrs.field(default=(), converter=weights)
    history: History | None = attrs.field(default=None, converter=_history, repr=False)
    submitted_on: date | None = attrs.field(default=None, converter=_day)
    baseline: Baseline | None = attrs.field(default=None, repr=False)
    # Where the caller and the policy are as close, the caller is heard: what he says comes first.
    _weights: tuple[tuple[str, Severity], ...] = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: (*self.severities, *(self.payer.severities if self.payer else ())),
            takes_self=True,
        ),
        eq=False,
        repr=False,
    )
    # Plans are worked out when first needed; they follow from the fields above.
    _plans: dict[tuple[Kind, bool], _Plan] = attrs.field(
        init=False, factory=dict, eq=False, repr=False
    )

    def __attrs_post_init__(self) -> None:
        edited = (rule for entry in self.edits for rule in entry.rules)
        rules = {rule.id: rule for rule in (*X12_RULES, *edited)}.values()
        keys = [key for key, _ in self._weights]
        refuse_unknown((*self.select, *self.ignore, *keys), rules)
        for key, severity in self._weights:
            for rule in rules:
                if key in (rule.id, rule.name) and _is_lowered(rule, severity):
                    raise ValueError(f"{rule.id} {rule.name} is structural: it stays an error")

    def __call__(self, claim: Claim | AnyEncounter) -> Report:
        """The report on a claim, or on the coding of an encounter."""
        if isinstance(claim, ENCOUNTERS):
            return self.check_coding(claim)
        if not isinstance(claim, CLAIMS):
            raise TypeError(f"checks claims and encounters, not {type(claim).__name__}")
        plan = self._plan(claim.KIND)
        visit, tables = asked(visit_of_claim(claim), self.payer), self.tables
        context = self._context(visit)
        due = plan.edits.due([*visit.traits, *plan.edits.filled(claim), *plan.payer])
        found: list[Outcome] = [outcome for run in due.coding for outcome in run(visit, tables)]
        found += [outcome for run in due.claim for outcome in run(claim, context)]
        return self._report(plan, found, claim) if found else plan.clean

    def check_coding(
        self, encounter: AnyEncounter, *, filing_indicator: str | None = None
    ) -> Report:
        """The coding edits on an encounter, for the payer of that filing indicator if one is known."""
        plan = self._plan(encounter.KIND, is_coding=True)
        visit, tables = (
            asked(visit_of_encounter(encounter, filing_indicator), self.payer),
            self.tables,
        )
        due = plan.edits.due(visit.traits)
        found = [outcome for run in due.coding for outcome in run(visit, tables)]
        return self._report(plan, found, encounter) if found else plan.clean

    def check_batch(self, claims: Iterable[Claim]) -> Report:
        """One report on claims sent together: each by itself, then across them.

        Across them: numbers, services and bills that stand there twice, and what is denied of one
        patient, day and provider whichever claims it stands on, units above a limit and pairs of
        codes. Paths begin with the claim's place: ``claims[3].lines[0].charge``.
        """
        batch: Sequence[Claim] = tuple(claims)
        for claim in batch:
            if not isinstance(claim, CLAIMS):
                raise TypeError(f"a batch is of claims, not of {type(claim).__name__}")
        reports = [self(claim).under(f"claims[{index}]") for index, claim in enumerate(batch)]
        kinds = list(dict.fromkeys(claim.KIND for claim in batch)) or [Kind.PROFESSIONAL]
        plans = [self._plan(kind) for kind in kinds]
        context = self._context(CodedVisit(kind=kinds[0]))
        across: list[Outcome] = []
        # An edit across claims sees the whole batch once, if it is for a kind that is in it.
        for run in dict.fromkeys(run for plan in plans for run in plan.batch):
            across.extend(run(batch, context))
        said = {(f.rule.id, f.path) for report in reports for f in (*report, *report.accepted)}
        for visit in together(batch, self.payer):
            across.extend(self._across(visit, said))
        clean = [self._report(plan, (), None) for plan in plans[1:]]
        return Report().merged(*reports, self._report(plans[0], across, None), *clean)

    def _across(self, visit: CodedVisit, said: Container[tuple[str, str]]) -> Iterator[Outcome]:
        """What is found of several claims as one visit, and was not said of one of them alone."""
        plan = self._plan(visit.kind)
        for run in plan.together.due(visit.traits).coding:
            for outcome in run(visit, self.tables):
                rule = outcome.rule.id
                is_known = isinstance(outcome, Finding) and (
                    is_of_one_claim(outcome) or (rule, outcome.path) in said
                )
                if rule in plan.across and not is_known:
                    yield outcome

    def check_text(self, text: str) -> Report:
        """The findings of syntax and guide in an 837 text, then of every edit on its claims.

        Paths begin with ``segments[...]`` where the text itself is wrong, with ``claims[...]`` where a
        claim is. Never raises on a ``str``.
        """
        interchange = read(text)
        syntax = interchange.report
        said = tuple(
            finding
            if (rule := self._weighed(finding.rule)) is finding.rule
            else attrs.evolve(finding, rule=rule)
            for finding in syntax
            if self._is_wanted(finding.rule)
        )
        return attrs.evolve(syntax, findings=said).merged(self.check_batch(interchange.claims))

    def _context(self, visit: CodedVisit) -> Context:
        return Context(self.tables, self.payer, self.history, self.submitted_on, visit)

    def _is_wanted(self, rule: Rule) -> bool:
        chosen = fit(self.select, rule) if self.select else 0
        return chosen >= 0 and chosen > fit(self.ignore, rule)

    def _weighed(self, rule: Rule) -> Rule:
        fitting = [(fit([key], rule), severity) for key, severity in self._weights]
        fitting = [pair for pair in fitting if pair[0] >= 0]
        if not fitting:
            return rule
        severity = max(fitting, key=lambda pair: pair[0])[1]
        if severity is rule.severity or _is_lowered(rule, severity):
            return rule
        return rule.weighing(severity)

    def _lacks(self, need: str) -> bool:
        if need in ("history", "submitted_on", "payer"):
            return getattr(self, need) is None
        if need.startswith("payer."):
            return getattr(self.payer, need.removeprefix("payer."), None) is None
        return getattr(self.tables, need, None) is None

    def _plan(self, kind: Kind, *, is_coding: bool = False) -> _Plan:
        plan = self._plans.get((kind, is_coding))
        if plan is None:
            plan = self._plans[kind, is_coding] = self._planned(kind, is_coding=is_coding)
        return plan

    def _planned(self, kind: Kind, *, is_coding: bool) -> _Plan:
        chosen: dict[Sees, list[Edit]] = {seen: [] for seen in Sees}
        lacking: dict[Rule, dict[str, None]] = {}
        tables: dict[str, None] = {}
        for entry in self.edits:
            wanted = [rule for rule in entry.rules if self._is_wanted(rule)]
            if (
                not wanted
                or kind not in entry.kinds
                or (is_coding and entry.sees is not Sees.VISIT)
            ):
                continue
            lacks = [need for need in entry.needs if self._lacks(need)]
            if lacks:
                for rule in wanted:
                    lacking.setdefault(self._weighed(rule), {}).update(dict.fromkeys(lacks))
                continue
            tables |= dict.fromkeys(need for need in entry.needs if hasattr(self.tables, need))
            chosen[entry.sees].append(entry)
        together_edits = [
            entry for entry in (*chosen[Sees.VISIT], *chosen[Sees.PATIENT]) if entry.across
        ]
        return _Plan(
            edits=Dispatch((*chosen[Sees.VISIT], *chosen[Sees.CLAIM]), self.tables),
            batch=tuple(entry.run for entry in chosen[Sees.BATCH]),
            together=Dispatch(together_edits, self.tables),
            across=frozenset(rule.id for entry in together_edits for rule in entry.across),
            payer=() if self.payer is None else (f"payer:{self.payer.kind.value}",),
            settling=frozenset(
                rule.id for entry in self.edits if entry.settles for rule in entry.rules
            ),
            clean=Report(
                not_checked=tuple(
                    NotChecked(rule=rule, lacks=tuple(lacks))
                    for rule, lacks in sorted(lacking.items(), key=lambda item: _stage(item[0]))
                ),
                editions=tuple(_edition(getattr(self.tables, name), name) for name in tables),
            ),
        )

    def _report(self, plan: _Plan, found: Iterable[Outcome], checked: Any) -> Report:
        findings: list[Finding] = []
        # A rule is known by its id: telling whole values apart would cost more than the check.
        undecided = {(n.rule.id, n.lacks): n for n in plan.clean.not_checked}
        for outcome in found:
            if not self._is_wanted(outcome.rule):
                continue
            rule = self._weighed(outcome.rule)
            said = outcome if rule is outcome.rule else attrs.evolve(outcome, rule=rule)
            if isinstance(said, NotChecked):
                undecided.setdefault((rule.id, said.lacks), said)
            else:
                findings.append(said)
        findings = _unsettled(findings, plan.settling)
        cls = type(checked)
        ranks = (
            {field.name: n for n, field in enumerate(attrs.fields(cls))} if attrs.has(cls) else {}
        )
        findings.sort(
            key=lambda finding: (
                _place(finding.path, ranks),
                -_WEIGHTS[finding.severity],
                _stage(finding.rule),
            )
        )
        once = dict.fromkeys(findings)
        accepted: tuple[Finding, ...] = ()
        if self.baseline is not None and checked is not None:
            key = claim_key(checked)
            accepted = tuple(f for f in once if self.baseline.accepts(key, f))
        return attrs.evolve(
            plan.clean,
            findings=tuple(f for f in once if f not in accepted),
            not_checked=tuple(undecided.values()),
            accepted=accepted,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        names = [field.name for field in attrs.fields(Checker) if field.init]
        return _rebuild, ({name: getattr(self, name) for name in names},)


def _unsettled(findings: list[Finding], settling: frozenset[str]) -> list[Finding]:
    """The findings without those that only follow from a code that is itself in error."""
    settled = {
        finding.path
        for finding in findings
        if finding.rule.id in settling and finding.severity is Severity.ERROR
    }
    if not settled:
        return findings
    return [
        finding
        for finding in findings
        if finding.rule.id in settling
        or (finding.path not in settled and settled.isdisjoint(finding.related))
    ]


def _rebuild(fields: dict[str, Any]) -> Checker:
    return Checker(**fields)


def _is_lowered(rule: Rule, severity: Severity) -> bool:
    return _is_structural(rule) and _WEIGHTS[severity] < _WEIGHTS[rule.severity]


def _stage(rule: Rule) -> tuple[int, int, str]:
    return _STAGES.get(rule.id[:1], _LAST_STAGE), rule.snip_type, rule.id


def _place(path: str, ranks: Mapping[str, int]) -> tuple[tuple[int, str, int], ...]:
    return tuple(
        (ranks.get(name, -1), name, int(index) if index else -1)
        for name, index in _PART.findall(path)
    )


def _edition(table: Any, name: str) -> str:
    system = getattr(table, "system", None)
    return f"{name if system is None else system.name} {getattr(table, 'edition', '')}".rstrip()


_DEFAULT = Checker()


def check(claim: Claim | AnyEncounter, **options: Any) -> Report:
    """The report on a claim or an encounter; ``options`` are those of :class:`Checker`."""
    return (Checker(**options) if options else _DEFAULT)(claim)


def check_batch(claims: Iterable[Claim], **options: Any) -> Report:
    """One report on claims sent together; ``options`` are those of :class:`Checker`."""
    return (Checker(**options) if options else _DEFAULT).check_batch(claims)


def check_text(text: str, **options: Any) -> Report:
    """One report on an 837 text and its claims; ``options`` are those of :class:`Checker`."""
    return (Checker(**options) if options else _DEFAULT).check_text(text)
