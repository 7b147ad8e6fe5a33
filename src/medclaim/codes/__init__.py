"""The code systems of US billing, one module each.

>>> Icd10CmCode("e11.9"), CptCode("99213"), Npi("1234567893")
(Icd10CmCode('E11.9'), CptCode('99213'), Npi('1234567893'))
>>> identify("J1100")
(Icd10CmCode('J11.00'), HcpcsCode('J1100'), HippsCode('J1100'))
"""

from medclaim.codes import (
    admission_type,
    bill_type,
    carc,
    cdt,
    claim_status,
    clia,
    condition,
    country,
    cpt,
    discharge_status,
    drg,
    ein,
    filing_indicator,
    hcpcs,
    hipps,
    icd9cm,
    icd9pcs,
    icd10cm,
    icd10pcs,
    mbi,
    modifier,
    ndc,
    npi,
    occurrence,
    occurrence_span,
    oral_cavity,
    poa,
    point_of_origin,
    pos,
    procedure,
    rarc,
    revenue,
    ssn,
    state,
    surface,
    taxonomy,
    tooth,
    value,
)
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.admission_type import AdmissionType
from medclaim.codes.bill_type import BillType
from medclaim.codes.carc import CarcCode
from medclaim.codes.cdt import CdtCode
from medclaim.codes.claim_status import ClaimStatusCode
from medclaim.codes.clia import CliaNumber
from medclaim.codes.condition import ConditionCode
from medclaim.codes.country import CountryCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.discharge_status import DischargeStatus
from medclaim.codes.drg import MsDrg
from medclaim.codes.ein import Ein
from medclaim.codes.errors import InvalidCode, Reason
from medclaim.codes.filing_indicator import FilingIndicator
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.hipps import HippsCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd9pcs import Icd9PcsCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.icd10pcs import Icd10PcsCode
from medclaim.codes.mbi import Mbi
from medclaim.codes.modifier import Modifier
from medclaim.codes.ndc import NdcCode
from medclaim.codes.npi import Npi
from medclaim.codes.occurrence import OccurrenceCode
from medclaim.codes.occurrence_span import OccurrenceSpanCode
from medclaim.codes.oral_cavity import OralCavityArea
from medclaim.codes.poa import PoaIndicator
from medclaim.codes.point_of_origin import PointOfOrigin
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.codes.rarc import RarcCode
from medclaim.codes.revenue import RevenueCode
from medclaim.codes.ssn import Ssn
from medclaim.codes.state import StateCode
from medclaim.codes.surface import ToothSurface
from medclaim.codes.taxonomy import TaxonomyCode
from medclaim.codes.tooth import ToothNumber
from medclaim.codes.value import ValueCode

__all__ = [
    "SYSTEMS",
    "AdmissionType",
    "BillType",
    "CarcCode",
    "CdtCode",
    "ClaimStatusCode",
    "CliaNumber",
    "CodeSystem",
    "CodeValue",
    "ConditionCode",
    "CountryCode",
    "CptCode",
    "DischargeStatus",
    "Ein",
    "FilingIndicator",
    "HcpcsCode",
    "HippsCode",
    "Icd9CmCode",
    "Icd9PcsCode",
    "Icd10CmCode",
    "Icd10PcsCode",
    "InvalidCode",
    "Mbi",
    "Modifier",
    "MsDrg",
    "NdcCode",
    "Npi",
    "OccurrenceCode",
    "OccurrenceSpanCode",
    "OralCavityArea",
    "OtherProcedureCode",
    "PlaceOfService",
    "PoaIndicator",
    "PointOfOrigin",
    "RarcCode",
    "Reason",
    "RevenueCode",
    "Ssn",
    "StateCode",
    "TaxonomyCode",
    "ToothNumber",
    "ToothSurface",
    "ValueCode",
    "identify",
    "procedure",
]

SYSTEMS: tuple[CodeSystem, ...] = (
    icd10cm.SYSTEM,
    icd10pcs.SYSTEM,
    icd9cm.SYSTEM,
    icd9pcs.SYSTEM,
    cpt.SYSTEM,
    hcpcs.SYSTEM,
    cdt.SYSTEM,
    hipps.SYSTEM,
    modifier.SYSTEM,
    ndc.SYSTEM,
    revenue.SYSTEM,
    drg.SYSTEM,
    bill_type.SYSTEM,
    pos.SYSTEM,
    admission_type.SYSTEM,
    point_of_origin.SYSTEM,
    discharge_status.SYSTEM,
    condition.SYSTEM,
    occurrence.SYSTEM,
    occurrence_span.SYSTEM,
    value.SYSTEM,
    poa.SYSTEM,
    tooth.SYSTEM,
    surface.SYSTEM,
    oral_cavity.SYSTEM,
    npi.SYSTEM,
    taxonomy.SYSTEM,
    clia.SYSTEM,
    ein.SYSTEM,
    ssn.SYSTEM,
    mbi.SYSTEM,
    filing_indicator.SYSTEM,
    carc.SYSTEM,
    rarc.SYSTEM,
    claim_status.SYSTEM,
    state.SYSTEM,
    country.SYSTEM,
)


def identify(text: str) -> tuple[CodeValue, ...]:
    """Every value the text could be, in the order of ``SYSTEMS``: never a guess at which.

    Empty where it is none; raises ``TypeError`` for anything that is not a ``str``.

    >>> identify("E11.9"), identify("no code")
    ((Icd10CmCode('E11.9'),), ())
    """
    if not isinstance(text, str):
        raise TypeError(f"identify takes a str, not {type(text).__name__}")
    classes = (system.value_class for system in SYSTEMS)
    return tuple(cls(text) for cls in classes if cls.is_valid(text))
