"""One service line against the visit it is part of: days, units, charge, pointers."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from medclaim.codes.cpt import CptCode
from medclaim.codes.visit import CodedLine, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity
from medclaim.malformed import Malformed

_GUIDE = "005010X222A1"

RANGE_INVERTED = Rule(
    id="D079",
    name="service-date-range-inverted",
    summary="A range of days begins before it ends.",
    authority=f"{_GUIDE}, DTP03 with RD8 (from, then through)",
    severity=Severity.ERROR,
    answer=("A7:187", "CO-16/M52", "CO-16/M59"),
    snip_type=4,
)
BEFORE_BIRTH = Rule(
    id="D080",
    name="service-before-birth",
    summary="A service is furnished on the patient's birth date or later.",
    authority="claim adjustment reason code 14: the date of birth follows the date of service",
    severity=Severity.ERROR,
    answer=("A7:187", "A7:158", "CO-14"),
    snip_type=4,
)
UNITS = Rule(
    id="C133",
    name="units-not-positive",
    summary="A service is furnished at least once.",
    authority="Medicare Claims Processing Manual, chapter 26, section 10.4, item 24G; remark M53",
    severity=Severity.ERROR,
    answer=("A7:476", "CO-16/M53"),
    snip_type=6,
)
FRACTION = Rule(
    id="C134",
    name="units-decimal",
    summary="Units have at most three decimals, and those of a CPT service none.",
    authority="005010X222A1, 2400 SV104, and 005010X223A2, 2400 SV205: three decimals, an error; "
    "whole CPT units: payers' practice, a warning",
    severity=Severity.ERROR,
    answer=("A7:476", "A7:697"),
    snip_type=2,
)
NEGATIVE = Rule(
    id="D066",
    name="charge-negative",
    summary="No charge is negative.",
    authority=f"{_GUIDE}, CLM02 and SV102; X12 claim status code 693: an amount is zero or more",
    severity=Severity.ERROR,
    answer=("A7:693", "A7:583"),
    snip_type=6,
)
POINTERS_MISSING = Rule(
    id="D093",
    name="pointers-missing",
    summary="A line points to at least one diagnosis.",
    authority=f"{_GUIDE}, 2400 SV107-1 (required)",
    severity=Severity.ERROR,
    answer=("A6:477", "CO-16/M76"),
    snip_type=2,
)
POINTER_RANGE = Rule(
    id="D094",
    name="pointer-out-of-range",
    summary="A pointer is the position of a diagnosis of the claim.",
    authority=f"{_GUIDE}, 2400 SV107 (a pointer to a diagnosis in HI)",
    severity=Severity.ERROR,
    answer=("A7:477",),
    snip_type=1,
)
POINTER_TWICE = Rule(
    id="D095",
    name="pointer-duplicate",
    summary="A line points to a diagnosis once.",
    authority="knowledge, unconfirmed",
    severity=Severity.WARNING,
    answer=("A7:477",),
    snip_type=6,
)
POINTER_COUNT = Rule(
    id="D096",
    name="pointer-count",
    summary="A line points to at most four diagnoses.",
    authority=f"{_GUIDE}, 2400 SV107-1 to SV107-4",
    severity=Severity.ERROR,
    answer=("A7:477",),
    snip_type=1,
)

_ZERO, _ONE = Decimal(0), Decimal(1)
_MOST_DECIMALS = 3
_MOST_POINTERS = 4
NO_NEGATIVE = "is negative: a correction replaces or voids the claim"


@coding_edit(RANGE_INVERTED, BEFORE_BIRTH)
def service_days(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Ranges that end before they begin, and services before the patient was born."""
    birth = visit.birth_date
    for line in visit.lines:
        first, last = line.first_day, line.last_day
        if first is None or last is None:
            continue
        if last < first:
            yield RANGE_INVERTED.at(f"{line.path}.service_dates", "the range ends before it begins")
        if birth is not None and first < birth:
            yield BEFORE_BIRTH.at(
                f"{line.path}.service_dates", "lies before the patient's birth date"
            )


@coding_edit(UNITS, FRACTION, NEGATIVE)
def quantities(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Negative charges, and services furnished no times."""
    for line in visit.lines:
        units, charge = line.units, line.charge
        if charge is not None and charge < _ZERO:
            yield NEGATIVE.at(f"{line.path}.charge", NO_NEGATIVE)
        # Nearly every line is of one unit.
        if units is None or units == _ONE:
            continue
        if units <= _ZERO:
            yield UNITS.at(f"{line.path}.units", "is not above zero")
        elif units != units.to_integral_value():
            yield from _fraction(visit, line, units)


def _fraction(visit: CodedVisit, line: CodedLine, units: Decimal) -> Iterator[Finding]:
    """A part of a unit that the transaction cannot say, or that a CPT code does not come in."""
    _, _, exponent = units.as_tuple()
    if type(exponent) is int and -exponent > _MOST_DECIMALS:
        yield FRACTION.at(f"{line.path}.units", "has more than three decimals")
        return
    for procedure in visit.procedures:
        code = procedure.code
        # Minutes of anesthesia are counted by another unit of measure, and may be parts.
        if procedure.line == line.path and type(code) is CptCode and not code.is_anesthesia:
            yield FRACTION.weighing(Severity.WARNING).at(
                f"{line.path}.units", f"{code} is counted in whole units"
            )


@coding_edit(POINTERS_MISSING, kinds=(Kind.PROFESSIONAL,))
def pointers_missing(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Lines that point to no diagnosis; a dental line need not."""
    for line in visit.lines:
        if not line.pointers:
            yield POINTERS_MISSING.at(
                f"{line.path}.diagnosis_pointers", "the line points to no diagnosis"
            )


@lru_cache(1024)
def _all_point(given: tuple[int | Malformed, ...], count: int) -> bool:
    # Few sets of pointers are ever given, and nearly all are right.
    return (
        len(given) <= _MOST_POINTERS
        and len(set(given)) == len(given)
        and all(type(pointer) is int and 1 <= pointer <= count for pointer in given)
    )


@coding_edit(POINTER_RANGE, POINTER_TWICE, POINTER_COUNT, kinds=(Kind.PROFESSIONAL, Kind.DENTAL))
def pointers(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Pointers that are too many, that point nowhere, or twice to the same diagnosis."""
    count = visit.diagnosis_count
    for line in visit.lines:
        given = line.pointers
        if _all_point(given, count):
            continue
        path = f"{line.path}.diagnosis_pointers"
        if len(given) > _MOST_POINTERS:
            yield POINTER_COUNT.at(
                f"{path}[{_MOST_POINTERS}]",
                f"{len(given)} pointers: a line has at most {_MOST_POINTERS}",
            )
        for place, pointer in enumerate(given):
            if type(pointer) is not int:
                yield POINTER_RANGE.at(
                    f"{path}[{place}]", f"is no number: it should be 1 to {count}"
                )
            elif not 1 <= pointer <= count:
                yield POINTER_RANGE.at(
                    f"{path}[{place}]",
                    f"points to diagnosis {pointer}: there are {count}, counted from 1",
                )
            elif pointer in given[:place]:
                yield POINTER_TWICE.at(f"{path}[{place}]", f"points to diagnosis {pointer} again")
