"""Facts that must be there (SNIP type 2)."""

import re
from collections.abc import Iterator

from medclaim._rules import required
from medclaim.claims.claim import Claim, InstitutionalClaim
from medclaim.claims.edits.admission import MISSING
from medclaim.claims.edits.context import Context
from medclaim.claims.parties import SELF, Address, Person
from medclaim.dates import DateRange
from medclaim.edit import Kind, edit
from medclaim.findings import Finding, Rule, Severity

_GUIDE = "005010X222A1"


BILLING_NAME = required(
    "D021",
    "billing-name-missing",
    "The billing provider has a name.",
    f"{_GUIDE}, 2010AA NM103",
    "A6:125@85",
    "CO-16/N256",
)
BILLING_NPI = Rule(
    id="D022",
    name="billing-npi-missing",
    summary="A billing provider who is a covered health care provider gives its NPI.",
    authority=f"45 CFR 162.410(a); {_GUIDE}, 2010AA NM109",
    severity=Severity.ERROR,
    answer=("A6:562@85", "CO-206", "CO-16/N257"),
    snip_type=2,
)
BILLING_ADDRESS = required(
    "D023",
    "billing-address-missing",
    "The billing provider's address has a street, a city and, in the US, a state and a ZIP code.",
    f"{_GUIDE}, 2010AA N3, N4",
    "A6:126@85",
    "CO-16/N258",
)
BILLING_TAX_ID = required(
    "D025",
    "billing-taxid-missing",
    "The billing provider gives one tax identifier, an EIN or an SSN.",
    f"{_GUIDE}, 2010AA REF (EI, SY)",
    "A6:128@85",
    "CO-16/MA113",
)
PAYER_NAME = required(
    "D031",
    "payer-name-missing",
    "The payer has a name.",
    f"{_GUIDE}, 2010BB NM103",
    "A6:125@PR",
    "CO-16/M56",
)
PAYER_ID = required(
    "D032",
    "payer-id-missing",
    "The payer has an id.",
    f"{_GUIDE}, 2010BB NM109",
    "A6:153@PR",
    "CO-16/M56",
)
FILING_INDICATOR = required(
    "D037",
    "filing-indicator-missing",
    "The claim says which kind of payer is asked.",
    f"{_GUIDE}, 2000B SBR09",
    "A6:480@PR",
)
SUBSCRIBER_ID = required(
    "D041",
    "subscriber-id-missing",
    "The subscriber has a member id, unless it is a workers' compensation employer.",
    f"{_GUIDE}, 2010BA NM109",
    "A6:164@IL",
    "CO-31",
    "CO-16/N382",
)
SUBSCRIBER_NAME = required(
    "D042",
    "subscriber-name-missing",
    "The subscriber has a last or organization name, and most people a first name.",
    f"{_GUIDE}, 2010BA NM103, NM104",
    "A6:504@IL",
    "A6:505@IL",
    "CO-16/MA36",
)
SUBSCRIBER_DEMOGRAPHICS = required(
    "D043",
    "subscriber-demographics-missing",
    "A subscriber who is the patient has an address, a birth date and a sex.",
    f"{_GUIDE}, 2010BA N3, N4, DMG",
    "A6:126@IL",
    "A6:158@IL",
    "CO-16/MA37",
    "CO-16/N329",
)
OTHER_SUBSCRIBER_ID = required(
    "D156",
    "cob-other-subscriber-id-missing",
    "Another payer's subscriber has a member id.",
    f"{_GUIDE}, 2330A NM109",
    "A6:164",
)
PATIENT_AND_SELF = required(
    "D044",
    "patient-loop-when-self",
    "No separate patient is named when the patient is the subscriber.",
    f"{_GUIDE}, 2000B SBR02, 2000C",
    "A7:156",
)
PATIENT_MISSING = required(
    "D045",
    "patient-loop-missing",
    "A patient who is not the subscriber is named.",
    f"{_GUIDE}, 2000B SBR02, 2000C",
    "A6:156",
    "CO-16/MA60",
)
PATIENT_NAME = required(
    "D047",
    "patient-name-missing",
    "The patient has a name.",
    f"{_GUIDE}, 2010CA NM103",
    "A6:125@QC",
    "CO-16/MA36",
)
BIRTH_DATE = required(
    "D048",
    "patient-dob-missing",
    "The patient has a birth date.",
    f"{_GUIDE}, 2010CA DMG02",
    "A6:158@QC",
    "CO-16/N329",
)
CONTROL_NUMBER = required(
    "D060",
    "pcn-missing",
    "The claim has a patient control number.",
    f"{_GUIDE}, 2300 CLM01",
    "A6:478",
)
TOTAL_CHARGE = required(
    "D063",
    "total-charge-missing",
    "The claim has a total charge.",
    f"{_GUIDE}, 2300 CLM02",
    "A6:178",
    "CO-16/M54",
)
LINE_CHARGE = required(
    "D067",
    "line-charge-missing",
    "A line has a charge.",
    f"{_GUIDE}, 2400 SV102",
    "A6:583",
    "CO-16/M79",
)
PLACE_OF_SERVICE = required(
    "D076",
    "pos-missing",
    "The claim has a place of service.",
    f"{_GUIDE}, 2300 CLM05-1",
    "A6:249",
    "CO-16/M77",
)
SERVICE_DATE = required(
    "D077",
    "service-date-missing",
    "A line of a professional claim or of an outpatient bill of several days has a day of service.",
    f"{_GUIDE}, 2400 DTP 472; X12 request for interpretation 1435 (005010X223: outpatient lines only)",
    "A6:187",
    "CO-16/M52",
)
UNITS = required(
    "D099",
    "units-missing",
    "A line has units or minutes.",
    f"{_GUIDE}, 2400 SV104",
    "A6:476",
    "CO-16/M53",
)
_OUTPATIENT_DATE = SERVICE_DATE.weighing(Severity.WARNING)
_FIRST_NAME = SUBSCRIBER_NAME.weighing(Severity.INFORMATION)

