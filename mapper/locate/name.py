"""Geocoding one name on its own: exact, then other spellings, then near ones, always inside the country given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from mapper.locate.curated import read_table, split
from mapper.locate.fold import consonants, fold, loosen
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import ADMIN1, ADMIN2, TOWN, Hit, Place
from mapper.locate.rank import distance_km
from mapper.locate.resolve import RUNNERS_UP, Question, candidate_of, locate, resolve
from mapper.model import Candidate, Location

NameAnswer = tuple[Location | None, str, tuple[Candidate, ...]]

NEAR_SPELLING = 0.85
REGION_MARGIN_KM, BORDER_KM = 60.0, 20.0
"""How far (km) outside the region given a place may lie: one of no known region, one recorded in another."""
WORTH_MEASURING_KM = 150.0
FEWEST_CONSONANTS = 3
TOWN_OF_QUARTER = 20_000
"""People of a town, at least, whose name begins that of a quarter, a camp or a road in it."""
MOST_KIN = 3
_SUFFIX = re.compile(
    r"\s+(?:COB|TOB|OB|HQ|Camp|Base|FOB|Team Site|Town|City|Village|Airport|Airfield|Airstrip|Port|Sector)$",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(([^()]{2,60})\)")


def locate_name(
    name: str, gazetteer: Gazetteer, *, country: str | None = None, admin1: str | None = None
) -> NameAnswer:
    """Location of a name, or the reason for none.

    Parameters
    ----------
    name : str
        Two spellings may stand beside one another ("Bhimber/Bhimbar", "Dhenia (Deneia)").
    gazetteer : Gazetteer
    country : str, optional
        ISO 3166-1 alpha-3; only places there, or on ground that was one country with it ("Juba" in SDN).
    admin1 : str, optional
        First-level region that it lies in. A place of the name far outside it is not the one meant.

    Returns
    -------
    location : Location or None
        Its ``reason`` says how the name was matched.
    reason : str
    alternatives : tuple of Candidate
        Runners-up; where there is no location, the region given.
    """
    regions = _regions(admin1, country, gazetteer)
    for spelling in _spellings(name):
        for how, reason in _WAYS:
            hits = how(spelling, country, gazetteer)
            if _SUFFIX.search(name) and spelling != name:
                hits = tuple(hit for hit in hits if hit.place.kind not in (ADMIN1, ADMIN2))
            fitting = _fitting(hits, regions)
            if fitting:
                return _choose(spelling, fitting, regions, reason)
    for last, reason in _LAST_WAYS:
        place = last(name, country, regions, gazetteer)
        if place:
            return _choose(name, place, regions, reason)
    where = f" in {admin1}, {country}" if admin1 and country else f" in {country}" if country else ""
    return (
        None,
        f"no place of this name{where} is known",
        tuple(candidate_of(place) for place in regions[:RUNNERS_UP]),
    )


def _choose(name: str, hits: tuple[Hit, ...], regions: tuple[Place, ...], reason: str) -> NameAnswer:
    answer = resolve([Question(name, hits, regions)])[0]
    location = locate(answer, reason=reason)
    return location, location.reason, location.alternatives


def _exact(name: str, country: str | None, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    return gazetteer.lookup(name, country)


def _kin(name: str, country: str | None, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    return tuple(hit for kin in _kin_of(country) for hit in gazetteer.lookup(name, kin))


def _loose(name: str, country: str | None, gazetteer: Gazetteer) -> tuple[Hit, ...]:
    if country is None:
        return ()
    return gazetteer.lookup_loose(name, country) or tuple(
        hit for kin in _kin_of(country) for hit in gazetteer.lookup_loose(name, kin) if hit.strong
    )


_Way = Callable[[str, str | None, Gazetteer], tuple[Hit, ...]]
_WAYS: tuple[tuple[_Way, str], ...] = (
    (_exact, ""),
    (_kin, "on ground that was one country with the one given"),
    (_loose, "another spelling of its name in the country given"),
)


def _spellings(name: str) -> Iterator[str]:
    """The name, the spellings written beside one another in it, and those without a word for the kind of camp."""
    seen = []
    bracket = _BRACKET.search(name)
    parts = [name, *name.split("/")]
    if bracket:
        parts += [_BRACKET.sub("", name), bracket.group(1)]
    for part in [*parts, *(_SUFFIX.sub("", part) for part in parts)]:
        text = part.strip()
        if len(text) > 1 and text not in seen:
            seen.append(text)
            yield text


@cache
def _kin_of(country: str | None) -> tuple[str, ...]:
    """Countries that were one with this one within living memory, by ``geodata/countries/former.csv``."""
    found: set[str] = set()
    for row in read_table("countries", "former.csv"):
        today = split(row["today"])
        if country in today and len(today) <= MOST_KIN:
            found.update(today)
    return tuple(sorted(found - {country or ""}))


def _regions(admin1: str | None, country: str | None, gazetteer: Gazetteer) -> tuple[Place, ...]:
    if not admin1:
        return ()
    codes = (country, *_kin_of(country)) if country else (None,)
    hits = [
        hit
        for code in codes
        for hit in gazetteer.lookup(admin1, code) or (code and gazetteer.lookup_loose(admin1, code)) or ()
    ]
    places = {hit.place.id: hit.place for hit in hits if hit.place.kind in (ADMIN1, ADMIN2)}
    return tuple(places.values())


def _fitting(hits: tuple[Hit, ...], regions: tuple[Place, ...]) -> tuple[Hit, ...]:
    """Hits that can lie in the regions given, without districts whose middle is not known well enough."""
    return tuple(
        hit for hit in hits if not _vague(hit.place) and (not regions or any(_near(hit.place, r) for r in regions))
    )


def _vague(place: Place) -> bool:
    return place.kind == ADMIN2 and place.source == "geonames" and place.feature == "vague"


def _near(place: Place, region: Place) -> bool:
    """Whether a place can lie in a region: by its record, or so near that the line between regions may have moved."""
    if (place.country, place.admin1) == (region.country, region.admin1) and place.admin1:
        return True
    elsewhere = place.admin1 and region.feature != "former province" and place.country == region.country
    far_km = distance_km(place, region) - region.radius_m / 1000
    if not elsewhere:
        return far_km < REGION_MARGIN_KM
    if far_km < -0.1 * region.radius_m / 1000:
        return True
    if region.shape:
        return far_km < WORTH_MEASURING_KM and _edge_km(place, region) < BORDER_KM
    return far_km < BORDER_KM


def _edge_km(place: Place, region: Place) -> float:
    """Distance (km) of a place from a drawn region, good to a few percent; 0 inside it."""
    import shapely
    from shapely.ops import nearest_points

    from mapper.locate.shapes import shape_geometry

    point = shapely.Point(place.lon, place.lat)
    near = nearest_points(shape_geometry(region.shape), point)[0]
    return distance_km(place, place._replace(lon=near.x, lat=near.y))


def _near_spelling(
    name: str, country: str | None, regions: tuple[Place, ...], gazetteer: Gazetteer
) -> tuple[Hit, ...]:
    """The one place of the region given whose name is nearly the same; none where two are."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extract

    wanted = loosen(fold(name))
    if country is None or not regions or len(wanted) < 5:
        return ()
    keys = gazetteer.keys_of(country)
    near = extract(wanted, keys, scorer=Levenshtein.normalized_similarity, limit=8, score_cutoff=NEAR_SPELLING)
    return _one_place((key for key, _, _ in near if key[0] == wanted[0]), country, regions, gazetteer)


