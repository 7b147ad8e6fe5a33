"""What a coding edit looks at: the well-formed codes of a visit, each with its own place."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, final

import attrs

from medclaim.codes._system import CodeValue
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.modifier import Modifier
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.surface import ToothSurface
from medclaim.codes.tooth import ToothNumber
from medclaim.dates import ICD10_CUT_OVER
from medclaim.edit import Kind
from medclaim.malformed import Malformed

MEDICARE_INDICATORS = frozenset({"MA", "MB"})


# Made for every line of every claim: a named tuple costs a third of an attrs value.
class CodedDiagnosis(NamedTuple):
    """One diagnosis: its code, its path in the claim or encounter, its 1-based place in the list.

    ``present_on_admission`` is ``Y``, ``N``, ``U`` or ``W`` (``1`` on old claims), ``None`` where
    none is given or what is given is no indicator.
    """

    code: CodeValue
    path: str
    number: int
    present_on_admission: str | None = None


class CodedStayProcedure(NamedTuple):
    """One procedure of an inpatient stay, ICD-10-PCS or ICD-9-CM, and its day where it could be read.

    ``number`` is its 1-based place, the principal procedure being 1.
    """

    code: Any
    path: str
    number: int
    day: date | None


class CodedLine(NamedTuple):
    """What a service line says beside its codes, also where its procedure code cannot be read.

    ``path`` is the line's. Days, units and charge are ``None`` where they could not be read;
    ``pointers`` are all that were given.
    """

    path: str
    first_day: date | None
    last_day: date | None
    units: Decimal | None
    charge: Decimal | None
    pointers: tuple[int | Malformed, ...]


class CodedTooth(NamedTuple):
    """One tooth of a dental service: its number, its well-formed surfaces, its path."""

    number: ToothNumber
    surfaces: tuple[ToothSurface, ...]
    path: str


class CodedProcedure(NamedTuple):
    """One service line's procedure with what it stands with.

    ``line`` is the service line's path. ``modifiers`` and ``pointers`` are those that are
    well-formed, ``modifier_places`` where such modifiers stand among all, from 0, and
    ``modifier_texts`` what they say; ``modifier_count`` counts all. ``first_day`` and ``last_day``
    are ``None`` where the line's dates could not be read, ``units`` and ``charge`` likewise.
    ``place_of_service`` is the one in effect, ``has_own_place`` whether the line itself says it.
    ``provider`` is the rendering provider's NPI, ``None`` where none is given. ``teeth`` and
    ``areas`` (of the oral cavity) are a dental service's.
    """

    code: Any
    line: str
    modifiers: tuple[Modifier, ...] = ()
    modifier_places: tuple[int, ...] = ()
    modifier_texts: frozenset[str] = frozenset()
    modifier_count: int = 0
    first_day: date | None = None
    last_day: date | None = None
    units: Decimal | None = None
    charge: Decimal | None = None
    pointers: tuple[int, ...] = ()
    place_of_service: PlaceOfService | None = None
    has_own_place: bool = False
    provider: str | None = None
    teeth: tuple[CodedTooth, ...] = ()
    areas: tuple[OralCavityArea, ...] = ()

    @property
    def place_path(self) -> str:
        """Where the place of service in effect is said: on the line itself, or for all lines."""
        return f"{self.line}.place_of_service" if self.has_own_place else "place_of_service"

    # Paths are asked for where something is found; a clean claim pays for none of them.
    @property
    def path(self) -> str:
        """Where the code stands."""
        return f"{self.line}.procedure_code"

    @property
    def modifier_paths(self) -> tuple[str, ...]:
        """Where each of the modifiers stands."""
        return tuple([f"{self.line}.modifiers[{place}]" for place in self.modifier_places])


@final
@attrs.frozen(kw_only=True)
class CodedVisit:
    """A visit as coding sees it, the same for an encounter and for every kind of claim.

    ``selecting_day`` chooses the edition of the diagnosis codes: the first day of service of an
    outpatient or professional visit, the last day (discharge) of an inpatient stay; ``None`` where
    no date could be read. ``service_days`` are the lines' distinct first days in order.
    ``birth_date`` and ``sex`` are the patient's, or ``None``. ``diagnosis_count`` counts the
    malformed ones too, and ``lines`` are there for malformed procedures too. ``payer`` is the filing indicator (SBR09) of who is asked to pay: the
    one of the policy a checker was given, else what is said; ``None`` before any payer is thought
    of. ``malformed`` holds every place whose text could not be typed.

    Of an institutional visit, ``diagnoses`` are the principal one and the others in order;
    ``admitting``, ``reasons_for_visit`` and ``external_causes`` are said apart, and
    ``stay_procedures`` are those of an inpatient stay. ``bill_type`` is its text,
    ``condition_codes`` are those that are well-formed. ``is_of_supplier``: a supplier of equipment
    bills, by its taxonomy.
    """

    kind: Kind
    is_inpatient: bool = False
    is_of_supplier: bool = False
    selecting_day: date | None = None
    first_day: date | None = None
    last_day: date | None = None
    service_days: tuple[date, ...] = ()
    birth_date: date | None = attrs.field(default=None, repr=False)
    sex: str | None = attrs.field(default=None, repr=False)
    diagnoses: tuple[CodedDiagnosis, ...] = ()
    diagnosis_count: int = 0
    admitting: CodedDiagnosis | None = None
    reasons_for_visit: tuple[CodedDiagnosis, ...] = ()
    external_causes: tuple[CodedDiagnosis, ...] = ()
    stay_procedures: tuple[CodedStayProcedure, ...] = ()
    bill_type: str | None = None
    condition_codes: tuple[str, ...] = ()
    procedures: tuple[CodedProcedure, ...] = ()
    lines: tuple[CodedLine, ...] = ()
    place_of_service: PlaceOfService | None = None
    payer: str | None = attrs.field(default=None, repr=False)
    malformed: tuple[tuple[str, Malformed], ...] = ()

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

    @property
    def every_diagnosis(self) -> tuple[CodedDiagnosis, ...]:
        """All diagnosis codes that stand anywhere, whatever they are given for."""
        if self.kind is not Kind.INSTITUTIONAL:
            return self.diagnoses
        admitting = () if self.admitting is None else (self.admitting,)
        return (*self.diagnoses, *admitting, *self.reasons_for_visit, *self.external_causes)

    @property
    def first_listed(self) -> CodedDiagnosis | None:
        """The first-listed (inpatient: principal) diagnosis, ``None`` where it is malformed."""
        first = self.diagnoses[0] if self.diagnoses else None
        return first if first is not None and first.number == 1 else None

    @property
    def is_medicare(self) -> bool:
        """Whether original Medicare is asked to pay."""
        return self.payer in MEDICARE_INDICATORS

    @property
    def traits(self) -> list[str]:
        """What triggers ask for: the codes, the modifiers, the places, the day, who is to pay.

        ``icd9cm`` is a diagnosis that is not of ICD-10-CM, or a day that may be before it;
        ``malformed`` some text that could not be typed; ``several_modifiers`` a line with two;
        ``supplier`` that one bills.
        """
        codes = [diagnosis.code for diagnosis in self.every_diagnosis]
        found = [code.text for code in codes]
        first = self.first_day
        if first is None or first < ICD10_CUT_OVER or set(map(type, codes)) - {Icd10CmCode}:
            found.append("icd9cm")
        if self.selecting_day is not None:
            found.append(f"day:{self.selecting_day.isoformat()}")
        found += [procedure.code.text for procedure in self.stay_procedures]
        if self.malformed:
            found.append("malformed")
        if self.is_of_supplier:
            found.append("supplier")
        if self.bill_type:
            found.append(f"bill_type:{self.bill_type[1:3]}")
        if self.place_of_service is not None:
            found.append(f"place_of_service:{self.place_of_service.text}")
        if self.payer:
            found.append(f"filing_indicator:{self.payer}")
        for procedure in self.procedures:
            found.append(procedure.code.text)
            found += procedure.modifier_texts
            if procedure.modifier_count > 1:
                found.append("several_modifiers")
            if procedure.has_own_place and procedure.place_of_service is not None:
                found.append(f"place_of_service:{procedure.place_of_service.text}")
        return found

    @property
    def sole_day(self) -> date | None:
        """The one day on which every diagnosis must be valid, ``None`` where that is not one day."""
        return None if len(self.service_days) > 1 and not self.is_inpatient else self.selecting_day

    def days_of(self, diagnosis: CodedDiagnosis) -> tuple[date, ...]:
        """The days on which a diagnosis must be valid: those of the services that point to it.

        The selecting day where all services are of one day, or none points to it.
        """
        if len(self.service_days) > 1 and not self.is_inpatient:
            number = diagnosis.number
            days = {p.first_day for p in self.procedures if number in p.pointers and p.first_day}
            if days:
                return tuple(sorted(days))
        return () if self.selecting_day is None else (self.selecting_day,)
