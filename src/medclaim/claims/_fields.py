"""What the fields of claim values take, and how a refusal names its field.

A field takes what its annotation says; a converter in the class body says what else it takes, and
a type checker reads it there. ``checked`` is the ``field_transformer`` of every claim value: it
gives a field without a converter the check its annotation asks for, and puts the field's name in
front of what a converter refuses with.

Every field refuses a float, keeps a ``Malformed`` as it is, and refuses without the text.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from types import NoneType
from typing import Any, TypeVar, get_args

import attrs

from medclaim.codes._system import CodeValue
from medclaim.codes.carc import CarcCode
from medclaim.codes.cdt import CdtCode
from medclaim.codes.condition import ConditionCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.ein import Ein
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.hipps import HippsCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd9pcs import Icd9PcsCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.ndc import NdcCode
from medclaim.codes.npi import Npi
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import OtherProcedureCode, ProcedureCode, parse_procedure
from medclaim.codes.rarc import RarcCode
from medclaim.codes.revenue import RevenueCode
from medclaim.codes.ssn import Ssn
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.dates import DateRange, read_day
from medclaim.malformed import Malformed
from medclaim.money import amount, quantity

T = TypeVar("T")
Code = TypeVar("Code", bound=CodeValue)

Convert = Callable[[Any], Any]


class Value:
    """What a claim is made of.

    The slot for weak references is here, so that a class of values has none but its fields' own: an
    object with the same slots can then be filled and become one.
    """

    __slots__ = ("__weakref__",)


class Hidden(Value):
    """A ``repr`` that says the class and nothing of the person."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


def checked(cls: type[Any], fields: list["attrs.Attribute[Any]"]) -> list["attrs.Attribute[Any]"]:
    """The fields of a class, each with what it does to a value at run time."""
    return [field.evolve(converter=_converter(field)) for field in fields]


def _converter(field: "attrs.Attribute[Any]") -> Convert | None:
    has_default = field.default is not attrs.NOTHING
    if field.converter is not None:
        default = field.default if has_default else object()
        return _naming(field.name, field.converter, default)  # type: ignore[arg-type]
    classes: list[Any] = [
        cls for cls in get_args(field.type) or [field.type] if cls is not NoneType
    ]
    if str in classes:
        return _text(field.name, optional=has_default)
    if int in classes or all(attrs.has(cls) for cls in classes):
        return _value(field.name, *classes, optional=has_default)
    return None


def _refuse(expected: str, value: object) -> TypeError:
    return TypeError(f"takes {expected}, not {type(value).__name__}")


def _text(name: str, *, optional: bool) -> Convert:
    def convert(value: Any) -> Any:
        if value is None and optional:
            return None
        if type(value) is str:
            if value.isprintable() and value and not value.isspace():
                return value
            raise ValueError(
                f"{name}: is empty; leave it out"
                if not value.strip()
                else f"{name}: holds a non-printing character"
            )
        if isinstance(value, Malformed):
            return value
        if isinstance(value, str):
            return convert(str(value))
        raise TypeError(f"{name}: {_refuse('a str', value)}")

    return convert


def _value(name: str, *classes: type[Any], optional: bool) -> Convert:
    def convert(value: Any) -> Any:
        if (value is None and optional) or type(value) in classes:
            return value
        raise TypeError(f"{name}: {_refuse(expected, value)}")

    named = [cls.__name__ for cls in classes if cls is not Malformed]
    expected = "an int" if int in classes else " or ".join(named)
    return convert


def _naming(name: str, convert: Convert, default: object) -> Convert:
    """``convert``, but for the default as it is; a code's own error says enough without the name."""

    def named(value: Any) -> Any:
        if value is default:
            return value
        try:
            return convert(value)
        except (TypeError, ValueError) as error:
            if type(error) not in (TypeError, ValueError):
                raise
            raise type(error)(f"{name}: {error}") from None

    return named


# ---------------------------------------------------------------- what else a field may take


def to_money(given: Decimal | int | str | Malformed) -> Decimal | Malformed:
    """An amount with two places."""
    if type(given) is Malformed:
        return given
    try:
        return amount(given)
    except (TypeError, ValueError) as error:
        raise type(error)(str(error).removeprefix("amount: ")) from None


