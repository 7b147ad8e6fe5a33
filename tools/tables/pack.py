"""How a table becomes a Python literal, and the module around it.

The packed text of a dated code list, before compression:

* line 1: the distinct masks in hexadecimal; bit *i* is set where the code is billable in release *i*
* line 2: six-character stems whose seventh characters are codes of the list, not extensions
* line 3: ``text=mask`` for headers that the prefix rule would get wrong (the right mask)
* then a line per category: the category, a blank, and groups joined by ``;``. A group is
  ``mask/lasts:stems``, a stem ``prefix.middles`` or empty; it stands for every
  category + prefix + middle + last. An absent mask is mask 0; no lasts: the category itself.
  For ICD-10-PCS a group is ``mask:rows``, a row four sets of characters joined by points, as in the
  printed tables; it stands for every table + one character of each set.

base64 rather than base85: ``binascii`` decodes it in C, fifty times faster, and the wheel's own
compression takes the difference back.
"""

import base64
import hashlib
import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "src" / "medclaim" / "codes" / "_tables"


def releases(
    codes: Iterable[Iterable[tuple[date, date]]], last: date, also: Iterable[date] = ()
) -> list[date]:
    """The first day of every release: each day on which some code begins or has just ended."""
    days = set(also)
    for spans in codes:
        begins = {begin for begin, _ in spans}
        afters = {end + timedelta(days=1) for _, end in spans if end < last}
        # A span that goes on where another ends changes the code's attributes, not its validity.
        days |= begins ^ afters
    return sorted(days)


def mask(spans: Iterable[tuple[date, date]], firsts: list[date]) -> int:
    """Bit *i* set where a span covers the first day of release *i*."""
    return sum(
        1 << index
        for index, day in enumerate(firsts)
        if any(begin <= day <= end for begin, end in spans)
    )


def packed(
    masks: Mapping[str, int],
    category: Callable[[str], str],
    listed: Iterable[str] = (),
    headers: Mapping[str, int] | None = None,
) -> str:
    """The packed text of a dated code list."""
    order = [m for m, _ in sorted(Counter(masks.values()).items(), key=lambda p: (-p[1], p[0]))]
    number = {m: i for i, m in enumerate(order)}
    groups: dict[str, dict[tuple[int, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    lasts: dict[tuple[str, int, str | None], str] = defaultdict(str)
    for text in sorted(masks):
        key = category(text)
        # The category itself, where it is billable, has no last character.
        stem, last = (text[len(key) : -1], text[-1]) if text != key else ("", "")
        lasts[key, number[masks[text]], stem if last else None] += last
    for (key, m, stem_or_none), last in lasts.items():
        groups[key][m, last].append(stem_or_none or "")
    lines = [
        " ".join(f"{m:x}" for m in order),
        " ".join(sorted(listed)),
        " ".join(f"{text}={m:x}" for text, m in sorted((headers or {}).items())),
    ]
    for key in sorted(groups):
        parts = []
        for (m, last), stems in sorted(groups[key].items()):
            middles: dict[str, str] = defaultdict(str)
            for stem in filter(None, stems):
                middles[stem[:-1]] += stem[-1]
            written = [""] if "" in stems else []
            written += [f"{prefix}.{middle}" for prefix, middle in middles.items()]
            parts.append(f"{m or ''}/{last}:" + ",".join(written))
        lines.append(f"{key} {';'.join(parts)}")
    return "\n".join(lines)


def tables(masks: Mapping[str, int]) -> str:
    """The packed text of ICD-10-PCS: a line per table, its rows as few as they come."""
    order = [m for m, _ in sorted(Counter(masks.values()).items(), key=lambda p: (-p[1], p[0]))]
    number = {m: i for i, m in enumerate(order)}
    found: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code in sorted(masks):
        found[code[:3]][number[masks[code]]].append(code[3:])
    lines = [" ".join(f"{m:x}" for m in order), "", ""]
    for table in sorted(found):
        groups = (f"{m or ''}:{','.join(_rows(ends))}" for m, ends in sorted(found[table].items()))
        lines.append(f"{table} {';'.join(groups)}")
    return "\n".join(lines)


def _rows(ends: Iterable[str]) -> list[str]:
    """Rows that stand for exactly these ends: merged axis by axis, in the order that leaves fewest."""
    single = [tuple(end) for end in ends]
    best: list[tuple[str, ...]] = []
    for axes in permutations(range(4)):
        rows = single
        for axis in axes:
            merged: dict[tuple[str, ...], str] = defaultdict(str)
            for row in rows:
                merged[row[:axis] + row[axis + 1 :]] += row[axis]
            rows = [
                (*rest[:axis], "".join(sorted(values)), *rest[axis:])
                for rest, values in merged.items()
            ]
        if not best or len(rows) < len(best):
            best = rows
    return sorted(".".join(row) for row in best)


def titles(rows: Mapping[str, str], sevenths: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The modules' parts for titles: ``CHUNKS`` by first character, ``EXTENSIONS``.

    ``sevenths`` gives for a row what its seventh characters mean; a line of ``EXTENSIONS`` is one
    such set, each entry a character and its meaning.
    """
    sets = sorted({tuple(sorted(meanings.items())) for meanings in sevenths.values()})
    number = {meanings: index for index, meanings in enumerate(sets)}
    lines: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for text, title in sorted(rows.items()):
        kind = number[tuple(sorted(sevenths[text].items()))] if text in sevenths else ""
        lines[text[0]][text[:3]].append(f"{text}\t{kind}\t{title}")
    chunks = {
        first: "\n".join("\n".join(block) + "\n" for block in blocks.values()).rstrip()
        for first, blocks in lines.items()
    }
    extensions = "\n".join("\t".join(c + meaning for c, meaning in meanings) for meanings in sets)
    return literals("CHUNKS", chunks), literal("EXTENSIONS", extensions)


def _encoded(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def literal(name: str, text: str) -> str:
    """``NAME = (...)``: the compressed text as base64 in lines of 96 characters."""
    encoded = _encoded(text)
    lines = [f'    "{encoded[at : at + 96]}"' for at in range(0, len(encoded), 96)]
    return f"{name} = (\n" + "\n".join(lines) + "\n)\n"


def literals(name: str, texts: Mapping[str, str]) -> str:
    """``NAME = {key: "...", ...}``: compressed texts, a line each."""
    rows = (f'    "{key}": "{_encoded(text)}",\n' for key, text in texts.items())
    return f"{name} = {{\n{''.join(rows)}}}\n"


def digest(*texts: str) -> str:
    """SHA-256 over the packed texts, so that compression settings do not change a table's name."""
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()


def constant(name: str, value: object) -> str:
    """``NAME = value``, one entry a line where it is a tuple."""
    if isinstance(value, tuple):
        return f"{name} = (\n" + "".join(f"    {_quoted(v)},\n" for v in value) + ")\n"
    return f"{name} = {_quoted(value)}\n"


def _quoted(value: object) -> str:
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_quoted, value)) + ("," if len(value) == 1 else "") + ")"
    # json writes double quotes and escapes what is not ASCII, as Python reads it.
    return json.dumps(value) if isinstance(value, str) else repr(value)


def write(name: str, docstring: str, *parts: str) -> None:
    """Write one module of ``codes/_tables``; the running script is named as its maker."""
    script = Path(sys.argv[0]).name
    head = f'"""{docstring}\n\nGenerated by tools/tables/{script}: do not edit.\n"""\n\n'
    (TABLES / f"{name}.py").write_text(head + "\n".join(parts), encoding="ascii")
