"""Geocoding one name on its own: exact, then other spellings, then near ones, always inside the country given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from mapper.locate.curated import read_table, split
from mapper.locate.fold import fold, loosen
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import ADMIN1, ADMIN2, Hit, Place
from mapper.locate.rank import distance_km
from mapper.locate.resolve import RUNNERS_UP, Question, candidate_of, locate, resolve
from mapper.model import Candidate, Location

NameAnswer = tuple[Location | None, str, tuple[Candidate, ...]]

NEAR_SPELLING = 0.85
REGION_MARGIN_KM = 60.0
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
    place = _near_spelling(name, country, regions, gazetteer)
    if place:
        return _choose(name, place, regions, "a near spelling in the country given; check it")
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
    if (place.country, place.admin1) == (region.country, region.admin1) and place.admin1:
        return True
    elsewhere = place.admin1 and region.feature != "former province" and place.country == region.country
    margin_km = 0.0 if elsewhere else REGION_MARGIN_KM
    return distance_km(place, region) < region.radius_m / 1000 * (0.9 if elsewhere else 1.0) + margin_km


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
    hits = [hit for key, _, _ in near if key[0] == wanted[0] for hit in gazetteer.by_loose_key(country, key)]
    names = {(region.country, region.admin1) for region in regions}
    fitting = tuple(
        h for h in hits if h.place.kind not in (ADMIN1, ADMIN2) and (h.place.country, h.place.admin1) in names
    )
    first = fitting[0].place if fitting else None
    if first is None or any(distance_km(first, hit.place) > 25 for hit in fitting):
        return ()
    return fitting
