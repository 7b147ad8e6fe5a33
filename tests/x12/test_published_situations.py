"""The published 837P examples of special situations, rebuilt from typed values segment by segment.

Other payers, ambulance, anesthesia, chiropractic, a drug, Medicare as secondary payer. The facts are
those of the examples the standards body publishes with its guide; numbers are compared as numbers.
"""

from datetime import date, time
from typing import Any

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.cob import Adjustment, LineAdjudication, OtherPayer, OtherSubscriber
from medclaim.claims.lines import ProfessionalLine
from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Contact,
    Identifier,
    Location,
    Organization,
    Patient,
    Payer,
    PayTo,
    Person,
    Provider,
    Subscriber,
)
from medclaim.claims.professional import ClaimDates
from medclaim.claims.supplements import (
    Ambulance,
    Certification,
    Drug,
    Note,
    RelatedCauses,
    SpinalManipulation,
)
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.npi import Npi
from medclaim.codes.taxonomy import TaxonomyCode
from tests.x12 import _published_texts as texts


def _address(line: str, city: str, state: str, postal_code: str) -> Address:
    return Address(line_1=line, city=city, state=state, postal_code=postal_code)


def _old(*codes: str) -> tuple[Icd9CmCode, ...]:
    return tuple(map(Icd9CmCode, codes))


def _line(number: int, code: str, charge: str, day: date, **facts: Any) -> ProfessionalLine:
    pointers = facts.pop("diagnosis_pointers", (1,))
    return ProfessionalLine(
        line_number=number,
        procedure_code=code,
        charge=charge,
        service_dates=day,
        diagnosis_pointers=pointers,
        **facts,
    )


def _self(last: str, first: str, middle: str | None, number: str, **facts: Any) -> Subscriber:
    return Subscriber(
        name=Person(last_name=last, first_name=first, middle_name=middle),
        member_id=number,
        relationship="18",
        **{"responsibility": "P", "filing_indicator": "MB", **facts},
    )


_OCEAN = _address("2345 OCEAN BLVD", "MIAMI", "FL", "33111")
_KILDARE = Person(last_name="KILDARE", first_name="BEN")


def other_payer() -> ProfessionalClaim:
    """A child under two parents' plans: the first is billed, the second named."""
    day = date(2005, 10, 3)
    return ProfessionalClaim(
        billing_provider=BillingProvider(
            name=_KILDARE,
            npi=Npi.read("1999996666"),
            tax_id="123456789",
            address=_address("1234 SEAWAY ST", "MIAMI", "FL", "33111"),
            contacts=[Contact(name="CONNIE", telephone="3055551234")],
            pay_to=PayTo(entity_type="2", address=_OCEAN),
        ),
        subscriber=Subscriber(
            name=Person(last_name="SMITH", first_name="JANE"),
            member_id="111223333",
            responsibility="P",
            filing_indicator="CI",
            birth_date=date(1943, 5, 1),
            sex="F",
        ),
        payer=Payer(
            name="KEY INSURANCE COMPANY",
            payer_id="999996666",
            address=_address("3333 OCEAN ST", "SOUTH MIAMI", "FL", "33000"),
            billing_provider_identifiers=[Identifier("G2", "PBS3334")],
        ),
        patient=Patient(
            name=Person(last_name="SMITH", first_name="TED"),
            relationship="19",
            birth_date=date(1973, 5, 1),
            sex="M",
            address=_address("236 N MAIN ST", "MIAMI", "FL", "33413"),
        ),
        patient_control_number="26407789",
        total_charge="79.04",
        place_of_service="11",
        release_of_information="I",
        patient_signature_source="P",
        diagnoses=_old("477.9", "272.4", "278.0", "530.81"),
        rendering_provider=Provider(
            name=_KILDARE,
            npi=Npi.read("1999996666"),
            taxonomy=TaxonomyCode("204C00000X"),
            identifiers=[Identifier("G2", "KA6663")],
        ),
        service_facility=Provider(
            name=Organization("KILDARE ASSOCIATES"), npi=Npi.read("1581234567"), address=_OCEAN
        ),
        other_subscribers=[
            OtherSubscriber(
                name=Person(last_name="SMITH", first_name="JACK"),
                member_id="T55TY666",
                responsibility="S",
                relationship="01",
                filing_indicator="CI",
                patient_signature_source="P",
                address=_address("236 N MAIN ST", "MIAMI", "FL", "33111"),
                payer=OtherPayer(name="KEY INSURANCE COMPANY", payer_id="999996666"),
            )
        ],
        lines=[
            _line(1, "99213", "43", day, diagnosis_pointers=(1, 2, 3, 4)),
            _line(2, "90782", "15", day, diagnosis_pointers=(1, 2)),
            _line(3, "J3301", "21.04", day, diagnosis_pointers=(1, 2)),
        ],
    )


