"""What all tests share: where the evaluation material is, and that nothing reaches the user's own cache."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("MAPPER_SHARED", ROOT.parent / "shared"))
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")  # the same examples in every run, so that a failure is the change's own

CHROMIUM_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium; a missing one fails the test, see scripts/browser.sh."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("MAPPER_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    assert path, "the browser tests need Chromium: run scripts/browser.sh or set MAPPER_CHROMIUM"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield launched
        launched.close()