# Which rule a missing fact breaks, by its model path without indices.
_BY_PATH = {
    "billing_provider.name.last_name": BILLING_NAME,
    "billing_provider.name.name": BILLING_NAME,
    "billing_provider.address.line_1": BILLING_ADDRESS,
    "billing_provider.address.city": BILLING_ADDRESS,
    "billing_provider.tax_id": BILLING_TAX_ID,
    "payer.name": PAYER_NAME,
    "payer.payer_id": PAYER_ID,
    "subscriber.name.last_name": SUBSCRIBER_NAME,
    "subscriber.name.name": SUBSCRIBER_NAME,
    "other_subscribers.member_id": OTHER_SUBSCRIBER_ID,
    "patient.name.last_name": PATIENT_NAME,
    "patient.birth_date": BIRTH_DATE,
    "patient_control_number": CONTROL_NUMBER,
    "total_charge": TOTAL_CHARGE,
    "place_of_service": PLACE_OF_SERVICE,
    "lines.charge": LINE_CHARGE,
    "lines.service_dates": SERVICE_DATE,
    "lines.units": UNITS,
    **MISSING,
}
REQUIRED_PATHS = frozenset(_BY_PATH)
_INDEX = re.compile(r"\[[0-9]+\]")
WORKERS_COMPENSATION = "WC"


def without_indices(path: str) -> str:
    """A path as the table of required facts writes it.

    >>> without_indices("lines[3].charge")
    'lines.charge'
    """
    return _INDEX.sub("", path)


@edit(*dict.fromkeys(_BY_PATH.values()), triggers=("malformed",))
def missing_facts(claim: Claim, context: Context) -> Iterator[Finding]:
    """Required facts that a text left out."""
    for path, bad in context.visit.malformed:
        if bad.is_missing:
            rule = _BY_PATH.get(without_indices(path))
            if rule is not None:
                yield rule.at(path, f"{bad.kind} is missing and required")


