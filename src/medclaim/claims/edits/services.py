"""What a line of a professional claim says beside its code: units, description, dates, assistants."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim._rules import error, for_medicare
from medclaim._text import words
from medclaim.claims.claim import InstitutionalClaim, ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.lines import InstitutionalLine, ProfessionalLine
from medclaim.codes.cpt import CLOSING_UNLISTED, CptCode
from medclaim.codes.edits.anesthesia import DAILY_CARE, FIRST_OF_ANESTHESIA
from medclaim.codes.hcpcs import UNLISTED, HcpcsCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Severity

_MANUAL = "Medicare Claims Processing Manual, chapter 12"
_GUIDE = "005010X222A1"
_WHOSE = "An error for Medicare, else a warning"

SHARED_CARE = error(
    "C031",
    "split-care-dates-missing",
    "Who takes over the care after an operation (55) says from when; who hands it over (54), until when.",
    f"{_MANUAL}, section 40.2; {_GUIDE}, 2300 DTP 090 and 091. An error for 55 to Medicare; else a "
    "warning: a surgeon who hands over at discharge says no date",
    "A6:388",
    "A6:389",
)
ASSISTANT = error(
    "C056",
    "assistant-as-vs-80",
    "An assistant at surgery who is no physician is AS; a physician is 80, 81 or 82.",
    f"{_MANUAL}, sections 20.4.3 and 110.2; HCPCS level II, modifier AS. {_WHOSE}",
    "CO-4/N519",
)
MINUTES = error(
    "C066",
    "anesthesia-units-minutes",
    "Anesthesia is counted in minutes (MJ), the days of care after an epidural in units.",
    f"{_GUIDE}, 2400 SV103 and SV104 (anesthesia time in minutes); {_MANUAL}, section 50.G. "
    f"{_WHOSE}: a payer may take units by contract",
    "A7:251",
    "A7:476",
    "CO-16/M53",
)
UNDESCRIBED = error(
    "C105",
    "unlisted-without-description",
    "A service with an unlisted or unspecific code is described.",
    f"{_GUIDE}, 2400 SV101-7, and 005010X223A2, 2400 SV202-7 (required with a non-specific code)",
    "CO-16/N350",
    "A6:306",
)

_ANYBODY = (Kind.PROFESSIONAL, Kind.INSTITUTIONAL)
_NOT_PHYSICIANS = ("363A", "363L", "364S")
_BY_PHYSICIANS = words("80 81 82")
_PHYSICIANS = "20"
# Burns by their extent, and daily care: no time is counted.
_TIMELESS = words("01953") | {DAILY_CARE}


@edit(SHARED_CARE, kinds=(Kind.PROFESSIONAL,), triggers=("54", "55"))
def shared_care(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A part of a surgical package without the day on which the care changed hands."""
    said = {m.text for p in context.visit.procedures for m in p.modifiers}
    dates = claim.dates
    if claim.note is not None or any(line.note is not None for line in claim.lines):
        # Where a form has no place for the day, the note says it.
        return
    if "55" in said and (dates is None or dates.assumed_care is None):
        yield for_medicare(SHARED_CARE, context.visit).at(
            "dates.assumed_care", "55 takes over the care after an operation: say from which day"
        )
    if "54" in said and (dates is None or dates.relinquished_care is None):
        yield SHARED_CARE.weighing(Severity.WARNING).at(
            "dates.relinquished_care",
            "54 leaves the care after the operation to another: say until which day it was given, "
            "if beyond discharge",
        )


@edit(ASSISTANT, kinds=(Kind.PROFESSIONAL,), triggers=_BY_PHYSICIANS | {"AS"})
def assistant(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """An assistant at surgery with the modifier of another profession."""
    rule = for_medicare(ASSISTANT, context.visit)
    for index, line in enumerate(claim.lines):
        provider = line.rendering_provider or claim.rendering_provider
        taxonomy = None if provider is None else provider.taxonomy
        if type(taxonomy) is not TaxonomyCode:
            continue
        is_other = taxonomy.classification in _NOT_PHYSICIANS
        for at, modifier in enumerate(line.modifiers):
            text = modifier.text if type(modifier) is Modifier else ""
            path = f"lines[{index}].modifiers[{at}]"
            if text == "AS" and taxonomy.grouping == _PHYSICIANS:
                yield rule.at(
                    path, "the rendering provider is a physician: an assistant is 80, 81 or 82"
                )
            elif text in _BY_PHYSICIANS and is_other:
                yield rule.at(
                    path, f"the rendering provider is no physician: an assistant is AS, not {text}"
                )


@edit(MINUTES, kinds=(Kind.PROFESSIONAL,), triggers=FIRST_OF_ANESTHESIA)
def anesthesia_time(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """Anesthesia that is not counted in minutes, or of no minute."""
    rule = for_medicare(MINUTES, context.visit)
    for index, line in enumerate(claim.lines):
        code, path = line.procedure_code, f"lines[{index}]"
        if type(code) is not CptCode or not code.is_anesthesia:
            continue
        if code.text in _TIMELESS:
            if line.unit_basis == "MJ":
                yield rule.at(f"{path}.unit_basis", f"{code} counts no time: it is billed in UN")
        elif line.unit_basis != "MJ":
            yield rule.at(f"{path}.unit_basis", f"the time of {code} is said in minutes: MJ")
        elif type(line.units) is Decimal and line.units <= 0:
            yield rule.at(f"{path}.units", f"{code} took no minute")


@edit(UNDESCRIBED, kinds=_ANYBODY, triggers=CLOSING_UNLISTED | UNLISTED)
def undescribed(
    claim: ProfessionalClaim | InstitutionalClaim, context: Context
) -> Iterator[Finding]:
    """An unlisted code with nothing that says what was done."""
    noted = claim.note if type(claim) is ProfessionalClaim else (claim.notes or claim.billing_note)
    if claim.attachments or noted:
        return
    lines: tuple[ProfessionalLine | InstitutionalLine, ...] = claim.lines
    for index, line in enumerate(lines):
        code = line.procedure_code
        if not isinstance(code, CptCode | HcpcsCode) or not code.is_unlisted:
            continue
        if not (line.description or line.attachments or line.drug or getattr(line, "note", None)):
            yield UNDESCRIBED.at(
                f"lines[{index}].description", f"{code} says no service: describe it here (SV101-7)"
            )
