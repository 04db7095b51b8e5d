"""Areas that no one state fills: regions, conflict areas, seas, rivers and deserts, from ``geodata/places``.

Each area is defined in words of other shapes (``country:MLI+admin1:NER:Tillabéri``), as a polygon drawn by hand, or
both (``clip:`` cuts countries by a polygon). Geometry is built when asked for, and only then.
"""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

from mapper.model import Precision

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Area:
    """A named area; ``host`` is empty and ``countries`` lists its states where it lies in several."""

    id: str
    name: str
    aliases_en: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    kind: str
    definition: str
    host: str
    precision: Precision
    lon: float
    lat: float
    radius_m: float
    countries: tuple[str, ...]
    source: str
    note: str

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and aliases in every language, without repeats."""
        return tuple(dict.fromkeys((self.name, *self.aliases_en, *self.aliases_fr)))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@cache
def areas() -> dict[str, Area]:
    """All areas and waters by id."""
    found: dict[str, Area] = {}
    for name in ("areas.csv", "waters.csv"):
        text = files("mapper.geodata").joinpath("places", name).read_text(encoding="utf-8")
        for row in csv.DictReader(text.splitlines()):
            found[row["id"]] = _area(row)
    return found


def _area(row: dict[str, str]) -> Area:
    return Area(
        row["id"], row["name"], _split(row["aliases_en"]), _split(row["aliases_fr"]), row["kind"], row["definition"],
        row["host"], Precision(row["precision"]), float(row["lon"] or 0), float(row["lat"] or 0),
        float(row["radius_m"] or 0), _split(row["countries"]), row["source"], row["note"],
    )  # fmt: skip


@cache
def part_areas() -> dict[tuple[str, str], str]:
    """Parts of countries that have an extent of their own in usage: (ISO3, direction) to the id of an area."""
    text = files("mapper.geodata").joinpath("places", "part_areas.csv").read_text(encoding="utf-8")
    return {(row["iso3"], row["direction"]): row["area"] for row in csv.DictReader(text.splitlines())}


def area_geometry(identifier: str) -> BaseGeometry | None:
    """Polygon of an area by its id, or None."""
    area = areas().get(identifier)
    return resolve_definition(area.definition) if area else None


def resolve_definition(definition: str) -> BaseGeometry:
    """Geometry of a definition: terms joined with ``+``.

    Terms are shapes (``country:``, ``admin1:``, ``disputed:``, ``area:``, ``wkt:``) or ``clip:ISO3|ISO3:WKT`` (the
    countries' ground inside a polygon), ``marine:NAME`` (a sea of Natural Earth), ``box:marine:NAME:x y,x y,...`` (a
    part of it), ``line:km:x y,x y,...`` (a strip of that half-width along a line of lon-lat points).
    """
    from mapper.locate.boundaries import join_outlines

    return join_outlines([_term(term) for term in _terms(definition)])


def _terms(definition: str) -> list[str]:
    return [term.strip() for term in definition.split("+") if term.strip()]


def _term(term: str) -> BaseGeometry:
    import shapely

    from mapper.locate.boundaries import country_polygon, join_outlines
    from mapper.locate.shapes import shape_geometry

    kind, _, rest = term.partition(":")
    if kind == "clip":
        codes, _, wkt = rest.partition(":")
        ground = join_outlines([g for g in map(country_polygon, codes.split("|")) if g is not None])
        return ground.intersection(shapely.from_wkt(wkt))
    if kind == "marine":
        return marine_polygons()[rest]
    if kind == "box":
        name, _, ring = rest.removeprefix("marine:").partition(":")
        return marine_polygons()[name].intersection(shapely.Polygon(_points(ring)))
    if kind == "line":
        half_km, _, ring = rest.partition(":")
        return strip(_points(ring), float(half_km) * 1000.0)
    return shape_geometry(term)


def _points(text: str) -> list[tuple[float, float]]:
    pairs = (pair.split() for pair in text.split(","))
    return [(float(x), float(y)) for x, y in pairs]


def strip(line: list[tuple[float, float]], half_width_m: float) -> BaseGeometry:
    """Ground within ``half_width_m`` of a line of lon-lat points: boxes along it and circles at its points."""
    import shapely

    from mapper.geo import bearing_deg, circle, destination

    parts: list[BaseGeometry] = [shapely.Polygon(circle(x, y, half_width_m, points=12)) for x, y in line]
    for (x1, y1), (x2, y2) in pairwise(line):
        bearing = bearing_deg(x1, y1, x2, y2)
        corners = [(x1, y1, bearing - 90), (x2, y2, bearing - 90), (x2, y2, bearing + 90), (x1, y1, bearing + 90)]
        parts.append(shapely.Polygon([destination(x, y, b, half_width_m) for x, y, b in corners]))
    return shapely.union_all(parts)


@cache
def marine_polygons() -> dict[str, BaseGeometry]:
    """Seas, gulfs and straits of Natural Earth by name, those that waters.csv uses."""
    import shapely

    data = files("mapper.geodata").joinpath("places", "waters.geojson.gz").read_bytes()
    features = json.loads(gzip.decompress(data))["features"]
    return {f["properties"]["name"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in features}
