"""Codes by the words of their titles."""

import re
import unicodedata
from collections.abc import Iterator

from medclaim.codes._facts import Facts
from medclaim.codes._titles import Titles

_WORD = re.compile(r"[^\W_]+")


def found(facts: Facts, bit: int, query: str) -> Iterator[str]:
    """The texts billable in the release of ``bit`` whose titles hold every word of ``query``.

    Raises ``TypeError`` for anything that is not a ``str``, at the call.
    """
    if not isinstance(query, str):
        raise TypeError(f"a search takes a str, not {type(query).__name__}")
    # The longest first: it turns most titles away.
    wanted = sorted(set(_words(query)), key=lambda word: (-len(word), word))
    return _scan(facts, bit, wanted) if wanted else iter(())


def _scan(facts: Facts, bit: int, wanted: list[str]) -> Iterator[str]:
    roll, titles = facts.roll, facts.titles
    for category in roll.categories:
        if isinstance(titles, Titles) and not titles.may_hold(category, wanted):
            continue
        for text in roll.family(category):
            if roll.masks.get(text, 0) & bit:
                title = titles(text)
                if title is not None and holds(title, wanted):
                    yield text


def holds(title: str, wanted: list[str]) -> bool:
    """Whether each of the ``wanted`` begins a word of ``title``.

    >>> holds("Cholera due to Vibrio cholerae", ["vibr", "chol"]), holds("Cholera", ["olera"])
    (True, False)
    """
    words = _words(title)
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _words(text: str) -> list[str]:
    """The words of a text in one case and without accents, as the official titles have them."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return _WORD.findall(text.lower())
