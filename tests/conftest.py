"""What every test may rely on."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure, and a failure is printed so that it can be run again. What gates a
# change draws the same examples for everybody; at a desk they are new each time.
settings.register_profile(
    "house", deadline=None, print_blob=True, derandomize="CI" in os.environ, database=None
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of official files beside the checkout; a test that needs it skips without it."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder of official files beside the checkout")
    return folder
