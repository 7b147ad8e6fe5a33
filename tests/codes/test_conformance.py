"""One walk over every code system: junk in, an explanation out; and what every value is."""

import copy
import json
import pickle
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medclaim import codes
from medclaim.codes import CodeSystem, CodeValue
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Malformed, Reason

VECTORS = Path(__file__).parents[1] / "vectors" / "codes"
LOOK_ALIKES = "АВЕКМНОРСТУХІЅЈΑΒΕΖ０１２９ＡＺ٠٩ⅠⅤ²½ßİıﬁ\u200b\u00a0\ufeff"
NOT_TEXT: tuple[Any, ...] = (None, 0, 1.5, True, b"E119", ["E119"], ("E119",), {}, object(), object)

each_system = pytest.mark.parametrize("system", codes.SYSTEMS, ids=lambda system: system.key)


@cache
def good_inputs(system: CodeSystem) -> list[str]:
    content = json.loads((VECTORS / f"{system.key}.json").read_text(encoding="utf-8"))
    return [case["input"] for case in content["cases"] if "text" in case]


def junk(system: CodeSystem) -> st.SearchStrategy[str]:
    """Texts near and far: any text, a right text with one character changed, a long one."""
    near = st.sampled_from(good_inputs(system))
    character = st.sampled_from(LOOK_ALIKES + "OIlSBZ0158-. \t\n\r\x00~*:^") | st.characters()
    changed = st.builds(
        lambda text, place, new: text[: place % len(text)] + new + text[place % len(text) + 1 :],
        near,
        st.integers(0, 20),
        character,
    )
    grown = st.builds(lambda text, times: text * times, near, st.sampled_from((2, 3, 1000)))
    short = st.text(alphabet=LOOK_ALIKES + "ABCDEGXZ0123456789-. ", max_size=14)
    return st.one_of(st.text(max_size=20), changed, grown, short, near)


@each_system
@settings(max_examples=50)
@given(data=st.data())
def test_junk_is_explained(system: CodeSystem, data: st.DataObject) -> None:
    """A text is a value, or it raises InvalidCode; the three ways of asking agree."""
    cls = system.value_class
    text = data.draw(junk(system))
    read = cls.read(text)
    error = fault(cls, text)
    assert cls.is_valid(text) is (error is None)
    if error is None:
        value = cls(text)
        check_value(cls, value)
        if text == value.text:
            assert read == value
        else:
            assert isinstance(read, Malformed)
            assert read.reason is Reason.NOT_BILLING_FORM
    else:
        check_error(cls, text, error)
        assert isinstance(read, Malformed)
        assert (read.kind, read.text, read.reason) == (cls.KIND, text, error.reason)
        assert (read.position, read.suggestion) == (error.position, error.suggestion)


@given(data=st.data())
def test_identify_names_every_system_that_takes_the_text(data: st.DataObject) -> None:
    text = data.draw(junk(data.draw(st.sampled_from(codes.SYSTEMS))))
    expected = [s.value_class for s in codes.SYSTEMS if s.value_class.is_valid(text)]
    found = codes.identify(text)
    assert [type(value) for value in found] == expected
    assert all(value == type(value)(text) for value in found)


def test_identify_takes_text_only() -> None:
    for thing in NOT_TEXT:
        with pytest.raises(TypeError):
            codes.identify(thing)


def fault(cls: type[CodeValue], text: str) -> InvalidCode | None:
    try:
        cls(text)
    except InvalidCode as error:
        return error
    return None


def check_error(cls: type[CodeValue], text: str, error: InvalidCode) -> None:
    assert error.system == cls.KIND
    assert isinstance(error.reason, Reason)
    # A position is a place in the text as it was typed.
    assert error.position is None or 1 <= error.position <= len(text)
    if error.suggestion is not None:
        assert str(cls(error.suggestion)) == error.suggestion
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.position) == (str(error), error.position)


def check_value(cls: type[CodeValue], value: CodeValue) -> None:
    assert type(value.text) is str
    assert value.text.isascii()
    assert value.text == value.text.strip()
    for twin in (
        cls(value.text),
        cls(str(value)),
        cls(value),  # type: ignore[arg-type]
        cls.read(value.text),
        copy.copy(value),
        copy.deepcopy(value),
        pickle.loads(pickle.dumps(value)),
    ):
        assert type(twin) is cls
        assert twin == value
        assert hash(twin) == hash(value)
        assert not twin < value
        assert twin <= value
    assert value != value.text  # type: ignore[comparison-overlap]
    if cls.IS_PERSONAL:
        assert repr(value) == f"{cls.__name__}(...)"
    else:
        assert eval(repr(value), {cls.__name__: cls}) == value


