"""Take a rule's condition away and see that a vector of the rule notices: mutation of the edits.

    python tools/mutate.py                     # 80 rules spread over the sections
    python tools/mutate.py --sample 0          # every rule
    python tools/mutate.py C020 D065           # these rules

For each rule its violating vectors show at which places of the source it is found. Of each place some
mutants are made, one at a time, in the running process: *never*, in which nothing is found there any
more; *always*, in which the condition nearest around it holds whatever is asked (an ``if``, the ``if``
of a comprehension, or an early ``return`` or ``continue`` before it, which then is not taken), and
then each condition further out in the function; *without*, in which one part of the nearest condition
is not asked. A vector of the rule must fail, as ``tests/edits/test_rules.py`` asks of it, or one of a
rule beside it in the same edit.

A rule passes where each *never* and some *always* is noticed. What survives by itself is printed: it
asks for nothing but a type or a way out in time, or it wants a vector.
"""

import argparse
import ast
import importlib
import inspect
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, NamedTuple

import attrs

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from medclaim.claims.check import ALL, Checker  # noqa: E402  found by the path above
from medclaim.edit import Edit  # noqa: E402
from medclaim.findings import Finding, Rule, Severity  # noqa: E402
from tests.claims.samples import checker  # noqa: E402
from tests.edits.test_rules import CASES, RULES, Case, _report  # noqa: E402

SAMPLE = 80
SEED = 20261125
SURVIVED, RAISED = "survived", "killed by an exception"
_WHOLE = ("never", "always")
EDITS = ("medclaim.codes.edits", "medclaim.claims.edits")
_LEAVES = (ast.Return, ast.Continue, ast.Break, ast.Raise)
_COMPREHENSIONS = (ast.GeneratorExp, ast.ListComp, ast.SetComp, ast.DictComp)

CHECKERS: dict[tuple[str, bool], Checker] = {}
ALONE: dict[str, bool] = {}
BY_RULE: dict[str, list[Case]] = defaultdict(list)
for _case in CASES:
    BY_RULE[_case.rule].append(_case)


class Place(NamedTuple):
    """Where in the source a finding is made, or asked for: a module, a function, a position."""

    module: str
    function: str
    position: tuple[int | None, ...]


class Guard(NamedTuple):
    """A condition on the way to a place: the node that holds it, the field, and what it must be.

    Where ``must_be`` is ``None`` it is what a loop goes through, by a call that picks from its first
    argument.
    """

    node: ast.AST
    field: str
    index: int | None
    must_be: bool | None

    @property
    def test(self) -> ast.expr:
        held = getattr(self.node, self.field)
        return held if self.index is None else held[self.index]

    def put(self, test: ast.expr) -> None:
        if self.index is None:
            setattr(self.node, self.field, test)
        else:
            getattr(self.node, self.field)[self.index] = test

    def parts(self) -> Iterator["Guard"]:
        """The parts of a condition of which all must hold, each a condition by itself."""
        test, joint = self.test, ast.And if self.must_be else ast.Or
        if isinstance(test, ast.BoolOp) and isinstance(test.op, joint):
            for index in range(len(test.values)):
                yield Guard(test, "values", index, self.must_be)

    def mutant(self, *, holds: bool) -> ast.expr:
        """What stands in its place so that it always, or never, lets control come on."""
        right = self.test
        if self.must_be is None:
            assert isinstance(right, ast.Call)
            return right.args[0] if holds else ast.Tuple([], ast.Load())
        # The question is still asked, since it may name what comes after it.
        answer = self.must_be is holds
        return ast.BoolOp(ast.Or() if answer else ast.And(), [right, ast.Constant(answer)])


class Mutant(NamedTuple):
    """One change of one condition, and how the rule's vectors took it."""

    rule: str
    what: str
    where: str
    verdict: str

    @property
    def is_killed(self) -> bool:
        return self.verdict != SURVIVED


# Which edits and vectors a rule has, and whether they still say what they should.


