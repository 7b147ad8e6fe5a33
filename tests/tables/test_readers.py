"""Every layout's columns, from official sample lines, and what of it is refused, with its place."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.codes import cpt, icd9cm, icd10cm, icd10pcs, taxonomy
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.ptp import PtpEdit
from medclaim.codes.readers import UnreadableLineError
from medclaim.codes.readers.code_list import (
    ListRow,
    code_list_table,
    read_code_list,
    read_two_columns,
    two_column_table,
)
from medclaim.codes.readers.fda_ndc import ndc_directory, read_ndc_packages, read_ndc_products
from medclaim.codes.readers.gems import read_gem, read_gem_csv
from medclaim.codes.readers.hcpcs_anweb import (
    hcpcs_table,
    modifier_table,
    read_hcpcs,
    read_hcpcs_csv,
)
from medclaim.codes.readers.icd10cm_tabular import read_tabular
from medclaim.codes.readers.icd10pcs_tables import pcs_table, read_pcs_tables
from medclaim.codes.readers.icd_changes import Action, read_conversions, read_order_addenda
from medclaim.codes.readers.icd_codes import (
    codes_table,
    read_codes,
    read_icd9_diagnoses,
    read_icd9_procedures,
)
from medclaim.codes.readers.icd_order import order_table, read_order
from medclaim.codes.readers.ncci_add_on import read_add_on, read_add_on_csv
from medclaim.codes.readers.ncci_mue import read_mue
from medclaim.codes.readers.ncci_ptp import ptp_table, read_ptp
from medclaim.codes.readers.physician_fees import read_fees, read_fees_csv
from medclaim.codes.readers.poa_exempt import poa_exempt_list, read_poa_exempt
from medclaim.codes.readers.taxonomy import read_taxonomy, taxonomy_table
from medclaim.codes.tables import Status

YEAR = (date(2026, 1, 1), date(2026, 12, 31))

# NCHS, icd10cm_order_2025.txt, its first rows.
ORDER = [
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
ADDENDA = [
    (
        "Revise from: 1 A7741   Ehrlichiosis chafeensis [E. chafeensis]                      "
        "Ehrlichiosis chafeensis [E. chafeensis]"
    ),
    (
        "Add:         1 C810A   Nodular lymphocyte predom Hodgkin lymphoma, in remission     "
        "Nodular lymphocyte predominant Hodgkin lymphoma, in remission"
    ),
]
CONVERSIONS = ["Current code assignment,Effective,Previous Code(s) Assignment", "A04.71,2017,A04.7"]
POA = ["OrdFY25\tPOAexemptCode\tDescription", "01236\tB90.0\tSequelae of tuberculosis"]
GEM_CSV = [
    '"icd10cm","icd9cm","flags","approximate","no_map","combination","scenario","choice_list"',
    '"A000","0010","00000",0,0,0,0,0',
]
HCPCS = ["   A2001007Dressing for two wounds".ljust(91) + "Dressing for two wounds"]
HCPCS = [HCPCS[0].ljust(229) + "C" + " " * 38 + "2002070120020701        N" + " " * 27]
HCPCS_HEADING = (
    "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,PRICE3,PRICE4,MULT_PI,CIM1,"
    "CIM2,CIM3,MCM1,MCM2,MCM3,STATUTE,LABCERT1,LABCERT2,LABCERT3,LABCERT4,LABCERT5,LABCERT6,LABCERT7,"
    "LABCERT8,XREF1,XREF2,XREF3,XREF4,XREF5,COV,ASC_GRP,ASC_DT,OPPS,OPPS_PI,OPPS_DT,PROCNOTE,BETOS,"
    "TOS1,TOS2,TOS3,TOS4,TOS5,ANEST_BU,ADD DT,ACT EFF DT,TERM DT,ACTION CD"
)
HCPCS_CSV = [
    HCPCS_HEADING,
    (
        '   CP,0010,7,"Adjunctive service, related to another",C-apc adjunctive service'
        + "," * 26
        + "C"
        + "," * 14
        + "20160101,20180101,20171231,N"
    ),
]
PTP = [
    "CPT only copyright\t\t\t\t\t\t",
    "Column1/Column2 Edits\t\t\t\t\t\t",
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale",
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t",
    "\t\t\t\t*=no data\t1=allowed\t",
    "\t\t\t\t\t9=not applicable\t",
    "X0001\tX0002\t*\t19960101\t*\t1\tMisuse of Column Two code with Column One code\r\n",
    "X0001\tX0003\t\t20220101\t20220101\t9\tMore extensive procedure\r\n",
]
MUE = [
    '"CPT codes, descriptions and other data',
    'are copyright",,,',
    '"HCPCS/',
    'CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
    "X0001,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction",
]
ADD_ON = ["1X0002       X0001       20130912024366a note"]
ADD_ON_CSV = [
    "a notice,,,,,,,",
    (
        "AOC_Edit_Type,Add-On_Code,AOC_DelDT,Primary_Code,Primary_Code_DelDT,AOC_Edit_EffDT,"
        "AOC_Edit_DelDT,Special_Instruction_Notes"
    ),
    "3,X0002,,X0001,2024366,2013091,,",
]
# RVU25D, a row of PPRRVU25_OCT.txt with another code.
FEES = [
    "HDR 2025 NATIONAL PHYSICIAN FEE SCHEDULE RELATIVE VALUE FILE",
    (
        "X0001  (description, 50 columns)                         J   0.00   0.00     0.00    0.00"
        "   0.00  0.009XXX.00.00.0099999             32.3465 090 99      0.00   0.00   0.00"
    ),
]
FEES_CSV = [
    "2026 National Physician Fee Schedule",
    "HCPCS,MOD,DESCRIPTION,CODE" + "," * 27,
    (
        "X0001,26,made up,A,,1.00,2.00,,1.50,,0.10,3.10,2.60,1,010,.10,.80,.10,2,1,0,1,0,X0009,"
        "32.3465,09,0,88,0,0,0"
    ),
]
TAXONOMY = [
    "\ufeffCode,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section",
    '193200000X,Group,Multi-Specialty,,"A group, made up.",,Multi-Specialty Group,Group',
]
PACKAGES = [
    (
        "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\tPACKAGEDESCRIPTION\tSTARTMARKETINGDATE\t"
        "ENDMARKETINGDATE\tNDC_EXCLUDE_FLAG\tSAMPLE_PACKAGE"
    ),
    "made-up\t0002-7597\t0002-7597-01\t1 VIAL in 1 CARTON\t20200101\t20261231\tN\tN",
]
PRODUCTS = [
    (
        "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\t"
        "NONPROPRIETARYNAME\tDOSAGEFORMNAME\tROUTENAME\tSTARTMARKETINGDATE\tENDMARKETINGDATE\t"
        "MARKETINGCATEGORYNAME\tAPPLICATIONNUMBER\tLABELERNAME\tSUBSTANCENAME\t"
        "ACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\tPHARM_CLASSES\tDEASCHEDULE\t"
        "NDC_EXCLUDE_FLAG\tLISTING_RECORD_CERTIFIED_THROUGH"
    ),
    (
        "made-up\t0002-7597\tHUMAN PRESCRIPTION DRUG\tMade Up\t\tmadeupine\tINJECTION\t"
        "INTRAVENOUS\t20200101\t\tNDA\tNDA000000\tExample Labs\tMADEUPINE\t10\tmg/mL\t\t\tN\t20271231"
    ),
]
TABULAR = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular><version>2026</version><chapter><name>1</name><desc>Made up (A00-B99)</desc>
<section id="S00-S09"><desc>Injuries</desc>
<diag><name>S02</name><desc>Fracture</desc>
<sevenChrDef><extension char="A">initial</extension><extension char="S">sequela</extension></sevenChrDef>
<diag placeholder="true"><name>S02.1</name><desc>Base</desc><excludes1><note>one (S01.-)</note>
<note>two</note></excludes1></diag></diag></section></chapter></ICD10CM.tabular>
"""
PCS = """<ICD10PCS.tabular><pcsTable>
<axis pos="1"><title>Section</title><label code="0">One</label></axis>
<axis pos="2"><title>Body System</title><label code="0">One</label></axis>
<axis pos="3"><title>Operation</title><label code="1">Bypass</label><definition>Altering</definition></axis>
<pcsRow codes="2"><axis pos="4"><title>Body Part</title><label code="6">One</label></axis>
<axis pos="5"><title>Approach</title><label code="0">Open</label></axis>
<axis pos="6"><title>Device</title><label code="7">One</label><label code="J">Two</label></axis>
<axis pos="7"><title>Qualifier</title><label code="0">One</label></axis></pcsRow>
</pcsTable></ICD10PCS.tabular>
"""


