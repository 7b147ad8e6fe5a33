"""CDT: the dental procedure codes of the American Dental Association.

Grammar: D, then four digits. Under HIPAA they are the D codes of HCPCS level II.

Source: ADA, Code on Dental Procedures and Nomenclature, category ranges. The code list and its
wording are ADA's and no part of this library.

>>> CdtCode("d0120").text, CdtCode("D2740").category
('D0120', 'restorative')
>>> CdtCode("D012O")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CDT: letter O cannot stand here; it should be D, then four digits (position 5); did you mean D0120?
>>> CdtCode("0120")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: CDT: has 4 characters; it should be D, then four digits; did you mean D0120?
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import nearest, reject, trimmed
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Reason

# The last number of each category.
_CATEGORIES = (
    (999, "diagnostic"),
    (1999, "preventive"),
    (2999, "restorative"),
    (3999, "endodontics"),
    (4999, "periodontics"),
    (5899, "prosthodontics, removable"),
    (5999, "maxillofacial prosthetics"),
    (6199, "implant services"),
    (6999, "prosthodontics, fixed"),
    (7999, "oral and maxillofacial surgery"),
    (8999, "orthodontics"),
    (9999, "adjunctive services"),
)


@final
class CdtCode(CodeValue):
    """A CDT code. Raises ``InvalidCode``.

    >>> CdtCode("D8080").category
    'orthodontics'
    """

    __slots__ = ()
    KIND: ClassVar[str] = "CDT"
    _PATTERN = Pattern("D[0-9]{4}")
    _ALPHABETS = ("D",) + (DIGITS,) * 4
    _EXPECTED = "D, then four digits"
    _TAKEN_FOR = ("cpt", "hcpcs")

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        if not cls._PATTERN.fullmatch(code):
            # Dental offices say "code 0120"; older forms left the D out.
            if len(code) == 4 and code.isdigit():
                raise InvalidCode(
                    cls.KIND,
                    Reason.LENGTH,
                    f"has 4 characters; it should be {cls._EXPECTED}",
                    suggestion=nearest(cls, f"D{code}"),
                )
            raise reject(cls, text, code)
        return code

    @property
    def category(self) -> str:
        """The category of service its number lies in."""
        number = int(self.text[1:])
        return next(name for last, name in _CATEGORIES if number <= last)


SYSTEM = CodeSystem(
    key="cdt",
    name="CDT",
    source="American Dental Association",
    value_class=CdtCode,
    uri="http://www.ada.org/cdt",
    is_licensed=True,
)
