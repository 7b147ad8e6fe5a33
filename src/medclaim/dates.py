"""Days and ranges of days, as X12 writes them: D8 (``CCYYMMDD``) and RD8 (``CCYYMMDD-CCYYMMDD``).

Where a stay is billed, hours count too: DT (``CCYYMMDDHHMM``) and TM (``HHMM``). A single day is a ``datetime.date``. One day written as D8 and the same day written as a range are
two different values, since a payer may treat them differently.
"""

import re
from datetime import date, datetime, time
from typing import final

import attrs

from medclaim.malformed import Malformed, Reason

# 45 CFR 162.1002 as amended by 79 FR 45128: ICD-10 for services (outpatient, professional) and
# discharges (inpatient) from this day on, ICD-9-CM before it.
ICD10_CUT_OVER = date(2015, 10, 1)

_D8 = re.compile(r"[0-9]{8}")
_RD8 = re.compile(r"[0-9]{8}-[0-9]{8}")
_TM = re.compile(r"[0-9]{4}")


@final
@attrs.frozen(order=True)
class DateRange:
    """From one day through another, both included. ``first`` may stand after ``last``: an edit says so.

    >>> str(DateRange(date(2026, 1, 1), date(2026, 1, 3)))
    '20260101-20260103'
    """

    first: date = attrs.field(validator=attrs.validators.instance_of(date))
    last: date = attrs.field(validator=attrs.validators.instance_of(date))

    def __str__(self) -> str:
        return f"{write_day(self.first)}-{write_day(self.last)}"


Days = date | DateRange


def first_day(days: "Days | Malformed | None") -> date | None:
    """The day a service begins, ``None`` when it is not known.

    >>> first_day(DateRange(date(2026, 1, 1), date(2026, 1, 3)))
    datetime.date(2026, 1, 1)
    """
    if isinstance(days, DateRange):
        return days.first
    return days if isinstance(days, date) else None


def last_day(days: "Days | Malformed | None") -> date | None:
    """The day a service ends, ``None`` when it is not known."""
    if isinstance(days, DateRange):
        return days.last
    return days if isinstance(days, date) else None


def write_day(day: date) -> str:
    """A day as D8.

    >>> write_day(date(2026, 3, 9))
    '20260309'
    """
    return day.isoformat().replace("-", "")


def read_day(text: str) -> date | Malformed:
    """The day a D8 text holds, else :class:`Malformed`; never raises on a ``str``.

    >>> read_day("20240229"), read_day("20230229").reason.value
    (datetime.date(2024, 2, 29), 'not issued')
    """
    if not _D8.fullmatch(text):
        return Malformed(kind="date", text=text, reason=Reason.STRUCTURE)
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return Malformed(kind="date", text=text, reason=Reason.NOT_ISSUED)


def read_range(text: str) -> DateRange | Malformed:
    """The range an RD8 text holds, else :class:`Malformed`; never raises on a ``str``."""
    if _RD8.fullmatch(text):
        first, last = read_day(text[:8]), read_day(text[9:])
        if isinstance(first, date) and isinstance(last, date):
            return DateRange(first, last)
        return Malformed(kind="date range", text=text, reason=Reason.NOT_ISSUED)
    return Malformed(kind="date range", text=text, reason=Reason.STRUCTURE)


def write_hour(hour: time) -> str:
    """A time of day as TM.

    >>> write_hour(time(9, 5))
    '0905'
    """
    return f"{hour.hour:02d}{hour.minute:02d}"


def read_hour(text: str) -> time | Malformed:
    """The time of day a TM text of four digits holds, else :class:`Malformed`; never raises on a ``str``.

    >>> read_hour("1130"), read_hour("2400").reason.value
    (datetime.time(11, 30), 'not issued')
    """
    if not _TM.fullmatch(text):
        return Malformed(kind="time", text=text, reason=Reason.STRUCTURE)
    try:
        return time(int(text[:2]), int(text[2:]))
    except ValueError:
        return Malformed(kind="time", text=text, reason=Reason.NOT_ISSUED)


def write_moment(moment: datetime) -> str:
    """A day and a time of day as DT.

    >>> write_moment(datetime(2026, 3, 9, 9, 5))
    '202603090905'
    """
    return write_day(moment.date()) + write_hour(moment.time())


def read_moment(text: str) -> datetime | Malformed:
    """The day and time a DT text of twelve digits holds, else :class:`Malformed`; never raises on a ``str``."""
    day, hour = read_day(text[:8]), read_hour(text[8:])
    if isinstance(day, date) and isinstance(hour, time):
        return datetime.combine(day, hour)
    reason = next(bad.reason for bad in (day, hour) if isinstance(bad, Malformed))
    return Malformed(kind="date and time", text=text, reason=reason)
