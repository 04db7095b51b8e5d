"""Who is counted inside whom: parts under totals, totals that outdate parts, and what no part explains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mapper.model import Kind, Personnel, Presence, Status
from mapper.reconcile import count as counts
from mapper.reconcile.dated import Dated
from mapper.reconcile.force import contains_force, is_state, is_unitary
from mapper.reconcile.options import ReconcileOptions, claim_count
from mapper.reconcile.place import contains_place
from mapper.reconcile.series import Series, covers, digest
from mapper.reconcile.timeline import Step, cut, named_states


@dataclass(frozen=True, slots=True)
class Nest:
    """For each series (by id) the series whose people include its people, nearest first, and its states."""

    around: Mapping[str, tuple[Series, ...]]
    countries: Mapping[str, frozenset[str]]


def build_nest(series: Sequence[Series], links: Mapping[str, str], options: ReconcileOptions) -> Nest:
    """Find what holds each series, by place and force, and by what a report itself counts together.

    Parameters
    ----------
    series : sequence of Series
    links : mapping of str to str
        Claim ids, part to total, as ``linked`` gives them.
    options : ReconcileOptions
    """
    index: dict[tuple[str, str], list[Series]] = defaultdict(list)
    for one in series:
        for spot in one.place.countries or (one.place.key,):
            index[one.force.sender, spot].append(one)
    organised = sorted({one.force.sender for one in series if one.force.named and not is_state(one.force.sender)})
    around: dict[str, list[Series]] = {}
    for part in series:
        spot = min(part.place.countries, default=part.place.key)
        missions = part.force.named or part.force.personnel == Personnel.PEACEKEEPERS
        senders = {part.force.sender, part.force.owner, *(organised if missions else ())}
        around[part.id] = [
            whole
            for sender in sorted(senders)
            for whole in index.get((sender, spot), ())
            if covers(whole, part, options.forces) or _theatre(whole, part, options)
        ]
    _add_links(series, links, around)
    whole = {name: tuple(sorted(held, key=lambda one: one.order)) for name, held in around.items()}
    return Nest(whole, {one.id: one.place.countries for one in series})


def omissions(series: Sequence[Series], links: Mapping[str, str]) -> dict[str, list[Dated]]:
    """Totals that no longer name a place that they named before.

    A place without a number that is known only from the list of a total ("4,000 in Burkina Faso, Chad, Mali and
    Niger") is held until a newer total of that force lists its places without it.

    Returns
    -------
    dict of str to list of Dated
        Series id to the claims that leave its place out.
    """
    of_claim = {item.claim.id: one for one in series for item in one.items}
    listed = set(links.values())
    found: dict[str, list[Dated]] = {}
    for part in series:
        wholes = {of_claim[links[i.claim.id]].id: of_claim[links[i.claim.id]] for i in part.items
                  if i.claim.id in links and links[i.claim.id] in of_claim}  # fmt: skip
        for name in sorted(wholes):
            for item in wholes[name].items:
                if item.claim.id in listed and _leaves_out(item, part, links):
                    found.setdefault(part.id, []).append(item)
    return found


def _leaves_out(item: Dated, part: Series, links: Mapping[str, str]) -> bool:
    location = item.claim.location
    if item.future or item.claim.status is not Status.PRESENT or location is None or len(location.countries) < 2:
        return False
    if part.place.countries & set(location.countries):
        return False
    before = [one for one in part.items if one.at < item.at and one.claim.status is Status.PRESENT]
    last = before[-1].claim if before else None
    return last is not None and last.id in links and last.count_low is None and last.count_high is None


def _theatre(whole: Series, part: Series, options: ReconcileOptions) -> bool:
    """Whether unnamed personnel are in the theatre of an operation of their sender, and so taken to be in it."""
    if part.force.named or not whole.force.named or whole.force.sender != part.force.sender:
        return False
    if whole.place.key == part.place.key or not contains_place(whole.place, part.place):
        return False
    of_kind = contains_force(part.force, whole.force, kinds=whole.kinds, forces=options.forces)
    return of_kind and is_unitary(whole.force.line, options.forces)


def _add_links(series: Sequence[Series], links: Mapping[str, str], around: dict[str, list[Series]]) -> None:
    of_claim = {item.claim.id: one for one in series for item in one.items}
    for part_id, whole_id in sorted(links.items()):
        part, whole = of_claim.get(part_id), of_claim.get(whole_id)
        if part is None or whole is None or part.id == whole.id or whole in around[part.id]:
            continue
        if _reaches(whole, part, around):
            continue
        around[part.id].append(whole)


def _reaches(start: Series, goal: Series, around: Mapping[str, list[Series]]) -> bool:
    seen, queue = {start.id}, [start]
    while queue:
        for whole in around[queue.pop().id]:
            if whole.id == goal.id:
                return True
            if whole.id not in seen:
                seen.add(whole.id)
                queue.append(whole)
    return False


def outdate_parts(steps: Mapping[str, list[Step]], nest: Nest, options: ReconcileOptions) -> dict[str, list[Step]]:
    """Cut levels that were last reported before a total that leaves no room for them.

    A part of 5,000 carried forward cannot outlast a newer total of 3,000: from the day of the total it is at most
    that. Parts reported on that day or later stand, and contradict it.
    """
    cutters = {
        name: [
            (day, step.count[1], frozenset(named_states(step.claims)))
            for step in own
            if step.count[1] is not None and not step.derived and step.start_basis == "reported"
            for day in _tellings(step, options)
        ]
        for name, own in steps.items()
    }
    result = {}
    for name, own in steps.items():
        here = nest.countries[name]
        ceilings = sorted(
            {
                (day, most)
                for whole in nest.around[name]
                if whole.force.sender
                for day, most, states in cutters.get(whole.id, ())
                if not states or here <= states
            }
        )
        result[name] = _cut_series(own, ceilings, options)
    return result


def outdate_totals(steps: Mapping[str, list[Step]], nest: Nest, options: ReconcileOptions) -> dict[str, list[Step]]:
    """End totals that were last reported before a part of them that is greater, until they are told again.

    A total of 38,000 for a region cannot still hold when later 141,000 are reported in one of its countries; a part
    told by the day of the total contradicts it, and both stand.
    """
    floors: dict[str, set[_Floor]] = defaultdict(set)
    for name, own in steps.items():
        firm = [step for step in own if step.start_basis == "reported" and not step.derived and step.count[0]]
        for whole in nest.around[name]:
            floors[whole.id] |= {(step.start, step.count[0] or 0, nest.countries[name]) for step in firm}
    return {
        name: [
            piece
            for step in own
            for piece in _while_not_outgrown(step, sorted(floors[name], key=_floor_order), options)
        ]
        for name, own in steps.items()
    }


_Floor = tuple[date, int, frozenset[str]]
"""Day, least number and states of a part."""


def _floor_order(floor: _Floor) -> tuple[date, int, list[str]]:
    return floor[0], floor[1], sorted(floor[2])


def _while_not_outgrown(step: Step, floors: Sequence[_Floor], options: ReconcileOptions) -> list[Step]:
    most, states = step.count[1], frozenset(named_states(step.claims))
    if most is None or step.derived:
        return [step]
    tellings, pieces, last = _tellings(step, options), [], step
    for day, least, here in floors:
        inside = last.start < day and (last.end is None or day < last.end)
        fits = least <= most * (1 + options.tolerance) or (states and not here <= states)
        if not inside or fits or day in tellings:
            continue
        pieces.append(replace(last, end=day, end_basis="carried_forward"))
        again = next((told for told in tellings if told > day), None)
        if again is None or (last.end is not None and again >= last.end):
            return pieces
        last = replace(last, start=again)
    return [*pieces, last]


def _tellings(step: Step, options: ReconcileOptions) -> list[date]:
    """Days within a step for which a claim states its number."""
    days = {step.start, *(item.at for item in step.claims if counts.stated(claim_count(item.claim, options)[0]))}
    return sorted(day for day in days if step.start <= day and (step.end is None or day < step.end))


def _cut_series(own: Sequence[Step], ceilings: Sequence[tuple[date, int]], options: ReconcileOptions) -> list[Step]:
    """Cut the steps of one series; one that only carries the level on under another name stays as cut."""
    pieces: list[Step] = []
    before: Step | None = None
    for step in own:
        carried = before is not None and step.start_basis == "carried" and step.count == before.count
        kept = replace(step, count=pieces[-1].count, sides=pieces[-1].sides) if carried else step
        pieces += _cut_step(kept, ceilings, options)
        before = step
    return pieces


def _cut_step(step: Step, ceilings: Iterable[tuple[date, int]], options: ReconcileOptions) -> list[Step]:
    pieces: list[Step] = []
    reported = _last_counted(step, options)
    for day, most in ceilings:
        inside = step.start < day and (step.end is None or day < step.end)
        least = step.count[0] if step.count[0] is not None else 0
        upper = step.count[1] if step.count[0] is None else least
        if inside and day > reported and upper is not None and upper > most * (1 + options.tolerance):
            early, step = cut(step, day, most)
            pieces.append(early)
    return [*pieces, step]


def _last_counted(step: Step, options: ReconcileOptions) -> date:
    """Newest day for which a claim states a number; one that tells only that they are there does not renew it."""
    lasting = [item for item in step.claims if item.claim.status is not Status.LEFT and not item.once]
    numbered = [item.last for item in lasting if counts.stated(claim_count(item.claim, options)[0])]
    newest = max(numbered, default=step.last_reported)
    return newest if step.end is None else min(newest, step.end)


def place_within(rows: Sequence[Presence], nest: Nest, by_id: Mapping[str, Series]) -> list[Presence]:
    """Set ``within`` of each presence to the nearest numbered total that is there at the same time."""
    of_series: dict[str, list[Presence]] = defaultdict(list)
    for row in rows:
        if row.kind is Kind.PRESENCE:
            of_series[row.series].append(row)
    strangers = _place_strangers(of_series, by_id)
    placed = []
    for row in rows:
        whole = None
        if row.kind is Kind.PRESENCE:
            whole = strangers.get(row.id) or _total_for(row, nest.around[row.series], of_series)
        placed.append(replace(row, within=whole) if whole else row)
    return placed


def _total_for(row: Presence, around: Iterable[Series], of_series: Mapping[str, list[Presence]]) -> str | None:
    for whole in around:
        for other in of_series.get(whole.id, ()):
            if _numbered(other) and _overlap(row, other) and in_states(row, other):
                return other.id
    return None


def in_states(row: Presence, whole: Presence) -> bool:
    """Whether the states that a total names now (a theatre's change over time) hold those of a row."""
    states = {*row.location.countries, *((row.location.country,) if row.location.country else ())}
    return len(whole.location.countries) < 2 or states <= set(whole.location.countries)


def _place_strangers(of_series: Mapping[str, list[Presence]], by_id: Mapping[str, Series]) -> dict[str, str]:
    """Personnel whose sender no text names are taken to be among the known ones there, the greatest first."""
    unknown = [name for name in sorted(of_series) if not by_id[name].force.sender and not by_id[name].force.named]
    found: dict[str, str] = {}
    for name in unknown:
        place = by_id[name].place
        near = [
            other
            for other in sorted(of_series)
            if by_id[other].force.sender
            and (contains_place(by_id[other].place, place) or contains_place(place, by_id[other].place))
            and by_id[other].kinds & by_id[name].kinds
        ]
        for row in of_series[name]:
            there = [one for other in near for one in of_series[other] if _numbered(one) and _overlap(row, one)]
            if there:
                found[row.id] = max(there, key=lambda one: (one.high or one.low or 0, one.id)).id
    return found


def remainders(rows: Sequence[Presence]) -> list[Presence]:
    """Rows for what the parts of a total leave unexplained, one for each stretch of constant parts.

    Returns
    -------
    list of Presence
        Kind ``remainder``, ``within`` the total they are a part of.
    """
    by_id = {row.id: row for row in rows}
    parts: dict[str, list[Presence]] = defaultdict(list)
    totals: dict[str, list[Presence]] = defaultdict(list)
    for row in rows:
        if row.within in by_id:
            parts[by_id[row.within].series].append(row)
        if row.kind is Kind.PRESENCE and _numbered(row):
            totals[row.series].append(row)
    return [rest for name in sorted(parts) for whole in totals[name] for rest in _rest_of(whole, parts[name])]


def _rest_of(whole: Presence, parts: Sequence[Presence]) -> list[Presence]:
    inside = [part for part in parts if _overlap(whole, part) and in_states(part, whole)]
    edges = {whole.start, *(part.start for part in inside), *(part.end for part in inside if part.end)}
    days = sorted(day for day in edges if whole.start <= day and (whole.end is None or day < whole.end))
    rest = []
    for start, end in zip(days, [*days[1:], whole.end], strict=True):
        there = [part for part in inside if part.start <= start and (part.end is None or start < part.end)]
        if not any(_numbered(part) for part in there):
            continue
        low, high = counts.subtract((whole.low, whole.high), counts.total((p.low, p.high) for p in there))
        if high == 0 or (not low and high is None and whole.high is not None):
            continue
        rest.append(_remainder(whole, start, end, (low or 0, high)))
    return rest


def _remainder(whole: Presence, start: str, end: str | None, count: counts.Count) -> Presence:
    own = end == whole.end
    return replace(
        whole,
        id=digest(whole.id, Kind.REMAINDER, start),
        series=digest(whole.series, Kind.REMAINDER),
        kind=Kind.REMAINDER,
        low=count[0],
        high=count[1],
        start=start,
        end=end,
        start_basis=whole.start_basis if start == whole.start else "carried",
        end_basis=whole.end_basis if own else "carried_forward",
        within=whole.id,
        sides=(),
        count_text=None,
    )


def _numbered(row: Presence) -> bool:
    return counts.stated((row.low, row.high))


def _overlap(one: Presence, other: Presence) -> bool:
    return (other.end is None or one.start < other.end) and (one.end is None or other.start < one.end)
