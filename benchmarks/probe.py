"""What a first answer costs in a fresh process: ``probe.py BEFORE WORK`` runs both, times WORK.

Prints milliseconds of the wall and of the processor, and the megabytes that the process held at most
beyond what it held before.
"""

import resource
import sys
import time
from pathlib import Path

_STATUS = Path("/proc/self/status")


def _megabytes(key: str) -> float:
    """``VmRSS`` held now, ``VmHWM`` held at most; without ``/proc`` the latter for both."""
    if _STATUS.exists():
        # ru_maxrss would do but for Linux: there it begins with what the parent process held.
        lines = _STATUS.read_text(encoding="ascii").splitlines()
        (line,) = (line for line in lines if line.startswith(key + ":"))
        return int(line.split()[1]) / 1024
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    before, work = (compile(text, "<probe>", "exec") for text in sys.argv[1:])
    names: dict[str, object] = {}
    exec(before, names)
    held = _megabytes("VmRSS")
    start, start_cpu = time.perf_counter(), time.process_time()
    exec(work, names)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(seconds * 1000, cpu * 1000, _megabytes("VmHWM") - held)


if __name__ == "__main__":
    main()
