"""The processes that run the tasks, and the comparisons of what they measured."""

import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from peers import HERE, PEERS, NotInstallableError, python_of

OURS = "medclaim_side"


class Run(NamedTuple):
    """A task of a side with what it is given."""

    side: str
    task: str
    given: Any


class Figures(NamedTuple):
    """What the rounds of one run gave: the median seconds of each, and what it saw."""

    rounds: list[float]
    saw: dict[str, Any]

    @property
    def seconds(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.rounds)

    @property
    def rate(self) -> float:
        """How many a second."""
        return float(self.saw["count"]) / self.seconds


class Side:
    """A process that answers commands; it ends with the ``with`` block."""

    def __init__(self, name: str, python: Path) -> None:
        self.name, self.python = name, python
        self._log = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  closed with the side
        self._process = subprocess.Popen(
            [str(python), str(HERE / f"{name}.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        hello = self._hear()
        self.versions: dict[str, str] = hello["versions"]
        self.tasks: list[str] = hello["tasks"]

    def do(self, run: Run, clock: str) -> dict[str, Any]:
        """A burst of a task by a clock, ``wall`` or ``cpu``."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({**run._asdict(), "clock": clock}) + "\n")
        self._process.stdin.flush()
        return self._hear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._log.close()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            self._log.seek(0)
            said = [text for text in self._log.read().splitlines() if text.strip()]
            raise NotInstallableError(f"ended: {said[-1] if said else 'without a word'}")
        answer: dict[str, Any] = json.loads(line)
        return answer


class Sides:
    """Every side that can be started; those that cannot, with the reason."""

    def __init__(self, wanted: set[str], clock: str) -> None:
        self._clock = clock
        self.skipped: dict[str, str] = {}
        self._pythons: dict[str, Path] = {}
        self._tasks: dict[str, list[str]] = {}
        self._versions: list[str] = []
        peers = {peer.side: peer for peer in PEERS}
        for name in (OURS, *peers):
            if name not in wanted:
                continue
            try:
                python = Path(sys.executable) if name == OURS else python_of(peers[name])
                with Side(name, python) as side:
                    self._pythons[name], self._tasks[name] = python, side.tasks
                    self._versions.append(
                        " with ".join(f"{what} {number}" for what, number in side.versions.items())
                    )
            except NotInstallableError as reason:
                if name == OURS:
                    raise
                self.skipped[name] = str(reason)

    def python(self, name: str) -> Path | None:
        """The interpreter of a side that can be started."""
        return self._pythons.get(name)

    def versions(self) -> list[str]:
        """What is compared, each with the versions that matter."""
        return self._versions

    def can(self, run: Run) -> bool:
        """Whether the side can be started and knows the task."""
        return run.task in self._tasks.get(run.side, ())

    def measure(self, runs: list[Run], rounds: int) -> dict[Run, Figures]:
        """Every run once a round, one after the other; the round before the first is not counted.

        What the machine does besides falls on all of them alike. Each has a process of its own, as it
        has where it is used: what one leaves in the memory would weigh on the next, and on a side
        with many tasks more than on one with few.
        """
        todo = [run for run in dict.fromkeys(runs) if self.can(run)]
        seconds: dict[Run, list[float]] = {run: [] for run in todo}
        saw: dict[Run, dict[str, Any]] = {}
        with contextlib.ExitStack() as stack:
            processes = {
                run: stack.enter_context(Side(run.side, self._pythons[run.side])) for run in todo
            }
            for number in range(rounds + 1):
                for run in list(seconds):
                    answer = processes[run].do(run, self._clock)
                    if "failed" in answer:
                        self.skipped[f"{run.side} {run.task}"] = answer["failed"]
                        del seconds[run]
                        continue
                    saw[run] = answer["saw"]
                    if number:
                        seconds[run].append(statistics.median(answer["seconds"]))
        return {run: Figures(found, saw[run]) for run, found in seconds.items()}
