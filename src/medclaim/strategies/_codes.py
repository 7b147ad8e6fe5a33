"""Strategies for codes and identifiers."""

from datetime import date
from functools import cache, lru_cache

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from medclaim._check_digits import npi_remainder
from medclaim.codes.cpt import CptCode
from medclaim.codes.ein import Ein
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.mbi import Mbi
from medclaim.codes.modifier import FAMILIES, Modifier
from medclaim.codes.npi import Npi
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import CodedProcedure, OtherProcedureCode
from medclaim.codes.ssn import Ssn
from medclaim.codes.tables import EMBEDDED
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.strategies._small import DIGITS, SERVICE_DAYS, digits, texts

_PLACES_OF_SERVICE = [
    "11",
    "02",
    "12",
    "20",
    "21",
    "22",
    "23",
    "24",
    "31",
    "32",
    "41",
    "49",
    "50",
    "65",
    "71",
    "72",
    "81",
    "99",
]
_TAXONOMIES = [
    "207Q00000X",
    "207R00000X",
    "208D00000X",
    "2085R0202X",
    "213E00000X",
    "1041C0700X",
    "363LF0000X",
    "225100000X",
    "291U00000X",
    "261QM0801X",
    "332B00000X",
    "3416L0300X",
]


@lru_cache(maxsize=16)
def billable(table: str, on: date) -> tuple[str, ...]:
    """The texts of an embedded table that are billable on a day."""
    return tuple(getattr(EMBEDDED, table).texts(on))


@cache
def icd10cm_codes(on: date = SERVICE_DAYS[0]) -> SearchStrategy[Icd10CmCode]:
    """ICD-10-CM codes billable on a day, by the embedded table."""
    return st.deferred(lambda: st.sampled_from(billable("icd10cm", on))).map(Icd10CmCode)


@cache
def icd9cm_codes(on: date = SERVICE_DAYS[-1]) -> SearchStrategy[Icd9CmCode]:
    """ICD-9-CM codes billable on a day, by the embedded table."""
    return st.deferred(lambda: st.sampled_from(billable("icd9cm", on))).map(Icd9CmCode)


@cache
def cpt_codes() -> SearchStrategy[CptCode]:
    """Well-formed CPT codes; whether one is assigned, only a licensed table knows."""
    numbers = st.integers(100, 99607).map(lambda number: f"{number:05d}")
    lettered = st.builds(str.__add__, digits(4), st.sampled_from("FTUMA"))
    return (numbers | lettered).map(CptCode)


@cache
def hcpcs_codes() -> SearchStrategy[HcpcsCode]:
    """Well-formed HCPCS level II codes."""
    letters = st.sampled_from("AGJCEHKLMPQRSTVBUWXYZ")
    return st.builds(str.__add__, letters, digits(4)).map(HcpcsCode)


@cache
def procedure_codes() -> SearchStrategy[CodedProcedure]:
    """What may stand on a professional line: CPT, HCPCS, now and then another system's code."""
    others = st.builds(OtherProcedureCode, st.sampled_from(["ER", "IV", "WK"]), texts(48))
    return st.one_of(cpt_codes(), hcpcs_codes(), cpt_codes(), others)


@cache
def modifiers() -> SearchStrategy[Modifier]:
    """Modifiers of CPT and of HCPCS that mean something."""
    return st.sampled_from(sorted(set[str]().union(*FAMILIES.values()))).map(Modifier)


@cache
def places_of_service() -> SearchStrategy[PlaceOfService]:
    """Place of service codes assigned for long."""
    return st.sampled_from(_PLACES_OF_SERVICE).map(PlaceOfService)


def _npi(number: int) -> Npi:
    stem = f"1{number:08d}"
    return Npi(f"{stem}{-npi_remainder(f'{stem}0') % 10}")


@cache
def npis() -> SearchStrategy[Npi]:
    """NPIs with the right check digit."""
    return st.integers(0, 10**8 - 1).map(_npi)


@cache
def taxonomy_codes() -> SearchStrategy[TaxonomyCode]:
    """Provider taxonomy codes in use."""
    return st.sampled_from(_TAXONOMIES).map(TaxonomyCode)


@cache
def eins() -> SearchStrategy[Ein]:
    """EINs with a prefix that the IRS gives out."""
    return (
        digits(9)
        .map(lambda text: Ein(f"12{text[2:]}") if not Ein(text).has_assigned_prefix else Ein(text))
        .filter(lambda ein: not ein.is_placeholder)
    )


@cache
def ssns() -> SearchStrategy[Ssn]:
    """Social security numbers of the areas, groups and serials that were issued."""
    parts = st.integers(1, 665), st.integers(1, 99), st.integers(1, 9999)
    return st.builds(lambda area, group, serial: Ssn(f"{area:03d}{group:02d}{serial:04d}"), *parts)


@cache
def mbis() -> SearchStrategy[Mbi]:
    """Medicare Beneficiary Identifiers, none of them anybody's."""
    letters = "ACDEFGHJKMNPQRTUVWXY"
    either = letters + DIGITS
    first = ("123456789", letters, either, DIGITS, letters, either)
    places = (*first, DIGITS, letters, letters, DIGITS, DIGITS)
    return st.tuples(*map(st.sampled_from, places)).map("".join).map(Mbi)
