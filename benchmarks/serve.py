"""One side of the comparisons: a process in its own environment that runs a task when asked.

A side prepares, runs and looks: only the run is timed. It says how many of what it saw, so that a
program that stopped at the first segment is not taken for a fast one. Standard library only: every
peer's environment runs this.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any, NamedTuple

# A burst lasts at least this long, so that a task of milliseconds is not measured once.
BURST = 0.25
LONGEST_BURST = 15
# Wall time, or on a machine that others use the time the processor spent on this process.
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}


class Task(NamedTuple):
    """What is done once before, what is timed, and what the result amounts to.

    ``prepare`` takes a path or a number from the command and is called anew for every run, so that
    nothing a run has cached in a value serves the next one. ``tell`` gives ``count``, what the rate
    counts, and whatever else the comparison should show.
    """

    prepare: Callable[[Any], Any]
    run: Callable[[Any], Any]
    tell: Callable[[Any], dict[str, Any]]


def serve(distributions: list[str], tasks: dict[str, Task]) -> None:
    """Answer commands, one JSON object a line, until there are no more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # Whatever a library prints goes with its warnings, not into the answers.
    os.dup2(2, 1)
    versions = {name: version(name) for name in distributions}
    _say(answers, {"python": sys.version.split()[0], "versions": versions, "tasks": sorted(tasks)})
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = burst(tasks[command["task"]], command["given"], CLOCKS[command["clock"]])
        except Exception as error:  # noqa: BLE001  whatever a peer raises is a result to be shown
            answer = {"failed": f"{type(error).__name__}: {str(error)[:200]}"}
        _say(answers, answer)


def burst(task: Task, given: Any, clock: Callable[[], float]) -> dict[str, Any]:
    """The seconds of each of a few runs, garbage collection on, and what the last one saw."""
    seconds: list[float] = []
    while True:
        prepared = task.prepare(given)
        gc.collect()
        start = clock()
        result = task.run(prepared)
        seconds.append(clock() - start)
        if sum(seconds) >= BURST or len(seconds) == LONGEST_BURST:
            return {"seconds": seconds, "saw": task.tell(result)}


def _say(stream: Any, value: dict[str, Any]) -> None:
    print(json.dumps(value), file=stream, flush=True)
