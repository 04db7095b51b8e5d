"""When a claim holds: its support in days, and the day from which it sets or moves a level.

A vague date widens a presence and never narrows it. A claim says nothing of the time after its report; one that
is dated after its report is a plan whatever its status.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mapper import edtf
from mapper.model import Claim, Status

LIST_RULES = "statement."
"""How the rules begin that read claims from a statement of all of a state's deployments."""
PLANNED = frozenset({Status.PLANNED_ARRIVAL, Status.PLANNED_DEPARTURE})


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """A claim with its days: held at some time in (or throughout) ``first`` to ``last``, both inclusive.

    ``at`` is the day from which it counts, ``until`` the day after which a stated stay was over (``None`` for
    no such end), ``reach`` the earlier day from which the force was there though its number is of ``at``.
    """

    claim: Claim
    first: date
    last: date
    at: date
    until: date | None = None
    reach: date | None = None
    future: bool = False

    @property
    def vague(self) -> bool:
        """Whether the claim holds at an unknown day of a longer time."""
        return self.first != self.last

    @property
    def once(self) -> bool:
        """Whether the claim holds at some unknown time up to a day: "had 5,100 at one time"."""
        return (self.claim.when or "").startswith("../") and self.until is not None


def date_claim(claim: Claim) -> Dated | str:
    """Days of a claim, or the reason why it has none.

    Parameters
    ----------
    claim : Claim
        ``when`` and ``published`` are EDTF level 1.

    Returns
    -------
    Dated or str
    """
    try:
        reported = edtf.bounds(claim.published) if claim.published else (None, None)
        stated = edtf.bounds(claim.when) if claim.when else None
    except ValueError as error:
        return f"its date cannot be read ({error})"
    told = reported[1] or reported[0]
    if stated is None:
        return _undated() if told is None else Dated(claim, reported[0] or told, told, told)
    first, last = stated
    if first is None and last is None:
        return _undated() if told is None else Dated(claim, told, told, told)
    if told and first and first > told:
        return Dated(claim, first, last or first, first, future=True)
    return _past(claim, first, last, told)


def _undated() -> str:
    return "undated: neither the report nor the sentence gives a date"


def _past(claim: Claim, first: date | None, last: date | None, told: date | None) -> Dated:
    """Days of a claim that began before its report was published."""
    start = first or last or date.min
    end = last or told or start
    running = told is not None and told <= end
    if running and told is not None:
        end = told
    end = max(start, end)
    if "/" not in (claim.when or ""):
        return Dated(claim, start, end, _moment(claim, start, end, running=running))
    if claim.status is not Status.PRESENT:
        since = last is None and first is not None and claim.status is not Status.LEFT
        return Dated(claim, start, end, start if since else end)
    if running or last is None:
        return Dated(claim, start, end, end, reach=start)
    return Dated(claim, start, end, start, until=end)


def _moment(claim: Claim, start: date, end: date, *, running: bool) -> date:
    """Day from which a claim about a month or a year counts."""
    return start if claim.status is Status.ARRIVING and not running else end
