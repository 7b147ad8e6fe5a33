"""A share of ``tools/fuzz.py`` in the suite: texts of every kind of claim, mutated and cut short."""

import importlib.util
import random
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

PROGRAM = Path(__file__).parents[2] / "tools" / "fuzz.py"


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", range(4))
def test_every_promise_is_kept_of_any_text(fuzz: ModuleType, seed: int) -> None:
    texts = fuzz.correct_texts()
    assert len(texts) >= 2
    for text in islice(fuzz.by_chance(texts, seed), 40):
        fuzz.try_one(text)


def test_a_mutated_text_is_another(fuzz: ModuleType) -> None:
    text = fuzz.correct_texts()[0]
    rng = random.Random(837)
    assert sum(fuzz.mutated(text, rng) != text for _ in range(20)) > 15


def test_a_broken_promise_is_told(fuzz: ModuleType) -> None:
    with pytest.raises(fuzz.BrokenPromiseError, match="letter"):
        fuzz.promise(False, "a text comes back to the letter")
