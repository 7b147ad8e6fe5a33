"""General Equivalence Mappings: from ICD-9-CM to ICD-10-CM and back, with all their flags.

A mapping is a starting point, not an answer: most are approximate, one code may have several, and
some need two or three codes together. The two directions are two lists; one is not the other
turned round.

>>> for one in to_icd10cm(Icd9CmCode("250.00")):
...     print(one)
250.00 -> E11.9 (approximate)
>>> for one in to_icd9cm(Icd10CmCode("A02.1")):
...     print(one)
A02.1 -> 003.1 (approximate, combination, scenario 1, choice list 1)
A02.1 -> 995.91 (approximate, combination, scenario 1, choice list 2)
>>> print(*to_icd10cm(Icd9CmCode("365.70")))
365.70 -> no code (approximate)

The list is an older edition than the last (2018): it has every ICD-10-CM code of FY2016 and nine that
ended before, and none that came later. Read the last one, which CMS offers, with ``readers.gems``.

Source: CMS and NCHS, General Equivalence Mappings, documentation and user's guide.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, final

import attrs

from medclaim.codes._codec import unpack
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode

__all__ = [
    "ICD9CM_TO_ICD10CM",
    "ICD10CM_TO_ICD9CM",
    "Crosswalk",
    "Equivalence",
    "to_icd9cm",
    "to_icd10cm",
]

Diagnosis = Icd9CmCode | Icd10CmCode


@final
@attrs.frozen(kw_only=True)
class Equivalence:
    """One row of a mapping: a code and one that it may become.

    ``target`` is ``None`` where nothing is equivalent (flag "no map"). With ``is_combination`` the
    source takes one target from each ``choice_list`` of a ``scenario``, together; otherwise any one
    row will do, and both numbers are 0.
    """

    source: Diagnosis
    target: Diagnosis | None
    is_approximate: bool
    is_combination: bool = False
    scenario: int = 0
    choice_list: int = 0

    @property
    def is_no_map(self) -> bool:
        """Whether there is no equivalent."""
        return self.target is None

    @property
    def flags(self) -> str:
        """The five flags as the file writes them."""
        digits = (self.is_approximate, self.is_no_map, self.is_combination)
        return "".join(str(int(flag)) for flag in (*digits, self.scenario, self.choice_list))

    def __str__(self) -> str:
        said = ["approximate" if self.is_approximate else "identical"]
        if self.is_combination:
            said += ["combination", f"scenario {self.scenario}", f"choice list {self.choice_list}"]
        return f"{self.source} -> {self.target or 'no code'} ({', '.join(said)})"


@final
class Crosswalk:
    """One direction of the mappings. Immutable; the rows of a category are unpacked when asked for.

    ``edition``, ``source``, ``licence`` and ``digest`` (SHA-256) say what it holds; ``window`` is
    the fiscal year of the ICD-10-CM codes it knows. Iterating gives every row, in ASCII order.

    A packed chunk is a block per three characters: those, then a line per list of targets, with the
    endings that have it as ``lasts:prefix,prefix``. A target's flags are left out where they are
    approximate alone, ``:`` where there are none. Written by ``tools/tables/gems.py``.
    """

    __slots__ = ("_blocks", "_load", "_once", "_read", "_source", "_target")

    def __init__(
        self,
        source: type[Diagnosis],
        target: type[Diagnosis],
        load: Callable[[], tuple[Any, Mapping[str, str]]],
    ) -> None:
        """Private: there are two."""
        self._source, self._target = source, target
        self._load = load
        self._once: dict[str, tuple[Any, Mapping[str, str]]] = {}
        self._blocks: dict[str, dict[str, str]] = {}
        self._read: dict[str, dict[str, str]] = {}

    @property
    def edition(self) -> str:
        """The edition of the mappings."""
        return str(self._loaded()[0].EDITION)

    @property
    def source(self) -> str:
        """Who publishes the mappings, and by which way they came here."""
        return str(self._loaded()[0].SOURCE)

    @property
    def licence(self) -> str:
        """The licence of the mappings."""
        return str(self._loaded()[0].LICENCE)

    @property
    def digest(self) -> str:
        """SHA-256 over both directions."""
        return str(self._loaded()[0].DIGEST)

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day of the fiscal year whose ICD-10-CM codes are mapped."""
        table = self._loaded()[0]
        return date.fromisoformat(table.FIRST_DAY), date.fromisoformat(table.LAST_DAY)

    def of(self, code: Diagnosis) -> tuple[Equivalence, ...]:
        """The rows of ``code`` in the order of the list.

        Empty for a code the mapping does not have, such as a header or one that came after FY2016.
        ``TypeError`` for a code of another system.
        """
        if type(code) is not self._source:
            raise TypeError(
                f"this mapping is of {self._source.__name__}, not {type(code).__name__}"
            )
        targets = self._block(code.text[:3]).get(code.text[3:])
        return () if targets is None else self._rows(code, targets)

    def __iter__(self) -> Iterator[Equivalence]:
        for first in sorted(self._loaded()[1]):
            for category in self._chunk(first):
                for ending, targets in sorted(self._block(category).items()):
                    yield from self._rows(self._source(category + ending), targets)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        kinds = f"{self._source.KIND} to {self._target.KIND}"
        return f"<Crosswalk {kinds} {self.edition}, {self.digest[:8]}>"

    def _rows(self, code: Diagnosis, targets: str) -> tuple[Equivalence, ...]:
        return tuple([self._row(code, *target.partition(":")) for target in targets.split(",")])

    def _row(self, code: Diagnosis, target: str, colon: str, flags: str) -> Equivalence:
        # Two flags are the target's own; what is written is combination, scenario, choice list.
        return Equivalence(
            source=code,
            target=self._target(target) if target else None,
            is_approximate=not colon or bool(flags),
            is_combination=bool(flags),
            scenario=int(flags[0]) if flags else 0,
            choice_list=int(flags[1]) if flags else 0,
        )

    def _loaded(self) -> tuple[Any, Mapping[str, str]]:
        return self._once.get("") or self._once.setdefault("", self._load())

    def _chunk(self, first: str) -> dict[str, str]:
        blocks = self._blocks.get(first)
        if blocks is None:
            literal = self._loaded()[1].get(first)
            parts = unpack(literal).split("\n\n") if literal else []
            blocks = self._blocks[first] = {part[:3]: part[4:] for part in parts}
        return blocks

    def _block(self, category: str) -> dict[str, str]:
        block = self._read.get(category)
        if block is None:
            block = {}
            for line in filter(None, self._chunk(category[:1]).get(category, "").split("\n")):
                targets, *endings = line.split(" ")
                for group in endings:
                    lasts, _, prefixes = group.partition(":")
                    for prefix in prefixes.split(","):
                        block |= {prefix + last: targets for last in lasts or ("",)}
            if block:
                self._read[category] = block
        return block


def _to_icd10cm() -> tuple[Any, Mapping[str, str]]:
    from medclaim.codes._tables import gems as table

    return table, table.ICD9CM_TO_ICD10CM


def _to_icd9cm() -> tuple[Any, Mapping[str, str]]:
    from medclaim.codes._tables import gems as table

    return table, table.ICD10CM_TO_ICD9CM


ICD9CM_TO_ICD10CM = Crosswalk(Icd9CmCode, Icd10CmCode, _to_icd10cm)
ICD10CM_TO_ICD9CM = Crosswalk(Icd10CmCode, Icd9CmCode, _to_icd9cm)


def to_icd10cm(code: Icd9CmCode) -> tuple[Equivalence, ...]:
    """The ICD-10-CM codes that an ICD-9-CM diagnosis may become; see :class:`Equivalence`."""
    return ICD9CM_TO_ICD10CM.of(code)


def to_icd9cm(code: Icd10CmCode) -> tuple[Equivalence, ...]:
    """The ICD-9-CM codes that an ICD-10-CM diagnosis may become; see :class:`Equivalence`."""
    return ICD10CM_TO_ICD9CM.of(code)
