"""Strategies for the stays that ``compose`` makes institutional claims of."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from medclaim.claims.encounter import Diagnosis
from medclaim.claims.institutional import (
    ValueAmount,
)
from medclaim.claims.institutional_encounter import (
    InstitutionalEncounter,
    InstitutionalService,
    PerformedProcedure,
)
from medclaim.dates import DateRange
from medclaim.strategies._institutional import attending_providers, hospitals, icd10pcs_codes
from medclaim.strategies._parties import (
    patients,
    providers,
    service_facilities,
)
from medclaim.strategies._small import (
    SERVICE_DAYS,
    amounts,
    digits,
    some,
    texts,
)

# Everyday reasons for a stay that may stand together for anybody, each with a usual procedure.
_STAYS = ["J18.9", "I21.4", "K35.80", "N39.0", "E11.65", "I50.23", "K80.00", "L03.115"]
_EVERYDAY = ["I10", "E78.5", "E11.9", "N18.30", "J44.9", "F32.A"]
_ROOMS = [("0120", "DA"), ("0250", "UN"), ("0300", "UN"), ("0450", "UN"), ("0360", "UN")]


@cache
def _about_a_stay() -> SearchStrategy[dict[str, Any]]:
    options: dict[str, SearchStrategy[Any]] = {
        "rendering_provider": providers(),
        "referring_provider": providers(),
        "operating_physician": providers(),
        "service_facility": service_facilities(),
        "prior_authorization": texts(50),
        "drg": digits(3),
        "value_codes": st.just((ValueAmount("80", 4),)),
        "billing_note": texts(80),
    }
    return some(options, 4)


@st.composite
def institutional_encounters(draw: DrawFn) -> InstitutionalEncounter:
    """Stays coded as ``compose`` takes them: four days in a hospital, nothing missing."""
    on = SERVICE_DAYS[0]
    principal = draw(st.sampled_from(_STAYS))
    others = draw(st.lists(st.sampled_from(_EVERYDAY), max_size=4, unique=True))
    present = draw(st.sampled_from("YNU"))
    found: Iterable[str] = dict.fromkeys([principal, *others])
    return InstitutionalEncounter(
        patient=draw(patients()),
        patient_control_number=draw(texts(20)),
        billing_provider=draw(hospitals()),
        bill_type="0111",
        statement_dates=DateRange(on, on + timedelta(days=4)),
        admission=datetime.combine(on, time(8, 30)),
        discharge_hour=time(11),
        admission_type="1",
        point_of_origin="1",
        patient_status="01",
        diagnoses=[Diagnosis(code, present_on_admission=present) for code in found],
        admitting_diagnosis=principal,
        procedures=[
            PerformedProcedure(code=code, date=on)
            for code in draw(st.lists(icd10pcs_codes(), max_size=3))
        ],
        services=[
            InstitutionalService(
                revenue_code=code,
                charge=draw(amounts("9999.99").filter(bool)),
                units=4 if basis == "DA" else 1,
                unit_basis=basis,
            )
            for code, basis in draw(st.lists(st.sampled_from(_ROOMS), min_size=1, max_size=4))
        ],
        attending_provider=draw(attending_providers()),
        **draw(_about_a_stay()),
    )
