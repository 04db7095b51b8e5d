"""A user's own places: CSV, GeoJSON or GeoPackage in, rows of the gazetteer out, or one clear line why not."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from mapper.errors import GazetteerError
from mapper.locate.place import Row

SEPARATORS = ("|", ";", ",")
VECTOR = (".geojson", ".json", ".gpkg", ".shp", ".fgb")
RADIUS_M = {"site": 2_000.0, "town": 3_000.0, "admin1": 50_000.0, "admin2": 20_000.0}


@cache
def _columns() -> dict[str, Any]:
    path = resources.files("mapper.geodata").joinpath("places", "user-columns.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_user_file(path: Path, codes: dict[str, str]) -> list[Row]:
    """Places of a file, all or none.

    Parameters
    ----------
    path : Path
        CSV (comma, semicolon or tab) with columns for name, latitude and longitude, or GeoJSON or GeoPackage whose
        features have a name; columns country, aliases, kind, admin1, radius_m and population are read when there.
    codes : dict
        Alpha-3 by alpha-2 code.

    Raises
    ------
    GazetteerError
        With file, row, what was expected and found.
    """
    if not path.is_file():
        raise GazetteerError(f"{path}: there is no such file")
    records = _vector_records(path) if path.suffix.lower() in VECTOR else _table_records(path)
    rows = [_row(record, f"{path} {where}", path.name, codes) for where, record in records]
    if not rows:
        raise GazetteerError(f"{path} holds no places")
    return rows


def _table_records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read ({error.strerror})") from None
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(text.splitlines(), delimiter=separator)
    found = {(name or "").strip().lower(): name for name in reader.fieldnames or []}
    chosen = {field: found[n] for field in _fields() for n in reversed(_columns()[field]) if n in found}
    for field, label in (("name", "the name"), ("lat", "the latitude"), ("lon", "the longitude")):
        if field not in chosen:
            expected = ", ".join(_columns()[field])
            raise GazetteerError(
                f"{path} has no column for {label}; expected one of {expected}; found {', '.join(found)}"
            )
    try:
        for number, line in enumerate(reader, 2):
            yield f"row {number}", {field: line.get(column) for field, column in chosen.items()}
    except csv.Error as error:
        raise GazetteerError(f"{path} is not a CSV table ({error})") from None


def _fields() -> list[str]:
    return [name for name, value in _columns().items() if isinstance(value, list)]


def _vector_records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    import geopandas

    try:
        if path.suffix.lower() in (".json", ".geojson"):
            json.loads(path.read_text(encoding="utf-8"))
        frame = geopandas.read_file(path)
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except Exception as error:  # noqa: BLE001  (the drivers raise many kinds)
        raise GazetteerError(f"{path} cannot be read as vector data ({str(error).splitlines()[0]})") from None
    if frame.crs is not None and frame.crs.to_epsg() != 4326:
        frame = frame.to_crs(4326)
    found = {str(name).strip().lower(): name for name in frame.columns}
    chosen = {field: found[n] for field in _fields() for n in reversed(_columns()[field]) if n in found}
    if "name" not in chosen:
        raise GazetteerError(f"{path} has no property for the name; expected one of {', '.join(_columns()['name'])}; "
                             f"found {', '.join(found)}")  # fmt: skip
    for number, line in enumerate(frame.to_dict("records"), 1):
        record = {field: line.get(column) for field, column in chosen.items() if field not in ("lat", "lon")}
        yield f"feature {number}", record | _of_shape(line["geometry"], f"{path} feature {number}")


def _of_shape(geometry: Any, where: str) -> dict[str, Any]:
    if geometry is None or geometry.is_empty:
        raise GazetteerError(f"{where} has no geometry")
    point = geometry if geometry.geom_type == "Point" else geometry.representative_point()
    record: dict[str, Any] = {"lon": point.x, "lat": point.y}
    if geometry.geom_type != "Point":
        west, south, east, north = geometry.bounds
        record["radius_m"] = max(north - south, (east - west) * 0.7) / 2 * 111_000
        record["shape"] = "wkt:" + geometry.simplify(0.01).wkt
    return record


def _row(record: dict[str, Any], where: str, source: str, codes: dict[str, str]) -> Row:
    name = _text(record.get("name"))
    if not name:
        raise GazetteerError(f"{where} has no name")
    lat, lon = _number(record, "lat", where), _number(record, "lon", where)
    if not -90 <= lat <= 90:
        hint = "; latitude and longitude look swapped" if -90 <= lon <= 90 and -180 <= lat <= 180 else ""
        raise GazetteerError(f"{where}: latitude {lat:g} is out of the range -90 to 90{hint}")
    if not -180 <= lon <= 180:
        raise GazetteerError(f"{where}: longitude {lon:g} is out of the range -180 to 180")
    shape = record.get("shape", "")
    kind = _columns()["kinds"].get(_text(record.get("kind")).lower(), "area" if shape else "town")
    country = _text(record.get("country")).upper()
    names = (name, *_aliases(_text(record.get("aliases"))))
    return Row(
        names, kind, codes.get(country, country) if len(country) <= 3 else "", lon, lat, f"user:{source}",
        strong=len(names), admin1=_text(record.get("admin1")), population=int(_optional(record, "population", where)),
        radius_m=_optional(record, "radius_m", where) or RADIUS_M.get(kind, 3_000.0), shape=shape,
        place_id=f"user:{_text(record.get('id')) or name}", feature=_text(record.get("kind")),
    )  # fmt: skip


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124  (not a number)


def _aliases(text: str) -> Iterable[str]:
    separator = next((mark for mark in SEPARATORS if mark in text), "|")
    return [part.strip() for part in text.split(separator) if part.strip()]


def _number(record: dict[str, Any], field: str, where: str) -> float:
    text = _text(record.get(field)).replace(",", ".")
    try:
        return float(text)
    except ValueError:
        raise GazetteerError(
            f"{where}: {field} {text!r} is not a number of degrees; expected such as 16.2716"
        ) from None


def _optional(record: dict[str, Any], field: str, where: str) -> float:
    return _number(record, field, where) if _text(record.get(field)) else 0.0


def check_swapped(rows: list[Row], extents: dict[str, tuple[float, float, float, float]], path: Path) -> None:
    """Refuse a file whose places lie in their countries only with latitude and longitude changed over.

    Parameters
    ----------
    rows : list of Row
    extents : dict
        West, south, east, north (degrees) of each country.
    path : Path
        For the message.

    Raises
    ------
    GazetteerError
        More than half of the places that name a country are so.
    """
    known = [(row, extents[row.country]) for row in rows if row.country in extents]
    swapped = [row for row, box in known if not _inside(row.lon, row.lat, box) and _inside(row.lat, row.lon, box)]
    if swapped and len(swapped) * 2 > len(known):
        first = swapped[0]
        raise GazetteerError(
            f"{path}: latitude and longitude look swapped in {len(swapped)} of {len(known)} places "
            f"({first.names[0]}, {first.country}: lat {first.lat:g}, lon {first.lon:g}); change the columns over"
        )


def _inside(lon: float, lat: float, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return west - 2 <= lon <= east + 2 and south - 2 <= lat <= north + 2
