"""All rows of the gazetteer that is compiled from the installed packages and our own data files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mapper.locate import curated, packages
from mapper.locate.hosts import with_hosts
from mapper.locate.place import Row
from mapper.progress import track


def versions() -> dict[str, str]:
    """Versions of the packages that the gazetteer is made from."""
    from mapper.locate.cache import package_versions

    return {f"package:{name}": version for name, version in package_versions().items()}


def package_rows() -> Iterator[Row]:
    """Countries, areas, sites, regions, districts, aerodromes and towns, with a progress bar.

    Yields
    ------
    Row
    """
    codes = packages.alpha3_of()
    regions = curated.read_regions()
    names = curated.region_names(regions)
    attached = packages.attach_regions(packages.read_towns(), packages.read_regions(), names, codes)
    towns = with_hosts(curated.with_capitals(packages.town_rows(attached)))
    people: Counter[str] = Counter()
    for town in towns:
        people[town.country] += town.population
    countries = curated.country_rows(people)
    yield from countries
    yield from curated.former_rows(countries)
    yield from curated.area_rows()
    yield from curated.site_rows()
    yield from curated.region_rows(regions, {iso3: iso2 for iso2, iso3 in codes.items()})
    yield from curated.former_region_rows()
    yield from packages.aerodrome_rows(codes)
    yield from packages.with_regions(with_hosts(list(curated.more_town_rows())), towns)
    yield from track(towns, "building the gazetteer", total=len(towns), unit="place")