def _checker(case: Case, *, is_triggered: bool) -> Checker:
    """The vector's checker with the rule's own edits only; kept, since only functions change."""
    key = (f"{case.rule} {case.options} {case.base.KIND}", is_triggered)
    if key not in CHECKERS:
        edits = tuple(e for e in ALL if any(rule.id == case.rule for rule in e.rules))
        if not is_triggered:
            edits = tuple(attrs.evolve(entry, triggers=None) for entry in edits)
        CHECKERS[key] = attrs.evolve(checker(case.options, case.base), edits=edits)
    return CHECKERS[key]


def _holds(case: Case) -> bool:
    """Whether a vector is found to be what it says, with and without triggers."""
    for is_triggered in (True, False):
        report = _report(case, _checker(case, is_triggered=is_triggered))
        found = [finding for finding in report if finding.rule.id == case.rule]
        if case.what == "satisfies":
            lacking = {entry.rule.id for entry in report.not_checked}
            if found or case.rule in lacking:
                return False
            continue
        expected = Severity(case.body.get("severity", RULES[case.rule].severity))
        said = [(f.path, f.severity, f.suggestion) for f in found]
        if said != [(case.body["path"], expected, case.body.get("suggestion"))]:
            return False
    return True


# Where a rule's findings are made: the frames below ``Rule.at`` while its vectors run.


def _places(frame: FrameType | None) -> Iterator[Place]:
    while frame is not None:
        module, code = frame.f_globals.get("__name__", ""), frame.f_code
        if module.startswith(EDITS):
            position = [*code.co_positions()][frame.f_lasti // 2]
            yield Place(module, code.co_qualname.split(".<locals>")[0], position)
        frame = frame.f_back


@contextmanager
def _recording(found: dict[str, set[tuple[Place, ...]]]) -> Iterator[None]:
    made = Rule.at

    def at(rule: Rule, *args: Any, **facts: Any) -> Finding:
        found[rule.id].add(tuple(_places(sys._getframe(1))))
        return made(rule, *args, **facts)

    Rule.at = at  # type: ignore[method-assign]
    try:
        yield
    finally:
        Rule.at = made  # type: ignore[method-assign]


def _chains(rule: str) -> list[tuple[Place, ...]]:
    """The ways in which violating vectors reach a finding of the rule, innermost place first."""
    found: dict[str, set[tuple[Place, ...]]] = defaultdict(set)
    with _recording(found):
        for case in BY_RULE[rule]:
            if case.what == "violates":
                _report(case, _checker(case, is_triggered=True))
    return sorted(found[rule], key=repr)


# The conditions around a place.


class _Module:
    """A module's source as a tree whose nodes know their parents."""

    def __init__(self, name: str) -> None:
        self.module: ModuleType = importlib.import_module(name)
        self.path = inspect.getsourcefile(self.module) or ""
        self.tree = ast.parse(Path(self.path).read_text(encoding="utf-8"))
        self.parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }

    def at(self, position: tuple[int | None, ...]) -> ast.AST | None:
        """The widest expression that ends at a position: where a chain of calls begins, code forgets."""
        _, end_line, _, end_column = position
        for node in ast.walk(self.tree):
            if isinstance(node, ast.expr) and (
                (node.end_lineno, node.end_col_offset) == (end_line, end_column)
            ):
                return node
        return None

    def guards(self, node: ast.AST) -> Iterator[Guard]:
        """The conditions that let control come to ``node`` inside its function, nearest first."""
        while not isinstance(node, ast.FunctionDef):
            parent = self.parents[node]
            if isinstance(parent, _COMPREHENSIONS):
                for made in reversed(parent.generators):
                    for index in reversed(range(len(made.ifs))):
                        yield Guard(made, "ifs", index, must_be=True)
            elif isinstance(parent, ast.IfExp | ast.If | ast.While) and node is not parent.test:
                body = parent.body if isinstance(parent.body, list) else [parent.body]
                if isinstance(node, ast.stmt):
                    yield from self._left_before(node, parent)
                yield Guard(parent, "test", None, must_be=node in body)
            elif isinstance(node, ast.stmt):
                yield from self._left_before(node, parent)
                if isinstance(parent, ast.For):
                    yield from self._filtered(parent.iter)
            node = parent

    @staticmethod
    def _filtered(over: ast.expr) -> Iterator[Guard]:
        """What a comprehension that is walked leaves out, or when nothing is walked."""
        if isinstance(over, ast.IfExp):
            yield Guard(over, "test", None, must_be=True)
        if isinstance(over, _COMPREHENSIONS):
            for made in over.generators:
                for index in range(len(made.ifs)):
                    yield Guard(made, "ifs", index, must_be=True)

    @staticmethod
    def _left_before(node: ast.stmt, parent: ast.AST) -> Iterator[Guard]:
        """The early ways out of the block before a statement, the nearest first."""
        for block in (getattr(parent, name, []) for name in ("body", "orelse", "finalbody")):
            if isinstance(block, list) and node in block:
                for before in reversed(block[: block.index(node)]):
                    for inner in ast.walk(before) if isinstance(before, ast.If) else ():
                        if isinstance(inner, ast.If) and isinstance(inner.body[-1], _LEAVES):
                            yield Guard(inner, "test", None, must_be=False)

    def loops(self, node: ast.AST) -> Iterator[tuple[str | None, Guard]]:
        """Where no condition stands: what the loops around ``node`` go through.

        A generator of the same module is named, and the conditions are those of what it yields.
        """
        while not isinstance(node, ast.FunctionDef):
            node = self.parents[node]
            if isinstance(node, ast.For) and isinstance(node.iter, ast.Call) and node.iter.args:
                called = node.iter.func
                for made in self.tree.body if isinstance(called, ast.Name) else ():
                    if isinstance(made, ast.FunctionDef) and made.name == called.id:
                        for inner in ast.walk(made):
                            if isinstance(inner, ast.Yield):
                                yield from ((made.name, guard) for guard in self.guards(inner))
                yield None, Guard(node, "iter", None, must_be=None)


