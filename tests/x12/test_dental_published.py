"""The published 837D examples, rebuilt from typed values and read back to the letter.

The facts below are those of the examples the standards body publishes with its dental guide; the
tests carry them and do not read the files. Where the folder with the published texts stands beside
the checkout, every text in it is also read and given back.
"""

from datetime import date, time
from pathlib import Path
from typing import Any

import attrs
import pytest

from medclaim.claims import x12
from medclaim.claims.check import check_text
from medclaim.claims.dental import (
    DentalClaim,
    DentalDates,
    DentalIdentifiers,
    DentalLine,
    Orthodontics,
    Tooth,
)
from medclaim.claims.parties import (
    Address,
    BillingProvider,
    Contact,
    Organization,
    Patient,
    Payer,
    Person,
    Provider,
    Subscriber,
)
from medclaim.claims.supplements import Attachment
from medclaim.codes.npi import Npi
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.findings import Severity
from tests.x12.test_published import files, numbers_of


def _envelope(**changes: Any) -> x12.Envelope:
    made = x12.Envelope(
        submitter=x12.Submitter(
            name=Organization("PREMIER BILLING SERVICE"),
            identifier="567890",
            contacts=(Contact(name="JERRY", telephone="7176149999"),),
        ),
        receiver=x12.Receiver(name="KEY INSURANCE COMPANY", identifier="999996666"),
        sender_id="123456789012345",
        receiver_id="123456789012346",
        application_sender="1234567890",
        created_on=date(2006, 11, 23),
        created_at=time(10, 23),
        interchange_control_number=10216,
        group_control_number=20213,
        set_control_number=2,
        reference="0123",
    )
    return attrs.evolve(made, **changes)


def _dentist(npi: str, taxonomy: str, *, last: str = "KILDARE", first: str = "BEN") -> Provider:
    # The published NPIs fail their check digit: held as they stand, and reported.
    name = Person(last_name=last, first_name=first)
    return Provider(name=name, npi=Npi.read(npi), taxonomy=TaxonomyCode.read(taxonomy))


def payer_a() -> DentalClaim:
    """A root canal for a dependent child."""
    return DentalClaim(
        billing_provider=BillingProvider(
            name=Organization("DENTAL ASSOCIATES"),
            npi=Npi.read("4567890123"),
            tax_id="587654321",
            address=Address(line_1="234 SEAWAY ST", city="MIAMI", state="FL", postal_code="33111"),
        ),
        subscriber=Subscriber(
            name=Person(last_name="SMITH", first_name="JANE"),
            member_id="JS00111223333",
            responsibility="P",
            filing_indicator="CI",
        ),
        payer=Payer(name="KEY INSURANCE COMPANY", payer_id="999996666"),
        patient=Patient(
            name=Person(last_name="SMITH", first_name="TED"),
            relationship="19",
            birth_date=date(1992, 5, 1),
            sex="M",
            address=Address(line_1="236 N MAIN ST", city="MIAMI", state="FL", postal_code="33413"),
        ),
        patient_control_number="26403774",
        total_charge="200",
        place_of_service="11",
        release_of_information="I",
        service_dates=date(2006, 11, 9),
        identifiers=DentalIdentifiers(clearinghouse_trace="111222333444"),
        rendering_provider=_dentist("6789012345", "1223P0221X"),
        lines=[
            DentalLine(
                line_number=1, procedure_code="D3320", charge=200, units=1, teeth=[Tooth("5")]
            )
        ],
    )


def commercial() -> DentalClaim:
    """A filling on two surfaces and a cleaning."""
    claim = payer_a()
    return attrs.evolve(
        claim,
        billing_provider=attrs.evolve(claim.billing_provider, npi=Npi.read("1234567890")),
        subscriber=attrs.evolve(claim.subscriber, member_id="111223333"),
        payer=Payer(name="INSURANCE COMPANY XYZ", payer_id="66783JJT"),
        total_charge="150",
        service_dates=date(2006, 10, 29),
        identifiers=DentalIdentifiers(clearinghouse_trace="17312345600006351"),
        rendering_provider=_dentist("9876543210", "1223G0001X"),
        lines=[
            DentalLine(
                line_number=1,
                procedure_code="D2150",
                charge=100,
                units=1,
                teeth=[Tooth("12", ["M", "O"])],
            ),
            DentalLine(line_number=2, procedure_code="D1110", charge=50, units=1),
        ],
    )


