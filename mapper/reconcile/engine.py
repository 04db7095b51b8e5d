"""The whole of reconciling, as a pure function of claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mapper import edtf
from mapper.errors import UsageError
from mapper.model import Claim, Kind, Precision, Presence, Status, Unmapped
from mapper.reconcile.dated import Dated, date_claim
from mapper.reconcile.ending import LEVEL, ends_of, lose_members
from mapper.reconcile.listing import left_out_of_lists
from mapper.reconcile.naming import name_steps
from mapper.reconcile.nesting import build_nest, omissions, outdate_parts, outdate_totals, place_within, remainders
from mapper.reconcile.options import ReconcileOptions, default_options
from mapper.reconcile.plans import plans_of
from mapper.reconcile.rows import against, denials_of, movements_of, presence_of
from mapper.reconcile.series import Series, group_claims, linked
from mapper.reconcile.timeline import Step, Timeline


def reconcile_claims(
    claims: Iterable[Claim], *, as_of: str | None = None, options: ReconcileOptions | None = None
) -> tuple[tuple[Presence, ...], tuple[Unmapped, ...]]:
    """Turn claims into presences: who was where, how many, from when to when, says who.

    Parameters
    ----------
    claims : iterable of Claim
        In any order; located where they could be.
    as_of : str, optional
        EDTF date: only what was published by its last day is known. Undated reports are not known to be.
    options : ReconcileOptions, optional
        ``default_options()`` when not given.

    Returns
    -------
    presences : tuple of Presence
        By kind of row: presences, what totals leave unexplained, movements, plans and denials; ordered by start.
    unmapped : tuple of Unmapped
        Every claim that no row stands on, with the reason.

    Raises
    ------
    UsageError
        ``as_of`` is not a date.

    Notes
    -----
    ``present`` sets a level, which holds until the next claim; ``left`` ends it on its day; arrivals and
    departures move it; plans and denials never do. Claims that cannot both be true make a dispute, with the
    widest interval. No clock is read: the same claims give the same rows.
    """
    options = options or default_options()
    known = sorted(_known(claims, as_of), key=lambda c: (c.published or "", c.report_id, c.start, c.id))
    unmapped: list[Unmapped] = []
    dated = []
    for claim in known:
        found = _usable(claim)
        if isinstance(found, str):
            unmapped.append(Unmapped(claim=claim.id, reason=found))
        else:
            dated.append(found)
    rows = _rows(dated, known, options)
    drawn = {name for row in rows for name in row.claims}
    reason = "overtaken: the same day's news is that all have left"
    unmapped += [Unmapped(claim=i.claim.id, reason=reason) for i in dated if i.claim.id not in drawn]
    return tuple(sorted(rows, key=_order)), tuple(sorted(unmapped, key=lambda item: item.claim))


def _known(claims: Iterable[Claim], as_of: str | None) -> list[Claim]:
    if as_of is None:
        return list(claims)
    try:
        limit = edtf.last_day(as_of)
    except ValueError as error:
        raise UsageError(f"--as-of: {error}") from None
    found = []
    for claim in claims:
        told = edtf.last_day(claim.published) if claim.published and edtf.is_edtf(claim.published) else None
        if told and (limit is None or told <= limit):
            found.append(claim)
    return found


def _usable(claim: Claim) -> Dated | str:
    if claim.location is None:
        return claim.unlocated or ("place not located" if claim.place else "no place stated")
    if claim.location.precision is Precision.GLOBAL:
        return "no place stated: the claim is about the whole world"
    return date_claim(claim)


def _order(row: Presence) -> tuple[str, str, str, str]:
    return row.start, str(row.kind), row.series, row.id


def _rows(dated: Sequence[Dated], known: Sequence[Claim], options: ReconcileOptions) -> list[Presence]:
    series = group_claims(dated, options)
    by_id = {one.id: one for one in series}
    links = linked(item.claim for item in dated)
    ends = ends_of(series, dated, links, options)
    for name, items in (*omissions(series, links).items(), *left_out_of_lists(series, dated, known).items()):
        ends[name] = [*ends[name], *items]
    lines = {one.id: _timeline(one, ends[one.id], options) for one in series}
    steps: Mapping[str, list[Step]] = {name: name_steps(line.run(), options) for name, line in lines.items()}
    nest = build_nest(series, links, options)
    steps = outdate_parts(outdate_totals(steps, nest, options), nest, options)
    steps = lose_members(steps, series, dated, options)
    rows: list[Presence] = []
    for one in series:
        denials = denials_of(one, options)
        present = [presence_of(one, step, options) for step in steps[one.id]]
        for denial in denials:
            present = [piece for row in present for piece in against(row, denial)]
        rows += [*present, *denials, *movements_of(one, lines[one.id], options)]
        gone = [item for item in ends[one.id] if item.claim.status is Status.LEFT]
        rows += plans_of(one, [*one.items, *gone], options)
    rows = place_within(rows, nest, by_id)
    return [*rows, *remainders([row for row in rows if row.kind is Kind.PRESENCE])]


def _timeline(series: Series, ends: Sequence[Dated], options: ReconcileOptions) -> Timeline:
    return Timeline([item for item in series.items if item.claim.status in LEVEL], ends, options)
