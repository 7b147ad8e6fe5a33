"""Services that stand together on one day though one code says them all, or one lacks the other."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from medclaim._text import words
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import coded, for_ncci, texts_of
from medclaim.codes.visit import CodedProcedure, CodedVisit
from medclaim.edit import Kind, coding_edit
from medclaim.findings import Finding, Rule, Severity

TOENAILS = Rule(
    id="C152",
    name="toenail-count",
    summary="The nails debrided on a day are counted once: 11720 for up to five, 11721 for more.",
    authority="knowledge, unconfirmed: the codes' own counts exclude each other",
    severity=Severity.WARNING,
    answer=("CO-236",),
    snip_type=6,
)
CONTRAST = Rule(
    id="C163",
    name="radiology-contrast-pairs",
    summary="A study without and then with contrast is one code, not two.",
    authority="knowledge, unconfirmed: NCCI pairs them, and its modifiers may say two studies",
    severity=Severity.WARNING,
    answer=("CO-236",),
    snip_type=6,
)
PANEL = Rule(
    id="C164",
    name="panel-unbundled",
    summary="Tests that together are a panel are billed as the panel.",
    authority="unconfirmed: NCCI Policy Manual, chapters I (laboratory panel) and X, of which only an "
    "earlier edition could be read, that lets either be billed",
    severity=Severity.WARNING,
    answer=("CO-97/M15",),
    snip_type=6,
)
SPECIMEN = Rule(
    id="C165",
    name="specimen-collection",
    summary="Blood is drawn once for all tests of an encounter.",
    authority="Medicare Claims Processing Manual, chapter 16, section 60.1",
    severity=Severity.WARNING,
    answer=("CO-97",),
    snip_type=6,
)
EKG = Rule(
    id="C166",
    name="ekg-component",
    summary="A whole electrocardiogram is not billed with its tracing or its interpretation.",
    authority="unconfirmed: NCCI Policy Manual, chapter I (one code that says the whole service); the "
    "PTP tables say which pairs are denied",
    severity=Severity.WARNING,
    answer=("CO-236", "CO-97"),
    snip_type=6,
)
PSYCHOTHERAPY_BASE = Rule(
    id="C169",
    name="psych-addon-base",
    summary="Psychotherapy with a visit, and interactive complexity, stand with what they add to.",
    authority="NCCI Add-on Code edits (CMS): add-on codes 90833, 90836, 90838 and 90785. An error "
    "for Medicare and Medicaid, else a warning",
    severity=Severity.ERROR,
    answer=("CO-107/N122",),
    snip_type=6,
)
PSYCHOTHERAPY_WITH_VISIT = Rule(
    id="C170",
    name="psych-time-vs-em",
    summary="Psychotherapy beside a visit is the add-on code, not the one that stands alone.",
    authority="knowledge, unconfirmed: NCCI pairs some of them, and its modifiers may lift the pair",
    severity=Severity.WARNING,
    answer=("CO-236",),
    snip_type=6,
)

_APART = words("59 XE XP XS XU 76 77 91")
_PRACTICE = (Kind.PROFESSIONAL,)
_ELECTROCARDIOGRAM, _ITS_PARTS = "93000", words("93005 93010")
_COLLECTIONS = words("36415 G0471 P9612")
_NAILS = words("11720 11721")

# CPT's composition of each panel, by code; the largest first, so that a smaller is not named within it.
_BASIC = words("82374 82435 82565 82947 84132 84295 84520")
_PANELS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "80053",
        _BASIC | words("82040 82247 82310 84075 84155 84450 84460"),
    ),
    ("80069", _BASIC | words("82040 82310 84100")),
    ("80048", _BASIC | words("82310")),
    ("80047", _BASIC | words("82330")),
    ("80076", words("82040 82247 82248 84075 84155 84450 84460")),
    ("80051", words("82374 82435 84132 84295")),
    ("80074", words("86705 86709 86803 87340")),
    ("80061", words("82465 83718 84478")),
)
# One test of each panel that it cannot lack.
_OF_PANELS = words("82435 84155 86803 84478")

# Without contrast, with it, and both: CT and MRI.
_STUDIES = [
    study.split()
    for study in (
        "70450 70460 70470",
        "70480 70481 70482",
        "70486 70487 70488",
        "70490 70491 70492",
        "70540 70542 70543",
        "70544 70545 70546",
        "70547 70548 70549",
        "70551 70552 70553",
        "71250 71260 71270",
        "71550 71551 71552",
        "72125 72126 72127",
        "72128 72129 72130",
        "72131 72132 72133",
        "72141 72142 72156",
        "72146 72147 72157",
        "72148 72149 72158",
        "72192 72193 72194",
        "72195 72196 72197",
        "73200 73201 73202",
        "73218 73219 73220",
        "73221 73222 73223",
        "73700 73701 73702",
        "73718 73719 73720",
        "73721 73722 73723",
        "74150 74160 74170",
        "74176 74177 74178",
        "74181 74182 74183",
    )
]
_STUDY = {code: study for study in _STUDIES for code in study}

_WITH_VISIT = {"90833": "90832", "90836": "90834", "90838": "90837"}
_ALONE = {alone: add_on for add_on, alone in _WITH_VISIT.items()}
_COMPLEXITY = "90785"
_COMPLEX = words("90791 90792 90832 90833 90834 90836 90837 90838 90853")


def _together(one: CodedProcedure, other: CodedProcedure) -> bool:
    """Whether two services are of one day and, as far as is said, of one provider."""
    return one.first_day == other.first_day and one.provider == other.provider


def _is_apart(*procedures: CodedProcedure) -> bool:
    return any(texts_of(procedure) & _APART for procedure in procedures)


def _of(visit: CodedVisit, wanted: Iterable[str]) -> list[CodedProcedure]:
    return [procedure for procedure in coded(visit) if procedure.code.text in wanted]


@coding_edit(TOENAILS, kinds=_PRACTICE, triggers=("11721",))
def nails_counted_twice(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Both debridements of nails on one day."""
    for one, other in combinations(_of(visit, _NAILS), 2):
        if one.code != other.code and _together(one, other) and not _is_apart(one, other):
            fewer, more = sorted((one, other), key=lambda procedure: procedure.code.text)
            yield TOENAILS.at(
                fewer.path,
                "11720 and 11721 on one day: 11721 alone says six nails or more",
                related=(more.path,),
            )