@each_system
def test_what_is_no_text_is_refused(system: CodeSystem) -> None:
    cls = system.value_class
    for thing in NOT_TEXT:
        assert not cls.is_valid(thing)
        with pytest.raises(TypeError):
            cls(thing)
        with pytest.raises(TypeError):
            cls.read(thing)


@each_system
def test_a_subclass_of_str_is_taken_as_the_str_it_is(system: CodeSystem) -> None:
    class Text(str):
        __slots__ = ()

    cls = system.value_class
    for text in good_inputs(system):
        assert cls(Text(text)) == cls(text)
        assert type(cls(Text(text)).text) is str
        assert cls.read(Text(text)) == cls.read(text)


@each_system
def test_a_very_long_text_is_refused_quickly(system: CodeSystem) -> None:
    """The grammars are regular and no pattern backtracks: a long text is no attack."""
    cls = system.value_class
    text = good_inputs(system)[0]
    for long in (
        "0" * 10**5,
        "A" * 10**5,
        text * 10**4,
        " " * 10**5 + text,
        "-" * 10**5,
        "." * 10**5,
    ):
        read = cls.read(long)
        assert isinstance(read, Malformed)
        assert str(InvalidCode(cls.KIND, read.reason, "x", position=read.position))


@each_system
def test_a_value_cannot_be_changed(system: CodeSystem) -> None:
    value = system.value_class(good_inputs(system)[0])
    with pytest.raises(AttributeError):
        value.text = "E119"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        value.other = 1  # type: ignore[attr-defined]
    assert not hasattr(value, "__dict__")


@each_system
def test_order_is_total_within_a_system(system: CodeSystem) -> None:
    cls = system.value_class
    values = [cls(text) for text in good_inputs(system)]
    assert [v.text for v in sorted(values)] == sorted(v.text for v in values)


def test_values_of_two_systems_are_never_equal_and_have_no_order() -> None:
    values = codes.identify("0120") + codes.identify("12345") + codes.identify("J1100")
    for one in values:
        for other in values:
            if type(one) is not type(other):
                assert one != other
                with pytest.raises(TypeError):
                    one < other  # noqa: B015


@each_system
def test_what_a_system_says_of_itself(system: CodeSystem) -> None:
    cls = system.value_class
    assert (system.name, system.is_personal) == (cls.KIND, cls.IS_PERSONAL)
    assert cls.__module__ == f"medclaim.codes.{system.key}"
    assert getattr(codes, cls.__name__) is cls
    assert cls.__name__ in codes.__all__
    assert issubclass(cls, CodeValue)
    assert system.source
    said = " ".join((getattr(codes, system.key).__doc__ or "").split())
    assert system.is_licensed is ("no part of this library" in said)
    with pytest.raises(TypeError):
        CodeValue("E119")


def test_no_two_systems_share_a_key_a_name_or_a_class() -> None:
    for part in ("key", "name", "value_class"):
        values = [getattr(system, part) for system in codes.SYSTEMS]
        assert len(set(values)) == len(values)


PERSONAL = [system for system in codes.SYSTEMS if system.is_personal]


@pytest.mark.parametrize("system", PERSONAL, ids=lambda system: system.key)
@given(data=st.data())
def test_personal_text_is_never_shown(system: CodeSystem, data: st.DataObject) -> None:
    """No repr and no error holds a person's number, or three characters of it in a row."""
    cls = system.value_class
    text = data.draw(junk(system))
    # The words of a message are no secret; digits are.
    digits = [text[i : i + 3] for i in range(len(text) - 2) if text[i : i + 3].isdecimal()]
    shown = [repr(cls.read(text))]
    error = fault(cls, text)
    if error is None:
        spoilt = cls.read(f" {text}")
        assert isinstance(spoilt, Malformed)
        assert spoilt.suggestion is None
        shown += [repr(cls(text)), repr(spoilt)]
    else:
        assert error.suggestion is None
        assert error.__context__ is None
        shown += [str(error), repr(error), repr(vars(error))]
    # The day the HICN ended and the length of a text are all the digits an error has.
    said = [re.sub(r"2020-01-01|has \d+ character", "", words) for words in shown]
    for piece in digits:
        assert not any(piece in words for words in said)


@each_system
def test_every_module_explains_itself_in_the_same_shape(system: CodeSystem) -> None:
    module = getattr(codes, system.key)
    text = module.__doc__
    title, *_ = text.partition("\n")
    assert title.endswith(".")
    assert "\nGrammar: " in text
    assert "\nSource: " in text
    # One good and at least one refused, both run by the examples.
    assert f">>> {system.value_class.__name__}(" in text
    assert f"InvalidCode: {system.name}: " in text
    assert module.SYSTEM is system
    assert len(Path(module.__file__).read_text(encoding="utf-8").splitlines()) <= 210
