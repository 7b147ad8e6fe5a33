"""What the shape and the title of an ICD-10-CM code say: the side, and the episode of care."""

import re
from collections.abc import Iterator
from enum import StrEnum

from medclaim._text import ALPHANUMERIC
from medclaim.codes._codec import Roll
from medclaim.codes._facts import Facts

_SIDE = re.compile(r"\b(?:right|left)\b")
_OTHER = {"right": "left", "left": "right"}
_EPISODE = re.compile(r", (initial encounter|subsequent encounter|sequela)\b")


class Laterality(StrEnum):
    """The side a diagnosis code names.

    Source: ICD-10-CM Official Guidelines I.B.13, FY2026.
    """

    RIGHT = "right"
    LEFT = "left"
    BILATERAL = "bilateral"
    UNSPECIFIED = "unspecified side"


class EpisodeOfCare(StrEnum):
    """Active treatment, routine care while healing, or a condition left behind.

    Source: ICD-10-CM Official Guidelines I.C.19.a, FY2026; the tabular list's seventh characters.
    """

    INITIAL = "initial encounter"
    SUBSEQUENT = "subsequent encounter"
    SEQUELA = "sequela"


def seventh_characters(roll: Roll, bit: int, text: str) -> tuple[str, ...]:
    """The seventh characters that may complete ``text``, placeholders filled in."""
    stem = text.ljust(6, "X")
    if len(text) > 6 or stem in roll.stems:
        return ()
    rows = roll.under(stem)
    return tuple(row[6] for row in rows if len(row) == 7 and roll.mask(row) & bit)


def episode_of_care(facts: Facts, text: str, key: str) -> EpisodeOfCare | None:
    """What the seventh character of ``text`` means, where it means an episode of care.

    A seventh character for a fetus, a stage of glaucoma or a coma scale means none.
    """
    title = facts.titles(text) if key == "icd10cm" and len(text) == 7 else None
    found = _EPISODE.findall(title or "")
    return EpisodeOfCare(found[-1]) if found and text[:6] not in facts.roll.stems else None


def laterality(facts: Facts, text: str, key: str) -> Laterality | None:
    """The side, where the list has the same title for the other side too.

    So a left ventricular failure, of which there is no right one by that name, has no side. A
    title that names both sides apart (one eye blind, the other low in vision) has none either.
    """
    title = facts.titles(text) if key == "icd10cm" else None
    if title is None:
        return None
    title = title.lower()
    sides = set(_SIDE.findall(title))
    if len(sides) > 1:
        return None
    if re.search(r"\bbilateral\b", title):
        return None if sides else Laterality.BILATERAL
    if sides:
        other = _mirrored(title)
        return Laterality(sides.pop()) if any(t == other for _, t in _beside(facts, text)) else None
    is_open = "unspecified side" in title or _is_open(title, text, facts)
    return Laterality.UNSPECIFIED if is_open else None


def _is_open(title: str, text: str, facts: Facts) -> bool:
    """Whether ``text`` leaves open what the codes beside it, at one and the same place, decide."""
    if "unspecified" not in title:
        return False
    parts = title.split("unspecified")
    named = {
        "unspecified".join(parts[:at]) + "right" + "unspecified".join(parts[at:])
        for at in range(1, len(parts))
    }
    titles: dict[int, set[str]] = {}
    for place, one in _beside(facts, text):
        if one in named:
            return True
        if text[place] in "09":
            titles.setdefault(place, set()).add(one)
    return any(
        _mirrored(one) in found and _mirrored(one) != one
        for found in titles.values()
        for one in found
    )


def _mirrored(title: str) -> str:
    return _SIDE.sub(lambda side: _OTHER[side[0]], title)


def _beside(facts: Facts, text: str) -> Iterator[tuple[int, str]]:
    """The titles of the rows that differ from ``text`` in one character, each with its index."""
    roll = facts.roll
    roll.family(text)
    for place in range(3, len(text)):
        for character in ALPHANUMERIC:
            other = text[:place] + character + text[place + 1 :]
            if other != text and (other in roll.masks or other in roll.headers):
                title = facts.titles(other)
                if title is not None:
                    yield place, title.lower()
