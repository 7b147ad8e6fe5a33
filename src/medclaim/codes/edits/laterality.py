"""Sides: codes of one condition on both of them, a side left open, a service on the other one."""

from collections.abc import Callable, Container, Iterator

from medclaim._rules import rule_of_codes
from medclaim._text import ALPHANUMERIC
from medclaim.codes._structure import Laterality
from medclaim.codes._system import CodeValue
from medclaim.codes._table import CodeTable
from medclaim.codes._verdict import Status
from medclaim.codes.edits._diagnoses import GUIDELINES, first_icd10cm, icd10cm, paths, together
from medclaim.codes.edits._said import outside, path_of
from medclaim.codes.edits._watched import watched
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, Severity

BOTH_APART = rule_of_codes(
    "B039",
    "dx-laterality-left-right-pair",
    "Left and right of one condition are its bilateral code, where there is one.",
    f"{GUIDELINES} I.B.13",
)
UNSPECIFIED_WITH_SIDE = rule_of_codes(
    "B040",
    "dx-laterality-unspecified-with-specified",
    "A condition whose side is known is not coded without a side too.",
    f"{GUIDELINES} I.B.13",
    "CO-16/M76",
)
BILATERAL_WITH_SIDE = rule_of_codes(
    "B041",
    "dx-laterality-bilateral-plus-side",
    "A bilateral condition is not coded on one side too.",
    f"{GUIDELINES} I.B.13",
)
UNSPECIFIED = rule_of_codes(
    "B042",
    "dx-laterality-unspecified",
    "A code without a side is for what the record leaves open.",
    f"{GUIDELINES} I.B.13; CMS, Definitions of Medicare Code Edits, edit 20 (returned from 2022-04-01 "
    "on, unless the bill remarks that the side cannot be known): a warning there",
    "A7:772",
    severity=Severity.INFORMATION,
)
OTHER_SIDE = rule_of_codes(
    "B043",
    "dx-laterality-vs-modifier",
    "A service on one side is for a condition of that side.",
    "unconfirmed: what payers compare; the meaning of the modifiers of sides (HCPCS Level II)",
    "CO-11",
    "CO-4/N519",
)
UNSPECIFIED_PRINCIPAL = rule_of_codes(
    "B044",
    "dx-unspecified-code",
    "A principal diagnosis says what the record says, where a code of its category says more.",
    f"{GUIDELINES} I.B.18 (right where no more is known); asked of principal diagnoses alone",
    "A7:772",
    "CO-16/M81",
    severity=Severity.INFORMATION,
)

_RETURNED = UNSPECIFIED.weighing(Severity.WARNING)
_LEFT, _RIGHT = Laterality.LEFT, Laterality.RIGHT
_SIDES = {
    **dict.fromkeys(("LT", "E1", "E2", "FA", "F1", "F2", "F3", "F4"), _LEFT),
    **dict.fromkeys(("TA", "T1", "T2", "T3", "T4"), _LEFT),
    **dict.fromkeys(("RT", "E3", "E4", "F5", "F6", "F7", "F8", "F9"), _RIGHT),
    **dict.fromkeys(("T5", "T6", "T7", "T8", "T9"), _RIGHT),
}
_OF_SIDES = frozenset({"left", "right", "bilateral", "both"})


def _table(tables: Tables) -> CodeTable:
    assert tables.icd10cm is not None
    return tables.icd10cm


class _Rows:
    """The codes of a table that something is true of: worked out for a code when it is met."""

    def __init__(self, table: CodeTable, is_true: Callable[[Icd10CmCode], bool]) -> None:
        self._table, self._is_true = table, is_true

    def __contains__(self, trait: object) -> bool:
        assert isinstance(trait, str)
        return self._table.is_ever_billable(trait) and self._is_true(Icd10CmCode(trait))


def _of_sides(tables: Tables) -> Container[str]:
    # Of left and right together, the left one is enough to look.
    table = _table(tables)
    return _Rows(table, lambda code: table.laterality(code) not in (None, _RIGHT))


