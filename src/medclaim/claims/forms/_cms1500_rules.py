"""The rules of the CMS-1500 itself, and the small functions that find their breaches."""

import re
from collections.abc import Iterator
from decimal import Decimal

from medclaim._rules import form_rule
from medclaim._text import first_non_ascii
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.forms import _cms1500_places as p
from medclaim.claims.forms._cms1500_items import FORM
from medclaim.claims.forms._grid import Printed, given, value_at
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.findings import Finding, Severity

_NUCC = "NUCC 1500 Reference Instruction Manual"
_CMS = "Medicare Claims Processing Manual, chapter 26"
_UNCONFIRMED = "from memory, not confirmed against the current text"


ICD_INDICATOR = form_rule(
    "D300",
    "cms1500-icd-indicator",
    "One form holds ICD-10-CM codes or ICD-9-CM codes, as the indicator of item 21 says.",
    f"{_NUCC}, item 21; 45 CFR 162.1002",
    "CO-16/M76",
)
POINTER_LETTERS = form_rule(
    "D301",
    "cms1500-pointer-letters",
    "A letter in item 24E is that of a diagnosis in item 21.",
    f"{_NUCC}, item 24E (reference letters A to L)",
    "CO-16/M76",
)
LINE_OVERFLOW = form_rule(
    "D302",
    "cms1500-line-overflow",
    "A form holds six services; a longer claim takes several forms, with the totals on the last.",
    f"{_NUCC}, item 24 (six lines); Texas Medicaid Provider Procedures Manual, multipage claim "
    "forms, and HMSA, multi-page claims (totals on the last)",
    severity=Severity.INFORMATION,
)
FIELD_OVERFLOW = form_rule(
    "D303",
    "cms1500-field-overflow",
    "A value is no longer than its item, and there are no more values than the item has places.",
    f"{_NUCC}, field specifications; the widths that are not verified are {_UNCONFIRMED}, and are "
    "held all the same, since nothing may be cut short",
)
ITEM_11_BLANK = form_rule(
    "D304",
    "cms1500-item11-blank",
    "A claim to Medicare gives in item 11 the policy that pays first, or NONE.",
    f"{_CMS}, section 10.2, item 11; {_UNCONFIRMED}",
    "CO-16/MA83",
    severity=Severity.WARNING,
)
ITEM_32_PO_BOX = form_rule(
    "D306",
    "cms1500-item32-po-box",
    "The service location in item 32 is a street address.",
    f"{_NUCC}, item 32; {_UNCONFIRMED}",
    "CO-16/MA114",
    severity=Severity.WARNING,
)
MONEY_PUNCTUATION = form_rule(
    "D307",
    "cms1500-money-punctuation",
    "An amount on the form is not negative: there is no place for a sign.",
    f"{_NUCC}, items 24F, 28 and 29 (negative dollar amounts are not allowed)",
)
ITEM_22_INCOMPLETE = form_rule(
    "D310",
    "cms1500-item22-incomplete",
    "Item 22 has both the code 7 or 8 and the payer's original claim number, or neither.",
    f"{_NUCC}, item 22; {_UNCONFIRMED}",
    "CO-16/M47",
    severity=Severity.WARNING,
)
ITEM_23_SEVERAL = form_rule(
    "D311",
    "cms1500-item23-several",
    "Item 23 holds one number: prior authorization, referral, mammography or CLIA.",
    f"{_NUCC}, item 23 (any of these, one space)",
    "CO-16/N61",
)
CHARACTER = form_rule(
    "D315",
    "cms1500-character",
    "The form holds printable ASCII only.",
    f"The form is read by machine ({_CMS}, section 30); which characters that means is this "
    "library's reading",
)
MALFORMED = form_rule(
    "D316",
    "cms1500-malformed-value",
    "A value in an item is well-formed.",
    f"{_NUCC}; a text that is not the code, day or amount it stands for has no place on the form",
    "CO-16",
)
PUNCTUATION = form_rule(
    "D317",
    "cms1500-punctuation",
    "Names have no periods or commas, addresses no punctuation, numbers no hyphens or blanks.",
    f"{_NUCC}, items 2, 4, 5, 7, 11, 17 and 23",
    severity=Severity.WARNING,
)
NOT_ON_FORM = form_rule(
    "D318",
    "cms1500-not-on-form",
    "A fact of the claim for which the form has no place, or whose place another fact has taken.",
    f"{_NUCC}, items 14, 15, 17, 19, 27 and 32",
    severity=Severity.INFORMATION,
)
ONE_POINTER = form_rule(
    "D319",
    "cms1500-medicare-one-pointer",
    "On paper, Medicare takes one letter a line in item 24E.",
    f"{_CMS}, section 10.4, item 24E; on paper only, the 837 takes four",
    severity=Severity.WARNING,
)
RULES = (
    ICD_INDICATOR,
    POINTER_LETTERS,
    LINE_OVERFLOW,
    FIELD_OVERFLOW,
    ITEM_11_BLANK,
    ITEM_32_PO_BOX,
    MONEY_PUNCTUATION,
    ITEM_22_INCOMPLETE,
    ITEM_23_SEVERAL,
    CHARACTER,
    MALFORMED,
    PUNCTUATION,
    NOT_ON_FORM,
    ONE_POINTER,
)
# What keeps a claim off the paper: something would be lost, or could not be told from another.
_UNFIT = frozenset(
    {
        ICD_INDICATOR,
        POINTER_LETTERS,
        FIELD_OVERFLOW,
        MONEY_PUNCTUATION,
        ITEM_23_SEVERAL,
        CHARACTER,
        MALFORMED,
    }
)


