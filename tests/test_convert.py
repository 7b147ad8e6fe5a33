"""Plain JSON and back: equal values, nothing guessed, and no word of the data in an error."""

import ast
import json
import pickle
import subprocess
import sys
from datetime import date, time
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclaim import codes, strategies
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.encounter import Diagnosis, Encounter, Service
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import Coverage, Identifier, Organization, Patient, Person
from medclaim.claims.unplaced import Unplaced
from medclaim.claims.x12.envelope import Delimiters
from medclaim.codes import CptCode, Icd9CmCode, Icd9PcsCode, Icd10CmCode, Npi, OtherProcedureCode
from medclaim.codes.tables import EMBEDDED, Status, Verdict
from medclaim.codes.visit import CodedVisit
from medclaim.convert import (
    NotPlainError,
    converter,
    from_json,
    from_plain,
    to_json,
    to_plain,
)
from medclaim.dates import DateRange
from medclaim.edit import Edit, Kind
from medclaim.findings import Finding, NotChecked, Report, Rule, Severity
from medclaim.malformed import Malformed, Reason

RULE = Rule(
    id="Z901",
    name="n",
    summary="s",
    authority="a",
    severity=Severity.ERROR,
    answer=("CO-16", "A7:1"),
)
FINDING = RULE.at("lines[0].charge", "m", related=["total_charge"], suggestion="100")
MALFORMED = Malformed(kind="NPI", text="12", reason=Reason.LENGTH)
UNPLACED = (
    Unplaced(level="2300", loop="2300", place=(), anchor=1850, elements=("K3", "TEXT")),
    Unplaced(
        level="2400",
        loop="2430",
        place=((8, 0), (1, 2)),
        anchor=5400,
        elements=("SVD", ("HC", "99213"), ""),
        element=(0, 0, 3, 2),
    ),
)


def only_plain(data: Any) -> bool:
    if type(data) is dict:
        return all(type(key) is str and only_plain(value) for key, value in data.items())
    if type(data) is list:
        return all(map(only_plain, data))
    return type(data) in (str, int, bool, type(None))


def there_and_back(value: Any, cls: Any = None) -> None:
    plain = to_plain(value)
    assert only_plain(plain)
    again = from_json(cls or type(value), to_json(value))
    assert type(again) is type(value)
    assert again == value
    assert to_plain(again) == plain


MADE: tuple[st.SearchStrategy[Any], ...] = (
    strategies.professional_claims(),
    strategies.malformed_professional_claims(),
    strategies.dental_claims(),
    strategies.malformed_dental_claims(),
    strategies.dental_encounters(),
    strategies.institutional_claims(),
    strategies.malformed_institutional_claims(),
    strategies.institutional_encounters(),
    strategies.encounters(),
    strategies.coverages(),
    strategies.envelopes(),
    strategies.delimiters(),
    strategies.providers(),
    strategies.billing_providers(),
    strategies.date_ranges(),
)


@settings(max_examples=60)
@given(st.one_of(*MADE))
def test_what_was_made_plain_is_equal_when_made_again(value: Any) -> None:
    """`convert.py`: every value to and from plain JSON, equal after the round trip."""
    there_and_back(value)


@given(st.one_of(*(st.builds(system.value_class.read, st.text()) for system in codes.SYSTEMS)))
def test_what_could_not_be_typed_comes_back_as_it_stood(value: Any) -> None:
    """A claim's fields hold either, so any claim that exists in the world can be held."""
    there_and_back(value)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_every_digit(number: Decimal) -> None:
    """Quantities, percentages and value-code amounts are unrounded Decimals."""
    assert str(from_json(Decimal, to_json(number))) == str(number)


