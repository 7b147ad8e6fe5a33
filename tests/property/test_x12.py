"""What holds for every claim and every text, said in the words of the design and of X12."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from medclaim import convert, strategies
from medclaim.claims import x12
from medclaim.claims.claim import Claim, ProfessionalClaim
from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.supplements import Note
from medclaim.claims.x12 import Delimiters, Envelope
from medclaim.findings import Report
from medclaim.malformed import Malformed, Reason
from tests.property._texts import (
    Batch,
    all_delimiters,
    junk,
    segments_of,
    spellings,
    spoilt_texts,
    written,
)

BATCHES = strategies.professional_batches()
CLAIMS = strategies.professional_claims()
# The same of every kind.
ANY_BATCHES: st.SearchStrategy[Batch] = (
    BATCHES | strategies.institutional_batches(most=2) | st.tuples(strategies.dental_claims())
)
ANY_CLAIMS: st.SearchStrategy[Claim] = (
    CLAIMS | strategies.institutional_claims() | strategies.dental_claims()
)
ANY_MALFORMED: st.SearchStrategy[Claim] = (
    strategies.malformed_professional_claims()
    | strategies.malformed_institutional_claims()
    | strategies.malformed_dental_claims()
)
ENVELOPES = strategies.envelopes()

# Explaining a failure takes minutes with claims this wide; shrinking is enough.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
few = settings(max_examples=30, phases=PHASES)
more = settings(max_examples=80, phases=PHASES)


# ------------------------------------------------------------------------- writing and reading


@few
@given(ANY_BATCHES, ENVELOPES)
def test_reading_what_was_written_gives_equal_values(claims: Batch, envelope: Envelope) -> None:
    """One table writes and reads: what was written is read as equal claims, in their order."""
    text = x12.write(claims, envelope)
    read = x12.read(text)
    assert read.claims == claims
    assert read.text == text
    assert sum(of.count for of in read.sets) == len(claims)
    for of in read.sets:
        assert of.submitter == envelope.submitter
        assert of.receiver == envelope.receiver
        assert of.reference == envelope.reference


@few
@given(ANY_MALFORMED, ENVELOPES)
def test_what_could_not_be_typed_is_written_as_it_stood(claim: Claim, envelope: Envelope) -> None:
    """Any claim that exists in the world can be held, shown, written back and checked."""
    text = x12.write([claim], envelope)
    assert x12.read(text).claims == (claim,)


@few
@given(ANY_BATCHES, ENVELOPES)
def test_equal_values_write_equal_text(claims: Batch, envelope: Envelope) -> None:
    """Claims themselves carry no spelling: equal values write equal text."""
    text = x12.write(claims, envelope)
    twins = pickle.loads(pickle.dumps(claims))
    assert x12.write(twins, copy.deepcopy(envelope)) == text
    assert x12.write(x12.read(text).claims, envelope) == text


@few
@given(ANY_BATCHES, ENVELOPES)
def test_the_segments_are_the_text(claims: Batch, envelope: Envelope) -> None:
    """`segments`: the interchange as tuples of elements; a composite is a tuple of components."""
    joined = [
        "*".join(":".join(e) if isinstance(e, tuple) else e for e in segment)
        for segment in x12.segments(claims, envelope)
    ]
    # ISA16 is the component separator itself.
    assert joined[1:] == segments_of(x12.write(claims, envelope))[1:]


@few
@given(ANY_BATCHES, ENVELOPES)
def test_what_was_written_follows_syntax_and_guide(claims: Batch, envelope: Envelope) -> None:
    """The same table writes and checks: a claim as the guide allows it has no finding."""
    report = x12.check(x12.write(claims, envelope))
    assert [str(finding) for finding in report] == []


# ------------------------------------------------------------------------------------ spelling


@few
@given(ANY_CLAIMS, ENVELOPES, all_delimiters())
def test_any_four_delimiters_will_do(
    claim: Claim, envelope: Envelope, delimiters: Delimiters
) -> None:
    """X12 B.1.1.2.5: the delimiters are whatever the interchange header says they are."""
    text = x12.write([claim], attrs.evolve(envelope, delimiters=delimiters))
    read = x12.read(text)
    assert read.claims == (claim,)
    assert read.text == text
    assert x12.write(read.claims, envelope) == x12.write([claim], envelope)


@few
@given(ANY_BATCHES, ENVELOPES, spellings())
def test_line_ends_and_a_byte_order_mark_are_spelling(
    claims: Batch, envelope: Envelope, spell: Callable[[str], str]
) -> None:
    """What is spelling stays in the transcript, so a file comes back to the letter."""
    text = spell(x12.write(claims, envelope))
    read = x12.read(text)
    assert read.claims == claims
    assert read.text == text


@few
@given(
    st.lists(st.tuples(strategies.professional_batches(most=2), ENVELOPES), min_size=2, max_size=3),
    spellings(),
    strategies.delimiters(),
)
def test_a_text_may_hold_several_interchanges(
    batches: list[tuple[Batch, Envelope]], spell: Callable[[str], str], delimiters: Delimiters
) -> None:
    """X12 005010: a transmission is one or more interchanges, each with delimiters of its own."""
    texts = [spell(written(batch, envelope, n + 1)) for n, (batch, envelope) in enumerate(batches)]
    other, (batch, envelope) = len(batches), batches[0]
    texts.append(written(batch, attrs.evolve(envelope, delimiters=delimiters), other + 1))
    text = "".join(text if not n else text.lstrip("\ufeff") for n, text in enumerate(texts))
    read = x12.read(text)
    assert read.claims == sum((b for b, _ in [*batches, batches[0]]), ())
    assert read.text == text
    numbers = [int(of.interchange_control_number) for of in read.sets]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, other + 2))


# ------------------------------------------------------------------------------ changed claims


def own_segments(segments: list[str], index: int) -> range:
    """Where the segments of the claim with this index stand, from CLM on."""
    starts = [at for at, segment in enumerate(segments) if segment.startswith("CLM*")]
    end = starts[index] + 1
    while not segments[end].startswith(("CLM*", "HL*", "SE*")):
        end += 1
    return range(starts[index], end)


CHANGES: dict[str, Callable[[ProfessionalClaim], Any]] = {
    "patient_control_number": lambda claim: f"{claim.patient_control_number}Z"[-38:],
    "note": lambda claim: None if claim.note else Note("ADD", "SAMPLE"),
    "prior_authorization": lambda claim: None if claim.prior_authorization else "A1",
    "diagnoses": lambda claim: claim.diagnoses[:-1] or claim.diagnoses * 2,
    "lines": lambda claim: (
        *claim.lines,
        attrs.evolve(claim.lines[0], line_number=len(claim.lines) + 1),
    ),
}


@few
@given(BATCHES, ENVELOPES, spellings(), st.data())
def test_an_evolved_claim_changes_only_its_own_segments_and_the_counts(
    claims: Batch, envelope: Envelope, spell: Callable[[str], str], data: st.DataObject
) -> None:
    """One evolved claim changes only its own segments and the counts."""
    text = spell(x12.write(claims, envelope))
    read = x12.read(text)
    index = data.draw(st.integers(0, len(claims) - 1))
    field = data.draw(st.sampled_from(sorted(CHANGES)))
    facts = {field: CHANGES[field](claims[index])}
    other = attrs.evolve(claims[index], **facts)
    assume(other != claims[index])
    changed = attrs.evolve(read, claims=(*claims[:index], other, *claims[index + 1 :]))
    again = x12.read(changed.text)
    assert again.claims == changed.claims
    assert [str(f) for f in again.report] == []
    before = [segment.strip("\r\n\t \ufeff") for segment in text.split("~")]
    after = [segment.strip("\r\n\t \ufeff") for segment in changed.text.split("~")]
    old, new = own_segments(before, index), own_segments(after, index)
    assert after[: new.start] == before[: old.start]
    for was, now in zip(before[old.stop :], after[new.stop :], strict=True):
        assert was == now or (was.startswith("SE*") and now.startswith("SE*"))


@few
@given(BATCHES, CLAIMS, ENVELOPES, st.data())
def test_a_claim_evolved_in_its_levels_is_read_as_it_was_meant(
    claims: Batch, other: ProfessionalClaim, envelope: Envelope, data: st.DataObject
) -> None:
    """Where claims that shared a level no longer agree, each is still read as it is now."""
    read = x12.read(x12.write(claims, envelope))
    index = data.draw(st.integers(0, len(claims) - 1))
    levels: list[dict[str, Any]] = [
        {"billing_provider": other.billing_provider},
        {"payer": other.payer},
        {"subscriber": other.subscriber, "patient": other.patient},
    ]
    facts: dict[str, Any] = data.draw(st.sampled_from(levels))
    changed = attrs.evolve(
        read,
        claims=(*claims[:index], attrs.evolve(claims[index], **facts), *claims[index + 1 :]),
    )
    again = x12.read(changed.text)
    assert again.claims == changed.claims
    assert [str(f) for f in again.report] == []


@few
@given(ANY_BATCHES, ENVELOPES)
def test_an_interchange_with_all_claims_evolved_back_is_its_text(
    claims: Batch, envelope: Envelope
) -> None:
    """`interchange.text` gives each claim that is still the one read its own slice."""
    text = x12.write(claims, envelope)
    read = x12.read(text)
    twins = pickle.loads(pickle.dumps(read.claims))
    assert attrs.evolve(read, claims=twins).text == text


# ---------------------------------------------------------------- what does not fit is refused


def texts_of(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of every text in a claim's plain form that a claim writes as it is."""
    if isinstance(data, dict):
        pairs: Any = ((key, value) for key, value in data.items() if key not in ("type", "kind"))
    elif isinstance(data, list):
        pairs = enumerate(data)
    else:
        return [path] if isinstance(data, str) else []
    return [found for key, value in pairs for found in texts_of(value, (*path, key))]


