"""The CMS-1500: what stands in each item, what does not fit, where a value is printed."""

import json
import pickle
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.forms import cms1500
from medclaim.claims.forms._cms1500_items import FORM
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Contact,
    Identifier,
    Organization,
    Patient,
    Payer,
    Person,
    Provider,
    Subscriber,
)
from medclaim.claims.professional import ClaimDates
from medclaim.claims.supplements import ClaimIdentifiers, Note, RelatedCauses
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.ssn import Ssn
from medclaim.dates import DateRange
from medclaim.findings import Severity
from medclaim.malformed import Malformed, Reason

VECTORS = Path(__file__).parents[1] / "vectors" / "forms"
RULES = json.loads((VECTORS / "cms1500_rules.json").read_text(encoding="utf-8"))["vectors"]
WIDTHS = json.loads((VECTORS / "cms1500_widths.json").read_text(encoding="utf-8"))


T = TypeVar("T")


def new(kind: Callable[..., T], **fields: Any) -> T:
    """A value made from plain texts, as a caller without types would write it."""
    return kind(**fields)


def evolve(value: T, **changes: Any) -> T:
    anything: Any = value
    changed: T = attrs.evolve(anything, **changes)
    return changed


STREET = new(
    Address, line_1="100 Test St", city="Example City", state="TX", postal_code="752010001"
)
DOCTOR = new(
    Provider,
    name=Person(last_name="Doctor", first_name="Test", middle_name="Quill"),
    npi="1234567893",
    taxonomy="207Q00000X",
)
HOLDER = new(
    Subscriber,
    name=Person(last_name="Sample", first_name="Anna", middle_name="Quinn"),
    member_id="XYZ123",
    responsibility="P",
    relationship="18",
    filing_indicator="BL",
    group_number="GRP1",
    group_name="Example Plan Gold",
    address=STREET,
    birth_date=date(1960, 3, 2),
    sex="F",
)
LINE = new(
    ProfessionalLine,
    line_number=1,
    procedure_code="99213",
    modifiers=["25"],
    charge="125",
    diagnosis_pointers=[1, 2],
    service_dates=date(2026, 3, 2),
)
CLAIM = new(
    ProfessionalClaim,
    billing_provider=new(
        BillingProvider,
        name=Organization("Example Family Practice"),
        npi="1999999984",
        tax_id="12-3456789",
        address=STREET,
        taxonomy="207Q00000X",
        contacts=[Contact(telephone="2145550100")],
    ),
    subscriber=HOLDER,
    payer=new(Payer, name="Example Plan", payer_id="12345", address=STREET),
    patient_control_number="VISIT-1",
    total_charge="125",
    place_of_service="11",
    diagnoses=["E11.9", "I10"],
    rendering_provider=DOCTOR,
    lines=[LINE],
)


def with_lines(count: int) -> ProfessionalClaim:
    lines = [evolve(LINE, line_number=n + 1) for n in range(count)]
    return evolve(CLAIM, lines=lines, total_charge=Decimal(125 * count))


def put(value: Any, steps: list[tuple[str, str]], new: Any) -> Any:
    (name, index), *rest = steps
    inner = getattr(value, name)
    if index:
        changed = [*inner]
        changed[int(index)] = put(inner[int(index)], rest, new) if rest else new
        return evolve(value, **{name: changed})
    return evolve(value, **{name: put(inner, rest, new) if rest else new})


def made(plain: Any) -> Any:
    """The value a vector's JSON stands for."""
    if isinstance(plain, list):
        return [made(each) for each in plain]
    if not isinstance(plain, dict):
        return plain
    ((kind, text),) = plain.items()
    if kind == "Provider":
        name: Any = Organization(text["name"]) if "name" in text else Person(**text)
        street = text.get("line_1")
        return new(Provider, name=name, address=street and evolve(STREET, line_1=street))
    if kind == "Identifier":
        return Identifier(*text)
    if kind == "Malformed":
        return Malformed(kind="code", text=text, reason=Reason.LENGTH)
    return {"Icd10CmCode": Icd10CmCode, "Icd9CmCode": Icd9CmCode}[kind](text)


