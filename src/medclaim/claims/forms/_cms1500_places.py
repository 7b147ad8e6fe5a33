"""Where the items of the CMS-1500 take their text from, and how the codes are spelled."""

from collections.abc import Callable, Iterable
from typing import Any

from medclaim.claims.claim import ProfessionalClaim
from medclaim.claims.forms import _writing as w
from medclaim.claims.forms._grid import Role, given, value_at
from medclaim.claims.parties import SELF
from medclaim.codes import CodeValue
from medclaim.codes.ein import Ein
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.ssn import Ssn
from medclaim.codes.taxonomy import TaxonomyCode

LETTERS = "ABCDEFGHIJKL"
MEDICARE = "MB"
HOME = "12"

# Item 1 by claim filing indicator. A health plan with a group number is a group health plan; HMO,
# commercial, automobile, liability and workers' compensation are "other" (NUCC manual, item 1).
_KINDS = {MEDICARE: "MEDICARE", "MC": "MEDICAID", "CH": "TRICARE", "VA": "CHAMPVA"}
_GROUPS = frozenset({"12", "13", "14", "15", "BL", "CI", "FI"})
_RELATIONS = {SELF: "SELF", "01": "SPOUSE", "19": "CHILD"}
REPLACING = frozenset({"7", "8"})

# Item 14 holds one of these, item 15 one of the others: the first that the claim has.
CONDITION_DATES = {"dates.onset": "431", "dates.last_menstrual_period": "484"}
OTHER_DATES = {
    "dates.initial_treatment": "454",
    "dates.last_seen": "304",
    "dates.acute_manifestation": "453",
    "dates.accident": "439",
    "dates.last_x_ray": "455",
    "dates.hearing_vision_prescription": "471",
    "dates.assumed_care": "090",
    "dates.relinquished_care": "091",
    "dates.first_contact": "444",
}
# Item 17 holds one provider: referring before ordering before supervising (NUCC manual, item 17).
REFERRERS = {
    "referring_provider": "DN",
    "lines[].referring_provider": "DN",
    "lines[].ordering_provider": "DK",
    "supervising_provider": "DQ",
    "lines[].supervising_provider": "DQ",
}
# Item 11b: the number a property or casualty insurer gave the accident.
ACCIDENT_CLAIMS = (
    "patient.property_casualty_claim_number",
    "subscriber.property_casualty_claim_number",
)
# Item 23 holds one of these numbers.
NUMBERS = (
    "prior_authorization",
    "referral_number",
    "identifiers.clia_number",
    "identifiers.mammography_certification",
    "identifiers.investigational_device",
    "lines[].prior_authorizations[].text",
    "lines[].referral_numbers[].text",
)


def is_medicare(claim: ProfessionalClaim) -> bool:
    """Whether Medicare Part B is asked to pay."""
    return claim.subscriber.filing_indicator == MEDICARE


def is_medicare_first(claim: ProfessionalClaim) -> bool:
    """Whether Medicare Part B is asked to pay before anyone else."""
    return is_medicare(claim) and claim.subscriber.responsibility == "P"


def numbers(claim: ProfessionalClaim) -> list[str]:
    """The paths of the numbers that item 23 could hold: not those that another payer gave."""
    return [
        path
        for path in given(claim, NUMBERS)
        if getattr(value_at(claim, path.removesuffix(".text")), "payer_id", None) is None
    ]


def shows_insured(claim: ProfessionalClaim) -> bool:
    """Whether items 4, 7 and 11a to 11d are filled: not where Medicare pays first.

    Source: Medicare Claims Processing Manual, chapter 26, section 10.2.
    """
    return not is_medicare_first(claim)


def shows_other_ids(claim: ProfessionalClaim) -> bool:
    """Whether numbers other than the NPI are printed: Medicare does not take them.

    Source: Medicare Claims Processing Manual, chapter 26, items 17a, 24I, 32b and 33b.
    """
    return not is_medicare(claim)


def _first_of(patterns: Iterable[str]) -> Callable[[Any, int | None], str | None]:
    chosen = tuple(patterns)
    return lambda claim, _index: next(given(claim, chosen), None)


def _patient(claim: ProfessionalClaim, _index: int | None) -> str:
    return "subscriber" if claim.patient is None else "patient"


def _rendering(claim: ProfessionalClaim, index: int | None) -> str | None:
    if index is not None and claim.lines[index].rendering_provider is not None:
        return f"lines[{index}].rendering_provider"
    return None if claim.rendering_provider is None else "rendering_provider"


def _facility(claim: ProfessionalClaim, _index: int | None) -> str | None:
    if claim.service_facility is not None:
        return "service_facility"
    # Medicare wants the place of every service but at home, also where it is the billing address.
    away = w.text(claim.place_of_service) != HOME
    return "billing_provider" if is_medicare(claim) and away else None


def _number(claim: ProfessionalClaim, _index: int | None) -> str | None:
    return next(iter(numbers(claim)), None)


def _line_place(claim: ProfessionalClaim, index: int | None) -> str:
    on_line = index is not None and claim.lines[index].place_of_service is not None
    return f"lines[{index}].place_of_service" if on_line else "place_of_service"


