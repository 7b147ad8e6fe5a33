"""Claim status codes: the second half of what a 277 says of a claim.

Grammar: one to three digits, no leading zero.

Source: X12, external code list 508 (structure). The list and its wording are X12's and no part
of this library. The first half is :mod:`~medclaim.codes.claim_status_category`.

>>> ClaimStatusCode("562").text
'562'
>>> ClaimStatusCode("A7")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: claim status: letter A cannot stand here; it should be one to three digits; it has the form of claim status category (position 1)
>>> ClaimStatusCode("0562")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: claim status: has 4 characters; it should be one to three digits (position 4)
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class ClaimStatusCode(CodeValue):
    """A claim status code, without its category. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "claim status"
    _PATTERN = Pattern("0|[1-9][0-9]{0,2}")
    _ALPHABETS = (DIGITS,) * 3
    _EXPECTED = "one to three digits"
    _SHORTEST = 2
    _TAKEN_FOR = ("claim_status_category",)


SYSTEM = CodeSystem(
    key="claim_status",
    name="claim status",
    source="X12",
    value_class=ClaimStatusCode,
    is_licensed=True,
)