def orthodontics() -> DentalClaim:
    """A treatment of three years that began with its appliance; a dentist bills alone."""
    claim = payer_a()
    assert claim.patient is not None
    return attrs.evolve(
        claim,
        billing_provider=BillingProvider(
            name=Person(last_name="JOHN", first_name="DOE"),
            npi=Npi.read("2345678901"),
            tax_id="587654321",
            taxonomy="1223G0001X",
            address=Address(
                line_1="123 TOOTH DRIVE", city="MIAMI", state="FL", postal_code="33411"
            ),
        ),
        subscriber=attrs.evolve(claim.subscriber, member_id="111223333"),
        patient=attrs.evolve(claim.patient, birth_date=date(1991, 10, 29)),
        patient_control_number="SMITH788",
        total_charge="4000",
        service_dates=None,
        dates=DentalDates(appliance_placement=date(2006, 11, 15)),
        orthodontics=Orthodontics(total_months=36),
        identifiers=None,
        rendering_provider=None,
        lines=[DentalLine(line_number=1, procedure_code="D8080", charge=4000, units=1)],
    )


def several_teeth() -> DentalClaim:
    """A partial denture in place of five teeth, with an attachment; the patient is the subscriber."""
    return DentalClaim(
        billing_provider=BillingProvider(
            name=Organization("ANYTOWN DENTAL"),
            npi="1234567984",
            tax_id="222222222",
            address=Address(
                line_1="926 MAIN ST", city="ANYTOWN", state="FL", postal_code="327147244"
            ),
            contacts=[Contact(name="ANYTOWN DENTAL", telephone="4075551213")],
        ),
        subscriber=Subscriber(
            name=Person(last_name="SUBLAST", first_name="SUBFIRST", middle_name="M"),
            member_id="123456",
            responsibility="P",
            relationship="18",
            group_number="12345687",
            filing_indicator="CI",
            address=Address(
                line_1="654 ANYWHERE DR", city="ANYTOWN", state="FL", postal_code="32000"
            ),
            birth_date=date(1971, 1, 1),
            sex="M",
        ),
        payer=Payer(name="ACME DENTAL PAYER", payer_id="11111"),
        patient_control_number="1191",
        total_charge="900",
        place_of_service="11",
        assignment_code="C",
        attachments=[
            Attachment(report_type="OZ", transmission="EL", control_number="NEA123456798")
        ],
        identifiers=DentalIdentifiers(clearinghouse_trace="0001958960000001"),
        rendering_provider=_dentist(
            "1234567893", "1223G0001X", last="RENDERLAST", first="RENDERFIRST"
        ),
        lines=[
            DentalLine(
                line_number=1,
                procedure_code="D5214",
                charge=900,
                teeth=[Tooth(number) for number in ("31", "30", "21", "19", "18")],
            )
        ],
    )


PAYER_A = """
ST*837*0002*005010X224A2|BHT*0019*00*0123*20061123*1023*CH|NM1*41*2*PREMIER BILLING SERVICE*****46*567890
PER*IC*JERRY*TE*7176149999|NM1*40*2*KEY INSURANCE COMPANY*****46*999996666|HL*1**20*1
NM1*85*2*DENTAL ASSOCIATES*****XX*4567890123|N3*234 SEAWAY ST|N4*MIAMI*FL*33111|REF*EI*587654321
HL*2*1*22*1|SBR*P********CI|NM1*IL*1*SMITH*JANE****MI*JS00111223333
NM1*PR*2*KEY INSURANCE COMPANY*****PI*999996666|HL*3*2*23*0|PAT*19|NM1*QC*1*SMITH*TED|N3*236 N MAIN ST
N4*MIAMI*FL*33413|DMG*D8*19920501*M|CLM*26403774*200***11:B:1*Y*A*Y*I|DTP*472*D8*20061109
REF*D9*111222333444|NM1*82*1*KILDARE*BEN****XX*6789012345|PRV*PE*PXC*1223P0221X
LX*1|SV3*AD:D3320*200****1|TOO*JP*5|SE*29*0002
"""