def test_order_columns() -> None:
    """icd10OrderFiles.pdf: order 1-5, code 7-13, flag 15, short title 17-76, long title 78-."""
    rows = list(read_order(ORDER))
    assert [(r.order, r.code, r.is_billable) for r in rows] == [
        (1, "A00", False),
        (2, "A000", True),
        (3, "A001", True),
    ]
    assert rows[0].short_title == rows[0].long_title == "Cholera"
    assert rows[2].long_title == "Cholera due to Vibrio cholerae 01, biovar eltor"


def test_the_table_of_an_order_file() -> None:
    year = (date(2024, 10, 1), date(2025, 9, 30))
    table = order_table(icd10cm.SYSTEM, ORDER, edition="FY2025", window=year)
    assert (table.window, table.edition) == (year, "FY2025")
    assert table.status(Icd10CmCode("A00"), date(2025, 1, 1)) is Status.HEADER
    assert [str(c) for c in table.children(Icd10CmCode("A00"))] == ["A00.0", "A00.1"]
    assert table.title(Icd10CmCode("A00.0")) == ORDER[1][77:].strip()
    verdict = table.lookup(Icd10CmCode("A00"), date(2025, 1, 1))
    assert verdict.suggestion == "use one of its 2 billable codes, A00.0 or A00.1"


