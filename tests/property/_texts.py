"""Texts made of written ones: spelled otherwise, put together, or spoilt."""

from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from medclaim import strategies
from medclaim.claims import x12
from medclaim.claims.x12 import Delimiters, Envelope

Batch = tuple[Any, ...]


def segments_of(text: str) -> list[str]:
    """The segments of a text written with the usual delimiters."""
    return text.split("~")[:-1]


def spellings() -> SearchStrategy[Callable[[str], str]]:
    """Ways to spell the same interchange: line ends, a byte order mark, blanks after it."""
    line_ends = st.sampled_from(["", "\n", "\r\n", "\r", "\n\n", " \t\n"])
    return st.builds(
        lambda before, between, after: (
            lambda text: before + text.replace("~", f"~{between}") + after
        ),
        st.sampled_from(["", "\ufeff", "\ufeff\r\n", "\n "]),
        line_ends,
        st.sampled_from(["", "\n", "\r\n\r\n", " "]),
    )


_JUNK = ("", "X", "0", "1:2", "AB:C:D", "-1.50", "00012.50", "20260101", "20260101-20260102", "D8")
_CHARACTERS = "*:^~\n\r\x00\x1c\x1d\x1e\x1f\x85\u2028 \xe9A0"


@st.composite
def spoilt_texts(draw: DrawFn) -> str:
    """Written texts with segments lost, doubled or moved, and elements and characters exchanged."""
    claims = draw(
        strategies.professional_batches(most=2)
        | strategies.institutional_batches(most=2)
        | st.tuples(strategies.dental_claims())
    )
    segments = segments_of(x12.write(claims, draw(strategies.envelopes())))
    for _ in range(draw(st.integers(1, 3))):
        at, to = (draw(st.integers(0, len(segments) - 1)) for _ in range(2))
        how = draw(st.sampled_from(["lose", "double", "move", "character", "element"]))
        if how == "lose" and len(segments) > 1:
            del segments[at]
        elif how == "double":
            segments.insert(at, segments[at])
        elif how == "move":
            segments.insert(to, segments.pop(at))
        elif how == "character":
            place = draw(st.integers(0, len(segments[at])))
            new = draw(st.sampled_from(_CHARACTERS))
            segments[at] = segments[at][:place] + new + segments[at][place:]
        else:
            elements = segments[at].split("*")
            elements[draw(st.integers(0, len(elements) - 1))] = draw(st.sampled_from(_JUNK))
            segments[at] = "*".join(elements)
    return "~".join(segments) + draw(st.sampled_from(["~", "", "~\n"]))


def junk() -> SearchStrategy[str]:
    """Any text, and texts of what an interchange is made of."""
    pieces = st.sampled_from(
        [
            "ISA*",
            "ISA",
            "GS*HC*",
            "ST*837*0001*005010X222A1",
            "SE*",
            "IEA*1*",
            "~",
            "*",
            ":",
            "HL*1**20*1",
        ]
        + [
            "CLM*1*1***11:B:1",
            "LX*1",
            "SV1*HC:",
            "NM1*85*2*",
            "\n",
            "00501",
            " " * 80,
            "\x1d",
            "\x1c",
        ]
    )
    return st.text() | st.lists(pieces, max_size=30).map("".join)


def all_delimiters() -> SearchStrategy[Delimiters]:
    """Four different ASCII characters of any kind that no text of the strategies and no number holds."""
    controls = [chr(code) for code in (*range(9), 10, 11, 12, 13, *range(14, 32), 127)]
    marks = list('*:~^|!>+<;=?@[]_{}\\#$%"`')
    names = ("element", "component", "repetition", "segment")
    found = st.lists(st.sampled_from(marks + controls), min_size=4, max_size=4, unique=True)
    return found.map(lambda four: Delimiters(**dict(zip(names, four, strict=True))))


def written(batch: Batch, envelope: Envelope, number: int = 1) -> str:
    """The batch as an interchange of the given number."""
    return x12.write(batch, attrs.evolve(envelope, interchange_control_number=number))
