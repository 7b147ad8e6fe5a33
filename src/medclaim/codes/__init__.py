"""The code systems of US billing, one module each.

A module is imported when its system is first asked for: ``from medclaim.codes import Npi`` costs
what the NPI costs, and ``SYSTEMS``, every system, what all of them cost.

>>> from medclaim.codes import CptCode, Icd10CmCode, Npi
>>> Icd10CmCode("e11.9"), CptCode("99213"), Npi("1234567893")
(Icd10CmCode('E11.9'), CptCode('99213'), Npi('1234567893'))
>>> identify("J1100")
(Icd10CmCode('J11.00'), HcpcsCode('J1100'), HippsCode('J1100'))
"""

import typing as _typing
from functools import cache as _cache
from importlib import import_module as _import_module

from medclaim.codes._system import CodeSystem as CodeSystem
from medclaim.codes._system import CodeValue as CodeValue
from medclaim.codes.errors import InvalidCode as InvalidCode
from medclaim.codes.errors import Reason as Reason

# What a type checker and an editor see.
if _typing.TYPE_CHECKING:
    from medclaim.codes import adjustment_group as adjustment_group
    from medclaim.codes import admission_type as admission_type
    from medclaim.codes import bill_type as bill_type
    from medclaim.codes import carc as carc
    from medclaim.codes import cdt as cdt
    from medclaim.codes import claim_status as claim_status
    from medclaim.codes import claim_status_category as claim_status_category
    from medclaim.codes import clia as clia
    from medclaim.codes import clinical_trial as clinical_trial
    from medclaim.codes import condition as condition
    from medclaim.codes import country as country
    from medclaim.codes import cpt as cpt
    from medclaim.codes import dea as dea
    from medclaim.codes import discharge_status as discharge_status
    from medclaim.codes import drg as drg
    from medclaim.codes import ein as ein
    from medclaim.codes import filing_indicator as filing_indicator
    from medclaim.codes import hcpcs as hcpcs
    from medclaim.codes import hipps as hipps
    from medclaim.codes import icd9cm as icd9cm
    from medclaim.codes import icd9pcs as icd9pcs
    from medclaim.codes import icd10cm as icd10cm
    from medclaim.codes import icd10pcs as icd10pcs
    from medclaim.codes import ide as ide
    from medclaim.codes import mbi as mbi
    from medclaim.codes import modifier as modifier
    from medclaim.codes import ndc as ndc
    from medclaim.codes import npi as npi
    from medclaim.codes import occurrence as occurrence
    from medclaim.codes import occurrence_span as occurrence_span
    from medclaim.codes import oral_cavity as oral_cavity
    from medclaim.codes import poa as poa
    from medclaim.codes import point_of_origin as point_of_origin
    from medclaim.codes import pos as pos
    from medclaim.codes import procedure as procedure
    from medclaim.codes import rarc as rarc
    from medclaim.codes import revenue as revenue
    from medclaim.codes import ssn as ssn
    from medclaim.codes import state as state
    from medclaim.codes import surface as surface
    from medclaim.codes import taxonomy as taxonomy
    from medclaim.codes import tooth as tooth
    from medclaim.codes import upin as upin
    from medclaim.codes import value as value
    from medclaim.codes.adjustment_group import AdjustmentGroup as AdjustmentGroup
    from medclaim.codes.admission_type import AdmissionType as AdmissionType
    from medclaim.codes.bill_type import BillType as BillType
    from medclaim.codes.carc import CarcCode as CarcCode
    from medclaim.codes.cdt import CdtCode as CdtCode
    from medclaim.codes.claim_status import ClaimStatusCode as ClaimStatusCode
    from medclaim.codes.claim_status_category import ClaimStatusCategory as ClaimStatusCategory
    from medclaim.codes.clia import CliaNumber as CliaNumber
    from medclaim.codes.clinical_trial import ClinicalTrialNumber as ClinicalTrialNumber
    from medclaim.codes.condition import ConditionCode as ConditionCode
    from medclaim.codes.country import CountryCode as CountryCode
    from medclaim.codes.cpt import CptCode as CptCode
    from medclaim.codes.dea import DeaNumber as DeaNumber
    from medclaim.codes.discharge_status import DischargeStatus as DischargeStatus
    from medclaim.codes.drg import MsDrg as MsDrg
    from medclaim.codes.ein import Ein as Ein
    from medclaim.codes.filing_indicator import FilingIndicator as FilingIndicator
    from medclaim.codes.hcpcs import HcpcsCode as HcpcsCode
    from medclaim.codes.hipps import HippsCode as HippsCode
    from medclaim.codes.icd9cm import Icd9CmCode as Icd9CmCode
    from medclaim.codes.icd9pcs import Icd9PcsCode as Icd9PcsCode
    from medclaim.codes.icd10cm import Icd10CmCode as Icd10CmCode
    from medclaim.codes.icd10pcs import Icd10PcsCode as Icd10PcsCode
    from medclaim.codes.ide import IdeNumber as IdeNumber
    from medclaim.codes.mbi import Mbi as Mbi
    from medclaim.codes.modifier import Modifier as Modifier
    from medclaim.codes.ndc import NdcCode as NdcCode
    from medclaim.codes.npi import Npi as Npi
    from medclaim.codes.occurrence import OccurrenceCode as OccurrenceCode
    from medclaim.codes.occurrence_span import OccurrenceSpanCode as OccurrenceSpanCode
    from medclaim.codes.oral_cavity import OralCavityArea as OralCavityArea
    from medclaim.codes.poa import PoaIndicator as PoaIndicator
    from medclaim.codes.point_of_origin import PointOfOrigin as PointOfOrigin
    from medclaim.codes.pos import PlaceOfService as PlaceOfService
    from medclaim.codes.procedure import OtherProcedureCode as OtherProcedureCode
    from medclaim.codes.rarc import RarcCode as RarcCode
    from medclaim.codes.revenue import RevenueCode as RevenueCode
    from medclaim.codes.ssn import Ssn as Ssn
    from medclaim.codes.state import StateCode as StateCode
    from medclaim.codes.surface import ToothSurface as ToothSurface
    from medclaim.codes.taxonomy import TaxonomyCode as TaxonomyCode
    from medclaim.codes.tooth import ToothNumber as ToothNumber
    from medclaim.codes.upin import Upin as Upin
    from medclaim.codes.value import ValueCode as ValueCode

    SYSTEMS: tuple[CodeSystem, ...]

