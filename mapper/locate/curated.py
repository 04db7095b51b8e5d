"""Places of our own data files: countries, regions, military sites, areas and waters."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import resources
from math import cos, hypot, inf, isfinite, pi, radians
from typing import NamedTuple

from mapper.locate.fold import fold
from mapper.locate.packages import RegionNames, admin_names, bare_name, subdivision_names
from mapper.locate.place import ADMIN1, ADMIN2, AREA, CAPITAL, COUNTRY, SITE, TOWN, WATER, ZONE, Row

LANGUAGES = ("en", "fr", "es")
COUNTRY_RADIUS_M = 500_000.0
SURE_RADIUS_M = 20_000.0
"""A district's middle, reckoned from its towns, is good enough to answer with where districts are no larger (m)."""
SHARE_OF_BOX = 0.6
"""Ground of a region as a share of the box around it, as it is for most."""
AREA_KINDS = {"admin": ZONE, "settlement": TOWN, "site": SITE, "country": COUNTRY}

_BASE = re.compile(r"(.*\w) (?:[Aa]ir (?:[Ff]orce )?[Bb]ase|[Aa]irbase|[Aa]irfield)")
"""A base's name with the words that tell of which kind it is."""
_ON_RIVER = re.compile(r"^([^\W\d_]{4,})[ -]sur[ -]", re.IGNORECASE)
"""A French name that says on which river a town lies, and is mostly left at its first word."""


def read_table(folder: str, name: str) -> list[dict[str, str]]:
    """Rows of a CSV file under ``geodata/``; none when the file is not there."""
    path = resources.files("mapper.geodata").joinpath(folder, name)
    if not path.is_file():
        return []
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def split(text: str | None) -> tuple[str, ...]:
    """Parts of a cell that holds several values."""
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


def _names(row: dict[str, str]) -> tuple[str, ...]:
    names = [row[f"name_{language}"] for language in LANGUAGES]
    aliases = [alias for language in LANGUAGES for alias in split(row.get(f"aliases_{language}"))]
    return tuple(dict.fromkeys(name for name in (*names, *aliases) if name))


def country_rows(populations: dict[str, int]) -> list[Row]:
    """Countries and territories of ``geodata/countries``, at GeoNames' points.

    Parameters
    ----------
    populations : dict
        People by alpha-3 code.
    """
    points = {row["country"]: row for row in read_table("places", "points.csv")}
    rows = []
    for row in read_table("countries", "countries.csv"):
        iso3 = row["iso3"]
        point = points.get(iso3, row)
        if not point["lon"]:
            continue
        names = _names(row)
        rows.append(
            Row(
                names, COUNTRY, iso3, float(point["lon"]), float(point["lat"]), "countries", strong=len(names),
                population=populations.get(iso3, 0), radius_m=COUNTRY_RADIUS_M, shape=f"country:{iso3}",
                geonameid=int(point.get("geonameid") or 0),
            )
        )  # fmt: skip
    return rows


def with_capitals(towns: Iterable[Row]) -> list[Row]:
    """Towns, with the largest of its name in its country marked where the country's capital is so named."""
    capitals = {
        (row["iso3"], fold(row["capital"])) for row in read_table("countries", "countries.csv") if row["capital"]
    }
    rows = list(towns)
    largest: dict[tuple[str, str], int] = {}
    for i, row in enumerate(rows):
        for key in {(row.country, fold(name)) for name in row.names} & capitals if row.population > 1000 else ():
            if key not in largest or rows[largest[key]].population < row.population:
                largest[key] = i
    for i in largest.values():
        rows[i] = rows[i]._replace(feature=CAPITAL)
    return rows


def former_rows(countries: Iterable[Row]) -> Iterator[Row]:
    """Countries that are no more, over the ground of today's; names that are today's too are left to those."""
    today = {row.country: row for row in countries}
    taken = {name for row in today.values() for name in row.names}
    for row in read_table("countries", "former.csv"):
        names = tuple(name for name in _names(row) if name not in taken)
        grounds = [today[code] for code in split(row["today"]) if code in today]
        if not names or not grounds:
            continue
        first, alone = grounds[0], len(grounds) == 1
        yield Row(
            names, COUNTRY if alone else AREA, first.country if alone else "", first.lon, first.lat, "countries",
            strong=len(names), radius_m=first.radius_m, place_id=f"former:{row['id']}", feature="former country",
            shape=row.get("within") or (first.shape if alone else ""), countries="|".join(g.country for g in grounds),
        )  # fmt: skip


class Region(NamedTuple):
    """A line of ``geodata/places/regions.csv``."""

    country: str
    level: str
    name: str
    aliases: str
    admin1: str
    code: str
    lon: str
    lat: str
    population: str
    radius_m: str
    basis: str
    geonameid: str


def read_regions() -> list[Region]:
    """First- and second-level regions of the world, from GeoNames."""
    path = resources.files("mapper.geodata").joinpath("places", "regions.csv")
    with path.open(encoding="utf-8") as stream:
        lines = csv.reader(stream)
        next(lines)
        return [Region._make(line) for line in lines]


def region_names(regions: Iterable[Region]) -> RegionNames:
    """Tables by which towns find the region and district around them."""
    ones: dict[tuple[str, str], str] = {}
    twos: dict[tuple[str, str, str], str] = {}
    for region in regions:
        if region.level == "1":
            ones[region.country, region.code] = region.name
        else:
            for name in (region.name, *split(region.aliases)):
                twos.setdefault((region.country, region.admin1, bare_name(name)), region.name)
    return RegionNames(ones, twos)


