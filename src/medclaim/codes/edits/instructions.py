"""What the notes of the Tabular List ask: what may not stand together, what comes first, what else."""

from collections.abc import Callable, Container, Iterator
from typing import NamedTuple

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import (
    GUIDELINES,
    icd10cm,
    is_never_first,
    paths,
    starting,
    together,
)
from medclaim.codes.edits._said import outside
from medclaim.codes.edits._watched import Watched
from medclaim.codes.edits.companions import contradicts
from medclaim.codes.notes import Note, NoteKind, NoteTable
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import Outcome, coding_edit
from medclaim.findings import Severity

_TABULAR = "ICD-10-CM Tabular List"
EXCLUDES1 = rule_of_codes(
    "B003",
    "dx-excludes1-pair",
    "Two codes that an Excludes1 note keeps apart stand together only where they are unrelated.",
    f"{GUIDELINES} I.A.12.a; {_TABULAR} (no code shows that two conditions are unrelated)",
    "CO-16/M64",
    "CO-11",
)
CODE_FIRST_MISSING = rule_of_codes(
    "B005",
    "dx-code-first-missing",
    "A code with a code first note stands with one of the codes that the note names.",
    f"{GUIDELINES} I.A.13, I.B.7; {_TABULAR} (notes that hold only at times are passed over)",
    "CO-16/M76",
)
CODE_FIRST_ORDER = rule_of_codes(
    "B006",
    "dx-code-first-order",
    "What a code first note names comes before the code it stands at.",
    f"{GUIDELINES} I.A.13, I.B.7; {_TABULAR}. A warning where the note holds only at times, or gives "
    "examples",
    "CO-16/MA63",
    severity=Severity.ERROR,
)
MANIFESTATION_ALONE = rule_of_codes(
    "B008",
    "dx-manifestation-alone",
    "A manifestation stands with the condition it comes from.",
    f"{GUIDELINES} I.A.13; {_TABULAR}, where the note names every such condition",
    "CO-16/M64",
    severity=Severity.ERROR,
)
ADDITIONAL_MISSING = rule_of_codes(
    "B009",
    "dx-use-additional-missing",
    "A code with a use additional code note stands with one of the codes that the note names.",
    f"{GUIDELINES} I.B.7; {_TABULAR} (notes about use, exposure, status, organism and cause, "
    "and those with several conditions, are passed over)",
    severity=Severity.INFORMATION,
)
ORGANISM_ORDER = rule_of_codes(
    "B010",
    "dx-use-additional-order",
    "The organism (B95-B97) follows the infection whose note asks for it.",
    f"{GUIDELINES} I.A.13, I.B.7, I.C.1.b; {_TABULAR}",
    "CO-16/MA63",
)
SUPPLEMENTARY_FIRST = rule_of_codes(
    "B031",
    "dx-unacceptable-first-outpatient",
    "A code that adds to another is not first-listed in an office or an outpatient department either.",
    f"{_TABULAR}, code first notes and B95-B97; Medicare Code Editor, edit 9; unconfirmed: that the "
    "integrated outpatient code editor's edit 113 has the same codes",
    "CO-16/M76",
)

# What each edit says on a day that the notes do not know: of all claims then, so it is made once.
_NOTES = "icd10cm_notes"
_UNKNOWN_PAIRS = tuple(outside((EXCLUDES1,), _NOTES))
_UNKNOWN_ORDER = tuple(
    outside(
        (CODE_FIRST_MISSING, CODE_FIRST_ORDER, MANIFESTATION_ALONE, SUPPLEMENTARY_FIRST), _NOTES
    )
)
_UNKNOWN_MORE = tuple(outside((ADDITIONAL_MISSING,), _NOTES))
_UNKNOWN_ORGANISMS = tuple(outside((ORGANISM_ORDER, SUPPLEMENTARY_FIRST), _NOTES))

_ORDER_AT_TIMES = CODE_FIRST_ORDER.weighing(Severity.WARNING)
_ORGANISMS = ("B95", "B96", "B97")
# What another rule says already, at the code that lacks something.
_SAID_OTHERWISE = ("Z3A", "R297", "I110", "I12", "I13", "R652", "E09")
# Use and exposure, status, organisms, external causes: such notes hold where the record has them.
_AT_TIMES = ("B95", "B96", "B97", "F1", "T36", "V", "W", "X", "Y", "Z")


