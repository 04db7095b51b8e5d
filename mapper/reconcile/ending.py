"""Endings: which last departures empty a series, and what a total loses when one of its countries is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapper.model import Claim, Location, Personnel, Precision, Status
from mapper.reconcile import count as counts
from mapper.reconcile.count import Count
from mapper.reconcile.dated import Dated
from mapper.reconcile.force import (
    PEACE_SENDERS,
    ForceKey,
    contains_force,
    force_key,
    is_state,
    is_unitary,
    last_name,
    name_of,
)
from mapper.reconcile.movement import DELTAS
from mapper.reconcile.options import ReconcileOptions, claim_count
from mapper.reconcile.place import Place, contains_place, place_of
from mapper.reconcile.series import Series, order_of
from mapper.reconcile.timeline import Step, named_states

LEVEL = frozenset({Status.PRESENT, *DELTAS})
"""Statuses that set or move a level."""


def ends_of(
    series: Sequence[Series], dated: Sequence[Dated], links: Mapping[str, str], options: ReconcileOptions
) -> dict[str, list[Dated]]:
    """Last departures that empty each series (by id): its own, and those of a force or from a place that holds it.

    Parameters
    ----------
    series : sequence of Series
    dated : sequence of Dated
        Every claim.
    links : mapping of str to str
        Claim ids, part to total, as ``linked`` gives them.
    options : ReconcileOptions

    Notes
    -----
    Personnel of a state that name no mission leave with the mission that they serve in. They serve in one when their
    report counts them as a part of it, when all named forces of their state in the country are contingents of it, or
    when the sentence that tells of them names it as the frame and gives it no number of its own.
    """
    endings = _endings(dated, options)
    operations = _operations(series, options)
    serves = _missions_served(series, operations, links)
    return {one.id: _ends_of_one(one, endings, operations, serves[one.id], options) for one in series}


@dataclass(frozen=True, slots=True)
class _Ending:
    """A last departure with the force and place that it speaks of itself."""

    item: Dated
    force: ForceKey
    place: Place


_Spot = tuple[str, str]


def _endings(dated: Iterable[Dated], options: ReconcileOptions) -> dict[_Spot, list[_Ending]]:
    """Last departures by the sender that left and each country that it left."""
    lines = {name: last_name(name, options.forces) for name in options.forces}
    places: dict[Location, Place] = {}
    found: dict[_Spot, list[_Ending]] = defaultdict(list)
    for item in dated:
        location = item.claim.location
        if item.claim.status is Status.LEFT and not item.future and location is not None:
            force = force_key(item.claim, options.forces, lines)
            if force.named and item.claim.personnel is Personnel.POLICE:
                force = replace(force, personnel=str(Personnel.POLICE))
            place = places.setdefault(location, place_of(location))
            for spot in place.countries or (place.key,):
                found[force.sender, spot].append(_Ending(item, force, place))
    return found


def _ends_of_one(
    series: Series,
    endings: Mapping[_Spot, list[_Ending]],
    operations: Mapping[_Spot, list[Series]],
    serves: frozenset[ForceKey],
    options: ReconcileOptions,
) -> list[Dated]:
    """Last departures that empty a series: its own, and those of a force or from a place that holds it."""
    found = []
    spot = min(series.place.countries, default=series.place.key)
    missions = PEACE_SENDERS if series.force.personnel == Personnel.PEACEKEEPERS else ()
    masters = {mission.owner for mission in serves}
    for sender in sorted({series.force.sender, series.force.owner, "", *missions, *masters}):
        for ending in endings.get((sender, spot), ()):
            mine = ending.item.claim.id in series.claim_ids
            wide = mine or (
                contains_place(ending.place, series.place)
                and (
                    contains_force(ending.force, series.force, kinds=series.kinds, forces=options.forces)
                    or _is_all(ending, series, operations.get((sender, spot), ()), options)
                    or any(_ends_mission(ending.force, mission) for mission in serves)
                )
            )
            if wide and not _renamed(series, ending.item, options):
                found.append(ending.item)
    return found


def _operations(series: Iterable[Series], options: ReconcileOptions) -> dict[_Spot, list[Series]]:
    """Operations of each sender in each country, at places within it."""
    found: dict[_Spot, list[Series]] = defaultdict(list)
    for one in series:
        if one.force.named and len(one.place.countries) == 1 and is_unitary(one.force.line, options.forces):
            found[one.force.sender, min(one.place.countries)].append(one)
    return found


def _is_all(ending: _Ending, series: Series, operations: Iterable[Series], options: ReconcileOptions) -> bool:
    """Whether the operation that left was the only one of its sender there, so that the unnamed went with it."""
    named, unnamed = ending.force, series.force
    if unnamed.named or not named.named or unnamed.sender != named.sender:
        return False
    if not is_unitary(named.line, options.forces):
        return False
    others = (one for one in operations if one.force.line != named.line and contains_place(ending.place, one.place))
    kinds = frozenset({str(ending.item.claim.personnel)})
    return not any(others) and contains_force(unnamed, named, kinds=kinds, forces=options.forces)


def _renamed(series: Series, end: Dated, options: ReconcileOptions) -> bool:
    """Whether a force went only by name: its successor is there by then, or stays by the same report."""
    name = options.forces.get(name_of(end.claim))
    if name is None or not name.successor:
        return False
    later = set()
    while name and name.successor and name.successor not in later:
        later.add(name.successor)
        name = options.forces.get(name.successor)
    return any(
        name_of(item.claim) in later
        and item.claim.status in LEVEL
        and (item.at <= end.at or item.claim.report_id == end.claim.report_id)
        for item in series.items
    )


def _missions_served(
    series: Sequence[Series], operations: Mapping[_Spot, list[Series]], links: Mapping[str, str]
) -> dict[str, frozenset[ForceKey]]:
    """Missions that the unnamed personnel of a state serve in, by series."""
    missions = {item.claim.id: one.force for one in series for item in one.items if _is_mission(one.force)}
    frames: dict[tuple[str, int, int, str], list[ForceKey]] = defaultdict(list)
    for one in series:
        for item in one.items:
            if _is_mission(one.force) and _is_frame(item.claim):
                frames[_sentence(item.claim, one)].append(one.force)
    found = {}
    for one in series:
        served: set[ForceKey] = set()
        if is_state(one.force.sender) and not one.force.named:
            for item in one.items:
                whole = missions.get(links.get(item.claim.id, ""))
                served.update([whole] if whole else [])
                served.update(frames.get(_sentence(item.claim, one), ()) if item.claim.end else ())
            served |= _only_contingent(one, operations)
        found[one.id] = frozenset(served)
    return found


def _is_mission(force: ForceKey) -> bool:
    """Whether a force is a mission of an organisation, as a whole."""
    peace = force.sender in PEACE_SENDERS and force.personnel == Personnel.PEACEKEEPERS
    return not is_state(force.sender) and bool(force.sender) and (force.named or peace)


def _is_frame(claim: Claim) -> bool:
    numbered = claim.count_low is not None or claim.count_high is not None
    return claim.status is Status.PRESENT and not numbered and claim.end > claim.start


def _sentence(claim: Claim, series: Series) -> tuple[str, int, int, str]:
    return claim.report_id, claim.start, claim.end, series.place.key


def _only_contingent(series: Series, operations: Mapping[_Spot, list[Series]]) -> set[ForceKey]:
    """The one mission that every named force of a state in a country is a contingent of."""
    own = operations.get((series.force.sender, min(series.place.countries, default="")), ())
    lines = {(one.force.line, one.force.owner) for one in own}
    if len(lines) != 1:
        return set()
    ((line, owner),) = lines
    return set() if is_state(owner) else {ForceKey(owner, line, "", owner)}


def _ends_mission(ending: ForceKey, mission: ForceKey) -> bool:
    """Whether the mission itself is what left."""
    if is_state(ending.sender) or ending.owner != mission.owner:
        return False
    return ending.line == mission.line if ending.named and mission.named else not ending.named or not mission.named


def lose_members(
    steps: Mapping[str, list[Step]], series: Sequence[Series], dated: Sequence[Dated], options: ReconcileOptions
) -> dict[str, list[Step]]:
    """Lower totals for several countries when the force has left one of them, and end them when it has left all.

    Who left may have gone home or to the other countries: the total is from then on at most what it was, and at least
    that without the people last counted in the country that was left. Once a newer number is known for each country
    that is still in it, the total is told anew by these and over.

    Parameters
    ----------
    steps : mapping of str to list of Step
        Of each series, by id.
    series : sequence of Series
    dated : sequence of Dated
        Every claim.
    options : ReconcileOptions
    """
    endings = _endings(dated, options)
    in_country: dict[_Spot, list[Series]] = defaultdict(list)
    for one in series:
        if one.place.location.precision is Precision.COUNTRY:
            in_country[one.force.sender, min(one.place.countries, default="")].append(one)
    homes = _Homes(in_country, steps, options)
    result = dict(steps)
    for one in series:
        if len(one.place.countries) > 1:
            losses = _losses(one, endings, options)
            result[one.id] = [p for step in steps[one.id] for p in _after_losses(step, losses, one, homes)]
    return result


def _losses(
    series: Series, endings: Mapping[_Spot, list[_Ending]], options: ReconcileOptions
) -> dict[str, list[Dated]]:
    """Departures from each country of a series by the force itself or by all of its sender's, in order of time."""
    found: dict[str, list[Dated]] = {}
    for state in sorted(series.place.countries):
        for ending in endings.get((series.force.sender, state), ()):
            whole = contains_force(ending.force, series.force, kinds=series.kinds, forces=options.forces)
            if whole and ending.place.location.precision is Precision.COUNTRY:
                found.setdefault(state, []).append(ending.item)
    return {state: sorted(items, key=order_of) for state, items in found.items()}


