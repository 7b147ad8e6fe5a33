"""HI, the coded facts of a claim: each a composite of a qualifier, a code and what stands with it.

ICD-9 codes have the qualifier of ICD-10 without its first letter, so the qualifier of a diagnosis or
a procedure says its system; the other qualifiers say only what the row of the guide is about.

Source: X12 005010, composite C022; 005010X223A2, 2300 HI.
"""

from collections.abc import Callable
from typing import Any

import attrs

from medclaim.claims.x12.codecs import DAY, RANGE, TEXT, code, held
from medclaim.claims.x12.composing import record, sequence
from medclaim.claims.x12.grammar import Codec, Segment, bind, segment
from medclaim.codes._system import CodeValue
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd9pcs import Icd9PcsCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.malformed import Malformed

_SEGMENT = 12


def coded(
    qualifier: str, new: type[CodeValue], old: type[CodeValue], *, foreign: str = ""
) -> Codec:
    """A code and the qualifier that says its system; ``foreign`` is that of one not known here."""
    before = qualifier[1:]
    readers: dict[str, Callable[[str], Any]] = {
        qualifier: _reader(new),
        before: _reader(old),
        **({foreign: lambda text: _foreign(foreign, text)} if foreign else {}),
    }
    qualifiers = {new: qualifier, old: before}

    def read(said: str, text: str) -> Any:
        if text:
            return readers.get(said, readers[qualifier])(text)
        return Malformed.missing((old if said == before else new).KIND)

    def write(value: Any) -> tuple[str, str]:
        said = qualifiers.get(value.__class__)
        if said is not None:
            return said, value.text
        if value.__class__ is OtherProcedureCode:
            return value.qualifier, value.text
        text = held(value)
        return ((before if value.kind == old.KIND else qualifier) if text else ""), text

    return Codec(kind=new.KIND, read=read, write=write, parts=("", ""), exact=False)


def _reader(cls: Any) -> Callable[[str], Any]:
    return code(cls).read


def _foreign(qualifier: str, text: str) -> Any:
    found = TEXT.read(text)
    return found if type(found) is Malformed else OtherProcedureCode(qualifier, text)


def diagnosis(qualifier: str) -> Codec:
    """A diagnosis under the qualifier of its use."""
    return coded(qualifier, Icd10CmCode, Icd9CmCode)


def procedure(qualifier: str, *, foreign: str = "") -> Codec:
    """A procedure of a stay under the qualifier of its use."""
    return coded(qualifier, Icd10PcsCode, Icd9PcsCode, foreign=foreign)


def _said_as(qualifier: str, codec: Codec) -> Codec:
    def read(_: str, text: str) -> Any:
        return codec.read(text) if text else Malformed.missing(codec.kind)

    def write(value: Any) -> tuple[str, str]:
        text = codec.write(value)
        return (qualifier if text else ""), text

    return Codec(kind=codec.kind, read=read, write=write, parts=("", ""), exact=False)


# A day or days with the format they are in.
ON = _said_as("D8", DAY)
OVER = _said_as("RD8", RANGE)


def of(cls: type[Any], **codecs: Codec) -> Codec:
    """A :func:`record` called by its code's name; where there is none at all, its code is missing."""
    made, code_ = record(cls, **codecs), codecs["code"]
    others = ("",) * (len(made.parts) - len(code_.parts))

    def write(value: Any) -> tuple[str, ...]:
        if type(value) is Malformed:
            return (*code_.write(value), *others)
        texts: tuple[str, ...] = made.write(value)
        return texts

    return attrs.evolve(made, kind=code_.kind, write=write)


def information(
    field: str,
    item: Codec,
    spec: str,
    *components: int,
    usage: str = "S",
    most: int = _SEGMENT,
    repeats: int = 1,
) -> Segment:
    """HI of one kind of fact: ``most`` in each of its ``repeats``, 1 for a value that stands alone.

    ``spec`` is the composite's, ``components`` are those that ``item`` is made of.
    """
    if most == 1:
        at = [(1, component) for component in components]
        return segment("HI", usage, 2310, f"01R {{{spec}}}", bind(field, item, *at))
    goes_on = repeats > 1
    return segment(
        "HI",
        usage,
        2310,
        f"01R {{{spec}}}; 02-{most:02d}S {{{spec}}}",
        bind(
            field,
            sequence(item, most, goes_on=goes_on),
            *((n, component) for n in range(1, most + 1) for component in components),
            each=goes_on,
        ),
        repeats=repeats,
    )
