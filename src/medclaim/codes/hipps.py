"""HIPPS: the rate codes of Medicare's prospective payment systems for facilities.

Grammar: five letters or digits. What each position means depends on the payment system, which the
form tells and the revenue code of the line names: skilled nursing (0022), home health (0023),
inpatient rehabilitation (0024). ``ZZZZZ`` is skilled nursing's default.

Source: CMS, HIPPS codes, definition and uses; SNF PPS final rule FY2019 (PDPM, from 2019-10-01) and
the RUG-IV before it; HH PPS final rule CY2019 (PDGM, from 2020-01-01); IRF PPS (case-mix groups).

>>> code = HippsCode("1aa11")
>>> code.text, code.payment_system, code.revenue_code
('1AA11', 'home health', '0023')
>>> HippsCode("1AA1-")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: HIPPS: a sign cannot stand here; it should be five letters or digits (position 5)
>>> HippsCode("1AA1")
Traceback (most recent call last):
    ...
medclaim.codes.errors.InvalidCode: HIPPS: has 4 characters; it should be five letters or digits
"""

from typing import ClassVar, Literal, final

from medclaim._text import ALPHANUMERIC, Pattern
from medclaim.codes._system import CodeSystem, CodeValue

PaymentSystem = Literal["skilled nursing", "home health", "inpatient rehabilitation"]

# PT and OT group, SLP group, nursing group, NTA group, assessment.
_PDPM = Pattern("[A-P][A-L][A-Y][A-F][016]|ZZZZZ")
# RUG-IV group, assessment.
_RUG = Pattern("[A-Z]{2}[A-Z0-9][0-6][0-7A-D]")
# Admission source and timing, clinical group, functional level, comorbidity, a placeholder.
_PDGM = Pattern("[1-4][A-L][ABC][123]1")
# Comorbidity tier, case-mix group.
_CMG = Pattern("[A-D][0-9]{4}")
_REVENUE: dict[PaymentSystem, str] = {
    "skilled nursing": "0022",
    "home health": "0023",
    "inpatient rehabilitation": "0024",
}


@final
class HippsCode(CodeValue):
    """A HIPPS rate code. Raises ``InvalidCode``.

    Five letters or digits of no known payment system are well-formed and unassigned.

    >>> [HippsCode(text).payment_system for text in ("KAQD1", "RUA10", "A0110", "12345")]
    ['skilled nursing', 'skilled nursing', 'inpatient rehabilitation', None]
    """

    __slots__ = ()
    KIND: ClassVar[str] = "HIPPS"
    _PATTERN = Pattern("[0-9A-Z]{5}")
    _ALPHABETS = (ALPHANUMERIC,) * 5
    _EXPECTED = "five letters or digits"

    @property
    def payment_system(self) -> PaymentSystem | None:
        """Which payment system the form is of, ``None`` where it is of none known here.

        Home health's codes of before 2020 are not told apart: they are ``None``.
        """
        if _PDGM.fullmatch(self.text):
            return "home health"
        if _CMG.fullmatch(self.text):
            return "inpatient rehabilitation"
        if _PDPM.fullmatch(self.text) or _RUG.fullmatch(self.text):
            return "skilled nursing"
        return None

    @property
    def revenue_code(self) -> str | None:
        """The revenue code of the line it stands on; ``None`` where the system is not known."""
        system = self.payment_system
        return None if system is None else _REVENUE[system]

    @property
    def case_mix_group(self) -> str | None:
        """What the payment is for: the code without assessment, placeholder or tier.

        >>> [HippsCode(text).case_mix_group for text in ("KAQD1", "RUA10", "1AA11", "A0110")]
        ['KAQD', 'RUA', '1AA1', '0110']
        """
        match self.payment_system:
            case "inpatient rehabilitation":
                return self.text[1:]
            case "home health":
                return self.text[:4]
            case "skilled nursing":
                return self.text[:4] if _PDPM.fullmatch(self.text) else self.text[:3]
        return None

    @property
    def comorbidity_tier(self) -> str | None:
        """The tier of a rehabilitation code (A is none), the comorbidity of a home health one."""
        match self.payment_system:
            case "inpatient rehabilitation":
                return self.text[0]
            case "home health":
                return self.text[3]
        return None

    @property
    def assessment(self) -> str | None:
        """The assessment a skilled nursing code comes from; ``None`` in the other systems.

        One character since 2019-10-01 (0 interim, 1 five-day), two before.
        """
        if self.payment_system != "skilled nursing":
            return None
        return self.text[4] if _PDPM.fullmatch(self.text) else self.text[3:]

    @property
    def is_default(self) -> bool:
        """Whether it is paid for want of an assessment: ``ZZZZZ``, and RUG ``AAA`` before."""
        return self.text == "ZZZZZ" or self.text.startswith("AAA0")


SYSTEM = CodeSystem(
    key="hipps",
    name="HIPPS",
    source="CMS",
    value_class=HippsCode,
    uri="https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/ProspMedicareFeeSvcPmtGen/HIPPSCodes",
)
