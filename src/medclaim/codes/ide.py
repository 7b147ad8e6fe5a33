"""IDE number: the FDA's permission to try a device on patients.

Grammar: G, six digits.

Source: FDA, 21 CFR 812 (investigational device exemptions); CMS, Claims Processing Manual, chapter
32, section 68 (the number on a claim).

>>> IdeNumber("g190123").text
'G190123'
>>> IdeNumber("G19O123")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: IDE number: letter O cannot stand here; it should be G, six digits (position 4); did you mean G190123?
>>> IdeNumber("190123")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: IDE number: digit 1 cannot stand here; it should be G, six digits (position 1)
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class IdeNumber(CodeValue):
    """An investigational device exemption number. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "IDE number"
    _PATTERN = Pattern("G[0-9]{6}")
    _ALPHABETS = ("G",) + (DIGITS,) * 6
    _EXPECTED = "G, six digits"
    _TAKEN_FOR = ("clinical_trial",)


SYSTEM = CodeSystem(
    key="ide",
    name="IDE number",
    source="FDA",
    value_class=IdeNumber,
)
