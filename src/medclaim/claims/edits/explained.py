"""What stands beside a service whoever pays: papers, days and parties that explain it."""

from collections.abc import Iterator

from medclaim._rules import warning
from medclaim._text import words
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.edits.context import Context, line_of
from medclaim.codes.edits._said import path_of, texts_of
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

DOCUMENTED = warning(
    "C140",
    "modifier-22-documentation",
    "A service that was more work than usual (22) comes with the operative note.",
    "Medicare Claims Processing Manual, chapter 12, section 40.2.A.10 and 40.4 (a concise "
    "statement and the operative report); payers take them in several ways",
    "CO-16/M29",
).weighing(Severity.INFORMATION)
LAST_PERIOD = warning(
    "C145",
    "lmp-missing",
    "Maternity care says when the last menstrual period was.",
    "005010X222A1, 2300 DTP 484 (required where, in the provider's judgment, services relate to "
    "pregnancy)",
    "A6:191",
)
PURCHASED = warning(
    "C173",
    "purchased-diagnostic",
    "A purchased test says what it cost and who performed it.",
    "005010X222A1, 2400 PS1 and 2420B; Medicare Claims Processing Manual, chapter 1, section 30.2.9; "
    "when the guide asks for the second is unconfirmed",
    "A6:469",
    "A6:470",
    "CO-16/M12",
)
CHECKUP = warning(
    "C180",
    "epsdt-indicator",
    "A child's checkup billed to Medicaid says that it is one of EPSDT.",
    "005010X222A1, 2400 SV111 and 2300 CRC ZZ (situational); each state says when, so it only warns",
    "A6:564",
)

_MATERNITY = words(
    "59400 59409 59410 59425 59426 59510 59514 59515 59610 59612 59614 59618 59620 59622"
)
_CHECKUPS = words("99381 99382 99383 99384 99385 99391 99392 99393 99394 99395")
_MEDICAID, _CHILDREN_TO = "MC", 21


@edit(DOCUMENTED, kinds=(Kind.PROFESSIONAL,), triggers=("22",))
def more_work(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Modifier 22 with nothing attached that explains it."""
    if claim.attachments:
        return
    for procedure in context.visit.procedures:
        if "22" in texts_of(procedure) and not line_of(claim, procedure).attachments:
            yield DOCUMENTED.at(
                path_of(procedure, ("22",)),
                "22 is paid by the record: attach the operative note (PWK) that says why it was more",
            )


@edit(LAST_PERIOD, kinds=(Kind.PROFESSIONAL,), triggers=_MATERNITY)
def last_menstrual_period(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Maternity care without the last menstrual period."""
    if claim.dates is not None and claim.dates.last_menstrual_period is not None:
        return
    found = [p.path for p in context.visit.procedures if p.code.text in _MATERNITY]
    if found:
        yield LAST_PERIOD.at(
            "dates.last_menstrual_period",
            "the care is of a pregnancy: give the day of the last menstrual period",
            related=found[:1],
        )


@edit(PURCHASED, kinds=(Kind.PROFESSIONAL,), triggers=("lines.purchased_service",))
def purchased_tests(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A purchased service without its price or its provider."""
    for index, line in enumerate(claim.lines):
        purchased = line.purchased_service
        if purchased is None:
            continue
        for field in ("charge", "provider"):
            if getattr(purchased, field) is None:
                what = "what it cost" if field == "charge" else "who performed it (2420B)"
                yield PURCHASED.at(
                    f"lines[{index}].purchased_service.{field}",
                    f"the service was bought: say {what}",
                )


@edit(CHECKUP, kinds=(Kind.PROFESSIONAL,), triggers=_CHECKUPS | {"EP"})
def checkups(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A child's checkup for Medicaid that is not said to be one of EPSDT."""
    visit = context.visit
    if visit.payer != _MEDICAID or claim.epsdt_referral is not None:
        return
    age = visit.age
    for procedure in visit.procedures:
        is_visit = procedure.code.text in _CHECKUPS and age is not None and age < _CHILDREN_TO
        if not is_visit and "EP" not in texts_of(procedure):
            continue
        if line_of(claim, procedure).epsdt is None:
            yield CHECKUP.at(
                f"{procedure.line}.epsdt",
                f"{procedure.code} is a checkup of EPSDT: say Y here or give the referral's result",
                related=(procedure.path,),
            )