def changed(changes: dict[str, Any]) -> ProfessionalClaim:
    claim: ProfessionalClaim = CLAIM
    for path, plain in changes.items():
        if path == "lines":
            claim = with_lines(plain)
        else:
            claim = put(claim, re.findall(r"(\w+)(?:\[(\d+)\])?", path), made(plain))
    return claim


def ids(claim: ProfessionalClaim) -> set[str]:
    return {finding.rule.id for finding in cms1500.check(claim)}


def test_the_plain_visit_item_by_item() -> None:
    # NUCC manual: names last, first, middle initial; MM DD CCYY; no point in item 21; dollars and
    # cents apart; nine-digit postal codes hyphenated; upper case.
    (page,) = cms1500.render(CLAIM)
    assert {number: text for number, text in page.items.items() if text} == {
        "carrier": "EXAMPLE PLAN\n100 TEST ST\nEXAMPLE CITY TX 75201-0001",
        "1": "GROUP HEALTH PLAN",
        "1a": "XYZ123",
        "2": "SAMPLE, ANNA, Q",
        "3": "03 02 1960 F",
        "4": "SAMPLE, ANNA, Q",
        "5": "100 TEST ST\nEXAMPLE CITY TX\n75201-0001",
        "6": "SELF",
        "7": "100 TEST ST\nEXAMPLE CITY TX\n75201-0001",
        "10a": "NO",
        "10b": "NO",
        "10c": "NO",
        "11": "GRP1",
        "11a": "03 02 1960 F",
        "11c": "EXAMPLE PLAN GOLD",
        "12": "SIGNATURE ON FILE",
        "13": "SIGNATURE ON FILE",
        "21": "0",
        "21A": "E119",
        "21B": "I10",
        "25": "123456789 EIN",
        "26": "VISIT-1",
        "27": "YES",
        "28": "125 00",
        "31": "SIGNATURE ON FILE",
        "33": "214 5550100\nEXAMPLE FAMILY PRACTICE\n100 TEST ST\nEXAMPLE CITY TX 75201-0001",
        "33a": "1999999984",
        "33b": "ZZ207Q00000X",
    }
    (line,) = page.lines
    assert {number: text for number, text in line.items() if text} == {
        "24I shaded": "ZZ",
        "24J shaded": "207Q00000X",
        "24A": "03 02 26 03 02 26",
        "24B": "11",
        "24D": "99213 25",
        "24E": "AB",
        "24F": "125 00",
        "24G": "1",
        "24J": "1234567893",
    }
    assert cms1500.check(CLAIM).is_clean


def test_every_number_of_the_form_is_in_the_table() -> None:
    numbers = {item.number for item in cms1500.ITEMS}
    assert {str(n) for n in range(1, 34) if n != 10} <= numbers
    assert {f"24{letter}" for letter in "ABCDEFGHIJ"} <= numbers
    assert {f"21{letter}" for letter in "ABCDEFGHIJKL"} <= numbers
    lettered = {"1a", "9a", "9b", "9c", "9d", "10a", "10b", "10c", "10d", "11a", "11b", "11c"}
    assert lettered | {"11d", "17a", "17b", "32a", "32b", "33a", "33b"} <= numbers


@pytest.mark.parametrize("is_verified, widths", [(True, "widths"), (False, "unverified")])
def test_widths(is_verified: bool, widths: str) -> None:
    table = {item.key: item.parts for item in cms1500.ITEMS}
    for number, expected in WIDTHS[widths].items():
        parts = table[number]
        assert [part.width for part in parts] == expected, number
        typed = [part for part in parts if not part.marks]
        assert all(part.is_verified is is_verified for part in typed), number


