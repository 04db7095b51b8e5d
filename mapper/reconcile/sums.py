"""Sums that hold: who is where on a day, as intervals, with nobody counted twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from mapper.errors import UsageError
from mapper.model import Kind, Presence
from mapper.reconcile import count as counts
from mapper.reconcile.count import Count
from mapper.reconcile.nesting import in_states

By = Literal["host", "sender", "force"]
ROUNDING = 0.1
"""Parts that exceed their total by no more than this share are roundings of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Headcount interval of a host, sender or force on one day.

    ``presences`` are the ids of the rows that are summed, ``parts`` those of the rows inside them.
    ``elsewhere`` is what no part at a finer place explains, ``None`` when there are no parts. A row whose
    ``area`` is set holds what a total for several countries leaves over once its countries are taken out.
    """

    key: str
    low: int | None
    high: int | None
    presences: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    elsewhere: Count | None = None
    area: str = ""


def totals(presences: Iterable[Presence], date: str, by: By = "host") -> tuple[Total, ...]:
    """Sum the presences of one day.

    Parameters
    ----------
    presences : iterable of Presence
        As ``reconcile_claims`` gives them; only rows of kind ``presence`` count.
    date : str
        ISO day.
    by : {"host", "sender", "force"}

    Returns
    -------
    tuple of Total
        Ordered by key, areas last. A host's sum is of foreign personnel, without its own. Each key is a sum of its
        own: a national contingent counts for its country and inside the mission that it serves in.

    Raises
    ------
    UsageError
        The date is not an ISO day.
    """
    try:
        day = dt.date.fromisoformat(date).isoformat()
    except ValueError:
        raise UsageError(f"{date!r} is not a day; expected YYYY-MM-DD") from None
    rows = list(presences)
    tree = _Tree(rows, day)
    groups: dict[str, list[Presence]] = defaultdict(list)
    areas = []
    for row in tree.there:
        if by == "host" and row.host is None:
            areas.append(row)
        elif by != "host" or row.host != row.sender:
            groups[_key(row, by)].append(row)
    made = [_total(key, groups[key], tree, _same(by)) for key in sorted(groups)]
    return (*made, *_areas(areas, tree))


def _key(row: Presence, by: By) -> str:
    if by == "host":
        return row.host or ""
    if by == "sender":
        return row.sender or "unknown"
    return row.force or f"{row.sender or 'unknown'} ({row.personnel})"


def _same(by: By) -> Callable[[Presence, Presence], bool]:
    return lambda one, other: _key(one, by) == _key(other, by)


class _Tree:
    """Rows of a day, with the numbered totals around each."""

    def __init__(self, rows: Iterable[Presence], day: str) -> None:
        self.all = {row.id: row for row in rows}
        self.there = [
            row
            for row in self.all.values()
            if row.kind is Kind.PRESENCE and row.start <= day and (row.end is None or day < row.end)
        ]
        self.by_series = {row.series: row for row in self.there}

    def around(self, row: Presence) -> list[Presence]:
        """Numbered totals of the day that hold a row, nearest first."""
        found: list[Presence] = []
        seen = {row.series}
        above = self.all.get(row.within)
        while above is not None and above.series not in seen:
            seen.add(above.series)
            here = self.by_series.get(above.series)
            if here is not None and counts.stated((here.low, here.high)) and in_states(row, here):
                found.append(here)
            above = self.all.get((here or above).within)
        return found


def _total(key: str, rows: list[Presence], tree: _Tree, same: Callable[[Presence, Presence], bool]) -> Total:
    children: dict[str, list[Presence]] = defaultdict(list)
    tops = []
    for row in rows:
        above = next((whole for whole in tree.around(row) if same(whole, row)), None)
        if above is None:
            tops.append(row)
        else:
            children[above.id].append(row)
    low, high = counts.total(_value(row, children) for row in tops)
    known = any(counts.stated((row.low, row.high)) for row in rows)
    inside = sorted(row.id for row in rows if row not in tops)
    finer = [_value(row, children) for top in tops for row in children[top.id]]
    rest = counts.subtract((low, high), counts.total(finer)) if finer else None
    return Total(
        key=key,
        low=low if known else None,
        high=high if known else None,
        presences=tuple(sorted(row.id for row in tops)),
        parts=tuple(inside),
        elsewhere=rest,
    )


def _value(row: Presence, children: Mapping[str, list[Presence]]) -> Count:
    """Headcount of a row together with its parts."""
    own = (row.low, row.high)
    inside = children.get(row.id)
    return combine(own, [_value(part, children) for part in inside]) if inside else own


def combine(whole: Count, parts: Iterable[Count]) -> Count:
    """What a total and its parts support together.

    Examples
    --------
    A task force of 600 whose national parts round to 605 is 600; "more than 3,000" with parts of 3,500 is at
    least those; a total far under its parts contradicts them, and the interval holds both.

    >>> combine((600, 600), [(300, 300), (150, 150), (95, 95), (60, 60)])
    (600, 600)
    >>> combine((3000, None), [(2000, 2000), (1500, 1500)])
    (3500, None)
    >>> combine((100, 100), [(80, 80), (90, 90)])
    (100, 170)
    """
    known = list(parts)
    least = sum(part[0] or 0 for part in known)
    largest = max((part[0] or 0 for part in known), default=0)
    bound = least if whole[1] is None else min(least, whole[1])
    low = max(whole[0] or 0, bound, largest)
    if whole[1] is None:
        return low, None
    over = least > whole[1] * (1 + ROUNDING)
    return low, max(whole[1], low, least if over else 0)


def _areas(areas: Iterable[Presence], tree: _Tree) -> list[Total]:
    """What totals for several countries leave over once the rows inside them are taken out."""
    children: dict[str, list[Presence]] = defaultdict(list)
    for row in tree.there:
        above = tree.around(row)
        if above:
            children[above[0].id].append(row)
    made = []
    for row in sorted(areas, key=lambda one: (one.place or "", one.id)):
        if tree.around(row):
            continue
        inside = children[row.id]
        rest = counts.subtract(_value(row, {row.id: inside}), counts.total(_value(c, children) for c in inside))
        if rest[1] == 0:
            continue
        name = row.place or row.location.name
        made.append(
            Total(key=f"elsewhere in {name}", low=rest[0], high=rest[1], presences=(row.id,),
                  parts=tuple(sorted(part.id for part in inside)), area=name)
        )  # fmt: skip
    return made
