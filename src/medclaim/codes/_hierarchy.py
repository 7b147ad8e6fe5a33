"""Chapters and blocks: the divisions of a classification above its categories."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import final

import attrs

from medclaim.codes._system import CodeValue


@final
@attrs.frozen
class Division:
    """A block: the categories from ``first`` to ``last`` of the tabular list, under one title.

    >>> str(Division("A00", "A09", "Intestinal infectious diseases"))
    'A00-A09 Intestinal infectious diseases'
    """

    first: str
    last: str
    title: str

    def __str__(self) -> str:
        reach = self.first if self.first == self.last else f"{self.first}-{self.last}"
        return f"{reach} {self.title}"


@final
@attrs.frozen
class Chapter:
    """A chapter: its number as printed, its title and its blocks in order."""

    number: str
    title: str
    blocks: tuple[Division, ...]

    @property
    def first(self) -> str:
        """The first category of the chapter."""
        return self.blocks[0].first

    @property
    def last(self) -> str:
        """The last category of the chapter, in the tabular list's order."""
        return self.blocks[-1].last

    def __str__(self) -> str:
        return f"{self.number} {self.title} ({self.first}-{self.last})"

    def _repr_html_(self) -> str:
        from medclaim._html import grid

        rows = [(block.first, block.last, block.title) for block in self.blocks]
        return grid(f"Chapter {self}", ("from", "to", "block"), rows)


@final
@attrs.frozen(kw_only=True)
class Hierarchy:
    """Where a code stands: its chapter and block, the headers above it and the rows right below it.

    ``ancestors`` come nearest first; ``titles`` are those of the ancestors from the category down,
    of the code, and of its children, each ``None`` where the table has none. ``str()`` is a tree.

    >>> from medclaim.codes.icd10cm import Icd10CmCode
    >>> from medclaim.codes.tables import EMBEDDED
    >>> print(EMBEDDED.icd10cm.hierarchy(Icd10CmCode("A00")))
    1 Certain infectious and parasitic diseases (A00-B99)
      A00-A09 Intestinal infectious diseases
        A00 Cholera
          A00.0 Cholera due to Vibrio cholerae 01, biovar cholerae
          A00.1 Cholera due to Vibrio cholerae 01, biovar eltor
          A00.9 Cholera, unspecified
    """

    code: CodeValue
    chapter: Chapter | None = None
    block: Division | None = None
    ancestors: tuple[CodeValue, ...] = ()
    children: tuple[CodeValue, ...] = ()
    titles: tuple[str | None, ...] = ()

    def __str__(self) -> str:
        return "\n".join(f"{'  ' * depth}{text}".rstrip() for depth, text in self._lines())

    def _repr_html_(self) -> str:
        from medclaim._html import grid

        rows = [("\u2003" * depth + text,) for depth, text in self._lines()]
        return grid(f"Hierarchy of {self.code}", ("what",), rows)

    def _lines(self) -> Iterator[tuple[int, str]]:
        tops = [str(top) for top in (self.chapter, self.block) if top]
        yield from enumerate(tops)
        path = (*reversed(self.ancestors), self.code)
        for at, (code, title) in enumerate(zip((*path, *self.children), self.titles, strict=True)):
            yield len(tops) + min(at, len(path)), f"{code} {title or ''}"


@final
class Outline:
    """The chapters of a classification, and which of them holds a text.

    ``strays`` maps the categories that the tabular list puts elsewhere than ASCII order would
    (``C4A`` between ``C43`` and ``C44``) to the first category of their block.
    """

    __slots__ = ("_chapters", "_firsts", "_strays", "chapters")

    def __init__(self, chapters: tuple[Chapter, ...], strays: Mapping[str, str]) -> None:
        self.chapters = chapters
        self._chapters = {b.first: (chapter, b) for chapter in chapters for b in chapter.blocks}
        self._firsts = sorted(self._chapters)
        self._strays = dict(strays)

    @classmethod
    def of(
        cls,
        chapters: tuple[tuple[str, str, tuple[tuple[str, str, str], ...]], ...],
        strays: tuple[tuple[str, str], ...] = (),
    ) -> "Outline":
        """The outline of generated literals."""
        return cls(
            tuple(Chapter(n, t, tuple(Division(*b) for b in blocks)) for n, t, blocks in chapters),
            dict(strays),
        )

    def block(self, text: str) -> Division | None:
        """The block of the category that ``text`` begins with."""
        found = self._find(text)
        return found[1] if found else None

    def chapter(self, text: str) -> Chapter | None:
        """The chapter of the category that ``text`` begins with."""
        found = self._find(text)
        return found[0] if found else None

    def _find(self, text: str) -> tuple[Chapter, Division] | None:
        stray = self._strays.get(text[:3])
        if stray is not None:
            return self._chapters[stray]
        at = bisect_right(self._firsts, text) - 1
        if at < 0:
            return None
        chapter, block = self._chapters[self._firsts[at]]
        return (chapter, block) if text[: len(block.last)] <= block.last else None
