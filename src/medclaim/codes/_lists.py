"""Lists of codes by day: which codes a rule is about, such as the Medicare Code Editor's."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, final

from medclaim.codes._system import CodeValue
from medclaim.codes._table import CodeTable
from medclaim.codes._verdict import Status


@final
class CodeList(NamedTuple):
    """The codes a published list names, by day.

    ``table`` holds them; a list of one's own is ``CodeList(name, CodeTable.from_rows(...))``. A day
    may be left out wherever the last day of the window is meant.
    """

    name: str
    table: CodeTable

    def holds(self, code: CodeValue, on: date | None = None) -> bool | None:
        """Whether the list names ``code`` on a day.

        ``None`` outside its window, where nobody knows; ``TypeError`` for another system's code.
        """
        status = self.table.status(code, on)
        return None if status is Status.UNKNOWN else status is Status.BILLABLE

    def ever_holds(self, text: str) -> bool:
        """Whether the list names a text in the billing form on any day of its window.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.mce.female.ever_holds("N800"), EMBEDDED.mce.female.ever_holds("N400")
        (True, False)
        """
        return self.table.is_ever_billable(text)

    def codes(self, on: date | None = None) -> Iterator[CodeValue]:
        """The codes on the list on a day, in ASCII order."""
        return self.table.codes(on)

    def _repr_html_(self) -> str:
        from medclaim._html import facts

        first, last = self.table.window
        return facts(
            f"{self.name}: {self.table.edition}",
            [
                ("window", f"{first} to {last}"),
                ("on the list on the last day", f"{self.count():,}"),
                ("source", self.table.source),
                ("licence", self.table.licence),
            ],
        )

    def count(self, on: date | None = None) -> int:
        """How many codes the list names on a day."""
        return sum(1 for _ in self.table.texts(on))


@final
class AgeRange(NamedTuple):
    """The ages in years, both included, that a list of codes is for, from a day on.

    >>> AgeRange(9, 64, date(2019, 10, 1)).holds(65)
    False
    """

    youngest: int
    oldest: int
    since: date

    def holds(self, age: int) -> bool:
        """Whether ``age`` in completed years is in the range."""
        return self.youngest <= age <= self.oldest


@final
class CodeEditorLists(NamedTuple):
    """The lists of the Medicare Code Editor, ICD-10, by the edit that uses them.

    Edit 2 ``external_cause``; 4 ``newborn``, ``pediatric``, ``maternity``, ``adult``; 5 ``female``,
    ``male`` (empty from 2024-10-01, when the edit was deactivated); 6 ``manifestation``; 8
    ``questionable_admission``; 9 ``unacceptable_principal`` and ``requires_secondary`` (acceptable
    with a secondary diagnosis); 18 ``wrong_procedure``; 20 ``unspecified`` (from 2022-04-01).

    Of procedures, edit 5 ``female_procedure``, ``male_procedure`` (to the same day); 11
    ``noncovered_procedure`` whatever it is done for, ``noncovered_in_leukemia``,
    ``noncovered_in_myeloma`` (to 2018-09-30) and ``sterilization`` for some diagnoses; 17
    ``limited_coverage``.

    Source: CMS, Definitions of Medicare Code Edits.
    """

    external_cause: CodeList
    newborn: CodeList
    pediatric: CodeList
    maternity: CodeList
    adult: CodeList
    female: CodeList
    male: CodeList
    manifestation: CodeList
    questionable_admission: CodeList
    unacceptable_principal: CodeList
    requires_secondary: CodeList
    wrong_procedure: CodeList
    unspecified: CodeList
    female_procedure: CodeList
    male_procedure: CodeList
    noncovered_procedure: CodeList
    noncovered_in_leukemia: CodeList
    noncovered_in_myeloma: CodeList
    sterilization: CodeList
    limited_coverage: CodeList
    age_ranges: tuple[tuple[str, AgeRange], ...]

    def ages(self, name: str, on: date) -> AgeRange | None:
        """The ages that the list ``name`` is for on a day; ``None`` for a list that is not of age.

        >>> from medclaim.codes.tables import EMBEDDED
        >>> EMBEDDED.mce.ages("maternity", date(2019, 9, 30))
        AgeRange(youngest=12, oldest=55, since=datetime.date(2015, 10, 1))
        """
        for listed, ages in reversed(self.age_ranges):
            if listed == name and ages.since <= on:
                return ages
        return None
