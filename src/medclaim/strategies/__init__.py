"""Hypothesis strategies for codes, parties, encounters, claims and envelopes.

They need the extra ``hypothesis``. Each is named in the plural of what it makes, and all of it is
made up: names and numbers belong to nobody, codes come from the embedded tables or from their
system's grammar. Texts keep to the characters and lengths of the guides and hold no delimiter.

>>> from hypothesis import given, settings
>>> @settings(max_examples=3, database=None)
... @given(professional_claims())
... def the_lines_add_up(claim):
...     assert claim.total_charge == sum(line.charge for line in claim.lines)
>>> the_lines_add_up()
"""

from medclaim.strategies._claims import (
    claim_dates,
    claim_identifiers,
    delimiters,
    diagnoses,
    encounters,
    envelopes,
    malformed_professional_claims,
    notes,
    professional_batches,
    professional_claims,
    professional_lines,
    related_causes,
    service_dates,
    submitters,
)
from medclaim.strategies._codes import (
    cpt_codes,
    eins,
    hcpcs_codes,
    icd9cm_codes,
    icd10cm_codes,
    mbis,
    modifiers,
    npis,
    places_of_service,
    procedure_codes,
    ssns,
    taxonomy_codes,
)
from medclaim.strategies._parties import (
    addresses,
    billing_providers,
    contacts,
    coverages,
    identifiers,
    names,
    organizations,
    patients,
    payers,
    persons,
    providers,
    rendering_providers,
    service_facilities,
    subscribers,
    telephones,
    us_addresses,
)
from medclaim.strategies._small import (
    SERVICE_DAYS,
    amounts,
    date_ranges,
    days,
    digits,
    quantities,
    texts,
)

__all__ = [
    "SERVICE_DAYS",
    "addresses",
    "amounts",
    "billing_providers",
    "claim_dates",
    "claim_identifiers",
    "contacts",
    "coverages",
    "cpt_codes",
    "date_ranges",
    "days",
    "delimiters",
    "diagnoses",
    "digits",
    "eins",
    "encounters",
    "envelopes",
    "hcpcs_codes",
    "icd9cm_codes",
    "icd10cm_codes",
    "identifiers",
    "malformed_professional_claims",
    "mbis",
    "modifiers",
    "names",
    "notes",
    "npis",
    "organizations",
    "patients",
    "payers",
    "persons",
    "places_of_service",
    "procedure_codes",
    "professional_batches",
    "professional_claims",
    "professional_lines",
    "providers",
    "quantities",
    "related_causes",
    "rendering_providers",
    "service_dates",
    "service_facilities",
    "ssns",
    "submitters",
    "subscribers",
    "taxonomy_codes",
    "telephones",
    "texts",
    "us_addresses",
]
