"""The people and organizations of a claim, and the coverage that joins a patient to a payer.

Names are the 005010 implementation guides'. The ``repr`` of anything that may name a person hides
itself, an organization's and a payer's too: a text that lacks the entity type of a person is read as
an organization, and any field of a text may hold any text.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import final

import attrs
from attrs.converters import optional

from medclaim.claims._fields import (
    Hidden,
    Value,
    checked,
    every,
    to_day,
    to_npi,
    to_number,
    to_ssn,
    to_tax_id,
    to_taxonomy,
)
from medclaim.codes.ein import Ein
from medclaim.codes.npi import Npi
from medclaim.codes.ssn import Ssn
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.malformed import Malformed

SELF = "18"


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Person(Hidden):
    """A person's name: NM103, NM104, NM105 and NM107.

    ``last_name`` is required; ``name_suffix`` is ``JR`` or ``III``, never a title or credential.

    >>> Person(last_name="SAMPLE", first_name="ANNA")
    Person(...)
    """

    last_name: str | Malformed
    first_name: str | Malformed | None = None
    middle_name: str | Malformed | None = None
    name_suffix: str | Malformed | None = None


@final
@attrs.frozen(repr=False, field_transformer=checked)
class Organization(Hidden):
    """An organization's name: NM103 with entity type 2.

    >>> Organization("EXAMPLE FAMILY PRACTICE").name
    'EXAMPLE FAMILY PRACTICE'
    """

    name: str | Malformed


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Address(Hidden):
    """A postal address: N301, N302, N401 to N404, N407.

    ``state`` is two letters, ``postal_code`` five or nine digits without a dash in the US;
    ``country`` stays out for US addresses.
    """

    line_1: str | Malformed
    line_2: str | Malformed | None = None
    city: str | Malformed
    state: str | Malformed | None = None
    postal_code: str | Malformed | None = None
    country: str | Malformed | None = None
    country_subdivision: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Contact(Hidden):
    """Whom to call: PER with function code IC. Numbers are digits only."""

    name: str | Malformed | None = None
    telephone: str | Malformed | None = None
    extension: str | Malformed | None = None
    fax: str | Malformed | None = None
    email: str | Malformed | None = None
    edi_access: str | Malformed | None = None


@final
@attrs.frozen(repr=False, field_transformer=checked)
class Identifier(Hidden):
    """A secondary identification, REF01 and REF02: a licence (``0B``), a payer's number (``G2``).

    ``payer_id`` names the other payer that assigned it (REF04), where it is not the destination.
    """

    qualifier: str
    text: str | Malformed
    payer_id: str | Malformed | None = None


def to_contacts(given: Iterable[Contact]) -> tuple[Contact, ...]:
    """Contacts as a tuple."""
    return every(given, Contact)


def to_identifiers(given: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Identifiers as a tuple."""
    return every(given, Identifier)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class Provider(Value):
    """A provider in one role: rendering, referring, supervising, service facility and so on.

    The role is the field that holds it. ``name`` is a ``Person`` or an ``Organization``.

    >>> Provider(name=Organization("EXAMPLE LAB"), npi="1234567893").npi
    Npi('1234567893')
    """

    name: Person | Organization
    npi: Npi | Malformed | None = attrs.field(default=None, converter=optional(to_npi))
    taxonomy: TaxonomyCode | Malformed | None = attrs.field(
        default=None, converter=optional(to_taxonomy)
    )
    address: Address | None = None
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=to_identifiers)
    contact: Contact | None = None


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class ProviderReference(Value):
    """A provider known by numbers alone, as another payer knows one (2330C to 2330I, 2420B).

    ``entity_type`` is ``1`` for a person and ``2`` for an organization.

    >>> ProviderReference(entity_type="1", identifiers=[Identifier("G2", "A77")])
    ProviderReference(npi=None, identifiers=(Identifier(...),))
    """

    entity_type: str | Malformed = attrs.field(repr=False)
    npi: Npi | Malformed | None = attrs.field(default=None, converter=optional(to_npi))
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=to_identifiers)


@final
@attrs.frozen(repr=False, field_transformer=checked)
class Location(Hidden):
    """A place without a provider: where an ambulance picks a patient up or sets one down."""

    address: Address
    name: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class PayTo(Hidden):
    """Where payment goes when not to the billing provider's address (2010AB)."""

    entity_type: str
    address: Address


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class PayToPlan(Hidden):
    """The health plan that is to be paid in place of the billing provider (2010AC).

    ``id_qualifier`` is ``PI`` or ``XV``; ``identifiers`` are its further numbers (``2U``, ``FY``,
    ``NF``).
    """

    name: str | Malformed
    plan_id: str | Malformed
    id_qualifier: str | Malformed = "PI"
    tax_id: Ein | Ssn | Malformed = attrs.field(converter=to_tax_id)
    address: Address
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=to_identifiers)


