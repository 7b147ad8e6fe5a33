"""The rows of a dated code list: packed in a literal, unpacked a category at a time.

A release is a stretch of days between two changes of a list. A code's *mask* is an integer whose
bit *i* is set where the code is billable in release *i*; a day is turned into one bit once, and a
question about a code is then one look-up and one ``&``. The packed form is written, and described,
by ``tools/tables/pack.py``.
"""

import zlib
from binascii import a2b_base64
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, product
from typing import final


def unpack(literal: str) -> str:
    """The text in a generated literal (base64 of zlib)."""
    return zlib.decompress(a2b_base64(literal)).decode("utf-8")


def header_masks(masks: Iterable[tuple[str, int]], width: int) -> dict[str, int]:
    """The rows that billable codes continue, each with the releases in which it is a header.

    A proper prefix of a billable code is a row, unless it ends in a placeholder X after which
    nothing but placeholders comes before the seventh character (``W21.89XA`` continues ``W21.89``,
    and there is no ``W21.89X``). Held against every published header list from FY2019 to FY2026.

    >>> sorted(header_masks([("W2189XA", 1), ("T360X1A", 1)], 3))
    ['T36', 'T360', 'T360X', 'T360X1', 'W21', 'W218', 'W2189']
    """
    pairs = list(masks)
    # Codes that differ in their seventh character alone continue the same rows: once is enough.
    stems: dict[str, int] = {}
    for text, mask in pairs:
        if len(text) == 7:
            stems[text[:6]] = stems.get(text[:6], 0) | mask
    heads = {stem: mask for stem, mask in stems.items() if stem[5] != "X"}
    for text, mask in [*stems.items(), *(pair for pair in pairs if len(pair[0]) < 7)]:
        for end in range(width, len(text)):
            if text[end - 1] != "X" or text[end:].strip("X"):
                prefix = text[:end]
                heads[prefix] = heads.get(prefix, 0) | mask
    for text, mask in pairs:
        if text in heads:
            heads[text] &= ~mask
    return heads


