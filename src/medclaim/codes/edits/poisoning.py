"""Poisonings and toxic effects: they come before what they did."""

from collections.abc import Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import GUIDELINES, first_icd10cm, icd10cm, intent, together
from medclaim.codes.tables import Tables
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding

POISONING_LATER = rule_of_codes(
    "B049",
    "dx-poisoning-not-first",
    "A poisoning comes before the codes of its manifestations.",
    f"{GUIDELINES} I.C.19.e.5.b (no code shows that a condition is a manifestation)",
    "CO-16/MA63",
)
TOXIC_EFFECT_LATER = rule_of_codes(
    "B053",
    "dx-toxic-effect-order",
    "A toxic effect comes before the codes of its manifestations.",
    f"{GUIDELINES} I.C.19.e.5.d (no code shows that a condition is a manifestation)",
)
_POISONED = frozenset("1234")
# What may be the reason for an encounter beside a poisoning: a pregnancy, an injury, a Z code.
_OTHER_REASONS = "OPSTVWXYZ"


@coding_edit(
    POISONING_LATER, TOXIC_EFFECT_LATER, triggers=[f"T{number}" for number in range(36, 66)]
)
def poisoning_first(visit: CodedVisit, tables: Tables) -> Iterator[Finding]:
    """A poisoning or toxic effect, at its initial encounter, behind a first-listed condition."""
    first = first_icd10cm(visit)
    if first is None or first.code.text[0] in _OTHER_REASONS:
        return
    for diagnosis in icd10cm(visit):
        text = diagnosis.code.text
        if intent(text) in _POISONED and text.endswith("A") and together(visit, first, diagnosis):
            if not _comes_first_by_note(visit, tables, first, diagnosis):
                rule = POISONING_LATER if text[:3] <= "T50" else TOXIC_EFFECT_LATER
                yield rule.at(
                    diagnosis.path,
                    f"{diagnosis.code} comes before its manifestations: is {first.code} one?",
                    related=(first.path,),
                )
            # One is enough: the others follow it.
            return


def _comes_first_by_note(
    visit: CodedVisit, tables: Tables, first: CodedDiagnosis, poisoning: CodedDiagnosis
) -> bool:
    """Whether a code first note says so at the condition: then that is what is found."""
    notes = tables.icd10cm_notes
    if notes is None:
        return False
    asking = notes.code_first(first.code, visit.selecting_day) or ()
    return any(note.names(poisoning.code) for note in asking)
