"""The people and organizations of a claim, and the coverage that joins a patient to a payer.

Names are the 005010 implementation guides'. The ``repr`` of anything that may name a person hides
itself.
"""

from datetime import date
from decimal import Decimal
from typing import final

import attrs

from medclaim.claims._fields import (
    code,
    day,
    many,
    optional_code,
    optional_day,
    optional_number,
    optional_text,
    text,
    value,
)
from medclaim.codes.ein import Ein
from medclaim.codes.npi import Npi
from medclaim.codes.ssn import Ssn
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.malformed import Malformed

SELF = "18"


class _Hidden:
    """A ``repr`` that says the class and nothing of the person."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


@final
@attrs.frozen(kw_only=True, repr=False)
class Person(_Hidden):
    """A person's name: NM103, NM104, NM105 and NM107.

    ``last_name`` is required; ``name_suffix`` is ``JR`` or ``III``, never a title or credential.

    >>> Person(last_name="SAMPLE", first_name="ANNA")
    Person(...)
    """

    last_name: str | Malformed = text("last_name")
    first_name: str | Malformed | None = optional_text("first_name")
    middle_name: str | Malformed | None = optional_text("middle_name")
    name_suffix: str | Malformed | None = optional_text("name_suffix")


@final
@attrs.frozen
class Organization:
    """An organization's name: NM103 with entity type 2.

    >>> Organization("EXAMPLE FAMILY PRACTICE")
    Organization(name='EXAMPLE FAMILY PRACTICE')
    """

    name: str | Malformed = text("name")


@final
@attrs.frozen(kw_only=True, repr=False)
class Address(_Hidden):
    """A postal address: N301, N302, N401 to N404, N407.

    ``state`` is two letters, ``postal_code`` five or nine digits without a dash in the US;
    ``country`` stays out for US addresses.
    """

    line_1: str | Malformed = text("line_1")
    line_2: str | Malformed | None = optional_text("line_2")
    city: str | Malformed = text("city")
    state: str | Malformed | None = optional_text("state")
    postal_code: str | Malformed | None = optional_text("postal_code")
    country: str | Malformed | None = optional_text("country")
    country_subdivision: str | Malformed | None = optional_text("country_subdivision")


@final
@attrs.frozen(kw_only=True, repr=False)
class Contact(_Hidden):
    """Whom to call: PER with function code IC. Numbers are digits only."""

    name: str | Malformed | None = optional_text("name")
    telephone: str | Malformed | None = optional_text("telephone")
    extension: str | Malformed | None = optional_text("extension")
    fax: str | Malformed | None = optional_text("fax")
    email: str | Malformed | None = optional_text("email")
    edi_access: str | Malformed | None = optional_text("edi_access")


@final
@attrs.frozen(repr=False)
class Identifier(_Hidden):
    """A secondary identification, REF01 and REF02: a licence (``0B``), a payer's number (``G2``).

    ``payer_id`` names the other payer that assigned it (REF04), where it is not the destination.
    """

    qualifier: str = text("qualifier")
    text: str | Malformed = text("text")
    payer_id: str | Malformed | None = optional_text("payer_id")


@final
@attrs.frozen(kw_only=True)
class Provider:
    """A provider in one role: rendering, referring, supervising, service facility and so on.

    The role is the field that holds it. ``name`` may be a ``str``: an organization.

    >>> Provider(name=Organization("EXAMPLE LAB"), npi="1234567893").npi
    Npi('1234567893')
    """

    name: Person | Organization = value(Person, Organization)
    npi: Npi | Malformed | None = optional_code(Npi)
    taxonomy: TaxonomyCode | Malformed | None = optional_code(TaxonomyCode)
    address: Address | None = value(Address, optional=True)
    identifiers: tuple[Identifier, ...] = many(Identifier)
    contact: Contact | None = value(Contact, optional=True)


@final
@attrs.frozen(kw_only=True)
class PayTo:
    """Where payment goes when not to the billing provider's address (2010AB)."""

    entity_type: str = text("entity_type")
    address: Address = value(Address)


@final
@attrs.frozen(kw_only=True)
class BillingProvider:
    """Who bills and is paid (2000A, 2010AA): name, NPI, tax id and a street address with ZIP+4.

    ``tax_id`` is an ``Ein`` or an ``Ssn``; a ``str`` is taken as an EIN.
    """

    name: Person | Organization = value(Person, Organization)
    npi: Npi | Malformed | None = optional_code(Npi)
    tax_id: Ein | Ssn | Malformed = code(Ein, Ssn)
    address: Address = value(Address)
    taxonomy: TaxonomyCode | Malformed | None = optional_code(TaxonomyCode)
    contacts: tuple[Contact, ...] = many(Contact)
    identifiers: tuple[Identifier, ...] = many(Identifier)
    pay_to: PayTo | None = value(PayTo, optional=True)
    currency: str | Malformed | None = optional_text("currency")