def _same_consonants(
    name: str, country: str | None, regions: tuple[Place, ...], gazetteer: Gazetteer
) -> tuple[Hit, ...]:
    """The one place of the region given whose name has the same consonants; none where two are.

    Vowels are what transliterations from scripts without them differ in (Mellit, Mallit).
    """
    if country is None or not regions:
        return ()
    wanted = consonants(loosen(fold(name)), country)
    if len(wanted) < FEWEST_CONSONANTS:
        return ()
    keys = (key for key in gazetteer.keys_of(country) if consonants(key, country) == wanted)
    return _one_place(keys, country, regions, gazetteer)


def _one_place(
    keys: Iterable[str], country: str, regions: tuple[Place, ...], gazetteer: Gazetteer
) -> tuple[Hit, ...]:
    names = {(region.country, region.admin1) for region in regions}
    fitting = tuple(
        hit
        for key in keys
        for hit in gazetteer.by_loose_key(country, key)
        if hit.place.kind not in (ADMIN1, ADMIN2) and (hit.place.country, hit.place.admin1) in names
    )
    first = fitting[0].place if fitting else None
    if first is None or any(distance_km(first, hit.place) > 25 for hit in fitting):
        return ()
    return fitting


def _town_of_quarter(
    name: str, country: str | None, regions: tuple[Place, ...], gazetteer: Gazetteer
) -> tuple[Hit, ...]:
    """The town of the region given with whose name this one begins ("Beni Boikene" is a quarter of Beni)."""
    first, _, rest = name.strip().partition(" ")
    if country is None or not rest or len(first) < 3:
        return ()
    hits = tuple(
        hit
        for hit in gazetteer.lookup(first, country)
        if hit.strong and hit.place.kind == TOWN and hit.place.population >= TOWN_OF_QUARTER
    )
    return _fitting(hits, regions)


_LAST_WAYS = (
    (_near_spelling, "a near spelling in the country given; check it"),
    (_same_consonants, "a spelling with the same consonants in the region given; check it"),
    (_town_of_quarter, "the town that its name begins with; check it"),
)
