import pickle
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from medclaim.claims.baseline import Baseline
from medclaim.claims.check import ALL, Checker, check, check_batch
from medclaim.claims.claim import Claim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.encounter import Encounter, Service
from medclaim.claims.history import History
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import Person, Provider
from medclaim.claims.payers import COMMERCIAL, MEDICARE_PART_B, TRICARE, PayerPolicy
from medclaim.codes.errors import InvalidCode
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Edit, Kind, Sees, coding_edit, edit
from medclaim.findings import Finding, NotChecked, Report, Rule, Severity
from medclaim.malformed import Reason
from tests.claims import samples
from tests.claims.samples import CLAIM, DAY, ENCOUNTER, PATIENT, changed, claim

ERROR, WARNING, INFORMATION = Severity.ERROR, Severity.WARNING, Severity.INFORMATION


def ids(report: Report) -> list[str]:
    return [finding.rule.id for finding in report]


# Bad input: each wrong thing has one clear answer, at construction or in the report.

READ = [
    ("Icd10CmCode", "e119", Reason.NOT_BILLING_FORM, "A001"),
    ("Icd10CmCode", " E119 ", Reason.NOT_BILLING_FORM, "A001"),
    ("Icd10CmCode", "", Reason.EMPTY, "A001"),
    ("Icd10CmCode", "E１１９", Reason.NOT_ASCII, "A001"),
    ("Icd10CmCode", "Е119", Reason.NOT_ASCII, "A001"),
    ("Icd10CmCode", "25000", Reason.CHARACTER, "A001"),
    ("Icd10CmCode", "E11.9", Reason.NOT_BILLING_FORM, "A002"),
]


@pytest.mark.parametrize("system, text, reason, rule", READ)
def test_a_text_that_is_no_code_is_held_and_found(
    system: str, text: str, reason: Reason, rule: str
) -> None:
    bad = claim({"diagnoses": [{"$read": [system, text]}, "I10"]})
    assert bad.diagnoses[0].reason is reason  # type: ignore[union-attr]
    assert ids(check(bad)) == [rule]
    assert check(bad).findings[0].path == "diagnoses[0]"


CODES = [
    (["J1885", "I10"], "A003", "an HCPCS code: there is no J18.85"),
    (["F17.999", "I10"], "A003", "never assigned"),
    (["M35.8", "I10"], "A004", "divided on 2021-01-01"),
    (["E11", "I10"], "A004", "a header"),
    (["S72.001", "I10"], "A005", "no seventh character"),
]


@pytest.mark.parametrize("diagnoses, rule, why", CODES)
def test_a_well_formed_code_that_cannot_be_billed(
    diagnoses: list[str], rule: str, why: str
) -> None:
    assert ids(check(claim({"diagnoses": diagnoses}))) == [rule], why


def test_a_deleted_code_names_its_last_day() -> None:
    # Z91.11 ended on 2023-09-30.
    (finding,) = check(claim({"diagnoses": ["I10", "Z91.11"]})).findings
    assert finding.rule.id in {"A004", "A009"}


def test_icd10_before_its_day() -> None:
    early = claim({"lines[0].service_dates": "2015-09-30", "lines[1].service_dates": "2015-09-30"})
    report = check(early)
    assert ids(report) == ["A010", "A010"]


@pytest.mark.parametrize(
    "changes, rule",
    [
        ({"lines[0].modifiers": ["25", "59", "76", "77", "GC"]}, "A027"),
        ({"lines[0].diagnosis_pointers": [3]}, "D094"),
        ({"lines[0].charge": "-1", "total_charge": "41.50"}, "D066"),
        ({"lines": [], "total_charge": "0"}, "D097"),
        ({"lines[*]": 51, "total_charge": "6375"}, "D097"),
    ],
)
def test_limits(changes: dict[str, Any], rule: str) -> None:
    assert rule in ids(check(claim(changes)))


