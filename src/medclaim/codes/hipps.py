"""HIPPS: the rate codes of Medicare's prospective payment systems for facilities.

Grammar: five letters or digits. What each position means depends on the payment system (skilled
nursing PDPM, home health PDGM, inpatient rehabilitation CMG), which the revenue code names.

Source: CMS, HIPPS codes, definition and uses.

>>> HippsCode("1aa11").text, HippsCode("ZZZZZ").text
('1AA11', 'ZZZZZ')
>>> HippsCode("1AA1-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: HIPPS: a sign cannot stand here; it should be five letters or digits (position 5)
>>> HippsCode("1AA1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: HIPPS: has 4 characters; it should be five letters or digits
"""

from typing import ClassVar, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue


@final
class HippsCode(CodeValue):
    """A HIPPS rate code. Raises ``InvalidCode``."""

    __slots__ = ()
    KIND: ClassVar[str] = "HIPPS"
    _PATTERN = Pattern("[0-9A-Z]{5}")
    _ALPHABETS = (ALPHANUMERIC,) * 5
    _EXPECTED = "five letters or digits"


SYSTEM = CodeSystem(
    key="hipps",
    name="HIPPS",
    source="CMS",
    value_class=HippsCode,
    uri="https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/ProspMedicareFeeSvcPmtGen/HIPPSCodes",
)
