"""What a claim for an ambulance says beside its codes: the ride, its ends, its need, its patients."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim._rules import error, warning
from medclaim.claims.claim import InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.codes.edits._said import texts_of
from medclaim.codes.edits.ambulance import TRIPS
from medclaim.codes.value import ValueCode
from medclaim.edit import Kind, edit
from medclaim.findings import Finding

_GUIDE = "005010X222A1"

TRANSPORT = error(
    "C111",
    "ambulance-cr1-missing",
    "A claim for an ambulance trip says why the patient was carried, and how far.",
    f"{_GUIDE}, 2300 and 2400 CR1 (required on all claims involving ambulance transport)",
    "A6:428",
    "A6:267",
    "CO-16/M22",
)
ENDS = error(
    "C112",
    "ambulance-pickup-missing",
    "A claim for an ambulance trip says where it began and where it ended.",
    f"{_GUIDE}, 2310E and 2310F (required when billing for ambulance services); Medicare Claims "
    "Processing Manual, chapter 15, section 30.2.1 (value code A0 on a hospital's Medicare bill)",
    "A6:763",
    "A6:740",
)
NEED = warning(
    "C113",
    "ambulance-crc-missing",
    "A claim to Medicare for an ambulance trip says what made it necessary.",
    f"{_GUIDE}, 2300 CRC (ambulance certification, situational); the record may say it instead",
    "A6:337",
)
PATIENTS = error(
    "C116",
    "ambulance-multi-patient",
    "A trip with several patients (GM) says how many.",
    f"{_GUIDE}, 2400 QTY PT (required when more than one patient is transported)",
    "A6:402",
)
# The ZIP code of the place where the patient was picked up.
_ZIP = "A0"


# What is asked of each ride: its field, the rule, and what the field says.
_ASKED = (
    ("reason", TRANSPORT, "why the patient was carried (CR1)"),
    ("distance", TRANSPORT, "how far it was, in miles (CR1)"),
    ("pick_up", ENDS, "the address where it began"),
    ("drop_off", ENDS, "the address where it ended"),
    ("certifications", NEED, "the conditions that made it necessary (CRC 07)"),
)


def _rides(claim: ProfessionalClaim) -> list[int]:
    return [
        index
        for index, line in enumerate(claim.lines)
        if getattr(line.procedure_code, "text", None) in TRIPS
    ]


@edit(TRANSPORT, ENDS, NEED, kinds=(Kind.PROFESSIONAL,), triggers=TRIPS)
def ride(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A trip of which neither the claim nor its line says the reason, the ends or the need."""
    of_lines = {index: claim.lines[index].ambulance for index in _rides(claim)}
    for field, rule, what in _ASKED:
        if rule is NEED and not context.is_medicare:
            continue
        if getattr(claim.ambulance, field, None) not in (None, ()):
            continue
        lacking = [n for n, own in of_lines.items() if getattr(own, field, None) in (None, ())]
        if lacking:
            yield rule.at(
                f"ambulance.{field}",
                f"{claim.lines[lacking[0]].procedure_code} is an ambulance trip: say {what}",
                related=[f"lines[{index}].procedure_code" for index in lacking],
            )


@edit(PATIENTS, kinds=(Kind.PROFESSIONAL,), triggers=("GM",))
def several_patients(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """GM on a trip without the number of patients."""
    on_lines = {p.line: p for p in context.visit.procedures if "GM" in texts_of(p)}
    for index in _rides(claim):
        path = f"lines[{index}]"
        if path not in on_lines:
            continue
        ride = claim.lines[index].ambulance
        count = None if ride is None else ride.patient_count
        if count is None or (type(count) is Decimal and count <= 1):
            yield PATIENTS.at(
                f"{path}.ambulance.patient_count",
                "GM says that several patients were carried: say how many (QTY PT)",
            )


@edit(ENDS, kinds=(Kind.INSTITUTIONAL,), triggers=TRIPS)
def zip_of_pick_up(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A hospital's ambulance trip for Medicare without the ZIP code of the pick-up."""
    if not context.is_medicare:
        return
    trips = [p for p in context.visit.procedures if p.code.text in TRIPS]
    codes = [value.code for value in claim.value_codes]
    if trips and not any(type(code) is ValueCode and code.text == _ZIP for code in codes):
        yield ENDS.at(
            "value_codes",
            f"{trips[0].code}: value code A0 gives the ZIP code of the pick-up",
            related=(trips[0].path,),
        )
