"""Weighing the places that one name may mean: what is known of each alone, and what the rest of the report adds.

Scores are sums of weights in the manner of log odds; only their differences matter. The cues and their order follow
Leidner (2007, "Toponym Resolution in Text", ch. 4-5): container, nearness to the report's other places, country,
size and kind of place, one sense per report.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from math import cos, exp, hypot, log10, radians
from typing import NamedTuple

from mapper.locate.place import (
    ADMIN1,
    ADMIN2,
    AERODROME,
    AREA,
    CAPITAL,
    COUNTRY,
    QUARTER,
    SITE,
    TOWN,
    WATER,
    ZONE,
    Hit,
    Place,
)

BASE = {
    COUNTRY: 6.0, AREA: 5.0, ZONE: 4.5, WATER: 4.0, SITE: 4.0, ADMIN1: 0.9, ADMIN2: -1.2, TOWN: 0.0, QUARTER: -0.5,
    AERODROME: 1.0,
}  # fmt: skip
PER_DECADE = {TOWN: 0.62, QUARTER: 0.4, ADMIN1: 0.42, ADMIN2: 0.40}
ALTERNATE, USER = -1.4, 12.0
COUNTRY_WEIGHT, ADMIN1_WEIGHT, ADMIN2_WEIGHT, NEAR_WEIGHT = 2.6, 2.2, 1.5, 2.4
LARGE_REGION, LARGE_BONUS, CAPITAL_BONUS = 1_000_000, 1.6, 1.6
WITNESS = {COUNTRY: 1.0, ZONE: 0.9, ADMIN1: 0.9, ADMIN2: 0.8, SITE: 0.9}
LEAST = 0.02
MOST_SUPPORT = COUNTRY_WEIGHT + ADMIN1_WEIGHT + ADMIN2_WEIGHT + NEAR_WEIGHT


def prior(hit: Hit) -> float:
    """Weight of a place for its name before the report is looked at."""
    place = hit.place
    score = BASE[place.kind] + PER_DECADE.get(place.kind, 0.0) * log10(place.population + 10)
    if not hit.strong:
        score += ALTERNATE + min(0.0, 0.5 * (log10(place.population + 10) - 5.0))
    if place.feature == CAPITAL:
        score += CAPITAL_BONUS
    elif is_large_region(place):
        score += LARGE_BONUS
    return score + (USER if place.source.startswith("user") else 0.0)


def is_large_region(place: Place) -> bool:
    """Whether a place is a first-level region of so many people that its name alone means it."""
    return place.kind == ADMIN1 and place.population >= LARGE_REGION and place.feature != CAPITAL


class Marks(NamedTuple):
    """Where a place lies, as keys to count votes by: country, region, district, and four overlapping 2-degree cells.

    Two places less than a degree apart share at least one of the four cells.
    """

    country: Hashable
    admin1: Hashable
    admin2: Hashable
    cells: tuple[Hashable, ...]
    every: tuple[Hashable, ...]


def marks_of(place: Place) -> Marks:
    """Keys of a place; ``None`` for what it is too large to have."""
    wide = place.kind in (COUNTRY, AREA, WATER)
    admin1 = (place.country, place.admin1) if place.admin1 and not wide else None
    admin2 = (place.country, place.admin1, place.admin2) if place.admin2 and not wide else None
    cells: tuple[Hashable, ...] = ()
    if not wide and place.kind != ADMIN1:
        west, east = int(place.lon // 2), int((place.lon + 1) // 2)
        south, north = int(place.lat // 2), int((place.lat + 1) // 2)
        cells = ((0, west, south), (1, east, south), (2, west, north), (3, east, north))
    single = tuple(mark for mark in (place.country or None, admin1, admin2) if mark is not None)
    return Marks(place.country or None, admin1, admin2, cells, (*single, *cells))


class Scored(NamedTuple):
    """A candidate with its score, the part of it that does not depend on the other names, and its marks."""

    score: float
    fixed: float
    place: Place
    marks: Marks


class Votes:
    """How much weight each country, region, district and cell holds by the senses of some names."""

    __slots__ = ("marks", "total")

    def __init__(self) -> None:
        self.marks: dict[Hashable, float] = {}
        self.total = 0.0

    def cast(self, scored: Sequence[Scored], warmth: float) -> Votes:
        """Add the votes of one name: each of its candidates by its share in the sum of exp(score / warmth)."""
        best = scored[0].score
        weights = [exp((s.score - best) / warmth) for s in scored]
        whole = sum(weights)
        for candidate, part in zip(scored, weights, strict=True):
            weight = part / whole * WITNESS.get(candidate.place.kind, 0.7)
            if weight < LEAST or not candidate.marks.country:
                continue
            self.total += weight
            for mark in candidate.marks.every:
                self.marks[mark] = self.marks.get(mark, 0.0) + weight
        return self

    def add(self, other: Votes) -> None:
        """Add the votes of other names."""
        self.total += other.total
        for mark, weight in other.marks.items():
            self.marks[mark] = self.marks.get(mark, 0.0) + weight


def support(marks: Marks, votes: Votes, own: Votes) -> float:
    """Weight that the other names of a report lend to a place with these marks.

    Parameters
    ----------
    marks : Marks
    votes : Votes
        Of all names of the report.
    own : Votes
        Of the name itself, which count for nothing here.
    """
    total = votes.total - own.total
    if total <= 0.05 or marks.country is None:
        return 0.0

    theirs, mine = votes.marks.get, own.marks.get

    def held(mark: Hashable) -> float:
        weight = theirs(mark, 0.0)
        return weight - mine(mark, 0.0) if weight else 0.0

    country = held(marks.country)
    score = COUNTRY_WEIGHT * min(1.0, country / total) * min(1.0, country / 1.5)
    if marks.admin1 is not None:
        score += ADMIN1_WEIGHT * min(1.0, held(marks.admin1) / 1.5)
        if marks.admin2 is not None:
            score += ADMIN2_WEIGHT * min(1.0, held(marks.admin2))
    if marks.cells:
        score += NEAR_WEIGHT * min(1.0, max(map(held, marks.cells)))
    return score


def distance_km(a: Place, b: Place) -> float:
    """Distance (km) good to a percent at the scale of a region, for weighing only."""
    across = (a.lon - b.lon + 180.0) % 360.0 - 180.0
    return 111.2 * hypot(across * cos(radians((a.lat + b.lat) / 2)), a.lat - b.lat)


def all_votes(each: Iterable[Votes]) -> Votes:
    """Sum of votes."""
    total = Votes()
    for votes in each:
        total.add(votes)
    return total
