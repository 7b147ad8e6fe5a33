"""Claim status categories: the first half of what a 277 says of a claim, where it is in its way.

Grammar: A (acknowledgement), D (search), E (error), F (finalized), P (pending) or R (request for
more), then one or two digits; F3F and F3N stand beside F3. X0 ended in 2003.

Source: X12, external code list 507 (structure). The list and its wording are X12's and no part of
this library.

>>> category = ClaimStatusCategory("a7")
>>> category.text, category.stage, category.is_rejection
('A7', 'acknowledgement', True)
>>> ClaimStatusCategory("562")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: claim status category: digit 5 cannot stand here; it should be one of A D E F P R X, then its number; it has the form of claim status (position 1)
>>> ClaimStatusCategory("A")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: claim status category: has 1 character; it should be one of A D E F P R X, then its number
"""

from typing import ClassVar, Literal, final

from medclaim._text import DIGITS, Pattern, words
from medclaim.codes._system import CodeSystem, CodeValue

Stage = Literal[
    "acknowledgement", "search", "error", "finalized", "pending", "request", "supplemental"
]
_STAGES: dict[str, Stage] = {
    "A": "acknowledgement",
    "D": "search",
    "E": "error",
    "F": "finalized",
    "P": "pending",
    "R": "request",
    "X": "supplemental",
}


@final
class ClaimStatusCategory(CodeValue):
    """A claim status category. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "claim status category"
    _PATTERN = Pattern("[ADEFPRX](?:[0-9]|1[0-9])|F3[FN]")
    _ALPHABETS = ("ADEFPRX", DIGITS, DIGITS + "FN")
    _EXPECTED = "one of A D E F P R X, then its number"
    _SHORTEST = 2
    _TAKEN_FOR = ("claim_status",)

    @property
    def stage(self) -> Stage:
        """Where the claim is: what the letter says."""
        return _STAGES[self.text[0]]

    @property
    def is_rejection(self) -> bool:
        """Whether the claim never entered the payer's system (A3, A6, A7, A8): correct and resend.

        >>> ClaimStatusCategory("A2").is_rejection, ClaimStatusCategory("F2").is_rejection
        (False, False)
        """
        return self.text in words("A3 A6 A7 A8")


SYSTEM = CodeSystem(
    key="claim_status_category",
    name="claim status category",
    source="X12",
    value_class=ClaimStatusCategory,
    is_licensed=True,
)