def region_rows(regions: Iterable[Region], alpha2: dict[str, str]) -> Iterator[Row]:
    """Rows of regions, under their names with and without the generic word; a drawn one names its polygon."""
    official = subdivision_names()
    drawn = {
        row["geonames"]: row for row in read_table("boundaries", "admin1.csv") if row["type"] != "Former province"
    }
    regions = list(regions)
    usual_m = _usual_radii_m(regions, drawn, alpha2)
    for region in regions:
        first, cc = region.level == "1", alpha2.get(region.country, "")
        unit = drawn.get(f"{cc}.{region.code}") if first else None
        names = [*admin_names(region.name), *(n for alias in split(region.aliases) for n in admin_names(alias))]
        if first:
            names += official.get((cc, bare_name(region.name)), ())
        if unit:
            names += [n for alias in (unit["name"], *split(unit["aliases"])) for n in admin_names(alias)]
        point = unit if unit and region.basis == "towns" else {"lon": region.lon, "lat": region.lat}
        radius_m = max(float(region.radius_m), _half_diagonal_m(unit["bounds"])) if unit else float(region.radius_m)
        usual = usual_m.get((region.country, region.admin1), inf)
        unsure = region.basis == "towns" and not unit and usual > SURE_RADIUS_M
        if not first and isfinite(usual):
            radius_m = max(radius_m, usual)
        names = list(dict.fromkeys([region.name, *(name for name in names if len(name) > 2)]))
        yield Row(
            tuple(names), ADMIN1 if first else ADMIN2, region.country, float(point["lon"]), float(point["lat"]),
            "geonames", strong=len(names) if first else 1, admin1=region.admin1, admin2="" if first else region.name,
            population=int(region.population), radius_m=radius_m, geonameid=int(region.geonameid),
            shape=f"admin1:{unit['key']}" if unit else "",
            feature="vague" if unsure else "",
        )  # fmt: skip


def _usual_radii_m(
    regions: list[Region], drawn: dict[str, dict[str, str]], alpha2: dict[str, str]
) -> dict[tuple[str, str], float]:
    """Radius (m) of a circle as large as the districts of each drawn region are on average."""
    districts = Counter((r.country, r.admin1) for r in regions if r.level != "1")
    found = {}
    for region in regions:
        unit = drawn.get(f"{alpha2.get(region.country, '')}.{region.code}") if region.level == "1" else None
        number = districts[region.country, region.admin1]
        if unit and number:
            west, south, east, north = map(float, unit["bounds"].split(";"))
            wide = (east - west) * cos(radians((north + south) / 2))
            area_m2 = SHARE_OF_BOX * wide * (north - south) * 111_000**2
            found[region.country, region.admin1] = round((area_m2 / (number * pi)) ** 0.5)
    return found


def _half_diagonal_m(bounds: str) -> float:
    west, south, east, north = map(float, bounds.split(";"))
    return round(hypot(north - south, (east - west) * cos(radians((north + south) / 2))) / 2 * 111_000)


def former_region_rows() -> Iterator[Row]:
    """Provinces that were split or merged and that reports still name (Katanga)."""
    for row in read_table("boundaries", "admin1.csv"):
        if not row["type"].startswith("Former"):
            continue
        names = [n for alias in (row["name"], *split(row["aliases"])) for n in admin_names(alias)]
        yield Row(
            tuple(dict.fromkeys(names)), ADMIN1, row["iso3"], float(row["lon"]), float(row["lat"]), "boundaries",
            strong=len(names), radius_m=_half_diagonal_m(row["bounds"]),
            admin1=row["name"], shape=f"admin1:{row['key']}", feature="former province",
        )  # fmt: skip


def more_town_rows() -> Iterator[Row]:
    """Towns and villages of ``geodata/places/towns.csv``, which the packages lack."""
    for row in read_table("places", "towns.csv"):
        names = (row["name"], *_ON_RIVER.findall(row["name"]))
        yield Row(
            names, TOWN, row["country"], float(row["lon"]), float(row["lat"]), row["source"],
            population=int(row["population"]), radius_m=5_000.0,
        )  # fmt: skip


def _with_short(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of a base with those that news makes of them: "Clark base" and "Clark airbase" of "Clark Air Base"."""
    heads = [match.group(1) for name in names if (match := _BASE.fullmatch(name))]
    short = [f"{head} {kind}" for head in heads for kind in ("base", "air base", "airbase")]
    return tuple(dict.fromkeys((*names, *short)))


def site_rows() -> Iterator[Row]:
    """Military sites of ``geodata/places/sites.csv``."""
    for row in read_table("places", "sites.csv"):
        names = _with_short((row["name"], *split(row["aliases"])))
        yield Row(
            names, SITE, row["host"], float(row["lon"]), float(row["lat"]), "sites", strong=len(names),
            feature=row["kind"], admin1=row["admin1"], radius_m=float(row["radius_m"]), place_id=f"site:{row['id']}",
        )  # fmt: skip


def area_rows() -> Iterator[Row]:
    """Areas, seas, rivers and deserts of ``geodata/places/areas.csv`` and ``waters.csv`` that have a point."""
    for table, kind in (("areas.csv", AREA), ("waters.csv", WATER)):
        for row in read_table("places", table):
            names = tuple(dict.fromkeys((row["name"], *split(row["aliases_en"]), *split(row["aliases_fr"]))))
            if not row["lon"] or not row["lat"]:
                continue
            yield Row(
                names, AREA_KINDS.get(row["precision"], kind), row["host"], float(row["lon"]), float(row["lat"]),
                "areas", strong=len(names), feature=row["kind"], radius_m=float(row["radius_m"] or 0),
                place_id=f"area:{row['id']}", shape=f"area:{row['id']}", countries=row["countries"],
            )  # fmt: skip