@pytest.mark.parametrize("vector", RULES, ids=lambda v: f"{v['rule']} {v['path']}")
def test_rule(vector: dict[str, Any]) -> None:
    broken = cms1500.check(changed(vector["violating"]))
    found = [f for f in broken if f.rule.id == vector["rule"]]
    assert vector["path"] in {f.path for f in found}
    assert cms1500.locate(vector["path"]) == (vector["item"] or cms1500.locate(vector["path"]))
    assert vector["rule"] not in ids(changed(vector["satisfying"]))


def test_every_rule_has_a_vector() -> None:
    assert {rule.id for rule in cms1500.RULES} == {vector["rule"] for vector in RULES}
    assert len({rule.name for rule in cms1500.RULES}) == len(cms1500.RULES)


def test_a_rule_that_is_not_confirmed_is_no_error() -> None:
    for rule in cms1500.RULES:
        if rule.authority.endswith("not confirmed against the current text"):
            assert rule.severity is Severity.WARNING


@pytest.mark.parametrize("vector", RULES, ids=lambda v: f"{v['rule']} {v['path']}")
def test_what_does_not_fit_is_refused_whole(vector: dict[str, Any]) -> None:
    claim = changed(vector["violating"])
    unfit = {"D300", "D301", "D303", "D307", "D311", "D315", "D316"}
    if vector["rule"] in unfit:
        with pytest.raises(DoesNotFitError) as caught:
            cms1500.render(claim)
        assert {f.rule.id for f in caught.value.findings} <= unfit
        assert set(caught.value.findings) <= set(cms1500.check(claim))
    else:
        assert cms1500.render(claim)


# Letters that occur nowhere else, so that any trace of them is a leak.
PRIVATE = (
    "subscriber.name.last_name",
    "subscriber.member_id",
    "subscriber.address.line_1",
    "patient_control_number",
    "lines[0].description",
)


@pytest.mark.parametrize("secret", ["QZX" * 30, "QZXÉ", "Q.ZX QZX"])
@pytest.mark.parametrize("path", PRIVATE)
def test_no_finding_and_no_error_holds_what_was_written(secret: str, path: str) -> None:
    claim = changed({path: secret})
    report = cms1500.check(claim)
    assert "QZX" not in str(report) + repr(report)
    if any(finding.severity is Severity.ERROR for finding in report):
        with pytest.raises(DoesNotFitError) as caught:
            cms1500.render(claim)
        assert "QZX" not in str(caught.value) + repr(caught.value)
        again = pickle.loads(pickle.dumps(caught.value))
        assert (again.findings, str(again)) == (caught.value.findings, str(caught.value))
    else:
        (page,) = cms1500.render(claim)
        assert "QZX" not in repr(page) + repr([*page])


def test_the_error_names_rule_item_and_width() -> None:
    claim = changed({"patient_control_number": "A" * 15})
    with pytest.raises(
        DoesNotFitError,
        match=r"^1 value does not fit: D303 at patient_control_number: item 26 holds 14 characters",
    ):
        cms1500.render(claim)


@pytest.mark.parametrize("count, pages", [(0, 1), (1, 1), (6, 1), (7, 2), (12, 2), (13, 3)])
def test_six_services_a_page_and_the_totals_on_the_last(count: int, pages: int) -> None:
    claim = evolve(with_lines(count), patient_paid="20")
    rendered = cms1500.render(claim)
    assert [(page.number, page.count) for page in rendered] == [
        (n, pages) for n in range(1, pages + 1)
    ]
    assert sum(len(page.lines) for page in rendered) == count
    assert all(len(page.lines) == 6 for page in rendered[:-1])
    for page in rendered[:-1]:
        # Texas Medicaid and HMSA: "continued" in 28 but on the last form.
        assert (page.items["28"], page.items["29"]) == ("CONTINUED", "")
        assert page.items["21A"] == "E119"
    assert (rendered[-1].items["28"], rendered[-1].items["29"]) == (f"{125 * count} 00", "20 00")


