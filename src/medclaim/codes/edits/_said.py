"""What the edits on procedures say alike: who it is an error for, and what a table could not answer."""

from collections.abc import Iterable, Iterator

from medclaim._rules import for_medicare
from medclaim.codes.cpt import CptCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind
from medclaim.findings import NotChecked, Rule

# SBR09: Medicaid must use the NCCI methods too (section 1903(r) of the Social Security Act).
_MEDICAID = "MC"


def for_ncci(rule: Rule, visit: CodedVisit) -> Rule:
    """The rule as it weighs for the payer: what NCCI says binds Medicare and Medicaid alone."""
    return rule if visit.payer == _MEDICAID else for_medicare(rule, visit)


def coded(visit: CodedVisit) -> Iterator[CodedProcedure]:
    """The procedures with a CPT or HCPCS code and a day, which is all these tables know of."""
    for procedure in visit.procedures:
        if type(procedure.code) in (CptCode, HcpcsCode) and procedure.first_day is not None:
            yield procedure


def furnished_by(procedure: CodedProcedure, visit: CodedVisit) -> str | None:
    """The provider by whom NCCI compares a service: of a facility's bill the facility alone."""
    return None if visit.kind is Kind.INSTITUTIONAL else procedure.provider


# The first three characters of every code of that section: few others have them.
VISITS = frozenset({"980", "992", "993", "994"})


def is_visit(procedure: CodedProcedure) -> bool:
    """Whether it is a visit or other evaluation and management (CPT)."""
    code = procedure.code
    return code.text[:3] in VISITS and type(code) is CptCode and code.is_evaluation_and_management


def name_of(code: object) -> str:
    """What a message calls a code: nothing says what the text of a system not known here holds.

    >>> name_of(CptCode("99213")), name_of(OtherProcedureCode("ER", "ABC-1"))
    ('99213', 'this service')
    """
    return "this service" if type(code) is OtherProcedureCode else str(code)


def outside(rules: Iterable[Rule], table: str) -> Iterator[NotChecked]:
    """The rules that a table cannot decide, since the day is none of its window's."""
    for rule in rules:
        yield NotChecked(rule=rule, lacks=(f"{table} in force on the day of service",))


def path_of(procedure: CodedProcedure, modifiers: Iterable[str]) -> str:
    """Where the first of some modifiers stands on a line, else where its modifiers are."""
    wanted = frozenset(modifiers)
    for modifier, path in zip(procedure.modifiers, procedure.modifier_paths, strict=True):
        if modifier.text in wanted:
            return path
    return f"{procedure.line}.modifiers"


def texts_of(procedure: CodedProcedure) -> frozenset[str]:
    """The modifiers of a line as texts."""
    return procedure.modifier_texts
