"""Arrivals and departures that several reports tell, each put together so that it moves the level once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from mapper.model import Status
from mapper.reconcile import count as counts
from mapper.reconcile.dated import Dated
from mapper.reconcile.options import ReconcileOptions, claim_count

DELTAS = frozenset({Status.ARRIVING, Status.LEAVING})
"""Statuses that move a level by their number."""


def merge_repeats(items: Iterable[Dated], options: ReconcileOptions) -> list[list[Dated]]:
    """Put reports of one arrival or departure together, so that it moves the level once.

    The same movement is the same status and an agreeing (or unstated) number within ``repeat_days``.

    Returns
    -------
    list of list of Dated
        Each movement's claims, oldest first.
    """
    merged: list[list[Dated]] = []
    recent: dict[Status, list[list[Dated]]] = defaultdict(list)
    for item in sorted(items, key=lambda i: (i.at, i.claim.id)):
        status = item.claim.status
        since = item.at - timedelta(days=options.repeat_days)
        recent[status] = [event for event in recent[status] if event[0].at >= since]
        for event in recent[status]:
            if _same_move(event, item, options):
                event.append(item)
                break
        else:
            merged.append([item])
            recent[status].append(merged[-1])
    return merged


def _same_move(event: Sequence[Dated], item: Dated, options: ReconcileOptions) -> bool:
    own = claim_count(item.claim, options)[0]
    known = [count for one in event if counts.stated(count := claim_count(one.claim, options)[0])]
    if not known or not counts.stated(own):
        return True
    return all(counts.agree(own, count, tolerance=options.tolerance) for count in known)
