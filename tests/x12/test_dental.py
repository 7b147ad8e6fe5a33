"""Each fact of a dental claim with the segment that says it: written so, and read back from it.

The segments are those of the dental guide's element tables (005010X224A2): which element holds what,
under which qualifier.
"""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.claim import Claim
from medclaim.claims.cob import (
    Adjustment,
    LineAdjudication,
    OtherPayer,
    OtherPayerProviders,
    OtherSubscriber,
    OutpatientAdjudication,
)
from medclaim.claims.dental import (
    DentalClaim,
    DentalDates,
    DentalIdentifiers,
    DentalLine,
    DentalLineDates,
    Orthodontics,
    Tooth,
    ToothStatus,
)
from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.parties import (
    Address,
    Identifier,
    Organization,
    Person,
    Provider,
    ProviderReference,
)
from medclaim.claims.supplements import Attachment, Contract, Note, Pricing, RelatedCauses
from medclaim.codes.diagnosis import OtherDiagnosisCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.dates import DateRange
from tests.claims.samples import CLAIM, DENTAL_CLAIM, ENVELOPE

DAY, LATER = date(2026, 3, 2), date(2026, 3, 9)
DENTIST = Provider(
    name=Person(last_name="FICTION", first_name="FRANCES"),
    npi="1999999984",
    taxonomy="1223G0001X",
    identifiers=[Identifier("0B", "LICENCE1")],
)
_SURGEON = attrs.evolve(DENTIST, identifiers=[Identifier("G2", "N1", "PAYER2")])
CLINIC = Provider(
    name=Organization("EXAMPLE CLINIC"),
    npi="1245319599",
    address=Address(line_1="5 CLINIC DR", city="ANYTOWN", state="TX", postal_code="750011235"),
)
OTHER = OtherSubscriber(
    name=Person(last_name="SAMPLE", first_name="PAUL"),
    member_id="OTHER1",
    responsibility="S",
    relationship="01",
    filing_indicator="CI",
    payer=OtherPayer(name="OTHER PLAN", payer_id="00009"),
)


def _other(**facts: Any) -> dict[str, Any]:
    return {"other_subscribers": [attrs.evolve(OTHER, **facts)]}


def _payer(**facts: Any) -> dict[str, Any]:
    return _other(payer=attrs.evolve(OTHER.payer, **facts))


def _known(field: str, *identifiers: Identifier, entity: str = "1") -> dict[str, Any]:
    known = ProviderReference(entity_type=entity, identifiers=identifiers)
    return _other(providers=OtherPayerProviders(**{field: known}))


class Case(NamedTuple):
    """Facts of a claim (of its first line, where the path begins so) and the segments that say them."""

    path: str
    place: str
    facts: dict[str, Any]
    segments: tuple[str, ...]


def _case(path: str, place: str, facts: dict[str, Any], *segments: str) -> Case:
    return Case(path, place, facts, segments)