def test_headers_of_three_characters_are_no_codes_of_icd10pcs() -> None:
    lines = ["00001 001     0 Bypass", "00002 0016070 1 Bypass".ljust(77) + "Bypass"]
    table = order_table(icd10pcs.SYSTEM, lines, edition="made up", window=YEAR)
    assert [code.text for code in table] == ["0016070"]


def test_lists_of_codes() -> None:
    assert [row.code for row in read_codes(["A000    Cholera due to Vibrio", ""])] == ["A000"]
    assert next(read_icd9_diagnoses(["E8500 Accidental poisoning"])).code == "E8500"
    [row] = read_icd9_procedures(["0001 Therapeutic ultrasound of vessels of head and neck"])
    assert (row.code, row.title[:11]) == ("0001", "Therapeutic")
    table = codes_table(icd9cm.SYSTEM, ["0010  Cholera"], edition="v32", window=YEAR)
    assert [str(code) for code in table] == ["001.0"]


def test_changes() -> None:
    rows = list(read_order_addenda([*ADDENDA, "", "Headers", "  23324 headers in the file"]))
    assert [(row.action, row.code) for row in rows] == [
        (Action.REVISE_FROM, "A7741"),
        (Action.ADD, "C810A"),
    ]
    assert rows[1].long_title.endswith("in remission")
    more = [
        "C56.3,04/01/23,C56.1 and C56.2",
        "W44.A0XA,2023,Codes in Categories T15-T19",
        "P91.821 ,2020,I63.- and P91.88",
        "M04.8,2016,None",
    ]
    found = list(read_conversions([*CONVERSIONS, *more]))
    assert [(row.code, row.previous) for row in found] == [
        ("A0471", ("A047",)),
        ("C563", ("C561", "C562")),
        ("W44A0XA", ("T15-T19",)),
        ("P91821", ("I63-", "P9188")),
        ("M048", ()),
    ]
    assert [row.effective for row in found[:2]] == [date(2017, 10, 1), date(2023, 4, 1)]


