"""The shipped boundaries: countries, first-level units and disputed territories, read only when asked for.

Polygons are Natural Earth's (public domain) with the codebook's house decisions cut in; ``sources.json`` beside
them says from which edition, and ``geodata/SOURCES.md`` how they were made. EPSG:4326, lon-lat.
"""

from __future__ import annotations

import csv
import gzip
import json
import zipfile
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO, StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec

from mapper.locate.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

OUTLINES_KEPT = 32
"""How many outlines of each kind stay in memory: a store's presences name hundreds, each of them once."""
COUNTRIES_OF_UNITS_KEPT = 4
"""Of how many countries the outlines of first-level units stay in memory as text."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A first-level unit: ``key`` is ``ISO3:Name``; ``bounds`` west, south, east, north in degrees."""

    key: str
    iso3: str
    name: str
    aliases: tuple[str, ...]
    type: str
    geonames: str
    lon: float
    lat: float
    bounds: tuple[float, float, float, float]
    basis: str
    note: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """A disputed territory: who is its ``host`` by house decision, who holds it, who are parties to the dispute."""

    id: str
    name: str
    aliases_en: tuple[str, ...]
    aliases_fr: tuple[str, ...]
    host: str
    control: str
    parties: tuple[str, ...]
    status: str
    since: str
    source: str
    note: str


def _bytes(name: str) -> bytes:
    return files("mapper.geodata").joinpath("boundaries", name).read_bytes()


@cache
def _archive(name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(_bytes(name)))


def _geometry(feature: str) -> BaseGeometry:
    """Geometry of a GeoJSON feature's (or geometry's) text."""
    import shapely

    return shapely.from_geojson(feature)


def join_outlines(parts: Sequence[BaseGeometry]) -> BaseGeometry:
    """Union of outlines; islands that touch nothing are not worked on, which spares time and memory."""
    import shapely

    return parts[0] if len(parts) == 1 else shapely.disjoint_subset_union_all(shapely.get_parts(list(parts)))


@cache
def country_codes() -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 codes (and ``XKX``) of the countries that have a polygon, in order."""
    return tuple(sorted(name.partition(".")[0] for name in _archive("countries.zip").namelist()))


@lru_cache(maxsize=OUTLINES_KEPT)
def country_polygon(iso3: str) -> BaseGeometry | None:
    """Polygon of a country, or None where the code is none."""
    if iso3 not in country_codes():
        return None
    return _geometry(_archive("countries.zip").read(f"{iso3}.geojson").decode("utf-8"))


@cache
def units() -> dict[str, Unit]:
    """All first-level units by ``ISO3:Name``."""
    rows = csv.DictReader(StringIO(_bytes("admin1.csv").decode("utf-8")))
    found = {}
    for row in rows:
        west, south, east, north = (float(v) for v in row["bounds"].split(";"))
        found[row["key"]] = Unit(
            row["key"], row["iso3"], row["name"], tuple(a for a in row["aliases"].split("|") if a), row["type"],
            row["geonames"], float(row["lon"]), float(row["lat"]), (west, south, east, north), row["basis"],
            row["note"],
        )  # fmt: skip
    return found


@cache
def _unit_names() -> dict[tuple[str, str], str]:
    """Unit keys by (country, folded name); own names win over aliases, whole units over former ones."""
    names: dict[tuple[str, str], str] = {}
    ordered = sorted(units().values(), key=lambda u: (u.type.startswith("Former"), u.key))
    for unit in ordered:
        names.setdefault((unit.iso3, fold(unit.name)), unit.key)
    for unit in ordered:
        for alias in unit.aliases:
            names.setdefault((unit.iso3, fold(alias)), unit.key)
    return names


def find_unit(iso3: str, name: str) -> Unit | None:
    """First-level unit of a country under any of its names, or None."""
    key = f"{iso3}:{name}"
    if key not in units():
        key = _unit_names().get((iso3, fold(name)), "")
    return units().get(key)


class _Feature(msgspec.Struct):
    """A GeoJSON feature whose geometry stays text: as Python's own lists it would take twenty times more."""

    properties: dict[str, Any]
    geometry: msgspec.Raw


class _Collection(msgspec.Struct):
    features: list[_Feature]


def _features(text: bytes, key: str) -> dict[str, str]:
    """Geometries of a GeoJSON collection, as text, by a property of their features."""
    collection = msgspec.json.decode(text, type=_Collection)
    return {str(one.properties[key]): bytes(one.geometry).decode("utf-8") for one in collection.features}


