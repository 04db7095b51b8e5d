"""The map as a ``folium.Map``: its own page around it, and room for layers that a user adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from branca.element import CssLink, Element, Figure, JavascriptLink
from folium import Map
from folium.template import Template

from mapper.draw.basemap import base_names, packed_basemap
from mapper.draw.careful import coarsen, hold_back
from mapper.draw.columns import pack
from mapper.draw.options import DrawOptions
from mapper.draw.page import Added, Page
from mapper.draw.payload import build_payload
from mapper.draw.resources import leaflet_picture, read_asset
from mapper.draw.tiles import find_tiles
from mapper.model import Ledger

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_ID = re.compile(r"[0-9a-f]{32}")
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)


class DeploymentMap(Map):
    """A ledger drawn as one self-contained page.

    It is a ``folium.Map``: layers and plugins are added with ``add_to``, ``save`` writes the file, and it shows
    itself in a notebook. The same ledger, options and layers give the same bytes.

    Parameters
    ----------
    ledger : Ledger
        What to draw. It is not changed.
    options : DrawOptions
        Titles, language, and what to hold back.
    geometries : mapping of str to shapely geometry
        The polygon (EPSG:4326, lon-lat degrees) of each ``Location.shape`` in the ledger; a shape without one
        is drawn as its symbol alone.
    hosts_then : mapping of str to str, optional
        Name of the host at the time by presence id, where it was another state than today's ("Czechoslovakia").

    Raises
    ------
    DrawError
        A presence whose start or end is no date.

    Notes
    -----
    A page asks for nothing outside itself unless its maker adds what does: tiles, or a folium plugin with files
    of its own. The page's policy then names exactly these addresses.

    Examples
    --------
    >>> from mapper.model import Ledger
    >>> page = DeploymentMap(Ledger(), options=DrawOptions(title="Nothing yet"), geometries={})
    >>> page.get_root().render().startswith("<!doctype html>")
    True
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  (folium's own interface)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template("")

    def __init__(
        self,
        ledger: Ledger,
        *,
        options: DrawOptions,
        geometries: Mapping[str, BaseGeometry] | None = None,
        hosts_then: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(location=[0, 0], tiles=None, zoom_start=2)
        self._id = "deployment"
        self.ledger = coarsen(hold_back(ledger, options.delay_days), options.coarsen_km)
        self.draw_options = options
        payload = build_payload(
            self.ledger, options, geometries or {}, extra_names=base_names(), hosts_then=hosts_then
        )
        figure = _PageFigure(
            Page(
                title=options.title,
                lang=options.lang,
                embed=options.embed,
                core=pack(payload.core),
                evidence=pack(payload.evidence),
                base=packed_basemap(),
                tiles=find_tiles(options.tiles) if options.tiles else None,
            )
        )
        figure.add_child(self, name="deployment_map")


class _PageFigure(Figure):
    """The root that folium's elements render into; it collects what they add and writes our page around it.

    folium has no public way to list an element's parts or to name them: hence the private members.
    """

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page

    def render(self, **kwargs: Any) -> str:
        for child in self._children.values():
            child.render(**kwargs)
        added = self._added()
        return (replace(self.page, added=added) if added else self.page).render()

    def _added(self) -> Added:
        heads = list(self.header._children.values())  # noqa: SLF001
        markup = "".join(part.render() for part in self.html._children.values())  # noqa: SLF001
        script = "\n".join(part.render() for part in self.script._children.values()).strip()  # noqa: SLF001
        texts = "".join(head.render() for head in heads if type(head) is Element and "<meta" not in head.render())
        loose = _SCRIPT.sub("", _STYLE.sub("", texts)).strip()
        scripts = [text for text in _SCRIPT.findall(texts) if text.strip()]
        if script:
            scripts += [_marker_pictures() + read_asset("folium.js") + script]
        same = _Renamed(set(_ids_below(self)))
        return Added(
            styles=tuple(same(text) for text in _STYLE.findall(texts)),
            scripts=tuple(same(text.replace("\r\n", "\n")) for text in scripts),
            markup=same((loose + markup).strip()),
            script_urls=tuple(head.url for head in heads if isinstance(head, JavascriptLink)),
            style_urls=tuple(head.url for head in heads if isinstance(head, CssLink)),
        )


class _Renamed:
    """Numbers in the order of their appearance in place of the random ids of folium's elements."""

    def __init__(self, ids: set[str]) -> None:
        self.numbers: dict[str, str] = {}
        self.ids = ids

    def __call__(self, text: str) -> str:
        return _ID.sub(self._number, text)

    def _number(self, found: re.Match[str]) -> str:
        if found[0] not in self.ids:
            return found[0]
        return self.numbers.setdefault(found[0], f"{len(self.numbers):032x}")


def _ids_below(element: Element) -> Iterator[str]:
    """Ids of every element below, also of those that folium keeps in attributes (a popup's own page)."""
    parts = [part for name, part in vars(element).items() if name != "_parent" and isinstance(part, Element)]
    children = element._children  # noqa: SLF001
    for child in (*children.values(), *parts):
        yield child.get_name().rpartition("_")[2]
        yield from _ids_below(child)
    yield from (name.rpartition("_")[2] for name in children)


def _marker_pictures() -> str:
    pictures = {
        "iconUrl": leaflet_picture("images/marker-icon.png"),
        "iconRetinaUrl": leaflet_picture("images/marker-icon-2x.png"),
        "shadowUrl": leaflet_picture("images/marker-shadow.png"),
    }
    pairs = ",".join(f"{key}:'{value}'" for key, value in pictures.items())
    return f"L.Icon.Default.imagePath='';L.Icon.Default.mergeOptions({{{pairs}}});\n"
