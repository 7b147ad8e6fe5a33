"""Who may order and what a surgical center is paid for, by the lists that Medicare publishes of them."""

from collections.abc import Iterator

from medclaim._rules import error, warning
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.edits.context import Context
from medclaim.claims.parties import Provider
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import coded, outside
from medclaim.codes.npi import Npi
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.edit import Kind, Outcome, edit

CENTER = error(
    "C132",
    "asc-not-listed",
    "A surgical center bills Medicare for the procedures of its list.",
    "42 CFR 416.166 (covered surgical procedures are those of the published list)",
    "CO-58",
    "CO-96",
)
INELIGIBLE = warning(
    "C175",
    "ordering-ineligible",
    "Who orders or refers for Medicare is on the list of those who may.",
    "42 CFR 424.507; the list is CMS's Order and Referring file, which changes twice a week",
    "CO-183/N574",
    "CO-16/N575",
)

_MEDICARE_B = ("filing_indicator:MB",)
_CENTER, _CENTER_PLACE, _SURGERY = "261QA1903X", "24", "surgery"


@edit(
    CENTER,
    needs=("asc_covered",),
    kinds=(Kind.PROFESSIONAL,),
    triggers=(f"place_of_service:{_CENTER_PLACE}",),
)
def surgery_center(claim: ProfessionalClaim, context: Context) -> Iterator[Outcome]:
    """A center's bill for a surgical procedure that is not on the list of centers."""
    listed, taxonomy = context.tables.asc_covered, claim.billing_provider.taxonomy
    if listed is None or not context.is_medicare or type(taxonomy) is not TaxonomyCode:
        return
    # A surgeon bills from there too, for whom the list is none.
    if taxonomy.text != _CENTER:
        return
    for procedure in coded(context.visit):
        code, place, day = procedure.code, procedure.place_of_service, procedure.first_day
        if type(code) is not CptCode or code.section != _SURGERY or day is None:
            continue
        if place is None or place.text != _CENTER_PLACE:
            continue
        is_listed = listed.holds(code.text, day)
        if is_listed is None:
            yield from outside((CENTER,), "asc_covered")
        elif not is_listed:
            yield CENTER.at(procedure.path, f"{code} is not on the list of surgical centers")


@edit(
    INELIGIBLE,
    needs=("ordering_providers",),
    kinds=(Kind.PROFESSIONAL,),
    triggers=(
        "referring_provider",
        "lines.ordering_provider",
        "lines.referring_provider",
    ),
)
def ordering_providers(claim: ProfessionalClaim, context: Context) -> Iterator[Outcome]:
    """Somebody orders or refers for Medicare who may not."""
    listed, day = context.tables.ordering_providers, context.visit.first_day
    if listed is None or day is None or context.visit.payer != "MB":
        return
    if not listed.knows(day):
        yield from outside((INELIGIBLE,), "ordering_providers")
        return
    for path, provider in _ordering(claim):
        if provider is None or type(provider.npi) is not Npi:
            continue
        if not listed.holds(provider.npi.text, day):
            yield INELIGIBLE.at(
                f"{path}.npi", "is not on the list of those who may order and refer"
            )


def _ordering(claim: ProfessionalClaim) -> Iterator[tuple[str, Provider | None]]:
    yield "referring_provider", claim.referring_provider
    for index, line in enumerate(claim.lines):
        yield f"lines[{index}].ordering_provider", line.ordering_provider
        yield f"lines[{index}].referring_provider", line.referring_provider
