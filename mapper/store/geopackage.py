"""Geometry as GeoPackage stores it, and the extents that its contents table keeps (OGC 12-128r17, clause 2.1.3)."""

from __future__ import annotations

import sqlite3
import struct
from typing import TYPE_CHECKING

from mapper.model import Location

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SRS_ID = 4326


def point_blob(location: Location | None) -> bytes | None:
    """GeoPackage binary of a location's point, EPSG:4326; ``None`` without a location.

    Examples
    --------
    >>> point_blob(None) is None
    True
    """
    if location is None:
        return None
    header = b"GP" + bytes((0, 1)) + struct.pack("<i", SRS_ID)
    return header + struct.pack("<BIdd", 1, 1, location.lon, location.lat)


def polygon_blob(geometry: BaseGeometry) -> bytes:
    """GeoPackage binary of a polygon or multipolygon (EPSG:4326), with its envelope; always a multipolygon."""
    import shapely

    parts = [part for part in getattr(geometry, "geoms", [geometry]) if part.geom_type == "Polygon"]
    many = shapely.MultiPolygon(parts)
    low_x, low_y, high_x, high_y = many.bounds if parts else (0.0, 0.0, 0.0, 0.0)
    header = b"GP" + bytes((0, 0b00000011 if parts else 0b00010001)) + struct.pack("<i", SRS_ID)
    envelope = struct.pack("<dddd", low_x, high_x, low_y, high_y) if parts else b""
    return header + envelope + bytes(shapely.to_wkb(many, byte_order=1, flavor="iso"))


def read_point(blob: bytes) -> tuple[float, float]:
    """Longitude and latitude of a point written by ``point_blob``."""
    lon, lat = struct.unpack_from("<dd", blob, 13)
    return lon, lat


def polygon_bounds(blob: bytes) -> tuple[float, float, float, float]:
    """West, south, east and north of a polygon written by ``polygon_blob``, from its envelope."""
    low_x, high_x, low_y, high_y = struct.unpack_from("<dddd", blob, 8)
    return low_x, low_y, high_x, high_y


def update_extents(connection: sqlite3.Connection) -> None:
    """Write the extent of each feature table where it changed."""
    for name in ("presences", "places", "claims"):
        _set(connection, name, _points(connection, name))
    boxes = [polygon_bounds(blob) for (blob,) in connection.execute("SELECT geom FROM areas") if len(blob) > 40]
    whole = None
    if boxes:
        whole = (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )
    _set(connection, "areas", whole)
    _set(connection, "presence_areas", whole)


def _points(connection: sqlite3.Connection, name: str) -> tuple[float, float, float, float] | None:
    west, south, east, north = 181.0, 91.0, -181.0, -91.0
    query = f"SELECT DISTINCT geom FROM {name} WHERE geom IS NOT NULL"  # noqa: S608  (names are our own)
    for (blob,) in connection.execute(query):
        lon, lat = read_point(blob)
        west, east, south, north = min(west, lon), max(east, lon), min(south, lat), max(north, lat)
    return (west, south, east, north) if west <= east else None


def _set(connection: sqlite3.Connection, name: str, box: tuple[float, float, float, float] | None) -> None:
    values = box or (None, None, None, None)
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?", (*values, name)
    )
