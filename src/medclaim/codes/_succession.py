"""Which codes the official conversion table puts in the place of which."""

from typing import final

from medclaim.codes._codec import unpack


@final
class Succession:
    """The conversion table both ways. A line of ``literal`` is a code and the codes before it."""

    __slots__ = ("_after", "_before")

    def __init__(self, literal: str) -> None:
        self._before: dict[str, tuple[str, ...]] = {}
        self._after: dict[str, list[str]] = {}
        for line in unpack(literal).split("\n"):
            code, *before = line.split()
            self._before[code] = tuple(before)
            for text in before:
                self._after.setdefault(text, []).append(code)

    def before(self, text: str) -> tuple[str, ...]:
        """The codes assigned before there was ``text``."""
        return self._before.get(text, ())

    def after(self, text: str) -> tuple[str, ...]:
        """The codes assigned since instead of ``text``, and since then instead of those."""
        found: dict[str, None] = {}
        todo = [text]
        while todo:
            for code in self._after.get(todo.pop(), ()):
                if code not in found and code != text:
                    found[code] = None
                    todo.append(code)
        return tuple(sorted(found))