def test_exempt_from_poa() -> None:
    lines = [*POA, '97576\tT81.32XD\t"Disruption of a wound, not elsewhere classified"']
    assert [row.code for row in read_poa_exempt(lines)] == ["B900", "T8132XD"]
    exempt = poa_exempt_list(lines, edition="FY2025", window=YEAR)
    assert exempt.holds(Icd10CmCode("T81.32XD"), date(2026, 1, 1))
    assert exempt.table.title(Icd10CmCode("T81.32XD")) == (
        "Disruption of a wound, not elsewhere classified"
    )


def test_equivalence_maps() -> None:
    """GEMs user's guide: approximate, no map, combination, scenario, choice list."""
    [one, none, many] = read_gem(
        ["A000\t0010   00000", "T500X6A NoDx 11000", "25000  E119   10112"]
    )
    assert (one.source, one.target, one.is_approximate) == ("A000", "0010", False)
    assert none.target is None
    assert (many.is_approximate, many.is_combination, many.scenario, many.choice_list) == (
        True,
        True,
        1,
        2,
    )
    assert list(read_gem_csv(GEM_CSV)) == [one]


def test_hcpcs() -> None:
    """HCPCS record layout: a description goes on in records 4 and 8."""
    more = "A0021001003A service whose description goes".ljust(91) + "Short"
    more = more.ljust(268) + "1984010120100101        N"
    # A continuation may be as short as its description.
    lines = ["***Disclaimers\t\t", *HCPCS, more, "A0021002004on in a second line"]
    modifier, code = read_hcpcs(lines)
    assert (modifier.code, modifier.is_modifier, modifier.coverage) == ("A2", True, "C")
    assert code.title == "A service whose description goes on in a second line"
    assert (code.added, code.effective, code.terminated) == (
        date(1984, 1, 1),
        date(2010, 1, 1),
        None,
    )
    table = hcpcs_table(lines, edition="made up", window=YEAR)
    assert [c.text for c in table] == ["A0021"]
    modifiers = modifier_table(lines, edition="made up", window=YEAR)
    assert [c.text for c in modifiers] == ["A2"]


def test_hcpcs_as_csv() -> None:
    """A termination date may lie before the action's: CP ended 2017-12-31, said on 2018-01-01."""
    [row] = read_hcpcs_csv(HCPCS_CSV)
    assert (row.code, row.is_modifier) == ("CP", True)
    assert row.title == "Adjunctive service, related to another"
    assert (row.effective, row.terminated) == (date(2018, 1, 1), date(2017, 12, 31))


def test_procedure_to_procedure() -> None:
    one, never = read_ptp(PTP)
    assert one.edit.existed_before_1996
    assert (one.edit.effective, one.edit.deletion) == (date(1996, 1, 1), None)
    assert never.edit == PtpEdit(date(2022, 1, 1), date(2022, 1, 1), 9, "More extensive procedure")
    # A release is several files, each with its headings.
    table = ptp_table([*PTP, *PTP[:6], *PTP[7:]], edition="v1", window=YEAR)
    assert len(table) == 2
    assert table.edits("X0001", "X0003", date(2026, 1, 1)) == (never.edit,)


def test_medically_unlikely() -> None:
    [row] = read_mue(MUE)
    assert (row.code, row.limit.value, row.limit.adjudication_indicator) == ("X0001", 1, 2)
    [row] = read_mue(["HCPCS/CPT Code,Practitioner Services MUE Values", "X0001,3"])
    assert (row.limit.value, row.limit.is_per_line) == (3, True)


def test_add_on_codes() -> None:
    [flat], [csv] = read_add_on(ADD_ON), read_add_on_csv(ADD_ON_CSV)
    # 2024 has 366 days: the last is 31 December.
    assert (flat.edit.effective, flat.edit.deletion) == (date(2013, 4, 1), date(2024, 12, 31))
    assert (flat.add_on, flat.primary, flat.note) == ("X0002", "X0001", "a note")
    assert (csv.edit.kind, csv.edit.primary_deletion) == (3, date(2024, 12, 31))
    assert next(read_add_on([ADD_ON[0].replace("X0001", "CCCCC")])).primary is None


