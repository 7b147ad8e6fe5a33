"""NCCI add-on code edits: a code that is paid only beside a primary one of the same day and provider."""

from collections.abc import Iterator, Sequence
from datetime import date

from medclaim.codes.add_on import AddOnCodes
from medclaim.codes.edits._said import coded, for_ncci, outside, path_of, texts_of
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding, Rule, Severity

_SOURCE = "NCCI add-on code edits; Medicare Claims Processing Manual, chapter 12, section 30"
_WHOSE = "An error for Medicare and Medicaid, else a warning"

LISTED_MISSING = Rule(
    id="C013",
    name="addon-without-primary-1",
    summary="An add-on code of type 1 stands beside one of its listed primary codes.",
    authority=f"{_SOURCE}. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-107/N122", "CO-B15"),
    snip_type=6,
)
ANY_MISSING = Rule(
    id="C014",
    name="addon-without-primary-2",
    summary="An add-on code of type 2 stands beside a primary code of the contractor's choice.",
    authority=f"{_SOURCE}; the contractor decides",
    severity=Severity.WARNING,
    answer=("CO-107/N122",),
    snip_type=6,
)
PLAUSIBLE_MISSING = Rule(
    id="C015",
    name="addon-without-primary-3",
    summary="An add-on code of type 3 stands beside a listed primary code, or one like them.",
    authority=f"{_SOURCE}; the contractor decides",
    severity=Severity.WARNING,
    answer=("CO-107/N122",),
    snip_type=6,
)
ALONE = Rule(
    id="C016",
    name="addon-alone-on-claim",
    summary="No claim is of add-on codes alone.",
    authority=f"{_SOURCE}. {_WHOSE}",
    severity=Severity.ERROR,
    answer=("CO-107/N122",),
    snip_type=6,
)
WITH_51 = Rule(
    id="C018",
    name="addon-with-51",
    summary="An add-on code carries no modifier 51.",
    authority="CPT, appendix A (51 is not appended to add-on codes); knowledge, unconfirmed: payers "
    "ignore it or deny",
    severity=Severity.WARNING,
    answer=("CO-4/N519",),
    snip_type=6,
)
_OF_KIND = {1: LISTED_MISSING, 2: ANY_MISSING, 3: PLAUSIBLE_MISSING}
_RULES = (*_OF_KIND.values(), ALONE, WITH_51)

# The NCCI file's own exception: more critical care may fall on the day after its first hour.
_ANOTHER_DAY = frozenset({"99292"})


@coding_edit(*_RULES, needs=("add_on_codes",), kinds=(Kind.PROFESSIONAL, Kind.INSTITUTIONAL))
def primaries(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Add-on codes without their primary code, or with modifier 51."""
    table = tables.add_on_codes
    if table is None or visit.is_inpatient:
        return
    if all(map(table.knows, visit.service_days)) and not any(
        table.names(procedure.code.text) for procedure in visit.procedures
    ):
        return
    known: list[CodedProcedure] = []
    kinds: dict[tuple[str, date], int | None] = {}
    for procedure in coded(visit):
        code, day = _key(procedure)
        if table.knows(day):
            known.append(procedure)
            kinds[code, day] = table.kind(code, day)
        else:
            yield from outside(_RULES, "add_on_codes")
    added = [procedure for procedure in known if kinds[_key(procedure)] is not None]
    for procedure in added:
        if "51" in texts_of(procedure):
            yield WITH_51.at(
                path_of(procedure, ("51",)), f"{procedure.code} is an add-on code: it takes no 51"
            )
    if added and len(added) == len(visit.lines):
        yield for_ncci(ALONE, visit).at(
            added[0].path,
            "there are add-on codes only: each is paid beside a primary code",
            related=[procedure.path for procedure in added[1:]],
        )
        return
    others = [procedure for procedure in known if kinds[_key(procedure)] is None]
    for procedure in added:
        kind = kinds[_key(procedure)]
        assert kind is not None
        yield from _unaccompanied(visit, table, procedure, kind, known, others)


def _key(procedure: CodedProcedure) -> tuple[str, date]:
    assert procedure.first_day is not None
    return procedure.code.text, procedure.first_day


def _unaccompanied(
    visit: CodedVisit,
    table: AddOnCodes,
    procedure: CodedProcedure,
    kind: int,
    known: Sequence[CodedProcedure],
    others: Sequence[CodedProcedure],
) -> Iterator[Finding]:
    code, day = _key(procedure)
    listed = frozenset(table.primaries(code, day))
    # A primary code of an add-on code may be an add-on code itself.
    if any(_is_beside(procedure, one) and one.code.text in listed for one in known):
        return
    if kind != 1 and any(_is_beside(procedure, one) for one in others):
        return
    shown = sorted(listed)
    rule = _OF_KIND[kind]
    which = f"one of {len(shown)} primary codes" if len(shown) > 3 else " or ".join(shown)
    yield (for_ncci(rule, visit) if kind == 1 else rule).at(
        procedure.path,
        f"{code} is an add-on code: it needs {which or 'a primary code'} on the same day by the "
        "same provider",
    )


def _is_beside(procedure: CodedProcedure, one: CodedProcedure) -> bool:
    return (
        one is not procedure
        and one.provider == procedure.provider
        and (one.first_day == procedure.first_day or procedure.code.text in _ANOTHER_DAY)
    )
