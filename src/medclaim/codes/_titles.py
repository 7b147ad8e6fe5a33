"""Official titles, packed by first character and unpacked when one is asked for.

A packed chunk has a block per three characters, blocks parted by an empty line, a line per row:
the text, the number of its set of seventh characters (or nothing) and the title, parted by tabs.
A code that a seventh character completes has no line of its own: its title is that of its stem, a
comma, and what the character means. Written by ``tools/tables/pack.py``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import final

from medclaim.codes._codec import unpack


@final
class Titles:
    """The title of a text, or ``None``. Chunks once unpacked are kept; threads may share one."""

    __slots__ = ("_chunks", "_load", "_meanings", "_sets")

    def __init__(self, load: Callable[[], tuple[Mapping[str, str], str]]) -> None:
        self._load = load
        self._chunks: dict[str, dict[str, str]] = {}
        self._sets: list[dict[str, str]] = []
        self._meanings = ""

    def __call__(self, text: str) -> str | None:
        """The title of the row ``text``."""
        title, number = self._line(text)
        if title is not None or len(text) != 7:
            return title
        stem = text[:6]
        while title is None and len(stem) > 2:
            title, number = self._line(stem)
            if stem[-1] != "X":
                break
            stem = stem[:-1]
        if title is None or not number:
            return None
        meaning = self._extensions()[int(number)].get(text[6])
        return None if meaning is None else f"{title}, {meaning}"

    def meanings(self, stem: str) -> Mapping[str, str]:
        """What the seventh characters that may complete ``stem`` mean."""
        _, number = self._line(stem)
        return dict(self._extensions()[int(number)]) if number else {}

    def may_hold(self, text: str, parts: Iterable[str]) -> bool:
        """Whether each of the lower-case ``parts`` stands somewhere in the block of ``text``.

        Or in what some seventh character means: where it says no, no title of the block has them.
        """
        if not self._meanings:
            pairs = (meaning for one in self._extensions() for meaning in one.values())
            self._meanings = "\n".join(dict.fromkeys(pairs)).lower()
        block = self._chunk(text[:1]).get(text[:3], "").lower()
        return all(part in block or part in self._meanings for part in parts)

    def _extensions(self) -> list[dict[str, str]]:
        if not self._sets:
            lines = (line.split("\t") for line in unpack(self._load()[1]).split("\n"))
            self._sets = [{pair[0]: pair[1:] for pair in line if pair} for line in lines]
        return self._sets

    def _line(self, text: str) -> tuple[str | None, str]:
        block = self._chunk(text[:1]).get(text[:3], "")
        at = block.find(f"\n{text}\t")
        if at < 0:
            return None, ""
        number, _, title = block[at + len(text) + 2 :].partition("\n")[0].partition("\t")
        return title, number

    def _chunk(self, key: str) -> dict[str, str]:
        chunk = self._chunks.get(key)
        if chunk is None:
            literal = self._load()[0].get(key)
            blocks = unpack(literal).split("\n\n") if literal else []
            chunk = {block[:3]: "\n" + block for block in blocks}
            if blocks:
                self._chunks[key] = chunk
        return chunk
