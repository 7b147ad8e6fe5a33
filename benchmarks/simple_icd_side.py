"""simple-icd-10-cm's side: one undated edition, codes as texts."""

import json
from pathlib import Path
from typing import Any

import simple_icd_10_cm as cm
from serve import Task, serve


def _listed(path: str) -> list[str]:
    listed: list[str] = json.loads(Path(path).read_text(encoding="utf-8"))
    return listed


def _billable(codes: list[str]) -> list[bool]:
    is_valid_item, is_leaf = cm.is_valid_item, cm.is_leaf
    return [is_valid_item(code) and is_leaf(code) for code in codes]


def _assigned(path: str) -> list[str]:
    return [code for code in _listed(path)[::10] if cm.is_valid_item(code)]


def _each(function: Any) -> Task:
    return Task(
        _assigned,
        lambda codes: [function(code) for code in codes],
        lambda found: {"count": len(found)},
    )


TASKS = {
    "billable": Task(_listed, _billable, lambda a: {"count": len(a), "yes": sum(a)}),
    "parent": _each(cm.get_parent),
    "children": _each(cm.get_children),
    "ancestors": _each(cm.get_ancestors),
}

if __name__ == "__main__":
    serve(["simple-icd-10-cm"], TASKS)
