"""Clinical trial number: the eight digits after NCT in the registry of trials.

Grammar: eight digits. The registry writes NCT before them, a paper claim CT; an electronic claim
sends the digits alone.

Source: CMS, MLN Matters MM8401 (the number on a claim); ClinicalTrials.gov, identifier format.

>>> trial = ClinicalTrialNumber("NCT01234567")
>>> trial.text, str(trial)
('01234567', 'NCT01234567')
>>> ClinicalTrialNumber("NCT0123456")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: clinical trial: has 7 characters; it should be eight digits
>>> ClinicalTrialNumber("NCTO1234567")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: clinical trial: letter O cannot stand here; it should be eight digits (position 4); did you mean NCT01234567?
"""

from typing import ClassVar, final

from medclaim._text import DIGITS, Pattern
from medclaim.codes._parsing import reject, trimmed
from medclaim.codes._system import CodeSystem, CodeValue


@final
class ClinicalTrialNumber(CodeValue):
    """A clinical trial registry number.

    ``text`` is the eight digits, ``str()`` has NCT before them. Raises ``InvalidCode``.
    """

    __slots__ = ()
    KIND: ClassVar[str] = "clinical trial"
    _PATTERN = Pattern("[0-9]{8}")
    _ALPHABETS = (DIGITS,) * 8
    _EXPECTED = "eight digits"
    _TAKEN_FOR = ("ide",)

    @classmethod
    def _canonical(cls, text: str) -> str:
        if cls._PATTERN.fullmatch(text):
            return text
        code = trimmed(cls, text)
        prefix = "NCT" if code.startswith("NCT") else "CT" if code.startswith("CT") else ""
        digits = code[len(prefix) :]
        if not cls._PATTERN.fullmatch(digits):
            raise reject(cls, text, digits, before=len(prefix))
        return digits

    def __str__(self) -> str:
        return f"NCT{self.text}"


SYSTEM = CodeSystem(
    key="clinical_trial",
    name="clinical trial",
    source="NIH",
    value_class=ClinicalTrialNumber,
    uri="http://clinicaltrials.gov",
)
