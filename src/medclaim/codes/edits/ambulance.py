"""Ambulance transport: from where to where, how far, beside what, in which place."""

from collections.abc import Iterator
from decimal import Decimal

from medclaim._rules import error, for_medicare, warning
from medclaim._text import words
from medclaim.codes.edits._said import path_of, texts_of
from medclaim.codes.modifier import AMBULANCE_DESTINATIONS, AMBULANCE_ORIGINS, Modifier
from medclaim.codes.visit import CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity

_MANUAL = "Medicare Claims Processing Manual, chapter 15"
_WHOSE = "An error for Medicare, else a warning"

PAIR_MISSING = error(
    "C108",
    "ambulance-modifier-missing",
    "An ambulance trip says its origin and destination in one modifier.",
    f"{_MANUAL}, section 30. {_WHOSE}",
    "CO-4/N822",
    "A6:266",
)
PAIR_INVALID = error(
    "C109",
    "ambulance-modifier-invalid",
    "An origin and destination are letters of that list; X is only a stop on the way to a hospital.",
    f"{_MANUAL}, section 30 (modifiers specific to ambulance service claims). {_WHOSE}",
    "CO-4/N519",
)
MILES_ALONE = error(
    "C110",
    "ambulance-mileage-without-base",
    "Miles stand beside the trip they are of, and a trip beside its miles.",
    f"{_MANUAL}, sections 30.1.2 and 30.2 (two lines for a trip: base rate and mileage). {_WHOSE}; "
    "a trip without miles is a warning",
    "CO-107",
)
PLACE = warning(
    "C114",
    "ambulance-pos",
    "The place of an ambulance trip is an ambulance: 41 on land, 42 by air or water.",
    "CMS, Place of Service Code Set (41, 42)",
    "CO-5",
)
MILES_IN_TENTHS = Rule(
    id="C115",
    name="ambulance-mileage-fraction",
    summary="Miles are said in tenths up to 100 miles, in whole ones from there on.",
    authority=f"{_MANUAL}, section 30.1.2 (fractional mileage); the contractor cuts off the rest",
    severity=Severity.INFORMATION,
    answer=("CO-16/M22",),
    snip_type=6,
)

# Of A0021-A0999, those that are a trip or its miles; supplies and waiting time have no direction.
TRIPS = words("A0225 A0426 A0427 A0428 A0429 A0430 A0431 A0432 A0433 A0434")
_WITH_DIRECTION = TRIPS | words("A0380 A0390 A0425 A0435 A0436 A0888")
# Which trips the miles are of.
_BASES = {
    "A0425": words("A0225 A0426 A0427 A0428 A0429 A0432 A0433 A0434"),
    "A0435": words("A0430"),
    "A0436": words("A0431"),
}
_MILES_OF = {base: miles for miles, bases in _BASES.items() for base in bases}
_EVER = AMBULANCE_ORIGINS + AMBULANCE_DESTINATIONS
# These say that a service was distinct, on whatever line.
_DISTINCT = words("XE XP XS")
# The patient was pronounced dead before the ride.
_NOT_CARRIED = "QL"
_FAR = Decimal(100)
_ENTITIES = (Kind.PROFESSIONAL, Kind.INSTITUTIONAL)


@coding_edit(PAIR_MISSING, PAIR_INVALID, kinds=_ENTITIES, triggers=_WITH_DIRECTION)
def origin_and_destination(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A trip without an origin-destination modifier, or with one that cannot be."""
    for procedure in visit.procedures:
        if procedure.code.text not in _WITH_DIRECTION:
            continue
        if any(modifier.is_ambulance_pair for modifier in procedure.modifiers):
            continue
        wrong = [modifier.text for modifier in procedure.modifiers if _is_no_pair(modifier)]
        if wrong:
            yield for_medicare(PAIR_INVALID, visit).at(
                path_of(procedure, wrong),
                f"{wrong[0]} is no origin and destination: the origin is one of "
                f"{' '.join(AMBULANCE_ORIGINS)}, the destination one of "
                f"{' '.join(AMBULANCE_DESTINATIONS)}",
            )
        else:
            yield for_medicare(PAIR_MISSING, visit).at(
                f"{procedure.line}.modifiers",
                f"{procedure.code} needs a modifier of origin and destination, such as RH for "
                "residence to hospital",
            )


def _is_no_pair(modifier: Modifier) -> bool:
    text = modifier.text
    return text[0] in _EVER and text[1] in _EVER and text not in _DISTINCT


@coding_edit(MILES_ALONE, kinds=_ENTITIES, triggers=(*_BASES, *_MILES_OF))
def trip_and_miles(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Miles without a trip of their day, and a trip without miles."""
    there = {(procedure.code.text, procedure.first_day) for procedure in visit.procedures}
    for procedure in visit.procedures:
        text, day = procedure.code.text, procedure.first_day
        bases, miles = _BASES.get(text), _MILES_OF.get(text)
        if bases and not any((base, day) in there for base in bases):
            yield for_medicare(MILES_ALONE, visit).at(
                procedure.path,
                f"{text} counts the miles of a trip, and none of {', '.join(sorted(bases))} is of "
                "its day",
            )
        elif miles and (miles, day) not in there and _NOT_CARRIED not in texts_of(procedure):
            yield MILES_ALONE.weighing(Severity.WARNING).at(
                procedure.path, f"{text} is a trip: its miles are {miles}, on a line of their own"
            )


@coding_edit(PLACE, kinds=(Kind.PROFESSIONAL,), triggers=TRIPS)
def place_of_trip(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A trip in a place that is no ambulance."""
    for procedure in visit.procedures:
        place = procedure.place_of_service
        if procedure.code.text in TRIPS and place is not None and place.text not in ("41", "42"):
            yield PLACE.at(
                procedure.path,
                f"{procedure.code} in place of service {place}: an ambulance is 41 or 42",
                related=(procedure.place_path,),
            )


@coding_edit(MILES_IN_TENTHS, kinds=_ENTITIES, triggers=_BASES)
def miles_in_tenths(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Miles more exact than they are counted."""
    for procedure in visit.procedures:
        miles = procedure.units
        if procedure.code.text not in _BASES or miles is None:
            continue
        step, said = (1, "whole miles") if miles >= _FAR else (10, "tenths of a mile")
        if miles * step % 1:
            yield MILES_IN_TENTHS.at(f"{procedure.line}.units", f"{miles} miles are said in {said}")