@dataclass(frozen=True, slots=True)
class _Homes:
    """What is known of forces in each country: their series there, and the steps of these."""

    in_country: Mapping[_Spot, Sequence[Series]]
    steps: Mapping[str, list[Step]]
    options: ReconcileOptions

    def away(self, sender: str, state: str, day: date) -> Count:
        """People of a sender that were last counted in a country when they left it."""
        known = [one for other in self.in_country.get((sender, state), ()) for one in self.steps[other.id]]
        return counts.total(one.count for one in known if one.start < day and one.end == day)

    def told_since(self, series: Series, state: str, day: date) -> Dated | None:
        """First claim after a day on how many of a series' people are in a country, where the number still holds."""
        for other in self.in_country.get((series.force.sender, state), ()):
            if not contains_force(other.force, series.force, kinds=series.kinds, forces=self.options.forces):
                continue
            for step in self.steps[other.id]:
                fresh = [
                    i for i in step.claims if i.at > day and counts.stated(claim_count(i.claim, self.options)[0])
                ]
                if step.start_basis == "reported" and step.start > day and fresh:
                    return fresh[0]
        return None


def _after_losses(step: Step, losses: Mapping[str, list[Dated]], series: Series, homes: _Homes) -> list[Step]:
    """Pieces of a step, each with what is left when one more country was left after the total was last told."""
    named = frozenset(named_states(step.claims)) or series.place.countries
    states = set(named)
    told = max((item.at for item in step.claims if item.claim.status in LEVEL), default=step.start)
    first = (
        (next((item for item in losses[state] if item.at > told), None), state) for state in states & set(losses)
    )
    gone = sorted(((item, state) for item, state in first if item), key=lambda one: (*order_of(one[0]), one[1]))
    pieces = [step]
    for item, state in gone:
        last = pieces[-1]
        if item.at < last.start or (last.end is not None and last.end <= item.at):
            continue
        states.discard(state)
        claims = (*last.claims, *((item,) if item not in last.claims else ()))
        if not states:
            pieces[-1] = replace(last, end=item.at, end_basis="reported", claims=claims)
            break
        away = homes.away(series.force.sender, state, item.at)
        low = counts.subtract(last.count, away)[0] if away != counts.ZERO else None
        fewer = replace(
            last, start=item.at, count=(low, last.count[1]), sides=(), start_basis="carried", claims=claims
        )
        pieces[-1:] = [replace(last, end=item.at, end_basis="carried_forward"), fewer]
    pieces = _until_told_anew(pieces, [_first_of(series, state, told, losses, homes) for state in sorted(named)])
    return [piece for piece in pieces if piece.end is None or piece.start < piece.end]


def _first_of(
    series: Series, state: str, told: date, losses: Mapping[str, list[Dated]], homes: _Homes
) -> Dated | None:
    """First claim after a total was told that one of its countries was left, or on how many are there."""
    left = next((item for item in losses.get(state, ()) if item.at > told), None)
    known = [item for item in (left, homes.told_since(series, state, told)) if item is not None]
    return min(known, key=order_of, default=None)


def _until_told_anew(pieces: Sequence[Step], parts: Sequence[Dated | None]) -> list[Step]:
    """Pieces of a total until each of its countries has been left or told by itself; all where one has not."""
    known = [item for item in parts if item is not None]
    if not known or len(known) < len(parts):
        return list(pieces)
    day = max(item.at for item in known)
    kept = [piece for piece in pieces if piece.start < day]
    if kept and (kept[-1].end is None or day < kept[-1].end):
        claims = (*kept[-1].claims, *(item for item in known if item not in kept[-1].claims))
        kept[-1] = replace(kept[-1], end=day, end_basis="carried_forward", claims=claims)
    return kept
