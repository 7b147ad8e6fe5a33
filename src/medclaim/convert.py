"""Every value of the library to and from plain JSON, equal after the way there and back.

A code is its text, a date its ISO form, a number its decimal digits as text, a value an object of
its fields; what is ``None`` or empty is left out. Nothing is guessed on the way back: where a field
may hold values of several classes, an object says its class as ``type``, and so does a text unless
only one of the classes is written as a text.

>>> from medclaim.claims.encounter import Diagnosis
>>> to_plain(Diagnosis("E11.9", evidence="assessment, line 2"))
{'code': {'type': 'Icd10CmCode', 'value': 'E119'}, 'evidence': 'assessment, line 2'}
>>> from_plain(Diagnosis, {"code": {"type": "Icd9CmCode", "value": "25000"}}).code
Icd9CmCode('250.00')

What is a function (an edit), a view (a coded visit) or a text with a memory (an interchange) has no
plain form: keep the claim, and the interchange's text.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from itertools import chain
from operator import is_
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter, IterableValidationNote
from cattrs.errors import (
    ClassValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    StructureHandlerNotFoundError,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from medclaim.codes import SYSTEMS, CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.codes.tables import EMBEDDED, CodeTable, Tables, Verdict
from medclaim.codes.visit import CodedVisit
from medclaim.findings import join
from medclaim.malformed import Malformed

T = TypeVar("T")

_SHOWN = 5

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]{1,9})?", re.ASCII)


class NotPlainError(ValueError):
    """Data that is not the plain form of what was asked for.

    ``problems`` are pairs of a path (``lines[0].charge``) and what is wrong there; neither they nor
    the message hold any of the data.
    """

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.problems = problems
        shown = [f"{path}: {said}" if path else said for path, said in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            shown.append(f"and {len(problems) - _SHOWN} more")
        super().__init__("; ".join(shown))

    def __reduce__(self) -> tuple[object, ...]:
        return (NotPlainError, (self.problems,))


def to_plain(value: Any) -> Any:
    """The value as dicts, lists, texts, whole numbers, booleans and ``None``.

    Raises ``TypeError`` for what has no plain form.

    >>> from medclaim.dates import DateRange
    >>> to_plain(DateRange(date(2026, 1, 1), date(2026, 1, 3)))
    {'first': '2026-01-01', 'last': '2026-01-03'}
    """
    try:
        return converter().unstructure(value)
    except StructureHandlerNotFoundError:
        # A field that may hold anything at all, as a bundle of tables has, is nothing to read back.
        refused = TypeError(f"{type(value).__name__} has no plain form")
    raise refused


def from_plain(cls: type[T], data: Any) -> T:
    """The value of ``cls`` that ``data`` is the plain form of.

    Raises :class:`NotPlainError`, which holds none of the data, and ``TypeError`` for a class that
    has no plain form.

    >>> from medclaim.claims.parties import Organization
    >>> from_plain(Organization, {"nam": "EXAMPLE LAB"})
    Traceback (most recent call last):
        ...
    medclaim.convert.NotPlainError: lacks name; has a field that Organization does not have
    """
    try:
        return converter().structure(data, cls)
    except (_HasNoneError, StructureHandlerNotFoundError):
        refused: Exception = TypeError(f"{_named(cls)} has no plain form")
    except Exception as error:  # noqa: BLE001  (whatever it is, it may hold the data)
        refused = NotPlainError(tuple(_problems(error, "")))
    # Raised here, where the first error is no longer its context.
    raise refused


def to_json(value: Any, *, indent: int | None = None) -> str:
    """The plain form as JSON text, ASCII only."""
    return json.dumps(to_plain(value), indent=indent)


def from_json(cls: type[T], text: str) -> T:
    """The value of ``cls`` that a JSON text holds. Raises :class:`NotPlainError`.

    >>> from decimal import Decimal
    >>> from_json(Decimal, to_json(Decimal("100.00")))
    Decimal('100.00')
    """
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except _RefusedError as error:
        problem = str(error)
    except (ValueError, RecursionError):
        problem = "is no JSON text"
    else:
        return from_plain(cls, data)
    raise NotPlainError((("", problem),))


@cache
def converter() -> Converter:
    """The cattrs converter behind it all; ``copy()`` it to add hooks of your own."""
    made = Converter(
        forbid_extra_keys=True,
        unstruct_collection_overrides={tuple: list, frozenset: sorted},
        unstructure_fallback_factory=_no_plain_form,
    )
    # A verdict names its table only for the type checker.
    attrs.resolve_types(Verdict, localns={"CodeTable": CodeTable})
    made.register_unstructure_hook_factory(attrs.has, _writer_of_fields)
    made.register_structure_hook_factory(attrs.has, _reader_of_fields)
    made.register_structure_hook_factory(_is_tuple, _reader_of_items)
    made.register_unstructure_hook_factory(_is_union, lambda cls, c: _members(cls, c).write)
    made.register_structure_hook_factory(_is_union, lambda cls, c: _members(cls, c).read)
    made.register_unstructure_hook_func(_is_code, lambda code: code.text)
    made.register_structure_hook_func(_is_code, _read_code)
    made.register_unstructure_hook(StrEnum, lambda member: member.value)
    made.register_structure_hook(StrEnum, _read_enum)
    # What cattrs would pass through and the library never holds; and what is only a view.
    for foreign in (float, complex, bytes, set, CodedVisit):
        made.register_unstructure_hook(foreign, lambda value: _no_plain_form(type(value)))
        made.register_structure_hook(foreign, lambda _, cls: _no_plain_form(cls))
    # By a predicate: its fields name classes that only a type checker imports.
    made.register_unstructure_hook_func(partial(is_, Tables), lambda _: _no_plain_form(Tables))
    made.register_structure_hook_func(partial(is_, Tables), lambda _, cls: _no_plain_form(cls))
    for cls in (str, int, bool):
        made.register_unstructure_hook(cls, _itself)
        made.register_structure_hook(cls, _read_natural)
    for cls, write, read in _AS_TEXT:
        made.register_unstructure_hook_func(partial(is_, cls), write)
        made.register_structure_hook_func(partial(is_, cls), partial(_read_text, read))
    # Where a field may hold a code of any system, the text says its class.
    made.register_unstructure_hook_factory(partial(is_, CodeValue), lambda _, c: _any_code(c).write)
    made.register_structure_hook_factory(partial(is_, CodeValue), lambda _, c: _any_code(c).read)
    return made


# ------------------------------------------------------------------------------ texts and codes


def _itself(value: Any) -> Any:
    return value


def _no_plain_form(cls: Any) -> Any:
    raise _HasNoneError(f"{_named(cls)} has no plain form")


class _HasNoneError(TypeError):
    """Said of a class, so it holds no data."""


def _read_natural(data: Any, cls: Any) -> Any:
    if type(data) is not cls:
        raise _RefusedError(f"is not {_JSON[cls]}")
    return data


def _read_text(read: Callable[[str], Any], data: Any, cls: Any) -> Any:
    if type(data) is str:
        # The errors of date and time quote the text.
        with suppress(ValueError):
            return read(data)
    raise _RefusedError(f"is not the text of {_named(cls)}")


def _read_code(data: Any, cls: Any) -> Any:
    value = cls.read(_read_natural(data, str))
    if isinstance(value, Malformed):
        raise _RefusedError(value.explain())
    return value


def _read_enum(data: Any, cls: Any) -> Any:
    for member in cls:
        if type(data) is str and member.value == data:
            return member
    raise _RefusedError(f"is not one of the values of {cls.__name__}")


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise ValueError
    return Decimal(text)


def _system(key: str) -> CodeSystem:
    for system in SYSTEMS:
        if system.key == key:
            return system
    raise ValueError


def _table(name: str) -> CodeTable:
    for field in attrs.fields(Tables):
        table = getattr(EMBEDDED, field.name)
        if isinstance(table, CodeTable) and _name_of_table(table) == name:
            return table
    raise ValueError


def _name_of_table(table: CodeTable) -> str:
    return f"{table.system.key} {table.digest}"


# A table stands for itself by name and digest; only an embedded one is found again.
_AS_TEXT: tuple[tuple[Any, Callable[[Any], str], Callable[[str], Any]], ...] = (
    (Decimal, str, _decimal),
    (date, date.isoformat, date.fromisoformat),
    (datetime, datetime.isoformat, datetime.fromisoformat),
    (time, time.isoformat, time.fromisoformat),
    (CodeSystem, lambda system: system.key, _system),
    (CodeTable, _name_of_table, _table),
)


# ---------------------------------------------------------------------------------- the shapes


def _is_code(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, CodeValue) and cls is not CodeValue


def _is_tuple(cls: Any) -> bool:
    return get_origin(cls) is tuple


def _is_union(cls: Any) -> bool:
    return get_origin(cls) in (Union, UnionType)


def _named(cls: Any) -> str:
    return str(getattr(cls, "__name__", cls))


def _overrides(cls: Any) -> dict[str, Any]:
    return {
        field.name: override(
            rename=field.alias, omit_if_default=field.default is None or field.default == ()
        )
        for field in attrs.fields(cls)
    }


def _writer_of_fields(cls: Any, conv: Converter) -> Callable[[Any], Any]:
    return make_dict_unstructure_fn(cls, conv, **_overrides(cls))


def _reader_of_fields(cls: Any, conv: Converter) -> Callable[[Any, Any], Any]:
    read = make_dict_structure_fn(cls, conv, **_overrides(cls))

    def read_object(data: Any, _: Any) -> Any:
        if type(data) is not dict:
            raise _RefusedError(f"is not an object of the fields of {cls.__name__}")
        return read(data, cls)

    return read_object


def _reader_of_items(cls: Any, conv: Converter) -> Callable[[Any, Any], Any]:
    of = get_args(cls)
    repeats = of[-1] is Ellipsis
    hooks = [(item, conv.get_structure_hook(item)) for item in (of[:1] if repeats else of)]

    def read_items(data: Any, _: Any) -> Any:
        if type(data) is not list:
            raise _RefusedError("is not a list")
        if not repeats and len(data) != len(hooks):
            raise _RefusedError(f"is not a list of {len(hooks)}")
        found: list[Any] = []
        problems: list[Exception] = []
        for index, item in enumerate(data):
            inner, hook = hooks[0 if repeats else index]
            try:
                found.append(hook(item, inner))
            except Exception as error:  # noqa: BLE001  (collected, and explained without its text)
                error.add_note(IterableValidationNote("", index, inner))
                problems.append(error)
        if problems:
            raise IterableValidationError("items", problems, cls)
        return tuple(found)

    return read_items


class _Members:
    """The classes a field may hold, and how each is told from the others."""

    def __init__(self, classes: tuple[Any, ...], conv: Converter) -> None:
        self.optional = NoneType in classes
        members = [cls for cls in classes if cls is not NoneType]
        self.only = members[0] if len(members) == 1 else None
        self.names = {_named(cls): cls for cls in members}
        self.kinds: dict[type, list[Any]] = {}
        for cls in members:
            self.kinds.setdefault(_json_kind(cls), []).append(cls)
        self.readers = {cls: conv.get_structure_hook(cls) for cls in members}
        self.writers = {
            get_origin(cls) or cls: (cls, conv.get_unstructure_hook(cls)) for cls in members
        }

    def write(self, value: Any) -> Any:
        if value is None:
            return None
        found = self.writers.get(type(value))
        if found is None:
            raise TypeError(f"{type(value).__name__} does not belong in this field")
        cls, hook = found
        plain = hook(value)
        if self.only is not None or (len(self.kinds[type(plain)]) == 1 and type(plain) is not dict):
            return plain
        return {"type": _named(cls), **(plain if type(plain) is dict else {"value": plain})}

    def read(self, data: Any, _: Any) -> Any:
        if data is None and self.optional:
            return None
        cls = self.only
        if cls is None and type(data) is dict:
            said = data.get("type")
            cls = self.names.get(said) if type(said) is str else None
            data = {key: value for key, value in data.items() if key != "type"}
            if cls is not None and _json_kind(cls) is not dict:
                if set(data) != {"value"}:
                    cls = None
                data = data.get("value")
        elif cls is None and len(self.kinds.get(type(data), ())) == 1:
            cls = self.kinds[type(data)][0]
        if cls is None:
            raise _RefusedError(
                f"is not one of {', '.join(sorted(self.names))}, or does not say which"
            )
        return self.readers[cls](data, cls)


def _json_kind(cls: Any) -> type:
    if cls is int or cls is bool:
        return cls
    if _is_tuple(cls):
        return list
    return dict if attrs.has(cls) and not _is_code(cls) else str


def _members(cls: Any, conv: Converter) -> _Members:
    members = [_code_classes() if member is CodeValue else (member,) for member in get_args(cls)]
    return _Members(tuple(chain.from_iterable(members)), conv)


def _any_code(conv: Converter) -> _Members:
    return _Members(_code_classes(), conv)


def _code_classes() -> tuple[Any, ...]:
    return tuple(system.value_class for system in SYSTEMS)


# ---------------------------------------------------------------------------------- complaints


class _RefusedError(ValueError):
    """A reason that holds no data."""


def _refuse_constant(_: str) -> Any:
    raise _RefusedError("holds a number that is no JSON number")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RefusedError("holds an object that says one field twice")
    return found


_JSON = {str: "a text", int: "a whole number", bool: "true or false"}


def _problems(error: BaseException, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(error, IterableValidationError):
        for inner, note in error.group_exceptions()[0]:
            yield from _problems(inner, f"{path}[{note.index}]")
    elif isinstance(error, ClassValidationError):
        of_fields, of_whole = error.group_exceptions()
        for inner, attribute in of_fields:
            if isinstance(inner, KeyError):
                yield path, f"lacks {attribute.name}"
            else:
                yield from _problems(inner, join(path, attribute.name))
        for whole in of_whole:
            yield path, _said(whole)
    else:
        yield path, str(error) if isinstance(error, _RefusedError) else "is not what belongs here"


def _said(error: BaseException) -> str:
    """What a constructor says: by the house's rule, never the value."""
    if isinstance(error, ForbiddenExtraKeysError):
        return f"has a field that {error.cl.__name__} does not have"
    if isinstance(error, InvalidCode) or type(error) in (ValueError, TypeError):
        return str(error)
    return "is not what belongs here"
