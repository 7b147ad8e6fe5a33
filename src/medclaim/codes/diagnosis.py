"""A diagnosis code of a system this library does not know, as a dental claim may name one.

The one qualifier in use is TQ: SNODENT, which 005010X224A2 lists beside the ICD qualifiers.

>>> OtherDiagnosisCode("TQ", "110000").text
'110000'
"""

from typing import final

import attrs

from medclaim.codes.errors import InvalidCode
from medclaim.codes.procedure import printable_ascii
from medclaim.malformed import Reason

KIND = "diagnosis code"
_KNOWN = frozenset({"ABK", "ABF", "BK", "BF"})


def _text(text: str) -> str:
    return printable_ascii(text, KIND)


def _foreign(qualifier: str) -> str:
    if _text(qualifier) in _KNOWN:
        raise InvalidCode(
            KIND, Reason.STRUCTURE, f"{qualifier} is a system of its own: use its code's class"
        )
    return qualifier


@final
@attrs.frozen(repr=False)
class OtherDiagnosisCode:
    """A diagnosis code of a system unknown here, with its X12 qualifier; both are kept as they stand.

    Raises ``InvalidCode`` for an empty text, one with a character that is not printable ASCII and
    the qualifiers of ICD-10-CM and ICD-9-CM; ``TypeError`` for anything that is not a ``str``. The
    ``repr`` hides both: nothing says that they are a code's.

    Source: 005010X224A2, 2300 HI01-1 (TQ).
    """

    qualifier: str = attrs.field(converter=_foreign)
    text: str = attrs.field(converter=_text)

    def __repr__(self) -> str:
        return "OtherDiagnosisCode(...)"

    def __str__(self) -> str:
        return self.text
