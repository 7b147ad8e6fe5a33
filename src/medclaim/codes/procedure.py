"""The code of a service line, in whichever system its qualifier names.

The qualifiers are those of the X12 837 (SV101-1, SV202-1, SV301-1): HC for CPT and HCPCS, AD for
CDT, HP for HIPPS, and ER, IV, WK for systems used under a special agreement.

>>> read_procedure("99213"), read_procedure("D0120", "AD"), read_procedure("1AA11", "HP")
(CptCode('99213'), CdtCode('D0120'), HippsCode('1AA11'))
>>> parse_procedure(" j1885 ")
HcpcsCode('J1885')
"""

from typing import TypeAlias, final

import attrs

from medclaim._text import first_non_ascii
from medclaim.codes.cdt import CdtCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.errors import InvalidCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.hipps import HippsCode
from medclaim.malformed import Malformed, Reason

KIND = "procedure code"
_KNOWN = frozenset({"HC", "AD", "HP"})


def printable_ascii(text: str, kind: str) -> str:
    """The text of a code whose system is not known here; raises as such a code does."""
    if not isinstance(text, str):
        raise TypeError(f"{kind}: takes str, not {type(text).__name__}")
    if not text.strip(" "):
        raise InvalidCode(kind, Reason.EMPTY, "is empty")
    at = first_non_ascii(text)
    if at is not None:
        raise InvalidCode(
            kind,
            Reason.NOT_ASCII,
            "holds a character that is not printable ASCII",
            position=at + 1,
        )
    return text


def _plain(text: str) -> str:
    return printable_ascii(text, KIND)


def _foreign(qualifier: str) -> str:
    if _plain(qualifier) in _KNOWN:
        raise InvalidCode(
            KIND, Reason.STRUCTURE, f"{qualifier} is a system of its own: use parse_procedure"
        )
    return qualifier


@final
@attrs.frozen(repr=False)
class OtherProcedureCode:
    """A procedure code of a system this library does not know, with its X12 qualifier.

    Both are kept as they stand. Raises ``InvalidCode`` for an empty text, one with a character that
    is not printable ASCII and the qualifier of a system known here (``HC``, ``AD``, ``HP``), whose
    code would read back as another value; ``TypeError`` for anything that is not a ``str``. The
    ``repr`` hides both: nothing says that they are a code's.

    >>> OtherProcedureCode("ER", "ABC-1"), OtherProcedureCode("ER", "ABC-1").text
    (OtherProcedureCode(...), 'ABC-1')
    """

    qualifier: str = attrs.field(converter=_foreign)
    text: str = attrs.field(converter=_plain)

    def __repr__(self) -> str:
        return "OtherProcedureCode(...)"

    def __str__(self) -> str:
        return self.text


CodedProcedure: TypeAlias = CptCode | HcpcsCode | CdtCode | HippsCode | OtherProcedureCode
ProcedureCode: TypeAlias = CodedProcedure | Malformed


_System: TypeAlias = type[CptCode] | type[HcpcsCode] | type[CdtCode] | type[HippsCode]
_SYSTEMS: dict[str, _System] = {"AD": CdtCode, "HP": HippsCode}


def _system_of(text: str, qualifier: str) -> _System | None:
    if qualifier == "HC":
        first = text.strip(" \t")[:1].upper()
        # Under HIPAA the D codes are CDT's wherever they stand.
        return CdtCode if first == "D" else HcpcsCode if first.isalpha() else CptCode
    return _SYSTEMS.get(qualifier)


def parse_procedure(text: str, qualifier: str = "HC") -> CodedProcedure:
    """The code a person typed: case and blanks do not matter.

    Raises ``InvalidCode``, and ``TypeError`` for anything that is not a ``str``.

    >>> parse_procedure("d0120")
    CdtCode('D0120')
    """
    if not isinstance(text, str):
        raise TypeError(f"parse_procedure takes a str, not {type(text).__name__}")
    system = _system_of(text, qualifier)
    return OtherProcedureCode(qualifier, text) if system is None else system(text)


def read_procedure(text: str, qualifier: str = "HC") -> ProcedureCode:
    """The code a claim holds, or a :class:`Malformed`; never repairs, never raises on a ``str``.

    >>> read_procedure("9921").reason.value, read_procedure("j1885").suggestion
    ('length', 'J1885')
    """
    if not isinstance(text, str):
        raise TypeError(f"read_procedure takes a str, not {type(text).__name__}")
    system = _system_of(text, qualifier)
    if system is not None:
        value = system.read(text)
        return attrs.evolve(value, kind=KIND) if isinstance(value, Malformed) else value
    try:
        return OtherProcedureCode(qualifier, text)
    except InvalidCode as error:
        return Malformed(kind=KIND, text=text, reason=error.reason, position=error.position)


def qualifier_of(code: CodedProcedure) -> str:
    """The X12 qualifier the code stands with.

    A dental code gives AD, its own; on a medical claim the guides allow it only as HC.

    >>> qualifier_of(CptCode("99213")), qualifier_of(HippsCode("1AA11")), qualifier_of(CdtCode("D0120"))
    ('HC', 'HP', 'AD')
    """
    if isinstance(code, OtherProcedureCode):
        return code.qualifier
    if isinstance(code, HippsCode):
        return "HP"
    return "AD" if isinstance(code, CdtCode) else "HC"
