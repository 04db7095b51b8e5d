"""All rows of the gazetteer that is compiled from the installed packages and our own data files."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata

from mapper.locate import packages
from mapper.locate.curated import area_rows, country_facts, site_rows
from mapper.locate.place import Row
from mapper.progress import track


def versions() -> dict[str, str]:
    """Versions of the packages that the gazetteer is made from."""
    from mapper.locate.gazetteer import PACKAGES

    return {f"package:{name}": metadata.version(name) for name in PACKAGES}


def package_rows() -> Iterator[Row]:
    """Countries, areas, sites, regions, districts, towns and aerodromes, with a progress bar.

    Yields
    ------
    Row
    """
    codes = packages.alpha3_of()
    attached = packages.attach_regions(packages.read_towns(), packages.read_regions())
    towns = list(packages.town_rows(attached, codes))
    yield from _countries(towns, codes)
    yield from area_rows()
    yield from site_rows()
    yield from packages.region_rows(attached, codes)
    yield from packages.aerodrome_rows(codes)
    yield from track(towns, "building the gazetteer", total=len(towns), unit="place")


def _countries(towns: list[Row], codes: dict[str, str]) -> Iterator[Row]:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        points[town.country].append((town.lon, town.lat))
    facts = country_facts()
    for row in packages.country_rows(codes):
        places = points.get(row.country) or [(0.0, 0.0)]
        lon = statistics.median(p[0] for p in places)
        lat = statistics.median(p[1] for p in places)
        fact = facts.pop(row.country, None)
        filled = row._replace(lon=lon, lat=lat, radius_m=500_000.0)
        yield fact.improve(filled) if fact else filled
    for fact in facts.values():
        yield fact.row()
