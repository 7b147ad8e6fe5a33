"""What a table answers in one release: worked out when it is asked for, and kept."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, final

from medclaim.codes._codec import Roll
from medclaim.codes._system import CodeValue
from medclaim.codes._verdict import Status
from medclaim.codes.errors import InvalidCode

A = TypeVar("A")

# Bound once: looking a member up on an enumeration costs more than the look-up in the table.
_BILLABLE, _HEADER, _UNASSIGNED = Status.BILLABLE, Status.HEADER, Status.UNASSIGNED
_ENDED, _NOT_YET = Status.ENDED, Status.NOT_YET

# So many texts are kept before they are forgotten: more than any list here has rows, and a stream of
# texts that are none cannot fill the memory.
_MOST = 1 << 17

# The slot itself: a value is frozen, and this is quicker than ``object.__setattr__``.
_new, _set_text = object.__new__, CodeValue.__dict__["text"].__set__


@final
class Day:
    """The answers of one release, for every day in it.

    ``statuses`` maps texts, in any form the constructor takes, to what is said of them; ``above``
    and ``below`` map the rows asked for to the values above and right below them. What is not there
    was not asked yet: then call the method. Answers never change, so threads may share a day.
    """

    __slots__ = (
        "_billable",
        "_chains",
        "_value_class",
        "above",
        "below",
        "bit",
        "roll",
        "statuses",
    )

    def __init__(self, roll: Roll, bit: int, value_class: type[CodeValue]) -> None:
        self.roll, self.bit, self._value_class = roll, bit, value_class
        self.statuses: dict[str, Status] = {}
        self.above: dict[str, tuple[Any, ...]] = {}
        self.below: dict[str, tuple[Any, ...]] = {}
        self._billable: dict[str, bool] = {}
        self._chains: dict[str, tuple[Any, ...]] = {}

    def status(self, text: str) -> Status:
        """What is said of the billing form ``text``."""
        return self._keep(text, self._judge(text))

    def status_as_written(self, text: str) -> Status:
        """The same for a text in any form the constructor takes; unassigned where it takes it not."""
        known = self.statuses.get(text)
        if known is not None:
            return known
        try:
            canonical = self._value_class._canonical(text)
        except InvalidCode:
            return self._keep(text, _UNASSIGNED)
        return self._keep(text, self.statuses.get(canonical) or self._judge(canonical))

    def statuses_of(self, items: Iterable[object]) -> list[Status]:
        """The statuses of many codes or texts, in their order."""
        return self._each(items, self.statuses, self.status_as_written)

    def are_billable(self, items: Iterable[object]) -> list[bool]:
        """Whether each of many codes or texts is billable, in their order."""
        return self._each(items, self._billable, self._is_billable)

    def _each(
        self, items: Iterable[object], known: dict[str, A], ask: Callable[[str], A]
    ) -> list[A]:
        many: Any = _listed(items)
        try:
            # Nothing but look-ups where all were asked for before.
            return list(map(known.__getitem__, many))
        except (KeyError, TypeError):
            texts = plain_texts(many, self._value_class)
        try:
            return list(map(known.__getitem__, texts))
        except KeyError:
            # Not looked up again in what is kept: another thread may have emptied that.
            answers = {text: ask(text) for text in set(texts)}
            return [answers[text] for text in texts]

    def ancestors(self, text: str) -> tuple[Any, ...]:
        """The headers above the row ``text``, nearest first."""
        roll, bit = self.roll, self.bit
        if not roll.is_row(text, bit):
            return ()
        parent = roll.right_above(text, bit)
        # One tuple for all children of a header.
        found = () if parent is None else self._chain(parent)
        self.above[text] = found
        return found

    def children(self, text: str) -> tuple[Any, ...]:
        """The rows right below ``text``, in ASCII order."""
        found = self.values(self.roll.right_under(text, self.bit))
        if found or self.roll.is_row(text, self.bit):
            self.below[text] = found
        return found

    def values(self, texts: Iterable[str]) -> tuple[Any, ...]:
        """The values of rows: what a table holds is canonical, and not parsed again."""
        return tuple([self._value(text) for text in texts])

    def _chain(self, parent: str) -> tuple[Any, ...]:
        chain = self._chains.get(parent)
        if chain is None:
            above = self.roll.right_above(parent, self.bit)
            further = () if above is None else self._chain(above)
            chain = self._chains.setdefault(parent, (self._value(parent), *further))
        return chain

    def _value(self, text: str) -> CodeValue:
        value = _new(self._value_class)
        _set_text(value, text)
        return value

    def _is_billable(self, text: str) -> bool:
        known = self.status_as_written(text)
        if len(self._billable) >= _MOST:
            self._billable.clear()
        self._billable[text] = known is _BILLABLE
        return known is _BILLABLE

    def _keep(self, text: str, status: Status) -> Status:
        if len(self.statuses) >= _MOST:
            self.statuses.clear()
        self.statuses[text] = status
        return status

    def _judge(self, text: str) -> Status:
        roll, bit = self.roll, self.bit
        mask = roll.mask(text)
        if mask & bit:
            return _BILLABLE
        # Headers are worked out only for a category that is asked for more than a billable code.
        header = roll.header(text)
        if header & bit:
            return _HEADER
        ever = mask | header
        if not ever:
            return _UNASSIGNED
        return _ENDED if ever & (bit - 1) else _NOT_YET


def plain_text(item: object, value_class: type[CodeValue] | None = None) -> str:
    """A ``str`` itself, or the text of a code of ``value_class``; raises ``TypeError``."""
    if value_class is not None and type(item) is value_class:
        return item.text
    if isinstance(item, str):
        return str.__str__(item)
    wanted = f"a str or {value_class.__name__}" if value_class else "a str"
    raise TypeError(f"a table takes {wanted}, not {type(item).__name__}")


def plain_texts(items: Iterable[object], value_class: type[CodeValue]) -> list[str]:
    """The same of many."""
    return [plain_text(item, value_class) for item in _listed(items)]


def _listed(items: Iterable[object]) -> Iterable[object]:
    if isinstance(items, str):
        raise TypeError("a table takes a sequence of codes here, not one str")
    return items if isinstance(items, list | tuple) else list(items)
