"""An 837 text read: what it holds, what is wrong with it, and one claim of it put right.

The text below holds two claims of a made-up practice, the second with four mistakes. This prints the
text one segment a line, the claims in it, and every finding with the loop and element it is about.
Then the second claim is put right: only its own segments and the count change, the rest stays to the
letter. Last the same text is read bit by bit, as a file too long to be held would be. Nothing here is
sent or kept. All people, places and numbers are made up.
"""

import re
from datetime import date
from typing import Any

import attrs

from medclaim.claims import x12
from medclaim.claims.check import check_text
from medclaim.findings import Finding, Report
from medclaim.malformed import Malformed

RECEIVED_ON = date(2026, 3, 9)

TEXT = """\
ISA*00*          *00*          *ZZ*EXAMPLEBILLING *ZZ*EXAMPLEPLAN    *260306*0915*^*00501*000000042\
*0*T*:~
GS*HC*EXAMPLEBILLING*EXAMPLEPLAN*20260306*0915*42*X*005010X222A1~
ST*837*0001*005010X222A1~
BHT*0019*00*BATCH42*20260306*0915*CH~
NM1*41*2*EXAMPLE BILLING SERVICE*****46*EXBILL01~
PER*IC*CLAIMS DESK*TE*2145550101~
NM1*40*2*EXAMPLE HEALTH PLAN*****46*EXPLAN01~
HL*1**20*1~
PRV*BI*PXC*207Q00000X~
NM1*85*2*EXAMPLE FAMILY PRACTICE*****XX*1234567893~
N3*100 SAMPLE ST~
N4*EXAMPLE CITY*TX*752010001~
REF*EI*750000001~
HL*2*1*22*0~
SBR*P*18*******CI~
NM1*IL*1*SAMPLE*ANNA****MI*EXA000000001~
N3*1 FICTION AVE~
N4*EXAMPLE CITY*TX*75201~
DMG*D8*19590417*F~
NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001~
CLM*VISIT0001*185***11:B:1*Y*A*Y*Y~
HI*ABK:E119*ABF:I10~
NM1*82*1*FICTION*FRANCES****XX*1999999984~
PRV*PE*PXC*207Q00000X~
LX*1~
SV1*HC:99213:25*150*UN*1***1:2~
DTP*472*D8*20260302~
REF*6R*VISIT0001L1~
LX*2~
SV1*HC:83036*35*UN*1***1~
DTP*472*D8*20260302~
REF*6R*VISIT0001L2~
HL*3*1*22*0~
SBR*P*18*******CI~
NM1*IL*1*TESTER*BEN****MI*EXA000000002~
N3*2 FICTION AVE~
N4*EXAMPLE CITY*TX*75201~
DMG*D8*19720229*M~
NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EX001~
CLM*VISIT0002*140***11:B:1*Y*A*Y*Y~
HI*ABK:J069~
NM1*82*1*FICTION*FRANCES****XX*1999999985~
PRV*PE*PXC*207Q00000X~
LX*1~
SV1*HC:99213*150*UN*1***2~
DTP*472*D8*20260231~
REF*6R*VISIT0002L1~
SE*46*0001~
GE*1*42~
IEA*1*000000042~
"""


def segment_per_line(text: str) -> str:
    """A text with a line end after each segment, whatever it had before."""
    return "\n".join(line.strip() for line in text.replace("~", "~\n").splitlines() if line.strip())


def show(interchange: x12.Interchange) -> None:
    """What the text holds: its transaction sets, their claims, and the services of each."""
    for of_set in interchange.sets:
        print(f"Transaction set {of_set.set_control_number}, {of_set.version}")
        for claim in interchange.claims[of_set.first : of_set.first + of_set.count]:
            print(f"  {claim.patient_control_number}: {claim!r}")
            for line in claim.lines:
                codes = [line.procedure_code, *line.modifiers]
                print(f"    {line.line_number}. {' '.join(map(plain, codes))} at {line.charge}")


def plain(code: Any) -> str:
    """A code, or a word for what is none."""
    return "(not readable)" if isinstance(code, Malformed) else str(code)


def place(finding: Finding) -> str:
    """Where in the text a finding is: a segment's number, or the loop and element of a claim's fact."""
    found = re.fullmatch(r"claims\[(\d+)\]\.?(.*)", finding.path)
    if found is None:
        return finding.path
    return f"claim {int(found[1]) + 1}, {x12.locate(found[2]) or found[2] or 'as a whole'}"


def tell(report: Report) -> None:
    """Every finding that weighs, with its place."""
    for finding in (*report.errors, *report.warnings):
        rule = finding.rule
        print(f"  {rule.severity.value} {rule.id} {rule.name}")
        print(f"    {place(finding)}: {finding.message}")
    print(f"  {len(report.errors)} errors, {len(report.warnings)} warnings")


def put_right(interchange: x12.Interchange) -> x12.Interchange:
    """The text with the second claim as it should have been."""
    first, second = interchange.claims
    doctor = first.rendering_provider
    visit = attrs.evolve(second.lines[0], diagnosis_pointers=[1], service_dates="2026-03-03")
    right = attrs.evolve(second, total_charge="150", rendering_provider=doctor, lines=[visit])
    return attrs.evolve(interchange, claims=[first, right])


def bit_by_bit(text: str, size: int = 200) -> None:
    """Read in bits of so many characters: each claim comes as soon as it has ended."""
    reader = x12.Reader()
    for start in range(0, len(text), size):
        for read in reader.feed(text[start : start + size]):
            last = read.first + read.count - 1
            print(f"  {start + size:>5} characters: claim in segments {read.first} to {last}")
    print(f"  at the end: {len(reader.close())} findings of syntax and guide")


def main() -> None:
    """Read the text, say what is wrong with it, put it right, read it once more."""
    print("=== The text ===\n")
    print(segment_per_line(TEXT))
    interchange = x12.read(TEXT)
    print("\n=== What it holds ===\n")
    show(interchange)
    print("\n=== What is wrong with it ===\n")
    tell(check_text(TEXT, submitted_on=RECEIVED_ON))
    print("\n=== The second claim put right ===\n")
    right = put_right(interchange).text
    for old, new in zip(TEXT.splitlines(), right.splitlines(), strict=True):
        if old != new:
            print(f"  {old}\n    now {new}")
    tell(check_text(right, submitted_on=RECEIVED_ON))
    print("\n=== The same text bit by bit ===\n")
    bit_by_bit(TEXT)


if __name__ == "__main__":
    main()
