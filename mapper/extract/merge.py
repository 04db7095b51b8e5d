"""One claim per fact: statements of one report that say the same are merged, and the most specific is quoted."""

from __future__ import annotations

from mapper.extract.draft import Draft
from mapper.extract.place import is_country
from mapper.model import Precision, Status

RANK = {
    Precision.SITE: 0,
    Precision.SETTLEMENT: 1,
    Precision.ADMIN: 2,
    Precision.COUNTRY: 3,
    Precision.AREA: 4,
    Precision.GLOBAL: 5,
}

WHOLE = frozenset({Status.LEFT, Status.DENIED})
"""What these say of a wide place says more than what they say of a place in it."""

MOST_RIVALS = 200
"""With how many claims on the same force and country one is compared, so that merging stays linear."""


def merge_drafts(drafts: list[Draft]) -> list[Draft]:
    """Drop drafts that repeat another of the same report.

    Parameters
    ----------
    drafts : list of Draft
        Accepted ones, in text order.

    Returns
    -------
    list of Draft
        In text order. Kept is the more specific of two: the one with a number, with a finer place, with the
        higher score, then the earlier.
    """
    order = sorted(range(len(drafts)), key=lambda i: (*_specific(drafts[i]), i))
    kept: list[int] = []
    alike: dict[tuple[str | None, str | None, Status], list[int]] = {}
    for i in order:
        rivals = alike.setdefault((drafts[i].sender, drafts[i].host, drafts[i].status), [])
        same = next((k for k in rivals[:MOST_RIVALS] if _same(drafts[k], drafts[i])), None)
        if same is None:
            kept.append(i)
            rivals.append(i)
            continue
        drafts[same].repeats += (drafts[i].key, *drafts[i].repeats)
        if drafts[same].when is None and not drafts[same].today and _shares_its_date(drafts[same], drafts[i]):
            drafts[same].when = drafts[i].when
    return _consistent([drafts[i] for i in sorted(kept)])


def _shares_its_date(kept: Draft, other: Draft) -> bool:
    """Whether the date of a repeat is the kept one's: an event has one date, what stands does so where it is told."""
    return kept.status is not Status.PRESENT or kept.row.number == other.row.number


def _consistent(drafts: list[Draft]) -> list[Draft]:
    """Drop what a report that says they have all left cannot also mean of the same country today."""
    gone = {
        (d.sender, d.host)
        for d in drafts
        if d.status is Status.LEFT and d.host and not d.numbered and is_country(d.spot.mention if d.spot else None)
    }
    return [d for d in drafts if d.numbered or not _passed(d) or (d.sender, d.host) not in gone]


def _passed(draft: Draft) -> bool:
    """Whether a stay or departure is over once all have left: one of today, or a plan to leave of any date."""
    if draft.status is Status.PLANNED_DEPARTURE:
        return True
    return draft.status in {Status.PRESENT, Status.LEAVING} and not draft.when


def _specific(draft: Draft) -> tuple[int, int, float]:
    precision = draft.location.precision if draft.location is not None else Precision.GLOBAL
    return (0 if draft.numbered else 1, RANK[precision], -draft.score)


def _same(first: Draft, second: Draft) -> bool:
    """Whether ``second`` (the less specific) says nothing that ``first`` does not."""
    if first.sender != second.sender or first.status is not second.status or first.host != second.host:
        return False
    if second.numbered:
        return _compatible(first, second) and (_same_place(first, second) or _wider(second, first))
    if _same_place(first, second):
        # that a unit has left is less than that all have
        return not (first.status in WHOLE and first.force is not None and second.force is None)
    if _other_force(first, second) or first.status in WHOLE:
        return False  # having left a town is not having left the country
    if _wider(second, first):
        return True
    return first.host is not None and not _placed_apart(second)


def _compatible(first: Draft, second: Draft) -> bool:
    if first.count is None or second.count is None:
        return False
    return (first.count.low, first.count.high) == (second.count.low, second.count.high)


def _same_place(first: Draft, second: Draft) -> bool:
    a, b = first.location, second.location
    if a is None or b is None:
        return a is b
    return (
        a.name == b.name
        or (a.geonameid is not None and a.geonameid == b.geonameid)
        or (abs(a.lat - b.lat) < 0.02 and abs(a.lon - b.lon) < 0.02)
    )


def _wider(second: Draft, first: Draft) -> bool:
    a, b = first.location, second.location
    return a is not None and b is not None and RANK[b.precision] > RANK[a.precision]


def _other_force(first: Draft, second: Draft) -> bool:
    """Whether the less specific one names a force or unit that the other does not."""
    force = second.force
    if force is None or not (force.force_id or force.kind == "unit"):
        return False
    return first.force is None or first.force.force_id != force.force_id


def _placed_apart(draft: Draft) -> bool:
    """Whether a draft ties its personnel outright to a place finer than a country, or a share of them to a region."""
    ties = {"post", "object", "clause", "front"} if draft.count_text else {"post", "object"}
    if draft.spot is None or draft.location is None or draft.spot.tie not in ties:
        return False
    finest = Precision.ADMIN if draft.count_text else Precision.SETTLEMENT
    return RANK[draft.location.precision] <= RANK[finest]
