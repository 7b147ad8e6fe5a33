"""The codecs of the values that one segment holds, and of the numbers of more than one kind."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from medclaim.claims.cob import Adjustment, InpatientAdjudication, OutpatientAdjudication
from medclaim.claims.parties import Identifier
from medclaim.claims.supplements import (
    Attachment,
    Certification,
    Contract,
    FormAnswer,
    Measurement,
    Pricing,
    SpinalManipulation,
    VisionCondition,
)
from medclaim.claims.x12.codecs import (
    AMOUNT,
    DAY,
    PROCEDURE,
    QUANTITY,
    TEXT,
    UnsendableError,
    code,
    read_text,
    remembered,
    write_number,
    write_text,
)
from medclaim.claims.x12.composing import record, sequence
from medclaim.claims.x12.grammar import Bind, Codec, bind, parse_elements
from medclaim.codes.carc import CarcCode
from medclaim.codes.cdt import CdtCode
from medclaim.codes.cpt import CptCode
from medclaim.codes.hcpcs import HcpcsCode
from medclaim.codes.ndc import NdcCode
from medclaim.codes.procedure import read_procedure
from medclaim.codes.rarc import RarcCode
from medclaim.codes.revenue import RevenueCode
from medclaim.malformed import Malformed

ATTACHMENT = record(Attachment, report_type=TEXT, transmission=TEXT, control_number=TEXT)
CONTRACT = record(
    Contract,
    type_code=TEXT,
    amount=AMOUNT,
    percentage=QUANTITY,
    code=TEXT,
    discount_percentage=QUANTITY,
    version=TEXT,
)
SPINAL_MANIPULATION = record(SpinalManipulation, condition=TEXT, descriptions=sequence(TEXT, 2))
VISION = record(VisionCondition, category=TEXT, applies=TEXT, conditions=sequence(TEXT, 5))
MEASUREMENT = record(Measurement, reference=TEXT, qualifier=TEXT, value=QUANTITY)
FORM_ANSWER = record(
    FormAnswer, question=TEXT, response=TEXT, text=TEXT, day=DAY, percentage=QUANTITY
)


def certification(conditions: int) -> Codec:
    """CRC02 and so many condition codes after it."""
    return record(Certification, applies=TEXT, conditions=sequence(TEXT, conditions))


_REMARKS = sequence(code(RarcCode), 5)
INPATIENT = record(
    InpatientAdjudication,
    covered_days=QUANTITY,
    lifetime_psychiatric_days=QUANTITY,
    drg_amount=AMOUNT,
    remark_codes=_REMARKS,
    disproportionate_share_amount=AMOUNT,
    msp_pass_through_amount=AMOUNT,
    pps_capital_amount=AMOUNT,
    pps_capital_fsp_drg_amount=AMOUNT,
    pps_capital_hsp_drg_amount=AMOUNT,
    pps_capital_dsh_drg_amount=AMOUNT,
    old_capital_amount=AMOUNT,
    pps_capital_ime_amount=AMOUNT,
    pps_operating_hospital_drg_amount=AMOUNT,
    cost_report_days=QUANTITY,
    pps_operating_federal_drg_amount=AMOUNT,
    pps_capital_outlier_amount=AMOUNT,
    indirect_teaching_amount=AMOUNT,
    professional_component_amount=AMOUNT,
    pps_capital_exception_amount=AMOUNT,
)
# Of the five remark codes the first stands among the amounts, the others near the end.
INPATIENT_AT = (1, 3, 4, 5, 20, 21, 22, 23, *range(6, 20), 24)


def outpatient(spec: str) -> Bind:
    """The binding of a MOA with the elements of ``spec``."""
    facts: dict[int, tuple[str, Codec]] = {
        1: ("reimbursement_rate", QUANTITY),
        2: ("hcpcs_payable_amount", AMOUNT),
        3: ("remark_codes", _REMARKS),
        8: ("esrd_payment_amount", AMOUNT),
        9: ("professional_component_amount", AMOUNT),
    }
    at = [element.position for element in parse_elements(spec)]
    codecs = dict(fact for position, fact in facts.items() if position in at)
    return bind("outpatient_adjudication", record(OutpatientAdjudication, **codecs), *at)


def priced(spec: str, procedure: Codec = PROCEDURE) -> Bind:
    """The binding of an HCP with the elements of ``spec``: its last column says which there are."""
    facts: dict[int, tuple[str, Codec]] = {
        1: ("methodology", TEXT),
        2: ("allowed_amount", AMOUNT),
        3: ("savings", AMOUNT),
        4: ("organization_id", TEXT),
        5: ("rate", QUANTITY),
        6: ("group_code", TEXT),
        7: ("group_amount", AMOUNT),
        8: ("revenue_code", code(RevenueCode)),
        9: ("procedure_code", procedure),
        11: ("unit_basis", TEXT),
        12: ("units", QUANTITY),
        13: ("reject_reason", TEXT),
        14: ("policy_compliance", TEXT),
        15: ("exception_code", TEXT),
    }
    at = [element.position for element in parse_elements(spec)]
    codecs = dict(fact for position, fact in facts.items() if position in at)
    return bind("pricing", record(Pricing, **codecs), *at)


# ------------------------------------------------------------------------------- adjustments

_REASONS = 6
_CARC = code(CarcCode)


def _read_adjustments(group: str, *texts: str) -> tuple[Adjustment, ...]:
    said: Any = read_text(group) if group else Malformed.missing("adjustment group")
    last = len(texts)
    while last and not texts[last - 1]:
        last -= 1
    # A group without a reason is one that lacks it.
    return tuple(
        Adjustment(
            group=said,
            reason=_CARC.read(texts[at]) if texts[at] else Malformed.missing(_CARC.kind),
            amount=AMOUNT.read(texts[at + 1]) if texts[at + 1] else Malformed.missing(AMOUNT.kind),
            quantity=QUANTITY.read(texts[at + 2]) if texts[at + 2] else None,
        )
        for at in range(0, max(last, 1), 3)
    )


def _write_adjustments(adjustments: tuple[Adjustment, ...]) -> tuple[str, ...]:
    texts = [write_text(adjustments[0].group)]
    for one in adjustments:
        texts += (write_text(one.reason), write_number(one.amount), write_number(one.quantity))
    return (*texts, *[""] * (1 + 3 * _REASONS - len(texts)))


def _by_group(adjustments: tuple[Adjustment, ...]) -> Iterator[tuple[Adjustment, ...]]:
    """Neighbours of one group, six at a time."""
    for _, same in groupby(adjustments, key=lambda one: one.group):
        listed = tuple(same)
        for at in range(0, len(listed), _REASONS):
            yield listed[at : at + _REASONS]


# CAS01 to CAS19: a group, then reason, amount and quantity up to six times.
ADJUSTMENTS = Codec(
    kind="adjustment",
    read=_read_adjustments,
    write=_write_adjustments,
    parts=(
        "[0].group",
        *(f"[{n}].{part}" for n in range(_REASONS) for part in ("reason", "amount", "quantity")),
    ),
    split=_by_group,
)


# ------------------------------------------------------------------------------------- codes


def _read_product(qualifier: str, text: str) -> Any:
    is_other = qualifier not in ("", "N4") and qualifier.isprintable() and not qualifier.isspace()
    if is_other:
        return Identifier(qualifier, read_text(text) if text else Malformed.missing("product code"))
    return NdcCode.read(text) if text else Malformed.missing(NdcCode.KIND)


def _write_product(value: Any) -> tuple[str, ...]:
    if type(value) is Identifier:
        texts = (value.qualifier, write_text(value.text))
        # An NDC under its own qualifier would be read as what it is.
        more = value.payer_id is not None or value.qualifier == "N4"
        return (*texts, "") if more else texts
    if type(value) is Malformed and value.is_missing:
        return "", ""
    return "N4", write_text(value)


PRODUCT = Codec(
    kind=NdcCode.KIND,
    read=_read_product,
    write=_write_product,
    parts=("", ""),
    exact=False,
    is_free=True,
)

_MEDICAL = frozenset({CptCode, HcpcsCode, CdtCode, Malformed})


def _write_medical(value: Any) -> str:
    # The qualifier is the row's: a code of another system would be read as one of these.
    if type(value) not in _MEDICAL:
        raise UnsendableError("only a CPT or HCPCS code has a place here")
    return write_text(value)


# A CPT or HCPCS code under a qualifier of its own (BP, BO).
MEDICAL_PROCEDURE = Codec(
    kind="procedure code", read=remembered(read_procedure), write=_write_medical
)
