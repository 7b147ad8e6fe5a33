"""Tricky texts of every code system with the answer its source gives, as data."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from medclaim import codes
from medclaim.codes.errors import InvalidCode
from medclaim.malformed import Malformed, Reason

VECTORS = Path(__file__).parents[1] / "vectors" / "codes"
CLASSES = {system.key: system.value_class for system in codes.SYSTEMS}


def cases() -> list[Any]:
    found = []
    for path in sorted(VECTORS.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        assert content["source"]
        for case in content["cases"]:
            what = case.get("property") or case.get("reason") or "reads"
            name = f"{content['system']}-{what}-{case['input']!a}"
            found.append(pytest.param(content["system"], case, id=name))
    return found


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize("system, case", cases())
def test_vector(system: str, case: dict[str, Any]) -> None:
    cls = CLASSES[system]
    text = case["input"]
    assert case["because"]
    if "property" in case:
        assert plain(getattr(cls(text), case["property"])) == case["value"]
    elif "text" in case:
        value = cls(text)
        assert (value.text, str(value)) == (case["text"], case["shown"])
        if text == case["text"]:
            assert cls.read(text) == value
        else:
            read = cls.read(text)
            assert isinstance(read, Malformed)
            assert read.reason is Reason.NOT_BILLING_FORM
            assert read.suggestion == (None if cls.IS_PERSONAL else case["text"])
    else:
        with pytest.raises(InvalidCode) as caught:
            cls(text)
        error = caught.value
        assert (error.reason.value, error.position, error.suggestion) == (
            case["reason"],
            case["position"],
            case["suggestion"],
        )
        assert case.get("says", "") in str(error)
        read = cls.read(text)
        assert isinstance(read, Malformed)
        assert (read.text, read.reason, read.position) == (text, error.reason, error.position)


def test_every_system_has_vectors_good_and_bad() -> None:
    for key in CLASSES:
        content = json.loads((VECTORS / f"{key}.json").read_text(encoding="utf-8"))
        assert content["system"] == key
        assert any("text" in case for case in content["cases"])
        assert any("reason" in case for case in content["cases"])


def test_the_corpus_is_large_enough_in_every_system() -> None:
    """At least 500 texts with their answer, each said once, and enough of them for each system."""
    total = 0
    for path in sorted(VECTORS.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        assert content["system"] in CLASSES
        asked = [(case["input"], case.get("property")) for case in content["cases"]]
        assert len(set(asked)) == len(asked), path.name
        tricky = [text for text, what in asked if what is None]
        assert len(tricky) >= 8, path.name
        total += len(tricky)
    assert total >= 500
