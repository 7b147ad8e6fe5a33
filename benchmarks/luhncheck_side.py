"""luhncheck's side: Luhn with the NPI's prefix."""

import json
from pathlib import Path

from luhncheck import is_luhn
from serve import Task, serve


def _valid(texts: list[str]) -> list[bool]:
    return [is_luhn("80840" + text) for text in texts]


TASKS = {
    "npi": Task(
        lambda path: json.loads(Path(path).read_text(encoding="utf-8")),
        _valid,
        lambda answers: {"count": len(answers), "yes": sum(answers)},
    ),
}

if __name__ == "__main__":
    serve(["luhncheck"], TASKS)
