"""The table of the CMS-1500 (02/12): every item, its widths, where its text comes from."""

from collections.abc import Callable
from typing import Any

from medclaim.claims.forms import _cms1500_places as p
from medclaim.claims.forms import _writing as w
from medclaim.claims.forms._grid import (
    ADDRESS_MARKS,
    NAME_MARKS,
    NUMBER_MARKS,
    Form,
    Item,
    Part,
)

_YES_NO = ("YES", "NO")
_SHORT_DAY = len("MM DD YY")
_LONG_DAY = len("MM DD CCYY")
# Known from memory of the manual only: no published copy that states them was found.
_UNVERIFIED: dict[str, Any] = {"is_verified": False}
_INSURED: dict[str, Any] = {"applies": p.shows_insured}
_OTHER_ID: dict[str, Any] = {"applies": p.shows_other_ids}


def _part(
    width: int | None, *sources: str, write: Callable[..., str] = w.text, **more: Any
) -> Part:
    return Part(width=width, sources=sources, write=write, **more)


def _item(number: str, title: str, *parts: Part, **more: Any) -> Item:
    return Item(number=number, title=title, parts=parts, **more)


def _fields(path: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{path}.{name}" for name in names)


_LISTED = ("last_name", "name_suffix", "first_name", "middle_name")


def _person(path: str, width: int) -> Part:
    sources = _fields(f"{path}.name", *_LISTED)
    return _part(width, *sources, write=w.listed_name, avoid=NAME_MARKS)


def _party(path: str, width: int, **more: Any) -> Part:
    sources = _fields(f"{path}.name", "name", *_LISTED)
    return _part(width, *sources, write=w.listed_party, avoid=NAME_MARKS, **more)


def _spoken(path: str, width: int, **more: Any) -> Part:
    sources = _fields(
        f"{path}.name", "name", "first_name", "middle_name", "last_name", "name_suffix"
    )
    return _part(width, *sources, write=w.spoken_party, avoid=NAME_MARKS, **more)


def _home(
    number: str, title: str, path: str, street: int, city: int, state: int, **more: Any
) -> Item:
    at = f"{path}.address"
    marks = {"avoid": ADDRESS_MARKS, **more}
    return _item(
        number,
        title,
        _part(street, *_fields(at, "line_1", "line_2"), write=w.joined, name="street", **marks),
        _part(city, f"{at}.city", name="city", row=1, **marks),
        _part(state, f"{at}.state", name="state", row=1, **marks),
        _part(12, f"{at}.postal_code", write=w.postal_code, name="postal code", row=2, **more),
    )


def _site(path: str, width: int, row: int = 0) -> tuple[Part, ...]:
    at = f"{path}.address"
    more: dict[str, Any] = {"avoid": ADDRESS_MARKS, **_UNVERIFIED}
    street = _fields(at, "line_1", "line_2")
    town = _fields(at, "city", "state", "postal_code")
    return (
        _spoken(path, width, name="name", row=row, **_UNVERIFIED),
        _part(width, *street, write=w.joined, name="street", row=row + 1, **more),
        _part(width, *town, write=w.town, name="town", row=row + 2, **more),
    )


def _money(source: str, width: int, **more: Any) -> tuple[Part, Part]:
    return (
        _part(width, source, write=w.dollars, name="dollars", **more),
        _part(2, source, write=w.cents, name="cents", **more),
    )


def _birth(number: str, title: str, path: str, **more: Any) -> Item:
    return _item(
        number,
        title,
        _part(_LONG_DAY, f"{path}.birth_date", write=w.long_day, name="date", **more),
        _part(1, f"{path}.sex", write=p.sex, marks=("M", "F"), name="sex", **more),
    )


def _cause(code: str) -> Part:
    return _part(1, "related_causes.codes", write=p.related_to(code), marks=_YES_NO)


def _signature(source: str, *codes: str) -> Part:
    return _part(None, source, write=p.on_file(*codes))


def _qualifier(width: int, role: str, qualifiers: dict[str, str]) -> Part:
    return _part(width, f"{{{role}}}", qualifiers=qualifiers, name="qualifier")


def _npi(path: str) -> Part:
    return _part(10, f"{path}.npi")


_KINDS = ("MEDICARE", "MEDICAID", "TRICARE", "CHAMPVA", "GROUP HEALTH PLAN", "FECA", "OTHER")
_PAYER = "payer.address"
_OTHER = "other_subscribers[0]"
_RENDERING_IDS = ("0B", "1G", "G2", "LU")

_ABOVE = (
    _item(
        "carrier",
        "payer's name and address",
        _part(41, "payer.name", **_UNVERIFIED),
        _part(41, f"{_PAYER}.line_1", row=1, **_UNVERIFIED),
        _part(41, f"{_PAYER}.line_2", row=2, **_UNVERIFIED),
        _part(
            41, *_fields(_PAYER, "city", "state", "postal_code"), write=w.town, row=3, **_UNVERIFIED
        ),
    ),
    _item(
        "1",
        "kind of coverage",
        _part(
            1,
            "subscriber.filing_indicator",
            "subscriber.group_number",
            write=p.kind,
            marks=_KINDS,
        ),
    ),
    _item("1a", "insured's identification number", _part(29, "subscriber.member_id")),
    _item("2", "patient's name", _person("{patient}", 28)),
    _birth("3", "patient's birth date and sex", "{patient}"),
    _item("4", "insured's name", _party("subscriber", 29, **_INSURED)),
    _home("5", "patient's address", "{patient}", 28, 24, 3),
    _item(
        "6",
        "patient's relationship to the insured",
        _part(
            1,
            "subscriber.relationship",
            "patient.relationship",
            write=p.relation,
            marks=("SELF", "SPOUSE", "CHILD", "OTHER"),
            **_INSURED,
        ),
    ),
    _home("7", "insured's address", "subscriber", 29, 23, 4, **_INSURED),
    _item("8", "reserved"),
    _item("9", "other insured's name", _party(_OTHER, 28, **_UNVERIFIED)),
    _item(
        "9a",
        "other insured's policy or group",
        _part(28, f"{_OTHER}.group_number", avoid=NUMBER_MARKS, **_UNVERIFIED),
    ),
    _item("9b", "reserved"),
    _item("9c", "reserved"),
    _item("9d", "other insured's plan", _part(28, f"{_OTHER}.group_name", **_UNVERIFIED)),
    _item("10a", "related to employment", _cause("EM")),
    _item(
        "10b",
        "related to an auto accident, state",
        _cause("AA"),
        _part(2, "related_causes.state", name="state"),
    ),
    _item("10c", "related to another accident", _cause("OA")),
    _item(
        "10d",
        "claim codes",
        _part(19, "condition_codes", write=w.apart, **_UNVERIFIED),
    ),
    _item(
        "11",
        "insured's policy, group or FECA number",
        _part(
            29,
            "subscriber.group_number",
            "subscriber.filing_indicator",
            "subscriber.responsibility",
            write=p.policy,
            avoid=NUMBER_MARKS,
        ),
    ),
    _birth("11a", "insured's birth date and sex", "subscriber", **_INSURED),
    _item(
        "11b",
        "other claim number",
        _part(
            2,
            "{accident_claim}",
            qualifiers=dict.fromkeys(p.ACCIDENT_CLAIMS, "Y4"),
            name="qualifier",
            **_UNVERIFIED,
        ),
        _part(28, "{accident_claim}", **_UNVERIFIED),
    ),
    _item("11c", "insurance plan or program", _part(29, "subscriber.group_name", **_INSURED)),
    _item(
        "11d",
        "another health benefit plan",
        _part(1, "other_subscribers", write=p.has_another, marks=_YES_NO, **_INSURED),
    ),
    _item(
        "12",
        "patient's signature",
        _signature("release_of_information", "Y", "I"),
    ),
    _item("13", "insured's signature", _signature("benefits_assigned", "Y")),
    _item(
        "14",
        "date of illness, injury or pregnancy",
        _part(_SHORT_DAY, "{condition}", write=w.short_day, name="date"),
        _qualifier(3, "condition", p.CONDITION_DATES),
    ),
    _item(
        "15",
        "other date",
        _qualifier(3, "other_date", p.OTHER_DATES),
        _part(_SHORT_DAY, "{other_date}", write=w.short_day, name="date"),
    ),
    _item(
        "16",
        "days unable to work",
        _part(
            _SHORT_DAY,
            *_fields("dates", "disability", "disability_begin"),
            write=p.from_either,
            name="from",
        ),
        _part(
            _SHORT_DAY,
            *_fields("dates", "disability", "disability_end"),
            write=p.to_either,
            name="to",
        ),
    ),
    _item(
        "17",
        "referring, ordering or supervising provider",
        _qualifier(2, "referrer", p.REFERRERS),
        _spoken("{referrer}", 24, name="name"),
    ),
    _item(
        "17a",
        "that provider's other number",
        _part(
            2,
            "{referrer}.identifiers",
            write=p.id_qualifier("0B", "1G", "G2", "LU"),
            name="qualifier",
            **_OTHER_ID,
        ),
        _part(17, "{referrer}.identifiers", write=p.id_number("0B", "1G", "G2", "LU"), **_OTHER_ID),
    ),
    _item("17b", "that provider's NPI", _npi("{referrer}")),
    _item(
        "18",
        "hospitalization, from and to",
        _part(_SHORT_DAY, "dates.admission", write=w.short_day, name="from"),
        _part(_SHORT_DAY, "dates.discharge", write=w.short_day, name="to"),
    ),
    _item(
        "19",
        "additional claim information",
        _part(71, *_fields("note", "reference_code", "text"), write=p.note, **_UNVERIFIED),
    ),
    _item("20", "outside laboratory, charges"),
    _item("21", "ICD indicator", _part(1, "diagnoses", write=p.indicator)),
    *(
        _item(f"21{letter}", f"diagnosis {letter}", _part(7, f"diagnoses[{index}]"))
        for index, letter in enumerate(p.LETTERS)
    ),
    _item(
        "22",
        "resubmission code, original number",
        _part(11, "frequency_code", write=p.resubmission, name="code"),
        _part(18, "payer_claim_control_number", name="number"),
    ),
    _item("23", "prior authorization number", _part(29, "{number}", avoid=NUMBER_MARKS)),
)

_LINE = (
    _item(
        "24",
        "supplemental information",
        _part(61, "{line}.description", write=p.described, **_UNVERIFIED),
        is_shaded=True,
    ),
    _item(
        "24I",
        "qualifier of the rendering provider's other number",
        _part(
            2,
            *_fields("{rendering}", "identifiers", "taxonomy"),
            write=p.id_qualifier(*_RENDERING_IDS),
            **_OTHER_ID,
            **_UNVERIFIED,
        ),
        is_shaded=True,
    ),
    _item(
        "24J",
        "rendering provider's other number",
        _part(
            11,
            *_fields("{rendering}", "identifiers", "taxonomy"),
            write=p.id_number(*_RENDERING_IDS),
            **_OTHER_ID,
            **_UNVERIFIED,
        ),
        is_shaded=True,
    ),
    _item(
        "24A",
        "days of service, from and to",
        _part(_SHORT_DAY, "{line}.service_dates", write=w.from_day, name="from"),
        _part(_SHORT_DAY, "{line}.service_dates", write=w.to_day, name="to"),
    ),
    _item("24B", "place of service", _part(2, "{line_place}")),
    _item("24C", "emergency", _part(2, "{line}.emergency")),
    _item(
        "24D",
        "procedure and modifiers",
        _part(6, "{line}.procedure_code", name="procedure"),
        *(_part(2, f"{{line}}.modifiers[{n}]", name=f"modifier {n + 1}") for n in range(4)),
    ),
    _item("24E", "diagnosis pointers", _part(4, "{line}.diagnosis_pointers", write=p.letters)),
    _item("24F", "charge", *_money("{line}.charge", 6)),
    _item("24G", "days or units", _part(3, "{line}.units", write=w.number)),
    _item(
        "24H",
        "EPSDT, family planning",
        _part(1, *_fields("{line}", "epsdt", "family_planning"), write=p.screening),
    ),
    _item("24J", "rendering provider's NPI", _npi("{rendering}")),
)

_BELOW = (
    _item(
        "25",
        "federal tax number",
        _part(15, "billing_provider.tax_id", name="number", **_UNVERIFIED),
        _part(1, "billing_provider.tax_id", write=p.tax_id_kind, marks=("SSN", "EIN")),
    ),
    _item("26", "patient's account number", _part(14, "patient_control_number", **_UNVERIFIED)),
    _item(
        "27",
        "accept assignment",
        _part(1, "assignment_code", write=p.assignment, marks=_YES_NO),
    ),
    _item(
        "28",
        "total charge",
        *_money("total_charge", 7, **_UNVERIFIED),
        on_last_page=True,
        continued="CONTINUED",
    ),
    _item(
        "29",
        "amount paid",
        *_money("patient_paid", 6, **_UNVERIFIED),
        on_last_page=True,
    ),
    _item("30", "reserved"),
    _item("31", "provider's signature", _signature("provider_signature", "Y")),
    _item("32", "service facility", *_site("{facility}", 26)),
    _item("32a", "service facility's NPI", _npi("{facility}")),
    _item(
        "32b",
        "service facility's other number",
        _part(
            14,
            "{facility}.identifiers",
            write=p.qualified_id("0B", "G2", "LU"),
            **_OTHER_ID,
            **_UNVERIFIED,
        ),
    ),
    _item(
        "33",
        "billing provider",
        _part(
            3,
            "billing_provider.contacts[0].telephone",
            write=p.area_code,
            name="area code",
            **_UNVERIFIED,
        ),
        _part(
            9,
            "billing_provider.contacts[0].telephone",
            write=p.local_number,
            name="telephone",
            **_UNVERIFIED,
        ),
        *_site("billing_provider", 29, row=1),
    ),
    _item("33a", "billing provider's NPI", _npi("billing_provider")),
    _item(
        "33b",
        "billing provider's other number",
        _part(
            17,
            "payer.billing_provider_identifiers",
            "billing_provider.identifiers",
            "billing_provider.taxonomy",
            write=p.qualified_id("0B", "G2"),
            **_OTHER_ID,
            **_UNVERIFIED,
        ),
    ),
)

FORM = Form(
    name="CMS-1500 (02/12)",
    items=(*_ABOVE, *_BELOW),
    line_items=_LINE,
    lines_per_page=6,
    line_prefix="24",
    lines_before="25",
    roles=p.ROLES,
)
ITEMS = (*_ABOVE, *_LINE, *_BELOW)
