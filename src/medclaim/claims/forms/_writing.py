"""How the paper forms spell what a claim holds: names, addresses, days, money."""

from datetime import date
from decimal import Decimal
from typing import Any

from medclaim.codes import CodeValue
from medclaim.codes.procedure import OtherProcedureCode
from medclaim.dates import Days, first_day, last_day
from medclaim.money import plain

ON_FILE = "SIGNATURE ON FILE"


def text(value: Any) -> str:
    """A text or a code as it is billed, nothing where there is none.

    >>> text("abc"), text(None)
    ('abc', '')
    """
    if isinstance(value, CodeValue | OtherProcedureCode):
        return value.text
    return value if isinstance(value, str) else ""


def listed_name(last: str | None, suffix: str | None, first: str | None, middle: str | None) -> str:
    """A person as the form lists them: last name and suffix, first name, middle initial.

    >>> listed_name("SAMPLE", "JR", "ANNA", "QUINN")
    'SAMPLE JR, ANNA, Q'
    """
    family = " ".join(filter(None, (last, suffix)))
    return ", ".join(filter(None, (family, first, (middle or "")[:1])))


def listed_party(
    name: str | None,
    last: str | None,
    suffix: str | None,
    first: str | None,
    middle: str | None,
) -> str:
    """An organization's name, or a person as the form lists them."""
    return name or listed_name(last, suffix, first, middle)


def spoken_party(
    name: str | None,
    first: str | None,
    middle: str | None,
    last: str | None,
    suffix: str | None,
) -> str:
    """An organization's name, or a person's in the order it is spoken, without commas.

    >>> spoken_party(None, "ANNA", "QUINN", "SAMPLE", "JR")
    'ANNA Q SAMPLE JR'
    """
    return name or " ".join(filter(None, (first, (middle or "")[:1], last, suffix)))


def joined(*values: Any) -> str:
    """Texts and codes with a blank between.

    >>> joined("1 TEST ST", None, "APT 2")
    '1 TEST ST APT 2'
    """
    return " ".join(filter(None, map(text, values)))


def apart(values: Any) -> str:
    """Codes with three blanks between (NUCC manual, item 10d).

    >>> apart(("AA", "AB"))
    'AA   AB'
    """
    return "   ".join(map(text, values or ()))


def run_on(*values: Any) -> str:
    """Texts and codes with nothing between: a qualifier and its number."""
    return "".join(map(text, values))


def postal_code(value: Any) -> str:
    """A postal code, with its hyphen where it has nine digits.

    >>> postal_code("752010001"), postal_code("75201")
    ('75201-0001', '75201')
    """
    code = text(value)
    return f"{code[:5]}-{code[5:]}" if len(code) == 9 and code.isdigit() else code


def town(city: str | None, state: str | None, code: str | None) -> str:
    """City, state and postal code on one row.

    >>> town("EXAMPLE CITY", "TX", "752010001")
    'EXAMPLE CITY TX 75201-0001'
    """
    return joined(city, state, postal_code(code))


def short_day(day: date | None) -> str:
    """A day as MM DD YY.

    >>> short_day(date(2026, 3, 2))
    '03 02 26'
    """
    return "" if day is None else f"{day.month:02d} {day.day:02d} {day.year % 100:02d}"


def long_day(day: date | None) -> str:
    """A day as MM DD CCYY.

    >>> long_day(date(1960, 3, 2))
    '03 02 1960'
    """
    return "" if day is None else f"{day.month:02d} {day.day:02d} {day.year:04d}"


def from_day(days: Days | None) -> str:
    """The first of some days, as MM DD YY."""
    return short_day(first_day(days))


def to_day(days: Days | None) -> str:
    """The last of some days, as MM DD YY."""
    return short_day(last_day(days))


def dollars(amount: Decimal | None) -> str:
    """What stands left of the line between dollars and cents.

    >>> dollars(Decimal("1250.50")), cents(Decimal("1250.50"))
    ('1250', '50')
    """
    return "" if amount is None else f"{amount:.2f}"[:-3]


def cents(amount: Decimal | None) -> str:
    """What stands right of the line between dollars and cents."""
    return "" if amount is None else f"{amount:.2f}"[-2:]


def number(value: Decimal | None) -> str:
    """A quantity without needless zeros; a fraction keeps its point."""
    return "" if value is None else plain(value)
