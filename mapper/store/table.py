"""The review table as a file: CSV, a spreadsheet (.xlsx) or GeoJSON, written and read back."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from mapper.errors import MissingExtraError, StoreError
from mapper.store.review import COLUMNS

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to a spreadsheet; it is written with an apostrophe before it."""
MOST_CELL_CHARACTERS = 32_000
_UNREADABLE = (OSError, EOFError, SyntaxError, csv.Error, BadZipFile, zlib.error, ValueError, LookupError, TypeError)
"""What readers raise at files that are not what their name says (an XML error is a syntax error)."""


def write_table(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Write the table; the kind of file is taken from the extension, CSV where it says nothing.

    Raises
    ------
    StoreError
        The file cannot be written.
    MissingExtraError
        A spreadsheet is asked for and openpyxl is not installed.
    """
    make = {".xlsx": _xlsx, ".geojson": _geojson, ".json": _geojson}.get(path.suffix.lower(), _csv)
    content = make(rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}); choose another file with -o") from None


def csv_text(rows: Sequence[dict[str, Any]]) -> str:
    """The table as CSV text (RFC 4180, with a header)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({name: _guarded(row[name]) for name in COLUMNS} for row in rows)
    return out.getvalue()


def read_table(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of a reviewed table, each with where it stands.

    Yields
    ------
    (str, dict)
        ``claims.csv row 14`` and the row's values.

    Raises
    ------
    StoreError
        The file cannot be read, or has no column ``claim``.
    """
    read = {".xlsx": _read_xlsx, ".geojson": _read_geojson, ".json": _read_geojson}.get(
        path.suffix.lower(), _read_csv
    )
    try:
        rows = read(path)
    except MissingExtraError:
        raise
    except _UNREADABLE as error:
        raise StoreError(
            f"{path} cannot be read as a review table ({error}); give the file that mapper review wrote, filled in"
        ) from None
    for at, row in rows:
        if at == 2 and "claim" not in row:
            raise StoreError(f"{path} has no column 'claim'; take the table that mapper review wrote, and fill it in")
        yield f"{path.name} row {at}", {name: _unguarded(row[name]) for name in COLUMNS if name in row}


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    return ("\ufeff" + csv_text(rows)).encode("utf-8")


def _read_csv(path: Path) -> list[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = file.readline()
        file.seek(0)
        delimiter = max(",;\t", key=header.count)  # spreadsheets of many countries save with semicolons
        return list(enumerate(csv.DictReader(file, delimiter=delimiter), start=2))


def _xlsx(rows: Sequence[dict[str, Any]]) -> bytes:
    book = _openpyxl().Workbook(write_only=True)
    sheet = book.create_sheet("claims")
    sheet.freeze_panes = "A2"
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([_cell(row[name]) for name in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read_xlsx(path: Path) -> list[tuple[int, dict[str, Any]]]:
    with path.open("rb") as file:  # by its content: the library judges a path by its name
        sheet = _openpyxl().load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        names = [str(name) for name in next(rows, ())]
        return [
            (at, {name: _plain(value) for name, value in zip(names, row, strict=False)})
            for at, row in enumerate(rows, start=2)
            if any(row)
        ]


def _plain(value: Any) -> Any:
    """Value of a cell; a spreadsheet makes a time of a date that a person types."""
    return value.date().isoformat() if isinstance(value, datetime) else value


def _geojson(rows: Sequence[dict[str, Any]]) -> bytes:
    features = []
    for row in rows:
        point = None if row["lon"] is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        properties = {name: row[name] for name in COLUMNS if name not in ("lat", "lon")}
        features.append({"type": "Feature", "id": row["claim"], "geometry": point, "properties": properties})
    whole = {"type": "FeatureCollection", "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")


def _read_geojson(path: Path) -> list[tuple[int, dict[str, Any]]]:
    whole = json.loads(path.read_text(encoding="utf-8-sig"))
    if not isinstance(whole, dict) or not isinstance(whole.get("features"), list):
        raise TypeError("it is no GeoJSON FeatureCollection")
    return [(at, _feature(feature)) for at, feature in enumerate(whole["features"], start=2)]


def _feature(feature: Any) -> dict[str, Any]:
    """Row of a feature; what is no point is left for the row's check to refuse."""
    found = feature if isinstance(feature, dict) else {}
    properties, geometry = found.get("properties"), found.get("geometry")
    row = {"claim": None, **(properties if isinstance(properties, dict) else {})}
    if not isinstance(geometry, dict):
        return {**row, "lon": None, "lat": None}
    spot = geometry.get("coordinates")
    is_point = geometry.get("type") == "Point" and isinstance(spot, list) and len(spot) >= 2
    lon, lat = spot[:2] if is_point and spot else ("", f"a {geometry.get('type')} and no Point")
    return {**row, "lon": lon, "lat": lat}


def _cell(value: Any) -> Any:
    """Value for a spreadsheet: control characters are not allowed there, and a cell has a greatest length."""
    guarded = _guarded(value)
    if not isinstance(guarded, str):
        return guarded
    plain = "".join(c if c >= " " or c in "\n\t" else " " for c in guarded)
    return plain[:MOST_CELL_CHARACTERS]


def _guarded(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _unguarded(value: Any) -> Any:
    guarded = isinstance(value, str) and value.startswith("'") and value[1:].startswith(_FORMULA)
    return value[1:] if guarded else value


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("openpyxl", "xlsx", "A spreadsheet") from None
    return openpyxl