def test_medicare_first() -> None:
    # Medicare Claims Processing Manual, chapter 26, 10.2: items 4 and 7 blank, NONE in 11; 17a, 24I
    # and 33b are not reported; 32 is filled in but for services at home.
    claim = changed({"subscriber.filing_indicator": "MB", "lines[0].diagnosis_pointers": [1]})
    (page,) = cms1500.render(claim)
    assert page.items["1"] == "MEDICARE"
    assert page.items["11"] == "NONE"
    blank = ("4", "6", "7", "11a", "11c", "32b", "33b")
    assert not any(page.items[number] for number in blank)
    assert not page.lines[0]["24I shaded"]
    assert page.items["32"].startswith("EXAMPLE FAMILY PRACTICE")
    (at_home,) = cms1500.render(evolve(claim, place_of_service="12"))
    assert at_home.items["32"] == ""


def test_a_patient_other_than_the_insured() -> None:
    child = new(
        Patient,
        name=Person(last_name="Sample", first_name="Ben", name_suffix="Jr"),
        birth_date=date(2015, 7, 4),
        sex="U",
        address=STREET,
        relationship="19",
    )
    claim = evolve(CLAIM, patient=child, subscriber=evolve(HOLDER, relationship=None))
    (page,) = cms1500.render(claim)
    # Suffix after the last name and before the first; an unknown sex is left blank.
    assert page.items["2"] == "SAMPLE JR, BEN"
    assert page.items["3"] == "07 04 2015"
    assert page.items["4"] == "SAMPLE, ANNA, Q"
    assert page.items["6"] == "CHILD"


@pytest.mark.parametrize(
    "code, text", [("01", "SPOUSE"), ("19", "CHILD"), ("G8", "OTHER"), ("20", "OTHER")]
)
def test_relationship(code: str, text: str) -> None:
    patient = new(
        Patient,
        name=HOLDER.name,
        birth_date=date(1960, 1, 1),
        sex="F",
        address=STREET,
        relationship=code,
    )
    claim = evolve(CLAIM, patient=patient, subscriber=evolve(HOLDER, relationship=None))
    assert cms1500.render(claim)[0].items["6"] == text


@pytest.mark.parametrize(
    "indicator, group, text",
    [
        ("MB", None, "MEDICARE"),
        ("MC", None, "MEDICAID"),
        ("CH", None, "TRICARE"),
        ("BL", "GRP1", "GROUP HEALTH PLAN"),
        ("CI", None, "OTHER"),
        ("HM", "GRP1", "OTHER"),
        ("WC", None, "OTHER"),
        (None, None, ""),
    ],
)
def test_kind_of_coverage(indicator: str | None, group: str | None, text: str) -> None:
    claim = changed({"subscriber.filing_indicator": indicator, "subscriber.group_number": group})
    assert cms1500.render(claim)[0].items["1"] == text


def test_dates_causes_and_numbers() -> None:
    claim = evolve(
        CLAIM,
        related_causes=new(RelatedCauses, codes=["AA", "OA"], state="TX"),
        dates=new(
            ClaimDates,
            onset="2026-02-01",
            accident="2026-01-31",
            disability=DateRange(date(2026, 2, 1), date(2026, 2, 20)),
            admission="2026-02-02",
        ),
        referring_provider=evolve(
            DOCTOR, identifiers=[Identifier("EI", "X"), Identifier("0B", "TX123")]
        ),
        note=Note("ADD", "seen after a fall"),
        frequency_code="7",
        payer_claim_control_number="ORIG1",
        identifiers=new(ClaimIdentifiers, clia_number="12D3456789"),
        assignment_code="C",
        provider_signature="N",
    )
    (page,) = cms1500.render(claim)
    expected = {
        "10a": "NO",
        "10b": "YES TX",
        "10c": "YES",
        "14": "02 01 26 431",
        "15": "439 01 31 26",
        "16": "02 01 26 02 20 26",
        "17": "DN TEST Q DOCTOR",
        "17a": "0B TX123",
        "17b": "1234567893",
        "18": "02 02 26",
        "19": "NTEADDSEEN AFTER A FALL",
        "22": "7 ORIG1",
        "23": "12D3456789",
        "27": "NO",
        "31": "",
    }
    assert {number: page.items[number] for number in expected} == expected


