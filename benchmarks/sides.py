"""The processes that run the tasks, and the comparisons of what they measured."""

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
    """A process that answers commands."""

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

    def close(self) -> None:
        """End the process."""
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
    """Every side that could be started; those that could not, with the reason."""

    def __init__(self, wanted: set[str], clock: str) -> None:
        self._clock = clock
        self.skipped: dict[str, str] = {}
        self._running: dict[str, Side] = {}
        pythons = {peer.side: peer for peer in PEERS}
        for name in (OURS, *pythons):
            if name not in wanted:
                continue
            try:
                python = Path(sys.executable) if name == OURS else python_of(pythons[name])
                self._running[name] = Side(name, python)
            except NotInstallableError as reason:
                if name == OURS:
                    raise
                self.skipped[name] = str(reason)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for side in self._running.values():
            side.close()

    def python(self, name: str) -> Path | None:
        """The interpreter of a side that runs."""
        side = self._running.get(name)
        return side.python if side else None

    def versions(self) -> list[str]:
        """What is compared, each with the versions that matter."""
        return [
            " with ".join(f"{name} {version}" for name, version in side.versions.items())
            for side in self._running.values()
        ]

    def can(self, run: Run) -> bool:
        """Whether the side runs and knows the task."""
        return run.side in self._running and run.task in self._running[run.side].tasks

    def measure(self, runs: list[Run], rounds: int) -> dict[Run, Figures]:
        """Every run once a round, one after the other; the round before the first is not counted.

        What the machine does besides falls on all of them alike.
        """
        todo = [run for run in dict.fromkeys(runs) if self.can(run)]
        seconds: dict[Run, list[float]] = {run: [] for run in todo}
        saw: dict[Run, dict[str, Any]] = {}
        for number in range(rounds + 1):
            for run in list(seconds):
                answer = self._running[run.side].do(run, self._clock)
                if "failed" in answer:
                    self.skipped[f"{run.side} {run.task}"] = answer["failed"]
                    del seconds[run]
                    continue
                saw[run] = answer["saw"]
                if number:
                    seconds[run].append(statistics.median(answer["seconds"]))
        return {run: Figures(found, saw[run]) for run, found in seconds.items()}
