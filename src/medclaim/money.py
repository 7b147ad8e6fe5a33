"""Amounts in US dollars and quantities, as Decimals read from and written to plain text.

An amount has two places (``Decimal("100.00")``); a quantity, a percentage or a value-code amount
keeps what it was given. Neither is ever a float.

Source: X12 element type R (no leading zeros, no trailing zeros after the point, a point only where
needed, ``-`` only when negative) as the 005010 implementation guides' Appendix B describes it.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation

from medclaim.malformed import Malformed, Reason

CENT = Decimal("0.01")
_NOTHING = Decimal("0.00")
_FINEST = Decimal("1E-9")
# Answers follow from what was given, never from the caller's decimal context. No sum of amounts a
# claim can hold comes near forty digits.
_EXACT = Context(
    prec=40,
    rounding=ROUND_HALF_EVEN,
    Emin=-999999,
    Emax=999999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation],
)
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
    rounded = _EXACT.quantize(number, CENT)
    if rounded != number:
        raise ValueError("amount: has more than two decimals; round it before it is billed")
    return rounded


def quantity(value: object, *, kind: str = "quantity") -> Decimal:
    """A plain number, unrounded, from a ``Decimal``, an ``int`` or a plain decimal ``str``.

    Raises as :func:`amount` does, but takes up to nine decimals: a text that is read holds no more.

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
        if _EXACT.quantize(value, _FINEST) != value:
            raise ValueError(f"{kind}: has more than nine decimals; round it")
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return quantity(Decimal(value), kind=kind)
    raise TypeError(f"{kind}: takes a Decimal, an int or a str, not {type(value).__name__}")


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The sum to the cent, whatever the caller's decimal context.

    >>> total([Decimal("125.00"), Decimal("42.50")]), total([])
    (Decimal('167.50'), Decimal('0.00'))
    """
    found = _NOTHING
    for each in amounts:
        found = _EXACT.add(found, each)
    return found


def plain(number: Decimal) -> str:
    """The number as X12 writes it: no exponent, no trailing zeros, no needless point.

    >>> plain(Decimal("100.00")), plain(Decimal("8.20")), plain(Decimal("-0.5")), plain(Decimal("1E+2"))
    ('100', '8.2', '-.5', '100')
    """
    text = str(number)
    if text[-3:] == ".00" and text[0] not in "-0":
        return text[:-3]
    if "E" in text or "e" in text:  # as the caller's context writes it
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
        rounded = _EXACT.quantize(number, CENT)
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
