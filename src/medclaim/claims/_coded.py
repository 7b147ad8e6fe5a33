"""What the fields of an encounter take: as those of a claim, but for what could not be read.

An encounter is coded by a person, not read from a text: a type checker lets no ``Malformed`` in, and
so none comes out.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from medclaim.claims._fields import (
    each,
    to_code,
    to_day,
    to_days,
    to_diagnosis_code,
    to_hour,
    to_modifiers,
    to_moment,
    to_money,
    to_number,
    to_place_of_service,
    to_pointers,
    to_range,
    to_revenue_code,
    to_stay_procedure,
)
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.bill_type import BillType
from medclaim.codes.condition import ConditionCode
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd9pcs import Icd9PcsCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.poa import PoaIndicator
from medclaim.codes.point_of_origin import PointOfOrigin
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.codes.revenue import RevenueCode
from medclaim.dates import DateRange


def to_given_diagnosis_code(given: Icd10CmCode | Icd9CmCode | str) -> Any:
    """A diagnosis code; a ``str`` is taken as ICD-10-CM."""
    return to_diagnosis_code(given)


def to_given_diagnosis_codes(given: Iterable[Icd10CmCode | Icd9CmCode | str]) -> Any:
    """Diagnosis codes; a ``str`` is taken as ICD-10-CM."""
    return each(given, to_diagnosis_code)


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


def to_given_presence(given: PoaIndicator | str) -> Any:
    """A present-on-admission indicator."""
    return to_code(given, PoaIndicator)


def to_given_stay_procedure(given: Icd10PcsCode | Icd9PcsCode | OtherProcedureCode | str) -> Any:
    """A procedure code of a stay; a ``str`` is taken as ICD-10-PCS."""
    return to_stay_procedure(given)


def to_given_revenue_code(given: RevenueCode | str) -> Any:
    """A revenue code."""
    return to_revenue_code(given)


def to_given_bill_type(given: BillType | str) -> Any:
    """A type of bill."""
    return to_code(given, BillType)


def to_given_admission_type(given: AdmissionType | str) -> Any:
    """An admission type."""
    return to_code(given, AdmissionType)


def to_given_point_of_origin(given: PointOfOrigin | str) -> Any:
    """A point of origin."""
    return to_code(given, PointOfOrigin)


def to_given_patient_status(given: DischargeStatus | str) -> Any:
    """A discharge status."""
    return to_code(given, DischargeStatus)


def to_given_condition_codes(given: Iterable[ConditionCode | str]) -> Any:
    """Condition codes."""
    return each(given, lambda one: to_code(one, ConditionCode))


def to_given_span(given: DateRange) -> Any:
    """A range of days."""
    return to_range(given)


def to_given_moment(given: date | datetime | str) -> Any:
    """A day, or a day and a time of day."""
    return to_moment(given)


def to_given_hour(given: time) -> Any:
    """A time of day."""
    return to_hour(given)
