import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.claims.shapes import a_shape, fits, fits_any

MARKS = {"a": "[A-Z]", "d": "[0-9]", "x": "[A-Z0-9]"}
SHAPES = st.text("adxRZ07-.", min_size=1, max_size=8)
TEXTS = st.text("ABRZ0179-.x", max_size=8)


@given(SHAPES, TEXTS)
def test_a_shape_is_the_regular_expression_of_its_marks(shape: str, text: str) -> None:
    """Each mark is one class of characters, each other character itself, and nothing is left over."""
    pattern = "".join(MARKS.get(mark, re.escape(mark)) for mark in shape)
    assert fits(shape, text) is (re.fullmatch(pattern, text) is not None)


@given(SHAPES)
def test_a_shape_of_no_marks_fits_itself(shape: str) -> None:
    plain = shape.translate(str.maketrans("adx", "B8C"))
    assert fits(shape, plain)
    assert fits_any(["", shape], plain)


@pytest.mark.parametrize("text", ["", "ddb", "d\u0664", "d\n"])
def test_what_is_no_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="shape"):
        a_shape(text)
