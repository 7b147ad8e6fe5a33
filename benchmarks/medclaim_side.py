"""medclaim's side of the comparisons."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import ncci
import visits
from samples import DAY
from serve import Task, serve

from medclaim.claims import x12
from medclaim.claims.check import Checker, check_text
from medclaim.claims.compose import compose
from medclaim.claims.payers import COMMERCIAL
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.ndc import NdcCode
from medclaim.codes.npi import Npi
from medclaim.codes.readers.ncci_mue import mue_table
from medclaim.codes.readers.ncci_ptp import ptp_table
from medclaim.codes.tables import EMBEDDED, CodeTable, Status
from medclaim.findings import Report

assert EMBEDDED.icd10cm is not None
TABLE: CodeTable = EMBEDDED.icd10cm
CHECKER = Checker()
BILLABLE = Status.BILLABLE
BIT = 1 << 16


def _codes(path: str) -> list[Icd10CmCode]:
    return [Icd10CmCode(text) for text in _listed(path)]


def _bare(path: str) -> list[str]:
    return [text.replace(".", "") for text in _listed(path)]


def _listed(path: str) -> list[str]:
    listed: list[str] = json.loads(Path(path).read_text(encoding="utf-8"))
    return listed


def _dated(codes: list[Icd10CmCode]) -> list[bool]:
    status, day = TABLE.status, DAY
    return [status(code, day) is BILLABLE for code in codes]


def _undated(codes: list[Icd10CmCode]) -> list[bool]:
    status = TABLE.status
    return [status(code) is BILLABLE for code in codes]


def _from_text(texts: list[str]) -> list[bool]:
    status, day = TABLE.status, DAY
    return [status(Icd10CmCode(text), day) is BILLABLE for text in texts]


def _of_text(texts: list[str]) -> list[bool]:
    status, day = TABLE.status_of_text, DAY
    return [status(text, day) is BILLABLE for text in texts]


def _many(texts: list[str]) -> list[bool]:
    return TABLE.billable(texts, DAY)


def _unasked(path: str) -> tuple[CodeTable, list[str]]:
    # A table that has unpacked its categories and kept no answer yet.
    table = CodeTable(TABLE.system, TABLE._loaded)
    return table, _listed(path)


def _many_anew(prepared: tuple[CodeTable, list[str]]) -> list[bool]:
    table, texts = prepared
    return table.billable(texts, DAY)


def _yes(answers: list[bool]) -> dict[str, Any]:
    return {"count": len(answers), "yes": sum(answers)}


def _parents(codes: list[Icd10CmCode]) -> list[Any]:
    parent = TABLE.parent
    return [parent(code) for code in codes]


def _children(codes: list[Icd10CmCode]) -> list[Any]:
    children = TABLE.children
    return [children(code) for code in codes]


def _ancestors(codes: list[Icd10CmCode]) -> list[Any]:
    ancestors = TABLE.ancestors
    return [ancestors(code) for code in codes]


def _assigned(path: str) -> list[Icd10CmCode]:
    """A tenth of the codes, without those that are none."""
    return [code for code in _codes(path)[::10] if TABLE.status(code, DAY) is not Status.UNASSIGNED]


def _valid_npis(texts: list[str]) -> list[bool]:
    return [Npi.is_valid(text) for text in texts]


def _ndcs(texts: list[str]) -> list[str]:
    return [NdcCode(text).text for text in texts]


def _made(claims: list[Any]) -> dict[str, Any]:
    return {"count": len(claims), "lines": sum(len(claim.lines) for claim in claims)}


def _written(text: str) -> dict[str, Any]:
    return {"count": text.count("~CLM*"), "lines": text.count("~LX*"), "segments": text.count("~")}


def _checked(claims: list[Any]) -> list[Report]:
    checker = CHECKER
    return [checker(claim) for claim in claims]


@cache
def _with_ncci(folder: str) -> Checker:
    """A checker with NCCI tables of real size; they are read once."""
    files = Path(folder)
    with (files / ncci.PTP).open(encoding="latin-1", newline="") as lines:
        ptp = ptp_table(lines, edition="made up", window=ncci.WINDOW)
    with (files / ncci.MUE).open(encoding="latin-1", newline="") as lines:
        mue = mue_table(lines, edition="made up", window=ncci.WINDOW)
    return Checker(tables=attrs.evolve(EMBEDDED, ptp=ptp, mue=mue))


def _claims_and_checker(given: str) -> tuple[list[Any], Checker]:
    count, _, folder = given.partition(" ")
    return visits.claims(int(count)), _with_ncci(folder)


def _checked_with_ncci(given: tuple[list[Any], Checker]) -> list[Report]:
    claims, checker = given
    return [checker(claim) for claim in claims]


def _reports(reports: list[Report]) -> dict[str, Any]:
    unclean = [report for report in reports if report.findings]
    found = Counter(finding.rule.id for report in unclean for finding in report.findings)
    return {"count": len(reports), "unclean": len(unclean), **found}


def _composed(encounters: list[Any]) -> list[Any]:
    policy, checker = COMMERCIAL, CHECKER
    return [compose(visit, coverage, policy, checker=checker) for visit, coverage in encounters]


def _as_made(composed: list[Any]) -> dict[str, Any]:
    made = visits.claims(len(composed))
    same = sum(one == other for one, other in zip(composed, made, strict=True))
    return {**_made(composed), "equal to those made by hand": same}


def _text_and_claims_checked(text: str) -> tuple[str, Report]:
    return text, check_text(text)


def _streamed(path: str) -> dict[str, Any]:
    """Read and checked in bits: how many claims, lines and findings."""
    reader, claims, lines = x12.Reader(), 0, 0
    with Path(path).open(encoding="ascii", newline="") as file:
        while bit := file.read(BIT):
            for read in reader.feed(bit):
                claims, lines = claims + 1, lines + len(read.claim.lines)
    findings = len(reader.close())
    return {"count": claims, "lines": lines, "findings": findings}


def _streamed_and_checked(path: str) -> dict[str, Any]:
    """Read in bits, each claim checked for all edits and forgotten: how many claims and findings."""
    reader, checker, claims, findings = x12.Reader(), CHECKER, 0, 0
    with Path(path).open(encoding="ascii", newline="") as file:
        while bit := file.read(BIT):
            for read in reader.feed(bit):
                claims, findings = claims + 1, findings + len(checker(read.claim).findings)
    return {"count": claims, "findings": findings + len(reader.close())}


def _text_checked(text: str) -> tuple[str, Report]:
    return text, x12.check(text)


def _text_report(result: tuple[str, Report]) -> dict[str, Any]:
    text, report = result
    return {**_written(text), "findings": len(report.findings)}


TASKS = {
    "status": Task(_codes, _dated, _yes),
    "status undated": Task(_codes, _undated, _yes),
    "status from text": Task(_listed, _from_text, _yes),
    "status of text": Task(_bare, _of_text, _yes),
    "billable": Task(_listed, _many, _yes),
    "billable anew": Task(_unasked, _many_anew, _yes),
    "parent": Task(_assigned, _parents, lambda found: {"count": len(found)}),
    "children": Task(_assigned, _children, lambda found: {"count": len(found)}),
    "ancestors": Task(_assigned, _ancestors, lambda found: {"count": len(found)}),
    "npi": Task(_listed, _valid_npis, _yes),
    "ndc": Task(_listed, _ndcs, lambda found: {"count": len(found), "sum": sum(map(int, found))}),
    "make": Task(lambda count: count, visits.claims, _made),
    "write": Task(visits.claims, lambda claims: x12.write(claims, visits.ENVELOPE), _written),
    "read": Task(
        lambda path: Path(path).read_text(encoding="ascii"),
        lambda text: list(x12.read(text).claims),
        _made,
    ),
    "check text": Task(
        lambda path: Path(path).read_text(encoding="ascii"), _text_checked, _text_report
    ),
    "check text and claims": Task(
        lambda path: Path(path).read_text(encoding="ascii"),
        _text_and_claims_checked,
        _text_report,
    ),
    "stream": Task(lambda path: path, _streamed, lambda seen: seen),
    "check": Task(visits.claims, _checked, _reports),
    "check with NCCI": Task(_claims_and_checker, _checked_with_ncci, _reports),
    "check courses": Task(visits.courses, _checked, _reports),
    "stream and check": Task(lambda path: path, _streamed_and_checked, lambda seen: seen),
    "compose": Task(visits.encounters, _composed, _as_made),
}

if __name__ == "__main__":
    serve(["medclaim", "attrs", "cattrs"], TASKS)
