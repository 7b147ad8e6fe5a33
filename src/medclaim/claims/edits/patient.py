"""A patient's birth and death against what is billed (SNIP type 4)."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import claim_rule, for_medicare
from medclaim._text import words
from medclaim.claims.claim import Claim, InstitutionalClaim
from medclaim.claims.edits.context import Context, service_days
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.occurrence import OccurrenceCode
from medclaim.codes.value import ValueCode
from medclaim.dates import first_day, last_day
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

DEATH_MISSING = claim_rule(
    "D054",
    "death-date-missing",
    "A bill of a patient who died (20, 40, 41, 42) gives the day: occurrence code 55.",
    "CMS, change request 7792 (MLN Matters MM7792: required from 2012-10-01); other payers follow it, "
    "a warning",
    "A6:159",
    "CO-16/N330",
)
AFTER_DEATH = claim_rule(
    "D055",
    "service-after-death",
    "No service follows the patient's death.",
    "claim adjustment reason code 13; a warning for days that only end after it",
    "CO-13",
)
BIRTH_WEIGHT = claim_rule(
    "D056",
    "newborn-weight",
    "The bill of a newborn's stay gives the weight at birth in grams: value code 54.",
    "unconfirmed: NUBC, value code 54 (with admission type 4); so Alabama Medicaid from 2017-01-01",
    "A6:273",
    severity=Severity.WARNING,
)
_ENDS_AFTER = AFTER_DEATH.weighing(Severity.WARNING)

_DIED = words("20 40 41 42")
_DEATH = "55"
_ASKED_FROM = date(2012, 10, 1)
_WEIGHT = "54"


@edit(DEATH_MISSING, kinds=(Kind.INSTITUTIONAL,))
def death_missing(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A patient who died on no day."""
    status, last = claim.patient_status, context.visit.last_day
    if type(status) is not DischargeStatus or status.text not in _DIED:
        return
    if last is None or last < _ASKED_FROM or _death(claim) is not None:
        return
    rule = for_medicare(DEATH_MISSING, context)
    yield rule.at(
        "occurrence_codes",
        f"status {status.text} says that the patient died: give the day with occurrence code 55",
        related=("patient_status",),
    )


@edit(AFTER_DEATH)
def after_death(claim: Claim, context: Context) -> Iterator[Finding]:
    """Services to somebody who had died."""
    who = claim.subscriber if claim.patient is None else claim.patient
    died: object = who.death_date
    path = "subscriber.death_date" if claim.patient is None else "patient.death_date"
    if died is None and type(claim) is InstitutionalClaim and claim.occurrence_codes:
        place = _death(claim)
        if place is not None:
            died, path = claim.occurrence_codes[place].date, f"occurrence_codes[{place}].date"
    if type(died) is not date:
        return
    for where, days in service_days(claim):
        first, last = first_day(days), last_day(days)
        if first is not None and first > died:
            yield AFTER_DEATH.at(where, "begins after the patient's death", related=(path,))
        elif last is not None and last > died:
            yield _ENDS_AFTER.at(where, "ends after the patient's death", related=(path,))


def _death(claim: InstitutionalClaim) -> int | None:
    """Which of the occurrences is the patient's death."""
    for index, one in enumerate(claim.occurrence_codes):
        if type(one.code) is OccurrenceCode and one.code.text == _DEATH:
            return index
    return None


@edit(BIRTH_WEIGHT, kinds=(Kind.INSTITUTIONAL,), triggers=("admission_type",))
def birth_weight(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A newborn of no weight."""
    kind = claim.admission_type
    if type(kind) is not AdmissionType or not kind.is_newborn or not context.visit.is_inpatient:
        return
    if not any(type(v.code) is ValueCode and v.code.text == _WEIGHT for v in claim.value_codes):
        yield BIRTH_WEIGHT.at(
            "value_codes",
            "a newborn's stay gives the weight at birth in grams (54)",
            related=("admission_type",),
        )
