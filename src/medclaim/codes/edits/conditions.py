"""Conditions beside each other: neoplasms, ulcers, burns and injuries, COVID-19, substances."""

from collections.abc import Iterator

from medclaim._rules import rule_of_codes
from medclaim.codes.edits._diagnoses import GUIDELINES, icd10cm, paths, starting
from medclaim.codes.visit import CodedDiagnosis, CodedVisit
from medclaim.edit import coding_edit
from medclaim.findings import Finding, Severity

CHEMOTHERAPY_ALONE = rule_of_codes(
    "B088",
    "dx-chemo-encounter-no-neoplasm",
    "An encounter for chemotherapy, immunotherapy or radiation has the neoplasm treated beside it.",
    f"{GUIDELINES} I.C.2.e.2 (radiation may be for what is no neoplasm: a warning)",
    "CO-16/M64",
)
HISTORY_WITH_ACTIVE = rule_of_codes(
    "B090",
    "dx-history-with-active-neoplasm",
    "A neoplasm under treatment is coded as active, not as history (Z85) too.",
    f"{GUIDELINES} I.C.2.m",
)
ULCER_STAGE = rule_of_codes(
    "B093",
    "dx-pressure-ulcer-stage-alone",
    "A pressure ulcer whose stage is known has no second code without a stage.",
    f"{GUIDELINES} I.C.12.a; unconfirmed: two ulcers of one site may differ",
)
BURN_EXTENT_FIRST = rule_of_codes(
    "B096",
    "dx-burn-extent-first",
    "The extent of burns or corrosions (T31, T32) follows the burns whose site is known.",
    f"{GUIDELINES} I.C.19.d.6",
)
BURN_EXTENT_SEQUELA = rule_of_codes(
    "B097",
    "dx-burn-extent-sequela",
    "The extent of burns or corrosions is not coded with sequelae alone.",
    f"{GUIDELINES} I.C.19.d.6, I.C.19.d.7",
)
INJURIES_UNSPECIFIED = rule_of_codes(
    "B098",
    "dx-multiple-injury-unspecified",
    "In a stay, unspecified multiple injuries (T07) do not stand with the injuries themselves.",
    f"{GUIDELINES} I.C.19.b",
)
ABUSE_ORDER = rule_of_codes(
    "B099",
    "dx-abuse-order",
    "Abuse, neglect or other maltreatment (T74, T76) comes before the injury from it.",
    f"{GUIDELINES} I.C.19.f",
)
COVID_AFTER_AND_NOW = rule_of_codes(
    "B100",
    "dx-covid-post-with-active",
    "A condition after COVID-19 (U09.9) is of an earlier infection, not of the active one (U07.1).",
    f"{GUIDELINES} I.C.1.g.1.m (both are right where the infection is a new one)",
    severity=Severity.INFORMATION,
)
COVID_IN_PREGNANCY = rule_of_codes(
    "B101",
    "dx-covid-not-first-ob",
    "COVID-19 in pregnancy, childbirth or the puerperium is O98.5- before U07.1.",
    f"{GUIDELINES} I.C.15.s",
)
SUBSTANCE = rule_of_codes(
    "B110",
    "dx-substance-hierarchy",
    "Of use, abuse and dependence of one substance only the most severe is coded.",
    f"{GUIDELINES} I.C.5.b.2",
)

_THERAPIES = ("Z510", "Z5111", "Z5112")
_NEOPLASMS = ("C", *(f"D{number:02}" for number in range(50)))
# Sites of which there is one: of a pair or of the skin, one may be history and another active.
_HISTORY = {
    "Z8501": ("C15",), "Z85028": ("C16",), "Z8505": ("C22",), "Z8507": ("C25",),
    "Z8512": ("C33",), "Z8521": ("C32",), "Z8541": ("C53",), "Z8542": ("C54", "C55"),
    "Z8546": ("C61",), "Z8551": ("C67",), "Z8571": ("C81",), "Z85841": ("C71",),
    "Z85850": ("C73",),
}  # fmt: skip
_ULCERS = frozenset("1234")
_BURNS = tuple(f"T{number}" for number in range(20, 29))
_SITES = tuple(f"T{number}" for number in range(20, 26))
_INJURIES = ("S", *(f"T{number}" for number in range(14, 35)))
_SUBSTANCES = {
    "F10": "alcohol", "F11": "opioids", "F12": "cannabis", "F13": "sedatives", "F14": "cocaine",
    "F15": "stimulants", "F16": "hallucinogens", "F18": "inhalants",
}  # fmt: skip
_DEGREES = {"2": 2, "1": 1, "9": 0}
_NAMES = ("use", "abuse", "dependence")


