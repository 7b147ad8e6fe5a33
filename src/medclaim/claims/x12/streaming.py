"""An 837 text read bit by bit: claims as they end, findings as they show, memory that stays flat."""

from typing import Any, final

import attrs

from medclaim.claims.x12.check import TextCheck
from medclaim.claims.x12.syntax import Part, Splitter
from medclaim.claims.x12.transcript import OpenSet, Walk
from medclaim.findings import Finding, Report


@final
@attrs.frozen(kw_only=True)
class ReadClaim:
    """A claim as it was read from a text, and where in the text it stood.

    ``claim`` is the claim; the control numbers are those of its interchange, group and transaction
    set, as they stood there, and ``version`` the guide's. ``first`` is the number of its first
    segment (CLM) in the whole text, counted from 0 as in the paths of findings, and ``count`` how
    many segments it has.
    """

    claim: Any
    interchange_control_number: str
    group_control_number: str
    set_control_number: str
    version: str
    first: int
    count: int


@final
class Reader:
    """Reads and checks an 837 text of any length, given bit by bit.

    Give it the text with ``feed`` and end it with ``close``: the claims and the report are those of
    :func:`read` on the whole text, however it is cut. What it holds does not grow with the text:
    claims are handed out as they end; so are findings, where ``take_findings`` is called on the way.
    Takes a ``str`` (``TypeError`` otherwise) and raises on none; ``ValueError`` after ``close``.

    >>> reader = Reader()
    >>> reader.feed("ISA*00*")
    []
    >>> [finding.rule.name for finding in reader.close()]
    ['x12-envelope']
    """

    __slots__ = ("_check", "_is_closed", "_left", "_splitter", "_walk")

    def __init__(self) -> None:
        self._splitter, self._walk, self._check = Splitter(), Walk(), TextCheck()
        self._left: list[ReadClaim] = []
        self._is_closed = False

    def __repr__(self) -> str:
        return f"Reader({'closed' if self._is_closed else 'open'})"

    def feed(self, text: str) -> list[ReadClaim]:
        """The claims that end in this bit of the text, in order."""
        if not isinstance(text, str):
            raise TypeError(f"feed takes a str, not {type(text).__name__}")
        if self._is_closed:
            raise ValueError("the reader is closed")
        return self._take(self._splitter.feed(text))

    def close(self) -> Report:
        """The report on the whole text, without the findings taken before.

        A claim that only the end of the text has ended is then in ``left``.
        """
        if self._is_closed:
            raise ValueError("the reader is closed")
        self._is_closed = True
        self._left = self._take(self._splitter.close())
        self._walk.close()
        self._left += self._drained()
        self._check.close()
        return Report(findings=tuple(self._check.found), editions=tuple(self._check.editions))

    @property
    def left(self) -> tuple[ReadClaim, ...]:
        """After ``close``: the claims that were not ended before it; none of a whole interchange."""
        return tuple(self._left)

    def take_findings(self) -> list[Finding]:
        """What syntax and guide have been found to say against the text since it was last asked."""
        found = self._check.found[:]
        self._check.found.clear()
        return found

    def _take(self, parts: list[Part]) -> list[ReadClaim]:
        claims: list[ReadClaim] = []
        for part in parts:
            self._check.take(part)
            self._walk.take(part)
            claims += self._drained()
        return claims

    def _drained(self) -> list[ReadClaim]:
        """The claims read since they were last drained."""
        walk = self._walk
        claims = [claim for ended in walk.ended for claim in _claims_of(ended)]
        walk.ended.clear()
        if walk.open is not None:
            claims += _claims_of(walk.open)
        return claims


def _claims_of(of_set: OpenSet) -> list[ReadClaim]:
    done = of_set.reader.done
    claims = [
        ReadClaim(
            claim=claim,
            interchange_control_number=of_set.interchange,
            group_control_number=of_set.group,
            set_control_number=of_set.control,
            version=of_set.version,
            first=of_set.base + start,
            count=end - start,
        )
        for claim, (start, end) in zip(done.claims, done.spans, strict=True)
    ]
    for held in done:
        held.clear()
    return claims