def test_thirteen_diagnoses() -> None:
    thirteen = ["E119", *[f"M25.5{n}" for n in (11, 12, 21, 22, 31, 32, 41, 42, 51, 52, 61, 62)]]
    report = check(claim({"diagnoses": thirteen}))
    assert [(f.rule.id, f.path) for f in report.errors] == [("B124", "diagnoses[12]")]


@pytest.mark.parametrize("charge", ["1.005", "1,00", "abc", Decimal("1.001")])
def test_a_charge_that_is_no_amount_is_refused(charge: Any) -> None:
    with pytest.raises(ValueError, match="charge"):
        attrs.evolve(ENCOUNTER.services[0], charge=charge)


@pytest.mark.parametrize("charge", [1.0, float("nan"), True, None])
def test_a_charge_of_another_type_is_refused(charge: Any) -> None:
    with pytest.raises(TypeError, match="charge"):
        attrs.evolve(ENCOUNTER.services[0], charge=charge)


@pytest.mark.parametrize("code", ["e1.19", "E１1９", "Е11.9", "250.00", ""])
def test_a_diagnosis_typed_wrong_is_refused(code: str) -> None:
    with pytest.raises(InvalidCode):
        changed(ENCOUNTER, {"diagnoses": [code]})


def test_an_empty_claim_is_no_claim() -> None:
    with pytest.raises(TypeError, match="missing"):
        ProfessionalClaim()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing"):
        Encounter()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing"):
        Service()  # type: ignore[call-arg]


@pytest.mark.parametrize("thing", [None, "claim", 1, [CLAIM]])
def test_only_claims_and_encounters_are_checked(thing: Any) -> None:
    with pytest.raises(TypeError, match="checks claims and encounters"):
        check(thing)


# The checker.


def test_a_checker_is_a_value() -> None:
    one, other = (
        Checker(payer=TRICARE, select=["A", "E004"], severities={"E004": ERROR}) for _ in "ab"
    )
    assert one == other
    assert hash(one) == hash(other)
    assert one(CLAIM) == other(CLAIM)
    again = pickle.loads(pickle.dumps(one))
    assert again == one
    assert again(CLAIM) == one(CLAIM)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.payer = None  # type: ignore[misc]


def test_a_checker_is_used_as_often_as_one_likes() -> None:
    checker = Checker()
    assert checker(CLAIM) is checker(CLAIM)
    assert checker(claim({"total_charge": "1"})) == checker(claim({"total_charge": "1"}))


@pytest.mark.parametrize("selector", ["Z", "B01", "external", "A001 ", ""])
@pytest.mark.parametrize("where", ["select", "ignore"])
def test_an_unknown_selector_is_named(selector: str, where: str) -> None:
    if selector == "B01":
        Checker(**{where: [selector]})  # type: ignore[arg-type]
        return
    with pytest.raises(ValueError, match=f"'{selector}'"):
        Checker(**{where: [selector]})  # type: ignore[arg-type]


def test_an_unknown_severity_key_or_value_is_refused() -> None:
    with pytest.raises(ValueError, match="'Q1'"):
        Checker(severities={"Q1": ERROR})
    with pytest.raises(ValueError, match="fatal"):
        Checker(severities={"B002": "fatal"})  # type: ignore[arg-type]


@pytest.mark.parametrize("where", ["select", "ignore"])
def test_one_str_is_not_a_sequence_of_selectors(where: str) -> None:
    with pytest.raises(TypeError, match="not one str"):
        Checker(**{where: "A001"})  # type: ignore[arg-type]


def test_a_day_of_submission_is_a_day() -> None:
    with pytest.raises(TypeError, match="submitted_on"):
        Checker(submitted_on=datetime(2026, 3, 2, 12, tzinfo=UTC))
    with pytest.raises(TypeError, match="submitted_on"):
        Checker(submitted_on="2026-03-02")


WRONG = claim({"total_charge": "1", "diagnoses": ["E11.9", "E11.9"], "rendering_provider": None})