VALUES: tuple[Any, ...] = (
    Reason.CHECK_DIGIT,
    Kind.PROFESSIONAL,
    date(2024, 2, 29),
    time(23, 59),
    RULE,
    FINDING,
    NotChecked(rule=RULE, lacks=("cpt", "history")),
    Report(
        findings=(FINDING,), not_checked=(NotChecked(rule=RULE, lacks=("x",)),), editions=("E",)
    ),
    MALFORMED,
    *UNPLACED,
    Delimiters(element="|"),
    Identifier("G2", MALFORMED, "00123"),
    Diagnosis(Icd9CmCode("250.00")),
    OtherProcedureCode("ER", "ABC-1"),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_that_no_strategy_makes(value: Any) -> None:
    there_and_back(value)


@pytest.mark.parametrize("system", codes.SYSTEMS, ids=lambda system: system.key)
def test_a_system_is_its_key(system: codes.CodeSystem) -> None:
    assert to_plain(system) == system.key
    assert from_plain(codes.CodeSystem, system.key) is system


def test_a_verdict_finds_its_embedded_table_again() -> None:
    assert EMBEDDED.icd10cm is not None
    verdict = EMBEDDED.icd10cm.lookup(Icd10CmCode("E11"), date(2026, 3, 2))
    assert verdict.status is Status.HEADER
    there_and_back(verdict)
    again = from_json(Verdict, to_json(verdict))
    assert (str(again), again.title) == (str(verdict), verdict.title)
    assert EMBEDDED.icd9pcs is not None
    there_and_back(EMBEDDED.icd9pcs.lookup(Icd9PcsCode("36.15"), date(2014, 3, 2)))


def test_many_values_at_once() -> None:
    pair = (Diagnosis(Icd10CmCode("E11.9")), Diagnosis(Icd9CmCode("401.9")))
    assert from_json(tuple[Diagnosis, ...], to_json(pair)) == pair


# What two classes would write alike, and the one that is meant.
ALIKE = [
    (Diagnosis, "code", Icd10CmCode("V70"), Icd9CmCode("V70")),
    (Service, "procedure_code", CptCode("00100"), OtherProcedureCode("ER", "00100")),
    (Service, "service_dates", date(2026, 3, 2), DateRange(date(2026, 3, 2), date(2026, 3, 2))),
    (Identifier, "text", "12", Malformed(kind="text", text="12", reason=Reason.CHARACTER)),
]


@pytest.mark.parametrize("cls, field, one, other", ALIKE)
def test_classes_that_look_alike_stay_apart(cls: Any, field: str, one: Any, other: Any) -> None:
    others: dict[Any, dict[str, Any]] = {
        Diagnosis: {},
        Service: {"procedure_code": "99213", "service_dates": "20260302", "charge": 1},
        Identifier: {"qualifier": "G2"},
    }
    for value in (one, other):
        made = cls(**{**others[cls], field: value})
        assert type(getattr(from_plain(cls, to_plain(made)), field)) is type(value)


SECRET = "SAMPLE-SECRET"


def claim_data() -> dict[str, Any]:
    line = ProfessionalLine(
        line_number=1,
        procedure_code=CptCode("99213"),
        charge=Decimal(1),
        service_dates=date(2026, 3, 2),
    )
    return to_plain(line)  # type: ignore[no-any-return]


# What stands in a line's data, and what is said of it.
REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"charge": 1.5}, "charge: is not one of Decimal, Malformed, or does not say which"),
    ({"charge": 1}, "charge: is not one of Decimal, Malformed"),
    ({"charge": "NaN"}, "charge: is not the text of Decimal"),
    ({"charge": "1_0"}, "charge: is not the text of Decimal"),
    ({"charge": "1.005"}, "charge: has more than two decimals; round it before it is billed"),
    ({"charge": "1E+999999999"}, "charge: is not a finite number of at most 18 digits"),
    ({"line_number": True}, "line_number: is not one of Malformed, int"),
    ({"line_number": "1"}, "line_number: is not one of Malformed, int"),
    ({"service_dates": "2026-02-30"}, "service_dates: is not the text of date"),
    ({"service_dates": SECRET}, "service_dates: is not the text of date"),
    ({"procedure_code": "99213"}, "procedure_code: is not one of CdtCode, CptCode"),
    ({"procedure_code": {"type": "CptCode", "value": SECRET}}, "procedure_code: CPT: character"),
    ({"procedure_code": {"type": "CptCode", "text": "99213"}}, "procedure_code: is not one of"),
    ({"procedure_code": {"type": ["CptCode"], "value": "99213"}}, "procedure_code: is not one of"),
    ({"modifiers": "25"}, "modifiers: is not a list"),
    ({"modifiers": ["25", "2-"]}, "modifiers[1]: modifier: character at position 2"),
    ({"modifiers": ["25", None, 3]}, "modifiers[1]: is not one of Malformed, Modifier"),
    ({"note": SECRET}, "note: is not an object of the fields of Note"),
    ({"note": {"reference_code": "ADD"}}, "note: lacks text"),
    ({"note": {"reference_code": "ADD", "text": "\n"}}, "note: text: is empty; leave it out"),
    ({SECRET: 1}, "has a field that ProfessionalLine does not have"),
    ({"rendering_provider": {"npi": SECRET}}, "rendering_provider: lacks name"),
    (
        {"unit_basis": {"type": "Malformed", "kind": "x", "text": "x", "reason": SECRET}},
        "unit_basis.reason",
    ),
]


@pytest.mark.parametrize("facts, said", REFUSED)
def test_what_is_not_the_plain_form_is_refused_without_its_text(
    facts: dict[str, Any], said: str
) -> None:
    """No exception ever holds PHI; conversions re-raise ``from None``."""
    with pytest.raises(NotPlainError) as caught:
        from_plain(ProfessionalLine, claim_data() | facts)
    assert said in str(caught.value)
    check_hides(caught.value)