def test_one_service_in_full() -> None:
    line = evolve(
        LINE,
        procedure_code="J3490",
        description="example drug",
        modifiers=["JZ", "59"],
        service_dates=DateRange(date(2026, 3, 2), date(2026, 3, 4)),
        place_of_service="22",
        emergency="Y",
        epsdt="Y",
        units="1.5",
        charge="99.05",
        rendering_provider=new(
            Provider,
            name=Organization("Other"),
            npi="1999999984",
            identifiers=[Identifier("G2", "P77")],
        ),
    )
    (page,) = cms1500.render(evolve(CLAIM, lines=[line]))
    assert dict(page.lines[0]) == {
        "24 shaded": "ZZEXAMPLE DRUG",
        "24I shaded": "G2",
        "24J shaded": "P77",
        "24A": "03 02 26 03 04 26",
        "24B": "22",
        "24C": "Y",
        "24D": "J3490 JZ 59",
        "24E": "AB",
        "24F": "99 05",
        "24G": "1.5",
        "24H": "Y",
        "24J": "1999999984",
    }


def test_a_missing_value_prints_nothing_and_is_no_finding_of_the_form() -> None:
    claim = evolve(
        CLAIM,
        total_charge=Malformed.missing("amount"),
        diagnoses=[],
        lines=[evolve(LINE, diagnosis_pointers=[])],
        subscriber=evolve(HOLDER, birth_date=Malformed.missing("date")),
    )
    assert cms1500.check(claim).is_clean
    (page,) = cms1500.render(claim)
    assert (page.items["28"], page.items["21"], page.items["3"]) == ("", "", "F")


def test_a_person_who_bills_under_a_social_security_number() -> None:
    billing = evolve(
        CLAIM.billing_provider, name=DOCTOR.name, tax_id=Ssn("219-09-9998"), contacts=[]
    )
    (page,) = cms1500.render(evolve(CLAIM, billing_provider=billing))
    assert page.items["25"] == "219099998 SSN"
    assert page.items["33"].startswith("TEST Q DOCTOR\n")


@pytest.mark.parametrize("text", ["Zoë", "Анна", "Ａnna", "🩺", "ß", "ı"])
def test_a_character_the_form_cannot_hold_is_said_not_changed(text: str) -> None:
    claim = changed({"subscriber.name.first_name": text})
    assert "D315" in ids(claim)
    with pytest.raises(DoesNotFitError):
        cms1500.render(claim)


def is_in_the_model(kind: Any, steps: list[str]) -> bool:
    if not steps:
        return True
    if get_origin(kind) in {Union, UnionType, tuple}:
        return any(is_in_the_model(inner, steps) for inner in get_args(kind))
    hints = get_type_hints(kind) if attrs.has(kind) else {}
    return steps[0] in hints and is_in_the_model(hints[steps[0]], steps[1:])


def test_every_path_of_the_table_is_in_the_model() -> None:
    for path in FORM.paths:
        steps = re.findall(r"\w+", re.sub(r"\[\d*\]", "", path))
        assert is_in_the_model(ProfessionalClaim, steps), path