@pytest.mark.parametrize(
    "options, expected",
    [
        ({}, ["D065", "B002", "D084"]),
        ({"select": ["D"]}, ["D065", "D084"]),
        ({"select": ["D06", "B"]}, ["D065", "B002"]),
        ({"select": ["dx-duplicate"]}, ["B002"]),
        ({"ignore": ["D"]}, ["B002"]),
        ({"ignore": ["charge-sum-mismatch"]}, ["B002", "D084"]),
        ({"select": ["D"], "ignore": ["D065"]}, ["D084"]),
        ({"select": ["D065"], "ignore": ["D"]}, ["D065"]),
        ({"select": ["D065"], "ignore": ["D065"]}, []),
    ],
)
def test_the_closest_selector_wins(options: dict[str, Any], expected: list[str]) -> None:
    assert ids(check(WRONG, **options)) == expected


@pytest.mark.parametrize(
    "severities, expected",
    [
        ({"B002": WARNING}, WARNING),
        ({"dx-duplicate": INFORMATION}, INFORMATION),
        ({"B": WARNING}, WARNING),
        ({"B": WARNING, "B00": INFORMATION}, INFORMATION),
        ({"B": WARNING, "B002": ERROR}, ERROR),
        ({"D": WARNING}, ERROR),
    ],
)
def test_severities(severities: dict[str, Severity], expected: Severity) -> None:
    (finding,) = check(WRONG, severities=severities, select=["B002"])
    assert finding.severity is expected


def test_a_payers_policy_weighs_rules_where_the_caller_says_nothing_closer() -> None:
    strict = attrs.evolve(COMMERCIAL, severities={"B": WARNING, "B002": INFORMATION})

    def weight(**options: Any) -> Severity:
        (finding,) = check(WRONG, payer=strict, select=["B002"], **options)
        return finding.severity

    assert weight() is INFORMATION
    assert weight(severities={"B002": ERROR}) is ERROR
    assert weight(severities={"B": ERROR}) is INFORMATION
    assert pickle.loads(pickle.dumps(Checker(payer=strict))) == Checker(payer=strict)
    with pytest.raises(ValueError, match="no rule is called 'B999'"):
        Checker(payer=attrs.evolve(COMMERCIAL, severities={"B999": WARNING}))
    with pytest.raises(ValueError, match="structural"):
        Checker(payer=attrs.evolve(COMMERCIAL, severities={"A001": WARNING}))


def test_a_structural_error_is_never_lowered() -> None:
    with pytest.raises(ValueError, match=r"A001 icd10cm-structure is structural"):
        Checker(severities={"A001": WARNING})
    with pytest.raises(ValueError, match="structural"):
        Checker(severities={"pointer-out-of-range": INFORMATION})
    bad = claim({"diagnoses": ["I10"], "lines[0].diagnosis_pointers": [7]})
    (finding,) = check(bad, severities={"D": WARNING}).findings
    assert (finding.rule.id, finding.severity) == ("D094", ERROR)
    # The same rule may be raised, or left as it is.
    Checker(severities={"A001": ERROR, "D061": ERROR})


def test_findings_come_by_place_and_the_heaviest_first() -> None:
    bad = claim(
        {
            "diagnoses": [
                "W01.0XXA",
                {"$read": ["Icd10CmCode", "1"]},
                "I10",
                "I10",
            ],
            "lines[1].modifiers": ["26", "TC"],
            "lines[0].modifiers": ["26", "TC"],
            "lines[1].diagnosis_pointers": [9],
            "lines[0].diagnosis_pointers": [8],
            "subscriber.sex": None,
            "total_charge": "2",
        }
    )
    placed = [(finding.rule.id, finding.path) for finding in check(bad)]
    assert placed == [
        ("D043", "subscriber.sex"),
        ("D065", "total_charge"),
        ("B012", "diagnoses[0]"),
        ("A001", "diagnoses[1]"),
        ("B002", "diagnoses[3]"),
        ("D094", "lines[0].diagnosis_pointers[0]"),
        ("C090", "lines[0].modifiers[1]"),
        ("D094", "lines[1].diagnosis_pointers[0]"),
        ("C090", "lines[1].modifiers[1]"),
    ]


