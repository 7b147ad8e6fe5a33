"""What every claim value is, whoever made it: equal by its fields, hashable, unchangeable, silent."""

import copy
import pickle
import re
from decimal import Context, Decimal, Inexact, InvalidOperation, Rounded, localcontext
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclaim import convert, strategies
from medclaim.claims.check import check
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.compose import compose
from medclaim.claims.encounter import Encounter
from medclaim.claims.parties import SELF, Coverage
from medclaim.claims.payers import COMMERCIAL
from medclaim.dates import first_day
from medclaim.money import amount, plain, quantity, read_amount, read_quantity
from tests.claims.samples import CLAIM, COVERAGE, ENCOUNTER, changed

few = settings(max_examples=40)
VALUES = st.one_of(
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
)


@few
@given(VALUES)
def test_a_copy_is_equal_and_hashes_alike(value: Any) -> None:
    """Frozen values: equal by what they hold, wherever they were made."""
    for twin in (
        copy.copy(value),
        copy.deepcopy(value),
        pickle.loads(pickle.dumps(value)),
        attrs.evolve(value),
        convert.from_plain(type(value), convert.to_plain(value)),
    ):
        assert twin == value
        assert hash(twin) == hash(value)
        assert len({twin, value}) == 1


@few
@given(VALUES, VALUES)
def test_what_is_equal_is_written_alike(one: Any, other: Any) -> None:
    """Equal values have one plain form, and one plain form is of equal values."""
    same = type(one) is type(other) and convert.to_plain(one) == convert.to_plain(other)
    assert (one == other) is same


@few
@given(VALUES)
def test_no_field_can_be_changed(value: Any) -> None:
    """Frozen: what was checked is what is sent."""
    for field in attrs.fields(type(value)):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, None)


@few
@given(VALUES)
def test_a_value_built_again_of_its_fields_is_equal(value: Any) -> None:
    """Converters settle: what a field holds is what it makes of itself."""
    facts = {field.alias: getattr(value, field.name) for field in attrs.fields(type(value))}
    assert type(value)(**facts) == value


# ------------------------------------------------------------------------------------- numbers

NARROW = Context(prec=3, capitals=0, traps=[InvalidOperation, Inexact, Rounded])


@given(st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(-(10**9), 10**9, places=9))
def test_a_number_taken_is_a_number_read_back(number: Decimal) -> None:
    """Nothing is ever cut silently: what can be held can be written, and reads back equal."""
    for take, read in ((quantity, read_quantity), (amount, read_amount)):
        try:
            taken = take(number)
        except ValueError:
            continue
        assert read(plain(taken)) == taken == number
        with localcontext(NARROW):
            again = take(number)
            assert (str(again), plain(again)) == (str(taken).replace("E", "e"), plain(taken))
            assert read(plain(taken)) == taken


def test_a_tenth_decimal_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^quantity: has more than nine decimals"):
        quantity(Decimal("0.0000000001"))
    assert quantity(Decimal("1.5000000000000")) == Decimal("1.5")
    assert quantity(Decimal("123456789012345678.123456789")).adjusted() == 17


def test_no_answer_depends_on_the_callers_decimal_context() -> None:
    """A function of its arguments: a caller's precision and traps change nothing."""
    changes = {"services[0].charge": "123456.78", "services[1].charge": "9.87"}
    wide = compose(changed(ENCOUNTER, changes), COVERAGE, COMMERCIAL)
    wrong = attrs.evolve(CLAIM, total_charge="98765432.10")
    with localcontext(NARROW):
        assert compose(changed(ENCOUNTER, changes), COVERAGE, COMMERCIAL) == wide
        assert wide.total_charge == amount("123466.65")
        assert check(wide).findings == ()
        narrow = check(wrong)
    assert narrow == check(wrong)
    assert [finding.rule.id for finding in narrow] == ["D065"]


_WORD = re.compile(r"[A-Za-z0-9]{12,}")


@few
@given(strategies.professional_claims())
def test_no_repr_shows_who_the_patient_is(claim: ProfessionalClaim) -> None:
    """People's ``repr`` hides itself; a claim's counts what it holds."""
    shown = repr(claim) + repr(claim.subscriber) + repr(claim.patient)
    assert not _WORD.findall(shown.replace("ProfessionalClaim", "").replace("Subscriber", ""))


# ------------------------------------------------------------- what the strategies promise of theirs


@given(strategies.npis())
def test_an_npi_passes_the_luhn_check(npi: Any) -> None:
    """CMS, NPI check digit: the Luhn sum of 80840 and the ten digits is a multiple of ten."""
    digits = [int(digit) for digit in reversed("80840" + npi.text)]
    odd, even = digits[::2], digits[1::2]
    assert (sum(odd) + sum(sum(divmod(2 * digit, 10)) for digit in even)) % 10 == 0


@few
@given(strategies.professional_claims())
def test_a_made_claim_keeps_to_its_day_and_adds_up(claim: ProfessionalClaim) -> None:
    """Codes billable on the day of service; the total charge is the sum of the lines' charges."""
    days = {first_day(line.service_dates) for line in claim.lines}
    assert len(days) == 1
    assert claim.total_charge == sum(line.charge for line in claim.lines)  # type: ignore[misc]
    assert [line.line_number for line in claim.lines] == list(range(1, len(claim.lines) + 1))
    assert (claim.subscriber.relationship == SELF) is (claim.patient is None)
    for line in claim.lines:
        assert all(1 <= int(n) <= len(claim.diagnoses) for n in line.diagnosis_pointers)  # type: ignore[arg-type]


@few
@given(strategies.encounters(), strategies.coverages())
def test_an_encounter_composes_with_any_coverage(encounter: Encounter, coverage: Coverage) -> None:
    """``encounters``: what ``compose`` accepts."""
    claim = compose(encounter, coverage, COMMERCIAL)
    assert claim.total_charge == sum(service.charge for service in encounter.services)
    assert (claim.patient is None) is (coverage.relationship == SELF)


@few
@given(strategies.malformed_professional_claims())
def test_a_malformed_claim_holds_what_reading_would_hold(claim: ProfessionalClaim) -> None:
    """A text that cannot be typed is held, explained without the text, and never raises."""
    assert claim.billing_provider.npi is not None
    assert "NPI" in claim.billing_provider.npi.explain()  # type: ignore[union-attr]