OUT_OF_PLACE = "*:~^\n\r\t\x00\x07\x1c\x1d\x1e\x1f\x7f\x85\xa0\xe9\u2028\ufeff\U0001f600"


@more
@given(ANY_CLAIMS, ENVELOPES, st.data())
def test_a_delimiter_or_control_character_in_data_never_breaks_out(
    claim: Claim, envelope: Envelope, data: st.DataObject
) -> None:
    """Writing never produces a text that cannot be read back: it raises before anything is returned."""
    plain = convert.to_plain(claim)
    path = data.draw(st.sampled_from(texts_of(plain)))
    holder = plain
    for key in path[:-1]:
        holder = holder[key]
    text = holder[path[-1]]
    place = data.draw(st.integers(0, len(text)))
    new = data.draw(st.sampled_from(OUT_OF_PLACE))
    spoilt = text[:place] + new + text[place:]
    if data.draw(st.booleans()):
        spoilt_value: Any = spoilt
    else:
        spoilt_value = convert.to_plain(
            Malformed(kind="text", text=spoilt, reason=Reason.CHARACTER)
        )
        spoilt_value["type"] = "Malformed"
    holder[path[-1]] = spoilt_value
    try:
        made = convert.from_plain(type(claim), plain)
    except convert.NotPlainError:
        return
    with pytest.raises(DoesNotFitError) as caught:
        x12.write([made], envelope)
    assert caught.value.findings
    assert spoilt not in str(caught.value)


