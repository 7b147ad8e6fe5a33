"""A text read bit by bit says what it says as a whole, however it is cut."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medclaim.claims import x12
from medclaim.claims.x12 import Envelope, ReadClaim
from medclaim.findings import Finding
from tests.property._texts import Batch, junk, spellings, spoilt_texts
from tests.property.test_x12 import BATCHES, ENVELOPES, few, more


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
