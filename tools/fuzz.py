"""Any text at all, given to the library for as long as one likes: ``python tools/fuzz.py``.

Texts are made of correct interchanges of every kind of claim, mutated and cut short, and of junk. For
each, what the documentation promises must hold: reading and checking never raise and take a time that
grows with the length only; the text comes back to the letter, whole and bit by bit; claims that can be
written are read again as they were. With atheris installed it is led by what the code does with a
text (``--atheris``, then libFuzzer's own arguments: ``-max_total_time=300``); without, chance leads. The first text that breaks a promise is written to a file
and ends the program.

Not run by the tests: they have a smaller share of it in ``tests/property``.
"""

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from datetime import time as clock
from pathlib import Path

from medclaim.claims import x12
from medclaim.claims.check import check_text
from medclaim.claims.errors import DoesNotFitError
from medclaim.claims.parties import Organization
from medclaim.claims.x12 import Envelope, Receiver, Submitter

ROOT = Path(__file__).resolve().parents[1]
# A text of this many characters must not take longer than the same in parts by more than this.
SECONDS_PER_CHARACTER = 2e-4
SECONDS_TO_BEGIN = 2.0
ENVELOPE = Envelope(
    submitter=Submitter(name=Organization("EXAMPLE"), identifier="EX1"),
    receiver=Receiver(name="EXAMPLE", identifier="EX2"),
    sender_id="EX1",
    receiver_id="EX2",
    created_on=date(2026, 3, 2),
    created_at=clock(8, 30),
    interchange_control_number=1,
    group_control_number=1,
    set_control_number=1,
    reference="FUZZ",
)
_ISA = re.compile("ISA[^A-Za-z0-9 ]")
_CHARACTERS = "*:^~>|\n\r\t\x00\x1c\x1d\x1e\x1f\x7f\x85\u2028\ufeff \xe9\U0001f600A09.-`"
_JUNK = (
    "",
    "X",
    "0",
    "-1",
    "1e9",
    "1:2",
    ":::",
    "ISA",
    "ISA*",
    "~",
    "20260231",
    "D8",
    "RD8",
    "9" * 60,
)


class BrokenPromiseError(Exception):
    """What was promised of every text and does not hold of one."""


def promise(kept: bool, what: str) -> None:  # noqa: FBT001  a condition, as in an assertion
    """Raise where it is not kept."""
    if not kept:
        raise BrokenPromiseError(what)


def try_one(text: str) -> None:
    """Everything that is promised of any text, of this one."""
    started = time.process_time()
    read = x12.read(text)
    promise(read.text == text, "a text comes back to the letter")
    report = x12.check(text)
    promise(read.report == report, "an interchange's report is its text's")
    check_text(text)
    reader = x12.Reader()
    bits = [text[at : at + 97] for at in range(0, len(text), 97)]
    found = [claim for bit in bits for claim in reader.feed(bit)]
    promise(reader.close() == report, "bit by bit the report is the same")
    found += reader.left
    promise(tuple(one.claim for one in found) == read.claims, "bit by bit the claims are the same")
    if read.claims:
        try:
            again = x12.write(read.claims, ENVELOPE)
        except DoesNotFitError as error:
            promise(bool(error.findings), "what does not fit is said why")
        else:
            second = x12.read(again).claims
            # Components where one text should stand keep the separator they were read with.
            marks = {text[isa.start() :][104:105] for isa in _ISA.finditer(text)}
            # Claims of one kind stand together in what is written.
            kinds = [claim.KIND for claim in read.claims]
            grouped = sorted(read.claims, key=lambda claim: kinds.index(claim.KIND))
            same = [*second] == grouped or marks != {ENVELOPE.delimiters.component}
            promise(same, "what is written is read again")
            promise(x12.write(second, ENVELOPE) == again, "and written again")
    seconds = time.process_time() - started
    promise(
        seconds < SECONDS_TO_BEGIN + len(text) * SECONDS_PER_CHARACTER,
        f"time grows with the length: {len(text)} characters took {seconds:.1f} seconds",
    )


def correct_texts() -> list[str]:
    """The correct interchanges of the tests, one of each kind of claim."""
    sys.path.insert(0, str(ROOT))
    from tests.x12._faults import text_of
    from tests.x12.test_faults import KINDS

    return [text_of(kind.segments) for kind in KINDS.values()]