COMMERCIAL = """
ST*837*3456*005010X224A2|BHT*0019*00*0123*20061123*1023*CH|NM1*41*2*PREMIER BILLING SERVICE*****46*TGJ23
PER*IC*JERRY*TE*7176149999|NM1*40*2*INSURANCE COMPANY XYZ*****46*66783JJT|HL*1**20*1
NM1*85*2*DENTAL ASSOCIATES*****XX*1234567890|N3*234 SEAWAY ST|N4*MIAMI*FL*33111|REF*EI*587654321
HL*2*1*22*1|SBR*P********CI|NM1*IL*1*SMITH*JANE****MI*111223333
NM1*PR*2*INSURANCE COMPANY XYZ*****PI*66783JJT|HL*3*2*23*0|PAT*19|NM1*QC*1*SMITH*TED|N3*236 N MAIN ST
N4*MIAMI*FL*33413|DMG*D8*19920501*M|CLM*26403774*150***11:B:1*Y*A*Y*I|DTP*472*D8*20061029
REF*D9*17312345600006351|NM1*82*1*KILDARE*BEN****XX*9876543210|PRV*PE*PXC*1223G0001X
LX*1|SV3*AD:D2150*100****1|TOO*JP*12*M:O|LX*2|SV3*AD:D1110*50****1|SE*31*3456
"""

ORTHODONTICS = """
ST*837*0322*005010X224A2|BHT*0019*00*0123*20061123*1023*CH|NM1*41*2*JOHN DOE*****46*940001
PER*IC*SALLY*TE*7175555555|NM1*40*2*KEY INSURANCE COMPANY*****46*999996666|HL*1**20*1
PRV*BI*PXC*1223G0001X|NM1*85*1*JOHN*DOE****XX*2345678901|N3*123 TOOTH DRIVE|N4*MIAMI*FL*33411
REF*EI*587654321|HL*2*1*22*1|SBR*P********CI|NM1*IL*1*SMITH*JANE****MI*111223333
NM1*PR*2*KEY INSURANCE COMPANY*****PI*999996666|HL*3*2*23*0|PAT*19|NM1*QC*1*SMITH*TED|N3*236 N MAIN ST
N4*MIAMI*FL*33413|DMG*D8*19911029*M|CLM*SMITH788*4000***11:B:1*Y*A*Y*I|DTP*452*D8*20061115|DN1*36
LX*1|SV3*AD:D8080*4000****1|SE*27*0322
"""

SEVERAL_TEETH = """
ST*837*0001*005010X224A2|BHT*0019*00*1000002*20140305*0745*CH|NM1*41*2*XYZ CLEARINGHOUSE*****46*321123
PER*IC*XYZ CLEARINGHOUSE, INC.*TE*8005551212*EX*123*EM*PRODUCTIONSUPPORT@XYZCLEARINGHOUSE.COM
NM1*40*2*ACME DENTAL PAYER*****46*12345|HL*1**20*1|NM1*85*2*ANYTOWN DENTAL*****XX*1234567984
N3*926 MAIN ST|N4*ANYTOWN*FL*327147244|REF*EI*222222222|PER*IC*ANYTOWN DENTAL*TE*4075551213|HL*2*1*22*0
SBR*P*18*12345687******CI|NM1*IL*1*SUBLAST*SUBFIRST*M***MI*123456|N3*654 ANYWHERE DR|N4*ANYTOWN*FL*32000
DMG*D8*19710101*M|NM1*PR*2*ACME DENTAL PAYER*****PI*11111|CLM*1191*900***11:B:1*Y*C*Y*Y
PWK*OZ*EL***AC*NEA123456798|REF*D9*0001958960000001|NM1*82*1*RENDERLAST*RENDERFIRST****XX*1234567893
PRV*PE*PXC*1223G0001X|LX*1|SV3*AD:D5214*900|TOO*JP*31|TOO*JP*30|TOO*JP*21|TOO*JP*19|TOO*JP*18|SE*31*0001
"""


