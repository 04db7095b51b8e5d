"""Plans: drawn from their announcement until they come due, are overtaken by events, or grow too old."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mapper import edtf
from mapper.model import Presence, Status
from mapper.reconcile import count as counts
from mapper.reconcile.dated import PLANNED, Dated
from mapper.reconcile.options import ReconcileOptions, claim_count
from mapper.reconcile.rows import plan_row
from mapper.reconcile.series import Series

FULFILS = {
    Status.PLANNED_ARRIVAL: frozenset({Status.ARRIVING, Status.PRESENT, Status.LEFT}),
    Status.ARRIVING: frozenset({Status.ARRIVING, Status.PRESENT, Status.LEFT}),
    Status.PLANNED_DEPARTURE: frozenset({Status.LEAVING, Status.LEFT}),
    Status.LEAVING: frozenset({Status.LEAVING, Status.LEFT}),
    Status.LEFT: frozenset({Status.LEFT}),
    Status.PRESENT: frozenset({Status.PRESENT, Status.LEFT}),
    Status.DENIED: frozenset({Status.LEFT}),
}
"""Status of a plan to the statuses of later claims that show it carried out or overtaken."""


def plans_of(series: Series, events: Sequence[Dated], options: ReconcileOptions) -> list[Presence]:
    """Rows of the plans of a series.

    Parameters
    ----------
    series : Series
    events : sequence of Dated
        What happened to this force at this place or in it, or left a wider place.
    options : ReconcileOptions
    """
    events = [event for event in events if not event.future]
    planned = [i for i in series.items if i.claim.status in PLANNED or (i.future and i.claim.status in FULFILS)]
    rows: list[Presence] = []
    open_plans: list[list[Dated]] = []
    for item in sorted(planned, key=lambda i: (announced(i), i.claim.id)):
        for plan in open_plans:
            if _same_plan(plan, item, options) and announced(item) < _span(plan, events, options)[1]:
                plan.append(item)
                break
        else:
            open_plans.append([item])
    for plan in open_plans:
        start, end, basis = _span(plan, events, options)
        rows.append(plan_row(series, plan, (start, end), basis, options))
    return rows


def announced(item: Dated) -> date:
    """Day on which a plan became known: the report's, else the day that is planned."""
    if item.claim.published:
        told = edtf.bounds(item.claim.published)
        return told[0] or told[1] or item.first
    return item.first


def _span(plan: Sequence[Dated], events: Iterable[Dated], options: ReconcileOptions) -> tuple[date, date, str]:
    start = announced(plan[0])
    status = plan[0].claim.status
    if not plan[0].future and plan[0].claim.when and plan[0].last < start:
        return plan[0].first, plan[0].last + timedelta(days=1), "carried_forward"
    due = [item.last for item in plan if item.claim.when and item.last >= announced(item)]
    latest = max(announced(item) for item in plan)
    end = (max(due) if due else latest + timedelta(days=options.plan_days)) + timedelta(days=1)
    done = [event.at for event in events if event.claim.status in FULFILS[status] and event.at > start]
    if status is Status.PLANNED_ARRIVAL and any(e.at <= start and e.claim.status is Status.PRESENT for e in events):
        done = [e.at for e in events if e.claim.status in {Status.ARRIVING, Status.LEFT} and e.at > start]
    first = min(done, default=end)
    if first < end:
        return start, max(first, start + timedelta(days=1)), "reported"
    return start, max(end, start + timedelta(days=1)), "carried_forward"


def _same_plan(plan: Sequence[Dated], item: Dated, options: ReconcileOptions) -> bool:
    first = plan[0]
    if first.claim.status is not item.claim.status or not _dates_meet(first, item):
        return False
    own = claim_count(item.claim, options)[0]
    known = [count for one in plan if counts.stated(count := claim_count(one.claim, options)[0])]
    return all(counts.agree(own, count, tolerance=options.tolerance) for count in known if counts.stated(own))


def _dates_meet(one: Dated, other: Dated) -> bool:
    if not (one.claim.when and other.claim.when):
        return True
    return one.first <= other.last and other.first <= one.last
