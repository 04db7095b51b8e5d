"""Geodesy on WGS 84: the one place where pyproj is called.

Coordinates are lon, lat in decimal degrees (EPSG:4326), distances metres, bearings degrees clockwise from north.
Everything is on the ellipsoid (Karney's solution of the geodesic problems, as PROJ's ``Geod`` gives it).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import Geod

WGS84 = "EPSG:4326"
"""Coordinate reference system of every coordinate in mapper, in lon, lat order."""

METRES_PER_DEGREE = 111_195.0
"""Length of a degree of a great circle on the mean sphere (6,371,008.8 m), for rough boxes only."""


@cache
def _geod() -> Geod:
    from pyproj import Geod

    return Geod(ellps="WGS84")


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Geodesic distance between two points.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : float
        Decimal degrees, WGS 84.

    Returns
    -------
    float
        Metres.

    Examples
    --------
    >>> round(distance_m(-0.0447, 16.2717, 2.3961, 15.9199) / 1000)
    264
    >>> distance_m(5.0, 5.0, 5.0, 5.0)
    0.0
    """
    return float(_geod().inv(lon1, lat1, lon2, lat2)[2])


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Initial bearing from the first point to the second, 0 to 360 degrees clockwise from north.

    Examples
    --------
    >>> round(bearing_deg(0.0, 0.0, 0.0, 1.0)), round(bearing_deg(0.0, 0.0, -1.0, 0.0))
    (0, 270)
    """
    return float(_geod().inv(lon1, lat1, lon2, lat2)[0]) % 360.0


def destination(lon: float, lat: float, bearing: float, metres: float) -> tuple[float, float]:
    """Point reached from ``lon, lat`` along ``bearing`` (degrees from north) after ``metres``.

    Examples
    --------
    >>> [round(v, 3) for v in destination(0.0, 0.0, 90.0, 111_319.49)]
    [1.0, 0.0]
    """
    end_lon, end_lat, _ = _geod().fwd(lon, lat, bearing, metres)
    return float(end_lon), float(end_lat)


def midpoint(lon1: float, lat1: float, lon2: float, lat2: float) -> tuple[float, float]:
    """Point halfway along the geodesic between two points."""
    bearing, _, metres = _geod().inv(lon1, lat1, lon2, lat2)
    return destination(lon1, lat1, bearing, metres / 2)


def circle(lon: float, lat: float, radius_m: float, *, points: int = 24) -> list[tuple[float, float]]:
    """Closed ring of points at ``radius_m`` from a centre, counter-clockwise.

    Longitudes run on past 180 degrees rather than jump, so that the ring stays simple.
    """
    steps = [360.0 - 360.0 * i / points for i in range(points)]
    ring = [destination(lon, lat, bearing, radius_m) for bearing in steps]
    near = [(x - 360.0 * round((x - lon) / 360.0), y) for x, y in ring]
    return [*near, near[0]]


def sector(
    lon: float, lat: float, bearing: float, inner_m: float, outer_m: float, *, half_angle: float = 30.0
) -> list[tuple[float, float]]:
    """Closed ring of the part of an annulus within ``half_angle`` degrees of a bearing."""
    angles = [bearing - half_angle + half_angle * i / 2 for i in range(5)]
    far = [destination(lon, lat, a, outer_m) for a in angles]
    near = [destination(lon, lat, a, inner_m) for a in reversed(angles)]
    return [*far, *near, far[0]]


def length_m(points: Iterable[tuple[float, float]]) -> float:
    """Geodesic length of a line of lon-lat points, in metres; 0 for fewer than two.

    Examples
    --------
    >>> length_m([(0.0, 0.0)])
    0.0
    """
    line = list(points)
    if len(line) < 2:
        return 0.0
    lons, lats = zip(*line, strict=True)
    return float(_geod().line_length(lons, lats))