def test_physician_fees() -> None:
    [row], [csv] = read_fees(FEES), read_fees_csv(FEES_CSV)
    says = row.indicators
    assert (row.code, row.modifier, says.status) == ("X0001", "", "J")
    assert (says.components, says.global_days, says.multiple) == ("9", "XXX", "9")
    assert (says.supervision, says.imaging_family) == ("09", "99")
    says = csv.indicators
    assert (csv.modifier, csv.work, csv.practice_in_facility) == (
        "26",
        Decimal("1.00"),
        Decimal("1.50"),
    )
    assert (says.components, says.global_days, says.multiple, says.bilateral) == (
        "1",
        "010",
        "2",
        "1",
    )
    assert (says.assistant, says.cosurgeons, says.team, says.endoscopic_base) == (
        "0",
        "1",
        "0",
        "X0009",
    )


def test_taxonomy() -> None:
    [row] = read_taxonomy(TAXONOMY)
    assert (row.code, row.title, row.section) == ("193200000X", "Multi-Specialty Group", "Group")
    table = taxonomy_table(TAXONOMY, edition="made up", window=YEAR)
    assert taxonomy.TaxonomyCode("193200000X") in table


def test_any_list() -> None:
    lines = ["Code|Description|Start Date|Stop Date|Notes", "99213|mine|01/01/2026|2026-06-30|n"]
    [row] = read_code_list(lines, "|")
    assert row == ListRow("99213", "mine", date(2026, 1, 1), date(2026, 6, 30), "n")
    table = code_list_table(cpt.SYSTEM, lines, edition="mine", window=YEAR, delimiter="|")
    assert table.status(cpt.CptCode("99213"), date(2026, 7, 1)) is Status.ENDED
    plain = two_column_table(
        cpt.SYSTEM, ["99213,mine", "99214,mine too"], edition="mine", window=YEAR, licence="AMA"
    )
    assert [code.text for code in plain] == ["99213", "99214"]
    assert plain.licence == "AMA"


def test_drugs() -> None:
    [package], [product] = read_ndc_packages(PACKAGES), read_ndc_products(PRODUCTS)
    assert (package.code, package.product) == ("00002759701", product.product)
    assert (package.last, package.is_sample) == (date(2026, 12, 31), False)
    assert (product.name, product.excluded, product.certified_through) == (
        "Made Up",
        "N",
        date(2027, 12, 31),
    )
    drugs = ndc_directory(PACKAGES, edition="made up", window=YEAR)
    assert len(drugs) == 1


def test_tabular_list() -> None:
    chapter, section, upper, lower = read_tabular(TABULAR)
    assert (chapter.name, section.name, section.parent) == ("1", "S00-S09", "1")
    assert upper.seventh_characters == (("A", "initial"), ("S", "sequela"))
    assert (lower.name, lower.parent, lower.is_placeholder) == ("S021", "S02", True)
    assert [note.text for note in lower.notes] == ["one (S01.-)", "two"]
    # From its lines as from one text.
    assert list(read_tabular(TABULAR.splitlines())) == [chapter, section, upper, lower]


def test_pcs_tables() -> None:
    [row] = read_pcs_tables(PCS)
    assert row.axes[2].definition == "Altering"
    table = pcs_table(PCS, edition="made up", window=YEAR)
    assert [code.text for code in table] == ["0016070", "00160J0"]


class Layout(NamedTuple):
    """A reader, lines it reads, and changes to them that it refuses, each with its place."""

    read: Callable[[list[str]], Iterable[Any]]
    lines: list[str]
    wrong: list[tuple[str, str, int, int | None]]