def check_hides(error: NotPlainError) -> None:
    assert error.__context__ is None
    assert error.__cause__ is None
    assert SECRET not in str(error)
    assert SECRET not in repr(vars(error))
    assert not getattr(error, "__notes__", [])
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.problems) == (str(error), error.problems)


@pytest.mark.parametrize(
    "text",
    (
        f'{{"name": "{SECRET}"',
        f'{{"name": "{SECRET}", "name": "{SECRET}"}}',
        f'{{"name": NaN, "x": "{SECRET}"}}',
        f'["{SECRET}"]',
        '{"name": 1' + "0" * 5000 + "}",
        "[" * 100_000,
        "",
        "null",
        '{"name": null}',
        '{"name": 1.0}',
    ),
)
def test_a_text_that_is_no_json_or_says_a_thing_twice_is_refused(text: str) -> None:
    with pytest.raises(NotPlainError) as caught:
        from_json(Organization, text)
    check_hides(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.text() | st.sampled_from(["type", "value", "name", "lines"]), inner
            )
        ),
    )
)
def test_junk_is_refused(data: Any) -> None:
    """Two channels, never mixed: one bad text raises, and it raises what is documented."""
    for cls in (ProfessionalClaim, Encounter, Coverage, Patient, Person, Npi):
        with pytest.raises(NotPlainError) as caught:
            from_plain(cls, data)
        assert caught.value.__context__ is None


@settings(max_examples=60)
@given(strategies.malformed_professional_claims(), st.data())
def test_a_claim_with_one_part_exchanged_is_refused_or_another_claim(
    claim: ProfessionalClaim, data: st.DataObject
) -> None:
    """Unions are tagged so that nothing is guessed: what comes back says what the data says."""
    plain = to_plain(claim)
    holder, key = plain, ""
    while True:
        keys = sorted(holder) if isinstance(holder, dict) else range(len(holder))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(holder[key], dict | list) or not holder[key] or data.draw(st.booleans()):
            break
        holder = holder[key]
    holder[key] = data.draw(st.sampled_from([None, "", SECRET, "1", 1, [], {}, {"type": "Person"}]))
    try:
        made = from_plain(ProfessionalClaim, plain)
    except NotPlainError as error:
        check_hides(error)
    else:
        assert from_plain(ProfessionalClaim, to_plain(made)) == made


def test_only_the_first_few_problems_are_shown() -> None:
    with pytest.raises(NotPlainError, match=r"and 95 more$") as caught:
        from_plain(tuple[Npi, ...], [0] * 100)
    assert len(caught.value.problems) == 100


@pytest.mark.parametrize(
    "value",
    (
        object(),
        1.5,
        {1, 2},
        len,
        b"x",
        pytest,
        Edit(rules=(), run=lambda: iter(())),
        CodedVisit(kind=Kind.DENTAL),
        EMBEDDED,
    ),
)
def test_what_has_no_plain_form_says_so(value: object) -> None:
    with pytest.raises(TypeError, match="has no plain form"):
        to_plain(value)
    with pytest.raises(TypeError, match="has no plain form"):
        from_plain(type(value), {})


def test_a_value_in_a_field_it_does_not_belong_in_is_not_written() -> None:
    finding: Any = Finding(rule=RULE, path="p", message="m", suggestion=1)  # type: ignore[arg-type]
    with pytest.raises((TypeError, NotPlainError)):
        from_plain(Finding, to_plain(finding))


def test_the_converter_is_made_once_and_may_be_copied() -> None:
    assert converter() is converter()
    mine = converter().copy()
    mine.register_unstructure_hook(Person, lambda _: "hidden")
    assert mine.unstructure(Person(last_name="SAMPLE")) == "hidden"
    assert to_plain(Person(last_name="SAMPLE")) == {"last_name": "SAMPLE"}


def test_what_is_none_or_empty_is_left_out_and_every_other_default_is_said() -> None:
    plain = claim_data()
    assert plain["units"] == "1"
    assert plain["unit_basis"] == "UN"
    fields = {field.name: field.default for field in attrs.fields(ProfessionalLine)}
    assert {name for name, default in fields.items() if default in (None, ())}.isdisjoint(plain)


def test_nothing_imports_the_converter() -> None:
    """Keep its import out of the library's: a program that converts nothing does not pay for it."""
    program = (
        "import sys, medclaim, medclaim.claims.x12, medclaim.codes.tables;"
        "print(sorted({'cattrs', 'hypothesis', 'medclaim.convert', 'medclaim.strategies', 'json'}"
        " & set(sys.modules)))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ast.literal_eval(run.stdout) == []


def test_the_json_text_is_ascii_and_may_be_indented() -> None:
    text = to_json(Organization("ÉCOLE"), indent=1)
    assert text.isascii()
    assert json.loads(text) == {"name": "ÉCOLE"}
    assert "\n" in text
