"""Durable equipment: where it is used, whether it is bought or rented, and which month of the rent."""

from collections.abc import Iterator

from medclaim._rules import warning
from medclaim._text import words
from medclaim.codes.edits._said import coded, outside, path_of, texts_of
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, Outcome, coding_edit
from medclaim.findings import Finding

BOUGHT_OR_RENTED = warning(
    "C119",
    "dme-nu-ue-rr-missing",
    "Equipment billed to Medicare says whether it is new (NU), used (UE) or rented (RR).",
    "DME MAC supplier manuals (payment categories; the common front end rejects a line without); "
    "unconfirmed in a manual of CMS's own",
    "A7:507",
    "CO-4/N822",
)
RENTAL_MONTH = warning(
    "C120",
    "dme-rental-month-modifier",
    "A capped rental says by KH, KI or KJ which month it is.",
    "DME MAC supplier manuals (capped rental items); unconfirmed in a manual of CMS's own",
    "CO-108",
    "CO-4",
)
PLACE = warning(
    "C122",
    "dme-pos",
    "Durable equipment for Medicare is for use at home, and its place of service says so.",
    "section 1861(n) of the Social Security Act; the list of places is the DME MACs' (unconfirmed)",
    "CO-5",
)

_MEDICARE = ("filing_indicator:MB",)
_TERMS = words("NU UE RR")
# Payment categories of the DMEPOS fee schedule: inexpensive or routinely purchased, capped rental,
# frequently serviced.
_WITH_TERMS, _CAPPED = words("IN CR FS"), "CR"
_MONTHS = words("KH KI KJ")
_APART = words("GY MS")
_EQUIPMENT = ("E", "K0")
_HOME = words("01 04 09 10 12 13 14 16 33 54 55 56 65")


@coding_edit(
    BOUGHT_OR_RENTED,
    RENTAL_MONTH,
    needs=("dmepos",),
    kinds=(Kind.PROFESSIONAL,),
    triggers=_MEDICARE,
)
def terms(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Equipment for Medicare that is neither bought nor rented, or rented for no month."""
    listed = tables.dmepos
    if listed is None or visit.payer != "MB":
        return
    for procedure in coded(visit):
        text, day = procedure.code.text, procedure.first_day
        if day is None or type(procedure.code) is not HcpcsCode:
            continue
        if not listed.knows(day):
            yield from outside((BOUGHT_OR_RENTED, RENTAL_MONTH), "dmepos")
            continue
        categories, said = frozenset(listed.says(text, day)), texts_of(procedure)
        if not categories & _WITH_TERMS or said & _APART:
            continue
        if not said & _TERMS:
            yield BOUGHT_OR_RENTED.at(
                f"{procedure.line}.modifiers",
                f"{text} is new (NU), used (UE) or rented (RR): say so",
            )
        elif "RR" in said and _CAPPED in categories and not said & _MONTHS:
            yield RENTAL_MONTH.at(
                path_of(procedure, ("RR",)),
                f"the rent of {text} is capped: KH is its first month, KI the next two, KJ those "
                "after",
            )


@coding_edit(PLACE, kinds=(Kind.PROFESSIONAL,), triggers=_MEDICARE)
def places_of_use(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Equipment for Medicare that is used in no home."""
    if visit.payer != "MB":
        return
    for procedure in visit.procedures:
        code, place = procedure.code, procedure.place_of_service
        if type(code) is not HcpcsCode or not code.text.startswith(_EQUIPMENT) or place is None:
            continue
        if place.text not in _HOME:
            yield PLACE.at(
                procedure.place_path,
                f"{code} is equipment for use at home: say where it is used, not place of service "
                f"{place}",
                related=(procedure.path,),
            )
