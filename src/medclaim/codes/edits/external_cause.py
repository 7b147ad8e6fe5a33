"""External causes beside each other and beside the injuries they caused."""

from collections.abc import Iterator

from medclaim.codes.edits._diagnoses import (
    GUIDELINES,
    external_causes,
    icd10cm,
    intent,
    is_external_cause,
    together,
)
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity

NO_CAUSE_IN_ITS_PLACE = Rule(
    id="B014",
    name="external-cause-in-principal-slot",
    summary="Where an institutional claim asks for an external cause, an external cause stands.",
    authority="005010X223A2, 2300 HI External Cause of Injury (BN, ABN)",
    severity=Severity.ERROR,
    answer=("A7:509",),
    snip_type=4,
)
PLACE_FIRST = Rule(
    id="B015",
    name="ext-place-sequenced-first",
    summary="A place of occurrence (Y92) follows the other external causes.",
    authority=f"{GUIDELINES} I.C.20.b, I.C.20.d",
    severity=Severity.WARNING,
    snip_type=5,
)
PLACE_REPEATED = Rule(
    id="B016",
    name="ext-place-repeated",
    summary="One place of occurrence (Y92) is reported, but in rare cases during a stay.",
    authority=f"{GUIDELINES} I.C.20.b, I.C.20.d",
    severity=Severity.WARNING,
    snip_type=5,
)
ACTIVITY_REPEATED = Rule(
    id="B017",
    name="ext-activity-repeated",
    summary="Only one activity (Y93) is recorded.",
    authority=f"{GUIDELINES} I.C.20.c",
    severity=Severity.ERROR,
    snip_type=5,
)
STATUS_REPEATED = Rule(
    id="B018",
    name="ext-status-repeated",
    summary="Only one external cause status (Y99) is recorded.",
    authority=f"{GUIDELINES} I.C.20.k",
    severity=Severity.ERROR,
    snip_type=5,
)
LATER_ENCOUNTER = Rule(
    id="B019",
    name="ext-place-activity-status-on-subsequent",
    summary="Place, activity and status are reported at the initial encounter only.",
    authority=f"{GUIDELINES} I.C.20.b, I.C.20.c, I.C.20.k",
    severity=Severity.WARNING,
    snip_type=5,
)
NOT_APPLICABLE = Rule(
    id="B020",
    name="ext-activity-not-applicable",
    summary="Activity and status do not go with poisonings, adverse effects or misadventures.",
    authority=f"{GUIDELINES} I.C.20.c, I.C.20.k",
    severity=Severity.WARNING,
    snip_type=5,
)
STATUS_ALONE = Rule(
    id="B021",
    name="ext-status-alone",
    summary="An external cause status (Y99) stands with another external cause.",
    authority=f"{GUIDELINES} I.C.20.k",
    severity=Severity.ERROR,
    snip_type=5,
)
FILLER = Rule(
    id="B022",
    name="ext-unspecified-filler",
    summary="A place, activity or status that is not stated is left out, not coded as unspecified.",
    authority=f"{GUIDELINES} I.C.20.b, I.C.20.c, I.C.20.k",
    severity=Severity.WARNING,
    snip_type=5,
)
SEVENTH_MISMATCH = Rule(
    id="B023",
    name="ext-7th-mismatch",
    summary="The seventh character of an external cause is that of the encounter for the injury.",
    authority=f"{GUIDELINES} I.C.20.a.2",
    severity=Severity.WARNING,
    snip_type=5,
)
SEQUELA_WITH_CURRENT = Rule(
    id="B024",
    name="ext-sequela-with-current",
    summary="The external cause of a sequela never stands with a related current injury.",
    authority=f"{GUIDELINES} I.C.20.i.2",
    severity=Severity.WARNING,
    snip_type=5,
)
NOT_NEEDED = Rule(
    id="B026",
    name="ext-not-needed",
    summary="No external cause is needed where the code of a poisoning says how it came about.",
    authority=f"{GUIDELINES} I.C.20.a.8",
    severity=Severity.INFORMATION,
    snip_type=5,
)
TERRORISM = Rule(
    id="B027",
    name="ext-terrorism-suspected",
    summary="Terrorism (Y38) is coded where the FBI has said so; what is suspected is an assault.",
    authority=f"{GUIDELINES} I.C.20.j",
    severity=Severity.INFORMATION,
    snip_type=5,
)

_ONCE = {"Y92": PLACE_REPEATED, "Y93": ACTIVITY_REPEATED, "Y99": STATUS_REPEATED}
_FILLERS = frozenset({"Y929", "Y939", "Y999"})
_ENCOUNTERS = {"A": "the initial encounter", "D": "a subsequent encounter", "S": "a sequela"}
# The codes of intent that say what the poisoning's own code says: Y07 names who did it, and stays.
_INTENTS = (("2", "X71", "X83"), ("3", "X92", "Y04"), ("3", "Y08", "Y09"), ("4", "Y21", "Y33"))


def _injuries(visit: CodedVisit) -> list[CodedDiagnosis]:
    return [d for d in icd10cm(visit) if d.code.text[0] in "ST" and len(d.code.text) == 7]


def _encounter(text: str) -> str:
    # A, B and C are active treatment; all others but S are care while it heals.
    return "A" if text[6] in "ABC" else "S" if text[6] == "S" else "D"


