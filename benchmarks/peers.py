"""The peers, each in a virtual environment of its own, made here and kept under ``.peers``."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".peers"


class Peer(NamedTuple):
    """A program compared with: the name of its side, what to install, and where it is published."""

    side: str
    requirements: tuple[str, ...]


PEERS = (
    Peer("simple_icd_side", ("simple-icd-10-cm==1.5.0",)),
    Peer("icd_mappings_side", ("icd-mappings==0.6.2",)),
    Peer("stdnum_side", ("python-stdnum==2.2",)),
    Peer("luhncheck_side", ("luhncheck==2.3.0",)),
    # It imports httpx and does not require it.
    Peer("claim_validator_side", ("claim-validator==0.3.0", "httpx")),
    Peer("shape_side", ("sqllocks-shape-healthcare-codes==0.9.3",)),
    # Its models are pydantic 1 models; its requirement allows 2, with which it does not import.
    Peer("linuxforhealth_side", ("linuxforhealth-x12==0.57.0", "pydantic>=1.10,<2")),
    Peer("pyx12_side", ("pyx12==4.0.0",)),
)


class NotInstallableError(Exception):
    """Why a peer takes no part."""


def python_of(peer: Peer) -> Path:
    """The interpreter of the peer's environment, made if it is not there yet."""
    key = hashlib.sha256("\n".join((sys.version, *peer.requirements)).encode()).hexdigest()[:12]
    home = CACHE / f"{peer.side}-{key}"
    python = home / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    finished = home / "finished"
    if finished.exists():
        return python
    shutil.rmtree(home, ignore_errors=True)
    print(f"installing {', '.join(peer.requirements)} ...", file=sys.stderr, flush=True)
    _run(sys.executable, "-m", "venv", str(home))
    _run(str(python), "-m", "pip", "install", "--quiet", *peer.requirements)
    finished.touch()
    return python


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    except subprocess.CalledProcessError as error:
        lines = [line for line in error.stderr.splitlines() if line.strip()]
        errors = (
            [line for line in lines if line.startswith("ERROR")] or lines or ["no reason given"]
        )
        raise NotInstallableError(errors[-1]) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotInstallableError(str(error)) from None
