"""A row of the gazetteer: one place with its names, as every source gives it and as it is looked up."""

from __future__ import annotations

from typing import NamedTuple

from mapper.model import Precision

COUNTRY, AREA, ZONE, ADMIN1, ADMIN2, TOWN, SITE, WATER, AERODROME, QUARTER = (
    "country", "area", "zone", "admin1", "admin2", "town", "site", "water", "aerodrome", "quarter",
)  # fmt: skip
"""Kinds of place. A ``zone`` is a named part of a country, no first-level region; a ``quarter`` is part of a town."""

CAPITAL = "capital"
"""Feature of a town that is a country's capital."""

PRECISION = {
    COUNTRY: Precision.COUNTRY,
    AREA: Precision.AREA,
    ZONE: Precision.ADMIN,
    ADMIN1: Precision.ADMIN,
    ADMIN2: Precision.ADMIN,
    TOWN: Precision.SETTLEMENT,
    QUARTER: Precision.SETTLEMENT,
    SITE: Precision.SITE,
    AERODROME: Precision.SITE,
    WATER: Precision.AREA,
}
"""The codebook's precision of each kind."""


class Row(NamedTuple):
    """A place as a source gives it; ``names[0]`` is its main name, the first ``strong`` of them no mere alternates.

    ``country`` is ISO 3166-1 alpha-3 by the codebook's house decisions or empty; ``lon``/``lat`` are EPSG:4326
    degrees; ``radius_m`` is the geodesic radius (m) inside which the place lies.
    """

    names: tuple[str, ...]
    kind: str
    country: str
    lon: float
    lat: float
    source: str
    strong: int = 1
    feature: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    radius_m: float = 0.0
    geonameid: int = 0
    place_id: str = ""
    shape: str = ""
    countries: str = ""


class Place(NamedTuple):
    """A place of the compiled gazetteer. Fields as in ``Row``; ``id`` is its number in the file."""

    id: int
    name: str
    kind: str
    country: str
    lon: float
    lat: float
    source: str
    feature: str
    admin1: str
    admin2: str
    population: int
    radius_m: float
    geonameid: int
    place_id: str
    shape: str
    countries: str


class Hit(NamedTuple):
    """A place that bears the name looked up; ``strong`` is false where it is only an alternate name."""

    place: Place
    strong: bool