def mutated(text: str, rng: random.Random) -> str:
    """The text with a few of its segments, elements and characters otherwise."""
    segments = text.split("~")
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(segments))
        _WAYS[rng.randrange(len(_WAYS))](segments, at, rng)
        segments = segments or [""]
    made = "~".join(segments)
    if rng.random() < 0.2:
        made = made[: rng.randrange(len(made) + 1)]
    if rng.random() < 0.1:
        made = made.replace("~", rng.choice(["~\n", "~\r\n", "~ ", "\n", "|"]))
    if rng.random() < 0.1:
        made = made.replace(rng.choice("*:~^"), rng.choice(_CHARACTERS))
    return made


def _lose(segments: list[str], at: int, rng: random.Random) -> None:
    del segments[at : at + rng.randint(1, 3)]


def _double(segments: list[str], at: int, rng: random.Random) -> None:
    segments[at:at] = segments[at : at + rng.randint(1, 5)] * rng.choice([1, 1, 2, 60])


def _move(segments: list[str], at: int, rng: random.Random) -> None:
    segments.insert(rng.randrange(len(segments)), segments.pop(at))


def _character(segments: list[str], at: int, rng: random.Random) -> None:
    place = rng.randrange(len(segments[at]) + 1)
    new = rng.choice(_CHARACTERS)
    segments[at] = segments[at][:place] + new + segments[at][place + rng.randint(0, 1) :]


def _element(segments: list[str], at: int, rng: random.Random) -> None:
    elements = segments[at].split("*")
    new = rng.choice(_JUNK) if rng.random() < 0.7 else rng.choice(rng.choice(segments).split("*"))
    elements[rng.randrange(len(elements))] = new
    segments[at] = "*".join(elements)


_WAYS: tuple[Callable[[list[str], int, random.Random], None], ...] = (
    _lose,
    _double,
    _move,
    _character,
    _element,
    _element,
)


def by_chance(texts: list[str], seed: int) -> Iterator[str]:
    """Mutated texts without end."""
    rng = random.Random(seed)
    while True:
        text = mutated(rng.choice(texts), rng)
        if rng.random() < 0.1:
            text += mutated(rng.choice(texts), rng)
        if rng.random() < 0.02:
            text = "".join(rng.choice([*_JUNK, *_CHARACTERS]) for _ in range(rng.randrange(300)))
        yield text


def run_by_chance(seconds: float, seed: int) -> int:
    """Try texts by chance for so many seconds; the number that were tried."""
    end = time.monotonic() + seconds
    tried = 0
    for text in by_chance(correct_texts(), seed):
        if time.monotonic() > end:
            break
        try:
            try_one(text)
        except Exception as error:
            kept = Path(f"fuzz-{seed}-{tried}.txt")
            kept.write_text(text, encoding="utf-8", newline="")
            raise SystemExit(f"{type(error).__name__}: {error}; the text is in {kept}") from error
        tried += 1
    return tried


def run_atheris(arguments: list[str]) -> None:
    """Let atheris lead, where it is installed, from the correct texts and by the same mutations."""
    try:
        import atheris  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit(
            "atheris is not installed here (pip install atheris; it has wheels for few systems): "
            "run without --atheris"
        ) from None

    def one(data: bytes) -> None:
        try_one(_text_of(data))

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        rng = random.Random(seed)
        if rng.random() < 0.3:
            # Byte by byte, as atheris itself does it.
            made: bytes = atheris.Mutate(data, size)
            return made
        return mutated(_text_of(data), rng).encode("utf-8", "surrogateescape")[:size]

    # The library is imported already: what is loaded is instrumented, and nothing else runs.
    atheris.instrument_all()
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(correct_texts()):
            (Path(folder) / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
        given = [sys.argv[0], "-max_len=20000", *arguments, folder]
        atheris.Setup(given, one, custom_mutator=mutate)
        atheris.Fuzz()


def _text_of(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def main() -> None:
    """Fuzz for a while."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seconds", type=float, default=60, help="for how long (60)")
    options.add_argument("--seed", type=int, default=837, help="where chance begins (837)")
    options.add_argument(
        "--atheris", action="store_true", help="led by coverage; others to atheris"
    )
    chosen, others = options.parse_known_args()
    if chosen.atheris:
        run_atheris(others)
        return
    tried = run_by_chance(chosen.seconds, chosen.seed)
    print(
        f"{tried} texts in {chosen.seconds:.0f} seconds from seed {chosen.seed}: every promise kept"
    )


if __name__ == "__main__":
    main()
