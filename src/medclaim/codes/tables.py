"""Which codes exist on which day: the tables, the answers they give, and the bundle of all of them.

A table answers for the days of its ``window`` and says ``UNKNOWN`` for any other, never a guess.
Nothing is unpacked at import: an embedded table is read from its literal at first use, a category
at a time, and its titles when a title is first asked for.

>>> from datetime import date
>>> from medclaim.codes.icd10cm import Icd10CmCode
>>> icd10cm = EMBEDDED.icd10cm
>>> icd10cm.status(Icd10CmCode("E11.9"), date(2026, 11, 2)).value
'billable'
>>> print(icd10cm.lookup(Icd10CmCode("M35.8"), date(2021, 2, 1)))
M35.8 is a header in FY2021 from 2021-01-01, not a billable code: use one of its 2 billable codes, M35.81 or M35.89
>>> icd10cm.status(Icd10CmCode("E11.9"), date(2031, 1, 1)).value
'unknown'
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any, final

import attrs

from medclaim.codes import icd9cm as _icd9cm
from medclaim.codes import icd9pcs as _icd9pcs
from medclaim.codes import icd10cm as _icd10cm
from medclaim.codes import icd10pcs as _icd10pcs
from medclaim.codes._codec import Roll
from medclaim.codes._facts import Facts, Row
from medclaim.codes._lists import AgeRange, CodeEditorLists, CodeList
from medclaim.codes._notes import Rows
from medclaim.codes._system import CodeSystem
from medclaim.codes._table import CodeTable
from medclaim.codes._titles import Titles
from medclaim.codes._verdict import Release, Status, Verdict, Why
from medclaim.codes.notes import NoteTable

if TYPE_CHECKING:
    from medclaim.codes._hierarchy import Chapter, Division, Hierarchy, Outline
    from medclaim.codes._structure import EpisodeOfCare, Laterality
    from medclaim.codes._succession import Succession
    from medclaim.codes.add_on import AddOnCodes
    from medclaim.codes.fee_schedule import FeeSchedule
    from medclaim.codes.listed import ListedCodes
    from medclaim.codes.mue import MueTable
    from medclaim.codes.ndc_directory import NdcDirectory
    from medclaim.codes.ptp import PtpTable

__all__ = [
    "EMBEDDED",
    "ICD9CM",
    "ICD9PCS",
    "ICD10CM",
    "ICD10CM_NOTES",
    "ICD10PCS",
    "AgeRange",
    "Chapter",
    "CodeEditorLists",
    "CodeList",
    "CodeTable",
    "Division",
    "EpisodeOfCare",
    "Hierarchy",
    "Laterality",
    "NoteTable",
    "Release",
    "Row",
    "Status",
    "Tables",
    "Verdict",
    "Why",
]


@final
@attrs.frozen(kw_only=True)
class Tables:
    """The tables a check may use, each ``None`` where it is absent.

    ``EMBEDDED`` is what the library carries; add your own with ``attrs.evolve``, which leaves the
    embedded ones unread. ``icd10cm_notes`` says which diagnoses may not stand together and which ask
    for others; ``poa_exempt`` and the lists of ``mce`` answer whether they hold a code.
    ``ptp`` and ``mue`` are the practitioners' tables; outpatient hospitals and DME suppliers have
    their own. Lists of codes: ``single_dose_drugs`` (separately payable drugs in single-dose
    containers), ``telehealth`` (services Medicare pays by telehealth), ``clia_waived`` (tests waived
    under CLIA), ``inpatient_only``, ``asc_covered`` (what surgical centers are paid for),
    ``device_intensive`` and ``devices``, ``skin_substitutes`` (each said to be ``high`` or ``low``),
    ``dmepos`` (each with its payment category: ``CR``, ``IN`` ...), ``coverage`` (each with a
    diagnosis that it is covered for) and ``ordering_providers`` (NPIs).

    >>> EMBEDDED.missing(["icd10cm", "cpt"])
    ('cpt',)
    """

    icd10cm: CodeTable | None = None
    icd10cm_notes: NoteTable | None = None
    icd10pcs: CodeTable | None = None
    icd9cm: CodeTable | None = None
    icd9pcs: CodeTable | None = None
    hcpcs: CodeTable | None = None
    cpt: CodeTable | None = None
    cdt: CodeTable | None = None
    modifiers: CodeTable | None = None
    poa_exempt: CodeList | None = None
    mce: CodeEditorLists | None = None
    ptp: "PtpTable | None" = None
    ptp_outpatient: "PtpTable | None" = None
    mue: "MueTable | None" = None
    mue_outpatient: "MueTable | None" = None
    mue_dme: "MueTable | None" = None
    add_on_codes: "AddOnCodes | None" = None
    fee_schedule: "FeeSchedule | None" = None
    single_dose_drugs: "ListedCodes | None" = None
    telehealth: "ListedCodes | None" = None
    clia_waived: "ListedCodes | None" = None
    inpatient_only: "ListedCodes | None" = None
    asc_covered: "ListedCodes | None" = None
    device_intensive: "ListedCodes | None" = None
    devices: "ListedCodes | None" = None
    skin_substitutes: "ListedCodes | None" = None
    dmepos: "ListedCodes | None" = None
    coverage: "ListedCodes | None" = None
    ordering_providers: "ListedCodes | None" = None
    ndc: "NdcDirectory | None" = None
    taxonomy: CodeTable | None = None
    revenue: CodeTable | None = None
    drg: CodeTable | None = None
    hipps: CodeTable | None = None
    condition: CodeTable | None = None
    occurrence: CodeTable | None = None
    occurrence_span: CodeTable | None = None
    value: CodeTable | None = None
    carc: CodeTable | None = None
    rarc: CodeTable | None = None
    claim_status: CodeTable | None = None

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names among ``names`` whose table is absent; ``AttributeError`` for an unknown one."""
        return tuple(name for name in names if getattr(self, name) is None)

    def __repr__(self) -> str:
        held = (name for name in _names() if getattr(self, name) is not None)
        return f"Tables({', '.join(held)})"

    # By hand, as attrs' own for so many fields cost a first answer a millisecond and a half.
    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Tables):
            return NotImplemented
        return self is other or self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in _names()])

    def __reduce__(self) -> tuple[object, ...]:
        if self is EMBEDDED:
            return _bundle, ()
        return _of, self._parts()


