"""Outlines of regions, countries and areas, thinned and rounded for the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mapper.draw.columns import Json

if TYPE_CHECKING:
    from shapely.geometry import LinearRing
    from shapely.geometry.base import BaseGeometry

STEPS_PER_DEGREE = 100
"""Outlines are rounded to a hundredth of a degree (about 1.1 km), as fine as the base map."""

SLIVER = 0.005
"""A hole of less area than this share of its squared length is not drawn (a circle has 0.08, a square 0.06)."""


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
            yield from (list(hole.coords) for hole in part.interiors if not _is_sliver(hole))
        elif hasattr(part, "geoms"):
            yield from _all_rings(part)


def _is_sliver(hole: LinearRing) -> bool:
    """Whether a hole is but a gap between two outlines that should have met: next to no area for its length."""
    from shapely.geometry import Polygon

    return bool(Polygon(hole).area < SLIVER * hole.length**2)


def _pack_ring(points: list[tuple[float, ...]]) -> list[int]:
    out: list[int] = []
    last_x = last_y = 0
    for lon, lat, *_ in points[:-1]:
        x, y = round(lon * STEPS_PER_DEGREE), round(lat * STEPS_PER_DEGREE)
        if not out or (x, y) != (last_x, last_y):
            out += [x - last_x, y - last_y]
            last_x, last_y = x, y
    return out
