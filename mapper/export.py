"""Export: presences and claims as files for other tools.

A place that is known only as a region, a country or an area is exported as that polygon, never as a bare point;
``lon`` and ``lat`` columns hold the representative point beside it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from mapper.errors import MapperError, MissingExtraError, UsageError
from mapper.model import Claim, Location, Presence, Report

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame
    from shapely.geometry.base import BaseGeometry

Format = Literal["geojson", "gpkg", "geoparquet", "kml", "csv"]
FORMATS: tuple[str, ...] = get_args(Format)
SUFFIXES = {".geojson": "geojson", ".json": "geojson", ".gpkg": "gpkg", ".parquet": "geoparquet",
            ".geoparquet": "geoparquet", ".kml": "kml", ".csv": "csv"}  # fmt: skip
CRS = "EPSG:4326"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def presence_rows(presences: Iterable[Presence]) -> list[dict[str, Any]]:
    """One flat row a presence: who, how many, where, from when to when, and the ids of its claims.

    Returns
    -------
    list of dict
        Lists are joined with ``; ``. Dates are ISO 8601; an open end is ``None``. ``lon``, ``lat`` in degrees,
        ``radius_m`` in metres.
    """
    return [
        {
            "id": row.id,
            "series": row.series,
            "kind": str(row.kind),
            "sender": row.sender,
            "force": row.force,
            "personnel": str(row.personnel),
            "status": str(row.status),
            "low": row.low,
            "high": row.high,
            "count_text": row.count_text,
            "derived": row.derived,
            "disputed": row.disputed,
            **_place(row.location, row.place, row.host),
            "start": row.start,
            "end": row.end,
            "start_basis": row.start_basis,
            "end_basis": row.end_basis,
            "last_reported": row.last_reported,
            "within": row.within,
            "claims": "; ".join(row.claims),
            "publishers": "; ".join(row.publishers),
        }
        for row in presences
    ]


def claim_rows(claims: Iterable[Claim], reports: Iterable[Report] = ()) -> list[dict[str, Any]]:
    """One flat row a claim, with its sentence and where that was published."""
    by_id = {report.id: report for report in reports}
    rows = []
    for claim in claims:
        report = by_id.get(claim.report_id)
        rows.append(
            {
                "id": claim.id,
                "report": claim.report_id,
                "publisher": claim.publisher,
                "published": claim.published,
                "title": report.title if report else "",
                "url": report.url if report else "",
                "quote": claim.quote,
                "source": claim.source,
                "sender": claim.sender,
                "force": claim.force,
                "personnel": str(claim.personnel),
                "status": str(claim.status),
                "low": claim.count_low,
                "high": claim.count_high,
                "count_text": claim.count_text,
                **_place(claim.location, claim.place, claim.host),
                "when": claim.when,
                "optional": claim.optional,
                "rule": claim.rule,
                "corrected": claim.correction.who if claim.correction else "",
            }
        )
    return rows


def export_rows(
    rows: list[dict[str, Any]],
    path: Path,
    *,
    to: str,
    shapes: Mapping[str, BaseGeometry] | None = None,
    layer: str = "presences",
) -> None:
    """Write rows of ``presence_rows`` or ``claim_rows`` in one of the formats, whole or not at all.

    Parameters
    ----------
    rows : list of dict
    path : Path
        Replaced only when the new file is complete.
    to : str
        One of ``FORMATS``.
    shapes : mapping of str to geometry, optional
        Polygon (EPSG:4326) of each value of the column ``shape``.
    layer : str
        Layer name, for formats that have layers.

    Raises
    ------
    UsageError
        ``to`` is none of the formats.
    MapperError
        The file cannot be written.
    MissingExtraError
        GeoParquet without pyarrow (extra ``geoparquet``).
    """
    writers: dict[str, Callable[[GeoDataFrame, Path], None]] = {
        "geojson": lambda frame, target: frame.to_file(target, driver="GeoJSON", engine="pyogrio"),
        "gpkg": lambda frame, target: frame.to_file(target, driver="GPKG", layer=layer, engine="pyogrio"),
        "geoparquet": _write_geoparquet,
        "kml": lambda frame, target: _write_kml(frame, target, layer),
        "csv": _write_csv,
    }
    if to not in writers:
        raise UsageError(f"--to {to!r} is not a format; expected one of {', '.join(FORMATS)}")
    frame = to_frame(rows, shapes or {})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".mapper-") as folder:
            target = Path(folder) / f"{layer}{path.suffix}"
            writers[to](frame, target)
            os.replace(target, path)  # noqa: PTH105  (atomic on one file system)
    except OSError as error:
        raise MapperError(f"{path} cannot be written ({error.strerror or error}); choose another with -o") from error


def to_frame(rows: list[dict[str, Any]], shapes: Mapping[str, BaseGeometry]) -> GeoDataFrame:
    """Frame of rows with their geometry: the polygon where the place has one, else the point, else none.

    Returns
    -------
    GeoDataFrame
        CRS EPSG:4326; ``low`` and ``high`` are nullable integers.
    """
    import geopandas
    import pandas as pd
    from shapely.geometry import Point

    def geometry(row: dict[str, Any]) -> BaseGeometry | None:
        if row["shape"] in shapes:
            return shapes[row["shape"]]
        return None if row["lon"] is None else Point(row["lon"], row["lat"])

    table = pd.DataFrame(rows)
    for name in ("low", "high", "geonameid"):
        if name in table:
            table[name] = table[name].astype("Int64")
    return geopandas.GeoDataFrame(table, geometry=[geometry(row) for row in rows], crs=CRS)


def _place(location: Location | None, place: str | None, host: str | None) -> dict[str, Any]:
    return {
        "place": place,
        "host": host,
        "precision": str(location.precision) if location else None,
        "lon": location.lon if location else None,
        "lat": location.lat if location else None,
        "radius_m": location.radius_m if location else None,
        "geonameid": location.geonameid if location else None,
        "shape": location.shape if location else "",
    }


def _write_geoparquet(frame: GeoDataFrame, target: Path) -> None:
    try:
        import pyarrow  # noqa: F401, ICN001
    except ImportError:
        raise MissingExtraError("pyarrow", "geoparquet", "writing GeoParquet") from None
    frame.to_parquet(target, index=False)


def _write_csv(frame: GeoDataFrame, target: Path) -> None:
    table: DataFrame = frame.drop(columns="geometry")
    for name in table.columns[[str(kind) in ("object", "str", "string") for kind in table.dtypes]]:
        table[name] = table[name].map(_inert)
    table.to_csv(target, index=False, lineterminator="\n")


def _inert(value: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_kml(frame: GeoDataFrame, target: Path, layer: str) -> None:
    """KML 2.2 with a TimeSpan a placemark: the driver takes it from fields of the names below."""
    columns = {"start": "begin", "end": "end", "when": "when_edtf"}
    named = frame.rename(columns={old: new for old, new in columns.items() if old in frame})
    parts = [named[name] for name in ("force", "sender", "place") if name in named]
    titles = [", ".join(value for value in values if isinstance(value, str)) for values in zip(*parts, strict=True)]
    named.insert(0, "Name", titles)
    for name in ("low", "high", "geonameid"):
        if name in named:
            named[name] = named[name].astype("string").fillna("")
    named.to_file(target, driver="LIBKML", layer=layer, engine="pyogrio")