@coding_edit(CONTRAST, triggers=_STUDY)
def contrast_said_twice(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Two codes of one study, of which the third says both."""
    for one, other in combinations(_of(visit, _STUDY), 2):
        study = _STUDY[one.code.text]
        if one.code == other.code or other.code.text not in study or not _together(one, other):
            continue
        if not _is_apart(one, other) and texts_of(one) == texts_of(other):
            yield CONTRAST.at(
                other.path,
                f"{one.code} and {other.code} are one study: {study[2]} says it without and then "
                "with contrast",
                related=(one.path,),
            )


@coding_edit(PANEL, triggers=_OF_PANELS)
def panel_in_parts(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """All tests of a panel on one day, each by itself."""
    days: dict[object, dict[str, CodedProcedure]] = {}
    for procedure in coded(visit):
        if not _is_apart(procedure):
            key = procedure.first_day, procedure.provider
            days.setdefault(key, {}).setdefault(procedure.code.text, procedure)
    for tests in days.values():
        left = set(tests)
        for panel, parts in _PANELS:
            if parts <= left:
                first, *others = [tests[text] for text in tests if text in parts]
                yield PANEL.at(
                    first.path,
                    f"the {len(parts)} tests of panel {panel} stand singly: bill {panel}",
                    related=[other.path for other in others],
                )
                left -= parts


@coding_edit(SPECIMEN, triggers=_COLLECTIONS)
def specimens(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """More than one collection of a specimen on a day."""
    seen: list[CodedProcedure] = []
    for procedure in _of(visit, _COLLECTIONS):
        if procedure.units is not None and procedure.units > 1:
            yield SPECIMEN.at(f"{procedure.line}.units", f"{procedure.code} counts once a day")
        for earlier in seen:
            if earlier.code == procedure.code and _together(earlier, procedure):
                if not _is_apart(procedure):
                    yield SPECIMEN.at(
                        procedure.path,
                        f"{procedure.code} counts once a day",
                        related=(earlier.path,),
                    )
                break
        seen.append(procedure)


@coding_edit(EKG, triggers=(_ELECTROCARDIOGRAM,))
def electrocardiogram_in_parts(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """An electrocardiogram with a part of itself."""
    found = _of(visit, _ITS_PARTS | {_ELECTROCARDIOGRAM})
    for whole in found:
        for part in found:
            if whole.code.text != _ELECTROCARDIOGRAM or part.code.text not in _ITS_PARTS:
                continue
            if _together(whole, part) and not _is_apart(whole, part):
                yield EKG.at(
                    part.path,
                    f"{part.code} is a part of {whole.code}, billed for the same day",
                    related=(whole.path,),
                )


@coding_edit(
    PSYCHOTHERAPY_BASE,
    PSYCHOTHERAPY_WITH_VISIT,
    kinds=_PRACTICE,
    triggers=(*_WITH_VISIT, *_ALONE, _COMPLEXITY),
)
def psychotherapy(visit: CodedVisit, tables: object) -> Iterator[Finding]:
    """Psychotherapy that adds to a visit without one, or stands alone beside one."""
    procedures = list(coded(visit))
    for one in procedures:
        text = one.code.text
        others = [other for other in procedures if other is not one and _together(one, other)]
        visits = [other for other in others if _is_visit(other)]
        if text in _WITH_VISIT and not visits:
            yield for_ncci(PSYCHOTHERAPY_BASE, visit).at(
                one.path,
                f"{text} adds to a visit of the same day and provider, and there is none: "
                f"{_WITH_VISIT[text]} stands alone",
            )
        elif text == _COMPLEXITY and not any(other.code.text in _COMPLEX for other in others):
            yield for_ncci(PSYCHOTHERAPY_BASE, visit).at(
                one.path, f"{text} adds to a psychiatric service of the same day and provider"
            )
        elif text in _ALONE and visits and not _is_apart(one, *visits):
            yield PSYCHOTHERAPY_WITH_VISIT.at(
                one.path,
                f"{text} stands beside a visit: {_ALONE[text]} is psychotherapy with one",
                related=[other.path for other in visits],
            )


def _is_visit(procedure: CodedProcedure) -> bool:
    return type(procedure.code) is CptCode and procedure.code.is_evaluation_and_management
