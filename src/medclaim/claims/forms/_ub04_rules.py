"""The rules of the UB-04 itself: what a claim says more often than the form has boxes, and its lines."""

from collections.abc import Iterator, Sequence

from medclaim._rules import form_rule
from medclaim.claims.claim import InstitutionalClaim
from medclaim.codes.revenue import RevenueCode
from medclaim.findings import Finding, Severity

_FORM = "NUBC, UB-04 form"
_CMS = "Medicare Claims Processing Manual, chapter 25, section 75"
_OVERFLOW = (
    f"{_FORM}; {_CMS}; that form locator 81 takes one code a line is from memory, not confirmed "
    "against the current text, and is held all the same, since nothing may be cut short"
)


DIAGNOSES = form_rule(
    "D320",
    "ub04-dx-overflow",
    "The form holds 17 diagnoses beside the principal one; an electronic claim 24.",
    f"{_FORM}, form locators 67A to 67Q; {_CMS}.6",
)
CONDITIONS = form_rule(
    "D321",
    "ub04-condition-overflow",
    "The form holds 11 condition codes, and further ones in form locator 81 (qualifier A1).",
    _OVERFLOW,
)
OCCURRENCES = form_rule(
    "D322",
    "ub04-occurrence-overflow",
    "The form holds eight occurrence codes and four spans, and further ones in form locator 81 "
    "(qualifiers A2 and A3).",
    _OVERFLOW,
)
VALUES = form_rule(
    "D323",
    "ub04-value-overflow",
    "The form holds 12 value codes, and further ones in form locator 81 (qualifier A4).",
    _OVERFLOW,
)
LINES = form_rule(
    "D324",
    "ub04-line-limit",
    "A page holds 22 lines and the total; a longer claim takes several. Medicare takes 450 lines.",
    f"{_FORM}, form locators 42 to 49 (line 23 is the total); unconfirmed: Medicare's 450",
    severity=Severity.INFORMATION,
)
ORDER = form_rule(
    "D327",
    "ub04-revenue-order",
    "Revenue codes stand in ascending order, as far as possible.",
    f"{_CMS}.4, form locator 42",
    severity=Severity.INFORMATION,
)
OTHERS = form_rule(
    "D328",
    "ub04-box-overflow",
    "The form holds five procedures beside the principal one and three external causes.",
    f"{_FORM}, form locators 74a to 74e and 72; {_CMS}.6",
)
RULES = (DIAGNOSES, CONDITIONS, OCCURRENCES, VALUES, LINES, ORDER, OTHERS)

# Of form locator 81: lines a to d.
_SPARE = 4
_TOO_MANY_FOR_MEDICARE = LINES.weighing(Severity.WARNING)
_MEDICARE, _MEDICARE_LINES = "MA", 450
_LINES = 22
# What may go on in form locator 81: its boxes, how many, and with which qualifier.
_GOING_ON = (
    (CONDITIONS, "condition_codes", "18 to 28", 11, "A1"),
    (OCCURRENCES, "occurrence_codes", "31 to 34", 8, "A2"),
    (OCCURRENCES, "occurrence_spans", "35 and 36", 4, "A3"),
    (VALUES, "value_codes", "39 to 41", 12, "A4"),
)
_ENDING = (
    (DIAGNOSES, "other_diagnoses", "67A to 67Q", 17),
    (OTHERS, "other_procedures", "74a to 74e", 5),
    (OTHERS, "external_causes", "72a to 72c", 3),
)


def findings(claim: InstitutionalClaim) -> Iterator[Finding]:
    """Everything the form has against a claim."""
    yield from _continued(claim)
    for rule, field, boxes, room in _ENDING:
        for index in _beyond(getattr(claim, field), room):
            yield rule.at(f"{field}[{index}]", f"form locators {boxes} hold {room}")
    yield from _pages(claim)
    yield from _order(claim)


def _beyond(values: Sequence[object], room: int) -> range:
    return range(room, len(values))


def _continued(claim: InstitutionalClaim) -> Iterator[Finding]:
    """What goes on in form locator 81, and what has no place there either."""
    spare = _SPARE - (claim.billing_provider.taxonomy is not None)
    for rule, field, boxes, room, qualifier in _GOING_ON:
        for index in _beyond(getattr(claim, field), room):
            said = f"form locators {boxes} hold {room}"
            if spare:
                spare -= 1
                yield rule.weighing(Severity.INFORMATION).at(
                    f"{field}[{index}]", f"{said}: it goes to form locator 81 with {qualifier}"
                )
            else:
                yield rule.at(f"{field}[{index}]", f"{said}, and form locator 81 is full")


def _pages(claim: InstitutionalClaim) -> Iterator[Finding]:
    count = len(claim.lines)
    if claim.subscriber.filing_indicator == _MEDICARE and count > _MEDICARE_LINES:
        yield _TOO_MANY_FOR_MEDICARE.at(
            f"lines[{_MEDICARE_LINES}]", f"Medicare takes {_MEDICARE_LINES} lines, not {count}"
        )
    elif count > _LINES:
        yield LINES.at(f"lines[{_LINES}]", f"{count} lines take {-(-count // _LINES)} pages")


def _order(claim: InstitutionalClaim) -> Iterator[Finding]:
    highest = ""
    for index, line in enumerate(claim.lines):
        code = line.revenue_code
        if type(code) is not RevenueCode or code.is_total:
            continue
        if code.text < highest:
            yield ORDER.at(
                f"lines[{index}].revenue_code", f"{code} stands after a higher one, {highest}"
            )
            return
        highest = code.text