@coding_edit(
    BOTH_APART,
    UNSPECIFIED_WITH_SIDE,
    BILATERAL_WITH_SIDE,
    UNSPECIFIED,
    needs=("icd10cm",),
    triggers=_of_sides,
)
def sides(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """One condition on its sides in several codes, or on none."""
    table = _table(tables)
    sided = [(d, side) for d in icd10cm(visit) if (side := table.laterality(d.code)) is not None]
    for diagnosis, side in sided:
        beside = [
            (d, other)
            for d, other in sided
            if _place(diagnosis, d) is not None and together(visit, diagnosis, d)
        ]
        if side is Laterality.UNSPECIFIED:
            known = [d for d, other in beside if other is not side]
            if known:
                yield UNSPECIFIED_WITH_SIDE.at(
                    diagnosis.path,
                    f"{diagnosis.code} leaves the side open, but {known[0].code} says it",
                    related=paths(known),
                )
            elif not _is_returned(visit, tables, diagnosis):
                yield UNSPECIFIED.at(
                    diagnosis.path,
                    f"{diagnosis.code} leaves the side open: other codes beside it say it",
                )
        elif side is Laterality.BILATERAL:
            for d, other in beside:
                if other in (_LEFT, _RIGHT) and _is_wider(table, diagnosis.code, d.code):
                    yield BILATERAL_WITH_SIDE.at(
                        d.path,
                        f"{d.code} is the {other} side of {diagnosis.code}, which is bilateral",
                        related=(diagnosis.path,),
                    )
        elif side is _LEFT:
            for d, other in beside:
                both = _bilateral(table, visit, diagnosis, d) if other is _RIGHT else None
                if both is not None:
                    last = max(diagnosis, d, key=_number)
                    yield BOTH_APART.at(
                        last.path,
                        f"{diagnosis.code} and {d.code} are both sides of one condition: {both}",
                        related=[one.path for one in (diagnosis, d) if one is not last],
                    )


def _number(diagnosis: CodedDiagnosis) -> int:
    return diagnosis.number


def _is_returned(visit: CodedVisit, tables: Tables, diagnosis: CodedDiagnosis) -> bool:
    """Whether Medicare returns a stay for the side that a code leaves open."""
    return (
        visit.is_inpatient
        and visit.is_medicare
        and tables.mce is not None
        and bool(tables.mce.unspecified.holds(diagnosis.code, visit.selecting_day))
    )


def _returned(tables: Tables) -> Container[str]:
    assert tables.mce is not None
    return watched(tables.mce.unspecified)


@coding_edit(UNSPECIFIED, needs=("mce",), kinds=(Kind.INSTITUTIONAL,), triggers=_returned)
def returned_for_its_side(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A stay with a code that Medicare returns it for."""
    codes, day = icd10cm(visit), visit.selecting_day
    if not codes or day is None or not visit.is_inpatient or not visit.is_medicare:
        return
    assert tables.mce is not None
    first, last = tables.mce.unspecified.table.window
    if not first <= day <= last:
        yield from outside((UNSPECIFIED,), "mce")
        return
    for diagnosis in codes:
        if _is_returned(visit, tables, diagnosis):
            yield _RETURNED.at(
                diagnosis.path, f"{diagnosis.code} leaves a side open for which Medicare has codes"
            )


def _place(one: CodedDiagnosis, other: CodedDiagnosis) -> int | None:
    """The one place where two codes differ, ``None`` where they differ in more, or in length."""
    first, second = one.code.text, other.code.text
    if len(first) != len(second):
        return None
    places = [at for at, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    return places[0] if len(places) == 1 else None


def _bilateral(
    table: CodeTable, visit: CodedVisit, one: CodedDiagnosis, other: CodedDiagnosis
) -> Icd10CmCode | None:
    """The code of both sides, where the list has it at the place where the two differ."""
    at = _place(one, other)
    if at is None or _words(table, one.code) != _words(table, other.code):
        return None
    text = one.code.text
    for character in ALPHANUMERIC:
        beside = text[:at] + character + text[at + 1 :]
        if not table.is_ever_billable(beside):
            continue
        code = Icd10CmCode(beside)
        if (
            table.laterality(code) is Laterality.BILATERAL
            and table.status(code, visit.selecting_day) is Status.BILLABLE
            and _is_wider(table, code, one.code)
        ):
            return code
    return None


def _is_wider(table: CodeTable, both: CodeValue, one: CodeValue) -> bool:
    """Whether a bilateral code is about no more than the code of one side: eyelids are two a side."""
    return _words(table, both) <= _words(table, one)


def _words(table: CodeTable, code: CodeValue) -> set[str]:
    title = (table.title(code) or "").lower().replace(",", " ").replace("(s)", "")
    return {_singular(word) for word in title.split()} - _OF_SIDES


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.rstrip("s")


@coding_edit(OTHER_SIDE, needs=("icd10cm",), kinds=(Kind.PROFESSIONAL,), triggers=_SIDES)
def side_of_service(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """A service on one side that points to conditions of the other alone."""
    table = _table(tables)
    by_number = {d.number: d for d in icd10cm(visit)}
    for procedure in visit.procedures:
        said = {_SIDES[m.text] for m in procedure.modifiers if m.text in _SIDES}
        if len(said) != 1:
            continue
        (side,) = said
        pointed = [by_number[n] for n in procedure.pointers if n in by_number]
        of_sides = [(d, table.laterality(d.code)) for d in pointed]
        lateral = [(d, s) for d, s in of_sides if s in (_LEFT, _RIGHT, Laterality.BILATERAL)]
        if lateral and all(s in (_LEFT, _RIGHT) and s is not side for _, s in lateral):
            diagnosis, other = lateral[0]
            yield OTHER_SIDE.at(
                path_of(procedure, _SIDES),
                f"{procedure.code} is on the {side}, but {diagnosis.code} is of the {other}",
                related=paths(d for d, _ in lateral),
            )


def _unspecified(tables: Tables) -> Container[str]:
    table = _table(tables)
    return _Rows(table, lambda code: "unspecified" in (table.title(code) or "").lower())


@coding_edit(
    UNSPECIFIED_PRINCIPAL,
    needs=("icd10cm",),
    kinds=(Kind.INSTITUTIONAL,),
    triggers=_unspecified,
)
def unspecified_principal(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """A stay for what the code leaves open, though its category has codes that do not."""
    table, first = _table(tables), first_icd10cm(visit)
    if first is None or not visit.is_inpatient:
        return
    code = first.code
    if "unspecified" not in (table.title(code) or "").lower() or table.laterality(code) is not None:
        return
    category = Icd10CmCode(code.text[:3])
    others = table.descendants(category, visit.selecting_day)
    if any("unspecified" not in (table.title(other) or "unspecified").lower() for other in others):
        yield UNSPECIFIED_PRINCIPAL.at(
            first.path, f"{code} is unspecified: is more known? Other codes of {category} say more"
        )