@final
@attrs.frozen(kw_only=True)
class Payer:
    """Who is asked to pay (2010BB).

    ``id_qualifier`` is ``PI`` (payer id) or ``XV`` (national plan id). ``identifiers`` are the
    payer's own further numbers; ``billing_provider_identifiers`` the numbers this payer has given
    the billing provider (``G2``, ``LU``).
    """

    name: str | Malformed = text("name")
    payer_id: str | Malformed = text("payer_id")
    id_qualifier: str | Malformed = attrs.field(default="PI")
    address: Address | None = value(Address, optional=True)
    identifiers: tuple[Identifier, ...] = many(Identifier)
    billing_provider_identifiers: tuple[Identifier, ...] = many(Identifier)


@final
@attrs.frozen(kw_only=True, repr=False)
class Patient(_Hidden):
    """The patient (2010CA), or the person who holds the coverage.

    ``sex`` is ``F``, ``M`` or ``U``. ``relationship`` (PAT01) is the patient's to the subscriber:
    ``01`` spouse, ``19`` child, ``G8`` other and so on, ``None`` where the patient is the
    subscriber or none is meant. ``weight`` is in pounds.
    """

    name: Person = value(Person)
    birth_date: date | Malformed = day("birth_date")
    sex: str | Malformed = text("sex")
    address: Address | None = value(Address, optional=True)
    relationship: str | Malformed | None = optional_text("relationship")
    death_date: date | Malformed | None = optional_day("death_date")
    weight: Decimal | Malformed | None = optional_number("weight")
    pregnancy: str | Malformed | None = optional_text("pregnancy")
    property_casualty_claim_number: str | Malformed | None = optional_text(
        "property_casualty_claim_number"
    )


@final
@attrs.frozen(kw_only=True, repr=False)
class Subscriber(_Hidden):
    """Who holds the coverage, as the claim says it (2000B, 2010BA).

    ``relationship`` (SBR02) is ``18`` when the patient is the subscriber, else ``None``;
    ``responsibility`` (SBR01) is ``P``, ``S``, ``T`` and so on; ``filing_indicator`` SBR09;
    ``insurance_type`` SBR05, only where Medicare is not primary. Address, birth date and sex are
    required when the patient is the subscriber.
    """

    name: Person | Organization = value(Person, Organization)
    member_id: str | Malformed | None = optional_text("member_id")
    id_qualifier: str | Malformed = attrs.field(default="MI")
    responsibility: str | Malformed = text("responsibility")
    relationship: str | Malformed | None = optional_text("relationship")
    group_number: str | Malformed | None = optional_text("group_number")
    group_name: str | Malformed | None = optional_text("group_name")
    insurance_type: str | Malformed | None = optional_text("insurance_type")
    filing_indicator: str | Malformed | None = optional_text("filing_indicator")
    address: Address | None = value(Address, optional=True)
    birth_date: date | Malformed | None = optional_day("birth_date")
    sex: str | Malformed | None = optional_text("sex")
    ssn: Ssn | Malformed | None = optional_code(Ssn)
    death_date: date | Malformed | None = optional_day("death_date")
    weight: Decimal | Malformed | None = optional_number("weight")
    pregnancy: str | Malformed | None = optional_text("pregnancy")
    property_casualty_claim_number: str | Malformed | None = optional_text(
        "property_casualty_claim_number"
    )


@final
@attrs.frozen(kw_only=True, repr=False)
class Coverage(_Hidden):
    """A patient's coverage with one payer: what ``compose`` needs beside the encounter.

    ``relationship`` is the patient's to the subscriber (``18`` self). ``subscriber`` is the holder
    where that is another person, ``None`` where it is the patient. ``responsibility`` is ``P`` for
    the primary payer. ``filing_indicator`` overrides the one of the payer's policy.
    """

    payer: Payer = value(Payer)
    member_id: str = text("member_id")
    relationship: str = optional_text("relationship", default=SELF)
    subscriber: Patient | None = value(Patient, optional=True)
    group_number: str | None = optional_text("group_number")
    group_name: str | None = optional_text("group_name")
    responsibility: str = optional_text("responsibility", default="P")
    insurance_type: str | None = optional_text("insurance_type")
    filing_indicator: str | None = optional_text("filing_indicator")