def ambulance() -> ProfessionalClaim:
    """An accident at home, four services of one ride with two patients aboard."""
    day = date(2005, 2, 8)
    home = _address("1129 REINDEER ROAD", "CARR", "CO", "80612")
    ride: dict[str, Any] = {
        "modifiers": ["RH"],
        "emergency": "Y",
        "diagnosis_pointers": (1, 2, 3, 4),
    }
    two = Ambulance(patient_count=2)
    return ProfessionalClaim(
        billing_provider=BillingProvider(
            name=Organization("AAA AMBULANCE SERVICE"),
            npi=Npi.read("2366554859"),
            tax_id="376985369",
            taxonomy=TaxonomyCode("3416L0300X"),
            address=_address("12202 AIRPORT WAY", "BROOMFIELD", "CO", "800210021"),
        ),
        subscriber=_self(
            "JONES",
            "SARAH",
            "A",
            "012345678A",
            address=home,
            birth_date=date(1963, 7, 29),
            sex="F",
        ),
        payer=Payer(
            name="MEDICARE PART B",
            payer_id="123245",
            address=_address("PO BOX 3543", "BALTIMORE", "MD", "666013543"),
        ),
        patient_control_number="051068",
        total_charge="766.50",
        place_of_service="41",
        patient_signature_source="P",
        related_causes=RelatedCauses(codes=["OA"]),
        dates=ClaimDates(accident=day),
        diagnoses=_old("862.8", "E888.8", "959.2", "854.0"),
        ambulance=Ambulance(
            reason="A",
            distance=21,
            patient_weight=275,
            stretcher_purpose="PATIENT IMOBILIZED",
            certifications=[
                Certification("Y", ["04", "06", "09"]),
                Certification("N", ["05", "07", "08"]),
            ],
            pick_up=Location(home),
            drop_off=Location(_address("10005 BANNOCK ST", "CHEYENNE", "WY", "82009")),
        ),
        lines=[
            _line(
                1,
                "A0427",
                "700",
                day,
                line_control_number="1001",
                ambulance=two,
                note=Note("ADD", "CARDIAC EMERGENCY"),
                **ride,
            ),
            _line(
                2, "A0425", "8.20", day, units=21, line_control_number="1002", ambulance=two, **ride
            ),
            _line(3, "A0422", "46", day, line_control_number="1003", **ride),
            _line(4, "A0382", "12.30", day, line_control_number="1004", **ride),
        ],
    )


def anesthesia() -> ProfessionalClaim:
    """Anesthesia counted in minutes, in a hospital."""
    nashville = ("NASHVILLE", "TN", "37232")
    return ProfessionalClaim(
        billing_provider=BillingProvider(
            name=Organization("PROVIDER MEDICAL GROUP"),
            npi=Npi.read("2366554859"),
            tax_id="756473826",
            address=_address("1234 WEST END AVE", *nashville),
        ),
        subscriber=_self(
            "JONES",
            "MARGARET",
            None,
            "123456789A",
            address=_address("123 RAINBOW ROAD", *nashville),
            birth_date=date(1974, 3, 3),
            sex="F",
        ),
        payer=Payer(name="ABC PAYER", payer_id="05440"),
        patient_control_number="153829140",
        total_charge="827",
        place_of_service="22",
        diagnoses=_old("366.16"),
        rendering_provider=Provider(
            name=Person(last_name="TOWNSEND", first_name="JACOB", middle_name="E"),
            npi=Npi.read("5678912345"),
            taxonomy=TaxonomyCode("207L00000X"),
            identifiers=[Identifier("1G", "A41234")],
        ),
        service_facility=Provider(
            name=Organization("PROVIDER OP HOSP"),
            npi=Npi.read("432198765"),
            address=_address("345 MAIN DRIVE", *nashville),
        ),
        lines=[
            _line(
                1,
                "00142",
                "827",
                date(2005, 1, 12),
                modifiers=["QK", "QS", "P1"],
                unit_basis="MJ",
                units=61,
            )
        ],
    )