@few
@given(CLAIMS, ENVELOPES, strategies.delimiters(), st.data())
def test_a_text_that_holds_another_interchanges_delimiter_is_refused_there(
    claim: ProfessionalClaim, envelope: Envelope, delimiters: Delimiters, data: st.DataObject
) -> None:
    """X12 B.1.1.2.5: data never holds a character that the interchange uses as a delimiter."""
    mark = data.draw(
        st.sampled_from([delimiters.element, delimiters.component, delimiters.segment])
    )
    spoilt = attrs.evolve(claim, note=Note("ADD", f"SAMPLE{mark}TEXT"))
    with pytest.raises(DoesNotFitError, match="D00"):
        x12.write([spoilt], attrs.evolve(envelope, delimiters=delimiters))
    if mark not in "*:~^`":
        assert x12.read(x12.write([spoilt], envelope)).claims == (spoilt,)


@pytest.mark.parametrize("most, field", ((38, "patient_control_number"), (50, "referral_number")))
@few
@given(claim=ANY_CLAIMS, envelope=ENVELOPES, text=strategies.texts(60, min_size=39))
def test_nothing_is_cut_short(
    most: int, field: str, claim: Claim, envelope: Envelope, text: str
) -> None:
    """A value too long raises before anything is returned; nothing is ever cut short silently."""
    facts: dict[str, Any] = {field: text}
    long = attrs.evolve(claim, **facts)
    if len(text) <= most:
        assert x12.read(x12.write([long], envelope)).claims == (long,)
    else:
        with pytest.raises(DoesNotFitError, match="D003"):
            x12.write([long], envelope)


# ---------------------------------------------------------------------------------- any text


def check_any(text: str) -> x12.Interchange:
    read = x12.read(text)
    assert read.text == text
    report = x12.check(text)
    assert isinstance(report, Report)
    assert read.report == report
    return read


@more
@given(junk())
def test_junk_is_read_as_nothing_and_given_back(text: str) -> None:
    """`read` and `check` never raise on a str, and a text comes back to the letter."""
    check_any(text)


@more
@given(spoilt_texts(), ENVELOPES)
def test_of_a_spoilt_text_nothing_is_lost(text: str, envelope: Envelope) -> None:
    """Reading keeps everything: written again, it is read as the same claims, or it does not fit."""
    read = check_any(text)
    if not read.claims:
        return
    try:
        again = x12.write(read.claims, envelope)
    except DoesNotFitError:
        return
    assert x12.read(again).claims == read.claims
    assert x12.write(x12.read(again).claims, envelope) == again


