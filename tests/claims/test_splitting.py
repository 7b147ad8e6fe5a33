"""Claims of more lines or diagnoses than a guide takes."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.splitting import split
from tests.claims.samples import CLAIM, changed, claim

# Billable on the day of the samples, each its own.
CODES = [f"M25.5{n}" for n in (11, 12, 21, 22, 31, 32, 41, 42, 51, 52, 61, 62, 71, 72)] + ["I10"]


def made(lines: int, diagnoses: int, pointers: list[list[int]], **facts: Any) -> ProfessionalClaim:
    changes: dict[str, Any] = {
        "lines[0].line_control_number": None,
        "lines[*]": lines,
        "diagnoses": CODES[:diagnoses],
        **facts,
    }
    changes["total_charge"] = str(Decimal(125) * lines)
    one = claim(changes)
    for index in range(lines):
        one = _pointing(one, index, pointers[index % len(pointers)])
    return one


def _pointing(one: ProfessionalClaim, index: int, pointers: list[int]) -> ProfessionalClaim:
    changes = {f"lines[{index}].diagnosis_pointers": pointers}
    done: ProfessionalClaim = changed(one, changes)
    return changed(done, {f"lines[{index}].line_number": index + 1})  # type: ignore[no-any-return]


def test_a_claim_that_fits_is_one() -> None:
    assert split(CLAIM) == (CLAIM,)


def test_fifty_lines_stand_on_a_claim() -> None:
    whole = made(101, 2, [[1, 2], [2]], patient_paid="7000")
    parts = split(whole)
    assert [len(part.lines) for part in parts] == [50, 50, 1]
    assert [part.total_charge for part in parts] == [Decimal(6250), Decimal(6250), Decimal(125)]
    assert [part.patient_paid for part in parts] == [Decimal(6250), Decimal(750), None]
    assert [part.patient_control_number for part in parts] == [
        "VISIT-1-1",
        "VISIT-1-2",
        "VISIT-1-3",
    ]
    assert all(part.diagnoses == whole.diagnoses for part in parts)
    assert [line.line_number for line in parts[2].lines] == [1]
    assert [line.line_control_number for line in parts[2].lines] == ["101"]


@given(
    st.integers(13, 15).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.lists(
                st.lists(st.integers(1, count), min_size=1, max_size=4, unique=True),
                min_size=1,
                max_size=8,
            ),
        )
    )
)
def test_every_line_points_to_the_diagnoses_it_did(given: tuple[int, list[list[int]]]) -> None:
    """Pointers follow their diagnoses, and no line, charge or diagnosis is lost."""
    count, some = given
    # Lines enough that every diagnosis is pointed to.
    pointers = [*some, *([n, n % count + 1] for n in range(1, count + 1))]
    whole = made(len(pointers), count, pointers)
    parts = split(whole)
    assert len(parts) > 1
    said = [
        [part.diagnoses[pointer - 1] for pointer in line.diagnosis_pointers]  # type: ignore[operator]
        for part in parts
        for line in part.lines
    ]
    assert said == [[whole.diagnoses[p - 1] for p in own] for own in pointers]
    assert all(len(part.diagnoses) <= 12 for part in parts)
    assert {d for part in parts for d in part.diagnoses} == set(whole.diagnoses)
    assert sum(part.total_charge for part in parts) == whole.total_charge  # type: ignore[misc]


def test_a_diagnosis_that_no_part_has_room_for_is_not_dropped() -> None:
    with pytest.raises(ValueError, match="no part has room for diagnosis 13"):
        split(made(2, 13, [[1, 2], [3]]))


REFUSED = [
    ({"lines[0].diagnosis_pointers": [3]}, "points to a diagnosis that is not there"),
    ({"lines[0].charge": {"$missing": "amount"}}, "line 1 could not be read"),
    ({"patient_control_number": {"$missing": "text"}}, "control number could not be read"),
    ({"patient_paid": {"$missing": "amount"}}, "patient paid could not be read"),
]


@pytest.mark.parametrize("changes, why", REFUSED)
def test_what_cannot_be_split_truly_is_refused(changes: dict[str, Any], why: str) -> None:
    whole = made(51, 2, [[1]])
    with pytest.raises(ValueError, match=why):
        split(changed(whole, changes))
