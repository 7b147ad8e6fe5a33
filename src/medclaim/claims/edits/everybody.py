"""Names, addresses, telephones and further numbers of everybody a claim names, in one walk."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import compress
from operator import attrgetter
from typing import Any, get_args

import attrs

from medclaim._rules import claim_rule
from medclaim._text import Pattern, words
from medclaim.claims.claim import Claim
from medclaim.claims.edits.context import Context
from medclaim.claims.edits.requirement import is_in_us
from medclaim.claims.parties import Address, Contact, Identifier, Organization, Person, Provider
from medclaim.codes.upin import Upin
from medclaim.edit import edit
from medclaim.findings import Finding, Rule, Severity
from medclaim.malformed import Malformed

_GUIDE = "005010X222A1"

SUFFIX_IN_NAME = claim_rule(
    "D051",
    "patient-name-suffix-in-last",
    "A last name holds no suffix or credential, and no name a title.",
    f"{_GUIDE}, 2010BA and 2010CA NM103, NM104 and NM107 (a suffix has its own element; titles and "
    "credentials have none)",
    "A7:754",
    severity=Severity.INFORMATION,
)
CHARACTERS = claim_rule(
    "D052",
    "name-invalid-characters",
    "A person's name has letters, apostrophes, hyphens, points and spaces only.",
    "payers' practice (knowledge, unconfirmed)",
    "A7:511",
    severity=Severity.WARNING,
)
ADDRESS_LENGTH = Rule(
    id="D124",
    name="address-line-length",
    summary="An address line has at most 55 characters, a city 2 to 30.",
    authority=f"{_GUIDE}, N301, N302 (AN1-55), N401 (AN2-30)",
    severity=Severity.ERROR,
    answer=("A7:512", "A7:503"),
    snip_type=1,
)
NAME_LENGTH = Rule(
    id="D125",
    name="name-length",
    summary="A name has at most 60, 35, 25 and 10 characters: last, first, middle, suffix.",
    authority=f"{_GUIDE}, NM103 (60), NM104 (35), NM105 (25), NM107 (10)",
    severity=Severity.ERROR,
    answer=("A7:512",),
    snip_type=1,
)
FILLER = claim_rule(
    "D126",
    "address-placeholder",
    "An address is one, and no filler; a provider's is a street address.",
    "payers' practice (knowledge, unconfirmed); USPS Publication 28 knows general delivery, so that a "
    "patient may have it",
    "A7:126",
    severity=Severity.WARNING,
)
ZIP_STRUCTURE = Rule(
    id="A055",
    name="zip-structure",
    summary="A US ZIP code is five digits, or nine of which the last four are not all zero.",
    authority=f"{_GUIDE}, N403; USPS Publication 28",
    severity=Severity.ERROR,
    answer=("A7:500",),
    snip_type=5,
)
ZIP9 = Rule(
    id="A056",
    name="zip9-required",
    summary="The ZIP codes of the billing provider and the service facility have nine digits.",
    authority=f"{_GUIDE}, N403 notes of 2010AA and 2310C (from knowledge; X12's own published "
    "examples carry five digits)",
    severity=Severity.WARNING,
    answer=("A7:500@85", "A7:500@77", "CO-16/N258", "CO-16/N294"),
    snip_type=5,
)
STATE = Rule(
    id="A060",
    name="state-invalid",
    summary="A US address has a USPS state or territory.",
    authority=f"{_GUIDE}, N402; USPS Publication 28, appendix B",
    severity=Severity.ERROR,
    answer=("A7:501",),
    snip_type=5,
)
UPIN_STRUCTURE = Rule(
    id="A052",
    name="upin-structure",
    summary="A UPIN is a letter and five digits, or three letters and three digits.",
    authority="CMS, UPIN directory format; no payer needs one since the NPI, so it only warns",
    severity=Severity.WARNING,
    answer=("A7:133",),
    snip_type=1,
)
PHONE_STRUCTURE = Rule(
    id="A061",
    name="phone-structure",
    summary="A telephone number is ten digits, area code and exchange beginning with 2 to 9.",
    authority="one clearinghouse's and Medicare contractors' edits (spaces, letters and signs are "
    "refused); the guides' note on PER04 is unconfirmed, and abroad numbers are others",
    severity=Severity.WARNING,
    answer=("A7:127",),
    snip_type=1,
)
# X12's own published examples carry it.
_ZIP_FILLED = ZIP_STRUCTURE.weighing(Severity.WARNING)

_LINE, _CITY = (1, 55), (2, 30)
_ADDRESS = (("line_1", *_LINE), ("line_2", *_LINE), ("city", *_CITY))
_NAME = (("last_name", 60), ("first_name", 35), ("middle_name", 25), ("name_suffix", 10))
_person = attrgetter(*[field for field, _ in _NAME])
_ORGANIZATION = 60
_STATES = words(
    "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH "
    "NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY AS GU MP PR VI FM MH PW AA AE AP"
)
_ZIP = Pattern("[0-9]{5}(?:[0-9]{4})?")
_ZIP9_ASKED = ("billing_provider", "service_facility")
_PHONE = Pattern("[2-9][0-9]{2}[2-9][0-9]{6}")
_UPIN = "1G"

# A suffix may be 2ND.
_LETTERS_ONLY = ("last_name", "first_name", "middle_name")
_SIGNS = frozenset(" '-.")
_OF_PATIENT = ("patient.name", "subscriber.name")
_AFTER_NAMES = words("JR SR II III IV ESQ MD DO PHD DDS DMD RN")
_TITLES = words("MR MRS MS MISS DR")
_FILLERS = frozenset(
    {"UNKNOWN", "NONE", "N/A", "NA", "NOT AVAILABLE", "NO ADDRESS", "SAME", "TEST", "TBD"}
)
# What a redacted claim has in place of letters and digits.
_MASK = "A1"
_GENERAL_DELIVERY = "GENERAL DELIVERY"
_STREET_ASKED = ("billing_provider.address", "service_facility.address")

_Named = tuple[tuple[str, ...], Callable[[Any], tuple[Provider | None, ...]]]


class _Roles(dict[type, _Named]):
    """For each class of claim and line, the fields that may hold a provider, and what gets them all.

    What the class says, so that none is overlooked: made when first asked.
    """

    def __missing__(self, cls: type) -> _Named:
        names = tuple([f.name for f in attrs.fields(cls) if Provider in get_args(f.type)])
        found = self[cls] = (names, attrgetter(*names))
        return found


_ROLES = _Roles()


_Contacts = tuple[Contact, ...] | Contact | None
_Party = tuple[str, Person | Organization | None, Address | None, _Contacts, tuple[Identifier, ...]]


def _everybody(claim: Claim) -> Iterator[_Party]:
    """Whom a claim names: path, name but of the payer, address, whom to call, a provider's numbers."""
    billing, subscriber, patient = claim.billing_provider, claim.subscriber, claim.patient
    yield "billing_provider", billing.name, billing.address, billing.contacts, billing.identifiers
    yield "subscriber", subscriber.name, subscriber.address, subscriber.contact, ()
    if billing.pay_to is not None:
        yield "billing_provider.pay_to", None, billing.pay_to.address, None, ()
    if patient is not None:
        yield "patient", patient.name, patient.address, patient.contact, ()
    if claim.payer.address is not None:
        yield "payer", None, claim.payer.address, None, ()
    for role, provider in _providers(claim):
        yield role, provider.name, provider.address, provider.contact, provider.identifiers
    for index, line in enumerate(claim.lines):
        for role, provider in _providers(line):
            path, contact = f"lines[{index}].{role}", provider.contact
            yield path, provider.name, provider.address, contact, provider.identifiers


