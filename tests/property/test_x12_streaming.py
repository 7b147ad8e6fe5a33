"""A text read bit by bit says what it says as a whole, however it is cut."""

import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.claims import x12
from medclaim.claims.x12 import Envelope, ReadClaim
from medclaim.findings import Finding
from tests.property._texts import Batch, junk, spellings, spoilt_texts
from tests.property.test_x12 import BATCHES, ENVELOPES, few, more
from tests.x12._faults_professional import SEGMENTS


def cut(text: str, sizes: list[int]) -> list[str]:
    """The text in bits of these sizes, over and over."""
    bits, at, turn = [], 0, 0
    while at < len(text):
        size = sizes[turn % len(sizes)]
        bits.append(text[at : at + size])
        at, turn = at + size, turn + 1
    return bits


def streamed(bits: list[str]) -> tuple[list[ReadClaim], list[Finding], x12.Reader]:
    reader = x12.Reader()
    claims = [claim for bit in bits for claim in reader.feed(bit)]
    report = reader.close()
    return [*claims, *reader.left], list(report), reader


SIZES = st.lists(
    st.sampled_from([1, 2, 3, 7, 50, 105, 106, 107, 500, 4000]), min_size=1, max_size=4
)


@few
@given(BATCHES, ENVELOPES, spellings(), SIZES)
def test_any_split_gives_the_same_claims_and_report(
    claims: Batch, envelope: Envelope, spell: Callable[[str], str], sizes: list[int]
) -> None:
    """`Reader`: the claims and the report are those of `read`, however the text is cut."""
    text = spell(x12.write(claims, envelope))
    found, findings, reader = streamed(cut(text, sizes))
    assert tuple(read.claim for read in found) == claims
    assert findings == []
    assert reader.left == ()
    numbers = [int(read.set_control_number) for read in found]
    assert numbers == sorted(numbers)
    segments = [segment.strip("\ufeff\r\n\t ") for segment in text.split("~")]
    for read in found:
        own = segments[read.first : read.first + read.count]
        assert own[0].startswith("CLM*")
        assert sum(segment.startswith("CLM*") for segment in own) == 1
        assert int(read.interchange_control_number) == envelope.interchange_control_number


@more
@given(spoilt_texts() | junk(), SIZES, st.data())
def test_a_spoilt_text_is_the_same_however_it_is_cut(
    text: str, sizes: list[int], data: st.DataObject
) -> None:
    """Malformed text gives a report with whatever could still be read, in bits as in one."""
    text += data.draw(st.sampled_from(["", "ISA", "ISA*", text, f"JUNK{text}", f"\n{text[:150]}"]))
    whole = x12.read(text)
    found, findings, _ = streamed(cut(text, sizes))
    assert tuple(read.claim for read in found) == whole.claims
    assert findings == list(whole.report)


@few
@given(spoilt_texts(), SIZES)
def test_findings_may_be_taken_on_the_way(text: str, sizes: list[int]) -> None:
    """What has been taken is not in the report any more; nothing is told twice or not at all."""
    reader = x12.Reader()
    taken: list[Finding] = []
    for bit in cut(text, sizes):
        reader.feed(bit)
        taken += reader.take_findings()
    assert [*taken, *reader.close()] == list(x12.check(text))


def test_a_reader_takes_text_until_it_is_closed() -> None:
    reader = x12.Reader()
    with pytest.raises(TypeError, match="bytes"):
        reader.feed(b"ISA")  # type: ignore[arg-type]
    reader.close()
    for again in (reader.close, lambda: reader.feed("")):
        with pytest.raises(ValueError, match="closed"):
            again()


def _most_held(interchanges: int, text: str) -> int:
    """The most bytes that reading so many interchanges bit by bit held at once."""
    reader = x12.Reader()
    tracemalloc.start()
    for number in range(interchanges):
        numbered = text.replace("*000000007", f"*{number + 1:09d}")
        for bit in cut(numbered, [4000]):
            assert len(reader.feed(bit)) <= 60
    assert not reader.close().findings
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_memory_does_not_grow_with_the_text() -> None:
    """`Reader`: what it holds does not grow with the text."""
    start, end = SEGMENTS.index("HL*1**20*1"), len(SEGMENTS) - 3
    levels = list(SEGMENTS[start:end])
    claim = levels[next(n for n, s in enumerate(levels) if s.startswith("CLM*")) :]
    body = [*SEGMENTS[:start], *levels, *claim * 59]
    count = len(body) - SEGMENTS.index("ST*837*0001*005010X222A1") + 1
    text = "~".join([*body, f"SE*{count}*0001", *SEGMENTS[end + 1 :], ""])
    _most_held(1, text)
    few, many = _most_held(3, text), _most_held(30, text)
    assert many < few * 1.2