CLAIM_CASES = [
    _case("special_program", "2300 CLM12", {"special_program": "01"}, "CLM*VISIT-1*235.5***11:B:1*Y*A*Y*Y***01"),
    _case("predetermination_of_benefits", "2300 CLM19", {"predetermination_of_benefits": "PB"}, "CLM*VISIT-1*235.5***11:B:1*Y*A*Y*Y**********PB"),
    _case("delay_reason", "2300 CLM20", {"delay_reason": "11"}, "CLM*VISIT-1*235.5***11:B:1*Y*A*Y*Y***********11"),
    _case("related_causes.state", "2300 CLM11-4", {"related_causes": RelatedCauses(codes=["AA", "EM"], state="TX")}, "CLM*VISIT-1*235.5***11:B:1*Y*A*Y*Y**AA:EM::TX"),
    _case("dates.accident", "2300 DTP03 (439)", {"dates": DentalDates(accident=DAY)}, "DTP*439*D8*20260302"),
    _case("dates.appliance_placement", "2300 DTP03 (452)", {"dates": DentalDates(appliance_placement=DAY)}, "DTP*452*D8*20260302"),
    _case("service_dates", "2300 DTP03 (472)", {"service_dates": DateRange(DAY, LATER)}, "DTP*472*RD8*20260302-20260309"),
    _case("dates.repricer_received", "2300 DTP03 (050)", {"dates": DentalDates(repricer_received=DAY)}, "DTP*050*D8*20260302"),
    _case("orthodontics.total_months", "2300 DN101", {"orthodontics": Orthodontics(total_months=36, remaining_months=27)}, "DN1*36*27"),
    _case("orthodontics.treatment_indicator", "2300 DN104", {"orthodontics": Orthodontics(treatment_indicator="Y")}, "DN1****Y"),
    _case("tooth_statuses[0].status", "2300 DN202", {"tooth_statuses": [ToothStatus("17", "M"), ToothStatus("AS", "E")]}, "DN2*17*M****JP", "DN2*AS*E****JP"),
    _case("attachments[0].control_number", "2300 PWK06", {"attachments": [Attachment(report_type="RB", transmission="EL", control_number="XRAY1")]}, "PWK*RB*EL***AC*XRAY1"),
    _case("contract.type_code", "2300 CN101", {"contract": Contract(type_code="02", amount="100")}, "CN1*02*100"),
    _case("patient_paid", "2300 AMT02 (F5)", {"patient_paid": "20"}, "AMT*F5*20"),
    _case("predetermination_identifier", "2300 REF02 (G3)", {"predetermination_identifier": "PRED1"}, "REF*G3*PRED1"),
    _case("identifiers.service_authorization_exception", "2300 REF02 (4N)", {"identifiers": DentalIdentifiers(service_authorization_exception="3")}, "REF*4N*3"),
    _case("payer_claim_control_number", "2300 REF02 (F8)", {"payer_claim_control_number": "CTRL1"}, "REF*F8*CTRL1"),
    _case("referral_number", "2300 REF02 (9F)", {"referral_number": "R1"}, "REF*9F*R1"),
    _case("prior_authorization", "2300 REF02 (G1)", {"prior_authorization": "A1"}, "REF*G1*A1"),
    _case("identifiers.repriced_claim_number", "2300 REF02 (9A)", {"identifiers": DentalIdentifiers(repriced_claim_number="P1")}, "REF*9A*P1"),
    _case("identifiers.adjusted_repriced_claim_number", "2300 REF02 (9C)", {"identifiers": DentalIdentifiers(adjusted_repriced_claim_number="P2")}, "REF*9C*P2"),
    _case("identifiers.clearinghouse_trace", "2300 REF02 (D9)", {"identifiers": DentalIdentifiers(clearinghouse_trace="T1")}, "REF*D9*T1"),
    _case("file_information[0]", "2300 K301", {"file_information": ["STATE DATA"]}, "K3*STATE DATA"),
    _case("notes[1].text", "2300 NTE02", {"notes": [Note("ADD", "ONE"), Note("ADD", "TWO")]}, "NTE*ADD*ONE", "NTE*ADD*TWO"),
    _case("diagnoses[3]", "2300 HI04-2 (ABF/BF/TQ)", {"diagnoses": ["K02.62", "K02.63", "K05.00", "K05.10"]}, "HI*ABK:K0262*ABF:K0263*ABF:K0500*ABF:K0510"),
    _case("diagnoses[0]", "2300 HI01-2 (ABK/BK/TQ)", {"diagnoses": [Icd9CmCode("521.02")]}, "HI*BK:52102"),
    _case("diagnoses[1]", "2300 HI02-2 (ABF/BF/TQ)", {"diagnoses": ["K02.62", OtherDiagnosisCode("TQ", "110000")]}, "HI*ABK:K0262*TQ:110000"),
    _case("pricing.organization_id", "2300 HCP04", {"pricing": Pricing(methodology="02", allowed_amount="200", savings="35.5", organization_id="ORG1", group_code="G1", reject_reason="T1")}, "HCP*02*200*35.5*ORG1**G1*******T1"),
    _case("referring_provider.taxonomy", "2310A PRV03", {"referring_provider": DENTIST}, "NM1*DN*1*FICTION*FRANCES****XX*1999999984", "PRV*RF*PXC*1223G0001X", "REF*0B*LICENCE1"),
    _case("primary_care_provider.npi", "2310A NM109", {"primary_care_provider": DENTIST}, "NM1*P3*1*FICTION*FRANCES****XX*1999999984", "PRV*RF*PXC*1223G0001X"),
    _case("rendering_provider.taxonomy", "2310B PRV03", {"rendering_provider": DENTIST}, "NM1*82*1*FICTION*FRANCES****XX*1999999984", "PRV*PE*PXC*1223G0001X", "REF*0B*LICENCE1"),
    _case("service_facility.address.line_1", "2310C N301", {"service_facility": CLINIC}, "NM1*77*2*EXAMPLE CLINIC*****XX*1245319599", "N3*5 CLINIC DR", "N4*ANYTOWN*TX*750011235"),
    _case("assistant_surgeon.taxonomy", "2310D PRV03", {"assistant_surgeon": DENTIST}, "NM1*DD*1*FICTION*FRANCES****XX*1999999984", "PRV*AS*PXC*1223G0001X", "REF*0B*LICENCE1"),
    _case("supervising_provider.npi", "2310E NM109", {"supervising_provider": attrs.evolve(DENTIST, taxonomy=None)}, "NM1*DQ*1*FICTION*FRANCES****XX*1999999984", "REF*0B*LICENCE1"),
    _case("other_subscribers[0].member_id", "2330A NM109", _other(), "SBR*S*01*******CI", "OI***Y***Y", "NM1*IL*1*SAMPLE*PAUL****MI*OTHER1", "NM1*PR*2*OTHER PLAN*****PI*00009"),
    _case("other_subscribers[0].payer_paid", "2320 AMT02 (D)", _other(payer_paid="50"), "AMT*D*50"),
    _case("other_subscribers[0].remaining_patient_liability", "2320 AMT02 (EAF)", _other(remaining_patient_liability="5"), "AMT*EAF*5"),
    _case("other_subscribers[0].non_covered", "2320 AMT02 (A8)", _other(non_covered="7"), "AMT*A8*7"),
    _case("other_subscribers[0].adjustments[0].reason", "2320 CAS02", _other(adjustments=[Adjustment(group="PR", reason="1", amount="20"), Adjustment(group="PR", reason="2", amount="5")]), "CAS*PR*1*20**2*5"),
    _case("other_subscribers[0].outpatient_adjudication.professional_component_amount", "2320 MOA09", _other(outpatient_adjudication=OutpatientAdjudication(remark_codes=["MA01"], professional_component_amount="3")), "MOA***MA01******3"),
    _case("other_subscribers[0].payer.predetermination", "2330B REF02 (G3)", _payer(predetermination="PRED2"), "REF*G3*PRED2"),
    _case("other_subscribers[0].payer.adjudication_date", "2330B DTP03 (573)", _payer(adjudication_date=DAY), "DTP*573*D8*20260302"),
    _case("other_subscribers[0].payer.claim_control_number", "2330B REF02 (F8)", _payer(claim_control_number="CTRL2"), "REF*F8*CTRL2"),
    _case("other_subscribers[0].providers.assistant_surgeon", "2330H", _known("assistant_surgeon", Identifier("G2", "N1")), "NM1*DD*1", "REF*G2*N1"),
    _case("other_subscribers[0].providers.rendering_provider", "2330D", _known("rendering_provider", Identifier("LU", "N1")), "NM1*82*1", "REF*LU*N1"),
    _case("other_subscribers[0].providers.supervising_provider", "2330E", _known("supervising_provider", Identifier("1G", "N1")), "NM1*DQ*1", "REF*1G*N1"),
    _case("other_subscribers[0].providers.billing_provider", "2330F", _known("billing_provider", Identifier("G2", "N1"), entity="2"), "NM1*85*2", "REF*G2*N1"),
    _case("other_subscribers[0].providers.service_facility", "2330G", _known("service_facility", Identifier("LU", "N1"), entity="2"), "NM1*77*2", "REF*LU*N1"),
]  # fmt: skip