def _providers(value: Any) -> Iterator[tuple[str, Provider]]:
    roles, get = _ROLES[type(value)]
    given: Any = get(value)
    return compress(zip(roles, given, strict=True), given)


@edit(
    NAME_LENGTH,
    CHARACTERS,
    SUFFIX_IN_NAME,
    ADDRESS_LENGTH,
    FILLER,
    ZIP_STRUCTURE,
    ZIP9,
    STATE,
    UPIN_STRUCTURE,
    PHONE_STRUCTURE,
)
def names_and_addresses(claim: Claim, context: Context) -> Iterator[Finding]:
    """Names and addresses too long to send, or no such; ZIP codes and states that the postal service
    does not know; telephones and UPINs that none can be.
    """
    for path, name, address, contacts, identifiers in _everybody(claim):
        # The first look is at what nearly all are: short texts of letters, a street that begins with
        # its number, nine digits, a known state.
        if name is not None and not _is_short(name):
            yield from _names(f"{path}.name", name)
        if address is not None and not _is_plain(address, path):
            yield from _lines(f"{path}.address", address)
            yield from _places(f"{path}.address", address)
        if contacts and not _is_called(contacts):
            yield from _telephones(path, contacts)
        if identifiers:
            yield from _physician_numbers(path, identifiers)


def _is_short(name: Person | Organization) -> bool:
    if type(name) is not Person:
        return type(name.name) is str and len(name.name) <= _ORGANIZATION
    last, first, middle = name.last_name, name.first_name, name.middle_name
    return (
        (middle is None or (type(middle) is str and len(middle) <= 25 and middle.isalpha()))
        and name.name_suffix is None
        and type(last) is str
        and type(first) is str
        and len(last) <= 60
        and len(first) <= 35
        and last.isalpha()
        and first.isalpha()
    )


def _is_called(contacts: tuple[Contact, ...] | Contact) -> bool:
    # A practice writes one telephone on all its claims.
    if type(contacts) is not tuple or len(contacts) != 1:
        return False
    [contact] = contacts
    return contact.fax is None and _is_telephone(contact.telephone)


@lru_cache(1024)
def _is_telephone(number: str | Malformed | None) -> bool:
    return type(number) is str and _PHONE.fullmatch(number) is not None


