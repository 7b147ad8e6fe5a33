"""The inputs every side is given: codes, provider numbers and claims, the same every time."""

import json
import random
from datetime import date
from pathlib import Path
from typing import Any

import visits

from medclaim.claims import x12
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import EMBEDDED, Status

# In the half year of the edition that simple-icd-10-cm carries, so that both can be right.
DAY = date(2026, 4, 15)
CODES = 20_000


def write_samples(folder: Path, counts: tuple[int, ...]) -> None:
    """``codes``, ``repeated``, ``npis``, ``ndcs`` and for each of ``counts`` ``claims-N``, all JSON; ``claims-N.edi``."""
    codes = _codes()
    (folder / "codes.json").write_text(json.dumps(codes), encoding="utf-8")
    # What a practice codes all day: few codes, many times.
    repeated = random.Random(500).choices(codes[:500], k=CODES)
    (folder / "repeated.json").write_text(json.dumps(repeated), encoding="utf-8")
    (folder / "npis.json").write_text(json.dumps(_npis()), encoding="utf-8")
    (folder / "ndcs.json").write_text(json.dumps(_ndcs()), encoding="utf-8")
    for count in counts:
        text = x12.write(visits.claims(count), visits.ENVELOPE)
        (folder / f"claims-{count}.edi").write_text(text, encoding="ascii")
        values = json.dumps([_plain(claim) for claim in visits.claims(count)])
        (folder / f"claims-{count}.json").write_text(values, encoding="utf-8")


def write_many(path: Path, interchanges: int) -> None:
    """A text of so many interchanges of 10,000 claims each, one after the other."""
    text = (path.parent / "claims-10000.edi").read_text(encoding="ascii")
    with path.open("w", encoding="ascii") as file:
        for number in range(interchanges):
            # Each with a control number of its own in ISA13 and IEA02.
            file.write(text.replace("*000000001", f"*{number + 1:09d}"))


def _codes() -> list[str]:
    """Conventional forms, shuffled: seven in ten billable on the day, the rest headers and no codes."""
    rng = random.Random(10)
    table = EMBEDDED.icd10cm
    assert table is not None
    billable = list(table.texts(DAY))
    prefixes = {text[:end] for text in billable for end in range(3, len(text))}
    headers = sorted(prefixes - set(billable))
    unassigned: list[str] = []
    while len(unassigned) < CODES * 15 // 100:
        text = rng.choice(billable)
        at = rng.randrange(2, len(text))
        other = text[:at] + rng.choice("0123456789") + text[at + 1 :]
        if Icd10CmCode.is_valid(other) and table.status(Icd10CmCode(other)) is Status.UNASSIGNED:
            unassigned.append(other)
    chosen = rng.choices(billable, k=CODES * 70 // 100)
    chosen += rng.choices(headers, k=CODES * 15 // 100)
    chosen += unassigned
    rng.shuffle(chosen)
    return [str(Icd10CmCode(text)) for text in chosen]


def _npis() -> list[str]:
    """Ten digits each, four in five with the right check digit."""
    rng = random.Random(162)
    found = []
    for index in range(CODES):
        right = visits.npi(rng.randrange(100_000_000, 300_000_000))
        wrong = right[:9] + str((int(right[9]) + rng.randrange(1, 10)) % 10)
        found.append(wrong if index % 5 == 0 else right)
    rng.shuffle(found)
    return found


def _ndcs() -> list[str]:
    """Drug codes in turn as a claim and as a label writes them: 11 digits, 5-4-2, 4-4-2, 5-3-2, 5-4-1."""
    rng = random.Random(207)
    forms = ((11,), (5, 4, 2), (4, 4, 2), (5, 3, 2), (5, 4, 1))
    found = []
    for index in range(CODES):
        parts = (f"{rng.randrange(10**size):0{size}d}" for size in forms[index % len(forms)])
        found.append("-".join(parts))
    return found


def _plain(claim: Any) -> dict[str, Any]:
    """A claim in the shape that claim-validator takes: the same facts, as far as it has fields."""
    patient = claim.patient or claim.subscriber
    return {
        "billing_provider_npi": claim.billing_provider.npi.text,
        "billing_provider_taxonomy": claim.billing_provider.taxonomy.text,
        "rendering_provider_npi": claim.rendering_provider.npi.text,
        "subscriber_id": claim.subscriber.member_id,
        "subscriber_first_name": claim.subscriber.name.first_name,
        "subscriber_last_name": claim.subscriber.name.last_name,
        "subscriber_dob": claim.subscriber.birth_date.isoformat(),
        "subscriber_gender": claim.subscriber.sex,
        "patient_first_name": patient.name.first_name,
        "patient_last_name": patient.name.last_name,
        "patient_dob": patient.birth_date.isoformat(),
        "patient_gender": patient.sex,
        "patient_relationship": "child" if claim.patient else "self",
        "payer_id": claim.payer.payer_id,
        "payer_name": claim.payer.name,
        "place_of_service": claim.place_of_service.text,
        "total_charge": float(claim.total_charge),
        "diagnosis_codes": [
            {
                "code": str(code),
                "pointer": number,
                "type": "secondary" if number > 1 else "principal",
            }
            for number, code in enumerate(claim.diagnoses, 1)
        ],
        "lines": [
            {
                "procedure_code": line.procedure_code.text,
                "modifiers": [modifier.text for modifier in line.modifiers],
                "diagnosis_pointers": list(line.diagnosis_pointers),
                "charge_amount": float(line.charge),
                "units": float(line.units),
                "service_date_from": line.service_dates.isoformat(),
                "service_date_to": line.service_dates.isoformat(),
                "place_of_service": claim.place_of_service.text,
                "rendering_provider_npi": claim.rendering_provider.npi.text,
            }
            for line in claim.lines
        ],
    }
