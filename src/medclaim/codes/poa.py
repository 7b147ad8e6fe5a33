"""Present on admission: whether a diagnosis was there when the inpatient stay began.

Grammar: one of Y (yes), N (no), U (the record does not say), W (cannot be known), or 1 (exempt, a
form of before 5010). An exempt diagnosis carries no indicator.

Source: CMS, Hospital-Acquired Conditions, POA coding; ICD-10-CM Official Guidelines, appendix I.

>>> PoaIndicator("y").was_present, PoaIndicator("U").was_present, PoaIndicator("1").is_exempt
(True, None, True)
>>> PoaIndicator("X")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: present on admission: letter X cannot stand here; it should be one of Y N U W (1 on older claims) (position 1)
>>> PoaIndicator("YN")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: present on admission: has 2 characters; it should be one of Y N U W (1 on older claims) (position 2)
"""

from typing import ClassVar, final

from medclaim._text import Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class PoaIndicator(CodeValue):
    """A present-on-admission indicator. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "present on admission"
    _PATTERN = Pattern("[1NUWY]")
    _ALPHABETS = ("1NUWY",)
    _EXPECTED = "one of Y N U W (1 on older claims)"

    @property
    def was_present(self) -> bool | None:
        """What it says: yes or no, ``None`` where nobody could tell or no answer is asked for."""
        return {"Y": True, "N": False}.get(self.text)

    @property
    def counts_as_acquired(self) -> bool:
        """Whether Medicare takes the condition for hospital-acquired (N and U), and W for present.

        >>> [PoaIndicator(text).counts_as_acquired for text in "YNUW1"]
        [False, True, True, False, False]
        """
        return self.text in "NU"

    @property
    def is_exempt(self) -> bool:
        """Whether it is the 1 that older claims gave an exempt diagnosis."""
        return self.text == "1"


SYSTEM = CodeSystem(
    key="poa",
    name="present on admission",
    source="CMS",
    value_class=PoaIndicator,
    uri="https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/HospitalAcqCond/Coding",
)
