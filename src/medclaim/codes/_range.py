"""Ranges of ICD-10-CM codes, as the notes of the tabular list write them."""

from typing import NamedTuple, final

from medclaim.codes._system import CodeValue
from medclaim.codes.icd10cm import conventional

# Categories that the tabular list puts elsewhere than ASCII order would, each with a text that
# sorts where the list has it: C4A comes between C43 and C44.
STRAYS = {
    "C4A": "C43A",
    "C7A": "C75A",
    "C7B": "C75B",
    "D3A": "D36A",
    "J4A": "J44A",
    "M1A": "M08A",
    "Z3A": "Z36A",
}


def place(text: str) -> str:
    """A text that sorts as the category of ``text`` stands in the tabular list."""
    category = text[:3]
    return STRAYS.get(category, category)


@final
class CodeRange(NamedTuple):
    """The ICD-10-CM codes from ``first`` to ``last``, each with all that continues it.

    In the order of the tabular list, where ``C4A`` comes between ``C43`` and ``C44``.

    Where ``at`` gives positions, those of them only that have one of ``among`` there: at the last
    of the positions that is no placeholder, since "fifth or sixth character 5" is the character
    that says adverse effect, in T36.0X5 as in T50.995.

    >>> adverse = CodeRange(first="T36", last="T50", at=(5, 6), among=("5",))
    >>> str(adverse), adverse.holds("T360X5A"), adverse.holds("T43651A"), adverse.holds("T4275XA")
    ('T36-T50 with 5 at position 5 or 6', True, False, True)
    >>> str(CodeRange(first="E10", last="E10")), CodeRange(first="E10", last="E10").holds("E109")
    ('E10', True)
    """

    first: str
    last: str
    at: tuple[int, ...] = ()
    among: tuple[str, ...] = ()

    def holds(self, code: CodeValue | str) -> bool:
        """Whether ``code`` (or its text in the billing form) is one of them."""
        text = code if isinstance(code, str) else code.text
        first, last = self.first, self.last
        if first == last:
            if not text.startswith(first):
                return False
        elif not first[3:] and not last[3:]:
            if not place(first) <= place(text) <= place(last):
                return False
        elif not (place(first), first[3:]) <= (where := place(text), text[3:]) or not (
            where,
            text[3 : len(last)],
        ) <= (place(last), last[3:]):
            return False
        if not self.at:
            return True
        at = self.at[-1]
        if len(self.at) > 1 and text[at - 1 : at] in ("", "X"):
            at = self.at[0]
        return text[at - 1 :].startswith(self.among)

    def __str__(self) -> str:
        reach = conventional(self.first)
        if self.last != self.first:
            reach += f"-{conventional(self.last)}"
        if not self.at:
            return reach
        places = " or ".join(map(str, self.at))
        return f"{reach} with {', '.join(self.among)} at position {places}"
