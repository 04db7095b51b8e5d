"""The whole of reconciling, as a pure function of claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mapper import edtf
from mapper.errors import UsageError
from mapper.model import Claim, Kind, Location, Personnel, Precision, Presence, Status, Unmapped
from mapper.reconcile.dated import Dated, date_claim
from mapper.reconcile.force import PEACE_SENDERS, ForceKey, contains_force, force_key, is_unitary, last_name, name_of
from mapper.reconcile.nesting import build_nest, omissions, outdate_parts, place_within, remainders
from mapper.reconcile.options import ReconcileOptions, default_options
from mapper.reconcile.place import Place, contains_place, place_of
from mapper.reconcile.plans import plans_of
from mapper.reconcile.rows import against, denials_of, movements_of, presence_of
from mapper.reconcile.series import Series, group_claims, linked
from mapper.reconcile.timeline import DELTAS, Step, Timeline

LEVEL = frozenset({Status.PRESENT, *DELTAS})


def reconcile_claims(
    claims: Iterable[Claim], *, as_of: str | None = None, options: ReconcileOptions | None = None
) -> tuple[tuple[Presence, ...], tuple[Unmapped, ...]]:
    """Turn claims into presences: who was where, how many, from when to when, says who.

    Parameters
    ----------
    claims : iterable of Claim
        In any order; located where they could be.
    as_of : str, optional
        EDTF date: only what was published by its last day is known. Undated reports are not known to be.
    options : ReconcileOptions, optional
        ``default_options()`` when not given.

    Returns
    -------
    presences : tuple of Presence
        By kind of row: presences, what totals leave unexplained, movements, plans and denials; ordered by start.
    unmapped : tuple of Unmapped
        Every claim that no row stands on, with the reason.

    Raises
    ------
    UsageError
        ``as_of`` is not a date.

    Notes
    -----
    ``present`` sets a level, which holds until the next claim; ``left`` ends it on its day; arrivals and
    departures move it; plans and denials never do. Claims that cannot both be true make a dispute, with the
    widest interval. No clock is read: the same claims give the same rows.
    """
    options = options or default_options()
    known = sorted(_known(claims, as_of), key=lambda c: (c.published or "", c.report_id, c.start, c.id))
    unmapped: list[Unmapped] = []
    dated = []
    for claim in known:
        found = _usable(claim)
        if isinstance(found, str):
            unmapped.append(Unmapped(claim=claim.id, reason=found))
        else:
            dated.append(found)
    rows = _rows(dated, options)
    drawn = {name for row in rows for name in row.claims}
    reason = "overtaken: the same day's news is that all have left"
    unmapped += [Unmapped(claim=i.claim.id, reason=reason) for i in dated if i.claim.id not in drawn]
    return tuple(sorted(rows, key=_order)), tuple(sorted(unmapped, key=lambda item: item.claim))


def _known(claims: Iterable[Claim], as_of: str | None) -> list[Claim]:
    if as_of is None:
        return list(claims)
    try:
        limit = edtf.last_day(as_of)
    except ValueError as error:
        raise UsageError(f"--as-of: {error}") from None
    found = []
    for claim in claims:
        told = edtf.last_day(claim.published) if claim.published and edtf.is_edtf(claim.published) else None
        if told and (limit is None or told <= limit):
            found.append(claim)
    return found


def _usable(claim: Claim) -> Dated | str:
    if claim.location is None:
        return claim.unlocated or ("place not located" if claim.place else "no place stated")
    if claim.location.precision is Precision.GLOBAL:
        return "no place stated: the claim is about the whole world"
    return date_claim(claim)


def _order(row: Presence) -> tuple[str, str, str, str]:
    return row.start, str(row.kind), row.series, row.id


@dataclass(frozen=True, slots=True)
class _Ending:
    """A last departure with the force and place that it speaks of itself."""

    item: Dated
    force: ForceKey
    place: Place


def _rows(dated: Sequence[Dated], options: ReconcileOptions) -> list[Presence]:
    series = group_claims(dated, options)
    by_id = {one.id: one for one in series}
    endings = _endings(dated, options)
    operations = _operations(series, options)
    ends = {one.id: _ends_of(one, endings, operations, options) for one in series}
    links = linked(item.claim for item in dated)
    for name, items in omissions(series, links).items():
        ends[name] = [*ends[name], *items]
    lines = {one.id: _timeline(one, ends[one.id], options) for one in series}
    steps: Mapping[str, list[Step]] = {name: line.run() for name, line in lines.items()}
    nest = build_nest(series, links, options)
    steps = outdate_parts(steps, nest, options)
    rows: list[Presence] = []
    for one in series:
        denials = denials_of(one, options)
        present = [presence_of(one, step, options) for step in steps[one.id]]
        for denial in denials:
            present = [piece for row in present for piece in against(row, denial)]
        rows += [*present, *denials, *movements_of(one, lines[one.id], options)]
        rows += plans_of(one, [*one.items, *ends[one.id]], options)
    rows = place_within(rows, nest, by_id)
    return [*rows, *remainders([row for row in rows if row.kind is Kind.PRESENCE])]


def _timeline(series: Series, ends: Sequence[Dated], options: ReconcileOptions) -> Timeline:
    return Timeline([item for item in series.items if item.claim.status in LEVEL], ends, options)


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
            place = places.setdefault(location, place_of(location))
            for spot in place.countries or (place.key,):
                found[force.sender, spot].append(_Ending(item, force, place))
    return found


def _ends_of(
    series: Series,
    endings: Mapping[_Spot, list[_Ending]],
    operations: Mapping[_Spot, list[Series]],
    options: ReconcileOptions,
) -> list[Dated]:
    """Last departures that empty a series: its own, and those of a force or from a place that holds it."""
    found = []
    spot = min(series.place.countries, default=series.place.key)
    missions = PEACE_SENDERS if series.force.personnel == Personnel.PEACEKEEPERS else ()
    for sender in sorted({series.force.sender, series.force.owner, "", *missions}):
        for ending in endings.get((sender, spot), ()):
            mine = ending.item.claim.id in series.claim_ids
            wide = mine or (
                contains_place(ending.place, series.place)
                and (
                    contains_force(ending.force, series.force, kinds=series.kinds, forces=options.forces)
                    or _is_all(ending, series, operations.get((sender, spot), ()), options)
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
