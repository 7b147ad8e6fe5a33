"""What a coding edit looks at: the well-formed codes of a visit, each with its own place."""

from datetime import date
from decimal import Decimal
from typing import Any, final

import attrs

from medclaim.codes._system import CodeValue
from medclaim.codes.modifier import Modifier
from medclaim.edit import Kind


@final
@attrs.frozen(kw_only=True)
class CodedDiagnosis:
    """One diagnosis: its code, its path in the claim or encounter, its 1-based place in the list."""

    code: CodeValue
    path: str
    number: int


@final
@attrs.frozen(kw_only=True)
class CodedProcedure:
    """One service line's procedure with what it stands with.

    ``modifiers`` and ``pointers`` are those that are well-formed; ``first_day`` and ``last_day`` are
    ``None`` where the line's dates could not be read, ``units`` and ``charge`` likewise.
    """

    code: Any
    path: str
    line: str
    modifiers: tuple[Modifier, ...] = ()
    modifier_paths: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    units: Decimal | None = None
    charge: Decimal | None = None
    pointers: tuple[int, ...] = ()
    place_of_service: str | None = None
    provider: str | None = None


@final
@attrs.frozen(kw_only=True)
class CodedVisit:
    """A visit as coding sees it, the same for an encounter and for every kind of claim.

    ``selecting_day`` chooses the edition of the diagnosis codes: the first day of service of an
    outpatient or professional visit, the last day (discharge) of an inpatient stay; ``None`` where
    no date could be read. ``birth_date`` and ``sex`` are the patient's, or ``None``.
    """

    kind: Kind
    is_inpatient: bool = False
    selecting_day: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    birth_date: date | None = None
    sex: str | None = None
    diagnoses: tuple[CodedDiagnosis, ...] = ()
    procedures: tuple[CodedProcedure, ...] = ()

    @property
    def age(self) -> int | None:
        """The patient's age in whole years on the first day, ``None`` where it is not known."""
        if self.birth_date is None or self.first_day is None or self.birth_date > self.first_day:
            return None
        before = (self.first_day.month, self.first_day.day) < (
            self.birth_date.month,
            self.birth_date.day,
        )
        return self.first_day.year - self.birth_date.year - before
