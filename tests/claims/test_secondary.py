"""The next payer's claim, against the published Medicare secondary claim and the guides' arithmetic."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.check import check
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.cob import Adjustment
from medclaim.claims.compose import replacement
from medclaim.claims.parties import Address, Coverage, Patient, Payer, Person
from medclaim.claims.payers import COMMERCIAL, MEDICARE_PART_B
from medclaim.claims.secondary import Adjudication, LineDecision, NotBalancedError, secondary
from tests.claims.samples import CLAIM, ENVELOPE, PATIENT, claim

# The facts of the published 837P example "Medicare secondary payer", seen from the payer before.
WAYNE = Person(last_name="MEDYUM", first_name="WAYNE", middle_name="M")
PRIMARY: ProfessionalClaim = attrs.evolve(
    CLAIM,
    subscriber=attrs.evolve(
        CLAIM.subscriber,
        name=Person(last_name="MEDYUM", first_name="CAROL"),
        member_id="COM188-404777",
        responsibility="P",
        relationship=None,
        group_name="COMMERCE",
        filing_indicator="CI",
        address=Address(line_1="PO BOX 45", city="MAYN", state="PA", postal_code="17089"),
    ),
    patient=Patient(
        name=WAYNE,
        relationship="01",
        birth_date=date(1956, 1, 10),
        sex="M",
        address=Address(
            line_1="1010 THOUSAND OAK LANE", city="MAYN", state="PA", postal_code="17089"
        ),
    ),
    payer=Payer(name="COMMERCE", payer_id="59999"),
    total_charge="120",
    lines=(
        attrs.evolve(
            CLAIM.lines[0],
            procedure_code="99203",
            modifiers=["25"],
            charge="120",
            service_dates=date(2005, 1, 19),
        ),
    ),
)
DECIDED = Adjudication(
    adjudication_date=date(2005, 1, 28),
    payer_paid="80",
    non_covered="15",
    lines=[
        LineDecision(
            line_number=1,
            paid="80",
            adjustments=[
                Adjustment(group="CO", reason="42", amount="25"),
                Adjustment(group="PR", reason="2", amount="15"),
            ],
        )
    ],
)
MEDICARE = Coverage(
    payer=Payer(name="MEDICARE", payer_id="10234"),
    member_id="102200221B1",
    group_name="MEDICARE",
    insurance_type="12",
)
# As the published text says it.
PUBLISHED = """
SBR*S*18**MEDICARE*12****MB
NM1*IL*1*MEDYUM*WAYNE*M***MI*102200221B1
N3*1010 THOUSAND OAK LANE
DMG*D8*19560110*M
NM1*PR*2*MEDICARE*****PI*10234
SBR*P*01**COMMERCE*****CI
AMT*D*80
AMT*A8*15
NM1*IL*1*MEDYUM*CAROL****MI*COM188-404777
N3*PO BOX 45
NM1*PR*2*COMMERCE*****PI*59999
SVD*59999*80*HC:99203:25**1
CAS*CO*42*25
CAS*PR*2*15
DTP*573*D8*20050128
"""


def _segments(one: ProfessionalClaim) -> list[str]:
    return x12.write([one], ENVELOPE).replace("\n", "").split("~")


def test_the_published_secondary_claim() -> None:
    written = _segments(secondary(PRIMARY, DECIDED, MEDICARE, MEDICARE_PART_B))
    assert [s for s in PUBLISHED.strip().split("\n") if s not in written] == []
    assert not any(re.match(r"PAT|NM1\*QC", segment) for segment in written)


def test_the_claim_before_says_nothing_more_than_it_did() -> None:
    next_claim = secondary(PRIMARY, DECIDED, MEDICARE, MEDICARE_PART_B)
    assert next_claim.patient is None
    assert next_claim.total_charge == PRIMARY.total_charge
    assert next_claim.diagnoses == PRIMARY.diagnoses
    assert [line.line_control_number for line in next_claim.lines] == ["1"]
    errors = [f for f in check(next_claim).errors if f.path.startswith("other_subscribers")]
    assert errors == []


def test_a_decision_on_the_whole_claim_says_its_day_once() -> None:
    whole = Adjudication(
        adjudication_date=date(2026, 3, 20),
        payer_paid="100",
        adjustments=[Adjustment(group="PR", reason="1", amount="67.50")],
        claim_control_number="PAYER-1",
    )
    other = Coverage(payer=Payer(name="SECOND PAYER", payer_id="00002"), member_id="Y1")
    made = secondary(claim({"prior_authorization": "AUTH-1"}), whole, other, COMMERCIAL)
    written = _segments(made)
    assert "DTP*573*D8*20260320" in written
    assert "CAS*PR*1*67.5" in written
    assert "REF*F8*PAYER-1" in written
    assert written.index("REF*G1*AUTH-1") > written.index("AMT*D*100")
    assert not any(segment.startswith("SVD") for segment in written)
    assert made.subscriber.responsibility == "S"
    assert made.prior_authorization is None


def test_a_third_payer_follows_the_second() -> None:
    whole = Adjudication(
        adjudication_date=date(2026, 3, 20),
        payer_paid="0",
        adjustments=[Adjustment(group="OA", reason="23", amount="167.50")],
    )
    second = Coverage(payer=Payer(name="SECOND PAYER", payer_id="00002"), member_id="Y1")
    third = Coverage(payer=Payer(name="THIRD PAYER", payer_id="00003"), member_id="Z1")
    made = secondary(secondary(CLAIM, whole, second, COMMERCIAL), whole, third, COMMERCIAL)
    assert made.subscriber.responsibility == "T"
    assert [o.responsibility for o in made.other_subscribers] == ["P", "S"]
    with pytest.raises(ValueError, match="comes before a payer"):
        secondary(made, whole, attrs.evolve(third, responsibility="S"), COMMERCIAL)


@pytest.mark.parametrize(
    "changes, line_number, missing",
    [
        ({"payer_paid": "80", "lines": [("80", "25", "10")]}, 1, "5.00"),
        ({"payer_paid": "80", "lines": [("85", "25", "15")]}, 1, "-5.00"),
        ({"payer_paid": "70", "lines": [("80", "25", "15")]}, None, "10.00"),
        ({"payer_paid": "80", "lines": []}, None, "40.00"),
    ],
)
def test_what_does_not_balance_is_refused(
    changes: dict[str, Any], line_number: int | None, missing: str
) -> None:
    decided = attrs.evolve(
        DECIDED,
        payer_paid=changes["payer_paid"],
        lines=[
            LineDecision(
                line_number=number,
                paid=paid,
                adjustments=[
                    Adjustment(group="CO", reason="45", amount=first),
                    Adjustment(group="PR", reason="2", amount=second),
                ],
            )
            for number, (paid, first, second) in enumerate(changes["lines"], 1)
        ],
    )
    with pytest.raises(NotBalancedError) as caught:
        secondary(PRIMARY, decided, MEDICARE, MEDICARE_PART_B)
    assert (caught.value.line_number, caught.value.missing) == (line_number, Decimal(missing))


def test_what_contradicts_the_claim_is_refused() -> None:
    with pytest.raises(ValueError, match="insurance_type"):
        secondary(PRIMARY, DECIDED, attrs.evolve(MEDICARE, insurance_type=None), MEDICARE_PART_B)
    with pytest.raises(ValueError, match="decides 1 lines, the claim has lines 1 to 2"):
        secondary(CLAIM, DECIDED, MEDICARE, MEDICARE_PART_B)
    with pytest.raises(ValueError, match="decided twice"):
        secondary(
            PRIMARY, attrs.evolve(DECIDED, lines=DECIDED.lines * 2), MEDICARE, MEDICARE_PART_B
        )
    unread = claim({"total_charge": {"$missing": "amount"}})
    with pytest.raises(ValueError, match="could not be read"):
        secondary(unread, attrs.evolve(DECIDED, lines=()), MEDICARE, MEDICARE_PART_B)
    with pytest.raises(TypeError, match="takes a claim"):
        secondary(PATIENT, DECIDED, MEDICARE, MEDICARE_PART_B)  # type: ignore[type-var]


def test_a_replacement_of_a_secondary_claim_keeps_what_was_decided() -> None:
    made = secondary(PRIMARY, DECIDED, MEDICARE, MEDICARE_PART_B)
    again = replacement(made, "ICN-1")
    assert again.other_subscribers == made.other_subscribers
    assert again.frequency_code == "7"
