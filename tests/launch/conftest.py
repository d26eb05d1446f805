"""The launcher lives in bin/, outside the import path of the product."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))


@pytest.fixture
def clone(tmp_path):
    """A clone with nothing in it yet."""
    from launch.clone import Clone

    (tmp_path / "clone").mkdir()
    return Clone(tmp_path / "clone")
