"""One HTML file from parts: every part is put in once, so that no text can be taken for a template."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mapper.draw.columns import Json, pack_text
from mapper.draw.policy import content_policy
from mapper.draw.resources import (
    boot_script,
    leaflet_script,
    leaflet_style,
    page_script,
    page_style,
    read_asset,
)
from mapper.draw.tiles import Tiles

_SLOT = re.compile(r"%%(\w+)%%")


@dataclass(frozen=True, slots=True)
class Added:
    """What layers that a user put on the map bring along: texts of styles and scripts, markup, and addresses."""

    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    markup: str = ""
    script_urls: tuple[str, ...] = ()
    style_urls: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.styles or self.scripts or self.markup or self.script_urls or self.style_urls)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that a page is made of; ``core``, ``evidence`` and ``base`` are packed already."""

    title: str
    lang: str
    embed: bool
    core: str
    evidence: str
    base: str
    tiles: Tiles | None = None
    added: Added = Added()

    def render(self) -> str:
        """Write the whole file."""
        styles = (leaflet_style(), page_style(), *self.added.styles)
        boot = boot_script()
        code = page_script(_script_json(self._settings()))
        policy = content_policy(
            scripts=(boot, code, leaflet_script(), *self.added.scripts),
            styles=styles,
            script_urls=self.added.script_urls,
            style_urls=self.added.style_urls,
            image_hosts=self.tiles.hosts if self.tiles else (),
            style_attributes=bool(self.added),
        )
        parts = {
            "LANG": self.lang,
            "LAYOUT": "embed" if self.embed else "full",
            "TITLE": html.escape(self.title.encode("utf-8", "replace").decode("utf-8")),
            "POLICY": policy.replace("&", "&amp;").replace('"', "&quot;"),
            "STYLES": "".join(f"<style>{text}</style>\n" for text in styles) + _links(self.added.style_urls),
            "CORE": self.core,
            "EVIDENCE": self.evidence,
            "BASE": self.base,
            "CODE": pack_text(code),
            "LEAFLET": packed_leaflet(),
            "BOOT": boot,
            "ADDED": self._added(),
            "NOSCRIPT": html.escape(_strings(self.lang)["noscript"]),
        }
        return _SLOT.sub(lambda found: parts[found[1]], read_asset("page.html"))

    def _added(self) -> str:
        """Layers of folium run last, and in their order, so their scripts wait in the page as data."""
        if not self.added:
            return ""
        texts = {"addresses": self.added.script_urls, "scripts": self.added.scripts}
        data = base64.b64encode(json.dumps(texts).encode()).decode("ascii")
        return f'{self.added.markup}<script type="application/octet-stream" id="added">{data}</script>\n'

    def _settings(self) -> Json:
        palette = json.loads(read_asset("palette.json"))
        tiles = self.tiles and {
            "url": self.tiles.url,
            "subdomains": self.tiles.subdomains,
            "attribution": self.tiles.attribution,
            "maxZoom": self.tiles.max_zoom,
            "name": self.tiles.name,
            "hosts": list(self.tiles.hosts),
        }
        return {
            "lang": self.lang,
            "embed": self.embed,
            "strings": _strings(self.lang),
            "palette": {key: palette[key] for key in ("light", "dark", "unknown", "senders")},
            "tiles": tiles,
        }


@cache
def packed_leaflet() -> str:
    """Leaflet's script, packed once for all pages of a run."""
    return pack_text(leaflet_script())


def _strings(lang: str) -> dict[str, str]:
    strings: dict[str, str] = json.loads(read_asset("strings.json"))[lang]
    return strings


def _script_json(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _links(urls: Iterable[str]) -> str:
    return "".join(f'<link rel="stylesheet" href="{html.escape(url, quote=True)}">\n' for url in urls)
