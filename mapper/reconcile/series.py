"""Claims grouped into series: one force at one place, whose level changes over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from mapper.model import Claim, Location, Personnel, Precision, Status
from mapper.reconcile.count import NOTHING, Count, agree
from mapper.reconcile.dated import Dated
from mapper.reconcile.force import ForceKey, are_beside, contains_force, force_key, is_unitary, last_name
from mapper.reconcile.options import Force, ReconcileOptions
from mapper.reconcile.place import Place, contains_place, overlapping, place_of, theatres


@dataclass(slots=True)
class Series:
    """All that claims say of one force at one place, in a fixed order."""

    id: str
    force: ForceKey
    place: Place
    kinds: frozenset[str]
    items: list[Dated] = field(default_factory=list)
    claim_ids: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[int, int, bool, str]:
        """Finest place first, named before unnamed; ends with the id, so that it is total."""
        return self.place.rank, len(self.place.countries), not self.force.named, self.id


_Key = tuple[ForceKey, str]


def group_claims(dated: Iterable[Dated], options: ReconcileOptions) -> list[Series]:
    """Group dated, located claims into series.

    Parameters
    ----------
    dated : iterable of Dated
        Every claim has a location.
    options : ReconcileOptions

    Returns
    -------
    list of Series
        Ordered by ``Series.order``; the order of the input does not matter.
    """
    lines = {name: last_name(name, options.forces) for name in options.forces}
    groups: dict[_Key, list[Dated]] = defaultdict(list)
    places: dict[str, Place] = {}
    known: dict[Location, Place] = {}
    for item in sorted(dated, key=order_of):
        location = item.claim.location
        if location is None:
            continue
        place = known.setdefault(location, place_of(location))
        places.setdefault(place.key, place)
        groups[force_key(item.claim, options.forces, lines), place.key].append(item)
    groups = _join_theatres(groups, places)
    groups = _part_police(_name_unnamed(groups, places, options.forces), options)
    made = [_series(key, items, places) for key, items in groups.items()]
    return sorted(made, key=lambda series: series.order)


def order_of(item: Dated) -> tuple[object, ...]:
    """Order of claims in time, ended by their text and id so that it never depends on the input's."""
    claim = item.claim
    return item.at, claim.published or "", claim.report_id, claim.start, claim.id


def covers(whole: Series, part: Series, forces: Mapping[str, Force]) -> bool:
    """Whether the people of ``part`` are among those of ``whole`` while both are there."""
    if whole.id == part.id or are_beside(whole.force, part.force) or not contains_place(whole.place, part.place):
        return False
    return contains_force(whole.force, part.force, kinds=part.kinds, forces=forces)


def digest(*parts: object) -> str:
    """Short stable id of some values."""
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _series(key: _Key, items: list[Dated], places: Mapping[str, Place]) -> Series:
    force, place = key
    kinds = frozenset(str(item.claim.personnel) for item in items)
    name = digest(force.sender, force.line, force.personnel, place)
    own = frozenset(item.claim.id for item in items)
    return Series(name, force, places[place], kinds, sorted(items, key=order_of), own)


def _join_theatres(groups: Mapping[_Key, list[Dated]], places: dict[str, Place]) -> dict[_Key, list[Dated]]:
    """Move claims on areas to the theatre that their force has there."""
    areas: dict[ForceKey, list[str]] = defaultdict(list)
    for force, key in groups:
        if key.startswith("area:") and places[key].is_union:
            areas[force].append(key)
    moved: dict[_Key, list[Dated]] = defaultdict(list)
    unions = {
        force: theatres((places[key].countries for key in keys), named=force.named) for force, keys in areas.items()
    }
    for (force, key), items in groups.items():
        target = key
        if key in areas.get(force, ()):
            target = _theatre(places, key, unions[force][places[key].countries])
        moved[force, target].extend(items)
    return dict(moved)


def _theatre(places: dict[str, Place], key: str, states: frozenset[str]) -> str:
    name = "area:" + ",".join(sorted(states))
    places.setdefault(name, Place(name, places[key].location, states))
    return name