@edit(BILLING_NPI)
def billing_npi(claim: Claim, context: Context) -> Iterator[Finding]:
    """No NPI of the billing provider, nor a number of the payer's own for an atypical one."""
    npi = claim.billing_provider.npi
    if npi is not None and not getattr(npi, "is_missing", False):
        return
    if not any(i.qualifier == "G2" for i in claim.payer.billing_provider_identifiers):
        yield BILLING_NPI.at("billing_provider.npi", "the billing provider has no NPI")


@edit(BILLING_ADDRESS)
def billing_address(claim: Claim, context: Context) -> Iterator[Finding]:
    """A US billing address without its state or its ZIP code."""
    address = claim.billing_provider.address
    if is_in_us(address):
        for field in ("state", "postal_code"):
            value = getattr(address, field)
            if value is None or getattr(value, "is_missing", False):
                yield BILLING_ADDRESS.at(
                    f"billing_provider.address.{field}", f"the {field.replace('_', ' ')} is missing"
                )


@edit(SERVICE_DATE, kinds=(Kind.INSTITUTIONAL,))
def outpatient_service_dates(claim: InstitutionalClaim, context: Context) -> Iterator[Finding]:
    """A line of an outpatient bill of several days that says none of them."""
    billed, visit = claim.statement_dates, context.visit
    if visit.bill_type is None or visit.is_inpatient:
        return
    if type(billed) is not DateRange or billed.first == billed.last:
        return
    for index, line in enumerate(claim.lines):
        if line.service_dates is None:
            yield _OUTPATIENT_DATE.at(
                f"lines[{index}].service_dates",
                "an outpatient bill of several days says the day of each service",
            )


def is_in_us(address: Address) -> bool:
    """Whether an address is in the United States: no country, or the US itself."""
    return address.country in (None, "US")


@edit(FILING_INDICATOR, SUBSCRIBER_ID, SUBSCRIBER_NAME)
def subscriber(claim: Claim, context: Context) -> Iterator[Finding]:
    """A subscriber without id or first name, or a payer of no known kind."""
    holder = claim.subscriber
    if holder.filing_indicator is None:
        yield FILING_INDICATOR.at(
            "subscriber.filing_indicator",
            "says no kind of payer: CI commercial, MB Medicare Part B ...",
        )
    has_no_id = holder.member_id is None or getattr(holder.member_id, "is_missing", False)
    if has_no_id and context.visit.payer != WORKERS_COMPENSATION:
        yield SUBSCRIBER_ID.at("subscriber.member_id", "the subscriber has no member id")
    if type(holder.name) is Person and holder.name.first_name is None:
        yield _FIRST_NAME.at(
            "subscriber.name.first_name", "no first name: right only for someone who has one name"
        )


@edit(SUBSCRIBER_DEMOGRAPHICS, PATIENT_AND_SELF, PATIENT_MISSING, kinds=Kind)
def patient_or_subscriber(claim: Claim, context: Context) -> Iterator[Finding]:
    """Who the patient is: the subscriber with all that says so, or somebody named."""
    holder = claim.subscriber
    if claim.patient is not None:
        if holder.relationship == SELF:
            yield PATIENT_AND_SELF.at(
                "patient",
                "the subscriber is the patient (18), so no separate patient is named",
                related=("subscriber.relationship",),
            )
        return
    if holder.relationship != SELF:
        yield PATIENT_MISSING.at(
            "patient",
            "the subscriber is not said to be the patient (18): name the patient",
            related=("subscriber.relationship",),
        )
        return
    for field in ("address", "birth_date", "sex"):
        value = getattr(holder, field)
        if value is None or getattr(value, "is_missing", False):
            yield SUBSCRIBER_DEMOGRAPHICS.at(
                f"subscriber.{field}",
                f"the patient's {field.replace('_', ' ')} is missing",
            )
