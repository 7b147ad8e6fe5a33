"""Who sends what to whom and when: everything around the claims, which only the caller knows."""

from datetime import date, time
from typing import Any, final

import attrs

from medclaim.claims._fields import day, many, optional_text, text, value
from medclaim.claims.parties import Contact, Organization, Person
from medclaim.malformed import Malformed


@final
@attrs.frozen(kw_only=True)
class Submitter:
    """Who submits the transaction sets (1000A): a name, an ETIN, one or two contacts."""

    name: Person | Organization = value(Person, Organization)
    identifier: str | Malformed = text("identifier")
    contacts: tuple[Contact, ...] = many(Contact)


@final
@attrs.frozen(kw_only=True)
class Receiver:
    """Who receives them (1000B)."""

    name: str | Malformed = text("name")
    identifier: str | Malformed = text("identifier")


@final
@attrs.frozen(kw_only=True)
class Delimiters:
    """The four characters that part an interchange; all different, none a letter, digit or blank.

    >>> Delimiters().element
    '*'
    """

    element: str = "*"
    component: str = ":"
    repetition: str = "^"
    segment: str = "~"

    def __attrs_post_init__(self) -> None:
        characters = (self.element, self.component, self.repetition, self.segment)
        if any(len(c) != 1 or c.isalnum() or c == " " or not c.isascii() for c in characters):
            raise ValueError("delimiters: each is one ASCII character, no letter, digit or blank")
        if len(set(characters)) != 4:
            raise ValueError("delimiters: the four must differ")


def _number(name: str, digits: int) -> Any:
    def convert(given: Any) -> int:
        if type(given) is not int:
            raise TypeError(f"{name}: takes an int, not {type(given).__name__}")
        if not 0 <= given < 10**digits:
            raise ValueError(f"{name}: must have at most {digits} digits")
        return given

    return attrs.field(converter=convert)


def _padded(name: str) -> Any:
    def convert(given: Any) -> str:
        if not isinstance(given, str):
            raise TypeError(f"{name}: takes a str, not {type(given).__name__}")
        if not 1 <= len(given) <= 15 or not given.isprintable() or not given.isascii():
            raise ValueError(f"{name}: must be 1 to 15 printable ASCII characters")
        return given

    return attrs.field(converter=convert)


def _one_of(name: str, default: str, *allowed: str) -> Any:
    def convert(given: Any) -> str:
        if given not in allowed:
            raise ValueError(f"{name}: must be one of {', '.join(allowed)}")
        return str(given)

    return attrs.field(default=default, converter=convert)


_QUALIFIERS = ("01", "14", "20", "27", "28", "29", "30", "33", "ZZ")


@final
@attrs.frozen(kw_only=True)
class Envelope:
    """The interchange, group and set headers of an 837, as the caller decides them.

    ``sender_id`` and ``receiver_id`` are ISA06 and ISA08 (1 to 15 characters; blanks to 15 are
    added), ``application_sender`` and ``application_receiver`` GS02 and GS03 (the same by default).
    ``interchange_control_number``, ``group_control_number`` and ``set_control_number`` are the first
    of each; groups and sets count up from theirs. ``reference`` is BHT03. ``created_on`` and
    ``created_at`` stand in ISA, GS and BHT. ``usage`` is ``P`` production or ``T`` test.

    Raises ``ValueError`` or ``TypeError``. Source: 005010X222A1, appendix C; X12 005010 ISA, GS.
    """

    submitter: Submitter = value(Submitter)
    receiver: Receiver = value(Receiver)
    sender_id: str = _padded("sender_id")
    receiver_id: str = _padded("receiver_id")
    created_on: date = day("created_on")
    created_at: time = attrs.field(validator=attrs.validators.instance_of(time))
    interchange_control_number: int = _number("interchange_control_number", 9)
    group_control_number: int = _number("group_control_number", 9)
    set_control_number: int = _number("set_control_number", 9)
    reference: str = text("reference")
    usage: str = _one_of("usage", "T", "P", "T")
    sender_qualifier: str = _one_of("sender_qualifier", "ZZ", *_QUALIFIERS)
    receiver_qualifier: str = _one_of("receiver_qualifier", "ZZ", *_QUALIFIERS)
    application_sender: str | None = optional_text("application_sender")
    application_receiver: str | None = optional_text("application_receiver")
    acknowledgment_requested: bool = False
    purpose: str = _one_of("purpose", "00", "00", "18")
    delimiters: Delimiters = attrs.field(factory=Delimiters)
