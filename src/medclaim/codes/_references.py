"""The codes that a note of the tabular list refers to: free text with codes in parentheses.

The list writes ``(E10.-)``, ``(A04.0-A04.4)``, ``(T36-T50 with fifth or sixth character 5)`` and
mixes of them. A hyphen after a code means whatever continues it, which a ``CodeRange`` always
means.

Source: NCHS, ICD-10-CM Tabular List, instructional notes; Official Guidelines, section I.A.2 to
I.A.17 (conventions).
"""

import re
from collections.abc import Iterator

from medclaim.codes._range import CodeRange

_CODE = r"[A-Z](?:[0-9][0-9A-Z]|[A-Z][0-9])(?:\.[0-9A-Z]{1,4})?"
# The hyphen of "all that continues it", which some notes write after a point, twice or not at all.
_OPEN = r"\.?-?\.?"
_ITEM = rf"(?P<first>{_CODE})(?:{_OPEN}(?: ?-+ ?| to )(?P<last>{_CODE}){_OPEN}|{_OPEN})"
_PARTED = r"(?:[,;.]? (?:and |or )?|,)"
_ONE = re.compile(_ITEM)
_LIST = re.compile(
    rf"{_ITEM.replace('?P<first>', '?:').replace('?P<last>', '?:')}"
    rf"(?:{_PARTED}{_ITEM.replace('?P<first>', '?:').replace('?P<last>', '?:')})*"
)
_GROUP = re.compile(r"\(([^()]*)[)}]( with [^();]*characters? [^();]*)?")
_LOOSE = re.compile(rf"(?<![A-Za-z0-9.-])(?<!vitamin ){_ITEM}(?![A-Za-z0-9])")
_ORDINALS = {
    "fourth": 4,
    "fifth": 5,
    "5th": 5,
    "six": 6,
    "sixth": 6,
    "6th": 6,
    "seventh": 7,
    "7th": 7,
}
_ORDINAL = "|".join(_ORDINALS)
_AT = re.compile(
    rf"({_ORDINAL})(?: (or|to) ({_ORDINAL}))?[ -]characters? \.?([0-9A-Z]+(?:-[0-9A-Z])?(?: or [0-9A-Z])*)"
)
_SUFFIXES = re.compile(r"(?:final characters )?\.[0-9]+-?(?:(?:[,.]| or|-) ?\.[0-9]+)*")
_FINAL = re.compile(r"final characters -([0-9]+)")

# What no grammar says: notes that name the codes they are for, not those they ask for ...
_NOT_ASKED = (
    "code, if applicable, for codes G31.0-G31.83, G31.85-G31.9, to identify:",
    "For codes G31.0-G31.83, G31.85-G31.9, use additional code to identify:",
)
# ... and conditions: at which positions, and one of what.
_CONDITIONS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "": ((), ()),
    "fifth or sixth character to indicate intent": ((), ()),
    "final character 6": ((5, 6), ("6",)),
    "ketoacidosis": ((4,), ("1",)),
    # The seventh characters for open fractures of the forearm (Gustilo types I to IIIC).
    "open fracture 7th character": ((7,), tuple("BCEFHJMNQR")),
}


def references(text: str) -> tuple[CodeRange, ...]:
    """The codes a note refers to, in its order; empty where it names none.

    >>> [str(r) for r in references("type 1 diabetes mellitus (E10.-), sequelae (O94, O98.0-O98.6)")]
    ['E10', 'O94', 'O98.0-O98.6']
    >>> [str(r) for r in references("code from category O08 to identify any complication")]
    ['O08']
    >>> references("deficiency of vitamin D, see also nutrition (of child)")
    ()
    """
    if text in _NOT_ASKED:
        return ()
    groups = [group.strip(" ,.") + more for group, more in _GROUP.findall(text)]
    coded = [group for group in groups if _ONE.match(group)]
    if coded:
        found = [reach for group in coded for reach in _of_group(group)]
    else:
        condition = text.partition(" with ")[2]
        is_one = "character" in condition or condition in _CONDITIONS
        ranges = [_range(match) for match in _LOOSE.finditer(text)]
        found = _conditional(ranges, condition if is_one else "")
    return tuple(dict.fromkeys(found))


def _of_group(group: str) -> list[CodeRange]:
    codes, _, condition = group.replace(".-with", ".- with").partition(" with ")
    codes = codes.strip(" ,.")
    if not _LIST.fullmatch(codes):
        return []
    return _conditional([_range(match) for match in _ONE.finditer(codes)], condition)


def _range(match: re.Match[str]) -> CodeRange:
    first = match["first"].replace(".", "")
    return CodeRange(first=first, last=(match["last"] or first).replace(".", ""))


def _conditional(ranges: list[CodeRange], condition: str) -> list[CodeRange]:
    known = _CONDITIONS.get(condition) or _parsed(condition)
    if known is None:
        # Wider than what is meant would be wrong; a note that cannot be read names no code.
        return []
    at, among = known
    return [r._replace(at=at, among=among) for r in ranges] if at else ranges


def _parsed(condition: str) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    if found := _FINAL.fullmatch(condition):
        return (5,), (found[1],)
    if _SUFFIXES.fullmatch(condition):
        among = tuple(sorted(set(re.findall("[0-9]+", condition))))
        if "-." in condition:
            low, high = int(among[0]), int(among[-1])
            among = tuple(f"{n:0{len(among[0])}}" for n in range(low, high + 1))
        return (4,), among
    if found := _AT.fullmatch(condition):
        first, joined, second, values = found.groups()
        at = (_ORDINALS[first], _ORDINALS[second]) if joined == "or" else (_ORDINALS[first],)
        if joined == "to":
            return at, (values,)
        return at, tuple(c for part in values.split(" or ") for c in _characters(part))
    return None


def _characters(part: str) -> Iterator[str]:
    first, _, last = part.partition("-")
    return map(chr, range(ord(first), ord(last or first) + 1))
