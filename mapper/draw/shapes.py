"""Outlines of regions, countries and areas, thinned and rounded for the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mapper.draw.columns import Json

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

STEPS_PER_DEGREE = 100
"""Outlines are rounded to a hundredth of a degree (about 1.1 km), as fine as the base map."""


def pack_shapes(wanted: list[str], geometries: Mapping[str, BaseGeometry]) -> list[Json]:
    """Give each wanted shape as rings of whole-number differences ``[x, y, dx, dy, ...]``; null when unknown.

    Parameters
    ----------
    wanted : list of str
        Values of ``Location.shape``.
    geometries : mapping of str to shapely geometry
        Polygons in EPSG:4326, lon-lat degrees.
    """
    return [_rings(geometries[key]) if key in geometries else None for key in wanted]


def _rings(geometry: BaseGeometry) -> list[list[int]]:
    size = max(geometry.bounds[2] - geometry.bounds[0], geometry.bounds[3] - geometry.bounds[1], 0.0)
    thin = geometry.simplify(min(0.05, max(0.004, size / 400)), preserve_topology=True)
    packed = (_pack_ring(ring) for ring in _all_rings(thin))
    return [ring for ring in packed if len(ring) >= 6]


def _all_rings(geometry: BaseGeometry) -> Iterator[list[tuple[float, ...]]]:
    for part in getattr(geometry, "geoms", [geometry]):
        if part.geom_type == "Polygon":
            yield list(part.exterior.coords)
            yield from (list(hole.coords) for hole in part.interiors)
        elif hasattr(part, "geoms"):
            yield from _all_rings(part)


def _pack_ring(points: list[tuple[float, ...]]) -> list[int]:
    out: list[int] = []
    last_x = last_y = 0
    for lon, lat, *_ in points[:-1]:
        x, y = round(lon * STEPS_PER_DEGREE), round(lat * STEPS_PER_DEGREE)
        if not out or (x, y) != (last_x, last_y):
            out += [x - last_x, y - last_y]
            last_x, last_y = x, y
    return out