def _name_unnamed(
    groups: Mapping[_Key, list[Dated]], places: Mapping[str, Place], forces: Mapping[str, Force]
) -> dict[_Key, list[Dated]]:
    """Give a sender's unnamed personnel to the one operation that it has at that place.

    Where it has several, or only units, the unnamed stay a total of their own.
    """
    operations: dict[str, list[_Key]] = defaultdict(list)
    for force, key in groups:
        if force.named and is_unitary(force.line, forces):
            operations[force.sender].append((force, key))
    moved: dict[_Key, list[Dated]] = defaultdict(list)
    for name, items in sorted(groups.items()):
        target = None if name[0].named else _only_operation(name, operations[name[0].sender], groups, places, forces)
        moved[target or name].extend(items)
    return dict(moved)


def _only_operation(
    key: _Key,
    operations: Iterable[_Key],
    groups: Mapping[_Key, list[Dated]],
    places: Mapping[str, Place],
    forces: Mapping[str, Force],
) -> _Key | None:
    force, place = key
    found = []
    for other, at in operations:
        kinds = frozenset(str(item.claim.personnel) for item in groups[other, at])
        if _same_place(places[place], places[at]) and contains_force(force, other, kinds=kinds, forces=forces):
            found.append((other, at))
    return found[0] if len(found) == 1 else None


def _same_place(one: Place, other: Place) -> bool:
    if one.key == other.key:
        return True
    areas = one.location.precision is other.location.precision is Precision.AREA
    return areas and one.is_union and other.is_union and bool(overlapping(one.countries, [other.countries]))


def _part_police(groups: Mapping[_Key, list[Dated]], options: ReconcileOptions) -> dict[_Key, list[Dated]]:
    """Give the police of a named force a series of their own where a report counts them beside its other people.

    "2,450 and about 500 police" are 2,950. Where no report puts two numbers side by side, "police" and "troops" may
    be two words for the same people, and stay one series.
    """
    parted: dict[_Key, list[Dated]] = {}
    for (force, place), items in groups.items():
        police = [item for item in items if item.claim.personnel is Personnel.POLICE]
        if not (force.named and police and _are_counted_beside(items, options)):
            parted[force, place] = items
            continue
        parted[force, place] = [item for item in items if item.claim.personnel is not Personnel.POLICE]
        parted[replace(force, personnel=str(Personnel.POLICE)), place] = police
    return parted


def _are_counted_beside(items: Iterable[Dated], options: ReconcileOptions) -> bool:
    told: dict[str, list[Claim]] = defaultdict(list)
    for item in items:
        claim = item.claim
        if claim.status is Status.PRESENT and not (claim.part_of or claim.group) and _count(claim) != NOTHING:
            told[claim.report_id].append(claim)
    for claims in told.values():
        police = [_count(claim) for claim in claims if claim.personnel is Personnel.POLICE]
        others = [_count(claim) for claim in claims if claim.personnel is not Personnel.POLICE]
        if any(not agree(one, other, tolerance=options.tolerance) for one in police for other in others):
            return True
    return False


def _count(claim: Claim) -> Count:
    return claim.count_low, claim.count_high


def linked(claims: Iterable[Claim]) -> dict[str, str]:
    """Claims that one report itself counts inside another: id of the part to id of the total.

    ``part_of`` says so; among claims that share a ``group`` the widest place, then the greatest count, is the total.
    """
    links: dict[str, str] = {}
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.part_of:
            links[claim.id] = claim.part_of
        elif claim.group:
            groups[claim.report_id, claim.group].append(claim)
    for members in groups.values():
        placed = [claim for claim in members if claim.location]
        if len(placed) < 2:
            continue
        whole = max(placed, key=_width)
        links.update({claim.id: whole.id for claim in placed if claim.id != whole.id})
    return links


def _width(claim: Claim) -> tuple[int, int, str]:
    place = place_of(claim.location) if claim.location else None
    most = claim.count_high or claim.count_low or 0
    return (place.rank if place else 0), most, claim.id
