"""The certificates of laboratories and of mammography, and who did a test that was sent out."""

from collections.abc import Iterator

from medclaim._rules import error, for_medicare
from medclaim._text import words
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.edits.context import Context, line_of
from medclaim.codes.cpt import CptCode
from medclaim.codes.edits._said import texts_of
from medclaim.codes.visit import CodedProcedure
from medclaim.edit import Kind, edit
from medclaim.findings import Finding

_GUIDE = "005010X222A1"

CERTIFICATE = error(
    "C099",
    "clia-number-missing",
    "A laboratory test billed to Medicare or Medicaid gives the CLIA number of the laboratory.",
    "Medicare Claims Processing Manual, chapter 16, section 70.2; 42 CFR 493.1809; "
    f"{_GUIDE}, 2300 and 2400 REF X4. An error for Medicare, a warning for Medicaid",
    "A6:544",
    "CO-16/MA120",
)
SENT_OUT = error(
    "C102",
    "clia-referral-lab",
    "A test done by another laboratory (90) gives its CLIA number and who it is.",
    f"{_GUIDE}, 2400 REF F4 and 2310C; Medicare Claims Processing Manual, chapter 16, sections 40.1 "
    "and 70.2. An error for Medicare, else a warning",
    "A6:630",
)
MAMMOGRAPHY = error(
    "C107",
    "mammography-cert-missing",
    "A mammogram gives the certificate number of the facility.",
    f"{_GUIDE}, 2300 and 2400 REF EW; 42 CFR 410.34; Medicare Claims Processing Manual, chapter 18, "
    "section 20. An error for Medicare, else a warning",
    "A6:142@77",
)

_MEDICAID = "MC"
_MAMMOGRAMS = words("77063 77065 77066 77067 G0279")
# In the laboratory section, and no laboratory test under CLIA: consultations, what is measured on
# the patient, skin tests, the handling of blood and of reproductive cells.
_NO_TEST = (
    (80500, 80506),
    (81050, 81050),
    (82075, 82075),
    (83013, 83014),
    (83987, 83987),
    (86077, 86079),
    (86485, 86580),
    (86890, 86999),
    (88240, 88241),
    (88720, 88749),
    (89049, 89049),
    (89100, 89141),
    (89220, 89240),
    (89250, 89398),
)


@edit(CERTIFICATE, kinds=(Kind.PROFESSIONAL,), triggers=("8",))
def certificate(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A laboratory test without a CLIA number."""
    is_medicaid = context.visit.payer == _MEDICAID
    if not context.is_medicare and not is_medicaid:
        return
    if claim.identifiers is not None and claim.identifiers.clia_number is not None:
        return
    lacking = [
        procedure.path
        for procedure in context.visit.procedures
        if _is_test(procedure)
        and ((own := line_of(claim, procedure).identifiers) is None or own.clia_number is None)
    ]
    if lacking:
        rule = for_medicare(CERTIFICATE, context)
        yield rule.at(
            "identifiers.clia_number",
            "laboratory tests are billed without the CLIA number of the laboratory",
            related=lacking,
        )


def _is_test(procedure: CodedProcedure) -> bool:
    code = procedure.code
    if type(code) is not CptCode or not code.text.isdigit():
        return False
    if code.section != "pathology and laboratory":
        return False
    number = int(code.text)
    if any(first <= number <= last for first, last in _NO_TEST):
        return False
    # Sent out, or the reading alone.
    return not texts_of(procedure) & {"90", "26"}


@edit(SENT_OUT, kinds=(Kind.PROFESSIONAL,), triggers=("90",))
def sent_out(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A test of another laboratory without its number, or without its name and address."""
    rule = for_medicare(SENT_OUT, context.visit)
    for procedure in context.visit.procedures:
        if "90" not in texts_of(procedure):
            continue
        line, path = line_of(claim, procedure), procedure.line
        if line.identifiers is None or line.identifiers.referring_clia_number is None:
            yield rule.at(
                f"{path}.identifiers.referring_clia_number",
                "90: give the CLIA number of the laboratory that did the test (REF F4)",
            )
        if claim.service_facility is None and line.service_facility is None:
            yield rule.at(
                f"{path}.service_facility", "90: name the laboratory that did the test (2310C)"
            )


@edit(MAMMOGRAPHY, kinds=(Kind.PROFESSIONAL,), triggers=_MAMMOGRAMS)
def mammography(claim: ProfessionalClaim, context: Context) -> Iterator[Finding]:
    """A mammogram without the facility's certificate."""
    numbers = claim.identifiers
    if numbers is not None and numbers.mammography_certification is not None:
        return
    for procedure in context.visit.procedures:
        # 26: the reading alone, wherever the picture was taken.
        if procedure.code.text not in _MAMMOGRAMS or "26" in texts_of(procedure):
            continue
        own = line_of(claim, procedure).identifiers
        if own is None or own.mammography_certification is None:
            yield for_medicare(MAMMOGRAPHY, context.visit).at(
                "identifiers.mammography_certification",
                "mammograms are billed without the facility's certificate (REF EW)",
                related=(procedure.path,),
            )
            return
