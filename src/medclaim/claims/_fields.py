"""The field kinds of claim values: each takes a plain text or the typed value, and holds a Malformed.

Every converter refuses a float, keeps a ``Malformed`` as it is, and re-raises without the text.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs

from medclaim.codes import CodeValue
from medclaim.dates import DateRange, read_day
from medclaim.malformed import Malformed
from medclaim.money import amount as to_amount
from medclaim.money import quantity as to_quantity


def _refuse(name: str, expected: str, value: object) -> TypeError:
    return TypeError(f"{name}: takes {expected}, not {type(value).__name__}")


def _text(name: str, *, optional: bool) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if type(value) is str:
            if value.isprintable() and value and not value.isspace():
                return value
            raise ValueError(
                f"{name}: is empty; leave it out"
                if not value.strip()
                else f"{name}: holds a non-printing character"
            )
        if value is None and optional:
            return None
        if isinstance(value, Malformed):
            return value
        if isinstance(value, str):
            return convert(str(value))
        raise _refuse(name, "a str", value)

    return convert


def text(name: str, *, hidden: bool = False) -> Any:
    """A required printable text."""
    return attrs.field(converter=_text(name, optional=False), repr=not hidden)


def optional_text(name: str, *, hidden: bool = False, default: str | None = None) -> Any:
    """A printable text or ``None``."""
    return attrs.field(default=default, converter=_text(name, optional=True), repr=not hidden)


def _code(classes: tuple[type[CodeValue], ...], *, optional: bool) -> Callable[[Any], Any]:
    first = classes[0]

    def convert(value: Any) -> Any:
        cls = type(value)
        if cls in classes or cls is Malformed:
            return value
        if value is None and optional:
            return None
        return first(value)

    return convert


def code(*classes: type[CodeValue]) -> Any:
    """A required code: a value of one of ``classes``; a ``str`` becomes the first."""
    return attrs.field(converter=_code(classes, optional=False))


def optional_code(*classes: type[CodeValue]) -> Any:
    """A code or ``None``."""
    return attrs.field(default=None, converter=_code(classes, optional=True))


def codes(*classes: type[CodeValue]) -> Any:
    """A tuple of codes."""
    return attrs.field(default=(), converter=each(_code(classes, optional=False)))


def each(convert: Callable[[Any], Any]) -> Callable[[Iterable[Any]], tuple[Any, ...]]:
    """A converter of every item of an iterable, into a tuple."""

    def convert_all(values: Iterable[Any]) -> tuple[Any, ...]:
        if isinstance(values, str):
            raise TypeError("takes a sequence of values, not one str")
        return tuple([convert(value) for value in values])

    return convert_all


def many(cls: type[Any], *, required: bool = False) -> Any:
    """A tuple of values of one class."""

    def convert(values: Iterable[Any]) -> tuple[Any, ...]:
        result = tuple(values)
        for value in result:
            if type(value) is not cls:
                raise _refuse(cls.__name__, f"{cls.__name__} values", value)
        return result

    return (
        attrs.field(converter=convert) if required else attrs.field(default=(), converter=convert)
    )


def value(*classes: type[Any], optional: bool = False, hidden: bool = False) -> Any:
    """A value of one of ``classes``, or ``None`` where optional."""
    expected = " or ".join(cls.__name__ for cls in classes)

    def convert(given: Any) -> Any:
        if type(given) in classes or (given is None and optional):
            return given
        raise _refuse(expected, expected, given)

    if optional:
        return attrs.field(default=None, converter=convert, repr=not hidden)
    return attrs.field(converter=convert, repr=not hidden)


def _money(name: str, *, optional: bool) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if (value is None and optional) or type(value) is Malformed:
            return value
        try:
            return to_amount(value)
        except (TypeError, ValueError) as error:
            raise type(error)(str(error).replace("amount", name, 1)) from None

    return convert


def money(name: str) -> Any:
    """A required two-place amount."""
    return attrs.field(converter=_money(name, optional=False))


def optional_money(name: str) -> Any:
    """A two-place amount or ``None``."""
    return attrs.field(default=None, converter=_money(name, optional=True))


def _number(name: str, *, optional: bool) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if (value is None and optional) or type(value) is Malformed:
            return value
        return to_quantity(value, kind=name)

    return convert


def number(name: str, *, default: Decimal | None = None) -> Any:
    """An unrounded number: a quantity, a weight, a percentage."""
    if default is None:
        return attrs.field(converter=_number(name, optional=False))
    return attrs.field(default=default, converter=_number(name, optional=False))


def optional_number(name: str) -> Any:
    """An unrounded number or ``None``."""
    return attrs.field(default=None, converter=_number(name, optional=True))


def _whole(name: str) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if type(value) is int or type(value) is Malformed:
            return value
        raise _refuse(name, "an int", value)

    return convert


def whole(name: str) -> Any:
    """A required whole number."""
    return attrs.field(converter=_whole(name))


def wholes(name: str) -> Any:
    """A tuple of whole numbers."""
    return attrs.field(default=(), converter=each(_whole(name)))


def _day(name: str, *, optional: bool, ranges: bool) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        cls = type(value)
        if cls is date or cls is Malformed or (ranges and cls is DateRange):
            return value
        if value is None and optional:
            return None
        if cls is str:
            day = read_day(value.replace("-", "") if _is_iso(value) else value)
            if isinstance(day, date):
                return day
            raise ValueError(f"{name}: is no calendar day; write CCYY-MM-DD or CCYYMMDD")
        if isinstance(value, datetime):
            raise _refuse(name, "a date (say which day it is)", value)
        raise _refuse(name, "a date" + (" or a DateRange" if ranges else ""), value)

    return convert


def _is_iso(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def day(name: str, *, hidden: bool = False) -> Any:
    """A required calendar day."""
    return attrs.field(converter=_day(name, optional=False, ranges=False), repr=not hidden)


def optional_day(name: str, *, hidden: bool = False) -> Any:
    """A calendar day or ``None``."""
    return attrs.field(
        default=None, converter=_day(name, optional=True, ranges=False), repr=not hidden
    )


def days(name: str) -> Any:
    """A required day or range of days."""
    return attrs.field(converter=_day(name, optional=False, ranges=True))


def optional_days(name: str) -> Any:
    """A day, a range of days, or ``None``."""
    return attrs.field(default=None, converter=_day(name, optional=True, ranges=True))
