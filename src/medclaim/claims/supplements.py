"""What a claim or a line says only in some situations: small values, each ``None`` where not said."""

from collections.abc import Iterable
from typing import final

import attrs

from medclaim.claims._fields import Hidden, checked, every
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.malformed import Malformed

DiagnosisCode = Icd10CmCode | Icd9CmCode | Malformed


@final
@attrs.frozen(repr=False, field_transformer=checked)
class Note(Hidden):
    """A note, NTE01 and NTE02: ``ADD`` additional information and so on, at most 80 characters."""

    reference_code: str | Malformed
    text: str | Malformed


def _cause_codes(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError("takes a sequence of codes, not one str")
    return every(given, str)


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class RelatedCauses(Hidden):
    """What the condition is related to: CLM11.

    ``codes`` are one to two of ``AA`` (auto accident), ``EM`` (employment), ``OA`` (other
    accident); ``state`` is where an auto accident happened.
    """

    codes: tuple[str, ...] = attrs.field(converter=_cause_codes)
    state: str | Malformed | None = None
    country: str | Malformed | None = None


@final
@attrs.frozen(kw_only=True, repr=False, field_transformer=checked)
class ClaimIdentifiers(Hidden):
    """The less common numbers of a claim (REF in 2300), each ``None`` where not given."""

    medical_record_number: str | Malformed | None = None
    clia_number: str | Malformed | None = None
    mammography_certification: str | Malformed | None = None
    investigational_device: str | Malformed | None = None
    demonstration_project: str | Malformed | None = None
    service_authorization_exception: str | Malformed | None = None
    medicare_crossover: str | Malformed | None = None
    care_plan_oversight: str | Malformed | None = None
    repriced_claim_number: str | Malformed | None = None
    adjusted_repriced_claim_number: str | Malformed | None = None
    clearinghouse_trace: str | Malformed | None = None
