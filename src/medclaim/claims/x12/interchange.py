"""An 837 text read as claims, and given back to the letter."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, final

import attrs

from medclaim.claims.x12.check import report_on
from medclaim.claims.x12.rewriting import text_of
from medclaim.claims.x12.transcript import TransactionSet, Transcript, read_text
from medclaim.findings import Report


def _in_a_tuple(claims: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(claims)


@final
@attrs.frozen(kw_only=True, repr=False)
class Interchange:
    """What an 837 text holds: its claims, its transaction sets, and the text itself.

    ``attrs.evolve(interchange, claims=...)`` gives one with changed claims; their number stays.
    Two are equal when they say the same claims in the same sets, however they are spelled.
    """

    claims: tuple[Any, ...] = attrs.field(converter=_in_a_tuple)
    sets: tuple[TransactionSet, ...]
    _transcript: Transcript = attrs.field(eq=False)

    def __attrs_post_init__(self) -> None:
        if len(self.claims) != len(self._transcript.claims):
            raise ValueError("an interchange keeps its number of claims; write others anew")

    def __repr__(self) -> str:
        return f"Interchange({len(self.claims)} claims in {len(self.sets)} sets)"

    @cached_property
    def report(self) -> Report:
        """What syntax and guide have to say against the text as it was read."""
        return report_on(self._transcript.pieces)

    @property
    def text(self) -> str:
        """The text: each claim still as read in its own letters, each changed one written anew."""
        return text_of(self._transcript, self.claims)


def read(text: str) -> Interchange:
    """The claims of an 837 text, in any delimiters, with everything else it says kept.

    Takes a byte order mark, line ends after segments, several interchanges in one text. Never raises
    on a ``str``; ``TypeError`` otherwise.
    """
    if not isinstance(text, str):
        raise TypeError(f"read takes a str, not {type(text).__name__}")
    transcript, sets = read_text(text)
    return Interchange(claims=transcript.claims, sets=sets, transcript=transcript)