ROLES = {
    "patient": Role(places=("patient", "subscriber"), choose=_patient),
    "rendering": Role(
        places=("rendering_provider", "lines[].rendering_provider"), choose=_rendering
    ),
    "facility": Role(places=("service_facility", "billing_provider"), choose=_facility),
    "line_place": Role(places=("place_of_service", "lines[].place_of_service"), choose=_line_place),
    "condition": Role(places=tuple(CONDITION_DATES), choose=_first_of(CONDITION_DATES)),
    "referrer": Role(places=tuple(REFERRERS), choose=_first_of(REFERRERS)),
    "other_date": Role(places=tuple(OTHER_DATES), choose=_first_of(OTHER_DATES)),
    "accident_claim": Role(places=ACCIDENT_CLAIMS, choose=_first_of(ACCIDENT_CLAIMS)),
    "number": Role(places=NUMBERS, choose=_number),
}


def kind(indicator: str | None, group: str | None) -> str:
    """Item 1: which square the claim filing indicator means."""
    if indicator is None:
        return ""
    return _KINDS.get(indicator) or (
        "GROUP HEALTH PLAN" if group and indicator in _GROUPS else "OTHER"
    )


def sex(code: str | None) -> str:
    """Items 3 and 11a: left blank where it is unknown."""
    return code if code in {"F", "M"} else ""


def relation(holder: str | None, patient: str | None) -> str:
    """Item 6: the patient's relationship to the insured."""
    code = holder or patient
    return "" if code is None else _RELATIONS.get(code, "OTHER")


def related_to(code: str) -> Callable[[tuple[str, ...] | None], str]:
    """Items 10a to 10c: whether the condition is related to this cause."""
    return lambda codes: "YES" if code in (codes or ()) else "NO"


def has_another(others: tuple[Any, ...] | None) -> str:
    """Item 11d: another health benefit plan that the claim names; of none it does not say no."""
    return "YES" if others else ""


def policy(group: str | None, indicator: str | None, responsibility: str | None) -> str:
    """Item 11: the group number; NONE where Medicare pays first (chapter 26, section 10.2)."""
    return "NONE" if (indicator, responsibility) == (MEDICARE, "P") else w.text(group)


def on_file(*codes: str) -> Callable[[str | None], str]:
    """Items 12, 13 and 31: a signature is on file where the claim says one of these codes."""
    return lambda code: w.ON_FILE if code in codes else ""


def from_either(disability: Any, begin: Any) -> str:
    """Item 16, from: the range's first day, or the day the disability begins."""
    return w.from_day(disability) if disability else w.short_day(begin)


def to_either(disability: Any, end: Any) -> str:
    """Item 16, to: the range's last day, or the day the disability ends."""
    return w.to_day(disability) if disability else w.short_day(end)


def note(code: str | None, words: str | None) -> str:
    """Item 19: a claim note, led by NTE and its code without a blank."""
    return w.run_on("NTE", code, words) if words else ""


def indicator(diagnoses: tuple[CodeValue, ...]) -> str:
    """Item 21: 0 for ICD-10-CM, 9 for ICD-9-CM, nothing for a mixture."""
    kinds = {type(code) for code in diagnoses}
    return "0" if kinds == {Icd10CmCode} else "9" if kinds == {Icd9CmCode} else ""


def resubmission(frequency: str | None) -> str:
    """Item 22: 7 replacement, 8 void; an original claim leaves it blank."""
    return frequency if frequency in REPLACING else ""


def described(description: str | None) -> str:
    """Item 24, shaded: what an unlisted code stands for, led by ZZ."""
    return f"ZZ{description}" if description else ""


def letters(pointers: tuple[int, ...]) -> str:
    """Item 24E: the letters of the diagnoses, nothing between."""
    return "".join(LETTERS[n - 1] for n in pointers if 1 <= n <= len(LETTERS))


def screening(epsdt: str | None, family_planning: str | None) -> str:
    """Item 24H: Y for an EPSDT or a family planning service."""
    return "Y" if "Y" in {epsdt, family_planning} else ""


def tax_id_kind(tax_id: Ein | Ssn | None) -> str:
    """Item 25: which kind of number it is."""
    return "SSN" if isinstance(tax_id, Ssn) else "EIN" if isinstance(tax_id, Ein) else ""


def assignment(code: str | None) -> str:
    """Item 27: A accepted, C not accepted; B (laboratory services only) has no square."""
    return {"A": "YES", "C": "NO"}.get(code or "", "")


def area_code(telephone: str | None) -> str:
    """The first three digits of a telephone number of ten."""
    return telephone[:3] if telephone and len(telephone) == 10 else ""


def local_number(telephone: str | None) -> str:
    """A telephone number without its area code."""
    return telephone[3:] if telephone and len(telephone) == 10 else w.text(telephone)


def _other_id(
    qualifiers: tuple[str, ...], identifiers: tuple[Any, ...], taxonomy: TaxonomyCode | None
) -> tuple[str, str]:
    for one in identifiers:
        if one.qualifier in qualifiers:
            return one.qualifier, w.text(one.text)
    return ("", "") if taxonomy is None else ("ZZ", taxonomy.text)


def id_qualifier(*qualifiers: str) -> Callable[..., str]:
    """What kind of number :func:`id_number` gives: the first identifier of these kinds, ZZ taxonomy."""
    return lambda ids, taxonomy=None: _other_id(qualifiers, ids or (), taxonomy)[0]


def id_number(*qualifiers: str) -> Callable[..., str]:
    """A provider's number other than the NPI: the first of these kinds, else the taxonomy code."""
    return lambda ids, taxonomy=None: _other_id(qualifiers, ids or (), taxonomy)[1]


def qualified_id(*qualifiers: str) -> Callable[..., str]:
    """A qualifier and its number without a blank, from the first list that has one."""

    def write(first: Any, second: Any = None, taxonomy: TaxonomyCode | None = None) -> str:
        both = (*(first or ()), *(second or ()))
        return "".join(_other_id(qualifiers, both, taxonomy))

    return write