LINE_CASES = [
    _case("modifiers[1]", "2400 SV301-4", {"modifiers": ["22", "52"]}, "SV3*AD:D2391:22:52*145"),
    _case("description", "2400 SV301-7", {"description": "FILLING"}, "SV3*AD:D2391:::::FILLING*145"),
    _case("place_of_service", "2400 SV303", {"place_of_service": "21"}, "SV3*AD:D2391*145*21"),
    _case("oral_cavity_areas[1]", "2400 SV304-2", {"oral_cavity_areas": ["10", "20"]}, "SV3*AD:D2391*145**10:20"),
    _case("prosthesis", "2400 SV305", {"prosthesis": "R"}, "SV3*AD:D2391*145***R"),
    _case("units", "2400 SV306", {"units": 2}, "SV3*AD:D2391*145****2"),
    _case("teeth[1].surfaces[2]", "2400 TOO03-3", {"teeth": [Tooth("A"), Tooth("30", ["M", "O", "D"])]}, "TOO*JP*A", "TOO*JP*30*M:O:D"),
    _case("service_dates", "2400 DTP03 (472)", {"service_dates": LATER}, "DTP*472*D8*20260309"),
    _case("dates.prior_placement", "2400 DTP03 (441)", {"dates": DentalLineDates(prior_placement=DAY)}, "DTP*441*D8*20260302"),
    _case("dates.estimated_prior_placement", "2400 DTP03 (139)", {"dates": DentalLineDates(estimated_prior_placement=DAY)}, "DTP*139*D8*20260302"),
    _case("dates.appliance_placement", "2400 DTP03 (452)", {"dates": DentalLineDates(appliance_placement=DAY)}, "DTP*452*D8*20260302"),
    _case("dates.replacement", "2400 DTP03 (446)", {"dates": DentalLineDates(replacement=DAY)}, "DTP*446*D8*20260302"),
    _case("dates.treatment_start", "2400 DTP03 (196)", {"dates": DentalLineDates(treatment_start=DAY)}, "DTP*196*D8*20260302"),
    _case("dates.treatment_completion", "2400 DTP03 (198)", {"dates": DentalLineDates(treatment_completion=DAY)}, "DTP*198*D8*20260302"),
    _case("contract.percentage", "2400 CN103", {"contract": Contract(type_code="06", percentage="12.5")}, "CN1*06**12.5"),
    _case("predetermination_identifiers[0].payer_id", "2400 REF04-2 (G3)", {"predetermination_identifiers": [Identifier("G3", "PRED1", "PAYER2")]}, "REF*G3*PRED1**2U:PAYER2"),
    _case("prior_authorizations[0].text", "2400 REF02 (G1)", {"prior_authorizations": [Identifier("G1", "A1")]}, "REF*G1*A1"),
    _case("line_control_number", "2400 REF02 (6R)", {"line_control_number": "L1"}, "REF*6R*L1"),
    _case("repriced_claim_number", "2400 REF02 (9A)", {"repriced_claim_number": "P1"}, "REF*9A*P1"),
    _case("adjusted_repriced_claim_number", "2400 REF02 (9C)", {"adjusted_repriced_claim_number": "P2"}, "REF*9C*P2"),
    _case("referral_numbers[0].text", "2400 REF02 (9F)", {"referral_numbers": [Identifier("9F", "R1")]}, "REF*9F*R1"),
    _case("sales_tax", "2400 AMT02 (T)", {"sales_tax": "3.5"}, "AMT*T*3.5"),
    _case("file_information[0]", "2400 K301", {"file_information": ["STATE DATA"]}, "K3*STATE DATA"),
    _case("pricing.procedure_code", "2400 HCP10", {"pricing": Pricing(methodology="06", allowed_amount="100", procedure_code="D2391", unit_basis="UN", units=1)}, "HCP*06*100*******AD*D2391*UN*1"),
    _case("rendering_provider.npi", "2420A NM109", {"rendering_provider": _SURGEON}, "NM1*82*1*FICTION*FRANCES****XX*1999999984", "PRV*PE*PXC*1223G0001X", "REF*G2*N1**2U:PAYER2"),
    _case("assistant_surgeon.npi", "2420B NM109", {"assistant_surgeon": _SURGEON}, "NM1*DD*1*FICTION*FRANCES****XX*1999999984", "PRV*AS*PXC*1223G0001X", "REF*G2*N1**2U:PAYER2"),
    _case("supervising_provider.npi", "2420C NM109", {"supervising_provider": attrs.evolve(_SURGEON, taxonomy=None)}, "NM1*DQ*1*FICTION*FRANCES****XX*1999999984", "REF*G2*N1**2U:PAYER2"),
    _case("service_facility.address.city", "2420D N401", {"service_facility": CLINIC}, "NM1*77*2*EXAMPLE CLINIC*****XX*1245319599", "N4*ANYTOWN*TX*750011235"),
    _case("adjudications[0].procedure_code", "2430 SVD03-2", {"adjudications": [LineAdjudication(payer_id="00009", paid="80", procedure_code="D2391", units=1, adjustments=[Adjustment(group="CO", reason="45", amount="65")], adjudication_date=DAY)]}, "SVD*00009*80*AD:D2391**1", "CAS*CO*45*65", "DTP*573*D8*20260302"),
]  # fmt: skip


