"""Where a claim or an encounter holds what could not be typed: each ``Malformed`` with its path."""

from collections.abc import Callable, Iterator
from operator import attrgetter
from types import NoneType
from typing import Any, get_args, get_origin

import attrs

from medclaim.codes._system import CodeValue
from medclaim.malformed import Malformed

_Holds = Callable[[Any], bool]


class _Walkers(dict[type, _Holds]):
    """For each class of values, whether one holds a ``Malformed``: made when first asked.

    What a field may hold its annotation says, so most of the two hundred fields of a claim cost a
    look at one class.
    """

    def __missing__(self, cls: type) -> _Holds:
        if cls is tuple:
            walker: _Holds = _any
        elif issubclass(cls, CodeValue) or not attrs.has(cls):
            walker = _never
        else:
            walker = _compiled(cls)
        self[cls] = walker
        return walker


def _never(value: Any) -> bool:
    return False


def _any(values: Any) -> bool:
    walkers = _WALKERS
    for value in values:  # noqa: SIM110  a generator costs more than the look
        if walkers[type(value)](value):
            return True
    return False


def _compiled(cls: type) -> _Holds:
    looks = _looks(cls)
    if not looks:
        return _never
    names: dict[str, Any] = {"M": Malformed, "W": _WALKERS, "T": type}
    lines = ["def holds(v):", *looks, " return False"]
    exec(compile("\n".join(lines), "<holds>", "exec"), names)  # noqa: S102
    return names["holds"]  # type: ignore[no-any-return]


def _looks(cls: type) -> list[str]:
    return [look for field in attrs.fields(cls) if (look := _look(field.name, field.type))]


def _look(name: str, annotation: Any) -> str:
    """The statement that looks at one field; empty where it cannot hold a ``Malformed``."""
    classes = get_args(annotation) if get_origin(annotation) is not tuple else (annotation,)
    plain = {c for c in classes or (annotation,) if not _is_composite(c)}
    composite = set(classes or (annotation,)) - plain
    if composite:
        # Most are None or (), which are looked at no further.
        return f" if (x := v.{name}) and W[T(x)](x): return True"
    if Malformed not in plain:
        return ""
    if NoneType in plain:
        return f" if (x := v.{name}) is not None and T(x) is M: return True"
    return f" if T(v.{name}) is M: return True"


def _is_composite(cls: Any) -> bool:
    if cls in (NoneType, Malformed):
        return False
    if not isinstance(cls, type) or cls is object:
        return True
    return attrs.has(cls) and not issubclass(cls, CodeValue) and bool(_looks(cls))


_WALKERS = _Walkers({Malformed: lambda value: True})


def _places(value: Any, path: str) -> Iterator[tuple[str, Malformed]]:
    cls = type(value)
    if cls is Malformed:
        yield path, value
    elif cls is tuple:
        for index, item in enumerate(value):
            yield from _places(item, f"{path}[{index}]")
    elif _WALKERS[cls](value):
        names = [field.name for field in attrs.fields(cls)]
        for name, item in zip(names, map(attrgetter, names), strict=True):
            yield from _places(item(value), f"{path}.{name}" if path else name)


def malformed_places(value: Any) -> tuple[tuple[str, Malformed], ...]:
    """Every ``Malformed`` in a claim or an encounter with its path; quick where there is none.

    >>> from medclaim.claims.parties import Organization, Provider
    >>> provider = Provider(name=Organization("EXAMPLE LAB"), npi=Malformed.missing("NPI"))
    >>> [path for path, _ in malformed_places(provider)]
    ['npi']
    """
    return tuple(_places(value, "")) if _WALKERS[type(value)](value) else ()
