"""Which places hold which: base in town in region in country in area, by membership and by distance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from mapper.model import Location, Precision

ORDER = {precision: rank for rank, precision in enumerate(Precision)}
EARTH_RADIUS_M = 6_371_008.8
"""Mean radius R1 of the WGS 84 ellipsoid (Moritz 2000)."""
TOWN_RADIUS_M = 12_000.0
"""A base this near to a town's point is taken to be in the town."""
ZONES = frozenset(
    {"border", "coast", "conflict area", "expression", "line", "mountains", "river", "tri-border", "desert", "lake"}
)
"""Features of several countries that are a part of each, as a border or a valley is, and never take in the whole."""
LINES = frozenset({"border", "coast", "line", "river"})
"""Zones so long and thin that lying within their radius says nothing."""


@dataclass(frozen=True, slots=True)
class Place:
    """A location with what nesting asks of it; ``key`` is the same for every mention of the place."""

    key: str
    location: Location
    countries: frozenset[str]

    @property
    def is_union(self) -> bool:
        """Whether it is several countries together (a region, a list of states) and not a zone of them."""
        return len(self.countries) > 1 and _takes_in_states(self.location)

    @property
    def rank(self) -> int:
        """0 for a site up to 5 for the globe."""
        return ORDER[self.location.precision]


def place_of(location: Location) -> Place:
    """Place of a location: keyed by its gazetteer id or shape where it has one, else by its point."""
    return Place(_key(location), location, _countries(location))


def _countries(location: Location) -> frozenset[str]:
    own = (location.country,) if location.country else ()
    return frozenset((*location.countries, *own))


def _key(location: Location) -> str:
    if location.precision is Precision.AREA and len(location.countries) > 1 and _takes_in_states(location):
        return "area:" + ",".join(sorted(location.countries))
    if location.precision is Precision.COUNTRY and location.country:
        return f"country:{location.country}"
    precision = str(location.precision)
    for name in (location.place_id, location.geonameid, location.shape):
        if name:
            return f"{precision}:{name}"
    return f"{precision}:{location.lon:.3f},{location.lat:.3f}"


def _takes_in_states(location: Location) -> bool:
    return location.feature not in ZONES and not location.shape.startswith("wkt:")


def distance_m(one: Location, other: Location) -> float:
    """Great-circle distance (m) on the mean sphere; within 0.6 % of the geodesic, enough to nest places.

    Examples
    --------
    >>> here = Location(name="", lon=0.0, lat=0.0, precision=Precision.SITE)
    >>> there = Location(name="", lon=0.0, lat=1.0, precision=Precision.SITE)
    >>> round(distance_m(here, there))
    111195
    """
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, half)))


def contains_place(whole: Place, part: Place) -> bool:
    """Whether a place is the other one or holds it.

    Areas and countries hold what lies in their member states, save that a zone of several (a border, a valley)
    holds at most what lies within its radius and never a whole country; a region what shares its first-level division
    or lies within its radius; a town what lies within its radius or twelve kilometres.
    """
    if whole.key == part.key:
        return True
    if whole.rank < part.rank or not part.countries or not part.countries <= whole.countries:
        return False
    match whole.location.precision:
        case Precision.AREA | Precision.GLOBAL:
            return _area_holds(whole, part)
        case Precision.COUNTRY:
            return whole.rank > part.rank
        case Precision.ADMIN:
            return _region_holds(whole.location, part.location, same=whole.rank == part.rank)
        case _:
            near = max(whole.location.radius_m, TOWN_RADIUS_M)
            return whole.rank > part.rank and distance_m(whole.location, part.location) <= near


def _area_holds(whole: Place, part: Place) -> bool:
    if _takes_in_states(whole.location):
        return whole.rank > part.rank or part.countries < whole.countries
    if whole.location.feature in LINES or part.rank >= ORDER[Precision.COUNTRY]:
        return False
    return distance_m(whole.location, part.location) + part.location.radius_m <= whole.location.radius_m


def _region_holds(whole: Location, part: Location, *, same: bool) -> bool:
    if same:
        return distance_m(whole, part) + part.radius_m <= whole.radius_m and part.radius_m < whole.radius_m
    if whole.admin1 and part.admin1 and whole.shape.startswith("admin1:"):
        return whole.admin1 == part.admin1
    return distance_m(whole, part) <= whole.radius_m


def theatres(areas: Iterable[frozenset[str]], *, named: bool) -> dict[frozenset[str], frozenset[str]]:
    """Put areas that are the theatre of one force together.

    A named operation has one theatre, described now by these member states and now by those: its areas that
    share two states are one. Areas of unnamed forces are one only when they hardly differ (Jaccard 0.8).

    Returns
    -------
    dict of frozenset to frozenset
        Each area with the union that stands for its theatre.
    """
    groups: list[list[frozenset[str]]] = []
    for area in sorted(set(areas), key=lambda states: (-len(states), sorted(states))):
        joined = [group for group in groups if any(_alike(area, other, named=named) for other in group)]
        groups = [group for group in groups if group not in joined]
        groups.append([area, *(other for group in joined for other in group)])
    return {area: frozenset().union(*group) for group in groups for area in group}


def _alike(one: frozenset[str], other: frozenset[str], *, named: bool) -> bool:
    shared = len(one & other)
    return shared >= 2 if named else shared >= 0.8 * len(one | other)


def overlapping(area: frozenset[str], areas: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Areas that hold the given one, or are most of it, with two member states or more in common.

    Examples
    --------
    A region of six states is not the theatre of two, a list of two states may be a part of the theatre of four.

    >>> theatre, region = frozenset({"MLI", "NER"}), frozenset({"BEN", "GHA", "MLI", "NER", "NGA", "TGO"})
    >>> len(overlapping(region, [theatre])), len(overlapping(theatre, [region]))
    (0, 1)
    """
    found = []
    for other in areas:
        most = other <= area and 2 * len(other) >= len(area)
        if len(area & other) >= 2 and (area <= other or most):
            found.append(other)
    return found
