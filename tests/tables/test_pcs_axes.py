"""ICD-10-PCS axis by axis."""

import pytest

from medclaim.codes import Icd10CmCode, Icd10PcsCode
from medclaim.codes.pcs_axes import axes
from medclaim.codes.tables import ICD10PCS


def test_a_code_of_section_x_may_mean_two_things() -> None:
    """Tables FY2023, XW0: substances share a value and are told apart by the qualifier."""
    device = axes(Icd10PcsCode("XW013W5"))[5]
    assert device.title == "Device / Substance / Technology"
    assert device.meaning == "COVID-19 Vaccine Booster or Caplacizumab"


def test_what_came_later_has_no_meaning_yet() -> None:
    newest = ICD10PCS.releases[-1].first
    old = ICD10PCS.releases[0].first
    known = [all(a.meaning for a in axes(Icd10PcsCode(t))) for t in list(ICD10PCS.texts(old))[::97]]
    assert sum(known) / len(known) > 0.97
    later = [axes(Icd10PcsCode(t)) for t in list(ICD10PCS.texts(newest))[::13]]
    unknown = [axis for code in later for axis in code if axis.meaning is None]
    assert unknown
    assert all(axis.title is None and str(axis).endswith(" ?") for axis in unknown)


def test_only_icd10pcs_codes_have_axes() -> None:
    with pytest.raises(TypeError, match="Icd10PcsCode, not Icd10CmCode"):
        axes(Icd10CmCode("E11.9"))  # type: ignore[arg-type]
