"""sqllocks-shape-healthcare-codes' side: its NDC in the form of a claim, a text where ours is a value."""

import json
from pathlib import Path

from serve import Task, serve
from shape_healthcare_codes.ndc import normalize_ndc


def _eleven(texts: list[str]) -> list[str | None]:
    return [normalize_ndc(text) for text in texts]


TASKS = {
    "ndc": Task(
        lambda path: json.loads(Path(path).read_text(encoding="utf-8")),
        _eleven,
        lambda found: {"count": len(found), "sum": sum(int(text) for text in found if text)},
    ),
}

if __name__ == "__main__":
    serve(["sqllocks-shape-healthcare-codes"], TASKS)
