"""What all tests share: where the evaluation material is, and that nothing reaches the user's own cache."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MAPPER_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the evaluation material; the test skips where it is absent."""
    if not (SHARED / "eval").is_dir():
        pytest.skip(f"needs the evaluation material in {SHARED} (set MAPPER_SHARED)")
    return SHARED


@pytest.fixture(scope="session")
def root() -> Path:
    """Folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def example() -> Path:
    """Folder of the bundled example's reports."""
    return ROOT / "geodata" / "examples" / "sahel"
