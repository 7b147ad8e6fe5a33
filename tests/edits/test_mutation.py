"""The vectors notice a rule without its condition: a sample of rules from every section, mutated."""

import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "mutate.py"


def test_no_condition_of_a_sample_can_be_taken_away_unnoticed() -> None:
    done = subprocess.run(
        [sys.executable, str(TOOL)], capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "unnoticed: none" in done.stdout
    assert done.stdout.count("80 rules of sections A, B, C, D, E, X") == 1


def test_a_rule_without_vectors_of_what_satisfies_it_is_noticed() -> None:
    """The tool itself: with one rule's satisfying vectors left out, its condition goes unnoticed."""
    program = (
        f"import sys; sys.path.insert(0, {str(TOOL.parent)!r}); import mutate; "
        "mutate.BY_RULE['C018'] = [c for c in mutate.BY_RULE['C018'] if c.what == 'violates']; "
        "mutate._beside = lambda rule: []; "
        "sys.argv = ['mutate.py', 'C018']; sys.exit(mutate.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "unnoticed: C018" in done.stdout
