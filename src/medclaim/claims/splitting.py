"""A claim of more lines or diagnoses than a guide takes, as several that each fit.

Every line stands in one part with its own charge; line numbers begin at 1 in each, totals are those
of the part's lines, and pointers follow their diagnoses.

Source: 005010X222A1, 2400 (50 lines) and HI (12 diagnoses); 005010X223A2, 2400 (999 lines);
005010X224A2, 2400 (50 lines) and HI (4 diagnoses).
"""

from decimal import Decimal
from typing import Any, TypeVar

import attrs

from medclaim.claims.claim import CLAIMS, DentalClaim, InstitutionalClaim, ProfessionalClaim
from medclaim.codes.bill_type import BillType
from medclaim.edit import Kind
from medclaim.money import total

AClaim = TypeVar("AClaim", ProfessionalClaim, InstitutionalClaim, DentalClaim)

MOST_LINES = {Kind.PROFESSIONAL: 50, Kind.INSTITUTIONAL: 999, Kind.DENTAL: 50}
MOST_DIAGNOSES = {Kind.PROFESSIONAL: 12, Kind.DENTAL: 4}


def split(claim: AClaim) -> tuple[AClaim, ...]:
    """The claim as parts that each fit its guide; the claim itself where it does.

    Parts are numbered behind the patient control number (``V-1-1``, ``V-1-2``). While all diagnoses
    fit on one claim every part keeps them all; otherwise a part has those its lines point to, in
    their order, and its pointers follow. What the patient paid is counted once, towards the first
    parts. Raises ``ValueError`` for what no part can say truly: an inpatient stay (it is billed in
    interim bills), another payer's decision on the claim as a whole, amounts, pointers or a control
    number that could not be read.
    """
    if not isinstance(claim, CLAIMS):
        raise TypeError(f"claim: takes a claim, not {type(claim).__name__}")
    groups = _groups(claim)
    room = MOST_DIAGNOSES.get(claim.KIND)
    if len(groups) < 2 and (room is None or len(claim.diagnoses) <= room):
        return (claim,)
    _refuse(claim)
    kept = _diagnoses(claim, groups)
    parts: list[AClaim] = []
    paid = getattr(claim, "patient_paid", None)
    for number, (indexes, diagnoses) in enumerate(zip(groups, kept, strict=True), 1):
        charges = [claim.lines[index].charge for index in indexes]
        charge = total(amount for amount in charges if isinstance(amount, Decimal))
        facts: dict[str, Any] = {
            "patient_control_number": f"{claim.patient_control_number}-{number}",
            "total_charge": charge,
            "lines": tuple(
                _line(claim.lines[index], place, diagnoses)
                for place, index in enumerate(indexes, 1)
            ),
        }
        if not isinstance(claim, InstitutionalClaim):
            facts["diagnoses"] = tuple(claim.diagnoses[old - 1] for old in diagnoses)
        if paid is not None:
            share = min(paid, charge)
            facts["patient_paid"] = share or None
            paid -= share
        parts.append(attrs.evolve(claim, **facts))
    return tuple(parts)


def _groups(claim: Any) -> list[list[int]]:
    """The indexes of the lines of each part, in order."""
    most, room = MOST_LINES[claim.KIND], MOST_DIAGNOSES.get(claim.KIND)
    is_tight = room is not None and len(claim.diagnoses) > room
    groups: list[list[int]] = []
    pointed: set[int] = set()
    for index, line in enumerate(claim.lines):
        own = {p for p in line.diagnosis_pointers if type(p) is int} if is_tight else set()
        is_full = not groups or len(groups[-1]) >= most
        if is_full or (is_tight and room is not None and len(pointed | own) > room):
            groups.append([])
            pointed = set()
        groups[-1].append(index)
        pointed |= own
    return groups


def _diagnoses(claim: Any, groups: list[list[int]]) -> list[list[int]]:
    """The positions, from 1, of the diagnoses that each part keeps."""
    room = MOST_DIAGNOSES.get(claim.KIND)
    everything = list(range(1, len(claim.diagnoses) + 1))
    if room is None or len(everything) <= room:
        return [everything for _ in groups]
    kept = [
        {pointer for index in indexes for pointer in claim.lines[index].diagnosis_pointers}
        for indexes in groups
    ]
    for position in everything:
        if not any(position in part for part in kept):
            free = next((part for part in kept if len(part) < room), None)
            if free is None:
                raise ValueError(f"claim: no part has room for diagnosis {position}")
            free.add(position)
    return [sorted(part) for part in kept]


def _line(line: Any, number: int, diagnoses: list[int]) -> Any:
    facts: dict[str, Any] = {"line_number": number}
    if line.line_control_number is None:
        # The whole claim's number: a remittance that names it is understood without the parts.
        facts["line_control_number"] = str(line.line_number)
    if hasattr(line, "diagnosis_pointers"):
        facts["diagnosis_pointers"] = tuple(diagnoses.index(p) + 1 for p in line.diagnosis_pointers)
    return attrs.evolve(line, **facts)


def _refuse(claim: Any) -> None:
    if not isinstance(claim.patient_control_number, str):
        raise ValueError("claim: its patient control number could not be read")
    if isinstance(claim, InstitutionalClaim):
        bill = claim.bill_type
        if not isinstance(bill, BillType) or bill.is_inpatient:
            raise ValueError("claim: an inpatient stay is billed in interim bills, not in parts")
    for other in claim.other_subscribers:
        if other.payer_paid is not None or other.adjustments:
            raise ValueError("claim: another payer decided on it as a whole; split it before that")
    paid = getattr(claim, "patient_paid", None)
    if paid is not None and type(paid) is not Decimal:
        raise ValueError("claim: what the patient paid could not be read")
    for number, line in enumerate(claim.lines, 1):
        if type(line.charge) is not Decimal or type(line.line_number) is not int:
            raise ValueError(f"claim: the charge or the number of line {number} could not be read")
        for pointer in getattr(line, "diagnosis_pointers", ()):
            if type(pointer) is not int or not 1 <= pointer <= len(claim.diagnoses):
                raise ValueError(f"claim: line {number} points to a diagnosis that is not there")