LAYOUTS: dict[str, Layout] = {
    "order": Layout(
        read_order,
        ORDER,
        [
            ("00003", "0000x", 4, 1),
            ("00003", "\u0660\u0660\u0660\u0660\u0663", 4, 1),
            ("A001 ", "a001 ", 4, 7),
            ("A001 ", "A00.1", 4, 7),
            ("A001    1", "A001    2", 4, 15),
            ("00003 ", "00003\t", 4, 6),
            ("A001    1 ", "A001    11", 4, 16),
        ],
    ),
    "codes": Layout(
        read_codes, ["A000    Cholera"], [("A000 ", "A00.0", 1, 1), ("    Ch", " CCh", 1, 1)]
    ),
    "icd9 diagnoses": Layout(
        read_icd9_diagnoses,
        ["0010  Cholera"],
        [("0010 ", "001.0", 1, 1), ("0010  ", "0010 x", 1, 6)],
    ),
    "icd9 procedures": Layout(
        read_icd9_procedures, ["0001 Ultrasound"], [("0001", "00.1", 1, 1), ("1 U", "1xU", 1, 5)]
    ),
    "addenda": Layout(
        read_order_addenda,
        ADDENDA,
        [
            ("Add: ", "Adds:", 2, 1),
            ("Add:         1", "Add:         2", 2, 14),
            ("C810A", "C81.A", 2, 16),
        ],
    ),
    "conversions": Layout(
        read_conversions,
        CONVERSIONS,
        [
            ("A04.71", "A04..71", 2, 1),
            ("2017", "20177", 2, 2),
            ("A04.7\n", "nothing\n", 2, 3),
            ("2017,A04.7\n", "2017\n", 2, 3),
            ("Effective", "Since", 2, None),
        ],
    ),
    "poa exempt": Layout(
        read_poa_exempt,
        POA,
        [
            ("B90.0", "B9.00", 2, 2),
            ("\tSequelae", " Sequelae", 2, 3),
            ("culosis", "culosis\tx", 2, 4),
        ],
    ),
    "gem": Layout(
        read_gem,
        ["A000 0010 00000"],
        [
            ("A000", "A00.0", 1, 1),
            ("0010", "NoDx", 1, 2),
            ("00000", "01000", 1, 2),
            ("00000", "00002x", 1, 3),
            ("00000", "20000", 1, 3),
            (" 00000", "", 1, 3),
            ("00000", "00000 x", 1, 4),
        ],
    ),
    "gem csv": Layout(
        read_gem_csv,
        GEM_CSV,
        [('"0010"', '"NoDx"', 2, 2), ("00000", "0000", 2, 3), (",0,0,0,0,0", ",1,0,0,0,0", 2, 4)],
    ),
    "hcpcs": Layout(
        read_hcpcs,
        HCPCS * 2,
        [
            ("A2001007D", "A2001005D", 2, 11),
            ("   A2001007D", "   A3001008D", 2, 1),
            ("   A2001007D", "A   2001007D", 2, 1),
            ("20020701200", "20020732200", 2, 269),
            ("        N", "        X", 2, 293),
        ],
    ),
    "hcpcs csv": Layout(
        read_hcpcs_csv,
        HCPCS_CSV,
        [
            ("   CP", "   C", 2, 1),
            (",7,", ",8,", 2, 3),
            (",C,", ",X,", 2, 31),
            ("20171231", "20171331", 2, 47),
            ("ACTION CD", "ACTION", 2, None),
        ],
    ),
    "ptp": Layout(
        read_ptp,
        PTP,
        [
            ("X0001\tX0003", "X001\tX0003", 8, 1),
            ("X0001\tX0003", "x0001\tX0003", 8, 1),
            ("X0001\tX0003", "X0001\tX003", 8, 2),
            ("\t\t20220101", "\t+\t20220101", 8, 3),
            ("20220101\t20220101", "20221301\t*", 8, 4),
            ("20220101\t20220101", "20220101\t", 8, 5),
            ("20220101\t20220101", "20220101\t20211231", 8, 5),
            ("\t9\tMore", "\t2\tMore", 8, 6),
            ("\t9\tMore extensive procedure", "\t9\tMore\x07", 8, 7),
            ("\t9\tMore extensive procedure", "", 8, 6),
            ("procedure\r\n", "procedure\tx\r\n", 8, 8),
        ],
    ),
    "mue": Layout(
        read_mue,
        MUE,
        [
            ("X0001", "X001", 5, 1),
            ("X0001,1", "X0001,1.5", 5, 2),
            ("X0001,1,2", "X0001,1,4", 5, 3),
            (",Code Descriptor / CPT Instruction", "", 5, 4),
            ("Practitioner Services MUE Values", "Limits", 5, None),
        ],
    ),
    "add-on": Layout(
        read_add_on,
        ADD_ON,
        [
            ("1X0002", "4X0002", 1, 1),
            ("X0002", "X00 2", 1, 2),
            ("X0001", "     ", 1, 14),
            ("2013091", "2013000", 1, 26),
            ("2013091", "       ", 1, 26),
            ("2024366", "2023366", 1, 33),
        ],
    ),
    "add-on csv": Layout(
        read_add_on_csv,
        ADD_ON_CSV,
        [("\n3,", "\n0,", 3, 1), ("2024366", "20243660", 3, 5), (",2013091,", ",20130401,", 3, 6)],
    ),
    "fees": Layout(
        read_fees,
        FEES,
        [
            ("X0001 ", "X001  ", 2, 1),
            ("X0001  ", "X000125", 2, 6),
            (" J   0.00", " K   0.00", 2, 58),
            ("J   0.00", "J   free", 2, 60),
            ("0.009XXX", "0.00aXXX", 2, 103),
            ("9XXX.", "9XYZ.", 2, 104),
            (".0099999", ".0089999", 2, 116),
            (".0099999", ".0094999", 2, 117),
            (".0099999", ".0099399", 2, 118),
        ],
    ),
    "fees csv": Layout(
        read_fees_csv,
        FEES_CSV,
        [
            ("X0001,26", "X0001,25", 3, 2),
            (",010,", ",10,", 3, 15),
            (",X0009,", ",X009,", 3, 24),
            (",88,0,0,0", ",88", 3, 29),
            ("HCPCS,MOD", "Code,MOD", 3, 1),
        ],
    ),
    "taxonomy": Layout(
        read_taxonomy,
        TAXONOMY,
        [("193200000X", "193200000Y", 2, 1), ("Group\n", "Group,x\n", 2, 9)],
    ),
    "packages": Layout(
        read_ndc_packages,
        PACKAGES,
        [
            ("0002-7597\t", "002-7597\t", 2, 2),
            ("0002-7597-01", "00027597-01", 2, 3),
            ("20261231", "20261331", 2, 6),
            ("\tN\tN", "\tN\tX", 2, 8),
        ],
    ),
    "products": Layout(
        read_ndc_products,
        PRODUCTS,
        [("\t0002-7597\t", "\t00027597\t", 2, 2), ("20271231", "soon", 2, 20)],
    ),
    "list": Layout(
        read_code_list,
        ["Code,Description,Start", "A1,made up,01/01/2026"],
        [("A1", "", 2, 1), ("01/01/2026", "01/32/2026", 2, 3), ("Description", "Says", 2, None)],
    ),
    "two columns": Layout(
        read_two_columns,
        ["A1,made up"],
        [("A1", "<A1>", 1, 1), (",made up", "", 1, 2), ("made up", "made,up", 1, 3)],
    ),
    "tabular": Layout(
        read_tabular,
        TABULAR.splitlines(),
        [
            ("<ICD10CM.tabular>", "<ICD10PCS.tabular>", 2, 1),
            ("<chapter><name>1</name>", "<chapter>", 2, 41),
            ('<section id="S00-S09">', "<section>", 3, 1),
            ("S02.1<", "S02..1<", 6, 1),
            ("<desc>Base</desc>", "", 6, 1),
            ('char="A"', 'char="AA"', 5, 14),
            ("</diag></diag>", "</diag>", 7, 38),
            ("<ICD10CM.tabular><v", "<!DOCTYPE x><ICD10CM.tabular><v", 2, 12),
        ],
    ),
    "pcs": Layout(
        read_pcs_tables,
        PCS.splitlines(),
        [
            ('codes="2"', 'codes="3"', 5, 1),
            ('pos="6"', 'pos="7"', 7, 1),
            ('code="J"', 'code="I"', 7, 63),
            (
                'pos="3"><title>Operation</title><label code="1">Bypass</label>',
                'pos="3"><title>O</title>',
                4,
                1,
            ),
            ("<pcsTable>", '<!ENTITY a "aaaa"><pcsTable>', 1, 21),
        ],
    ),
}
WRONG = [
    pytest.param(layout, old, new, line, column, id=f"{name}: {new!r}")
    for name, layout in LAYOUTS.items()
    for old, new, line, column in layout.wrong
]


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_of_a_layout_is_read(name: str) -> None:
    assert list(LAYOUTS[name].read(LAYOUTS[name].lines))


