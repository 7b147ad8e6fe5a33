"""What only an institutional claim says: the type of bill, an hour, a moment."""

from datetime import datetime, time
from typing import Any

from medclaim.claims.x12.codecs import DAY, held
from medclaim.claims.x12.grammar import Codec
from medclaim.codes.bill_type import BillType
from medclaim.dates import read_hour, read_moment, write_hour, write_moment
from medclaim.malformed import Malformed, Reason

_FACILITY = 2


def _read_bill_type(facility: str, frequency: str) -> BillType | Malformed:
    text = f"0{facility}{frequency}"
    if len(facility) != _FACILITY or len(frequency) != 1:
        # Put together they could be taken for another bill.
        return Malformed(kind=BillType.KIND, text=text, reason=Reason.LENGTH)
    return BillType.read(text)


def _write_bill_type(value: Any) -> tuple[str, str]:
    text = value.text if type(value) is BillType else held(value)
    return text[1:-1], text[1:][-1:]


# CLM05-1 and CLM05-3: the paper form's leading zero is not sent.
BILL_TYPE = Codec(
    kind=BillType.KIND,
    read=_read_bill_type,
    write=_write_bill_type,
    parts=("", ""),
    exact=False,
    sized=frozenset({BillType}),
    is_common=True,
)


def _write_hour(value: Any) -> str:
    return held(value) if type(value) is Malformed else write_hour(value)


HOUR = Codec(kind="time", read=read_hour, write=_write_hour, sized=frozenset({time}))

_MOMENT = "date and time"


def _read_admission(qualifier: str, text: str) -> Any:
    if not text:
        return Malformed.missing(_MOMENT if qualifier == "DT" else DAY.kind)
    return read_moment(text) if qualifier == "DT" else DAY.read(text)


def _write_admission(value: Any) -> tuple[str, str]:
    if type(value) is datetime:
        return "DT", write_moment(value)
    if type(value) is Malformed and value.kind == _MOMENT:
        return "DT", held(value)
    text = DAY.write(value)
    return ("D8" if text else ""), text


# DTP02 and DTP03: a day, or a day and a time of day.
ADMISSION = Codec(
    kind=DAY.kind, read=_read_admission, write=_write_admission, parts=("", ""), exact=False
)