def to_number(given: Decimal | int | str | Malformed) -> Decimal | Malformed:
    """An unrounded number: a quantity, a weight, a percentage."""
    if type(given) is Malformed:
        return given
    try:
        return quantity(given)
    except (TypeError, ValueError) as error:
        raise type(error)(str(error).removeprefix("quantity: ")) from None


def to_day(given: date | str | Malformed) -> date | Malformed:
    """A calendar day."""
    if type(given) is date or type(given) is Malformed:
        return given
    return _read_day(given, "a date")


def to_days(given: date | DateRange | str | Malformed) -> date | DateRange | Malformed:
    """A calendar day or a range of days."""
    if type(given) is date or type(given) is DateRange or type(given) is Malformed:
        return given
    return _read_day(given, "a date or a DateRange")


def to_range(given: DateRange | Malformed) -> DateRange | Malformed:
    """A range of days and no single day: the two are different texts."""
    if type(given) is DateRange or type(given) is Malformed:
        return given
    raise _refuse("a DateRange", given)


def to_moment(given: date | datetime | str | Malformed) -> date | datetime | Malformed:
    """A day, or a day and a time of day to the minute."""
    if type(given) is datetime:
        _refuse_finer(given)
        return given
    return to_day(given)


def to_hour(given: time | Malformed) -> time | Malformed:
    """A time of day to the minute."""
    if type(given) is Malformed:
        return given
    if type(given) is not time:
        raise _refuse("a time", given)
    _refuse_finer(given)
    return given


def _refuse_finer(given: datetime | time) -> None:
    if given.second or given.microsecond or given.tzinfo is not None:
        raise ValueError("is told to the minute, without seconds or a time zone")


def _read_day(given: object, expected: str) -> date:
    if type(given) is str:
        is_iso = len(given) == 10 and given[4] == given[7] == "-"
        day = read_day(given.replace("-", "") if is_iso else given)
        if isinstance(day, date):
            return day
        raise ValueError("is no calendar day; write CCYY-MM-DD or CCYYMMDD")
    if isinstance(given, datetime):
        raise _refuse("a date (say which day it is)", given)
    raise _refuse(expected, given)


_MOST = 999_999_999


def to_whole(given: int | Malformed) -> int | Malformed:
    """A whole number of at most nine digits, never negative: no text says another."""
    if type(given) is Malformed:
        return given
    if type(given) is not int:
        raise _refuse("an int", given)
    if not 0 <= given <= _MOST:
        raise ValueError("is negative or has more than nine digits")
    return given


def to_flag(given: bool) -> bool:  # noqa: FBT001  a field of its own name
    """A ``bool`` and nothing that is only true or false in effect."""
    if type(given) is not bool:
        raise _refuse("a bool", given)
    return given


def each(given: Iterable[Any], convert: Callable[[Any], T]) -> tuple[T, ...]:
    """Every item of a sequence, converted: codes and numbers, which a ``str`` must not be."""
    if isinstance(given, str):
        raise TypeError("takes a sequence of values, not one str")
    return tuple(map(convert, given))


def every(given: Iterable[T], cls: type[T]) -> tuple[T, ...]:
    """A sequence of values of one class."""
    values = tuple(given)
    for value in values:
        if type(value) is not cls:
            raise _refuse(f"{cls.__name__} values", value)
    return values


def to_texts(given: Iterable[str | Malformed]) -> tuple[str | Malformed, ...]:
    """Texts as a tuple."""
    return each(given, _text("item", optional=False))


def to_code(given: Code | str | Malformed, cls: type[Code]) -> Code | Malformed:
    """A code of a system, or the text of one."""
    if isinstance(given, cls):
        return given
    return given if isinstance(given, Malformed) else cls(given)  # type: ignore[arg-type]


def to_npi(given: Npi | str | Malformed) -> Npi | Malformed:
    """An NPI, or the text of one."""
    return given if isinstance(given, (Npi, Malformed)) else Npi(given)


def to_taxonomy(given: TaxonomyCode | str | Malformed) -> TaxonomyCode | Malformed:
    """A taxonomy code, or the text of one."""
    return given if isinstance(given, (TaxonomyCode, Malformed)) else TaxonomyCode(given)