def test_places_are_ordered_as_numbers() -> None:
    bad = changed(claim({"lines[*]": 12, "total_charge": "1500"}), {})
    bad = attrs.evolve(
        bad, lines=tuple(attrs.evolve(line, diagnosis_pointers=()) for line in bad.lines)
    )
    # The same visit over and over is a finding of its own, and so is its control number.
    assert [f.path for f in check(bad, ignore=["C034", "C137", "D101"])] == [
        f"lines[{index}].diagnosis_pointers" for index in range(12)
    ]


# What could not be checked.


def test_a_missing_table_is_neither_a_pass_nor_a_failure() -> None:
    report = check(claim({"diagnoses": ["E11.97", "I10"]}), tables=Tables())
    assert report.findings == ()
    lacking = {entry.rule.id: entry.lacks for entry in report.not_checked}
    assert lacking["A003"] == ("icd10cm",)
    assert report.editions == ()


def test_a_day_outside_the_table_is_not_checked() -> None:
    late = {"lines[0].service_dates": "2031-01-01", "lines[1].service_dates": "2031-01-01"}
    report = check(claim(late))
    assert report.findings == ()
    lacking = {entry.rule.id: entry.lacks for entry in report.not_checked}
    assert lacking["A003"] == lacking["A009"] == ("icd10cm in force on the day of service",)


def test_what_is_not_checked_says_what_it_lacks() -> None:
    lacking = {entry.rule.id: entry.lacks for entry in check(CLAIM).not_checked}
    assert lacking["D078"] == ("submitted_on",)
    assert lacking["E006"] == ("payer",)
    assert lacking["E001"] == ("submitted_on", "payer.timely_filing")
    assert lacking["C020"] == ("fee_schedule",)
    # A contract sets the limit of a commercial payer, so the policy has none.
    report = check(CLAIM, payer=COMMERCIAL, submitted_on=DAY)
    lacking = {entry.rule.id: entry.lacks for entry in report.not_checked}
    assert lacking["E001"] == ("payer.timely_filing",)
    assert "D078" not in lacking


def test_what_was_not_selected_is_not_reported_as_unchecked() -> None:
    assert [n.rule.id for n in check(CLAIM, select=["C020"]).not_checked] == ["C020"]
    assert check(CLAIM, ignore=["A", "C", "D", "E"]).not_checked == ()


def test_the_editions_used_are_named() -> None:
    (edition, *_) = check(CLAIM).editions
    assert edition.startswith("ICD-10-CM FY")


def test_an_encounter_is_checked_for_coding_only() -> None:
    report = check(changed(ENCOUNTER, {"diagnoses": ["E11.9", "E11.9"]}))
    assert [(f.rule.id, f.path) for f in report] == [("B002", "diagnoses[1].code")]
    assert {n.rule.id[0] for n in report.not_checked} <= {"A", "B", "C"}


def test_a_checker_knows_the_payer_of_an_encounter() -> None:
    therapy = changed(ENCOUNTER, {"services[0].procedure_code": "97110"})
    (elsewhere,) = check(therapy)
    (medicare,) = check(therapy, payer=MEDICARE_PART_B)
    assert (elsewhere.severity, medicare.severity) == (WARNING, ERROR)


# Follow-on findings are left out.


@pytest.mark.parametrize(
    "indicator, policy, is_found",
    [
        ("MB", None, True),
        ("CI", None, False),
        ("CI", MEDICARE_PART_B, True),
        (None, MEDICARE_PART_B, True),
        ("MB", COMMERCIAL, False),
    ],
)
def test_the_policy_outweighs_what_a_claim_says_of_its_payer(
    indicator: str | None, policy: PayerPolicy | None, is_found: bool
) -> None:
    two_years = changed(
        CLAIM,
        {
            "subscriber.filing_indicator": indicator,
            "lines[0].procedure_code": {"$code": ["CptCode", "99241"]},
            "lines[1].service_dates": "2025-12-31",
        },
    )
    found = {finding.rule.id for finding in Checker(payer=policy)(two_years)}
    assert ({"C035", "E033"} <= found) is is_found
    assert found.isdisjoint({"C035", "E033"}) is not is_found


