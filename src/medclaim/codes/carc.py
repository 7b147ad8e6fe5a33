"""CARC: claim adjustment reason codes, why a payer paid otherwise than charged.

Grammar: one to three digits without a leading zero, or a letter and one or two digits.

Source: X12, external code list 139 (structure). The list and its wording are X12's and no part of
this library.

>>> CarcCode("45").text, CarcCode("b7").text, CarcCode("B7").is_lettered
('45', 'B7', True)
>>> CarcCode("N382")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CARC: has 4 characters; it should be one to three digits, or a letter and one or two digits; it has the form of RARC (position 4)
>>> CarcCode("CO45")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CARC: has 4 characters; it should be one to three digits, or a letter and one or two digits; the group code stands apart; did you mean 45?
>>> CarcCode("045")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CARC: has no leading zero; it should be one to three digits, or a letter and one or two digits (position 1); did you mean 45?
>>> CarcCode("4S")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CARC: letter S cannot stand here; it should be one to three digits, or a letter and one or two digits (position 2); did you mean 45?
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, DIGITS, Pattern
from medclaim.codes._parsing import nearest, position_in, reject, trimmed
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

_WITH_GROUP = Pattern("(?:CO|CR|OA|PI|PR)-?[0-9A-Z]{1,3}")


@final
class CarcCode(CodeValue):
    """A claim adjustment reason code, without its group code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "CARC"
    _PATTERN = Pattern("[1-9][0-9]{0,2}|[A-Z][0-9]{1,2}")
    _ALPHABETS = (ALPHANUMERIC[1:], DIGITS, DIGITS)
    _EXPECTED = "one to three digits, or a letter and one or two digits"
    # The letters that have codes, past ones too.
    _LOOK = Pattern("[1-9][0-9]{0,2}|[ABDPWY][0-9]{1,2}")
    _TAKEN_FOR = ("rarc", "claim_status_category")

    @property
    def is_lettered(self) -> bool:
        """Whether it is of the older series of a letter and a number (A, B, D, P, W, Y)."""
        return self.text[0] not in DIGITS

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        if cls._PATTERN.fullmatch(code):
            return code
        if code[0] == "0" and code.isdigit() and code.strip("0"):
            raise InvalidCode(
                cls.KIND,
                Reason.STRUCTURE,
                f"has no leading zero; it should be {cls._EXPECTED}",
                position=position_in(text, 0),
                suggestion=nearest(cls, code.lstrip("0")),
            )
        if _WITH_GROUP.fullmatch(code):
            raise InvalidCode(
                cls.KIND,
                Reason.LENGTH,
                f"has {len(code)} characters; it should be {cls._EXPECTED}; "
                "the group code stands apart",
                suggestion=nearest(cls, code[2:].lstrip("-")),
            )
        raise reject(cls, text, code)


SYSTEM = CodeSystem(
    key="carc",
    name="CARC",
    source="X12",
    value_class=CarcCode,
    uri="https://x12.org/codes/claim-adjustment-reason-codes",
    is_licensed=True,
)