@lru_cache(maxsize=COUNTRIES_OF_UNITS_KEPT)
def _unit_members(iso3: str) -> dict[str, str]:
    archive, name = _archive("admin1.zip"), f"{iso3}.geojson"
    return _features(archive.read(name), "key") if name in archive.namelist() else {}


@lru_cache(maxsize=OUTLINES_KEPT)
def unit_polygon(key: str) -> BaseGeometry | None:
    """Polygon of a first-level unit by its key, or None."""
    outline = _unit_members(key.partition(":")[0]).get(key)
    return _geometry(outline) if outline else None


@cache
def _disputed_features() -> dict[str, str]:
    return _features(gzip.decompress(_bytes("disputed.geojson.gz")), "id")


@cache
def disputed_territories() -> dict[str, Disputed]:
    """Disputed territories by id, with who holds and who claims them."""
    with StringIO(_bytes("disputed.csv").decode("utf-8")) as stream:
        rows = list(csv.DictReader(stream))
    return {row["id"]: _disputed(row) for row in rows}


def _disputed(row: dict[str, str]) -> Disputed:
    def several(field: str) -> tuple[str, ...]:
        return tuple(part for part in row[field].split("|") if part)

    return Disputed(
        row["id"], row["name"], several("aliases_en"), several("aliases_fr"), row["host"], row["control"],
        several("parties"), row["status"], row["since"], row["source"], row["note"],
    )  # fmt: skip


@cache
def disputed_polygon(identifier: str) -> BaseGeometry | None:
    """Polygon of a disputed territory, or None."""
    feature = _disputed_features().get(identifier)
    return _geometry(feature) if feature else None


@cache
def _disputed_rings(identifier: str) -> tuple[tuple[float, float, float, float], list[list[list[float]]]]:
    """West, south, east, north of a disputed territory, and the rings of its polygons."""
    geometry = json.loads(_disputed_features()[identifier])
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [ring for polygon in polygons for ring in polygon]
    xs, ys = [[point[k] for ring in rings for point in ring] for k in (0, 1)]
    return (min(xs), min(ys), max(xs), max(ys)), rings


def disputed_holds(identifier: str, lon: float, lat: float) -> bool:
    """Whether a disputed territory's polygon holds a point; false where it has none. Needs no geometry package.

    Examples
    --------
    >>> disputed_holds("crimea", 34.1, 45.0), disputed_holds("crimea", 30.5, 50.45), disputed_holds("none", 0.0, 0.0)
    (True, False, False)
    """
    if identifier not in _disputed_features():
        return False
    (west, south, east, north), rings = _disputed_rings(identifier)
    if not (west <= lon <= east and south <= lat <= north):
        return False
    crossings = 0  # of the rings by the ray from the point eastward; odd inside
    for ring in rings:
        for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
            crossings += (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1)
    return crossings % 2 == 1


def disputed_lines() -> list[tuple[tuple[str, ...], BaseGeometry]]:
    """Lines to be drawn dashed, each with what lies on its sides (``ISO3/`` or ``ISO3/disputed-id``)."""
    collection = json.loads(gzip.decompress(_bytes("disputed_lines.geojson.gz")))
    return [(tuple(f["properties"]["between"]), _geometry(json.dumps(f["geometry"]))) for f in collection["features"]]


def boundary_sources() -> list[dict[str, Any]]:
    """Layers with source, edition, licence and notes: what a map prints under its borders."""
    layers: list[dict[str, Any]] = json.loads(_bytes("sources.json"))["layers"]
    return layers


@cache
def _country_tree() -> tuple[Any, tuple[str, ...]]:
    import shapely

    codes = country_codes()
    shapes = [shape for shape in map(country_polygon, codes) if shape is not None]
    for shape in shapes:
        shapely.prepare(shape)
    return shapely.STRtree(shapes), codes


def country_at(lon: float, lat: float) -> str | None:
    """Country (ISO 3166-1 alpha-3, by house decision) whose polygon holds a point; None at sea.

    Examples
    --------
    >>> country_at(34.1, 45.0), country_at(-30.0, 30.0)
    ('UKR', None)
    """
    import shapely

    tree, codes = _country_tree()
    hits = sorted(int(i) for i in tree.query(shapely.Point(lon, lat), predicate="intersects"))
    return codes[hits[0]] if hits else None


def disputed_at(lon: float, lat: float) -> tuple[Disputed, ...]:
    """Disputed territories that hold a point, in order of id."""
    import shapely

    point = shapely.Point(lon, lat)
    found = []
    for identifier, territory in sorted(disputed_territories().items()):
        polygon = disputed_polygon(identifier)
        if polygon is not None and polygon.intersects(point):
            found.append(territory)
    return tuple(found)