@pytest.mark.parametrize(
    "path, number",
    [
        ("lines[1].modifiers[0]", "24D"),
        ("lines[1].modifiers[9]", "24D"),
        ("lines[0].procedure_code", "24D"),
        ("lines[12].charge", "24F"),
        ("lines[0].service_dates", "24A"),
        ("lines[0].rendering_provider.npi", "24J"),
        ("rendering_provider.npi", "24J"),
        ("lines[0].diagnosis_pointers[3]", "24E"),
        ("diagnoses[0]", "21A"),
        ("diagnoses[11]", "21L"),
        ("diagnoses[12]", "21"),
        ("subscriber.member_id", "1a"),
        ("subscriber.name.last_name", "4"),
        ("subscriber.address.city", "7"),
        ("subscriber.filing_indicator", "1"),
        ("patient.name.first_name", "2"),
        ("patient.name", "2"),
        ("patient.birth_date", "3"),
        ("patient.address", "5"),
        ("patient.relationship", "6"),
        ("billing_provider.npi", "33a"),
        ("billing_provider.tax_id", "25"),
        ("billing_provider.address.line_1", "33"),
        ("service_facility.address.city", "32"),
        ("referring_provider.npi", "17b"),
        ("dates.onset", "14"),
        ("dates.accident", "15"),
        ("dates.disability_begin", "16"),
        ("frequency_code", "22"),
        ("prior_authorization", "23"),
        ("lines[3].prior_authorizations[1].text", "23"),
        ("patient_control_number", "26"),
        ("assignment_code", "27"),
        ("total_charge", "28"),
        ("patient_paid", "29"),
        ("place_of_service", "24B"),
        ("payer.name", "carrier"),
        ("payer.payer_id", None),
        ("claim_or_encounter", None),
        ("lines", None),
        ("lines[0]", None),
        ("", None),
        ("nowhere[0].at.all", None),
    ],
)
def test_locate(path: str, number: str | None) -> None:
    assert cms1500.locate(path) == number


def test_every_printed_value_is_located_where_it_is_printed() -> None:
    (page,) = cms1500.render(CLAIM)
    numbers = {item.number for item in cms1500.ITEMS}
    for printed in page:
        if printed.text and printed.path:
            assert cms1500.locate(printed.path) in numbers | {None}
    by_path = {printed.path: printed.item.number for printed in page if printed.text}
    assert by_path["lines[0].charge"] == cms1500.locate("lines[0].charge")


def test_a_page_reads_as_a_listing() -> None:
    (page,) = cms1500.render(CLAIM)
    listing = str(page)
    assert listing.splitlines()[0] == "CMS-1500 (02/12), page 1 of 1"
    assert "      1a  insured's identification number         XYZ123" in listing
    assert "A 03 02 26 03 02 26  B 11  D 99213 25  E AB  F 125 00  G 1  J 1234567893" in listing
    assert listing.isascii()
    assert listing == listing.rstrip()
    assert repr(page) == "Page(CMS-1500 (02/12), 1 of 1)"


def test_nothing_on_the_form_holds_a_point_in_a_code_or_a_sign_in_an_amount() -> None:
    # D307, D312 and D313 hold by construction.
    (page,) = cms1500.render(with_lines(3))
    for number in ("21A", "21B", "28"):
        assert re.fullmatch(r"[A-Z0-9 ]+", page.items[number])
    for line in page.lines:
        assert re.fullmatch(r"[0-9]{1,6} [0-9]{2}", line["24F"])
        assert re.fullmatch(r"(?:[0-9]{2} ?){6}", line["24A"])


WHERE = {
    "subscriber.member_id": "1a",
    "subscriber.name.last_name": "2",
    "subscriber.address.line_1": "5",
    "subscriber.group_number": "11",
    "patient_control_number": "26",
    "payer.name": "carrier",
    "prior_authorization": "23",
}


@given(
    st.sampled_from(sorted(WHERE)),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
)
def test_a_value_is_printed_whole_or_refused(path: str, text: str) -> None:
    """NUCC gives each space its characters; what is longer is never cut short."""
    claim = changed({path: text})
    try:
        (page,) = cms1500.render(claim)
    except DoesNotFitError as error:
        assert {f.rule.id for f in error.findings} <= {"D303", "D315"}  # noqa: PT017 - either way is right
    else:
        assert text.upper() in page.items[WHERE[path]]