def _is_plain(address: Address, path: str) -> bool:
    line, city, code = address.line_1, address.city, address.postal_code
    return (
        type(code) is str
        and (len(code) == 9 or (len(code) == 5 and not path.endswith(_ZIP9_ASKED)))
        and code.isdecimal()
        and code.isascii()
        and code[5:] != "0000"
        and address.state in _STATES
        and address.country is None
        and address.line_2 is None
        and type(line) is str
        and len(line) <= _LINE[1]
        and line[:1].isdecimal()
        and line[0] != line[-1]
        and type(city) is str
        and _CITY[0] <= len(city) <= _CITY[1]
        and city[0] != city[-1]
        and city.upper() not in _FILLERS
    )


def _names(path: str, name: Person | Organization) -> Iterator[Finding]:
    if type(name) is Organization:
        if type(name.name) is str and len(name.name) > _ORGANIZATION:
            yield _too_long(f"{path}.name", name.name, _ORGANIZATION)
        return
    for value, (field, most) in zip(_person(name), _NAME, strict=True):
        if type(value) is str:
            if len(value) > most:
                yield _too_long(f"{path}.{field}", value, most)
            if field in _LETTERS_ONLY and not value.isalpha():
                yield from _more_than_letters(path, field, value)


def _too_long(path: str, value: str, most: int) -> Finding:
    return NAME_LENGTH.at(path, f"{len(value)} characters: at most {most} may be sent")


def _more_than_letters(path: str, field: str, value: str) -> Iterator[Finding]:
    wrong = [n for n, c in enumerate(value, 1) if not c.isalpha() and c not in _SIGNS]
    if wrong:
        yield CHARACTERS.at(
            f"{path}.{field}",
            f"character {wrong[0]} is no letter, apostrophe, hyphen, point or space",
        )
    if path not in _OF_PATIENT:
        return
    parts = value.upper().replace(",", " ").replace(".", " ").split()
    if len(parts) < 2:
        return
    if field == "last_name" and parts[-1] in _AFTER_NAMES:
        yield SUFFIX_IN_NAME.at(
            f"{path}.last_name",
            "ends with a suffix or a credential: a suffix goes to name_suffix, a credential nowhere",
            related=(f"{path}.name_suffix",),
        )
    elif parts[0] in _TITLES:
        yield SUFFIX_IN_NAME.at(f"{path}.{field}", "begins with a title: leave it out")


def _lines(path: str, address: Address) -> Iterator[Finding]:
    for field, least, most in _ADDRESS:
        value = getattr(address, field)
        if type(value) is not str:
            continue
        if not least <= len(value) <= most:
            yield ADDRESS_LENGTH.at(
                f"{path}.{field}", f"{len(value)} characters: {least} to {most} may be sent"
            )
        elif _is_filler(value):
            yield FILLER.at(f"{path}.{field}", "is a filler: give the address, as it is known")
        elif path.endswith(_STREET_ASKED) and value.upper() == _GENERAL_DELIVERY:
            yield FILLER.at(f"{path}.{field}", "general delivery: a provider has a street address")


def _is_filler(value: str) -> bool:
    first = value[0]
    if first == value[-1] and first not in _MASK and len(value) > 1:
        return value == first * len(value)
    return value.upper() in _FILLERS


def _places(path: str, address: Address) -> Iterator[Finding]:
    if not is_in_us(address):
        return
    code = address.postal_code
    if type(code) is str:
        if not _ZIP.fullmatch(code):
            yield ZIP_STRUCTURE.at(f"{path}.postal_code", "neither five digits nor nine")
        elif code[5:] == "0000":
            yield _ZIP_FILLED.at(
                f"{path}.postal_code", "the last four are a filler, which no address has"
            )
        elif len(code) == 5 and _needs_zip9(path):
            yield ZIP9.at(f"{path}.postal_code", "five digits: the guide asks for all nine here")
    if type(address.state) is str and address.state not in _STATES:
        yield STATE.at(f"{path}.state", "is no USPS state or territory: abroad, name the country")


def _needs_zip9(path: str) -> bool:
    return path.removesuffix(".address").endswith(_ZIP9_ASKED)


def _telephones(path: str, contacts: tuple[Contact, ...] | Contact) -> Iterator[Finding]:
    """Telephone and fax numbers that nobody can call."""
    placed = (
        [(f"{path}.contact", contacts)]
        if isinstance(contacts, Contact)
        else [(f"{path}.contacts[{index}]", contact) for index, contact in enumerate(contacts)]
    )
    for where, contact in placed:
        for field, number in (("telephone", contact.telephone), ("fax", contact.fax)):
            if type(number) is str and not _PHONE.fullmatch(number):
                yield PHONE_STRUCTURE.at(
                    f"{where}.{field}", "is not ten digits with an area code, without signs"
                )


def _physician_numbers(path: str, identifiers: tuple[Identifier, ...]) -> Iterator[Finding]:
    """UPINs that none can be."""
    for index, identifier in enumerate(identifiers):
        number = identifier.text
        if identifier.qualifier != _UPIN or type(number) is not str:
            continue
        if type(Upin.read(number)) is not Upin:
            yield UPIN_STRUCTURE.at(
                f"{path}.identifiers[{index}].text",
                "is no UPIN: a letter and five digits, or three and three",
            )