@coding_edit(NO_CAUSE_IN_ITS_PLACE, kinds=(Kind.INSTITUTIONAL,))
def no_cause_in_its_place(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A code that is no external cause, given as one."""
    for diagnosis in visit.external_causes:
        is_e_code = type(diagnosis.code) is Icd9CmCode and diagnosis.code.text[0] == "E"
        if not is_e_code and not is_external_cause(diagnosis):
            yield NO_CAUSE_IN_ITS_PLACE.at(
                diagnosis.path, f"{diagnosis.code} is no external cause: report it as a diagnosis"
            )


@coding_edit(
    PLACE_FIRST,
    PLACE_REPEATED,
    ACTIVITY_REPEATED,
    STATUS_REPEATED,
    LATER_ENCOUNTER,
    NOT_APPLICABLE,
    STATUS_ALONE,
    FILLER,
    triggers=tuple(_ONCE),
)
def circumstances(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Place, activity and status: how often, in which order, at which encounter."""
    causes = external_causes(visit)
    injuries = _injuries(visit)
    first_of: dict[str, CodedDiagnosis] = {}
    for diagnosis in causes:
        text = diagnosis.code.text
        once = _ONCE.get(text[:3])
        if once is None:
            continue
        first = first_of.setdefault(text[:3], diagnosis)
        if first is not diagnosis:
            yield once.at(
                diagnosis.path,
                f"{diagnosis.code} is a second code of {text[:3]}: only one is reported",
                related=(first.path,),
            )
        if text in _FILLERS:
            yield FILLER.at(
                diagnosis.path, f"{diagnosis.code} says nothing: leave out what is not stated"
            )
        beside = [i for i in injuries if together(visit, diagnosis, i)]
        if beside and all(_encounter(i.code.text) != "A" for i in beside):
            yield LATER_ENCOUNTER.at(
                diagnosis.path,
                f"{diagnosis.code} belongs to the initial encounter, but no injury here is at that",
                related=[i.path for i in beside],
            )
        elif text[:3] != "Y92" and _is_medical_only(causes, injuries):
            yield NOT_APPLICABLE.at(
                diagnosis.path,
                f"{diagnosis.code} does not go with a poisoning, an adverse effect or a misadventure",
                related=[i.path for i in injuries],
            )
    place, status = first_of.get("Y92"), first_of.get("Y99")
    if place is not None and place is causes[0]:
        yield PLACE_FIRST.at(
            place.path, f"{place.code} is the first external cause: a place follows the others"
        )
    if status is not None and all(d.code.text[:3] == "Y99" for d in causes):
        yield STATUS_ALONE.at(
            status.path, f"{status.code} stands with no other external cause: leave it out"
        )


def _is_medical_only(causes: list[CodedDiagnosis], injuries: list[CodedDiagnosis]) -> bool:
    """Whether all that happened was by drugs or by medical care."""
    happened = [d.code.text[:3] for d in causes if d.code.text[:3] not in _ONCE]
    if any(not "Y62" <= cause <= "Y84" for cause in happened):
        return False
    others = [d.code.text[:3] for d in injuries if not "T36" <= d.code.text[:3] <= "T50"]
    if any(not "T80" <= other <= "T88" for other in others):
        return False
    return bool(happened or len(others) < len(injuries))


@coding_edit(SEVENTH_MISMATCH, SEQUELA_WITH_CURRENT, triggers="VWXY")
def encounter_of_cause(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A cause whose seventh character names another encounter than every injury's."""
    injuries = _injuries(visit)
    for cause in external_causes(visit) if injuries else ():
        text = cause.code.text
        if len(text) != 7 or text[6] not in _ENCOUNTERS:
            continue
        beside = [i for i in injuries if together(visit, cause, i)]
        said = dict.fromkeys(_encounter(i.code.text) for i in beside)
        if not said or text[6] in said:
            continue
        rule = SEQUELA_WITH_CURRENT if text[6] == "S" else SEVENTH_MISMATCH
        yield rule.at(
            cause.path,
            f"{cause.code} is of {_ENCOUNTERS[text[6]]}, the injuries are of "
            f"{' and '.join(_ENCOUNTERS[encounter] for encounter in said)}",
            related=[i.path for i in beside],
        )


@coding_edit(NOT_NEEDED, triggers=("X", "Y"))
def cause_not_needed(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A cause that says no more than the code of the only thing it caused."""
    injuries = _injuries(visit)
    said = {intent(i.code.text) for i in injuries}
    if not said or None in said:
        return
    for cause in external_causes(visit):
        category = cause.code.text[:3]
        if any(first <= category <= last and how in said for how, first, last in _INTENTS):
            yield NOT_NEEDED.at(
                cause.path,
                f"{cause.code} is not needed: {injuries[0].code} says how it came about",
                related=[i.path for i in injuries],
            )


@coding_edit(TERRORISM, triggers=("Y38",))
def terrorism(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A code of terrorism."""
    for cause in external_causes(visit):
        if type(cause.code) is Icd10CmCode and cause.code.text.startswith("Y38"):
            yield TERRORISM.at(
                cause.path,
                f"{cause.code} is for what the FBI has called terrorism; a suspected one is assault",
            )
