"""The level of one series over time: claims in date order, each setting, moving or ending it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from mapper.model import Claim, Status
from mapper.reconcile import count as counts
from mapper.reconcile.count import NOTHING, Count
from mapper.reconcile.dated import LIST_RULES, Dated
from mapper.reconcile.movement import DELTAS, merge_repeats
from mapper.reconcile.options import ReconcileOptions, claim_count
from mapper.reconcile.restated import Beside


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of constant level; ``end`` is exclusive, ``claims`` are the newest last.

    ``naming`` is the claim that names the force then, set by ``mapper.reconcile.naming``.
    """

    start: date
    end: date | None
    count: Count
    derived: bool
    sides: tuple[tuple[Count, tuple[Dated, ...]], ...]
    claims: tuple[Dated, ...]
    naming: Claim | None = None
    end_basis: str = "open"
    start_basis: str = "reported"

    @property
    def last_reported(self) -> date:
        """Newest day for which a claim supports the level."""
        lasting = (item for item in self.claims if item.claim.status is not Status.LEFT and not item.once)
        own = (item for item in lasting if item.at != self.end)
        newest = max((item.last for item in own), default=self.start)
        if self.end is not None:
            newest = min(newest, self.end)
        return newest if self.end is None or self.start_basis == "carried" else max(self.start, newest)


@dataclass(slots=True)
class _State:
    """What holds on the day that is being worked out."""

    since: date
    count: Count = NOTHING
    derived: bool = False
    sides: tuple[tuple[Count, tuple[Dated, ...]], ...] = ()
    claims: list[Dated] = field(default_factory=list)
    until: date | None = None


