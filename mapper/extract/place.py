"""Which place of a sentence a phrase for personnel is at, comes from or goes to.

A place is judged by the words between it and the phrase or its verb: the preposition that brings it in gives
its role, and commas, clause words and other verbs on the way loosen the tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians

from mapper.extract.items import GENITIVE, Item
from mapper.model import Location, Mention, Precision

ROLE_TAGS = ("from", "to", "at", "by", "with", "like", "of")
LOOK_BACK = 5
FINE = frozenset({Precision.SITE, Precision.SETTLEMENT, Precision.ADMIN})
"""Places finer than a country."""
TOWNS = frozenset({Precision.SITE, Precision.SETTLEMENT})
SITES = frozenset({"site", "base", "office"})
AFAR = frozenset({"near", "main", "carried", "loose", "theatre"})
"""Ties of places that no word of the clause ties to the phrase."""
METRES = 111_200
"""Metres in a degree of latitude, good to a percent."""
OBJECT_REACH = 9
"""How many items after a verb of holding its object may be."""


INSIDE = frozenset({
    "definite", "determiner", "possessive", "of", "that_country", "that_site", "soil", "adverb", "now", "past_time",
})  # fmt: skip
"""Tags of what may stand between a preposition or verb and the place that it brings in."""
INSIDE_OBJECT = frozenset({
    "definite", "determiner", "of", "part", "whole", "extra", "adverb", "possessive", "nation", "now", "past_time",
})  # fmt: skip
"""Tags of what may stand between a verb of holding and the ground that is its object."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place a phrase may be at: the item, the role its preposition gives, and how loose the tie is.

    ``tie`` is post (right after the phrase), object (of the verb), clause, purpose ("sent to fight fires in
    Chile"), front (before the phrase in its clause), loose, there ("there", "in the country"), theatre (where the
    force serves), or from elsewhere in the report: carried, near, main.
    """

    mention: Mention
    item: int
    role: str
    tie: str
    gap: int = 0
    also: tuple[Mention, ...] = ()


def role_of(items: list[Item], i: int) -> tuple[str, int]:
    """Tell the role of the place at item ``i`` and where its prepositional phrase begins.

    Returns
    -------
    tuple of (str, int)
        One of ROLE_TAGS, ``possessive`` ("Mali's ..."), ``modifier`` (before a noun), or ``none``.
    """
    if i + 1 < len(items) and items[i + 1].low in GENITIVE:
        return "possessive", i
    if _adjectival(items, i) or (i + 1 < len(items) and "nation" in items[i + 1].tags):
        return "modifier", i
    j = i - 1
    seen = light = 0
    parted = False
    while j >= 0 and seen < LOOK_BACK:
        tags = items[j].tags
        for tag in ROLE_TAGS:
            if tag in tags:
                if tag == "of" and seen < LOOK_BACK - 1 and _names_part(items, j):
                    break
                return tag, j
        item = items[j]
        if parted and tags & {"that_country", "that_site"}:
            break  # "in that country, Burundi, Kenya and others"
        parted = parted or item.low == ","
        chained = item.place is not None or item.low == "," or "and" in tags
        inside = item.plain or (item.noun is not None and item.noun.kind in SITES) or tags & INSIDE
        if item.verbs and not inside:
            return ("object" if seen - light <= 2 else "none"), j
        if not (inside or chained or item.low in {"-", "(", '"', "“", "'s", "’s"} or item.who or item.noun):
            break
        seen += 1
        light += bool(tags & {"of", "definite"})  # "tiennent la base de Gossi"
        j -= 1
    return "none", max(j, 0)


def _adjectival(items: list[Item], i: int) -> bool:
    """Whether an abbreviated country qualifies the noun after it: "in a U.S. statement"."""
    item = items[i]
    if item.who is None or i + 1 >= len(items) or not ("." in item.low or len(item.low) <= 2):
        return False
    after = items[i + 1]
    return after.noun is not None or after.plain or "and" in after.tags or after.force is not None


def _names_part(items: list[Item], j: int) -> bool:
    """Whether "of" at ``j`` joins a part to its whole ("the south of Afghanistan", "the city of Gao")."""
    if j == 0:
        return False
    before = items[j - 1]
    site = before.noun is not None and before.noun.kind in SITES
    return before.plain or site or bool(before.tags & {"that_country", "that_site", "soil"})


def leaves(items: list[Item], i: int) -> bool:
    """Whether the preposition of the place at item ``i`` also means "from" ("le retrait des soldats du Niger")."""
    role, begins = role_of(items, i)
    return role == "of" and "of_or_from" in items[begins].tags


def usable(mention: Mention) -> bool:
    """Whether a mention has a location on Earth that a force can be at."""
    return mention.location is not None


def is_country(mention: Mention | None) -> bool:
    """Whether a mention is a whole country."""
    return mention is not None and mention.location is not None and mention.location.precision is Precision.COUNTRY


def join_locations(mentions: list[Mention], name: str) -> Location:
    """Make the area that several countries form, as the place of one claim over all of them.

    Parameters
    ----------
    mentions : list of Mention
        At least one, each with a location.
    name : str
        The words of the text that name them.

    Returns
    -------
    Location
        Precision area and no host when the countries differ, the first of them where they are all in one, and the
        ground of all of several towns of one country; the point is the mean of theirs.
    """
    spots = [m.location for m in mentions if m.location is not None]
    countries = tuple(sorted({c for s in spots for c in (s.countries or ((s.country,) if s.country else ()))}))
    if len(countries) == 1 and not all(s.precision in TOWNS for s in spots):
        return spots[0]
    lon = sum(s.lon for s in spots) / len(spots)
    lat = sum(s.lat for s in spots) / len(spots)
    radius = max(s.radius_m for s in spots)
    if len(countries) == 1:
        apart = METRES * max(hypot((s.lon - lon) * cos(radians(lat)), s.lat - lat) for s in spots)
        return Location(
            name=name, lon=round(lon, 5), lat=round(lat, 5), precision=Precision.ADMIN, country=countries[0],
            countries=countries, radius_m=round(radius + apart), provenance=spots[0].provenance, feature="several",
            reason="several places under one number",
        )  # fmt: skip
    return Location(
        name=name, lon=round(lon, 5), lat=round(lat, 5), precision=Precision.AREA, countries=countries,
        radius_m=radius, shape="+".join(f"country:{c}" for c in countries), provenance=spots[0].provenance,
        reason="several countries under one statement",
    )  # fmt: skip


def holds_ground(items: list[Item], at: int) -> bool:
    """Whether the object of the verb that ends at item ``at`` is a place, not persons or things.

    "took Avdiivka", "captured most of the town of Basra", "controls about 18% of the country".
    """
    for i in range(at + 1, min(len(items), at + 1 + OBJECT_REACH)):
        item = items[i]
        if item.place is not None and usable(item.place):
            if i + 1 < len(items) and items[i + 1].low in GENITIVE:
                continue
            return True
        if item.tags & {"that_country", "that_site", "ground"}:
            return True
        inside = (
            item.tags & INSIDE_OBJECT
            or (item.who is not None and item.who.kind == "demonym" and not item.place)
            or item.plain
            or item.count is not None
            or item.low in {"%", "-", '"', "“"}
            or (item.noun is not None and item.noun.kind in SITES)
        )
        if not inside or item.verbs:
            return False
    return False
