"""The code systems of US billing, one module each.

>>> Icd10CmCode("e11.9"), CptCode("99213"), Npi("1234567893")
(Icd10CmCode('E11.9'), CptCode('99213'), Npi('1234567893'))
>>> identify("J1100")
(Icd10CmCode('J11.00'), HcpcsCode('J1100'), HippsCode('J1100'))
"""

from medclaim.codes import (
    cdt,
    cpt,
    ein,
    hcpcs,
    hipps,
    icd9cm,
    icd10cm,
    mbi,
    modifier,
    npi,
    pos,
    procedure,
    ssn,
    taxonomy,
)
from medclaim.codes._system import CodeSystem, CodeValue
from medclaim.codes.cdt import CdtCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.ein import Ein
from medclaim.codes.errors import InvalidCode, Reason
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.hipps import HippsCode
from medclaim.codes.icd9cm import Icd9CmCode
from medclaim.codes.icd10cm import Icd10CmCode
from medclaim.codes.mbi import Mbi
from medclaim.codes.modifier import Modifier
from medclaim.codes.npi import Npi
from medclaim.codes.pos import PlaceOfService
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.codes.ssn import Ssn
from medclaim.codes.taxonomy import TaxonomyCode

__all__ = [
    "SYSTEMS",
    "CdtCode",
    "CodeSystem",
    "CodeValue",
    "CptCode",
    "Ein",
    "HcpcsCode",
    "HippsCode",
    "Icd9CmCode",
    "Icd10CmCode",
    "InvalidCode",
    "Mbi",
    "Modifier",
    "Npi",
    "OtherProcedureCode",
    "PlaceOfService",
    "Reason",
    "Ssn",
    "TaxonomyCode",
    "identify",
    "procedure",
]

SYSTEMS: tuple[CodeSystem, ...] = (
    icd10cm.SYSTEM,
    icd9cm.SYSTEM,
    cpt.SYSTEM,
    hcpcs.SYSTEM,
    cdt.SYSTEM,
    hipps.SYSTEM,
    modifier.SYSTEM,
    pos.SYSTEM,
    npi.SYSTEM,
    taxonomy.SYSTEM,
    ein.SYSTEM,
    ssn.SYSTEM,
    mbi.SYSTEM,
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