MODULES: dict[str, _Module] = {}


def _module(name: str) -> _Module:
    if name not in MODULES:
        MODULES[name] = _Module(name)
    return MODULES[name]


def _guards(chain: tuple[Place, ...]) -> list[tuple[Place, Guard]]:
    """The conditions on a way in the innermost function that has one, nearest first."""
    for place in chain:
        module = _module(place.module)
        node = module.at(place.position)
        if node is None:
            continue
        found = [(place, guard) for guard in module.guards(node)] or [
            (place if name is None else place._replace(function=name), guard)
            for name, guard in module.loops(node)
        ]
        if found:
            return found
    return []


# A mutant lives in the running process: a function is given the code of a changed source.


def _function(place: Place) -> FunctionType:
    found: Any = _module(place.module).module
    for name in place.function.split("."):
        found = getattr(found, name)
    found = found.run if isinstance(found, Edit) else found
    return inspect.unwrap(found)


def _code_of(compiled: CodeType, name: str, line: int) -> CodeType:
    for constant in compiled.co_consts:
        if isinstance(constant, CodeType):
            if (constant.co_qualname, constant.co_firstlineno) == (name, line):
                return constant
            if name.startswith(f"{constant.co_qualname}."):
                return _code_of(constant, name, line)
    raise LookupError(name)


@contextmanager
def _mutated(place: Place, guard: Guard, *, holds: bool) -> Iterator[None]:
    """The function of a place with one condition always, or never, what lets control come there."""
    module, function = _module(place.module), _function(place)
    right, whole = guard.test, function.__code__
    guard.put(ast.fix_missing_locations(ast.copy_location(guard.mutant(holds=holds), right)))
    try:
        compiled = compile(module.tree, module.path, "exec")
    finally:
        guard.put(right)
    function.__code__ = _code_of(compiled, whole.co_qualname, whole.co_firstlineno)
    try:
        yield
    finally:
        function.__code__ = whole


