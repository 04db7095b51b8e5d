"""From the name of a shape to its geometry: ``country:MLI``, ``admin1:MLI:Gao``, ``area:sahel``, ``wkt:...``.

Shapes may be joined: ``country:LBN+country:SYR`` is their union. ``part:n:admin1:MLI:Gao`` is the north of one. A
user's own boundaries file wins over ours for the shapes that it holds.
"""

from __future__ import annotations

import csv
import json
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapper.errors import GazetteerError
from mapper.locate import boundaries as shipped
from mapper.locate.fold import fold

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

CODE_FIELDS = ("iso3", "iso_a3", "adm0_a3", "shapegroup", "gid_0", "country")
NAME_FIELDS = ("name", "shapename", "name_1", "name_en", "id")


def shape_geometry(shape: str, *, boundaries: Path | None = None) -> BaseGeometry:
    """Geometry that a shape's name stands for.

    Parameters
    ----------
    shape : str
        ``country:ISO3``, ``admin1:ISO3:Name`` (any of the unit's names), ``area:ID``, ``disputed:ID``,
        ``wkt:...``, ``part:DIRECTION:SHAPE``, or several of the first kinds joined with ``+``.
    boundaries : Path, optional
        A user's own boundaries (GeoJSON, or anything pyogrio reads). A feature stands for ``country:X`` by a field
        ``iso3`` (also ``ISO_A3``, ``ADM0_A3``, ``shapeGroup``), for ``admin1:X:Y`` by that and ``name`` (also
        ``shapeName``, ``NAME_1``), for any shape by a field ``shape`` with the whole text.

    Returns
    -------
    BaseGeometry
        Polygons, or a line or point for ``wkt:``; EPSG:4326, lon-lat, valid. Results are cached: do not change them.

    Raises
    ------
    GazetteerError
        The shape is of no known kind, names nothing, or the boundaries file cannot be read.

    Examples
    --------
    >>> shape_geometry("wkt:POINT (2 48)").x
    2.0
    >>> shape_geometry("country:MLI").contains(shape_geometry("wkt:POINT (-3 17)"))
    True
    """
    if boundaries is not None:
        own = _users_own(str(boundaries), Path(boundaries).stat().st_mtime_ns).get(_own_key(shape))
        if own is not None:
            return own
    return _geometry(shape)


def has_shape(shape: str) -> bool:
    """Whether a shape's name stands for something in the shipped boundaries (no geometry is built)."""
    parts = _parts(shape)
    return bool(parts) and all(_known(part) for part in parts)


def _parts(shape: str) -> list[str]:
    return [shape] if shape.startswith(("wkt:", "part:")) else shape.split("+")


def _known(part: str) -> bool:
    from mapper.locate.areas import areas

    kind, _, rest = part.partition(":")
    if kind == "admin1":
        iso3, _, name = rest.partition(":")
        return shipped.find_unit(iso3, name) is not None or (iso3, fold(name)) in _regions()
    if kind == "part":
        return has_shape(rest.partition(":")[2])
    known = {"country": shipped.country_codes, "area": areas, "disputed": shipped.disputed_territories}
    return kind == "wkt" or (kind in known and rest in known[kind]())


@lru_cache(maxsize=shipped.OUTLINES_KEPT)
def _geometry(shape: str) -> BaseGeometry:
    return shipped.join_outlines([_single(part) for part in _parts(shape)])


def _single(part: str) -> BaseGeometry:
    from mapper.locate.areas import area_geometry

    kind, _, rest = part.partition(":")
    geometry: BaseGeometry | None
    if kind == "country":
        geometry = shipped.country_polygon(rest)
    elif kind == "admin1":
        iso3, _, name = rest.partition(":")
        geometry = shipped.unit_polygon(f"{iso3}:{name}") or _unit_by_any_name(iso3, name)
    elif kind == "disputed":
        geometry = shipped.disputed_polygon(rest)
    elif kind == "area":
        geometry = area_geometry(rest)
    elif kind == "wkt":
        geometry = _from_wkt(rest)
    elif kind == "part":
        direction, _, whole = rest.partition(":")
        geometry = part_geometry(_geometry(whole), direction)
    else:
        geometry = None
    if geometry is None:
        raise GazetteerError(
            f"no shape {part[:80]!r}: expected country:ISO3, admin1:ISO3:Name, area:ID, disputed:ID or "
            "wkt:...; a name must be one that the shipped boundaries hold (geodata/boundaries/admin1.csv lists units)"
        )
    return geometry


def part_geometry(whole: BaseGeometry, direction: str) -> BaseGeometry:
    """Part of a region in a direction: the outer two fifths of its bounds, or the middle half.

    Parameters
    ----------
    whole : BaseGeometry
        Polygons, EPSG:4326, lon-lat.
    direction : str
        One of ``parts.DIRECTIONS``.

    Returns
    -------
    BaseGeometry
        Empty where the region leaves that corner of its bounds free.
    """
    import shapely

    west, south, east, north = whole.bounds
    width, height = east - west, north - south
    low_x, high_x = (0.6 if "e" in direction else 0.0), (0.4 if "w" in direction else 1.0)
    low_y, high_y = (0.6 if "n" in direction else 0.0), (0.4 if "s" in direction else 1.0)
    if direction == "c":
        low_x, high_x, low_y, high_y = 0.25, 0.75, 0.25, 0.75
    box = shapely.box(west + low_x * width, south + low_y * height, west + high_x * width, south + high_y * height)
    return whole.intersection(box).simplify(0.02)


