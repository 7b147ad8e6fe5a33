"""ICD-10-PCS axis by axis: what each of the seven characters of a code is called and means.

>>> from medclaim.codes import Icd10PcsCode
>>> for axis in axes(Icd10PcsCode("0DTJ4ZZ")):
...     print(axis)
1 Section: 0 Medical and Surgical
2 Body System: D Gastrointestinal System
3 Operation: T Resection
4 Body Part: J Appendix
5 Approach: 4 Percutaneous Endoscopic
6 Device: Z No Device
7 Qualifier: Z No Qualifier

Which characters may come next on a day is the table's answer: ``ICD10PCS.next_values("0DTJ")``.

Source: CMS, ICD-10-PCS Tables FY2023; a character that came later has no meaning here.
"""

from functools import cache
from typing import NamedTuple

from medclaim.codes._codec import unpack
from medclaim.codes.icd10pcs import Icd10PcsCode

__all__ = ["Axis", "axes"]


class Axis(NamedTuple):
    """One character of a code: its position, what its axis is called, its value, what that means.

    ``title`` and ``meaning`` are ``None`` where the tables of FY2023 do not have the character. A few
    values of section X mean one thing or another by the characters after them: the meaning names both.
    """

    position: int
    title: str | None
    value: str
    meaning: str | None

    def __str__(self) -> str:
        return f"{self.position} {self.title or '?'}: {self.value} {self.meaning or '?'}"


def axes(code: Icd10PcsCode) -> tuple[Axis, ...]:
    """The seven characters of ``code``; ``TypeError`` for a code of another system."""
    if type(code) is not Icd10PcsCode:
        raise TypeError(f"axes are of an Icd10PcsCode, not {type(code).__name__}")
    return tuple([_axis(code.text[:end]) for end in range(1, 8)])


def _axis(prefix: str) -> Axis:
    place, value, labels = len(prefix), prefix[-1], _labels()
    key = f".{place}.{value}"
    # The nearest to the code that says something: itself, its table, its section and body system.
    keys = (prefix, prefix[:3] + key, prefix[:2] + key)
    title, meaning = next((labels[k] for k in keys if k in labels), (None, None))
    return Axis(place, title, value, meaning)


@cache
def _labels() -> dict[str, tuple[str, str]]:
    from medclaim.codes._tables import icd10pcs_labels as table

    lines = (line.split("\t") for line in unpack(table.LABELS).split("\n"))
    return {place: (table.TITLES[int(title)], meaning) for place, title, meaning in lines}