@pytest.mark.parametrize(
    "right, wrong", (("NM1*85*", "NM1:*85*"), ("REF*EI*", "REF*EI:*"), ("NM1*IL*", "NM1*IL::*"))
)
def test_an_empty_component_at_the_end_of_an_id_is_no_spelling(
    right: str, wrong: str, plain_text: str
) -> None:
    """What stands in no row of the guide is kept so that it stands in none the next time either."""
    read = x12.read(plain_text.replace(right, wrong).replace("REF*SY*", "REF*SY:*"))
    delimiters = Delimiters()
    envelopes: list[Envelope] = []

    @settings(max_examples=1, database=None)
    @given(ENVELOPES)
    def first(envelope: Envelope) -> None:
        envelopes.append(attrs.evolve(envelope, delimiters=delimiters))

    first()
    assert x12.read(x12.write(read.claims, envelopes[0])).claims == read.claims


@more
@given(spoilt_texts(), st.data())
def test_a_claim_of_a_spoilt_text_can_be_changed(text: str, data: st.DataObject) -> None:
    """One evolved claim changes only its own segments and the counts, in any text."""
    read = x12.read(text)
    assume(read.claims)
    index = data.draw(st.integers(0, len(read.claims) - 1))
    other = attrs.evolve(read.claims[index], patient_control_number="CHANGED")
    changed = attrs.evolve(read, claims=(*read.claims[:index], other, *read.claims[index + 1 :]))
    try:
        again = changed.text
    except DoesNotFitError:
        return
    assert x12.read(again).claims == changed.claims


@pytest.mark.parametrize("thing", (None, 1, b"ISA", ["ISA"]))
def test_what_is_no_text_is_refused(thing: Any) -> None:
    for function in (x12.read, x12.check):
        with pytest.raises(TypeError):
            function(thing)


LONG: dict[str, Callable[[str, int], str]] = {
    "headers": lambda text, n: text[:106] * n,
    "interchanges": lambda text, n: text * n,
    "no trailers": lambda text, n: text[: text.rindex("IEA")] * n,
    "ids": lambda text, n: "ISA*" * 100 * n,
    "blanks": lambda text, n: text[:106] + "~\n \t\r" * 100 * n,
    "terminators": lambda text, n: text[:106] + "~" * 300 * n,
    "one segment": lambda text, n: text[:106] + "NM1" + "*A" * 300 * n + "~",
    "one element": lambda text, n: text[:106] + "NM1*" + "A" * 1000 * n,
    "components": lambda text, n: text.replace("SV1*HC:", "SV1*HC:" + "A:" * 300 * n),
    "lines": lambda text, n: text.replace("LX*1~", "LX*1~" * 30 * n),
    "claims": lambda text, n: text.replace("~CLM*", "~CLM*1*1***11:B:1" * 30 * n + "~CLM*"),
    "levels": lambda text, n: text.replace("~HL*2", "~HL*2*1*22*0" * 30 * n + "~HL*2"),
    "unknown": lambda text, n: text.replace("LX*1~", "LX*1~ZZZ*1~" + "ZZZ*1~" * 100 * n),
    "sets": lambda text, n: text.replace("~SE*", "~SE*1*1~ST*837*1*005010X222A1" * 30 * n + "~SE*"),
    "empty lines": lambda text, n: text.replace("~", "\n") + "\n" * 1000 * n + "ISA",
    "repeats": lambda text, n: text.replace("LX*1~", "K3*A~" * 100 * n + "LX*1~"),
}


@pytest.fixture(scope="module")
def plain_text() -> str:
    claim = strategies.professional_claims()
    found: list[str] = []

    @settings(max_examples=1, database=None)
    @given(claim, ENVELOPES)
    def first(claim: ProfessionalClaim, envelope: Envelope) -> None:
        found.append(x12.write([claim], envelope))

    first()
    return found[0]


@pytest.mark.parametrize("shape", sorted(LONG))
def test_a_long_text_of_any_shape_is_read_and_given_back(shape: str, plain_text: str) -> None:
    """A text from outside is no attack: none of these is slower to read than it is long.

    Quadratic work would show as minutes; a timing is never a test, so nothing here measures one.
    """
    text = LONG[shape](plain_text, 64)
    assert x12.read(text).text == text
    # Only the same right interchange over and over is right.
    assert bool(x12.check(text).findings) is (shape != "interchanges")
