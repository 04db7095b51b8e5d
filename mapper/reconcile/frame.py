"""Presences as a GeoDataFrame, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mapper.model import Presence

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

COLUMNS = (
    "id", "series", "kind", "sender", "force", "personnel", "host", "place", "precision", "low", "high", "count_text",
    "status", "start", "end", "start_basis", "end_basis", "last_reported", "derived", "disputed", "within",
    "radius_m", "publishers", "claims",
)  # fmt: skip


def presences_frame(presences: Iterable[Presence]) -> GeoDataFrame:
    """Frame of presences, one row each.

    Parameters
    ----------
    presences : iterable of Presence

    Returns
    -------
    GeoDataFrame, n rows
        ``COLUMNS`` and ``geometry``: the point of a site or settlement, a representative point of a wider place
        (see ``precision``), EPSG:4326, lon-lat. ``low`` and ``high`` are nullable integers, ``start`` and
        ``end`` days (``NaT`` = open), ``claims`` and ``publishers`` tuples. Order is kept.

    Examples
    --------
    >>> frame = presences_frame([])
    >>> len(frame), frame.crs.to_epsg(), list(frame.columns)[:3]
    (0, 4326, ['id', 'series', 'kind'])
    """
    import geopandas
    import pandas as pd
    from shapely.geometry import Point

    rows = list(presences)
    values = {name: [_cell(row, name) for row in rows] for name in COLUMNS}
    table = pd.DataFrame(values, columns=list(COLUMNS))
    for name in ("low", "high"):
        table[name] = table[name].astype("Int64")
    for name in ("start", "end", "last_reported"):
        table[name] = pd.to_datetime(table[name]).astype("datetime64[ns]")
    points = [Point(row.location.lon, row.location.lat) for row in rows]
    return geopandas.GeoDataFrame(table, geometry=geopandas.GeoSeries(points, crs="EPSG:4326"), crs="EPSG:4326")


def _cell(row: Presence, name: str) -> object:
    if name in ("kind", "personnel", "status", "precision"):
        return str(getattr(row, name))
    if name == "radius_m":
        return row.location.radius_m
    if name == "last_reported":
        return row.last_reported or None
    return getattr(row, name)
