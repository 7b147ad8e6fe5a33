"""pyx12's side: a text walked against its map of the guide, every error kept, no output asked for."""

import collections
import io
from pathlib import Path
from typing import Any

import pyx12.params
import pyx12.x12n_document
from serve import Task, serve

PARAMETERS = pyx12.params.params()


def _validated(text: str) -> tuple[bool, str]:
    valid = pyx12.x12n_document.x12n_document(PARAMETERS, io.StringIO(text), None, None)
    return valid, text


def _walked(result: tuple[bool, str]) -> dict[str, Any]:
    """What it came by, counted in another walk: the timed one runs without a callback."""
    valid, text = result
    if text not in _SEEN:
        seen: collections.Counter[str] = collections.Counter()

        def count(segment: Any, *others: Any) -> None:
            seen[segment.get_seg_id()] += 1

        pyx12.x12n_document.x12n_document(PARAMETERS, io.StringIO(text), None, None, callback=count)
        _SEEN[text] = seen
    seen = _SEEN[text]
    return {
        "count": seen["CLM"],
        "lines": seen["LX"],
        "segments": seen.total(),
        "accepted": valid,
    }


_SEEN: dict[str, collections.Counter[str]] = {}

TASKS = {
    "validate": Task(lambda path: Path(path).read_text(encoding="ascii"), _validated, _walked),
}

if __name__ == "__main__":
    serve(["pyx12"], TASKS)