def chiropractic() -> ProfessionalClaim:
    """Spinal manipulation, with the dates and the condition it needs."""
    return ProfessionalClaim(
        billing_provider=BillingProvider(
            name=Person(last_name="GREENE", first_name="DAVID", middle_name="M"),
            npi=Npi.read("1234567890"),
            tax_id="987654321",
            address=_address("1264 OAKWOOD AVE", "BALTIMORE", "MD", "21236"),
            contacts=[Contact(name="DR", telephone="4105551212")],
        ),
        subscriber=_self(
            "WILLIAMSON",
            "MATTHEW",
            "J",
            "123456789A",
            address=_address("128 BROADCREEK", "BALTIMORE", "MD", "21234"),
            birth_date=date(1925, 1, 10),
            sex="M",
        ),
        payer=Payer(name="MEDICARE PART B MARYLAND", payer_id="C12345"),
        patient_control_number="125WILL",
        total_charge="145.5",
        place_of_service="11",
        dates=ClaimDates(
            initial_treatment=date(2005, 1, 15),
            acute_manifestation=date(2005, 1, 10),
            last_x_ray=date(2005, 1, 13),
        ),
        spinal_manipulation=SpinalManipulation("A", ["CHRONIC PAIN AND DISCOMFORT"]),
        diagnoses=_old("721.5"),
        lines=[_line(1, "98940", "145.5", date(2005, 2, 15), line_control_number="01")],
    )


def drug() -> ProfessionalClaim:
    """An injection and the drug in it, with sales tax."""
    vegas = ("Las Vegas", "NV", "89109")
    return ProfessionalClaim(
        billing_provider=BillingProvider(
            name=Organization("Associates in Medicine"),
            npi="1234567893",
            tax_id="587654321",
            address=_address("1313 Las Vegas Boulevard", *vegas),
        ),
        subscriber=_self(
            "Vaughn",
            "Steve",
            "R",
            "MBRID12345",
            group_number="GRP01020102",
            filing_indicator="CI",
            address=_address("236 Diamond ST", *vegas),
            birth_date=date(1943, 5, 1),
            sex="M",
        ),
        payer=Payer(name="R&R Health Plan", payer_id="PLANID12345", id_qualifier="XV"),
        patient_control_number="CLMNO12345",
        total_charge="103.37",
        place_of_service="11",
        diagnoses=_old("035.91"),
        rendering_provider=Provider(
            name=Person(last_name="Hendrix", first_name="Jim"),
            npi=Npi.read("1122333341"),
            taxonomy=TaxonomyCode("208D00000X"),
        ),
        lines=[
            _line(1, "90782", "50", date(2004, 7, 11), place_of_service="11"),
            _line(
                2,
                "J1550",
                "53.37",
                date(2004, 7, 11),
                place_of_service="11",
                sales_tax="3.37",
                drug=Drug(code="00026-0635-12", quantity=10, unit="ML"),
            ),
        ],
    )


def secondary() -> ProfessionalClaim:
    """Medicare after a working spouse's plan, with what that plan paid and why not more."""
    day = date(2005, 1, 19)
    return ProfessionalClaim(
        billing_provider=BillingProvider(
            name=Organization("SPECIALISTS"),
            npi=Npi.read("0100000009"),
            tax_id="890123456",
            address=_address("5 MAP COURT", "MAYNE", "PA", "21236"),
            identifiers=[Identifier("1G", "110101")],
        ),
        subscriber=_self(
            "MEDYUM",
            "WAYNE",
            "M",
            "102200221B1",
            responsibility="S",
            group_name="MEDICARE",
            insurance_type="12",
            address=_address("1010 THOUSAND OAK LANE", "MAYN", "PA", "17089"),
            birth_date=date(1956, 1, 10),
            sex="M",
        ),
        payer=Payer(
            name="MEDICARE",
            payer_id="10234",
            address=_address("5232 MAYNE", "LYGHT", "PA", "17009"),
        ),
        patient_control_number="101KEN6055",
        total_charge="120",
        place_of_service="11",
        patient_signature_source="P",
        diagnoses=_old("715.16", "719.06"),
        referring_provider=Provider(
            name=Person(last_name="BRYHT", first_name="LEE", middle_name="T"),
            identifiers=[Identifier("1G", "B01010")],
        ),
        rendering_provider=Provider(
            name=Person(last_name="HENZES", first_name="JACK"),
            npi=Npi.read("9090909090"),
            taxonomy=TaxonomyCode("207X00000X"),
            identifiers=[Identifier("G2", "110102XXX")],
        ),
        other_subscribers=[
            OtherSubscriber(
                name=Person(last_name="MEDYUM", first_name="CAROL"),
                member_id="COM188-404777",
                responsibility="P",
                relationship="01",
                group_name="COMMERCE",
                filing_indicator="CI",
                payer_paid="80",
                non_covered="15",
                patient_signature_source="P",
                address=_address("PO BOX 45", "MAYN", "PA", "17089"),
                payer=OtherPayer(name="COMMERCE", payer_id="59999"),
            )
        ],
        lines=[
            _line(
                1,
                "99203",
                "120",
                day,
                modifiers=["25"],
                diagnosis_pointers=(1, 2),
                adjudications=[
                    LineAdjudication(
                        payer_id="59999",
                        paid="80",
                        procedure_code="99203",
                        modifiers=["25"],
                        units=1,
                        adjustments=[
                            Adjustment(group="CO", reason="42", amount="25"),
                            Adjustment(group="PR", reason="2", amount="15"),
                        ],
                        adjudication_date=date(2005, 1, 28),
                    )
                ],
            )
        ],
    )


