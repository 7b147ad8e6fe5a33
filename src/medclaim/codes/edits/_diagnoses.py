"""What the edits on diagnoses ask alike: of which family a code is, and whether two are of one day.

Beside it, how a rule about codes is written.
"""

from collections.abc import Iterable

from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.visit import CodedDiagnosis, CodedVisit

GUIDELINES = "ICD-10-CM Official Guidelines FY2025"


def icd10cm(visit: CodedVisit) -> list[CodedDiagnosis]:
    """The diagnoses in ICD-10-CM, in order."""
    return [d for d in visit.diagnoses if type(d.code) is Icd10CmCode]


def external_causes(visit: CodedVisit) -> list[CodedDiagnosis]:
    """The external causes in their order: among the diagnoses, and where a bill says them apart."""
    return [d for d in (*visit.diagnoses, *visit.external_causes) if is_external_cause(d)]


def is_external_cause(diagnosis: CodedDiagnosis) -> bool:
    """Whether a diagnosis is one of V00-Y99."""
    return type(diagnosis.code) is Icd10CmCode and diagnosis.code.text[0] in "VWXY"


def is_injury(text: str) -> bool:
    """Whether a code is an injury's, a burn's or a frostbite's, with its seventh character."""
    return len(text) == 7 and (text[0] == "S" or "T07" <= text[:3] <= "T34")


def intent(text: str) -> str | None:
    """How a code of T36-T65 says it came about: poisoning (1-4), adverse effect, underdosing.

    ``1`` accident, ``2`` self-harm, ``3`` assault, ``4`` undetermined, ``5`` adverse effect, ``6``
    underdosing.
    """
    # In the sixth character; the unspecified subcategories say it in the fifth and fill the sixth
    # with X.
    if not "T36" <= text[:3] <= "T65" or len(text) < 6:
        return None
    return text[4] if text[5] == "X" else text[5]


def drug_intent(text: str) -> str | None:
    """The same for drugs (T36-T50) alone."""
    return intent(text) if text[:3] <= "T50" else None


# Guidelines I.B.14, I.C.18, I.C.21.c.3, I.C.21.c.11: each prefix with the sentence behind it.
SECONDARY_ONLY = {
    "Z68": "I.B.14 and I.C.21.c.3: a body mass index is a secondary diagnosis",
    "R402": "I.B.14 and I.C.18.e: the coma scale follows the condition",
    "R297": "I.B.14 and I.C.18.i: the stroke scale follows the stroke",
    "Z283": "I.B.14: underimmunization status is a secondary diagnosis",
    "Z15": "I.C.21.c.3: susceptibility to disease is not first-listed",
    "Z37": "I.C.21.c.11: the outcome of delivery is always a secondary code",
    "Z9282": "I.C.21.c.3: tPA given elsewhere is a secondary diagnosis",
}
_NEVER_FIRST = (*SECONDARY_ONLY, "R651", "R652", "T8112XA", "Z16")


def is_never_first(diagnosis: CodedDiagnosis) -> bool:
    """Whether a rule of the guidelines keeps a code from being first-listed, whatever the setting."""
    text = diagnosis.code.text
    return (
        text.startswith(_NEVER_FIRST)
        or drug_intent(text) in ("5", "6")
        or is_external_cause(diagnosis)
    )


def together(visit: CodedVisit, one: CodedDiagnosis, other: CodedDiagnosis) -> bool:
    """Whether two diagnoses are of one encounter, as far as a claim shows: some day has both."""
    if len(visit.service_days) < 2 or visit.is_inpatient:
        return True
    return not set(visit.days_of(one)).isdisjoint(visit.days_of(other))


def starting(
    diagnoses: Iterable[CodedDiagnosis], prefixes: str | tuple[str, ...]
) -> list[CodedDiagnosis]:
    """Those whose code begins with one of ``prefixes``."""
    return [d for d in diagnoses if d.code.text.startswith(prefixes)]


def first_icd10cm(visit: CodedVisit) -> CodedDiagnosis | None:
    """The first-listed diagnosis where it is of ICD-10-CM."""
    first = visit.first_listed
    return first if first is not None and type(first.code) is Icd10CmCode else None


def paths(diagnoses: Iterable[CodedDiagnosis]) -> list[str]:
    """Where they stand."""
    return [diagnosis.path for diagnosis in diagnoses]
