"""Codecs made of codecs: several values side by side, and a small value that one segment holds."""

from collections.abc import Callable
from typing import Any

import attrs

from medclaim.claims.x12.codecs import WHOLE, remembered
from medclaim.claims.x12.grammar import Codec
from medclaim.findings import join
from medclaim.malformed import Malformed


def _sequence(
    read: Callable[[str], Any], write: Callable[[Any], str], kind: str, size: int
) -> tuple[Callable[..., Any], Callable[[Any], tuple[str, ...]]]:
    """Texts side by side as a tuple; a gap is a missing value, trailing blanks are nothing."""

    def read_all(*texts: str) -> tuple[Any, ...]:
        last = len(texts)
        while last and not texts[last - 1]:
            last -= 1
        return tuple([read(text) if text else Malformed.missing(kind) for text in texts[:last]])

    others = ("",) * (size - 1)

    def write_all(values: Any) -> tuple[str, ...]:
        if len(values) == 1:
            return (write(values[0]), *others)
        texts = [write(value) for value in values]
        return tuple(texts) + ("",) * (size - len(texts))

    return read_all, write_all


def _sequence_of_several(
    codec: Codec, size: int
) -> tuple[Callable[..., Any], Callable[[Any], tuple[str, ...]]]:
    """The same, where each value takes several texts."""
    width = len(codec.parts)

    def read_all(*texts: str) -> tuple[Any, ...]:
        each = [texts[at : at + width] for at in range(0, len(texts), width)]
        while each and not any(each[-1]):
            each.pop()
        return tuple([codec.read(*one) for one in each])

    def write_all(values: Any) -> tuple[str, ...]:
        texts = [text for value in values for text in codec.write(value)]
        return tuple(texts) + ("",) * (size * width - len(texts))

    return read_all, write_all


def sequence(codec: Codec, size: int, *, goes_on: bool = False) -> Codec:
    """A codec of ``size`` values of ``codec`` side by side, as a tuple.

    One that ``goes_on`` is of a tuple that may need several repeats of its segment.
    """
    if len(codec.parts) == 1:
        read, write = _sequence(codec.read, codec.write, codec.kind, size)
    else:
        read, write = _sequence_of_several(codec, size)
    if codec is WHOLE:
        write = remembered(write)
    return Codec(
        kind=codec.kind,
        read=read,
        write=write,
        parts=tuple(_within(f"[{index}]", part) for index in range(size) for part in codec.parts),
        exact=codec.exact,
        many=True,
        is_common=codec.is_common,
        is_free=codec.is_free,
        items=codec,
        split=(lambda values: (values[n : n + size] for n in range(0, len(values), size)))
        if goes_on
        else None,
    )


def _within(field: str, part: str) -> str:
    return field + part if part.startswith("[") else join(field, part)


def record(cls: type[Any], **codecs: Codec) -> Codec:
    """A codec of a value of ``cls``: its fields in the order of the elements, each with its codec.

    A field that no element is for must be left as it is by default: with anything else the value
    does not fit.
    """
    new, put = object.__new__, object.__setattr__
    plan: list[tuple[str, Codec, int, int, Any]] = []
    defaults = {field.name: field.default for field in attrs.fields(cls)}
    others = [(name, default) for name, default in defaults.items() if name not in codecs]
    at = 0
    for name, codec in codecs.items():
        # A default of our own must not stand for a fact that the text lacks.
        gone = defaults[name] if defaults[name] in (None, ()) else Malformed.missing(codec.kind)
        plan.append((name, codec, at, at + len(codec.parts), gone))
        at += len(codec.parts)

    def read(*texts: str) -> Any:
        made = new(cls)
        for name, codec, start, end, gone in plan:
            own = texts[start:end]
            put(made, name, codec.read(*own) if any(own) else gone)
        for name, default in others:
            put(made, name, default)
        return made

    def write(value: Any) -> tuple[str, ...]:
        texts: list[str] = []
        for name, codec, start, end, _ in plan:
            held = getattr(value, name)
            if held is None:
                texts += ("",) * (end - start)
            elif end - start == 1:
                texts.append(codec.write(held))
            else:
                texts += codec.write(held)
        # One text more than there are elements says that something has no place.
        return (*texts, *("" for name, default in others if getattr(value, name) != default))

    return Codec(
        kind=cls.__name__.lower(),
        read=read,
        write=write,
        parts=tuple(_within(n, part) for n, codec, *_ in plan for part in codec.parts),
        exact=all(codec.exact for codec in codecs.values()),
        is_free=any(codec.is_free for codec in codecs.values()),
    )