_MODIFIERS = 4
_PO_BOX = re.compile(r"\bP\.? ?O\.? ?BOX\b|\bPOST OFFICE BOX\b", re.IGNORECASE)
# Facts of a line or a claim that the form has no item for.
_LINES = tuple(
    f"lines[].{field}"
    for field in (
        "service_facility",
        "note",
        "third_party_note",
        "dates",
        "identifiers",
        "sales_tax",
        "postage",
        "file_information",
        "attachments",
        "contract",
        "pricing",
        "ambulance",
        "dme",
        "forms",
        "test_results",
        "hospice_employed",
        "obstetric_units",
        "purchased_service",
        "adjudications",
    )
)
_UNPLACED = (
    "dates.last_worked",
    "dates.return_to_work",
    "file_information",
    "attachments",
    "contract",
    "pricing",
    "anesthesia_procedures",
    "ambulance",
    "spinal_manipulation",
    "vision",
    "homebound",
    "epsdt_referral",
    *_LINES,
)


def is_unfit(finding: Finding) -> bool:
    """Whether this keeps the claim off the paper."""
    return finding.rule in _UNFIT


def findings(claim: ProfessionalClaim) -> tuple[Finding, ...]:
    """Everything the form has against a claim; what two items say of one value is said once."""
    found: dict[object, Finding] = {}
    for finding in _found(claim):
        said_once = finding.rule in {MALFORMED, PUNCTUATION}
        found[(finding.rule, finding.path) if said_once else finding] = finding
    return tuple(found.values())


def _found(claim: ProfessionalClaim) -> Iterator[Finding]:
    for look in (
        _measured,
        _several_forms,
        _diagnoses,
        _modifiers,
        _pointers,
        _amounts,
        _item_11,
        _item_22,
        _item_23,
        _item_32,
        _left_out,
    ):
        yield from look(claim)


def _measured(claim: ProfessionalClaim) -> Iterator[Finding]:
    yield from _each(FORM.fill(claim))
    for index in range(len(claim.lines)):
        yield from _each(FORM.fill_line(claim, index))


def _each(printed: tuple[Printed, ...]) -> Iterator[Finding]:
    """What is wrong with each text by itself: not typed, not ASCII, too long, punctuated."""
    for one in printed:
        part, number = one.part, one.item.number
        for path, malformed in one.malformed:
            yield MALFORMED.at(
                path, f"item {number}: {malformed.explain()}", suggestion=malformed.suggestion
            )
        at = first_non_ascii(one.text)
        if at is not None:
            yield CHARACTER.at(
                one.path, f"item {number}: character {at + 1} is not printable ASCII"
            )
        if part.width is not None and not part.marks and len(one.text) > part.width:
            where = f"item {number} ({part.name})" if part.name else f"item {number}"
            doubt = "" if part.is_verified else " (a width from memory)"
            yield FIELD_OVERFLOW.at(
                one.path,
                f"{where} holds {part.width} characters{doubt}, this value has {len(one.text)}",
            )
        for path, text in one.values:
            marks = [n for n, character in enumerate(text, 1) if character in part.avoid]
            if marks:
                yield PUNCTUATION.at(path, f"item {number}: punctuation at character {marks[0]}")