def test_a_malformed_code_has_no_findings_of_its_table() -> None:
    assert ids(check(claim({"diagnoses": ["I10", {"$read": ["Icd10CmCode", "E11.97"]}]}))) == [
        "A002"
    ]


def test_a_charge_that_cannot_be_read_makes_no_sum() -> None:
    bad = claim({"lines[0].charge": {"$malformed": ["amount", "x", "structure"]}})
    assert ids(check(bad)) == ["D014"]


# Batches.


def test_a_batch_is_checked_claim_by_claim_and_across() -> None:
    report = check_batch([CLAIM, claim({"total_charge": "1"}), CLAIM], select=["D"])
    assert [(f.rule.id, f.path) for f in report] == [
        ("D065", "claims[1].total_charge"),
        ("D101", "claims[1].lines[0].line_control_number"),
        ("D062", "claims[1].patient_control_number"),
        ("D101", "claims[2].lines[0].line_control_number"),
        ("D062", "claims[2].patient_control_number"),
    ]
    assert report.findings[-1].related == ("claims[0].patient_control_number",)


def test_an_empty_batch_is_clean() -> None:
    assert check_batch([]).findings == ()


def test_a_batch_says_once_what_it_could_not_check() -> None:
    report = check_batch([CLAIM, claim({"patient_control_number": "2"})])
    assert len(report.not_checked) == len(set(report.not_checked))
    assert report.not_checked == check(CLAIM).not_checked


SECOND = {"patient_control_number": "2"}


def test_a_day_outside_a_table_is_not_checked_across_claims_either() -> None:
    tables = samples.tables({"ptp": [["99213", "83036", "2020-01-01", None, 0]]})
    later = {"lines[*]": 1, "lines[0].service_dates": "2028-03-02"}
    other = {**later, **SECOND, "lines[0].procedure_code": "83036"}
    batch = [claim(later), claim(other)]
    only = {"tables": tables, "select": ["C001"]}
    # One service is no pair: only both together ask the table.
    assert [check(one, **only).not_checked for one in batch] == [(), ()]
    (undecided,) = check_batch(batch, **only).not_checked
    assert str(undecided) == "C001 ptp-no-bypass: needs ptp in force on the day of service"


def test_a_supplier_without_the_table_of_suppliers_is_not_checked() -> None:
    tables = samples.tables({"mue": {"99213": [1, 2]}})
    supplier = claim({"billing_provider.taxonomy": "332B00000X", "lines[0].units": "2"})
    report = check(supplier, tables=tables, select=["C009"])
    assert [str(entry) for entry in report.not_checked] == ["C009 mue-day-absolute: needs mue_dme"]
    assert report.findings == ()


def test_units_on_a_claim_are_denied_with_those_of_another_that_has_too_many() -> None:
    tables = samples.tables({"mue": {"99213": [2, 2]}})
    batch = [claim({"lines[0].units": "3"}), claim(SECOND)]
    alone, across = check_batch(batch, tables=tables, select=["C009"])
    assert (alone.path, alone.related) == ("claims[0].lines[0].units", ())
    assert (across.path, across.related) == (
        "claims[1].lines[0].units",
        ("claims[0].lines[0].units",),
    )
    assert across.message == "99213: 4 units on one day; at most 2 are paid"


def test_what_a_claim_alone_is_told_is_said_once_in_a_batch() -> None:
    tables = samples.tables({"ptp": [["99213", "83036", "2020-01-01", None, 0]]})
    visit = claim({"lines[*]": 1, **SECOND})
    report = check_batch([visit, CLAIM], tables=tables, select=["C001"])
    assert [(f.path, f.related) for f in report] == [
        ("claims[1].lines[1].procedure_code", ("claims[1].lines[0].procedure_code",))
    ]