# The class of each system by its module, in the order of ``SYSTEMS``.
_CLASSES = {
    "icd10cm": "Icd10CmCode",
    "icd10pcs": "Icd10PcsCode",
    "icd9cm": "Icd9CmCode",
    "icd9pcs": "Icd9PcsCode",
    "cpt": "CptCode",
    "hcpcs": "HcpcsCode",
    "cdt": "CdtCode",
    "hipps": "HippsCode",
    "modifier": "Modifier",
    "ndc": "NdcCode",
    "revenue": "RevenueCode",
    "drg": "MsDrg",
    "bill_type": "BillType",
    "pos": "PlaceOfService",
    "admission_type": "AdmissionType",
    "point_of_origin": "PointOfOrigin",
    "discharge_status": "DischargeStatus",
    "condition": "ConditionCode",
    "occurrence": "OccurrenceCode",
    "occurrence_span": "OccurrenceSpanCode",
    "value": "ValueCode",
    "poa": "PoaIndicator",
    "tooth": "ToothNumber",
    "surface": "ToothSurface",
    "oral_cavity": "OralCavityArea",
    "npi": "Npi",
    "upin": "Upin",
    "taxonomy": "TaxonomyCode",
    "clia": "CliaNumber",
    "ide": "IdeNumber",
    "clinical_trial": "ClinicalTrialNumber",
    "dea": "DeaNumber",
    "ein": "Ein",
    "ssn": "Ssn",
    "mbi": "Mbi",
    "filing_indicator": "FilingIndicator",
    "adjustment_group": "AdjustmentGroup",
    "carc": "CarcCode",
    "rarc": "RarcCode",
    "claim_status_category": "ClaimStatusCategory",
    "claim_status": "ClaimStatusCode",
    "state": "StateCode",
    "country": "CountryCode",
}
_HOME = {name: module for module, name in _CLASSES.items()} | {"OtherProcedureCode": "procedure"}

__all__ = [  # noqa: PLE0604  the names above, said once
    "SYSTEMS",
    "CodeSystem",
    "CodeValue",
    "InvalidCode",
    "Reason",
    "identify",
    "procedure",
    *_HOME,
]


@_cache
def _systems() -> tuple[CodeSystem, ...]:
    modules = (_import_module(f"medclaim.codes.{key}") for key in _CLASSES)
    return tuple(module.SYSTEM for module in modules)


# Not for a type checker, which would then take any name at all, misspelt ones too.
if not _typing.TYPE_CHECKING:

    def __getattr__(name: str) -> _typing.Any:
        if name == "SYSTEMS":
            found = _systems()
        elif name in _HOME:
            found = getattr(_import_module(f"medclaim.codes.{_HOME[name]}"), name)
        elif name in _CLASSES or name == "procedure":
            return _import_module(f"medclaim.codes.{name}")
        else:
            raise AttributeError(f"module 'medclaim.codes' has no attribute {name!r}")
        # The next look-up finds it where a name is looked for first.
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_CLASSES})


def identify(text: str) -> tuple[CodeValue, ...]:
    """Every value the text could be, in the order of ``SYSTEMS``: never a guess at which.

    Empty where it is none; raises ``TypeError`` for anything that is not a ``str``.

    >>> identify("E11.9"), identify("no code")
    ((Icd10CmCode('E11.9'),), ())
    """
    if not isinstance(text, str):
        raise TypeError(f"identify takes a str, not {type(text).__name__}")
    classes = (system.value_class for system in _systems())
    return tuple(cls(text) for cls in classes if cls.is_valid(text))