class Timeline:
    """Works out the steps of one series.

    Parameters
    ----------
    items : sequence of Dated
        Claims on the series that set or move its level, in order.
    ends : sequence of Dated
        Claims (of this series or of a wider one) that set it to zero.
    options : ReconcileOptions
    """

    def __init__(self, items: Sequence[Dated], ends: Sequence[Dated], options: ReconcileOptions) -> None:
        self.options = options
        self.counts = {item.claim.id: claim_count(item.claim, options) for item in items}
        present = [item for item in items if item.claim.status is Status.PRESENT and not item.future]
        told = [item for item in present if counts.stated(self.counts[item.claim.id][0])]
        self.beside = Beside(told, source=self.source, count=self._count, tolerance=options.tolerance)
        self.numbered = [item for item in told if item.claim.id not in self.beside.ids]
        self.plain = [item for item in present if not counts.stated(self.counts[item.claim.id][0])]
        self.moves = merge_repeats([i for i in items if i.claim.status in DELTAS and not i.future], options)
        self.ends = sorted(ends, key=lambda item: (item.at, item.claim.id))
        self.days = [item.at for item in self.numbered]
        self.breaks = sorted({move[0].at for move in self.moves} | {end.at for end in self.ends})
        self.steps: list[Step] = []
        self.state: _State | None = None
        self.gone: date | None = None
        self.carried: list[Dated] = []
        self.said: dict[str, Dated] = {}
        self.vague = [item for item in self.numbered if item.vague and not self._derived(item)]

    def run(self) -> list[Step]:
        """Steps in order of time, neighbours of equal level joined."""
        for day in self._days():
            self._expire(day)
            self._set(day)
            self._support(day)
            self._move(day)
            self._end(day)
        if self.state is not None:
            self._close(self.state.until, "reported" if self.state.until else "open")
        return self.steps

    def _days(self) -> list[date]:
        days = {item.at for item in (*self.numbered, *self.plain)} | set(self.breaks)
        days |= {item.reach for item in (*self.numbered, *self.plain) if item.reach}
        return sorted(days)

    def _expire(self, day: date) -> None:
        if self.state is not None and self.state.until is not None and self.state.until < day:
            self._close(self.state.until, "reported")

    def _set(self, day: date) -> None:
        """Level that the numbered claims of a day state, with the older ones that still stand against them."""
        new = self.numbered[bisect_left(self.days, day) : bisect_right(self.days, day)]
        outdated = self._outdated_of(new)
        retold = self._retold(new)
        new = [item for item in new if item not in outdated and item not in retold]
        outdated = [*self.beside.of(new), *retold, *outdated]
        stated = [item for item in new if not self._derived(item)]
        new = stated or new
        if not new or (not stated and self.state is not None and counts.stated(self.state.count)):
            self._join(new)
            self._join(retold, behind=True)
            return
        active = sorted({*new, *self._standing(day, new)}, key=lambda item: (item.at, item.claim.id))
        self.said.update((self.source(item), item) for item in stated)
        sides = self._sides(active)
        count = counts.widest(side for side, _ in sides)
        over = [item.until for item in active]
        state = _State(self._begin(new), count, not stated, sides if len(sides) > 1 else (), [*outdated, *active])
        state.until = max((end + timedelta(days=1) for end in over if end), default=None) if all(over) else None
        self._enter(state, basis="carried_forward")

    def _retold(self, new: Sequence[Dated]) -> list[Dated]:
        """Claims that a number once held, some time up to a day, beside others that tell what held on that day."""
        once = [item for item in new if item.once]
        return once if len(once) < len(new) or self.state is not None else []

    def _outdated_of(self, new: Sequence[Dated]) -> list[Dated]:
        """Claims on one vague date that a later report on the same date puts somewhat differently."""
        told = max((item.claim.published or "" for item in new), default="")
        last = [item for item in new if (item.claim.published or "") == told]
        return [item for item in new if item not in last and item.vague and self._outdated(item, last)]

    def _outdated(self, item: Dated, last: Sequence[Dated]) -> bool:
        own, others = self._count(item), [self._count(one) for one in last if one.vague]
        apart = [other for other in others if not counts.agree(own, other, tolerance=self.options.tolerance)]
        return bool(apart) and all(counts.ratio(own, other) < self.options.contest_ratio for other in apart)

    def _begin(self, new: Sequence[Dated]) -> date:
        """First day of a level: where nobody was known before, a vague date reaches back to its start."""
        day = new[0].at
        if self.state is not None:
            return day
        back = min(item.first for item in new)
        return max(back, min(self.gone, day)) if self.gone else back

    def _standing(self, day: date, new: Sequence[Dated]) -> list[Dated]:
        """Older or vaguer claims that still bear on the level of a day."""
        floor = self.breaks[at - 1] if (at := bisect_right(self.breaks, day)) else date.min
        floor = max(floor, day - timedelta(days=self.options.bracket_days))
        newest: dict[str, list[Dated]] = {}
        for item in (*self.said.values(), *(item for item in self.vague if item.first <= day < item.at)):
            if item.at >= floor:
                newest.setdefault(self.source(item), []).append(item)
        mine = {self.source(item) for item in new}
        found = []
        for source, items in newest.items():
            last = max(items, key=lambda item: (item.at, item.claim.id))
            if last not in new and source not in mine and any(self._bears(last, one, day) for one in new):
                found.append(last)
        return [*found, *(old for old in self._unsettled(new, floor) if old not in found)]

    def _unsettled(self, new: Sequence[Dated], floor: date) -> list[Dated]:
        """Claims of a running dispute whose sources have said nothing else, while another side is told again."""
        if self.state is None or not self.state.sides:
            return []
        told = [self._nearest_side(item) for item in new]
        agreed = all(counts.agree(self.state.sides[at][0], self._count(i), tolerance=self.options.tolerance)
                     for at, i in zip(told, new, strict=True))  # fmt: skip
        if not agreed:
            return []
        others = (items for at, (_, items) in enumerate(self.state.sides) if at not in told)
        return [item for items in others for item in items if item.at >= floor]

    def _nearest_side(self, item: Dated) -> int:
        assert self.state is not None  # noqa: S101  (the caller asked)
        apart = [counts.ratio(side, self._count(item)) for side, _ in self.state.sides]
        return apart.index(min(apart))

    def _bears(self, old: Dated, new: Dated, day: date) -> bool:
        mine, theirs = self._count(new), self._count(old)
        apart = counts.ratio(mine, theirs) >= self.options.contest_ratio
        if (old.vague or new.vague) and apart and not self._background(old, new):
            overlap = old.first <= new.last and new.first <= old.last
            if overlap and (old.at <= day or old.first <= day):
                return True
        if old.at >= day:
            return False
        agrees = counts.agree(mine, theirs, tolerance=self.options.tolerance)
        if (day - old.at).days <= self.options.contest_days:
            return agrees or self.source(old) != self.source(new)
        return apart and self._reasserted(old, new, day)

    def _background(self, *items: Dated) -> bool:
        return any((item.last - item.first).days > self.options.background_days for item in items)

    def _reasserted(self, old: Dated, new: Dated, day: date) -> bool:
        """Whether a later claim states the older level again, with no movement reported in between."""
        after = bisect_right(self.breaks, day)
        limit = old.at + timedelta(days=self.options.bracket_days)
        if after < len(self.breaks):
            limit = min(limit, self.breaks[after])
        mine, theirs = self._count(new), self._count(old)
        for later in self.numbered[bisect_right(self.days, day) : bisect_right(self.days, limit)]:
            again = self._count(later)
            if counts.ratio(again, theirs) ** 2 < counts.ratio(again, mine) and not self._derived(later):
                return True
        return False

    def _sides(self, active: Iterable[Dated]) -> tuple[tuple[Count, tuple[Dated, ...]], ...]:
        """Claims that can be true together, side by side, lowest first."""
        sides: list[tuple[Count, list[Dated]]] = []
        ordered = sorted(active, key=lambda item: (self._count(item)[0] or 0, self._count(item)[1] or 10**9, item.at))
        for item in ordered:
            own = self._count(item)
            if sides and counts.agree(sides[-1][0], own, tolerance=self.options.tolerance):
                sides[-1] = (counts.meet(sides[-1][0], own), [*sides[-1][1], item])
            else:
                sides.append((own, [item]))
        return tuple((side, tuple(sorted(items, key=lambda i: (i.at, i.claim.id)))) for side, items in sides)

    def _support(self, day: date) -> None:
        """Claims that say only that the force is there."""
        here = [item for item in self.plain if day in (item.at, item.reach)]
        here += [item for item in self.numbered if item.reach == day and item.at != day and self.state is None]
        if here and self.state is None:
            since = min(item.reach or item.first for item in here)
            since = max(since, min(self.gone, day)) if self.gone else since
            until = None
            if all(item.until for item in here):
                until = max(item.until for item in here if item.until) + timedelta(days=1)
            self._enter(_State(since, NOTHING, claims=list(here), until=until), basis="open")
        else:
            self._join(here)

    def _move(self, day: date) -> None:
        """Arrivals and departures of a day; those beside a level of the same day may be in it already."""
        for move in self.moves:
            if move[0].at != day:
                continue
            arriving = move[0].claim.status is Status.ARRIVING
            change, derived = self._change(move)
            before = self.state.count if self.state else NOTHING
            if self.state is None and arriving and self.gone:
                after = change
            else:
                after = (counts.add if arriving else counts.subtract)(before, change)
            if self.state and self.state.since == day and any(i.at == day for i in self.state.claims):
                after = counts.widest([before, after]) if counts.stated(before) else after
            self._enter(_State(day, after, derived, claims=list(move)), basis="reported")
            if after == (0, 0):
                self._close(day, "reported")
                self.gone = day

    def _change(self, move: Sequence[Dated]) -> tuple[Count, bool]:
        known = [claim_count(item.claim, self.options) for item in move]
        numbered = [one for one in known if counts.stated(one[0])]
        if not numbered:
            return NOTHING, False
        return counts.widest(one[0] for one in numbered), all(one[1] for one in numbered)

    def _end(self, day: date) -> None:
        ends = [item for item in self.ends if item.at == day]
        if not ends:
            return
        if self.state is not None:
            if self._outlives(ends, day):
                return
            self.state.claims.extend(item for item in ends if item not in self.state.claims)
            left = any(item.claim.status is Status.LEFT for item in ends)
            basis = "reported" if left else "carried_forward"
            if self.state.since == day and self.steps and self.steps[-1].end == day:
                self.steps[-1] = ended(self.steps[-1], self.state.claims, basis)
            self._close(day, basis)
        self.gone = max(item.last for item in ends)

    def _outlives(self, ends: Sequence[Dated], day: date) -> bool:
        """Whether the same day's news is that the people stay though the named operation is over."""
        assert self.state is not None  # noqa: S101  (the caller asked)
        fresh = [item.claim for item in self.state.claims if item.at == day and item.claim.status is Status.PRESENT]
        unnamed = any(not claim.force and not claim.force_id for claim in fresh)
        return unnamed and all(end.claim.force or end.claim.force_id for end in ends)

    def _enter(self, state: _State, *, basis: str) -> None:
        if self.state is not None:
            before, after = [side for side, _ in self.state.sides], [side for side, _ in state.sides]
            same = (self.state.count, self.state.derived, before) == (state.count, state.derived, after)
            if same and named_states(self.state.claims) == named_states(state.claims):
                self._join(state.claims)
                self.state.until, self.state.sides = state.until, state.sides
                return
            self._close(state.since, basis)
            state.claims = [*(old for old in self.carried if old not in state.claims), *state.claims]
        self.carried = []
        self.state = state

    def _join(self, items: Iterable[Dated], *, behind: bool = False) -> None:
        """Add claims to those of the level; ``behind`` puts them before what says how it stands now."""
        if self.state is None:
            return
        for item in items:
            if item not in self.state.claims:
                self.state.claims.insert(0 if behind else len(self.state.claims), item)
            if item.until is None:
                self.state.until = None

    def _close(self, end: date | None, basis: str) -> None:
        state, self.state = self.state, None
        if state is None:
            return
        if end is not None and end <= state.since:
            self.carried = state.claims
            return
        if end is not None and basis == "reported":
            self.gone = end
        claims = tuple(state.claims)
        self.steps.append(Step(state.since, end, state.count, state.derived, state.sides, claims, end_basis=basis))

    def _count(self, item: Dated) -> Count:
        return self.counts[item.claim.id][0]

    def _derived(self, item: Dated) -> bool:
        return self.counts[item.claim.id][1]

    def source(self, item: Dated) -> str:
        """Name of the source that a claim counts as; a report of no named publisher is its own.

        The lists of one state's deployments are one source, each newer one in the place of the older.
        """
        claim = item.claim
        line = f"lists of {claim.sender}" if claim.rule.startswith(LIST_RULES) else ""
        return self.options.sources.get(claim.report_id) or claim.publisher or line or claim.report_id


def named_states(items: Sequence[Dated]) -> tuple[str, ...]:
    """States of the area that the newest claim on a level names; a total for other states is another row."""
    places = [item.claim.location for item in items if item.claim.status is Status.PRESENT and item.claim.location]
    return tuple(sorted(places[-1].countries)) if places else ()


def ended(step: Step, claims: Iterable[Dated], basis: str) -> Step:
    """Step that other news of its last day closed, ended by the news of that day that all have left."""
    own = (*step.claims, *(item for item in claims if item not in step.claims))
    return replace(step, claims=own, end_basis=basis)


def cut(step: Step, day: date, ceiling: int) -> tuple[Step, Step]:
    """Split a step where a newer total proves it too high; the later piece holds at most the total."""
    early = replace(step, end=day, end_basis="carried_forward")
    return early, replace(step, start=day, count=(None, ceiling), sides=(), start_basis="carried")