def _names() -> list[str]:
    return [field.name for field in attrs.fields(Tables)]


def _bundle() -> Tables:
    return EMBEDDED


def _of(*parts: Any) -> Tables:
    return Tables(**dict(zip(_names(), parts, strict=True)))


def _facts(table: Any, digest: str, **more: Any) -> Facts:
    return Facts(
        edition=table.EDITION,
        source=table.SOURCE,
        licence=table.LICENCE,
        releases=tuple(Release(date.fromisoformat(day), name) for day, name in table.RELEASES),
        last_day=date.fromisoformat(table.LAST_DAY),
        digest=digest,
        **more,
    )


def _load_icd10cm() -> Facts:
    from medclaim.codes._tables import icd10cm as table

    roll = Roll.packed(table.ROWS)
    titles = Titles(_icd10cm_titles)
    return _facts(
        table,
        table.DIGEST,
        roll=roll,
        titles=titles,
        outline=_icd10cm_outline,
        succession=_icd10cm_succession,
    )


def _icd10cm_titles() -> tuple[Mapping[str, str], str]:
    from medclaim.codes._tables import icd10cm_titles as table

    return table.CHUNKS, table.EXTENSIONS


def _icd10cm_outline() -> "Outline":
    from medclaim.codes._hierarchy import Outline
    from medclaim.codes._tables import icd10cm_outline as table

    return Outline.of(table.CHAPTERS, table.STRAYS)


def _load_icd10cm_notes() -> tuple[Facts, Rows]:
    from medclaim.codes._tables import icd10cm_notes as table
    from medclaim.codes._tables import icd10cm_notes_texts as texts

    return _facts(table, table.DIGEST), Rows(table.NOTES, texts.TEXTS)


@cache
def _icd10cm_succession() -> "Succession":
    from medclaim.codes._succession import Succession
    from medclaim.codes._tables import succession as table

    return Succession(table.PAIRS)


def _load_icd9cm() -> Facts:
    from medclaim.codes._tables import icd9cm as table

    # E codes have categories of four characters. The code set ended on its last day: 45 CFR
    # 162.1002 has ICD-10 in its place from 2015-10-01 on.
    roll = Roll.packed(table.ROWS, wide="E")
    titles = Titles(_icd9cm_titles)
    return _facts(
        table, table.DIGEST, roll=roll, titles=titles, outline=_icd9cm_outline, is_retired=True
    )


