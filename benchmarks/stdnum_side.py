"""python-stdnum's side: it has no NPI; its Luhn with the NPI's prefix says as much."""

import json
from pathlib import Path

from serve import Task, serve
from stdnum import luhn


def _valid(texts: list[str]) -> list[bool]:
    is_valid = luhn.is_valid
    return [is_valid("80840" + text) for text in texts]


TASKS = {
    "npi": Task(
        lambda path: json.loads(Path(path).read_text(encoding="utf-8")),
        _valid,
        lambda answers: {"count": len(answers), "yes": sum(answers)},
    ),
}

if __name__ == "__main__":
    serve(["python-stdnum"], TASKS)
