"""Presences from steps: the rows that a map draws, with their claims, publishers and sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from mapper.model import Claim, Correction, Kind, Location, Personnel, Presence, Side, Status
from mapper.reconcile import count as counts
from mapper.reconcile.count import ZERO, Count
from mapper.reconcile.dated import Dated
from mapper.reconcile.movement import merge_repeats
from mapper.reconcile.options import ReconcileOptions, claim_count
from mapper.reconcile.series import Series, digest
from mapper.reconcile.timeline import Step, Timeline


def publishers_of(claims: Iterable[Claim], options: ReconcileOptions) -> tuple[str, ...]:
    """Independent publishers behind claims, copies of one story counted as one."""
    names = {options.sources.get(claim.report_id) or claim.publisher for claim in claims}
    return tuple(sorted(names - {""}))


def corrections_of(claims: Iterable[Claim]) -> tuple[Correction, ...]:
    """Corrections in force on claims, without repeats."""
    found = {claim.correction for claim in claims if claim.correction}
    return tuple(sorted(found, key=lambda c: (c.when, c.who, c.action, c.why, c.fields)))


def presence_of(series: Series, step: Step, options: ReconcileOptions) -> Presence:
    """Row of one step of a series."""
    claims = [item.claim for item in step.claims]
    mine = [claim for claim in claims if claim.id in series.claim_ids and claim.status is not Status.LEFT] or claims
    anchor = ([claim for claim in mine if counts.stated(claim_count(claim, options)[0])] or mine)[-1]
    sides = tuple(
        Side(low=count[0], high=count[1], claims=_ids(i.claim for i in items),
             publishers=publishers_of((i.claim for i in items), options))
        for count, items in step.sides
    )  # fmt: skip
    return _row(
        series,
        anchor,
        kind=Kind.PRESENCE,
        status=Status.PRESENT,
        count=step.count,
        derived=step.derived,
        span=(step.start, step.end),
        claims=claims,
        options=options,
        naming=step.naming or replace(anchor, force=None, force_id=""),
        end_basis=step.end_basis,
        start_basis=step.start_basis,
        last=step.last_reported,
        sides=sides,
    )


def movements_of(series: Series, line: Timeline, options: ReconcileOptions) -> list[Presence]:
    """Rows of the arrivals, departures and last departures that claims report of a series.

    A movement is drawn for ``movement_days``, or while its own date lasts; nothing moves after all have left.
    """
    rows = []
    lefts = merge_repeats([i for i in series.items if i.claim.status is Status.LEFT and not i.future], options)
    for move in [*line.moves, *lefts]:
        claims, first = [item.claim for item in move], move[0]
        gone = first.claim.status is Status.LEFT
        end = first.at + timedelta(days=1 if gone else options.movement_days)
        later = [end_.at for end_ in line.ends if end_.at > first.at]
        if not gone and later:
            end = min(end, later[0])
        numbered = [known for known in (claim_count(c, options) for c in claims) if counts.stated(known[0])]
        count = counts.widest(known[0] for known in numbered)
        anchor = next((c for c in claims if counts.stated(claim_count(c, options)[0])), claims[0])
        rows.append(
            _row(series, anchor, kind=Kind.MOVEMENT, status=first.claim.status, count=count, claims=claims,
                 derived=bool(numbered) and all(known[1] for known in numbered), span=(first.at, end),
                 options=options, end_basis="reported", last=max(item.last for item in move))
        )  # fmt: skip
    return rows


def denials_of(series: Series, options: ReconcileOptions) -> list[Presence]:
    """Rows of denials; the same denial told again within ``denial_days`` is one row."""
    denied = [item for item in series.items if item.claim.status is Status.DENIED]
    rows: list[list[Dated]] = []
    for item in denied:
        if rows and (item.at - rows[-1][-1].at).days <= options.denial_days:
            rows[-1].append(item)
        else:
            rows.append([item])
    return [
        _row(series, items[-1].claim, kind=Kind.DENIAL, status=Status.DENIED, count=(None, None), derived=False,
             span=(items[0].at, items[-1].at + timedelta(days=options.denial_days)), options=options,
             claims=[item.claim for item in items], end_basis="carried_forward",
             last=max(item.last for item in items))
        for items in rows
    ]  # fmt: skip


def against(row: Presence, denial: Presence) -> list[Presence]:
    """A presence that a denial contradicts: disputed, while the denial is fresh, between it and nobody."""
    end = denial.end or denial.start
    if row.start >= end or (row.end is not None and denial.start >= row.end):
        return [row]
    start, stop = max(row.start, denial.start), end if row.end is None else min(row.end, end)
    pieces = []
    if row.start < start:
        pieces.append(replace(row, end=start, end_basis="carried_forward"))
    pieces.append(_contested(row, denial, start, stop))
    if row.end is None or stop < row.end:
        pieces.append(replace(row, start=stop, start_basis="carried", id=digest(row.id, stop)))
    return pieces


def _contested(row: Presence, denial: Presence, start: str, stop: str) -> Presence:
    sides = row.sides or (Side(low=row.low, high=row.high, claims=row.claims, publishers=row.publishers),)
    nobody = Side(low=0, high=0, claims=denial.claims, publishers=denial.publishers)
    low, high = counts.widest([ZERO, (row.low, row.high)])
    return replace(
        row,
        id=row.id if start == row.start else digest(row.id, start),
        low=low,
        high=high,
        start=start,
        end=stop,
        start_basis=row.start_basis if start == row.start else "carried",
        end_basis=row.end_basis if stop == row.end else "carried_forward",
        sides=(nobody, *sides),
        claims=(*row.claims, *(name for name in denial.claims if name not in row.claims)),
        publishers=tuple(sorted({*row.publishers, *denial.publishers})),
    )


def plan_row(
    series: Series, items: Sequence[Dated], span: tuple[date, date], basis: str, options: ReconcileOptions
) -> Presence:
    """Row of one plan, told by one or more claims."""
    claims = [item.claim for item in items]
    numbered = [known for known in (claim_count(c, options) for c in claims) if counts.stated(known[0])]
    anchor = next((c for c in reversed(claims) if counts.stated(claim_count(c, options)[0])), claims[-1])
    return _row(
        series,
        anchor,
        kind=Kind.PLAN,
        status=anchor.status,
        count=counts.widest(known[0] for known in numbered),
        derived=bool(numbered) and all(known[1] for known in numbered),
        span=span,
        claims=claims,
        options=options,
        end_basis=basis,
        last=max(min(item.last, span[1]) for item in items),
    )


def _row(  # noqa: PLR0913  (one place that knows how a row is put together)
    series: Series,
    anchor: Claim,
    *,
    kind: Kind,
    status: Status,
    count: Count,
    derived: bool,
    span: tuple[date, date | None],
    claims: Sequence[Claim],
    options: ReconcileOptions,
    end_basis: str,
    last: date,
    naming: Claim | None = None,
    start_basis: str = "reported",
    sides: tuple[Side, ...] = (),
) -> Presence:
    named = naming or next((claim for claim in reversed(claims) if claim.force), anchor)
    location = anchor.location
    assert location is not None  # noqa: S101  (claims without a place never reach a series)
    ids = _ids(claims)
    origin: Location | None = anchor.origin
    return Presence(
        id=digest(series.id, kind, status, span[0], "" if kind is Kind.PRESENCE else ids[0]),
        series=series.id,
        kind=kind,
        sender=_sender(series, named),
        force=named.force,
        personnel=Personnel(anchor.personnel),
        host=location.country or anchor.host,
        place=anchor.place or location.name,
        location=location,
        low=count[0],
        high=count[1],
        count_text=next((claim.count_text for claim in (anchor, *reversed(claims)) if claim.count_text), None),
        status=status,
        start=span[0].isoformat(),
        end=span[1].isoformat() if span[1] else None,
        start_basis=start_basis,
        end_basis=end_basis,
        last_reported=last.isoformat(),
        derived=derived,
        origin=origin,
        claims=ids,
        publishers=publishers_of(claims, options),
        sides=sides,
        corrected=corrections_of(claims),
        force_id=named.force_id,
    )


def _sender(series: Series, named: Claim) -> str | None:
    """Who sends a row's force: of a mission that changed hands, who ran it then."""
    own = series.force.sender
    return named.sender if named.force and named.sender and own == series.force.owner else own or None


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.id for claim in claims))