def _made(case: Case, *, of_line: bool) -> DentalClaim:
    if not of_line:
        return attrs.evolve(DENTAL_CLAIM, **case.facts)
    first, *others = DENTAL_CLAIM.lines
    return attrs.evolve(DENTAL_CLAIM, lines=(attrs.evolve(first, **case.facts), *others))


CASES = [pytest.param(case, False, id=f"{case.path}: {case.segments[0]}") for case in CLAIM_CASES]
CASES += [
    pytest.param(case, True, id=f"lines[].{case.path}: {case.segments[0]}") for case in LINE_CASES
]


@pytest.mark.parametrize(("case", "of_line"), CASES)
def test_a_fact_has_its_segment(case: Case, *, of_line: bool) -> None:
    claim = _made(case, of_line=of_line)
    text = x12.write([claim], ENVELOPE)
    segments = text.split("~")
    assert [s for s in case.segments if s not in segments] == []
    assert x12.read(text).claims == (claim,)
    assert [str(finding) for finding in x12.check(text)] == []
    path = f"lines[0].{case.path}" if of_line else case.path
    assert x12.locate(path, "dental") == case.place


# ----------------------------------------------------------------------------- what does not fit


TOO_MUCH: list[tuple[str, dict[str, Any], str]] = [
    ("X001", {"tooth_statuses": [ToothStatus("17", "M")] * 36}, "tooth_statuses"),
    ("X001", {"diagnoses": ["K02.62", "K02.63", "K05.00", "K05.10", "K02.61"]}, "diagnoses"),
    ("X001", {"notes": [Note("ADD", "SAMPLE")] * 6}, "notes"),
    ("D003", {"notes": [Note("ADD", "A" * 81)]}, "notes[0].text"),
    ("X001", {"lines": DENTAL_CLAIM.lines * 26}, "lines"),
    ("D003", {"predetermination_identifier": "A" * 51}, "predetermination_identifier"),
]
TOO_MUCH_ON_A_LINE: list[tuple[str, dict[str, Any], str]] = [
    ("X001", {"teeth": [Tooth("30")] * 33}, "teeth"),
    ("X001", {"teeth": [Tooth("30", list("MODBLF"))]}, "teeth[0]"),
    ("X001", {"oral_cavity_areas": ["10"] * 6}, "oral_cavity_areas"),
    (
        "X001",
        {"dates": DentalLineDates(prior_placement=DAY, estimated_prior_placement=DAY)},
        "dates.prior_placement",
    ),
]


