"""The ICD order file: its columns, what is refused, and the table it makes."""

import pickle
from datetime import date

import pytest

from medclaim.codes import icd10cm
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.readers._lines import UnreadableLineError
from medclaim.codes.readers.icd_order import order_table, read_order
from medclaim.codes.tables import Status

# NCHS, icd10cm_order_2025.txt, its first rows.
LINES = [
    "00001 A00     0 Cholera                                                      Cholera\r\n",
    (
        "00002 A000    1 Cholera due to Vibrio cholerae 01, biovar cholerae           Cholera due to"
        " Vibrio cholerae 01, biovar cholerae\r\n"
    ),
    "\r\n",
    (
        "00003 A001    1 Cholera due to Vibrio cholerae 01, biovar eltor              Cholera due to"
        " Vibrio cholerae 01, biovar eltor"
    ),
]


def test_columns() -> None:
    """icd10OrderFiles.pdf: order 1-5, code 7-13, flag 15, short title 17-76, long title 78-."""
    rows = list(read_order(LINES))
    assert [(r.order, r.code, r.is_billable) for r in rows] == [
        (1, "A00", False),
        (2, "A000", True),
        (3, "A001", True),
    ]
    assert rows[0].short_title == rows[0].long_title == "Cholera"
    assert rows[2].long_title == "Cholera due to Vibrio cholerae 01, biovar eltor"


@pytest.mark.parametrize(
    "line",
    [
        "A00 Cholera",
        "00001 A00     2 Cholera",
        "00001         1 Cholera",
        "0000x A00     1 Cholera",
        "٠٠٠٠١ A00     1 Cholera",
        "00001\tA00\t1\tCholera",
    ],
)
def test_another_layout_is_refused(line: str) -> None:
    with pytest.raises(UnreadableLineError, match="order file: line 2 is not") as caught:
        list(read_order([LINES[0], line]))
    assert "Cholera" not in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.layout, again.number) == ("order file", 2)


def test_the_table_of_an_order_file() -> None:
    year = (date(2024, 10, 1), date(2025, 9, 30))
    table = order_table(icd10cm.SYSTEM, LINES, edition="FY2025", window=year)
    assert table.window == year
    assert table.edition == "FY2025"
    assert table.status(Icd10CmCode("A00"), date(2025, 1, 1)) is Status.HEADER
    assert [str(c) for c in table.children(Icd10CmCode("A00"))] == ["A00.0", "A00.1"]
    assert table.title(Icd10CmCode("A00.0")) == LINES[1][77:].strip()
    verdict = table.lookup(Icd10CmCode("A00"), date(2025, 1, 1))
    assert verdict.suggestion == "use one of its 2 billable codes, A00.0 or A00.1"