def _several_forms(claim: ProfessionalClaim) -> Iterator[Finding]:
    count = -(-len(claim.lines) // FORM.lines_per_page)
    if count > 1:
        yield LINE_OVERFLOW.at(
            f"lines[{FORM.lines_per_page}]", f"{len(claim.lines)} services take {count} forms"
        )


def _diagnoses(claim: ProfessionalClaim) -> Iterator[Finding]:
    kinds = [type(code) for code in claim.diagnoses]
    if Icd9CmCode in kinds and Icd10CmCode in kinds:
        other = Icd10CmCode if kinds[0] is Icd9CmCode else Icd9CmCode
        yield ICD_INDICATOR.at(
            f"diagnoses[{kinds.index(other)}]",
            "item 21 holds ICD-9-CM and ICD-10-CM codes on one form",
        )
    for index in range(len(p.LETTERS), len(claim.diagnoses)):
        yield FIELD_OVERFLOW.at(f"diagnoses[{index}]", f"item 21 holds {len(p.LETTERS)} diagnoses")


def _modifiers(claim: ProfessionalClaim) -> Iterator[Finding]:
    for index, line in enumerate(claim.lines):
        for extra in range(_MODIFIERS, len(line.modifiers)):
            yield FIELD_OVERFLOW.at(
                f"lines[{index}].modifiers[{extra}]", f"item 24D holds {_MODIFIERS} modifiers"
            )


def _pointers(claim: ProfessionalClaim) -> Iterator[Finding]:
    last = min(len(claim.diagnoses), len(p.LETTERS))
    for index, line in enumerate(claim.lines):
        path = f"lines[{index}].diagnosis_pointers"
        for place, pointer in enumerate(line.diagnosis_pointers):
            if isinstance(pointer, int) and not 1 <= pointer <= last:
                yield POINTER_LETTERS.at(
                    f"{path}[{place}]", f"item 24E: item 21 has no diagnosis {pointer}"
                )
        if p.is_medicare(claim) and len(line.diagnosis_pointers) > 1:
            yield ONE_POINTER.at(
                f"{path}[1]", f"item 24E: {len(line.diagnosis_pointers)} letters on one line"
            )


def _amounts(claim: ProfessionalClaim) -> Iterator[Finding]:
    for path in given(claim, ("lines[].charge", "total_charge", "patient_paid")):
        value = value_at(claim, path)
        if isinstance(value, Decimal) and value < 0:
            yield MONEY_PUNCTUATION.at(path, f"item {FORM.locate(path)}: the amount is negative")


def _item_11(claim: ProfessionalClaim) -> Iterator[Finding]:
    path = "subscriber.group_number"
    if p.is_medicare(claim) and not p.is_medicare_first(claim) and not any(given(claim, (path,))):
        yield ITEM_11_BLANK.at(path, "item 11 is blank, and Medicare is not the first payer")


def _item_22(claim: ProfessionalClaim) -> Iterator[Finding]:
    replaces = claim.frequency_code in p.REPLACING
    path = "payer_claim_control_number"
    has_number = any(given(claim, (path,)))
    if replaces and not has_number:
        yield ITEM_22_INCOMPLETE.at(
            path,
            "item 22 has a resubmission code and no original number",
            related=("frequency_code",),
        )
    if has_number and not replaces:
        yield ITEM_22_INCOMPLETE.at(
            "frequency_code", "item 22 has an original number and no code 7 or 8", related=(path,)
        )


def _item_23(claim: ProfessionalClaim) -> Iterator[Finding]:
    paths = p.numbers(claim)
    for path in paths[1:]:
        if value_at(claim, path) != value_at(claim, paths[0]):
            yield ITEM_23_SEVERAL.at(
                path,
                "item 23 holds one number; this one needs a claim of its own",
                related=(paths[0],),
            )


def _item_32(claim: ProfessionalClaim) -> Iterator[Finding]:
    place = p.ROLES["facility"].choose(claim, None)
    for path in given(claim, (f"{place}.address.line_1", f"{place}.address.line_2")):
        text = value_at(claim, path)
        if isinstance(text, str) and _PO_BOX.search(text):
            yield ITEM_32_PO_BOX.at(path, "item 32 holds a post office box")


def _left_out(claim: ProfessionalClaim) -> Iterator[Finding]:
    for number, places in (("14", p.CONDITION_DATES), ("15", p.OTHER_DATES), ("17", p.REFERRERS)):
        paths = [*given(claim, places)]
        for path in paths[1:]:
            if value_at(claim, path) != value_at(claim, paths[0]) or number != "17":
                yield NOT_ON_FORM.at(
                    path, f"item {number} holds another in its place", related=(paths[0],)
                )
    for path in given(claim, _UNPLACED):
        if value_at(claim, path) != ():
            yield NOT_ON_FORM.at(path, "the form has no item for it")
    for path in given(claim, ("lines[].drug",)):
        yield NOT_ON_FORM.at(path, "the shaded half of item 24 is not printed with it")
    for index in range(1, len(claim.other_subscribers)):
        path = f"other_subscribers[{index}]"
        yield NOT_ON_FORM.at(path, "item 9 holds one other insured")
    if claim.assignment_code == "B":
        yield NOT_ON_FORM.at(
            "assignment_code", "item 27 has no square for laboratory services only"
        )