@pytest.mark.parametrize("layout, old, new, line, column", WRONG)
def test_what_is_not_is_refused_where_it_stands(
    layout: Layout, old: str, new: str, line: int, column: int | None
) -> None:
    text = "".join(one if one.endswith("\n") else f"{one}\n" for one in layout.lines)
    at = text.rindex(old)
    changed = (text[:at] + new + text[at + len(old) :]).splitlines(keepends=True)
    with pytest.raises(UnreadableLineError) as caught:
        list(layout.read(changed))
    error = caught.value
    assert (error.number, error.column) == (line, column)
    assert error.expected
    assert error.__cause__ is None
    assert error.__context__ is None


def test_an_error_keeps_its_place_and_shows_no_text() -> None:
    with pytest.raises(UnreadableLineError) as caught:
        list(read_order([ORDER[0], "00002 A000    2 Cholera"]))
    assert str(caught.value) == (
        "order file: line 2, column 15 should be 0 for a header or 1 for a billable code"
    )
    again = pickle.loads(pickle.dumps(caught.value))
    assert vars(again) == vars(caught.value)


@pytest.mark.parametrize("name", [n for n in LAYOUTS if n not in ("tabular", "pcs")])
def test_one_text_is_no_lines(name: str) -> None:
    with pytest.raises(TypeError, match="lines"):
        list(LAYOUTS[name].read("\n".join(LAYOUTS[name].lines)))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="decode"):
        list(LAYOUTS[name].read([line.encode() for line in LAYOUTS[name].lines]))  # type: ignore[misc]


