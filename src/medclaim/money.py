"""Amounts in US dollars and quantities, as Decimals read from and written to plain text.

An amount has two places (``Decimal("100.00")``); a quantity, a percentage or a value-code amount
keeps what it was given. Neither is ever a float.

Source: X12 element type R (no leading zeros, no trailing zeros after the point, a point only where
needed, ``-`` only when negative) as the 005010 implementation guides' Appendix B describes it.
"""

import re
from decimal import Decimal

from medclaim.malformed import Malformed, Reason

CENT = Decimal("0.01")
# At most 18 characters in every monetary element of the three guides; 10 digits is the practical limit.
_R = re.compile(r"-?(?:[0-9]{1,18}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})")


def amount(value: object) -> Decimal:
    """A two-place amount from a ``Decimal``, an ``int`` or a plain decimal ``str``.

    Raises ``TypeError`` for a ``float`` and anything else, ``ValueError`` for a third decimal or a
    text that is no number.

    >>> amount("100"), amount(Decimal("8.2"))
    (Decimal('100.00'), Decimal('8.20'))
    >>> amount("1.005")
    Traceback (most recent call last):
        ...
    ValueError: amount: has more than two decimals; round it before it is billed
    """
    number = quantity(value, kind="amount")
    rounded = number.quantize(CENT)
    if rounded != number:
        raise ValueError("amount: has more than two decimals; round it before it is billed")
    return rounded


def quantity(value: object, *, kind: str = "quantity") -> Decimal:
    """A plain number, unrounded, from a ``Decimal``, an ``int`` or a plain decimal ``str``.

    Raises as :func:`amount` does, but for decimals.

    >>> quantity("1.50"), quantity(3)
    (Decimal('1.50'), Decimal('3'))
    """
    if isinstance(value, str):
        text = value.strip(" ")
        if not _R.fullmatch(text):
            raise ValueError(f"{kind}: is no plain decimal number")
        return Decimal(text)
    if isinstance(value, Decimal):
        if not value.is_finite() or not -18 <= value.adjusted() < 18:
            raise ValueError(f"{kind}: is not a finite number of at most 18 digits")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return quantity(Decimal(value), kind=kind)
    raise TypeError(f"{kind}: takes a Decimal, an int or a str, not {type(value).__name__}")


def plain(number: Decimal) -> str:
    """The number as X12 writes it: no exponent, no trailing zeros, no needless point.

    >>> plain(Decimal("100.00")), plain(Decimal("8.20")), plain(Decimal("-0.5")), plain(Decimal("1E+2"))
    ('100', '8.2', '-.5', '100')
    """
    text = str(number)
    if text[-3:] == ".00" and text[0] not in "-0":
        return text[:-3]
    if "E" in text:
        text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
        if text.startswith("0."):
            text = text[1:]
        elif text.startswith("-0."):
            text = "-" + text[2:]
    return "0" if text in {"", "-", "-0"} else text


def read_amount(text: str) -> Decimal | Malformed:
    """The amount a text holds, else :class:`Malformed`; never raises on a ``str``.

    >>> read_amount("79.04"), read_amount("100"), read_amount("1.005").reason.value
    (Decimal('79.04'), Decimal('100.00'), 'structure')
    """
    if _R.fullmatch(text):
        number = Decimal(text)
        rounded = number.quantize(CENT)
        if rounded == number:
            return rounded
    return Malformed(kind="amount", text=text, reason=Reason.STRUCTURE)


def read_quantity(text: str) -> Decimal | Malformed:
    """The number a text holds, else :class:`Malformed`; never raises on a ``str``.

    >>> read_quantity("1.5"), read_quantity("1,5").reason.value
    (Decimal('1.5'), 'structure')
    """
    if _R.fullmatch(text):
        return Decimal(text)
    return Malformed(kind="quantity", text=text, reason=Reason.STRUCTURE)