def part_point(whole: BaseGeometry, direction: str) -> tuple[float, float, float] | None:
    """Point in a region's part (lon, lat) and its radius (m), as ``region_parts.zip`` has them; None if none."""
    piece = part_geometry(whole, direction)
    if piece.is_empty or piece.area <= 0:
        return None
    point = piece.representative_point()
    west, south, east, north = whole.bounds
    return round(point.x, 5), round(point.y, 5), round(max(east - west, north - south) * 0.35 * 111_000)


@cache
def _regions() -> dict[tuple[str, str], tuple[float, float, float]]:
    """GeoNames' first-level regions: point and radius (m) by country and folded name, read when a unit is missing."""
    text = files("mapper.geodata").joinpath("places", "regions.csv").read_text(encoding="utf-8")
    rows = (row for row in csv.DictReader(text.splitlines()) if row["level"] == "1")
    return {(r["country"], fold(r["name"])): (float(r["lon"]), float(r["lat"]), float(r["radius_m"])) for r in rows}


def _unit_by_any_name(iso3: str, name: str) -> BaseGeometry | None:
    """Outline of a unit under a name that is not its own, which needs the table of all units."""
    unit = shipped.find_unit(iso3, name)
    return shipped.unit_polygon(unit.key) if unit else _region_circle(iso3, name)


def _region_circle(iso3: str, name: str) -> BaseGeometry | None:
    """A circle for a region without an outline: those so small or new that no town of theirs is known."""
    import shapely

    from mapper.geo import circle

    found = _regions().get((iso3, fold(name)))
    return shapely.Polygon(circle(found[0], found[1], max(found[2], 1_000.0))) if found else None


def _from_wkt(text: str) -> BaseGeometry:
    import shapely

    try:
        geometry = shapely.from_wkt(text)
        return geometry if geometry.is_valid else shapely.make_valid(geometry)
    except shapely.errors.GEOSException as error:
        raise GazetteerError(f"the shape wkt:{text[:60]!r} is not well-known text: {error}") from error


def _own_key(shape: str) -> str:
    kind, _, rest = shape.partition(":")
    if kind == "admin1":
        iso3, _, name = rest.partition(":")
        unit = shipped.find_unit(iso3, name)
        return f"admin1:{iso3}:{fold(unit.name if unit else name)}"
    return shape


@cache
def _users_own(path: str, stamp: int) -> dict[str, BaseGeometry]:
    """Shapes of a user's boundaries file by key; ``stamp`` (its time of change) only renews the cache."""
    del stamp
    import shapely

    table: dict[str, list[BaseGeometry]] = {}
    for properties, geometry in _read_features(Path(path)):
        low = {key.lower(): str(value) for key, value in properties.items() if value is not None}
        code = next((low[f].upper() for f in CODE_FIELDS if f in low and len(low[f]) == 3), "")
        name = next((low[f] for f in NAME_FIELDS if f in low), "")
        keys = [_own_key(low["shape"])] if "shape" in low else []
        if code and not keys:
            level = low.get("level") or low.get("shapetype") or ""
            whole = not name or level in {"0", "ADM0"} or fold(name) in _country_names(code)
            keys = [f"country:{code}" if whole else _own_key(f"admin1:{code}:{name}")]
        for key in keys:
            table.setdefault(key, []).append(shapely.make_valid(geometry))
    if not table:
        raise GazetteerError(
            f"{path}: no feature names a shape; expected a field 'shape' (such as country:MLI), or 'iso3' with or "
            "without 'name'. Add one and run again."
        )
    return {key: shapely.union_all(found) for key, found in table.items()}


def _country_names(code: str) -> set[str]:
    from mapper.locate.countries import countries

    country = countries().get(code)
    return {fold(name) for name in country.all_names} if country else set()


def _read_features(path: Path) -> list[tuple[dict[str, Any], BaseGeometry]]:
    import shapely

    try:
        if path.suffix.lower() in {".json", ".geojson"}:
            data = json.loads(path.read_text("utf-8"))
            features = [f for f in data["features"] if f.get("geometry")]
            return [(f.get("properties") or {}, shapely.from_geojson(json.dumps(f["geometry"]))) for f in features]
        import pyogrio

        frame = pyogrio.read_dataframe(path)
        frame = frame.to_crs("EPSG:4326") if frame.crs is not None else frame
        rows = frame.drop(columns="geometry").to_dict("records")
        return [(r, g) for r, g in zip(rows, frame.geometry, strict=True) if g is not None]
    except (ValueError, KeyError, TypeError, OSError, shapely.errors.GEOSException) as error:
        raise GazetteerError(
            f"{path}: cannot be read as boundaries ({error}). Give GeoJSON or a GeoPackage."
        ) from error
