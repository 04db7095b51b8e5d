"""What changed between two days, or between two states of knowledge, said in one word a presence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mapper.model import Kind, Ledger, Presence, Status

Word = Literal[
    "arrived", "newly reported", "left", "no longer reported", "grew", "shrank", "changed", "corrected", "retracted"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one presence differs between two days (or two states of knowledge).

    ``day`` is the ISO day of the change, as it is known on the later one; ``last`` the row that tells of it.
    """

    word: Word
    before: Presence | None
    after: Presence | None
    day: str
    last: Presence

    @property
    def row(self) -> Presence:
        """The later row, or the earlier where there is none later."""
        return self.after or self.before or self.last


def compare(before: Ledger, after: Ledger, *, first: str, second: str) -> tuple[Difference, ...]:
    """What changed between two days, each as it was known in its ledger.

    Parameters
    ----------
    before, after : Ledger
        State of knowledge on either day.
    first, second : str
        ISO days.

    Returns
    -------
    tuple of Difference
        Ordered by sender, force and place. A force *arrived* or *left* where a report says that it came or went; one
        that reports only begin or cease to tell of is *newly* or *no longer reported*; *retracted* is what the later
        ledger no longer says of the first day, *corrected* a presence whose claims a person corrected in between.

    Notes
    -----
    A presence is followed by its series, and where later news have put its claims into another series (the troops are
    now known to be of an operation) by its claims.
    """
    lines = _by_series(after)
    was, now = _followed(_there(before, first), lines), _there(after, second)
    going = {claim.id: claim.status for claim in (*before.claims, *after.claims)}
    found = []
    for series in sorted({*was, *now}):
        old, new, line = was.get(series), now.get(series), lines.get(series, [])
        change = _appeared(new, line, first, going) if old is None else _changed(old, new, line, first, going)
        if change is not None:
            word, day, last = change
            found.append(Difference(word=word, before=old, after=new, day=day, last=last))
    return tuple(sorted(found, key=lambda d: (d.row.sender or "", d.row.force or "", d.row.place or "", d.row.id)))


_Change = tuple[Word, str, Presence]


def _there(ledger: Ledger, day: str) -> dict[str, Presence]:
    return {
        row.series: row
        for row in ledger.presences
        if row.kind is Kind.PRESENCE and row.start <= day and (row.end is None or day < row.end)
    }


def _by_series(ledger: Ledger) -> dict[str, list[Presence]]:
    """Rows of each series in order of time."""
    lines: dict[str, list[Presence]] = {}
    for row in sorted(ledger.presences, key=lambda one: one.start):
        if row.kind is Kind.PRESENCE:
            lines.setdefault(row.series, []).append(row)
    return lines


def _followed(was: Mapping[str, Presence], lines: Mapping[str, Sequence[Presence]]) -> dict[str, Presence]:
    """Rows by the series that they have in a later ledger; of several that became one, the one of the same name."""
    homes: dict[str, Counter[str]] = {}
    for series, rows in lines.items():
        for name in {claim for row in rows for claim in row.claims}:
            homes.setdefault(name, Counter())[series] += 1
    found = {series: row for series, row in was.items() if series in lines}
    for series, row in sorted(was.items()):
        if series not in lines:
            votes = sum((homes.get(name, Counter()) for name in row.claims), Counter[str]())
            heir = min(votes, key=lambda name: (-votes[name], name), default=series)
            found.setdefault(heir, row)
    return found


def _appeared(
    now: Presence | None, line: Iterable[Presence], first: str, going: Mapping[str, Status]
) -> _Change | None:
    if now is None:
        return None
    since = [row for row in line if first < row.start <= now.start] or [now]
    came = _any_of(since, going, Status.ARRIVING) and not any(_covers(row, first) for row in line)
    return ("arrived" if came else "newly reported"), since[0].start, now


def _changed(
    was: Presence, now: Presence | None, line: Sequence[Presence], first: str, going: Mapping[str, Status]
) -> _Change | None:
    if now is None:
        last = line[-1] if line else was
        if _any_of([last], going, Status.LEFT, Status.LEAVING):
            return "left", last.end or first, last
        known = any(_covers(row, first) for row in line)
        return ("no longer reported" if known else "retracted"), last.end or first, last
    if set(now.corrected) - set(was.corrected):
        return "corrected", now.start, now
    if (was.low, was.high) == (now.low, now.high):
        return None
    return _direction(was, now), now.start, now


def _direction(was: Presence, now: Presence) -> Word:
    low, high = (now.low or 0) - (was.low or 0), (now.high or now.low or 0) - (was.high or was.low or 0)
    if low >= 0 and high >= 0:
        return "grew"
    return "shrank" if low <= 0 and high <= 0 else "changed"


def _covers(row: Presence, day: str) -> bool:
    return row.start <= day and (row.end is None or day < row.end)


def _any_of(rows: Iterable[Presence], going: Mapping[str, Status], *wanted: Status) -> bool:
    return any(going.get(name) in wanted for row in rows for name in row.claims)
