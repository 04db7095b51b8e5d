"""The page's own scripts, styles and texts, and Leaflet's files, as text."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

SCRIPTS = (
    "tools.js",
    "columns.js",
    "words.js",
    "state.js",
    "rows.js",
    "totals.js",
    "letters.js",
    "colours.js",
    "basemap.js",
    "forms.js",
    "arrange.js",
    "symbols.js",
    "pointer.js",
    "timebar.js",
    "play.js",
    "layers.js",
    "drawer.js",
    "card.js",
    "claims.js",
    "table.js",
    "unmapped.js",
    "compare.js",
    "legend.js",
    "share.js",
    "print.js",
    "main.js",
)
"""Our modules in the order in which the page runs them, as one script."""

BOOT_SCRIPTS = ("inflate.js", "boot.js")
"""What must run before anything is unpacked."""

STYLES = ("page.css", "panels.css", "timebar.css", "print.css")


@cache
def read_asset(name: str) -> str:
    """Read one of our assets."""
    return files("mapper.draw.assets").joinpath(name).read_text(encoding="utf-8")


def page_script(settings: str = "{}") -> str:
    """Join our modules; ``settings`` is the JavaScript value of what differs between pages."""
    return _joined(SCRIPTS, f"const settings = {settings};\n")


def boot_script() -> str:
    """Join the scripts that unpack the others."""
    return _joined(BOOT_SCRIPTS, "")


def _joined(names: tuple[str, ...], before: str) -> str:
    """One function around all modules, without the comments and the indentation that only readers need."""
    lines = "\n".join(read_asset(name) for name in names).splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.strip().startswith("//")]
    return "(() => {\n'use strict';\n" + before + "\n".join(kept) + "\n})();\n"


def page_style() -> str:
    """Join our styles, without comments and indentation."""
    text = re.sub(r"/\*.*?\*/", "", "\n".join(read_asset(name) for name in STYLES), flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"


def _leaflet_file(name: str) -> Path:
    from xstatic.pkg import leaflet

    return Path(leaflet.BASE_DIR) / name


@cache
def leaflet_script() -> str:
    """Leaflet as its package has it, without the address of its source map."""
    text = _leaflet_file("leaflet.js").read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE).strip() + "\n"


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet with its pictures inside."""
    text = _leaflet_file("leaflet.css").read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"url\((images/[\w-]+\.png)\)", lambda found: f"url({leaflet_picture(found[1])})", text)


@cache
def leaflet_picture(name: str) -> str:
    """One of Leaflet's pictures as a ``data:`` address."""
    return "data:image/png;base64," + base64.b64encode(_leaflet_file(name).read_bytes()).decode("ascii")
