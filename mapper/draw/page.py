"""One HTML file from parts: every part is put in once, so that no text can be taken for a template."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mapper.draw.columns import Json
from mapper.draw.policy import content_policy
from mapper.draw.resources import leaflet_script, leaflet_style, page_script, page_style, read_asset
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
        settings = f"window.__deploymentSettings={_script_json(self._settings())};\n"
        before = (leaflet_script(), settings + page_script())
        hosts = self.tiles.hosts if self.tiles else ()
        parts = {
            "LANG": self.lang,
            "EMBED": "embed" if self.embed else "full",
            "TITLE": html.escape(self.title),
            "POLICY": html.escape(
                content_policy(
                    scripts=(*before, *self.added.scripts),
                    styles=styles,
                    script_urls=self.added.script_urls,
                    style_urls=self.added.style_urls,
                    image_hosts=hosts,
                    style_attributes=bool(self.added),
                ),
                quote=True,
            ).replace("&#x27;", "'"),
            "STYLES": "".join(f"<style>{text}</style>\n" for text in styles) + _links(self.added.style_urls),
            "CORE": self.core,
            "EVIDENCE": self.evidence,
            "BASE": self.base,
            "SCRIPTS": _inline(before),
            "ADDED": self.added.markup + _sources(self.added.script_urls) + _inline(self.added.scripts),
            "NOSCRIPT": html.escape(_strings(self.lang)["noscript"]),
        }
        return _SLOT.sub(lambda found: parts[found[1]], read_asset("page.html"))

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


def _strings(lang: str) -> dict[str, str]:
    strings: dict[str, str] = json.loads(read_asset("strings.json"))[lang]
    return strings


def _script_json(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _inline(texts: Iterable[str]) -> str:
    return "".join(f"<script>{text}</script>\n" for text in texts)


def _sources(urls: Iterable[str]) -> str:
    return "".join(f'<script src="{html.escape(url, quote=True)}"></script>\n' for url in urls)


def _links(urls: Iterable[str]) -> str:
    return "".join(f'<link rel="stylesheet" href="{html.escape(url, quote=True)}">\n' for url in urls)
