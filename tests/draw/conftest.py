"""A real browser for the page's tests: offline, and every request or message of the console is kept."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from draw_ledgers import geometries, sahel_ledger

from mapper.draw import DeploymentMap, DrawOptions


@pytest.fixture(scope="session")
def sahel_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The realistic ledger as a file."""
    return save_page(tmp_path_factory.mktemp("page") / "sahel.html")


def save_page(path: Path, ledger: Any = None, **options: Any) -> Path:
    chosen = {"title": "Foreign forces in the Sahel", "as_of": "17 July 2025"} | options
    page = DeploymentMap(
        ledger or sahel_ledger(),
        options=DrawOptions(**chosen),
        geometries=geometries(),
        hosts_then={"p07": "French Sudan"},
    )
    page.save(str(path))
    return path


@dataclass
class Opened:
    """A page in the browser with what it asked for and what it said."""

    page: Any
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def run(self, script: str, argument: Any = None) -> Any:
        return self.page.evaluate(script, argument)

    def visible(self) -> list[dict[str, Any]]:
        return self.run("deploymentMap.visible()")

    def ids(self) -> set[str]:
        return {row["id"] for row in self.visible()}

    def time(self) -> str:
        return self.run("deploymentMap.time")

    def set_time(self, day: str) -> None:
        self.run("day => deploymentMap.setTime(day)", day)

    def drawn(self) -> dict[str, dict[str, Any]]:
        """Symbols as drawn after the next frame, by the id of their presence; merged ones by their ids joined."""
        self.run("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return {item.get("id") or "+".join(sorted(item["ids"])): item for item in self.run("deploymentMap.drawn()")}

    def wait(self, script: str) -> None:
        """Until the script is true; from outside, since the page's policy forbids the browser's own polling."""
        end = time.monotonic() + 10
        while not self.run(script):
            assert time.monotonic() < end, f"never true: {script}"
            self.page.wait_for_timeout(30)

    def drawer(self) -> str:
        return self.page.locator("#drawer").inner_text()


@pytest.fixture
def opened(browser: Any, sahel_page: Path) -> Iterator[Callable[..., Opened]]:
    """Open a page; at the end nothing may have been asked for, and nothing may have been said."""
    contexts: list[tuple[Any, Opened]] = []

    def start(path: Path = sahel_page, *, fragment: str = "", script: str = "", **context: Any) -> Opened:
        made = browser.new_context(offline=True, **({"viewport": {"width": 1280, "height": 800}} | context))
        if script:
            made.add_init_script(script)
        page = made.new_page()
        page.set_default_timeout(10_000)
        view = Opened(page)
        page.on("request", lambda request: _note(view.requests, request.url, path))
        page.on("console", lambda message: view.messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: view.messages.append(f"error: {error}"))
        page.goto(path.as_uri() + fragment)
        page.evaluate("deploymentMap.ready")
        view.wait("document.documentElement.dataset.complete")
        contexts.append((made, view))
        return view

    yield start
    for made, view in contexts:
        made.close()
        assert view.requests == []
        assert view.messages == []


def _note(requests: list[str], url: str, path: Path) -> None:
    if not url.startswith((path.as_uri(), "data:", "blob:")):
        requests.append(url)
