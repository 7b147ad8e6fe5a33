"""Verdicts: the status of a code or of any text with its days, its reason and what would be right."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from medclaim.codes._facts import Facts
from medclaim.codes._parsing import position_in
from medclaim.codes._suggest import Case, Hint, suggest
from medclaim.codes._system import CodeValue
from medclaim.codes._verdict import Release, Status, Verdict, Why
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Malformed

if TYPE_CHECKING:
    from medclaim.codes._day import Day
    from medclaim.codes._table import CodeTable

# Systems whose codes stand in each other's fields: a code of one is looked for in the others.
_NEIGHBOURS = ("icd10cm", "icd9cm", "icd10pcs", "icd9pcs", "cpt", "hcpcs", "cdt")


def judged(
    table: "CodeTable", code: CodeValue, on: date | None, written: str | None = None
) -> Verdict:
    """What ``table`` says of ``code`` on a day; ``written`` is the text that was asked for."""
    status, facts, day = table.status(code, on), table._loaded(), table._day(on)
    valid_from = valid_to = None
    hint: Hint | None = None if status is Status.BILLABLE else Hint(Why.UNKNOWN)
    if day:
        valid_from, valid_to = _stretch(facts, _mask(day, code.text, status), day.bit)
    if day and status is not Status.BILLABLE:
        hint = _hint(table, facts, day, code.text, status)
        if hint.why is Why.UNASSIGNED:
            hint = _elsewhere(table, code.text, on) or hint
    return Verdict(
        status=status,
        code=code,
        on=on,
        valid_from=valid_from,
        valid_to=valid_to,
        edition=_edition(facts, day),
        source=facts.source,
        reason=hint.why if hint else None,
        position=_position(written or str(code), hint.at) if hint else None,
        suggestion=hint.phrase if hint else None,
        candidates=tuple(map(type(code), hint.texts)) if hint else (),
        table=table,
    )


def refused(table: "CodeTable", text: str, on: date | None, error: InvalidCode) -> Verdict:
    """The same for a text that is no code of the table's system, as ``error`` says."""
    facts, day = table._loaded(), table._day(on)
    hint, near = Hint(Why.MALFORMED), table.system.value_class
    if error.suggestion is not None and day:
        meant = judged(table, near(error.suggestion), on)
        if meant.status in (Status.BILLABLE, Status.HEADER):
            what = f"; {meant.suggestion}" if meant.suggestion else ""
            phrase = f"did you mean {meant.code}?{what}"
            texts = [meant.code] if meant.is_billable else meant.candidates
            hint = hint._replace(phrase=phrase, texts=tuple(c.text for c in texts))
    if hint.phrase is None and not near.IS_PERSONAL:
        hint = _elsewhere(table, text, on) or hint
    return Verdict(
        status=Status.UNASSIGNED if day else Status.UNKNOWN,
        code=Malformed(
            kind=near.KIND,
            text=text,
            reason=error.reason,
            position=error.position,
            suggestion=error.suggestion,
        ),
        on=on,
        edition=_edition(facts, day),
        source=facts.source,
        reason=hint.why,
        position=error.position,
        detail=error.detail,
        suggestion=hint.phrase,
        candidates=tuple(map(near, hint.texts)),
        table=table,
    )


def _hint(table: "CodeTable", facts: Facts, day: "Day", text: str, status: Status) -> Hint:
    value_class = table.system.value_class
    return suggest(
        Case(
            text=text,
            status=status,
            bit=day.bit,
            roll=facts.roll,
            show=lambda shown: str(value_class(shown)),
            is_icd10cm=table.system.key == "icd10cm",
            succession=facts.succession,
        )
    )


def _elsewhere(table: "CodeTable", text: str, on: date | None) -> Hint | None:
    """What to say of a text that the table of another system knows."""
    for code, other in _neighbours(table, text):
        status = other.status(code, on)
        if status is Status.UNKNOWN:
            status = other.status(code)
        if status is Status.ENDED:
            ended = judged(other, code, on).valid_to
            return Hint(Why.ANOTHER_SYSTEM, 0, f"it is a code of {code.KIND}, ended on {ended}")
        if status is not Status.UNASSIGNED:
            return Hint(Why.ANOTHER_SYSTEM, 0, f"it is a code of {code.KIND}")
    return None


def _neighbours(table: "CodeTable", text: str) -> "Iterator[tuple[CodeValue, CodeTable]]":
    # Here, where a code was found wrong: whoever asks for right ones imports neither.
    from medclaim.codes.tables import EMBEDDED

    for key in _NEIGHBOURS:
        other: CodeTable | None = getattr(EMBEDDED, key)
        if (
            other is not None
            and key != table.system.key
            and other.system.value_class.is_valid(text)
        ):
            yield other.system.value_class(text), other


def _mask(day: "Day", text: str, status: Status) -> int:
    if status is Status.HEADER:
        return day.roll.header(text)
    return day.roll.mask(text) or day.roll.header(text)


def _edition(facts: Facts, day: "Day | None") -> str:
    at = day.bit.bit_length() - 1 if day else -1
    return facts.releases[at].name if 0 <= at < len(facts.releases) else facts.edition


def _position(written: str, at: int | None) -> int | None:
    if at is None:
        return None
    marks = "".join({c for c in written if not c.isalnum()})
    length = sum(c.isalnum() for c in written)
    # What is missing at the end would stand behind the last character that is there.
    return position_in(written, at, marks) if at < length else len(written.rstrip(" \t")) + 1


def _stretch(facts: Facts, mask: int, bit: int) -> tuple[date | None, date | None]:
    if not mask:
        return None, None
    if mask & bit:
        within = bit.bit_length() - 1
    elif mask & (bit - 1):
        within = (mask & (bit - 1)).bit_length() - 1
    else:
        within = (mask & -mask).bit_length() - 1
    first = last = within
    while first and mask >> (first - 1) & 1:
        first -= 1
    while mask >> (last + 1) & 1:
        last += 1
    releases: tuple[Release, ...] = facts.releases
    if last + 1 == len(releases):
        return releases[first].first, facts.last_day if facts.is_retired else None
    return releases[first].first, releases[last + 1].first - timedelta(days=1)
