"""Weighing the places that one name may mean: what is known of each alone, and what the rest of the report adds.

Scores are sums of weights in the manner of log odds; only their differences matter. The cues and their order follow
Leidner (2007, "Toponym Resolution in Text", ch. 4-5): container, nearness to the report's other places, country,
size and kind of place, one sense per report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import cos, hypot, log10, radians
from typing import NamedTuple

from mapper.locate.place import (
    ADMIN1, ADMIN2, AERODROME, AREA, COUNTRY, QUARTER, SITE, TOWN, WATER, Hit, Place,
)  # fmt: skip

BASE = {
    COUNTRY: 6.0, AREA: 4.5, WATER: 4.0, SITE: 4.0, ADMIN1: 0.9, ADMIN2: -1.2, TOWN: 0.0, QUARTER: -0.5, AERODROME: 1.0,
}  # fmt: skip
PER_DECADE = {TOWN: 0.62, QUARTER: 0.4, ADMIN1: 0.42, ADMIN2: 0.40}
ALTERNATE, USER = -1.4, 8.0
COUNTRY_WEIGHT, ADMIN1_WEIGHT, NEAR_WEIGHT = 2.6, 1.6, 1.8
NEAR_KM = 160.0


def prior(hit: Hit) -> float:
    """Weight of a place for its name before the report is looked at."""
    place = hit.place
    score = BASE[place.kind] + PER_DECADE.get(place.kind, 0.0) * log10(place.population + 10)
    if not hit.strong:
        score += ALTERNATE + min(0.0, 0.5 * (log10(place.population + 10) - 5.0))
    return score + (USER if place.source.startswith("user") else 0.0)


class Sense(NamedTuple):
    """What one name is taken to mean for now, with its weight as a witness for the others."""

    place: Place
    weight: float


class Context:
    """Where the names of a report lie for now: how much weight each country, region and neighbourhood holds."""

    def __init__(self, senses: Iterable[Sense]) -> None:
        self.countries: Counter[str] = Counter()
        self.admins: Counter[tuple[str, str]] = Counter()
        self.cells: dict[tuple[int, int], list[Sense]] = {}
        self.total = 1e-9
        for sense in senses:
            place, weight = sense
            if not place.country:
                continue
            self.total += weight
            self.countries[place.country] += weight
            if place.admin1:
                self.admins[place.country, place.admin1] += weight
            if place.kind not in (COUNTRY, AREA, ADMIN1):
                self.cells.setdefault(_cell(place), []).append(sense)

    def support(self, place: Place, own: Sense | None) -> float:
        """Weight that the other names of the report lend to a place; ``own`` is what this name itself put in."""
        mine = own.weight if own and own.place.country else 0.0
        total = self.total - mine
        if total <= 0.01:
            return 0.0
        same = own.place if own else None
        country = self.countries[place.country] - (mine if same and same.country == place.country else 0.0)
        score = COUNTRY_WEIGHT * min(1.0, country / total) * min(1.0, country / 1.5)
        if place.admin1 and place.kind != COUNTRY:
            admin = self.admins[place.country, place.admin1]
            if same and (same.country, same.admin1) == (place.country, place.admin1):
                admin -= mine
            score += ADMIN1_WEIGHT * min(1.0, max(0.0, admin) / 1.5)
        return score + NEAR_WEIGHT * min(1.0, self._near(place, same))

    def _near(self, place: Place, same: Place | None) -> float:
        if place.kind in (COUNTRY, AREA, ADMIN1):
            return 0.0
        x, y = _cell(place)
        best = 0.0
        for cell in ((x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            for other in self.cells.get(cell, ())[:12]:
                if same is None or other.place.id != same.id:
                    best += other.weight * max(0.0, 1.0 - distance_km(place, other.place) / NEAR_KM)
        return best


def _cell(place: Place) -> tuple[int, int]:
    return int(place.lon // 2), int(place.lat // 2)


def distance_km(a: Place, b: Place) -> float:
    """Distance (km) good to a percent at the scale of a region, for weighing only."""
    across = (a.lon - b.lon + 180.0) % 360.0 - 180.0
    return 111.2 * hypot(across * cos(radians((a.lat + b.lat) / 2)), a.lat - b.lat)


def witness(place: Place, margin: float) -> float:
    """How much a name counts for the others: a country fully, a town by how clear its own sense is."""
    base = {COUNTRY: 1.0, ADMIN1: 0.9, ADMIN2: 0.8, SITE: 0.9}.get(place.kind, 0.7)
    return base * min(1.0, 0.25 + margin / 3.0)