def _notes(tables: Tables) -> NoteTable:
    assert tables.icd10cm_notes is not None
    return tables.icd10cm_notes


def _watching(tables: Tables, is_asked: Callable[[Note], bool]) -> Watched:
    notes = _notes(tables)

    def holds(text: str) -> bool:
        return len(text) >= 3 and any(is_asked(note) for note in notes.ever(text))

    return Watched(notes.window, holds)


def _is_excludes1(note: Note) -> bool:
    return note.kind is NoteKind.EXCLUDES1


def _is_code_first(note: Note) -> bool:
    return note.kind is NoteKind.CODE_FIRST


def _is_certain(note: Note) -> bool:
    return not note.is_conditional and not note.is_open


def _asks_for_more(note: Note) -> bool:
    # Of several conditions in one note each may be absent.
    return (
        note.kind is NoteKind.USE_ADDITIONAL
        and _is_certain(note)
        and ";" not in note.text
        and not any(reach.first.startswith(_AT_TIMES) for reach in note.codes)
    )


def _with_excludes1(tables: Tables) -> Container[str]:
    return _watching(tables, _is_excludes1)


def _with_code_first(tables: Tables) -> Container[str]:
    return _watching(tables, _is_code_first)


def _with_more(tables: Tables) -> Container[str]:
    return _watching(tables, _asks_for_more)


def _of_organisms(tables: Tables) -> Container[str]:
    return Watched(_notes(tables).window, lambda text: text.startswith(_ORGANISMS))