@final
class Roll:
    """Every row of a list with its masks; what is packed is unpacked when it is asked for.

    ``masks`` maps the texts unpacked so far to their masks: a text that is not in it may still be
    packed, so ask ``mask``. ``headers`` does the same for headers; both are whole for a category
    that ``families``, its rows in ASCII order, holds. ``width`` is how many characters choose a
    category (``category`` knows the exceptions). ``categories`` are the categories in ASCII order (one empty one where
    nothing was packed), ``stems`` the six-character rows whose seventh character is no extension.
    Unpacking is the only thing that changes a roll, and unpacking twice gives the same: threads
    may share one.
    """

    __slots__ = (
        "_by_number",
        "_codes",
        "_corrections",
        "_odd",
        "_opened",
        "_packed",
        "_wide",
        "categories",
        "families",
        "has_headers",
        "headers",
        "masks",
        "stems",
        "width",
    )

    def __init__(self, masks: dict[str, int], headers: dict[str, int] | None = None) -> None:
        self.masks = masks
        self.headers = headers or {}
        self.stems: frozenset[str] = frozenset()
        self.categories: tuple[str, ...] = ("",)
        self._by_number: tuple[int, ...] = ()
        self._codes = _of_stems
        self.has_headers = True
        self._packed: dict[str, str] = {}
        self._opened: dict[str, tuple[str, ...]] = {}
        self._corrections: Mapping[str, int] = {}
        self.width, self._wide = 0, ""
        everything = tuple(sorted({*self.masks, *self.headers}))
        # Rows that others continue though they are no header: what is neither is a leaf.
        self._odd = self._continued(everything)
        self.families: dict[str, tuple[str, ...]] = {"": everything}

    @classmethod
    def packed(cls, literal: str, width: int = 3, wide: str = "") -> "Roll":
        """The roll of a generated literal.

        A category is the first ``width`` characters, one more where the first is in ``wide``.
        """
        roll = cls({})
        order, stems, corrections, *lines = unpack(literal).split("\n")
        pairs = (pair.split("=") for pair in corrections.split())
        roll._corrections = {text: int(mask, 16) for text, mask in pairs}
        roll.families = {}
        roll.width, roll._wide = width, wide
        roll.stems = frozenset(stems.split())
        roll._by_number = tuple(int(mask, 16) for mask in order.split())
        roll._packed = dict([line.split(" ", 1) for line in lines])
        roll.categories = tuple(roll._packed)
        return roll

    @classmethod
    def of_tables(cls, literal: str) -> "Roll":
        """The roll of a generated literal of ICD-10-PCS: tables of rows, and no headers."""
        roll = cls.packed(literal)
        roll._codes, roll.has_headers = _of_rows, False
        return roll

    def category(self, text: str) -> str:
        """The characters that choose the category of ``text``."""
        if self._wide and text[:1] in self._wide:
            return text[: self.width + 1]
        return text[: self.width]

    def mask(self, text: str) -> int:
        """The releases in which ``text`` is billable; 0 for a text that never is."""
        key = self.category(text)
        if key in self._packed:
            self._open(key)
        return self.masks.get(text, 0)

    def header(self, text: str) -> int:
        """The releases in which ``text`` is a header."""
        self.family(text)
        return self.headers.get(text, 0)

    def family(self, text: str) -> tuple[str, ...]:
        """The rows of the category of ``text``."""
        # Most categories are this wide; a wider one is found below.
        family = self.families.get(text[: self.width])
        return self._family(self.category(text)) if family is None else family

    def under(self, text: str) -> tuple[str, ...]:
        """The rows that continue ``text``, in ASCII order, ``text`` itself left out."""
        texts = self.family(text)
        first = bisect_left(texts, text)
        last = bisect_left(texts, text + "\x7f", first)
        return texts[first + (texts[first : first + 1] == (text,)) : last]

    def is_row(self, text: str, bit: int) -> bool:
        """Whether ``text`` is billable or a header in the release of ``bit``."""
        self.family(text)
        return bool(self.masks.get(text, 0) & bit or self.headers.get(text, 0) & bit)

    def right_above(self, text: str, bit: int) -> str | None:
        """The longest header that the row ``text`` continues."""
        headers = self.headers
        for end in range(len(text) - 1, self.width - 1, -1):
            above = text[:end]
            if headers.get(above, 0) & bit:
                return above
        return None

    def right_under(self, text: str, bit: int) -> list[str]:
        """The rows that continue ``text`` with no other row in between, in ASCII order."""
        texts, found = self.family(text), list[str]()
        masks, headers = self.masks, self.headers
        if text in masks and text not in headers and text not in self._odd:
            return found
        at, end = bisect_left(texts, text), len(texts)
        if at < end and texts[at] == text:
            at += 1
        while at < end and (row := texts[at]).startswith(text):
            at += 1
            if (masks.get(row, 0) | headers.get(row, 0)) & bit:
                found.append(row)
                if at < end and texts[at].startswith(row):
                    at = bisect_left(texts, row + "\x7f", at)
        return found

    def following(self, text: str, bit: int) -> list[str]:
        """The characters that may come after ``text`` in a code billable in the release of ``bit``."""
        if len(text) >= self.width:
            rows = self.under(text)
            return sorted({row[len(text)] for row in rows if self.masks.get(row, 0) & bit})
        keys = (key for key in self.categories if key.startswith(text) and key != text)
        found = dict[str, None]()
        for key in keys:
            if key[len(text)] not in found and self._ever(key) & bit:
                found[key[len(text)]] = None
        return sorted(found)

    def _ever(self, key: str) -> int:
        mask, groups = 0, self._packed.get(key)
        if groups is None:
            for code in self._opened.get(key, ()):
                mask |= self.masks[code]
        else:
            for number, _ in self._groups(groups):
                mask |= number
        return mask

    def all(self) -> list[str]:
        """Every text that is ever billable, in ASCII order."""
        for category in tuple(self._packed):
            self._open(category)
        return sorted(self.masks)

    def _family(self, key: str) -> tuple[str, ...]:
        family = self.families.get(key)
        if family is None:
            if key in self._packed:
                self._open(key)
            codes = self._opened.get(key)
            if codes is None:
                return ()
            headers = dict[str, int]()
            if self.has_headers:
                headers = header_masks([(code, self.masks[code]) for code in codes], len(key))
            headers.update(
                (head, mask) for head, mask in self._corrections.items() if head in headers
            )
            # In this order: a category that another thread finds here has all its headers.
            self.headers.update(headers)
            family = tuple(sorted({*codes, *headers}))
            self._odd.update(self._continued(family))
            self.families[key] = family
        return family

    def _continued(self, rows: tuple[str, ...]) -> set[str]:
        headers = self.headers
        return {a for a, b in pairwise(rows) if a not in headers and b.startswith(a)}

    def _open(self, key: str) -> None:
        groups = self._packed.get(key)
        if groups is None:
            return
        codes = {
            code: mask for mask, rest in self._groups(groups) for code in self._codes(key, rest)
        }
        # In this order: another thread finds the category packed, or finds all of it unpacked.
        self.masks.update(codes)
        self._opened[key] = tuple(codes)
        self._packed.pop(key, None)

    def _groups(self, groups: str) -> Iterator[tuple[int, str]]:
        for group in groups.split(";"):
            number = group[: len(group) - len(group.lstrip("0123456789"))]
            yield self._by_number[int(number or 0)], group[len(number) :]


def _of_stems(key: str, rest: str) -> Iterator[str]:
    """``/lasts:prefix.middles,...``: every key + prefix + middle + last."""
    lasts, _, stems = rest[1:].partition(":")
    for stem in stems.split(","):
        prefix, _, middles = stem.partition(".")
        for middle in middles or ("",):
            base = key + prefix + middle
            for last in lasts or ("",):
                yield base + last


def _of_rows(key: str, rest: str) -> Iterator[str]:
    """``:67.034.7JK.Z,...``: every key + one character of each set of a row."""
    for row in rest[1:].split(","):
        for characters in product(*row.split(".")):
            yield key + "".join(characters)
