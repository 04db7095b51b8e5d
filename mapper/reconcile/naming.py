"""Which name of a force a row shows: the one that texts gave it, and only while a force of that name existed.

The line of Operation Serval goes on as Operation Barkhane, and a town that Barkhane is known to have held in 2021 may
have been taken in 2013. The table of forces says when each name began and ended; a level is cut there, not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mapper.model import Claim, Status
from mapper.reconcile.force import name_of
from mapper.reconcile.options import ReconcileOptions
from mapper.reconcile.timeline import Step


def name_steps(steps: Iterable[Step], options: ReconcileOptions) -> list[Step]:
    """Give each step of a series the claim that names its force, cutting it where a name begins or ends.

    Parameters
    ----------
    steps : iterable of Step
        Of one series, in order of time.
    options : ReconcileOptions
        ``forces`` says when each known force began and ended.

    Returns
    -------
    list of Step
        ``naming`` is ``None`` where no text names the force at that time.
    """
    found: list[Step] = []
    for step in steps:
        before = found[-1].naming if found and found[-1].end == step.start else None
        for piece in _cut_at_names(step, before, options):
            naming = _naming(piece, found[-1] if found else None, options)
            last = found[-1] if found else None
            if last is not None and piece.start != step.start and _name(last.naming) == _name(naming):
                found[-1] = replace(last, end=piece.end, end_basis=piece.end_basis, claims=piece.claims)
            else:
                found.append(replace(piece, naming=naming))
    return found


def _cut_at_names(step: Step, before: Claim | None, options: ReconcileOptions) -> list[Step]:
    names = [*_named(step), *([before] if before else [])]
    days = {day for claim in names for day in _span(claim, options) if day is not None}
    inside = sorted(day for day in days if step.start < day and (step.end is None or day < step.end))
    edges = [step.start, *inside]
    ends: Sequence[date | None] = [*inside, step.end]
    pieces = []
    for start, end in zip(edges, ends, strict=True):
        known = tuple(item for item in step.claims if end == step.end or end is None or item.at < end)
        pieces.append(
            replace(
                step,
                start=start,
                end=end,
                claims=known or step.claims[:1],
                start_basis=step.start_basis if start == step.start else "carried",
                end_basis=step.end_basis if end == step.end else "carried_forward",
            )
        )
    return pieces


def _naming(step: Step, last: Step | None, options: ReconcileOptions) -> Claim | None:
    """Newest claim of a step that names the force as it was then; else the name that the step before had."""
    named = [claim for claim in _named(step) if _existed(claim, step, options)]
    if named:
        return named[-1]
    if last is None or last.naming is None or last.end != step.start:
        return None
    over = any(item.claim.status is Status.LEFT for item in last.claims)
    return last.naming if not over and _existed(last.naming, step, options) else None


def _named(step: Step) -> list[Claim]:
    return [item.claim for item in step.claims if item.claim.force and item.claim.status is not Status.LEFT]


def _existed(claim: Claim, step: Step, options: ReconcileOptions) -> bool:
    """Whether there was a force of that name when a step began; texts that go on using a name are believed."""
    start, end = _span(claim, options)
    if start is not None and step.start < start:
        return False
    if end is None or step.start < end:
        return True
    succeeded = bool(options.forces[name_of(claim)].successor)
    return not succeeded and any(item.claim is claim and item.at >= step.start for item in step.claims)


def _span(claim: Claim, options: ReconcileOptions) -> tuple[date | None, date | None]:
    """First day of a named force and the day after its last, as far as the table knows them."""
    known = options.forces.get(name_of(claim))
    return (known.first, known.over) if known else (None, None)


def _name(claim: Claim | None) -> str:
    return name_of(claim) if claim else ""