def _icd9cm_outline() -> "Outline":
    from medclaim.codes._hierarchy import Outline
    from medclaim.codes._tables import icd9cm_outline as table

    return Outline.of(table.CHAPTERS)


def _icd9cm_titles() -> tuple[Mapping[str, str], str]:
    from medclaim.codes._tables import icd9cm_titles as table

    return table.CHUNKS, table.EXTENSIONS


def _load_icd10pcs() -> Facts:
    from medclaim.codes._tables import icd10pcs as table

    return _facts(table, table.DIGEST, roll=Roll.of_tables(table.ROWS))


def _load_icd9pcs() -> Facts:
    from medclaim.codes._tables import icd9pcs as table

    roll, titles = Roll.packed(table.ROWS), Titles(_icd9pcs_titles)
    return _facts(table, table.DIGEST, roll=roll, titles=titles, is_retired=True)


def _icd9pcs_titles() -> tuple[Mapping[str, str], str]:
    from medclaim.codes._tables import icd9pcs_titles as table

    return table.CHUNKS, table.EXTENSIONS


def _load_poa_exempt() -> Facts:
    from medclaim.codes._tables import poa_exempt as table

    return _facts(table, table.DIGEST, roll=Roll.packed(table.ROWS))


def _load_mce(name: str) -> Facts:
    from medclaim.codes._tables import mce as table

    return _facts(table, dict(table.DIGESTS)[name], roll=Roll.packed(table.LISTS[name]))


def _listed(
    name: str, load: Callable[[], Facts], path: str, system: CodeSystem = _icd10cm.SYSTEM
) -> CodeList:
    return CodeList(name, CodeTable(system, load, f"{path}.table"))


_OF_PROCEDURES = (
    "female_procedure",
    "male_procedure",
    "noncovered_procedure",
    "noncovered_in_leukemia",
    "noncovered_in_myeloma",
    "sterilization",
    "limited_coverage",
)


# CMS, Definitions of Medicare Code Edits: maternity was 12 to 55 before FY2020.
_AGES = (
    ("newborn", AgeRange(0, 0, date(2015, 10, 1))),
    ("pediatric", AgeRange(0, 17, date(2015, 10, 1))),
    ("maternity", AgeRange(12, 55, date(2015, 10, 1))),
    ("maternity", AgeRange(9, 64, date(2019, 10, 1))),
    ("adult", AgeRange(15, 124, date(2015, 10, 1))),
)
_MCE = {
    name: _listed(
        name,
        partial(_load_mce, name),
        f"mce.{name}",
        _icd10pcs.SYSTEM if name in _OF_PROCEDURES else _icd10cm.SYSTEM,
    )
    for name in CodeEditorLists._fields
    if name != "age_ranges"
}

# Always there: a typed program need not ask whether they are ``None``, as it must of a bundle's.
ICD10CM = CodeTable(_icd10cm.SYSTEM, _load_icd10cm, "icd10cm")
ICD10CM_NOTES = NoteTable(_load_icd10cm_notes, "icd10cm_notes")
ICD10PCS = CodeTable(_icd10pcs.SYSTEM, _load_icd10pcs, "icd10pcs")
ICD9CM = CodeTable(_icd9cm.SYSTEM, _load_icd9cm, "icd9cm")
ICD9PCS = CodeTable(_icd9pcs.SYSTEM, _load_icd9pcs, "icd9pcs")

EMBEDDED = Tables(
    icd10cm=ICD10CM,
    icd10cm_notes=ICD10CM_NOTES,
    icd10pcs=ICD10PCS,
    icd9cm=ICD9CM,
    icd9pcs=ICD9PCS,
    poa_exempt=_listed("poa_exempt", _load_poa_exempt, "poa_exempt"),
    mce=CodeEditorLists(age_ranges=_AGES, **_MCE),
)


def __getattr__(name: str) -> object:
    # Few ask for chapters and sides: what describes them is imported when they do.
    if name in ("Chapter", "Division", "Hierarchy"):
        from medclaim.codes import _hierarchy

        return getattr(_hierarchy, name)
    if name in ("EpisodeOfCare", "Laterality"):
        from medclaim.codes import _structure

        return getattr(_structure, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
