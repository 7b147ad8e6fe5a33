"""Shapes of numbers, as data: what a payer's ids and authorizations look like, place by place.

A shape is a text of marks: ``a`` is a letter, ``d`` a digit, ``x`` either; anything else stands for
itself, and numbers are written in capitals. A regular expression would say more, and could take for
ever; a shape is looked at once.

>>> fits("Rdddddddd", "R12345678"), fits("aadddddx", "AB12345Z"), fits("dd", "123")
(True, True, False)
"""

from collections.abc import Iterable

from medclaim._text import ALPHANUMERIC, DIGITS, LETTERS, first_non_ascii

_MARKS = {"a": LETTERS, "d": DIGITS, "x": ALPHANUMERIC}


def fits(shape: str, text: str) -> bool:
    """Whether a text has a shape."""
    return len(shape) == len(text) and all(
        char in _MARKS.get(mark, mark) for mark, char in zip(shape, text, strict=True)
    )


def fits_any(shapes: Iterable[str], text: str) -> bool:
    """Whether a text has one of some shapes."""
    return any(fits(shape, text) for shape in shapes)


def a_shape(text: str) -> str:
    """The shape, refused with ``ValueError`` where no number could have it.

    >>> a_shape("ddd-b")
    Traceback (most recent call last):
        ...
    ValueError: 'b' is no mark of a shape: a is a letter, d a digit, x either, and a capital itself
    """
    if not text or first_non_ascii(text) is not None:
        raise ValueError("a shape is one or more printable ASCII characters")
    for char in text:
        if char.islower() and char not in _MARKS:
            raise ValueError(
                f"{char!r} is no mark of a shape: a is a letter, d a digit, x either, "
                "and a capital itself"
            )
    return text
