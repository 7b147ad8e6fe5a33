"""What the paper forms share: a table of items that is filled from a claim, measured and located.

A form is a tuple of items. An item has one or more parts, each with its width, the model paths its
text comes from and the function that writes it. A path may begin with a role in braces
(``{patient}.name.last_name``), which stands for one of several places in the model. The one table
fills pages, measures what was filled, and answers :meth:`Form.locate`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any, final

import attrs

from medclaim.malformed import Malformed

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_LINE = re.compile(r"^lines\[\d+\]")
_INDEX = re.compile(r"\[\d+\]")
_ROLE = re.compile(r"^\{(\w+)\}")

# What the manuals ask to leave out of names, of addresses and of identification numbers.
NAME_MARKS = ".,"
ADDRESS_MARKS = "!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~"
NUMBER_MARKS = "- "


def always(claim: Any) -> bool:
    """The condition of a part that is printed on every claim."""
    return claim is not None


@final
@attrs.frozen(kw_only=True)
class Role:
    """Several places in the model that one item may print.

    ``choose`` gives the path for a claim and a line's index (``None`` for the whole claim), or
    ``None`` where there is nothing to print; ``places`` are all it can choose, likeliest first.
    """

    places: tuple[str, ...]
    choose: Callable[[Any, int | None], str | None]


@final
@attrs.frozen(kw_only=True)
class Part:
    """One space of an item.

    ``width`` is in characters, ``None`` where the manual gives none; ``is_verified`` whether it was
    found in a published copy of the manual. ``write`` makes the text of the values at ``sources``,
    each ``None`` where there is none. ``marks`` are the names of the squares where the part is a
    row of squares and its text the name of the one with an X. ``row`` is the printed row inside the
    item. ``qualifiers`` gives, instead of ``write``, the text for the place that the role of the
    one source chose. ``avoid`` are characters the manual asks to leave out. ``applies`` says on
    which claims the part is printed at all.
    """

    name: str = ""
    width: int | None
    is_verified: bool = True
    sources: tuple[str, ...] = ()
    write: Callable[..., str]
    qualifiers: Mapping[str, str] | None = None
    marks: tuple[str, ...] = ()
    row: int = 0
    avoid: str = ""
    applies: Callable[[Any], bool] = always


@final
@attrs.frozen(kw_only=True)
class Item:
    """One numbered item of a form, its title in our own words.

    ``is_shaded`` marks the upper half of a service line. ``on_last_page`` items are printed on the
    last page only, with ``continued`` in their place before.
    """

    number: str
    title: str
    parts: tuple[Part, ...] = ()
    is_shaded: bool = False
    on_last_page: bool = False
    continued: str = ""

    @property
    def key(self) -> str:
        """The number, and whether it is the shaded half that is meant."""
        return f"{self.number} shaded" if self.is_shaded else self.number


@final
@attrs.frozen(kw_only=True)
class Printed:
    """The text of one part on one page, and where it comes from.

    ``line`` is the row of the page a service line stands in, from 1. ``path`` is the model's;
    ``values`` are the model's texts by their own paths, ``malformed`` those that could not be typed
    (a missing one is none of them: it prints nothing). The ``repr`` hides every text.
    """

    item: Item
    part: Part
    line: int | None = None
    text: str = attrs.field(repr=False)
    path: str
    values: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    malformed: tuple[tuple[str, Malformed], ...] = ()


@final
@attrs.frozen(kw_only=True, repr=False)
class Page:
    """One printed form.

    Iterating gives what is printed, part by part. ``items`` has the text of each item by number,
    ``lines`` the same for each service line on the page, the shaded half under ``24J shaded`` and
    the like; an item left blank is an empty text. ``str`` is a listing by number and title: it
    holds what the form holds, so treat it as you treat the form.
    """

    form: str
    number: int
    count: int
    printed: tuple[Printed, ...]
    line_prefix: str = ""

    def __repr__(self) -> str:
        return f"Page({self.form}, {self.number} of {self.count})"

    def __iter__(self) -> Iterator[Printed]:
        return iter(self.printed)

    @property
    def items(self) -> Mapping[str, str]:
        """The text of every item that stands once on the page."""
        return MappingProxyType(_texts(p for p in self.printed if p.line is None))

    @property
    def lines(self) -> tuple[Mapping[str, str], ...]:
        """The texts of every service line on the page."""
        count = max((p.line or 0 for p in self.printed), default=0)
        return tuple(
            MappingProxyType(_texts(p for p in self.printed if p.line == number))
            for number in range(1, count + 1)
        )

    def __str__(self) -> str:
        items = self.items
        rows = [f"{self.form}, page {self.number} of {self.count}"]
        once = {one.item.key if one.line is None else None: one.item for one in self.printed}
        for key, item in once.items():
            if key is None:
                rows.extend(self._line_rows())
            elif items[key]:
                first, *others = items[key].split("\n")
                rows.append(f"{key:>8}  {item.title:<38}  {first}")
                rows.extend(f"{'':>8}  {'':<38}  {other}" for other in others)
        return "\n".join(rows)

    def _line_rows(self) -> Iterator[str]:
        for number, texts in enumerate(self.lines, 1):
            for shaded in (True, False):
                shown = "  ".join(
                    f"{key.removesuffix(' shaded').removeprefix(self.line_prefix)} {text}".strip()
                    for key, text in texts.items()
                    if text and key.endswith(" shaded") is shaded
                )
                if shown:
                    where = f"line {number}, shaded" if shaded else f"line {number}"
                    yield f"{self.line_prefix:>8}  {where:<38}  {shown}"


def _texts(printed: Iterator[Printed]) -> dict[str, str]:
    rows: dict[str, dict[int, list[str]]] = {}
    for one in printed:
        texts = rows.setdefault(one.item.key, {}).setdefault(one.part.row, [])
        if one.text:
            texts.append(one.text)
    return {
        key: "\n".join(" ".join(texts) for texts in by_row.values() if texts)
        for key, by_row in rows.items()
    }


@final
@attrs.frozen(kw_only=True, eq=False)
class Form:
    """A form: its items, those repeated for each service line, and the roles its paths name."""

    name: str
    items: tuple[Item, ...]
    line_items: tuple[Item, ...]
    lines_per_page: int
    line_prefix: str
    roles: Mapping[str, Role]
    # The item before which the service lines stand.
    lines_before: str

    def locate(self, path: str) -> str | None:
        """The number of the item that prints the value at a model path, ``None`` where none does.

        A path below or above those of the table belongs to the item only where no other item
        shares it.
        """
        plain = _LINE.sub("lines[]", path)
        while plain:
            number = self._numbers.get(plain) or self._numbers.get(_INDEX.sub("[]", plain))
            if number is None:
                below = {
                    n for p, n in self._numbers.items() if p.startswith((plain + ".", plain + "["))
                }
                number = below.pop() if len(below) == 1 else None
            if number is not None:
                return number
            plain = plain[: max(plain.rfind("."), plain.rfind("["), 0)]
        return None

    @property
    def paths(self) -> tuple[str, ...]:
        """Every model path of the table."""
        return tuple(self._numbers)

    @cached_property
    def _numbers(self) -> dict[str, str]:
        """The item of every path in the table: the likeliest place, the foremost source, first."""
        found: list[tuple[int, int, int, str, str]] = []
        for order, item in enumerate((*self.items, *self.line_items)):
            for part in item.parts:
                for place, source in enumerate(part.sources):
                    for rank, path in enumerate(self._patterns(source)):
                        found.append((rank, place, order, path, item.number))
        numbers: dict[str, str] = {}
        for _rank, _place, _order, path, number in sorted(found):
            numbers.setdefault(path, number)
        return numbers

    def _patterns(self, source: str) -> Iterator[str]:
        role = _ROLE.match(source)
        if role is None:
            yield source
        elif role[1] == "line":
            yield f"lines[]{source[role.end() :]}"
        else:
            for place in self.roles[role[1]].places:
                yield place + source[role.end() :]

    def fill(self, claim: Any) -> tuple[Printed, ...]:
        """Every part of the whole claim, as it would be printed."""
        return tuple(self._filled(self.items, claim, None))

    def fill_line(self, claim: Any, index: int) -> tuple[Printed, ...]:
        """Every part of one service line, as it would be printed."""
        return tuple(self._filled(self.line_items, claim, index))

    def pages(self, claim: Any) -> tuple[Page, ...]:
        """The pages of a claim; everything but the service lines is repeated on each."""
        size = self.lines_per_page
        starts = range(0, max(len(claim.lines), 1), size)
        before = [item.number for item in self.items].index(self.lines_before)
        head = tuple(self._filled(self.items[:before], claim, None))
        foot = tuple(self._filled(self.items[before:], claim, None))
        return tuple(
            Page(
                form=self.name,
                number=number,
                count=len(starts),
                line_prefix=self.line_prefix,
                printed=(
                    *head,
                    *(
                        attrs.evolve(one, line=index - start + 1)
                        for index in range(start, min(start + size, len(claim.lines)))
                        for one in self.fill_line(claim, index)
                    ),
                    *(foot if number == len(starts) else _continued(foot)),
                ),
            )
            for number, start in enumerate(starts, 1)
        )

    def _filled(self, items: tuple[Item, ...], claim: Any, index: int | None) -> Iterator[Printed]:
        for item in items:
            for part in item.parts:
                yield self._print(item, part, claim, index)

    def _print(self, item: Item, part: Part, claim: Any, index: int | None) -> Printed:
        values: list[Any] = []
        texts: list[tuple[str, str]] = []
        malformed: list[tuple[str, Malformed]] = []
        paths: list[str] = []
        for source in part.sources if part.applies(claim) else ():
            path = self._resolve(source, claim, index)
            value = None if path is None else value_at(claim, path)
            if path is not None and value is not None:
                value = _typed(path, value, malformed)
                paths.append(path)
                if type(value) is str:
                    texts.append((path, value))
            values.append(value)
        if part.qualifiers is not None:
            text = part.qualifiers[_LINE.sub("lines[]", paths[0])] if paths else ""
        else:
            text = part.write(*values) if part.applies(claim) else ""
        return Printed(
            item=item,
            part=part,
            text=text.upper() if text.isascii() else text,
            path=_common(paths),
            values=tuple(texts),
            malformed=tuple(malformed),
        )

    def _resolve(self, source: str, claim: Any, index: int | None) -> str | None:
        role = _ROLE.match(source)
        if role is None:
            return source
        rest = source[role.end() :]
        if role[1] == "line":
            return f"lines[{index}]{rest}"
        place = self.roles[role[1]].choose(claim, index)
        return None if place is None else place + rest


def _continued(foot: tuple[Printed, ...]) -> Iterator[Printed]:
    first: str | None = None
    for one in foot:
        if not one.item.on_last_page:
            yield one
        else:
            is_first = one.item.key != first
            first = one.item.key
            yield attrs.evolve(one, text=one.item.continued if is_first else "")


def value_at(root: Any, path: str) -> Any:
    """The value at a model path, ``None`` where there is none; a ``Malformed`` ends the walk.

    >>> from medclaim.claims.parties import Person
    >>> value_at(Person(last_name="SAMPLE"), "last_name"), value_at((), "first_name.text")
    ('SAMPLE', None)
    """
    value = root
    for name, index in _steps(path):
        if value is None or isinstance(value, Malformed):
            return value
        value = getattr(value, name, None)
        if index is not None and isinstance(value, tuple):
            value = value[index] if index < len(value) else None
    return value


@lru_cache(maxsize=4096)
def _steps(path: str) -> tuple[tuple[str, int | None], ...]:
    return tuple((name, int(index) if index else None) for name, index in _STEP.findall(path))


def given(claim: Any, patterns: Iterable[str]) -> Iterator[str]:
    """The paths of those of ``patterns`` that the claim has a value for, in their order.

    ``[]`` in a pattern stands for every one of a list.
    """
    for pattern in patterns:
        for path in _expanded(claim, pattern):
            value = value_at(claim, path)
            if value is not None and not (isinstance(value, Malformed) and value.is_missing):
                yield path


def _expanded(claim: Any, pattern: str) -> Iterator[str]:
    head, every, rest = pattern.partition("[]")
    if not every:
        yield pattern
        return
    for index in range(len(value_at(claim, head) or ())):
        yield from _expanded(claim, f"{head}[{index}]{rest}")


def _typed(path: str, value: Any, malformed: list[tuple[str, Malformed]]) -> Any:
    """The value without what could not be typed, which is put on the list unless it is missing."""
    if isinstance(value, Malformed):
        if not value.is_missing:
            malformed.append((path, value))
        return None
    if isinstance(value, tuple):
        bad = [(n, v) for n, v in enumerate(value) if isinstance(v, Malformed)]
        malformed.extend((f"{path}[{n}]", v) for n, v in bad if not v.is_missing)
        return tuple(v for v in value if not isinstance(v, Malformed))
    return value


def _common(paths: list[str]) -> str:
    """The longest path that all of these begin with, the first where they share nothing."""
    if len(paths) == 1:
        return paths[0]
    shared = []
    for level in zip(*(path.split(".") for path in paths), strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return ".".join(shared) or (paths[0] if paths else "")
