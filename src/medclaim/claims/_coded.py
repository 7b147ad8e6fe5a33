"""What the fields of an encounter take: as those of a claim, but for what could not be read.

An encounter is coded by a person, not read from a text: a type checker lets no ``Malformed`` in, and
so none comes out.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from medclaim.claims._fields import (
    to_day,
    to_days,
    to_diagnosis_code,
    to_modifiers,
    to_money,
    to_number,
    to_place_of_service,
    to_pointers,
)
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.pos import PlaceOfService
from medclaim.dates import DateRange


def to_given_diagnosis_code(given: Icd10CmCode | Icd9CmCode | str) -> Any:
    """A diagnosis code; a ``str`` is taken as ICD-10-CM."""
    return to_diagnosis_code(given)


def to_given_place(given: PlaceOfService | str) -> Any:
    """A place of service, or the text of one."""
    return to_place_of_service(given)


def to_given_modifiers(given: Iterable[Modifier | str]) -> Any:
    """Modifiers, or the texts of some."""
    return to_modifiers(given)


def to_given_day(given: date | str) -> Any:
    """A calendar day."""
    return to_day(given)


def to_given_days(given: date | DateRange | str) -> Any:
    """A calendar day or a range of days."""
    return to_days(given)


def to_given_money(given: Decimal | int | str) -> Any:
    """An amount with two places."""
    return to_money(given)


def to_given_number(given: Decimal | int | str) -> Any:
    """An unrounded number."""
    return to_number(given)


def to_given_pointers(given: Iterable[int]) -> Any:
    """Positions among the diagnoses."""
    return to_pointers(given)