@coding_edit(EXCLUDES1, needs=("icd10cm_notes",), triggers=_with_excludes1)
def excludes1(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """Two codes that an Excludes1 note keeps apart."""
    if len(visit.diagnoses) < 2 or visit.selecting_day is None:
        return
    codes = icd10cm(visit)
    pairs = _notes(tables).excludes1_among([d.code for d in codes], visit.selecting_day)
    if pairs is None and len(codes) > 1:
        yield from _UNKNOWN_PAIRS
    for one, other, notes in pairs or ():
        first, second = codes[one], codes[other]
        if not contradicts(first, second) and together(visit, first, second):
            yield EXCLUDES1.at(
                second.path,
                f"{second.code} does not stand with {first.code} (Excludes1 at {notes[0].on}), "
                "unless the two have nothing to do with each other",
                related=(first.path,),
            )


class _Asked(NamedTuple):
    """Where the codes stand that a note names, seen from the code that the note is about."""

    before: list[CodedDiagnosis]
    after: list[CodedDiagnosis]


def _asked(visit: CodedVisit, note: Note, of: CodedDiagnosis) -> _Asked:
    named = [d for d in icd10cm(visit) if d is not of and note.names(d.code)]
    return _Asked(
        [d for d in named if d.number < of.number],
        [d for d in named if d.number > of.number and together(visit, d, of)],
    )


@coding_edit(
    CODE_FIRST_MISSING,
    CODE_FIRST_ORDER,
    MANIFESTATION_ALONE,
    SUPPLEMENTARY_FIRST,
    needs=("icd10cm_notes",),
    triggers=_with_code_first,
)
def code_first(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A code before what comes first, or without it."""
    day = visit.selecting_day
    for diagnosis in () if day is None else icd10cm(visit):
        notes = _notes(tables).code_first(diagnosis.code, day)
        if notes is None:
            yield from _UNKNOWN_ORDER
            return
        if notes:
            yield from _of_code_first(visit, tables, diagnosis, notes)


def _of_code_first(
    visit: CodedVisit, tables: Tables, diagnosis: CodedDiagnosis, notes: tuple[Note, ...]
) -> Iterator[Outcome]:
    is_manifestation = _is_on(tables, "manifestation", visit, diagnosis)
    is_first = diagnosis.number == 1
    if is_first and (is_manifestation or is_never_first(diagnosis)):
        # That it is first-listed is said already.
        return
    places = [(note, _asked(visit, note, diagnosis)) for note in notes]
    if any(asked.before for _, asked in places):
        return
    for note, asked in places:
        if asked.after:
            yield (CODE_FIRST_ORDER if _is_certain(note) else _ORDER_AT_TIMES).at(
                diagnosis.path,
                f"{asked.after[0].code} comes before {diagnosis.code} (code first at {note.on})",
                related=paths(asked.after),
            )
            return
    asking = [note for note in notes if not note.is_conditional]
    if not asking or diagnosis.code.text.startswith(_SAID_OTHERWISE) or _is_unread(visit):
        return
    if all(_is_certain(note) for note in asking):
        rule = MANIFESTATION_ALONE if is_manifestation else CODE_FIRST_MISSING
        yield rule.at(
            diagnosis.path,
            f"{diagnosis.code} asks for a code before it: {_named(asking[0])} (code first at "
            f"{asking[0].on})",
        )
    elif is_first:
        # The note gives examples; whichever code it is, none comes before.
        is_listed = _is_on(tables, "unacceptable_principal", visit, diagnosis)
        if not (is_listed and visit.is_inpatient):
            yield (SUPPLEMENTARY_FIRST if is_listed else CODE_FIRST_MISSING).at(
                diagnosis.path,
                f"{diagnosis.code} is first-listed, but another code comes before it (code first at "
                f"{asking[0].on})",
            )


def _is_on(tables: Tables, name: str, visit: CodedVisit, diagnosis: CodedDiagnosis) -> bool:
    return tables.mce is not None and bool(
        getattr(tables.mce, name).holds(diagnosis.code, visit.selecting_day)
    )


def _is_unread(visit: CodedVisit) -> bool:
    """Whether some diagnosis could not be read, which may be the one that is missing."""
    return len(icd10cm(visit)) < visit.diagnosis_count


def _named(note: Note) -> str:
    few = note.codes[:3]
    return ", ".join(map(str, few)) + (" and others" if len(note.codes) > len(few) else "")


@coding_edit(ADDITIONAL_MISSING, needs=("icd10cm_notes",), triggers=_with_more)
def additional_code(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """A code without the companion that its note asks for."""
    codes, day, table = icd10cm(visit), visit.selecting_day, _notes(tables)
    if day is None or not codes:
        return
    first, last = table.window
    if not first <= day <= last:
        yield from _UNKNOWN_MORE
        return
    if _is_unread(visit):
        return
    for diagnosis in codes:
        for note in table.use_additional(diagnosis.code, day) or ():
            if not _asks_for_more(note) or diagnosis.code.text.startswith(_SAID_OTHERWISE):
                continue
            if not any(note.names(d.code) for d in codes if d is not diagnosis):
                yield ADDITIONAL_MISSING.at(
                    diagnosis.path,
                    f"{diagnosis.code} goes with another code: {_named(note)} ({note.kind} at "
                    f"{note.on})",
                )
                break


@coding_edit(ORGANISM_ORDER, SUPPLEMENTARY_FIRST, needs=("icd10cm_notes",), triggers=_of_organisms)
def organisms(visit: CodedVisit, tables: Tables) -> Iterator[Outcome]:
    """An organism before the infection, or first-listed with none."""
    codes, day, table = icd10cm(visit), visit.selecting_day, _notes(tables)
    if day is None or not codes:
        return
    first, last = table.window
    if not first <= day <= last:
        yield from _UNKNOWN_ORGANISMS
        return
    for organism in starting(codes, _ORGANISMS):
        if organism.number == 1 and visit.is_inpatient:
            # Said already of a principal diagnosis.
            continue
        asking = [
            d
            for d in codes
            if any(n.names(organism.code) for n in table.use_additional(d.code, day) or ())
        ]
        if asking and all(d.number > organism.number for d in asking):
            yield ORGANISM_ORDER.at(
                organism.path,
                f"{organism.code} is an organism: list it after {asking[0].code}, which asks for it",
                related=paths(asking),
            )
        elif not asking and organism.number == 1:
            yield SUPPLEMENTARY_FIRST.at(
                organism.path, f"{organism.code} is an organism: list the infection first"
            )