@coding_edit(CHEMOTHERAPY_ALONE, triggers=_THERAPIES)
def therapy_of_nothing(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An encounter for the treatment of a neoplasm that nobody names."""
    codes = icd10cm(visit)
    if len(codes) == visit.diagnosis_count and not starting(codes, _NEOPLASMS):
        for encounter in starting(codes, _THERAPIES):
            yield CHEMOTHERAPY_ALONE.at(
                encounter.path, f"{encounter.code} treats a neoplasm, but none is reported: add it"
            )


@coding_edit(HISTORY_WITH_ACTIVE, triggers=("Z85",))
def history_and_active(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A site's neoplasm as history and as active."""
    codes = icd10cm(visit)
    for past in starting(codes, tuple(_HISTORY)):
        text = past.code.text
        sites = _HISTORY.get(text) or _HISTORY[text[:5]]
        active = starting(codes, sites)
        if active:
            yield HISTORY_WITH_ACTIVE.at(
                past.path,
                f"{past.code} is history, but {active[0].code} is an active neoplasm of the site",
                related=paths(active),
            )


def _staged(text: str) -> tuple[str, str]:
    # The site and the stage; the codes of five characters have 0 where those of six have 9.
    return (
        (text[:4], {"0": "9", "5": "0"}.get(text[4:], text[4:]))
        if len(text) == 5
        else (
            text[:5],
            text[5:],
        )
    )


@coding_edit(ULCER_STAGE, triggers=("L89",))
def ulcer_stages(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """A site's pressure ulcer with a stage and without one."""
    ulcers = [(d, *_staged(d.code.text)) for d in starting(icd10cm(visit), "L89")]
    for ulcer, site, stage in ulcers:
        # In a stay an ulcer may become unstageable, which is a code of its own.
        if stage == "9" or (stage == "0" and not visit.is_inpatient):
            staged = [d for d, where, other in ulcers if where == site and other in _ULCERS]
            if staged:
                yield ULCER_STAGE.at(
                    ulcer.path,
                    f"{ulcer.code} has no stage, but {staged[0].code} gives one for the site",
                    related=paths(staged),
                )


@coding_edit(BURN_EXTENT_FIRST, BURN_EXTENT_SEQUELA, triggers=("T31", "T32"))
def burn_extent(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """The extent of burns before the burns, or of burns long healed."""
    codes = icd10cm(visit)
    extents, burns = starting(codes, ("T31", "T32")), starting(codes, _BURNS)
    if not extents or not burns:
        return
    first, sites = extents[0], starting(burns, _SITES)
    if first.number == 1 and sites:
        yield BURN_EXTENT_FIRST.at(
            first.path,
            f"{first.code} is an extent: list the burn of known site, {sites[0].code}, first",
            related=paths(sites),
        )
    if all(burn.code.text.endswith("S") for burn in burns):
        yield BURN_EXTENT_SEQUELA.at(
            first.path,
            f"{first.code} is the extent of a current burn, but only sequelae are reported",
            related=paths(burns),
        )


@coding_edit(INJURIES_UNSPECIFIED, ABUSE_ORDER, triggers=("T07", "T74", "T76"))
def injuries(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Unspecified injuries beside specific ones, abuse after what it did."""
    codes = icd10cm(visit)
    specific = starting(codes, _INJURIES)
    if visit.is_inpatient and specific:
        for many in starting(codes, "T07"):
            yield INJURIES_UNSPECIFIED.at(
                many.path,
                f"{many.code} is unspecified, but {specific[0].code} says which injury it is",
                related=paths(specific),
            )
    harm = [*specific, *starting(codes, "F43")]
    for abuse in starting(codes, ("T74", "T76"))[:1]:
        before = [d for d in harm if d.number < abuse.number]
        if before:
            yield ABUSE_ORDER.at(
                abuse.path,
                f"{abuse.code} is abuse, neglect or maltreatment: list it before {before[0].code}",
                related=paths(before),
            )


@coding_edit(COVID_AFTER_AND_NOW, COVID_IN_PREGNANCY, triggers=("U07",))
def covid(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """COVID-19 as active and as past, or in pregnancy without the code of that."""
    codes = icd10cm(visit)
    active = [d for d in codes if d.code.text == "U071"]
    if not active:
        return
    for after in starting(codes, "U099"):
        yield COVID_AFTER_AND_NOW.at(
            after.path,
            f"{after.code} is right beside {active[0].code} only where the infection is a new one",
            related=paths(active),
        )
    obstetric = starting(codes, "O")
    if obstetric and not [
        d for d in obstetric if d.code.text.startswith("O985") and d.number < active[0].number
    ]:
        yield COVID_IN_PREGNANCY.at(
            active[0].path,
            f"{obstetric[0].code} says pregnancy: list O98.5- and then {active[0].code}",
            related=paths(obstetric),
        )


@coding_edit(SUBSTANCE, triggers=tuple(_SUBSTANCES))
def substances(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Use, abuse and dependence of one substance beside each other."""
    worst: dict[str, tuple[int, CodedDiagnosis]] = {}
    found = []
    for diagnosis in starting(icd10cm(visit), tuple(_SUBSTANCES)):
        text = diagnosis.code.text
        degree = _DEGREES.get(text[3:4])
        if degree is not None:
            found.append((degree, diagnosis))
            if text[:3] not in worst or degree > worst[text[:3]][0]:
                worst[text[:3]] = (degree, diagnosis)
    for degree, diagnosis in found:
        most, other = worst[diagnosis.code.text[:3]]
        if degree < most:
            yield SUBSTANCE.at(
                diagnosis.path,
                f"{diagnosis.code} is {_NAMES[degree]} of {_SUBSTANCES[diagnosis.code.text[:3]]}, "
                f"but {other.code} is {_NAMES[most]}: report that alone",
                related=(other.path,),
            )
