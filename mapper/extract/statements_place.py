"""The places of a terse statement: its states, areas and spellings, joined where one number covers several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter

from mapper.extract.lexicon import Actor
from mapper.extract.lexicon_rows import find_statement_places
from mapper.model import Location, Mention, Precision

FORCE_KINDS = frozenset({"operation", "mission", "pmc", "army", "service", "group", "unit"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place or several joined ones (``parts``), with the codes of their states."""

    start: int
    end: int
    hosts: tuple[str, ...]
    precision: Precision = Precision.COUNTRY
    location: Location | None = None
    parts: tuple[Place, ...] = ()


def host_of(place: Place) -> str | None:
    """Single state of a place; none for an area or several places."""
    if place.precision is Precision.AREA or len(place.hosts) != 1:
        return None
    return place.hosts[0]


def location_of(text: str, place: Place) -> Location | None:
    """Location of a place; for several the mean of their points, without a host."""
    if not place.parts:
        return place.location
    known = [part.location for part in place.parts if part.location is not None]
    if not known:
        return None
    lon, lat = sum(k.lon for k in known) / len(known), sum(k.lat for k in known) / len(known)
    return Location(
        name=text[place.start : place.end], lon=lon, lat=lat, precision=Precision.AREA, countries=place.hosts,
        provenance=known[0].provenance, reason="several places share one number",
    )  # fmt: skip


def _around(actors: list[Actor], start: int, end: int) -> Actor | None:
    """Name that a span lies in, of names in text order with disjoint spans."""
    last = bisect_right(actors, start, key=attrgetter("start")) - 1
    return actors[last] if last >= 0 and end <= actors[last].end else None


def within_force(place: Place, forces: list[Actor]) -> bool:
    """Whether a place is part of a force's name."""
    force = _around(forces, place.start, place.end)
    return force is not None and force.end - force.start > place.end - place.start


def find_places(text: str, mentions: tuple[Mention, ...], actors: tuple[Actor, ...]) -> list[Place]:
    """Places of a statement: names of this form, states, and mentions; of overlapping ones the longest."""
    found = [Place(start, end, hosts, precision) for start, end, hosts, precision in find_statement_places(text)]
    found += [Place(a.start, a.end, (a.sender,)) for a in actors if a.kind == "country" and a.sender]
    named = [a for a in actors if a.kind == "organisation" or a.kind in FORCE_KINDS]  # "NATO" is no village here
    for mention in mentions:
        if mention.location is not None and _around(named, mention.start, mention.end) is None:
            found.append(_of_mention(mention.start, mention.end, mention.location))
    chosen: list[Place] = []  # in text order, disjoint
    for place in sorted(found, key=lambda p: (p.start - p.end, p.start, p.location is None)):
        k = bisect_left(chosen, place.start, key=attrgetter("start"))
        if k < len(chosen) and (chosen[k].start, chosen[k].end) == (place.start, place.end):
            chosen[k] = _agreed(chosen[k], place)
        elif (k == 0 or chosen[k - 1].end <= place.start) and (k == len(chosen) or place.end <= chosen[k].start):
            chosen.insert(k, place)
    return chosen


def _of_mention(start: int, end: int, location: Location) -> Place:
    hosts = (location.country,) if location.country else location.countries
    return Place(start, end, hosts, location.precision, location)


def _agreed(named: Place, other: Place) -> Place:
    """Settle two readings of one name: the gazetteer gives the location where it agrees on the state."""
    located, plain = (named, other) if named.location is not None else (other, named)
    if located.location is None or set(located.hosts) == set(plain.hosts):
        return located
    if not plain.hosts and located.precision is Precision.AREA:
        return located
    return plain


def join_places(text: str, places: list[Place]) -> list[Place]:
    """Join places written as one: "Burkina Faso/Chad/Mali/Niger"."""
    runs: list[list[Place]] = []
    for place in places:
        last = runs[-1][-1] if runs else None
        if last is not None and place.start - last.end <= 3 and text[last.end : place.start].strip() == "/":
            runs[-1].append(place)
        else:
            runs.append([place])
    return [run[0] if len(run) == 1 else _joined(run) for run in runs]


def _joined(run: list[Place]) -> Place:
    hosts = tuple(dict.fromkeys(host for place in run for host in place.hosts))
    return Place(run[0].start, run[-1].end, hosts, Precision.AREA, None, tuple(run))
