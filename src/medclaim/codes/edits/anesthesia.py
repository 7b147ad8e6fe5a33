"""Anesthesia: who gave it, how often, and beside whose surgery."""

from collections.abc import Iterator
from datetime import date

from medclaim._rules import error, for_medicare, warning
from medclaim._text import words
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import coded, name_of, path_of, texts_of
from medclaim.codes.modifier import FAMILIES
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Severity

_MANUAL = "Medicare Claims Processing Manual, chapter 12, section 50"
_WHOSE = "An error for Medicare, else a warning"

PROVIDER_MISSING = error(
    "C065",
    "anesthesia-modifier-missing",
    "An anesthesia service says who gave it: AA, AD, QK, QX, QY or QZ.",
    f"{_MANUAL} (anesthesia claims modifiers). {_WHOSE}",
    "CO-4/N822",
    "A6:453",
)
TWO_SERVICES = warning(
    "C069",
    "anesthesia-multiple",
    "Of several procedures under one anesthesia, the service with the highest base is billed.",
    f"{_MANUAL}, E (multiple procedures); a second session of the day is billed too",
    "CO-59",
)
BY_SURGEON = error(
    "C070",
    "anesthesia-by-surgeon",
    "Medicare pays no anesthesia by the physician who operates.",
    "NCCI Policy Manual, chapter II; claim adjustment reason code 194. An error for "
    "Medicare, else a warning; modifier 47 alone is a warning",
    "CO-194",
)
STATUS_ELSEWHERE = warning(
    "C071",
    "anesthesia-status-modifier-scope",
    "Physical status (P1 to P6) is said of anesthesia only.",
    "CPT, anesthesia guidelines; knowledge, unconfirmed: payers ignore it or deny",
    "CO-4/N519",
)

_GIVEN_BY = FAMILIES["anesthesia provider"]
_STATUS = FAMILIES["physical status"]
_APART = FAMILIES["distinct service"]
# The first three characters of 00100-01999.
FIRST_OF_ANESTHESIA = frozenset(f"{number:03}" for number in range(1, 20))
# The days after an epidural was placed: no anesthesia is given.
DAILY_CARE = "01996"
# They add to a service of anesthesia.
_ADD_ONS = words("01953 01968 01969")
# What an anesthetist does beside the anesthesia: airway, lines, blocks, injections.
_AROUND = (
    (20526, 20611),
    (31500, 31500),
    (36000, 36680),
    (62270, 62329),
    (64400, 64999),
)


def _anesthesia(visit: CodedVisit) -> list[CodedProcedure]:
    return [
        procedure
        for procedure in visit.procedures
        if type(procedure.code) is CptCode and procedure.code.is_anesthesia
    ]


@coding_edit(PROVIDER_MISSING, kinds=(Kind.PROFESSIONAL,), triggers=FIRST_OF_ANESTHESIA)
def given_by(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Anesthesia without a modifier that says who gave it."""
    for procedure in _anesthesia(visit):
        if procedure.code.text != DAILY_CARE and not texts_of(procedure) & _GIVEN_BY:
            yield for_medicare(PROVIDER_MISSING, visit).at(
                f"{procedure.line}.modifiers",
                f"{procedure.code} needs one of {', '.join(sorted(_GIVEN_BY))}",
            )


@coding_edit(TWO_SERVICES, kinds=(Kind.PROFESSIONAL,), triggers=FIRST_OF_ANESTHESIA)
def one_service_a_session(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Two anesthesia services of a day and provider."""
    first: dict[tuple[date | None, str | None], CodedProcedure] = {}
    for procedure in _anesthesia(visit):
        text = procedure.code.text
        if text == DAILY_CARE or text in _ADD_ONS or texts_of(procedure) & _APART:
            continue
        one = first.setdefault((procedure.first_day, procedure.provider), procedure)
        if one is not procedure:
            yield TWO_SERVICES.at(
                procedure.path,
                f"{one.code} and {text} on one day: one session is one code, with the whole time",
                related=(one.path,),
            )


@coding_edit(BY_SURGEON, kinds=(Kind.PROFESSIONAL,), triggers=FIRST_OF_ANESTHESIA | {"47"})
def by_surgeon(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Anesthesia by the provider of the day's surgery."""
    if visit.is_medicare:
        for procedure in visit.procedures:
            if "47" in texts_of(procedure):
                yield BY_SURGEON.weighing(Severity.WARNING).at(
                    path_of(procedure, ("47",)),
                    "Medicare pays nothing for anesthesia by the surgeon, which 47 says",
                )
    operations = {
        (procedure.first_day, procedure.provider): procedure
        for procedure in coded(visit)
        if _is_operation(procedure)
    }
    for procedure in _anesthesia(visit) if operations else ():
        done = operations.get((procedure.first_day, procedure.provider))
        if done is None or procedure.code.text == DAILY_CARE or texts_of(procedure) & _APART:
            continue
        yield for_medicare(BY_SURGEON, visit).at(
            procedure.path,
            f"{procedure.code} by the provider of {done.code}, whose payment includes it",
            related=(done.path,),
        )


def _is_operation(procedure: CodedProcedure) -> bool:
    code = procedure.code
    if type(code) is not CptCode or code.section != "surgery" or procedure.provider is None:
        return False
    number = int(code.text)
    return not any(first <= number <= last for first, last in _AROUND)


@coding_edit(STATUS_ELSEWHERE, kinds=(Kind.PROFESSIONAL,), triggers=_STATUS)
def status_of_others(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Physical status on a service that is no anesthesia."""
    for procedure in visit.procedures:
        code, said = procedure.code, texts_of(procedure) & _STATUS
        if said and not (type(code) is CptCode and code.section == "anesthesia"):
            yield STATUS_ELSEWHERE.at(
                path_of(procedure, said),
                f"{name_of(code)} is no anesthesia: it takes no {min(said)}",
            )
