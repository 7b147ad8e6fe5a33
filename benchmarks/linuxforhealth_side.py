"""linuxforhealth-x12's side: texts read into its models, and its models written."""

from functools import cache
from pathlib import Path
from typing import Any

from linuxforhealth.x12.io import X12ModelReader
from serve import Task, serve


def _read(text: str) -> list[Any]:
    with X12ModelReader(text) as reader:
        return list(reader.models())


@cache
def _models(path: str) -> list[Any]:
    return _read(Path(path).read_text(encoding="ascii"))


def _written(models: list[Any]) -> str:
    return "".join(model.x12(use_new_lines=False) for model in models)


def _claims(models: list[Any]) -> dict[str, Any]:
    holders = [
        holder
        for model in models
        for provider in model.loop_2000a
        for subscriber in provider.loop_2000b
        for holder in (subscriber, *(subscriber.loop_2000c or ()))
    ]
    claims = [claim for holder in holders for claim in holder.loop_2300 or ()]
    return {"count": len(claims), "lines": sum(len(claim.loop_2400) for claim in claims)}


TASKS = {
    "read": Task(lambda path: Path(path).read_text(encoding="ascii"), _read, _claims),
    "write": Task(
        _models,
        _written,
        lambda text: {
            "count": text.count("~CLM*"),
            "lines": text.count("~LX*"),
            # It writes ST to SE; the four segments around are its caller's to write.
            "segments": text.count("~") + 4,
        },
    ),
}

if __name__ == "__main__":
    serve(["linuxforhealth-x12", "pydantic"], TASKS)