@pytest.mark.parametrize(("rule", "facts", "path"), TOO_MUCH)
def test_what_is_too_much_is_refused(rule: str, facts: dict[str, Any], path: str) -> None:
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([attrs.evolve(DENTAL_CLAIM, **facts)], ENVELOPE)
    assert [(f.rule.id, f.path) for f in caught.value.findings] == [(rule, f"claims[0].{path}")]


@pytest.mark.parametrize(("rule", "facts", "path"), TOO_MUCH_ON_A_LINE)
def test_what_is_too_much_on_a_line_is_refused(rule: str, facts: dict[str, Any], path: str) -> None:
    line: DentalLine = attrs.evolve(DENTAL_CLAIM.lines[0], **facts)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([attrs.evolve(DENTAL_CLAIM, lines=[line])], ENVELOPE)
    place = f"claims[0].lines[0].{path}"
    assert [(f.rule.id, f.path) for f in caught.value.findings] == [(rule, place)]


def test_what_the_dental_guide_does_not_say_is_refused() -> None:
    """No PAT at the subscriber, no telephone at a service facility, one number from the payer."""
    heavy = attrs.evolve(DENTAL_CLAIM.subscriber, weight=140)
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([attrs.evolve(DENTAL_CLAIM, subscriber=heavy)], ENVELOPE)
    assert [f.path for f in caught.value.findings] == ["claims[0].subscriber.weight"]