def test_rows_come_before_the_end_of_the_file() -> None:
    """Large files stream: a row is there before the next line is asked for."""

    def endless(lines: list[str]) -> Iterator[str]:
        yield from lines
        raise AssertionError("asked for more than it needed")

    assert next(iter(read_ptp(endless(PTP)))).column1 == "X0001"
    assert next(iter(read_order(endless(ORDER)))).code == "A00"
    assert next(iter(read_ndc_packages(endless(PACKAGES)))).code == "00002759701"


JUNK = st.text(alphabet=st.characters(codec="utf-8"), max_size=60) | st.text(
    alphabet="0123456789AX<>/=\"'&;,\t\n |*-.", max_size=40
)


@pytest.mark.parametrize("name", LAYOUTS)
@given(at=st.integers(0, 12), junk=JUNK, surrogate=st.sampled_from(["", "\ud800", "\0"]))
def test_junk_raises_nothing_else(name: str, at: int, junk: str, surrogate: str) -> None:
    """A line that is not of its layout is an UnreadableLineError, whatever it holds."""
    layout = LAYOUTS[name]
    lines = [*layout.lines[:at], junk + surrogate, *layout.lines[at:]]
    said: UnreadableLineError | None = None
    try:
        list(layout.read(lines))
    except UnreadableLineError as error:
        said = error
    assert said is None or (said.number >= 1 and (len(junk) < 8 or junk not in str(said)))
