"""Encounters for one injury or illness: at which of them, and what an earlier one left behind."""

from collections.abc import Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import (
    GUIDELINES,
    icd10cm,
    is_external_cause,
    paths,
    starting,
    together,
)
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding, Severity

ENCOUNTERS_MIXED = rule_of_codes(
    "B045",
    "dx-7th-mixed-same-injury",
    "One injury is at one encounter: initial, subsequent or sequela.",
    f"{GUIDELINES} I.C.19.a; unconfirmed: that two injuries of one code are never meant",
)
SEQUELA_ORDER = rule_of_codes(
    "B047",
    "dx-sequela-order",
    "The condition that was left behind comes before the code of what left it (sequela).",
    f"{GUIDELINES} I.B.10 (unless the Tabular List says otherwise)",
)
SEQUELA_WITH_ACUTE = rule_of_codes(
    "B048",
    "dx-sequela-with-acute",
    "A sequela stands beside the same illness only where that is a new one.",
    f"{GUIDELINES} I.B.10, I.C.9.d.2",
    severity=Severity.INFORMATION,
)

_ENCOUNTERS = frozenset("ADS")
# Categories of sequelae whose codes say nothing of the condition left behind, which I69 does.
_SEQUELAE = ("B90", "B91", "B92", "B94", "E64", "E68", "G09", "O94")
_ACUTE = {"I69": ("I60", "I61", "I62", "I63"), "B90": ("A15", "A17", "A18", "A19"), "B91": ("A80",)}


def _is_sequela(diagnosis: CodedDiagnosis) -> bool:
    text = diagnosis.code.text
    return text.startswith(_SEQUELAE) or (text[0] in "ST" and len(text) == 7 and text[6] == "S")


@coding_edit(ENCOUNTERS_MIXED, SEQUELA_ORDER, triggers=("S", "T", *_SEQUELAE))
def encounters(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An injury at two encounters, or a sequela before what it left behind."""
    if len(visit.diagnoses) < 2:
        return
    codes = icd10cm(visit)
    first_of: dict[str, CodedDiagnosis] = {}
    for diagnosis in starting(codes, ("S", "T")):
        text = diagnosis.code.text
        if len(text) != 7 or text[6] not in _ENCOUNTERS:
            continue
        first = first_of.setdefault(text[:6], diagnosis)
        if first.code.text != text and together(visit, first, diagnosis):
            yield ENCOUNTERS_MIXED.at(
                diagnosis.path,
                f"{first.code} and {diagnosis.code} are one injury at two encounters: report one",
                related=(first.path,),
            )
    others = [
        d
        for d in codes
        if not _is_sequela(d) and not is_external_cause(d) and d.code.text[0] != "Z"
    ]
    for sequela in filter(_is_sequela, codes):
        after = [d for d in others if d.number > sequela.number and together(visit, d, sequela)]
        if after and not any(d.number < sequela.number for d in others):
            yield SEQUELA_ORDER.at(
                sequela.path,
                f"{sequela.code} is a sequela: list the condition that was left behind before it",
                related=paths(after),
            )


@coding_edit(SEQUELA_WITH_ACUTE, triggers=tuple(_ACUTE))
def sequela_and_illness(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A sequela beside the illness that it comes from."""
    codes = icd10cm(visit)
    for sequelae, illness in _ACUTE.items():
        acute = starting(codes, illness)
        for sequela in starting(codes, sequelae)[:1]:
            if acute:
                yield SEQUELA_WITH_ACUTE.at(
                    sequela.path,
                    f"{sequela.code} is right beside {acute[0].code} only where that is a new one",
                    related=paths(acute),
                )