def to_ssn(given: Ssn | str | Malformed) -> Ssn | Malformed:
    """A social security number, or the text of one."""
    return given if isinstance(given, (Ssn, Malformed)) else Ssn(given)


def to_tax_id(given: Ein | Ssn | str | Malformed) -> Ein | Ssn | Malformed:
    """A tax id; a ``str`` is taken as an EIN."""
    return given if isinstance(given, (Ein, Ssn, Malformed)) else Ein(given)


def to_revenue_code(given: RevenueCode | str | Malformed) -> RevenueCode | Malformed:
    """A revenue code, or the text of one."""
    return to_code(given, RevenueCode)


_PROCEDURES = (CptCode, HcpcsCode, CdtCode, HippsCode, OtherProcedureCode, Malformed)


def to_procedure(given: ProcedureCode | str) -> ProcedureCode:
    """A procedure code; a ``str`` becomes a CPT, HCPCS or CDT code by its shape."""
    return given if isinstance(given, _PROCEDURES) else parse_procedure(given)


StayProcedureCode = Icd10PcsCode | Icd9PcsCode | OtherProcedureCode | Malformed


def to_stay_procedure(given: StayProcedureCode | str) -> StayProcedureCode:
    """A procedure code of a stay; a ``str`` is taken as ICD-10-PCS."""
    if isinstance(given, (Icd10PcsCode, Icd9PcsCode, OtherProcedureCode, Malformed)):
        return given
    return Icd10PcsCode(given)


def to_modifier(given: Modifier | str | Malformed) -> Modifier | Malformed:
    """A modifier, or the text of one."""
    return given if isinstance(given, (Modifier, Malformed)) else Modifier(given)


def to_modifiers(given: Iterable[Modifier | str | Malformed]) -> tuple[Modifier | Malformed, ...]:
    """Modifiers, or the texts of some."""
    return each(given, to_modifier)


def to_place_of_service(given: PlaceOfService | str | Malformed) -> PlaceOfService | Malformed:
    """A place of service, or the text of one."""
    return given if isinstance(given, (PlaceOfService, Malformed)) else PlaceOfService(given)


def to_pointers(given: Iterable[int | Malformed]) -> tuple[int | Malformed, ...]:
    """Positions among the diagnoses."""
    return each(given, to_whole)


def to_diagnosis_code(
    given: Icd10CmCode | Icd9CmCode | Malformed | str,
) -> Icd10CmCode | Icd9CmCode | Malformed:
    """A diagnosis code; a ``str`` is taken as ICD-10-CM."""
    if isinstance(given, (Icd10CmCode, Icd9CmCode, Malformed)):
        return given
    return Icd10CmCode(given)


def to_diagnosis_codes(
    given: Iterable[Icd10CmCode | Icd9CmCode | Malformed | str],
) -> tuple[Icd10CmCode | Icd9CmCode | Malformed, ...]:
    """Diagnosis codes; a ``str`` is taken as ICD-10-CM."""
    return each(given, to_diagnosis_code)


def to_procedures(given: Iterable[ProcedureCode | str]) -> tuple[ProcedureCode, ...]:
    """Procedure codes; a ``str`` becomes a CPT, HCPCS or CDT code by its shape."""
    return each(given, to_procedure)


def to_condition_codes(
    given: Iterable[ConditionCode | str | Malformed],
) -> tuple[ConditionCode | Malformed, ...]:
    """Condition codes, or the texts of some."""
    return each(given, lambda one: to_code(one, ConditionCode))


def to_ndc(given: NdcCode | str | Malformed) -> NdcCode | Malformed:
    """An NDC, or the text of one."""
    return to_code(given, NdcCode)


def to_carc(given: CarcCode | str | Malformed) -> CarcCode | Malformed:
    """A claim adjustment reason code, or the text of one."""
    return to_code(given, CarcCode)


def to_rarcs(given: Iterable[RarcCode | str | Malformed]) -> tuple[RarcCode | Malformed, ...]:
    """Remittance advice remark codes, or the texts of some."""
    return each(given, lambda one: to_code(one, RarcCode))