@final
@attrs.frozen(kw_only=True, field_transformer=checked)
class BillingProvider(Value):
    """Who bills and is paid (2000A, 2010AA): name, NPI, tax id and a street address with ZIP+4.

    ``tax_id`` is an ``Ein`` or an ``Ssn``; a ``str`` is taken as an EIN.
    """

    name: Person | Organization
    npi: Npi | Malformed | None = attrs.field(default=None, converter=optional(to_npi))
    tax_id: Ein | Ssn | Malformed = attrs.field(converter=to_tax_id, repr=False)
    address: Address
    taxonomy: TaxonomyCode | Malformed | None = attrs.field(
        default=None, converter=optional(to_taxonomy)
    )
    contacts: tuple[Contact, ...] = attrs.field(default=(), converter=to_contacts)
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=to_identifiers)
    pay_to: PayTo | None = None
    pay_to_plan: PayToPlan | None = None
    currency: str | Malformed | None = attrs.field(default=None, repr=False)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Payer(Hidden):
    """Who is asked to pay (2010BB).

    ``id_qualifier`` is ``PI`` (payer id) or ``XV`` (national plan id). ``identifiers`` are the
    payer's own further numbers; ``billing_provider_identifiers`` the numbers this payer has given
    the billing provider (``G2``, ``LU``).
    """

    name: str | Malformed
    payer_id: str | Malformed
    id_qualifier: str | Malformed = "PI"
    address: Address | None = None
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=to_identifiers)
    billing_provider_identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=to_identifiers
    )


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Patient(Hidden):
    """The patient (2010CA), or the person who holds the coverage.

    ``sex`` is ``F``, ``M`` or ``U``. ``relationship`` (PAT01) is the patient's to the subscriber:
    ``01`` spouse, ``19`` child, ``G8`` other and so on, ``None`` where the patient is the
    subscriber or none is meant. ``weight`` is in pounds. The ``property_casualty`` fields and
    ``contact`` are for claims on property and casualty insurance: its claim number, the patient's
    member number (``1W``) or social security number (``SY``), whom to call.
    """

    name: Person
    birth_date: date | Malformed = attrs.field(converter=to_day)
    sex: str | Malformed
    address: Address | None = None
    relationship: str | Malformed | None = None
    death_date: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    weight: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_number))
    pregnancy: str | Malformed | None = None
    property_casualty_claim_number: str | Malformed | None = None
    property_casualty_identifier: Identifier | None = None
    contact: Contact | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Subscriber(Hidden):
    """Who holds the coverage, as the claim says it (2000B, 2010BA).

    ``relationship`` (SBR02) is ``18`` when the patient is the subscriber, else ``None``;
    ``responsibility`` (SBR01) is ``P``, ``S``, ``T`` and so on; ``filing_indicator`` SBR09;
    ``insurance_type`` SBR05, only where Medicare is not primary. Address, birth date and sex are
    required when the patient is the subscriber.
    """

    name: Person | Organization
    member_id: str | Malformed | None = None
    id_qualifier: str | Malformed = "MI"
    responsibility: str | Malformed
    relationship: str | Malformed | None = None
    group_number: str | Malformed | None = None
    group_name: str | Malformed | None = None
    insurance_type: str | Malformed | None = None
    filing_indicator: str | Malformed | None = None
    address: Address | None = None
    birth_date: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    sex: str | Malformed | None = None
    ssn: Ssn | Malformed | None = attrs.field(default=None, converter=optional(to_ssn))
    death_date: date | Malformed | None = attrs.field(default=None, converter=optional(to_day))
    weight: Decimal | Malformed | None = attrs.field(default=None, converter=optional(to_number))
    pregnancy: str | Malformed | None = None
    property_casualty_claim_number: str | Malformed | None = None
    contact: Contact | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class Coverage(Hidden):
    """A patient's coverage with one payer: what ``compose`` needs beside the encounter.

    ``relationship`` is the patient's to the subscriber (``18`` self). ``subscriber`` is the holder
    where that is another person, ``None`` where it is the patient. ``responsibility`` is ``P`` for
    the primary payer. ``filing_indicator`` overrides the one of the payer's policy.
    """

    payer: Payer
    member_id: str
    relationship: str = SELF
    subscriber: Patient | None = None
    group_number: str | None = None
    group_name: str | None = None
    responsibility: str = "P"
    insurance_type: str | None = None
    filing_indicator: str | None = None