def _is_alone(case: Case) -> bool:
    """Whether a vector holds, without a mutant, when its rule's own edits are alone."""
    if case.name not in ALONE:
        ALONE[case.name] = _holds(case)
    return ALONE[case.name]


def _beside(rule: str) -> list[Case]:
    """The vectors of the other rules that the rule's edits can find."""
    others = {r.id: None for e in ALL if RULES[rule] in e.rules for r in e.rules if r.id != rule}
    return [case for other in others for case in BY_RULE[other] if _is_alone(case)]


def _verdict(own: list[Case], beside: list[Case]) -> str:
    """How the vectors of a rule take a mutant, else those of the rules beside it."""
    try:
        if not all(map(_holds, own)):
            return "killed"
        return SURVIVED if all(map(_holds, beside)) else "killed by a rule beside it"
    except Exception:  # noqa: BLE001  whatever a mutant raises fails the test that meets it
        return RAISED


def _mutants(rule: str) -> Iterator[Mutant]:
    """Each mutant of a rule with what became of it."""
    done = set()
    beside = _beside(rule)
    for chain in _chains(rule):
        for rank, (place, guard) in enumerate(_guards(chain)):
            test = guard.test
            if (place.module, test.lineno, test.col_offset) in done:
                continue
            done.add((place.module, test.lineno, test.col_offset))
            asked = [("always", guard)]
            if rank == 0:
                asked = [("never", guard), *asked, *(("without", part) for part in guard.parts())]
            for what, changed in asked:
                test = changed.test
                where = (
                    f"{place.module.removeprefix('medclaim.')}:{test.lineno} {ast.unparse(test)}"
                )
                with _mutated(place, changed, holds=what != "never"):
                    yield Mutant(rule, what, where, _verdict(BY_RULE[rule], beside))


def _sample(size: int, seed: int) -> list[str]:
    """Rules of every section in turn, drawn by a seed."""
    sections: dict[str, list[str]] = defaultdict(list)
    for rule in sorted(RULES):
        sections[rule[0]].append(rule)
    for rules in sections.values():
        random.Random(seed).shuffle(rules)
    found: list[str] = []
    while any(sections.values()):
        found += [rules.pop() for rules in sections.values() if rules]
    return sorted(found[: size or None])


def main() -> int:
    parser = argparse.ArgumentParser(description="mutate the conditions of rules")
    parser.add_argument("rules", nargs="*", help="ids; without one, a sample")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many rules; 0 for all")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    rules = asked.rules or _sample(asked.sample, asked.seed)
    counts: Counter[str] = Counter()
    weak, raised = [], []
    for rule in rules:
        if not all(map(_is_alone, BY_RULE[rule])):
            print(f"{rule}: its vectors need other edits than its own")
            weak.append(rule)
            continue
        mutants = list(_mutants(rule))
        counts.update(f"{mutant.what} {mutant.verdict}" for mutant in mutants)
        for mutant in mutants:
            if not mutant.is_killed:
                print(f"{rule} {mutant.what} survived: {mutant.where}")
        noticed = {what: [m.is_killed for m in mutants if m.what == what] for what in _WHOLE}
        if not (noticed["never"] and all(noticed["never"]) and any(noticed["always"])):
            weak.append(rule)
        elif all(m.verdict in (SURVIVED, RAISED) for m in mutants if m.what != "never"):
            raised.append(rule)
    print(f"{len(rules)} rules of sections {', '.join(sorted({rule[0] for rule in rules}))}")
    for told, count in sorted(counts.items()):
        print(f"  {told}: {count}")
    print(f"rules of which only an exception notices that the condition holds: {len(raised)}")
    print(f"rules whose condition can be taken away unnoticed: {', '.join(weak) or 'none'}")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