def _envelope(
    submitter: str, number: str, contact: Contact, receiver: str, identifier: str, **facts: Any
) -> x12.Envelope:
    return x12.Envelope(
        submitter=x12.Submitter(
            name=Organization(submitter), identifier=number, contacts=(contact,)
        ),
        receiver=x12.Receiver(name=receiver, identifier=identifier),
        sender_id="SENDER",
        receiver_id="RECEIVER",
        **{"created_at": time(10, 23), "reference": "0123", **facts},
        interchange_control_number=1,
        group_control_number=1,
    )


CASES = [
    pytest.param(
        other_payer(),
        _envelope(
            "PREMIER BILLING SERVICE",
            "TGJ23",
            Contact(name="JERRY", telephone="3055552222"),
            "XYZ REPRICER",
            "66783JJT",
            created_on=date(2005, 10, 15),
            set_control_number=21,
        ),
        texts.COB,
        id="COB-claim-from-billing-provider-to-payer-a",
    ),
    pytest.param(
        ambulance(),
        _envelope(
            "AAA AMBULANCE SERVICE",
            "376985369",
            Contact(name="LISA SMITH", telephone="3037752536"),
            "MEDICARE B",
            "123245",
            created_on=date(2005, 2, 8),
            created_at=time(11, 12),
            reference="000017712",
            set_control_number=17712,
        ),
        texts.AMBULANCE,
        id="ambulance",
    ),
    pytest.param(
        anesthesia(),
        _envelope(
            "PROVIDER MEDICAL GROUP",
            "N305",
            Contact(name="NINA", telephone="6155551212", extension="911"),
            "ABC PAYER",
            "05440",
            created_on=date(2005, 1, 17),
            set_control_number=1,
        ),
        texts.ANESTHESIA,
        id="anesthesia",
    ),
    pytest.param(
        chiropractic(),
        _envelope(
            "DAVID GREEN",
            "S01057",
            Contact(name="KATHY SMITH", telephone="4105558888"),
            "MEDICARE PART B MARYLAND",
            "12345",
            created_on=date(2005, 2, 15),
            created_at=time(7, 54, 20),
            reference="007227",
            set_control_number=3701,
        ),
        texts.CHIROPRACTIC,
        id="chiropractic",
    ),
    pytest.param(
        drug(),
        _envelope(
            "Associates in Medicine",
            "587654321",
            Contact(name="Bud Holly", telephone="8017268899"),
            "XYZ Receiver",
            "369852758",
            created_on=date(2004, 8, 1),
            created_at=time(12, 0),
            reference="0013",
            set_control_number=711,
        ),
        texts.DRUG,
        id="drug-administered-in-the-physician-office",
    ),
    pytest.param(
        secondary(),
        _envelope(
            "SPECIALISTS",
            "1111111",
            Contact(name="SUE", telephone="8005558888"),
            "MEDICARE PENNSYLVANIA",
            "10234",
            created_on=date(2005, 2, 14),
            created_at=time(11, 51, 1),
            reference="000001142",
            set_control_number=2,
        ),
        texts.SECONDARY,
        id="medicare-secondary-payer-COB",
    ),
]


@pytest.mark.parametrize(("claim", "envelope", "published"), CASES)
def test_rebuilt_from_typed_values(
    claim: ProfessionalClaim, envelope: x12.Envelope, published: str
) -> None:
    """Segment by segment, element by element."""
    body = x12.write([claim], envelope).rstrip("~").split("~")[2:-2]
    assert texts.compared(body) == texts.compared(texts.segments(published))


@pytest.mark.parametrize(("claim", "envelope", "published"), CASES)
def test_reads_as_the_typed_values_and_comes_back_to_the_letter(
    claim: ProfessionalClaim, envelope: x12.Envelope, published: str
) -> None:
    written = x12.write([claim], envelope)
    head, tail = written.split("~")[:2], written.rstrip("~").split("~")[-2:]
    body = texts.segments(published)
    text = "~".join([*head, *body, *tail, ""])
    interchange = x12.read(text)
    assert interchange.claims == (claim,)
    assert interchange.text == text


@pytest.mark.parametrize(("claim", "envelope", "published"), CASES)
def test_nothing_of_a_published_example_is_without_a_field(
    claim: ProfessionalClaim, envelope: x12.Envelope, published: str
) -> None:
    read = x12.read(x12.write([claim], envelope)).claims[0]
    assert read.unplaced == ()
    assert [line.unplaced for line in read.lines] == [()] * len(claim.lines)
    assert attrs.evolve(read) == claim