def test_an_edit_of_a_patient_s_claims_together_is_asked_in_a_batch_only() -> None:
    batch = [CLAIM, claim(SECOND)]
    office = Checker(edits=[services_of_a_patient])
    assert pickle.loads(pickle.dumps(services_of_a_patient)) == services_of_a_patient
    assert office(CLAIM).findings == office.check_coding(ENCOUNTER).findings == ()
    assert [f.path for f in office.check_batch(batch)] == ["claims[1].lines[1]"]
    # Of each patient apart.
    another = claim({**SECOND, "subscriber.member_id": "X9"})
    assert office.check_batch([CLAIM, another]).findings == ()


# Edits of one's own.

OWN = Rule(id="OWN1", name="own", summary="Own.", authority="our office", severity=INFORMATION)


@edit(OWN)
def own_claim_edit(claim: Claim, context: Context) -> Iterator[Finding]:
    yield OWN.at("total_charge", f"for {context.policy.name if context.policy else 'anybody'}")


@edit(OWN, sees=Sees.PATIENT)
def services_of_a_patient(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """Whatever a patient has on two claims."""
    first, *_, last = visit.procedures
    yield OWN.at(last.line, "another", related=(first.line,))


@coding_edit(OWN, triggers=("E11",))
def own_coding_edit(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    for diagnosis in visit.diagnoses:
        if diagnosis.code.text.startswith("E11"):
            yield OWN.at(diagnosis.path, "diabetes")


@edit(OWN, needs=("history",), kinds=(Kind.PROFESSIONAL,))
def own_history_edit(claim: Claim, context: Context) -> Iterator[NotChecked | Finding]:
    yield NotChecked(rule=OWN, lacks=("an answer",))


def test_edits_of_ones_own_are_passed_in() -> None:
    report = check(CLAIM, edits=[*ALL, own_claim_edit, own_coding_edit, own_history_edit])
    assert [(f.rule.id, f.path, f.message) for f in report] == [
        ("OWN1", "total_charge", "for anybody"),
        ("OWN1", "diagnoses[0]", "diabetes"),
    ]
    assert NotChecked(rule=OWN, lacks=("history",)) in report.not_checked
    assert check(CLAIM).findings == ()


def test_an_edit_may_find_that_it_cannot_decide() -> None:
    report = check(CLAIM, edits=[own_history_edit], history=[CLAIM])
    assert report.not_checked == (NotChecked(rule=OWN, lacks=("an answer",)),)


def test_an_edit_pickles_by_its_name() -> None:
    for entry in (*ALL, own_claim_edit, attrs.evolve(own_coding_edit, triggers=None)):
        assert pickle.loads(pickle.dumps(entry)) == entry


def test_an_edit_without_a_module_does_not_pickle() -> None:
    local: Edit = edit(OWN)(lambda claim, context: iter(()))
    with pytest.raises(pickle.PicklingError, match="does not stand"):
        pickle.dumps(local)


def test_a_plain_function_is_no_edit() -> None:
    with pytest.raises(TypeError, match="decorate"):
        Checker(edits=[test_a_plain_function_is_no_edit])  # type: ignore[list-item]


def test_history_is_kept() -> None:
    assert (
        Checker(history=[CLAIM]).history
        == History([CLAIM])
        == Checker(history=History([CLAIM])).history
    )
    assert Checker(submitted_on=date(2026, 3, 2)).submitted_on == date(2026, 3, 2)


@pytest.mark.parametrize("payer", ["commercial", 5, CLAIM.payer])
def test_a_payer_is_a_policy(payer: Any) -> None:
    with pytest.raises(TypeError, match=r"^payer: takes a PayerPolicy, not "):
        Checker(payer=payer)
    with pytest.raises(TypeError, match=r"^payer: takes a PayerPolicy, not "):
        check(CLAIM, payer=payer)


def test_a_batch_is_of_claims() -> None:
    for wrong in (ENCOUNTER, "claim", None):
        with pytest.raises(TypeError, match=r"^a batch is of claims, not of "):
            check_batch([CLAIM, wrong])  # type: ignore[list-item]


def test_every_provider_of_a_claim_is_looked_at() -> None:
    """Whatever field holds a provider, its name and address are looked at like any other."""
    assert PATIENT.address is not None
    somebody = Provider(
        name=Person(last_name="F" * 61), address=attrs.evolve(PATIENT.address, state="XX")
    )
    roles = {
        cls: [
            f.name
            for f in attrs.fields(cls)
            if "Provider" in str(f.type) and f.name != "billing_provider"
        ]
        for cls in (ProfessionalClaim, ProfessionalLine)
    }
    assert "primary_care_provider" in roles[ProfessionalLine]
    assert "service_facility" in roles[ProfessionalClaim]
    on_line: dict[str, Any] = dict.fromkeys(roles[ProfessionalLine], somebody)
    line = attrs.evolve(CLAIM.lines[0], **on_line)
    given: dict[str, Any] = dict.fromkeys(roles[ProfessionalClaim], somebody)
    full = attrs.evolve(CLAIM, lines=[line], **given)
    found = {finding.path for finding in check(full, select=["D125", "A060"])}
    for path in (
        *roles[ProfessionalClaim],
        *(f"lines[0].{role}" for role in roles[ProfessionalLine]),
    ):
        assert {f"{path}.name.last_name", f"{path}.address.state"} <= found


def test_what_only_follows_from_a_bad_code_is_left_out() -> None:
    # W01 is a header, and an external cause that stands first.
    assert ids(check(claim({"diagnoses": ["W01", "I10"]}))) == ["A004"]
    lenient = Checker(severities={"A004": Severity.WARNING})
    assert "B012" in ids(lenient(claim({"diagnoses": ["W01", "I10"]})))


def test_rules_are_chosen_by_severity_and_by_snip_type() -> None:
    bad = claim({"diagnoses": ["E11"], "rendering_provider": None})
    everything = check(bad)
    for severity in Severity:
        only = Checker(select=[severity.value])(bad)
        assert set(only) == {f for f in everything if f.severity is severity}
    by_type = [Checker(select=[f"snip:{n}"])(bad) for n in range(1, 8)]
    assert sum(len(report) for report in by_type) == len(everything) > 1
    assert Checker(select=["warning"], ignore=["D084"])(bad).findings == ()
    with pytest.raises(ValueError, match="no rule is called 'snip:8'"):
        Checker(select=["snip:8"])


def test_a_baseline_accepts_what_is_known_and_shows_what_is_new() -> None:
    bad = claim({"diagnoses": ["E11", "I10"]})
    known = Baseline.of([(bad, check(bad))])
    office = Checker(baseline=known)
    assert office(bad).findings == ()
    assert office(bad).accepted == check(bad).findings
    assert office(bad).is_clean
    worse = attrs.evolve(bad, total_charge=Decimal(1))
    assert ids(office(worse)) == ["D065"]
    other = attrs.evolve(bad, patient_control_number="VISIT-2")
    assert ids(office(other)) == ["A004"]
    batch = office.check_batch([bad, other])
    found = [f.path for f in batch.findings if f.rule.id == "A004"]
    assert found == ["claims[1].diagnoses[0]"]
    assert [f.path for f in batch.accepted] == ["claims[0].diagnoses[0]"]
    assert "VISIT" not in repr(known)


def test_a_report_shows_itself_in_a_notebook_as_text_and_nothing_else() -> None:
    rule = attrs.evolve(OWN, name="<b>", authority="a & b")
    report = Report(
        findings=(rule.at("diagnoses[0]", "<script>x</script>"),),
        not_checked=(NotChecked(rule=OWN, lacks=("ptp",)),),
    )
    shown = report._repr_html_()
    assert shown.count("<table>") == 2
    assert "&lt;script&gt;" in shown
    assert "<b>" not in shown
    assert "a &amp; b" in shown
    assert "ptp" in shown
    assert "no findings" in Report()._repr_html_()
