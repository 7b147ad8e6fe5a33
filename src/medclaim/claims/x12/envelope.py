"""Who sends what to whom and when: everything around the claims, which only the caller knows."""

from datetime import date, time
from typing import final

import attrs

from medclaim.claims._fields import Value, checked, to_day, to_flag
from medclaim.claims.parties import Contact, Organization, Person, to_contacts
from medclaim.malformed import Malformed


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class Submitter(Value):
    """Who submits the transaction sets (1000A): a name, an ETIN, one or two contacts."""

    name: Person | Organization
    identifier: str | Malformed
    contacts: tuple[Contact, ...] = attrs.field(default=(), converter=to_contacts)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class Receiver(Value):
    """Who receives them (1000B)."""

    name: str | Malformed
    identifier: str | Malformed


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


_MOST = 999_999_999
QUALIFIERS = ("01", "14", "20", "27", "28", "29", "30", "33", "ZZ")


def _control_number(given: int) -> int:
    if type(given) is not int:
        raise TypeError(f"takes an int, not {type(given).__name__}")
    if not 0 <= given <= _MOST:
        raise ValueError("must be 0 to 999999999")
    return given


def _interchange_id(given: str) -> str:
    if not isinstance(given, str):
        raise TypeError(f"takes a str, not {type(given).__name__}")
    if not 1 <= len(given) <= 15 or not given.isprintable() or not given.isascii():
        raise ValueError("must be 1 to 15 printable ASCII characters")
    if not given.strip():
        raise ValueError("is blank")
    return str(given)


def _clock(given: time) -> time:
    if not isinstance(given, time):
        raise TypeError(f"takes a time, not {type(given).__name__}")
    return given


def _one_of(given: str, *allowed: str) -> str:
    if given not in allowed:
        raise ValueError(f"must be one of {', '.join(allowed)}")
    return str(given)


def _usage(given: str) -> str:
    return _one_of(given, "P", "T")


def _qualifier(given: str) -> str:
    return _one_of(given, *QUALIFIERS)


def _purpose(given: str) -> str:
    return _one_of(given, "00", "18")


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class Envelope:
    """The interchange, group and set headers of an 837, as the caller decides them.

    ``sender_id`` and ``receiver_id`` are ISA06 and ISA08 (1 to 15 characters; blanks to 15 are
    added), ``application_sender`` and ``application_receiver`` GS02 and GS03 (the same by default).
    ``interchange_control_number``, ``group_control_number`` and ``set_control_number`` are the first
    of each; groups and sets count up from theirs. ``reference`` is BHT03. ``created_on`` and
    ``created_at`` stand in ISA, GS and BHT. ``usage`` is ``P`` production or ``T`` test.

    Raises ``ValueError`` or ``TypeError``. Source: 005010X222A1, appendix C; X12 005010 ISA, GS.
    """

    submitter: Submitter
    receiver: Receiver
    sender_id: str = attrs.field(converter=_interchange_id)
    receiver_id: str = attrs.field(converter=_interchange_id)
    created_on: date = attrs.field(converter=to_day)
    created_at: time = attrs.field(converter=_clock)
    interchange_control_number: int = attrs.field(converter=_control_number)
    group_control_number: int = attrs.field(converter=_control_number)
    set_control_number: int = attrs.field(converter=_control_number)
    reference: str
    usage: str = attrs.field(default="T", converter=_usage)
    sender_qualifier: str = attrs.field(default="ZZ", converter=_qualifier)
    receiver_qualifier: str = attrs.field(default="ZZ", converter=_qualifier)
    application_sender: str | None = None
    application_receiver: str | None = None
    acknowledgment_requested: bool = attrs.field(default=False, converter=to_flag)
    purpose: str = attrs.field(default="00", converter=_purpose)
    delimiters: Delimiters = attrs.field(factory=Delimiters)