# --------------------------------------------------------------------------- beside other claims


def test_claims_of_two_kinds_make_two_groups() -> None:
    """GS08: a functional group is of one guide."""
    claims: list[Claim] = [DENTAL_CLAIM, CLAIM, DENTAL_CLAIM]
    text = x12.write(claims, ENVELOPE)
    groups = [s.split("*")[8] for s in text.split("~") if s.startswith("GS*")]
    assert groups == ["005010X224A2", "005010X222A1"]
    assert x12.read(text).claims == (DENTAL_CLAIM, DENTAL_CLAIM, CLAIM)
    assert x12.check(text).findings == ()
    reader = x12.Reader()
    fed = [
        found.claim
        for start in range(0, len(text), 7)
        for found in reader.feed(text[start : start + 7])
    ]
    assert (*fed,) == (DENTAL_CLAIM, DENTAL_CLAIM, CLAIM)
    assert reader.close().findings == ()


def test_a_changed_tooth_changes_only_its_segment() -> None:
    text = x12.write([DENTAL_CLAIM], ENVELOPE)
    read = x12.read(text)
    first, *others = DENTAL_CLAIM.lines
    moved = attrs.evolve(first, teeth=[Tooth("31", ["O"])])
    changed = attrs.evolve(read, claims=(attrs.evolve(DENTAL_CLAIM, lines=(moved, *others)),))
    pairs = zip(text.split("~"), changed.text.split("~"), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == [("TOO*JP*30*O", "TOO*JP*31*O")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("SV3*AD:D2391*145", "SV3*HC:D2391*145"),
        ("SV3*AD:D2391*145", "SV3*AD:D239*145"),
        ("SV3*AD:D2391*145", "SV3*ER:LOCAL1*145"),
        ("SV3*AD:D2391*145", "SV3*AD:D2391*145**:20"),
        ("TOO*JP*30*O", "TOO*JO*46*O"),
        ("TOO*JP*30*O", "TOO*JP**O"),
        ("TOO*JP*30*O", "TOO*JP*30*MO"),
        ("TOO*JP*30*O", "TOO*JP*30*::O"),
        ("DTP*472*D8*20260302", "DTP*472*D8*20260230"),
        ("DTP*472*D8*20260302", "DTP*472*D8*20260302~DN1"),
        ("DTP*472*D8*20260302", "DTP*472*D8*20260302~DN2*17*M*X***JO"),
        ("DTP*472*D8*20260302", "DTP*472*D8*20260302~HI*BN:K0262"),
        ("DTP*472*D8*20260302", "DTP*472*D8*20260302~HI*TQ:110000*ABK:K0262"),
    ],
)
def test_what_is_half_said_comes_back(old: str, new: str) -> None:
    """To the letter from the interchange, and from the claims alone when they are written anew."""
    text = x12.write([DENTAL_CLAIM], ENVELOPE)
    assert text.count(old) == 1
    spoilt = text.replace(old, new)
    read = x12.read(spoilt)
    assert read.text == spoilt
    again = x12.write(read.claims, ENVELOPE)
    assert [s for s in again.split("~") if s[:3] != "SE*"] == [
        s for s in spoilt.split("~") if s[:3] != "SE*"
    ]


def test_months_are_numbers() -> None:
    claim = attrs.evolve(DENTAL_CLAIM, orthodontics=Orthodontics(total_months=Decimal(36)))
    assert "DN1*36~" in x12.write([claim], ENVELOPE)
