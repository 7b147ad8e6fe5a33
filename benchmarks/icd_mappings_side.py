"""icd-mappings' side: a list of codes at a time, FY2024."""

import json
from pathlib import Path

from icdmappings.icdmappings import Validator
from serve import Task, serve

VALIDATOR = Validator()

TASKS = {
    "billable": Task(
        lambda path: json.loads(Path(path).read_text(encoding="utf-8")),
        lambda codes: VALIDATOR.validate(codes, "icd10_diagnostic"),
        lambda answers: {"count": len(answers), "yes": sum(answers)},
    ),
}

if __name__ == "__main__":
    serve(["icd-mappings"], TASKS)
