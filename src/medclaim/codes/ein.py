"""EIN: the employer identification number, a provider's tax identifier.

Grammar: nine digits, written with a dash after the second. The campus prefixes in use change, so a
number with an unused one is well-formed: :attr:`Ein.has_assigned_prefix` tells.

Source: IRS, Publication 1635 and the list of valid EIN prefixes.

>>> tin = Ein("12-3456780")
>>> tin.text, str(tin), tin.has_assigned_prefix
('123456780', '12-3456780', True)
>>> Ein("123-456780")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: EIN: the dash belongs after the second digit (position 4)
>>> Ein("12345678O")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: EIN: letter O cannot stand here; it should be nine digits (position 9)
>>> Ein("1234567893")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: EIN: has 10 characters; it should be nine digits; it has the form of NPI (position 10)
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern, words
from medclaim.codes._parsing import reject, trimmed, without_marks
from medclaim.codes._system import CodeSystem, CodeValue

_UNUSED_PREFIXES = words("00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97")


@final
class Ein(CodeValue):
    """An employer identification number. Raises ``InvalidCode``.

    ``text`` has no dash (``123456780``), ``str()`` has it (``12-3456780``).

    >>> Ein("000000000").has_assigned_prefix, Ein("123456789").is_placeholder
    (False, True)
    """

    __slots__ = ()
    KIND: ClassVar[str] = "EIN"
    _PATTERN = Pattern("[0-9]{9}")
    _ALPHABETS = (DIGITS,) * 9
    _EXPECTED = "nine digits"
    _TAKEN_FOR = ("npi", "ssn")
    # A text that is no EIN may be somebody's SSN.
    _SUGGESTS = False

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        rule = "the dash belongs after the second digit"
        bare = without_marks(cls, text, code, "-", (2,), rule)
        if not cls._PATTERN.fullmatch(bare):
            raise reject(cls, text, bare, marks="-")
        return bare

    def __str__(self) -> str:
        return f"{self.text[:2]}-{self.text[2:]}"

    @property
    def has_assigned_prefix(self) -> bool:
        """Whether the IRS is known to give out numbers with these first two digits."""
        return self.prefix not in _UNUSED_PREFIXES

    @property
    def prefix(self) -> str:
        """The first two digits: the office, or the way, that gave the number out."""
        return self.text[:2]

    @property
    def is_placeholder(self) -> bool:
        """Whether it is a filler: one digit nine times, or 123456789."""
        return self.text == "123456789" or len(set(self.text)) == 1


SYSTEM = CodeSystem(
    key="ein",
    name="EIN",
    source="IRS",
    value_class=Ein,
    uri="urn:oid:2.16.840.1.113883.4.4",
)