@pytest.mark.parametrize(
    ("claim", "envelope", "published"),
    [
        pytest.param(payer_a(), _envelope(), PAYER_A, id="claim-from-billing-provider-to-payer-a"),
        pytest.param(
            commercial(),
            _envelope(
                set_control_number=3456,
                submitter=attrs.evolve(_envelope().submitter, identifier="TGJ23"),
                receiver=x12.Receiver(name="INSURANCE COMPANY XYZ", identifier="66783JJT"),
            ),
            COMMERCIAL,
            id="commercial-health-insurance",
        ),
        pytest.param(
            orthodontics(),
            _envelope(
                set_control_number=322,
                submitter=x12.Submitter(
                    name=Organization("JOHN DOE"),
                    identifier="940001",
                    contacts=[Contact(name="SALLY", telephone="7175555555")],
                ),
            ),
            ORTHODONTICS,
            id="orthodontic-treatment-plan",
        ),
        pytest.param(
            several_teeth(),
            _envelope(
                created_on=date(2014, 3, 5),
                created_at=time(7, 45),
                reference="1000002",
                set_control_number=1,
                submitter=x12.Submitter(
                    name=Organization("XYZ CLEARINGHOUSE"),
                    identifier="321123",
                    contacts=[
                        Contact(
                            name="XYZ CLEARINGHOUSE, INC.",
                            telephone="8005551212",
                            extension="123",
                            email="PRODUCTIONSUPPORT@XYZCLEARINGHOUSE.COM",
                        )
                    ],
                ),
                receiver=x12.Receiver(name="ACME DENTAL PAYER", identifier="12345"),
            ),
            SEVERAL_TEETH,
            id="multiple-tooth-numbers",
        ),
    ],
)
def test_rebuilt_from_typed_values(
    claim: DentalClaim, envelope: x12.Envelope, published: str
) -> None:
    """Segment by segment, element by element, numbers compared as numbers."""
    written = x12.write([claim], envelope)
    expected = [s.split("*") for s in published.strip().replace("\n", "|").split("|")]
    body = [s.split("*") for s in written.rstrip("~").split("~")[2:-2]]
    assert list(map(numbers_of, body)) == list(map(numbers_of, expected))
    assert x12.read(written).claims == (claim,)


FILES = files("837d")


# The published numbers that fail their check digit, and such as pass it.
_NPIS = {
    "4567890123": "1234567893",
    "6789012345": "1999999984",
    "1234567890": "1234567893",
    "9876543210": "1999999984",
    "2345678901": "1234567893",
}


def _repaired(text: str) -> str:
    for published, right in _NPIS.items():
        text = text.replace(f"*XX*{published}~", f"*XX*{right}~")
    return text.replace("*33111~", "*331110001~").replace("*33411~", "*334110001~")


@pytest.mark.parametrize("path", FILES)
def test_a_repaired_published_text_has_no_error(path: Path) -> None:
    """Their NPIs replaced by ones that pass, five-digit ZIP codes extended: nothing else is wrong."""
    text = path.read_bytes().decode("ascii")
    found = [
        f.rule.id for f in check_text(_repaired(text)) if f.severity is not Severity.INFORMATION
    ]
    # Warnings on the one of several teeth: no day of service at all, a tax id that is a filler.
    assert set(found) <= {"D231", "A049"}
    assert check_text(_repaired(text)).errors == ()
    wrong = {f.rule.id for f in check_text(text).errors}
    assert wrong <= {"A030", "A031"}
    assert bool(wrong) is any(f"*XX*{npi}~" in text for npi in _NPIS)


@pytest.mark.parametrize("path", FILES)
def test_claims_written_alone_say_what_was_published(path: Path) -> None:
    """From the first level to SE, segment for segment, numbers compared as numbers."""
    text = path.read_bytes().decode("ascii")
    written = x12.write(x12.read(text).claims, _envelope())
    assert _from_the_first_level(written) == _from_the_first_level(text)


def _from_the_first_level(text: str) -> list[list[object]]:
    segments = [segment.strip().split("*") for segment in text.split("~")]
    ids = [segment[0] for segment in segments]
    return list(map(numbers_of, segments[ids.index("HL") : ids.index("SE")]))
