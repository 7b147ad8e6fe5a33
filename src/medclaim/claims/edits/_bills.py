"""What the edits on institutional bills ask alike: whether it asks for payment, its codes and amounts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from medclaim.claims.institutional import InstitutionalClaim
from medclaim.codes.bill_type import BillType
from medclaim.codes.revenue import RevenueCode
from medclaim.edit import Kind
from medclaim.malformed import Malformed

INSTITUTIONAL = (Kind.INSTITUTIONAL,)
MANUAL = "Medicare Claims Processing Manual"


def asked(claim: InstitutionalClaim) -> BillType | None:
    """The type of a bill that asks for payment; ``None`` for a notice, a void, and where unread."""
    bill = claim.bill_type
    is_asking = type(bill) is BillType and not (bill.is_notice or bill.is_void)
    return bill if is_asking and type(bill) is BillType else None


def revenue_of(line: Any) -> RevenueCode | None:
    """The revenue code of a line, ``None`` where it could not be read."""
    return line.revenue_code if type(line.revenue_code) is RevenueCode else None


def amount_of(claim: InstitutionalClaim, code: str) -> Decimal | Malformed | None:
    """The amount of a value code, ``None`` where the bill does not say it."""
    for one in claim.value_codes:
        if type(one.code) is not Malformed and one.code.text == code:
            return one.amount
    return None


def day_of(moment: date | datetime | Malformed | None) -> date | None:
    """The day of an admission, ``None`` where none is given or it could not be read."""
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else None


def bill_types(*codes: str) -> list[str]:
    """The traits of bills of these types, for triggers."""
    return [f"bill_type:{code}" for code in codes]
